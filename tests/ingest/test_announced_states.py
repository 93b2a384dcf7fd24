"""A day in a state that is still ahead: 6月20日完成 says on the 10th of June what is intended."""

from typing import Any

import pytest

from lib.i18n import LANGUAGES
from lib.ingest.model import Workbook
from lib.schema import Opinion, Rectification, Status, Task
from tests.ingest.raw import cells, codes, read_rows

AHEAD, UNSURE, TAKEN, PAST = "status_day_ahead", "status_day_unsure", "status_days_taken_as_past", "status_with_day"
REPORTED = [["2014年重点工作"], ["截至2014年6月10日"]]


def plan(*rows: tuple[str, str], reported: bool = True, year: int | None = 2014) -> Workbook:
    """Tasks with a deadline and a state each; their states stand from C4 down, from C3 down where no as-of day does."""
    above = REPORTED if reported else REPORTED[:1]
    tasks = [[f"第{n}项工作的内容", due, state] for n, (due, state) in enumerate(rows, 1)]
    return read_rows([*above, ["工作内容", "完成时限", "完成情况"], *tasks], year=year)


def test_a_column_of_states_without_days_has_nothing_to_be_said_about_it():
    assert codes(plan(("6月", "已完成"), ("7月", "进行中"))) == []


@pytest.mark.parametrize(
    "state", ["7月完成", "6月20日完成", "7月底完成", "6月中旬召开", "6月完成", "6.20完成", "于6月11日办结", "7月5日全部完成"]
)
def test_a_day_that_is_not_over_on_the_as_of_day_is_no_state(state: str):
    workbook = plan(("7月", state), ("5月", "已完成"))

    assert workbook.tasks[Task.STATUS].tolist() == [Status.NOT_REPORTED, Status.DONE]
    assert workbook.tasks[Task.STATUS_TEXT].tolist()[0] == state
    assert cells(workbook, AHEAD) == ["C4"]
    assert PAST not in codes(workbook)


@pytest.mark.parametrize("state", ["5月26日完成", "4月完成", "6月10日完成", "6月上旬召开", "已于6月完成", "6月已完成", "5月底前已完成"])
def test_a_day_that_is_over_or_has_begun_and_is_said_to_have_happened_is_done(state: str):
    workbook = plan(("7月", state), ("5月", "已完成"))

    assert workbook.tasks[Task.STATUS].tolist() == [Status.DONE] * 2
    assert cells(workbook, PAST) == ["C4"]
    assert AHEAD not in codes(workbook)


def test_what_is_said_to_have_happened_cannot_have_where_its_day_has_not_begun():
    assert cells(plan(("7月", "已于7月5日完成")), AHEAD) == ["C4"]


@pytest.mark.parametrize("written", ["进行中", "已完成"])
def test_what_the_hint_asks_for_is_read_in_silence(written: str):
    assert codes(plan(("7月", written))) == []


@pytest.mark.parametrize("state", ["7月完成", "6月20日完成", "6月底完成"])
def test_without_an_as_of_day_what_names_its_deadline_or_a_later_day_is_not_reported(state: str):
    workbook = plan(("6月20日", state), reported=False)

    assert workbook.tasks[Task.STATUS].tolist() == [Status.NOT_REPORTED]
    assert (cells(workbook, UNSURE), cells(workbook, PAST)) == (["C3"], [])


def test_without_an_as_of_day_what_names_an_earlier_one_is_done_and_said_once():
    workbook = plan(("6月", "5月26日完成"), ("6月", "6月上旬召开"), ("待定", "4月完成"), ("5月", "已于5月26日完成"), reported=False)

    assert workbook.tasks[Task.STATUS].tolist() == [Status.DONE] * 4
    assert (cells(workbook, TAKEN), cells(workbook, UNSURE)) == (["C3"], [])
    assert cells(workbook, PAST) == ["C3", "C4", "C5", "C6"]
    (finding,) = [finding for finding in workbook.findings if finding.code == TAKEN]
    assert dict(finding.facts) == {"count": 3}


def test_a_line_that_says_the_day_settles_it():
    workbook = plan(("5月10日", "5月20日完成"), ("6月", "5月26日完成"))

    assert workbook.tasks[Task.STATUS].tolist() == [Status.DONE] * 2
    assert not {UNSURE, TAKEN, AHEAD} & set(codes(workbook))


def test_a_column_that_gives_the_day_of_completion_settles_it_too():
    head = ["工作内容", "完成时限", "完成情况", "实际完成时间"]
    workbook = read_rows([head, ["开会", "5月10日", "5月20日完成", "2014-05-20"], ["总结", "5月10日", "5月20日完成", ""]])

    assert workbook.tasks[Task.STATUS].tolist() == [Status.DONE, Status.NOT_REPORTED]
    assert cells(workbook, UNSURE) == ["C3"]


def test_a_plan_without_a_year_has_that_of_its_as_of_day():
    rows: list[list[Any]] = [
        ["重点工作"],
        ["数据截止日期：2014年6月10日"],
        ["工作内容", "完成时限", "完成情况"],
        ["开会", "7月", "7月完成"],
    ]

    assert cells(read_rows(rows, year=None), AHEAD) == ["C4"]


def test_a_ledger_is_read_in_the_same_way():
    head = ["序号", "存在问题", "整改措施", "整改时限", "整改情况"]
    rows = [[1, "食堂排队太长", "增开窗口", "6月底", "6月20日完成"], [2, "图书太旧", "采购新书", "6月底", "5月20日完成"]]
    workbook = read_rows([["2014年整改台账"], ["截至2014年6月10日"], head, *rows])

    assert workbook.feedback[Opinion.STATUS].tolist() == [Rectification.NOT_REPORTED, Rectification.DONE_UNCHECKED]
    assert cells(workbook, AHEAD) == ["E4"]


def test_what_is_said_of_it_names_the_cell_its_words_and_the_day():
    (finding,) = [finding for finding in plan(("7月", "7月完成")).findings if finding.code == AHEAD]

    for language in LANGUAGES:
        assert all(part in finding.message(language) for part in ("C4", "7月完成", "2014-06-10"))
