"""The frames a workbook becomes: every column always there, each with one type.

Text is `str` with NaN where blank; days are `datetime64[us]` with NaT; counts are `Int64`, shares `float64`
from 0 to 1. `plan_start`, `plan_due` and `agreed_due` are days too, the phrase behind them stands in `due_text`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from lib.ingest.coded import Coded
from lib.ingest.file_texts import FileTexts
from lib.schema import Evaluation, Opinion, Organisation, Rule, SheetRole, Talk, Task

_DAYS: frozenset[str] = frozenset(
    {
        Task.PLAN_START,
        Task.PLAN_DUE,
        Task.AGREED_DUE,
        Task.ACTUAL_START,
        Task.ACTUAL_DONE,
        Task.UPDATED,
        Task.START,
        Task.END,
        Task.DUE,
        Task.ORIGINAL_DUE,
        Opinion.RECEIVED,
        Opinion.DONE,
        Opinion.CHECKED,
        Talk.DAY,
    }
)
_COUNTS: frozenset[str] = frozenset({Task.SLIP_DAYS, Opinion.RAW_COUNT, Evaluation.BALLOTS, Evaluation.SATISFIED})
_SHARES: frozenset[str] = frozenset({Task.PROGRESS})
_SHORT = 500  # rows; in a shorter column the rows are converted sooner than the different values and then taken
_TEXT = pd.array([], dtype="str").dtype
_PLACES: frozenset[str] = frozenset({Task.ROW})

_NAMES: Mapping[SheetRole, type[StrEnum]] = {
    SheetRole.TASKS: Task,
    SheetRole.FEEDBACK: Opinion,
    SheetRole.RECTIFICATION: Opinion,
    SheetRole.ORGANISATION: Organisation,
    SheetRole.RULES: Rule,
    SheetRole.TALKS: Talk,
    SheetRole.EVALUATION: Evaluation,
}


def column_names(role: SheetRole) -> tuple[str, ...]:
    """The columns of a role's frame in their order, computed ones last."""
    return tuple(str(name.value) for name in _NAMES[role])


def column_dtype(name: str) -> str:
    """The pandas type of one column."""
    if name in _DAYS:
        return "datetime64[us]"
    if name in _COUNTS:
        return "Int64"
    if name in _SHARES:
        return "float64"
    return "int64" if name in _PLACES else "str"


def typed_frame(role: SheetRole, columns: Mapping[str, object], length: int) -> pd.DataFrame:
    """A frame of `length` rows with all columns of `role`; what `columns` does not give is blank.

    Args:
        role: which frame.
        columns: name to a scalar or a sequence of `length` values; names outside the role are an error.
        length: the number of rows.
    """
    names = column_names(role)
    unknown = set(columns) - set(names)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    blanks: dict[str, ExtensionArray | np.ndarray] = {}
    arrays = {name: _array(columns.get(name), name, length, blanks) for name in names}
    return pd.DataFrame(arrays, index=pd.RangeIndex(length), copy=False)


def _array(values: object, name: str, length: int, blanks: dict[str, ExtensionArray | np.ndarray]) -> ExtensionArray | np.ndarray:
    """One column with its type; of a column of codes each different value is converted once, a blank one is made once for all of its type."""
    dtype = column_dtype(name)
    if isinstance(values, Coded) and isinstance(values.distinct, FileTexts) and dtype == "str":
        return _unpacked(values.distinct.of(values.codes))
    if isinstance(values, Coded) and len(values) <= _SHORT:
        return _unpacked(_converted(list(values), dtype))
    if isinstance(values, Coded):
        different = _converted(list(values.distinct), dtype)
        taken = different.take(pa.array(values.codes)) if isinstance(different, pa.Array) else different.take(values.codes)
        return _unpacked(taken)
    if values is not None:
        return _unpacked(values if isinstance(values, pa.Array) else _converted(values, dtype))
    if dtype not in blanks:
        blanks[dtype] = _blank(dtype, length)
    return blanks[dtype].copy()


def _blank(dtype: str, length: int) -> ExtensionArray | np.ndarray:
    if dtype == "str":
        return _unpacked(pa.nulls(length, pa.large_string()))
    blank: ExtensionArray | np.ndarray = _converted([0 if dtype == "int64" else None], dtype).take(np.zeros(length, dtype=np.int64))
    return blank


def _unpacked(values: ExtensionArray | np.ndarray | pa.Array) -> ExtensionArray | np.ndarray:
    """Values as a frame keeps them."""
    return pd.arrays.ArrowStringArray(values, dtype=_TEXT) if isinstance(values, pa.Array) else values  # type: ignore[call-arg]


def _converted(values: object, dtype: str) -> ExtensionArray | np.ndarray | pa.Array:
    """Values with the type of their column, or as Arrow; those of the usual kinds without the frames' own, slower ways."""
    kinds = {*map(type, values)} if isinstance(values, list) else {object}
    if dtype == "str" and kinds <= {str, type(None)}:
        return pa.array(values, pa.large_string())
    if dtype == "datetime64[us]" and kinds <= {date, type(None)}:
        return np.array(values, dtype=dtype)
    if dtype == "float64" and kinds <= {float, type(None)}:
        return np.array(values, dtype=dtype)
    if dtype == "Int64" and kinds <= {int, type(None)}:
        is_blank = [value is None for value in values]  # type: ignore[attr-defined]
        return pd.arrays.IntegerArray(np.array([value or 0 for value in values], dtype="int64"), np.array(is_blank, dtype=bool))  # type: ignore[attr-defined]
    if dtype == "int64" and isinstance(values, np.ndarray):
        return values.astype(dtype)
    if dtype == "datetime64[us]":
        return pd.to_datetime(pd.Series(values, dtype=object)).astype("datetime64[us]").array  # type: ignore[call-overload, no-any-return]
    return pd.Series(values, dtype=dtype).array  # type: ignore[call-overload, no-any-return]
