"""A tracking workbook made anew from the rows that were read, where the file itself cannot be added to."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from openpyxl import Workbook as Book
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.exports import workbook_style as style
from lib.exports.sheet_look import EMPTY_ROWS, LONG_DATE
from lib.exports.template import SHEETS, in_template_order, suggestions, write_form
from lib.exports.workbook_file import CellContent, packed, sheet_name, write
from lib.exports.workbook_widths import width_of
from lib.i18n import Language, text
from lib.ingest.model import Workbook
from lib.schema import Column, ColumnType, SheetRole, Task
from lib.schema.words import STATUS_WORDS, Status

_JOINED = " / "  # how the reader joins the phrases of a start and an end


def fresh_workbook(workbook: Workbook, added: Sequence[str], language: Language) -> bytes:
    """The tasks as a form with the added columns, an empty sheet of opinions, and the settings that hold the year.

    Args:
        workbook: as it was read.
        added: columns of the schema that are to be there, empty where they were not.
        language: of the line under the title and of the hints.
    """
    book = Book()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for name, tasks in workbook.tasks.groupby(Task.SHEET, sort=False):
        _write_tasks(book.create_sheet(sheet_name(str(name), taken)), tasks, workbook.title, added, language)
    if workbook.feedback.empty:
        name = next(name for role, name, _ in SHEETS if role is SheetRole.FEEDBACK)
        write_form(book.create_sheet(name), SheetRole.FEEDBACK, EMPTY_ROWS, language, core_only=True)
    lines = [style.SettingLine("活动名称", workbook.title, text(language, "template.setting.title"))]
    if workbook.year is not None:
        lines.append(style.SettingLine("年份", workbook.year, text(language, "template.setting.year")))
    heads = (text(Language.ZH, "template.settings.name"), text(Language.ZH, "template.settings.value"))
    style.write_settings(book.create_sheet("设置"), text(language, "template.title.settings"), heads, lines)
    return packed(book)


def _write_tasks(sheet: Worksheet, tasks: pd.DataFrame, title: str, added: Sequence[str], language: Language) -> None:
    tasks = _as_written(tasks)
    columns = [column for column in in_template_order(SheetRole.TASKS) if column.name in added or tasks[column.name].notna().any()]
    style.style_title(sheet, title, text(language, "template.filled_by"), len(columns))
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(style.HEADER_ROW, place)
        write(cell, column.header)
        style.style_header(cell)
        sheet.column_dimensions[get_column_letter(place)].width = width_of(column)
    sheet.row_dimensions[style.HEADER_ROW].height = 34
    contents = [[_content(value, column) for value in tasks[column.name]] for column in columns]
    for offset, row in enumerate(zip(*contents, strict=True)):
        _write_row(sheet, style.FIRST_ROW + offset, columns, row)
    _offer(sheet, columns, len(tasks), language)
    sheet.freeze_panes = sheet.cell(style.FIRST_ROW, 1)
    style.set_single_page(sheet, "landscape")


def _as_written(tasks: pd.DataFrame) -> pd.DataFrame:
    """Start and end in two columns again where the reader joined them into one phrase; a day that its phrase says is not said twice."""
    parts = tasks[Task.DUE_TEXT].str.split(_JOINED, n=1, expand=True).reindex(columns=[0, 1])
    has_both = tasks[Task.PLAN_START].notna() & parts[1].notna()
    start = tasks[Task.PLAN_START].dt.strftime("%Y-%m-%d").astype("str")
    return tasks.assign(
        **{
            Task.PLAN_START: start.mask(has_both, parts[0]),
            Task.DUE_TEXT: tasks[Task.DUE_TEXT].mask(has_both, parts[1]),
            Task.PLAN_DUE: tasks[Task.PLAN_DUE].mask(tasks[Task.DUE_TEXT].notna()),
        }
    )


def _write_row(sheet: Worksheet, number: int, columns: Sequence[Column], row: Sequence[CellContent]) -> None:
    for place, (column, content) in enumerate(zip(columns, row, strict=True), start=1):
        cell = sheet.cell(number, place)
        write(cell, content)
        style.style_body(cell, column, LONG_DATE)
    style.fit_height(sheet, number, ((content, width_of(column)) for column, content in zip(columns, row, strict=True)), least=28)


def _offer(sheet: Worksheet, columns: Sequence[Column], rows: int, language: Language) -> None:
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        area = f"{letter}{style.FIRST_ROW}:{letter}{style.FIRST_ROW + rows - 1}"
        fixed = style.choices_of(column)
        style.offer_choices(sheet, area, fixed or suggestions(column, language), strict=bool(fixed))
        if column.type is ColumnType.STATUS:
            style.colour_states(sheet, area)


def _content(value: object, column: Column) -> CellContent:
    """A value as a cell holds it; what was not reported stays blank."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return date(value.year, value.month, value.day)
    if column.type is ColumnType.STATUS:
        known = {str(status): words[0] for status, words in STATUS_WORDS.items()}
        return None if value == Status.NOT_REPORTED else known.get(str(value), str(value))
    return value if isinstance(value, str | int | float) else str(value)
