"""Cells to typed values: text, states, shares, counts, closed vocabularies. What cannot be read is said.

Every different value is read once and mapped back; nothing is replaced by a guess.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from lib.ingest.days import DeadlineReader, is_no_day
from lib.ingest.grid import cell_text, compared
from lib.ingest.headers import normal
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.states import StateReading, read_state
from lib.ingest.table import Table
from lib.schema import ColumnType, DeadlineKind, Rectification, SheetRole, Status, Task
from lib.schema.words import OPENNESS_WORDS, RECTIFICATION_KIND_WORDS, SCOPE_WORDS, TARGET_WORDS

_MOST_COUNTED = 1e9
_COUNT = re.compile(r"约?(\d+(?:\.0+)?)\s*(?:[条项件次个人票份]|次数)?")
_SHARE = re.compile(r"(?:已?完成|约|大约)?(-?\d+(?:\.\d+)?)(%?)")
_RATIO = re.compile(r"(\d+)/(\d+)")

_CLOSED: Mapping[ColumnType, Mapping[StrEnum, tuple[str, ...]]] = {
    ColumnType.RECTIFICATION_KIND: RECTIFICATION_KIND_WORDS,  # type: ignore[dict-item]
    ColumnType.SCOPE: SCOPE_WORDS,  # type: ignore[dict-item]
    ColumnType.OPENNESS: OPENNESS_WORDS,  # type: ignore[dict-item]
    ColumnType.TARGET: TARGET_WORDS,  # type: ignore[dict-item]
}


def texts(values: list[CellValue]) -> list[str | None]:
    """Cells as text, None where blank."""
    return [None if value is None else _text(value) for value in values]


def _text(value: CellValue) -> str | None:
    text = value.strip() if type(value) is str else cell_text(value)
    return (text.replace("\r\n", "\n").replace("_x000D_", "") if "\r" in text or "_x000D_" in text else text) or None


def vocabulary(table: Table, name: str, kind: ColumnType, noting: Noting) -> list[str | None]:
    """Cells of a closed vocabulary; an unknown writing is blank and said."""
    index = {compared(writing): str(value) for value, writings in _CLOSED[kind].items() for writing in writings}
    found: list[str | None] = []
    for item, value in enumerate(table.values[name]):
        text = compared(cell_text(value))
        known = index.get(text) or index.get(re.sub(r"[(（].*?[)）]", "", text))
        if text and known is None and kind is not ColumnType.TARGET:
            table.note(noting, "word_unknown", Severity.WARNING, item, name)
        found.append(known)
    return found


def days(table: Table, name: str, reader: DeadlineReader, noting: Noting) -> list[date | None]:
    """Cells that hold one day; a month or a third of one is its last day, and that is said."""
    found: list[date | None] = []
    for item, value in enumerate(table.values[name]):
        if value is None or is_no_day(value):
            found.append(None)
            continue
        read = reader.one(value)
        day = read.end or read.start if read is not None and read.kind in (DeadlineKind.WINDOW, DeadlineKind.BY) else None
        if day is None and table.year is None and read is not None and read.kind in (DeadlineKind.WINDOW, DeadlineKind.BY):
            pass  # waits for the year, which is asked for once
        elif day is None:
            table.note(noting, "day_unread", Severity.WARNING, item, name)
        elif read is not None and read.start is not None and read.start != day:
            table.note(noting, "day_from_window", Severity.WARNING, item, name, day=day.isoformat())
        elif read is not None and isinstance(value, int | float):
            table.note(noting, "day_from_number", Severity.WARNING, item, name, day=day.isoformat())
        found.append(day)
    return found


def counts(table: Table, name: str, noting: Noting) -> list[int | None]:
    """Cells that hold a whole number of things; a blank stays blank, and the sum treats it as the schema says."""
    found: list[int | None] = []
    for item, value in enumerate(table.values[name]):
        count = _count(value)
        if value is not None and count is None:
            table.note(noting, "count_unread", Severity.WARNING, item, name)
        found.append(count)
    return found


def _count(value: CellValue) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() and 0 <= value < _MOST_COUNTED else None
    match = _COUNT.fullmatch(compared(cell_text(value)))
    return int(float(match[1])) if match and len(match[1]) <= 9 else None


def shares(table: Table, name: str, noting: Noting) -> list[float | None]:
    """Cells that hold a progress, 0 to 1: by the number format, else by the column's other cells."""
    values = table.values[name]
    x = table.column(name)
    percent = [x is not None and table.grid.is_percent(y, x) for y in table.rows]
    plain = [_number(value) for value in values]
    of_hundred = any(number is not None and number > 1 and not shown for number, shown in zip(plain, percent, strict=True))
    written_percent = any(isinstance(value, str) and "%" in value for value in values)
    found: list[float | None] = []
    for item, value in enumerate(values):
        share = _share(value, plain[item], percent[item], of_hundred)
        state = read_state(value) if share is None and isinstance(value, str) else StateReading(None)
        if value is not None and share is None and state.state in (Status.DONE, Status.NOT_STARTED):
            share = 1.0 if state.state == Status.DONE else 0.0
        if value is not None and (share is None or not 0 <= share <= 1):
            code = "progress_unread" if share is None else "progress_out_of_range"
            table.note(noting, code, Severity.WARNING if share is None else Severity.ERROR, item, name)
            share = None
        elif plain[item] == 1 and isinstance(value, int | float | str) and not percent[item] and (of_hundred or written_percent):
            table.note(noting, "progress_one", Severity.WARNING, item, name, read="1%" if share == 0.01 else "100%")
        found.append(share)
    return found


