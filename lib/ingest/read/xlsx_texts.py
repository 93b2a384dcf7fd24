"""The texts of a workbook as a whole: taken apart at the tags between them, and cleaned where they need it.

Most texts stand between `<si><t>` and `</t></si>` with nothing inside, and such a table is cut at what lies between two of
them. What lies otherwise (formatted runs, phonetic readings) is parsed as XML, that piece alone.
"""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from lxml import etree

from lib.ingest.read.cell_text import TEXT_LIMIT, clean, has_invisible, is_odd, unescape
from lib.ingest.read.xlsx_parts import rich_text
from lib.ingest.read.xlsx_scan import Irregular

_LT = ord("<")
_BETWEEN = "</t></si><si><t>"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What `cell_text` takes out or mends, in UTF-8: first byte, second (0: there is none between), range of the last.
_CLEANED = (
    (0xE2, 0x80, 0x8B, 0x8F),
    (0xE2, 0x80, 0xA8, 0xAE),
    (0xE2, 0x81, 0xA0, 0xAF),
    (0xEF, 0xBB, 0xBF, 0xBF),
    (0xEF, 0xBF, 0xB9, 0xBF),
    (0xC2, 0, 0x80, 0x9F),
    (0xD8, 0, 0x9C, 0x9C),
)
_TELLING_BYTES = {*range(9), *range(11, 32), *b"<&_", 0x7F, 0xC2, 0xD8, 0xE2, 0xEF}
_TELLING = bytes(byte in _TELLING_BYTES for byte in range(256))
_REFERENCE = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_HEAD = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["'](?:utf-8|UTF-8)["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>\s*)?<sst(?:\s[^>]*)?>"""
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text made plain, and what is to be said of the cells that hold it; None where nothing is left."""

    value: str | None
    is_cleaned: bool = False
    is_cut: bool = False


@dataclass(slots=True)
class Texts:
    """The table of shared texts; `remarked` are the places of those that were cleaned or cut."""

    values: list[str | None]
    remarked: dict[int, Text]
    arrow: pa.Array | None  # the same texts, where each stands in the file as it is

    def __init__(self, body: bytes) -> None:
        """Read the table.

        Args:
            body: what `body_of` gives; empty where the workbook has no such table.

        Raises:
            Irregular: it is not in the plain form.
        """
        self.values, self.remarked, self.arrow = [], {}, None
        if body:
            read = _texts(body)
            if read.is_suspect or max(map(len, read.values), default=0) >= TEXT_LIMIT:
                self.values = [*read.values]
                self._clean()
            else:
                self.values, self.arrow = read.values, read.arrow  # type: ignore[assignment]

    def _clean(self) -> None:
        for place, text in enumerate(self.values):
            if text and (not text.isprintable() or len(text) >= TEXT_LIMIT):
                found = made_plain(text)
                self.values[place] = found.value
                if found.is_cleaned or found.is_cut:
                    self.remarked[place] = found


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


@dataclass(frozen=True, slots=True)
class _Read:
    """The texts of the table, blank ones as ""; `arrow` where they stand in the file as they are."""

    values: list[str]
    is_suspect: bool = True  # some text may have to be cleaned
    arrow: pa.Array | None = None


def body_of(content: bytes) -> bytes:
    """What stands in the table of texts, without what only keeps spaces.

    Raises:
        Irregular: it is not in the plain form.
    """
    if not content:
        return b""
    head = _HEAD.match(content)
    end = content.rfind(b"</sst>")
    if head is None or end < head.end() or b"<!" in content or content[end + 6 :].strip():
        raise Irregular
    return content[head.end() : end].replace(b'<t xml:space="preserve">', b"<t>").strip()


