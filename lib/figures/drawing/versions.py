"""Figures across versions: a mark for each version at the time of its publishing, joined where both neighbours know the figure.

The time axis is true to time, but that versions published almost at once, or all on one day, stand side by side, and is labelled with versions, the newest first: as many as stand apart from each other.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from math import ceil, floor

from lib.figures.drawing.paper import Paper, Plotly, safe
from lib.figures.spec import Unit, VersionChart, VersionLine, VersionPoint
from lib.figures.tokens import Colour
from lib.figures.wrapping import width
from lib.i18n.formats import number

FEW = 40
"""So many marks stand apart; more would hide the line."""

_LEAST_APART = 360  # of so many parts of the axis one lies between two versions, however soon they followed
_MARK = 1.2
"""Half-width characters that a mark is wide."""

_MARGIN = 0.04
"""Of the time axis, left free on either side for the first and the last mark."""

_STEPS_UP = 4
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def lay_out(chart: VersionChart, paper: Paper) -> None:
    """Put figures across versions on the paper."""
    measures = paper.measures
    steps = _SHARES if chart.unit is Unit.SHARE else _steps(chart.lines)
    words = [_worded(step, chart) for step in steps]
    places = _places(chart.points)
    for line in chart.lines:
        paper.traces.append(_trace(chart, line, places, paper))
    if len(chart.lines) > 1:
        paper.legend = tuple(line.name for line in chart.lines)
        paper.traces.extend(_legend_entry(line, paper) for line in chart.lines)
    first, last = _range(places)
    paper.plot_height = measures.row * (3.4 if measures.names_above else 5)
    paper.left = max(measures.pixels(max(width(word) for word in words), measures.small) + 20, 34)
    paper.right = measures.pixels(_last_label_width(chart.points), measures.small) / 2
    paper.axis_above, paper.axis_below = 6, measures.small * (4.2 if _crosses_years(chart.points) else 2.8) + 10
    room = (last - first) / (measures.width - paper.left - paper.right)
    above = (steps[-1] - steps[0]) * 0.06
    paper.axes = {
        "xaxis": {
            "type": "date",
            "range": [_at(first), _at(last)],
            **_version_ticks(chart.points, places, room * measures.pixels(1, measures.small)),
            "showline": True,
            "linecolor": paper.colour(Colour.RULE),
        },
        "yaxis": {
            "range": [steps[0] - (above if steps[0] < 0 else 0), steps[-1] + above],
            "tickvals": list(steps),
            "ticktext": words,
            "showgrid": True,
            "gridcolor": paper.colour(Colour.GRID),
            "zeroline": steps[0] < 0,
            "zerolinecolor": paper.colour(Colour.RULE),
        },
    }


def _trace(chart: VersionChart, line: VersionLine, places: Sequence[datetime], paper: Paper) -> Plotly:
    """The course with a mark for each version; where there are too many, a mark only for one that stands alone between gaps."""
    scale, few = paper.measures.scale, len(chart.points) <= FEW
    colour = paper.colour(line.colour)
    suffix = "%{y:.1~%}" if chart.unit is Unit.SHARE else "%{y}" + safe(chart.unit_label)
    sizes = round(7 * scale, 1) if few else [round(5 * scale, 1) if alone else 0 for alone in _stand_alone(line.values)]
    return {
        "type": "scatter",
        "mode": "lines+markers" if few or any(_stand_alone(line.values)) else "lines",
        "name": safe(line.name),
        "x": [_at(place) for place in places],
        "y": [None if value is None else round(value, 4) for value in line.values],
        "customdata": [f"{safe(point.name)}  {point.published:%Y-%m-%d %H:%M}" for point in chart.points],
        "hovertemplate": "%{customdata}<br>" + safe(line.name) + " " + suffix + "<extra></extra>",
        "line": _stroke(line, paper, 2.2 if few else 1.6),
        "marker": {
            "color": paper.colour(Colour.BACKGROUND) if line.dashed and few else colour,
            "size": sizes,
            "line": {"color": colour, "width": 1.6 * scale if few else 0},
        },
        "connectgaps": False,
        "cliponaxis": False,
        "showlegend": False,
    }


def _stand_alone(values: tuple[float | None, ...]) -> list[bool]:
    """Which known values have no known neighbour to draw a line to."""
    beside = zip((None, *values), values, (*values[1:], None), strict=False)
    return [value is not None and before is None and after is None for before, value, after in beside]


def _legend_entry(line: VersionLine, paper: Paper) -> Plotly:
    """A line without marks for the legend, where a mark would be drawn many times its size."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(line.name),
        "x": [None],
        "y": [None],
        "line": _stroke(line, paper, 2.2),
        "hoverinfo": "skip",
        "showlegend": True,
    }


