"""The texts of a workbook as a whole: found by the tags between them, and made plain where they need it.

Most texts stand between `<si><t>` and `</t></si>` with nothing inside that means something else, and stay where they are in the
unpacked part until they are asked for. What lies otherwise (formatted runs, phonetic readings) is parsed as XML, that item alone;
what holds a reference, an escape or an invisible character is made plain, that text alone.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
from lxml import etree

from lib.ingest.file_texts import FileTexts
from lib.ingest.read.cell_text import TEXT_LIMIT, clean, has_invisible, is_odd, unescape
from lib.ingest.read.text_items import Items
from lib.ingest.read.text_signs import Signs
from lib.ingest.read.xlsx_form import Irregular
from lib.ingest.read.xlsx_parts import rich_text

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
# None with a carriage return, which the parser reads by a rule of its own.
_DECIMAL_REFERENCES = re.compile(rb"[^&<\r]*(?:&#[0-9]{1,7};[^&<\r]*)*")
_WORTH_PARSING = 8  # texts
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_HEAD = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["'](?:utf-8|UTF-8)["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>\s*)?<sst(?:\s[^>]*)?>"""
)
# How a text is to be sorted by sound; Chinese and Japanese programs write it beside every text, and it is none itself.
_PHONETIC = re.compile(rb'<phoneticPr fontId="[0-9]{1,5}"(?: type="[A-Za-z]{1,20}")?(?: alignment="[A-Za-z]{1,20}")?/>')
_MENDED = ("\r", "_x000D_")  # what typed columns mend


@dataclass(frozen=True, slots=True)
class Text:
    """One text made plain, and what is to be said of the cells that hold it; None where nothing is left."""

    value: str | None
    is_cleaned: bool = False
    is_cut: bool = False


class Texts:
    """The table of shared texts; `remarked` are the places of those that were cleaned or cut."""

    def __init__(self, body: bytes) -> None:
        """Find the texts.

        Args:
            body: what `body_of` gives; empty where the workbook has no such table.

        Raises:
            Irregular: it is not in the plain form.
        """
        self.remarked: dict[int, Text] = {}
        self._mended: frozenset[int] = frozenset()
        self._elements = self._lengths = np.array([], dtype=np.int64)
        self._arrow = pa.array([], pa.large_string())
        if body:
            self._read(body)

    def __len__(self) -> int:
        return len(self._elements)

    def some(self, places: np.ndarray) -> list[str | None]:
        """The texts at these places, None where blank."""
        return [text or None for text in self._arrow.take(pa.array(self._elements[places])).to_pylist()]

    def is_blank(self, places: np.ndarray) -> np.ndarray:
        """At which of these places nothing stands."""
        blank: np.ndarray = self._lengths[places] == 0
        return blank

    def column(self, places: np.ndarray) -> FileTexts | None:
        """The texts at these places, none of which is blank, as they are kept; None where a later step would mend one."""
        if self._mended and not self._mended.isdisjoint(places.tolist()):
            return None
        return FileTexts(self._arrow.take(pa.array(self._elements[places])))

    def _read(self, body: bytes) -> None:
        signs = _signs(body)
        items = Items(body, signs)
        if not items.is_plain.all() and b"<phoneticPr" in body:
            body = _PHONETIC.sub(b"", body)
            signs = _signs(body)
            items = Items(body, signs)
        made = {place: _parsed(inner) for place, inner in items.others()}
        longest = np.flatnonzero(items.ends - items.starts >= TEXT_LIMIT).tolist()
        for place in {*items.holding(signs.odd()), *longest} - made.keys():
            made[place] = unescape(_resolved(_decoded(body[int(items.starts[place]) : int(items.ends[place])])))
        plain = {place: _plain(text) for place, text in made.items()}
        self.remarked = {place: text for place, text in plain.items() if text.is_cleaned or text.is_cut}
        self._mended = frozenset(place for place, text in plain.items() if text.value and any(sign in text.value for sign in _MENDED))
        self._keep(body, items, {place: (text.value or "").encode() for place, text in plain.items()})

    def _keep(self, body: bytes, items: Items, instead: dict[int, bytes]) -> None:
        """Keep the texts as Arrow over the part as it was unpacked; behind it stand those that were made plain."""
        count = len(items.starts)
        bounds = np.stack((items.starts, items.ends), axis=1).ravel()  # every second one is a text, the others lie between
        self._elements = np.arange(count) * 2
        if instead:
            bounds = np.concatenate((bounds, len(body) + np.cumsum([0, *map(len, instead.values())])))
            body = b"".join((body, *instead.values()))
            self._elements[list(instead)] = np.arange(len(instead)) + 2 * count
        self._lengths = bounds[self._elements + 1] - bounds[self._elements]
        self._arrow = pa.Array.from_buffers(pa.large_string(), len(bounds) - 1, [None, pa.py_buffer(bounds), pa.py_buffer(body)])


