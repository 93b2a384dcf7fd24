"""Bars: stacked, filling the whole, or one before the other; names beside or above, numbers at the end."""

from collections.abc import Sequence

from lib.figures.drawing.paper import Paper, Plotly, safe, safe_lines
from lib.figures.rounding import rounded
from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.tokens import Colour
from lib.figures.wrapping import balanced, width, wrap

_OF_A_LINE = 1.4
"""How long Plotly draws a lying line, of its size."""

_BESIDE = 6
"""Pixels between a count and a mark of the plan, on both sides together."""

_CLEAR = 3
"""Pixels by which a count stands clear of the bar beneath it, so that its comma does not reach into it."""


def lay_out(chart: BarChart, paper: Paper) -> None:
    """Put a bar chart on the paper."""
    if chart.upright:
        _upright(chart, paper)
    else:
        _lying(chart, paper)


def _ends(chart: BarChart) -> list[float]:
    """Where the bars of each category end on the axis; whole numbers are written as such, as they are among the lengths."""
    if chart.arrangement is Arrangement.WHOLE:
        return [1] * len(chart.categories)
    return [rounded(end) for end in chart.ends]


def _longest(chart: BarChart, ends: list[float]) -> float:
    """How far the axis goes: to the longest bar, also where that stands on another screen."""
    of_all = 0 if chart.longest is None or chart.arrangement is Arrangement.WHOLE else chart.longest
    return max(of_all, *ends) or 1.0


def _lying(chart: BarChart, paper: Paper) -> None:
    measures = paper.measures
    count, ends = len(chart.categories), _ends(chart)
    longest = _longest(chart, ends)
    thickness = 0.38 if measures.names_above else 0.52
    names = [safe_lines(name, measures.name_units, 2) for name in chart.categories]
    row = measures.row if count <= 30 else round(measures.row * 0.72)
    if not measures.names_above and any("<br>" in name for name in names):
        row = max(row, round(measures.text * 3.2))
    for position, series in enumerate(chart.series):
        paper.traces.append(_bar(chart, series, paper, thickness * (0.55 if _in_front(chart, position) else 1)))
    if chart.marks:
        paper.traces.append(_plan_marks(chart, paper, row * thickness))
    paper.plot_height = row * count
    paper.axes = {
        "xaxis": {"range": [rounded(-0.002 * longest, 2), rounded(1.003 * longest, 4)], "showticklabels": False},
        "yaxis": {
            "range": [count - 0.5, -0.5],
            "tickvals": list(range(count)),
            "ticktext": names,
            "tickfont": paper.font(),
            "showticklabels": not measures.names_above,
        },
    }
    if measures.names_above:
        _names_above(chart, names, longest, paper)
    else:
        _names_beside(chart, ends, paper)
    if chart.arrangement is not Arrangement.LAYERED:
        _labels_inside(chart, ends, row * thickness, paper)
    _finish(chart, paper)


def _in_front(chart: BarChart, position: int) -> bool:
    return chart.arrangement is Arrangement.LAYERED and position > 0


def _bar(chart: BarChart, series: BarSeries, paper: Paper, thickness: float) -> Plotly:
    whole = chart.arrangement is Arrangement.WHOLE
    trace: Plotly = {
        "type": "bar",
        "orientation": "h",
        "name": safe(series.name),
        "x": _lengths(chart, series) if whole else list(series.values),
        "width": thickness,
        "marker": paper.fill(series.style),
        "hovertemplate": "%{y}<br>" + safe(series.name) + (" %{customdata:,}" if whole else " %{x:,}") + "<extra></extra>",
    }
    if whole:
        trace["customdata"] = list(series.values)
    return trace


def _labels_inside(chart: BarChart, ends: list[float], high: float, paper: Paper) -> None:
    """The counts inside the bars, so many pixels high, where there is room; on a plate of paper where a pattern would hide them."""
    measures = paper.measures
    pixels = (measures.width - paper.left - paper.right) / _longest(chart, ends)
    before = [0.0] * len(ends)
    for series in chart.series:
        room = 8 if paper.text_on(series.style) else 20
        x, y, texts = [], [], []
        for place, value in enumerate(_lengths(chart, series)):
            label = series.labels[place] if series.labels else ""
            long = measures.pixels(width(label), measures.small)
            if label and value * pixels >= long + room:
                mark = chart.marks.shares[place] if chart.marks else None
                x.append(rounded(before[place] + _clear_of(mark, before[place], value, (long + _BESIDE) / pixels), 4))
                y.append(place)
                texts.append(safe(label))
            before[place] += value
        if texts:
            paper.traces.append(_plates(series, x, y, texts, min(round(measures.small * 1.3), round(high) - 2), paper))


