"""Four figures over time, as the board would have told them."""

from datetime import date

from lib.metrics.model import AsOf, Trend, TrendPoint
from lib.metrics.states import task_states
from lib.metrics.trends import MOST_POINTS, trend
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def of(as_of: AsOf = JUNE_10, **facts: object) -> Trend:
    return trend(task_states(make_tasks(**facts), as_of), as_of)  # type: ignore[arg-type]


def told(found: Trend) -> list[tuple[str, int, int | None, int | None]]:
    return [(point.day.strftime("%m-%d"), point.should_be_done, point.done, point.overdue) for point in found.points]


def test_nothing_dated_or_nothing_begun_has_no_past() -> None:
    assert trend(task_states(no_tasks(), JUNE_10), JUNE_10) == Trend((), 0, 0)
    assert of(due=None) == Trend((), 1, 0)
    assert of(due="2014-06-11") == Trend((), 1, 0)


def test_a_task_is_late_from_the_day_after_its_due_day_until_it_is_done() -> None:
    assert told(of(due="2014-05-10", status="done", actual_done="2014-05-25")) == [
        ("05-10", 1, 0, 0),
        ("05-20", 1, 0, 1),
        ("05-31", 1, 1, 0),
        ("06-10", 1, 1, 0),
    ]


def soon(found: Trend) -> list[tuple[str, int]]:
    return [(point.day.strftime("%m-%d"), point.due_soon) for point in found.points]


def test_a_task_is_due_soon_from_a_week_before_its_due_day_until_it_is_over() -> None:
    assert soon(of(start="2014-05-01", end="2014-05-27", kind="window")) == [("05-10", 0), ("05-20", 1), ("05-31", 0), ("06-10", 0)]
    assert soon(of(start="2014-05-01", end="2014-05-28", kind="window")) == [("05-10", 0), ("05-20", 0), ("05-31", 0), ("06-10", 0)]
    assert soon(of(due="2014-05-20")) == [("05-20", 1), ("05-31", 0), ("06-10", 0)]


def test_what_was_done_on_the_day_is_not_due_soon_on_it() -> None:
    assert soon(of(due="2014-06-12", start="2014-06-01", status="done", actual_done="2014-06-10"))[-1] == ("06-10", 0)
    assert soon(of(due="2014-06-12", start="2014-06-01", status="done", actual_done="2014-06-11"))[-1] == ("06-10", 1)


def test_a_task_done_on_an_unknown_day_may_have_been_due_soon_before_the_report() -> None:
    found = of(AsOf(date(2014, 6, 10), date(2014, 6, 10)), due="2014-06-03", start="2014-05-01", status="done")

    assert soon(found) == [("05-10", 0), ("05-20", 0), ("05-31", 1), ("06-10", 0)]


def test_how_far_ahead_is_soon_can_be_set() -> None:
    states = task_states(make_tasks(due="2014-06-25", start="2014-06-01"), JUNE_10, 15)

    assert soon(trend(states, JUNE_10, 15)) == [("06-10", 1)]
    assert soon(trend(states, JUNE_10, 14)) == [("06-10", 0)]


def test_what_was_done_early_is_done_and_not_yet_due() -> None:
    assert told(of(start="2014-05-21", end="2014-06-15", kind="window", status="done", actual_done="2014-05-31")) == [
        ("05-31", 0, 1, 0),
        ("06-10", 0, 1, 0),
    ]


def test_the_last_point_is_the_as_of_day_itself() -> None:
    june_4 = AsOf(date(2014, 6, 4), date(2014, 6, 4))

    assert told(of(june_4, due="2014-06-03")) == [("06-04", 1, 0, 1)]


def test_a_task_done_on_an_unknown_day_is_neither_done_nor_late_before_the_report() -> None:
    found = of(AsOf(date(2014, 6, 20), date(2014, 6, 10)), due="2014-05-20", status="done", actual_done=[None, "2014-05-25"])

    assert told(found) == [("05-20", 2, 0, 0), ("05-31", 2, 1, 0), ("06-10", 2, 2, 0), ("06-20", 2, 2, 0)]
    assert found.done_without_day == 1


def test_where_no_done_task_has_a_day_nobody_knows_how_many_were_done_before_the_report() -> None:
    found = of(AsOf(date(2014, 6, 20), date(2014, 6, 10)), due="2014-05-20", status="done")

    assert told(found) == [("05-20", 1, None, 0), ("05-31", 1, None, 0), ("06-10", 1, 1, 0), ("06-20", 1, 1, 0)]


def test_a_blank_is_never_late() -> None:
    assert told(of(due="2014-05-31", status=["not_reported", "in_progress"])) == [("05-31", 2, 0, 0), ("06-10", 2, 0, 1)]


def test_a_plan_without_progress_has_a_plan_and_nothing_else() -> None:
    assert told(of(due="2014-05-31", status="not_reported")) == [("05-31", 1, None, None), ("06-10", 1, None, None)]


def test_cancelled_tasks_are_in_no_figure() -> None:
    found = of(due="2014-05-31", status=["cancelled", "in_progress"])

    assert found.points[0] == TrendPoint(date(2014, 5, 31), 1, 0, 0, 1)
    assert found.total == 1


def test_of_a_long_past_the_last_two_years_are_shown() -> None:
    assert len(of(due="1990-01-01").points) == MOST_POINTS


def test_what_was_done_in_time_was_never_late() -> None:
    assert told(of(due="2014-05-20", status="done", actual_done="2014-05-12")) == [
        ("05-20", 1, 1, 0),
        ("05-31", 1, 1, 0),
        ("06-10", 1, 1, 0),
    ]


def test_a_plan_that_begins_on_the_as_of_day_has_one_point() -> None:
    assert told(of(due="2014-06-10")) == [("06-10", 1, 0, 0)]


def test_what_was_done_late_was_late_until_that_day_whatever_its_status_says() -> None:
    assert told(of(due="2014-05-20", status="in_progress", actual_done="2014-06-05")) == [
        ("05-20", 1, 0, 0),
        ("05-31", 1, 0, 1),
        ("06-10", 1, 1, 0),
    ]
    assert told(of(due="2014-05-20", status="in_progress", actual_done="2014-05-31"))[1] == ("05-31", 1, 1, 0)


def test_where_only_the_day_itself_is_soon_what_is_due_on_it_is_due_soon() -> None:
    states = task_states(make_tasks(due="2014-06-10"), JUNE_10, 0)

    assert soon(trend(states, JUNE_10, 0)) == [("06-10", 1)]


def test_the_points_before_the_day_judged_are_the_ends_of_its_earlier_tens_of_days() -> None:
    def days(month: int, day: int) -> list[str]:
        as_of = AsOf(date(2014, month, day), date(2014, month, day))
        return [point.day.strftime("%m-%d") for point in of(as_of, due="2014-06-05").points]

    assert told(of(start=["2014-05-01", "2014-05-25"], end=["2014-05-20", "2014-06-20"], kind="by"))[0][0] == "05-10"
    assert days(6, 10) == ["06-10"]
    assert days(6, 11) == ["06-10", "06-11"]
    assert days(6, 20) == ["06-10", "06-20"]
    assert days(6, 21) == ["06-10", "06-20", "06-21"]
    assert days(7, 1) == ["06-10", "06-20", "06-30", "07-01"]
