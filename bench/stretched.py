"""A board of any size without a workbook being written or read: the bundled sample, its opinions told again and again.

Every opinion stays as it is in the sample but for its number, its place, its words and its day, so that the same columns are filled in the
same shares. The bytes kept beside it are a stand-in: nothing here opens them again.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from lib.desk.opening import Opened, open_bundled, version_of
from lib.desk.shelf import Shelf
from lib.ingest.model import Workbook
from lib.schema import Opinion
from lib.settings import Settings
from lib.store import open_store

WHEN = datetime(2014, 6, 10, 8, tzinfo=UTC)
BOARD = "main"


def stretched(workbook: Workbook, rows: int) -> Workbook:
    """The same workbook with `rows` opinions."""
    sample = workbook.feedback
    told = sample.iloc[np.arange(rows) % len(sample)].reset_index(drop=True)
    numbers = pd.Series(np.arange(rows), dtype="int64").astype("str")
    told = told.assign(
        **{
            Opinion.FEEDBACK_ID: ("Y" + numbers).astype(sample[Opinion.FEEDBACK_ID].dtype),
            Opinion.REF: (told[Opinion.SHEET] + "!" + numbers).astype(sample[Opinion.REF].dtype),
            Opinion.ROW: np.arange(rows) + 4,
            Opinion.TEXT: (told[Opinion.TEXT] + "（" + numbers + "）").astype(sample[Opinion.TEXT].dtype),
        }
    )
    return replace(workbook, feedback=told)


def stretched_sample(rows: int) -> Opened:
    """The bundled sample with `rows` opinions, opened as a draft."""
    sample = open_bundled(Settings())
    data = f"stretched to {rows}".encode()
    return Opened(stretched(sample.workbook, rows), version_of(data, None), sample.file_name)


def publish(database: Path | str, opened: Opened) -> None:
    """Put it on the shelf of a new database as the first version."""
    shelf = Shelf(open_store(str(database)))
    try:
        shelf.publish(BOARD, "", opened, opened.version.encode(), who="bench", when=WHEN, note="", base_version=None)
    finally:
        shelf.close()
