"""Windows in time, with the reports owed on their days."""

from dataclasses import dataclass
from datetime import date

from lib.figures.spec.chart import ChartSpec, DayTick, LegendEntry
from lib.figures.tokens import Style


@dataclass(frozen=True, slots=True)
class GanttMark:
    """Reports owed on one day, as one mark: `kind` is the index of the worst of them in `GanttChart.marks`, `hover` a line each."""

    day: date
    kind: int
    hover: str


@dataclass(frozen=True, slots=True)
class MarkKind:
    """A kind of mark as the legend shows it: its shape where shapes are letters, its words and its style.

    An empty style is hollow; a dotted one is hollow with a dot, so that it is told apart without colour.
    """

    symbol: str
    label: str
    style: Style


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A row of a timeline: a group (its span; a phase, a unit or a leader) or a task (its window).

    `symbol` is the lamp's shape, `series` the index of its lamp in `GanttChart.lamps`, -1 for a phase.
    `original_end` is the end before re-planning, None where it did not move. `begun` and `done` are the actual days, `until`
    where the line of the actual course ends. `is_about`: the deadline is approximate. `hover` holds what only
    a pointer shows: the window in words, unit, lead. `ref` leads back to the row of the workbook.
    `marks` are the reports owed, on their days.
    """

    label: str
    start: date | None
    end: date | None
    series: int
    symbol: str = ""
    original_end: date | None = None
    done: date | None = None
    hover: str = ""
    begun: date | None = None
    until: date | None = None
    is_about: bool = False
    ref: str = ""
    marks: tuple[GanttMark, ...] = ()

    @property
    def begins(self) -> date | None:
        """The first day of the window; None where a deadline was moved to before it, so that it begins the original window alone."""
        return self.start if self.start is None or self.end is None or self.start <= self.end else None

    @property
    def is_phase(self) -> bool:
        """Whether the row heads a phase."""
        return self.series < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttChart(ChartSpec):
    """Windows in time, grouped by phase, with a line at the as-of day."""

    rows: tuple[GanttRow, ...] = ()
    lamps: tuple[LegendEntry, ...] = ()
    ticks: tuple[DayTick, ...] = ()
    as_of: DayTick | None = None
    first: date | None = None
    last: date | None = None
    marks: tuple[MarkKind, ...] = ()

    @property
    def can_zoom(self) -> bool:
        """Its time axis may be."""
        return True