def _texts(body: bytes) -> _Read:
    """The texts of the table."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Irregular from None
    if not text:
        return _Read([])
    signs = _Signs(body)
    if signs.is_forbidden():
        raise Irregular
    if body.startswith(b"<si><t>") and body.endswith(b"</t></si>"):
        pieces = text.split(_BETWEEN)
        if len(signs.brackets()) == 4 * len(pieces):
            pieces[0] = pieces[0].removeprefix("<si><t>")
            pieces[-1] = pieces[-1].removesuffix("</t></si>")
            return _plain(pieces, signs)
    return _Read(_mixed(_broken(text)))


def _plain(pieces: list[str], signs: "_Signs") -> _Read:
    """Texts between plain tags."""
    if signs.has(b"\r") or signs.has(b"&"):
        return _Read([unescape(_resolved(_broken(piece))) for piece in pieces])
    if signs.has(b"_x"):
        return _Read([unescape(piece) for piece in pieces])
    # Every second one is a text, the others are what stands between two.
    brackets = signs.brackets()
    bounds = np.stack((brackets[1::4] + 3, brackets[2::4]), axis=1).ravel()
    arrow = pa.Array.from_buffers(pa.large_string(), len(bounds) - 1, [None, pa.py_buffer(bounds), pa.py_buffer(signs.body)])
    return _Read(pieces, signs.is_suspect(), arrow)


class _Signs:
    """The bytes of a table that tell something, found in one walk: brackets, references, controls, invisible characters."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self._bytes = np.frombuffer(body, np.uint8)
        self._places = np.flatnonzero(np.frombuffer(body.translate(_TELLING), bool))
        self._kinds = self._bytes.take(self._places)

    def brackets(self) -> np.ndarray:
        """Where the tags begin."""
        places: np.ndarray = self._places[self._kinds == _LT]
        return places

    def has(self, sign: bytes) -> bool:
        """Whether one of these stands anywhere: `&`, `_x`, a carriage return."""
        places = self._places[self._kinds == sign[0]]
        return bool(len(places)) and (len(sign) == 1 or bool((self._behind(places, 1) == sign[1]).any()))

    def is_forbidden(self) -> bool:
        """Whether a character stands here that XML does not allow."""
        controls = self._kinds < 32
        if controls.any() and (self._kinds[controls] != ord("\r")).any():
            return True
        last = self._places[self._kinds == 0xEF]
        return bool(((self._behind(last, 1) == 0xBF) & (self._behind(last, 2) >= 0xBE)).any())

    def is_suspect(self) -> bool:
        """Whether a character stands here that `cell_text` takes out or mends."""
        if (self._kinds == 0x7F).any() or (self._kinds < 32).any():
            return True
        for first, second, low, high in _CLEANED:
            places = self._places[self._kinds == first]
            third = self._behind(places, 2 if second else 1)
            if ((third >= low) & (third <= high) & ((self._behind(places, 1) == second) | (second == 0))).any():
                return True
        return False

    def _behind(self, places: np.ndarray, step: int) -> np.ndarray:
        found: np.ndarray = self._bytes.take(places + step, mode="clip")
        return found


def _mixed(body: str) -> list[str]:
    """A table of which some items are more than one plain text: those are parsed."""
    if not (body.startswith("<si>") and body.endswith("</si>")):
        raise Irregular
    found: list[str] = []
    for item in body[4:-5].split("</si><si>"):
        if item.startswith("<t>") and item.endswith("</t>") and item.count("<") == 2:
            text = item[3:-4]
            found.append(unescape(_resolved(text) if "&" in text else text))
        elif "<si" in item or "</si" in item:
            raise Irregular
        else:
            found.append(_parsed(item))
    return found


def _parsed(item: str) -> str:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return rich_text(etree.fromstring(f"<si>{item}</si>".encode(), parser))
    except (etree.XMLSyntaxError, ValueError):
        raise Irregular from None


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
    if text.count("&") != len(_REFERENCE.findall(text)):
        raise Irregular
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    code = int(found[2]) if found[2] else int(found[3], 16)
    if not (code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF):
        raise Irregular
    return chr(code)
