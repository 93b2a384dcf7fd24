"""Duties as the cells hold them: lines that belong together, days that are read, and what keeps a task stuck."""

from datetime import date
from typing import Any

import pytest

from lib.metrics.gates import Duty, GateStep, duties_of, is_gate_stuck
from lib.schema import Gate
from tests.builders import make_tasks, no_tasks

JUNE_10 = date(2014, 6, 10)


def read(**facts: Any) -> list[Duty]:
    return list(duties_of(make_tasks(**{"due": "2014-06-30", **facts})))


def test_no_task_owes_a_report() -> None:
    assert duties_of(no_tasks()) == ()
    assert is_gate_stuck(no_tasks(), JUNE_10).empty


@pytest.mark.parametrize(
    ("state", "day", "stuck"),
    [
        ("待报", "2014-06-09", True),
        ("待报", "2014-06-10", False),
        ("待报", None, False),
        ("已报", "2014-06-09", True),
        ("已审阅", "2014-06-09", False),
        ("退回修改", "2014-06-20", True),
        (None, "2014-06-09", False),
    ],
)
def test_a_task_is_stuck_by_what_was_sent_back_or_is_past_its_day(state: str | None, day: str | None, stuck: bool) -> None:
    assert is_gate_stuck(make_tasks(gate_status=state, gate_date=day), JUNE_10).tolist() == [stuck]


def test_lines_belong_together_and_one_body_or_day_holds_for_all() -> None:
    found = read(gate_status="已报；待报", gate_action="审阅\n备案", gate_body="督导组", gate_date="6月20日")

    assert [(duty.state, duty.action, duty.body, duty.by) for duty in found] == [
        (Gate.SUBMITTED, "审阅", "督导组", date(2014, 6, 20)),
        (Gate.DUE, "备案", "督导组", date(2014, 6, 20)),
    ]


def test_blanks_around_a_line_are_no_part_of_what_it_says() -> None:
    (first, second) = read(gate_status="已报 ； 待报", gate_action=" 审阅 \n 备案", gate_body="督导组 \n 办公室 ")

    assert [(duty.action, duty.body) for duty in (first, second)] == [("审阅", "督导组"), ("备案", "办公室")]


def test_of_several_bodies_or_days_each_holds_for_its_own_line() -> None:
    found = read(gate_status="已报；待报；待报", gate_body="督导组；办公室", gate_date="6月20日；6月25日")

    assert [(duty.body, duty.by) for duty in found] == [("督导组", date(2014, 6, 20)), ("办公室", date(2014, 6, 25)), ("", None)]
    assert [duty.body for duty in read(gate_status="已报；待报", gate_body="；督导组")] == ["督导组", "督导组"]


def test_a_blank_line_between_is_no_duty() -> None:
    assert [duty.state for duty in read(gate_status="已报；；待报")] == [Gate.SUBMITTED, Gate.DUE]
    assert [duty.body for duty in read(gate_body="；督导组")] == ["督导组"]
    assert [(duty.state, duty.action) for duty in read(gate_action="审阅")] == [(None, "审阅")]


@pytest.mark.parametrize("written", ["已 报", "已报（6月4日）", "ＳＵＢＭＩＴＴＥＤ", "submitted"])
def test_a_state_is_known_however_it_is_written(written: str) -> None:
    assert [duty.state for duty in read(gate_status=written)] == [Gate.SUBMITTED]


def test_a_state_that_nobody_knows_is_none() -> None:
    assert [duty.state for duty in read(gate_status="传真")] == [None]


SENT, BACK = GateStep(Gate.SUBMITTED, date(2014, 5, 9)), GateStep(Gate.RETURNED, date(2014, 5, 12))


@pytest.mark.parametrize(
    ("written", "course", "by"),
    [
        ("5月9日已报→5月12日退回修改", (SENT, BACK), BACK.since),
        ("已报5月9日 -> 退回修改5月12日", (SENT, BACK), BACK.since),
        ("→5月9日已报→5月12日退回修改→", (SENT, BACK), BACK.since),
        ("5月12日退回修改→5月9日已报", (), SENT.since),
        ("近日→5月9日已报→5月12日退回修改", (), BACK.since),
        ("5月9日已报→近日", (), None),
        ("2月30日已报→5月12日退回修改", (), BACK.since),
        ("5月9日已报→2月30日退回修改", (), None),
        ("5月9日", (), SENT.since),
        ("近日", (), None),
        ("", (), None),
    ],
)
def test_a_course_is_told_where_every_day_can_be_read_and_time_goes_on(written: str, course: tuple[GateStep, ...], by: date | None) -> None:
    (duty,) = read(gate_status="已报", gate_date=written)

    assert (duty.course, duty.by) == (course, by)


def test_a_day_without_a_year_is_of_the_tasks_own_year() -> None:
    tasks = make_tasks(2, due=["2014-06-30", "2015-06-30"], gate_status="待报", gate_date="6月20日")

    assert [duty.by for duty in duties_of(tasks)] == [date(2014, 6, 20), date(2015, 6, 20)]
    (without_due,) = duties_of(make_tasks(start="2013-06-01", end=None, kind="open-ended", gate_status="待报", gate_date="6月20日"))
    assert without_due.by == date(2013, 6, 20)


def test_where_a_task_has_no_day_a_report_has_one_only_if_its_year_is_written() -> None:
    assert [duty.by for duty in duties_of(make_tasks(due=None, gate_status="待报", gate_date="6月20日"))] == [None]
    assert [duty.by for duty in duties_of(make_tasks(due=None, gate_status="待报", gate_date="2014-06-20"))] == [date(2014, 6, 20)]


def test_the_answer_stands_by_the_tasks_own_labels() -> None:
    tasks = make_tasks(3, gate_status=[None, "退回修改", None]).iloc[1:]

    assert is_gate_stuck(tasks, JUNE_10).to_dict() == {1: True, 2: False}


@pytest.mark.parametrize(
    ("due_text", "written", "by"),
    [
        ("2013年12月", "1月10日", date(2014, 1, 10)),
        ("2013年12月", "2013年1月10日", date(2013, 1, 10)),
        ("2013年12月", "11月20日", date(2013, 11, 20)),
        ("2013年12月", "4月10日", date(2013, 4, 10)),
        ("2013年1月至12月", "1月10日", date(2013, 1, 10)),
        ("2013年12月底前", "1月10日", date(2013, 1, 10)),
        ("2014年3月", "4月10日", date(2014, 4, 10)),
        ("2013年1月10日至12月20日", "1月10日", date(2013, 1, 10)),
        ("2013年12月20日前", "2月20日", date(2013, 2, 20)),
        ("2013年12月10日至12月20日", "2月20日", date(2014, 2, 20)),
        ("2013年12月10日至12月20日", "2月21日", date(2013, 2, 21)),
        ("2013年12月", "2013年1月10日报送→2月20日审阅", date(2013, 2, 20)),
        ("2013年12月", "1月10日报送→2月20日审阅", date(2014, 2, 20)),
        ("2013年12月", "2013年12月20日报送→1月10日审阅", date(2014, 1, 10)),
        ("2012年12月", "2月29日", date(2012, 2, 29)),
    ],
)
def test_a_report_on_a_task_of_december_may_be_owed_in_the_year_after(due_text: str, written: str, by: date) -> None:
    (duty,) = duties_of(make_tasks(due_text=due_text, year=None, gate_status="待报", gate_date=written))

    assert duty.by == by
