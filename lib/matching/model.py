"""Which row of one version is which row of the next, and how sure that is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

import numpy as np
import pandas as pd

from lib.matching.joint import held


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


HOWS = tuple(How)
NUMBER_OF: dict[How, int] = {how: n for n, how in enumerate(HOWS)}
"""Each `How` as the number that stands for it in `Pairs`."""


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


Refs = Callable[[np.ndarray], np.ndarray]
"""The refs of the rows with these numbers."""


def _of_column(refs: pd.Series) -> Refs:
    return lambda rows: refs.iloc[rows].to_numpy("object")


class Pairs(Sequence[Pair]):
    """Pairs of the rows of two versions as columns; a `Pair` is made of one when it is asked for.

    Args:
        old_refs, new_refs: the refs of the rows with these numbers.
        old, new: per pair the number of the row on each side, -1 where it is not there.
        how: per pair the number of its `How`.
        likeness: per pair; NaN for None.
        frames: both sides, where the numbers are row numbers of frames and the pairs hold each of their rows once.
    """

    def __init__(
        self,
        old_refs: Refs,
        new_refs: Refs,
        old: np.ndarray,
        new: np.ndarray,
        how: np.ndarray,
        likeness: np.ndarray,
        frames: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    ) -> None:
        self._refs, self._frames = (old_refs, new_refs), frames
        self.old, self.new, self.how, self.likeness = old, new, how, likeness

    @classmethod
    def of_frames(
        cls, old_frame: pd.DataFrame, new_frame: pd.DataFrame, old: np.ndarray, new: np.ndarray, how: np.ndarray, likeness: np.ndarray
    ) -> "Pairs":
        """Pairs that hold each row of two frames once; the frames' column `ref` is read, and they are never modified."""
        refs = [_of_column(frame["ref"]) for frame in (old_frame, new_frame)]
        return cls(refs[0], refs[1], old, new, how, likeness, (old_frame, new_frame))

    def are_all_of(self, old_frame: pd.DataFrame, new_frame: pd.DataFrame) -> bool:
        """Whether these are the pairs of just these two frames, and each ref stands once in its frame."""
        both = (old_frame, new_frame)
        if self._frames is None or any(held is not asked for held, asked in zip(self._frames, both, strict=True)):
            return False
        old, new = (held(frame["ref"].astype("str")) for frame in both)
        return len(old.unique()) == len(old) and (old.equals(new) or len(new.unique()) == len(new))

    @property
    def is_both(self) -> np.ndarray:
        """Whether each row stands in both versions."""
        return (self.old >= 0) & (self.new >= 0)

    def count(self, value: object) -> int:
        """How many pairs are of one `How`; else as of any sequence."""
        return int((self.how == NUMBER_OF[value]).sum()) if isinstance(value, How) else tuple(self).count(value)  # type: ignore[arg-type]

    def refs(self, side: int, pairs: np.ndarray | None = None) -> np.ndarray:
        """The refs of the old rows (side 0) or the new ones (side 1), None where there is none; of all pairs or of these."""
        places = (self.old, self.new)[side] if pairs is None else (self.old, self.new)[side][pairs]
        refs = np.full(len(places), None, dtype="object")
        is_there = places >= 0
        refs[is_there] = self._refs[side](places[is_there])
        return refs

    def __len__(self) -> int:
        return len(self.old)

    def __iter__(self) -> Iterator[Pair]:
        likeness = self.likeness.astype("object")
        likeness[np.isnan(self.likeness)] = None
        for old, new, how, like in zip(self.refs(0).tolist(), self.refs(1).tolist(), self.how.tolist(), likeness.tolist(), strict=True):
            yield Pair(old, new, HOWS[how], like)

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Pair, ...]: ...
    def __getitem__(self, place: int | slice) -> Pair | tuple[Pair, ...]:
        chosen = np.arange(len(self))[place if isinstance(place, slice) else [place]]
        some = tuple(Pairs(*self._refs, self.old[chosen], self.new[chosen], self.how[chosen], self.likeness[chosen]))
        return some if isinstance(place, slice) else some[0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


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

    tasks: Sequence[Pair]
    feedback: Sequence[Pair]
