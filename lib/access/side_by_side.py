"""Opinions and problems of two versions as one audience may compare them: which rows belong together, which of them show the same, and
any rows of either version when they are asked for.

What is not yet written out is kept behind an underscore, rows as read among it: no other room may reach for it.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.access.model import Shown
from lib.access.showing import Showing, refs_of_places
from lib.matching import How, Joint, Pairs
from lib.matching.joint import BLANK, Column
from lib.schema import Opinion

_ORDER = (Opinion.ROLE, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.CHANNEL)
_NO_TEXT = np.uint64(0xFFFFFFFFFFFFFFFF)
"""The mark of a blank cell of text, as pandas gives it."""

HOW_RANKS = np.argsort(np.argsort([str(how) for how in How]))
"""The place of each `How`, by its number, among their words."""


class SideBySide:
    """Both versions' rows; places are row numbers in the order in which an audience sees them.

    Args:
        sides: the old version's rows and the new one's, where they stand in the sheet.
        orders: of each side the rows in the order shown.
        is_numbered: whether rows are known by their place in that order alone.
        old, new: per pair the place of its rows, -1 where a side is missing.
        how, likeness: per pair, as in `Pairs`.
        is_same: per pair, whether both rows show the same.
    """

    def __init__(
        self,
        sides: tuple[Showing, Showing],
        orders: tuple[np.ndarray, np.ndarray],
        is_numbered: bool,
        old: np.ndarray,
        new: np.ndarray,
        how: np.ndarray,
        likeness: np.ndarray,
        is_same: np.ndarray,
    ) -> None:
        self._sides, self._orders, self._is_numbered = sides, orders, is_numbered
        self.is_same = is_same
        self.pairs = Pairs(self._refs(0), self._refs(1), old, new, how, likeness)

    def rows(self, side: int, places: np.ndarray | None = None) -> pd.DataFrame:
        """All rows of the old version (side 0) or the new one (side 1), or those at these places, in that order, with all columns."""
        order = self._orders[side]
        found = self._sides[side].frame(order if places is None else order[places]).reset_index(drop=True)
        if self._is_numbered:
            at = np.arange(len(order)) if places is None else places
            found[Opinion.ROW] = at + 1
            found[Opinion.REF] = refs_of_places(at)
        return found

    def columns(self, side: int, names: Sequence[str], places: np.ndarray) -> pd.DataFrame:
        """Some columns, none of them a number or a ref, of the rows at these places."""
        return self._sides[side].frame(self._orders[side][places], names).reset_index(drop=True)

    @cached_property
    def bears_ids(self) -> bool:
        """Whether any row of either side shows an id."""
        return any(bool(side.column(Opinion.FEEDBACK_ID).notna().any()) for side in self._sides)

    def personal(self, side: int) -> int:
        """How many rows are matters of one person, which count in totals only."""
        return int((~self._sides[side].column(Shown.COUNTED_IN_CUTS).to_numpy(bool)).sum())

    def dues(self, side: int) -> pd.DataFrame:
        """The due days of all rows of one side."""
        return self.columns(side, (Opinion.DUE,), np.arange(len(self._orders[side])))

    def _refs(self, side: int) -> "_Refs":
        return _Refs(self._sides[side].source, self._orders[side], self._is_numbered)


class _Refs:
    """The refs of rows at given places."""

    def __init__(self, source: pd.DataFrame, order: np.ndarray, is_numbered: bool) -> None:
        self._source, self._order, self._is_numbered = source, order, is_numbered

    def __call__(self, places: np.ndarray) -> np.ndarray:
        refs = pd.Series(refs_of_places(places)) if self._is_numbered else self._source[Opinion.REF].iloc[self._order[places]]
        return refs.to_numpy("object")


def row_marks(joint: Joint, first: Showing, second: Showing, names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """A mark for each row of both sides made of all that these columns show: equal rows have one.

    They are those of `pandas.util.hash_pandas_object`, of which each different text is asked once for both sides.
    """
    # In the way in which Python marks a tuple, column by column, so that no more than one column's marks are held.
    factor, found = np.uint64(1000003), tuple(np.full(len(side), 0x345678, dtype="uint64") for side in (first, second))
    with np.errstate(over="ignore"):
        for place, name in enumerate(names):
            for side, marks in zip(found, _column_marks(joint, first, second, name), strict=True):
                side ^= marks
                side *= factor
            factor += np.uint64(82520 + 2 * (len(names) - place))
        for side in found:
            side += np.uint64(97531)
    return found[0], found[1]


_Marks = np.ndarray | np.uint64
"""One a row, or one for all rows."""


def _column_marks(joint: Joint, first: Showing, second: Showing, name: str) -> tuple[_Marks, _Marks]:
    is_source = name in joint.old.columns and not (first.is_replaced(name) or second.is_replaced(name))
    if not is_source or not joint.column(name).is_text:
        old, new = (shown.column(name) for shown in (first, second))
        marks = _hashed(old)
        return marks, marks if old.dtype != "str" and old.equals(new) else _hashed(new)
    column = joint.column(name)
    if column.is_blank:
        return _NO_TEXT, _NO_TEXT
    numbers = [_kept_numbers(shown, name, side) for shown, side in zip((first, second), joint.sides(column.numbers), strict=True)]
    is_shown = np.zeros(column.size + 1, dtype=bool)
    for side in numbers:
        is_shown[side] = True
    is_shown[BLANK] = False
    marks = np.full(column.size + 1, _NO_TEXT)  # the last stands for a blank
    marks[is_shown] = _text_marks(column.texts.take(pa.array(np.flatnonzero(is_shown))))
    return marks[numbers[0]], marks[numbers[1]]


def _text_marks(texts: pa.Array) -> np.ndarray:
    return pd.util.hash_array(texts.to_numpy(zero_copy_only=False), categorize=False)


def _kept_numbers(shown: Showing, name: str, numbers: np.ndarray) -> np.ndarray:
    kept = shown.kept(name)
    return numbers if kept is None else np.where(kept, numbers, BLANK)


def _hashed(cells: pd.Series) -> _Marks:
    if isinstance(cells.dtype, pd.StringDtype) and cells.isna().all():
        return _NO_TEXT
    if cells.dtype == bool:
        found: np.ndarray = pd.util.hash_array(np.array([False, True]))[cells.to_numpy().astype("int8")]
        return found
    return pd.util.hash_pandas_object(cells, index=False).to_numpy()


def ranks_of(joint: Joint, first: Showing, second: Showing, marks: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Of each side a number for each row made of all that it shows: equal rows have one, and its order says nothing else."""
    shown = {name: joint.column(name) for name in _ORDER}
    old, new = (
        _ranks([_ordered(column, _kept_numbers(side, name, joint.sides(column.numbers)[n])) for name, column in shown.items()], marks[n])
        for n, side in enumerate((first, second))
    )
    return old, new


