"""What every peer shows: the page of opinions with its sentence, five figures and five charts, three more charts and a table behind two
switches, and the overview with two charts.

The same workbook, the same counts and the same marks as on the board's own pages, so that the browser has as much to draw. Only pandas
and Plotly's graph objects are used, which is the fastest way of each of these frameworks; the template is small, as ours is. What a
framework adds is its own file: how the page is laid out, kept, sent and changed.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

CATEGORY, CHANNEL, GROUP, STATE, SUBCATEGORY = "问题类别", "征集方式", "来源群体", "整改状态", "小类"
COUNT, RECEIVED, UNIT = "原始条数", "收集时间", "责任部门"
STATES = ("已销号", "已整改待复核", "整改中", "退回", "待整改")
PHASE, STATUS, DEADLINE, TASK = "工作步骤", "状态", "完成时限", "工作内容及要求"
AS_OF = date(2014, 6, 10)
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
class Book:
    """A workbook as it was read."""

    tasks: pd.DataFrame
    opinions: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is to be shown: its sentence, its figures with their names, its charts in order."""

    conclusion: str
    figures: tuple[tuple[str, str], ...]
    charts: tuple[go.Figure, ...]


def read(workbook: bytes) -> Book:
    """Both sheets of a workbook, by the fastest reader that pandas offers."""
    sheets = pd.read_excel(io.BytesIO(workbook), sheet_name=None, header=None, engine="calamine")
    return Book(_under_header(sheets["任务"], 1), _under_header(sheets["意见建议"], 0))


def chosen(opinions: pd.DataFrame, categories: tuple[str, ...]) -> pd.DataFrame:
    """The opinions of these categories, or all."""
    return opinions[opinions[CATEGORY].isin(categories)] if categories else opinions


def feedback(opinions: pd.DataFrame, section: str = "picture") -> Page:
    """The page of opinions with the charts of one of its views: `picture`, `detail`, or `list`, which has none."""
    raw, rows = int(opinions[COUNT].sum()), len(opinions)
    by_category = opinions[CATEGORY].value_counts()
    most, of_most = (str(by_category.index[0]), int(by_category.iloc[0])) if rows else ("", 0)
    done = int(opinions[STATE].isin(STATES[:2]).sum())
    closed = int((opinions[STATE] == STATES[0]).sum())
    figures = (
        ("征集条数", f"{raw:,}"),
        ("归并后条数", f"{rows:,}"),
        ("整改问题数", f"{rows:,}"),
        ("整改完成率", _percent(done, rows)),
        ("销号率", _percent(closed, rows)),
    )
    sentence = f"共征集{raw:,}条，归并后{rows:,}条；“{most}”最多，归并后{of_most:,}条，占{_percent(of_most, rows)}。"
    charts = {"picture": FEEDBACK[:PICTURE], "detail": FEEDBACK[PICTURE:]}.get(section, ())
    return Page(sentence, figures, tuple(chart(opinions) for chart in charts))


def overview(tasks: pd.DataFrame) -> Page:
    """The page of the plan."""
    done = int((tasks[STATUS] == "已完成").sum())
    figures = (("任务", f"{len(tasks)}"), ("已完成", f"{done}"), ("完成率", _percent(done, len(tasks))))
    sentence = f"截至{AS_OF.month}月{AS_OF.day}日，{len(tasks)}项任务已完成{done}项。"
    return Page(sentence, figures, (_phases(tasks), _curve(tasks)))


def _under_header(sheet: pd.DataFrame, row: int) -> pd.DataFrame:
    table = sheet.iloc[row + 1 :].reset_index(drop=True)
    table.columns = [str(name) for name in sheet.iloc[row]]
    return table.dropna(axis="columns", how="all").infer_objects()


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def _raw_and_merged(column: str, height: int) -> Callable[[pd.DataFrame], go.Figure]:
    def chart(opinions: pd.DataFrame) -> go.Figure:
        found = opinions.groupby(column, sort=True)[COUNT].agg(["sum", "size"])
        texts = [
            f" {size:,}条 {_percent(size, len(opinions))} 原始{raw:,}条" for raw, size in zip(found["sum"], found["size"], strict=True)
        ]
        names = found.index.tolist()
        drawn = go.Figure(layout={"template": TEMPLATE, "height": height, "barmode": "overlay"})
        drawn.add_bar(orientation="h", name="原始", y=names, x=found["sum"].to_numpy(), width=0.52, marker={"color": LIGHT})
        drawn.add_bar(orientation="h", name="归并后", y=names, x=found["size"].to_numpy(), width=0.28, marker={"color": DARK})
        drawn.add_scatter(
            mode="text", x=found["sum"].to_numpy(), y=names, text=texts, textposition="middle right", showlegend=False, cliponaxis=False
        )
        return drawn

    return chart


