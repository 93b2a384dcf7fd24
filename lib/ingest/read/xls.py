"""Old binary workbooks (.xls of Excel 5 to 2003, and WPS .et): compound files with a workbook stream."""

import math
from collections.abc import Mapping
from io import BytesIO

import olefile  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from lib.errors import Refused
from lib.ingest.model import CellValue, ErrorValue, RawSheet, RawWorkbook, Severity
from lib.ingest.read.areas import Block, dense, keep_merges, main_run, row_gap
from lib.ingest.read.biff import LAST_BIFF_COLUMN, BiffBook, BiffSheet, scan
from lib.ingest.read.cell_text import TEXT_LIMIT, TextLog, clean, has_invisible, is_odd, one_line
from lib.ingest.read.compound import write_compound
from lib.ingest.read.kinds import foreign_compound
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.number_formats import Meaning, has_one_decimal
from lib.ingest.read.rust import block_of, guarded
from lib.ingest.read.serials import from_serial
from lib.ingest.read.sheets import unused_name
from lib.ingest.read.sparse import Place

_UNKNOWN_RECORD = b"\xff\x0f"
_FAULTS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, UnicodeError)


def read_xls(content: bytes, file_name: str, limits: Limits, notes: Notes) -> RawWorkbook:
    """Read every worksheet.

    Raises:
        Refused: protected, damaged, not a workbook, or beyond a ceiling.
    """
    stream, has_macros = _workbook_stream(content)
    if has_macros:
        notes.add("macros", Severity.INFO)
    book = scan(stream, limits.cells)
    if not book.sheets:
        raise Refused("no_sheets")
    if not any(sheet.is_worksheet for sheet in book.sheets):
        raise Refused("no_worksheets")
    if len(book.sheets) > limits.sheets:
        raise Refused("too_many_sheets", sheets=len(book.sheets), most=limits.sheets)
    if book.is_1904:
        notes.add("dates_1904", Severity.INFO)
    names: list[str] = []
    for number, sheet in enumerate(book.sheets, 1):
        names.append(unused_name(one_line(sheet.name) or f"Sheet{number}", names))
    patched = bytearray(stream)
    _leave_out_far_cells(patched, book, names, limits, notes)
    _leave_out_formats(patched, book)
    return RawWorkbook(file_name, "xls", tuple(_sheets(bytes(patched), book, names, limits, notes)), notes.all())


def _workbook_stream(content: bytes) -> tuple[bytes, bool]:
    try:
        with olefile.OleFileIO(BytesIO(content)) as compound:
            listed = {"/".join(path).lower(): "/".join(path) for path in compound.listdir()}
            name = listed.get("workbook") or listed.get("book")
            if name is None or "encryptedpackage" in listed:
                raise Refused(foreign_compound(set(listed)))
            has_macros = any(path.startswith("_vba_project_cur") for path in listed)
            return compound.openstream(name).read(), has_macros
    except _FAULTS as fault:
        raise Refused("corrupt", part="OLE") from fault


def _leave_out_far_cells(stream: bytearray, book: BiffBook, names: list[str], limits: Limits, notes: Notes) -> None:
    """Make far cells' records unknown to the decoder, which else lays out one huge rectangle."""
    for sheet, shown in zip(book.sheets, names, strict=True):
        far = _far_cells(sheet, limits)
        for _, _, at in far:
            stream[at : at + 2] = _UNKNOWN_RECORD
        notes.far_cells(shown, tuple(sorted((row, column) for row, column, _ in far)))
        for at in sheet.boasts:
            stream[at : at + 2] = _UNKNOWN_RECORD


def _leave_out_formats(stream: bytearray, book: BiffBook) -> None:
    """Make every number format the general one: the decoder makes a time of a negative day and gives up at a long span of time."""
    for at in book.formats:
        stream[at + 6 : at + 8] = b"\0\0"


