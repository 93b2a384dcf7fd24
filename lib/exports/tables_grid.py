"""A grid: named columns of one kind each, over rows of plain values. What workbooks and separated values are written from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Content = str | int | float | date | datetime
"""A cell; "" is a blank one. Shares are 0.0 to 1.0. Words may stand in any column, where a number is not known."""


class Kind(StrEnum):
    """What the cells of a column are, where they are not words."""

    WORDS = "words"
    COUNT = "count"
    SHARE = "share"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column's heading and kind; a wide one takes the room that is left."""

    heading: str
    kind: Kind = Kind.WORDS
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under columns; every row has a cell for each column."""

    name: str
    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Content, ...], ...]
