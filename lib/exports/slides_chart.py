"""What native charts of the deck share: safe data, faces, the inner plot whose place is known, and the legend.

The place of the inner plot is fixed, so that marks laid over it (a plan, the as-of day) stand where the axis says. Lengths are points.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from lib.exports.slides_page import Page, frame_of
from lib.exports.slides_text import shown
from lib.exports.slides_theme import paint
from lib.exports.slides_xml import FACES, Area, emu
from lib.figures.spec import ChartSpec
from lib.figures.tokens import Colour

LABEL_SIZE = 14.0
LEGEND_HEIGHT = 26.0
_CHART_SPACE = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_DRAWING_SPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
CHART_SPACES = f"{_CHART_SPACE} {_DRAWING_SPACE}"
"""What a part of a chart's XML declares."""


class _TextOnlyWriter(CategoryWorkbookWriter):
    """Writes the sheet behind a chart with text as text: a name that begins with = is no formula, an address no link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Workbook, Any]]:
        workbook = Workbook(xlsx_file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        yield workbook, workbook.add_worksheet()
        workbook.close()


class SafeChartData(CategoryChartData):
    """Chart data whose sheet holds no formula."""

    @property
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _TextOnlyWriter(self)  # type: ignore[no-untyped-call]


def chart_values(categories: Sequence[object], number_format: str) -> Any:
    """Empty data over categories, for series to be added; the library types none of it."""
    found: Any = SafeChartData(number_format=number_format)  # type: ignore[no-untyped-call]
    found.categories = categories
    return found


def placed_chart(page: Page, spec: ChartSpec, kind: XL_CHART_TYPE, area: Area, chart_data: Any) -> Chart:
    """Put a native chart on the slide, with our faces and without what we do not want."""
    frame = page.slide.shapes.add_chart(kind, *(emu(n) for n in (area.left, area.top, area.width, area.height)), chart_data)
    frame_of(frame, spec.name, shown(spec.alt))
    chart: Chart = frame.chart
    chart.has_title = False
    chart.has_legend = False
    chart.font.size = Pt(LABEL_SIZE)
    paint(chart.font.color, Colour.INK)
    for look in chart._chartSpace.iter(qn("a:defRPr")):
        set_faces(look)
    return chart


def set_faces(look: Any) -> None:
    """Name the Latin and the East Asian face of a run or of default text that names none yet."""
    for face in parse_xml(f"<a:rPr {_DRAWING_SPACE}>{FACES}</a:rPr>"):
        look.append(face)


def add_legend(chart: Chart) -> None:
    """A legend under the plot."""
    chart.has_legend = True
    legend = chart.legend
    assert legend is not None
    legend.position = XL_LEGEND_POSITION.BOTTOM
    legend.include_in_layout = False
    legend.font.size = Pt(LABEL_SIZE)
    for look in legend._element.iter(qn("a:defRPr")):
        set_faces(look)


def fix_plot(chart: Chart, area: Area, inner: Area) -> None:
    """Let the inner plot (the axes' rectangle) fill exactly this part of the chart's area."""
    shares = ("x", (inner.left - area.left) / area.width), ("y", (inner.top - area.top) / area.height)
    sizes = ("w", inner.width / area.width), ("h", inner.height / area.height)
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    values = "".join(f'<c:{side} val="{share:.5f}"/>' for side, share in (*shares, *sizes))
    layout = f'<c:layout {_CHART_SPACE}><c:manualLayout><c:layoutTarget val="inner"/>{modes}{values}</c:manualLayout></c:layout>'
    plot = chart._chartSpace.chart.plotArea
    plot[:] = [parse_xml(layout), *(one for one in plot if one.tag != qn("c:layout"))]


def dress_axis(axis: Any) -> None:
    """A thin line, no ticks, labels in our size and faces."""
    axis.format.line.width = Pt(0.75)
    paint(axis.format.line.color, Colour.RULE)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(LABEL_SIZE)
    for look in axis._element.iter(qn("a:defRPr")):
        set_faces(look)


def hide_axis(axis: Any) -> None:
    """Leave an axis out, with its lines."""
    axis.has_major_gridlines = False
    axis.visible = False


def hide_names(axis: Any) -> None:
    """Leave the axis' own names out where ours stand at their days."""
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
