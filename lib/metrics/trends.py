"""How four figures came to be what they are: should be done, done, overdue and due soon, 旬 by 旬 up to the as-of day.

Every point is what the board would say on that day with today's workbook: due days as they are agreed now, done days as reported.
A task done without a day is unknown before R; it is neither done nor overdue there, and is counted beside. Where no done task has a
day, it is unknown how many were done, as it is in the S-curve.
The total has no trend: one workbook tells how many tasks there are, not how many there were.
"""

from datetime import timedelta

import numpy as np
import pandas as pd

from lib.metrics.figures import DUE_SOON_DAYS
from lib.metrics.model import AsOf, Trend, TrendPoint
from lib.metrics.states import State, is_reported
from lib.schema import Status, Task

MOST_POINTS = 74
"""Two years of 旬; of a longer past the last two years are shown."""

_DAY = np.timedelta64(1, "D")


def trend(states: pd.DataFrame, as_of: AsOf, due_soon_days: int = DUE_SOON_DAYS) -> Trend:
    """The figures at the end of each 旬 from the first start to A, and on A.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
        due_soon_days: how many days ahead a due day is soon.
    """
    counted = states[states[State.COUNTS]]
    says_done = counted[Task.STATUS].eq(str(Status.DONE))
    blank = counted[Task.STATUS].isna() | counted[Task.STATUS].eq(str(Status.NOT_REPORTED))
    is_dated = counted[Task.ACTUAL_DONE].notna()
    without_day = int((says_done & ~is_dated).sum())
    days = _days(counted, as_of)
    due = counted[Task.DUE].notna()
    always_open = counted.loc[due & ~is_dated & ~says_done & ~blank, Task.DUE]
    closed = counted.loc[due & is_dated, [Task.DUE, Task.ACTUAL_DONE]]
    late_until = np.maximum(_stamps(closed[Task.DUE]) + _DAY, _stamps(closed[Task.ACTUAL_DONE]))
    joined = np.where(days >= np.datetime64(as_of.reported), without_day, 0)
    should = _until(counted.loc[due, Task.DUE], days)
    done = _until(counted.loc[is_dated, Task.ACTUAL_DONE], days) + joined
    overdue = (
        _until(always_open, days - _DAY) + _until(closed[Task.DUE], days - _DAY) - np.searchsorted(np.sort(late_until), days, side="right")
    )
    soon = _due_soon(counted[due], says_done[due], as_of, days, due_soon_days)
    known, past_unknown = is_reported(states), without_day > 0 and not is_dated.any()
    figures = zip(days.astype(object).tolist(), should.tolist(), done.tolist(), overdue.tolist(), soon.tolist(), strict=True)
    points = tuple(
        TrendPoint(
            day, planned, finished if known and (day >= as_of.reported or not past_unknown) else None, late if known else None, nearing
        )
        for day, planned, finished, late, nearing in figures
    )
    return Trend(points, len(counted), without_day)


def _due_soon(dated: pd.DataFrame, says_done: pd.Series, as_of: AsOf, days: np.ndarray, ahead: int) -> np.ndarray:
    """Not known to be done, and due within so many days: from `ahead` days before the due day to it, or until it was done."""
    due = _stamps(dated[Task.DUE])
    done_on = dated[Task.ACTUAL_DONE].where(dated[Task.ACTUAL_DONE].notna() | ~says_done, pd.Timestamp(as_of.reported))
    ends = np.where(done_on.notna(), np.minimum(due, _stamps(done_on) - _DAY), due)
    starts = due - ahead * _DAY
    is_ever = starts <= ends
    begun = np.searchsorted(np.sort(starts[is_ever]), days, side="right")
    return begun - np.searchsorted(np.sort(ends[is_ever]), days)


def _days(counted: pd.DataFrame, as_of: AsOf) -> np.ndarray:
    """The last day of each 旬 before A, and A; nothing where the plan begins after A or has no day."""
    dated = counted[counted[Task.DUE].notna()]
    first = dated[[Task.START, Task.DUE]].min().min()
    if pd.isna(first) or first.date() > as_of.day:
        return np.array([], dtype="datetime64[D]")
    ends = [as_of.day]
    earlier = as_of.day
    while len(ends) < MOST_POINTS:
        earlier = earlier.replace(day=1 if earlier.day <= 10 else 11 if earlier.day <= 20 else 21) - timedelta(days=1)
        if earlier < first.date():
            break
        ends.append(earlier)
    return np.array(ends[::-1], dtype="datetime64[D]")


def _stamps(days: pd.Series) -> np.ndarray:
    return days.to_numpy("datetime64[us]").astype("datetime64[D]")


def _until(events: pd.Series, days: np.ndarray) -> np.ndarray:
    """How many events lie on each day or before."""
    return np.searchsorted(np.sort(_stamps(events)), days, side="right")
