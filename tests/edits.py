"""The sample workbook a week later: twelve edits of one kind each, made as a clerk makes them in the sheet.

On 16 June: a task is inserted, another deleted, and all numbers are written anew; what is due on the 15th and not done is late.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample.xlsx"

_TASKS, _OPINIONS, _SETTINGS = "任务", "意见建议", "设置"
_FIRST, _LAST = 4, 27  # rows of the tasks
_NOTES_OF_OPINIONS = 100


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that the comparison must find, and nothing beside: the kind, the table, and how the row's words begin."""

    kind: str
    table: str
    begins: str


EDITS = (
    Edit("removed", "tasks", "反馈意见"),
    Edit("reopened", "tasks", "研究整改落实"),
    Edit("cleared", "tasks", "用座谈会"),
    Edit("newly_late", "tasks", "对照突出问题"),
    Edit("replanned", "tasks", "协助督导组写出"),
    Edit("newly_done", "tasks", "全体党员坚持自学"),
    Edit("added", "tasks", "编印活动简报"),
    Edit("status", "tasks", "全面总结"),
    Edit("owner", "tasks", "修订和新建"),
    Edit("added", "feedback", "操场照明不足"),
    Edit("merged", "feedback", ""),
    Edit("closed", "feedback", ""),
)


def edited_sample(path: Path) -> tuple[Edit, ...]:
    """Write the edited sample to `path`; what was done is returned."""
    path.write_bytes(edited_bytes())
    return EDITS


def edited_bytes() -> bytes:
    """The edited sample."""
    book = load_workbook(SAMPLE)
    _edit_tasks(book[_TASKS])
    _edit_opinions(book[_OPINIONS])
    _find(book[_SETTINGS], 1, "数据截止日期").offset(0, 1).value = date(2014, 6, 16)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _edit_tasks(sheet: Worksheet) -> None:
    _set(sheet, "全体党员坚持自学", 状态="已完成", 完成进度=1, 实际完成时间=date(2014, 6, 13))
    _set(sheet, "用座谈会", 进展情况=None)
    _set(sheet, "协助督导组写出", 商定时限=date(2014, 6, 16))
    _set(sheet, "研究整改落实", 状态="进行中", 完成进度=0.8, 实际完成时间=None)
    _set(sheet, "全面总结", 状态="进行中", 完成进度=0.1)
    _set(sheet, "修订和新建", 责任部门="教务处")
    _delete_row(sheet, _row_of(sheet, "反馈意见"))
    place = _row_of(sheet, "全面总结")
    _insert_row(sheet, place)
    _write(
        sheet,
        place,
        工作步骤="总结评估",
        工作内容及要求="编印活动简报汇编，送各支部存档。",
        完成时限="8月",
        责任部门="党政办公室",
        状态="未启动",
    )
    for number, row in enumerate(range(_FIRST, _LAST + 1), start=1):
        sheet.cell(row, _columns(sheet)["序号"]).value = number


def _edit_opinions(sheet: Worksheet) -> None:
    by_id = {sheet.cell(row, 1).value: row for row in range(4, _NOTES_OF_OPINIONS)}
    closed = {"整改状态": "已销号", "整改完成时间": date(2014, 6, 11), "复核人": "活动办公室复核组", "复核时间": date(2014, 6, 13)}
    _write(sheet, by_id["Y060"], **closed, 销号时间=date(2014, 6, 16))
    _write(sheet, by_id["Y089"], 归并编号="Y088")
    _insert_row(sheet, _NOTES_OF_OPINIONS)
    _write(sheet, _NOTES_OF_OPINIONS, 意见编号="Y097", 征集方式="座谈会", 听取方式="面对面", 意见建议内容="操场照明不足，晚上锻炼看不清。")
    _write(sheet, _NOTES_OF_OPINIONS, 涉及对象="学校工作", 问题类别="切身利益", 通报范围="公示")


def _columns(sheet: Worksheet) -> dict[str, int]:
    """Headers, without their notes, to columns."""
    return {str(cell.value).split()[0]: cell.column for cell in sheet[3] if cell.value}


def _row_of(sheet: Worksheet, begins: str) -> int:
    return _find(sheet, _columns(sheet)["工作内容及要求"], begins).row


def _find(sheet: Worksheet, column: int, begins: str) -> Cell:
    cells = (sheet.cell(row, column) for row in range(1, sheet.max_row + 1))
    return next(cell for cell in cells if str(cell.value).startswith(begins))


def _set(sheet: Worksheet, begins: str, **cells: object) -> None:
    _write(sheet, _row_of(sheet, begins), **cells)


def _write(sheet: Worksheet, row: int, **cells: object) -> None:
    columns = _columns(sheet)
    for header, value in cells.items():
        sheet.cell(row, columns[header]).value = value


def _insert_row(sheet: Worksheet, row: int) -> None:
    """Insert a row above this one; merged areas move with their cells, and one that spans the place grows."""
    merged = [CellRange(each.coord) for each in sheet.merged_cells.ranges]
    for area in merged:
        sheet.unmerge_cells(area.coord)
    sheet.insert_rows(row)
    for area in merged:
        top, bottom = area.min_row + (area.min_row >= row), area.max_row + (area.max_row >= row)
        _merge(sheet, area, top, bottom)


def _delete_row(sheet: Worksheet, row: int) -> None:
    """Delete a row; a merged area that spans it keeps its value and shrinks."""
    merged = [CellRange(each.coord) for each in sheet.merged_cells.ranges]
    for area in merged:
        sheet.unmerge_cells(area.coord)
    sheet.delete_rows(row)
    for area in merged:
        _merge(sheet, area, area.min_row - (area.min_row > row), area.max_row - (area.max_row >= row))


def _merge(sheet: Worksheet, area: CellRange, top: int, bottom: int) -> None:
    if (bottom, area.max_col) != (top, area.min_col):
        sheet.merge_cells(start_row=top, end_row=bottom, start_column=area.min_col, end_column=area.max_col)
