"""The sample workbook: a school's campaign as a careful clerk would keep it on 10 June 2014.

Built from the facts in data/sample, the same bytes on every machine. `python -m lib.exports.sample`
writes data/sample.xlsx.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.exports import workbook_style as style
from lib.exports.sample_facts import SampleFacts, SettingsFacts, TableFacts, read_facts
from lib.exports.sheet_look import HEAD_FONT, LONG_DATE
from lib.exports.workbook_file import CellContent, packed, write
from lib.exports.workbook_widths import width_by_content, width_of
from lib.schema import Column, ColumnType, Opinion, Rule, Task

TARGET = Path(__file__).parents[2] / "data" / "sample.xlsx"

_LISTED = frozenset(
    {Task.LEAD, Task.OWNER_UNIT, Opinion.CHANNEL, Opinion.GROUP, Opinion.CATEGORY, Opinion.CAMPAIGN, Opinion.ORIGIN, Rule.ACTION}
)


def build_sample() -> bytes:
    """The sample workbook, the same bytes every time."""
    facts = read_facts()
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_tasks(book, facts)
    _write_feedback(book, facts)
    for table in (facts.organisation, facts.rules, facts.talks, facts.evaluation):
        sheet = _write_table(book, table, first_page=len(table.columns), date_format=style.SHORT_DATE)
        style.set_single_page(sheet)
    _write_settings(book, facts.settings)
    return packed(book)


def _write_tasks(book: Workbook, facts: SampleFacts) -> None:
    table = facts.tasks
    first_page = _place(table, Task.NEXT_STEP)
    sheet = _write_table(book, table, first_page=first_page, date_format=style.SHORT_DATE)
    _merge_runs(sheet, table, _place(table, Task.PHASE))
    sheet.freeze_panes = sheet.cell(style.FIRST_ROW, _place(table, Task.TASK) + 1)
    style.set_wide_page(sheet, scale=66, repeat_columns=_place(table, Task.TASK), breaks_after=[first_page])


def _write_feedback(book: Workbook, facts: SampleFacts) -> None:
    table = facts.feedback
    first_page = _place(table, Opinion.OWNER_UNIT)
    sheet = _write_table(book, table, first_page=first_page, date_format=LONG_DATE)
    sheet.freeze_panes = sheet.cell(style.FIRST_ROW, 2)
    style.set_wide_page(sheet, scale=58, repeat_columns=1, breaks_after=[first_page])


def _write_table(book: Workbook, table: TableFacts, first_page: int, date_format: str) -> Worksheet:
    """Title, header, rows and notes of one sheet, with drop-downs and colours."""
    sheet = book.create_sheet(table.sheet)
    style.style_title(sheet, table.title, table.filled_by, first_page)
    widths = [_width(column, table) for column in table.columns]
    for place, (header, width) in enumerate(zip(table.headers, widths, strict=True), start=1):
        cell = sheet.cell(style.HEADER_ROW, place)
        write(cell, header)
        style.style_header(cell)
        sheet.column_dimensions[get_column_letter(place)].width = width
    style.fit_height(sheet, style.HEADER_ROW, zip(table.headers, widths, strict=True), least=34)
    for offset, row in enumerate(table.rows):
        _write_row(sheet, style.FIRST_ROW + offset, table.columns, row, widths, date_format)
    style.write_notes(sheet, style.FIRST_ROW + len(table.rows), table.notes, first_page)
    _help_entry(sheet, table)
    return sheet


def _write_row(
    sheet: Worksheet, number: int, columns: Sequence[Column], row: Sequence[CellContent], widths: Sequence[float], date_format: str
) -> None:
    for place, (column, content) in enumerate(zip(columns, row, strict=True), start=1):
        cell = sheet.cell(number, place)
        write(cell, content)
        style.style_body(cell, column, date_format)
    style.fit_height(sheet, number, zip(row, widths, strict=True), least=28)


def _help_entry(sheet: Worksheet, table: TableFacts) -> None:
    """Drop-downs and colours over the rows of the table and those that may be inserted."""
    last = style.FIRST_ROW + len(table.rows) - 1
    for place, column in enumerate(table.columns, start=1):
        letter = get_column_letter(place)
        area = f"{letter}{style.FIRST_ROW}:{letter}{last}"
        choices = style.choices_of(column)
        if choices:
            style.offer_choices(sheet, area, choices, strict=True)
        elif column.name in _LISTED:
            written = dict.fromkeys(row[place - 1] for row in table.rows)
            style.offer_choices(sheet, area, [word for word in written if isinstance(word, str)], strict=False)
        if column.type in (ColumnType.STATUS, ColumnType.RECTIFICATION):
            style.colour_states(sheet, area)
            _mark_overdue(sheet, table, letter, last)


def _mark_overdue(sheet: Worksheet, table: TableFacts, status_letter: str, last: int) -> None:
    names = [column.name for column in table.columns]
    letters = [get_column_letter(names.index(name) + 1) for name in (Task.AGREED_DUE, Task.DUE_TEXT) if name in names]
    firsts = [f"${letter}{style.FIRST_ROW}" for letter in letters]
    for index, letter in enumerate(letters):
        area = f"{letter}{style.FIRST_ROW}:{letter}{last}"
        style.mark_overdue(sheet, area, firsts[index], firsts[:index], f"${status_letter}{style.FIRST_ROW}", style.FINISHED_WORDS)


def _write_settings(book: Workbook, facts: SettingsFacts) -> None:
    sheet = book.create_sheet(facts.sheet)
    lines = [style.SettingLine(setting.name, setting.value, setting.help) for setting in facts.settings]
    style.write_settings(sheet, facts.title, ("设置项", "值"), lines)
    as_of = next(index for index, setting in enumerate(facts.settings) if isinstance(setting.value, date))
    style.name_as_of(book, sheet, style.FIRST_ROW + as_of, 2)


def _merge_runs(sheet: Worksheet, table: TableFacts, place: int) -> None:
    """Merge equal neighbours of one column, as a clerk merges the phase."""
    first = 0
    for index in range(1, len(table.rows) + 1):
        if index < len(table.rows) and table.rows[index][place - 1] == table.rows[first][place - 1]:
            continue
        if index - first > 1:
            top, bottom = style.FIRST_ROW + first, style.FIRST_ROW + index - 1
            sheet.merge_cells(start_row=top, start_column=place, end_row=bottom, end_column=place)
        cell = sheet.cell(style.FIRST_ROW + first, place)
        cell.font = Font(name=HEAD_FONT, size=11)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        first = index


def _place(table: TableFacts, name: str) -> int:
    """The 1-based column of a name."""
    return [column.name for column in table.columns].index(name) + 1


def _width(column: Column, table: TableFacts) -> float:
    """A small table shares the page out by its longest text; a wide one has set widths."""
    return width_of(column) if len(table.columns) > 8 else width_by_content(column, table.columns, table.rows)


def main() -> int:
    """Write data/sample.xlsx."""
    TARGET.write_bytes(build_sample())
    return 0


if __name__ == "__main__":
    sys.exit(main())
