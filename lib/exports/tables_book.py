"""The report as a workbook: first what it is, then a sheet a topic with its tables and the numbers of its charts.

Numbers are numbers with a format, days are days. Text that came from a person is text whatever it begins with. On each sheet
the longest grid stands first: its header is frozen and filtered.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import date, datetime
from functools import partial

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.exports import tables_rows
from lib.exports import workbook_style as style
from lib.exports.report import Report
from lib.exports.sheet_look import HEAD_FONT, INK
from lib.exports.tables import Line, Page, Place, explained, pages_of
from lib.exports.tables_grid import Content, Grid, GridColumn, Kind
from lib.exports.workbook_file import is_guarded, packed, sheet_name, write
from lib.exports.workbook_widths import display_width, lines_of
from lib.i18n import Language, text
from lib.i18n.formats import percent

_NARROWEST, _WIDEST, _WIDEST_OF_NARROW = 7.0, 58.0, 26.0
_WIDEST_BELOW = 30.0  # what a grid that does not stand first may widen a column to
_SOME_COLUMNS, _WIDEST_OF_SOME = 10, 18.0
_MANY_COLUMNS, _WIDEST_OF_MANY = 18, 8.0  # a calendar of columns, which must still be read on one page
_CENTRED_UP_TO = 16
_ABOUT_WIDTHS = (20.0, 104.0)
_TALLEST = 400.0
_COUNT_FORMAT = "#,##0"


def render(report: Report) -> bytes:
    """The whole report as one workbook."""
    book = Workbook()
    taken: set[str] = set()
    about = book.worksheets[0]
    about.title = sheet_name(text(report.language, "tables.about"), taken)
    _write_about(about, report)
    writer = _Writer(report.language)
    for page in pages_of(report):
        sheet = book.create_sheet(sheet_name(page.title, taken))
        writer.write_page(sheet, page)
    return packed(book, writer.unfinished)


def _write_about(sheet: Worksheet, report: Report) -> None:
    """What the file says of itself, in two columns."""
    style.style_title(sheet, report.provenance.title, report.provenance.as_of, len(_ABOUT_WIDTHS))
    for place, width in enumerate(_ABOUT_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row, line in enumerate(explained(report), start=style.HEADER_ROW):
        _write_line(sheet, row, line)
    style.set_single_page(sheet, "landscape")
    sheet.print_title_rows = f"{style.TITLE_ROW}:{style.TITLE_ROW}"


def _write_line(sheet: Worksheet, row: int, line: Line) -> None:
    name, words = sheet.cell(row, 1), sheet.cell(row, 2)
    write(name, line.name)
    write(words, line.words)
    if line.place is Place.HEADING:
        style.style_header(name)
        style.style_header(words)
        sheet.row_dimensions[row].height = 24
        return
    style.style_plain(name, is_centred=False)
    style.style_plain(words, is_centred=False)
    name.font = Font(name=HEAD_FONT, size=10.5)
    _fit(sheet, row, zip((line.name, line.words), _ABOUT_WIDTHS, strict=True))


class _Writer:
    """Writes pages; keeps one made style a kind of cell, for making a new one a cell takes most of the time of a long table."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._made: dict[tuple[bool, str], object] = {}
        self._numbers: dict[tuple[bool, str, bool], int] = {}
        self.unfinished: dict[str, Callable[[bytes], bytes]] = {}
        """What is still to be put into a sheet once the library has written it, by its name."""

    def write_page(self, sheet: Worksheet, page: Page) -> None:
        """Title, conclusion, grids, notes."""
        widths = _widths(page.grids)
        last = max(len(widths), 1)
        style.style_title(sheet, self._titled(page), page.sentence, last)
        sheet.cell(style.FILLED_BY_ROW, 1).alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        _fit(sheet, style.FILLED_BY_ROW, [(page.sentence, sum(widths) or _WIDEST)], least=24)
        for place, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        row = style.HEADER_ROW
        for number, grid in enumerate(page.grids):
            row = self._write_grid(sheet, row, grid, widths, is_first=number == 0)
        style.write_notes(sheet, row, page.notes, last)
        for offset, note in enumerate(page.notes):
            sheet.cell(row + offset, 1).alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
            _fit(sheet, row + offset, [(note, sum(widths) or _WIDEST)], least=18)
        style.set_single_page(sheet, "landscape")

    def _titled(self, page: Page) -> str:
        """The sheet's title; where several grids stand on it, the first of them, which has no line of its own for it, is named beside."""
        if len(page.grids) < 2 or page.grids[0].title == page.title:
            return page.title
        return text(self._language, "tables.title_of_several", title=page.title, first=page.grids[0].title)

    def _write_grid(self, sheet: Worksheet, row: int, grid: Grid, widths: Sequence[float], *, is_first: bool) -> int:
        """One grid from this row on; the row after it and a blank one."""
        if not is_first:
            write(sheet.cell(row, 1), grid.title)
            sheet.cell(row, 1).font = Font(name=HEAD_FONT, size=12, bold=True, color=INK)
            row += 1
        for place, column in enumerate(grid.columns, start=1):
            write(sheet.cell(row, place), column.heading)
            style.style_header(sheet.cell(row, place))
        _fit(sheet, row, ((column.heading, widths[place]) for place, column in enumerate(grid.columns)), least=24)
        if is_first:
            sheet.freeze_panes = f"A{row + 1}"
            sheet.auto_filter.ref = f"A{row}:{get_column_letter(len(grid.columns))}{row + len(grid.rows)}"
        centred = [_is_centred(column, {contents[place] for contents in grid.rows}) for place, column in enumerate(grid.columns)]
        is_long = is_first and len(grid.rows) >= tables_rows.LONG
        if is_long:
            self._write_long(sheet, row + 1, grid, widths, centred)
        for offset, contents in ((len(grid.rows), grid.rows[-1]),) if is_long else enumerate(grid.rows, start=1):
            for place, (content, column) in enumerate(zip(contents, grid.columns, strict=True), start=1):
                self._write_cell(sheet.cell(row + offset, place), content, column.kind, is_centred=centred[place - 1])
            _fit(sheet, row + offset, ((content, widths[place]) for place, content in enumerate(contents)))
        return row + len(grid.rows) + 2

    def _write_long(self, sheet: Worksheet, row: int, grid: Grid, widths: Sequence[float], centred: Sequence[bool]) -> None:
        """All rows of a long grid but the last, which stands in the sheet so that it knows how far it goes."""
        last = row + len(grid.rows) - 1
        columns = [
            tables_rows.Column(
                contents[:-1], partial(self._style_number, sheet, column.kind, is_centred=is_centred), partial(lines_of, width=width)
            )
            for contents, column, width, is_centred in zip(zip(*grid.rows, strict=True), grid.columns, widths, centred, strict=False)
        ]
        rows = tables_rows.written(columns, row, _height)
        self.unfinished[sheet.title] = lambda part: tables_rows.spliced(part, rows, last)

    def _style_number(self, sheet: Worksheet, kind: Kind, content: Content, *, is_centred: bool) -> int:
        """The number that the workbook gives to the style of such a cell."""
        key = (is_centred, self._format(content, kind), isinstance(content, str) and is_guarded(content))
        if key not in self._numbers:
            apart = Cell(sheet, row=1, column=1)  # in no row of the sheet
            self._write_cell(apart, content, kind, is_centred=is_centred)
            self._numbers[key] = int(apart.style_id)
        return self._numbers[key]

    def _write_cell(self, cell: Cell, content: Content, kind: Kind, *, is_centred: bool) -> None:
        number_format = self._format(content, kind)
        key = (is_centred, number_format)
        if key not in self._made:
            style.style_plain(cell, is_centred=is_centred)
            cell.number_format = number_format
            self._made[key] = copy(cell._style)
        else:
            cell._style = copy(self._made[key])  # the cell's own: a guard against formulas is noted in it
        write(cell, content)

    def _format(self, content: Content, kind: Kind) -> str:
        """How a value is printed, as the report's words have it."""
        if isinstance(content, str):
            return "General"
        if isinstance(content, datetime):
            return self._language.manners.sheet_day + " hh:mm"
        if isinstance(content, date):
            return self._language.manners.sheet_day
        return share_format(float(content), self._language) if kind is Kind.SHARE else _COUNT_FORMAT


