"""Days in states that are still ahead: 6月20日完成 says on the 10th of June what is intended, and not that it is done.

A day that was over on the day that the workbook speaks of is done, as it was read; one that was not leaves the state unreported, and it is
said. Where no such day is written nobody can tell the two apart: what names its deadline or a later day is left unreported, what names an
earlier one stays done, and either is said. A state whose words say that it has happened (已于6月完成) needs no more than to have begun.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from lib.deadlines import Deadline, parse_deadline
from lib.ingest.model import Severity
from lib.ingest.noting import Noting
from lib.ingest.rules import ReadTable
from lib.ingest.state_cells import not_reported, state_named
from lib.ingest.states import DayInState, day_in_state, read_state
from lib.ingest.table import Table
from lib.schema import Opinion, SheetRole, Task

_ROLES = (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION)


def leave_announced(read: Sequence[ReadTable], as_of: date | None, noting: Noting) -> None:
    """Leave the states unreported that name a day which is still ahead, and say so.

    Args:
        read: the tables; the states in their frames are changed.
        as_of: the day that the workbook speaks of, None where it names none.
        noting: where to say it.
    """
    for entry in read:
        written = entry.table.values.get(Task.STATUS)
        if written is None or entry.role not in _ROLES:
            continue
        days = written.mapped(day_in_state)
        dated = days.places(lambda day: day is not None)
        ahead: list[int] = []
        unsettled: list[int] = []
        for item in dated:
            day: DayInState = days[item]  # type: ignore[assignment]
            window = _window(entry.table, day, as_of)
            if window.end is None or _is_done_by(entry.frame, item, as_of):
                continue
            if as_of is not None:
                if ((window.start or window.end) if day.has_happened else window.end) > as_of:
                    ahead.append(item)
                    entry.table.note(noting, "status_day_ahead", Severity.WARNING, item, Task.STATUS, as_of=as_of.isoformat())
            elif not day.has_happened:
                if _is_before_due(entry.frame, item, window.end):
                    unsettled.append(item)
                else:
                    ahead.append(item)
                    entry.table.note(noting, "status_day_unsure", Severity.WARNING, item, Task.STATUS)
        _take_back(entry, ahead)
        _note(entry.table, [item for item in dated if item not in ahead], unsettled, noting)


def _window(table: Table, day: DayInState, as_of: date | None) -> Deadline:
    """The days that a state names; without a year of the table in that of the day that the workbook speaks of."""
    year = table.academic.year_of(day.phrase) if table.academic else table.year
    return parse_deadline(day.phrase, year or (as_of.year if as_of else None))


def _is_done_by(frame: pd.DataFrame, item: int, as_of: date | None) -> bool:
    """Whether a column of its own gives the day on which it was done, and that day has come."""
    name = Task.ACTUAL_DONE if Task.ACTUAL_DONE in frame else Opinion.DONE
    done = frame[name].iloc[item]
    return bool(not pd.isna(done) and (as_of is None or done.date() <= as_of))


def _is_before_due(frame: pd.DataFrame, item: int, day: date) -> bool:
    """Whether a day is before the due day; true where there is none."""
    due = frame[Task.DUE].iloc[item]
    return bool(pd.isna(due) or day < due.date())


def _take_back(entry: ReadTable, items: list[int]) -> None:
    """Leave the states of these items unreported."""
    if items:
        states = entry.frame[Task.STATUS].copy()
        states.iloc[items] = None if entry.role is SheetRole.FEEDBACK else not_reported(entry.table)
        entry.frame[Task.STATUS] = states


def _note(table: Table, done: list[int], unsettled: list[int], noting: Noting) -> None:
    """Say which states are done and name their day, and of how many nobody can tell whether that day is past."""
    ledger = table.role is not SheetRole.TASKS
    for item in done:
        taken = state_named(read_state(table.values[Task.STATUS][item], ledger=ledger).state, ledger=ledger)
        table.note(noting, "status_with_day", Severity.INFO, item, Task.STATUS, state=taken)
    if unsettled:
        table.note(noting, "status_days_taken_as_past", Severity.WARNING, unsettled[0], Task.STATUS, count=len(unsettled))
