"""Binary workbooks (.xlsb): records of [MS-XLSB], read one by one.

The records carry everything that is asked of a sheet, and a walk of our own is bounded where a decoder
that trusts their row and column numbers is not. Record numbers are those of [MS-XLSB] §2.3.
"""

import posixpath
import struct
from collections.abc import Iterator
from datetime import date

from lib.errors import Refused
from lib.ingest.model import CellValue, ErrorValue, MergedRange, RawSheet, RawWorkbook, Severity
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW
from lib.ingest.read.notes import Notes
from lib.ingest.read.number_formats import Meaning, has_one_decimal, meaning_of
from lib.ingest.read.package import Package
from lib.ingest.read.serials import from_serial
from lib.ingest.read.sheets import raw_sheet
from lib.ingest.read.sparse import SheetCells
from lib.ingest.read.xlsx_parts import SheetEntry, package_relations
from lib.ingest.read.xlsx_parts import sheet_names as names_of

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_F_TEXT, _F_REAL, _F_BOOL, _F_ERROR = range(8, 12)
_SST_ITEM, _FORMAT, _XF, _COLUMN, _RICH_TEXT = 19, 44, 47, 60, 62
_BOOK_PROPERTIES, _SHEET, _MERGE, _BEGIN_XFS, _END_XFS = 153, 156, 176, 617, 618
_HIDDEN_ROW = 0x10
ERROR_CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def read_xlsb(package: Package, part: str, file_name: str, notes: Notes) -> RawWorkbook:
    """Read every worksheet.

    Raises:
        Refused: damaged, without a worksheet, or beyond a ceiling.
    """
    try:
        return _Book(package, part, notes).read(file_name)
    except (struct.error, IndexError, UnicodeDecodeError) as fault:
        raise Refused("corrupt", part=part) from fault


