"""Ten more workbooks that offices keep: a supervision ledger, a hospital's closing list, the weeks of a term, a survey, months, an action log."""

from datetime import datetime
from typing import Any

import pytest

from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.ingest.states import read_state
from lib.schema import SheetRole
from tests.ingest.raw import codes, read, read_rows, sheet


def column(workbook: Workbook, name: str) -> list[Any]:
    return [None if value != value else value for value in workbook.tasks[name].tolist()]


CLOSING = ["编号", "科室", "问题表述", "整改措施", "整改期限", "整改进度", "是否销号", "销号日期"]


def test_a_closing_list_is_read_with_its_problems_its_states_and_its_days():
    rows = [
        ["YJ-01", "门诊部", "挂号久", "增开窗口", "4月底前", "已整改", "是", "4月28日"],
        ["YJ-02", "药剂科", "公示慢", "更新屏幕", "5月底前", "已整改", "否", ""],
        ["YJ-03", "总务科", "停车难", "协商", "年底前", "未整改", "×", ""],
    ]
    workbook = read_rows([CLOSING, *rows])

    assert [name for _, _, name in workbook.tables[0].columns][2:] == ["issue", "measure", "due_text", "status", "closed", "done"]
    assert workbook.feedback["status"].tolist() == ["closed", "done_unchecked", "open"]
    assert workbook.feedback["issue"].tolist() == ["挂号久", "公示慢", "停车难"]


@pytest.mark.parametrize("header", ["销号时间", "销号日期", "Closed on"])
@pytest.mark.parametrize("day", ["5月20日", datetime(2014, 5, 20)])
def test_the_day_of_closing_beside_a_state_closes_what_is_done(header: str, day: object):
    rows = [["停车难", "协商", "已整改", day], ["排队久", "加窗口", "已整改", ""], ["菜价高", "询价", "整改中", ""]]
    workbook = read_rows([["问题", "整改措施", "整改状态", header], *rows])

    assert workbook.feedback["status"].tolist() == ["closed", "done_unchecked", "in_progress"]


def test_a_day_of_completion_is_no_closing():
    workbook = read_rows([["问题", "整改措施", "整改状态", "整改完成时间"], ["停车难", "协商", "已整改", "5月20日"]])

    assert workbook.feedback["status"].tolist() == ["done_unchecked"]


@pytest.mark.parametrize("ends", [("开工", "完工"), ("动工", "竣工")])
def test_works_begin_and_end_under_a_joint_header(ends: tuple[str, str]):
    head = [["项目", "时间进度安排", "", "状态"], ["", *ends, ""]]
    workbook = read_rows([*head, ["改造", "3月", "10月底", "在建"], ["食堂", "4.1", "5.31", "停工"]], merged=["A1:A2", "B1:C1", "D1:D2"])

    assert [day.strftime("%m-%d") for day in workbook.tasks["due"]] == ["10-31", "05-31"]
    assert column(workbook, "status") == ["in_progress", "paused"]


@pytest.mark.parametrize("word", ["超期未办结", "逾期未完成", "已逾期3天", "未按期完成", "滞后2周", "严重滞后"])
def test_overdue_is_known_with_what_is_open_or_for_how_long(word: str):
    assert (read_state(word).state, read_state(word).codes) == ("in_progress", ("status_overdue_typed",))


@pytest.mark.parametrize("word", ["推迟至第15周", "延期至6月底", "延期到2014.7.1", "顺延至下月", "转下月", "结转下季度"])
def test_put_off_is_known_with_the_day_to_which(word: str):
    assert (read_state(word).state, read_state(word).codes) == ("in_progress", ("status_delayed",))


@pytest.mark.parametrize("word", ["转办公室", "转交教务处", "逾期完成", "未到期"])
def test_words_alike_are_neither_overdue_nor_put_off(word: str):
    assert not {"status_overdue_typed", "status_delayed"} & set(read_state(word).codes)


def test_what_is_done_with_a_thing_is_in_progress_and_a_time_that_has_not_come_is_not_started():
    assert [read_state(word).state for word in ("采购中", "审批中", "未到时间", "已办复")] == [
        "in_progress",
        "in_progress",
        "not_started",
        "done",
    ]


def test_a_count_beneath_the_total_is_no_task():
    rows = [[1, "Site", "Sign lease", "3/14/2014"], [2, "IT", "Order servers", "4/18/2014"], ["Total actions", "", 2], ["Closed", "", 1]]
    workbook = read_rows([["#", "Workstream", "Action Item", "Target Date"], *rows])

    assert column(workbook, "task") == ["Sign lease", "Order servers"]


def test_a_number_that_is_the_task_of_a_full_row_stays_a_task():
    rows = [["甲", "开会", "3月"], ["合计", "1项", ""], ["乙", "985", "4月"]]
    workbook = read_rows([["责任人", "工作内容", "完成时限"], *rows])

    assert column(workbook, "task") == ["开会", "985"]


def test_the_rate_of_a_month_beneath_its_tasks_is_a_total():
    workbook = read_rows([["序号", "工作事项", "完成时间", "完成情况"], [1, "祭扫", "4.4", "完成"], ["4月完成率", "", "", 0.75]])

    assert [str(row.reason) for row in workbook.tables[0].set_aside] == ["total"]


