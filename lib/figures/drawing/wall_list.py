"""The wall chart on a phone, where no table of twenty columns can be read: column by column, who has what due.

Both axes count pixels from the top left, so that each mark stands where a finger is thought to meet it, whatever the width of the phone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.figures.drawing.paper import Paper, Plotly, safe
from lib.figures.spec import WallBox, WallChart, WallEntry, WallLine
from lib.figures.tokens import Colour
from lib.figures.wrapping import width, wrap

LEAST_NAME = 16
"""Half-width units of a name beside marks that fill the line; beside few it may be longer."""

_UNIT = 0.52
_INDENT, _GAP, _SHAPE = 2.0, 2.0, 3.4
"""Half-width units before a line and behind its name; of a mark's shape with the space behind the mark."""

_HEAD, _LINE = 1.9, 2.0
"""Heights in type sizes; a line is as high as a finger needs."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line, so many pixels from the left and so wide, and the tasks that a finger on them opens."""

    words: str
    left: float
    wide: float
    refs: tuple[str, ...] = ()


def lay_out_list(chart: WallChart, paper: Paper) -> None:
    """On a phone: each column that has anything due, then who, with their marks."""
    lines: list[tuple[float, list[_Piece]]] = []
    for place, column in enumerate(chart.columns):
        if column.due or place == chart.now:
            lines.append((_HEAD, [_head(place, chart, paper)]))
            for line in chart.lines:
                lines += [(_LINE, pieces) for pieces in _listed(line, line.boxes[place], chart, paper)]
    bottom, placed = 0.0, []
    for height, pieces in lines:
        bottom += height * paper.measures.small
        middle = round(bottom - (height / 2 if height == _LINE else 0.75) * paper.measures.small, 1)
        placed += [(piece, middle) for piece in pieces]
    if not chart.is_counted:
        paper.traces.append(_reach([(piece, middle) for piece, middle in placed if piece.refs], paper))
    paper.traces.append(_words(placed, paper))
    paper.left, paper.right, paper.plot_height = 2, 2, bottom + 4
    paper.axes = {
        # one unit is one pixel, as on the other axis: so small a range is always widened to what there is
        "xaxis": {"range": [0, 1], "showticklabels": False, "scaleanchor": "y", "constraintoward": "left"},
        "yaxis": {"range": [bottom + 4, 0], "showticklabels": False, "ticks": ""},
    }


def _words(placed: Sequence[tuple[_Piece, float]], paper: Paper) -> Plotly:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [piece.left for piece, _ in placed],
        "y": [middle for _, middle in placed],
        "text": [piece.words for piece, _ in placed],
        "textposition": "middle right",
        "textfont": paper.font(Colour.INK, paper.measures.small),
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _reach(placed: Sequence[tuple[_Piece, float]], paper: Paper) -> Plotly:
    """What a finger meets: unseen bars over names and marks, which give back the tasks; words alone are met at their first letter only."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [piece.left for piece, _ in placed],
        "x": [piece.wide for piece, _ in placed],
        "y": [middle for _, middle in placed],
        "width": _LINE * paper.measures.small,
        "marker": {"color": "rgba(0,0,0,0)"},
        "customdata": [list(piece.refs) for piece, _ in placed],
        "hoverinfo": "none",
        "showlegend": False,
    }


def _head(place: int, chart: WallChart, paper: Paper) -> _Piece:
    column, is_now = chart.columns[place], place == chart.now
    told = f"<b>{safe(column.name)}</b>　{safe(column.load)}" + ("　" + safe(chart.now_label) if is_now else "")
    return _Piece(f'<span style="color:{paper.colour(Colour.BRAND if is_now else Colour.INK)}">{told}</span>', 0, 0)


def _listed(line: WallLine, box: WallBox, chart: WallChart, paper: Paper) -> Iterator[list[_Piece]]:
    """A row's name and its marks in one column, over as many lines as the phone needs."""
    if not box.entries:
        return
    unit = paper.measures.small * _UNIT
    room = paper.measures.width / unit
    needed = [_SHAPE + width(entry.label) for entry in box.entries]
    name = wrap(line.name, max(LEAST_NAME, int(room - sum(needed)) - 6), 1)[0]
    used = _INDENT + width(name) + _GAP
    refs = tuple(entry.ref for entry in box.entries if entry.ref)
    pieces, least = [_Piece(safe(name), round(_INDENT * unit, 1), round((used - _INDENT) * unit, 1), refs)], 1
    for entry, needs in zip(box.entries, needed, strict=True):
        if used + needs > room and len(pieces) > least:
            yield pieces
            pieces, least, used = [], 0, 2 * _INDENT
        refs = (entry.ref,) if entry.ref else ()
        pieces.append(_Piece(marked(entry, chart, paper), round(used * unit, 1), round(needs * unit, 1), refs))
        used += needs
    yield pieces


def marked(entry: WallEntry, chart: WallChart, paper: Paper, *, has_label: bool = True) -> str:
    """One mark as Plotly sets it: the shape in its lamp's colour, the number or count in the text colour."""
    colour = paper.colour(chart.lamps[entry.series].style.colour)
    return f'<span style="color:{colour}">{safe(entry.symbol)}</span>' + (safe(entry.label) if has_label else "")
