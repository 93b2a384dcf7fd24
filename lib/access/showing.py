"""Feedback rows as one audience may see them, column by column: what is blanked and what is replaced is decided first, and only the
rows and columns that are asked for are written out.

So a comparison of two versions looks at all rows by marks, and writes out only those that changed.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.extensions import ExtensionArray

from lib.access.model import Shown
from lib.access.scope import filled
from lib.schema import Opinion

MERGED = "merged"
"""Stands in place of the number of the row that an opinion is merged into."""

_FIRST = (Opinion.ROLE, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.CHANNEL)
_LARGEST = 1 << 62
_FEW = 20  # rows, one in so many, are taken together before their columns are looked at


class Showing:
    """The rows of `source`, which is never modified, in its columns and those of `Shown`."""

    def __init__(self, source: pd.DataFrame) -> None:
        self.source = source
        self._read: dict[str, pd.Series] = {}
        self._kept: dict[str, np.ndarray] = {}
        self._replaced: dict[str, pd.Series] = {}

    def __len__(self) -> int:
        return len(self.source)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in their order."""
        return (*(str(name) for name in self.source.columns), *(name for name in self._replaced if name not in self.source))

    def keep(self, names: Iterable[str], may_read: pd.Series | np.ndarray) -> None:
        """Blank the cells of these columns that may not be read."""
        kept = np.asarray(may_read, dtype=bool)
        if kept.all():
            return
        for name in map(str, names):
            self._kept[name] = self._kept[name] & kept if name in self._kept else kept

    def replace(self, name: str, cells: pd.Series) -> None:
        """Show these cells in a column; what was said about keeping it holds on."""
        self._replaced[str(name)] = cells

    def kept(self, name: str) -> np.ndarray | None:
        """Which cells of a column are left; None: all of them."""
        return self._kept.get(str(name))

    def is_replaced(self, name: str) -> bool:
        """Whether a column shows something else than the source."""
        return str(name) in self._replaced

    def replaced(self, name: str) -> pd.Series:
        """What a column shows where it may be seen."""
        found = self._replaced.get(str(name))
        if found is None:
            found = self._read.get(str(name))
        if found is None:
            found = self._read[str(name)] = self.source[name]
        return found

    def column(self, name: str, places: np.ndarray | None = None) -> pd.Series:
        """One column of all rows, or of these."""
        cells = self.replaced(name)
        kept = self._kept.get(str(name))
        if places is not None:
            cells = cells.iloc[places]
            kept = None if kept is None else kept[places]
        return cells if kept is None else only(cells, kept)

    def frame(self, places: np.ndarray | None = None, names: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows in their order, or these, with all columns, or these."""
        wanted = [*map(str, self.names if names is None else names)]
        if places is None:
            return pd.DataFrame({name: self.column(name) for name in wanted}, index=self.source.index, copy=False)
        some, at = (self._some(places), None) if len(places) * _FEW < len(self) else (self, places)
        taken = {name: some.column(name, at) for name in wanted}
        # Arrays that nobody else holds need not be aligned; of objects alone the type would be guessed anew.
        cells = {name: each if each.dtype == object else each.array for name, each in taken.items()}
        return pd.DataFrame(cells, index=self.source.index[places], copy=False)

    def _some(self, places: np.ndarray) -> "Showing":
        """The same of these rows alone."""
        some = Showing(self.source.iloc[places])
        for name, kept in self._kept.items():
            some.keep((name,), kept[places])
        some._replaced = {name: cells.iloc[places] for name, cells in self._replaced.items()}
        return some

    def leave_numbers(self) -> None:
        """Take away the ids, refs and row numbers that tell a row's place in the sheet."""
        parents = self.column(Opinion.MERGED_INTO)
        self.replace(Opinion.MERGED_INTO, _merged(parents))
        for name in (Opinion.FEEDBACK_ID, Opinion.ISSUE_ID, Opinion.REF):
            self.replace(name, blank_like(self.source[name]))
        self.replace(Opinion.ROW, pd.Series(0, index=self.source.index, dtype="int64"))


def _merged(parents: pd.Series) -> pd.Series:
    """`MERGED` wherever a parent is named."""
    is_named = filled(parents)
    if not is_named.any() or not isinstance(parents.dtype, pd.StringDtype):
        return parents.where(~is_named, MERGED)
    held = pa.array(parents.array, from_pandas=True)
    told = pc.if_else(pa.array(is_named.to_numpy(bool)), pa.scalar(MERGED, held.type), held)
    return pd.Series(pd.array(told, dtype=parents.dtype), index=parents.index, name=parents.name)  # type: ignore[call-overload]


def only(cells: pd.Series, kept: np.ndarray) -> pd.Series:
    """The cells that are kept, the others blank."""
    if not isinstance(cells.dtype, pd.StringDtype):
        return cells.where(kept)
    held = pa.array(cells.array, from_pandas=True)
    if held.null_count == len(held):
        return cells
    left = pc.if_else(pa.array(kept), held, pa.scalar(None, held.type))
    return pd.Series(pd.array(left, dtype=cells.dtype), index=cells.index, name=cells.name)  # type: ignore[call-overload]


def blank_like(cells: pd.Series) -> pd.Series:
    """A column of text with nothing in it."""
    return pd.Series(pd.array(pa.nulls(len(cells), pa.large_string()), dtype="str"), index=cells.index, name=cells.name)


def refs_of_places(places: np.ndarray) -> ExtensionArray:
    """The refs of rows known by their place alone: "#1" is the first."""
    numbers = pa.array(places + 1).cast(pa.large_string())
    written = pc.binary_join_element_wise(pa.scalar("#", numbers.type), numbers, pa.scalar("", numbers.type))
    refs: ExtensionArray = pd.array(written, dtype="str")
    return refs


def in_order_of_cells(shown: Showing) -> np.ndarray:
    """The places of the rows in an order made of what they show. Rows that tie are equal in all they show, so that their order says nothing."""
    rest = [name for name in shown.names if name not in (*_FIRST, Shown.COUNTED_IN_CUTS)]
    ranks = [(~shown.column(Shown.COUNTED_IN_CUTS).to_numpy(bool)).astype("int64")]
    ranks += [rank for rank in (_ranked(shown.column(name)) for name in (*_FIRST, *rest)) if rank is not None]
    return np.lexsort(_together(ranks)[::-1])


def _ranked(cells: pd.Series) -> np.ndarray | None:
    """Each cell's place among the values of its column; blanks stand first. None where all cells are blank."""
    if cells.isna().all():
        return None
    codes: np.ndarray = pd.factorize(cells, sort=True)[0]
    return codes + 1


def _together(ranks: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Fewer columns of numbers that give the same order: as many in one as there is room for."""
    found: list[np.ndarray] = []
    room = 0
    for rank in ranks:
        size = int(rank.max(initial=0)) + 1
        if found and size <= room:
            found[-1] = found[-1] * size + rank
            room //= size
        else:
            found.append(rank.astype("int64"))
            room = _LARGEST // size
    return found
