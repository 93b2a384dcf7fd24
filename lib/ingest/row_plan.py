"""The rows of a table once sorted: its items, what was set aside and why, and the banners between them."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from lib.ingest.grid import Grid
from lib.ingest.model import RowSetAside


class Reason(StrEnum):
    """Why a row is no item; names the message `set_aside.<reason>`."""

    BLANK = "blank"
    TOTAL = "total"
    BANNER = "banner"
    REPEATED_HEADER = "repeated_header"
    NOTE = "note"
    PREFILLED = "prefilled"
    TEXT = "text"
    CONTINUATION = "continuation"
    OUTSIDE = "outside"
    NO_OPINION = "no_opinion"


@dataclass(frozen=True, slots=True)
class Banner:
    """A row whose one text names the phase of the rows beneath."""

    y: int
    x: int
    text: str
    sure: bool  # it reads as a heading or is merged over the table


@dataclass(slots=True)
class RowPlan:
    """The rows of one table in order: items, what was set aside, banners, and rows that continue an item."""

    items: list[int] = field(default_factory=list)
    aside: list[tuple[int, Reason]] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    states: list[Banner] = field(default_factory=list)  # banners that say how the rows beneath stand
    totals: list[int] = field(default_factory=list)
    cut: int | None = None  # the first row of something else below the table
    continues: dict[int, int] = field(default_factory=dict)  # row → the item it belongs to
    actuals: dict[int, int] = field(default_factory=dict)  # row of what happened → the item planned above it
    passed: frozenset[int] = frozenset()  # rows between the items that hold no answer; 同上 may stand for what one of them says
    _rows: np.ndarray | None = field(default=None, repr=False, compare=False)

    def rows(self) -> np.ndarray:
        """The items' rows as an array; made once the plan is complete."""
        if self._rows is None or len(self._rows) != len(self.items):
            self._rows = np.array(self.items, dtype=np.int64)
        return self._rows

    def set_aside(self, grid: Grid) -> tuple[RowSetAside, ...]:
        """The rows set aside as the reading reports them."""
        return tuple(RowSetAside(grid.row_number(y), str(reason)) for y, reason in self.aside)
