"""Office Open XML workbooks (.xlsx, .xlsm, Strict, and WPS files of that form).

Only the parts with sheets, styles and texts are unpacked. Macros, links to other files, pictures,
charts and pivot caches stay closed: nothing is run, fetched or followed.
"""

from dataclasses import replace

from lib.errors import Refused
from lib.ingest.model import RawSheet, RawWorkbook, Severity
from lib.ingest.read.notes import Notes
from lib.ingest.read.package import Package
from lib.ingest.read.sheets import raw_sheet
from lib.ingest.read.xlsx_cells import CellDecoder, read_cells
from lib.ingest.read.xlsx_columns import ColumnSheets
from lib.ingest.read.xlsx_fast import FastSheets
from lib.ingest.read.xlsx_fills import fill_colours, filled_cells
from lib.ingest.read.xlsx_notes import noted_cells
from lib.ingest.read.xlsx_parts import BookParts, SheetEntry, book_parts, shared_strings, sheet_names, style_meanings
from lib.ingest.read.xlsx_struck import struck_cells, struck_formats
from lib.ingest.read.xml import mended, utf8


def read_xlsx(package: Package, part: str, file_name: str, notes: Notes) -> RawWorkbook:
    """Read every worksheet.

    Args:
        package: the opened container.
        part: the name of its workbook part.

    Raises:
        Refused: damaged, without a worksheet, or beyond a ceiling.
    """
    book = book_parts(package, part)
    package_notes(package, notes)
    if book.is_1904:
        notes.add("dates_1904", Severity.INFO)
    names = sheet_names(book.sheets)
    wanted = [(name, entry) for name, entry in zip(names, book.sheets, strict=True) if entry.kind == "worksheet"]
    if len(wanted) < len(book.sheets):
        notes.add("chart_sheets", Severity.INFO, count=len(book.sheets) - len(wanted))
    if not wanted:
        raise Refused("no_worksheets")
    sheets = _Reader(package, book, notes).read(wanted)
    if not sheets:
        raise Refused("sheet_parts_missing")
    return RawWorkbook(file_name, "xlsx", tuple(sheets), notes.all())


def package_notes(package: Package, notes: Notes) -> None:
    """What the container holds besides sheets."""
    if any(name.endswith("vbaproject.bin") for name in package.entries):
        notes.add("macros", Severity.INFO)
    if any("/externallinks/" in name or name.startswith("externallinks/") for name in package.entries):
        notes.add("external_links", Severity.INFO)
    if package.odd_names:
        notes.add("odd_entries", Severity.WARNING, value=package.odd_names[0], count=len(package.odd_names))
    if package.twice:
        notes.add("entries_twice", Severity.WARNING, value=package.twice[0], count=len(package.twice))


class _Reader:
    """Reads the worksheets of one package; texts and styles are unpacked once, when first needed."""

    def __init__(self, package: Package, book: BookParts, notes: Notes) -> None:
        self._package = package
        self._book = book
        self._notes = notes
        self._meanings = style_meanings(package, book.styles)
        self._colours = fill_colours(package, book.styles)
        self._struck = struck_formats(package, book.styles)
        self._decoder: CellDecoder | None = None
        self._cells_left = package.limits.cells

    def read(self, wanted: list[tuple[str, SheetEntry]]) -> list[RawSheet]:
        sheets: list[RawSheet] = []
        fast = FastSheets(self._package, self._book, self._meanings)
        by_column = ColumnSheets(self._package, self._book, self._meanings)
        for name, entry in wanted:
            plain = by_column.read(name, entry.target, entry.hidden, self._notes)
            if plain is not None:
                sheets.append(self._with_marks(plain, entry))
                continue
            content = self._package.part(entry.target) if entry.target else None
            if content is None:
                self._notes.add("sheet_missing", Severity.ERROR, name)
                continue
            xml = utf8(content, entry.target)
            del content
            sheet = fast.read(name, entry.target, xml, entry.hidden, self._notes) or self._carefully(name, xml, entry)
            sheets.append(self._with_marks(sheet, entry))
        return sheets

    def _with_marks(self, sheet: RawSheet, entry: SheetEntry) -> RawSheet:
        """With what is neither a value nor read as one: notes, the colours of rows, and lines through cells."""
        noted = noted_cells(self._package, entry.target)
        filled = filled_cells(self._package, entry.target, self._colours)
        struck = struck_cells(self._package, entry.target, self._struck)
        return replace(sheet, noted=noted, filled=filled, struck=struck) if noted or filled or struck else sheet

    def _carefully(self, name: str, xml: bytes, entry: SheetEntry) -> RawSheet:
        if self._decoder is None:
            strings = shared_strings(self._package, self._book.shared_strings)
            self._decoder = CellDecoder(strings, self._meanings, self._book.is_1904)
        limits = self._package.limits
        try:
            cells = read_cells(xml, entry.target, self._decoder, limits, name)
        except Refused as refusal:
            whole = mended(xml)
            if refusal.code == "too_many_cells" or whole == xml:
                raise
            cells = read_cells(whole, entry.target, self._decoder, limits, name)
            self._notes.add("text_mended", Severity.INFO, name)
        self._cells_left -= cells.filled
        if self._cells_left < 0:
            raise Refused("too_many_cells", sheet=name, most=limits.cells)
        return raw_sheet(name, cells, limits, self._notes, entry.hidden)
