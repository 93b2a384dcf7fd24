"""The empty template: every sheet the board reads, with a note on each header and few columns in sight.

Generated from the schema, so that a new column appears by itself; its note stands in the catalogue
`template.po`. The core columns are shown, the rest folded into an outline group at their right.
`python -m lib.exports.template` writes data/template.xlsx.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.exports import workbook_style as style
from lib.exports.sheet_look import BODY_FONT, LONG_DATE
from lib.exports.workbook_file import packed, write
from lib.exports.workbook_widths import width_of
from lib.i18n import Language, has_message, text
from lib.schema import Column, ColumnType, Opinion, SheetRole, Task, columns_of

TARGET = Path(__file__).parents[2] / "data" / "template.xlsx"

SHEETS: tuple[tuple[SheetRole, str, int], ...] = (
    (SheetRole.TASKS, "任务", 56),
    (SheetRole.FEEDBACK, "意见建议", 93),
    (SheetRole.ORGANISATION, "组织机构", 25),
    (SheetRole.RULES, "制度", 25),
    (SheetRole.TALKS, "谈心谈话", 40),
    (SheetRole.EVALUATION, "民主测评", 20),
)
"""Role, sheet name as the reader knows it, and how many ruled rows are ready to be filled."""

SETTINGS: tuple[tuple[str, str], ...] = (
    ("活动名称", "title"),
    ("年份", "year"),
    ("数据截止日期", "as_of"),
    ("工作步骤顺序", "phase_order"),
    ("问题类别顺序", "category_order"),
    ("督导会议日期", "meetings"),
    ("即将到期天数", "due_soon_days"),
    ("无进展天数", "quiet_days"),
    ("亮灯方案", "lamp_rule"),
)
"""The settings by the names that the reader looks for, and their message keys."""

_GUIDE_LINES = 8
_DEFAULTS = {"due_soon_days": 7, "quiet_days": 14}
_LEADING = (Task.PHASE, Task.NUMBER, Task.TASK)  # the order in which such a table is printed


def build_template(language: Language = Language.ZH) -> bytes:
    """The empty template, the same bytes every time.

    Args:
        language: of titles, notes and guide. Sheet names and headers stay those of the schema.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_guide(book.create_sheet(text(Language.ZH, "template.title.guide")), language)
    for role, name, rows in SHEETS:
        write_form(book.create_sheet(name), role, rows, language)
    _write_settings(book, language)
    book.active = 1
    book.worksheets[0].sheet_view.tabSelected = False
    return packed(book)


def in_template_order(role: SheetRole) -> list[Column]:
    """The core columns first, the leading three as printed, then the rest as the schema lists them."""
    leading = [column for name in _LEADING for column in columns_of(role) if role is SheetRole.TASKS and column.name == name]
    others = [column for column in columns_of(role) if column not in leading]
    return [*leading, *(column for column in others if column.core), *(column for column in others if not column.core)]


def write_form(sheet: Worksheet, role: SheetRole, rows: int, language: Language, *, core_only: bool = False) -> None:
    """One empty form: title, header with notes, ruled rows, drop-downs."""
    columns = [column for column in in_template_order(role) if column.core or not core_only]
    shown = sum(column.core for column in columns)
    folded = len(columns) > shown
    filled_by = text(language, "template.filled_by") + (text(language, "template.more") if folded else "")
    style.style_title(sheet, text(language, f"template.title.{role.value}"), filled_by, shown)
    for place, column in enumerate(columns, start=1):
        _write_header(sheet, place, column, language)
        _rule_column(sheet, place, column, rows, language)
    for row in range(style.FIRST_ROW, style.FIRST_ROW + rows):
        sheet.row_dimensions[row].height = 24
    sheet.row_dimensions[style.HEADER_ROW].height = 34
    if folded:
        _fold(sheet, shown + 1, len(columns))
    _mark_overdue(sheet, columns, rows)
    sheet.freeze_panes = sheet.cell(style.FIRST_ROW, _frozen(columns) + 1)
    sheet.print_area = f"A1:{get_column_letter(shown)}{style.FIRST_ROW + rows - 1}"
    style.set_single_page(sheet, "landscape" if shown > 5 else "portrait")


