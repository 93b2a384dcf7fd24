"""How our workbooks look: fonts, borders, print set-up, drop-downs, colours of states, notes.

The look is that of a printed Chinese office form: a title, a line saying who filled it in, a shaded
header, thin borders, wrapped text. Heights are points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.worksheet import Worksheet

from lib.exports.sheet_look import (
    BODY_FONT,
    GRID,
    HEAD_FONT,
    HEADER_FILL,
    INK,
    LINE_HEIGHT,
    LONG_DATE,
    LONGEST_LIST,
    WARNING_RED,
    sheet_reference,
)
from lib.exports.workbook_file import CellContent, write
from lib.exports.workbook_widths import is_centred, lines_of
from lib.schema import Column, ColumnType, RectificationKind, Task
from lib.schema.words import (
    OPENNESS_WORDS,
    RECTIFICATION_KIND_WORDS,
    RECTIFICATION_WORDS,
    SCOPE_WORDS,
    STATUS_WORDS,
    TARGET_WORDS,
    Rectification,
    Status,
)

SHORT_DATE = 'm"月"d"日"'

AS_OF_NAME = "as_of_day"
"""The defined name of the cell that says how far a workbook's figures go."""

TITLE_ROW = 1
FILLED_BY_ROW = 2
HEADER_ROW = 3
FIRST_ROW = 4

_LONGEST_HEADER = 120  # Excel calls a file damaged whose page header has more than 255 characters; a sign may be written as two

_STATE_COLOURS: dict[str, tuple[str, str]] = {
    STATUS_WORDS[Status.DONE][0]: ("1E5B3A", "E3F1E8"),
    STATUS_WORDS[Status.IN_PROGRESS][0]: ("1F4E85", "E2ECF7"),
    STATUS_WORDS[Status.NOT_STARTED][0]: ("55606B", "EEF0F2"),
    STATUS_WORDS[Status.PAUSED][0]: ("5B4A73", "ECE7F2"),
    STATUS_WORDS[Status.CANCELLED][0]: ("6B6B6B", "F3F3F3"),
    RECTIFICATION_WORDS[Rectification.OPEN][0]: ("55606B", "EEF0F2"),
    RECTIFICATION_WORDS[Rectification.IN_PROGRESS][0]: ("1F4E85", "E2ECF7"),
    RECTIFICATION_WORDS[Rectification.DONE_UNCHECKED][0]: ("7A5200", "FBF0D9"),
    RECTIFICATION_WORDS[Rectification.CLOSED][0]: ("1E5B3A", "E3F1E8"),
    RECTIFICATION_WORDS[Rectification.RETURNED][0]: (WARNING_RED, "FBE6E4"),
    RECTIFICATION_WORDS[Rectification.REOPENED][0]: (WARNING_RED, "FBE6E4"),
}


FINISHED_WORDS = (
    STATUS_WORDS[Status.DONE][0],
    STATUS_WORDS[Status.CANCELLED][0],
    RECTIFICATION_WORDS[Rectification.DONE_UNCHECKED][0],
    RECTIFICATION_WORDS[Rectification.CLOSED][0],
)
"""The states after which nothing is late any more."""


def choices_of(column: Column) -> tuple[str, ...]:
    """The words that the column's cells are picked from; empty where the column is free text."""
    return {
        ColumnType.STATUS: tuple(STATUS_WORDS[value][0] for value in Status if value is not Status.NOT_REPORTED),
        ColumnType.RECTIFICATION: tuple(RECTIFICATION_WORDS[v][0] for v in Rectification if v is not Rectification.NOT_REPORTED),
        ColumnType.RECTIFICATION_KIND: tuple(RECTIFICATION_KIND_WORDS[value][0] for value in RectificationKind),
        ColumnType.SCOPE: tuple(words[0] for words in SCOPE_WORDS.values()),
        ColumnType.OPENNESS: tuple(words[0] for words in OPENNESS_WORDS.values()),
        ColumnType.TARGET: tuple(words[0] for words in TARGET_WORDS.values()),
    }.get(column.type, ())


