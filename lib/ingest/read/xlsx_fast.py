"""Large, regular worksheets through the Rust decoder, and what it does not tell read off the XML's bytes.

calamine turns a sheet into rows about five times faster than the reference decoder, but it loses error
cells, percent formats, hidden rows and the difference between blank and uncached, makes a time of day of a
negative day, and lays a far cell out as one rectangle that may not fit any memory. So it only sees sheets
whose extent was checked first, in a package written anew from the two parts that it needs, without any
number format; the rest is found by pattern.
A sheet that is small or unusual in any way is left to `xlsx_cells`.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from math import isfinite

from python_calamine import CalamineError, CalamineWorkbook

from lib.errors import Refused
from lib.ingest.model import CellValue, ErrorValue, MergedRange, RawSheet
from lib.ingest.read.areas import Block, keep_merges
from lib.ingest.read.cell_text import TEXT_LIMIT, TextLog, clean, has_invisible, is_odd
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.number_formats import Meaning, has_one_decimal
from lib.ingest.read.package import Package
from lib.ingest.read.references import column_number, merged_range, place
from lib.ingest.read.rezip import stored, write_zip
from lib.ingest.read.serials import from_serial
from lib.ingest.read.xlsx_parts import BookParts
from lib.ingest.read.xml import utf8

_WORTH_IT = 2 * 1024 * 1024  # bytes of sheet XML; below, the reference decoder is as quick
_NOT_NEAR = re.compile(rb'<c(?:[\t\n\r/>]| (?!r="[A-Z][0-9]{1,5}"))([^>]{0,16})')
_FAR = re.compile(rb'r="([A-Z]{1,3}[0-9]{1,7})"')
_SHORTEST_CELL = len(b'<c r="A1"><v>1</v></c>')
_ROW = re.compile(rb'<row [^>]*?\br="([0-9]{1,7})"')
HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]+)"')
_MERGE = re.compile(rb'<mergeCell [^>]*?ref="([A-Z0-9:$]+)"')
_COLUMN = re.compile(rb"<col ([^>]*)>")
_PAIR = re.compile(rb'(\w+)="([^"]*)"')
_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?=[^>]* t="e")[^>]*>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_UNCACHED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')
_NEAR_ROWS = 99_999  # what `_FAR` does not match lies within
_NOT_FINITE = re.compile(rb"<v>[^<0-9]?(?:[nNiI]|[0-9.]*[eE]\+?[0-9]{3})")
_DECLARATION_BYTES = 200  # a line break after the XML declaration says nothing about the text
_CONTROLS = bytes((*range(9), *range(11, 32), 127))
# What begins, in UTF-8, with the bytes of all that `cell_text` takes out; quotation marks and dashes are among it.
_SUSPECT = (b"\xe2\x80", b"\xe2\x81", b"\xef\xbb\xbf", b"\xef\xbf", b"\xc2", b"\xd8\x9c", b"\xed")
# A character written by number, but for ideographs and full-width signs.
_SUSPECT_NUMBER = re.compile(rb"&#(?!(?:[1-4][0-9]{4}|65(?:28[1-9]|29[0-9]|3[0-9]{2}));)")
_BLOCK = TEXT_LIMIT // 2  # a text at the limit spans at least one whole block without a tag
_NUMERIC_TYPES = (int, float)


class FastSheets:
    """Reads the regular sheets of one package; gives None for a sheet it had better not read."""

    def __init__(self, package: Package, book: BookParts, meanings: Iterable[Meaning]) -> None:
        self._package = package
        self._book = book
        self._limits = package.limits
        self._meanings = tuple(meanings)
        self._strings: bytes | None = None
        self._strings_are_plain = False

    def read(self, name: str, part: str, xml: bytes, hidden: bool, notes: Notes) -> RawSheet | None:
        """One worksheet, or None where it is small, irregular or not decodable this way."""
        if len(xml) < _WORTH_IT:
            return None
        if len(xml) > self._limits.cells * _SHORTEST_CELL and xml.count(b"<v>") > self._limits.cells:
            raise Refused("too_many_cells", sheet=name, most=self._limits.cells)
        rows = sorted({int(row) for row in _ROW.findall(xml)})
        if not _is_regular(xml, rows) or not _extent_is_sound(xml, rows, self._limits):
            return None
        if b"<!" in self._load_strings():
            return None
        block = self._decode(xml, part)
        if block is None or not _put_errors(xml, block):
            return None
        log, cut = _blanks_only(block) if self._is_plain(xml) else _tidy(block)
        merged, dropped = keep_merges(merges(xml), block, self._limits)
        notes.merges(name, dropped)
        notes.cleaned(name, log)
        return RawSheet(
            name=name,
            grid=block.grid,
            top=block.top,
            left=block.left,
            merged=merged,
            hidden=hidden,
            hidden_rows=frozenset(int(row) for row in HIDDEN_ROW.findall(xml)) if b"hidden=" in xml else frozenset(),
            hidden_columns=hidden_columns(xml),
            percent=frozenset(spot for spot in self._spots(Meaning.PERCENT, xml) if type(_at(block, spot)) in _NUMERIC_TYPES),
            months=self._take_days(xml, block),
            noughts=frozenset(spot for spot in self._spots(Meaning.HUNDREDTHS, xml) if has_one_decimal(_at(block, spot))),
            uncached=_uncached(xml),
            cut=frozenset(cut),
        )

    def _decode(self, xml: bytes, part: str) -> Block | None:
        sheet_part = self._package.packed(part, "xl/sheet.xml", xml)
        strings_part = self._package.packed(self._book.shared_strings, "xl/sharedStrings.xml", self._strings) if self._strings else None
        try:
            with CalamineWorkbook.from_filelike(write_zip((*_FRAME, sheet_part, *([strings_part] if strings_part else [])))) as book:
                sheet = book.get_sheet_by_index(0)
                start = sheet.start or (0, 0)
                grid: list[list[CellValue]] = sheet.to_python()  # type: ignore[assignment]
        except (CalamineError, OverflowError, ValueError):
            return None
        return Block(grid, start[0] + 1, start[1] + 1, ())

    def _load_strings(self) -> bytes:
        if self._strings is None:
            content = self._package.part(self._book.shared_strings)
            self._strings = utf8(content, self._book.shared_strings) if content else b""
            self._strings_are_plain = _is_plain_text(self._strings)
        return self._strings

    def _is_plain(self, xml: bytes) -> bool:
        """Whether no value needs a second look: all text is plain, all numbers are finite."""
        return self._strings_are_plain and _is_plain_text(xml) and _NOT_FINITE.search(xml) is None

    def _take_days(self, xml: bytes, block: Block) -> frozenset[tuple[int, int]]:
        """Put days and times in the place of numbers with such a format; gives back the cells of which only the month is shown."""
        months: set[tuple[int, int]] = set()
        for meaning in (Meaning.DATE, Meaning.MONTH, Meaning.SPAN):
            for spot in self._spots(meaning, xml):
                number = _at(block, spot)
                if type(number) is not float:
                    continue
                found = from_serial(number, meaning, self._book.is_1904)
                block.grid[spot[0] - block.top][spot[1] - block.left] = found
                if meaning is Meaning.MONTH and isinstance(found, date):
                    months.add(spot)
        return frozenset(months)

    def _spots(self, wanted: Meaning, xml: bytes) -> list[tuple[int, int]]:
        """The cells whose number format has one meaning."""
        styles = [str(index) for index, meaning in enumerate(self._meanings) if meaning is wanted]
        if not styles:
            return []
        pattern = re.compile(rf'<c r="([A-Z]+)([0-9]+)"(?=[^>]* s="(?:{"|".join(styles)})")'.encode())
        return _column_numbers(pattern.findall(xml))


def _is_regular(xml: bytes, rows: list[int]) -> bool:
    """Plain XML as the common programs write it: no comments, no prefixes, hidden rows numbered."""
    return (
        b"<sheetData" in xml
        and b"<!" not in xml
        and b"\x00" not in xml
        and (b"hidden=" not in xml or xml.count(b"<row ") + xml.count(b"<row>") == len(rows))
    )


def _extent_is_sound(xml: bytes, rows: list[int], limits: Limits) -> bool:
    """Whether the used cells make one rectangle without wide gaps, within the ceiling.

    Cells in columns A to Z and rows below 100,000 cannot make a large rectangle; the others are looked at.
    """
    columns, far_rows = {1}, set()
    for written in _NOT_NEAR.findall(xml):
        found = _FAR.match(written)
        spot = place(found.group(1).decode()) if found else None
        if spot is None:
            return False
        far_rows.add(spot[0])
        columns.add(spot[1])
    if not rows or not far_rows <= set(rows):
        return False
    if any(after - before > limits.gap_rows for before, after in pairwise(rows)):
        return False
    widest = max(columns | {26})
    if widest > limits.gap_columns or rows[-1] * widest > limits.area:
        return False
    # A near cell may stand under another row's number: then the rectangle is at most this high.
    return max(rows[-1], _NEAR_ROWS) * widest <= 2 * limits.area


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FRAME = tuple(
    stored(name, content.encode())
    for name, content in {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns:r="{_RELATION}"><sheets><sheet name="s" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{_RELATION}/worksheet" Target="sheet.xml"/>'
        "</Relationships>",
    }.items()
)
"""A package of our own around one sheet; nothing of the file but that sheet and its texts gets into it."""


def _is_plain_text(xml: bytes) -> bool:
    """Whether a part's text surely holds nothing to clean, to unescape or to report; quick, and in doubt no."""
    body = xml[_DECLARATION_BYTES:]
    if b"_x" in body or (not body.isascii() and any(sign in body for sign in _SUSPECT)) or len(body.translate(None, _CONTROLS)) < len(body):
        return False
    if b"&#" in body and _SUSPECT_NUMBER.search(body):
        return False
    return all(xml.find(b"<", at, at + _BLOCK) >= 0 for at in range(0, len(xml) - _BLOCK, _BLOCK))


