"""Deadlines and days against each other, against the campaign, and against the year."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lib.deadlines import parse_deadline
from lib.ingest.academic import academic_year_in
from lib.ingest.model import Finding, Severity
from lib.ingest.rules.reading import Reading, ReadTable, places
from lib.ingest.years import preamble_texts, title_of, years_in
from lib.schema import DeadlineKind, Opinion, SheetRole, Status, Task

_FAR = np.timedelta64(550, "D")
_UNREAD = (DeadlineKind.UNDETERMINED, DeadlineKind.UNPARSED)
_MOSTLY = 0.5
_FEW = 0.1
_NEAR_CAMPAIGN = timedelta(days=31)
_ENOUGH_TO_COMPARE = 5
_DAYLESS = (DeadlineKind.IMMEDIATE, DeadlineKind.OPEN_ENDED, DeadlineKind.RECURRING)
_CAMPAIGN = re.compile(r"(?:19|20)\d{2}年\s*\d{1,2}月[^,，。;；()（）]{0,8}[-—–~～至到][^,，。;；()（）]{0,14}月")
_OTHER_THAN_YEAR = re.compile(r"月|季度|届")
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
    """A deadline outside the span that the title states, else far from all the others; where most are, that is said once."""
    for table in reading.of(SheetRole.TASKS):
        due = table.frame[Task.DUE].to_numpy()
        known = np.sort(due[~np.isnat(due)])
        stated, year = _campaign(table), _titled_year(table)
        if stated is not None:
            yield from _outside_stated(table, stated, known)
        elif year is not None and len(known) and known[-1] < np.datetime64(year.first):
            yield _mostly_outside(table, year, known)
        elif len(known) >= _ENOUGH_TO_COMPARE:
            yield from _far_from_others(table, known)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A span that a title states, and where in the grid it stands."""

    first: date
    last: date
    y: int
    x: int
    text: str

    def holds(self, day: date) -> bool:
        """Whether a deadline belongs to the span: in it, or a month after it."""
        return self.first <= day <= self.last + _NEAR_CAMPAIGN


def _campaign(table: ReadTable) -> _Stated | None:
    """The span that a title row states, such as （2014年3月—9月）."""
    for y, x, text in preamble_texts(table.table.located):
        match = _CAMPAIGN.search(text)
        read = parse_deadline(match[0], table.table.year) if match else None
        if read is not None and read.start is not None and read.end is not None:
            return _Stated(read.start, read.end, y, x, text)
    return None


def _titled_year(table: ReadTable) -> _Stated | None:
    """The one year that the title names for its plan (2014年重点工作); none where it names a school year, a class of pupils or the month reported on."""
    title = title_of(table.table.located)
    years = set(years_in(title))
    if len(years) != 1 or academic_year_in(title) is not None or _OTHER_THAN_YEAR.search(title):
        return None
    year = years.pop()
    y, x = next((y, x) for y, x, text in preamble_texts(table.table.located) if year in years_in(text))
    return _Stated(date(year, 1, 1), date(year, 12, 31), y, x, title)


def _outside_stated(table: ReadTable, stated: _Stated, known: np.ndarray) -> Iterator[Finding]:
    """The deadlines outside a stated span; where they are most, one word on the span, unless it is the part of the plan that is reported on."""
    due, start = table.frame[Task.DUE].to_numpy(), table.frame[Task.START].to_numpy()
    outside = (
        (due > np.datetime64(stated.last + _NEAR_CAMPAIGN)) | (due < np.datetime64(stated.first)) | (start > np.datetime64(stated.last))
    )
    if outside.sum() <= _MOSTLY * len(known):
        yield from _outside_of(table, outside, stated.first, stated.last)
    elif not _is_part_reported_on(stated, _days(known), _days(due[outside])):
        yield _mostly_outside(table, stated, due[outside])


def _is_part_reported_on(stated: _Stated, known: Sequence[date], outside: Sequence[date]) -> bool:
    """Whether a span that holds few deadlines may be the week or the quarter reported on: it is short, or it touches the plan, whose deadlines do not lie in it by a slip of the year."""
    if stated.last - stated.first <= _NEAR_CAMPAIGN:
        return True
    slips: Counter[int] = Counter()
    for day in outside:
        slips.update(by for by in {stated.first.year - day.year, stated.last.year - day.year} if by and stated.holds(_moved(day, by)))
    touches = known[0] <= stated.last + _NEAR_CAMPAIGN and known[-1] >= stated.first - _NEAR_CAMPAIGN
    return touches and max(slips.values(), default=0) <= _MOSTLY * len(outside)


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _days(days: np.ndarray) -> list[date]:
    """Days as dates, in their order; those that are not known are left out."""
    found: list[date] = np.sort(days[~np.isnat(days)]).astype("datetime64[D]").tolist()
    return found


def _mostly_outside(table: ReadTable, stated: _Stated, outside: np.ndarray) -> Finding:
    days, grid = _days(outside), table.table.grid
    facts: dict[str, str | int] = {"first": stated.first.isoformat(), "last": stated.last.isoformat(), "count": len(days)}
    facts |= {"earliest": days[0].isoformat(), "latest": days[-1].isoformat()}
    place = (grid.name, grid.address(stated.y, stated.x), grid.row_number(stated.y))
    return Finding("deadlines_outside_title", Severity.WARNING, *place, stated.text[:200], tuple(facts.items()))


def _far_from_others(table: ReadTable, known: np.ndarray) -> Iterator[Finding]:
    """Few deadlines that are far from the middle of all."""
    middle = known[len(known) // 2]
    outside = np.abs(table.frame[Task.DUE].to_numpy() - middle) > _FAR
    if outside.sum() <= _FEW * len(known):
        near = _days(known[np.abs(known - middle) <= _FAR])
        yield from _outside_of(table, outside, near[0], near[-1])


def _outside_of(table: ReadTable, outside: np.ndarray, first: date, last: date) -> Iterator[Finding]:
    facts = {"first": first.isoformat(), "last": last.isoformat()}
    for item in np.flatnonzero(outside).tolist():
        yield table.finding("deadline_outside_campaign", Severity.WARNING, item, _due_name(table), **facts)


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
