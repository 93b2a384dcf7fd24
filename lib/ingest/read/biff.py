"""A walk over the records of an old binary workbook (.xls), before and beside its decoding.

It finds what the decoder does not tell (error cells, percent and East Asian date formats, hidden rows
and columns, protection) and how far the cells reach. Record numbers are those of [MS-XLS] §2.3.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from lib.errors import Refused
from lib.ingest.model import MergedRange
from lib.ingest.read.number_formats import Meaning, meaning_of
from lib.ingest.read.sparse import Place
from lib.ingest.read.xlsb import ERROR_CODES

_FORMULA, _EOF, _DATEMODE, _FILEPASS, _FONT, _COLINFO, _BOUNDSHEET = 0x06, 0x0A, 0x22, 0x2F, 0x31, 0x7D, 0x85
_MULRK, _RSTRING, _XF, _MERGED, _LABELSST, _BLANK, _NUMBER = 0xBD, 0xD6, 0xE0, 0xE5, 0xFD, 0x201, 0x203
_DIMENSIONS, _LABEL, _BOOLERR, _ROW, _RK, _FORMAT, _BOF = 0x200, 0x204, 0x205, 0x208, 0x27E, 0x41E, 0x809
_CELLS = frozenset({_FORMULA, _MULRK, _RSTRING, _LABELSST, _NUMBER, _LABEL, _BOOLERR, _RK})
_CODEPAGE, _STRING = 0x42, 0x207
_ENCODINGS = {
    437: "cp437",
    874: "cp874",
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "big5hkscs",
    1250: "cp1250",
    1251: "cp1251",
    1252: "cp1252",
}
_NUMBERS = frozenset({_FORMULA, _NUMBER, _RK})
_ROW_HIDDEN = 0x20
_STRUCK = 0x08  # among a font's flags
_NO_FONT = 4  # this number is left out: what a format calls 5 is the fifth
_BIFF8 = 0x0600
LAST_BIFF_COLUMN = 256


@dataclass(slots=True)
class BiffSheet:
    """What one sheet's records say; places 1-based."""

    name: str
    hidden: bool
    is_worksheet: bool
    cells: list[tuple[int, int, int]] = field(default_factory=list)  # row, column, offset of the record
    percent: set[Place] = field(default_factory=set)
    hundredths: set[Place] = field(default_factory=set)
    months: set[Place] = field(default_factory=set)
    dates: set[Place] = field(default_factory=set)
    spans: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[MergedRange] = field(default_factory=list)
    texts: dict[Place, str] = field(default_factory=dict)  # of Excel 5 and 95 only, decoded by the code page
    boasts: list[int] = field(default_factory=list)  # offsets of records that claim an extent nobody should reserve


@dataclass(slots=True)
class BiffBook:
    """What the workbook's records say."""

    is_1904: bool = False
    is_biff8: bool = True
    formats: list[int] = field(default_factory=list)  # offsets of the cell formats' records
    sheets: list[BiffSheet] = field(default_factory=list)


def scan(stream: bytes, most_cells: int) -> BiffBook:
    """Walk all records of the workbook stream.

    Raises:
        Refused: protected by a password, cut off, or more cells than the ceiling.
    """
    walk = _Scan(stream, most_cells)
    try:
        walk.globals()
        walk.all_sheets()
    except (struct.error, IndexError) as fault:
        raise Refused("corrupt", part="Workbook") from fault
    return walk.book