def _stroke(line: VersionLine, paper: Paper, width_of: float) -> Plotly:
    dash = {"dash": "4px,3px"} if line.dashed else {}
    return {"color": paper.colour(line.colour), "width": width_of * paper.measures.scale, **dash}


def _places(points: tuple[VersionPoint, ...]) -> tuple[datetime, ...]:
    """Where the versions stand: at the moment of publishing, or so far behind the one before that both are seen. What a pointer is told is the moment.

    Versions of a single day, as a board has them at first, stand at equal distances: an axis of minutes says nothing of progress.
    """
    if points[0].published.date() == points[-1].published.date():
        return tuple(points[0].published + timedelta(hours=n) for n in range(len(points)))
    least = (points[-1].published - points[0].published) / max(_LEAST_APART, 2 * len(points))
    return tuple(accumulate((point.published for point in points), lambda before, moment: max(before + least, moment)))


def _range(places: Sequence[datetime]) -> tuple[datetime, datetime]:
    """The time axis: all versions with some room; those of a single moment, or of one hour, have an hour on either side."""
    first, last = places[0], places[-1]
    room = (last - first) * _MARGIN if last - first > timedelta(hours=1) else timedelta(hours=1)
    return first - room, last + room


def _version_ticks(points: tuple[VersionPoint, ...], places: Sequence[datetime], unit: timedelta) -> Plotly:
    """Name and day of the newest and the oldest version, and of those between that have room; the year where it is another.

    Versions of one day whose marks lie on each other are named together, where the last of them stands.

    Args:
        points: every version, oldest first.
        places: where each of them stands.
        unit: how much time a half-width character takes on the axis.
    """
    runs = _runs(points, places, unit * _MARK)
    ends = [last for _, last in runs]
    names = [_run_name(points[first], points[last]) for first, last in runs]
    widths = [max(width(name), width(points[last].day)) for name, last in zip(names, ends, strict=True)]
    kept = [len(runs) - 1]
    for n in reversed(range(len(runs))):
        if places[ends[kept[-1]]] - places[ends[n]] >= unit * (widths[n] + widths[kept[-1]] + 4) / 2:
            kept.append(n)
    if kept[-1] and len(kept) > 1:
        kept[-1] = 0
    kept.reverse()
    labels, years = [], [points[ends[n]].published.year for n in kept]
    for place, n in enumerate(kept):
        label = f"{safe(names[n])}<br>{safe(points[ends[n]].day)}"
        is_new = _crosses_years(points) and (place == 0 or years[place - 1] != years[place])
        labels.append(f"{label}<br>{years[place]}" if is_new else label)
    return {"tickvals": [_at(places[ends[n]]) for n in kept], "ticktext": labels, "tickangle": 0, "ticklabeloverflow": "allow"}


def _runs(points: tuple[VersionPoint, ...], places: Sequence[datetime], mark: timedelta) -> list[tuple[int, int]]:
    """First and last of each run of versions of one day that stand less than a mark behind each other."""
    runs = [(0, 0)]
    for n in range(1, len(points)):
        is_on = points[n].day == points[n - 1].day and places[n] - places[n - 1] < mark
        runs.append((runs.pop()[0], n) if is_on else (n, n))
    return runs


def _run_name(first: VersionPoint, last: VersionPoint) -> str:
    return last.name if first is last else f"{first.name}–{last.name}"


def _crosses_years(points: tuple[VersionPoint, ...]) -> bool:
    return points[0].published.year != points[-1].published.year


def _last_label_width(points: tuple[VersionPoint, ...]) -> int:
    """Of the newest version's name, with that of its day's first, which may stand before it."""
    first = next(point for point in points if point.day == points[-1].day)
    return max(width(_run_name(first, points[-1])), width(points[-1].day))


def _steps(lines: tuple[VersionLine, ...]) -> tuple[float, ...]:
    """Round whole numbers from nought, or below it where a value is, to the highest value or above."""
    values = [value for line in lines for value in line.values if value is not None]
    low, high = min(0.0, *values), max(1.0, *values)
    least = (high - low) / _STEPS_UP
    step = next(unit * 10**power for power in range(12) for unit in (1, 2, 5) if unit * 10**power >= least)
    return tuple(float(step * count) for count in range(floor(low / step), ceil(high / step) + 1))


def _worded(step: float, chart: VersionChart) -> str:
    if chart.unit is Unit.SHARE:
        return f"{step:.0%}" if step else "0"
    return number(step, chart.language)


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