def _write_header(sheet: Worksheet, place: int, column: Column, language: Language) -> None:
    cell = sheet.cell(style.HEADER_ROW, place)
    write(cell, column.header)
    style.style_header(cell)
    style.note_on(cell, text(language, f"template.note.{column.role.value}.{column.name}"))
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = width_of(column) + (3 if place == 1 else 0)


def _rule_column(sheet: Worksheet, place: int, column: Column, rows: int, language: Language) -> None:
    """Borders, formats, drop-down and colours of one column's empty cells."""
    last = style.FIRST_ROW + rows - 1
    for row in range(style.FIRST_ROW, last + 1):
        style.style_body(sheet.cell(row, place), column, LONG_DATE)
    letter = get_column_letter(place)
    area = f"{letter}{style.FIRST_ROW}:{letter}{last}"
    fixed = style.choices_of(column)
    style.offer_choices(sheet, area, fixed or suggestions(column, language), strict=bool(fixed))
    if column.type in (ColumnType.STATUS, ColumnType.RECTIFICATION):
        style.colour_states(sheet, area)


def suggestions(column: Column, language: Language) -> tuple[str, ...]:
    """The words that a column of free text offers to pick from."""
    key = f"template.choices.{column.role.value}.{column.name}"
    return tuple(text(language, key).split(",")) if has_message(language, key) else ()


def _mark_overdue(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """The deadline that counts turns red: the agreed one, else the planned one, else the original."""
    places = {column.name: get_column_letter(place) for place, column in enumerate(columns, start=1)}
    status = places.get(Task.STATUS)
    if status is None:
        return
    letters = [places[name] for name in (Task.AGREED_DUE, Task.PLAN_DUE, Task.DUE_TEXT) if name in places]
    firsts = [f"${letter}{style.FIRST_ROW}" for letter in letters]
    for index, letter in enumerate(letters):
        area = f"{letter}{style.FIRST_ROW}:{letter}{style.FIRST_ROW + rows - 1}"
        style.mark_overdue(sheet, area, firsts[index], firsts[:index], f"${status}{style.FIRST_ROW}", style.FINISHED_WORDS)


def _fold(sheet: Worksheet, first: int, last: int) -> None:
    """Collapse the columns that an office may never need into one outline group."""
    for place in range(first, last + 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.outlineLevel = 1
        dimension.hidden = True
    sheet.column_dimensions[get_column_letter(last + 1)].collapsed = True
    sheet.column_dimensions[get_column_letter(last + 1)].width = 3
    sheet.column_dimensions.max_outline = 1  # without it Excel draws no “+” above the columns
    sheet.sheet_properties.outlinePr.summaryRight = True


def _frozen(columns: Sequence[Column]) -> int:
    """How many columns stay in sight: up to the task's text, or the number of an opinion."""
    names = [column.name for column in columns]
    return names.index(Task.TASK) + 1 if Task.TASK in names else int(Opinion.FEEDBACK_ID in names)


def _write_settings(book: Workbook, language: Language) -> None:
    sheet = book.create_sheet("设置")
    lines = [style.SettingLine(name, _DEFAULTS.get(key), text(language, f"template.setting.{key}")) for name, key in SETTINGS]
    heads = (text(Language.ZH, "template.settings.name"), text(Language.ZH, "template.settings.value"))
    style.write_settings(sheet, text(language, "template.title.settings"), heads, lines)
    as_of = [key for _, key in SETTINGS].index("as_of")
    sheet.cell(style.FIRST_ROW + as_of, 2).number_format = LONG_DATE
    style.name_as_of(book, sheet, style.FIRST_ROW + as_of, 2)


def _write_guide(sheet: Worksheet, language: Language) -> None:
    sheet.column_dimensions["A"].width = 76
    style.style_title(sheet, text(language, "template.title.guide"), "", 1)
    for line in range(1, _GUIDE_LINES + 1):
        cell = sheet.cell(style.FILLED_BY_ROW + line, 1)
        write(cell, text(language, f"template.guide.{line}"))
        cell.font = Font(name=BODY_FONT, size=11)
        cell.alignment = Alignment(vertical="center", wrap_text=True, indent=1)
        style.fit_height(sheet, cell.row, [(cell.value, 66.0)], least=34)
    sheet.sheet_view.showGridLines = False
    style.set_single_page(sheet)
    sheet.print_title_rows = None


def main() -> int:
    """Write data/template.xlsx."""
    TARGET.write_bytes(build_template())
    return 0


if __name__ == "__main__":
    sys.exit(main())
