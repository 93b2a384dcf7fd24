"""Drawing a ChartSpec with Plotly; the only file that imports it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import plotly
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from lib.figures.drawing import bars, gantt, heatmap, lines, versions, wall_chart
from lib.figures.drawing.paper import Paper, Size, layout_of, safe_lines
from lib.figures.spec import BarChart, ChartSpec, GanttChart, HeatmapChart, LineChart, VersionChart, WallChart
from lib.figures.tokens import Colour, ThemeName
from lib.figures.toolbar import plotly_config

__all__ = ["DrawnFigure", "Size", "draw", "drawn_figure", "figure_json", "height_of", "plotly_config", "plotly_script"]


class DrawnFigure(BaseFigure):  # type: ignore[misc] # it brings no types
    """A figure that is written already, for a page that shows it again and again.

    Of an ordinary figure the page makes a copy and writes it as JSON with every run. This one hands over what Plotly asks a
    figure for, its plain form, and as that form's JSON the text that it was made with. It cannot be changed.
    """

    def __init__(self, written: str, height: float) -> None:
        """Nothing of an ordinary figure is set up: nothing in this one is ever looked at."""
        self._plain = _Written(written, height)

    def to_dict(self) -> dict[str, Any]:
        """The plain form, always the same one."""
        return self._plain


class _Written(dict[str, Any]):
    """The plain form of a figure as far as a page looks into it, which is its height."""

    def __init__(self, written: str, height: float) -> None:
        super().__init__(data=[], layout={"height": height})
        self._fragment = orjson.Fragment(written)

    def to_plotly_json(self) -> orjson.Fragment:
        """What Plotly's writer puts down in place of this."""
        return self._fragment


def drawn_figure(spec: ChartSpec, theme: ThemeName, size: Size = Size.PAGE) -> DrawnFigure:
    """A figure of a spec, written once; on the page it is the same as what `draw` gives, which has it checked by Plotly.

    The check takes most of the time, and what it needs some thirty megabytes; tests have every chart checked.

    Args:
        spec: the chart.
        theme: light or dark.
        size: page, phone or wall.
    """
    paper = _laid_out(spec, theme, size, alone=False)
    layout = layout_of(paper)
    return DrawnFigure(_as_json(paper, layout), layout["height"])


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
    return _as_json(paper, layout_of(paper))


def height_of(spec: ChartSpec, size: Size) -> float:
    """How high a chart is drawn, in CSS pixels."""
    return float(layout_of(_laid_out(spec, ThemeName.LIGHT, size, alone=False))["height"])


@cache
def plotly_script() -> str:
    """Plotly's own script, whole, for a file that must do without a network."""
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def _as_json(paper: Paper, layout: dict[str, Any]) -> str:
    return json.dumps({"data": paper.traces, "layout": layout}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


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