def _clear_of(mark: float | None, start: float, length: float, label: float) -> float:
    """Where in a bar its count stands: in the middle, or in the middle of what a mark of the plan leaves where it would strike it out."""
    middle = length / 2
    if mark is None or abs(start + middle - mark) >= label / 2:
        return middle
    left, right = mark - start, start + length - mark
    return (left / 2 if left >= right else length - right / 2) if max(left, right) >= label else middle


def _plates(series: BarSeries, x: list[float], y: list[int], texts: list[str], high: int, paper: Paper) -> Plotly:
    """The counts of one series; behind each that stands on a pattern a plate: a lying line, so many pixels thick."""
    size = paper.measures.small
    plain = paper.text_on(series.style)
    plate: Plotly = {}
    if not plain:
        long = [round(paper.measures.pixels(width(text), size)) + 6 for text in texts]
        wide = [round(each / _OF_A_LINE, 1) for each in long]
        plate = {
            "marker": {
                "symbol": "line-ew-open",
                "size": wide[0] if len(set(wide)) == 1 else wide,
                "color": paper.colour(Colour.BACKGROUND),
                "line": {"width": high},
                "opacity": 1,
            }
        }
    return {
        "type": "scatter",
        "mode": "text" if plain else "markers+text",
        "x": x,
        "y": y,
        "text": texts,
        "textposition": "middle center",
        "textfont": {"color": plain or paper.colour(Colour.INK), "size": size},
        "hoverinfo": "skip",
        "showlegend": False,
        **plate,
    }


def _lengths(chart: BarChart, series: BarSeries) -> list[float]:
    """How long each bar of a series is drawn: its count, or its share of the whole."""
    if chart.arrangement is not Arrangement.WHOLE:
        return [rounded(value or 0) for value in series.values]
    totals = [sum(values) for values in zip(*([value or 0 for value in each.values] for each in chart.series), strict=True)]
    return [rounded((value or 0) / total, 5) if total else 0 for value, total in zip(series.values, totals, strict=True)]


def _plan_marks(chart: BarChart, paper: Paper, length: float) -> Plotly:
    marks = chart.marks
    assert marks is not None
    return {
        "type": "scatter",
        "mode": "markers",
        "name": safe(marks.name),
        "x": [None if share is None else rounded(share, 5) for share in marks.shares],
        "y": list(range(len(marks.shares))),
        "customdata": list(marks.counts),
        "hovertemplate": "%{y}<br>" + safe(marks.name) + " %{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": "line-ns-open",
            "size": round(length),
            "color": paper.colour(Colour.INK),
            "line": {"width": 2.5 * paper.measures.scale},
        },
    }


def _names_beside(chart: BarChart, ends: list[float], paper: Paper) -> None:
    measures = paper.measures
    longest_name = max((width(line) for name in chart.categories for line in wrap(name, measures.name_units, 2)), default=4)
    paper.left = measures.pixels(longest_name) + 14
    if chart.end_labels:
        paper.right = measures.pixels(max(width(label) for label in chart.end_labels)) + 16
        paper.traces.append(_texts(chart.end_labels, ends, list(range(len(ends))), "middle right", paper))


def _names_above(chart: BarChart, names: list[str], longest: float, paper: Paper) -> None:
    above = [position - 0.36 for position in range(len(names))]
    paper.left, paper.right, paper.axis_above = 6, 10, 6
    room = paper.measures.width / (paper.measures.text * 0.52)
    ends = chart.end_labels or ("",) * len(names)
    short = [safe_lines(name, max(8, int(room - width(end) - 3)), 1) for name, end in zip(chart.categories, ends, strict=True)]
    paper.traces.append(_texts(short, [0] * len(names), above, "middle right", paper, escaped=True))
    if chart.end_labels:
        paper.traces.append(_texts(chart.end_labels, [longest] * len(names), above, "middle left", paper, Colour.MUTED))


