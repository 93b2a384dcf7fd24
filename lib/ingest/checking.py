"""Problems by what their checker found: sent back, passed or closed, where a column of verdicts (验收意见, 复查结果) says so.

A ledger has its state as its unit reports it (已整改) and the verdict in a column of its own, or beside the checker's name. What is done
by its state and not accepted is sent back; 同意销号 closes it; 合格 leaves it done, as 验收合格 does in a state cell, for it is no closing.
Where the state is blank the verdict gives it. Each of these is said once for each column; where the two are at odds (still open, and 合格;
closed, and 不合格) the state holds, and the conflict is said at the cell.
"""

from collections.abc import Sequence

import numpy as np

from lib.ingest.coded import Coded
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.rules import ReadTable
from lib.ingest.verdicts import Verdict, is_silent, verdict_of
from lib.schema import Opinion, Rectification, SheetRole

_GIVES = {
    Verdict.SENT_BACK: (Rectification.RETURNED, "verdict_sent_back", Severity.WARNING),
    Verdict.MAY_CLOSE: (Rectification.CLOSED, "verdict_closed", Severity.INFO),
    Verdict.PASSED: (Rectification.DONE_UNCHECKED, "verdict_passed", Severity.INFO),
}
_CELLS_NAMED = 5


def judge_by_checker(read: Sequence[ReadTable], noting: Noting) -> None:
    """Give what was checked the state that follows from its verdict, and say so; say too what is at odds and what cannot be read.

    Args:
        read: the tables; the states in their frames are changed.
        noting: where to say it.
    """
    for entry in read:
        if entry.role in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
            for name in (Opinion.VERDICT, Opinion.CHECKED_BY):
                if name in entry.table.values:
                    _judge(entry, name, entry.table.values[name].mapped(verdict_of), noting)
                    _note_unread(entry, name, noting)
            if Opinion.CLOSED in entry.table.values:
                _judge(entry, Opinion.CLOSED, entry.table.values[Opinion.CLOSED].mapped(_refused), noting)


def _refused(value: CellValue) -> Verdict | None:
    """不同意销号 where others say 是 or 已销号; 未销号 refuses nothing."""
    return Verdict.SENT_BACK if verdict_of(value) is Verdict.SENT_BACK and "未" not in str(value) else None


def _judge(entry: ReadTable, name: Opinion, said: Coded[Verdict | None], noting: Noting) -> None:
    states = entry.frame[Opinion.STATUS]
    is_open = (states.isna() | states.eq(str(Rectification.NOT_REPORTED)) | states.eq(str(Rectification.DONE_UNCHECKED))).to_numpy(
        dtype=bool
    )
    is_closed = states.eq(str(Rectification.CLOSED)).to_numpy(dtype=bool)
    at_odds = np.zeros(len(states), dtype=bool)
    for verdict, (state, code, severity) in _GIVES.items():
        found = said.where(lambda each: each is verdict)  # noqa: B023 - used at once
        taken = found & is_open
        at_odds |= found & (is_closed if verdict is Verdict.SENT_BACK else ~is_open & ~is_closed)
        if taken.any():
            states = states.mask(taken, str(state))
            facts: dict[str, str | int] = {"count": int(taken.sum()), "column": entry.table.header(name)}
            entry.table.note(noting, code, severity, int(np.flatnonzero(taken)[0]), name, **facts)
    entry.frame[Opinion.STATUS] = states
    for item in np.flatnonzero(at_odds).tolist():
        entry.table.note(noting, "verdict_against_status", Severity.WARNING, item, name)


def _note_unread(entry: ReadTable, name: Opinion, noting: Noting) -> None:
    """Say once which cells of a column of verdicts say none; of a column of names only those that seem to say one."""
    is_name = name == Opinion.CHECKED_BY

    def is_unread(value: CellValue) -> bool:
        found = verdict_of(value)
        return found is Verdict.UNCLEAR or (found is None and not is_name and not is_silent(value))

    table = entry.table
    items = table.values[name].places(is_unread)
    if items:
        cells = "、".join(table.grid.address(table.rows[item], table.place(item, name)) for item in items[:_CELLS_NAMED])
        facts: dict[str, str | int] = {
            "count": len(items),
            "column": table.header(name),
            "cells": cells + "…" * (len(items) > _CELLS_NAMED),
        }
        table.note(noting, "verdict_unread", Severity.WARNING, items[0], name, **facts)