def record_heads(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Number, offset and length of each record from `at` on, to the end of its substream."""
    depth = 0
    end = len(stream)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<2H", stream, at)
        if at + 4 + size > end:
            raise IndexError(at)
        yield kind, at, size
        depth += (kind == _BOF) - (kind == _EOF)
        at += 4 + size
        if depth <= 0:
            return


class _Scan:
    def __init__(self, stream: bytes, most_cells: int) -> None:
        self.book = BiffBook()
        self._stream = stream
        self._cells_left = most_cells
        self._starts: list[int] = []
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._meanings: list[Meaning] = []
        self._struck_fonts: list[bool] = []
        self._fonts: list[int] = []
        self._struck: frozenset[int] = frozenset()
        self._encoding = "gb18030"

    def globals(self) -> None:
        for kind, at, size in record_heads(self._stream, 0):
            body = self._stream[at + 4 : at + 4 + size]
            if kind == _BOF and at == 0:
                self.book.is_biff8 = struct.unpack_from("<H", body)[0] == _BIFF8
            elif kind == _FILEPASS:
                raise Refused("encrypted")
            elif kind == _CODEPAGE:
                self._encoding = _ENCODINGS.get(struct.unpack_from("<H", body)[0], self._encoding)
            elif kind == _DATEMODE:
                self.book.is_1904 = body[0] == 1
            elif kind == _BOUNDSHEET:
                start, state, sort = struct.unpack_from("<IBB", body)
                self._starts.append(start)
                self.book.sheets.append(BiffSheet(self._short_text(body[6:]), state & 3 != 0, sort == 0))
            elif kind == _FORMAT:
                self._codes[struct.unpack_from("<H", body)[0]] = self._format_text(body)
            elif kind == _FONT:
                self._struck_fonts.append(bool(body[2] & _STRUCK))
            elif kind == _XF:
                font, code = struct.unpack_from("<2H", body)
                self._fonts.append(font - (font > _NO_FONT))
                self._formats.append(code)
                self.book.formats.append(at)
        self._meanings = [meaning_of(number, self._codes.get(number)) for number in self._formats]
        fonts = self._struck_fonts
        self._struck = frozenset(style for style, font in enumerate(self._fonts) if font < len(fonts) and fonts[font])

    def all_sheets(self) -> None:
        for start, sheet in zip(self._starts, self.book.sheets, strict=True):
            if sheet.is_worksheet:
                self._sheet(start, sheet)

    def _sheet(self, start: int, sheet: BiffSheet) -> None:
        if start >= len(self._stream):
            raise IndexError(start)
        depth = 0
        for kind, at, size in record_heads(self._stream, start):
            depth += (kind == _BOF) - (kind == _EOF)
            if depth > 1:  # an embedded chart has records of its own
                continue
            if kind in _CELLS:
                self._cell(sheet, kind, at, size)
            elif kind == _ROW:
                row, flags = struct.unpack_from("<H", self._stream, at + 4)[0], self._stream[at + 16]
                if flags & _ROW_HIDDEN:
                    sheet.hidden_rows.add(row + 1)
            elif kind == _COLINFO:
                first, last, _, _, flags = struct.unpack_from("<5H", self._stream, at + 4)
                if flags & 1:
                    sheet.hidden_columns.update(range(first + 1, min(last + 1, LAST_BIFF_COLUMN) + 1))
            elif kind == _STRING and not self.book.is_biff8 and sheet.cells:
                row, column, _ = sheet.cells[-1]  # the text result of the formula just before
                sheet.texts[(row, column)] = self._stream[at + 6 : at + 4 + size].decode(self._encoding, "replace")
            elif kind == _DIMENSIONS:
                sheet.boasts.append(at)
            elif kind == _MERGED:
                self._merges(sheet, at, size)

    def _cell(self, sheet: BiffSheet, kind: int, at: int, size: int) -> None:
        row, column, style = struct.unpack_from("<3H", self._stream, at + 4)
        sheet.cells.append((row + 1, column + 1, at))
        self._cells_left -= 1
        if self._cells_left < 0:
            raise Refused("too_many_cells", sheet=sheet.name, most=len(sheet.cells))
        place = (row + 1, column + 1)
        if style in self._struck and kind != _MULRK:
            sheet.struck.add(place)
        if kind in _NUMBERS:
            self._note_meaning(sheet, place, style)
        elif kind == _MULRK:
            for index in range((size - 6) // 6):
                style = struct.unpack_from("<H", self._stream, at + 8 + 6 * index)[0]
                self._note_meaning(sheet, (row + 1, column + 1 + index), style)
        elif kind in (_LABEL, _RSTRING) and not self.book.is_biff8:
            length = struct.unpack_from("<H", self._stream, at + 10)[0]
            sheet.texts[place] = self._stream[at + 12 : min(at + 12 + length, at + 4 + size)].decode(self._encoding, "replace")
        if kind == _BOOLERR and self._stream[at + 11]:
            sheet.errors[place] = ERROR_CODES.get(self._stream[at + 10], "#N/A")
        elif kind == _FORMULA and self._stream[at + 16 : at + 18] == b"\xff\xff" and self._stream[at + 10] == 2:
            sheet.errors[place] = ERROR_CODES.get(self._stream[at + 12], "#N/A")

    def _note_meaning(self, sheet: BiffSheet, place: Place, style: int) -> None:
        meaning = self._meanings[style] if style < len(self._meanings) else Meaning.NUMBER
        if meaning is Meaning.PERCENT:
            sheet.percent.add(place)
        elif meaning in (Meaning.DATE, Meaning.MONTH):
            sheet.dates.add(place)
            if meaning is Meaning.MONTH:
                sheet.months.add(place)
        elif meaning is Meaning.SPAN:
            sheet.spans.add(place)
        elif meaning is Meaning.HUNDREDTHS:
            sheet.hundredths.add(place)

    def _merges(self, sheet: BiffSheet, at: int, size: int) -> None:
        count = struct.unpack_from("<H", self._stream, at + 4)[0]
        for index in range(min(count, (size - 2) // 8)):
            top, bottom, left, right = struct.unpack_from("<4H", self._stream, at + 6 + 8 * index)
            sheet.merged.append(MergedRange(top + 1, left + 1, bottom + 1, min(right + 1, LAST_BIFF_COLUMN)))

    def _short_text(self, body: bytes) -> str:
        if not body:
            return ""
        length = body[0]
        if not self.book.is_biff8:
            return body[1 : 1 + length].decode(self._encoding, "replace")
        wide = len(body) > 1 and body[1] & 1
        return body[2 : 2 + 2 * length].decode("utf-16-le", "replace") if wide else body[2 : 2 + length].decode("latin-1")

    def _format_text(self, body: bytes) -> str:
        if not self.book.is_biff8:
            return body[3 : 3 + body[2]].decode(self._encoding, "replace")
        length, wide = struct.unpack_from("<HB", body, 2)
        return body[5 : 5 + 2 * length].decode("utf-16-le", "replace") if wide & 1 else body[5 : 5 + length].decode("latin-1")
