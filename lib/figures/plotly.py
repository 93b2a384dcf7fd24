"""Drawing a ChartSpec with Plotly; the only file that imports it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lib.figures.drawing import bars, gantt, heatmap, lines, versions, wall_chart
from lib.figures.drawing.paper import Paper, Size, common_template, layout_of, own_template, safe_lines
from lib.figures.following import Following, follows
from lib.figures.spec import BarChart, ChartSpec, GanttChart, HeatmapChart, LineChart, VersionChart, WallChart
from lib.figures.tokens import Colour, ThemeName
from lib.figures.toolbar import plotly_config

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["DrawnFigure", "Size", "draw", "drawn_figure", "figure_json", "height_of", "plotly_config", "plotly_script", "templates"]

SCRIPT = Path(__file__).parent / "assets" / "plotly-cartesian.min.js"
"""Plotly's own bundle of bars, lines and heatmaps, of the same release as the package: a third of the whole script. A test holds its hash."""


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure that is written already, for a page that shows it again and again."""

    written: str
    """Its JSON, without what all figures `of` one kind have in common; with something told, the form of it and of the words for it."""

    of: str
    """Names its template among `templates()`."""

    height: int
    """In CSS pixels."""

    is_bars: bool = False
    """Whether bars are all that it draws, which a page can draw without Plotly."""

    told: str = ""
    """What the browser makes a form's figure of (`following.py`), as JSON; "" where the figure is written as it is."""


def drawn_figure(spec: ChartSpec, theme: ThemeName, size: Size = Size.PAGE, *, briefly: bool = False) -> DrawnFigure:
    """A figure of a spec, written once; with its template it is the same as what `draw` gives, which has it checked by Plotly.

    The check takes most of the time, and what it needs some thirty megabytes; tests have every chart checked.

    Args:
        spec: the chart.
        theme: light or dark.
        size: page, phone or wall.
        briefly: whether numbers may be told once, for a browser that makes the rest of them.
    """
    paper = _laid_out(spec, theme, size, alone=False)
    layout = layout_of(paper)
    layout["template"] = {"layout": own_template(paper)}
    kind, height = _kind(theme, size), layout["height"]
    if briefly and follows(spec):
        following = Following(spec)
        form = {"figure": following.figure(paper.traces, layout), "alt": following.words()}
        return DrawnFigure(_json(form), kind, height, is_bars=True, told=_json(following.told))
    return DrawnFigure(_as_json(paper, layout), kind, height, isinstance(spec, BarChart) and not spec.is_empty)


def templates() -> dict[str, dict[str, Any]]:
    """By theme and size what the layouts of all drawn figures have in common, as Plotly's template names it."""
    return {_kind(theme, size): common_template(theme, size) for theme in ThemeName for size in (Size.PAGE, Size.PHONE)}


def _kind(theme: ThemeName, size: Size) -> str:
    return f"{theme} {size}"


def draw(spec: ChartSpec, theme: ThemeName, size: Size = Size.PAGE, *, alone: bool = False) -> "go.Figure":
    """A figure of a spec, sized for where it is read; its width is left to the page.

    Args:
        spec: the chart; an empty one is drawn as its sentence.
        theme: light or dark; the page must be asked to add no theme of its own.
        size: page, phone or wall.
        alone: whether the chart stands without a page around it and must carry its title, note and footnote.
    """
    import plotly.graph_objects as go  # thirty megabytes that no page needs

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
    """Plotly's own script, for a file that must do without a network, and for pages: its bundle for the traces that we draw."""
    return SCRIPT.read_text(encoding="utf-8")


def _as_json(paper: Paper, layout: dict[str, Any]) -> str:
    return _json({"data": paper.traces, "layout": layout})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


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
