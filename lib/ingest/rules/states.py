"""States against progress, days and deadlines, and words that a closed list does not know."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.ingest.coded import is_blank
from lib.ingest.grid import compared
from lib.ingest.model import Finding, Severity
from lib.ingest.put_right import put_right
from lib.ingest.rules.reading import Reading, ReadTable, places
from lib.ingest.states import read_state
from lib.schema import Opinion, Rectification, SheetRole, Status, Task, columns_of
from lib.schema.categories import CATEGORY_KEYWORDS

_A_LITTLE_MORE = re.compile(r"[^\W\d_和及与]{1,3}")


def done_without_day(reading: Reading) -> Iterator[Finding]:
    """Reported done in a table that has a column for the day, and the day is blank."""
    for table in reading.of(SheetRole.TASKS):
        if Task.ACTUAL_DONE in table.table.values:
            frame = table.frame
            for item in places((frame[Task.STATUS] == Status.DONE) & frame[Task.ACTUAL_DONE].isna()):
                yield table.finding("done_without_date", Severity.WARNING, item, Task.ACTUAL_DONE)


def day_without_done(reading: Reading) -> Iterator[Finding]:
    """A day of completion on a task that is reported as anything but done, or on a problem that is not done yet."""
    for table in reading.of(SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        is_task = table.role is SheetRole.TASKS
        other = table.frame[Task.STATUS].isin(_TASKS_UNDER_WAY if is_task else _PROBLEMS_UNDER_WAY)
        for item in places(other & table.frame[Task.ACTUAL_DONE if is_task else Opinion.DONE].notna()):
            yield table.finding("date_without_done", Severity.WARNING, item, Task.STATUS)


_TASKS_UNDER_WAY = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.PAUSED)
_PROBLEMS_UNDER_WAY = (Rectification.OPEN, Rectification.IN_PROGRESS)  # what was sent back was done before


def day_without_status(reading: Reading) -> Iterator[Finding]:
    """A day of completion or closing, or a yes, beside a blank state: the row stays unreported, and it is said."""
    for table in reading.of(SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        states = table.table.values.get(Task.STATUS)
        silent = np.zeros(0, dtype=bool) if states is None else is_blank(states)
        if not silent.any():
            continue
        names = (Task.ACTUAL_DONE,) if table.role is SheetRole.TASKS else (Opinion.CLOSED, Opinion.CHECKED, Opinion.DONE)
        headers = {column.name: column.header for column in columns_of(table.role)}
        given = np.logical_or.reduce([table.frame[name].notna().to_numpy() for name in names])
        for item in np.flatnonzero(silent & given).tolist():
            name = next((name for name in names if _happened(table, name, item)), None)
            if name is not None:
                yield table.finding("day_without_status", Severity.WARNING, item, name, column=headers[name])


def closed_without_status(reading: Reading) -> Iterator[Finding]:
    """A yes or a day of closing where no column gives the state: the rows stay unreported, said once for each column."""
    for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        if Task.STATUS in table.table.values:
            continue
        silent = table.frame[Task.STATUS].isna() | (table.frame[Task.STATUS] == Rectification.NOT_REPORTED)
        headers = {column.name: column.text for column in table.table.located.mapped.columns}
        for name in (Opinion.CLOSED, Opinion.CHECKED):
            first = next((item for item in places(silent & table.frame[name].notna()) if _happened(table, name, item)), None)
            if first is not None:
                yield table.finding("closed_without_status", Severity.WARNING, first, name, column=headers[name])


def _happened(table: ReadTable, name: str, item: int) -> bool:
    """Whether a cell says that something was done: a day, or a word such as 是 or 已销号."""
    read = table.frame[name].iloc[item]
    return not pd.isna(read) and put_right(read, table.table.year).has_happened is True


def status_against_progress(reading: Reading) -> Iterator[Finding]:
    """Done below 100 %, not started above 0 %, or 100 % and not done."""
    for table in reading.of(SheetRole.TASKS):
        if not {Task.STATUS, Task.PROGRESS} <= set(table.table.values):
            continue
        status, progress = table.frame[Task.STATUS].to_numpy(), table.frame[Task.PROGRESS].to_numpy()
        unfinished = (status == str(Status.DONE)) & (progress < 1)
        started = (status == str(Status.NOT_STARTED)) & (progress > 0)
        complete = ((status == str(Status.IN_PROGRESS)) | (status == str(Status.PAUSED))) & (progress >= 1)
        for item in np.flatnonzero(unfinished | started | complete).tolist():
            share = f"{round(float(progress[item]) * 100)}%"
            yield table.finding("status_against_progress", Severity.WARNING, item, Task.STATUS, progress=share)


def overdue_typed(reading: Reading) -> Iterator[Finding]:
    """Somebody typed 逾期: the word is kept, and the computed lateness stands beside it."""
    for table, item in _cells_saying(reading, "status_overdue_typed"):
        due = table.frame[Task.DUE].iloc[item]
        known = reading.as_of is not None and pd.notna(due)
        conflict = known and due >= pd.Timestamp(reading.as_of)  # type: ignore[arg-type]
        shown = due.date().isoformat() if pd.notna(due) else ""
        code = "overdue_not_due" if conflict else "overdue_typed" if known else "overdue_unchecked"
        yield table.finding(code, Severity.INFO if code == "overdue_typed" else Severity.WARNING, item, Task.STATUS, due=shown)


def delayed_without_agreed(reading: Reading) -> Iterator[Finding]:
    """延期 without a 商定时限: the board goes on judging by the old deadline."""
    for table, item in _cells_saying(reading, "status_delayed"):
        if pd.isna(table.frame[Task.AGREED_DUE].iloc[item]):
            yield table.finding("delayed_without_agreed", Severity.WARNING, item, Task.STATUS)


def _cells_saying(reading: Reading, code: str) -> Iterator[tuple[ReadTable, int]]:
    """Status cells whose reading carries a code."""
    for table in reading.of(SheetRole.TASKS, SheetRole.RECTIFICATION):
        ledger = table.role is not SheetRole.TASKS
        values = table.table.values.get(Task.STATUS)
        if values is not None:
            for item in values.places(lambda value: isinstance(value, str) and code in read_state(value, ledger=ledger).codes):  # noqa: B023 - used at once
                yield table, item


def unknown_categories(reading: Reading) -> Iterator[Finding]:
    """A category that the settings' order does not name; said only where there is such an order."""
    known = {compared(category) for category in reading.settings.category_order}
    if not known:
        return
    for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        said: set[str] = set()
        categories = table.frame[Opinion.CATEGORY]
        for item in np.flatnonzero(~categories.duplicated().to_numpy()).tolist():
            category = categories.iloc[item]
            if isinstance(category, str) and compared(category) not in known | said:
                said.add(compared(category))
                yield table.finding("category_unknown", Severity.INFO, item, Opinion.CATEGORY)


def categories_alike(reading: Reading) -> Iterator[Finding]:
    """奢靡, or 奢靡之风问题, beside 奢靡之风: each counts for itself, and that is said."""
    standard = [category for category in reading.feedback[Opinion.CATEGORY].dropna().unique() if category in CATEGORY_KEYWORDS]
    if not standard:
        return
    for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        categories = table.frame[Opinion.CATEGORY]
        for item in np.flatnonzero((categories.notna() & ~categories.duplicated()).to_numpy()).tolist():
            near = [each for each in standard if _is_short_or_long_for(str(categories.iloc[item]), each)]
            if near:
                yield table.finding("category_alike", Severity.INFO, item, Opinion.CATEGORY, near=near[0])


def _is_short_or_long_for(category: str, standard: str) -> bool:
    """Whether a category is the beginning of another, or that one with a few letters behind it that name no third."""
    if category.startswith(standard):
        return bool(_A_LITTLE_MORE.fullmatch(category.removeprefix(standard)))
    return len(category) > 1 and standard.startswith(category)
