"""What a visitor of a page waits for, counts and costs, in a real browser: visits, filters and page switches, one contender after another.

Milliseconds are the page's own; bytes are those of the line (bench/line.py): headers, bodies and frames as they are packed. Processor time
is that of all of the browser's processes, from the click until nothing changes any more; where a machine has other things to do it
says more than the clock. The browser is Playwright's, or the one that PHASEBOARD_TEST_BROWSER names.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from bench.contenders import Contender
from bench.watching import Visitor
from bench.workbook import CATEGORIES

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


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, and its driver."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ.get("PHASEBOARD_TEST_BROWSER"), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, each: Contender, into: Found) -> None:
    """A first visit with nothing kept, and a second one in another window."""
    visitor = Visitor(browser, each.marks)
    down, work = each.line.down, _work_so_far()
    readable, settled = visitor.open(each.address(1), each.charts)
    into.readable.append(readable)
    into.settled.append(settled)
    into.first_bytes.append(each.line.down - down)
    into.first_work.append(_work_so_far() - work)
    visitor.page.close()
    visitor.new_page()
    down = each.line.down
    into.again.append(visitor.open(each.address(1), each.charts)[1])
    into.second_bytes.append(each.line.down - down)
    visitor.close()


def visit_slowly(browser: Browser, each: Contender, into: Found) -> None:
    """A first visit over somebody's line at home."""
    with each.line.slowed(SLOW_LINE):
        visitor = Visitor(browser, each.marks)
        readable, settled = visitor.open(each.address(1), each.charts)
        into.slow_readable.append(readable)
        into.slow_settled.append(settled)
        visitor.close()


def uploaded(browser: Browser, each: Contender, book: Path) -> float:
    """Milliseconds from the choice of the file until the page of opinions has settled, with the click that it takes."""
    visitor = Visitor(browser, each.marks)
    visitor.page.goto(each.address(2), timeout=120_000)
    visitor.page.locator("input[type=file]").first.wait_for(state="attached")
    visitor.rest()
    each.upload(visitor, book)
    spent = visitor.settled_after_file(each.charts)
    visitor.close()
    return spent


def filter_and_switch(browser: Browser, all_of_them: Sequence[Contender], found: Sequence[Found], switches: int) -> None:
    """Filters and page switches, one click here, the same click there; each filter twice, the second time known to all."""
    everyone = [(each, Visitor(browser, each.marks), into) for each, into in zip(all_of_them, found, strict=True)]
    for _ in range(2):
        for each, visitor, _ in everyone:
            visitor.open(each.address(1), each.charts)
            open_categories(each, visitor)
        for category in CATEGORIES[:5]:
            for each, visitor, into in everyone:
                option = visitor.page.get_by_role("option", name=category, exact=True)
                down, work = each.line.down, _work_so_far()
                into.filters.append(visitor.act(option.click, each.charts))
                into.filter_bytes.append(each.line.down - down)
                into.filter_work.append(_work_so_far() - work)
    for each, visitor, _ in everyone:
        visitor.open(each.address(1), each.charts)
    for n in range(switches):
        for each, visitor, into in everyone:
            link = visitor.page.get_by_role(each.link, name=("总览", "意见建议")[n % 2], exact=True)  # type: ignore[arg-type] # a role's name
            work = _work_so_far()
            into.switches.append(visitor.act(link.click, each.charts if n % 2 else each.other_charts))
            into.switch_work.append(_work_so_far() - work)
    for _, visitor, _ in everyone:
        visitor.close()


def open_categories(each: Contender, visitor: Visitor) -> None:
    """Open the choice of categories."""
    visitor.page.locator(each.category).first.click()
    visitor.rest()


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
