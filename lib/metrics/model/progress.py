"""Plan against actual on one day: in all, and of a phase."""

from dataclasses import dataclass
from datetime import date

from lib.metrics.model.judged import AsOf, Rate
from lib.schema import Lamp


@dataclass(frozen=True, slots=True)
class Progress:
    """Plan against actual on one day, over some tasks.

    total excludes cancelled tasks and includes undated ones. should_be_done = done_of_due + due_today
    + overdue + due_unreported. done = done_of_due + done_early + done_undated. Where nothing was
    reported, done, done_of_due, overdue, done_early, done_undated and on_time are None.
    due_soon: not done and A ≤ due ≤ A + days. undated: no due day can be known.
    """

    as_of: AsOf
    total: int
    cancelled: int
    should_be_done: int
    done: int | None
    done_of_due: int | None
    due_today: int | None
    overdue: int | None
    due_unreported: int
    done_early: int | None
    done_undated: int | None
    due_soon: int
    not_reported: int
    undated: int
    stuck: int
    on_time: Rate | None

    @property
    def is_reported(self) -> bool:
        """Whether any task's progress was reported at all."""
        return self.done is not None

    @property
    def is_unknown(self) -> bool:
        """Whether of no task is known whether it is done: none was reported, or on an earlier day each may be done since."""
        return self.done is None or (bool(self.total) and self.not_reported == self.total)

    @property
    def is_undated(self) -> bool:
        """Whether tasks count and none of them has a due day: what should be done, or comes next, is then unknown and not nothing."""
        return bool(self.total) and self.undated == self.total

    @property
    def plan_share(self) -> float | None:
        """Should be done / all; None where no due day is known."""
        return self.should_be_done / self.total if self.total and not self.is_undated else None

    @property
    def actual_share(self) -> float | None:
        """Done / all; None where not reported."""
        return None if self.done is None else self.done / self.total


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """One phase: its bar is done / all, its mark should_be_done / all; `lamps` counts its tasks by lamp.

    `start` and `end` are the first start or due day and the last due day of its tasks, None where unknown. `is_begun`: a task of it was
    reported as more than not started, which no lamp tells of one that is due soon or has no day.
    """

    phase: str
    progress: Progress
    lamps: tuple[tuple[Lamp, int], ...]
    start: date | None
    end: date | None
    is_begun: bool

    @property
    def state(self) -> Lamp:
        """The phase as one lamp, the first that holds: cancelled or done whole, not reported, a task late, under way, not started.

        Where nothing is known to have begun, what is not known of may have: such a phase is not reported.
        """
        if not self.progress.total:
            return Lamp.CANCELLED
        if self.progress.done == self.progress.total:
            return Lamp.DONE
        if self.progress.is_unknown:
            return Lamp.NOT_REPORTED
        if self.progress.overdue:
            return Lamp.OVERDUE
        if self.is_begun:
            return Lamp.IN_PROGRESS
        return Lamp.NOT_REPORTED if self.progress.not_reported else Lamp.NOT_STARTED
