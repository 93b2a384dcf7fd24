"""The files that leave a board of 100,000 opinions: slides, the offline snapshot, the workbook."""

import io
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

from openpyxl import Workbook, load_workbook

from bench.rows import Row
from bench.stretched import stretched_sample
from lib.access import disclose
from lib.desk import reporting
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.exports.marked import mark_up_isolated
from lib.exports.registry import EXPORTS
from lib.exports.tables import pages_of
from lib.i18n import Language
from lib.ingest.worker import close, read_isolated, warm_up
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
    rows = [
        Row(f"{name} of a report on {SIZE:,} opinions", clocked(partial(EXPORTS[name].render, made)), limit, "ms", "limit", bar)
        for name, (limit, bar) in LIMITS.items()
    ]
    return [*rows, *_ledgers(board, opened)]


def _ledgers(board: Board, opened: Opened) -> list[Row]:
    """The workbook that holds every opinion, and their own workbook back with its findings, against openpyxl writing the same cells.

    Openpyxl writes bare values, in its usual way and in its fastest; ours are ruled, aligned, filtered and printable, with every other sheet of
    the report. The bar is said of its usual way, in which a cell can be ruled and read again.
    """
    whole = reporting.report(board, opened, tuple(reporting.SECTIONS), "", Language.ZH)
    grids = [grid for page in pages_of(whole) for grid in page.grids]
    usual, theirs, ours = [], [], []
    for _ in range(2):
        ours.append(clocked(partial(EXPORTS["xlsx"].render, whole), times=1))
        theirs.append(clocked(partial(_by_openpyxl, [grid.rows for grid in grids]), times=1))
        usual.append(clocked(partial(_by_openpyxl, [grid.rows for grid in grids], fastest=False), times=1))
    from bench.ledger import ledger
    from bench.reader import PATIENT

    book = ledger(SIZE)
    warm_up()
    read = read_isolated(book, "ledger.xlsx", limits=PATIENT)
    cells = list(load_workbook(io.BytesIO(book), read_only=True).worksheets[0].iter_rows(values_only=True))
    back = clocked(partial(mark_up_isolated, book, "ledger.xlsx", read.findings, Language.ZH, PATIENT), times=2)
    plain = clocked(partial(_by_openpyxl, [cells]), times=1)
    close()
    against = "openpyxl, the same cells"
    whole_tables = f"xlsx of the whole tables, {max(len(grid.rows) for grid in grids):,} opinions"
    return [
        Row(whole_tables, min(ours), min(usual), "ms", against, 0.2),
        Row(whole_tables, min(ours), min(theirs), "ms", "openpyxl write-only, bare values", None),
        Row(f"their own workbook of {SIZE:,} opinions back, marked", back, plain, "ms", against, 0.2),
    ]


def _by_openpyxl(grids: Iterable[Iterable[Iterable[object]]], *, fastest: bool = True) -> bytes:
    written, book = io.BytesIO(), Workbook(write_only=fastest)
    for rows in grids:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(written)
    return written.getvalue()


def clocked(work: Callable[[], object], times: int = 3) -> float:
    """The median time in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)
