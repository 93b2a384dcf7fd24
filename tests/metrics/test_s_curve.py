"""Plan and actual over time."""

from datetime import date

import pytest

from lib.metrics.model import AsOf, SCurve
from lib.metrics.s_curve import s_curve, ten_end
from lib.metrics.states import task_states
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def curve(as_of: AsOf = JUNE_10, **facts: object) -> SCurve:
    return s_curve(task_states(make_tasks(**facts), as_of), as_of)


def test_nothing_dated_makes_no_curve() -> None:
    assert s_curve(task_states(no_tasks(), JUNE_10), JUNE_10) == SCurve((), JUNE_10, 0, 0, 0)
    assert curve(due=[None, None]) == SCurve((), JUNE_10, 2, 0, 2)


@pytest.mark.parametrize(("judged", "reported", "apart"), [(10, 10, 4), (9, 9, 3), (10, 9, 3), (9, 10, 2), (10, 30, 3)])
def test_what_is_done_without_a_due_day_is_counted_apart(judged: int, reported: int, apart: int) -> None:
    """By its status, once it is reported, or by its day, as the actual line has it: the three numbers add up."""
    as_of = AsOf(date(2014, 6, judged), date(2014, 6, reported))
    status = ["done", "done", None, "not_started", "not_started", "in_progress", "done", "done"]
    days = ["2014-06-01", None, "2014-06-05", None, None, None, "2014-06-09", "2014-06-10"]
    found = curve(as_of, due=["2014-06-01", *[None] * 7], status=status, actual_done=days)

    assert (found.undated, found.done_undated) == (7, apart)
    assert [point.done for point in found.points if point.done is not None][-1] == 1 + apart


def test_a_ten_days_ends_on_the_10th_the_20th_or_the_last() -> None:
    days = [date(2014, 2, 1), date(2014, 2, 10), date(2014, 2, 11), date(2014, 2, 20), date(2014, 2, 21), date(2014, 12, 31)]

    assert [ten_end(day).day for day in days] == [10, 10, 20, 20, 28, 31]
    assert ten_end(date(2016, 2, 21)) == date(2016, 2, 29)
    assert ten_end(date(2014, 12, 21)) == date(2014, 12, 31)


def test_the_curve_runs_from_the_first_start_to_the_last_due_day() -> None:
    drawn = curve(start=["2014-04-12", "2014-05-01"], due=["2014-05-20", "2014-05-21"])

    assert [point.day.isoformat() for point in drawn.points] == ["2014-04-20", "2014-04-30", "2014-05-10", "2014-05-20", "2014-05-31"]
    assert [point.plan for point in drawn.points] == [0.0, 0.0, 0.0, 0.5, 1.0]


def test_without_a_start_the_curve_begins_at_the_first_due_day() -> None:
    assert curve(due=["2014-05-01", "2014-05-11"]).points[0].day == date(2014, 5, 10)


def test_a_task_without_a_start_that_is_due_first_begins_the_curve() -> None:
    assert curve(start=[None, "2014-06-01"], due=["2014-05-01", "2014-06-20"]).points[0].day == date(2014, 5, 10)
    assert curve(start=["2014-06-01", None], due=["2014-06-20", "2014-08-10"]).points[0].day == date(2014, 6, 10)


def test_only_what_is_done_after_the_last_ten_days_and_by_the_day_judged_lengthens_the_curve() -> None:
    def last_day(done: str) -> date:
        as_of = AsOf(date(2014, 6, 4), date(2014, 6, 4))
        return curve(as_of, due=["2014-05-08", "2014-05-08"], status=["done", "in_progress"], actual_done=[done, None]).points[-1].day

    assert last_day("2014-05-10") == date(2014, 5, 10)
    assert last_day("2014-05-11") == date(2014, 6, 10)
    assert last_day("2014-06-04") == date(2014, 6, 10)
    assert last_day("2014-06-05") == date(2014, 5, 10)


def test_undated_tasks_stay_in_the_whole_and_are_named() -> None:
    drawn = curve(due=["2014-05-10", None])

    assert [point.plan for point in drawn.points] == [0.5]
    assert (drawn.total, drawn.undated) == (2, 1)


def test_cancelled_tasks_are_not_in_the_curve() -> None:
    drawn = curve(due=["2014-05-10", "2014-08-10"], status=["in_progress", "cancelled"])

    assert [point.plan for point in drawn.points] == [1.0]


def test_the_actual_line_ends_at_the_day_judged() -> None:
    drawn = curve(due=["2014-05-31", "2014-06-20"], status=["done", "in_progress"], actual_done=["2014-06-01", None])

    assert [(point.day.day, point.done) for point in drawn.points] == [(31, 0), (10, 1), (20, None)]
    assert [point.actual for point in drawn.points] == [0.0, 0.5, None]