def _states_by_category(opinions: pd.DataFrame) -> go.Figure:
    found = pd.crosstab(opinions[CATEGORY], opinions[STATE])
    names = found.index.tolist()
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 270, "barmode": "stack"})
    for state, colour in zip(STATES, COLOURS, strict=True):
        counts = found[state].to_numpy() if state in found else np.zeros(len(names), dtype="int64")
        drawn.add_bar(
            orientation="h",
            name=state,
            y=names,
            x=counts,
            text=counts,
            textposition="inside",
            marker={"color": colour, "pattern": {"shape": "/"}},
        )
    totals = found.sum(axis="columns").to_numpy()
    drawn.add_scatter(
        mode="text", x=totals, y=names, text=[f" {n:,}个" for n in totals], textposition="middle right", showlegend=False, cliponaxis=False
    )
    return drawn


def _by_group(opinions: pd.DataFrame) -> go.Figure:
    found = opinions.groupby(GROUP)[COUNT].sum().sort_values()
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 250})
    drawn.add_bar(
        orientation="h",
        y=found.index.tolist(),
        x=found.to_numpy(),
        text=[f"{n:,}条" for n in found],
        textposition="outside",
        marker={"color": DARK},
    )
    return drawn


def _by_third_of_month(opinions: pd.DataFrame) -> go.Figure:
    days = pd.to_datetime(opinions[RECEIVED])
    thirds = days.dt.strftime("%m月") + np.array(["上旬", "中旬", "下旬"])[np.minimum((days.dt.day.to_numpy() - 1) // 10, 2)]
    found = opinions.groupby(thirds.to_numpy())[COUNT].agg(["sum", "size"])
    names = found.index.tolist()
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 250, "barmode": "overlay"})
    drawn.add_bar(name="原始", x=names, y=found["sum"].to_numpy(), marker={"color": LIGHT})
    drawn.add_bar(name="归并后", x=names, y=found["size"].to_numpy(), marker={"color": DARK})
    drawn.add_scatter(
        mode="text", x=names, y=found["sum"].to_numpy(), text=[f"{n:,}" for n in found["sum"]], textposition="top center", showlegend=False
    )
    drawn.add_scatter(mode="text", x=names, y=found["size"].to_numpy(), text=[f"{n:,}" for n in found["size"]], showlegend=False)
    return drawn


def _grid_by_category(column: str) -> Callable[[pd.DataFrame], go.Figure]:
    def chart(opinions: pd.DataFrame) -> go.Figure:
        found = pd.crosstab(opinions[column], opinions[CATEGORY])
        counts = found.to_numpy()
        drawn = go.Figure(layout={"template": TEMPLATE, "height": 290})
        drawn.add_heatmap(
            z=counts,
            x=found.columns.tolist(),
            y=found.index.tolist(),
            texttemplate="%{z}",
            colorscale=[[0, "#FFFFFF"], [1, LIGHT]],
            showscale=False,
        )
        return drawn

    return chart


def _phases(tasks: pd.DataFrame) -> go.Figure:
    found = pd.crosstab(tasks[PHASE], tasks[STATUS])
    names = found.index.tolist()
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 330, "barmode": "stack"})
    for status, colour in zip(found.columns, COLOURS, strict=False):
        drawn.add_bar(
            orientation="h", name=str(status), y=names, x=found[status].to_numpy(), text=found[status].to_numpy(), marker={"color": colour}
        )
    totals = found.sum(axis="columns").to_numpy()
    drawn.add_scatter(mode="text", x=totals, y=names, text=[f" {n}项" for n in totals], textposition="middle right", showlegend=False)
    return drawn


def _curve(tasks: pd.DataFrame) -> go.Figure:
    months = tasks[DEADLINE].str.extract(r"(\d+)月")[0].astype("int64")
    axis = list(range(int(months.min()), int(months.max()) + 1))
    planned = [float((months <= month).mean()) for month in axis]
    actual = [float(((months <= month) & (tasks[STATUS] == "已完成")).mean()) for month in axis]
    drawn = go.Figure(layout={"template": TEMPLATE, "height": 330, "yaxis": {"tickformat": ".0%"}})
    drawn.add_scatter(name="计划", x=[f"{month}月" for month in axis], y=planned, line={"color": LIGHT, "dash": "dash"})
    drawn.add_scatter(name="实际", x=[f"{month}月" for month in axis], y=actual, line={"color": DARK})
    return drawn


FEEDBACK: tuple[Callable[[pd.DataFrame], go.Figure], ...] = (
    _raw_and_merged(CATEGORY, 250),
    _states_by_category,
    _raw_and_merged(CHANNEL, 250),
    _by_group,
    _by_third_of_month,
    _grid_by_category(CHANNEL),
    _grid_by_category(GROUP),
    _raw_and_merged(SUBCATEGORY, 640),
)
PICTURE = 5
"""As many of them stand in the first view."""
