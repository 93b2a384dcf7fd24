"""A chart over as many screens or sheets as it needs: parts of the same description, none higher than there is room.

Rows are shared out evenly, and bars keep their scale. A timeline repeats the head of the phase that goes on, a wall chart its load; on a phone
a wall chart is a list of its columns, which are shared out instead. Heights are CSS pixels.
What cannot be parted, lines over time and upright bars, takes the height it is given.
"""

from collections.abc import Sequence
from dataclasses import replace

from lib.figures.plotly import Size, height_of
from lib.figures.spec import BarChart, ChartSpec, GanttChart, GanttRow, WallChart


def parts_of(spec: ChartSpec, size: Size, height: int) -> tuple[ChartSpec, ...]:
    """The chart, or its parts in order.

    Args:
        spec: the chart; an empty one is one part.
        size: where it is read.
        height: the room of one screen or sheet.
    """
    if isinstance(spec, WallChart) and size is Size.PHONE:
        return _lists(spec, height)
    rows = 0 if spec.is_empty else _rows(spec)
    least = min(int(height_of(spec, size) // height), rows)
    for count in range(max(1, least), max(rows, 1) + 1):
        found = tuple(_part(spec, range(rows * n // count, rows * (n + 1) // count)) for n in range(count)) if count > 1 else (spec,)
        if all(height_of(part, size) <= height for part in found):
            return found
    return (spec,)


def _rows(spec: ChartSpec) -> int:
    """How many rows may be shared out; 0 where a chart has none."""
    if isinstance(spec, BarChart):
        return 0 if spec.upright else len(spec.categories)
    if isinstance(spec, GanttChart):
        return len(spec.rows)
    return len(spec.lines) if isinstance(spec, WallChart) else 0


def _part(spec: ChartSpec, rows: range) -> ChartSpec:
    kept = slice(rows.start, rows.stop)
    if isinstance(spec, BarChart):
        return _bars(spec, kept)
    if isinstance(spec, GanttChart):
        return replace(spec, rows=_under_its_phase(spec.rows, rows))
    return replace(spec, lines=spec.lines[kept]) if isinstance(spec, WallChart) else spec


def _lists(spec: WallChart, height: int) -> tuple[WallChart, ...]:
    """The columns in order, as many to a part as there is room for; those in which nothing stands are in no list."""
    places = [place for place, column in enumerate(spec.columns) if column.due or place == spec.now]
    parts: list[WallChart] = []
    kept: list[int] = []
    for place in places:
        if kept and height_of(_columns(spec, [*kept, place]), Size.PHONE) > height:
            parts.append(_columns(spec, kept))
            kept = []
        kept.append(place)
    return (*parts, _columns(spec, kept)) if parts else (spec,)


def _columns(spec: WallChart, kept: Sequence[int]) -> WallChart:
    lines = tuple(replace(line, boxes=tuple(line.boxes[place] for place in kept), spans=()) for line in spec.lines)
    now = kept.index(spec.now) if spec.now in kept else None
    return replace(spec, columns=tuple(spec.columns[place] for place in kept), lines=lines, now=now, peaks=())


def _bars(spec: BarChart, kept: slice) -> BarChart:
    series = tuple(replace(each, values=each.values[kept], labels=each.labels[kept]) for each in spec.series)
    marks = spec.marks and replace(spec.marks, shares=spec.marks.shares[kept], counts=spec.marks.counts[kept])
    longest = max(spec.ends) if spec.longest is None else spec.longest
    return replace(spec, categories=spec.categories[kept], series=series, marks=marks, end_labels=spec.end_labels[kept], longest=longest)


def _under_its_phase(rows: Sequence[GanttRow], kept: range) -> tuple[GanttRow, ...]:
    """The rows kept, the head of their phase before them; a head that would stand alone at the foot goes to the next screen."""
    last = kept.stop - 1 if kept.stop < len(rows) and rows[kept.stop - 1].is_phase else kept.stop
    first = kept.start - 1 if kept.start and rows[kept.start - 1].is_phase else kept.start
    last = max(last, first + 1)
    heads = [] if rows[first].is_phase else [row for row in rows[:first] if row.is_phase][-1:]
    return (*heads, *rows[first:last])
