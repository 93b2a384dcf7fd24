"""Two frames of one shape, the rows of both as numbers: equal cells of a column have one number, on whichever side they stand.

Rows are then compared, counted and marked without their texts being looked at again. Numbers mean nothing outside one `Joint`.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

BLANK = -1
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_MANY = 4  # where one row in so many is asked for, most likely on each side, all are numbered or marked at once
_SMALL = 2_000  # rows; of fewer, columns are numbered whole
_TRIED = 256  # cells that tell whether most of a column's are different
_NO_DAY = np.iinfo("int64").min


class Column:
    """One column of both frames: `numbers` of the old rows, then of the new ones.

    Of a text `numbers` are places among `texts`, its different writings, and `BLANK` where nothing stands; of anything else they
    are made of the value itself.
    """

    def __init__(self, numbers: np.ndarray, texts: pa.Array | None = None, *, is_one: bool = False) -> None:
        self.numbers = numbers
        self.is_one = is_one  # whether both frames are known to have the same cells
        self._texts = texts

    @property
    def is_text(self) -> bool:
        """Whether `texts` may be asked."""
        return self._texts is not None

    @property
    def is_blank(self) -> bool:
        """Whether it is a text that stands nowhere."""
        return self._texts is not None and len(self._texts) == 0

    @property
    def size(self) -> int:
        """How many different texts there are."""
        return 0 if self._texts is None else len(self._texts)

    @property
    def texts(self) -> pa.Array:
        """The different texts, in the order of their numbers."""
        if self._texts is None:
            raise TypeError("a column of texts was expected")
        return self._texts


class Joint:
    """The old and the new frame, never modified; each column is numbered when it is first asked for."""

    def __init__(self, old: pd.DataFrame, new: pd.DataFrame) -> None:
        self.old, self.new = old, new
        self.width = len(old)
        self._columns: dict[str, Column] = {}
        self._marks: dict[tuple[str, ...], np.ndarray] = {}
        self._stands: dict[str, np.ndarray | None] = {}
        self._texts = _names_of_texts(old) & _names_of_texts(new)
        self._cells: dict[str, tuple[pd.Series, pd.Series]] = {}

    def __len__(self) -> int:
        return len(self.old) + len(self.new)

    def column(self, name: str) -> Column:
        """One column of both."""
        found = self._columns.get(name)
        if found is None:
            old, new = self._both(name)
            found = self._columns[name] = _texts(old, new) if self.is_text(name) else _numbered(old, new)
        return found

    def _both(self, name: str) -> tuple[pd.Series, pd.Series]:
        """The cells of one column on both sides."""
        found = self._cells.get(name)
        if found is None:
            found = self._cells[str(name)] = self.old[name], self.new[name]
        return found

    def is_numbered(self, name: str) -> bool:
        """Whether a column has been asked for."""
        return name in self._columns

    def sides(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What belongs to the old rows, and to the new ones."""
        return numbers[: self.width], numbers[self.width :]

    def some(self, name: str, rows: np.ndarray) -> Column:
        """One column of these rows alone; the whole of it is numbered only if it has been asked for."""
        if name in self._columns or not self.is_text(name) or len(rows) * _MANY >= len(self) or len(self) < _SMALL:
            whole = self.column(name)
            return Column(whole.numbers[rows], whole.texts if whole.is_text else None)
        is_old = rows < self.width
        order = np.concatenate([np.flatnonzero(is_old), np.flatnonzero(~is_old)])
        sides = zip(self._both(name), (rows[is_old], rows[~is_old] - self.width), strict=True)
        numbers, texts = _coded(pa.concat_arrays([held(cells).take(pa.array(places)) for cells, places in sides]))
        found = np.empty_like(numbers)
        found[order] = numbers
        return Column(found, texts)

    def stands(self, names: Iterable[str]) -> np.ndarray:
        """Of each place that both frames have, whether all these cells of both are equal there: so are most of two weeks' rows."""
        found = np.ones(min(self.width, len(self) - self.width), dtype=bool)
        for name in names:
            if name not in self._stands:
                self._stands[name] = self._standing(name, len(found))
            stands = self._stands[name]
            if stands is not None:
                found &= stands
        return found

    def _standing(self, name: str, shared: int) -> np.ndarray | None:
        """The same of one column; None where both sides have the same cells."""
        if name not in self._columns and self.is_text(name):
            old, new = (held(cells) for cells in self._both(name))
            return None if old.equals(new) else are_equal(old[:shared], new[:shared])
        first, second = self.sides(self.column(name).numbers)
        return None if self.column(name).is_one else first[:shared] == second[:shared]

    def is_text(self, name: str) -> bool:
        """Whether a column is text on both sides."""
        return name in self._texts

    def marks(self, names: Iterable[str], rows: np.ndarray | None = None) -> np.ndarray:
        """A number for each row, or for these: equal where all these cells are. Those of two calls may not be compared."""
        wanted = tuple(names)
        if rows is None:
            return self._marked(wanted, None)
        if wanted not in self._marks and len(rows) * _MANY >= len(self):
            self._marks[wanted] = self._marked(wanted, None)
        if wanted not in self._marks:
            return self._marked(wanted, rows)
        found: np.ndarray = self._marks[wanted][rows]
        return found

    def _marked(self, names: Iterable[str], rows: np.ndarray | None) -> np.ndarray:
        found = np.zeros(len(self) if rows is None else len(rows), dtype="uint64")
        for name in names:
            column = self.column(name) if rows is None else self.some(name, rows)
            if not column.is_blank:
                found ^= column.numbers.astype("uint64")
                found *= _FACTOR
                found ^= found >> _SHIFT
        return found

    def filled(self, names: Iterable[str], rows: np.ndarray) -> np.ndarray:
        """How many of these cells hold something, in each of the rows."""
        counts = np.zeros(len(rows), dtype="int64")
        places = rows < self.width
        for name in names:
            if self.is_text(name):
                counts += self.some(name, rows).numbers != BLANK
            else:
                holds = [cells.notna().to_numpy(bool) for cells in self._both(name)]
                counts[places] += holds[0][rows[places]]
                counts[~places] += holds[1][rows[~places] - self.width]
        return counts


