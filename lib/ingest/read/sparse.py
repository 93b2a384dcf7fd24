"""A sheet's cells as they are met, before they become one rectangle."""

import math
from dataclasses import dataclass, field

from lib.ingest.model import CellValue, ErrorValue, MergedRange
from lib.ingest.read.cell_text import TEXT_LIMIT, TextLog, clean, has_invisible, is_odd

Place = tuple[int, int]


@dataclass(slots=True)
class SheetCells:
    """One sheet's cells, sparse, with what was said about them. All places are 1-based."""

    rows: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    merged: list[MergedRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    months: set[Place] = field(default_factory=set)
    noughts: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    uncached: set[Place] = field(default_factory=set)
    cut: set[Place] = field(default_factory=set)
    text_log: TextLog = field(default_factory=TextLog)
    misplaced: int = 0  # cells whose address no sheet has
    filled: int = 0

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Keep one value; a blank is not kept. Text is cleaned, a number that is none becomes an error."""
        if isinstance(value, str):
            value = self._text(row, column, value)
        elif isinstance(value, float) and not math.isfinite(value):
            value = ErrorValue("#NUM!")
        if value is not None:
            self.filled += 1
            self.rows.setdefault(row, {})[column] = value

    def _text(self, row: int, column: int, value: str) -> str | None:
        if len(value) >= TEXT_LIMIT:
            self.cut.add((row, column))
        if is_odd(value):
            if has_invisible(value):
                self.text_log.note(row, column)
            value = clean(value)
        return value or None
