"""The same figures once more, row by row in plain Python from the definitions, compared on random boards.

Nothing of `lib.metrics` but the results is used here, so that a slip in one way of counting shows against the other.
"""

import os
from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.access import disclose
from lib.metrics.feedback import by_category, feedback_totals
from lib.metrics.funnel import funnel
from lib.metrics.model import AsOf
from lib.metrics.progress import phase_progress, progress
from lib.metrics.rectification import rectification_by_category, rectification_totals
from lib.metrics.s_curve import s_curve
from lib.metrics.states import State, task_states
from lib.schema import Audience, Rectification, Status
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks

Row = dict[str, Any]
TIMES = 10 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1

days = st.dates(date(2014, 3, 1), date(2014, 4, 10))
maybe_day = st.none() | days
tasks = st.lists(
    st.fixed_dictionaries(
        {
            "phase": st.sampled_from(["甲", "乙"]),
            "status": st.sampled_from([str(status) for status in Status]),
            "start": maybe_day,
            "end": maybe_day,
            "agreed_due": st.none() | st.none() | days,
            "actual_start": st.none() | days,
            "actual_done": st.none() | days,
            "gate_status": st.sampled_from([None, None, "待报", "已报", "退回修改", "已审阅"]),
            "gate_date": st.none() | days.map(str),
        }
    ),
    min_size=1,
    max_size=8,
)
opinions = st.lists(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["feedback", "rectification"]),
            "category": st.sampled_from(["甲", "乙", None]),
            "raw_count": st.none() | st.integers(0, 9),
            "merged_into": st.sampled_from([None, None, "1"]),
            "status": st.none() | st.sampled_from([str(state) for state in Rectification]),
            "measure": st.sampled_from([None, "办法"]),
            "rectification_kind": st.sampled_from([None, "long_term", "by_date"]),
            "due": maybe_day,
            "closed": st.sampled_from([None, None, "是"]),
            "target": st.sampled_from(["unit", "person", None]),
        }
    ),
    min_size=1,
    max_size=8,
)


def frame_of(build: Any, rows: list[Row], **given_too: Any) -> pd.DataFrame:
    return build(len(rows), **{name: [row[name] for row in rows] for name in rows[0]}, **given_too)


def due_day(task: Row) -> date | None:
    return task["agreed_due"] or task["end"]


def is_done(task: Row, a: date, r: date) -> bool | None:
    """Done, not done, or not known."""
    if task["actual_done"]:
        return bool(task["actual_done"] <= a)
    if task["status"] == "not_reported":
        return None
    if task["status"] == "done":
        return True if a >= r else None
    return False


def slow_lamp(task: Row, a: date, r: date) -> str:
    done, due = is_done(task, a, r), due_day(task)
    if task["status"] == "cancelled":
        return "cancelled"
    if done:
        return "done"
    if done is None:
        return "not_reported"
    if due and due < a:
        return "overdue"
    begins_later = bool(task["actual_start"] and task["actual_start"] > a)
    if task["status"] == "paused" and not begins_later:
        return "paused"
    if not due:
        return "undated"
    if due <= a + timedelta(days=7):
        return "due_soon"
    return "not_started" if task["status"] == "not_started" or begins_later else "in_progress"


def slow_expected(task: Row, a: date) -> float | None:
    start, due = task["start"], due_day(task)
    if not due:
        return None
    if not start:
        return 1.0 if a >= due else 0.0
    if start > due:
        return None
    return min(1.0, max(0.0, ((a - start).days + 1) / ((due - start).days + 1)))


def slow_stuck(task: Row, a: date, r: date) -> bool:
    gate, by = task["gate_status"], task["gate_date"]
    if gate == "退回修改" or (gate in ("待报", "已报") and by and by < a.isoformat()):
        return True
    begins_later = task["actual_start"] and task["actual_start"] > a
    return task["status"] == "paused" and not is_done(task, a, r) and not begins_later


NEVER_UNKNOWN = ("due_unreported", "due_soon", "not_reported", "undated")
OF_REPORTS = ("done", "done_of_due", "due_today", "overdue", "done_early", "done_undated")


def slow_progress(rows: list[Row], a: date, r: date) -> Row:
    counted = [row for row in rows if row["status"] != "cancelled"]
    found = dict.fromkeys((*NEVER_UNKNOWN, *OF_REPORTS), 0)
    on_time = known = unknown = dated = undated = 0
    for task in counted:
        done, due = is_done(task, a, r), due_day(task)
        found["done"] += done is True
        found["not_reported"] += done is None
        found["undated"] += due is None
        found["done_undated"] += due is None and done is True
        if due is None:
            continue
        found["due_soon"] += done is not True and a <= due <= a + timedelta(days=7)
        found["done_early"] += done is True and due > a
        if due > a:
            continue
        found["done_of_due"] += done is True
        found["due_unreported"] += done is None
        found["due_today"] += done is False and due == a
        found["overdue"] += done is False and due < a
        dated += bool(done and task["actual_done"])
        undated += task["status"] == "done" and not task["actual_done"]
        if done is None or (done and not task["actual_done"]):
            unknown += 1
        else:
            known += 1
            on_time += bool(done and task["actual_done"] <= due)
    answer: Row = {**found, "on_time": (0, 0, unknown) if undated and not dated else (on_time, known, unknown)}
    if not any(row["status"] != "not_reported" or row["actual_done"] for row in counted):
        answer |= dict.fromkeys((*OF_REPORTS, "on_time"))
    return answer | {
        "total": len(counted),
        "cancelled": len(rows) - len(counted),
        "should_be_done": sum((due_day(row) or date.max) <= a for row in counted),
        "stuck": sum(slow_stuck(row, a, r) for row in counted),
    }


