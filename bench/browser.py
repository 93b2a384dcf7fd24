"""In a real browser, side by side in turn: the board and the same page in Dash, over the same workbook of 10,000 opinions.

Dash runs in an environment of its own (bench/peers/requirements-dash.txt), made once in the folder that PHASEBOARD_BENCH_PEERS names,
else beside the run. The browser is Playwright's, or the one that PHASEBOARD_TEST_BROWSER names. Both are served in production form.
Bytes are those of the line (bench/line.py): headers, bodies and frames as they are packed. Processor time is that of all of the browser's
processes, from the click until nothing changes any more; where a machine has other things to do it says more than the clock.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from bench import servers
from bench.line import Line, counted
from bench.rows import Row
from bench.watching import Marks, Visitor
from bench.workbook import CATEGORIES, large_workbook

OPINIONS = 10_000
VISITS = int(os.environ.get("PHASEBOARD_BENCH_VISITS", "5"))
SLOW_LINE = 20.0
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of building the page: where it is and how it is worked."""

    name: str
    line: Line
    marks: Marks
    category: str
    links: tuple[str, str]
    upload: Callable[[Visitor, Path], None]
    charts: int = 5
    other_charts: int = 2


@dataclass(slots=True)
class Found:
    """Milliseconds, bytes, and the browser's seconds of processor time, of one contender."""

    readable: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    slow_readable: list[float] = field(default_factory=list)
    slow_settled: list[float] = field(default_factory=list)
    filters: list[float] = field(default_factory=list)
    filter_bytes: list[float] = field(default_factory=list)
    filter_work: list[float] = field(default_factory=list)
    switches: list[float] = field(default_factory=list)
    switch_work: list[float] = field(default_factory=list)
    first_work: list[float] = field(default_factory=list)
    uploads: list[float] = field(default_factory=list)
    first_bytes: list[float] = field(default_factory=list)
    second_bytes: list[float] = field(default_factory=list)


def measure(folder: Path) -> list[Row]:
    """Every figure of both, taken in turn."""
    book = folder / "book.xlsx"
    book.write_bytes(large_workbook(OPINIONS))
    with ExitStack() as running:
        ours = running.enter_context(_board(folder, book))
        theirs = running.enter_context(dash(folder, book))
        driver = running.enter_context(sync_playwright())
        browser = driver.chromium.launch(executable_path=os.environ.get("PHASEBOARD_TEST_BROWSER"), args=list(FLAGS))
        found = _compared(browser, (ours, theirs), folder)
        browser.close()
    return _rows(*found)


