"""What one task is on one day."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lib.metrics.model import AsOf
from lib.metrics.states import State, is_reported, task_states
from lib.schema import Lamp
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))
DUE = "2014-06-10"


def on(day: int, reported: int = 10) -> AsOf:
    return AsOf(date(2014, 6, day), date(2014, 6, reported))


def state(as_of: AsOf = JUNE_10, **facts: Any) -> pd.Series:
    return task_states(make_tasks(**{"due": DUE, **facts}), as_of).iloc[0]


def lamp(as_of: AsOf = JUNE_10, **facts: Any) -> str:
    return str(state(as_of, **facts)[State.LAMP])


def test_no_tasks_have_no_states() -> None:
    states = task_states(no_tasks(), JUNE_10)

    assert len(states) == 0
    assert set(State) <= set(states.columns)
    assert not is_reported(states)


def test_the_callers_frame_is_kept() -> None:
    tasks = make_tasks(status=["done", "paused"], due=DUE)
    before = tasks.copy(deep=True)

    task_states(tasks, JUNE_10)

    pd.testing.assert_frame_equal(tasks, before)


def test_a_window_is_late_only_after_its_last_day() -> None:
    assert not state(on(10))[State.IS_OVERDUE]
    assert state(on(10))[State.IS_DUE]
    assert state(on(11))[State.IS_OVERDUE]
    assert state(on(11))[State.DAYS_LATE] == 1
    assert not state(on(9))[State.IS_DUE]


def test_done_on_the_day_judged_is_done() -> None:
    assert bool(state(on(10), status="in_progress", actual_done="2014-06-10")[State.IS_DONE])
    assert bool(state(on(10), status="not_reported", actual_done="2014-06-10")[State.IS_DONE])


def test_done_after_the_day_judged_is_not_yet_done_whatever_the_status_says() -> None:
    task = state(AsOf(date(2014, 6, 12), date(2014, 6, 20)), status="done", actual_done="2014-06-13")

    assert not pd.isna(task[State.IS_DONE])
    assert not task[State.IS_DONE]
    assert task[State.LAMP] == Lamp.OVERDUE
    assert not task[State.DONE_DAY_KNOWN]
    assert task[State.DAYS_LATE] == 2  # to the day judged


def test_what_begins_after_the_day_judged_has_not_started_whatever_the_status_says() -> None:
    begins = {"due": "2014-06-30", "actual_start": "2014-06-03"}
    for status, is_stuck in (("in_progress", False), ("paused", True)):
        before, on_its_day = state(on(2), status=status, **begins), state(on(3), status=status, **begins)
        assert before[State.LAMP] == Lamp.NOT_STARTED
        assert not before[State.IS_STUCK]
        assert on_its_day[State.LAMP] != Lamp.NOT_STARTED
        assert on_its_day[State.IS_STUCK] == is_stuck
    assert lamp(on(2), status="done", actual_done="2014-06-09", **begins) == Lamp.NOT_STARTED
    assert lamp(on(2), status="done", actual_done="2014-06-01", **begins) == Lamp.DONE  # done is done, whatever the start says


def test_done_without_a_day_counts_from_the_report_on() -> None:
    assert bool(state(on(10, reported=10), status="done")[State.IS_DONE])
    assert bool(state(on(11, reported=10), status="done")[State.IS_DONE])
    assert pd.isna(state(on(9, reported=10), status="done")[State.IS_DONE])


def test_before_the_report_done_without_a_day_is_unknown_and_never_late() -> None:
    task = state(on(12, reported=20), status="done")

    assert task[State.LAMP] == Lamp.NOT_REPORTED
    assert not task[State.IS_OVERDUE]
    assert not task[State.IS_REPORTED]


def test_a_blank_status_is_unknown_and_never_late() -> None:
    task = state(on(20), status="not_reported")

    assert pd.isna(task[State.IS_DONE])
    assert task[State.LAMP] == Lamp.NOT_REPORTED
    assert not task[State.IS_OVERDUE]
    assert pd.isna(task[State.DAYS_LATE])


def test_a_status_that_is_missing_altogether_is_blank() -> None:
    assert state(status=None)[State.LAMP] == Lamp.NOT_REPORTED


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"status": "cancelled", "actual_done": "2014-06-01"}, Lamp.CANCELLED),
        ({"status": "cancelled", "due": "2014-01-01"}, Lamp.CANCELLED),
        ({"status": "done"}, Lamp.DONE),
        ({"status": "done", "due": None}, Lamp.DONE),
        ({"status": "not_reported", "due": "2014-06-09"}, Lamp.NOT_REPORTED),
        ({"status": "not_reported", "due": None}, Lamp.NOT_REPORTED),
        ({"status": "paused", "due": "2014-06-09"}, Lamp.OVERDUE),
        ({"status": "not_started", "due": "2014-06-09"}, Lamp.OVERDUE),
        ({"status": "paused", "due": "2014-06-10"}, Lamp.PAUSED),
        ({"status": "paused", "due": None}, Lamp.PAUSED),
        ({"status": "in_progress", "due": None}, Lamp.UNDATED),
        ({"status": "in_progress", "due": "2014-06-10"}, Lamp.DUE_SOON),
        ({"status": "not_started", "due": "2014-06-17"}, Lamp.DUE_SOON),
        ({"status": "in_progress", "due": "2014-06-18"}, Lamp.IN_PROGRESS),
        ({"status": "not_started", "due": "2014-06-18"}, Lamp.NOT_STARTED),
    ],
)
def test_the_lamp_is_the_first_that_holds(facts: dict[str, Any], expected: Lamp) -> None:
    assert lamp(**facts) == expected


def test_due_soon_runs_from_the_day_itself_to_so_many_days_on() -> None:
    tasks = make_tasks(due=["2014-06-09", "2014-06-10", "2014-06-13", "2014-06-14"])

    assert list(task_states(tasks, JUNE_10, due_soon_days=3)[State.IS_DUE_SOON]) == [False, True, True, False]
    assert list(task_states(tasks, JUNE_10, due_soon_days=0)[State.IS_DUE_SOON]) == [False, True, False, False]


def test_what_is_done_or_cancelled_is_not_due_soon_but_what_is_unreported_is() -> None:
    tasks = make_tasks(due="2014-06-12", status=["done", "cancelled", "not_reported", "paused"])

    assert list(task_states(tasks, JUNE_10)[State.IS_DUE_SOON]) == [False, False, True, True]


def test_expected_progress_grows_over_the_window_and_is_held_in_it() -> None:
    tasks = make_tasks(5, start="2014-06-06", due=["2014-06-10", "2014-06-15", "2014-06-09", "2014-06-06", "2014-06-25"])
    early = make_tasks(start="2014-06-11", due="2014-06-20")

    assert list(task_states(tasks, JUNE_10)[State.EXPECTED]) == [1.0, 0.5, 1.0, 1.0, 0.25]
    assert list(task_states(early, JUNE_10)[State.EXPECTED]) == [0.0]


def test_without_a_start_progress_is_expected_on_the_due_day_alone() -> None:
    tasks = make_tasks(due=["2014-06-09", "2014-06-10", "2014-06-11"])

    assert list(task_states(tasks, JUNE_10)[State.EXPECTED]) == [1.0, 1.0, 0.0]


def test_expected_progress_is_unknown_without_a_due_day_or_with_a_start_after_it() -> None:
    tasks = make_tasks(2, start=["2014-06-01", "2014-06-12"], due=[None, "2014-06-11"])

    assert task_states(tasks, JUNE_10)[State.EXPECTED].isna().all()


def test_done_late_counts_its_days_to_the_day_it_was_done() -> None:
    tasks = make_tasks(4, due="2014-06-05", status="done", actual_done=["2014-06-07", "2014-06-05", "2014-06-01", None])

    assert task_states(tasks, JUNE_10)[State.DAYS_LATE].tolist() == [2, pd.NA, pd.NA, pd.NA]


def test_paused_is_stuck_until_done_or_cancelled() -> None:
    assert state(status="paused")[State.IS_STUCK]
    assert not state(status="paused", actual_done="2014-06-09")[State.IS_STUCK]
    assert not state(status="in_progress")[State.IS_STUCK]


@pytest.mark.parametrize(
    ("written", "dates", "stuck"),
    [
        (None, None, False),
        ("待报", "2014-06-09", True),
        ("待报", "2014-06-10", False),
        ("已报", "2014-06-09", True),
        ("已审阅", "2014-06-09", False),
        ("无需", "2014-06-09", False),
        ("退回修改", None, True),
        ("待报", None, False),
        ("已审阅\n待报", "2014-06-01\n2014-06-09", True),
        ("已审阅\n待报", "2014-06-01\n2014-06-20", False),
        ("待报\n已审阅", "2014-06-20\n2014-06-01", False),
        ("已备案\n待报", "2014-06-09", True),
        ("已备案\n待报", "\n2014-06-20", False),
        ("待报（第二稿）", "2014年6月9日", True),
        ("due", "2014/6/9", True),
        ("待报", "2014-02-30", False),
        ("不知道", "2014-06-09", False),
        ("待报", "5月下旬", True),
        ("待报", "6月9日", True),
        ("待报", "6月上旬", False),
        ("待报", "另行通知", False),
    ],
)
def test_a_report_past_its_date_or_sent_back_is_stuck(written: str | None, dates: str | None, stuck: bool) -> None:
    assert bool(state(gate_status=written, gate_date=dates)[State.IS_STUCK]) is stuck


def test_one_task_that_waits_on_a_report_says_nothing_of_its_neighbours() -> None:
    tasks = make_tasks(4, due=DUE, gate_status=[None, "退回", None, "待报"], gate_date=[None, None, "2014-06-01", "2014-06-01"])

    assert task_states(tasks, JUNE_10)[State.IS_STUCK].tolist() == [False, True, False, True]


def test_a_cancelled_task_is_neither_due_nor_late_nor_stuck() -> None:
    task = state(on(20), status="cancelled", gate_status="退回")

    assert not task[State.COUNTS]
    assert not any(task[name] for name in (State.IS_DUE, State.IS_OVERDUE, State.IS_DUE_SOON, State.IS_STUCK))
    assert pd.isna(task[State.DAYS_LATE])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"status": ["not_reported", None]}, False),
        ({"status": ["not_reported", "not_started"]}, True),
        ({"status": [None, None], "actual_done": [None, "2014-06-01"]}, True),
        ({"status": ["not_reported", "cancelled"]}, False),
    ],
    ids=["nothing", "one state", "one day", "what was cancelled"],
)
def test_progress_is_reported_where_any_task_that_counts_says_something(facts: dict[str, Any], expected: bool) -> None:
    assert is_reported(task_states(make_tasks(**facts), JUNE_10)) is expected


def test_where_the_workbook_tells_it_apart_what_was_done_late_bears_a_lamp_of_its_own() -> None:
    tasks = make_tasks(4, due=DUE, status=["done", "done", "in_progress", "done"], actual_done=["2014-06-11", "2014-06-10", None, None])
    june_12 = AsOf(date(2014, 6, 12), date(2014, 6, 12))

    assert task_states(tasks, june_12, marks_late_done=True)[State.LAMP].tolist() == ["caught_up", "done", "overdue", "done"]
    assert task_states(tasks, june_12)[State.LAMP].tolist() == ["done", "done", "overdue", "done"]


def test_a_task_bears_its_own_lamp_wherever_its_row_stands() -> None:
    turned = make_tasks(status=["done", "paused"], due=DUE).iloc[::-1]

    assert task_states(turned, JUNE_10)[State.LAMP].to_dict() == {1: "paused", 0: "done"}
