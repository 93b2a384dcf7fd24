"""Two frames of one shape, the rows of both as numbers: equal cells of a column have one number, on whichever side they stand.

Rows are then compared, counted and marked without their texts being looked at again. Numbers mean nothing outside one `Joint`.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa

BLANK = -1
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_MANY = 4  # where one row in so many is asked for, most likely on each side, all are marked at once
_NO_DAY = np.iinfo("int64").min


class Column:
    """One column of both frames: `numbers` of the old rows, then of the new ones.

    Of a text `numbers` are places among `texts`, its different writings, and `BLANK` where nothing stands; of anything else they
    are made of the value itself.
    """

    def __init__(self, numbers: np.ndarray, texts: pa.Array | None = None) -> None:
        self.numbers = numbers
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

    def __len__(self) -> int:
        return len(self.old) + len(self.new)

    def column(self, name: str) -> Column:
        """One column of both."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = _numbered(self.old[name], self.new[name])
        return found

    def sides(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What belongs to the old rows, and to the new ones."""
        return numbers[: self.width], numbers[self.width :]

    def marks(self, names: Iterable[str], rows: np.ndarray | None = None) -> np.ndarray:
        """A number for each row, or for these: equal where all these cells are."""
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
            column = self.column(name)
            if not column.is_blank:
                found ^= (column.numbers if rows is None else column.numbers[rows]).astype("uint64")
                found *= _FACTOR
                found ^= found >> _SHIFT
        return found

    def filled(self, names: Iterable[str], rows: np.ndarray) -> np.ndarray:
        """How many of these cells hold something, in each of the rows."""
        counts = np.zeros(len(rows), dtype="int64")
        places = rows < self.width
        for name in names:
            column = self.column(name)
            if column.is_text:
                counts += column.numbers[rows] != BLANK
            else:
                holds = [side.notna().to_numpy(bool) for side in (self.old[name], self.new[name])]
                counts[places] += holds[0][rows[places]]
                counts[~places] += holds[1][rows[~places] - self.width]
        return counts


def _numbered(old: pd.Series, new: pd.Series) -> Column:
    if old.dtype == new.dtype and isinstance(old.dtype, pd.StringDtype):
        return _texts(old, new)
    if old.dtype == new.dtype and (old.dtype.kind in "iubfM" or isinstance(old.dtype, pd.Int64Dtype)):
        return Column(np.concatenate([_number_of(cells) for cells in (old, new)]))
    both = pd.factorize(pd.concat([old.astype("object"), new.astype("object")], ignore_index=True))[0]
    return Column(both.astype("int64"))


def _texts(old: pd.Series, new: pd.Series) -> Column:
    first, second = _held(old), _held(new)
    if first.null_count == len(first) and second.null_count == len(second):
        return Column(np.full(len(first) + len(second), BLANK, dtype="int32"), pa.array([], pa.large_string()))
    is_one = first.equals(second)
    coded = (first if is_one else pa.concat_arrays([first, second])).dictionary_encode()
    indices = coded.indices.fill_null(BLANK) if coded.indices.null_count else coded.indices
    numbers = indices.to_numpy(zero_copy_only=False)
    return Column(np.concatenate([numbers, numbers]) if is_one else numbers, coded.dictionary)


def _held(cells: pd.Series) -> pa.Array:
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
