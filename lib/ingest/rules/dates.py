"""Deadlines and days against each other, against the campaign, and against the year."""

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd

from lib.deadlines import parse_deadline
from lib.ingest.model import Finding, Severity
from lib.ingest.rules.reading import Reading, ReadTable
from lib.ingest.years import preamble_texts
from lib.schema import DeadlineKind, SheetRole, Task

_FAR = pd.Timedelta(days=550)
_NEAR_CAMPAIGN = pd.Timedelta(days=31)
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


def no_tasks(reading: Reading) -> Iterator[Finding]:
    """The workbook holds opinions or problems and no schedule."""
    if not reading.of(SheetRole.TASKS):
        yield Finding("no_tasks", Severity.INFO)


def dayless_deadlines(reading: Reading) -> Iterator[Finding]:
    """立行立改, 长期坚持 and the like give no due day: said once for each table."""
    for table in reading.of(*_LEDGERS):
        rows = table.frame.loc[table.frame[Task.KIND].isin(_DAYLESS), Task.ROW]
        if len(rows):
            shown = "、".join(str(row) for row in rows[:12]) + ("…" if len(rows) > 12 else "")
            yield Finding("deadline_without_day", Severity.INFO, table.table.grid.name, facts=(("count", len(rows)), ("rows", shown)))


def end_before_start(reading: Reading) -> Iterator[Finding]:
    """A plan or an actual that ends before it starts."""
    for table in reading.of(SheetRole.TASKS):
        frame = table.frame
        planned = frame[Task.PLAN_START].fillna(frame[Task.START])
        for item in _where(planned > frame[Task.DUE]):
            yield table.finding("end_before_start", Severity.WARNING, item, _due_name(table))
        for item in _where(frame[Task.ACTUAL_START] > frame[Task.ACTUAL_DONE]):
            yield table.finding("done_before_start", Severity.WARNING, item, Task.ACTUAL_DONE)


def outside_campaign(reading: Reading) -> Iterator[Finding]:
    """A deadline outside the span that the title states, else far from all the others."""
    for table in reading.of(SheetRole.TASKS):
        due = table.frame[Task.DUE]
        start = table.frame[Task.START]
        stated = _campaign(table)
        if stated is not None:
            first, last = pd.Timestamp(stated[0]), pd.Timestamp(stated[1])
            outside = (due > last + _NEAR_CAMPAIGN) | (due < first) | (start > last)
        elif due.notna().sum() >= 5:
            first, last = due.min(), due.max()
            middle = pd.Timestamp(due.dropna().sort_values().iloc[int(due.notna().sum()) // 2])
            outside = (due - middle).abs() > _FAR
            if outside.sum() > 0.1 * due.notna().sum():
                continue
        else:
            continue
        facts = {"first": first.date().isoformat(), "last": last.date().isoformat()}
        for item in _where(outside):
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
    for table in reading.of(SheetRole.TASKS):
        late = table.frame[Task.ACTUAL_DONE] > pd.Timestamp(reading.as_of)
        for item in _where(late):
            yield table.finding("done_after_as_of", Severity.WARNING, item, Task.ACTUAL_DONE, as_of=reading.as_of.isoformat())


def _due_name(table: ReadTable) -> str:
    return next((name for name in (Task.DUE_TEXT, Task.PLAN_DUE, Task.AGREED_DUE) if name in table.table.values), Task.DUE_TEXT)


def _where(mask: pd.Series) -> list[int]:
    return [int(place) for place in mask.to_numpy().nonzero()[0]]
