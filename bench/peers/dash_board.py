"""The page in Dash, as its own documentation advises for speed.

Pages (`use_pages`), one callback for all that the filter changes on the tab that is open, answers kept by their arguments (Flask-Caching), orjson, compressed
answers and scripts with lasting addresses, a table that fetches its rows by blocks (AG Grid, infinite), gunicorn with one process and
threads, no debugging tools. `--plain` leaves out what a newcomer has to know of: compression and the small template.

    FOLDER/bin/python -m bench.peers.dash_board --port 18610
"""

import argparse
import base64
import hashlib
import os
from functools import partial
from pathlib import Path
from typing import Any

import dash
import dash_ag_grid
import plotly.io
from dash import Dash, Input, Output, State, clientside_callback, dcc, html
from flask_caching import Cache
from gunicorn.app.base import BaseApplication

from bench.peers import counts, feedback_page
from bench.peers.counts import Book
from bench.peers.feedback_page import Page

CHARTS = len(feedback_page.FEEDBACK)
PICTURE = feedback_page.PICTURE
CHART_OPTIONS = {"displayModeBar": False, "locale": "zh-CN"}
BLOCK = 100
ROW = {"display": "flex", "gap": "3rem"}
BOOKS: dict[str, Book] = {}
"""By their name; one process holds them, as the default of many small boards does."""


def make(*, is_plain: bool) -> Dash:
    """The application with one workbook to begin with."""
    take(Path(os.environ["PHASEBOARD_BENCH_BOOK"]).read_bytes(), "first")
    app = Dash(__name__, use_pages=True, pages_folder="", compress=not is_plain, title="意见建议", update_title="")
    kept = Cache(app.server, config={"CACHE_TYPE": "SimpleCache", "CACHE_THRESHOLD": 500, "CACHE_DEFAULT_TIMEOUT": 0})
    dash.register_page("overview", path="/", name="总览", layout=overview_layout)
    dash.register_page("feedback", path="/feedback", name="意见建议", layout=feedback_layout)
    dash.register_page("data", path="/data", name="数据", layout=data_layout)
    links = [dcc.Link(page["name"], href=page["path"], id=f"to-{page['module']}") for page in dash.page_registry.values()]
    app.layout = html.Div(
        [dcc.Store(id="book", data="first", storage_type="session"), dcc.Location(id="go"), html.Nav(links), dash.page_container],
        style={"fontFamily": feedback_page.FONT},
    )
    _answer(app, partial(_feedback, kept, is_plain=is_plain), partial(_overview, kept))
    return app


def take(workbook: bytes, name: str = "") -> str:
    """Keep a workbook under its name."""
    name = name or hashlib.sha256(workbook).hexdigest()[:16]
    if name not in BOOKS:
        BOOKS[name] = counts.read(workbook)
    return name


def feedback_layout() -> html.Div:
    """The page before its first answer."""
    opinions = BOOKS["first"].opinions
    columns = [{"field": name} for name in opinions.columns]
    return html.Div(
        [
            html.H1(id="conclusion", className="conclusion"),
            dcc.Dropdown(sorted(opinions[counts.CATEGORY].unique()), id="category", multi=True, placeholder="问题类别：全部"),
            dcc.Tabs(
                id="section",
                value="picture",
                children=[
                    dcc.Tab(label="概况", value="picture", children=[html.Div(id="figures", style=ROW), _two_columns(range(PICTURE))]),
                    dcc.Tab(label="细看", value="detail", children=[_graph(f"chart-{n}") for n in range(PICTURE, CHARTS)]),
                    dcc.Tab(
                        label="清单",
                        value="list",
                        children=dash_ag_grid.AgGrid(
                            id="grid",
                            columnDefs=columns,
                            rowModelType="infinite",
                            dashGridOptions={"cacheBlockSize": BLOCK, "maxBlocksInCache": 10, "rowBuffer": 0},
                        ),
                    ),
                ],
            ),
        ]
    )


def _two_columns(charts: range) -> html.Div:
    return html.Div([_graph(f"chart-{n}") for n in charts], style={"display": "grid", "gridTemplateColumns": "1fr 1fr"})


