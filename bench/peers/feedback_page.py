"""What every peer that draws with graph objects shows: the page of opinions with its sentence, five figures and five charts, three more
charts and a table behind two switches, and the overview with two charts.

The same counts (`counts.py`) and the same marks as on the board's own pages, so that the browser has as much to draw. Graph objects are
the fastest way of each of these frameworks; the template is small, as ours is. What a framework adds is its own file: how the page is
laid out, kept, sent and changed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from bench.peers import counts
from bench.peers.counts import Book, Summary, percent

COLOURS = ("#2F6B4F", "#9BBFA9", "#3B6EA5", "#B7791F", "#D5D9DE")
LIGHT, DARK = "#C8D5E6", "#1F3F73"
FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"
TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 13, "color": "#1B2430"},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "xaxis": {"fixedrange": True, "showgrid": False, "zeroline": False},
        "yaxis": {"fixedrange": True, "showgrid": False, "zeroline": False, "automargin": True},
        "legend": {"orientation": "h", "y": 1.1},
        "margin": {"l": 70, "r": 160, "t": 25, "b": 20},
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is to be shown: its head, and its charts in order."""

    head: Summary
    charts: tuple[go.Figure, ...]


def feedback(book: Book, categories: tuple[str, ...] = (), section: str = "picture") -> Page:
    """The page of opinions with the charts of one of its views: `picture`, `detail`, or `list`, which has none."""
    opinions = counts.chosen(book.opinions, categories)
    charts = {"picture": FEEDBACK[:PICTURE], "detail": FEEDBACK[PICTURE:]}.get(section, ())
    drawn = (chart(book.opinions if chart is by_group else opinions) for chart in charts)
    return Page(counts.of_opinions(opinions), tuple(drawn))


def overview(book: Book) -> Page:
    """The page of the plan."""
    return Page(counts.of_plan(book.tasks), (phases(book.tasks), curve(book.tasks)))


def raw_and_merged(column: str, height: int) -> Callable[[pd.DataFrame], go.Figure]:
    """A chart of the values of a column: raw behind merged."""

    def chart(opinions: pd.DataFrame) -> go.Figure:
        found = counts.raw_and_merged(opinions, column)
        texts = [
            f" {merged:,}条 {percent(merged, len(opinions))} 原始{raw:,}条"
            for raw, merged in zip(found["raw"], found["merged"], strict=True)
        ]
        names, raw = found.index.tolist(), found["raw"].to_numpy()
        drawn = go.Figure(layout={"template": TEMPLATE, "height": height, "barmode": "overlay"})
        drawn.add_bar(orientation="h", name="原始", y=names, x=raw, width=0.52, marker={"color": LIGHT})
        drawn.add_bar(orientation="h", name="归并后", y=names, x=found["merged"].to_numpy(), width=0.28, marker={"color": DARK})
        drawn.add_scatter(mode="text", x=raw, y=names, text=texts, textposition="middle right", showlegend=False, cliponaxis=False)
        return drawn

    return chart


def states_by_category(opinions: pd.DataFrame) -> go.Figure:
    """How far each category is put right."""
    found = counts.states_by_category(opinions)
    names = found.index.tolist()
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 270, "barmode": "stack"})
    for state, colour in zip(found.columns, COLOURS, strict=True):
        many = found[state].to_numpy()
        marker = {"color": colour, "pattern": {"shape": "/"}}
        drawn.add_bar(orientation="h", name=state, y=names, x=many, text=many, textposition="inside", marker=marker)
    totals = found.sum(axis="columns").to_numpy()
    texts = [f" {n:,}个" for n in totals]
    drawn.add_scatter(mode="text", x=totals, y=names, text=texts, textposition="middle right", showlegend=False, cliponaxis=False)
    return drawn


def by_group(opinions: pd.DataFrame) -> go.Figure:
    """Who spoke."""
    found = counts.raw_by_group(opinions)
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 250})
    texts = [f"{n:,}条" for n in found]
    drawn.add_bar(orientation="h", y=found.index.tolist(), x=found.to_numpy(), text=texts, textposition="outside", marker={"color": DARK})
    return drawn


def by_third_of_month(opinions: pd.DataFrame) -> go.Figure:
    """When they spoke."""
    found = counts.by_third_of_month(opinions)
    names, raw, merged = found.index.tolist(), found["raw"].to_numpy(), found["merged"].to_numpy()
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 250, "barmode": "overlay"})
    drawn.add_bar(name="原始", x=names, y=raw, marker={"color": LIGHT})
    drawn.add_bar(name="归并后", x=names, y=merged, marker={"color": DARK})
    drawn.add_scatter(mode="text", x=names, y=raw, text=[f"{n:,}" for n in raw], textposition="top center", showlegend=False)
    drawn.add_scatter(mode="text", x=names, y=merged, text=[f"{n:,}" for n in merged], showlegend=False)
    return drawn


def grid_by_category(column: str) -> Callable[[pd.DataFrame], go.Figure]:
    """A chart of a column against the categories."""

    def chart(opinions: pd.DataFrame) -> go.Figure:
        found = counts.against_category(opinions, column)
        drawn = go.Figure(layout={"template": TEMPLATE, "height": 290})
        scale = [[0, "#FFFFFF"], [1, LIGHT]]
        names, categories = found.index.tolist(), found.columns.tolist()
        drawn.add_heatmap(z=found.to_numpy(), x=categories, y=names, texttemplate="%{z}", colorscale=scale, showscale=False)
        return drawn

    return chart


def phases(tasks: pd.DataFrame) -> go.Figure:
    """How far each phase is."""
    found = counts.states_by_phase(tasks)
    names = found.index.tolist()
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 330, "barmode": "stack", "xaxis": {"tickformat": ".0%"}})
    for status, colour in zip(found.columns, COLOURS, strict=False):
        drawn.add_bar(orientation="h", name=str(status), y=names, x=found[status].to_numpy(), marker={"color": colour})
    texts = [f" {n}项" for n in tasks[counts.PHASE].value_counts().reindex(names)]
    drawn.add_scatter(mode="text", x=[1] * len(names), y=names, text=texts, textposition="middle right", showlegend=False)
    return drawn


def curve(tasks: pd.DataFrame) -> go.Figure:
    """The plan over time, and where it stands on the day."""
    found = counts.plan_and_actual(tasks)
    done = float((tasks[counts.STATUS] == counts.DONE).mean())
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 330, "yaxis": {"tickformat": ".0%"}})
    drawn.add_scatter(name="计划", x=found.index, y=found["planned"].to_numpy(), line={"color": LIGHT, "dash": "dash"})
    drawn.add_scatter(name="实际", x=[counts.AS_OF], y=[done], mode="lines+markers", line={"color": DARK})
    return drawn


FEEDBACK: tuple[Callable[[pd.DataFrame], go.Figure], ...] = (
    raw_and_merged(counts.CATEGORY, 250),
    raw_and_merged(counts.CHANNEL, 250),
    states_by_category,
    by_group,
    by_third_of_month,
    grid_by_category(counts.CHANNEL),
    grid_by_category(counts.GROUP),
    raw_and_merged(counts.SUBCATEGORY, 640),
)
PICTURE = 5
"""As many of them stand in the first view."""
