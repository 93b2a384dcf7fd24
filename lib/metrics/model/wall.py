"""The plan as it hangs on a wall: columns of time, rows of phases, units or leaders."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.metrics.model.judged import AsOf
from lib.metrics.model.timeline import Grouping
from lib.schema import Lamp


class Step(StrEnum):
    """How wide a column of the wall chart is: the finest in which the whole plan can still be read."""

    XUN = "xun"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class WallMark:
    """One task on the wall chart; `ref` leads back to the row."""

    ref: str
    number: str
    task: str
    lamp: Lamp


@dataclass(frozen=True, slots=True)
class WallCell:
    """One row's tasks in one column: those whose due day lies in it, and those under way in it and due later."""

    due: tuple[WallMark, ...]
    running: tuple[WallMark, ...]


@dataclass(frozen=True, slots=True)
class WallRow:
    """One phase, unit or leader, a cell a column; `name` is "" where blank. `total` holds the `undated` tasks too."""

    name: str
    cells: tuple[WallCell, ...]
    total: int
    done: int | None
    undated: int


@dataclass(frozen=True, slots=True)
class WallLoad:
    """What one column carries in all rows: how many tasks are due in it, and how many are under way and due later."""

    first: date
    last: date
    due: int
    running: int


@dataclass(frozen=True, slots=True)
class Wall:
    """The plan as it hangs on a wall: columns of time, rows of phases, units or leaders; cancelled tasks left out.

    `now` is the column that holds A, None where A lies outside; `is_too_long` says that the days are too far apart
    for any column, as one mistyped year makes them: then there are no columns.
    """

    grouping: Grouping
    step: Step
    rows: tuple[WallRow, ...]
    loads: tuple[WallLoad, ...]
    now: int | None
    as_of: AsOf
    undated: int
    is_too_long: bool = False

    @property
    def bears_years(self) -> bool:
        """Whether columns are told with their years: they lie in several, or in another than the day judged."""
        return any({load.first.year for load in self.loads} - {self.as_of.day.year})

    @property
    def peaks(self) -> tuple[int, ...]:
        """The columns in which most tasks are due, all that tie; none where nothing is due."""
        most = max((load.due for load in self.loads), default=0)
        return tuple(n for n, load in enumerate(self.loads) if load.due == most) if most else ()