def style_title(sheet: Worksheet, title: str, filled_by: str, last_column: int) -> None:
    """The title and the line beneath it, across the columns of the first printed page."""
    for row, content, font, height in (
        (TITLE_ROW, title, Font(name=HEAD_FONT, size=18, bold=True, color=INK), 36.0),
        (FILLED_BY_ROW, filled_by, Font(name=BODY_FONT, size=11, color="404040"), 22.0),
    ):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last_column)
        cell = sheet.cell(row, 1)
        write(cell, content)
        cell.font = font
        cell.alignment = Alignment(horizontal="center" if row == TITLE_ROW else "left", vertical="center")
        sheet.row_dimensions[row].height = height


def style_header(cell: Cell) -> None:
    """One header cell."""
    cell.font = Font(name=HEAD_FONT, size=11, bold=True, color=INK)
    cell.fill = PatternFill("solid", start_color=HEADER_FILL)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _box(bottom="medium")


def style_body(cell: Cell, column: Column, date_format: str) -> None:
    """One cell of the table: border, alignment, number format."""
    cell.font = Font(name=BODY_FONT, size=10.5)
    cell.alignment = Alignment(horizontal="center" if is_centred(column) else "left", vertical="center", wrap_text=True)
    cell.border = _box()
    if isinstance(cell.value, date) or column.type in (ColumnType.DATE, ColumnType.DEADLINE):
        cell.number_format = date_format
    elif column.type is ColumnType.SHARE:
        cell.number_format = "0%"
    elif column.type is ColumnType.TEXT and not isinstance(cell.value, (int, float)):
        cell.number_format = "@" if column.name == Task.GATE_DATE else "General"