def _far_cells(sheet: BiffSheet, limits: Limits) -> list[tuple[int, int, int]]:
    far = [cell for cell in sheet.cells if cell[1] > LAST_BIFF_COLUMN]
    near = [cell for cell in sheet.cells if cell[1] <= LAST_BIFF_COLUMN]
    weights: dict[int, int] = {}
    for row, _, _ in near:
        weights[row] = weights.get(row, 0) + 1
    if not weights:
        return far
    top, bottom = main_run(weights, row_gap(weights, limits))
    return far + [cell for cell in near if not top <= cell[0] <= bottom]


def _sheets(stream: bytes, book: BiffBook, names: list[str], limits: Limits, notes: Notes) -> list[RawSheet]:
    decoded = guarded(lambda: CalamineWorkbook.from_filelike(write_compound("Workbook" if book.is_biff8 else "Book", stream)), "Workbook")
    if len(decoded.sheet_names) != len(book.sheets):
        raise Refused("corrupt", part="Workbook")
    found: list[RawSheet] = []
    for index, (sheet, name) in enumerate(zip(book.sheets, names, strict=True)):
        if not sheet.is_worksheet:
            continue
        block = guarded(lambda index=index: block_of(decoded.get_sheet_by_index(index)), name)  # type: ignore[misc]
        found.append(_finished(name, sheet, block, book.is_1904, limits, notes))
    if len(found) < len(book.sheets):
        notes.add("chart_sheets", Severity.INFO, count=len(book.sheets) - len(found))
    return found


def _finished(name: str, sheet: BiffSheet, block: Block, is_1904: bool, limits: Limits, notes: Notes) -> RawSheet:
    if sheet.texts:
        block = _with_texts(block, sheet.texts, limits, name)
    log, cut, noughts = TextLog(), set(), set()
    for y, row in enumerate(block.grid):
        for x, value in enumerate(row):
            place = (block.top + y, block.left + x)
            if isinstance(value, str):
                if len(value) >= TEXT_LIMIT:
                    cut.add(place)
                row[x] = _text(value, place, log)
            elif type(value) in (int, float):
                row[x] = _number(float(value), place, sheet, is_1904)  # type: ignore[arg-type]
                if place in sheet.hundredths and has_one_decimal(row[x]):
                    noughts.add(place)
    for (down, across), code in sheet.errors.items():
        y, x = down - block.top, across - block.left
        if 0 <= y < len(block.grid) and 0 <= x < len(block.grid[y]):
            block.grid[y][x] = ErrorValue(code)
    merged, dropped = keep_merges(sheet.merged, block, limits)
    notes.merges(name, dropped)
    notes.cleaned(name, log)
    return RawSheet(
        name=name,
        grid=block.grid,
        top=block.top,
        left=block.left,
        merged=merged,
        hidden=sheet.hidden,
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(sheet.hidden_columns),
        percent=frozenset(sheet.percent),
        months=frozenset(sheet.months),
        noughts=frozenset(noughts),
        cut=frozenset(cut),
        struck=frozenset(sheet.struck),
    )


def _with_texts(block: Block, texts: Mapping[Place, str], limits: Limits, name: str) -> Block:
    """The rectangle with the texts of Excel 5 and 95, which the decoder loses under an East Asian code page."""
    rows: dict[int, dict[int, CellValue]] = {}
    for y, row in enumerate(block.grid):
        for x, value in enumerate(row):
            if value is not None and value != "":
                rows.setdefault(block.top + y, {})[block.left + x] = value
    for (down, across), text in texts.items():
        rows.setdefault(down, {})[across] = text
    return dense(rows, limits, name)


def _text(value: str, place: Place, log: TextLog) -> str | None:
    if is_odd(value):
        if has_invisible(value):
            log.note(*place)
        value = clean(value)
    return value or None


def _number(value: float, place: Place, sheet: BiffSheet, is_1904: bool) -> CellValue:
    if not math.isfinite(value):
        return ErrorValue("#NUM!")
    if place in sheet.dates:
        return from_serial(value, Meaning.DATE, is_1904)
    return from_serial(value, Meaning.SPAN, is_1904) if place in sheet.spans else value
