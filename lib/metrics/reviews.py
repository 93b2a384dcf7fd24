"""When tasks without a due day are looked at: the age of what is to be done at once, and the next review meeting.

An age needs a known start, the actual one, else the planned one; it is never counted from a day that nobody wrote down.
Meetings are what the settings sheet lists; days in it that cannot be read for sure are left out.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from lib.deadlines import parse_deadline
from lib.metrics.model import AsOf
from lib.schema import Task

_MEETINGS = re.compile(
    r"(督导|推进|调度|评议|评审|复盘|工作|领导小组)?(会议?|例会)(的)?(日期|时间|安排)|(review[- ]?)?meeting(s|[- ]dates?| days?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[、；;,，\n]+")


def age_days(states: pd.DataFrame, as_of: AsOf) -> pd.Series:
    """Days since each task began, by its actual or planned start; NA where neither is known or it lies after A."""
    begun = states[Task.ACTUAL_START].fillna(states[Task.PLAN_START])
    age = (pd.Timestamp(as_of.day) - begun).dt.days
    days: pd.Series = age.where(age.ge(0)).astype("Int64")
    return days


def review_days(settings: Iterable[tuple[str, str]], year: int | None) -> tuple[date, ...]:
    """The days of the review meetings that a settings sheet lists, in order.

    Args:
        settings: the lines of the sheet that no other setting claims, name and value.
        year: the plan's year, for days written without one.
    """
    listed = [part for name, value in settings if _MEETINGS.fullmatch(name.strip()) for part in _BETWEEN.split(value)]
    read = [parse_deadline(part, year) for part in listed]
    return tuple(sorted({each.end for each in read if each.end is not None and each.start == each.end}))


def next_review(meetings: Sequence[date], as_of: AsOf) -> date | None:
    """The first meeting after A, None where none is set."""
    return min((day for day in meetings if day > as_of.day), default=None)
