"""What a version costs: publishing 100,000 opinions, opening them again, and comparing them with themselves, one in a hundred changed."""

import time
from datetime import date
from pathlib import Path

from bench.files import clocked
from bench.rows import Row
from bench.stretched import BOARD, publish, stretched_sample
from lib.desk import changes
from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.i18n import Language
from lib.ingest.worker import close, read_isolated, warm_up
from lib.schema import Audience, Opinion
from lib.store import open_store

SIZE = 100_000


def measure(folder: Path) -> list[Row]:
    """Against the validation of a file of that size."""
    from bench.ledger import ledger
    from bench.reader import PATIENT

    book = ledger(SIZE)
    warm_up()
    read_isolated(book, "ledger.xlsx", limits=PATIENT)
    validated = clocked(lambda: read_isolated(book, "ledger.xlsx", limits=PATIENT))
    close()
    opened = stretched_sample(SIZE)
    place = folder / f"history-{time.monotonic_ns()}.db"
    published = clocked(lambda: publish(place, opened), times=1)
    shelf = Shelf(open_store(str(place)))
    opening = clocked(lambda: shelf.open(BOARD, 1))
    shelf.close()
    edited = _edited(opened)
    compared = clocked(lambda: changes.comparison(opened, edited, Audience.PUBLIC, date(2014, 6, 10)).counts(Language.ZH), times=1)
    return [
        Row(f"publish {SIZE:,} opinions", published, validated, "ms", "their validation", 0.3),
        Row(f"open a version of {SIZE:,} opinions", opening, 100.0, "ms", "limit", 1.0),
        Row(f"change preview, {SIZE:,} against {SIZE:,}, 1% edited", compared, validated, "ms", "their validation", 0.5),
    ]


def _edited(opened: Opened) -> Opened:
    from dataclasses import replace

    frame = opened.workbook.feedback
    is_edited = frame.index % 100 == 0
    texts = frame[Opinion.TEXT].mask(is_edited, frame[Opinion.TEXT] + "，请尽快")
    return replace(opened, workbook=replace(opened.workbook, feedback=frame.assign(**{Opinion.TEXT: texts})), version="edited")
