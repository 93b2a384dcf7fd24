"""The lists of a review, worst first."""

from datetime import date

import pandas as pd

from lib.metrics.model import AsOf
from lib.metrics.states import task_states
from lib.metrics.task_lists import help_needed, help_withheld, late_tasks, next_tasks, stuck_tasks, undated_tasks, worst_first
from lib.schema import Audience
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def numbers(listed: pd.DataFrame) -> list[str]:
    return listed["number"].tolist()


def test_without_tasks_every_list_is_empty() -> None:
    states = task_states(no_tasks(), JUNE_10)

    assert [len(each(states)) for each in (late_tasks, next_tasks, stuck_tasks, help_needed, undated_tasks)] == [0] * 5


def test_late_tasks_stand_longest_late_first() -> None:
    states = task_states(make_tasks(due=["2014-06-09", "2014-05-01", "2014-06-10", "2014-06-01"]), JUNE_10)

    assert numbers(late_tasks(states)) == ["2", "4", "1"]


def test_next_tasks_stand_nearest_first() -> None:
    states = task_states(make_tasks(due=["2014-06-17", "2014-06-10", "2014-06-18", "2014-06-12"]), JUNE_10)

    assert numbers(next_tasks(states)) == ["2", "4", "1"]


def test_stuck_tasks_stand_late_first_then_by_due_day() -> None:
    tasks = make_tasks(status="paused", due=["2014-07-01", None, "2014-06-20", "2014-06-01", "2014-05-01"])

    assert numbers(stuck_tasks(task_states(tasks, JUNE_10))) == ["5", "4", "3", "1", "2"]


def test_open_tasks_about_criticism_hide_from_those_beyond_the_circle_whether_they_ask_for_help() -> None:
    tasks = make_tasks(
        4, task=["谈心谈话", "召开民主生活会", "制定方案", "开展批评"], status=["in_progress", "not_reported", "in_progress", "done"]
    )
    states = task_states(tasks, JUNE_10)

    assert [help_withheld(states, audience) for audience in (Audience.PUBLIC, Audience.ALL_MEMBERS, Audience.CIRCLE)] == [2, 2, 0]


def test_help_is_asked_for_by_open_tasks_only() -> None:
    tasks = make_tasks(
        5,
        due=["2014-06-20", "2014-06-01", "2014-06-30", "2014-06-30", "2014-06-30"],
        status=["in_progress", "in_progress", "done", "cancelled", "not_reported"],
        help_needed=["经费", " ", "场地", "人手", "车辆"],
    )

    assert numbers(help_needed(task_states(tasks, JUNE_10))) == ["1", "5"]


def test_undated_tasks_stand_by_kind_what_must_be_settled_last() -> None:
    tasks = make_tasks(
        6,
        kind=["undetermined", "open-ended", "immediate", "recurring", "unparsed", "immediate"],
        due=None,
        status=["in_progress", "in_progress", "in_progress", "in_progress", "in_progress", "cancelled"],
    )

    assert numbers(undated_tasks(task_states(tasks, JUNE_10))) == ["3", "2", "4", "1", "5"]


def test_tasks_that_tie_keep_the_order_of_the_sheet() -> None:
    """Forty tasks in two lots: more than a sort keeps in order by luck."""
    states = task_states(make_tasks(40, due=["2014-06-01", "2014-05-01"] * 20, status="paused", help_needed="经费"), JUNE_10)
    expected = [str(n) for n in (*range(2, 41, 2), *range(1, 41, 2))]

    assert [numbers(each(states)) for each in (late_tasks, stuck_tasks, help_needed, worst_first)] == [expected] * 4


def test_the_nearest_tasks_and_those_without_a_day_keep_the_order_of_the_sheet_too() -> None:
    soon = task_states(make_tasks(40, due=["2014-06-12", "2014-06-11"] * 20), JUNE_10)
    undated = task_states(make_tasks(40, due=None, kind=["unparsed", "immediate"] * 20), JUNE_10)
    expected = [str(n) for n in (*range(2, 41, 2), *range(1, 41, 2))]

    assert [numbers(next_tasks(soon)), numbers(undated_tasks(undated))] == [expected] * 2


def test_ninety_tasks_without_a_day_keep_the_order_of_the_sheet_within_their_kind() -> None:
    tasks = make_tasks(due_text=["每月", "长期坚持", "立行立改"] * 30)

    assert numbers(undated_tasks(task_states(tasks, JUNE_10))) == [str(n) for first in (3, 2, 1) for n in range(first, 91, 3)]
