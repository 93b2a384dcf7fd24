"""Workbooks as clerks and project managers leave them: no end, no table, a month for a day, two rows a task."""

from datetime import date, datetime
from typing import Any

import pytest

from lib.errors import Refused
from lib.ingest.model import Workbook
from tests.ingest.raw import codes, read, read_rows, sheet


def day(month: int, number: int) -> datetime:
    return datetime(2024, month, number)


def column(workbook: Workbook, name: str) -> list[Any]:
    """A column of the tasks with None where blank and days as ISO text."""
    values = workbook.tasks[name]
    return [None if value != value else value.date().isoformat() if hasattr(value, "date") else value for value in values]


@pytest.mark.parametrize(
    ("header", "amount", "end", "code"),
    [
        ("工期（天）", 5, "2024-03-05", "end_from_duration"),
        ("Duration (days)", "5", "2024-03-05", "end_from_duration"),
        ("Duration (weeks)", 1, "2024-03-07", "end_from_duration"),
        ("工期", "3 个工作日", "2024-03-05", "end_from_workdays"),
        ("工期", 5, None, "duration_without_unit"),
    ],
)
def test_a_start_and_a_duration_give_the_end_where_the_unit_is_known(header: str, amount: Any, end: str | None, code: str):
    workbook = read_rows([["任务名称", "开始时间", header], ["立项", day(3, 1), amount], ["设计", day(3, 1), amount]])

    assert column(workbook, "end") == [end, end]
    assert code in codes(workbook)


def test_a_duration_beside_an_end_is_only_known_and_not_used():
    workbook = read_rows([["任务名称", "工期", "开始时间", "完成时间"], ["立项", "9 工作日", day(3, 1), day(3, 5)]], year=None)

    assert column(workbook, "end") == ["2024-03-05"]
    assert codes(workbook) == []


def test_ticks_under_months_are_the_deadline_from_the_first_to_the_last():
    workbook = read_rows(
        [
            ["序号", "工作内容", *[f"{month}月" for month in range(1, 7)]],
            [1, "制定计划", "√"],
            [2, "中期检查", "", "", "", "√", "√"],
        ]
    )

    assert column(workbook, "start") == ["2014-01-01", "2014-04-01"]
    assert column(workbook, "end") == ["2014-01-31", "2014-05-31"]
    assert codes(workbook) == ["due_from_calendar"]


def test_bars_under_days_are_the_deadline_where_there_is_no_other():
    days = [day(3, number) for number in range(1, 8)]
    workbook = read_rows([["任务", "负责人", *days], ["甲事", "a", "■", "■"], ["乙事", "b", "", "", "■", "■", "■"]])

    assert column(workbook, "start") == ["2024-03-01", "2024-03-03"]
    assert column(workbook, "end") == ["2024-03-02", "2024-03-05"]


def test_weeks_without_a_date_give_no_deadline():
    workbook = read_rows([["Task", "Owner", "W1", "W2", "W3"], ["Design", "a", "x"], ["Build", "b", "", "x", "x"]])

    assert column(workbook, "end") == [None, None]
    assert codes(workbook) == ["calendar_undated"]


def test_a_first_of_the_month_shown_as_a_month_is_the_whole_month():
    rows = [["序号", "工作内容", "完成时限"], [1, "甲事", date(2024, 3, 1)], [2, "乙事", date(2024, 4, 15)], [3, "丙事", date(2024, 5, 1)]]
    workbook = read(sheet(rows, months=frozenset({(2, 3), (3, 3)})))

    assert column(workbook, "start") == ["2024-03-01", "2024-04-15", "2024-05-01"]
    assert column(workbook, "end") == ["2024-03-31", "2024-04-15", "2024-05-01"]
    assert codes(workbook).count("day_shown_as_month") == 1


def test_sheets_named_as_steps_are_the_phases():
    rows = [["序号", "工作内容", "完成时限"], [1, "甲事", "3月"]]
    workbook = read(sheet(rows, name="一、筹备阶段"), sheet(rows, name="二、实施阶段"), year=2014)

    assert column(workbook, "phase") == ["筹备阶段", "实施阶段"]
    assert codes(workbook).count("phase_from_sheets") == 2