def _number(value: CellValue) -> float | None:
    """The number in a cell or in its text, without a percent sign."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    match = _SHARE.fullmatch(compared(value)) if isinstance(value, str) else None
    return float(match[1]) if match and not match[2] else None


def _share(value: CellValue, plain: float | None, percent: bool, of_hundred: bool) -> float | None:
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if plain is not None:
        return plain if percent else round(plain / 100, 6) if of_hundred else plain
    if isinstance(value, str):
        text = compared(value)
        match = _SHARE.fullmatch(text)
        if match:
            return round(float(match[1]) / 100, 6)
        ratio = _RATIO.fullmatch(text)
        if ratio and int(ratio[2]) >= int(ratio[1]) and int(ratio[2]):
            return int(ratio[1]) / int(ratio[2])
    return None


def states(table: Table, name: str, noting: Noting, lamps: Mapping[str, str]) -> tuple[list[str | None], list[float | None]]:
    """The states of a status column and the shares that its cells state on the way.

    Args:
        table: the table.
        name: its status column.
        noting: where to say what is unsure.
        lamps: a colour's meaning where the workbook declares one.
    """
    ledger = table.role not in (SheetRole.TASKS, SheetRole.RULES)
    x = table.column(name)
    found: list[str | None] = []
    said: list[float | None] = []
    values = _crosses_as_ticks(table, name, noting)
    for item, value in enumerate(values):
        percent = x is not None and isinstance(value, int | float) and table.grid.is_percent(table.rows[item], x)
        reading = read_state(value, ledger=ledger, percent=percent) if value is not None else StateReading(None)
        declared = lamps.get(compared(cell_text(value))[:1]) if "status_is_lamp" in reading.codes else None
        if declared is not None:
            reading = read_state(declared, ledger=ledger)
        for code in reading.codes:
            if code in SAID_BY_RULES:
                continue
            severity = Severity.INFO if code in ("status_partial", "status_with_day", "status_compound") else Severity.WARNING
            table.note(noting, code, severity, item, name, state=reading.state or "")
        found.append(reading.state)
        said.append(reading.share)
    return found, said


_DONE_HEADERS = frozenset({"done", "completed", "complete", "finished", "check", "checked", "✓", "√", "✔", "完成", "是否完成", "已完成"})


def _crosses_as_ticks(table: Table, name: str, noting: Noting) -> list[CellValue]:
    """A column headed Done that holds nothing but "x" is ticked with it; elsewhere x means no."""
    values = table.values[name]
    header = next((column.text for column in table.located.mapped.columns if column.name == name), "")
    crosses = [item for item, value in enumerate(values) if value is not None]
    only = all(compared(cell_text(values[item])) == "x" for item in crosses)
    if not crosses or not only or normal(header) not in _DONE_HEADERS:
        return values
    table.note(noting, "status_crossed", Severity.INFO, crosses[0], name)
    return [None if value is None else "✓" for value in values]


SAID_BY_RULES = frozenset({"status_overdue_typed", "status_delayed"})
"""What a rule says, with the due day beside it."""


def not_reported(table: Table) -> str:
    """What a blank state is: said to be not reported."""
    return str(Status.NOT_REPORTED if table.role is SheetRole.TASKS else Rectification.NOT_REPORTED)


def has_progress(table: Table) -> bool:
    """Whether the table has a progress column with anything in it."""
    return any(value is not None for value in table.values.get(Task.PROGRESS, ()))