class _Book:
    def __init__(self, package: Package, part: str, notes: Notes) -> None:
        self._package = package
        self._notes = notes
        self._folder = posixpath.dirname(part)
        self._relations = package_relations(
            package, self._folder, posixpath.join(self._folder, "_rels", posixpath.basename(part) + ".rels")
        )
        self._is_1904 = False
        self._entries = self._listed(package.part(part) or b"")
        self._meanings = _meanings(self._content("styles"))
        self._strings = [_wide(body, 1)[0] for kind, body in records(self._content("sharedStrings")) if kind == _SST_ITEM]
        self._filled = 0

    def read(self, file_name: str) -> RawWorkbook:
        if not self._entries:
            raise Refused("no_sheets")
        if self._is_1904:
            self._notes.add("dates_1904", Severity.INFO)
        sheets: list[RawSheet] = []
        wanted = [one for one in self._entries if one.kind == "worksheet"]
        if not wanted:
            raise Refused("no_worksheets")
        if len(wanted) < len(self._entries):
            self._notes.add("chart_sheets", Severity.INFO, count=len(self._entries) - len(wanted))
        for name, entry in zip(names_of(tuple(wanted)), wanted, strict=True):
            content = self._package.part(entry.target) if entry.target else None
            if content is None:
                self._notes.add("sheet_missing", Severity.ERROR, name)
                continue
            sheets.append(raw_sheet(name, self._cells(content, name), self._package.limits, self._notes, entry.hidden))
        if not sheets:
            raise Refused("sheet_parts_missing")
        return RawWorkbook(file_name, "xlsb", tuple(sheets), self._notes.all())

    def _content(self, kind: str) -> bytes:
        target = next((target for one, target in self._relations.values() if one == kind), "")
        return (self._package.part(target) if target else None) or b""

    def _listed(self, content: bytes) -> list[SheetEntry]:
        found: list[SheetEntry] = []
        for kind, body in records(content):
            if kind == _BOOK_PROPERTIES:
                self._is_1904 = bool(body[0] & 1)
            elif kind == _SHEET:
                relation, after = _wide(body, 8)
                name, _ = _wide(body, after)
                sort, target = self._relations.get(relation, ("worksheet", ""))
                state = struct.unpack_from("<I", body)[0] & 3
                found.append(SheetEntry(name, sort, target if target in self._package else "", state != 0))
                if len(found) > self._package.limits.sheets:
                    raise Refused("too_many_sheets", sheets=len(found), most=self._package.limits.sheets)
        return found

    def _cells(self, content: bytes, sheet: str) -> SheetCells:
        found = SheetCells()
        row = 0
        most = self._package.limits.cells
        for kind, body in records(content):
            if kind == _ROW:
                row = struct.unpack_from("<I", body)[0] + 1
                if len(body) > 11 and body[11] & _HIDDEN_ROW and row <= LAST_ROW:
                    found.hidden_rows.add(row)
            elif _RK <= kind <= _F_ERROR or kind == _RICH_TEXT:
                self._put(found, kind, row, body)
                if found.filled + self._filled > most:
                    raise Refused("too_many_cells", sheet=sheet, most=most)
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<4I", body)
                found.merged.append(MergedRange(top + 1, left + 1, min(bottom + 1, LAST_ROW), min(right + 1, LAST_COLUMN)))
            elif kind == _COLUMN:
                first, last = struct.unpack_from("<2I", body)
                if struct.unpack_from("<H", body, 16)[0] & 1:
                    found.hidden_columns.update(range(first + 1, min(last + 1, LAST_COLUMN) + 1))
        self._filled += found.filled
        return found

    def _put(self, found: SheetCells, kind: int, row: int, body: bytes) -> None:
        column, style = struct.unpack_from("<2I", body)
        column += 1
        if row > LAST_ROW or column > LAST_COLUMN or row < 1:
            found.misplaced += 1
            return
        style &= 0xFFFFFF
        meaning = self._meanings[style] if style < len(self._meanings) else Meaning.NUMBER
        value = self._value(kind, body, meaning)
        found.put(row, column, value)
        if meaning is Meaning.PERCENT and isinstance(value, float):
            found.percent.add((row, column))
        elif meaning is Meaning.MONTH and isinstance(value, date):
            found.months.add((row, column))
        elif meaning is Meaning.HUNDREDTHS and has_one_decimal(value):
            found.noughts.add((row, column))

    def _value(self, kind: int, body: bytes, meaning: Meaning) -> CellValue:
        if kind == _SHARED:
            index = struct.unpack_from("<I", body, 8)[0]
            return self._strings[index] if index < len(self._strings) else ErrorValue("#VALUE!")
        if kind in (_TEXT, _F_TEXT):
            return _wide(body, 8)[0]
        if kind == _RICH_TEXT:
            return _wide(body, 9)[0]
        if kind in (_BOOL, _F_BOOL):
            return body[8] != 0
        if kind in (_ERROR, _F_ERROR):
            return ErrorValue(ERROR_CODES.get(body[8], "#N/A"))
        number = rk_number(struct.unpack_from("<I", body, 8)[0]) if kind == _RK else struct.unpack_from("<d", body, 8)[0]
        return from_serial(number, meaning, self._is_1904)


def rk_number(packed: int) -> float:
    """A number in the 30-bit form of binary workbooks."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else number


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record's number and body; one that runs past the end is a fault of the file."""
    at, end = 0, len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = content[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift > 21:
                break
        if at + size > end:
            raise IndexError(at)
        yield kind, content[at : at + size]
        at += size


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A counted two-byte text and where it ends; all ones for a length is no text."""
    length = struct.unpack_from("<I", body, at)[0]
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(body):
        raise IndexError(end)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _meanings(content: bytes) -> list[Meaning]:
    codes: dict[int, str] = {}
    found: list[Meaning] = []
    in_cells = False
    for kind, body in records(content):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        elif kind in (_BEGIN_XFS, _END_XFS):
            in_cells = kind == _BEGIN_XFS
        elif kind == _XF and in_cells:
            number = struct.unpack_from("<H", body, 2)[0]
            found.append(meaning_of(number, codes.get(number)))
    return found
