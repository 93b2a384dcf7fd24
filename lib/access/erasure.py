"""What goes from the file of a workbook when personal matters are forgotten: cells, columns, and texts that stand again elsewhere.

`lib.access.forgetting` says what it is, `lib.exports.redacted_book` takes it out. Rows are the sheet's own, from 1; columns are letters.
"""

import re
from dataclasses import dataclass

MARK = "〔已清除〕"
"""Stands where a text was removed."""

_SENTENCES = re.compile(r"[\n\r。；;！!？?]+")


@dataclass(frozen=True, slots=True)
class CellErasure:
    """One cell of the file and what takes its place; a blank cell stays blank."""

    sheet: str
    row: int
    column: str  # letters
    text: str


@dataclass(frozen=True, slots=True)
class ColumnErasure:
    """A column from one row to another: each text becomes its stand-in, or `MARK`."""

    sheet: str
    column: str
    first_row: int
    last_row: int | None
    stand_ins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Erasure:
    """All that goes from a file. `copies` are texts whose repetition goes too, `names` those of persons concerned.

    `is_placed` is False where it is not known in which cells it stands: then the file cannot be kept.
    """

    cells: tuple[CellErasure, ...] = ()
    columns: tuple[ColumnErasure, ...] = ()
    copies: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    is_placed: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing goes."""
        return not (self.cells or self.columns or self.copies or self.names) and self.is_placed

    def joined(self, other: "Erasure") -> "Erasure":
        """Both together, for a file that was read in two ways."""
        return Erasure(
            tuple(dict.fromkeys((*self.cells, *other.cells))),
            tuple(dict.fromkeys((*self.columns, *other.columns))),
            self.copies | other.copies,
            self.names | other.names,
            self.is_placed and other.is_placed,
        )


def repeats(text: str, copies: frozenset[str]) -> bool:
    """Whether a text is one of the removed, or has one of them among its sentences."""
    whole = text.strip()
    return whole in copies or any(part.strip() in copies for part in _SENTENCES.split(whole))
