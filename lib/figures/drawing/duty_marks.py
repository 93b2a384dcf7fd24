"""Reports owed, as small triangles that stand on a task's bar on their days: filled once settled, else hollow, with a dot where late.

They point down, unlike the lamp of what is late, and have corners, unlike the dot of what is done.
"""

from collections.abc import Sequence
from itertools import chain

from lib.figures.drawing.paper import Paper, Plotly, safe, safe_lines
from lib.figures.spec import GanttChart, MarkKind
from lib.figures.tokens import Colour, Pattern

_SYMBOLS = {Pattern.DOTS: "triangle-down-dot"}


def draw_duty_marks(chart: GanttChart, tops: Sequence[float], units: int, paper: Paper) -> None:
    """One trace a kind of mark, so that the legend names each.

    Args:
        chart: the timeline.
        tops: where the bar of each row begins, in pixels from above.
        units: how wide a line of a hover text may be, in half-width letters.
        paper: drawn upon.
    """
    lift = 0.0 if paper.measures.names_above else _size(paper) * 0.35  # clear of the dot below it, but never upon the name above
    for index, kind in enumerate(chart.marks):
        found = [(top, row, mark) for top, row in zip(tops, chart.rows, strict=True) for mark in row.marks if mark.kind == index]
        paper.traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": safe(kind.label),
                "x": [mark.day.isoformat() + " 12:00" for _, _, mark in found],
                "y": [round(top - lift, 1) for top, _, _ in found],
                "marker": _marker(kind, paper),
                "customdata": [[row.ref] for _, row, _ in found],
                "hovertext": [
                    "<br>".join(chain([safe_lines(row.label, units, 4)], (safe_lines(line, units, 3) for line in mark.hover.splitlines())))
                    for _, row, mark in found
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
            }
        )


def _size(paper: Paper) -> int:
    return round(paper.measures.small * 0.8)


def _marker(kind: MarkKind, paper: Paper) -> Plotly:
    """A line of the ground's colour parts a filled mark from its bar; a hollow one hides the bar behind it."""
    colour, ground = paper.colour(kind.style.colour), paper.colour(Colour.BACKGROUND)
    is_filled = kind.style.pattern is Pattern.SOLID
    return {
        "symbol": _SYMBOLS.get(kind.style.pattern, "triangle-down"),
        "size": _size(paper),
        "color": colour if is_filled else ground,
        "opacity": 1,
        "line": {"color": ground if is_filled else colour, "width": 0.8 if is_filled else 1.5},
    }
