"""The numbers of a chart as a table for a document: the library writes no native charts, and a picture could not be checked.

A share is printed as the charts' own labels print it; what is not known is left blank. A chart's note goes along: it says what the chart
leaves out. Nothing is summed up here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.exports.table import Table
from lib.exports.table_notes import table_note
from lib.figures.spec import BarChart, ChartSpec, GanttChart, GanttRow, HeatmapChart, LineChart, Unit, VersionChart, WallChart
from lib.i18n import Language, text
from lib.i18n.formats import day, number, percent

_MOST_DAYS = 30
"""Days of a curve that fill a sheet; of a longer one, stretches in which nothing changes are told by their first and last day."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings over rows of text; `wide` columns hold sentences, `names` are those of a table's columns."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[bool, ...]
    note: str = ""
    names: tuple[str, ...] = ()


def grid_of_table(table: Table) -> Grid:
    """A table's columns that have a heading and say anything, with all their rows."""
    named = [(name, heading) for name, heading in table.headings if heading]
    cells = table.cells[[name for name, _ in named]].fillna("").astype("str")
    kept = [(name, heading) for name, heading in named if cells[name].str.strip().ne("").any()] or named[:1]
    names = tuple(name for name, _ in kept)
    rows = tuple(cells[list(names)].itertuples(index=False, name=None))
    return Grid(table.title, tuple(heading for _, heading in kept), rows, tuple(name in table.wide for name in names), names=names)


def grid_of_chart(spec: ChartSpec) -> Grid | None:
    """What a chart shows, a row a bar, a point, a window or a column of time; None where there is nothing to show."""
    return None if spec.is_empty else _SORTS[type(spec)](spec)


def _bars(spec: BarChart) -> Grid:
    language = spec.language
    marks = [spec.marks.name] if spec.marks else []
    ends = [text(language, "documents.column.remark")] if spec.end_labels else []
    headings = (text(language, "documents.column.name"), *(series.name for series in spec.series), *marks, *ends)
    rows = []
    for place, name in enumerate(spec.categories):
        row = [name, *(_count(series.values[place], language) for series in spec.series)]
        row += [_count(spec.marks.counts[place], language)] if spec.marks else []
        row += [spec.end_labels[place]] if spec.end_labels else []
        rows.append(tuple(row))
    return Grid(spec.title, headings, tuple(rows), tuple(each in (headings[0], *ends) for each in headings), table_note(spec))


def _lines(spec: LineChart) -> Grid:
    language = spec.language
    headings = [text(language, "documents.column.day")]
    for series in spec.series:
        headings += [text(language, "documents.column.count", name=series.name), text(language, "documents.column.share", name=series.name)]
    rows = []
    for place, when in enumerate(spec.days):
        row = [_day(when, language)]
        for series in spec.series:
            share = series.shares[place]
            row += [_count(series.counts[place], language), "" if share is None else percent(share, language)]
        rows.append(tuple(row))
    shown = _changing(rows) if len(rows) > _MOST_DAYS else rows
    said = text(language, "documents.table.unchanged") if len(shown) < len(rows) else ""
    note = language.manners.gap.join(part for part in (said, table_note(spec)) if part)
    return Grid(spec.title, tuple(headings), tuple(shown), (False,) * len(headings), note)


def _changing(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows without those that say what the row before and the row after them say: every number and the day it came stays."""
    inner = zip(rows, rows[1:], rows[2:], strict=False)
    return [rows[0], *(row for before, row, after in inner if not before[1:] == row[1:] == after[1:]), rows[-1]]


def _windows(spec: GanttChart) -> Grid:
    """A row a window. A year in which all days lie stands in the title alone, so that the names of the tasks have its room."""
    language = spec.language
    years = {when.year for row in spec.rows for when in _days_of(row) if when}
    title = text(language, "documents.of_year", title=spec.title, year=str(min(years))) if len(years) == 1 else spec.title
    columns = ("task", "state", "start", "end", "original", "begun", "done", "reports")
    rows = []
    for row in spec.rows:
        state = "" if row.is_phase else spec.lamps[row.series].label
        days = ["" if when is None else day(when, language, year=len(years) > 1) for when in _days_of(row)]
        days[1] = text(language, "documents.about_day", day=days[1]) if row.is_about else days[1]
        duties = [said for mark in row.marks for said in mark.hover.splitlines()]
        rows.append((row.label, state, *days, "\n".join(duties)))
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    headings = tuple(text(language, f"documents.column.{columns[place]}") for place in kept)
    wide = tuple(columns[place] in ("task", "reports") for place in kept)
    return Grid(title, headings, tuple(tuple(row[place] for place in kept) for row in rows), wide, table_note(spec))


def _days_of(row: GanttRow) -> tuple[date | None, ...]:
    return row.begins, row.end, row.original_end, row.begun, row.done


def _wall(spec: WallChart) -> Grid:
    """A row a column of time that has anything due: how many, and whose."""
    language = spec.language
    rows = []
    for place, column in enumerate(spec.columns):
        said = []
        for each in spec.lines:
            entries = each.boxes[place].entries
            if entries:
                marks = " ".join(f"{entry.symbol}{entry.label}" for entry in entries)
                said.append(text(language, "documents.wall.of", name=each.name, marks=marks))
        if said:
            rows.append((column.name, _count(column.due, language), "\n".join(said)))
    headings = tuple(text(language, f"documents.column.{name}") for name in ("time", "due", "tasks"))
    return Grid(spec.title, headings, tuple(rows), (False, False, True), table_note(spec))


def _shades(spec: HeatmapChart) -> Grid:
    headings = (text(spec.language, "documents.column.name"), *spec.columns)
    rows = tuple(
        (name, *(spec.hidden_label if cell is None else number(cell, spec.language) for cell in cells))
        for name, cells in zip(spec.rows, spec.cells, strict=True)
    )
    return Grid(spec.title, headings, rows, (True,) + (False,) * len(spec.columns), table_note(spec))


def _versions(spec: VersionChart) -> Grid:
    language = spec.language
    headings = (text(language, "documents.column.version"), text(language, "documents.column.day"), *(each.name for each in spec.lines))
    rows = []
    for place, point in enumerate(spec.points):
        values = [each.values[place] for each in spec.lines]
        words = [
            "" if value is None else percent(value, language) if spec.unit is Unit.SHARE else number(value, language) for value in values
        ]
        rows.append((point.name, point.day, *words))
    return Grid(spec.title, headings, tuple(rows), (False,) * len(headings), table_note(spec))


_SORTS: Mapping[type[ChartSpec], Callable[[Any], Grid]] = {
    BarChart: _bars,
    LineChart: _lines,
    GanttChart: _windows,
    WallChart: _wall,
    HeatmapChart: _shades,
    VersionChart: _versions,
}


def _count(value: int | None, language: Language) -> str:
    return "" if value is None else number(value, language)


def _day(when: date | None, language: Language) -> str:
    return "" if when is None else day(when, language, year=True)
