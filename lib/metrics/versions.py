"""The few figures that are kept with each version, so that trends across versions need no workbook to be opened.

Shares are 0.0 to 1.0, days are days, the rest are counts. None means that the version could not say it: no task, no problem,
no day that can be read, or nothing reported. It is never written as 0.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

import pandas as pd

from lib.metrics.model import Progress, RectificationTotals
from lib.metrics.states import State
from lib.schema import Rectification, Task


class VersionFigure(StrEnum):
    """The names under which the figures are kept; the same as the fields of `VersionFigures`."""

    DONE_SHARE = "done_share"
    LATE = "late"
    CLOSED_SHARE = "closed_share"
    SLIP_DAYS = "slip_days"
    ALL_TASKS = "all_tasks"
    DONE = "done"
    SHOULD_BE_DONE = "should_be_done"
    PROBLEMS = "problems"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class VersionFigures:
    """What one version said on the day of its publishing.

    done_share = done / all_tasks, cancelled tasks left out. late counts overdue tasks. slip_days adds up agreed minus original
    over the tasks whose day was agreed anew; where tasks are dated and none was, that is 0. closed_share is the closure rate.
    """

    done_share: float | None
    late: int | None
    closed_share: float | None
    slip_days: int | None
    all_tasks: int | None
    done: int | None
    should_be_done: int | None
    problems: int | None
    closed: int | None

    def named(self) -> tuple[tuple[VersionFigure, float | None], ...]:
        """Every figure with its name, as a store keeps it."""
        return tuple((VersionFigure(figure.name), getattr(self, figure.name)) for figure in fields(self))


def version_figures(progress: Progress, totals: RectificationTotals, states: pd.DataFrame) -> VersionFigures:
    """The figures to keep with a version.

    Args:
        progress: over all tasks, on the day of publishing.
        totals: over all problems, on the same day.
        states: what `task_states` gives for that day; never modified.
    """
    counted = states[states[State.COUNTS]]
    is_dated = bool(counted[Task.DUE].notna().any())
    closure = totals.closure
    return VersionFigures(
        done_share=progress.actual_share,
        late=progress.overdue if is_dated else None,
        closed_share=closure.share if closure else None,
        slip_days=int(counted[Task.SLIP_DAYS].sum()) if is_dated else None,
        all_tasks=progress.total or None,
        done=progress.done,
        should_be_done=progress.should_be_done if is_dated else None,
        problems=totals.problems or None,
        closed=dict(totals.states).get(Rectification.CLOSED, 0) if closure else None,
    )
