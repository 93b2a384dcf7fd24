"""The files that leave a board of 100,000 opinions: slides, the offline snapshot, the workbook."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from bench.rows import Row
from bench.stretched import stretched_sample
from lib.access import disclose
from lib.desk import reporting
from lib.desk.board import Board
from lib.exports.registry import EXPORTS
from lib.i18n import Language
from lib.metrics.filters import Filters
from lib.schema import Audience

SIZE = 100_000
LIMITS = {"pptx": (1_000.0, 1.0), "html": (1_500.0, 1.0), "docx": (1_000.0, None), "xlsx": (1_000.0, None)}
"""Milliseconds, and whether they are a bar; the workbook of a report holds what the report shows and not every opinion."""


def measure(_folder: Path) -> list[Row]:
    """Each file from a board whose figures are known, as a page makes it."""
    opened = stretched_sample(SIZE)
    board = Board(disclose(opened.workbook, Audience.PUBLIC), Filters(), date(2014, 6, 10))
    made = reporting.report(board, opened, reporting.MEETING, "", Language.ZH)
    return [
        Row(f"{name} of a report on {SIZE:,} opinions", clocked(partial(EXPORTS[name].render, made)), limit, "ms", "limit", bar)
        for name, (limit, bar) in LIMITS.items()
    ]


def clocked(work: Callable[[], object], times: int = 3) -> float:
    """The median time in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)
