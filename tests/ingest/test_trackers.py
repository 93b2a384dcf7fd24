"""Trackers as people keep them: odd layouts, in Chinese and English, read row by row."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from lib.errors import Refused
from lib.i18n import LANGUAGES
from lib.ingest.model import RawSheet, Workbook
from tests.ingest.raw import cells, codes, read, read_rows, sheet


def day(month: int, number: int) -> datetime:
    return datetime(2024, month, number)


def column(workbook: Workbook, name: str) -> list[Any]:
    """A column of the tasks with None where blank and days as ISO text."""
    values = workbook.tasks[name]
    return [None if value != value else value.date().isoformat() if hasattr(value, "date") else value for value in values]


CALENDAR = [day(3, 4) + timedelta(days=place) for place in range(14)]


def test_a_gantt_with_its_calendar_to_the_right_is_read_from_its_table():
    workbook = read_rows(
        [
            ["PROJECT TITLE"],
            ["", "", "Project Start:", day(3, 4)],
            ["", "TASK", "ASSIGNED TO", "PROGRESS", "START", "END", "", "DAYS", *[date.day for date in CALENDAR]],
            [None] * 8 + list("MTWTFSSMTWTFSS"),
            ["", "Phase 1 Title"],
            ["", "Survey the site", "Ann", 0.5, day(3, 4), day(3, 7), "", 4],
            ["", "Order steel", "", 1, day(3, 7), day(3, 9), "", 3],
            ["", "Phase 2 Title"],
            ["", "Pour concrete", "", 0, day(3, 10), day(3, 13), "", 4],
            ["", "Insert new rows ABOVE this one"],
        ],
        year=None,
    )

    assert column(workbook, "task") == ["Survey the site", "Order steel", "Pour concrete"]
    assert column(workbook, "phase") == ["Phase 1 Title", "Phase 1 Title", "Phase 2 Title"]
    assert column(workbook, "status") == ["in_progress", "done", "not_started"]
    assert column(workbook, "end") == ["2024-03-07", "2024-03-09", "2024-03-13"]
    assert cells(workbook, "calendar_beside") == ["I3"]


def test_outline_numbers_name_the_phase_and_every_row_stays_a_task():
    workbook = read_rows(
        [
            ["WBS", "Task Name", "Start", "Finish", "% Complete"],
            ["1", "Planning", day(1, 1), day(1, 20), 0.5],
            ["1.1", "Kickoff", day(1, 1), day(1, 2), 1],
            ["1.2", "Scope", day(1, 3), day(1, 20), 0.2],
            ["2", "Building", day(1, 21), day(3, 1), 0],
            ["2.1", "Coding", day(1, 21), day(3, 1), 0],
        ],
        year=None,
    )

    assert column(workbook, "number") == ["1", "1.1", "1.2", "2", "2.1"]
    assert column(workbook, "phase") == ["Planning", "Planning", "Planning", "Building", "Building"]
    assert "phase_from_outline" in codes(workbook)


def test_levels_in_several_columns_are_one_task_a_row():
    workbook = read_rows(
        [
            ["任务", "", "负责人", "开始", "结束"],
            ["前期准备"],
            ["", "立项审批", "甲", day(1, 1), day(1, 5)],
            ["", "组建团队", "乙", day(1, 6), day(1, 9)],
            ["正式实施"],
            ["", "系统开发", "丙", day(1, 10), day(2, 9)],
        ],
        merged=["A1:B1", "A2:B2", "A5:B5"],
    )

    assert column(workbook, "task") == ["立项审批", "组建团队", "系统开发"]
    assert column(workbook, "phase") == ["前期准备", "前期准备", "正式实施"]


def test_subtasks_are_the_tasks_and_the_task_above_is_their_phase():
    workbook = read_rows(
        [
            ["Task", "Subtask", "Owner", "Start Date", "End Date", "Status"],
            ["Design", "", "A", "", "", ""],
            ["", "Wireframe", "A", day(1, 1), day(1, 3), "Done"],
            ["", "Mockup", "B", day(1, 4), day(1, 8), "In Progress"],
        ]
    )

    assert column(workbook, "task") == ["Wireframe", "Mockup"]
    assert column(workbook, "phase") == ["Design", "Design"]


def test_three_header_rows_are_joined_from_group_to_column():
    workbook = read_rows(
        [
            ["工作任务分解表"],
            ["序号", "工作任务", "时间", "", "", "责任", ""],
            ["", "", "计划", "", "实际", "部门", "人员"],
            ["", "", "开始", "完成", "完成", "", ""],
            [1, "编写方案", "3月1日", "3月5日", "3月6日", "办公室", "甲"],
            [2, "召开会议", "3月6日", "3月9日", "", "教务处", "乙"],
        ],
        merged=["A1:G1", "A2:A4", "B2:B4", "C2:E2", "F2:G2", "C3:D3", "F3:F4", "G3:G4"],
    )

    assert workbook.tables[0].header_rows == (2, 3, 4)
    assert column(workbook, "due_text") == ["3月1日 / 3月5日", "3月6日 / 3月9日"]
    assert column(workbook, "actual_done") == ["2014-03-06", None]
    assert column(workbook, "owner_unit") == ["办公室", "教务处"]


def test_a_state_ticked_in_one_of_several_columns_is_the_state():
    workbook = read_rows(
        [
            ["序号", "工作任务", "责任人", "完成情况", "", ""],
            ["", "", "", "已完成", "进行中", "未启动"],
            [1, "编写方案", "甲", "√", "", ""],
            [2, "召开会议", "乙", "", "√", ""],
            [3, "报送总结", "乙", "", "", "√"],
        ],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1"],
    )

    assert column(workbook, "status") == ["done", "in_progress", "not_started"]


def test_two_tables_side_by_side_are_both_read():
    head = ["Task", "Owner", "Status"]
    workbook = read_rows(
        [[*head, "", *head], ["alpha", "x", "Done", "", "beta", "y", "Open"], ["gamma", "x", "Open", "", "delta", "y", "Done"]]
    )

    assert sorted(column(workbook, "task")) == ["alpha", "beta", "delta", "gamma"]


def test_something_else_below_a_table_is_set_aside_and_said():
    workbook = read_rows(
        [
            ["ID", "Story", "Points", "Status"],
            [1, "Login", 3, "Done"],
            [2, "Logout", 1, "To Do"],
            [],
            ["Risks"],
            ["Risk", "Impact"],
            ["Delay", "High"],
        ]
    )

    assert column(workbook, "task") == ["Login", "Logout"]
    assert cells(workbook, "other_table_below") == ["A5"]
    assert [(row.row, row.reason) for row in workbook.tables[0].set_aside] == [(4, "blank"), (5, "outside"), (6, "outside"), (7, "outside")]


def test_a_header_and_a_title_that_return_on_each_page_are_skipped():
    workbook = read_rows(
        [
            ["工作计划"],
            ["序号", "工作内容", "责任部门", "完成时限"],
            [1, "写方案", "办公室", "3月中旬"],
            ["工作计划"],
            ["序号", "工作内容", "责任部门", "完成时限"],
            [2, "开大会", "办公室", "3月下旬"],
            ["合计", "2项"],
        ],
        merged=["A1:D1", "A4:D4"],
    )

    assert column(workbook, "task") == ["写方案", "开大会"]
    assert [row.reason for row in workbook.tables[0].set_aside] == ["repeated_header", "repeated_header", "total"]


def test_a_task_that_begins_like_a_signature_is_still_a_task():
    workbook = read_rows(
        [
            ["工作步骤", "工作内容", "完成时限"],
            ["整改", "汇总意见清单", "4月"],
            ["", "审核对照检查材料", "5月"],
            ["", "说明情况并备案", "6月"],
        ],
        merged=["A2:A4"],
    )

    assert column(workbook, "task") == ["汇总意见清单", "审核对照检查材料", "说明情况并备案"]


def test_a_phase_is_never_filled_below_its_merged_range():
    workbook = read_rows([["阶段", "工作内容", "完成时限"], ["筹备", "一", "3月"], ["", "二", "3月"], ["", "三", "4月"]], merged=["A2:A3"])

    assert column(workbook, "phase") == ["筹备", "筹备", None]
    assert cells(workbook, "task_without_phase") == ["A4"]


def test_a_phase_written_once_is_filled_down_and_said():
    workbook = read_rows([["阶段", "工作内容", "完成时限"], ["筹备", "一", "3月"], ["", "二", "3月"], ["动员", "三", "4月"]])

    assert column(workbook, "phase") == ["筹备", "筹备", "动员"]
    assert cells(workbook, "phase_filled_down") == ["A3"]


def test_a_deadline_merged_over_tasks_holds_for_each():
    workbook = read_rows([["序号", "工作内容", "完成时限"], [1, "一", "3月中旬"], [2, "二", ""], [3, "三", "4月"]], merged=["C2:C3"])

    assert column(workbook, "end") == ["2014-03-20", "2014-03-20", "2014-04-30"]


def test_an_item_merged_over_several_rows_is_one_item_with_all_its_owners():
    workbook = read_rows(
        [["序号", "工作内容", "责任人", "完成时限"], [1, "写方案", "甲", "3月"], ["", "", "乙", ""], [2, "开会", "丙", "4月"]],
        merged=["A2:A3", "B2:B3", "D2:D3"],
    )

    assert column(workbook, "owner") == ["甲\n乙", "丙"]
    assert [(row.row, row.reason) for row in workbook.tables[0].set_aside] == [(3, "continuation")]


def test_dates_with_a_thirteenth_settle_which_part_is_the_month():
    workbook = read_rows([["Task", "Deadline"], ["Write intro", "3/5/2024"], ["Draw figures", "3/18/2024"]], year=None)

    assert column(workbook, "end") == ["2024-03-05", "2024-03-18"]


def test_numbers_under_date_headers_are_read_as_days_and_flagged():
    workbook = read_rows([["Task", "Start", "End"], ["alpha work", 45292, 45296], ["beta work", 45297, 45301]], year=None)

    assert column(workbook, "end") == ["2024-01-05", "2024-01-10"]
    assert "deadline.read_as_serial" in codes(workbook)


def test_completion_days_beside_a_start_are_the_plan_and_said():
    workbook = read_rows(
        [["任务", "开始日期", "完成日期", "进度"], ["需求调研", day(1, 1), day(1, 5), "100%"], ["系统设计", day(1, 6), day(1, 9), "30%"]]
    )

    assert column(workbook, "end") == ["2024-01-05", "2024-01-09"]
    assert column(workbook, "actual_done") == [None, None]
    assert cells(workbook, "done_read_as_plan") == ["C1"]


def test_the_stamp_of_anonymous_surveys_is_no_day():
    workbook = read_rows([["序号", "意见建议内容", "收集时间"], [1, "会多", datetime(1980, 1, 1)], [2, "文多", datetime(2014, 4, 2)]])

    assert workbook.feedback["received"].isna().tolist() == [True, False]


def test_hidden_rows_are_read_and_said_and_hidden_sheets_are_only_said():
    rows = [["工作内容", "完成时限"], ["写方案", "3月"], ["开会", "4月"]]
    shown = sheet(rows, name="任务", hidden_rows=frozenset({3}), hidden_columns=frozenset({2}))
    workbook = read(shown, sheet(rows, name="旧版", hidden=True), year=2014)

    assert column(workbook, "task") == ["写方案", "开会"]
    assert {"hidden_rows", "hidden_columns", "hidden_sheet_with_table"} <= set(codes(workbook))


def test_a_hidden_column_in_which_nothing_stands_but_its_header_is_not_worth_a_word():
    rows = [["工作内容", "完成时限", "备注"], ["写方案", "3月", None], ["开会", "4月", None]]

    assert "hidden_columns" not in codes(read(sheet(rows, name="任务", hidden_columns=frozenset({3})), year=2014))


def test_a_hidden_sheet_is_read_when_it_is_asked_for():
    rows = [["工作内容", "完成时限"], ["写方案", "3月"]]
    workbook = read(sheet(rows, name="任务"), sheet(rows, name="旧版", hidden=True), year=2014, only="旧版")

    assert workbook.tasks["sheet"].tolist() == ["旧版"]


def test_a_table_at_any_cell_is_found_with_its_true_addresses():
    raw = RawSheet("表", [["工作内容", "完成时限"], ["写方案", "某日"]], top=5, left=3)
    workbook = read(raw, year=2014)

    assert workbook.tasks["ref"].tolist() == ["表!6"]
    assert cells(workbook, "deadline_unparsed") + cells(workbook, "deadline_undetermined") == ["D6"]


def test_an_issue_tracker_of_a_software_team_is_a_list_of_tasks():
    workbook = read_rows(
        [["编号", "问题描述", "提出人", "责任人", "计划解决日期", "状态"], ["B1", "页面卡顿", "甲", "乙", day(1, 9), "已解决"]]
    )

    assert column(workbook, "task") == ["页面卡顿"]
    assert column(workbook, "status") == ["done"]


def test_a_task_column_without_a_known_header_is_taken_and_said():
    workbook = read_rows(
        [
            ["序号", "重要举措清单说明", "责任单位", "完成时限", "状态"],
            [1, "建设综合服务大厅", "住建局", "2024年6月底", "进行中"],
            [2, "改造老旧小区", "住建局", "2024年9月底", "未启动"],
        ]
    )

    assert column(workbook, "task") == ["建设综合服务大厅", "改造老旧小区"]
    assert cells(workbook, "task_column_assumed") == ["B1"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Item", "Description", "Qty", "Cost"], ["Laptop", "Dell", 2, 1000]],
        [["Name", "Role", "Email"], ["A", "Dev", "a@x"]],
        [["TODO"], ["buy x"]],
        [["just a sentence"]],
    ],
)
def test_a_sheet_without_a_table_that_we_know_is_refused_with_what_was_seen(rows: list[list[Any]]):
    with pytest.raises(Refused) as refusal:
        read_rows(rows)

    assert refusal.value.code == "no_table"
    assert str(rows[0][0])[:10] in str(refusal.value.facts["seen"])


def test_an_unknown_sheet_name_is_refused_with_the_names_there_are():
    with pytest.raises(Refused) as refusal:
        read(sheet([["工作内容", "完成时限"]], name="任务"), only="计划")

    assert refusal.value.code == "no_such_sheet"


@pytest.mark.parametrize("odd", [float("inf"), -1e300, True, timedelta(days=2), datetime(9999, 12, 31), "\ud800", "{a}{0}", "x" * 300])
def test_an_odd_value_in_any_cell_is_read_or_said_and_never_raises(odd: Any):
    head = ["序号", "工作内容", "完成时限", "状态", "完成进度", "实际完成时间"]
    workbook = read_rows([head, [1, "写方案", "3月", "已完成", "100%", "3月2日"], [odd, "开会", odd, odd, odd, odd]])

    assert column(workbook, "task") == ["写方案", "开会"]
    assert all(finding.message(language) for finding in workbook.findings for language in LANGUAGES)


def test_measures_beside_a_task_merged_over_them_are_the_tasks_and_it_their_phase():
    workbook = read_rows(
        [
            ["序号", "主要任务", "工作措施", "责任单位", "完成时限"],
            ["一", "加强学习", "1.举办读书班，", "宣传部", "4月"],
            ["", "", "开展研讨；", "", ""],
            ["", "", "2.讲专题党课。", "校领导", "6月底前"],
            ["二", "深入调研", "3.制定方案。", "党政办", "4月底前"],
        ],
        merged=["A2:A4", "B2:B4"],
    )

    assert column(workbook, "task") == ["1.举办读书班，\n开展研讨；", "2.讲专题党课。", "3.制定方案。"]
    assert column(workbook, "phase") == ["加强学习", "加强学习", "深入调研"]
    assert codes(workbook) == ["phase_from_levels"]


def test_measures_beside_tasks_that_are_not_merged_stay_unread_and_are_said():
    workbook = read_rows([["主要任务", "工作措施", "责任单位", "完成时限"], ["加强学习", "举办读书班", "宣传部", "4月"]])

    assert column(workbook, "task") == ["加强学习"]
    assert codes(workbook) == ["header_unknown"]
