"""The wall chart: a table of boxes over time, names large at the left, the load as bars beneath.

The horizontal axis counts columns, the vertical one pixels. On a phone no table of twenty columns can be read: there
the chart is a list, column by column, of who has what due. Widths are assumed at the least that a page gives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.figures.drawing.paper import Paper, Plotly, Size, safe, safe_lines
from lib.figures.drawing.wall_list import lay_out_list, marked
from lib.figures.spec import WallBox, WallChart, WallLine, WallSpan
from lib.figures.tokens import Colour, blend
from lib.figures.wrapping import balanced, width
from lib.i18n.formats import number

_ASSUMED: Mapping[Size, int] = {Size.PAGE: 1000, Size.WALL: 1840}
_SMALLEST = 9.5
_LARGEST_SHAPE = 1.02
"""The width of a lamp's shape, in its type size."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where everything stands, in pixels from the top: one more `tops` than rows; type size; marks a line; lanes of each row."""

    tops: tuple[float, ...]
    size: float
    has_labels: bool
    in_a_line: int
    lanes: tuple[tuple[int, ...], ...]
    lane: float
    heads: tuple[tuple[str, ...], ...]


def lay_out(chart: WallChart, paper: Paper) -> None:
    """Put a wall chart on the paper."""
    paper.legend = tuple(entry.label for entry in chart.lamps)
    paper.more = {"barmode": "overlay", "bargap": 0, "hovermode": "closest"}
    for entry in chart.lamps:
        key = {"x": [None], "y": [None], "name": safe(entry.label), "marker": paper.fill(entry.style), "hoverinfo": "skip"}
        paper.traces.append({"type": "bar", **key})
    if paper.measures.names_above:
        lay_out_list(chart, paper)
    else:
        _table(chart, paper)


def _table(chart: WallChart, paper: Paper) -> None:
    measures, columns = paper.measures, len(chart.columns)
    name_size = measures.text * 1.12
    units, lines = (22, 2) if paper.size is Size.WALL else (14, 3)
    heads = tuple(tuple(balanced(line.name, units, lines)) or ("",) for line in chart.lines)
    longest = max([*(width(part) for head in heads for part in head), width(chart.load_label) * 0.8])
    paper.left, paper.right = measures.pixels(longest, name_size) + 18, 6
    grid = _grid(chart, heads, (_ASSUMED[paper.size] - paper.left - paper.right) / columns, paper)
    strip = measures.text * 3.6
    bottom = grid.tops[-1] + strip
    if chart.is_counted:
        paper.traces.append(_shades(chart, grid, paper))
    paper.traces.extend(_rules(chart, grid, bottom, paper))
    for index, _ in enumerate(chart.lamps):
        paper.traces.extend(_lanes(chart, index, grid, paper))
    paper.traces.append(_boxes(chart, grid, paper))
    _load(chart, bottom, paper)
    _head(chart, paper)
    _names(chart, grid, name_size, bottom, paper)
    paper.plot_height, paper.axis_above = bottom, measures.small * 4.7
    paper.axes = {
        "xaxis": {
            "range": [0, columns],
            "side": "top",
            "tickvals": [place + 0.5 for place in range(columns)],
            "ticktext": [safe(column.label) for column in chart.columns],
            "tickangle": 0,
            "tickfont": paper.font(Colour.MUTED, min(measures.small, grid.size + 1)),
        },
        "yaxis": {"range": [bottom, 0], "showticklabels": False, "ticks": ""},
    }