def test_the_actual_line_ends_at_the_report_when_that_is_earlier() -> None:
    drawn = curve(AsOf(date(2014, 6, 20), date(2014, 6, 10)), due=["2014-05-31", "2014-06-20"], status=["done", "in_progress"])

    assert [(point.day.day, point.done) for point in drawn.points] == [(31, None), (10, 1), (20, None)]


def test_the_actual_line_has_a_point_on_its_last_day() -> None:
    as_of = AsOf(date(2014, 6, 14), date(2014, 6, 14))
    drawn = curve(as_of, due=["2014-06-10", "2014-06-20"], status="done", actual_done=["2014-06-09", "2014-06-14"])

    assert [(point.day.day, point.should_be_done, point.done) for point in drawn.points] == [(10, 1, 1), (14, 1, 2), (20, 2, None)]


def test_the_actual_line_may_end_on_the_very_first_day_and_not_before_it() -> None:
    def days(day: int) -> list[int]:
        as_of = AsOf(date(2014, 6, day), date(2014, 6, day))
        return [point.day.day for point in curve(as_of, start="2014-06-12", due="2014-06-20").points]

    assert days(12) == [12, 20]
    assert days(11) == [20]


def test_done_without_a_day_joins_on_the_report_and_is_counted_beside() -> None:
    drawn = curve(due=["2014-05-31", "2014-06-20"], status="done", actual_done=["2014-05-30", None])

    assert [point.done for point in drawn.points] == [1, 2, None]
    assert drawn.done_without_day == 1


def test_where_no_done_task_has_a_day_the_past_is_unknown_and_not_nothing() -> None:
    unknown = curve(due=["2014-05-10", "2014-06-20"], status=["done", "in_progress"])
    nothing_done = curve(due=["2014-05-10", "2014-06-20"], status="in_progress")

    assert [point.done for point in unknown.points] == [None, None, None, 1, None]
    assert [point.done for point in nothing_done.points] == [0, 0, 0, 0, None]


def test_what_is_done_after_the_last_due_day_is_drawn_up_to_the_report() -> None:
    as_of = AsOf(date(2014, 6, 4), date(2014, 6, 4))
    dated = curve(as_of, due=["2014-05-10", "2014-05-10"], status="done", actual_done=["2014-05-09", "2014-05-25"])
    undated = curve(as_of, due="2014-05-10", status="done")

    assert [(point.day.isoformat(), point.should_be_done, point.done) for point in dated.points] == [
        ("2014-05-10", 2, 1),
        ("2014-05-20", 2, 1),
        ("2014-05-31", 2, 2),
        ("2014-06-04", 2, 2),
        ("2014-06-10", 2, None),
    ]
    assert [point.done for point in undated.points] == [None, None, None, 1, None]


def test_a_report_years_after_the_plan_adds_two_years_of_points_and_its_own() -> None:
    late = date(2044, 6, 4)
    drawn = curve(AsOf(late, late), due="2014-05-10", status="done")

    assert len(drawn.points) == 74
    assert [(point.day, point.done) for point in drawn.points[-2:]] == [(date(2016, 5, 10), None), (late, 1)]


def test_before_the_report_only_dated_tasks_are_drawn() -> None:
    as_of = AsOf(date(2014, 6, 10), date(2014, 6, 30))
    drawn = curve(as_of, due=["2014-06-10", "2014-06-20"], status="done", actual_done=["2014-06-10", None])

    assert [point.done for point in drawn.points] == [1, None]
    assert drawn.done_without_day == 1


def test_before_the_plan_begins_progress_may_be_reported_and_no_line_is_drawn() -> None:
    drawn = curve(due="2014-07-10", status="not_started")

    assert [point.actual for point in drawn.points] == [None]
    assert drawn.begins_later


def test_an_unreported_plan_has_no_actual_line() -> None:
    drawn = curve(due=["2014-05-31", "2014-06-20"], status="not_reported")

    assert not drawn.begins_later
    assert [point.actual for point in drawn.points] == [None, None, None]
    assert [point.should_be_done for point in drawn.points] == [1, 1, 2]


def test_what_is_dated_after_the_report_does_not_lengthen_the_curve() -> None:
    as_of = AsOf(date(2014, 6, 20), date(2014, 6, 4))
    drawn = curve(as_of, due="2014-05-08", status="done", actual_done="2014-06-15")

    assert [point.day for point in drawn.points] == [date(2014, 5, 10)]


def test_a_curve_whose_report_lies_in_it_begins_with_it() -> None:
    assert not curve(due="2014-05-31").begins_later
    assert not curve(due="2014-06-10").begins_later


def test_a_plan_that_begins_later_and_of_which_nothing_was_reported_has_no_line_to_begin() -> None:
    assert not curve(due="2014-07-10", status="not_reported").begins_later
