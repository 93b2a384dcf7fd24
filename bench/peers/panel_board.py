"""The page in Panel, as its own documentation advises for speed.

One session a visitor whose panes are changed in place, answers kept for all sessions (`pn.cache`), views made when they are first opened
(`pn.Tabs(dynamic=True)`), a table that fetches its rows by pages, the application run once before anybody comes (`warm`), answers
and websocket packed. A page is switched within the session, its name in the address: a document of its own a page, the other way that is
described, loads everything anew.

    FOLDER/bin/python -m bench.peers.panel_board --port 18610
"""

import argparse
import hashlib
import os
from pathlib import Path
from typing import Any

import panel as pn

from bench.peers import counts, feedback_page
from bench.peers.counts import Book, Summary
from bench.peers.feedback_page import Page

PAGES = ("总览", "意见建议", "数据")
VIEWS = {"概况": "picture", "细看": "detail", "清单": "list"}
OPTIONS = {"displayModeBar": False, "responsive": True}
ROWS_A_PAGE = 100

pn.extension("plotly", "tabulator", sizing_mode="stretch_width", loading_indicator=False)


BOOKS: dict[str, Book] = {}
"""By their name, so that what is kept is looked up by a short word and not by the bytes of a file."""


def take(workbook: bytes) -> str:
    """Keep a workbook under its name."""
    name = hashlib.sha256(workbook).hexdigest()[:16]
    if name not in BOOKS:
        BOOKS[name] = counts.read(workbook)
    return name


@pn.cache(max_items=1)
def first() -> str:
    """The name of the workbook that everybody sees first."""
    return take(Path(os.environ["PHASEBOARD_BENCH_BOOK"]).read_bytes())


@pn.cache(max_items=500)
def feedback(book: str, categories: tuple[str, ...], section: str) -> Page:
    """Kept for all sessions."""
    return feedback_page.feedback(BOOKS[book], categories, section)


@pn.cache(max_items=50)
def overview(book: str) -> Page:
    """Kept for all sessions."""
    return feedback_page.overview(BOOKS[book])


class Head(pn.viewable.Viewer):
    """The sentence and the figures."""

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        self._sentence, self._figures = pn.pane.HTML(), pn.pane.HTML()

    def tell(self, head: Summary) -> None:
        """Say another one."""
        parts = "".join(f"<div>{name}<br><strong class='figure'>{value}</strong></div>" for name, value in head.figures)
        self._sentence.object = f"<h1 class='conclusion'>{head.conclusion}</h1>"
        self._figures.object = f"<div style='display:flex;gap:3rem'>{parts}</div>"

    def __panel__(self) -> pn.viewable.Viewable:
        return pn.Column(self._sentence, self._figures)


class Visit:
    """One session: its workbook, its page, its choices."""

    def __init__(self) -> None:
        self.book = first()
        self.page = pn.widgets.RadioButtonGroup(options=list(PAGES))
        self.category = pn.widgets.MultiChoice(name="问题类别", options=sorted(BOOKS[self.book].opinions[counts.CATEGORY].unique()))
        self.head, self.plan_head = Head(), Head()
        self.charts = [_chart() for _ in feedback_page.FEEDBACK]
        self.plan_charts = [_chart() for _ in range(2)]
        self.table = pn.widgets.Tabulator(pagination="remote", page_size=ROWS_A_PAGE, disabled=True, show_index=False, height=600)
        self.upload = pn.widgets.FileInput(accept=".xlsx")
        picture, detail = self.charts[: feedback_page.PICTURE], self.charts[feedback_page.PICTURE :]
        bodies = (pn.GridBox(*picture, ncols=2), pn.Column(*detail), self.table)
        self.views = pn.Tabs(*zip(VIEWS, bodies, strict=True), dynamic=True)
        self.shown: dict[str, Any] = {
            "总览": pn.Column(self.plan_head, pn.GridBox(*self.plan_charts, ncols=2)),
            "意见建议": pn.Column(self.head, self.category, self.views),
            "数据": pn.Column("选择文件", self.upload),
        }
        self.body = pn.Column()
        for widget, name in ((self.category, "value"), (self.views, "active")):
            widget.param.watch(self.tell, name)
        self.page.param.watch(self.turn, "value")
        self.upload.param.watch(self.take, "value")

    def turn(self, *_: object) -> None:
        """Show the chosen page."""
        if self.page.value == "总览":
            plan = overview(self.book)
            self.plan_head.tell(plan.head)
            _draw(self.plan_charts, plan)
        elif self.page.value == "意见建议":
            self.tell()
        self.body[:] = [self.shown[self.page.value]]

    def tell(self, *_: object) -> None:
        """Say and draw what the choice asks for, in the view that is open."""
        section, categories = list(VIEWS.values())[self.views.active], tuple(sorted(self.category.value))
        page = feedback(self.book, categories, section)
        self.head.tell(page.head)
        if section == "list":
            self.table.value = counts.chosen(BOOKS[self.book].opinions, categories)
        else:
            is_first = section == "picture"
            _draw(self.charts[: feedback_page.PICTURE] if is_first else self.charts[feedback_page.PICTURE :], page)

    def take(self, *_: object) -> None:
        """Look at the file that was dropped."""
        self.book = take(self.upload.value)
        self.page.value = "意见建议"


def _chart() -> pn.pane.Plotly:
    return pn.pane.Plotly(config=OPTIONS, link_figure=False)


def _draw(panes: list[pn.pane.Plotly], page: Page) -> None:
    for pane, figure in zip(panes, page.charts, strict=True):
        pane.object = figure


def visit() -> pn.viewable.Viewable:
    """What a visitor gets."""
    session = Visit()
    if pn.state.location:
        pn.state.location.sync(session.page, {"value": "page"})
    session.turn()
    return pn.Column(session.page, session.body)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    told = parser.parse_args()
    pn.serve(
        {"/": visit},
        port=told.port,
        title="意见建议",
        show=False,
        warm=True,
        websocket_origin="*",
        compress_response=True,
        websocket_compression_level=6,
    )
