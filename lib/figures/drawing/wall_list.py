"""The wall chart on a phone, where no table of twenty columns can be read: column by column, who has what due."""

from lib.figures.drawing.paper import Paper, safe
from lib.figures.spec import WallBox, WallChart, WallEntry, WallLine
from lib.figures.tokens import Colour
from lib.figures.wrapping import width, wrap

LEAST_NAME = 16
"""Half-width units of a name beside marks that fill the line; beside few it may be longer."""


def lay_out_list(chart: WallChart, paper: Paper) -> None:
    """On a phone: each column that has anything due, then who, with their marks."""
    measures = paper.measures
    lines: list[tuple[str, float]] = []
    for place, column in enumerate(chart.columns):
        if column.due or place == chart.now:
            head = f"<b>{safe(column.name)}</b>　{safe(column.load)}" + ("　" + safe(chart.now_label) if place == chart.now else "")
            colour = paper.colour(Colour.BRAND if place == chart.now else Colour.INK)
            lines.append((f'<span style="color:{colour}">{head}</span>', 1.9))
            for line in chart.lines:
                lines += [(each, 1.5) for each in _listed(line, line.boxes[place], chart, paper)]
    tops, texts = [0.0], []
    for words, height in lines:
        tops.append(tops[-1] + height * measures.small)
        texts.append(words)
    paper.traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": [0] * len(texts),
            "y": [round(top - measures.small * 0.75, 1) for top in tops[1:]],
            "text": texts,
            "textposition": "middle right",
            "textfont": paper.font(Colour.INK, measures.small),
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
        }
    )
    paper.left, paper.right, paper.plot_height = 2, 2, tops[-1] + 4
    paper.axes = {
        "xaxis": {"range": [0, 1], "showticklabels": False},
        "yaxis": {"range": [tops[-1] + 4, 0], "showticklabels": False, "ticks": ""},
    }


def _listed(line: WallLine, box: WallBox, chart: WallChart, paper: Paper) -> list[str]:
    """A row's marks in one column, over as many lines as the phone needs."""
    if not box.entries:
        return []
    room = paper.measures.width / (paper.measures.small * 0.52)
    wide = [2.6 + width(entry.label) for entry in box.entries]
    name = wrap(line.name, max(LEAST_NAME, int(room - sum(wide)) - 6), 1)[0]
    rows: list[list[str]] = [[]]
    used = width(name) + 4.0
    for entry, needs in zip(box.entries, wide, strict=True):
        if used + needs > room and rows[-1]:
            rows.append([])
            used = 4.0
        rows[-1].append(marked(entry, chart, paper))
        used += needs
    first, *rest = ["\u2002".join(row) for row in rows]
    return [f"\u3000{safe(name)}\u3000{first}", *(f"\u3000\u3000{more}" for more in rest)]


def marked(entry: WallEntry, chart: WallChart, paper: Paper, *, has_label: bool = True) -> str:
    """One mark as Plotly sets it: the shape in its lamp's colour, the number or count in the text colour."""
    colour = paper.colour(chart.lamps[entry.series].style.colour)
    return f'<span style="color:{colour}">{safe(entry.symbol)}</span>' + (safe(entry.label) if has_label else "")
