"""What a comparison of two versions gives: kinds of change, and frames of changed rows and changed cells."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class ChangeKind(StrEnum):
    """What happened to a row. A row may be of several kinds; the order is from the worst on."""

    REMOVED = "removed"  # the row stands in the old version only
    CANCELLED = "cancelled"  # still there, and now reported as cancelled
    REOPENED = "reopened"  # a step backwards: done → not done, closed → open, sent back, progress fallen
    CLEARED = "cleared"  # a cell that was filled is blank
    NEWLY_LATE = "newly_late"  # late on the new version's day, not late on the old one's
    REPLANNED = "replanned"  # another due day
    NEWLY_DONE = "newly_done"  # a task done; a problem done by its unit and not checked yet
    CLOSED = "closed"  # a problem closed by the checker
    ADDED = "added"  # the row stands in the new version only
    MERGED = "merged"  # an opinion merged into another
    STATUS = "status"  # state or progress, in no way named above
    OWNER = "owner"  # leader, responsible unit, person, or those who help
    MOVED = "moved"  # a task in another phase
    REWORDED = "reworded"  # the task, the opinion or the problem in other words
    OTHER = "other"  # any other cell


class Side(StrEnum):
    """Which of the two tables a row belongs to."""

    TASKS = "tasks"
    FEEDBACK = "feedback"


class Changed(StrEnum):
    """Columns of the frames `rows` and `fields`; each kind is a boolean column of `rows` too."""

    TABLE = "table"  # a `Side`
    OLD_REF = "old_ref"  # NaN where the row is added
    NEW_REF = "new_ref"  # NaN where it was taken out
    HOW = "how"  # by what the two were taken for the same
    SLIP_DAYS = "slip_days"  # new due day minus old, in days; NA where either is unknown or nothing moved
    COLUMN = "column"  # the cell's column; "" for the row as a whole
    KIND = "kind"
    OLD = "old"  # the value, of the column's type; None where blank
    NEW = "new"


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many rows are of one kind."""

    kind: ChangeKind
    tasks: int
    feedback: int

    @property
    def rows(self) -> int:
        """In both tables."""
        return self.tasks + self.feedback


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What changed from one version to the next, as one audience may see it.

    `rows` has one line a changed row, `fields` one a changed cell and kind: a cell of two kinds stands twice. `counts` are the kinds
    that occur, the worst first. `personal_before` and `personal_after` count the matters of one person that the audience sees
    in totals only; nothing of them is compared. `unsure` are pairs of rows that somebody should look at.
    """

    rows: pd.DataFrame
    fields: pd.DataFrame
    counts: tuple[KindCount, ...]
    tasks: int  # changed tasks
    feedback: int  # changed opinions and problems
    unchanged_tasks: int
    unchanged_feedback: int
    shared: int  # rows that stand in both versions
    unsure: int
    personal_before: int
    personal_after: int
    renumbered: int = 0  # tasks that bear another number: no change of theirs, for one row put in between renumbers all that follow
    rewritten: int = 0  # tasks whose deadline itself was written anew: it is the original day now, and no slip as by an agreed day

    @property
    def total(self) -> int:
        """All changed rows."""
        return self.tasks + self.feedback