def as_row(figures: Any) -> Row:
    found = {name: getattr(figures, name) for name in figures.__slots__ if name != "as_of"}
    rate = found["on_time"]
    return found | {"on_time": rate and (rate.numerator, rate.denominator, rate.unknown)}


@settings(max_examples=60 * TIMES, deadline=None)
@given(rows=tasks, a=days, r=days)
def test_tasks_are_counted_as_the_definitions_say(rows: list[Row], a: date, r: date) -> None:
    as_of = AsOf(a, r)
    states = task_states(frame_of(make_tasks, rows), as_of)
    board = progress(states, as_of)

    assert as_row(board) == slow_progress(rows, a, r)
    assert states[State.LAMP].tolist() == [slow_lamp(row, a, r) for row in rows]
    assert [None if pd.isna(value) else value for value in states[State.EXPECTED]] == [slow_expected(row, a) for row in rows]
    if board.is_reported:
        parts = (board.done_of_due, board.due_today, board.overdue, board.due_unreported)
        assert board.should_be_done == sum(part or 0 for part in parts)
        assert board.done == sum(part or 0 for part in (board.done_of_due, board.done_early, board.done_undated))
    for phase in phase_progress(states, as_of):
        assert as_row(phase.progress) == slow_progress([row for row in rows if row["phase"] == phase.phase], a, r)


@settings(max_examples=50 * TIMES, deadline=None)
@given(rows=tasks, a=days, r=days)
def test_the_curve_equals_the_board_on_each_of_its_days(rows: list[Row], a: date, r: date) -> None:
    drawn = s_curve(task_states(frame_of(make_tasks, rows), AsOf(a, r)), AsOf(a, r))

    counted = [row for row in rows if row["status"] != "cancelled"]
    some_undated = any(row["status"] == "done" and not row["actual_done"] for row in counted)
    past_unknown = some_undated and not any(row["actual_done"] for row in counted)
    for point in drawn.points:
        then = slow_progress(rows, point.day, r)
        is_drawn = point.day <= min(a, r) and (point.day >= r or not past_unknown)
        assert point.should_be_done == then["should_be_done"]
        assert point.plan == then["should_be_done"] / then["total"]
        assert point.done == (then["done"] if is_drawn else None)


def disclosed(rows: list[Row], audience: Audience) -> pd.DataFrame:
    source = frame_of(make_feedback, rows, feedback_id=[f"Y{n}" for n in range(len(rows))])
    return disclose(make_workbook(no_tasks(), source), audience).feedback


def is_seen(row: Row, audience: Audience) -> bool:
    return audience is Audience.HEAD or row["target"] != "person"


def slow_problems(rows: list[Row]) -> list[Row]:
    """The rows of the ledger, or where there is none, the opinions that anything was decided about; none that was merged away."""
    main = [row for row in rows if not row["merged_into"]]
    if any(row["role"] == "rectification" for row in rows):
        return [row for row in main if row["role"] == "rectification"]
    return [row for row in main if row["measure"] or row["rectification_kind"] or (row["status"] or "not_reported") != "not_reported"]


@settings(max_examples=35 * TIMES, deadline=None)
@given(rows=opinions, audience=st.sampled_from([Audience.ALL_MEMBERS, Audience.HEAD]))
def test_opinions_are_counted_as_the_definitions_say(rows: list[Row], audience: Audience) -> None:
    feedback, heard = disclosed(rows, audience), [row for row in rows if row["role"] == "feedback"]
    main = [row for row in heard if not row["merged_into"]]
    totals, groups = feedback_totals(feedback), by_category(feedback)

    assert (totals.raw, totals.merged) == (sum(1 if row["raw_count"] is None else row["raw_count"] for row in heard), len(main))
    assert totals.personal == sum(not is_seen(row, audience) for row in main)
    assert totals.merged == sum(group.merged for group in groups) + totals.personal
    assert totals.raw == sum(group.raw for group in groups) + totals.personal_raw
    for group in groups:
        assert group.merged == sum((row["category"] or "") == group.name for row in main if is_seen(row, audience))
        assert group.share == (group.merged / len(main) if main else 0.0)


@settings(max_examples=35 * TIMES, deadline=None)
@given(rows=opinions, a=days, audience=st.sampled_from([Audience.ALL_MEMBERS, Audience.HEAD]))
def test_problems_are_counted_as_the_definitions_say(rows: list[Row], a: date, audience: Audience) -> None:
    feedback, every = disclosed(rows, audience), slow_problems(rows)
    problems = [row for row in every if is_seen(row, audience)]
    states = [row["status"] or "not_reported" for row in problems]
    reported = any(state != "not_reported" for state in states)
    closes = any(row["closed"] or row["status"] == "closed" for row in problems)
    done, closed = sum(state in ("done_unchecked", "closed") for state in states), states.count("closed")
    found = rectification_totals(feedback, AsOf(a, a))

    assert (found.problems, found.personal) == (len(every), len(every) - len(problems))
    assert {str(state): n for state, n in found.states} == {state: states.count(state) for state in set(states)}
    assert (found.completion and found.completion.numerator) == (done if reported else None)
    assert (found.closure and found.closure.numerator) == (closed if reported and closes else None)
    late = [
        row["status"] in ("open", "in_progress", "returned", "reopened")
        and bool(row["due"])
        and row["due"] < a
        and row["rectification_kind"] != "long_term"
        for row in problems
    ]
    assert found.overdue == (sum(late) if reported else None)
    assert found.long_term == sum(row["rectification_kind"] == "long_term" for row in problems)
    assert sum(each.problems for each in rectification_by_category(feedback)) == len(problems)
    measures = sum(bool(row["measure"]) for row in problems)
    assert funnel(feedback).with_measures == (measures if measures or not problems else None)
