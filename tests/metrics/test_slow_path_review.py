"""Wall chart, trends, reports owed and subcategories once more, row by row in plain Python, compared on random boards.

As in `test_slow_path`, whose plain definitions of a task are used: nothing of `lib.metrics` but the results.
"""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.metrics.feedback import by_category, by_category_and_subcategory
from lib.metrics.model import AsOf, Grouping
from lib.metrics.states import task_states
from lib.metrics.trends import trend
from lib.metrics.units import report_duties, unit_report
from lib.metrics.wall import wall
from lib.schema import Audience
from tests.builders import make_tasks, no_feedback
from tests.metrics.shown import shown_to, shown_to_head
from tests.metrics.test_slow_path import Row, as_row, days, due_day, frame_of, slow_progress, tasks

GATES = {"待报": "due", "已报": "submitted", "退回修改": "returned", "已审阅": "reviewed"}
NO_FEEDBACK = shown_to(Audience.HEAD, no_feedback())


def slow_column(day: date) -> tuple[int, int, int]:
    return day.year, day.month, 0 if day.day <= 10 else 1 if day.day <= 20 else 2


def slow_wall(rows: list[Row]) -> dict[tuple[str, tuple[int, int, int]], tuple[list[int], list[int]]]:
    """Phase and 旬 → places of the tasks due in it and under way in it, day by day."""
    found: dict[tuple[str, tuple[int, int, int]], tuple[list[int], list[int]]] = {}
    for place, task in enumerate(rows):
        due = due_day(task)
        if task["status"] == "cancelled" or due is None:
            continue
        found.setdefault((task["phase"], slow_column(due)), ([], []))[0].append(place)
        day = task["start"] if task["start"] and task["start"] <= due else due
        while slow_column(day) != slow_column(due):
            here = found.setdefault((task["phase"], slow_column(day)), ([], []))[1]
            if place not in here:
                here.append(place)
            day += timedelta(days=1)
    return found


@settings(max_examples=60, deadline=None)
@given(rows=tasks, a=days)
def test_every_task_stands_where_its_days_say(rows: list[Row], a: date) -> None:
    as_of = AsOf(a, a)
    chart = wall(task_states(frame_of(make_tasks, rows, ref=[str(n) for n in range(len(rows))]), as_of), as_of, Grouping.PHASE)
    hung = {
        (row.name, slow_column(load.first)): ([int(mark.ref) for mark in cell.due], [int(mark.ref) for mark in cell.running])
        for row in chart.rows
        for cell, load in zip(row.cells, chart.loads, strict=True)
        if cell.due or cell.running
    }
    counted = [task for task in rows if task["status"] != "cancelled"]

    assert hung == slow_wall(rows)
    assert chart.undated == sum(due_day(task) is None for task in counted)
    for place, load in enumerate(chart.loads):
        assert load.due == sum(len(row.cells[place].due) for row in chart.rows)
        assert load.running == sum(len(row.cells[place].running) for row in chart.rows)
        assert (place == chart.now) == (slow_column(load.first) == slow_column(a))
    if chart.loads:
        assert sum(row.total for row in chart.rows) == len(counted)
        assert sum(load.due for load in chart.loads) + chart.undated == len(counted)


@settings(max_examples=60, deadline=None)
@given(rows=tasks, a=days, r=days)
def test_each_point_of_a_trend_is_what_the_board_would_have_said(rows: list[Row], a: date, r: date) -> None:
    found = trend(task_states(frame_of(make_tasks, rows), AsOf(a, r)), AsOf(a, r))
    begun = [min(day for day in (task["start"], due_day(task)) if day) for task in rows if task["status"] != "cancelled" and due_day(task)]

    assert bool(found.points) == bool(begun and min(begun) <= a)
    for point in found.points:
        then = slow_progress(rows, point.day, r)
        told = (point.should_be_done, point.done, point.overdue, point.due_soon)
        assert told == tuple(then[name] for name in ("should_be_done", "done", "overdue", "due_soon"))
    if found.points:
        assert found.points[-1].day == a
        assert found.total == slow_progress(rows, a, r)["total"]


@settings(max_examples=30, deadline=None)
@given(
    rows=tasks, a=days, unit=st.sampled_from(["甲", "乙", ""]), units=st.lists(st.sampled_from(["甲", "乙", None]), min_size=8, max_size=8)
)
def test_a_unit_has_its_own_tasks_and_their_reports(rows: list[Row], a: date, unit: str, units: list[str | None]) -> None:
    as_of = AsOf(a, a)
    states = task_states(frame_of(make_tasks, rows, owner_unit=units[: len(rows)]), as_of)
    own = [row for row, name in zip(rows, units, strict=False) if (name or "") == unit]
    report = unit_report(states, NO_FEEDBACK, as_of, unit)
    duties = [row for row in own if row["status"] != "cancelled" and row["gate_status"]]
    late = [
        row["gate_status"] == "退回修改" or (row["gate_status"] in ("待报", "已报") and (row["gate_date"] or "9") < a.isoformat())
        for row in duties
    ]

    assert len(report.tasks) == len(own)
    assert as_row(report.progress) == slow_progress(own, a, a)
    assert sorted(str(duty.state) for duty in report.duties) == sorted(GATES[row["gate_status"]] for row in duties)
    assert sum(duty.is_late for duty in report.duties) == sum(late)
    assert len(report_duties(states, as_of)) == sum(row["status"] != "cancelled" and bool(row["gate_status"]) for row in rows)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "category": st.sampled_from(["甲", "乙", None]),
                "subcategory": st.sampled_from(["一", "二", None]),
                "raw_count": st.none() | st.integers(0, 9),
                "merged_into": st.sampled_from([None, None, "1"]),
            }
        ),
        min_size=1,
        max_size=10,
    )
)
def test_subcategories_are_counted_within_their_category(rows: list[Row]) -> None:
    shown = shown_to_head(**{name: [row[name] for row in rows] for name in rows[0]}, count=len(rows))
    everything = sum(not row["merged_into"] for row in rows)
    found = by_category_and_subcategory(shown)

    assert tuple(each.category for each in found) == by_category(shown)
    for each in found:
        own = [row for row in rows if (row["category"] or "") == each.category.name]
        for group in each.subcategories:
            within = [row for row in own if (row["subcategory"] or "") == group.name]
            assert group.raw == sum(1 if row["raw_count"] is None else row["raw_count"] for row in within)
            assert group.merged == sum(not row["merged_into"] for row in within)
            assert group.share == (group.merged / everything if everything else 0.0)
        assert sum(group.merged for group in each.subcategories) == each.category.merged
        assert sum(group.raw for group in each.subcategories) == each.category.raw
