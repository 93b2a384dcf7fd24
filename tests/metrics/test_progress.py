"""Plan against actual on one day, by phase and by owner."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lib.metrics.model import AsOf, Progress, Rate
from lib.metrics.progress import in_order, in_the_dictionary, phase_progress, progress
from lib.metrics.states import task_states
from lib.schema import Lamp
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def of(tasks: pd.DataFrame, as_of: AsOf = JUNE_10) -> Progress:
    return progress(task_states(tasks, as_of), as_of)


def of_one(as_of: AsOf = JUNE_10, **facts: Any) -> Progress:
    return of(make_tasks(**{"due": "2014-06-10", **facts}), as_of)


def test_no_tasks_make_no_progress_and_no_zero_is_invented() -> None:
    nothing = of(no_tasks())

    assert (nothing.total, nothing.should_be_done, nothing.undated) == (0, 0, 0)
    assert (nothing.done, nothing.overdue, nothing.on_time) == (None, None, None)
    assert (nothing.plan_share, nothing.actual_share) == (None, None)
    assert not nothing.is_reported
    assert not nothing.is_undated


def test_a_plan_without_any_status_has_a_plan_and_no_actual() -> None:
    plan = of(make_tasks(3, status="not_reported", due=["2014-06-09", "2014-06-10", "2014-06-11"]))

    assert plan.total == 3
    assert plan.should_be_done == 2
    assert plan.due_unreported == 2
    assert plan.not_reported == 3
    assert plan.due_soon == 2
    assert (plan.done, plan.done_of_due, plan.due_today, plan.overdue) == (None, None, None, None)
    assert (plan.done_early, plan.done_undated, plan.on_time, plan.actual_share) == (None, None, None, None)
    assert plan.plan_share == 2 / 3


def test_of_a_plan_without_a_day_nobody_knows_what_should_be_done() -> None:
    undated, partly = of(make_tasks(2, due=None)), of(make_tasks(due=["2014-06-10", None]))

    assert (undated.is_undated, undated.plan_share, undated.actual_share) == (True, None, 0.0)
    assert (partly.is_undated, partly.plan_share) == (False, 0.5)


def test_one_report_makes_the_board_reported() -> None:
    board = of(make_tasks(status=["not_reported", "not_started"], due="2014-06-10"))

    assert board.is_reported
    assert (board.done, board.overdue, board.due_today, board.due_unreported, board.not_reported) == (0, 0, 1, 1, 1)


def test_a_cancelled_task_reports_nothing_about_the_others() -> None:
    board = of(make_tasks(status=["cancelled", "not_reported"], due="2014-06-01"))

    assert (board.total, board.cancelled, board.done) == (1, 1, None)


def test_every_task_stands_in_one_place() -> None:
    board = of(
        make_tasks(
            due=["2014-06-01", "2014-06-01", "2014-06-10", "2014-06-01", "2014-06-30", None, None, "2014-06-01", "2014-06-16"],
            status=["done", "in_progress", "not_started", "not_reported", "done", "done", "in_progress", "cancelled", "paused"],
            actual_done=["2014-05-30", None, None, None, "2014-06-08", None, None, None, None],
        )
    )

    assert board == Progress(
        as_of=JUNE_10,
        total=8,
        cancelled=1,
        should_be_done=4,
        done=3,
        done_of_due=1,
        due_today=1,
        overdue=1,
        due_unreported=1,
        done_early=1,
        done_undated=1,
        due_soon=2,
        not_reported=1,
        undated=2,
        stuck=1,
        on_time=Rate(1, 3, 1),
    )
    assert board.plan_share == 0.5
    assert board.actual_share == 0.375


def test_what_is_due_today_is_not_yet_late() -> None:
    assert (of_one().due_today, of_one().overdue) == (1, 0)
    assert (of_one(due="2014-06-09").due_today, of_one(due="2014-06-09").overdue) == (0, 1)
    assert (of_one(due="2014-06-11").due_today, of_one(due="2014-06-11").should_be_done) == (0, 0)


def test_done_before_its_due_day_is_early_only_until_that_day() -> None:
    early = of_one(status="done", actual_done="2014-06-08", due="2014-06-11")
    due = of_one(status="done", actual_done="2014-06-08", due="2014-06-10")

    assert (early.done, early.done_early, early.done_of_due) == (1, 1, 0)
    assert (due.done, due.done_early, due.done_of_due) == (1, 0, 1)


def test_on_time_is_done_on_the_due_day_or_before() -> None:
    days = make_tasks(3, status="done", due="2014-06-08", actual_done=["2014-06-08", "2014-06-09", "2014-06-07"])

    assert of(days).on_time == Rate(2, 3, 0)


def test_on_time_leaves_out_what_is_not_due_and_names_what_is_unknown() -> None:
    board = of(
        make_tasks(
            status=["done", "done", "not_reported", "in_progress", "done"],
            due=["2014-06-01", "2014-06-01", "2014-06-01", "2014-06-01", "2014-06-30"],
            actual_done=["2014-06-01", None, None, None, "2014-06-01"],
        )
    )

    assert board.on_time == Rate(1, 2, 2)


def test_on_time_is_no_rate_where_no_day_of_what_is_done_is_known() -> None:
    tasks = make_tasks(4, status=["done", "done", "in_progress", "not_reported"], due="2014-06-01", actual_done=None)

    assert of(tasks).on_time == Rate(0, 0, 3)
    assert of(tasks[2:].reset_index(drop=True)).on_time == Rate(0, 1, 1)


def test_on_time_is_no_rate_either_on_a_day_before_the_report() -> None:
    tasks = make_tasks(2, status=["done", "in_progress"], due="2014-06-01", actual_done=None)

    assert of(tasks, AsOf(date(2014, 6, 10), date(2014, 6, 20))).on_time == Rate(0, 0, 1)


def test_on_time_is_no_rate_where_nothing_was_due() -> None:
    board = of_one(due="2014-07-01")

    assert board.on_time == Rate(0, 0, 0)
    assert board.on_time is not None
    assert board.on_time.share is None


def test_before_the_report_what_was_done_on_an_unknown_day_is_due_and_not_reported() -> None:
    board = of_one(AsOf(date(2014, 6, 10), date(2014, 6, 20)), status="done")

    assert (board.should_be_done, board.done, board.overdue, board.due_today, board.due_unreported) == (1, 0, 0, 0, 1)


def test_a_replanned_task_is_judged_by_the_agreed_day() -> None:
    board = of_one(due="2014-06-01", agreed_due="2014-06-20")

    assert (board.should_be_done, board.overdue) == (0, 0)


def test_phases_follow_the_settings_then_the_workbook_and_the_blank_one_is_last() -> None:
    states = task_states(make_tasks(phase=["乙", None, "丙", "甲", "乙"], due="2014-06-10"), JUNE_10)

    assert [each.phase for each in phase_progress(states, JUNE_10)] == ["乙", "丙", "甲", ""]
    assert [each.phase for each in phase_progress(states, JUNE_10, ("甲", "没有", "丙"))] == ["甲", "丙", "乙", ""]
    assert phase_progress(task_states(no_tasks(), JUNE_10), JUNE_10, ("甲",)) == ()


def test_a_phase_has_its_own_figures_lamps_and_days() -> None:
    tasks = make_tasks(
        phase=["甲", "甲", "甲", "乙"],
        status=["done", "in_progress", "cancelled", "not_reported"],
        start=["2014-05-01", "2014-04-01", "2014-01-01", None],
        due=["2014-06-01", "2014-06-05", "2014-12-31", "2014-08-01"],
    )
    first, second = phase_progress(task_states(tasks, JUNE_10), JUNE_10)

    assert (first.progress.total, first.progress.done, first.progress.overdue) == (2, 1, 1)
    assert first.lamps == ((Lamp.CANCELLED, 1), (Lamp.DONE, 1), (Lamp.OVERDUE, 1))
    assert (first.start, first.end) == (date(2014, 4, 1), date(2014, 6, 5))
    assert (second.progress.total, second.progress.done) == (1, None)
    assert (second.start, second.end) == (date(2014, 8, 1), date(2014, 8, 1))


@pytest.mark.parametrize(
    ("status", "due", "expected"),
    [
        (["done", "done"], "2014-06-01", Lamp.DONE),
        (["done", "cancelled"], "2014-06-01", Lamp.DONE),
        (["not_reported", "not_reported"], "2014-06-01", Lamp.NOT_REPORTED),
        (["done", "in_progress"], "2014-06-09", Lamp.OVERDUE),
        (["done", "in_progress"], "2014-06-10", Lamp.IN_PROGRESS),
        (["done", "not_started"], "2014-08-01", Lamp.IN_PROGRESS),
        (["not_started", "not_reported", "cancelled"], "2014-08-01", Lamp.NOT_REPORTED),
        (["not_started", "paused"], "2014-08-01", Lamp.IN_PROGRESS),
        (["cancelled", "cancelled"], "2014-06-01", Lamp.CANCELLED),
        (["not_started", "not_started"], "2014-06-12", Lamp.NOT_STARTED),
        (["not_started", "not_started"], None, Lamp.NOT_STARTED),
        (["in_progress", "not_started"], None, Lamp.IN_PROGRESS),
        (["in_progress", None], "2014-06-12", Lamp.IN_PROGRESS),
    ],
)
def test_a_phase_bears_the_first_lamp_that_holds(status: list[str], due: str | None, expected: Lamp) -> None:
    (only,) = phase_progress(task_states(make_tasks(status=status, due=due), JUNE_10), JUNE_10)

    assert only.state is expected


def test_a_phase_done_on_unknown_days_is_neither_begun_nor_idle_before_the_report() -> None:
    earlier = AsOf(date(2014, 6, 1), date(2014, 6, 10))
    (only,) = phase_progress(task_states(make_tasks(status=["done", "done"], due="2014-05-20"), earlier), earlier)

    assert only.state is Lamp.NOT_REPORTED
    assert only.progress.is_unknown


def test_a_phase_begins_with_the_first_day_that_its_tasks_name_be_it_a_start_or_a_due_day() -> None:
    def first(**facts: Any) -> date | None:
        (only,) = phase_progress(task_states(make_tasks(**facts), JUNE_10), JUNE_10)
        return only.start

    assert first(due=["2014-06-20", "2014-05-20", "2014-07-20"]) == date(2014, 5, 20)
    assert first(start=["2014-06-01", None], end=["2014-06-20", "2014-07-20"], kind="by") == date(2014, 6, 1)
    assert first(start=["2014-06-01", None], end=["2014-06-20", "2014-05-20"], kind="by") == date(2014, 5, 20)


def test_an_undated_phase_has_no_days() -> None:
    (only,) = phase_progress(task_states(make_tasks(due=None), JUNE_10), JUNE_10)

    assert (only.start, only.end) == (None, None)


def test_names_stand_in_the_order_given_each_once_and_blank_last_whatever_the_order_says() -> None:
    names = pd.Series(["", "乙", "甲", "乙", "丙"], dtype="str")

    assert in_order(names, ("", "丙", "没有", "丙")) == ("丙", "乙", "甲", "")
    assert in_order(names.iloc[1:2], ("",)) == ("乙",)
    assert in_order(names.iloc[:0], ("甲",)) == ()


def test_names_that_no_sheet_orders_stand_by_number_and_then_by_sound() -> None:
    names = ["总务处", "二年级", "团委", "十年级", "一年级", "办公室", "三年级", "\ud800处"]
    assert sorted(names, key=in_the_dictionary) == ["一年级", "二年级", "三年级", "十年级", "\ud800处", "办公室", "团委", "总务处"]