@pytest.mark.parametrize("names", [("3月", "4月"), ("甲", "乙")])
def test_sheets_named_as_months_or_persons_are_no_phases(names: tuple[str, str]):
    rows = [["序号", "工作内容", "完成时限"], [1, "甲事", "3月"]]
    workbook = read(*(sheet(rows, name=name) for name in names), year=2014)

    assert column(workbook, "phase") == [None, None]
    assert [finding.value for finding in workbook.findings if finding.code == "sheets_no_phases"] == ["、".join(names)]


def test_sheets_named_as_departments_are_the_units_and_no_phases():
    rows = [["序号", "工作内容", "完成时限"], [1, "甲事", "3月"]]
    workbook = read(sheet(rows, name="教务处"), sheet(rows, name="党委办公室"), year=2014)

    assert column(workbook, "owner_unit") == ["教务处", "党委办公室"]
    assert column(workbook, "phase") == [None, None]
    assert [finding.value for finding in workbook.findings if finding.code == "unit_from_sheets"] == ["教务处、党委办公室"]


def test_a_column_of_units_is_not_overruled_by_the_sheets_names():
    rows = [["序号", "工作内容", "责任部门", "完成时限"], [1, "甲事", "人事处", "3月"]]
    workbook = read(sheet(rows, name="教务处"), sheet(rows, name="总务处"), year=2014)

    assert column(workbook, "owner_unit") == ["人事处", "人事处"]
    assert "unit_from_sheets" not in codes(workbook)


def titled(title: str, name: str) -> Any:
    return sheet([[title], ["序号", "工作内容", "完成时限"], [1, f"{name}的事", "3月"]], name=name)


def test_sheets_with_titles_of_their_own_are_called_by_what_these_share():
    workbook = read(titled("2024年教务处重点工作清单", "教务处"), titled("2024年总务处重点工作清单", "总务处"), file_name="汇总.xlsx")

    assert workbook.title == "2024年重点工作清单"


def test_a_cover_names_the_whole_and_its_year():
    cover = sheet([["作风建设年活动工作台账"], ["2024年3月"]], name="封面")
    workbook = read(cover, titled("一、动员阶段", "动员"), titled("二、整改阶段", "整改"), file_name="汇总.xlsx")

    assert (workbook.title, workbook.year) == ("作风建设年活动工作台账", 2024)
    assert "year_from_form_date" in codes(workbook)


def test_titles_that_share_nothing_leave_the_name_to_the_file():
    assert read(titled("动员阶段的安排", "动员"), titled("整改阶段清单", "整改"), file_name="作风建设.xlsx", year=2024).title == "作风建设"


def test_one_sheet_without_phases_is_not_spoken_of():
    workbook = read(sheet([["序号", "工作内容", "完成时限"], [1, "甲事", "3月"]], name="3月"), year=2014)

    assert codes(workbook) == []


def test_a_board_of_state_columns_is_a_task_a_cell():
    workbook = read_rows([["To Do", "In Progress", "Done"], ["Write spec", "Code", "Plan"], ["Test"]])

    assert column(workbook, "task") == ["Write spec", "Test", "Code", "Plan"]
    assert column(workbook, "status") == ["not_started", "not_started", "in_progress", "done"]
    assert codes(workbook) == ["board_of_columns"] * 3


def test_a_list_with_boxes_is_read_with_its_states():
    workbook = read_rows([["", "Task"], ["☐", "Write spec"], ["☑", "Test login"]])

    assert column(workbook, "task") == ["Write spec", "Test login"]
    assert column(workbook, "status") == ["not_started", "done"]
    assert "list_of_tasks" in codes(workbook)


def test_the_actual_row_beneath_a_planned_one_is_no_task_of_its_own():
    workbook = read_rows(
        [
            ["任务", "类型", "开始", "结束"],
            ["选址", "计划", day(1, 1), day(1, 10)],
            ["", "实际", day(1, 2), day(1, 12)],
            ["招标", "计划", day(1, 11), day(2, 1)],
            ["", "实际", day(1, 13), ""],
        ],
        merged=["A2:A3", "A4:A5"],
    )

    assert column(workbook, "task") == ["选址", "招标"]
    assert column(workbook, "end") == ["2024-01-10", "2024-02-01"]
    assert column(workbook, "actual_start") == ["2024-01-02", "2024-01-13"]
    assert column(workbook, "actual_done") == ["2024-01-12", None]