def _blanks_only(block: Block) -> tuple[TextLog, set[tuple[int, int]]]:
    """Blanks as None, in place; for a sheet whose values need no second look."""
    for row in block.grid:
        if "" in row:
            row[:] = [None if value == "" else value for value in row]
    return TextLog(), set()


def _tidy(block: Block) -> tuple[TextLog, set[tuple[int, int]]]:
    """Blanks as None, text cleaned, numbers that are none as errors; in place."""
    log, cut = TextLog(), set()
    for y, row in enumerate(block.grid):
        for x, value in enumerate(row):
            if isinstance(value, str):
                if not value:
                    row[x] = None
                    continue
                if len(value) >= TEXT_LIMIT:
                    cut.add((block.top + y, block.left + x))
                if not value.isprintable() and is_odd(value):
                    if has_invisible(value):
                        log.note(block.top + y, block.left + x)
                    row[x] = clean(value) or None
            elif isinstance(value, float) and not isfinite(value):
                row[x] = ErrorValue("#NUM!")
    return log, cut


def _at(block: Block, spot: tuple[int, int]) -> CellValue:
    y, x = spot[0] - block.top, spot[1] - block.left
    return block.grid[y][x] if 0 <= y < len(block.grid) and 0 <= x < len(block.grid[y]) else None


