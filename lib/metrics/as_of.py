"""The day that is judged (A) and the day that the workbook speaks of (R). Both are decided here, once.

R is the workbook's own 数据截止日期, else the day it was published. Where neither is known, nothing says that
the workbook is older than the day on which it is read, and R is that day, or in a plan wholly past its last due day.
"""

from dataclasses import replace
from datetime import date

import pandas as pd

from lib.metrics.model import AsOf
from lib.schema import Opinion, Status, Task


def judge_day(workbook_as_of: date | None, published: date | None, today: date, last_due: date | None, chosen: date | None) -> AsOf:
    """The day to judge, and the day reported on.

    A chosen day stands. Else A is today; but a plan wholly in the past is judged on R, or where it names no day and was
    not published while it ran, on its last due day (`held`), since nobody wants to be told of years of
    lateness. A day reported that lies after today is believed: A is never before R unless chosen.

    Args:
        workbook_as_of: the day the workbook names, if it does.
        published: the day it was published, if it was.
        today: the clock's day, from the caller.
        last_due: the last due day of the plan (see `last_due_day`); None where nothing is dated.
        chosen: the day a reader asked for.
    """
    judged = _judged(workbook_as_of, published, today, last_due, chosen)
    return replace(judged, in_another_year=last_due is not None and last_due.year != judged.day.year)


def _judged(workbook_as_of: date | None, published: date | None, today: date, last_due: date | None, chosen: date | None) -> AsOf:
    reported = workbook_as_of or published
    if chosen is not None:
        return AsOf(chosen, reported or _judged(None, None, today, last_due, None).reported)
    if last_due is not None and last_due < today:
        if workbook_as_of is not None:
            return AsOf(workbook_as_of, workbook_as_of)
        if published is not None and published <= last_due:
            return AsOf(published, published)
        return AsOf(last_due, last_due, held=True)
    if reported is None:
        return AsOf(today, today)
    return AsOf(max(today, reported), reported)


def last_due_day(tasks: pd.DataFrame, feedback: pd.DataFrame) -> date | None:
    """The last due day of the tasks that are not cancelled, or without a dated one, of all problems; None where nothing is dated."""
    live = tasks[tasks[Task.STATUS].ne(str(Status.CANCELLED))]
    for dues in (live[Task.DUE], feedback[Opinion.DUE]):
        last = dues.max()
        if pd.notna(last):
            return pd.Timestamp(last).date()
    return None
