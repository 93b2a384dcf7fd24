"""The files that leave a board of 100,000 opinions: slides, the offline snapshot, the workbook."""

import statistics
import time
from collections.abc import Callable
from datetime import date
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
LIMITS = {"pptx": 1_000.0, "html": 1_500.0}


def measure(_folder: Path) -> list[Row]:
    """Each file from a board whose figures are known, as a page makes it."""
    opened = stretched_sample(SIZE)
    board = Board(disclose(opened.workbook, Audience.PUBLIC), Filters(), date(2014, 6, 10))
    made = reporting.report(board, opened, reporting.MEETING, "", Language.ZH)
    rows = [
        Row(f"{name} of {SIZE:,} opinions", clocked(lambda name=name: EXPORTS[name].render(made)), limit, "ms", "limit", 1.0)  # type: ignore[misc]
        for name, limit in LIMITS.items()
    ]
    for name in ("xlsx", "docx"):
        rows.append(
            Row(
                f"{name} of the report on {SIZE:,} opinions",
                clocked(lambda name=name: EXPORTS[name].render(made)),
                1_000.0,
                "ms",
                "a second",
            )
        )  # type: ignore[misc]
    return rows


def clocked(work: Callable[[], object], times: int = 3) -> float:
    """The median time in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)
