"""Rows that go on with the numbers of the headings above them: a phase of its own, though it holds one task."""

from collections.abc import Sequence

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read_rows

_HEAD = ["序号", "工作内容", "责任科室", "完成时限", "状态"]
_FIRST = [["一", "宣传动员"], ["1", "召开动员会", "办公室", "3月20日", "已完成"], ["2", "印发通知", "办公室", "3月25日", "已完成"]]
_SECOND = [["二", "普查登记"], ["1", "自查登记", "文物科", "5月底", "进行中"], ["2", "专家复核", "文物科", "7月底", "未启动"]]


def _read(*rows: Sequence[object]) -> Workbook:
    return read_rows([_HEAD, *([*row, *[""] * (5 - len(row))] for row in rows)])


def _phases(workbook: Workbook) -> list[str | None]:
    return [None if phase != phase else phase for phase in workbook.tasks["phase"].tolist()]


def test_a_row_with_the_next_number_of_the_headings_is_a_phase_of_its_own_and_that_is_said():
    workbook = _read(*_FIRST, *_SECOND, ["三", "总结验收", "办公室", "9月底", "未启动"])

    assert _phases(workbook) == ["宣传动员", "宣传动员", "普查登记", "普查登记", "总结验收"]
    assert cells(workbook, "phase_of_own") == ["B8"]
    assert "phase_apart" not in codes(workbook)


def test_what_stands_beneath_such_a_row_belongs_to_it():
    workbook = _read(*_FIRST, ["二", "普查登记", "文物科", "7月底", "进行中"], *_SECOND[1:], ["三", "总结验收", "办公室", "9月底", ""])

    assert _phases(workbook)[2:] == ["普查登记", "普查登记", "普查登记", "总结验收"]


def test_over_an_outline_plain_numbers_go_on_too():
    rows = [["1", "设计"], ["1.1", "调研", "甲", "3月", ""], ["1.2", "评审", "甲", "4月", ""], ["2", "验收", "甲", "9月", ""]]

    assert _phases(_read(*rows)) == ["设计", "设计", "验收"]


def test_headings_over_the_whole_table_are_followed_by_a_task_numbered_like_them():
    rows = [
        ["一、宣传动员"],
        ["1", "召开动员会", "办公室", "3月20日", ""],
        ["2", "印发通知", "办公室", "3月25日", ""],
        ["", "二、总结验收", "办公室", "9月底", ""],
    ]
    workbook = read_rows([_HEAD, *([*row, *[""] * (5 - len(row))] for row in rows)], merged=["A2:E2"])

    assert _phases(workbook) == ["宣传动员", "宣传动员", "总结验收"]


@pytest.mark.parametrize(
    "numbers",
    [["1", "2", "五"], ["一", "二", "三"], ["1", "2", "3"]],
    ids=["a gap in the numbers", "tasks numbered as the headings are", "tasks counted on"],
)
def test_other_numbers_leave_a_task_in_the_phase_above(numbers: list[str]):
    tasks = [[number, f"任务{number}", "办公室", "3月20日", ""] for number in numbers]
    workbook = read_rows([_HEAD, ["一、宣传动员", "", "", "", ""], *tasks], merged=["A2:E2"])

    assert _phases(workbook) == ["宣传动员"] * 3
    assert "phase_of_own" not in codes(workbook)


def test_tasks_counted_through_the_whole_plan_under_numbered_headings_are_no_phases():
    rows = [["1", "宣传"], ["2", "动员会", "甲", "3月", ""], ["3", "通知", "甲", "3月", ""], ["4", "登记"], ["5", "自查", "甲", "5月", ""]]

    assert "phase_of_own" not in codes(_read(*rows))


def test_numbers_in_brackets_head_phases_as_others_do():
    rows = [
        ["（一）", "宣传"],
        ["1", "动员会", "甲", "3月", ""],
        ["（二）", "登记"],
        ["1", "自查", "甲", "5月", ""],
        ["（三）", "总结", "甲", "9月", ""],
    ]

    assert _phases(_read(*rows)) == ["宣传", "登记", "总结"]
