"""XML read safely: no entities, no network, no document type, one encoding."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from lib.errors import Refused
from lib.ingest.read.package import shown

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
_REFERENCE = re.compile(rb"&#([xX][0-9A-Fa-f]{1,8}|[0-9]{1,9});")
_PLAIN = {"utf-8", "utf8", "us-ascii", "ascii"}
_ALLOWED = {"iso-8859-1", "latin1", "windows-1252", "windows-1251", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-kr"}


def utf8(xml: bytes, part: str) -> bytes:
    """The document as UTF-8 without a declaration of another encoding.

    Raises:
        Refused: it declares or uses an encoding that cannot be decoded, or declares entities.
    """
    try:
        if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
            xml = _DECLARATION.sub("", xml.decode("utf-16")).encode()
        elif xml[:2] == b"<\x00" or xml[:2] == b"\x00<":
            xml = _DECLARATION.sub("", xml.decode("utf-16-le" if xml[0] else "utf-16-be")).encode()
        xml = xml.removeprefix(b"\xef\xbb\xbf")
        declared = _DECLARED.match(xml[:300])
        encoding = declared.group(1).decode().lower() if declared else "utf-8"
        if encoding not in _PLAIN:
            if encoding not in _ALLOWED:
                raise Refused("xml_encoding", part=shown(part))
            xml = _DECLARATION.sub("", xml.decode("gb18030" if encoding.startswith("gb") else encoding)).encode()
    except UnicodeError as fault:
        raise Refused("xml_encoding", part=shown(part)) from fault
    if b"<!" in xml and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml):
        raise Refused("xml_entities", part=shown(part))
    return xml


def tree(xml: bytes, part: str) -> etree._Element:
    """A small document as a tree.

    Raises:
        Refused: it is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(utf8(xml, part), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise _unreadable(xml, part) from fault


def elements(xml: bytes, part: str, *names: str, starts: bool = False) -> Iterator[tuple[str, etree._Element]]:
    """Walk the elements of these local names; each is emptied once the next is asked for.

    Args:
        xml: already through `utf8`.
        part: the part's name, for the refusal.
        names: local names, whatever the namespace.
        starts: also give the "start" of each element, not only its "end".
    """
    events = ("start", "end") if starts else ("end",)
    try:
        walk = etree.iterparse(
            BytesIO(xml),
            events=events,
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        yield from walk
    except etree.XMLSyntaxError as fault:
        raise _unreadable(xml, part) from fault


def mended(xml: bytes) -> bytes:
    """The document without the characters that XML forbids; some programs write them all the same."""
    without = _FORBIDDEN.sub(b"", xml)
    return _REFERENCE.sub(lambda found: found.group(0) if _is_allowed(found.group(1).decode()) else b"", without)


def _is_allowed(written: str) -> bool:
    code = int(written[1:], 16) if written[0] in "xX" else int(written)
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return _local_name(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=512)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its local name, whatever the namespace."""
    found = element.get(name)
    if found is not None:
        return str(found)
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def is_true(written: str | None) -> bool:
    """How XML writes yes."""
    return written in ("1", "true", "on")


def _unreadable(xml: bytes, part: str) -> Refused:
    try:
        xml.decode("utf-8")
    except UnicodeDecodeError:
        return Refused("xml_encoding", part=shown(part))
    return Refused("corrupt", part=shown(part))
