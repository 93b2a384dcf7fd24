"""A table in words: what a page, a slide, a document and a workbook show alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

_NUMBER = re.compile(r"[<>≈+±-]?\d[\d,.]*\s*%?|[–—-]")


def is_numeric(cells: Iterable[str]) -> bool:
    """Whether a column's cells are numbers, and at most one word for what is not known; such a column stands at the right."""
    different = set(cells) - {""}
    words = {cell for cell in different if not _NUMBER.fullmatch(cell)}
    return len(words) <= 1 and len(words) < len(different)


def repeats_phrase(phrase: str, window: str) -> bool:
    """Whether a window says no more than the phrase that it was read from: 3月中旬, or 3月至8月 of 3月-8月.

    Where a row's cells stand beneath each other, such a window is not told.
    """
    return phrase.replace("-", "至") == window


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Table:
    """Columns with their headings over cells of text; `wide` columns take the room that is left.

    `values`, where given, are the same rows as a workbook keeps them, for some of the columns: days in date columns, shares
    (0.0 to 1.0) in float columns, counts in integer columns. Where a value is blank the cell is its words alone.
    """

    name: str
    title: str
    headings: tuple[tuple[str, str], ...]
    cells: pd.DataFrame
    wide: tuple[str, ...]
    empty: str
    values: pd.DataFrame | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no row to show."""
        return self.cells.empty

    def is_of_numbers(self, name: str) -> bool:
        """Whether a column stands at the right: its cells are numbers, or counts of which none is known and all say so."""
        cells = self.cells[name].fillna("").astype("str")
        is_count = self.values is not None and name in self.values and pd.api.types.is_integer_dtype(self.values[name].dtype)
        return is_numeric(cells) or (is_count and len(set(cells) - {""}) == 1)

    def named(self, name: str, title: str) -> "Table":
        """The same rows under another name and title."""
        return replace(self, name=name, title=title)

    def rows(self, first: int, end: int) -> "Table":
        """The rows from the one in place `first`, counted from 0, up to that before `end`."""
        values = None if self.values is None else self.values.iloc[first:end]
        return replace(self, cells=self.cells.iloc[first:end].reset_index(drop=True), values=values)

    def matching(self, words: str) -> "Table":
        """The rows in which every one of the words stands somewhere; case and place do not matter."""
        wanted = words.casefold().split()
        if not wanted or self.is_empty:
            return self
        lines = self.cells.fillna("").agg(" ".join, axis=1).str.casefold()
        kept = pd.Series(True, index=self.cells.index)
        for word in wanted:
            kept &= lines.str.contains(word, regex=False)
        return replace(self, cells=self.cells[kept], values=None if self.values is None else self.values[kept])
