"""Plan and actual shares over time, a point for the last day of each 旬.

The plan runs from the 旬 of the first start to that of the last due day. The actual line ends at the earlier of A and R
and has a point on that very day; what was done after the last due day is drawn too, the plan going on beside it. Its
past is drawn from tasks with a day of completion alone; those without one join on R, and are counted beside the curve.
Where no done task has a day, nothing is known of the past, and the line is that one point.
"""

from calendar import monthrange
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lib.metrics.model import AsOf, CurvePoint, SCurve
from lib.metrics.states import State, is_reported
from lib.schema import Status, Task

_MOST_AFTER = timedelta(days=731)
"""So long after the plan's end the line still has a point a 旬; later only the one on its last day."""


def s_curve(states: pd.DataFrame, as_of: AsOf) -> SCurve:
    """Both shares for each 旬.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
    """
    counted = states[states[State.COUNTS]]
    due = counted[Task.DUE].dropna()
    without_day = counted[Task.STATUS].eq(str(Status.DONE)) & counted[Task.ACTUAL_DONE].isna()
    total, late_joiners = len(counted), int(without_day.sum())
    if due.empty:
        return SCurve((), as_of, total, late_joiners, total)
    starts = counted.loc[counted[Task.DUE].notna(), Task.START].dropna()
    first = min(starts.min(), due.min()) if len(starts) else due.min()
    last_actual = min(as_of.day, as_of.reported)
    reported = is_reported(states)
    last = due.max().date()
    if _rises_after(ten_end(last), counted, as_of):
        last = min(last_actual, last + _MOST_AFTER)
    days = _days(first.date(), last, last_actual)
    if last < last_actual and last != due.max().date():
        days.append(last_actual)
    stamps = np.array(days, dtype="datetime64[us]")
    should = np.searchsorted(np.sort(due.to_numpy("datetime64[us]")), stamps, side="right")
    done_on = np.sort(counted[Task.ACTUAL_DONE].dropna().to_numpy("datetime64[us]"))
    done = np.searchsorted(done_on, stamps, side="right")
    past_unknown = late_joiners > 0 and not len(done_on)
    points = []
    for day, planned, finished in zip(days, should.tolist(), done.tolist(), strict=True):
        actual = None
        if reported and day <= last_actual and (day >= as_of.reported or not past_unknown):
            actual = finished + (late_joiners if day >= as_of.reported else 0)
        points.append(CurvePoint(day, planned / total, None if actual is None else actual / total, planned, actual))
    begins_later = reported and last_actual < days[0]
    return SCurve(tuple(points), as_of, total, late_joiners, total - len(due), begins_later, _done_undated(counted, as_of))


def _done_undated(counted: pd.DataFrame, as_of: AsOf) -> int:
    """How many tasks without a due day the actual line holds at its end."""
    day, reported = counted[Task.ACTUAL_DONE], pd.Timestamp(as_of.reported)
    last_actual = min(pd.Timestamp(as_of.day), reported)
    joins = counted[Task.STATUS].eq(str(Status.DONE)) & day.isna() & (last_actual >= reported)
    done = day.le(last_actual) | joins
    return int((done & counted[Task.DUE].isna()).sum())


def _rises_after(end: date, counted: pd.DataFrame, as_of: AsOf) -> bool:
    """Whether anything was done after `end`, by the earlier of A and R; a task without a day of completion joins on R."""
    last_actual = min(as_of.day, as_of.reported)
    if last_actual <= end:
        return False
    done_on = counted[Task.ACTUAL_DONE]
    joins = counted[Task.STATUS].eq(str(Status.DONE)) & done_on.isna() & (as_of.day >= as_of.reported)
    since = done_on.gt(pd.Timestamp(end)) & done_on.le(pd.Timestamp(last_actual))
    return bool((joins | since).any())


def _days(first: date, last: date, last_actual: date) -> list[date]:
    """The last day of each 旬 from first to last, and the last day of the actual line where it lies among them."""
    ends = [ten_end(first)]
    while ends[-1] < last:
        ends.append(ten_end(ends[-1] + timedelta(days=1)))
    if first <= last_actual <= ends[-1] and last_actual not in ends:
        ends.append(last_actual)
    return sorted(ends)


def ten_end(day: date) -> date:
    """The last day of the 旬 that holds `day`: the 10th, the 20th or the last of the month."""
    if day.day <= 20:
        return day.replace(day=10 if day.day <= 10 else 20)
    return day.replace(day=monthrange(day.year, day.month)[1])
