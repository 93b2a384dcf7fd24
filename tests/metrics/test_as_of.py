"""Which day is judged, and which day the workbook speaks of."""

from datetime import date

from lib.metrics.as_of import judge_day, last_due_day
from lib.metrics.model import AsOf
from tests.builders import make_feedback, make_tasks, no_feedback, no_tasks

MARCH, JUNE, JULY, SEPTEMBER, LATER = date(2014, 3, 1), date(2014, 6, 10), date(2014, 7, 1), date(2014, 9, 30), date(2026, 11, 21)


def test_a_plan_without_a_day_of_its_own_is_judged_today() -> None:
    assert judge_day(None, None, JUNE, SEPTEMBER, None) == AsOf(JUNE, JUNE)
    assert judge_day(None, None, JUNE, None, None) == AsOf(JUNE, JUNE)


def test_a_running_plan_is_judged_today_and_says_that_the_report_is_older() -> None:
    judged = judge_day(JUNE, None, JULY, SEPTEMBER, None)

    assert judged == AsOf(JULY, JUNE)
    assert judged.beyond_report
    assert not judged.held


def test_the_workbooks_own_day_goes_before_the_day_of_publishing() -> None:
    assert judge_day(MARCH, JUNE, JULY, SEPTEMBER, None).reported == MARCH
    assert judge_day(None, JUNE, JULY, SEPTEMBER, None).reported == JUNE


def test_a_plan_is_past_only_after_its_last_due_day() -> None:
    assert judge_day(JUNE, None, SEPTEMBER, SEPTEMBER, None) == AsOf(SEPTEMBER, JUNE)
    assert judge_day(JUNE, None, date(2014, 10, 1), SEPTEMBER, None) == AsOf(JUNE, JUNE)


def test_a_plan_wholly_in_the_past_is_judged_on_the_day_it_speaks_of() -> None:
    assert judge_day(JUNE, None, LATER, SEPTEMBER, None) == AsOf(JUNE, JUNE)
    assert judge_day(None, JUNE, LATER, SEPTEMBER, None) == AsOf(JUNE, JUNE)
    assert judge_day(None, SEPTEMBER, LATER, SEPTEMBER, None) == AsOf(SEPTEMBER, SEPTEMBER)


def test_a_plan_wholly_in_the_past_without_such_a_day_is_held_at_its_last_due_day() -> None:
    assert judge_day(None, None, LATER, SEPTEMBER, None) == AsOf(SEPTEMBER, SEPTEMBER, held=True)
    assert judge_day(None, LATER, LATER, SEPTEMBER, None) == AsOf(SEPTEMBER, SEPTEMBER, held=True)


def test_a_day_of_another_year_than_the_plans_end_is_known_as_such() -> None:
    assert judge_day(None, None, date(2013, 12, 1), SEPTEMBER, None) == AsOf(date(2013, 12, 1), date(2013, 12, 1), in_another_year=True)
    assert judge_day(None, None, JUNE, SEPTEMBER, LATER) == AsOf(LATER, JUNE, in_another_year=True)
    assert not judge_day(None, None, JUNE, SEPTEMBER, None).in_another_year


def test_a_chosen_day_stands() -> None:
    assert judge_day(JUNE, None, LATER, SEPTEMBER, MARCH) == AsOf(MARCH, JUNE)
    assert judge_day(None, None, JUNE, SEPTEMBER, JULY) == AsOf(JULY, JUNE)
    assert not judge_day(JUNE, None, LATER, SEPTEMBER, MARCH).beyond_report


def test_a_chosen_day_does_not_change_the_day_reported_on() -> None:
    """Else whatever is done without a day would be done on any day that a reader looks back to."""
    assert judge_day(None, None, JUNE, SEPTEMBER, MARCH) == AsOf(MARCH, JUNE)
    assert judge_day(None, None, LATER, SEPTEMBER, MARCH) == AsOf(MARCH, SEPTEMBER)
    assert judge_day(None, LATER, LATER, SEPTEMBER, MARCH) == AsOf(MARCH, LATER)


def test_a_report_from_tomorrow_is_believed() -> None:
    assert judge_day(JULY, None, JUNE, SEPTEMBER, None) == AsOf(JULY, JULY)


def test_the_last_due_day_is_that_of_the_tasks_else_of_the_problems() -> None:
    tasks = make_tasks(due=["2014-03-20", "2014-09-30", None, "2015-01-01"], status=["done", None, "paused", "cancelled"])
    problems = make_feedback(role="rectification", due=["2014-12-31", None])

    assert last_due_day(no_tasks(), no_feedback()) is None
    assert last_due_day(tasks, problems) == SEPTEMBER
    assert last_due_day(no_tasks(), problems) == date(2014, 12, 31)
    assert last_due_day(make_tasks(due=None), no_feedback()) is None
