"""A blank state stays blank; where another cell says that it was done, that is said and nothing is guessed."""

from datetime import datetime

import pytest

from tests.ingest.raw import cells, codes, read_rows

LEDGER = ["序号", "问题", "整改措施", "整改状态", "销号时间"]


def test_a_blank_state_without_anything_beside_it_is_not_remarked():
    workbook = read_rows([LEDGER, [1, "会议多", "减少会议", "", ""], [2, "作业多", "控制总量", "整改中", ""]])

    assert "day_without_status" not in codes(workbook)


@pytest.mark.parametrize("closed", ["6月20日", datetime(2014, 6, 20), "是", "已销号"])
def test_a_closed_row_with_a_blank_state_stays_unreported_and_is_said(closed: object):
    workbook = read_rows([LEDGER, [1, "会议多", "减少会议", "", closed], [2, "作业多", "控制总量", "整改中", ""]])

    assert workbook.feedback["status"].tolist() == ["not_reported", "in_progress"]
    assert cells(workbook, "day_without_status") == ["E2"]


@pytest.mark.parametrize("closed", ["否", "未销号", "待定", "待复核后定"])
def test_a_row_that_says_it_is_not_closed_is_not_remarked(closed: str):
    workbook = read_rows([LEDGER, [1, "会议多", "减少会议", "", closed], [2, "作业多", "控制总量", "整改中", ""]])

    assert "day_without_status" not in codes(workbook)


def test_a_task_with_a_day_of_completion_and_a_blank_state_is_said():
    rows = [["工作内容", "完成时限", "状态", "实际完成时间"], ["制定方案", "3月", "", "3月18日"], ["召开大会", "4月", "已完成", "4月2日"]]
    workbook = read_rows(rows)

    assert workbook.tasks["status"].tolist() == ["not_reported", "done"]
    assert cells(workbook, "day_without_status") == ["D2"]


UNSTATED = ["序号", "问题", "整改措施", "是否销号"]


def test_a_ledger_that_only_says_whether_it_is_closed_is_read_by_that_and_it_is_said_once():
    rows = [UNSTATED, [1, "会议多", "减少会议", "否"], [2, "作业多", "控制总量", "是"], [3, "文件多", "减少发文", ""]]
    workbook = read_rows(rows)

    assert workbook.feedback["status"].tolist() == ["in_progress", "closed", "not_reported"]
    assert cells(workbook, "state_from_closed") == ["D2"]
    assert "closed_without_status" not in codes(workbook)


def test_the_day_of_closing_beside_whether_it_is_closed_takes_nothing_from_it():
    rows = [[*UNSTATED[:3], "销号时间", "是否销号"], [1, "会议多", "减少会议", "2014-05-04", "是"], [2, "作业多", "控制总量", "", "否"]]
    workbook = read_rows(rows)

    assert workbook.feedback["status"].tolist() == ["closed", "in_progress"]
    assert "status_from_date" not in codes(workbook)


@pytest.mark.parametrize("closed", ["是", "2014-05-04"])
def test_a_ledger_that_names_only_what_is_closed_leaves_the_others_unreported_and_is_said_once(closed: str):
    workbook = read_rows([UNSTATED, [1, "会议多", "减少会议", ""], [2, "作业多", "控制总量", closed]])

    assert workbook.feedback["status"].tolist() == ["not_reported", "not_reported"]
    assert cells(workbook, "closed_without_status") == ["D3"]


@pytest.mark.parametrize("closed", ["", "否", "待定"])
def test_a_ledger_without_states_in_which_nothing_is_closed_is_not_remarked(closed: str):
    workbook = read_rows([UNSTATED, [1, "会议多", "减少会议", closed], [2, "作业多", "控制总量", closed]])

    assert "closed_without_status" not in codes(workbook)


def test_a_closed_row_beside_a_status_column_is_said_by_its_row_alone():
    workbook = read_rows([LEDGER, [1, "会议多", "减少会议", "", "是"], [2, "作业多", "控制总量", "整改中", ""]])

    assert "closed_without_status" not in codes(workbook)
