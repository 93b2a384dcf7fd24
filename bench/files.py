"""The files that leave a board of 100,000 opinions: slides, the offline snapshot, the workbook."""

import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook as Book

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
PART = 20_000
"""So many rows are given to openpyxl, which takes as long for each; the rest is reckoned."""

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
    yardstick = clocked(lambda: _by_openpyxl(PART), times=1) * SIZE / PART
    rows.append(Row(f"xlsx of {SIZE:,} opinions", clocked(lambda: EXPORTS["xlsx"].render(made), times=1), yardstick, "ms", "openpyxl", 0.2))
    return rows


def clocked(work: Callable[[], object], times: int = 3) -> float:
    """The median time in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def _by_openpyxl(rows: int) -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    for n in range(rows):
        sheet.append([f"Y{n}", date(2014, 4, 1), "座谈会", "教师", n % 7, f"第{n}条意见，希望尽快答复", *("切身利益",) * 8])
    book.save(io.BytesIO())
