"""A timeline: a row a task under its phase, bars for windows, lamps by colour, pattern and shape.

Built from plain bars: a one-day task keeps a width that can be seen, which Plotly's own timeline lacks.
A bar runs to the end of its last day. The vertical axis counts pixels, so that a row is as high as its
label needs; labels are annotations, since Plotly cannot align axis labels left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lib.figures.drawing.duty_marks import draw_duty_marks
from lib.figures.drawing.lines import draw_as_of, time_ticks
from lib.figures.drawing.paper import Paper, Plotly, Size, safe, safe_lines
from lib.figures.spec import GanttChart, GanttRow, LegendEntry
from lib.figures.tokens import Colour
from lib.figures.wrapping import width, wrap
from lib.i18n import Language

_DAY_MS = 86_400_000
_NARROWEST = 1 / 110
"""The least width of a bar, as a share of the whole time shown."""

_LONG = 60
_QUIET = {"hoverinfo": "skip", "showlegend": False}
_ROWS_A_SCREEN = 22
"""More rows than `_LONG` are scrolled, so that the time is named anew as often as the names above have gone out of sight."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where everything stands: tops of the rows in pixels (one more than rows), the middle of the bars, time, label room.

    `starts` are the rows' own tops, below the time where it is named anew; `renamed` are the middles of those lines.
    """

    tops: tuple[float, ...]
    starts: tuple[float, ...]
    middles: tuple[float, ...]
    renamed: tuple[float, ...]
    bar: float
    first: date
    last: date
    least_days: float
    units: int
    lines: int


def lay_out(chart: GanttChart, paper: Paper) -> None:
    """Put a timeline on the paper."""
    grid = _grid(chart, paper)
    measures = paper.measures
    _bands(chart, grid, paper)
    _phase_spans(chart, grid, paper)
    for index, entry in enumerate(chart.lamps):
        paper.traces.append(_lamp_bars(chart, index, entry, grid, paper))
    _original_windows(chart, grid, paper)
    _actual_course(chart, grid, paper)
    _abouts(chart, grid, paper)
    _done_days(chart, grid, paper)
    draw_duty_marks(chart, [middle - grid.bar / 2 for middle in grid.middles], grid.units, paper)
    _times_anew(chart, grid, paper)
    draw_as_of(chart.as_of, grid.first, grid.last, paper, lift=measures.small * 1.6, midday=True)
    _names(chart, grid, paper)
    paper.plot_height = grid.tops[-1]
    paper.axis_above = measures.small * 3.4
    paper.axes = {
        "xaxis": {
            "type": "date",
            "range": [(grid.first - timedelta(days=1)).isoformat(), (grid.last + timedelta(days=1)).isoformat()],
            "side": "top",
            **time_ticks(chart.ticks, grid.first, grid.last, paper),
            **(_zoomable(chart) if paper.can_zoom else {}),
        },
        "yaxis": {"range": [grid.tops[-1], 0], "showticklabels": False},
    }
    paper.more = {"barmode": "overlay", "bargap": 0, **({"dragmode": "zoom"} if paper.can_zoom else {})}
    named = [trace for trace in paper.traces if trace.get("showlegend", True) and trace["y"]]
    paper.legend = tuple(trace["name"] for trace in named)  # on one of several screens less than the whole chart has


def _grid(chart: GanttChart, paper: Paper) -> _Grid:
    assert chart.first is not None
    assert chart.last is not None
    measures = paper.measures
    line = measures.small * 1.35
    above = measures.names_above
    units = round(measures.width / (measures.small * 0.52)) - 4 if above else round(measures.name_units * 1.75)
    is_long = len(chart.rows) > _LONG
    lines = 1 if above or is_long or paper.size is Size.WALL else 2
    tops, starts, middles, renamed = [0.0], [], [], []
    bar = line * (0.62 if above else 0.8)
    for place, row in enumerate(chart.rows):
        room = line * 1.5 if is_long and place and place % _ROWS_A_SCREEN == 0 else 0.0
        renamed += [tops[-1] + room / 2] if room else []
        label = line * (1 if row.is_phase else len(wrap(row.label, units, lines)) or 1)
        height = label + (line * (0.8 if row.is_phase else 1.25) if above else line * 0.45)
        starts.append(tops[-1] + room)
        middles.append(starts[-1] + height - (line * (0.4 if row.is_phase else 0.68) if above else height / 2))
        tops.append(starts[-1] + height)
    least_days = max(1.0, (chart.last - chart.first).days * _NARROWEST)
    return _Grid(tuple(tops), tuple(starts), tuple(middles), tuple(renamed), bar, chart.first, chart.last, least_days, units, lines)


def _bands(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    starts = [index for index, row in enumerate(chart.rows) if row.is_phase] + [len(chart.rows)]
    for number, (top, bottom) in enumerate(pairwise(starts)):
        if number % 2 == 0:
            paper.shapes.append(
                {
                    "type": "rect",
                    "xref": "paper",
                    "yref": "y",
                    "x0": 0,
                    "x1": 1,
                    "y0": round(grid.tops[top], 1),
                    "y1": round(grid.tops[bottom], 1),
                    "fillcolor": paper.colour(Colour.PANEL),
                    "line": {"width": 0},
                    "layer": "below",
                }
            )


def _lamp_bars(chart: GanttChart, index: int, entry: LegendEntry, grid: _Grid, paper: Paper) -> Plotly:
    rows = [(y, row) for y, row in zip(grid.middles, chart.rows, strict=True) if row.series == index]
    hover = [safe_lines(row.label, grid.units, 4) + ("<br>" + safe(row.hover) if row.hover else "") for _, row in rows]
    return _bars([(y, row, row.end) for y, row in rows], grid.bar, grid) | {
        "name": safe(entry.label),
        "marker": paper.fill(entry.style),
        "hovertext": hover,
        "customdata": [[row.ref] for _, row in rows],
        "hovertemplate": "%{hovertext}<br>" + safe(entry.label) + "<extra></extra>",
    }


def _bars(places: Sequence[tuple[float, GanttRow, date | None]], thickness: float, grid: _Grid) -> Plotly:
    spans = [_extent(row.start, end, grid.least_days) for _, row, end in places if end]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [round(y, 1) for y, _, end in places if end],
        "base": [start for start, _ in spans],
        "x": [length for _, length in spans],
        "width": round(thickness, 1),
    }


def _extent(start: date | None, end: date, least_days: float) -> tuple[str, int]:
    """Where a bar begins, and its length in milliseconds; without a start, or with one after it, it is a stub that ends on the day."""
    start = start if start and start <= end else None
    days = (end - start).days + 1 if start else 0
    if start and days >= least_days:
        return start.isoformat(), days * _DAY_MS
    begin = start - timedelta(days=(least_days - days) / 2) if start else end + timedelta(days=1 - least_days)
    return begin.isoformat(), round(least_days * _DAY_MS)


def _phase_spans(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    places = [(y, row, row.end) for y, row in zip(grid.middles, chart.rows, strict=True) if row.is_phase]
    paper.traces.append(_bars(places, 2.4, grid) | {"marker": {"color": paper.colour(Colour.PLAN)}, **_QUIET})


def _original_windows(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    below = grid.bar / 2 + 2.2
    places = [(y + below, row, row.original_end) for y, row in zip(grid.middles, chart.rows, strict=True) if row.original_end]
    if places:
        paper.traces.append(_bars(places, 2.4, grid) | {"marker": {"color": paper.colour(Colour.PLAN)}, **_QUIET})


def _zoomable(chart: GanttChart) -> Plotly:
    """Ticks that follow the stretch of time shown: years, months, then days, as the language writes them."""
    assert chart.first is not None
    assert chart.last is not None
    several = chart.first.year != chart.last.year
    chinese = chart.language is Language.ZH
    months = ("%Y年%-m月" if several else "%-m月") if chinese else ("%b %Y" if several else "%b")
    return {
        "fixedrange": False,
        "minallowed": (chart.first - timedelta(days=1)).isoformat(),
        "maxallowed": (chart.last + timedelta(days=1)).isoformat(),
        "tickmode": "auto",
        "tickvals": None,
        "ticktext": None,
        "nticks": 12,
        "tickformatstops": [
            {"dtickrange": [None, 14 * _DAY_MS], "value": "%-m月%-d日" if chinese else "%-d %b"},
            {"dtickrange": ["M1", "M6"], "value": months},
            {"dtickrange": ["M12", None], "value": "%Y年" if chinese else "%Y"},
        ],
    }


def _actual_course(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    """From the actual start to the actual end, or as far as is known, as a thin line inside the bar; to noon, where the marks stand."""
    places = [(y, row.begun, row.until) for y, row in zip(grid.middles, chart.rows, strict=True) if row.begun and row.until]
    if places:
        paper.traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": [round(y, 1) for y, _, _ in places],
                "base": [begun.isoformat() for _, begun, _ in places],
                "x": [(until - begun).days * _DAY_MS + _DAY_MS // 2 for _, begun, until in places],
                "width": round(2.2 * paper.measures.scale, 1),
                "marker": {"color": paper.colour(Colour.INK)},
                **_QUIET,
            }
        )


def _abouts(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    """A sign behind the bar of an approximate deadline."""
    about = [(y, row.end) for y, row in zip(grid.middles, chart.rows, strict=True) if row.is_about and row.end]
    if about:
        paper.traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": [(end + timedelta(days=1)).isoformat() for _, end in about if end],
                "y": [round(y, 1) for y, _ in about],
                "text": ["≈"] * len(about),
                "textposition": "middle right",
                "textfont": paper.font(Colour.INK),
                "cliponaxis": False,
                **_QUIET,
            }
        )


def _done_days(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    done = [(y, row.done) for y, row in zip(grid.middles, chart.rows, strict=True) if row.done]
    if not done:
        return
    paper.traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [day.isoformat() + " 12:00" for _, day in done if day],
            "y": [round(y, 1) for y, _ in done],
            **_QUIET,
            "marker": {
                "size": round(paper.measures.small * 0.55),
                "color": paper.colour(Colour.BACKGROUND),
                "line": {"color": paper.colour(Colour.INK), "width": 1.3},
            },
        }
    )


def _times_anew(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    """The names of the ticks once more within a long chart."""
    if grid.renamed:
        places = [(tick, round(y, 1)) for y in grid.renamed for tick in chart.ticks]
        paper.traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": [tick.day.isoformat() for tick, _ in places],
                "y": [y for _, y in places],
                "text": [safe(tick.label) for tick, _ in places],
                "textfont": paper.font(Colour.MUTED, paper.measures.small),
                "cliponaxis": False,
                **_QUIET,
            }
        )


def _names(chart: GanttChart, grid: _Grid, paper: Paper) -> None:
    """Labels in a column of their own, left-aligned: the lamp's shape, the number, the task."""
    measures = paper.measures
    if measures.names_above:
        paper.left, paper.right = 11, 8  # half of the first month's name, which is not written where it would be cut
    else:
        widest = max(width(line) for row in chart.rows for line in wrap(row.label, grid.units, grid.lines))
        paper.left = measures.pixels(widest + 5, measures.small) + 10
    for start, bottom, row in zip(grid.starts, grid.tops[1:], chart.rows, strict=True):
        label: Plotly = {"text": _name(row, chart, grid, paper), "y": round(start if measures.names_above else (start + bottom) / 2, 1)}
        if not measures.names_above:
            label["xshift"] = 4 - round(paper.left)
        paper.annotations.append(label)
    paper.annotation_defaults = {
        "xref": "paper",
        "x": 0,
        "yref": "y",
        "xanchor": "left",
        "yanchor": "top" if measures.names_above else "middle",
        "align": "left",
        "showarrow": False,
        "font": paper.font(Colour.INK, measures.small),
    }


def _name(row: GanttRow, chart: GanttChart, grid: _Grid, paper: Paper) -> str:
    if row.is_phase:
        return "<b>" + safe_lines(row.label, grid.units, 1) + "</b>"
    colour = paper.colour(chart.lamps[row.series].style.colour)
    lines = wrap(row.label, grid.units, grid.lines) or [""]
    indent = "<br>" + "\u3000 "
    return f'<span style="color:{colour}">{safe(row.symbol)}</span> ' + indent.join(safe(line) for line in lines)
