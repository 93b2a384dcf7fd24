"""What the marimo peer keeps for all its sessions, and how it is served; the page itself is `marimo_board.py`.

FOLDER/bin/python -m bench.peers.marimo_serving --port 18610
"""

import argparse
import hashlib
import os
from functools import lru_cache
from pathlib import Path

import marimo
import marimo as mo
import plotly.graph_objects as go
import uvicorn
from starlette.middleware.gzip import GZipMiddleware

from bench.peers import counts, feedback_page
from bench.peers.counts import Book, Summary
from bench.peers.feedback_page import Page

BOOKS: dict[str, Book] = {}
"""By their name; one process holds them."""


def take(workbook: bytes | None) -> str:
    """Keep a workbook under its name."""
    name = hashlib.sha256(workbook or b"").hexdigest()[:16]
    if name not in BOOKS:
        BOOKS[name] = counts.read(workbook or b"")
    return name


@lru_cache(maxsize=1)
def first() -> str:
    """The name of the workbook that everybody sees first."""
    return take(Path(os.environ["PHASEBOARD_BENCH_BOOK"]).read_bytes())


@lru_cache(maxsize=500)
def feedback(book: str, categories: tuple[str, ...], section: str) -> Page:
    """Kept for all sessions."""
    return feedback_page.feedback(BOOKS[book], categories, section)


@lru_cache(maxsize=50)
def overview(book: str) -> Page:
    """Kept for all sessions."""
    return feedback_page.overview(BOOKS[book])


def head(told: Summary) -> str:
    """The sentence and the figures."""
    parts = "".join(f"<div>{name}<br><strong class='figure'>{value}</strong></div>" for name, value in told.figures)
    return f"<h1 class='conclusion'>{told.conclusion}</h1><div style='display:flex;gap:3rem'>{parts}</div>"


def chart(figure: go.Figure) -> object:
    """A figure as the framework shows it."""
    return mo.ui.plotly(figure, config={"displayModeBar": False})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    told = parser.parse_args()
    served = marimo.create_asgi_app(quiet=True, include_code=False).with_app(path="", root=str(Path(__file__).with_name("marimo_board.py")))
    uvicorn.run(GZipMiddleware(served.build(), minimum_size=1000), host="localhost", port=told.port, log_level="warning")