def _names_of_texts(frame: pd.DataFrame) -> frozenset[str]:
    return frozenset(str(name) for name, dtype in zip(frame.columns, frame.dtypes, strict=True) if isinstance(dtype, pd.StringDtype))


def are_equal(old: pa.Array, new: pa.Array) -> np.ndarray:
    """Of each place whether both texts are the same, or both blank."""
    are_same = pc.equal(old, new).fill_null(False)
    if old.null_count and new.null_count:
        are_same = pc.or_(are_same, pc.and_(old.is_null(), new.is_null()))
    found: np.ndarray = are_same.to_numpy(zero_copy_only=False)
    return found


def _numbered(old: pd.Series, new: pd.Series) -> Column:
    if old.dtype == new.dtype and (old.dtype.kind in "iubfM" or isinstance(old.dtype, pd.Int64Dtype)):
        first, second = (_number_of(cells) for cells in (old, new))
        return Column(np.concatenate([first, second]), is_one=np.array_equal(first, second))
    both = pd.factorize(pd.concat([old.astype("object"), new.astype("object")], ignore_index=True))[0]
    return Column(both.astype("int64"))


def _texts(old: pd.Series, new: pd.Series) -> Column:
    first, second = held(old), held(new)
    if first.null_count == len(first) and second.null_count == len(second):
        return Column(
            np.full(len(first) + len(second), BLANK, dtype="int32"), pa.array([], pa.large_string()), is_one=len(first) == len(second)
        )
    if first.equals(second):
        numbers, texts = _coded(first)
        return Column(np.concatenate([numbers, numbers]), texts, is_one=True)
    shared = min(len(first), len(second))
    if shared < _TRIED or len(first[:_TRIED].unique()) * 2 < _TRIED:
        return Column(*_coded(pa.concat_arrays([first, second])))
    return Column(*_coded_once(first, second, shared))


def _coded(cells: pa.Array) -> tuple[np.ndarray, pa.Array]:
    """Texts as places among the different ones, and those."""
    coded = cells.dictionary_encode()
    indices = coded.indices.fill_null(BLANK) if coded.indices.null_count else coded.indices
    return indices.to_numpy(zero_copy_only=False), coded.dictionary


def _coded_once(first: pa.Array, second: pa.Array, shared: int) -> tuple[np.ndarray, pa.Array]:
    """The same of mostly different texts: one that stands at the same place in both, as most do, is looked up once."""
    differs = np.ones(len(second), dtype=bool)
    differs[:shared] = ~are_equal(first[:shared], second[:shared])
    numbers, texts = _coded(pa.concat_arrays([first, second.filter(pa.array(differs))]))
    after = np.empty(len(second), dtype=numbers.dtype)
    after[:shared] = numbers[:shared]
    after[differs] = numbers[len(first) :]
    return np.concatenate([numbers[: len(first)], after]), texts


def held(cells: pd.Series) -> pa.Array:
    """A column of text as one piece."""
    held = pa.array(cells.array, from_pandas=True)
    whole = held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks)
    return whole if pa.types.is_large_string(whole.type) else whole.cast(pa.large_string())


def _number_of(cells: pd.Series) -> np.ndarray:
    """Whole numbers that differ where the values do."""
    if isinstance(cells.dtype, pd.Int64Dtype):
        return cells.to_numpy("int64", na_value=_NO_DAY)
    values = cells.to_numpy()
    if values.dtype.kind == "M":
        return values.view("int64")
    if values.dtype.kind == "f":
        return np.where(np.isnan(values), np.nan, values).view("int64")
    return values.astype("int64")
