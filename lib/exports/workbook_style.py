"""How our workbooks look and are written: fonts, borders, widths, print set-up, drop-downs, packing.

The look is that of a printed Chinese office form: a title, a line saying who filled it in, a shaded
header, thin borders, wrapped text. Widths are Excel's character units (one Chinese character is two),
heights are points. Everything here is deterministic: no clock, no locale, no machine.
"""

import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.worksheet import Worksheet

from lib.schema import Column, ColumnType, Opinion, RectificationKind, Task
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

CellContent = None | str | int | float | date

BODY_FONT = "宋体"
HEAD_FONT = "黑体"
INK = "1F3A5F"
HEADER_FILL = "DCE6F1"
GRID = "8EA0B5"
WARNING_RED = "B3261E"

LONG_DATE = 'yyyy"年"m"月"d"日"'
SHORT_DATE = 'm"月"d"日"'

AS_OF_NAME = "as_of_day"
"""The defined name of the cell that says how far a workbook's figures go."""

TITLE_ROW = 1
FILLED_BY_ROW = 2
HEADER_ROW = 3
FIRST_ROW = 4

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = "2014-06-10T00:00:00Z"
_LIST_LIMIT = 255  # Excel refuses a longer inline list
_LINE_HEIGHT = 14.5
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


_WIDTHS: dict[str, float] = {
    Task.NUMBER: 5.5,
    Task.PHASE: 11,
    Task.TASK: 46,
    Task.PROGRESS_NOTE: 30,
    Task.DUE_TEXT: 13,
    Task.REPLAN_REASON: 18,
    Task.ACTUAL_START: 12,
    Task.ACTUAL_DONE: 12,
    Task.UPDATED: 12,
    Task.GATE_BODY: 17,
    Task.GATE_ACTION: 20,
    Task.GATE_DATE: 12,
    Task.GATE_STATUS: 9,
    Task.OUTPUT: 17,
    Task.TARGET_N: 19,
    Task.ACTUAL_N: 19,
    Task.ISSUE: 21,
    Task.NEXT_STEP: 21,
    Task.HELP_NEEDED: 19,
    Opinion.FEEDBACK_ID: 8,
    Opinion.TEXT: 42,
    Opinion.MEASURE: 40,
    Opinion.GOAL: 25,
    Opinion.RESULT: 28,
    Opinion.CAUSE: 26,
    Opinion.RAW_COUNT: 9,
    Opinion.CHANNEL: 9,
    Opinion.GROUP: 9,
    Opinion.MERGED_INTO: 8,
    Opinion.ORIGIN: 9,
    Opinion.TARGET: 13,
    Opinion.RULE_MADE: 20,
    Opinion.REPLY: 12,
    Opinion.EVIDENCE: 15,
    Opinion.SATISFACTION: 10.5,
    Opinion.CLOSED: 15,
    Opinion.NOTE: 15,
}

_TYPE_WIDTHS: dict[ColumnType, float] = {
    ColumnType.DATE: 15,
    ColumnType.NUMBER: 7,
    ColumnType.SHARE: 8,
    ColumnType.STATUS: 9,
    ColumnType.RECTIFICATION: 12,
    ColumnType.RECTIFICATION_KIND: 11,
    ColumnType.SCOPE: 10,
    ColumnType.OPENNESS: 8,
    ColumnType.DEADLINE: 12,
}

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


def width_of(column: Column) -> float:
    """The width that a column's usual content needs."""
    return _WIDTHS.get(column.name) or _TYPE_WIDTHS.get(column.type, 13)


def width_by_content(column: Column, columns: Sequence[Column], rows: Sequence[Sequence[CellContent]]) -> float:
    """The width that a small table's longest text needs, between 12 and 44."""
    place = list(columns).index(column)
    longest = max((_display_width(str(row[place])) for row in rows if row[place] is not None), default=0)
    return float(min(44, max(12, longest + 3)))


def is_centred(column: Column) -> bool:
    """Short facts stand in the middle, sentences at the left."""
    return width_of(column) < 16


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


def write(cell: Cell, content: CellContent) -> None:
    """Put a value into a cell; text stays text whatever it begins with."""
    if not isinstance(content, str):
        cell.value = content
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", content)
    cell.data_type = "s"
    if content.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


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
    lines = max((_lines(content, width) for content, width in widths), default=1)
    sheet.row_dimensions[row].height = max(least, round(lines * _LINE_HEIGHT + 7, 1))


def offer_choices(sheet: Worksheet, area: str, choices: Sequence[str], *, strict: bool) -> None:
    """A drop-down; where it is not strict another word may be typed."""
    joined = ",".join(choice.replace(",", "，") for choice in choices)
    if not choices or len(joined) > _LIST_LIMIT:
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
    address = f"'{sheet.title}'!${get_column_letter(column)}${row}"
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


def packed(book: Workbook) -> bytes:
    """The workbook as bytes that depend on its content alone.

    Parts are stored uncompressed with one fixed time: compressed bytes would differ between builds of zlib.
    """
    book.properties.creator = "Phaseboard"
    book.properties.lastModifiedBy = "Phaseboard"
    book.properties.created = datetime(2014, 6, 10)  # noqa: DTZ001 - the format has no zone; any fixed time will do
    raw = io.BytesIO()
    book.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _STAMP.encode(), part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, part)
    return out.getvalue()


def _set_print(sheet: Worksheet, orientation: str, paper: str) -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = int(paper)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.55, header=0.25, footer=0.25)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.oddHeader.right.text = str(sheet.cell(TITLE_ROW, 1).value or "").replace("&", "&&")
    sheet.oddHeader.right.size = 9
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.center.text = "&P / &N"
    sheet.print_options.horizontalCentered = True


def _box(bottom: str = "thin") -> Border:
    thin = Side(style="thin", color=GRID)
    return Border(left=thin, right=thin, top=thin, bottom=Side(style=bottom, color=INK if bottom == "medium" else GRID))


def _lines(content: CellContent, width: float) -> int:
    if not isinstance(content, str):
        return 1
    room = max(2.0, width - 1.2)
    return sum(max(1, math.ceil(_display_width(line) / room)) for line in content.split("\n"))


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
