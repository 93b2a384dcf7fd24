"""In a real browser, side by side in turn: the board and the same page in Dash, over the same workbook of 10,000 opinions.

How it is measured says `visits.py`, who stands there `contenders.py`; `beside.py` takes all of them.
"""

import os
import statistics
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from bench.contenders import Contender, contender
from bench.rows import Row
from bench.sameness import hold
from bench.visits import SLOW_LINE, Found, chromium, filter_and_switch, uploaded, visit, visit_slowly
from bench.workbook import large_workbook

OPINIONS = 10_000
VISITS = int(os.environ.get("PHASEBOARD_BENCH_VISITS", "5"))


def measure(folder: Path) -> list[Row]:
    """Every figure of both, taken in turn."""
    book = folder / "book.xlsx"
    book.write_bytes(large_workbook(OPINIONS))
    with ExitStack() as running:
        both = [running.enter_context(contender(name, folder, book)) for name in ("board", "dash")]
        browser = running.enter_context(chromium())
        hold(browser, *both)
        found = _compared(browser, both, folder)
    return _rows(*found)


def _compared(browser: Browser, both: list[Contender], folder: Path) -> list[Found]:
    found = [Found() for _ in both]
    for each in both:
        visit(browser, each, Found())
    for _ in range(VISITS):
        for each, into in zip(both, found, strict=True):
            visit(browser, each, into)
    for n in range(max(2, VISITS // 2)):
        dropped = folder / f"dropped-{n}.xlsx"
        dropped.write_bytes(large_workbook(OPINIONS + n + 1))
        for each, into in zip(both, found, strict=True):
            visit_slowly(browser, each, into)
            into.uploads.append(uploaded(browser, each, dropped))
    filter_and_switch(browser, both, found, max(8, 2 * VISITS))
    return found


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
