"""Which cells differ between two frames whose rows belong together, and of which kind each difference is.

White space, width and case are no difference in a text, nor is 1e-9 in a share.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from lib.matching import plain_cells
from lib.metrics.changes_model import Changed, ChangeKind

_NOT_REPORTED = "not_reported"
_EPSILON = 1e-9
_STANDS = frozenset({ChangeKind.REOPENED, ChangeKind.CANCELLED})
"""Kinds of which blanking a cell is a part."""
_KEEPS = frozenset({ChangeKind.OWNER, ChangeKind.REPLANNED})
"""Kinds that a blanked cell has beside being blanked."""


def differs(old: pd.Series, new: pd.Series) -> np.ndarray:
    """Whether each pair of cells says something else."""
    if _are_equal(old, new):
        return np.zeros(len(new), dtype=bool)
    if pd.api.types.is_float_dtype(old.dtype):
        apart = (old - new).abs().gt(_EPSILON) | (old.isna() != new.isna())
        return apart.to_numpy(bool)
    if pd.api.types.is_string_dtype(old.dtype):
        found = (old.fillna("") != new.fillna("")).to_numpy(bool, copy=True)
        found[found] = (plain_cells(old[found]).fillna("") != plain_cells(new[found]).fillna("")).to_numpy(bool)
        return found
    same = (old == new).fillna(False).astype(bool) | (old.isna() & new.isna())
    return (~same).to_numpy(bool)


def _are_equal(old: pd.Series, new: pd.Series) -> bool:
    """Whether two columns of text are the same throughout, as most are; asked as a whole, which takes a tenth of the time."""
    if not isinstance(old.dtype, pd.StringDtype):
        return False
    first, second = (pa.array(cells.array) for cells in (old, new))
    return bool(_in_pieces(first).equals(_in_pieces(second)))


def _in_pieces(cells: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    """A column that is one piece or several, as one that may be several."""
    return cells if isinstance(cells, pa.ChunkedArray) else pa.chunked_array([cells])


def without_unknown(status: pd.Series) -> pd.Series:
    """A state that was not reported is a blank."""
    return status.where(status.ne(_NOT_REPORTED))


def changed_cells(old: pd.DataFrame, new: pd.DataFrame, kinds: Mapping[str, np.ndarray], apart: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """One line a changed cell and kind: column `place` (row number of the frames) and those of `Changed`.

    Args:
        old, new: frames with the same columns whose n-th rows belong together; never modified.
        kinds: for each column to compare the kind that a change has in each row.
        apart: whether the cells of some columns differ, where it takes more than the cells to tell.
    """
    places = {name: np.flatnonzero(apart[name] if name in apart else differs(old[name], new[name])) for name in kinds}
    found = [_lines(name, old[name].iloc[at], new[name].iloc[at], at, kinds[name][at]) for name, at in places.items() if len(at)]
    return pd.concat(found, ignore_index=True) if found else no_cells()


def no_cells() -> pd.DataFrame:
    """The same without a line."""
    return lines(np.array([], dtype="int64"), "", ChangeKind.OTHER)


def lines(places: np.ndarray, column: str, kind: ChangeKind | np.ndarray, old: object = None, new: object = None) -> pd.DataFrame:
    """Lines for these rows; `old` and `new` are values for all, or one a line."""
    length = len(places)
    return pd.DataFrame(
        {
            "place": places,
            Changed.COLUMN: pd.Series([str(column)] * length, dtype="str"),
            Changed.KIND: pd.Series(np.broadcast_to(np.asarray(kind), length), dtype="object"),
            Changed.OLD: _values(old, length),
            Changed.NEW: _values(new, length),
        }
    )


def _values(values: object, length: int) -> pd.Series:
    """As objects, None where blank."""
    if not isinstance(values, pd.Series):
        return pd.Series([values] * length, dtype="object")
    cells = pd.Series(values.to_numpy("object"), dtype="object")
    return cells.where(values.notna().to_numpy(), None)


def _lines(column: str, before: pd.Series, after: pd.Series, places: np.ndarray, kind: np.ndarray) -> pd.DataFrame:
    """Lines for the cells that differ; a cell that was blanked says so."""
    blanked = _is_blank(after) & ~_is_blank(before) & ~np.isin(kind, list(_STANDS))
    alone = blanked & ~np.isin(kind, list(_KEEPS))
    found: pd.DataFrame = lines(places, column, np.where(alone, str(ChangeKind.CLEARED), kind), before, after)
    twice = blanked & ~alone
    return pd.concat([found, found[twice].assign(**{Changed.KIND: str(ChangeKind.CLEARED)})]) if twice.any() else found


def _is_blank(cells: pd.Series) -> np.ndarray:
    if pd.api.types.is_string_dtype(cells.dtype):
        return cells.fillna("").str.strip().eq("").to_numpy(bool)
    return cells.isna().to_numpy(bool)
