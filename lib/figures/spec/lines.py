"""Lines over time: shares day by day, and figures across the versions of a board."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lib.figures.spec.chart import ChartSpec, DayTick
from lib.figures.tokens import Colour


@dataclass(frozen=True, slots=True)
class LineSeries:
    """One line: a share for each day, the counts behind them, and the label at its as-of point."""

    name: str
    colour: Colour
    dashed: bool
    shares: tuple[float | None, ...]
    counts: tuple[int | None, ...]
    label: str
    label_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart(ChartSpec):
    """Shares over time, with a line at the as-of day."""

    days: tuple[date, ...] = ()
    series: tuple[LineSeries, ...] = ()
    ticks: tuple[DayTick, ...] = ()
    as_of: DayTick | None = None


class Unit(StrEnum):
    """What a value axis counts."""

    SHARE = "share"  # 0.0 to 1.0, printed as percents
    TASKS = "tasks"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class VersionPoint:
    """One version in time: its name, when it was published on this machine's wall, and that day in words."""

    name: str
    published: datetime
    day: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One figure, a value a version."""

    name: str
    colour: Colour
    dashed: bool
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChart(ChartSpec):
    """Figures of one unit across the versions of a board, oldest first; a version that does not know one leaves a gap.

    `unit_label` follows a number of the unit.
    """

    unit: Unit = Unit.SHARE
    unit_label: str = ""
    points: tuple[VersionPoint, ...] = ()
    lines: tuple[VersionLine, ...] = ()
