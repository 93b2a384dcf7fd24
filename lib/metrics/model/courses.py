"""Figures over time: the two lines of the S-curve, and the small trends behind the head of a page."""

from dataclasses import dataclass
from datetime import date

from lib.metrics.model.judged import AsOf


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The two shares at the last day of one 旬; `actual` is None after min(A, R) or where not reported."""

    day: date
    plan: float
    actual: float | None
    should_be_done: int
    done: int | None


@dataclass(frozen=True, slots=True)
class SCurve:
    """Both shares over time. `done_without_day`: done tasks that the past of the line cannot show before R. `done_undated`: those of the
    `undated` that are in the actual line and can be in no plan.

    `begins_later`: progress was reported and there is no actual line yet, since the plan begins after A or R.
    """

    points: tuple[CurvePoint, ...]
    as_of: AsOf
    total: int
    done_without_day: int
    undated: int
    begins_later: bool = False
    done_undated: int = 0


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Four figures as they stood at the end of one day; done and overdue are None where nothing was reported, done also
    before R where no done task has a day."""

    day: date
    should_be_done: int
    done: int | None
    overdue: int | None
    due_soon: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures 旬 by 旬 up to A; the last point is A and equals the headline.

    `done_without_day` tasks are missing before R, in done and in overdue alike: nobody knows since when they are done;
    in due soon they stand among those not known to be done, as they do in the headline of such a day.
    """

    points: tuple[TrendPoint, ...]
    total: int
    done_without_day: int