SURVEY = [
    ["满意度调查"],
    ["序号", "调查内容", "很满意", "满意", "一般"],
    [1, "作风", 96, 70, 15],
    [2, "伙食", 40, 66, 50],
    ["合计", "", 136, 136, 65],
    ["开放题"],
    ["序号", "意见建议", "提及人数"],
    [1, "菜价偏高", 23],
]


def test_counts_that_stand_over_the_answers_are_said_to_be_unread():
    workbook = read_rows(SURVEY)
    found = [finding for finding in workbook.findings if finding.code == "other_table_above"]

    assert [(finding.cell, dict(finding.facts)) for finding in found] == [("A2", {"rows": "2–5"})]
    assert "很满意" in found[0].message(Language.ZH)
    assert workbook.feedback["raw_count"].tolist() == [23]


def test_a_form_of_words_over_a_plan_is_no_table():
    form = [["项目", "甲", "负责人", "乙"], ["地点", "礼堂", "电话", 8001], ["经费", 200, "单位", "团委"]]

    assert "other_table_above" not in codes(read_rows([*form, ["工作内容", "完成时限"], ["开会", "3月"]]))


WEEK = ["周次", "起止日期", "主要工作", "负责部门"]


def test_works_listed_in_one_cell_are_one_task_and_that_is_said_once():
    rows = [
        ["第1周", "2.17-2.23", "1.报到注册\n2.教学检查", "教务处"],
        ["第2周", "2.24-3.2", "1.教代会", "工会"],
        ["第3周", "3.3-3.9", "①招生\n②答辩", "招办"],
    ]
    found = [finding for finding in read_rows([WEEK, *rows]).findings if finding.code == "several_tasks"]

    assert [dict(finding.facts) for finding in found] == [{"count": 2, "cells": "C2、C4"}]


@pytest.mark.parametrize("task", ["1.报到注册", "整改1.2万元\n2.5万元", "学习4天，1.撰写2.修改", "第1周\n第2周"])
def test_a_task_without_a_second_line_of_its_own_number_is_one(task: str):
    assert "several_tasks" not in codes(read_rows([WEEK, ["第1周", "2.17-2.23", task, "教务处"]]))


def test_the_person_who_answers_is_no_phase_and_the_duty_is_the_task():
    head = ["姓名", "职务", "责任事项", "具体举措", "完成时限", "完成情况"]
    rows = [["甲某", "校长", "落实责任", "签订责任书", "4月15日", "完成"], ["", "", "推进章程", "起草", "9月1日", "60%"]]
    rows += [["乙某", "副校长", "规范办学", "自查", "5月10日", "完成"], ["", "", "减负", "调整课表", "6月", "完成"]]
    workbook = read_rows([head, *rows], merged=["A2:A3", "B2:B3", "A4:A5", "B4:B5"])

    assert column(workbook, "task") == ["落实责任", "推进章程", "规范办学", "减负"]
    assert column(workbook, "owner") == ["甲某", "甲某", "乙某", "乙某"]
    assert column(workbook, "phase") == [None] * 4


def test_evidence_under_a_joint_header_is_what_comes_of_a_task():
    head = [["序号", "督查事项", "办结时限", "办理情况", ""], ["", "", "", "状态", "佐证"]]
    workbook = read_rows([*head, [1, "演练", "4月", "办结", "照片"]], merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"])

    assert [name for _, _, name in workbook.tables[0].columns][3:] == ["status", "output"]


def months(state: str) -> Workbook:
    """资产清查 in May with a state, and in June once more."""
    head = ["序号", "工作事项", "完成时间", "完成情况"]
    may = [head, [1, "体检", "5.23", "完成"], [2, "资产清查", "5.31", state]]
    june = [head, [1, "资产清查", "6.20", "进行中"], [2, "毕业典礼", "6.25", ""]]
    return read(sheet(may, name="5月"), sheet(june, name="6月"), year=2014)


def test_a_task_carried_over_counts_twice_and_that_is_said_where_it_stands_again():
    found = [finding for finding in months("未完成").findings if finding.code == "task_carried_over"]

    assert [(finding.sheet, finding.cell, dict(finding.facts)) for finding in found] == [("6月", "B2", {"other": "5月", "cells": "B3"})]
    assert len(months("未完成").tasks) == 4


@pytest.mark.parametrize("state", ["完成", "取消"])
def test_a_task_that_was_over_and_comes_again_is_another(state: str):
    assert "task_carried_over" not in codes(months(state))


def test_a_ledger_is_none_of_a_plan():
    assert read_rows([CLOSING, ["1", "甲", "乙", "丙", "5月", "未整改", "", ""]]).tables[0].role is SheetRole.RECTIFICATION


def test_a_day_whose_order_other_days_settle_is_said_once_with_the_day_it_was_read_as():
    rows = [["Lease", "4/18/2014"], ["Permit", "05/06/2014"], ["Fence", "06/06/2014"], ["Gate", "7/8/2014"]]
    workbook = read_rows([["Action Item", "Target Date"], *rows])
    found = [finding for finding in workbook.findings if finding.code == "order_from_others"]

    assert [(finding.cell, dict(finding.facts)) for finding in found] == [("B3", {"count": 2, "phrase": "05/06/2014", "day": "2014-05-06"})]


@pytest.mark.parametrize("day", ["6/6/2014", "6/18/2014", "2014-05-06"])
def test_a_day_that_can_be_but_one_needs_no_word(day: str):
    assert "order_from_others" not in codes(read_rows([["Action Item", "Target Date"], ["Lease", "4/18/2014"], ["Permit", day]]))
