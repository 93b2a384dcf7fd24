"""The plan as a table: columns of time, rows of names."""

from dataclasses import dataclass

from lib.figures.spec.chart import ChartSpec, LegendEntry


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

    On a phone it is a list, which `list_note` tells how to read. `peaks` are the columns with most tasks due, `now` the one that holds the as-of day. `is_counted`: there are too many
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
    list_note: str = ""

    @property
    def note_on_phone(self) -> str:
        """What is said of the list, which has neither lines nor a last row."""
        return self.list_note
