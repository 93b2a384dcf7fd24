"""The page in Vizro, as its own documentation advises for speed: gunicorn with one process and threads, packed answers, the workbook in memory.

Its views are pages, since it answers for all that stands on a page, opened or not: as tabs of one page each filter would bring eight
charts and every row of the table. What it cannot show: it has no upload of its own (here Dash's, in a component made for it), and its data
are everybody's: a dropped workbook is seen by all visitors, not by the one who dropped it. Its table takes all rows at once.

    FOLDER/bin/python -m bench.peers.vizro_board --port 18610
"""

import argparse
import base64
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import vizro.models as vm
from dash import Input, Output, callback, dcc, html
from gunicorn.app.base import BaseApplication
from vizro import Vizro
from vizro.managers import data_manager
from vizro.models.types import capture
from vizro.tables import dash_ag_grid

from bench.peers import counts, feedback_page
from bench.peers.counts import Summary

HEADS: dict[str, Callable[[pd.DataFrame], Summary]] = {"opinions": counts.of_opinions, "tasks": counts.of_plan}
CHARTS: dict[str, tuple[Callable[[pd.DataFrame], go.Figure], ...]] = {
    "opinions": feedback_page.FEEDBACK,
    "tasks": (feedback_page.phases, feedback_page.curve),
}
SHOWN = {"book": counts.read(Path(os.environ["PHASEBOARD_BENCH_BOOK"]).read_bytes())}
"""One process holds it, for all visitors."""


class Upload(vm.VizroBaseModel):
    """Where a file is dropped: a component made for it, as the documentation shows for what is missing."""

    type: Literal["upload"] = "upload"

    def build(self) -> html.Div:
        """Dash's own."""
        return html.Div([dcc.Upload(html.Button("选择文件"), id="upload"), dcc.Location(id="go")])


vm.Page.add_type("components", Upload)


@capture("figure")
def head(data_frame: pd.DataFrame, of: str) -> html.Div:
    """The sentence and the figures."""
    told = HEADS[of](data_frame)
    figures = [html.Div([html.Div(name), html.Strong(value, className="figure")]) for name, value in told.figures]
    return html.Div([html.H1(told.conclusion, className="conclusion"), html.Div(figures, style={"display": "flex", "gap": "3rem"})])


@capture("graph")
def chart(data_frame: pd.DataFrame, of: str, place: int) -> go.Figure:
    """One of the charts."""
    return CHARTS[of][place](data_frame)


@callback(Output("go", "href"), Input("upload", "contents"), prevent_initial_call=True)
def take(contents: str) -> str:
    """Look at the file that was dropped, all visitors together."""
    SHOWN["book"] = counts.read(base64.b64decode(contents.partition(",")[2]))
    return "/feedback"


def make() -> Vizro:
    """The application."""
    data_manager["opinions"] = lambda: SHOWN["book"].opinions
    data_manager["tasks"] = lambda: SHOWN["book"].tasks
    picture, every = range(feedback_page.PICTURE), range(len(feedback_page.FEEDBACK))
    pages = [
        vm.Page(title="总览", path="/", components=[_head("tasks"), _two_columns("tasks", range(2))], layout=vm.Flex()),
        _opinions("意见建议", "/feedback", [_two_columns("opinions", picture)], [f"opinions-{n}" for n in picture if n != 3]),
        _opinions("细看", "/detail", [_graph("opinions", n) for n in every[len(picture) :]], None),
        _opinions("清单", "/list", [vm.Table(figure=dash_ag_grid(data_frame="opinions"))], None),
        vm.Page(title="数据", path="/data", components=[Upload()]),
    ]
    return Vizro(compress=True).build(vm.Dashboard(pages=pages, title="意见建议", theme="vizro_light"))


def _opinions(title: str, path: str, components: list[Any], charts: list[str] | None) -> vm.Page:
    """A page with the filter, which changes all but the chart of groups, as on the board."""
    first = _head("opinions")
    targets = [] if charts is None else [first.id, *charts]
    wanted = vm.Filter(column=counts.CATEGORY, targets=targets, selector=vm.Dropdown(multi=True))
    return vm.Page(title=title, path=path, components=[first, *components], controls=[wanted], layout=vm.Flex())


def _head(of: str) -> vm.Figure:
    return vm.Figure(figure=head(data_frame=of, of=of))


def _graph(of: str, place: int) -> vm.Graph:
    return vm.Graph(id=f"{of}-{place}", figure=chart(data_frame=of, of=of, place=place))


def _two_columns(of: str, places: range) -> vm.Container:
    rows = [[n, min(n + 1, len(places) - 1)] for n in range(0, len(places), 2)]
    return vm.Container(components=[_graph(of, n) for n in places], layout=vm.Grid(grid=rows, row_min_height="300px"))


class Served(BaseApplication):
    """The application behind gunicorn: one process, eight threads, connections kept open."""

    def __init__(self, app: Vizro, port: int) -> None:
        self.app, self.port = app, port
        super().__init__()

    def load_config(self) -> None:
        """What a production start would say on its command line."""
        told = {"bind": f"127.0.0.1:{self.port}", "workers": 1, "threads": 8, "worker_class": "gthread", "keepalive": 60}
        for name, value in {**told, "control_socket_disable": True}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application itself."""
        return self.app.dash.server


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    Served(make(), parser.parse_args().port).run()
