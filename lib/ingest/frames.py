"""The frames a workbook becomes: every column always there, each with one type.

Text is `str` with NaN where blank; days are `datetime64[us]` with NaT; counts are `Int64`, shares `float64`
from 0 to 1. `plan_start`, `plan_due` and `agreed_due` are days too, the phrase behind them stands in `due_text`.
"""

from collections.abc import Mapping
from enum import StrEnum

import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from lib.ingest.coded import Coded
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
    index = pd.RangeIndex(length)
    blank = pd.array(pa.nulls(length, pa.large_string()), dtype="str")
    series = {name: _series(columns.get(name), name, index, blank) for name in names}
    return pd.DataFrame(series, index=index, copy=False)


def _series(values: object, name: str, index: pd.RangeIndex, blank: ExtensionArray | None = None) -> pd.Series:
    """One column with its type; of a column of codes each different value is converted once."""
    dtype = column_dtype(name)
    if isinstance(values, Coded) and values.source is not None and dtype == "str":
        return pd.Series(pd.array(values.source.column(values.codes), dtype=dtype), index=index)  # type: ignore[call-overload]
    if isinstance(values, Coded):
        different = _series(list(values.distinct), name, pd.RangeIndex(len(values.distinct)))
        return pd.Series(different.array.take(values.codes), index=index)
    if isinstance(values, pa.Array):
        return pd.Series(pd.array(values, dtype=dtype), index=index)  # type: ignore[call-overload]
    if values is None:
        if dtype == "str" and blank is not None:
            return pd.Series(blank.copy(), index=index)
        value: object = 0 if dtype == "int64" else None
        return pd.Series([value] * len(index), index=index, dtype=dtype)  # type: ignore[call-overload, no-any-return]
    if dtype == "datetime64[us]":
        days = pd.Series(values, index=index, dtype=object)  # type: ignore[call-overload]
        return pd.to_datetime(days).astype("datetime64[us]")
    return pd.Series(values, index=index, dtype=dtype)  # type: ignore[call-overload, no-any-return]
