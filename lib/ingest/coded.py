"""Columns as codes: what different values a column holds, and which of them stands in each row.

A ledger of 100,000 rows has a few dozen states, units and deadlines. What is done once for each different value and mapped back
by its code costs as much as the different values, not as the rows. In a sheet code 0 is the blank. Two codes may stand for equal
values: the codes are as fine as the file writes them, or finer.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import numpy as np

from lib.ingest.file_texts import FileTexts

Value = TypeVar("Value")
Other = TypeVar("Other")
Third = TypeVar("Third")


class Coded(Sequence[Value], Generic[Value]):
    """A column that is read like a list and cannot be changed: `distinct[codes[i]]` stands in row i."""

    __slots__ = ("codes", "distinct")

    def __init__(self, codes: np.ndarray, distinct: Sequence[Value]) -> None:
        """Take codes (integers, from 0), one a row, and what each stands for; neither is changed afterwards."""
        self.codes = codes
        self.distinct = distinct

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> "Coded[Value]": ...
    def __getitem__(self, place: int | slice) -> "Value | Coded[Value]":
        if isinstance(place, slice):
            return Coded(self.codes[place], self.distinct)
        value: Value = self.distinct[self.codes[place]]
        return value

    def __iter__(self) -> Iterator[Value]:
        distinct = list(self.distinct) if isinstance(self.distinct, FileTexts) else self.distinct
        return (distinct[code] for code in self.codes.tolist())

    def mapped(self, read: Callable[[Value], Other]) -> "Coded[Other]":
        """What `read` makes of each value; it is called once for each different one that stands in a row."""
        return Coded(self.codes, self._read(read, None))

    def here(self) -> np.ndarray:
        """The codes that stand in at least one row, ascending."""
        found: np.ndarray = np.flatnonzero(self.counts())
        return found

    def counts(self) -> np.ndarray:
        """In how many rows each code stands."""
        return np.bincount(self.codes, minlength=len(self.distinct))

    def values_here(self) -> list[Value]:
        """The different values that stand in at least one row."""
        return self._some(self.here())

    def where(self, holds: Callable[[Value], bool]) -> np.ndarray:
        """In which rows something holds of the value, as a mask."""
        mask = np.array(self._read(holds, False), dtype=bool)
        found: np.ndarray = mask[self.codes]
        return found

    def _read(self, read: Callable[[Value], Other], absent: Any) -> list[Any]:
        """What `read` makes of each value; `absent` for a value that stands in no row."""
        here = self.here()
        if len(here) == len(self.distinct):
            return list(map(read, self.distinct))
        found: list[Any] = [absent] * len(self.distinct)
        for code, value in zip(here.tolist(), map(read, self._some(here)), strict=True):
            found[code] = value
        return found

    def _some(self, codes: np.ndarray) -> list[Value]:
        if isinstance(self.distinct, FileTexts):
            return self.distinct.some(codes)  # type: ignore[return-value]
        return list(map(self.distinct.__getitem__, codes.tolist()))

    def places(self, holds: Callable[[Value], bool]) -> list[int]:
        """The rows in which something holds of the value, in order."""
        found: list[int] = np.flatnonzero(self.where(holds)).tolist()
        return found

    def kinds(self) -> set[type]:
        """The exact types of the values, blanks and values that stand in no row among them."""
        return {str, type(None)} if isinstance(self.distinct, FileTexts) else set(map(type, self.distinct))

    def taken(self, rows: np.ndarray) -> "Coded[Value]":
        """Some rows, in the given order."""
        return Coded(self.codes[rows], self.distinct)

    def first_places(self) -> np.ndarray:
        """The first row of each code; the number of rows where it stands in none."""
        first = np.full(len(self.distinct), len(self.codes), dtype=np.int64)
        first[self.codes[::-1]] = np.arange(len(self.codes) - 1, -1, -1)
        return first


def coded(values: Iterable[Value]) -> Coded[Value]:
    """Any column as codes, in one walk; what is of another type or another value has another code."""
    if isinstance(values, Coded):
        return values
    places: dict[tuple[type, Value], int] = {(type(None), None): 0}  # type: ignore[dict-item]
    codes = [places.setdefault((type(value), value), len(places)) for value in values]
    return Coded(np.array(codes, dtype=np.int32), [value for _, value in places])


def is_blank(column: Coded[Value]) -> np.ndarray:
    """In which rows the column holds nothing, as a mask."""
    return column.where(lambda value: value is None)


def all_alike(value: Value, length: int) -> Coded[Value]:
    """A column that holds one value in every row."""
    return Coded(np.zeros(length, dtype=np.int32), [value])


def together(first: Coded[Value], second: Coded[Other], read: Callable[[Value, Other], Third]) -> Coded[Third]:
    """What `read` makes of two columns row by row; it is called once for each different couple."""
    if not second.codes.any():
        return first.mapped(lambda value: read(value, second.distinct[0]))
    couples = first.codes.astype(np.int64) * len(second.distinct) + second.codes
    different, codes = np.unique(couples, return_inverse=True)
    lefts, rights = np.divmod(different, len(second.distinct))
    found = [read(first.distinct[left], second.distinct[right]) for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)]
    return Coded(codes.astype(np.int32), found)


class CodedRows(Sequence[Sequence[Value]], Generic[Value]):
    """The rows of a sheet that is kept by columns."""

    __slots__ = ("columns", "height")

    def __init__(self, columns: Sequence[Coded[Value]], height: int) -> None:
        """Take columns of one height."""
        self.columns = columns
        self.height = height

    def __len__(self) -> int:
        return self.height

    def __iter__(self) -> Iterator[list[Value]]:
        return (self[y] for y in range(self.height))

    @overload
    def __getitem__(self, place: int) -> list[Value]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[Value]]: ...
    def __getitem__(self, place: int | slice) -> "list[Value] | list[list[Value]]":
        if isinstance(place, slice):
            return [self[y] for y in range(*place.indices(self.height))]
        return [column[place] for column in self.columns]

    def __eq__(self, other: object) -> bool:
        """Whether the same values stand in the same places, however either side keeps its rows."""
        if not isinstance(other, CodedRows | list | tuple):
            return NotImplemented
        return len(self) == len(other) and all(row == list(theirs) for row, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