def test_a_heading_with_a_chinese_number_among_plain_numbers_is_the_phase():
    workbook = read_rows(
        [
            ["序号", "工作内容", "完成时间", "责任人"],
            ["一、", "筹备工作"],
            [1, "成立小组", "3月上旬", "甲"],
            ["二、", "实施工作"],
            [1, "动员", "4月", "丙"],
        ]
    )

    assert column(workbook, "task") == ["成立小组", "动员"]
    assert column(workbook, "phase") == ["筹备工作", "实施工作"]


def test_a_title_that_returns_as_continued_is_no_phase():
    head = ["序号", "工作内容", "完成时限"]
    workbook = read_rows(
        [["工作进度表"], head, [1, "甲事", "3月"], [2, "乙事", "4月"], [], ["工作进度表（续表）"], head, [3, "丙事", "5月"]],
        merged=["A1:C1", "A6:C6"],
    )

    assert column(workbook, "task") == ["甲事", "乙事", "丙事"]
    assert column(workbook, "phase") == [None, None, None]


def test_titles_over_tables_side_by_side_are_their_phases():
    head = ["任务", "负责人", "截止日期"]
    workbook = read_rows(
        [["前端组", "", "", "", "后端组"], [*head, "", *head], ["页面", "a", day(3, 1), "", "接口", "c", day(3, 2)]],
        merged=["A1:C1", "E1:G1"],
    )

    assert dict(zip(column(workbook, "task"), column(workbook, "phase"), strict=True)) == {"页面": "前端组", "接口": "后端组"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("Mon 1/1/24", "Fri 1/5/24", ("2024-01-01", "2024-01-05")),
        ("3/6/2024", "4/2/2024", ("2024-03-06", "2024-04-02")),  # the other order runs backwards
        ("05/Mar/24 12:00 AM", "06/Mar/24 9:00 AM", ("2024-03-05", "2024-03-06")),
    ],
)
def test_dates_of_exports_are_read_by_weekday_order_and_month_name(start: str, end: str, expected: tuple[str, str]):
    workbook = read_rows([["Task", "Start", "End", "Status"], ["A1", start, end, "Done"]], year=None)

    assert (column(workbook, "start"), column(workbook, "end")) == ([expected[0]], [expected[1]])


def test_workdays_are_not_a_deadline_column():
    workbook = read_rows([["任务", "开始日期", "结束日期", "工作日"], ["甲事", day(3, 1), day(3, 5), 3]], year=None)

    assert column(workbook, "end") == ["2024-03-05"]
    assert codes(workbook) == []


def test_lines_of_a_form_above_the_header_are_no_group():
    workbook = read_rows(
        [
            ["项目负责人", "", "张", "", "日期", "", "45071"],
            ["模块", "子模块", "负责人", "", "开始时间", "结束时间"],
            ["采集", "传输", "甲", "", day(3, 1), day(3, 5)],
        ],
        merged=["A1:B1", "E1:F1"],
    )

    assert workbook.tables[0].header_rows == (2,)


def test_numbered_titles_are_no_days():
    workbook = read_rows(
        [
            ["Task Deliverables", "Assigned to", "Start", "End", "Comment"],
            ["1.1 Research", "A", day(3, 1), day(3, 5), "x"],
            ["1.2 Draft", "B", day(3, 2), day(3, 6), ""],
        ],
        year=None,
    )

    assert column(workbook, "task") == ["1.1 Research", "1.2 Draft"]


def test_headers_in_two_languages_are_read_by_either():
    workbook = read_rows(
        [["序号 No.", "工作任务 Task", "结束时间 End Date", "负责人\nOwner", "Activity / 状态"], [1, "甲事", day(3, 5), "a", "完成"]],
        year=None,
    )

    assert column(workbook, "task") == ["甲事"]
    assert column(workbook, "owner") == ["a"]
    assert column(workbook, "end") == ["2024-03-05"]