def _ordered(column: Column, numbers: np.ndarray) -> np.ndarray:
    """Each text's place among the column's texts in their order; a blank stands first."""
    places = np.empty(column.size + 1, dtype="int64")
    places[pc.sort_indices(column.texts).to_numpy()] = np.arange(1, column.size + 1)
    places[BLANK] = 0
    found: np.ndarray = places[numbers]
    return found


def _ranks(codes: Sequence[np.ndarray], marks: np.ndarray) -> np.ndarray:
    key = np.zeros(len(marks), dtype="int64")
    for code in codes:
        key = key * (int(code.max(initial=0)) + 1) + code
    order = np.lexsort((marks, key))
    is_next = np.concatenate([[0], marks[order][1:] != marks[order][:-1]])
    ranks = np.empty(len(marks), dtype="int64")
    ranks[order] = np.cumsum(is_next)
    return ranks


def orders_of(
    old: np.ndarray, new: np.ndarray, how: np.ndarray, ranks: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """The order of the pairs, and of the rows of each side, made of what both rows of a pair show."""
    old_rank, new_rank = np.append(ranks[0], -1)[old], np.append(ranks[1], -1)[new]
    order = np.lexsort((how, old_rank, new_rank, new < 0))
    is_old = order[old[order] >= 0]
    by_old = is_old[np.lexsort((how[is_old], new_rank[is_old], old_rank[is_old]))]
    is_new = order[new[order] >= 0]
    return order, (_whole(old[by_old], ranks[0]), _whole(new[is_new], ranks[1]))


def _whole(listed: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """All rows of a side: the listed ones in their order, then those that are only counted."""
    is_rest = np.ones(len(ranks), dtype=bool)
    is_rest[listed] = False
    rest = np.flatnonzero(is_rest)
    return np.concatenate([listed, rest[np.argsort(ranks[rest], kind="stable")]])
