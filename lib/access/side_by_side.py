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
from lib.access.scope import numbered_texts
from lib.access.showing import Showing, refs_of_places
from lib.matching import How, Joint, Pairs
from lib.matching.joint import BLANK, Column, are_equal, held
from lib.schema import Opinion

_ORDER = (Opinion.ROLE, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.CHANNEL)
_NO_TEXT = np.uint64(0xFFFFFFFFFFFFFFFF)
"""The mark of a blank cell of text, as pandas gives it."""

_FEW_TEXTS = 512  # are marked whether a row shows them or not
_BITS = 62
_FEW_KEYS = 1 << 16  # are sorted by their digits, which takes a twentieth of the time

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

    They are those of `pandas.util.hash_pandas_object`, of which each different text is asked once for both sides, and a new row that
    shows the same as the old one at its place is not asked again.
    """
    # In the way in which Python marks a tuple, column by column, so that no more than one column's marks are held.
    apart = np.flatnonzero(is_apart(joint, first, second, names))
    factor, found = np.uint64(1000003), tuple(np.full(size, 0x345678, dtype="uint64") for size in (len(first), len(apart)))
    with np.errstate(over="ignore"):
        for place, name in enumerate(names):
            for side, marks in zip(found, _column_marks(joint, first, second, name, apart), strict=True):
                side ^= marks
                side *= factor
            factor += np.uint64(82520 + 2 * (len(names) - place))
        for side in found:
            side += np.uint64(97531)
    new = np.empty(len(second), dtype="uint64")
    shared = min(len(first), len(second))
    new[:shared] = found[0][:shared]
    new[apart] = found[1]
    return found[0], new


def is_apart(joint: Joint, first: Showing, second: Showing, names: Sequence[str]) -> np.ndarray:
    """Of each new row whether it may show something else than the old row at its place; no for those alone that surely show the same."""
    shared = min(len(first), len(second))
    found = np.ones(len(second), dtype=bool)
    read = [name for name in names if _is_read(joint, first, second, name)]
    found[:shared] = ~joint.stands(read)
    for name in names:
        if not _is_read(joint, first, second, name):
            found[:shared] |= _differ(first.replaced(name).iloc[:shared], second.replaced(name).iloc[:shared])
        kept = [np.ones(shared, dtype=bool) if each is None else each[:shared] for each in (first.kept(name), second.kept(name))]
        if kept[0] is not kept[1]:
            found[:shared] |= kept[0] != kept[1]
    return found


def _is_read(joint: Joint, first: Showing, second: Showing, name: str) -> bool:
    """Whether both sides show the column as it was read."""
    return name in joint.old and name in joint.new and not (first.is_replaced(name) or second.is_replaced(name))


def _differ(old: pd.Series, new: pd.Series) -> np.ndarray:
    """Of each place whether both cells may be different."""
    if isinstance(old.dtype, pd.StringDtype) and old.dtype == new.dtype:
        return ~are_equal(held(old), held(new))
    if old.dtype != new.dtype or not isinstance(old.dtype, np.dtype) or old.dtype.kind not in "iubM":
        return np.ones(len(old), dtype=bool)
    before, after = (cells.to_numpy() for cells in (old, new))
    if old.dtype.kind == "M":
        before, after = before.view("int64"), after.view("int64")
    found: np.ndarray = before != after
    return found


_Marks = np.ndarray | np.uint64
"""One a row, or one for all rows."""


def _column_marks(joint: Joint, first: Showing, second: Showing, name: str, apart: np.ndarray) -> tuple[_Marks, _Marks]:
    """The marks of one column's cells: of all old rows, and of these new ones."""
    if not _is_read(joint, first, second, name) or not joint.is_text(name):
        return _hashed(first.column(name)), _hashed(second.column(name, apart))
    kept = first.kept(name), second.kept(name)
    if kept[0] is not None and kept[1] is not None and not joint.is_numbered(name):
        left = np.flatnonzero(kept[0]), np.flatnonzero(kept[1][apart])
        column = joint.some(name, np.concatenate([left[0], apart[left[1]] + joint.width]))
        marks = _marks_of(column, column.numbers)[column.numbers]
        size = len(left[0])
        return _scattered(marks[:size], left[0], len(first)), _scattered(marks[size:], left[1], len(apart))
    column = joint.column(name)
    if column.is_blank:
        return _NO_TEXT, _NO_TEXT
    old, new = joint.sides(column.numbers)
    numbers = _only(old, kept[0]), _only(new[apart], None if kept[1] is None else kept[1][apart])
    of_texts = _marks_of(column, *numbers)
    return of_texts[numbers[0]], of_texts[numbers[1]]


