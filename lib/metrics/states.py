"""What each task is on one day: done, late, stuck, and by which lamp it is shown.

The columns of `State` are added to a copy of the tasks; every other figure about tasks is counted from them.
A is the as-of day, R the day reported on. A task is late only after the last day of its window.
"""

from enum import StrEnum

import numpy as np
import pandas as pd

from lib.metrics.gates import is_gate_stuck
from lib.metrics.model import AsOf
from lib.schema import Lamp, Status, Task


class State(StrEnum):
    """What `task_states` adds.

    IS_DONE is NA where it cannot be known at A: the status is blank, or the task is done but the day is unknown and
    A lies before R. The other booleans are never NA. DAYS_LATE counts from the due day, for done tasks to the
    day they were done; NA where not late or not known. EXPECTED is 0.0 to 1.0, NaN where unknown.
    """

    COUNTS = "counts"  # not cancelled
    IS_REPORTED = "is_reported"  # something is known about its progress
    IS_DONE = "is_done"
    DONE_DAY_KNOWN = "done_day_known"
    IS_DUE = "is_due"  # due day is A or before
    IS_OVERDUE = "is_overdue"
    IS_DUE_SOON = "is_due_soon"
    IS_STUCK = "is_stuck"
    BEGINS_LATER = "begins_later"  # by its own actual start, after A
    DAYS_LATE = "days_late"
    EXPECTED = "expected"
    LAMP = "lamp"


def task_states(tasks: pd.DataFrame, as_of: AsOf, due_soon_days: int = 7, *, marks_late_done: bool = False) -> pd.DataFrame:
    """A copy of the tasks with the columns of `State`.

    Args:
        tasks: columns of `Task`; never modified.
        as_of: the day judged and the day reported on.
        due_soon_days: how many days ahead a due day is soon.
        marks_late_done: whether the declared rule tells apart what was done after its due day.
    """
    day = pd.Timestamp(as_of.day)
    status, due, done_on = tasks[Task.STATUS], tasks[Task.DUE], tasks[Task.ACTUAL_DONE]
    cancelled = _is(status, Status.CANCELLED)
    done, known = done_at(tasks, as_of)
    not_done = known & ~done
    soon = due.ge(day) & due.le(day + pd.Timedelta(days=due_soon_days))
    states = tasks.copy()
    states[State.COUNTS] = ~cancelled
    states[State.IS_REPORTED] = known
    states[State.IS_DONE] = done.astype("boolean").where(known)
    states[State.DONE_DAY_KNOWN] = done & done_on.notna()
    states[State.IS_DUE] = ~cancelled & due.le(day)
    states[State.IS_OVERDUE] = ~cancelled & not_done & due.lt(day)
    states[State.IS_DUE_SOON] = ~cancelled & ~done & soon
    states[State.BEGINS_LATER] = tasks[Task.ACTUAL_START].gt(day) & ~done
    is_paused = _is(status, Status.PAUSED) & ~done & ~states[State.BEGINS_LATER]
    states[State.IS_STUCK] = ~cancelled & (is_paused | is_gate_stuck(tasks, as_of.day))
    states[State.DAYS_LATE] = _days_late(states, day)
    states[State.EXPECTED] = expected_progress(tasks, as_of)
    states[State.LAMP] = _lamp(states, cancelled, marks_late_done)
    return states


def done_at(tasks: pd.DataFrame, as_of: AsOf) -> tuple[pd.Series, pd.Series]:
    """Whether each task is done at A, and whether that is known.

    Done: the actual day is A or before; or the status says so without a day, and A is R or after. A day after A
    means not yet done, whatever the status says. Without a day, before R, it is not known.
    """
    done_on = tasks[Task.ACTUAL_DONE]
    says_done = _is(tasks[Task.STATUS], Status.DONE)
    dated = done_on.notna()
    on_report = says_done & ~dated
    is_after_report = as_of.day >= as_of.reported
    done = done_on.le(pd.Timestamp(as_of.day)) | (on_report & is_after_report)
    blank = tasks[Task.STATUS].isna() | _is(tasks[Task.STATUS], Status.NOT_REPORTED)
    known = (dated | ~blank) & ~(on_report & (not is_after_report))
    return done.astype(bool), known.astype(bool)


def expected_progress(tasks: pd.DataFrame, as_of: AsOf) -> pd.Series:
    """How far each task should be: (A − start + 1) / (due − start + 1), held in 0 to 1.

    Without a start 0 before the due day and 1 from it on; without a due day, or with a start after it, NaN.
    """
    day = pd.Timestamp(as_of.day)
    start, due = tasks[Task.START], tasks[Task.DUE]
    through = ((day - start).dt.days + 1) / ((due - start).dt.days + 1).where(start.le(due))
    stepped = due.le(day).astype("float64")
    expected: pd.Series = through.clip(0.0, 1.0).where(start.notna(), stepped).where(due.notna()).astype("float64")
    return expected


def known_done(states: pd.DataFrame) -> pd.Series:
    """Whether each task is known to be done; what cannot be known is not."""
    done: pd.Series = states[State.IS_DONE].fillna(False).astype(bool)
    return done


def is_reported(states: pd.DataFrame) -> bool:
    """Whether the progress of any task that counts was reported at all; else nothing may be said about it."""
    says = states[Task.STATUS].notna() & states[Task.STATUS].ne(str(Status.NOT_REPORTED))
    return bool((states[State.COUNTS] & (says | states[Task.ACTUAL_DONE].notna())).any())


def _is(status: pd.Series, value: Status) -> pd.Series:
    return status.eq(str(value))


def _days_late(states: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    until = states[Task.ACTUAL_DONE].where(states[State.DONE_DAY_KNOWN], day)
    late = (until - states[Task.DUE]).dt.days
    is_known = states[State.COUNTS] & (states[State.IS_OVERDUE] | states[State.DONE_DAY_KNOWN]) & late.gt(0)
    days: pd.Series = late.where(is_known).astype("Int64")
    return days


def _lamp(states: pd.DataFrame, cancelled: pd.Series, marks_late_done: bool) -> pd.Series:
    """The first that holds, in the order of `Lamp`. What began only after A had not started, whatever the status says."""
    status = states[Task.STATUS]
    done = known_done(states)
    begun = ~states[State.BEGINS_LATER]
    under_way = ~_is(status, Status.NOT_STARTED) & begun
    rules = {
        Lamp.CANCELLED: cancelled,
        Lamp.CAUGHT_UP: done & states[State.DAYS_LATE].notna() & marks_late_done,
        Lamp.DONE: done,
        Lamp.NOT_REPORTED: ~states[State.IS_REPORTED],
        Lamp.OVERDUE: states[State.IS_OVERDUE],
        Lamp.PAUSED: _is(status, Status.PAUSED) & begun,
        Lamp.UNDATED: states[Task.DUE].isna(),
        Lamp.DUE_SOON: states[State.IS_DUE_SOON],
        Lamp.IN_PROGRESS: under_way,
    }
    chosen = np.select([rule.to_numpy(bool) for rule in rules.values()], [str(lamp) for lamp in rules], default=str(Lamp.NOT_STARTED))
    return pd.Series(chosen, index=states.index)
