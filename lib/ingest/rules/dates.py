"""Deadlines and days against each other, against the campaign, and against the year."""

import re
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from lib.deadlines import parse_deadline
from lib.ingest.model import Finding, Severity
from lib.ingest.rules.reading import Reading, ReadTable, places
from lib.ingest.years import preamble_texts
from lib.schema import DeadlineKind, Opinion, SheetRole, Status, Task

_FAR = np.timedelta64(550, "D")
_UNREAD = (DeadlineKind.UNDETERMINED, DeadlineKind.UNPARSED)
_MOSTLY = 0.5
_NEAR_CAMPAIGN = np.timedelta64(31, "D")
_ENOUGH_TO_COMPARE = 5
_DAYLESS = (DeadlineKind.IMMEDIATE, DeadlineKind.OPEN_ENDED, DeadlineKind.RECURRING)
_CAMPAIGN = re.compile(r"(?:19|20)\d{2}年\s*\d{1,2}月[^,，。;；()（）]{0,8}[-—–~～至到][^,，。;；()（）]{0,14}月")
_LEDGERS = (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION)


def year_missing(reading: Reading) -> Iterator[Finding]:
    """No year anywhere: the phrases keep their kind and have no days until somebody says the year."""
    if reading.year is not None:
        return
    waiting = sum(_without_days(table.frame) for table in reading.of(*_LEDGERS))
    if waiting:
        yield Finding("year_missing", Severity.WARNING, reading.tables[0].table.grid.name, facts=(("count", waiting),))


def _without_days(frame: pd.DataFrame) -> int:
    dated = frame[Task.KIND].isin([DeadlineKind.WINDOW, DeadlineKind.BY])
    return int((dated & frame[Task.END].isna()).sum())


def day_unnamed(reading: Reading) -> Iterator[Finding]:
    """No as-of day, and some deadlines unread: the board may be judged by known due days alone, and what is unread says nothing of it."""
    if reading.as_of is not None:
        return
    live = reading.tasks[reading.tasks[Task.STATUS].ne(str(Status.CANCELLED))]
    unread = live[live[Task.DUE].isna() & live[Task.KIND].isin(_UNREAD)]
    if len(unread) and live[Task.DUE].notna().any():
        last = live[Task.DUE].max().date().isoformat()
        rows = unread[Task.ROW].tolist()
        shown = "、".join(str(row) for row in rows[:12]) + ("…" if len(rows) > 12 else "")
        facts = (("count", len(unread)), ("rows", shown), ("last", last))
        yield Finding("as_of_unnamed", Severity.WARNING, str(unread[Task.SHEET].iloc[0]), facts=facts)


def no_tasks(reading: Reading) -> Iterator[Finding]:
    """The workbook holds opinions or problems and no schedule, or neither."""
    if reading.of(SheetRole.TASKS):
        return
    if reading.of(SheetRole.FEEDBACK) or reading.of(SheetRole.RECTIFICATION):
        yield Finding("no_tasks", Severity.INFO)
    else:
        yield Finding("nothing_to_follow", Severity.WARNING)


def dayless_deadlines(reading: Reading) -> Iterator[Finding]:
    """立行立改, 长期坚持 and the like give no due day: said once for each table."""
    for table in reading.of(*_LEDGERS):
        rows = table.frame[Task.ROW].to_numpy()[table.frame[Task.KIND].isin(_DAYLESS).to_numpy()]
        if len(rows):
            shown = "、".join(str(row) for row in rows[:12]) + ("…" if len(rows) > 12 else "")
            yield Finding("deadline_without_day", Severity.INFO, table.table.grid.name, facts=(("count", len(rows)), ("rows", shown)))


def end_before_start(reading: Reading) -> Iterator[Finding]:
    """A plan or an actual that ends before it starts."""
    for table in reading.of(SheetRole.TASKS):
        planned, start, due, actual, done = (
            table.frame[name].to_numpy() for name in (Task.PLAN_START, Task.START, Task.DUE, Task.ACTUAL_START, Task.ACTUAL_DONE)
        )
        for item in np.flatnonzero(np.where(np.isnat(planned), start, planned) > due).tolist():
            yield table.finding("end_before_start", Severity.WARNING, item, _due_name(table))
        for item in np.flatnonzero(actual > done).tolist():
            yield table.finding("done_before_start", Severity.WARNING, item, Task.ACTUAL_DONE)


def outside_campaign(reading: Reading) -> Iterator[Finding]:
    """A deadline outside the span that the title states, else far from all the others."""
    for table in reading.of(SheetRole.TASKS):
        due, start = table.frame[Task.DUE].to_numpy(), table.frame[Task.START].to_numpy()
        known = np.sort(due[~np.isnat(due)])
        stated = _campaign(table)
        if stated is not None:
            first, last = stated
            outside = (due > np.datetime64(last) + _NEAR_CAMPAIGN) | (due < np.datetime64(first)) | (start > np.datetime64(last))
            if outside.sum() > _MOSTLY * len(known):
                continue  # the week or the month that is reported on, and not the whole
        elif len(known) >= _ENOUGH_TO_COMPARE:
            middle = known[len(known) // 2]
            outside = np.abs(due - middle) > _FAR
            if outside.sum() > 0.1 * len(known):
                continue
            near = known[np.abs(known - middle) <= _FAR]
            first, last = near[0].astype(object).date(), near[-1].astype(object).date()
        else:
            continue
        facts = {"first": first.isoformat(), "last": last.isoformat()}
        for item in np.flatnonzero(outside).tolist():
            yield table.finding("deadline_outside_campaign", Severity.WARNING, item, _due_name(table), **facts)


def _campaign(table: ReadTable) -> tuple[date, date] | None:
    """The span that a title row states, such as （2014年3月—9月）."""
    for _, _, text in preamble_texts(table.table.located):
        match = _CAMPAIGN.search(text)
        read = parse_deadline(match[0], table.table.year) if match else None
        if read is not None and read.start is not None and read.end is not None:
            return read.start, read.end
    return None


def done_after_report(reading: Reading) -> Iterator[Finding]:
    """Done on a day after the one that the workbook speaks of."""
    if reading.as_of is None:
        return
    for table in reading.of(*_LEDGERS):
        name = Task.ACTUAL_DONE if table.role is SheetRole.TASKS else Opinion.DONE
        for item in places(table.frame[name] > pd.Timestamp(reading.as_of)):
            yield table.finding("done_after_as_of", Severity.WARNING, item, name, as_of=reading.as_of.isoformat())


def _due_name(table: ReadTable) -> str:
    return next((name for name in (Task.DUE_TEXT, Task.PLAN_DUE, Task.AGREED_DUE) if name in table.table.values), Task.DUE_TEXT)
