"""Drawing a ChartSpec with Plotly; the only file that imports it."""

import json
from functools import cache
from pathlib import Path

import plotly
import plotly.graph_objects as go

from lib.figures.drawing import bars, gantt, heatmap, lines, versions, wall_chart
from lib.figures.drawing.paper import Paper, Size, layout_of, safe_lines
from lib.figures.spec import BarChart, ChartSpec, GanttChart, HeatmapChart, LineChart, VersionChart, WallChart
from lib.figures.tokens import Colour, ThemeName
from lib.figures.toolbar import plotly_config

__all__ = ["Size", "draw", "figure_json", "height_of", "plotly_config", "plotly_script"]


def draw(spec: ChartSpec, theme: ThemeName, size: Size = Size.PAGE, *, alone: bool = False) -> go.Figure:
    """A figure of a spec, sized for where it is read; its width is left to the page.

    Args:
        spec: the chart; an empty one is drawn as its sentence.
        theme: light or dark; the page must be asked to add no theme of its own.
        size: page, phone or wall.
        alone: whether the chart stands without a page around it and must carry its title, note and footnote.
    """
    paper = _laid_out(spec, theme, size, alone=alone)
    return go.Figure(data=paper.traces, layout=layout_of(paper))


def figure_json(spec: ChartSpec, theme: ThemeName, size: Size = Size.PAGE, *, alone: bool = False) -> str:
    """The same figure as JSON for a file that draws it in the browser; not checked by Plotly, which takes most of the time."""
    paper = _laid_out(spec, theme, size, alone=alone)
    figure = {"data": paper.traces, "layout": layout_of(paper)}
    return json.dumps(figure, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def height_of(spec: ChartSpec, size: Size) -> float:
    """How high a chart is drawn, in CSS pixels."""
    return float(layout_of(_laid_out(spec, ThemeName.LIGHT, size, alone=False))["height"])


@cache
def plotly_script() -> str:
    """Plotly's own script, whole, for a file that must do without a network."""
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def _laid_out(spec: ChartSpec, theme: ThemeName, size: Size, *, alone: bool) -> Paper:
    paper = Paper(spec, ThemeName(theme), Size(size), alone)
    if spec.is_empty:
        _lay_out_empty(paper)
    elif isinstance(spec, BarChart):
        bars.lay_out(spec, paper)
    elif isinstance(spec, LineChart):
        lines.lay_out(spec, paper)
    elif isinstance(spec, GanttChart):
        gantt.lay_out(spec, paper)
    elif isinstance(spec, HeatmapChart):
        heatmap.lay_out(spec, paper)
    elif isinstance(spec, WallChart):
        wall_chart.lay_out(spec, paper)
    elif isinstance(spec, VersionChart):
        versions.lay_out(spec, paper)
    else:
        raise TypeError(f"no drawing for {type(spec).__name__}")
    return paper


def _lay_out_empty(paper: Paper) -> None:
    measures = paper.measures
    paper.plot_height = measures.row * 1.3
    paper.axes = {"xaxis": {"visible": False}, "yaxis": {"visible": False}}
    paper.annotations.append(
        {
            "text": safe_lines(paper.spec.empty, int(measures.width / measures.text * 1.7)),
            "font": paper.font(Colour.MUTED),
            "align": "left",
            "showarrow": False,
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 0.9,
            "xanchor": "left",
            "yanchor": "top",
        }
    )
