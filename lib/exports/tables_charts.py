"""The numbers of a chart as a grid: every number that it draws, by the names that it draws them under.

Unknown or hidden counts are written as a mark, never as zero. A line that has not come so far yet has blank cells.
"""

from collections.abc import Callable, Mapping
from typing import Any

from lib.exports.tables_grid import Content, Grid, GridColumn, Kind
from lib.figures.spec import (
    BarChart,
    ChartSpec,
    GanttChart,
    GanttRow,
    HeatmapChart,
    LineChart,
    Unit,
    VersionChart,
    WallBox,
    WallChart,
)
from lib.i18n import Language, text

_Columns = list[GridColumn]
_Rows = list[tuple[Content, ...]]


def chart_grid(spec: ChartSpec, unknown: str) -> Grid:
    """The numbers of one chart.

    Args:
        spec: any chart of the registry that has something to draw.
        unknown: what is written for a count that is not known.
    """
    columns, rows = _SORTS[type(spec)](spec, unknown)
    return Grid(spec.name, spec.title, tuple(columns), tuple(rows))


def _bars(spec: BarChart, unknown: str) -> tuple[_Columns, _Rows]:
    """A row a category: the count of each series, the mark's count and share, and what stands behind the bar."""
    columns = [_column("category", spec.language, is_wide=True)]
    columns += [GridColumn(series.name, Kind.COUNT) for series in spec.series]
    cells: list[list[Content]] = [[_known(value, unknown) for value in series.values] for series in spec.series]
    if spec.marks:
        columns += [
            GridColumn(text(spec.language, "tables.column.mark_count", name=spec.marks.name), Kind.COUNT),
            GridColumn(text(spec.language, "tables.column.mark_share", name=spec.marks.name), Kind.SHARE),
        ]
        cells += [[_known(value, unknown) for value in spec.marks.counts], [_known(value, unknown) for value in spec.marks.shares]]
    if any(spec.end_labels):
        columns.append(_column("label", spec.language))
        cells.append([" ".join(label.split()) for label in spec.end_labels])
    return columns, [(name, *rest) for name, *rest in zip(spec.categories, *cells, strict=True)]


def _lines(spec: LineChart, unknown: str) -> tuple[_Columns, _Rows]:
    """A row a day: each line's share and the count behind it, blank where the line has not come so far."""
    del unknown
    columns = [_column("day", spec.language, Kind.DAY)]
    cells: list[list[Content]] = []
    for series in spec.series:
        columns += [
            GridColumn(text(spec.language, "tables.column.line_share", name=series.name), Kind.SHARE),
            GridColumn(text(spec.language, "tables.column.line_count", name=series.name), Kind.COUNT),
        ]
        cells += [[_known(value, "") for value in series.shares], [_known(value, "") for value in series.counts]]
    return columns, [(day, *rest) for day, *rest in zip(spec.days, *cells, strict=True)]


def _gantt(spec: GanttChart, unknown: str) -> tuple[_Columns, _Rows]:
    """A row a task under the name of its group, with its window, its actual days and the reports it owes."""
    del unknown
    names = ("group", "task", "state", "start", "due", "about", "original_due", "begun", "done", "reports", "ref")
    days = ("start", "due", "original_due", "begun", "done")
    columns = [
        _column(name, spec.language, Kind.DAY if name in days else Kind.WORDS, is_wide=name in ("task", "reports")) for name in names
    ]
    rows: _Rows = []
    group = ""
    for row in spec.rows:
        if row.is_phase:
            group = row.label
        else:
            rows.append((group, *_gantt_row(row, spec)))
    return columns, rows


def _gantt_row(row: GanttRow, spec: GanttChart) -> tuple[Content, ...]:
    about = text(spec.language, "tables.about_day") if row.is_about else ""
    days = [day or "" for day in (row.begins, row.end, row.original_end, row.begun, row.done)]
    duties = "\n".join(mark.hover for mark in row.marks)
    return (row.label, spec.lamps[row.series].label, days[0], days[1], about, *days[2:], duties, row.ref)


def _wall(spec: WallChart, unknown: str) -> tuple[_Columns, _Rows]:
    """The wall chart as it hangs: the marks of what is due in each box; below, the numbers of its load."""
    del unknown
    columns = [GridColumn(spec.subtitle, is_wide=True), _column("total", spec.language)]
    columns += [GridColumn(column.name, Kind.COUNT) for column in spec.columns]
    rows: _Rows = [(line.name, " ".join(line.caption.split()), *(_box(box, spec.language) for box in line.boxes)) for line in spec.lines]
    rows.append((text(spec.language, "tables.wall.due"), "", *(column.due for column in spec.columns)))
    rows.append((text(spec.language, "tables.wall.running"), "", *(column.running for column in spec.columns)))
    return columns, rows


def _box(box: WallBox, language: Language) -> str:
    marks = [f"{entry.symbol}{entry.label}" for entry in box.entries]
    if box.running:
        marks.append(text(language, "tables.wall.box", n=box.running))
    return " ".join(marks)


def _heatmap(spec: HeatmapChart, unknown: str) -> tuple[_Columns, _Rows]:
    """A row a name; a hidden count says that it is hidden."""
    columns = [_column("category", spec.language, is_wide=True), *(GridColumn(name, Kind.COUNT) for name in spec.columns)]
    hidden = spec.hidden_label or unknown
    return columns, [(name, *(_known(cell, hidden) for cell in cells)) for name, cells in zip(spec.rows, spec.cells, strict=True)]


def _versions(spec: VersionChart, unknown: str) -> tuple[_Columns, _Rows]:
    """A row a version, with the moment of its publishing as the chart has it."""
    kind = Kind.SHARE if spec.unit is Unit.SHARE else Kind.COUNT
    columns = [_column("version", spec.language), _column("published", spec.language, Kind.MOMENT)]
    columns += [GridColumn(line.name, kind) for line in spec.lines]
    cells: list[list[Content]] = [[point.name for point in spec.points], [point.published.replace(tzinfo=None) for point in spec.points]]
    cells += [[_known(value, unknown) for value in line.values] for line in spec.lines]
    return columns, list(zip(*cells, strict=True))


_SORTS: Mapping[type[ChartSpec], Callable[[Any, str], tuple[_Columns, _Rows]]] = {
    BarChart: _bars,
    LineChart: _lines,
    GanttChart: _gantt,
    WallChart: _wall,
    HeatmapChart: _heatmap,
    VersionChart: _versions,
}


def _known(value: float | None, unknown: str) -> Content:
    return unknown if value is None else value


def _column(name: str, language: Language, kind: Kind = Kind.WORDS, *, is_wide: bool = False) -> GridColumn:
    return GridColumn(text(language, f"tables.column.{name}"), kind, is_wide=is_wide)
