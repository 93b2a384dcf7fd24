"""Bar charts of the deck: native and editable, lying with names beside them or upright in time.

What stands behind a bar on the screen (its end label) stands beside it as text; the plan is a mark laid over each bar. Lengths are points.
"""

from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from lib.exports.slides_chart import (
    CHART_SPACES,
    LABEL_SIZE,
    LEGEND_HEIGHT,
    add_legend,
    chart_values,
    dress_axis,
    fix_plot,
    hide_axis,
    hide_names,
    placed_chart,
    set_faces,
)
from lib.exports.slides_page import Drawer, Page, Piece
from lib.exports.slides_text import LINE, cut, shown, width
from lib.exports.slides_theme import fill_with, paint, scheme_colour
from lib.exports.slides_xml import Area, line
from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.tokens import Colour, Pattern
from lib.i18n import Language, text
from lib.i18n.formats import number

_NAME_WIDTH, _END_WIDTH = 250.0, 250.0
_LEAST_ROW, _MOST_ROW = 27.0, 62.0
_MARK_STRIP = 24.0
_MOST_UPRIGHT = 36
_COUNT = "#,##0;-#,##0;;"  # nothing for zero, as on the screen


_HALF_A_LABEL = 0.02
"""Of the whole bar; so far a count reaches to either side, with a little between it and a mark."""

_LABEL_PLACES = {
    XL_LABEL_POSITION.CENTER: (0.5, 0.0),
    XL_LABEL_POSITION.INSIDE_BASE: (0.0, _HALF_A_LABEL),
    XL_LABEL_POSITION.INSIDE_END: (1.0, -_HALF_A_LABEL),
}
"""Where a count may stand in its bar: in shares of it, and then of the whole bar."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The bars of one slide, and how far the axis of all slides goes."""

    spec: BarChart
    first: int
    last: int
    longest: float

    @property
    def names(self) -> list[str]:
        return [shown(name) for name in self.spec.categories[self.first : self.last]]

    def chart_data(self, names: list[str]) -> Any:
        found = chart_values(names, "#,##0")
        for series in self.spec.series:
            found.add_series(shown(series.name), series.values[self.first : self.last])
        return found


