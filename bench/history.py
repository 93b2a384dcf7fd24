"""What a version costs: publishing 100,000 opinions, opening them again, and comparing them with themselves, one in a hundred changed.

The database stands and every step was gone once with the small sample before anything is clocked, as in a program that runs. Beside each
time stand the seconds of processor that it took, since a busy machine lets everybody wait.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

import psutil

from bench.rows import Row
from bench.stretched import BOARD, WHEN, stretched_sample
from lib.desk import changes
from lib.desk.opening import Opened, open_bundled
from lib.desk.shelf import Shelf
from lib.i18n import Language
from lib.ingest.worker import close, read_isolated, warm_up
from lib.schema import Audience, Opinion
from lib.settings import Settings
from lib.store import open_store

SIZE = 100_000
TIMES = 3


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds: how long it took, and how much of a processor, that of the workers among it; the median of several times."""

    wall: float
    processor: float


def measure(folder: Path) -> list[Row]:
    """Against the validation of a file of that size."""
    validated = _validation()
    opened, small = stretched_sample(SIZE), open_bundled(Settings())
    shelf = Shelf(open_store(str(folder / f"history-{time.monotonic_ns()}.db")))
    for board in ("warm", "warmer"):
        _publish(shelf, board, small)
    boards = iter((BOARD, "second", "third"))
    published = _spent(lambda: _publish(shelf, next(boards), opened))
    shelf.open("warm", 1)
    opening = _spent(lambda: shelf.open(BOARD, 1))
    shelf.close()
    edited = _edited(opened)
    _compared(small, _edited(small))
    compared = _spent(lambda: _compared(opened, edited))
    rows = []
    for name, spent, beside, bar in (
        (f"publish {SIZE:,} opinions", published, validated, 0.3),
        (f"change preview, {SIZE:,} against {SIZE:,}, 1% edited", compared, validated, 0.5),
    ):
        rows.append(Row(name, spent.wall, beside.wall, "ms", "their validation", bar))
        rows.append(Row(f"{name}, processor", spent.processor, beside.processor, "ms", "their validation", bar))
    rows.append(Row(f"open a version of {SIZE:,} opinions", opening.wall, 100.0, "ms", "limit", 1.0))
    rows.append(Row(f"open a version of {SIZE:,} opinions, processor", opening.processor, 100.0, "ms", "limit", None))
    return rows


def _validation() -> Spent:
    from bench.ledger import ledger
    from bench.reader import PATIENT

    book = ledger(SIZE)
    warm_up()
    read_isolated(book, "ledger.xlsx", limits=PATIENT)
    validated = _spent(lambda: read_isolated(book, "ledger.xlsx", limits=PATIENT))
    close()
    return validated


def _publish(shelf: Shelf, board: str, opened: Opened) -> None:
    shelf.publish(board, "", opened, f"{opened.version} {board}".encode(), who="bench", when=WHEN, note="", base_version=None)


def _compared(old: Opened, new: Opened) -> object:
    return changes.comparison(old, new, Audience.PUBLIC, date(2014, 6, 10)).counts(Language.ZH)


def _edited(opened: Opened) -> Opened:
    frame = opened.workbook.feedback
    is_edited = frame.index % 100 == 0
    texts = frame[Opinion.TEXT].mask(is_edited, frame[Opinion.TEXT] + "，请尽快")
    return replace(opened, workbook=replace(opened.workbook, feedback=frame.assign(**{Opinion.TEXT: texts})), version="edited")


def _spent(work: Callable[[], object]) -> Spent:
    walls, processors = [], []
    for _ in range(TIMES):
        start, before = time.perf_counter(), _processor()
        work()
        walls.append((time.perf_counter() - start) * 1000)
        processors.append((_processor() - before) * 1000)
    return Spent(median(walls), median(processors))


def _processor() -> float:
    """Seconds that this process and its workers have taken."""
    here = psutil.Process()
    return sum(times.user + times.system for times in (each.cpu_times() for each in (here, *here.children(recursive=True))))