def _texts(
    texts: Sequence[str],
    x: Sequence[float],
    y: Sequence[float],
    place: str,
    paper: Paper,
    colour: Colour = Colour.INK,
    *,
    escaped: bool = False,
) -> Plotly:
    indent = "\u2002" if place == "middle right" and not escaped else ""
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": [indent + (each if escaped else safe(each)) for each in texts],
        "textposition": place,
        "textfont": paper.font(colour, paper.measures.small if colour is Colour.MUTED or place == "top center" else None),
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _upright(chart: BarChart, paper: Paper) -> None:
    measures = paper.measures
    count, ends = len(chart.categories), _ends(chart)
    thickness = 0.62 * min(1.0, count / 7)
    for position, series in enumerate(chart.series):
        trace = _bar(chart, series, paper, round(thickness * (0.55 if _in_front(chart, position) else 1), 3))
        trace["orientation"] = "v"
        trace["y"] = trace.pop("x")
        trace["hovertemplate"] = trace["hovertemplate"].replace("%{y}", "%{x}").replace("%{x:,}", "%{y:,}")
        paper.traces.append(trace)
    room = int(measures.width / max(count, 1) / (measures.small * 0.52))
    step = 1 if room >= 6 else -(-6 // max(room, 1))
    ticks = [place for place, label in enumerate(chart.tick_labels) if label] if chart.tick_labels else list(range(0, count, step))
    ticks = ticks[:: 2 if measures.names_above and chart.tick_labels and len(ticks) > 7 else 1]
    names = chart.tick_labels or chart.categories
    if chart.tick_labels:
        paper.left = paper.right = measures.pixels(max(width(name) for name in names), measures.small) / 2
    wrapped = [[names[i]] if chart.tick_labels else balanced(names[i], max(6, room * step - 1), 2) for i in ticks]
    paper.plot_height = measures.row * (4.6 if measures.names_above else 5.5)
    _labels_on_top(chart, ends, paper)
    paper.axis_below = measures.small * 1.4 * max((len(lines) for lines in wrapped), default=1) + 8
    paper.axes = {
        "xaxis": {
            "range": [-0.6, count - 0.4],
            "tickvals": ticks,
            "ticktext": ["<br>".join(safe(line) for line in lines) for lines in wrapped],
            "tickangle": 0,
            "showline": True,
            "linecolor": paper.colour(Colour.RULE),
        },
        "yaxis": {"range": [0, rounded(max(ends) * 1.14, 4) or 1], "showticklabels": False},
    }
    _finish(chart, paper)


def _labels_on_top(chart: BarChart, ends: list[float], paper: Paper) -> None:
    """The count over each bar; an inner bar's only where it does not run into the outer one's; of crowded bars the highest alone."""
    pixels = paper.plot_height / (max(ends) * 1.14 or 1)
    places = list(range(len(ends)))
    for series in chart.series:
        if series.labels:
            heights = [rounded(value or 0) for value in series.values]
            clear = [(end - height) * pixels > paper.measures.small * 1.4 for end, height in zip(ends, heights, strict=True)]
            labels = tuple(label if free else "" for label, free in zip(series.labels, clear, strict=True))
            lifted = [rounded(height + _CLEAR / pixels, 5) for height in heights]
            paper.traces.append(_texts(_uncrowded(labels, heights, paper), places, lifted, "top center", paper))
    if chart.end_labels:
        lifted = [rounded(end + _CLEAR / pixels, 5) for end in ends]
        paper.traces.append(_texts(_uncrowded(chart.end_labels, ends, paper), places, lifted, "top center", paper, Colour.MUTED))


def _uncrowded(labels: tuple[str, ...], heights: list[float], paper: Paper) -> tuple[str, ...]:
    """All labels where each has room over its bar, else the one of the highest bar."""
    measures = paper.measures
    widest = measures.pixels(max((width(label) for label in labels), default=0), measures.small)
    if widest <= (measures.width - 20) / max(len(labels), 1):
        return labels
    highest = max(range(len(labels)), key=lambda place: (bool(labels[place]), heights[place]))
    return tuple(label if place == highest else "" for place, label in enumerate(labels))


def _finish(chart: BarChart, paper: Paper) -> None:
    stacked = chart.arrangement is not Arrangement.LAYERED
    paper.more = {"barmode": "stack" if stacked else "overlay", "bargap": 0}
    if len(chart.series) > 1 or chart.marks:
        paper.legend = (*(series.name for series in chart.series), *([chart.marks.name] if chart.marks else []))
        paper.has_whole_legend = not paper.measures.names_above
