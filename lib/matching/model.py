"""Which row of one version is which row of the next, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """By what two rows were taken for the same."""

    ID = "id"  # both bear the same id, given once in each workbook, and nothing speaks against it
    SAME = "same"  # the same text in the same phase (of an opinion: in the same role)
    MOVED = "moved"  # the same text in another phase
    REWORDED = "reworded"  # the text is much alike, and nothing else is nearly as much alike
    UNSURE = "unsure"  # alike, but something else is nearly as much alike, or little is: to be looked at
    HAND = "hand"  # somebody said so
    NONE = "none"  # the row stands alone: added or removed
    WITHHELD = "withheld"  # the same row, by what may not be told: the text is hidden from who is looking


@dataclass(frozen=True, slots=True)
class Pair:
    """One row in both versions, or in one of them.

    `old` and `new` are the `ref` of the row in each workbook, None where it is not there. `likeness` of the texts is 0.0 to
    1.0; None where the row stands alone or the texts are hidden.
    """

    old: str | None
    new: str | None
    how: How
    likeness: float | None = 1.0


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody said about a row: the new row `new` is the old row `old`; None on one side: it has no counterpart."""

    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Matching:
    """Every row of both workbooks exactly once: tasks in `tasks`, opinions and ledger rows in `feedback`.

    New rows stand in their order, then the old ones that have no counterpart in theirs.
    """

    tasks: tuple[Pair, ...]
    feedback: tuple[Pair, ...]
