"""A timeline: a row a task under its phase, bars for windows, lamps by colour, pattern and shape.

Built from plain bars: a one-day task keeps a width that can be seen, which Plotly's own timeline lacks.
A bar runs to the end of its last day.
"""

from datetime import date, timedelta
from itertools import pairwise

from lib.figures.drawing.lines import draw_as_of, time_ticks
from lib.figures.drawing.paper import Paper, Plotly, safe, safe_lines
from lib.figures.spec import GanttChart, GanttRow, LegendEntry
from lib.figures.tokens import Colour
from lib.figures.wrapping import width, wrap

_DAY_MS = 86_400_000
_NARROWEST = 1 / 110
"""The least width of a bar, as a share of the whole time shown."""


def lay_out(chart: GanttChart, paper: Paper) -> None:
    """Put a timeline on the paper."""
    assert chart.first is not None
    assert chart.last is not None
    measures = paper.measures
    first, last = _shown_span(chart.first, chart.last)
    least = max(1.0, (last - first).days * _NARROWEST)
    lines = 1 if measures.names_above or len(chart.rows) > 60 else 2
    units = round(measures.name_units * 1.75)
    _bands(chart, paper)
    _phase_spans(chart, paper)
    for index, entry in enumerate(chart.lamps):
        paper.traces.append(_lamp_bars(chart, index, entry, least, units, paper))
    _original_windows(chart, paper, least)
    _done_days(chart, paper)
    draw_as_of(chart.as_of, first, last, paper)
    row = _row_height(chart, lines, units, paper)
    paper.plot_height = row * len(chart.rows)
    paper.axis_above = measures.small * 3.2
    paper.axes = {
        "xaxis": {
            "type": "date",
            "range": [first.isoformat(), (last + timedelta(days=1)).isoformat()],
            "side": "top",
            **time_ticks(chart.ticks, paper),
            "ticklabelstandoff": 2,
        },
        "yaxis": {
            "range": [len(chart.rows) - 0.5, -0.5],
            "tickvals": list(range(len(chart.rows))),
            "ticktext": [] if measures.names_above else [_name(row, units, lines) for row in chart.rows],
            "tickfont": paper.font(Colour.INK, measures.small),
            "showticklabels": not measures.names_above,
        },
    }
    for annotation in paper.annotations:
        annotation["yshift"] = measures.small * 1.6
    _names(chart, first, units, lines, paper)
    paper.more = {"barmode": "overlay", "bargap": 0}
    paper.legend = tuple(entry.label for entry in chart.lamps)


def _shown_span(first: date, last: date) -> tuple[date, date]:
    short = max(0, 14 - (last - first).days)
    return first - timedelta(days=short // 2), last + timedelta(days=short - short // 2)


def _row_height(chart: GanttChart, lines: int, units: int, paper: Paper) -> float:
    measures = paper.measures
    if measures.names_above:
        return measures.small * 3.1
    two = lines > 1 and any(len(wrap(row.label, units, 2)) > 1 for row in chart.rows if not row.is_phase)
    return measures.small * (2.75 if two else 1.95)


def _bands(chart: GanttChart, paper: Paper) -> None:
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
                    "y0": top - 0.5,
                    "y1": bottom - 0.5,
                    "fillcolor": paper.colour(Colour.PANEL),
                    "line": {"width": 0},
                    "layer": "below",
                }
            )


def _bar_width(paper: Paper) -> float:
    return 0.3 if paper.measures.names_above else 0.52


def _lift(paper: Paper) -> float:
    return 0.22 if paper.measures.names_above else 0.0


def _lamp_bars(chart: GanttChart, index: int, entry: LegendEntry, least: float, units: int, paper: Paper) -> Plotly:
    rows = [(y, row) for y, row in enumerate(chart.rows) if row.series == index]
    spans = [_extent(row, least) for _, row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": safe(entry.label),
        "y": [y + _lift(paper) for y, _ in rows],
        "base": [start for start, _ in spans],
        "x": [length for _, length in spans],
        "width": _bar_width(paper),
        "marker": paper.fill(entry.style),
        "hovertext": [safe_lines(row.label, units, 4) + ("<br>" + safe(row.hover) if row.hover else "") for _, row in rows],
        "hovertemplate": "%{hovertext}<br>" + safe(entry.label) + "<extra></extra>",
    }


