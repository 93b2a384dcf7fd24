"""Odd cells in columns of days and phases: read for what they are, or said; never in silence."""

from datetime import date
from typing import Any

import pytest

from tests.ingest.raw import cells, codes, read_rows

HEAD = ["序号", "工作步骤", "工作内容", "完成时限", "商定时限", "状态", "实际完成时间"]


def row(number: int = 1, *, phase: Any = "筹备", agreed: Any = "", status: Any = "进行中", done: Any = "") -> list[Any]:
    return [number, phase, f"任务{number}的内容", "3月中旬", agreed, status, done]


@pytest.mark.parametrize("none", ["1980-01-01", "1980-1-1", "1980/1/1", "1980.01.01", "1980年1月1日", "－", "／", "——", "N/A", "无"])
def test_a_day_that_stands_for_none_is_none(none: str):
    workbook = read_rows([HEAD, row(done=none, agreed=none)])

    assert workbook.tasks[["actual_done", "agreed_due"]].isna().all(axis=None)
    assert codes(workbook) == []


@pytest.mark.parametrize("agreed", ["待定", "另行商定", "看情况", "2月30日"])
def test_an_agreed_deadline_without_a_day_leaves_the_first_one_and_is_said(agreed: str):
    workbook = read_rows([HEAD, row(agreed=agreed)])

    assert workbook.tasks["due"].iloc[0].date() == date(2014, 3, 20)
    assert cells(workbook, "agreed_unread") == ["E2"]


def test_a_phase_filled_down_over_one_row_names_one_cell():
    workbook = read_rows([HEAD, row(1), row(2, phase=""), row(3, phase="动员"), row(4, phase=""), row(5, phase="")])

    said = [dict(finding.facts)["range"] for finding in workbook.findings if finding.code == "phase_filled_down"]
    assert said == ["B3", "B5:B6"]


def test_a_second_pair_of_start_and_end_without_a_group_is_not_what_happened():
    head = ["任务名称", "开始日期", "结束日期", "开始日期", "结束日期"]
    workbook = read_rows([head, ["写方案", "3月1日", "3月5日", "3月6日", "3月9日"], ["开会", "3月2日", "3月6日", "3月7日", "3月10日"]])

    assert workbook.tasks["actual_done"].isna().all()
    assert workbook.tasks["status"].tolist() == ["not_reported", "not_reported"]
    assert workbook.tasks["end"].dt.date.tolist() == [date(2014, 3, 9), date(2014, 3, 10)]
    assert codes(workbook).count("several_spans") == 1


def test_a_one_under_a_header_in_percent_is_said():
    workbook = read_rows([["工作内容", "完成时限", "完成进度（%）"], ["写方案", "3月", 1], ["开会", "4月", 0]])

    assert cells(workbook, "progress_one") == ["C2"]