def share_format(share: float, language: Language) -> str:
    """A number format that prints a share as sentences do: 50%, 66.7%, and never 100% for what is not quite all."""
    words = percent(share, language)
    if words[0] in "<>":
        return f'"{words}"'
    return "0.0%" if "." in words else "0%"


def _widths(grids: Iterable[Grid]) -> list[float]:
    """The width of each column, for all grids of a sheet at once: a long text wraps, a short one does not."""
    widths: list[float] = []
    for number, grid in enumerate(grids):
        for place, column in enumerate(grid.columns):
            longest = max(map(_printed_width, {row[place] for row in grid.rows}), default=0)
            most = _WIDEST if column.is_wide else _most_of_narrow(column, len(grid.columns))
            needed = max(_NARROWEST, longest + 2.5, min(display_width(column.heading) + 4.5, 16))
            wanted = min(needed, most if number == 0 else min(most, _WIDEST_BELOW))
            if place < len(widths):
                widths[place] = max(widths[place], wanted)
            else:
                widths.append(wanted)
    return widths


def _most_of_narrow(column: GridColumn, columns: int) -> float:
    if columns > _MANY_COLUMNS and column.kind is not Kind.WORDS:
        return _WIDEST_OF_MANY
    return _WIDEST_OF_SOME if columns > _SOME_COLUMNS else _WIDEST_OF_NARROW


def _is_centred(column: GridColumn, contents: Iterable[Content]) -> bool:
    """Short facts stand in the middle, a column of sentences at the left; the whole column alike."""
    return not column.is_wide and all(not isinstance(each, str) or _printed_width(each) <= _CENTRED_UP_TO for each in contents)


def _printed_width(content: Content) -> int:
    if isinstance(content, str):
        return max(map(display_width, content.split("\n"))) if "\n" in content else display_width(content)
    return 17 if isinstance(content, datetime) else 15 if isinstance(content, date) else 8


def _fit(sheet: Worksheet, row: int, contents: Iterable[tuple[Content, float]], least: float = 20.0) -> None:
    lines = max((lines_of(content, width) for content, width in contents), default=1)
    sheet.row_dimensions[row].height = _height(lines, least)


def _height(lines: int, least: float = 20.0) -> float:
    return min(_TALLEST, max(least, round(lines * 14.5 + 6, 1)))
