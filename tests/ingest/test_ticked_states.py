"""A state for each of several columns (已完成 | 推进中 | 未启动), ticked where it holds: one column of states."""

from collections.abc import Sequence

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read_rows

_STATES = ["已完成", "推进中", "未启动"]
_ROWS = [[1, "编写方案", "3月底", "√", "", ""], [2, "召开会议", "6月底", "", "√", ""], [3, "报送总结", "6月底", "", "", "√"]]


def _plan(rows: Sequence[Sequence[object]], states: Sequence[str] = _STATES) -> Workbook:
    return read_rows([["序号", "工作任务", "完成时限", *states], *rows])


def _states(workbook: Workbook) -> list[str]:
    return workbook.tasks["status"].tolist()


def test_the_column_that_is_ticked_is_the_state_and_that_is_said_once():
    workbook = _plan(_ROWS)

    assert _states(workbook) == ["done", "in_progress", "not_started"]
    assert cells(workbook, "status_from_ticks") == ["D1"]
    assert not {"header_unknown", "header_near"} & set(codes(workbook))


@pytest.mark.parametrize("states", [["完成", "正在推进", "未开展"], ["未启动", "进行中", "已完成"]])
def test_the_words_may_be_others_and_in_any_order(states: list[str]):
    assert set(_states(_plan(_ROWS, states))) == {"done", "in_progress", "not_started"}


def test_a_row_of_totals_beneath_the_ticks_is_none_of_them():
    assert _states(_plan([*_ROWS, ["合计", "", "", 3, 2, 2]])) == ["done", "in_progress", "not_started"]


def test_under_a_common_header_with_totals_the_last_state_is_not_taken_for_done():
    head = [["序号", "工作任务", "牵头单位", "推进情况", "", ""], ["", "", "", "未启动", "推进中", "已完成"]]
    rows = [[1, "编写方案", "建设局", "√", "", ""], [2, "召开会议", "招商局", "", "√", ""], ["合计", "", "", 1, 2, ""]]

    assert _states(read_rows([*head, *rows], merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1"])) == ["not_started", "in_progress"]


def test_a_row_without_a_tick_is_not_reported_and_one_with_two_is_unread():
    workbook = _plan([*_ROWS, [4, "立卷", "6月底", "", "", ""], [5, "归档", "6月底", "√", "√", ""]])

    assert _states(workbook)[3:] == ["not_reported", "not_reported"]
    assert cells(workbook, "ticks_several") == ["D6"]


def test_a_problem_ticked_as_put_right_and_as_closed_is_closed_and_one_ticked_as_open_too_is_unread():
    head = ["序号", "存在问题", "整改措施", "整改中", "已整改", "已销号"]
    rows = [[1, "会多", "减会", "", "√", "√"], [2, "文多", "减文", "", "√", ""], [3, "灯坏", "换灯", "√", "", "√"]]
    workbook = read_rows([head, *rows])

    assert workbook.feedback["status"].tolist() == ["closed", "done_unchecked", "not_reported"]
    assert cells(workbook, "ticks_several") == ["D4"]


def test_a_remark_in_the_place_of_a_tick_is_said_and_a_cross_is_no_tick():
    rows = [[n, f"任务{n}", "6月底", "√", "×", "×"] for n in range(1, 6)]
    workbook = _plan([*rows, [6, "归档", "6月底", "待市里发文", "", ""]])

    assert _states(workbook) == ["done"] * 5 + ["not_reported"]
    assert cells(workbook, "tick_unread") == ["D7"]


def test_counts_under_states_are_no_ticks():
    workbook = _plan([[1, "市政", "6月底", 3, 1, 0], [2, "绿化", "6月底", 1, 2, 2]])

    assert "status_from_ticks" not in codes(workbook)


def test_a_ledger_is_ticked_with_the_states_of_problems():
    head = ["序号", "存在问题", "整改措施", "待整改", "整改中", "已整改", "已销号"]
    rows = [
        [1, "甲", "乙", "√", "", "", ""],
        [2, "丙", "丁", "", "√", "", ""],
        [3, "戊", "己", "", "", "√", ""],
        [4, "庚", "辛", "", "", "", "√"],
    ]
    workbook = read_rows([head, *rows])

    assert workbook.feedback["status"].tolist() == ["open", "in_progress", "done_unchecked", "closed"]
    assert cells(workbook, "status_from_ticks") == ["D1"]


def test_a_list_of_problems_of_which_nothing_else_is_told_is_one():
    head = ["序号", "存在问题", "待整改", "整改中", "已整改"]
    workbook = read_rows([head, [1, "会议多", "√", "", ""], [2, "调研少", "", "", "√"]])

    assert workbook.feedback["status"].tolist() == ["open", "done_unchecked"]


def test_two_steps_that_are_ticked_one_after_the_other_are_no_choice():
    head = ["序号", "存在问题", "整改措施", "整改完成", "销号"]
    workbook = read_rows([head, [1, "甲", "乙", "√", "√"], [2, "丙", "丁", "√", ""]])

    assert not {"status_from_ticks", "ticks_several"} & set(codes(workbook))


def test_beside_a_column_of_states_ticks_are_not_read_and_that_is_said():
    workbook = read_rows([["序号", "工作任务", "状态", "已完成", "未启动"], [1, "甲", "进行中", "√", ""], [2, "乙", "已完成", "", "√"]])

    assert _states(workbook) == ["in_progress", "done"]
    assert cells(workbook, "header_unknown") + cells(workbook, "header_near") == ["D1", "E1"]
