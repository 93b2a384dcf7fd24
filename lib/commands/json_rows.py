"""Rows of a frame as JSON, piece by piece: a ledger of a hundred thousand rows is answered within the time of one file.

Each different value of a column is written once, and the rows are joined from what was written: a long ledger repeats itself.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

PIECE_ROWS = 10_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def written(value: object) -> str:
    """A plain value as JSON; a lone surrogate becomes the replacement character, NaN is an error."""
    return _ENCODER.encode(value).encode("utf-8", "replace").decode("utf-8")


def entries(frame: pd.DataFrame, keys: Sequence[tuple[str, str]]) -> Iterator[bytes | memoryview]:
    """A list of one object a row, each on its own line.

    Args:
        frame: the rows; never modified.
        keys: a name in the answer and the column it comes from, in their order.
    """
    if frame.empty:
        yield b"[]"
        return
    members = [_member(name, frame[column], ", " if place else "{") for place, (name, column) in enumerate(keys)]
    yield b"[\n"
    for start in range(0, len(frame), PIECE_ROWS):
        count = min(PIECE_ROWS, len(frame) - start)
        lines = _lines([member.rows(start, count) for member in members], count)
        yield lines if start + count < len(frame) else lines[: -len(",\n")]
    yield b"\n]"


@dataclass(frozen=True, slots=True)
class _Member:
    """One name and its values: what each different value is written as, and which of them stands in a row."""

    words: pa.LargeStringArray
    codes: pa.Int64Array

    def rows(self, start: int, count: int) -> pa.LargeStringArray | pa.LargeStringScalar:
        """What is written in these rows; one for all where there is but one."""
        return self.words[0] if len(self.words) == 1 else self.words.take(self.codes.slice(start, count))


def _member(name: str, column: pd.Series, before: str) -> _Member:
    codes, different = pd.factorize(column)
    values = [_plain(name, value) for value in different]
    blank = len(values)
    if (codes < 0).any():
        values.append(None)
    words = [f"{before}{written(name)}: {written(value)}" for value in values]
    return _Member(pa.array(words, pa.large_string()), pa.array(np.where(codes < 0, blank, codes)))


def _lines(members: list[pa.LargeStringArray | pa.LargeStringScalar], count: int) -> memoryview:
    """Rows joined end to end, as they lie in memory."""
    ends = pa.repeat(pa.scalar("},\n", pa.large_string()), count)
    rows = pc.binary_join_element_wise(*members, ends, pa.scalar("", pa.large_string()))
    _, places, text = rows.buffers()
    between = np.frombuffer(places, np.int64)[rows.offset : rows.offset + count + 1]
    return memoryview(text)[between[0] : between[-1]]


def _plain(name: str, value: object) -> object:
    """A cell for JSON: no NaN, ISO dates, whole numbers as numbers."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, str):
        return int(value) if name == "number" and value.isdecimal() and value.isascii() and len(value) <= 9 else value
    if isinstance(value, float):
        return round(value, 6)
    return int(value) if isinstance(value, int) or hasattr(value, "__index__") else str(value)