def bar_pieces(spec: BarChart, area: Area, language: Language) -> list[Piece]:
    """A bar chart over as many slides as its bars need."""
    count = len(spec.categories)
    most = _MOST_UPRIGHT if spec.upright else max(1, int(_plot_height(spec, area) / _LEAST_ROW))
    longest = _longest(spec)
    slides = -(-count // most)
    each = -(-count // slides)
    found = []
    for first in range(0, count, each):
        rows = _Rows(spec, first, min(first + each, count), longest)
        found.append(Piece(_upright(rows) if spec.upright else _lying(rows), notes=_notes(rows, language)))
    return found


def _plot_height(spec: BarChart, area: Area) -> float:
    return area.height - _legend_height(spec, area) - (_MARK_STRIP if spec.marks else 0)


def _legend_height(spec: BarChart, area: Area) -> float:
    """The room of the legend, in as many lines as its names need; none for a single series."""
    if len(spec.series) < 2:
        return 0.0
    wide = sum(width(shown(series.name), LABEL_SIZE) + 34 for series in spec.series)
    return LEGEND_HEIGHT * -(-wide // (area.width * 0.85))


def _longest(spec: BarChart) -> float:
    """How far the axis goes, so that every slide of a chart has the same."""
    return 1.0 if spec.arrangement is Arrangement.WHOLE else float(max(spec.ends, default=1) or 1)


def _notes(rows: _Rows, language: Language) -> tuple[str, ...]:
    """Names that the chart has no room for, and the counts of the plan."""
    whole = [name for name in rows.names if not rows.spec.upright and width(name, LABEL_SIZE) > _NAME_WIDTH - 10]
    notes = [text(language, "slides.notes.whole", names="\n".join(whole))] if whole else []
    if rows.spec.marks:
        pairs = zip(rows.names, rows.spec.marks.counts[rows.first : rows.last], strict=True)
        counts = "\n".join(f"{name} {number(count, language)}" for name, count in pairs if count is not None)
        notes.append(text(language, "slides.notes.marks", name=rows.spec.marks.name, counts=counts))
    return tuple(notes)


def _lying(rows: _Rows) -> Drawer:
    spec = rows.spec
    ends = [shown(end) for end in spec.end_labels[rows.first : rows.last]]
    end_width = min(_END_WIDTH, max((width(end, LABEL_SIZE) for end in ends), default=0.0) + 12) if ends else 8.0
    name_width = min(_NAME_WIDTH, max(width(name, LABEL_SIZE) for name in rows.names) + 14)

    def draw(page: Page, area: Area) -> None:
        tall = min(_plot_height(spec, area), _MOST_ROW * (rows.last - rows.first))
        top = area.top + (_MARK_STRIP if spec.marks else 0)
        inner = Area(area.left + name_width, top, area.width - name_width - end_width, tall)
        held = Area(area.left, top, area.width, tall + _legend_height(spec, area))
        kinds = {Arrangement.WHOLE: XL_CHART_TYPE.BAR_STACKED_100, Arrangement.STACKED: XL_CHART_TYPE.BAR_STACKED}
        kind = kinds.get(spec.arrangement, XL_CHART_TYPE.BAR_CLUSTERED)
        chart = placed_chart(page, spec, kind, held, rows.chart_data(rows.names))
        chart.category_axis.reverse_order = True
        _dress(chart, rows, inner.width)
        if len(spec.series) > 1:
            add_legend(chart)
        fix_plot(chart, held, inner)
        if any(width(name, LABEL_SIZE) > name_width - 10 for name in rows.names):
            hide_names(chart.category_axis)
            _names(page, rows.names, inner, name_width)
        _beside(page, rows, ends, inner, area)

    return draw


def _names(page: Page, names: list[str], inner: Area, name_width: float) -> None:
    """Names too long for an axis, whose breaks no two programs set alike."""
    row = inner.height / len(names)
    for place, name in enumerate(names):
        size, lines = (LABEL_SIZE, 2) if row >= 2 * LABEL_SIZE * LINE else (12.0, 2 if row >= 24 * LINE else 1)
        words = line(cut(name, name_width - 10, size, lines), size, align="r")
        page.write("name", Area(inner.left - name_width, inner.top + place * row, name_width - 8, row), [words], "ctr")


def _beside(page: Page, rows: _Rows, ends: list[str], inner: Area, area: Area) -> None:
    """The labels behind the bars and the marks of the plan."""
    row = inner.height / (rows.last - rows.first)
    for place, end in enumerate(ends):
        spot = Area(inner.left + inner.width + 8, inner.top + place * row, area.width - (inner.left - area.left) - inner.width - 8, row)
        size = next((size for size in (14.0, 13.0, 12.0) if width(end, size) <= spot.width), 12.0)
        page.write("end", spot, [line(end, size)], "ctr")
    marks = rows.spec.marks
    if marks is None:
        return
    page.mark(marks.name, Area(inner.left, area.top + 4, 0, 14), Colour.INK, weight=3)
    page.write("marks", Area(inner.left + 8, area.top, inner.width, _MARK_STRIP - 4), [line(marks.name, LABEL_SIZE)], "ctr")
    for place, share in enumerate(marks.shares[rows.first : rows.last]):
        if share is not None:
            spot = Area(inner.left + share * inner.width, inner.top + (place + 0.1) * row, 0, row * 0.8)
            page.mark(f"{marks.name} {place + 1}", spot, Colour.INK, weight=3)


def _upright(rows: _Rows) -> Drawer:
    def draw(page: Page, area: Area) -> None:
        chart = placed_chart(page, rows.spec, XL_CHART_TYPE.COLUMN_CLUSTERED, area, rows.chart_data(rows.names))
        if len(rows.spec.series) > 1:
            add_legend(chart)
        _dress(chart, rows, 0.0)
        count = rows.last - rows.first
        if count > 12:
            axis = chart.category_axis._element
            skip = parse_xml(f'<c:tickLblSkip {CHART_SPACES} val="{-(-count // 12)}"/>')
            axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)
        for series in chart.plots[0].series:
            _label(series, Colour.INK, 12.0, XL_LABEL_POSITION.OUTSIDE_END)

    return draw


def _dress(chart: Chart, rows: _Rows, room: float) -> None:
    """The looks of a chart whose longest bar takes so much room."""
    spec = rows.spec
    plot = chart.plots[0]
    is_grouped = spec.arrangement is Arrangement.LAYERED
    plot.gap_width = 55 if is_grouped and len(spec.series) > 1 else 70
    plot.overlap = 0 if is_grouped else 100
    value = chart.value_axis
    value.minimum_scale, value.maximum_scale = 0, rows.longest * (1.12 if spec.upright else 1)
    hide_axis(value)
    dress_axis(chart.category_axis)
    for place, (series, described) in enumerate(zip(plot.series, spec.series, strict=True)):
        fill_with(series.format.fill, described.style)
        series.format.line.width = Pt(1)
        paint(series.format.line.color, described.style.colour)
        series.invert_if_negative = False
        if described.labels and not spec.upright and not is_grouped:
            _label(series, _ink_on(described), LABEL_SIZE, _clear_of_marks(rows, place))
            _plate(series, described)
            _leave_out(series, _too_narrow(rows, place, room))


def _too_narrow(rows: _Rows, of_series: int, room: float) -> list[int]:
    """In which bars the count of a series has no room in its part; as on the screen it is then left out."""
    found = []
    for place in range(rows.first, rows.last):
        counts = [series.values[place] or 0 for series in rows.spec.series]
        whole = sum(counts) if rows.spec.arrangement is Arrangement.WHOLE else rows.longest
        if counts[of_series] and counts[of_series] / whole * room < width(f"{counts[of_series]:,}", LABEL_SIZE) + 2:
            found.append(place - rows.first)
    return found


def _leave_out(series: Any, places: list[int]) -> None:
    """Take the labels of some bars away; the number stays in the chart's own table."""
    labels = series.data_labels._element
    for place in reversed(places):
        labels.insert(0, parse_xml(f'<c:dLbl {CHART_SPACES}><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'))


def _clear_of_marks(rows: _Rows, of_series: int) -> Any:
    """Where the counts of a series stand in its bars: in their middle, or at an end where a mark of the plan would strike one out."""
    struck = dict.fromkeys(_LABEL_PLACES, 0)
    shares = rows.spec.marks.shares[rows.first : rows.last] if rows.spec.marks else ()
    for place, mark in enumerate(shares, start=rows.first):
        counts = [series.values[place] or 0 for series in rows.spec.series]
        if mark is not None and counts[of_series]:
            start, length = sum(counts[:of_series]) / sum(counts), counts[of_series] / sum(counts)
            for where, (share, beside) in _LABEL_PLACES.items():
                struck[where] += abs(start + share * length + beside - mark) < _HALF_A_LABEL
    return min(struck, key=lambda where: struck[where])


def _ink_on(series: BarSeries) -> Colour:
    return Colour.BACKGROUND if series.style.pattern is Pattern.SOLID and series.style.colour is not Colour.PALE else Colour.INK


def _label(series: Any, colour: Colour, size: float, place: XL_LABEL_POSITION) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _COUNT, False
    labels.position = place
    labels.font.size = Pt(size)
    labels.font.bold = True
    paint(labels.font.color, colour)
    for look in labels._element.iter(qn("a:defRPr")):
        set_faces(look)


def _plate(series: Any, described: BarSeries) -> None:
    """Paper behind a number that a pattern would hide."""
    if described.style.pattern in (Pattern.SOLID, Pattern.TINT, Pattern.FAINT, Pattern.EMPTY):
        return
    ground = scheme_colour(Colour.BACKGROUND)
    plate = parse_xml(f"<c:spPr {CHART_SPACES}><a:solidFill>{ground}</a:solidFill></c:spPr>")
    series.data_labels._element.find(qn("c:numFmt")).addnext(plate)