def _extent(row: GanttRow, least: float) -> tuple[str, int]:
    assert row.end is not None
    start = row.start or row.end
    days = (row.end - start).days + 1
    if days >= least:
        return start.isoformat(), days * _DAY_MS
    middle = start - timedelta(days=(least - days) / 2) if row.start else row.end + timedelta(days=1 - least)
    return middle.isoformat(), round(least * _DAY_MS)


def _phase_spans(chart: GanttChart, paper: Paper) -> None:
    rows = [(y, row) for y, row in enumerate(chart.rows) if row.is_phase and row.start and row.end]
    paper.traces.append(
        {
            "type": "bar",
            "orientation": "h",
            "y": [y + _lift(paper) for y, _ in rows],
            "base": [row.start.isoformat() for _, row in rows if row.start],
            "x": [((row.end - row.start).days + 1) * _DAY_MS for _, row in rows if row.start and row.end],
            "width": 0.12,
            "marker": {"color": paper.colour(Colour.PLAN)},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    )


def _original_windows(chart: GanttChart, paper: Paper, least: float) -> None:
    moved = [(y, row) for y, row in enumerate(chart.rows) if row.original_end and row.end]
    if not moved:
        return
    spans = [_extent(GanttRow("", row.start, row.original_end, 0), least) for _, row in moved]
    paper.traces.append(
        {
            "type": "bar",
            "orientation": "h",
            "y": [y + _lift(paper) + _bar_width(paper) / 2 + 0.1 for y, _ in moved],
            "base": [start for start, _ in spans],
            "x": [length for _, length in spans],
            "width": 0.1,
            "marker": {"color": paper.colour(Colour.PLAN)},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    )


def _done_days(chart: GanttChart, paper: Paper) -> None:
    done = [(y, row.done) for y, row in enumerate(chart.rows) if row.done]
    if not done:
        return
    paper.traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [day.isoformat() + " 12:00" for _, day in done if day],
            "y": [y + _lift(paper) for y, _ in done],
            "hoverinfo": "skip",
            "showlegend": False,
            "marker": {"size": 7, "color": paper.colour(Colour.BACKGROUND), "line": {"color": paper.colour(Colour.INK), "width": 1.4}},
        }
    )


def _name(row: GanttRow, units: int, lines: int) -> str:
    if row.is_phase:
        return "<b>" + safe_lines(row.label, units, 1) + "</b>"
    return safe_lines(row.label, units, lines) + "\u2002"


def _names(chart: GanttChart, first: date, units: int, lines: int, paper: Paper) -> None:
    measures = paper.measures
    if not measures.names_above:
        widest = max(width(line) for row in chart.rows for line in wrap(row.label, units, lines))
        paper.left = measures.pixels(widest + 5, measures.small) + 10
        _symbols(chart, paper)
        return
    paper.left, paper.right = 6, 8
    room = int(measures.width / (measures.small * 0.52)) - 4
    names = [_above(row, room, chart, paper) for row in chart.rows]
    paper.traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": [first.isoformat()] * len(names),
            "y": [y - 0.22 for y in range(len(names))],
            "text": names,
            "textposition": "middle right",
            "textfont": paper.font(Colour.INK, measures.small),
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
        }
    )


def _above(row: GanttRow, room: int, chart: GanttChart, paper: Paper) -> str:
    if row.is_phase:
        return "<b>" + safe_lines(row.label, room, 1) + "</b>"
    colour = paper.colour(chart.lamps[row.series].style.colour)
    return f'<span style="color:{colour}">{safe(row.symbol)}</span> ' + safe_lines(row.label, room, 1)


def _symbols(chart: GanttChart, paper: Paper) -> None:
    rows = [(y, row) for y, row in enumerate(chart.rows) if not row.is_phase]
    paper.traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "xaxis": "x2",
            "x": [0] * len(rows),
            "y": [y for y, _ in rows],
            "text": [safe(row.symbol) for _, row in rows],
            "textposition": "middle left",
            "textfont": {
                "size": paper.measures.small,
                "color": [paper.colour(chart.lamps[row.series].style.colour) for _, row in rows],
            },
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
        }
    )
    paper.axes["xaxis2"] = {"overlaying": "x", "range": [0, 1], "visible": False}
