"""Problems closed by their own column: done by the state beside it, and 是否销号 says 是, or gives the day of closing.

A ledger often has its state as its unit reports it (已完成) and the closing in a column of its own. Done and closed together
are closed, and it is said once for each table; a day after the one that the workbook speaks of closes nothing yet. Where the
state says that a problem is still open the state holds, and the conflict is said at the cell.
"""

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from lib.deadlines import parse_deadline
from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.rules import ReadTable
from lib.ingest.states import read_state
from lib.schema import DeadlineKind, Opinion, Rectification, SheetRole

_PUT_RIGHT = (Rectification.DONE_UNCHECKED, Rectification.CLOSED)
_STILL_OPEN = tuple(map(str, (Rectification.OPEN, Rectification.IN_PROGRESS)))
_DATED = (DeadlineKind.WINDOW, DeadlineKind.BY)


def close_by_column(read: Sequence[ReadTable], as_of: date | None, noting: Noting) -> None:
    """Give the state 已销号 to what is done and closed, and say so; say too where the two columns are at odds.

    Args:
        read: the tables; the states in their frames are changed.
        as_of: the day that the workbook speaks of, None where it names none.
        noting: where to say it.
    """
    for entry in read:
        closed = entry.table.values.get(Opinion.CLOSED)
        if entry.role not in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION) or closed is None or Opinion.STATUS not in entry.table.values:
            continue
        year = entry.table.year
        is_closed = closed.where(lambda value: _is_closed(value, as_of, year))  # noqa: B023 - used at once
        if not is_closed.any():
            continue
        states = entry.frame[Opinion.STATUS]
        for item in np.flatnonzero(is_closed & states.isin(_STILL_OPEN).to_numpy(dtype=bool)).tolist():
            entry.table.note(noting, "closed_against_status", Severity.WARNING, item, Opinion.CLOSED)
        done = is_closed & (states == str(Rectification.DONE_UNCHECKED)).to_numpy(dtype=bool)
        if done.any():
            entry.frame[Opinion.STATUS] = states.mask(done, str(Rectification.CLOSED))
            header = next(column.text for column in entry.table.located.mapped.columns if column.name == Opinion.CLOSED)
            first = int(np.flatnonzero(done)[0])
            entry.table.note(noting, "closed_by_column", Severity.INFO, first, Opinion.CLOSED, count=int(done.sum()), column=header)


def _is_closed(value: CellValue, as_of: date | None, year: int | None) -> bool:
    """Whether a cell says that a problem is closed: 是, 已销号, or a day that has come."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return False
    if isinstance(value, datetime | date):
        return as_of is None or (value.date() if isinstance(value, datetime) else value) <= as_of
    state = read_state(value, ledger=True).state
    if state is not None:
        return state in _PUT_RIGHT
    phrase = parse_deadline(cell_text(value), year)
    return phrase.kind in _DATED and (as_of is None or (phrase.end is not None and phrase.end <= as_of))