def _grid(chart: WallChart, heads: tuple[tuple[str, ...], ...], column: float, paper: Paper) -> _Grid:
    measures = paper.measures
    longest = max((width(entry.label) for line in chart.lines for box in line.boxes for entry in box.entries), default=1)
    units = _LARGEST_SHAPE + 0.56 * longest
    fitting = (column - 2) / units
    has_labels = fitting >= _SMALLEST
    size = min(measures.text, fitting) if has_labels else min(measures.text, column - 3)
    in_a_line = max(1, int((column - 2) / (size * (units if has_labels else _LARGEST_SHAPE) + size * 0.4)))
    lane = 6 * measures.scale
    lanes = tuple(_packed(line.spans) for line in chart.lines)
    tops = [0.0]
    for line, head, used in zip(chart.lines, heads, lanes, strict=True):
        most = max((len(box.entries) for box in line.boxes), default=0)
        marks = -(-most // in_a_line) * size * 1.4 + (max(used, default=-1) + 1) * lane
        name = len(head) * measures.text * 1.12 * 1.25 + measures.small * 1.5
        tops.append(tops[-1] + max(marks, name) + 12 * measures.scale)
    return _Grid(tuple(tops), size, has_labels, in_a_line, lanes, lane, heads)


def _packed(spans: Sequence[WallSpan]) -> tuple[int, ...]:
    """The lane of each span: the first in which it meets no other."""
    ends: list[int] = []
    found = []
    for span in spans:
        lane = next((n for n, end in enumerate(ends) if end < span.first), len(ends))
        if lane == len(ends):
            ends.append(span.last)
        ends[lane] = span.last
        found.append(lane)
    return tuple(found)


def _shades(chart: WallChart, grid: _Grid, paper: Paper) -> Plotly:
    """The more tasks are under way in a box, the darker its ground."""
    ground, brand = paper.colour(Colour.BACKGROUND), paper.colour(Colour.BRAND)
    counts = [[box.running for box in line.boxes] for line in chart.lines]
    return {
        "type": "heatmap",
        "x": list(range(len(chart.columns) + 1)),
        "y": [round(top, 1) for top in grid.tops],
        "z": counts,
        "zmin": 0,
        "zmax": max(max(row) for row in counts) or 1,
        "colorscale": [[0, ground], [1, blend(brand, ground, 0.24)]],
        "showscale": False,
        "hoverinfo": "skip",
    }


def _rules(chart: WallChart, grid: _Grid, bottom: float, paper: Paper) -> list[Plotly]:
    """Faint lines between columns, stronger ones between rows and where a month begins; the column of the as-of day is tinted."""
    if chart.now is not None:
        tint = blend(paper.colour(Colour.BRAND), paper.colour(Colour.BACKGROUND), 0.1)
        band = {"type": "rect", "xref": "x", "yref": "y", "x0": chart.now, "x1": chart.now + 1, "y0": 0, "y1": round(bottom, 1)}
        above = chart.is_counted
        edge = {"color": paper.colour(Colour.BRAND), "width": 1.4 if above else 0}
        fill = {} if above else {"fillcolor": tint}
        paper.shapes.append(band | {"line": edge, "layer": "above" if above else "below"} | fill)
    groups = [column.group for column in chart.columns]
    begins = [place for place, group in enumerate(groups) if place and group != groups[place - 1]]
    faint = [place for place in range(1, len(groups)) if place not in begins]
    high = [0.0, bottom]
    across = [([0.0, float(len(groups))], [top, top]) for top in grid.tops]
    return [
        _lines([([place, place], high) for place in faint], paper.colour(Colour.GRID), 1),
        _lines([*(([place, place], high) for place in begins), *across], paper.colour(Colour.RULE), 1),
    ]


def _lines(ends: Sequence[tuple[Sequence[float], Sequence[float]]], colour: str, thickness: float) -> Plotly:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(value, 2) if value is not None else None for x, _ in ends for value in (*x, None)],
        "y": [round(value, 1) if value is not None else None for _, y in ends for value in (*y, None)],
        "line": {"color": colour, "width": thickness},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _lanes(chart: WallChart, index: int, grid: _Grid, paper: Paper) -> list[Plotly]:
    """The windows of one lamp's tasks as thin lines along the foot of their rows."""
    ends = []
    for line, lanes, floor in zip(chart.lines, grid.lanes, grid.tops[1:], strict=True):
        for span, lane in zip(line.spans, lanes, strict=True):
            if span.series == index:
                y = floor - 5 * paper.measures.scale - lane * grid.lane
                ends.append(([span.first + 0.08, span.last + 0.92], [y, y]))
    colour = paper.colour(chart.lamps[index].style.colour)
    return [_lines(ends, colour, 2.6 * paper.measures.scale)] if ends else []


def _boxes(chart: WallChart, grid: _Grid, paper: Paper) -> Plotly:
    filled = [(row, place, box) for row, line in enumerate(chart.lines) for place, box in enumerate(line.boxes) if box.entries]
    middles = [_middle(chart.lines[row], row, grid) for row in range(len(chart.lines))]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [place + 0.5 for _, place, _ in filled],
        "y": [round(middles[row], 1) for row, _, _ in filled],
        "text": [_marks(box, chart, grid, paper) for _, _, box in filled],
        "textfont": paper.font(Colour.INK, round(grid.size, 1)),
        **_pointed(filled, chart),
        "showlegend": False,
        "cliponaxis": False,
    }


def _middle(line: WallLine, row: int, grid: _Grid) -> float:
    """The middle of what the lanes leave of a row."""
    used = (max(grid.lanes[row], default=-1) + 1) * grid.lane if line.spans else 0
    return (grid.tops[row] + grid.tops[row + 1] - used) / 2


