"""A table of shades with its numbers; a hidden count is a word on blank paper."""

from lib.figures.drawing.paper import Paper, safe, safe_lines
from lib.figures.spec import HeatmapChart
from lib.figures.tokens import Colour, blend
from lib.figures.wrapping import balanced, width, wrap


def lay_out(chart: HeatmapChart, paper: Paper) -> None:
    """Put a table of shades on the paper."""
    measures = paper.measures
    units = 14 if measures.names_above else measures.name_units
    name_lines = [wrap(name, units, 2) for name in chart.rows]
    paper.left = measures.pixels(max(width(line) for lines in name_lines for line in lines)) + 14
    column_units = max(4, int((measures.width - paper.left) / len(chart.columns) / (measures.small * 0.52)) - 1)
    heads = [balanced(name, column_units, 3) for name in chart.columns]
    paper.axis_above = max(len(lines) for lines in heads) * measures.small * 1.35 + 8
    row = measures.row if not measures.names_above else 38
    paper.plot_height = row * len(chart.rows)
    _shades(chart, paper)
    _hidden(chart, paper)
    paper.axes = {
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(chart.columns))),
            "ticktext": ["<br>".join(safe(line) for line in lines) for lines in heads],
            "tickangle": 0,
            "range": [-0.5, len(chart.columns) - 0.5],
        },
        "yaxis": {
            "tickvals": list(range(len(chart.rows))),
            "ticktext": [safe_lines(name, units, 2) for name in chart.rows],
            "tickfont": paper.font(),
            "range": [len(chart.rows) - 0.5, -0.5],
        },
    }


def _shades(chart: HeatmapChart, paper: Paper) -> None:
    ground, brand = paper.colour(Colour.BACKGROUND), paper.colour(Colour.BRAND)
    most = max((cell for cells in chart.cells for cell in cells if cell is not None), default=1) or 1
    paper.traces.append(
        {
            "type": "heatmap",
            "z": [list(cells) for cells in chart.cells],
            "zmin": 0,
            "zmax": most,
            "colorscale": [[0, blend(brand, ground, 0.04)], [1, blend(brand, ground, 0.45)]],
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
            "hoverongaps": False,
            "texttemplate": "%{z:,}",
            "textfont": paper.font(Colour.INK, paper.measures.small),
            "hovertemplate": "%{y}<br>%{x}<br>%{z:,}<extra></extra>",
        }
    )


def _hidden(chart: HeatmapChart, paper: Paper) -> None:
    places = [(x, y) for y, cells in enumerate(chart.cells) for x, cell in enumerate(cells) if cell is None]
    if not places:
        return
    paper.traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": [x for x, _ in places],
            "y": [y for _, y in places],
            "text": [safe(chart.hidden_label)] * len(places),
            "textfont": paper.font(Colour.MUTED, paper.measures.small),
            "hoverinfo": "skip",
            "showlegend": False,
        }
    )
