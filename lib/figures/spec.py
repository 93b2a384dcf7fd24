"""A chart described once, as neutral data; Plotly, PowerPoint and Word draw the same description.

Names and texts are as in the workbook, unescaped and uncut: a renderer escapes and wraps. Values are
counts unless a field says share (0.0 to 1.0). None is a value that is unknown or hidden, never zero.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from lib.figures.tokens import Colour, Style
from lib.i18n import Language


class Arrangement(StrEnum):
    """How the series of a bar chart stand: one upon another, filling the whole, or one before the other."""

    STACKED = "stacked"
    WHOLE = "whole"
    LAYERED = "layered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """What every chart has.

    `title`, `subtitle`, `note` (how to read it) are text of the page, or drawn where the chart stands alone;
    `footnote` (as-of day, filters, version, lamp rule) is drawn there only. `hint` says what a pointer can do; it is for a
    wide screen alone, never for paper. `empty` is the sentence to show instead, "" where there
    is something to draw.
    """

    name: str
    language: Language
    title: str
    subtitle: str = ""
    note: str = ""
    footnote: str = ""
    hint: str = ""
    alt: str = ""
    empty: str = ""
    has_lamps: bool = False

    @property
    def can_zoom(self) -> bool:
        """Whether its time axis may be enlarged by a pointer."""
        return False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return bool(self.empty)


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One series of bars: a count for each category, and what is printed inside each bar."""

    name: str
    style: Style
    values: tuple[int | None, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanMarks:
    """A tick on each bar, as a share of the whole bar, with the count it stands for."""

    name: str
    shares: tuple[float | None, ...]
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart(ChartSpec):
    """Bars by category. `end_labels` stand behind each bar; upright bars are for time, lying ones for names.

    `tick_labels`, where given, are what the axis says in place of the categories, "" for nothing.
    """

    categories: tuple[str, ...] = ()
    series: tuple[BarSeries, ...] = ()
    arrangement: Arrangement = Arrangement.STACKED
    marks: PlanMarks | None = None
    end_labels: tuple[str, ...] = ()
    upright: bool = False
    tick_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayTick:
    """A labelled day on a time axis."""

    day: date
    label: str


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
    def is_phase(self) -> bool:
        """Whether the row heads a phase."""
        return self.series < 0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A lamp or state as the legend shows it: shape and word, and its style."""

    label: str
    style: Style


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


@dataclass(frozen=True, slots=True)
class WallEntry:
    """One mark in a box of the wall chart: a task by its number, or how many tasks bear a lamp.

    `series` is the index of the lamp in `WallChart.lamps`; `ref` leads back to the row, "" for a count.
    """

    symbol: str
    label: str
    series: int
    ref: str = ""


@dataclass(frozen=True, slots=True)
class WallBox:
    """One box: what is due in it, and how many tasks are under way in it and due later. `hover` names them, a line each."""

    entries: tuple[WallEntry, ...] = ()
    running: int = 0
    hover: str = ""


@dataclass(frozen=True, slots=True)
class WallSpan:
    """The window of one task, from the column of its start to that of its due day."""

    first: int
    last: int
    series: int


@dataclass(frozen=True, slots=True)
class WallLine:
    """One row: a phase, a unit or a leader; `caption` is its done of all. Counted charts have no spans."""

    name: str
    caption: str
    boxes: tuple[WallBox, ...]
    spans: tuple[WallSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class WallColumn:
    """One column: its label under that of its group (上 under 3月), its whole name, and its load in words and numbers."""

    group: str
    label: str
    name: str
    load: str
    due: int
    running: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallChart(ChartSpec):
    """The plan as a table: columns of time, rows of names, marks of what is due; the last row is the load.

    `peaks` are the columns with most tasks due, `now` the one that holds the as-of day. `is_counted`: there are too many
    tasks for numbers, and entries count tasks by lamp.
    """

    columns: tuple[WallColumn, ...] = ()
    lines: tuple[WallLine, ...] = ()
    lamps: tuple[LegendEntry, ...] = ()
    now: int | None = None
    now_label: str = ""
    peaks: tuple[int, ...] = ()
    load_label: str = ""
    is_counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatmapChart(ChartSpec):
    """Counts by two things; a hidden count is None and reads `hidden_label`."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[int | None, ...], ...] = ()
    hidden_label: str = ""


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


Spec = TypeVar("Spec", bound=ChartSpec)


def standing_alone(spec: Spec, *sentences: str) -> Spec:
    """The same chart with a footnote, a line a sentence, for where no page stands around it."""
    return replace(spec, footnote="\n".join(sentence for sentence in sentences if sentence))


def to_json(spec: ChartSpec) -> str:
    """A spec as stable, readable JSON, for golden files and for programs."""
    return json.dumps({"kind": type(spec).__name__, **asdict(spec)}, ensure_ascii=False, indent=1, default=_iso) + "\n"


def _iso(moment: date) -> str:
    """A day, or a moment, in ISO form."""
    return moment.isoformat()
