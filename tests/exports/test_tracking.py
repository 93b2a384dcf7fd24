"""From a plan to a tracking workbook: the same sheet with columns to fill in, which reads as the plan did."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Protection, Side

from lib.exports.package import Unsafe
from lib.exports.tracking import ADDED as ADDED_NAMES
from lib.exports.tracking import Tracking, tracking_isolated, tracking_workbook
from lib.exports.tracking_fresh import fresh_workbook
from lib.i18n import Language
from lib.ingest.model import ErrorValue, RawWorkbook, Severity, Workbook
from lib.ingest.worker import read_unisolated
from lib.schema import SheetRole, Task
from tests.exports.plans import HEADER, ROWS, load, parts, plan, saved
from tests.ingest.layouts import Layout

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "ingest" / "examples"
PLANS = ["seed_schedule.xlsx", "o01_title_and_notes.xlsx", "o02_two_row_header.xlsx"]
OTHER_FORMATS = [
    EXAMPLES / "seed_schedule.html",
    *(ROOT / "tests" / "ingest" / "read" / "files" / name for name in ("plan.ods", "plan.xls")),
]
ADDED = ["责任部门", "状态", "实际完成时间", "进展情况"]
SAME = [Task.PHASE, Task.NUMBER, Task.TASK, Task.DUE_TEXT, Task.KIND, Task.START, Task.END, Task.DUE]


def track(data: bytes, name: str = "plan.xlsx", year: int | None = None) -> Tracking:
    return tracking_workbook(data, name, read_unisolated(data, name, year=year), Language.ZH, year=year)


def doubts(workbook: Workbook) -> set[tuple[str, str]]:
    return {(one.code, one.sheet) for one in workbook.findings if one.severity is not Severity.INFO}


def row(data: bytes, number: int, sheet: str = "任务") -> list[object]:
    return [cell.value for cell in load(data)[sheet][number]]


@pytest.mark.parametrize("name", PLANS)
def test_a_tracking_workbook_reads_as_the_plan_with_nothing_reported(name: str):
    data = (EXAMPLES / name).read_bytes()
    made = track(data, name)
    before, after = read_unisolated(data, name), read_unisolated(made.data, name)
    table = next(table for table in after.tables if table.role is SheetRole.TASKS)

    assert not made.is_fresh
    assert made.file_name == name.replace(".xlsx", "_跟踪表.xlsx")
    assert after.tasks[SAME].equals(before.tasks[SAME])
    assert set(after.tasks[Task.STATUS]) == {"not_reported"}
    assert doubts(after) == doubts(before)
    assert {Task.OWNER_UNIT, Task.STATUS, Task.ACTUAL_DONE, Task.PROGRESS_NOTE} <= {column for _, _, column in table.columns}
    assert (after.year, after.title) == (before.year, before.title)


@pytest.mark.parametrize("name", PLANS)
def test_what_stood_in_the_plan_stands_there_unchanged(name: str):
    data = (EXAMPLES / name).read_bytes()
    before, after = load(data).worksheets[0], load(track(data, name).data).worksheets[0]

    for line in before.iter_rows():
        for cell in line:
            other = after[cell.coordinate]
            assert (other.value, other.number_format, repr(other.font), repr(other.border), repr(other.alignment)) == (
                *(cell.value, cell.number_format),
                *map(repr, (cell.font, cell.border, cell.alignment)),
            )
    for letter, dimension in before.column_dimensions.items():
        assert after.column_dimensions[letter].width == dimension.width


def test_only_the_columns_that_the_plan_lacks_are_added():
    made = track((EXAMPLES / "o02_two_row_header.xlsx").read_bytes())
    headers = [cell.value for cell in load(made.data)["推进表"][2]]

    assert headers[8:] == ["状态", "实际完成时间", "进展情况"]


def test_the_columns_stand_right_of_the_table_with_drop_downs():
    made = track(plan())
    sheet = load(made.data)["任务"]
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}

    assert row(made.data, 1) == [*HEADER, *ADDED]
    assert rules == {"F2:F3": '"未启动,进行中,已完成,暂缓,取消"'}


def test_the_new_cells_look_like_their_neighbours():
    book = load(plan())
    sheet = book["任务"]
    edge = Side(style="thin", color="FF8EA0B5")
    for cell in sheet[1]:
        cell.font = Font(name="黑体", size=14, bold=True)
    for cell in sheet[2]:
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
        cell.font = Font(name="楷体", size=12)
        cell.number_format = "0.00"
    made = load(track(saved(book)).data)["任务"]

    assert (made["F1"].font.name, made["F1"].font.size, made["F1"].font.bold) == ("黑体", 14, True)
    assert (made["G2"].font.name, made["G2"].border.left.style) == ("楷体", "thin")
    assert (made["F2"].number_format, made["G2"].number_format) == ("General", 'yyyy"年"m"月"d"日"')
    assert (made["F2"].alignment.horizontal, made["H2"].alignment.horizontal) == ("center", "left")
    assert made["H2"].alignment.wrap_text


def test_a_title_over_the_table_and_a_note_under_it_reach_over_the_new_columns():
    rows = [["工作安排表"], HEADER, *ROWS, ["注：时限为暂定。"]]
    sheet = load(track(plan(rows=rows, merged=["A1:D1", "A5:D5"])).data)["任务"]

    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:H1", "A5:H5"]


def test_a_header_of_two_rows_is_merged_down():
    rows = [["阶段", "序号", "工作内容", "时间安排", None], [None, None, None, "开始时间", "完成时限"]]
    rows += [["筹备", 1, "学习文件", "3月1日", "3月10日"], ["筹备", 2, "制定方案", "3月11日", "3月20日"]]
    sheet = load(track(plan(rows=rows, merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"]), year=2014).data)["任务"]

    assert [sheet.cell(1, column).value for column in range(6, 10)] == ADDED
    assert {"F1:F2", "G1:G2", "H1:H2", "I1:I2"} <= set(map(str, sheet.merged_cells.ranges))


def test_a_task_over_two_rows_has_its_new_cells_over_two_rows():
    rows = [HEADER, ["筹备", 1, "学习文件", "3月中旬"], [None, None, None, None], ["筹备", 2, "制定方案", "3月下旬"]]
    merged = ["A2:A3", "B2:B3", "C2:C3", "D2:D3"]
    sheet = load(track(plan(rows=rows, merged=merged)).data)["任务"]

    assert {"E2:E3", "F2:F3", "G2:G3", "H2:H3"} <= set(map(str, sheet.merged_cells.ranges))


def test_each_sheet_of_tasks_gets_the_columns():
    rows = [HEADER, ("动员", 1, "召开大会", "4月上旬"), ("动员", 2, "张贴公告", "4月中旬")]
    made = track(plan(more_sheets={"二科": rows}))

    assert row(made.data, 1, "任务")[4:] == ADDED
    assert row(made.data, 1, "二科")[4:] == ADDED


def test_the_page_is_wide_enough_and_repeats_the_header():
    book = load(plan())
    book["任务"].print_area = "A1:D3"
    book["任务"].auto_filter.ref = "A1:D3"
    sheet = load(track(saved(book)).data)["任务"]

    assert sheet.print_area == "'任务'!$A$1:$H$3"
    assert sheet.auto_filter.ref == "A1:H3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)


def test_widths_set_for_all_columns_are_kept_for_those_that_are_not_ours():
    book = load(plan())
    dimension = book["任务"].column_dimensions["C"]
    dimension.min, dimension.max, dimension.width = 3, 40, 33.0
    columns = parts(track(saved(book)).data)["xl/worksheets/sheet1.xml"]

    assert b'min="3" max="4"' in columns
    assert b'min="9" max="40"' in columns


def test_an_empty_sheet_of_opinions_is_added_with_drop_downs():
    made = track(plan(rows=[["工作安排表"], HEADER, *ROWS], merged=["A1:D1"]))
    sheet = load(made.data)["意见建议"]
    after = read_unisolated(made.data, made.file_name)

    assert sheet["A1"].value == "意见建议与整改台账"
    assert [cell.value for cell in sheet[3]][:2] == ["意见编号", "收集时间"]
    assert len(sheet.data_validations.dataValidation) >= 3
    assert [(table.sheet, table.role, table.rows_read) for table in after.tables if table.role is not SheetRole.TASKS] == [
        ("意见建议", SheetRole.FEEDBACK, 0)
    ]


def test_the_title_of_the_empty_sheet_never_becomes_that_of_a_plan_without_one():
    made = track(plan())

    assert load(made.data)["意见建议"]["A1"].value == "意见编号"
    assert read_unisolated(made.data, "plan.xlsx").title == read_unisolated(plan(), "plan.xlsx").title


def test_a_workbook_that_has_opinions_gets_no_second_sheet_of_them():
    opinions = [["意见编号", "征集方式", "意见建议内容", "问题类别"], [1, "座谈会", "会议太多", "形式主义"]]

    assert load(track(plan(more_sheets={"征求意见": opinions})).data).sheetnames == ["任务", "征求意见"]


def test_what_is_filled_in_is_read():
    book = load(track(plan()).data)
    sheet = book["任务"]
    sheet["E2"], sheet["F2"], sheet["G2"], sheet["H2"] = "教务处", "已完成", date(2014, 3, 18), "按时学完"
    tasks = read_unisolated(saved(book), "plan_跟踪表.xlsx", year=2014).tasks

    assert list(tasks[Task.STATUS]) == ["done", "not_reported"]
    assert (tasks[Task.OWNER_UNIT][0], str(tasks[Task.ACTUAL_DONE][0].date()), tasks[Task.PROGRESS_NOTE][0]) == (
        "教务处",
        "2014-03-18",
        "按时学完",
    )


def test_a_protected_sheet_is_not_given_columns_that_cannot_be_filled_in():
    book = load(plan())
    book["任务"].protection.sheet = True
    book["任务"]["A1"].protection = Protection(locked=True)
    made = track(saved(book))

    assert (made.is_fresh, made.reason) == (True, Unsafe.LOCKED)
    assert "⟦" not in made.why(Language.ZH) + made.why(Language.EN)


def with_column_run(written: bytes) -> bytes:
    """A plan whose first sheet says this of the width of its columns."""
    book = load(plan())
    book.worksheets[0].column_dimensions["C"].width = 30
    held = parts(saved(book))
    name = "xl/worksheets/sheet1.xml"
    held[name] = re.sub(rb"<cols>.*</cols>", b"<cols>" + written + b"</cols>", held[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for part, content in held.items():
            target.writestr(part, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "run", [b'<col min="x" max="3" width="9"/>', b'<col max="3" width="9"/>', b'<col min="1" max="99999999999" width="9"/>']
)
def test_columns_of_a_width_that_say_no_numbers_are_a_reason_to_make_the_workbook_anew(run: bytes):
    made = track(with_column_run(run))

    assert (made.is_fresh, made.reason) == (True, Unsafe.STRUCTURE)


@pytest.mark.parametrize(
    "run", [b'<!-- c --><col min="3" max="3" width="9"/>', b'<col min="3" max="3" width="wide"/>', b'<col min="3" max="3" width="NaN"/>']
)
def test_a_width_that_is_none_is_taken_as_the_usual_one(run: bytes):
    made = track(with_column_run(run))

    assert not made.is_fresh
    assert [header for _, header, name in read_unisolated(made.data, made.file_name).tables[0].columns if name in ADDED_NAMES] == ADDED


@pytest.mark.parametrize("path", OTHER_FORMATS, ids=lambda path: path.name)
def test_another_format_is_made_anew_from_the_rows_that_were_read(path: Path):
    data = path.read_bytes()
    made = track(data, path.name)
    before, after = read_unisolated(data, path.name), read_unisolated(made.data, made.file_name)

    assert (made.is_fresh, made.reason, made.file_name) == (True, Unsafe.OTHER_FORMAT, f"{path.stem}_跟踪表.xlsx")
    assert after.tasks[SAME].equals(before.tasks[SAME])
    # With a column for the day, a task that is done without one is asked for it.
    assert doubts(after) - doubts(before) <= {("done_without_date", "任务")}
    assert after.year == before.year


def test_the_worker_process_gives_the_same_workbook():
    data = plan()
    workbook = read_unisolated(data, "plan.xlsx")

    assert tracking_isolated(data, "plan.xlsx", workbook, Language.ZH) == tracking_workbook(data, "plan.xlsx", workbook, Language.ZH)


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_a_made_plan_of_any_layout_keeps_its_look_and_reads_the_same(seed: int, monkeypatch: pytest.MonkeyPatch):
    chosen = Layout._choose_columns
    monkeypatch.setattr(Layout, "_choose_columns", lambda self: [name for name in chosen(self) if name not in ("status", "progress")])
    layout = Layout(seed)
    data = as_xlsx(layout.build())
    before = read_unisolated(data, "plan.xlsx", year=layout.year)
    made = track(data, year=layout.year)
    after = read_unisolated(made.data, made.file_name, year=layout.year)

    assert not made.is_fresh, layout.traits
    assert after.tasks[SAME].equals(before.tasks[SAME])
    assert doubts(after) == doubts(before)


@pytest.mark.parametrize("seed", [0, 1, 3, 7, 17, 22, 28])
def test_a_workbook_made_anew_reads_the_same_whatever_the_layout_was(seed: int, monkeypatch: pytest.MonkeyPatch):
    chosen = Layout._choose_columns
    monkeypatch.setattr(Layout, "_choose_columns", lambda self: [name for name in chosen(self) if name not in ("status", "progress")])
    layout = Layout(seed)
    before = read_unisolated(as_xlsx(layout.build()), "plan.xlsx", year=layout.year)
    after = read_unisolated(fresh_workbook(before, ADDED_NAMES, Language.EN), "plan.xlsx", year=layout.year)

    assert after.tasks[SAME].equals(before.tasks[SAME]), layout.traits
    assert {code for code, _ in doubts(after)} <= {code for code, _ in doubts(before)}


def as_xlsx(raw: RawWorkbook) -> bytes:
    """A made workbook as a file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in raw.sheets:
        target = book.create_sheet(sheet.name)
        target.sheet_state = "hidden" if sheet.hidden else "visible"
        for y, line in enumerate(sheet.grid):
            for x, value in enumerate(line):
                if value is not None and not isinstance(value, ErrorValue):
                    target.cell(sheet.top + y, sheet.left + x, value)
        for area in sheet.merged:
            target.merge_cells(start_row=area.top, start_column=area.left, end_row=area.bottom, end_column=area.right)
        for number in sheet.hidden_rows:
            target.row_dimensions[number].hidden = True
        for y, x in sheet.percent:
            target.cell(y, x).number_format = "0%"
    return saved(book)