def _marks_of(column: Column, *numbers: np.ndarray) -> np.ndarray:
    """The mark of each of a column's texts, the last that of a blank; of many texts of those alone that have one of these numbers."""
    marks = np.full(column.size + 1, _NO_TEXT)
    if column.size < _FEW_TEXTS:
        marks[:BLANK] = _text_marks(column.texts)
        return marks
    is_shown = np.zeros(column.size + 1, dtype=bool)
    for each in numbers:
        is_shown[each] = True
    is_shown[BLANK] = False
    marks[is_shown] = _text_marks(column.texts.take(pa.array(np.flatnonzero(is_shown))))
    return marks


def _text_marks(texts: pa.Array) -> np.ndarray:
    return pd.util.hash_array(texts.to_numpy(zero_copy_only=False), categorize=False)


def _only(numbers: np.ndarray, kept: np.ndarray | None) -> np.ndarray:
    return numbers if kept is None else np.where(kept, numbers, BLANK)


def _scattered(marks: np.ndarray, places: np.ndarray, size: int) -> _Marks:
    """These marks at their places, and that of a blank at all others."""
    if not len(places):
        return _NO_TEXT
    found = np.full(size, _NO_TEXT)
    found[places] = marks
    return found


def _hashed(cells: pd.Series) -> _Marks:
    if isinstance(cells.dtype, pd.StringDtype):
        numbers, texts = numbered_texts(cells)
        return np.append(_text_marks(texts), _NO_TEXT)[numbers] if len(texts) else _NO_TEXT
    if isinstance(cells.dtype, np.dtype) and cells.dtype.kind in "biM" and len(cells):
        values = cells.to_numpy() if cells.dtype.kind != "M" else cells.to_numpy().view("int64")
        if (values == values[0]).all():
            found: np.uint64 = _of_pandas(cells.iloc[:1])[0]
            return found
    return _of_pandas(cells)


def _of_pandas(cells: pd.Series) -> np.ndarray:
    return pd.util.hash_pandas_object(cells, index=False).to_numpy()


def ranks_of(joint: Joint, first: Showing, second: Showing, marks: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Of each side a number for each row made of all that it shows: equal rows have one, and its order says nothing else."""
    shown = {name: joint.column(name) for name in _ORDER}
    old, new = (
        _ranks([_ordered(column, _only(joint.sides(column.numbers)[n], side.kept(name))) for name, column in shown.items()], marks[n])
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
    order = np.argsort(marks)  # of equal marks the order makes no difference
    order = order[np.argsort(key[order].astype("uint16" if key.max(initial=0) < _FEW_KEYS else "int64"), kind="stable")]
    is_next = np.concatenate([[0], marks[order][1:] != marks[order][:-1]])
    ranks = np.empty(len(marks), dtype="int64")
    ranks[order] = np.cumsum(is_next)
    return ranks


def orders_of(
    old: np.ndarray, new: np.ndarray, how: np.ndarray, ranks: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """The order of the pairs, and of the rows of each side, made of what both rows of a pair show."""
    old_rank, new_rank = np.append(ranks[0], -1)[old], np.append(ranks[1], -1)[new]
    order = _sorted(how, old_rank, new_rank, new < 0)
    is_old = order[old[order] >= 0]
    by_old = is_old[_sorted(how[is_old], new_rank[is_old], old_rank[is_old])]
    is_new = order[new[order] >= 0]
    return order, (_whole(old[by_old], ranks[0]), _whole(new[is_new], ranks[1]))


def _sorted(*keys: np.ndarray) -> np.ndarray:
    """The order by the last of these whole numbers, of -1 and more, then by those before it; what ties keeps its place.

    Where all of them and the place fit into one number those are sorted, which takes a tenth of the time.
    """
    size = len(keys[0])
    bits = [(int(key.max(initial=0)) + 1).bit_length() for key in keys]
    of_place = size.bit_length()
    if sum(bits) + of_place > _BITS:
        return np.lexsort(keys)
    packed = np.zeros(size, dtype="int64")
    for key, room in zip(reversed(keys), reversed(bits), strict=True):
        packed = (packed << room) + (key.astype("int64") + 1)
    found: np.ndarray = np.sort((packed << of_place) + np.arange(size)) & ((1 << of_place) - 1)
    return found


def _whole(listed: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """All rows of a side: the listed ones in their order, then those that are only counted."""
    is_rest = np.ones(len(ranks), dtype=bool)
    is_rest[listed] = False
    rest = np.flatnonzero(is_rest)
    return np.concatenate([listed, rest[np.argsort(ranks[rest], kind="stable")]])