def overview_layout() -> html.Div:
    """The other page before its first answer."""
    graphs = html.Div([_graph("phases"), _graph("curve")], style={"display": "grid", "gridTemplateColumns": "1fr 1fr"})
    return html.Div(
        [
            html.H1(id="plan-conclusion", className="conclusion"),
            html.Div(id="plan-figures", style={"display": "flex", "gap": "3rem"}),
            graphs,
        ]
    )


def data_layout() -> html.Div:
    """Where a file is dropped."""
    return html.Div(dcc.Upload(html.Button("选择文件"), id="upload"))


def _graph(name: str) -> dcc.Graph:
    return dcc.Graph(id=name, config=CHART_OPTIONS)


def _answer(app: Dash, feedback: Any, overview: Any) -> None:
    shown = [Output("conclusion", "children"), Output("figures", "children"), *(Output(f"chart-{n}", "figure") for n in range(CHARTS))]

    @app.callback(shown, Input("category", "value"), Input("book", "data"), Input("section", "value"))
    def show(categories: list[str] | None, book: str, section: str) -> list[Any]:
        page = feedback(book, tuple(sorted(categories or ())), section)
        others: list[Any] = [dash.no_update] * PICTURE
        if section == "picture":
            return [*_laid_out(page), *[dash.no_update] * (CHARTS - PICTURE)]
        charts = page.charts if section == "detail" else [dash.no_update] * (CHARTS - PICTURE)
        return [page.head.conclusion, dash.no_update, *others, *charts]

    @app.callback(
        Output("plan-conclusion", "children"),
        Output("plan-figures", "children"),
        Output("phases", "figure"),
        Output("curve", "figure"),
        Input("book", "data"),
    )
    def show_plan(book: str) -> list[Any]:
        return _laid_out(overview(book))

    @app.callback(
        Output("grid", "getRowsResponse"),
        Input("grid", "getRowsRequest"),
        State("category", "value"),
        State("book", "data"),
        prevent_initial_call=True,
    )
    def rows(request: dict[str, Any] | None, categories: list[str] | None, book: str) -> Any:
        if request is None:
            return dash.no_update
        found = counts.chosen(BOOKS[book].opinions, tuple(categories or ()))
        return {"rowData": found.iloc[request["startRow"] : request["endRow"]].to_dict("records"), "rowCount": len(found)}

    clientside_callback(
        "async (_, section) => { if (section === 'list') (await dash_ag_grid.getApiAsync('grid')).purgeInfiniteCache();"
        " return dash_clientside.no_update }",
        Output("grid", "id"),
        Input("category", "value"),
        State("section", "value"),
        prevent_initial_call=True,
    )

    @app.callback(Output("book", "data"), Output("go", "href"), Input("upload", "contents"), prevent_initial_call=True)
    def upload(contents: str) -> tuple[str, str]:
        return take(base64.b64decode(contents.partition(",")[2])), "/feedback"


def _laid_out(page: Page) -> list[Any]:
    figures = [html.Div([html.Div(name), html.Strong(value, className="figure")]) for name, value in page.head.figures]
    return [page.head.conclusion, figures, *page.charts]


def _feedback(kept: Cache, book: str, categories: tuple[str, ...], section: str, *, is_plain: bool) -> Page:
    page: Page | None = kept.get(f"{book} {categories} {section}")
    if page is None:
        page = feedback_page.feedback(BOOKS[book], categories, section)
        if is_plain:
            for chart in page.charts:
                chart.update_layout(template=plotly.io.templates["plotly"])
        kept.set(f"{book} {categories} {section}", page)
    return page


def _overview(kept: Cache, book: str) -> Page:
    page: Page | None = kept.get(f"{book} plan")
    if page is None:
        page = feedback_page.overview(BOOKS[book])
        kept.set(f"{book} plan", page)
    return page


class Served(BaseApplication):
    """The application behind gunicorn: one process, eight threads, connections kept open."""

    def __init__(self, app: Dash, port: int) -> None:
        self.app, self.port = app, port
        super().__init__()

    def load_config(self) -> None:
        """What a production start would say on its command line."""
        for name, value in {
            "bind": f"127.0.0.1:{self.port}",
            "workers": 1,
            "threads": 8,
            "worker_class": "gthread",
            "keepalive": 60,
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application itself."""
        return self.app.server


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--plain", action="store_true")
    told = parser.parse_args()
    Served(make(is_plain=told.plain), told.port).run()