def test_a_header_that_returns_with_another_meaning_is_another_table():
    workbook = read_rows(
        [
            ["序号", "工作内容", "负责人", "完成情况", "备注"],
            [1, "登录开发", "甲", "已完成", ""],
            [2, "联调", "乙", "80%", ""],
            ["序号", "工作内容", "负责人", "计划完成时间", "备注"],
            [1, "测试", "丙", day(3, 15), ""],
        ],
        year=None,
    )

    assert column(workbook, "status") == ["done", "in_progress", "not_reported"]
    assert column(workbook, "end") == [None, None, "2024-03-15"]


def test_progress_in_words_that_are_all_states_is_the_status():
    workbook = read_rows(
        [["任务描述", "任务执行人", "进展", "预计完成日期"], ["写方案", "甲", "已完成", day(3, 5)], ["开会", "乙", "进行中", day(3, 9)]],
        year=None,
    )

    assert column(workbook, "status") == ["done", "in_progress"]


def test_a_filled_row_right_beneath_an_item_is_an_item_without_text():
    workbook = read_rows([["Task", "Owner", "Progress", "Due"], ["Grow", "a", 0.4, day(6, 30)], ["", "b", 0.2, day(6, 30)]], year=None)

    assert len(workbook.tasks) == 2
    assert "task_without_text" in codes(workbook)


def test_a_blank_description_beside_the_content_is_not_the_task():
    workbook = read_rows(
        [
            ["TYPE", "CONTENT", "DESCRIPTION", "RESPONSIBLE", "DATE"],
            ["task", "Buy milk", "", "", "2024-03-05"],
            ["task", "Call", "", "a", ""],
        ]
    )

    assert column(workbook, "task") == ["Buy milk", "Call"]


@pytest.mark.parametrize(
    ("word", "state"),
    [("🟢 Done", "done"), ("🔴 Blocked", "paused"), ("正在进行中", "in_progress"), ("已实现", "done"), ("规划中", "not_started")],
)
def test_states_of_trackers_are_understood(word: str, state: str):
    workbook = read_rows([["Task", "Due", "Status"], ["A1", day(3, 5), word], ["B1", day(3, 5), word]], year=None)

    assert column(workbook, "status") == [state, state]


def test_an_outline_beneath_one_root_names_its_phases_by_the_second_level():
    workbook = read_rows(
        [
            ["WBS", "Task", "Start", "End"],
            ["1.1", "Plan", day(1, 1), day(1, 9)],
            ["1.1.1", "Meet", day(1, 1), day(1, 2)],
            ["1.1.2", "Write", day(1, 3), day(1, 9)],
            ["1.2", "Build", day(2, 1), day(2, 9)],
            ["1.2.1", "Dig", day(2, 1), day(2, 9)],
        ],
        year=None,
    )

    assert column(workbook, "phase") == ["Plan", "Plan", "Plan", "Build", "Build"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Open", "Closed"], ["09:00", "17:00"], ["10:00", "16:00"]],
        [["Yes", "No"], ["12", "3"], ["4", "9"]],
        [["项目", "1月", "2月", "3月", "合计"], ["差旅", 10, 20, 30, 60], ["会议", 1, 2, 3, 6]],
        [["状态"], ["未开始"], ["完成"]],
    ],
)
def test_hours_answers_and_amounts_are_no_tasks(rows: list[list[Any]]):
    with pytest.raises(Refused):
        read_rows(rows)


def test_texts_under_months_are_said_not_to_be_read():
    workbook = read_rows([["序号", "工作", "1月", "2月", "3月"], [1, "党建", "制定方案", "推进", "总结"], [2, "招生", "", "宣传", ""]])

    assert column(workbook, "task") == ["党建", "招生"]
    assert codes(workbook) == ["calendar_texts"]


def test_a_row_of_values_above_a_header_that_returns_stays_a_task():
    head = [["阶段", "工作任务", "时间安排", "", "责任人"], ["", "", "开始日期", "完成时限", ""]]
    rows = [
        *head,
        ["筹备工作", "甲事", "9月1日", "9月2日", "甲"],
        ["筹备工作", "乙事", "9月3日", "9月4日", "乙"],
        *head,
        ["总结评估", "丙事", "9月5日", "9月6日", "丙"],
    ]
    spans = [f"{cell}{first}:{cell}{first + 1}" for first in (1, 5) for cell in "ABE"]
    workbook = read_rows(rows, merged=[*spans, "C1:D1", "C5:D5"])

    assert column(workbook, "task") == ["甲事", "乙事", "丙事"]