def _compared(browser: Browser, both: tuple[Contender, ...], folder: Path) -> list[Found]:
    found = [Found() for _ in both]
    for each in both:
        _visit(browser, each, Found())
    for _ in range(VISITS):
        for each, into in zip(both, found, strict=True):
            _visit(browser, each, into)
    for n in range(max(2, VISITS // 2)):
        dropped = folder / f"dropped-{n}.xlsx"
        dropped.write_bytes(large_workbook(OPINIONS + n + 1))
        for each, into in zip(both, found, strict=True):
            _visit_slowly(browser, each, into)
            into.uploads.append(_uploaded(browser, each, dropped))
    visitors = [Visitor(browser, each.marks) for each in both]
    _work(list(zip(both, visitors, found, strict=True)))
    return found


def _visit(browser: Browser, each: Contender, into: Found) -> None:
    """A first visit with nothing kept, and a second one in another window."""
    visitor = Visitor(browser, each.marks)
    down, work = each.line.down, _work_so_far()
    readable, settled = visitor.open(f"{each.line.address}/feedback", each.charts)
    into.readable.append(readable)
    into.settled.append(settled)
    into.first_bytes.append(each.line.down - down)
    into.first_work.append(_work_so_far() - work)
    visitor.page.close()
    visitor.new_page()
    down = each.line.down
    into.again.append(visitor.open(f"{each.line.address}/feedback", each.charts)[1])
    into.second_bytes.append(each.line.down - down)
    visitor.close()


def _work_so_far() -> float:
    """Seconds of processor time of every process of the browser that is alive."""
    spent = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            if "chrom" in process.name().lower():
                times = process.cpu_times()
                spent += times.user + times.system
        except psutil.Error:
            continue  # it ended meanwhile
    return spent


def _visit_slowly(browser: Browser, each: Contender, into: Found) -> None:
    visitor = Visitor(browser, each.marks, megabits=SLOW_LINE)
    readable, settled = visitor.open(f"{each.line.address}/feedback", each.charts)
    into.slow_readable.append(readable)
    into.slow_settled.append(settled)
    visitor.close()


def _uploaded(browser: Browser, each: Contender, book: Path) -> float:
    """From the choice of the file until the page of opinions has settled, with the click that it takes."""
    visitor = Visitor(browser, each.marks)
    visitor.page.goto(f"{each.line.address}/data", timeout=120_000)
    visitor.page.locator("input[type=file]").first.wait_for(state="attached")
    visitor.rest()
    each.upload(visitor, book)
    spent = visitor.settled_after_file(each.charts)
    visitor.close()
    return spent


def _work(all_of_them: list[tuple[Contender, Visitor, Found]]) -> None:
    """Filters and page switches, one click here, the same click there; each filter twice, the second time known to both."""
    for _ in range(2):
        for each, visitor, _ in all_of_them:
            visitor.open(f"{each.line.address}/feedback", each.charts)
            visitor.page.locator(each.category).first.click()
            visitor.rest()
        for category in CATEGORIES[:5]:
            for each, visitor, into in all_of_them:
                option = visitor.page.get_by_role("option", name=category, exact=True)
                down, work = each.line.down, _work_so_far()
                into.filters.append(visitor.act(option.click, each.charts))
                into.filter_bytes.append(each.line.down - down)
                into.filter_work.append(_work_so_far() - work)
    for each, visitor, _ in all_of_them:
        visitor.open(f"{each.line.address}/feedback", each.charts)
    for n in range(max(8, 2 * VISITS)):
        for each, visitor, into in all_of_them:
            link = visitor.page.get_by_role("link", name=each.links[n % 2], exact=True)
            work = _work_so_far()
            into.switches.append(visitor.act(link.click, each.charts if n % 2 else each.other_charts))
            into.switch_work.append(_work_so_far() - work)


def _rows(ours: Found, dash: Found) -> list[Row]:
    middle = statistics.median
    against = "Dash, same page"
    return [
        Row(
            "first visit, sentence and figures readable", middle(ours.readable), middle(dash.settled), "ms", "Dash, first settled page", 0.6
        ),
        Row("first visit, all settled", middle(ours.settled), middle(dash.settled), "ms", against, 1.25),
        Row(f"the same at {SLOW_LINE:.0f} Mbit/s", middle(ours.slow_settled), middle(dash.slow_settled), "ms", against, 1.0),
        Row(f"readable at {SLOW_LINE:.0f} Mbit/s", middle(ours.slow_readable), middle(dash.slow_settled), "ms", "Dash, first settled page"),
        Row("file chosen → page settled", middle(ours.uploads), middle(dash.uploads), "ms", against),
        Row("filter, p50", middle(ours.filters), middle(dash.filters), "ms", against, 0.85),
        Row("page switch, p50", middle(ours.switches), middle(dash.switches), "ms", against, 0.85),
        Row("filter, the browser's processor time", 1000 * middle(ours.filter_work), 1000 * middle(dash.filter_work), "ms", against),
        Row("page switch, the browser's processor time", 1000 * middle(ours.switch_work), 1000 * middle(dash.switch_work), "ms", against),
        Row("first visit, the browser's processor time", 1000 * middle(ours.first_work), 1000 * middle(dash.first_work), "ms", against),
        Row("bytes a filter", middle(ours.filter_bytes) / 1000, middle(dash.filter_bytes) / 1000, "kB", against, 0.35),
        Row("first visit, bytes", middle(ours.first_bytes) / 1e6, 3.0, "MB", "limit", 1.0),
        Row("first visit, bytes", middle(ours.first_bytes) / 1e6, middle(dash.first_bytes) / 1e6, "MB", against),
        Row("second visit, bytes", middle(ours.second_bytes) / 1e6, 0.1, "MB", "limit", 1.0),
        Row("second visit, all settled", middle(ours.again), middle(dash.again), "ms", against),
    ]


@contextmanager
def _board(folder: Path, book: Path) -> Iterator[Contender]:
    database = folder / "browser.db"
    told = {**os.environ, "PHASEBOARD_DATABASE_URL": str(database)}
    if not database.exists():
        subprocess.run((sys.executable, "-m", "lib", "publish", str(book)), cwd=servers.ROOT, env=told, check=True, capture_output=True)
    with servers.board(folder, database) as server, counted(server.address) as line:
        yield Contender(
            "board", line, Marks(".pb-conclusion h1", ".pb-figure dd"), "[data-testid=stMultiSelect]", ("总览", "意见建议"), _drop
        )


def _drop(visitor: Visitor, book: Path) -> None:
    visitor.page.locator("input[type=file]").first.set_input_files(book)
    visitor.page.get_by_text(book.name).first.wait_for(timeout=120_000)
    visitor.page.get_by_role("link", name="意见建议", exact=True).click()


@contextmanager
def dash(folder: Path, book: Path) -> Iterator[Contender]:
    """The peer in its own environment."""
    python = environment(folder, "dash")
    with servers.peer(python, "bench.peers.dash_board", folder, book) as server, counted(server.address) as line:
        yield Contender("dash", line, Marks(".conclusion", ".figure"), "#category", ("总览", "意见建议"), _give)


def _give(visitor: Visitor, book: Path) -> None:
    visitor.page.locator("input[type=file]").first.set_input_files(book)


def environment(folder: Path, name: str) -> Path:
    """The interpreter of a peer's environment, made when it is not there yet."""
    place = Path(os.environ.get("PHASEBOARD_BENCH_PEERS") or folder) / f"venv-{name}"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run((sys.executable, "-m", "venv", str(place)), check=True)
        wanted = servers.ROOT / "bench" / "peers" / f"requirements-{name}.txt"
        subprocess.run((str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted)), check=True)
    return python
