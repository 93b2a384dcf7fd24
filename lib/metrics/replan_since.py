"""The due days of tasks as a review meeting saw them, and how far they have moved since.

A due day here is the one that counts (agreed, else planned, else the end of the window). Slip is in days, positive where later. A task
that the meeting's version does not know for sure, and one without a due day on either side, has no slip.
"""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib.access import DisclosedPair
from lib.matching import How
from lib.metrics.progress import day_or_none
from lib.schema import Status, Task


@dataclass(frozen=True, slots=True)
class DueSince:
    """One task: its due day at the meeting and now, and the days between; None where there is none."""

    ref: str
    number: str
    task: str
    owner_unit: str
    then: date | None
    now: date | None
    moved: int | None


@dataclass(frozen=True, slots=True)
class SinceMeeting:
    """Every task of the version shown that the meeting's version knew too, in the sheet's order; cancelled ones are left out."""

    meeting: str
    version: int
    published: date
    rows: tuple[DueSince, ...]

    def of(self, ref: str) -> DueSince | None:
        """One task by its row, None where the meeting did not see it."""
        return next((row for row in self.rows if row.ref == ref), None)

    def within(self, refs: Container[str]) -> "SinceMeeting":
        """The same of some rows only."""
        return replace(self, rows=tuple(row for row in self.rows if row.ref in refs))

    @property
    def later(self) -> int:
        """How many tasks were put off since."""
        return sum(row.moved is not None and row.moved > 0 for row in self.rows)

    @property
    def earlier(self) -> int:
        """How many were brought forward since."""
        return sum(row.moved is not None and row.moved < 0 for row in self.rows)

    @property
    def moved(self) -> tuple[DueSince, ...]:
        """The tasks whose due day is another now."""
        return tuple(row for row in self.rows if row.moved)


def since_meeting(pair: DisclosedPair, meeting: str, version: int, published: date) -> SinceMeeting:
    """Join the due days of both versions.

    Args:
        pair: the version that the meeting looked at, and the one shown, as one audience may compare them; never modified.
        meeting: the meeting's name.
        version: the number of the version that it looked at.
        published: the day on which that was published.
    """
    sure = {each.new: each.old for each in pair.matching.tasks if each.old and each.new and each.how is not How.UNSURE}
    old, new = pair.old.tasks, pair.new.tasks
    shown = new[new[Task.REF].isin(list(sure)) & new[Task.STATUS].ne(str(Status.CANCELLED))]
    then = old.set_index(Task.REF)[Task.DUE].reindex([sure[ref] for ref in shown[Task.REF]])
    then.index = shown.index
    moved = (shown[Task.DUE] - then).dt.days
    texts = shown[[Task.REF, Task.NUMBER, Task.TASK, Task.OWNER_UNIT]].fillna("")
    rows = tuple(
        DueSince(ref, number, task, unit, day_or_none(before), day_or_none(now), None if pd.isna(days) else int(days))
        for (ref, number, task, unit), before, now, days in zip(
            texts.itertuples(index=False, name=None), then, shown[Task.DUE], moved, strict=True
        )
    )
    return SinceMeeting(meeting, version, published, rows)
