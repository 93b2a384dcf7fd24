"""Shares over time: the plan thin and dashed, the actual line bold, both named at the as-of day."""

from datetime import date
from itertools import pairwise

from lib.figures.drawing.paper import Paper, Plotly, safe
from lib.figures.spec import DayTick, LineChart, LineSeries
from lib.figures.time_axis import ticks_from
from lib.figures.tokens import Colour
from lib.figures.wrapping import width


def lay_out(chart: LineChart, paper: Paper) -> None:
    """Put a line chart on the paper."""
    measures = paper.measures
    for series in chart.series:
        paper.traces.append(_line(chart, series, paper))
        paper.traces.append(_point(chart, series, paper))
    first, last = chart.days[0].replace(day=1), chart.days[-1]
    draw_as_of(chart.as_of, first, last, paper)
    paper.plot_height = measures.row * (5.6 if measures.names_above else 7)
    paper.left, paper.right = measures.pixels(5, measures.small) + 10, 14
    _label_lines(chart, paper)
    clear = round(measures.small * 0.5)  # a first tick that names its year reaches under the 0 of the other axis
    paper.axis_above, paper.axis_below = measures.small * 1.6, measures.small * 1.4 + 8 + clear
    paper.axes = {
        "xaxis": {
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "ticklabelstandoff": clear,
            **time_ticks(chart.ticks, first, last, paper),
            "showline": True,
            "linecolor": paper.colour(Colour.RULE),
        },
        "yaxis": {
            "range": [0, _ceiling(chart)],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "25%", "50%", "75%", "100%"],
            "showgrid": True,
            "gridcolor": paper.colour(Colour.GRID),
        },
    }


def _ceiling(chart: LineChart) -> float:
    """The top of the axis, with room for one label or both over lines that stand near it."""
    if _end_together(chart) and max(series.shares[series.label_at] or 0 for series in chart.series) > 0.8:
        return 1.22
    return 1.14 if any((series.shares[series.label_at] or 0) > 0.88 for series in chart.series) else 1.03


def _end_together(chart: LineChart) -> bool:
    """Whether both lines end at the right edge so close that a label beneath one would lie on the other."""
    ends = [(series.label_at, series.shares[series.label_at] or 0) for series in chart.series]
    late = all(at > 0.65 * (len(chart.days) - 1) for at, _ in ends)
    return len(ends) > 1 and late and abs(ends[0][1] - ends[1][1]) < 0.08


def _line(chart: LineChart, series: LineSeries, paper: Paper) -> Plotly:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(series.name),
        "x": [day.isoformat() for day in chart.days],
        "y": [None if share is None else round(share, 4) for share in series.shares],
        "customdata": list(series.counts),
        "hovertemplate": "%{x|%Y-%m-%d}<br>" + safe(series.name) + " %{y:.1~%} (%{customdata})<extra></extra>",
        "line": {
            "color": paper.colour(series.colour),
            "width": (1.6 if series.dashed else 2.6) * paper.measures.scale,
            **({"dash": "dash"} if series.dashed else {}),
        },
        "showlegend": False,
    }


def _point(chart: LineChart, series: LineSeries, paper: Paper) -> Plotly:
    at = series.label_at
    hollow = paper.colour(Colour.BACKGROUND) if series.dashed else paper.colour(series.colour)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [chart.days[at].isoformat()],
        "y": [series.shares[at]],
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "marker": {"size": round(8 * paper.measures.scale), "color": hollow, "line": {"color": paper.colour(series.colour), "width": 2}},
    }


