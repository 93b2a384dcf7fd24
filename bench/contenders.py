"""Who is compared in a browser: the board, and the same page in the frameworks that somebody could have picked instead.

Each peer runs in an environment of its own (bench/peers/requirements-NAME.txt), made once in the folder that PHASEBOARD_BENCH_PEERS names,
else beside the run. All are served in production form, over the same workbook, each behind a counting line of its own.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import servers
from bench.line import Line, counted
from bench.stretched import publish
from bench.watching import Marks, Visitor
from lib.desk.opening import open_file
from lib.ingest.worker import close
from lib.settings import ROOT, Settings

STREAMLIT_OPTIONS = ("--server.headless", "true", "--browser.gatherUsageStats", "false")
TOLD = Marks(".conclusion", ".figure")
"""Where sentence and figures stand in the peers that can name them."""


def drop(visitor: Visitor, book: Path) -> None:
    """Choose a file, and wait for no more: the page that shows it comes by itself."""
    visitor.page.locator("input[type=file]").first.set_input_files(book)


def drop_and_turn(visitor: Visitor, book: Path) -> None:
    """Choose a file, wait until it is named, and go to the page of opinions."""
    drop(visitor, book)
    visitor.page.get_by_text(book.name).first.wait_for(timeout=120_000)
    visitor.page.get_by_role("link", name="意见建议", exact=True).click()


def drop_and_choose(visitor: Visitor, book: Path) -> None:
    """Choose a file where it is not named afterwards, and choose the page of opinions."""
    drop(visitor, book)
    visitor.rest()
    visitor.page.get_by_role("radio", name="意见建议", exact=True).click()


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of building the page: where it is and how it is worked.

    `pages` are the addresses of the overview, of the opinions and of where a file is dropped. `category` opens the choice of categories;
    `is_all_chosen`: all of them are chosen at first and a click takes one away, where elsewhere it adds one.
    """

    name: str
    line: Line
    marks: Marks = TOLD
    category: str = "#category"
    link: str = "link"
    upload: Callable[[Visitor, Path], None] = drop
    pages: tuple[str, str, str] = ("/", "/feedback", "/data")
    charts: int = 5
    other_charts: int = 2
    is_all_chosen: bool = False

    def address(self, page: int) -> str:
        """Of a page, by its place in `pages`."""
        return self.line.address + self.pages[page]


@contextmanager
def board(folder: Path, book: Path) -> Iterator[Contender]:
    """Ours, with the workbook published on the day that the bench takes for today."""
    database = folder / "browser.db"
    if not database.exists():
        publish(database, open_file(book.read_bytes(), book.name, Settings()))
        close()
    with servers.board(folder, database) as server, counted(server.address) as line:
        marks = Marks(".pb-conclusion h1", ".pb-figure dt + dd")
        yield Contender("board", line, marks, "[data-testid=stMultiSelect]", upload=drop_and_turn)


@contextmanager
def _peer(name: str, made: Callable[[str, Line], Contender], command: tuple[str, ...], folder: Path, book: Path) -> Iterator[Contender]:
    python = str(environment(folder, name))
    with servers.peer((python, "-m", *command), folder, book) as server, counted(server.address) as line:
        yield made(name, line)


_CHOSEN = partial(Contender, pages=("/?page=总览", "/?page=意见建议", "/?page=数据"))
_PEERS: dict[str, tuple[Callable[[str, Line], Contender], tuple[str, ...]]] = {
    "dash": (Contender, ("bench.peers.dash_board", "--port")),
    "streamlit": (
        partial(Contender, marks=Marks("h1", "[data-testid=stMetricValue]"), category="[data-testid=stMultiSelect]", upload=drop_and_turn),
        ("streamlit", "run", str(ROOT / "bench/peers/streamlit_board.py"), *STREAMLIT_OPTIONS, "--server.port"),
    ),
    "panel": (partial(_CHOSEN, category=".choices", link="button"), ("bench.peers.panel_board", "--port")),
    "marimo": (
        partial(_CHOSEN, category="marimo-multiselect [aria-expanded]", link="radio", upload=drop_and_choose),
        ("bench.peers.marimo_serving", "--port"),
    ),
    "vizro": (partial(Contender, category=".dash-dropdown", is_all_chosen=True), ("bench.peers.vizro_board", "--port")),
}
"""How each is worked, and the command that serves it."""

NAMES = ("board", *_PEERS)


def contender(name: str, folder: Path, book: Path) -> AbstractContextManager[Contender]:
    """One of them, served over this workbook, with a folder for its things."""
    if name == "board":
        return board(folder, book)
    return _peer(name, *_PEERS[name], folder, book)


def environment(folder: Path, name: str) -> Path:
    """The interpreter of a peer's environment, made when it is not there yet."""
    place = Path(os.environ.get("PHASEBOARD_BENCH_PEERS") or folder) / f"venv-{name}"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run((sys.executable, "-m", "venv", str(place)), check=True)
        wanted = ROOT / "bench" / "peers" / f"requirements-{name}.txt"
        subprocess.run((str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted)), check=True)
    return python