def style_plain(cell: Cell, *, is_centred: bool) -> None:
    """One ruled cell of a list that is no table of the schema."""
    cell.font = Font(name=BODY_FONT, size=10.5)
    cell.alignment = Alignment(horizontal="center" if is_centred else "left", vertical="center", wrap_text=True)
    cell.border = _box()


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One line of a settings sheet: its name, its value, and what it does (a note on the name)."""

    name: str
    value: CellContent
    help: str


def write_settings(sheet: Worksheet, title: str, heads: tuple[str, str], lines: Sequence[SettingLine]) -> None:
    """A settings sheet of two columns.

    The explanation is a note and not a third column: beside an empty value it would be read as the value.
    """
    widths = (20.0, 62.0)
    style_title(sheet, title, "", len(widths))
    for place, (head, width) in enumerate(zip(heads, widths, strict=True), start=1):
        write(sheet.cell(HEADER_ROW, place), head)
        style_header(sheet.cell(HEADER_ROW, place))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[HEADER_ROW].height = 28
    for row, line in enumerate(lines, start=FIRST_ROW):
        for place, content in enumerate((line.name, line.value), start=1):
            cell = sheet.cell(row, place)
            write(cell, content)
            cell.font = Font(name=HEAD_FONT if place == 1 else BODY_FONT, size=11)
            cell.alignment = Alignment(horizontal="center" if place == 1 else "left", vertical="center", wrap_text=True)
            cell.border = _box()
            if isinstance(content, date):
                cell.number_format = LONG_DATE
        note_on(sheet.cell(row, 1), line.help)
        fit_height(sheet, row, zip((line.name, line.value), widths, strict=True), least=28)
    set_single_page(sheet)


def note_on(cell: Cell, note: str) -> None:
    """A note that shows when the pointer rests on the cell."""
    cell.comment = Comment(note, "Phaseboard", height=104, width=270)


def write_notes(sheet: Worksheet, first_row: int, notes: Sequence[str], last_column: int) -> None:
    """The notes under the table."""
    for offset, note in enumerate(notes):
        row = first_row + offset
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last_column)
        cell = sheet.cell(row, 1)
        write(cell, note)
        cell.font = Font(name=BODY_FONT, size=10, color="404040")
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = 18


def fit_height(sheet: Worksheet, row: int, widths: Iterable[tuple[CellContent, float]], least: float) -> None:
    """Make a row high enough for its wrapped text; Excel does not do so for a file it did not write."""
    lines = max((lines_of(content, width) for content, width in widths), default=1)
    sheet.row_dimensions[row].height = max(least, round(lines * LINE_HEIGHT + 7, 1))


def offer_choices(sheet: Worksheet, area: str, choices: Sequence[str], *, strict: bool) -> None:
    """A drop-down; where it is not strict another word may be typed."""
    joined = ",".join(choice.replace(",", "，") for choice in choices)
    if not choices or len(joined) > LONGEST_LIST:
        return
    rule = DataValidation(type="list", formula1=f'"{joined}"', allow_blank=True, showErrorMessage=strict, errorStyle="warning")
    rule.add(area)
    sheet.add_data_validation(rule)


def colour_states(sheet: Worksheet, area: str) -> None:
    """Colour a status column by its words; the word itself stays, so grey print loses nothing."""
    first = area.split(":", 1)[0]
    for word, (ink, fill) in _STATE_COLOURS.items():
        rule = FormulaRule(
            formula=[f'{first}="{word}"'], font=Font(color=ink, bold=True), fill=PatternFill("solid", start_color=fill, end_color=fill)
        )
        sheet.conditional_formatting.add(area, rule)


def mark_overdue(sheet: Worksheet, area: str, due: str, superseding: Sequence[str], status: str, finished: Sequence[str]) -> None:
    """Red text where a deadline given as a day has passed and the work is not finished.

    Args:
        area: the deadline's cells; `due` is the first of them, as a relative address.
        superseding: cells of the same row that count instead where they are filled.
        status: the row's state; a blank one is not late, for unknown is not zero.
        finished: the states that end lateness. A phrase such as 3月中旬 is no number and is left to the board.
    """
    conditions = [f"ISNUMBER({due})", f"ISNUMBER({AS_OF_NAME})", f"{due}<{AS_OF_NAME}"]
    conditions += [f'{cell}=""' for cell in superseding]
    conditions += [f'{status}<>"{word}"' for word in ("", *finished)]
    rule = FormulaRule(formula=[f"AND({','.join(conditions)})"], font=Font(color=WARNING_RED, bold=True))
    sheet.conditional_formatting.add(area, rule)


def name_as_of(book: Workbook, sheet: Worksheet, row: int, column: int) -> None:
    """Give the cell with the as-of day its name, for the rule of `mark_overdue`."""
    address = sheet_reference(sheet.title, f"${get_column_letter(column)}${row}")
    book.defined_names[AS_OF_NAME] = DefinedName(AS_OF_NAME, attr_text=address)


def set_wide_page(sheet: Worksheet, scale: int, repeat_columns: int, breaks_after: Sequence[int] = ()) -> None:
    """A3 landscape at a set scale: the header on every page, the first columns on every further one.

    Args:
        scale: percent.
        breaks_after: 1-based columns after which a new page begins.
    """
    _set_print(sheet, "landscape", sheet.PAPERSIZE_A3)
    sheet.print_title_cols = f"A:{get_column_letter(repeat_columns)}"
    sheet.page_setup.scale = scale
    sheet.col_breaks = ColBreak()
    for column in breaks_after:
        sheet.col_breaks.append(Break(id=column, min=0, max=1048575))


def set_single_page(sheet: Worksheet, orientation: str = "portrait") -> None:
    """A4, the whole width on one page."""
    _set_print(sheet, orientation, sheet.PAPERSIZE_A4)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0


def _set_print(sheet: Worksheet, orientation: str, paper: str) -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = int(paper)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.55, header=0.25, footer=0.25)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    title = str(sheet.cell(TITLE_ROW, 1).value or "")
    title = title if len(title) <= _LONGEST_HEADER else title[: _LONGEST_HEADER - 1] + "…"
    sheet.oddHeader.right.text = title.replace("&", "&&")
    sheet.oddHeader.right.size = 9
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.center.text = "&P / &N"
    sheet.print_options.horizontalCentered = True


def _box(bottom: str = "thin") -> Border:
    thin = Side(style="thin", color=GRID)
    return Border(left=thin, right=thin, top=thin, bottom=Side(style=bottom, color=INK if bottom == "medium" else GRID))
