"""The timeline of the deck: a native stacked bar chart whose first series, unfilled, moves each window to its start.

Values are days as a spreadsheet counts them, so that a window can be edited behind the chart. Months, the as-of day, earlier deadlines, actual
days and the reports owed are marks laid over it. A long timeline goes on over further slides. Lengths are points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_MARK
from pptx.util import Pt

from lib.exports.slides_chart import LEGEND_HEIGHT, chart_values, fix_plot, hide_axis, hide_names, placed_chart
from lib.exports.slides_lines import mark_day
from lib.exports.slides_page import Drawer, Page, Piece
from lib.exports.slides_sharing import shared_out
from lib.exports.slides_text import LINE, cut, shown, width
from lib.exports.slides_theme import fill_with, paint
from lib.exports.slides_wall import legend
from lib.exports.slides_xml import Area, Paragraph, Run, line
from lib.figures.spec import GanttChart, GanttRow, LegendEntry, MarkKind
from lib.figures.time_axis import ticks_from
from lib.figures.tokens import Colour, Pattern, Style
from lib.i18n import Language, text

_WIDEST_NAME = 372.0
_NAME_SIZE = 13.0
_BESIDE_NAME = 14.0
_TICK_SIZE = 12.0
_LEAST_ROW, _TALLEST_ROW = 20.0, 33.0
_TOP = 40.0  # months, and the as-of day above them
_EPOCH = date(1899, 12, 30)
_PHASE = Style(Colour.PLAN, Pattern.TINT)
_MARK, _DOT = 8.0, 2.6  # how wide a report owed stands, and the dot in a late one


@dataclass(frozen=True, slots=True)
class _Rooms:
    """How wide the names of a chart stand, and how high its rows."""

    name: float
    row: float

    @property
    def lines(self) -> int:
        """Of a name."""
        return max(1, int(self.row / (_NAME_SIZE * LINE)))


def gantt_pieces(spec: GanttChart, area: Area, language: Language) -> list[Piece]:
    """A timeline over as many slides as its rows need, about as many rows on each, as high as their slides have room for."""
    tall = area.height - _TOP - _legend_height(spec)
    slides = _slides(spec.rows, max(2, int(tall / _LEAST_ROW)))
    row = min(_TALLEST_ROW, max(_LEAST_ROW, tall / max(map(len, slides))))
    room = min(_WIDEST_NAME, max(width(_whole(row), _NAME_SIZE) for row in spec.rows) + _BESIDE_NAME)
    return [
        Piece(_drawer(spec, rows, _Rooms(room, row), language), notes=_whole_names(rows, _Rooms(room, row), language)) for rows in slides
    ]


def _legend_height(spec: GanttChart) -> float:
    """The marks of reports have a line of their own under the lamps."""
    return LEGEND_HEIGHT * (2 if spec.marks else 1)


def _slides(rows: tuple[GanttRow, ...], most: int) -> list[list[GanttRow]]:
    """The rows by slides; a group that goes on has its head again, and none ends a slide with its head alone."""
    heads = list(accumulate((place if row.is_phase else 0 for place, row in enumerate(rows)), max))

    def again(first: int) -> list[GanttRow]:
        return [rows[heads[first]]] if heads[first] != first and rows[heads[first]].is_phase else []

    def may_end(place: int) -> bool:
        return rows[place].is_phase or not rows[place - 1].is_phase

    parts = shared_out(len(rows), lambda first, end: end - first + len(again(first)), most, may_end=may_end)
    return [[*again(part.start), *rows[part.start : part.stop]] for part in parts]


def _name(row: GanttRow, rooms: _Rooms) -> str:
    return cut(_whole(row), rooms.name - _BESIDE_NAME, _NAME_SIZE, rooms.lines)


def _whole(row: GanttRow) -> str:
    return shown(row.label if row.is_phase else f"{row.symbol} {row.label}".strip())


def _whole_names(rows: list[GanttRow], rooms: _Rooms, language: Language) -> tuple[str, ...]:
    cut_off = [_whole(row) for row in rows if _name(row, rooms).endswith("…") and not row.label.endswith("…")]
    return (text(language, "slides.notes.whole", names="\n".join(cut_off)),) if cut_off else ()


def _drawer(spec: GanttChart, rows: list[GanttRow], rooms: _Rooms, language: Language) -> Drawer:
    def draw(page: Page, area: Area) -> None:
        tall = rooms.row * len(rows)
        held = Area(area.left, area.top, area.width, _TOP + tall + 4)
        inner = Area(area.left + rooms.name, area.top + _TOP, area.width - rooms.name - 8, tall)
        chart = placed_chart(page, spec, XL_CHART_TYPE.BAR_STACKED, held, _days_of(spec, rows, language))
        assert spec.first is not None
        assert spec.last is not None
        value = chart.value_axis
        value.minimum_scale, value.maximum_scale = _serial(spec.first), _serial(spec.last) + 1
        hide_axis(value)
        axis = chart.category_axis
        axis.reverse_order = True
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.width = Pt(0.75)
        paint(axis.format.line.color, Colour.RULE)
        hide_names(axis)
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 90, 100
        first, *rest = plot.series
        first.format.fill.background()
        first.format.line.fill.background()
        for series, style in zip(rest, (_PHASE, *(lamp.style for lamp in spec.lamps)), strict=True):
            fill_with(series.format.fill, style)
            series.format.line.width = Pt(1)
            paint(series.format.line.color, style.colour)
        fix_plot(chart, held, inner)
        _names(page, spec, rows, inner, rooms)
        _overlay(page, spec, rows, inner, rooms.row)
        kinds = [legend([LegendEntry(f"{kind.symbol}{kind.label}", kind.style) for kind in spec.marks])] if spec.marks else []
        page.write("legend", Area(area.left, inner.bottom + 8, area.width, _legend_height(spec) - 8), [legend(spec.lamps), *kinds])

    return draw


def _names(page: Page, spec: GanttChart, rows: list[GanttRow], inner: Area, rooms: _Rooms) -> None:
    """Groups in bold, tasks under them with their lamp's shape in its colour."""
    for place, row in enumerate(rows):
        name = _name(row, rooms)
        spot = Area(inner.left - rooms.name, inner.top + place * rooms.row, rooms.name - 8, rooms.row)
        if row.is_phase:
            words = line(name, _NAME_SIZE, is_bold=True)
        else:
            at = len(row.symbol)
            words = Paragraph((Run(name[:at], _NAME_SIZE, spec.lamps[row.series].style.colour), Run(name[at:], _NAME_SIZE)))
        page.write("name", spot, [words], "ctr")


