"""Problems closed by their own column: done by the state beside it, and 是否销号 says 是, or gives the day of closing.

A ledger often has its state as its unit reports it (已完成) and the closing in a column of its own. Done and closed together
are closed, and it is said once for each table; where no column gives the state, 是否销号 itself does, and that is said too. A day
after the one that the workbook speaks of closes nothing yet. Where the two are at odds (still open, and 是; already closed, and
否) the state holds, and the conflict is said at the cell.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from lib.ingest.coded import Coded
from lib.ingest.model import Severity
from lib.ingest.noting import Noting
from lib.ingest.put_right import put_right
from lib.ingest.rules import ReadTable
from lib.schema import Opinion, Rectification, SheetRole

_SENT_BACK = str(Rectification.RETURNED)
_STILL_OPEN = (*map(str, (Rectification.OPEN, Rectification.IN_PROGRESS)), _SENT_BACK)


def close_by_column(read: Sequence[ReadTable], as_of: date | None, noting: Noting) -> None:
    """Give the state 已销号 to what is done and closed, and say so; say too where the two columns are at odds.

    Args:
        read: the tables; the states in their frames are changed.
        as_of: the day that the workbook speaks of, None where it names none.
        noting: where to say it.
    """
    for entry in read:
        closed = entry.table.values.get(Opinion.CLOSED)
        if entry.role not in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION) or closed is None:
            continue
        said = closed.mapped(lambda value: put_right(value, entry.table.year).by(as_of))  # noqa: B023 - used at once
        if Opinion.STATUS not in entry.table.values:
            _states_from(entry, said, noting)
            continue
        is_closed, states = said.where(lambda has_happened: has_happened is True), entry.frame[Opinion.STATUS]
        for item in np.flatnonzero(is_closed & states.isin(_STILL_OPEN).to_numpy(dtype=bool)).tolist():
            entry.table.note(noting, "closed_against_status", Severity.WARNING, item, Opinion.CLOSED)
        is_not = said.where(lambda has_happened: has_happened is False)
        for item in np.flatnonzero(is_not & (states == str(Rectification.CLOSED)).to_numpy(dtype=bool)).tolist():
            entry.table.note(noting, "closed_by_status_alone", Severity.WARNING, item, Opinion.CLOSED)
        done = is_closed & (states == str(Rectification.DONE_UNCHECKED)).to_numpy(dtype=bool)
        if done.any():
            entry.frame[Opinion.STATUS] = states.mask(done, str(Rectification.CLOSED))
            first = int(np.flatnonzero(done)[0])
            facts: dict[str, str | int] = {"count": int(done.sum()), "column": entry.table.header(Opinion.CLOSED)}
            entry.table.note(noting, "closed_by_column", Severity.INFO, first, Opinion.CLOSED, **facts)


def _states_from(entry: ReadTable, said: Coded[bool | None], noting: Noting) -> None:
    """A ledger whose only state is its 是否销号: closed or still under way, where the column says both; a blank stays unreported.

    A column of days alone, or one that only ever says 是, leaves open what became of the others, and gives no state.
    """
    free = entry.frame[Opinion.STATUS].ne(_SENT_BACK).to_numpy(dtype=bool, na_value=True)  # sent back by its checker, whatever stands here
    closed, still_open = said.where(lambda each: each is True) & free, said.where(lambda each: each is False) & free
    if not closed.any() or not still_open.any():
        return
    states = entry.frame[Opinion.STATUS]
    entry.frame[Opinion.STATUS] = states.mask(closed, str(Rectification.CLOSED)).mask(still_open, str(Rectification.IN_PROGRESS))
    noting.drop("status_from_date", [entry.table.grid.name])
    facts: dict[str, str | int] = {"closed": int(closed.sum()), "open": int(still_open.sum()), "column": entry.table.header(Opinion.CLOSED)}
    first = int(np.flatnonzero(closed | still_open)[0])
    entry.table.note(noting, "state_from_closed", Severity.WARNING, first, Opinion.CLOSED, **facts)
