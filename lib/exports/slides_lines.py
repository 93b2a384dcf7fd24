"""Line charts of the deck: shares over days with the as-of day laid over, and figures across versions. Native and editable; lengths are points."""

from datetime import date

from pptx.chart.chart import Chart
from pptx.dml.line import LineFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
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
    hide_names,
    placed_chart,
    set_faces,
)
from lib.exports.slides_page import Page, Piece
from lib.exports.slides_text import shown, width
from lib.exports.slides_theme import paint, scheme_colour
from lib.exports.slides_xml import Area, line
from lib.figures.spec import DayTick, LineChart, Unit, VersionChart
from lib.figures.time_axis import ticks_from
from lib.figures.tokens import Colour

_AXIS_WIDTH, _RIGHT, _TICKS, _STRIP = 52.0, 30.0, 26.0, 22.0


def line_pieces(spec: LineChart) -> list[Piece]:
    """Shares over time on one slide."""
    return [Piece(lambda page, area: _shares(page, area, spec))]


def version_pieces(spec: VersionChart) -> list[Piece]:
    """Figures across versions on one slide."""
    return [Piece(lambda page, area: _versions(page, area, spec))]


def _inner(area: Area) -> Area:
    tall = area.height - _STRIP - _TICKS - LEGEND_HEIGHT
    return Area(area.left + _AXIS_WIDTH, area.top + _STRIP, area.width - _AXIS_WIDTH - _RIGHT, tall)


def _shares(page: Page, area: Area, spec: LineChart) -> None:
    chart_data = chart_values(list(spec.days), "0%")
    for series in spec.series:
        chart_data.add_series(shown(series.name), series.shares)
    chart = placed_chart(page, spec, XL_CHART_TYPE.LINE, area, chart_data)
    value = chart.value_axis
    value.minimum_scale, value.maximum_scale, value.major_unit = 0, 1, 0.25
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "0%", False
    _dress(chart)
    meets = parse_xml(f'<c:crossBetween {CHART_SPACES} val="midCat"/>')
    value._element.find(qn("c:crosses")).addnext(meets)  # the first day stands on the axis, as our names of the days do
    add_legend(chart)
    inner = _inner(area)
    fix_plot(chart, area, inner)
    chart.category_axis.visible = True
    hide_names(chart.category_axis)
    for drawn, series in zip(chart.plots[0].series, spec.series, strict=True):
        _stroke(drawn.format.line, series.colour, is_dashed=series.dashed)
        drawn.smooth = False
        drawn.marker.style = XL_MARKER_STYLE.NONE
    _say_where_they_stand(chart, spec)
    _days(page, inner, spec)


def _say_where_they_stand(chart: Chart, spec: LineChart) -> None:
    """The label of each line at its as-of point: the higher one's before it, the lower one's behind."""
    known = [series.shares[series.label_at] or 0.0 for series in spec.series]
    for drawn, series, share in zip(chart.plots[0].series, spec.series, known, strict=True):
        point = drawn.points[series.label_at]
        point.marker.style = XL_MARKER_STYLE.CIRCLE
        point.marker.size = 9
        point.marker.format.fill.solid()
        paint(point.marker.format.fill.fore_color, series.colour)
        frame = point.data_label.text_frame
        run = frame.paragraphs[0].add_run()
        run.text = shown(series.label)
        run.font.size, run.font.bold = Pt(LABEL_SIZE), True
        paint(run.font.color, Colour.INK)
        set_faces(run._r.get_or_add_rPr())
        frame._txBody.bodyPr.set("wrap", "none")
        for look in frame._txBody.iter(qn("a:defRPr")):
            set_faces(look)
        is_highest = share == max(known) and (series is spec.series[0] or share > min(known))
        point.data_label.position = XL_LABEL_POSITION.LEFT if is_highest else XL_LABEL_POSITION.RIGHT
        plate = parse_xml(f"<c:spPr {CHART_SPACES}><a:solidFill>{scheme_colour(Colour.BACKGROUND)}</a:solidFill></c:spPr>")
        point.data_label._dLbl.find(qn("c:tx")).addnext(plate)  # a line that goes on level would strike the words out


def _days(page: Page, inner: Area, spec: LineChart) -> None:
    """Months under the axis and the as-of day over it, each at its day."""
    first, last = spec.days[0], spec.days[-1]
    for tick in ticks_from(spec.ticks, first):
        if first <= tick.day <= last:
            spot = Area(_x(tick.day, inner, first, last) - 40, inner.bottom + 4, 80, _TICKS - 6)
            page.write("tick", spot, [line(tick.label, LABEL_SIZE, Colour.MUTED, "ctr")])
    if spec.as_of and first <= spec.as_of.day <= last:
        mark_day(page, spec.as_of, inner, first, last)


def mark_day(page: Page, tick: DayTick, inner: Area, first: date, last: date) -> None:
    """A line at a day with its name above."""
    x = _x(tick.day, inner, first, last)
    page.mark("as of", Area(x, inner.top, 0, inner.height), Colour.BRAND, weight=1.25)
    wide = width(tick.label, LABEL_SIZE) + 8
    left = min(max(x - wide / 2, inner.left), inner.left + inner.width - wide)
    page.write(
        "as of", Area(left, inner.top - _STRIP + 2, wide, _STRIP - 2), [line(tick.label, LABEL_SIZE, Colour.BRAND, "ctr", is_bold=True)]
    )


def _x(day: date, inner: Area, first: date, last: date) -> float:
    return inner.left + (day - first).days / max((last - first).days, 1) * inner.width


def _versions(page: Page, area: Area, spec: VersionChart) -> None:
    chart_data = chart_values([shown(point.name) for point in spec.points], "0.0%" if spec.unit is Unit.SHARE else "#,##0")
    for each in spec.lines:
        chart_data.add_series(shown(each.name), each.values)
    chart = placed_chart(page, spec, XL_CHART_TYPE.LINE_MARKERS, area, chart_data)
    if spec.unit is Unit.SHARE:
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 1
    chart.value_axis.tick_labels.number_format = "0%" if spec.unit is Unit.SHARE else "#,##0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    _dress(chart)
    add_legend(chart)
    for drawn, each in zip(chart.plots[0].series, spec.lines, strict=True):
        _stroke(drawn.format.line, each.colour, is_dashed=each.dashed)
        drawn.smooth = False


def _dress(chart: Chart) -> None:
    for axis in (chart.value_axis, chart.category_axis):
        dress_axis(axis)
    chart.value_axis.has_major_gridlines = True
    grid = chart.value_axis.major_gridlines.format.line
    grid.width = Pt(0.75)
    paint(grid.color, Colour.GRID)


def _stroke(stroke: LineFormat, colour: Colour, *, is_dashed: bool) -> None:
    stroke.width = Pt(2.5 if is_dashed else 3.25)
    paint(stroke.color, colour)
    if is_dashed:
        stroke.dash_style = MSO_LINE.DASH