def made_plain(text: str) -> Text:
    """A text without what `cell_text` takes out."""
    is_cut = len(text) >= TEXT_LIMIT
    if not is_odd(text):
        return Text(text or None, is_cut=is_cut)
    return Text(clean(text) or None, has_invisible(text), is_cut)


def plain_text(content: bytes) -> Text:
    """A text that stands in its cell.

    Raises:
        Irregular: it holds what XML does not allow.
    """
    return made_plain(unescape(_resolved(_decoded(content))))


def plain_texts(contents: Sequence[bytes]) -> list[Text]:
    """Texts that stand in their cells; those that are written in references throughout, as some programs write Chinese, all at once.

    Raises:
        Irregular: one holds what XML does not allow.
    """
    resolved = dict(zip(referring := [each for each in contents if b"&" in each], _parsed_at_once(referring), strict=False))
    return [made_plain(unescape(resolved[each])) if each in resolved else plain_text(each) for each in contents]


def _parsed_at_once(contents: Sequence[bytes]) -> list[str]:
    """Texts with plain references as an XML parser reads them; none where one of them had better be looked at by itself."""
    if len(contents) < _WORTH_PARSING or not all(map(_DECIMAL_REFERENCES.fullmatch, contents)):
        return []
    try:
        texts = etree.fromstring(b"<sst><t>" + b"</t><t>".join(contents) + b"</t></sst>", _careful_parser())
    except (etree.XMLSyntaxError, ValueError):
        return []
    return [text.text or "" for text in texts] if len(texts) == len(contents) else []


def _plain(text: str) -> Text:
    """A shared text made plain; one that can be printed as it is stays."""
    return Text(text or None) if text.isprintable() and len(text) < TEXT_LIMIT else made_plain(text)


def body_of(content: bytes) -> bytes:
    """What stands in the table of texts.

    Raises:
        Irregular: it is not in the plain form.
    """
    if not content:
        return b""
    head = _HEAD.match(content)
    end = content.rfind(b"</sst>")
    if head is None or end < head.end() or content[end + 6 :].strip():
        raise Irregular
    return content[head.end() : end].strip()


def _signs(body: bytes) -> Signs:
    """The telling signs of a table of characters that XML allows."""
    signs = Signs(body)
    if not _is_utf8(body) or signs.is_forbidden():
        raise Irregular
    return signs


def _is_utf8(content: bytes) -> bool:
    whole = pa.Array.from_buffers(pa.large_string(), 1, [None, pa.array([0, len(content)], pa.int64()).buffers()[1], pa.py_buffer(content)])
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _parsed(item: bytes) -> str:
    """The text of an item that is more than one plain text."""
    try:
        return rich_text(etree.fromstring(b"<si>" + item + b"</si>", _careful_parser()))
    except (etree.XMLSyntaxError, ValueError):
        raise Irregular from None


def _careful_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)


def _decoded(content: bytes) -> str:
    """UTF-8 with line breaks as XML reads them."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise Irregular from None
    if _FORBIDDEN.search(text):
        raise Irregular
    return _broken(text)


def _broken(text: str) -> str:
    """A text with its line breaks as XML reads them."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _resolved(text: str) -> str:
    """The text with its character references read."""
    if "&" not in text:
        return text
    pieces = _REFERENCE.split(text)  # a text, then by turns the three ways of writing a reference, and the text behind it
    if text.count("&") != len(pieces) // 4:
        raise Irregular
    characters = map(_character, pieces[1::4], pieces[2::4], pieces[3::4])
    return "".join(itertools.chain.from_iterable(itertools.zip_longest(pieces[::4], characters, fillvalue="")))


@lru_cache(maxsize=4_096)
def _character(name: str | None, decimal: str | None, hexadecimal: str | None) -> str:
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal or "", 16)
    if not (code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF):
        raise Irregular
    return chr(code)