def _label_lines(chart: LineChart, paper: Paper) -> None:
    highest = max(chart.series, key=lambda series: (series.shares[series.label_at] or 0, series.dashed))
    first, last = chart.days[0].replace(day=1), chart.days[-1]
    together = _end_together(chart)
    for series in chart.series:
        upper = series is highest
        where = (chart.days[series.label_at] - first).days / max((last - first).days, 1)
        share = series.shares[series.label_at] or 0
        early, late = where < 0.35, where > 0.65
        to_left = (upper and not early) or (late and not upper)
        below = not upper and share > 0.12 and not together
        above = 4 + round(paper.measures.text * 1.4) * (upper and together)
        paper.annotations.append(
            {
                "x": chart.days[series.label_at].isoformat(),
                "y": share,
                "text": "<b>" + safe(series.label) + "</b>" if not series.dashed else safe(series.label),
                "font": paper.font(Colour.BRAND if not series.dashed else Colour.MUTED),
                "showarrow": False,
                "xanchor": "right" if to_left else "left",
                "yanchor": "top" if below else "bottom",
                "xshift": -8 if to_left else 8,
                "yshift": -4 - (_beneath(series, chart, paper) if to_left else 0) if below else above,
                "bgcolor": paper.colour(Colour.BACKGROUND),
            }
        )


def _beneath(series: LineSeries, chart: LineChart, paper: Paper) -> int:
    """How far beneath its point, in pixels, the name of the lower line clears the line that rises to it from the left.

    Where that would lead it away from its point it stays, on its plate.
    """
    measures = paper.measures
    first, last, end = chart.days[0].replace(day=1), chart.days[-1], chart.days[series.label_at]
    a_day = (measures.width - paper.left - paper.right) / max((last - first).days, 1)
    reach = (measures.pixels(width(series.label)) + 8) / a_day
    before = [share for day, share in zip(chart.days, series.shares, strict=True) if share is not None and (end - day).days >= reach]
    drop = ((series.shares[series.label_at] or 0) - max(before, default=0)) * paper.plot_height / _ceiling(chart)
    return round(drop) if drop <= 2 * measures.text else 0


def time_ticks(ticks: tuple[DayTick, ...], first: date, last: date, paper: Paper) -> Plotly:
    """The ticks of a time axis, one that lies before its first day moved there if there is room for its words; fewer on a phone."""
    moved = ticks_from(ticks, first)
    ticks = moved[1:] if moved != ticks and _meet(moved[:2], first, last, paper) else moved
    step = 2 if paper.measures.names_above and (len(ticks) > 8 or _meet(ticks, first, last, paper)) else 1
    return {
        "tickvals": [tick.day.isoformat() for tick in ticks[::step]],
        "ticktext": [safe(tick.label) for tick in ticks[::step]],
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": paper.colour(Colour.GRID),
    }


def _meet(ticks: tuple[DayTick, ...], first: date, last: date, paper: Paper) -> bool:
    """Whether the words of any two neighbouring ticks would run into each other."""
    measures = paper.measures
    a_day = (measures.width - paper.left - paper.right) / max((last - first).days, 1)
    return any(
        (later.day - tick.day).days * a_day < measures.pixels((width(tick.label) + width(later.label)) / 2 + 1, measures.small)
        for tick, later in pairwise(ticks)
    )


def draw_as_of(as_of: DayTick | None, first: date, last: date, paper: Paper, *, lift: float = 0, midday: bool = False) -> None:
    """A labelled line at the as-of day; none where the day lies outside the chart.

    `lift` clears labels above the plot; `midday` is for charts whose bars run to the end of a day.
    """
    if as_of is None or not first <= as_of.day <= last:
        return
    where = (as_of.day - first).days / max((last - first).days, 1)
    anchor = "left" if where < 0.15 else "right" if where > 0.85 else "center"
    at = as_of.day.isoformat() + (" 12:00" if midday else "")
    line = {"color": paper.colour(Colour.BRAND), "width": 1.2 * paper.measures.scale}
    paper.shapes.append({"type": "line", "xref": "x", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line})
    paper.annotations.append(
        {
            "x": at,
            "y": 1,
            "xref": "x",
            "yref": "paper",
            "text": safe(as_of.label),
            "font": paper.font(Colour.BRAND, paper.measures.small),
            "showarrow": False,
            "xanchor": anchor,
            "yanchor": "bottom",
            "yshift": round(lift),
        }
    )