def _column_numbers(written: list[tuple[bytes, bytes]]) -> list[tuple[int, int]]:
    """Letters and digits of many addresses as (row, column); each column's letters are worked out once."""
    numbers = {letters: column_number(letters.decode()) for letters in {letters for letters, _ in written}}
    return [(int(digits), numbers[letters]) for letters, digits in written]


def _put_errors(xml: bytes, block: Block) -> bool:
    """Put error cells, which calamine gives as blanks, in their places; no where one is written so that it gives no cell at all."""
    for written, code in _ERROR.findall(xml) if b' t="e"' in xml else ():
        row, column = place(written.decode()) or (0, 0)
        y, x = row - block.top, column - block.left
        if b"&" in code or not (0 <= y < len(block.grid) and 0 <= x < len(block.grid[y])):
            return False
        block.grid[y][x] = ErrorValue(code.decode("utf-8", "replace")[:20])
    return True


def _uncached(xml: bytes) -> frozenset[tuple[int, int]]:
    if b"<f" not in xml:
        return frozenset()
    return frozenset(_column_numbers(_UNCACHED.findall(xml)))


def merges(xml: bytes) -> list[MergedRange]:
    """The merged areas that stand behind the rows."""
    tail = xml[max(xml.rfind(b"</sheetData>"), 0) :]
    return [area for found in _MERGE.findall(tail) if (area := merged_range(found.decode()))]


def hidden_columns(xml: bytes) -> frozenset[int]:
    """The columns that are hidden, as what stands before the rows says; not those folded under a “+”, which says that they are there."""
    head = xml[: xml.find(b"<sheetData")]
    hidden: set[int] = set()
    for attributes in _COLUMN.findall(head):
        pairs = dict(_PAIR.findall(attributes))
        if pairs.get(b"outlineLevel", b"0") != b"0":
            continue
        if pairs.get(b"hidden") in (b"1", b"true") and pairs.get(b"min", b"").isdigit() and pairs.get(b"max", b"").isdigit():
            hidden.update(range(int(pairs[b"min"][:6]), min(int(pairs[b"max"][:6]), column_number("XFD")) + 1))
    return frozenset(hidden)
