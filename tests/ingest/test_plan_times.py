"""Plans of trainings, meetings and checks: who takes part, when each is to be, and headers merged over several columns."""

from typing import Any

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read_rows


@pytest.mark.parametrize("header", ["参加人员", "参会人员", "参训人员"])
def test_who_takes_part_is_no_cooperating_unit(header: str):
    workbook = read_rows([["工作内容", header, "完成时限"], ["专题党课", "全体师生", "5月"], ["组织生活会", "全体党员", "6月"]])

    assert "co_units" not in [name for _, _, name in workbook.tables[0].columns]
    assert cells(workbook, "header_unknown") == ["B1"]


def test_a_unit_that_takes_part_is_one():
    workbook = read_rows([["工作内容", "参加单位", "完成时限"], ["专题党课", "教务处", "5月"]])

    assert [name for _, _, name in workbook.tables[0].columns] == ["task", "co_units", "due_text"]


def trainings(header: str, *times: Any) -> Workbook:
    """Three trainings with a column of times under a header."""
    rows = [[number, f"第{number}类安全规程培训", time, "设备部", "否"] for number, time in enumerate(times, 1)]
    return read_rows([["序号", "培训内容", header, "承办部门", "是否完成"], *rows])


@pytest.mark.parametrize("header", ["培训时间", "培训日期", "拟定时间", "活动时间", "举办时间", "召开时间", "检查时间", "拟开展时间"])
def test_when_something_planned_is_to_be_is_its_deadline_and_that_is_said(header: str):
    workbook = trainings(header, "3月10日-12日", "4月", "二季度")

    assert [str(day)[:10] for day in workbook.tasks["due"]] == ["2014-03-12", "2014-04-30", "2014-06-30"]
    assert cells(workbook, "due_by_cells") == ["C1"]


@pytest.mark.parametrize("times", [("上午", "下午", "晚上"), ("待定", "待通知", "4月")])
def test_times_that_are_no_days_are_no_deadlines(times: tuple[str, ...]):
    assert trainings("培训时间", *times).tasks["due"].isna().all()


def test_a_deadline_column_comes_before_the_time_of_the_event():
    rows = [["工作内容", "活动时间", "完成时限"], ["专题党课", "5月", "4月底"], ["组织生活会", "6月", "5月底"]]
    workbook = read_rows(rows)

    assert [str(day)[:10] for day in workbook.tasks["due"]] == ["2014-04-30", "2014-05-31"]
    assert cells(workbook, "header_unknown") == ["B1"]


def test_of_two_such_columns_neither_is_taken_and_both_are_named():
    rows = [["工作内容", "活动时间", "检查时间", "状态"], ["专题党课", "5月", "6月", ""], ["组织生活会", "6月", "7月", ""]]

    assert cells(read_rows(rows), "times_unread") == ["B1", "C1"]


@pytest.mark.parametrize("header", ["大致几月", "授权签发日"])
def test_a_column_of_times_that_nobody_reads_is_named_where_no_other_holds_deadlines(header: str):
    workbook = trainings(header, "3月10日-12日", "4月", "二季度")

    assert cells(workbook, "times_unread") == ["C1"]
    assert trainings("完成时限", "3月10日-12日", "4月", "二季度").tasks["due"].notna().all()


@pytest.mark.parametrize("header", ["登记日期", "交办时间", "会议日期", "实际时间", "入职日期"])
def test_days_of_something_else_are_no_unread_deadlines(header: str):
    workbook = trainings(header, "3月10日", "4月1日", "5月6日")

    assert not {"times_unread", "due_by_cells"} & set(codes(workbook))


def test_in_a_ledger_too():
    rows = [["存在问题", "整改措施", "几时", "整改状态"], ["会议多", "压缩", "5月底", "整改中"], ["作业重", "控制", "6月底", "整改中"]]

    assert cells(read_rows(rows), "times_unread") == ["C1"]


LEDGER = [
    ["序号", "查摆问题", "整改措施", "", "整改时限", "完成情况"],
    [1, "会议偏多偏长", "减少会议三分之一", "", "5月底", "已整改"],
    [2, "作业偏多", "控制作业总量", "", "6月底", "正在整改"],
]


@pytest.mark.parametrize("merged", [["C1:D1", "C2:D2", "C3:D3"], ["C1:D1"]])
def test_a_header_merged_over_columns_whose_cells_are_merged_alike_or_blank_is_one_column(merged: list[str]):
    workbook = read_rows(LEDGER, merged=merged)

    assert [name for _, _, name in workbook.tables[0].columns if name] == ["feedback_id", "issue", "measure", "due_text", "status"]
    assert not {"header_unknown", "header_near", "header_over_several", "column_without_header"} & set(codes(workbook))
    assert [column.header for column in workbook.unread] == []


def test_what_the_further_column_of_such_a_header_holds_is_said():
    rows = [LEDGER[0], [*LEDGER[1][:3], "每次不超过1小时", *LEDGER[1][4:]], LEDGER[2]]
    workbook = read_rows(rows, merged=["C1:D1", "C3:D3"])
    said = next(finding for finding in workbook.findings if finding.code == "header_over_several")

    assert (said.cell, said.value, str(said.severity)) == ("D1", "整改措施", "warning")
    assert dict(said.facts) == {"first": "C", "column": "D", "count": 1, "cells": "D2"}
    assert "header_unknown" not in codes(workbook)


@pytest.mark.parametrize("line", ["部门负责人：            分管领导：", "填表人：某　　电话：　　日期："])
def test_signatures_in_one_cell_over_the_table_are_a_note(line: str):
    rows = [["序号", "工作内容", "完成时间", "责任人"], [1, "专题党课", "5月", "甲"], [2, "组织生活会", "6月", "乙"], [line]]
    workbook = read_rows(rows, merged=["A4:D4"])

    assert [(row.row, row.reason) for row in workbook.tables[0].set_aside] == [(4, "note")]