def _days_of(spec: GanttChart, rows: list[GanttRow], language: Language) -> Any:
    found = chart_values([_whole(row) for row in rows], "General")
    found.add_series(
        text(language, "slides.gantt.start"), [_serial(start) if (start := _start(row)) else None for row in rows], "yyyy-mm-dd"
    )
    found.add_series(text(language, "slides.gantt.group"), [_length(row) if row.is_phase else None for row in rows])
    for place, lamp in enumerate(spec.lamps):
        found.add_series(shown(lamp.label), [_length(row) if row.series == place else None for row in rows])
    return found


def _start(row: GanttRow) -> date | None:
    return row.begins or row.end


def _length(row: GanttRow) -> int | None:
    """Days from the first to the last, both counted; a deadline without a start is its one day."""
    start = _start(row)
    return None if start is None or row.end is None else max((row.end - start).days + 1, 1)


def _serial(day: date) -> int:
    return (day - _EPOCH).days


def _overlay(page: Page, spec: GanttChart, rows: list[GanttRow], inner: Area, tall: float) -> None:
    assert spec.first is not None
    assert spec.last is not None
    end = spec.last + timedelta(days=1)

    def x(day: date, *, is_end: bool = False) -> float:
        shift = 1 if is_end else 0
        place = ((day - spec.first).days + shift) / max((end - spec.first).days, 1)  # type: ignore[operator]
        return inner.left + min(max(place, 0.0), 1.0) * inner.width

    free = inner.left
    for tick in ticks_from(spec.ticks, spec.first):
        if spec.first <= tick.day <= spec.last:
            at, wide = x(tick.day), width(tick.label, _TICK_SIZE)
            page.mark("tick", Area(at, inner.top, 0, inner.height), Colour.GRID, weight=0.75)
            if at >= free:
                page.write("tick", Area(at + 2, inner.top - 18, wide + 4, 16), [line(tick.label, _TICK_SIZE, Colour.MUTED)])
                free = at + wide + 4
    for place, row in enumerate(rows):
        middle = inner.top + (place + 0.5) * tall
        _marks(page, spec, row, middle, x)
        _duties(page, row, spec.marks, middle, x)
    if spec.as_of and spec.first <= spec.as_of.day <= spec.last:
        above = Area(inner.left, inner.top - 18, inner.width, inner.height + 18)
        mark_day(page, spec.as_of, above, spec.first, end)


def _duties(page: Page, row: GanttRow, kinds: Sequence[MarkKind], middle: float, x: Callable[..., float]) -> None:
    """The reports owed, upon the bar: filled once settled, else hollow, with a dot where late."""
    for mark in row.marks:
        style, at = kinds[mark.kind].style, (x(mark.day) + x(mark.day, is_end=True)) / 2
        is_hollow = style.pattern is not Pattern.SOLID
        spot = Area(at - _MARK / 2, middle - 11, _MARK, _MARK * 0.8)
        page.mark("report", spot, style.colour, "flowChartMerge", is_hollow=is_hollow, weight=1.25)
        if style.pattern is Pattern.DOTS:
            page.mark("late", Area(at - _DOT / 2, spot.top + 1, _DOT, _DOT), style.colour, "ellipse")


def _marks(page: Page, spec: GanttChart, row: GanttRow, middle: float, x: Callable[..., float]) -> None:
    """The window before it was moved, the actual course, the day it was done, and a sign behind an approximate deadline.

    What lies outside the time that is shown has no place on it.
    """
    start = row.start or row.end
    if row.original_end and start and _meets(spec, start, row.original_end):
        left, right = x(min(start, row.original_end)), x(row.original_end, is_end=True)
        page.mark("original", Area(left, middle + 9.5, max(right - left, 3), 0), Colour.MUTED, weight=2)
    if row.begun and row.until and _meets(spec, row.begun, row.until):
        left, right = x(row.begun), x(row.until, is_end=True)
        page.mark("actual", Area(left, middle, max(right - left, 2), 0), Colour.INK, weight=2)
    if row.done and _meets(spec, row.done, row.done):
        page.mark("done", Area(x(row.done) - 2, middle - 4, 8, 8), Colour.INK, "ellipse", is_hollow=True, weight=1.25)
    if row.is_about and row.end:
        page.write("about", Area(x(row.end, is_end=True) + 3, middle - 8, 14, 16), [line("≈", 12)], "ctr")


def _meets(spec: GanttChart, one: date, other: date) -> bool:
    """Whether any day between two is shown."""
    return spec.first is not None and spec.last is not None and min(one, other) <= spec.last and max(one, other) >= spec.first