def _marks(box: WallBox, chart: WallChart, grid: _Grid, paper: Paper) -> str:
    marks = [marked(entry, chart, paper, has_label=grid.has_labels) for entry in box.entries]
    rows = [marks[place : place + grid.in_a_line] for place in range(0, len(marks), grid.in_a_line)]
    return "<br>".join(" ".join(row) for row in rows)


def _pointed(filled: Sequence[tuple[int, int, WallBox]], chart: WallChart) -> Plotly:
    """What a pointer shows and gives back: the tasks by name with their references; of counts, what stands there already."""
    if chart.is_counted:
        return {"hovertemplate": "%{text}<extra></extra>"}
    hover = []
    for row, place, box in filled:
        head = f"<b>{safe_lines(chart.lines[row].name, 40, 2)}</b> {safe(chart.columns[place].name)}"
        hover.append("<br>".join([head, *(safe_lines(line, 48, 2) for line in box.hover.split("\n"))]))
    return {"hovertext": hover, "hoverinfo": "text", "customdata": [[entry.ref for entry in box.entries] for _, _, box in filled]}


def _load(chart: WallChart, bottom: float, paper: Paper) -> None:
    """How many are due in each column as bars, those of the peak in the accent, each with its number."""
    measures = paper.measures
    most = max(column.due for column in chart.columns) or 1
    tall = measures.text * 1.7
    floor = round(bottom - measures.text * 0.5, 1)
    heights = [round(column.due / most * tall, 1) for column in chart.columns]
    middles = [place + 0.5 for place in range(len(chart.columns))]
    colours = [paper.colour(Colour.BRAND if place in chart.peaks else Colour.PALE) for place in range(len(chart.columns))]
    bars = {
        "x": middles,
        "y": [-height for height in heights],
        "base": [floor] * len(middles),
        "width": round(0.62 * min(1.0, len(middles) / 8), 3),
        "marker": {"color": colours},
    }
    paper.traces.append({"type": "bar", **bars, "hoverinfo": "skip", "showlegend": False})
    numbers = [number(column.due, chart.language) if column.due else "" for column in chart.columns]
    paper.traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": middles,
            "y": [round(floor - height - measures.small * 0.7, 1) for height in heights],
            "text": [f"<b>{each}</b>" if place in chart.peaks else each for place, each in enumerate(numbers)],
            "textfont": paper.font(Colour.INK, measures.small),
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
        }
    )


def _head(chart: WallChart, paper: Paper) -> None:
    """The months over their columns, and the as-of day over its own."""
    measures = paper.measures
    groups = [column.group for column in chart.columns]
    for place, group in enumerate(groups):
        if group and (not place or group != groups[place - 1]):
            through = next((n for n in range(place, len(groups)) if groups[n] != group), len(groups))
            label = {"text": f"<b>{safe(group)}</b>", "x": (place + through) / 2, "xref": "x", "y": 1, "yref": "paper"}
            font = paper.font(Colour.INK, measures.small)
            paper.annotations.append(label | {"yanchor": "bottom", "yshift": round(measures.small * 1.6), "showarrow": False, "font": font})
    if chart.now is not None:
        where = (chart.now + 0.5) / len(groups)
        anchor = "left" if where < 0.06 else "right" if where > 0.94 else "center"
        at = chart.now + (0 if anchor == "left" else 1 if anchor == "right" else 0.5)
        label = {"text": safe(chart.now_label), "x": at, "xref": "x", "xanchor": anchor, "y": 1, "yref": "paper", "showarrow": False}
        font = paper.font(Colour.BRAND, measures.small)
        paper.annotations.append(label | {"yanchor": "bottom", "yshift": round(measures.small * 3.1), "font": font})


def _names(chart: WallChart, grid: _Grid, name_size: float, bottom: float, paper: Paper) -> None:
    """Who, large and bold, and done of all beneath; the load's name at the foot."""
    small = paper.measures.small
    place = {"xref": "paper", "x": 0, "xshift": 4 - round(paper.left), "yref": "y", "xanchor": "left", "align": "left", "showarrow": False}
    for line, head, top, floor in zip(chart.lines, grid.heads, grid.tops, grid.tops[1:], strict=False):
        name = "<b>" + "<br>".join(safe(part) for part in head) + "</b>"
        caption = f'<br><span style="color:{paper.colour(Colour.MUTED)};font-size:{small:g}px">{safe(line.caption)}</span>'
        middle = round((top + floor) / 2, 1)
        paper.annotations.append(
            place | {"text": name + caption, "y": middle, "yanchor": "middle", "font": paper.font(Colour.INK, name_size)}
        )
    load = {"text": safe(chart.load_label), "y": round(bottom - small, 1), "yanchor": "middle", "font": paper.font(Colour.MUTED, small)}
    paper.annotations.append(place | load)
