"""In a real browser: the board beside every framework that somebody could have picked instead, each with the same page, one after another.

Fewer visits than `browser.py` takes of Dash alone, so that all of them are through in some minutes. Ours is the first of the two figures.
PHASEBOARD_BENCH_ONLY names some of them (`board,panel`), PHASEBOARD_BENCH_VISITS how many visits each gets.
"""

import os
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench.browser import OPINIONS
from bench.contenders import NAMES, contender
from bench.rows import Row
from bench.sameness import hold
from bench.visits import Found, chromium, filter_and_switch, visit
from bench.workbook import large_workbook

VISITS = int(os.environ.get("PHASEBOARD_BENCH_VISITS", "3"))
SWITCHES = 8

MEASURED: tuple[tuple[str, str, float, Callable[[Found], list[float]]], ...] = (
    ("readable", "ms", 1, lambda found: found.readable),
    ("settled", "ms", 1, lambda found: found.settled),
    ("filter, p50", "ms", 1, lambda found: found.filters),
    ("page switch, p50", "ms", 1, lambda found: found.switches),
    ("first visit, bytes", "MB", 1e-6, lambda found: found.first_bytes),
    ("second visit, bytes", "kB", 1e-3, lambda found: found.second_bytes),
    ("bytes a filter", "kB", 1e-3, lambda found: found.filter_bytes),
    ("first visit, the browser's processor time", "ms", 1e3, lambda found: found.first_work),
    ("filter, the browser's processor time", "ms", 1e3, lambda found: found.filter_work),
    ("page switch, the browser's processor time", "ms", 1e3, lambda found: found.switch_work),
)


def measure(folder: Path) -> list[Row]:
    """Every figure beside that of each peer."""
    book = folder / "book.xlsx"
    book.write_bytes(large_workbook(OPINIONS))
    named = [name for name in NAMES if name in os.environ.get("PHASEBOARD_BENCH_ONLY", ",".join(NAMES)).split(",")]
    with ExitStack() as running:
        everyone = [running.enter_context(contender(name, folder, book)) for name in named]
        browser = running.enter_context(chromium())
        hold(browser, *everyone)
        found = [Found() for _ in everyone]
        for _ in range(VISITS):
            for each, into in zip(everyone, found, strict=True):
                visit(browser, each, into)
        filter_and_switch(browser, everyone, found, SWITCHES)
    middles = [[unit * statistics.median(taken(each)) for _, _, unit, taken in MEASURED] for each in found]
    return [
        Row(what, middles[0][place], theirs[place], unit, name)
        for place, (what, unit, _, _) in enumerate(MEASURED)
        for name, theirs in zip(named[1:], middles[1:], strict=True)
    ]
