"""Frames and workbooks for tests: valid by default, change one fact.

`make_tasks(status="done")` is one task; a list makes as many rows: `make_tasks(status=["done", "paused"])`.
`make_tasks(count=3)` makes three. Days may be `date` or ISO text. The window, the due days and the slip follow
from what is given, so that a test states one fact and not five.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.ingest.frames import typed_frame
from lib.ingest.model import BoardSettings, Finding, TableReading, Workbook
from lib.schema import DeadlineKind, Opinion, Rectification, SheetRole, Status, Task

YEAR = 2014
SHEET = "任务"


def make_tasks(count: int | None = None, *, year: int | None = YEAR, **facts: Any) -> pd.DataFrame:
    """Tasks of one phase, due 2014-03-11 to 2014-03-20, in progress, unless told otherwise.

    Args:
        count: the number of rows; taken from the longest list where it is not given.
        year: the year in which `due_text` is read.
        facts: `Task` columns; a list gives one value a row, anything else holds for every row. `due_text` alone
            sets kind, start and end by the parser; `due` alone is the last day of the window (no start is made
            up, and None makes a task without a due day); `original_due`, `due` and `slip_days` are computed.
    """
    length = _length(count, facts)
    columns = _columns(length, facts)
    columns.setdefault(Task.NUMBER, [str(n) for n in range(1, length + 1)])
    columns.setdefault(Task.PHASE, ["动员部署"] * length)
    columns.setdefault(Task.TASK, [f"任务{n}" for n in range(1, length + 1)])
    columns.setdefault(Task.STATUS, [str(Status.IN_PROGRESS)] * length)
    columns.setdefault(Task.SHEET, [SHEET] * length)
    _place(columns, length)
    _window(columns, length, year, default="3月中旬")
    return typed_frame(SheetRole.TASKS, columns, length)


def make_feedback(count: int | None = None, *, year: int | None = YEAR, **facts: Any) -> pd.DataFrame:
    """Opinions of one category, told once each, unless told otherwise; `role="rectification"` makes ledger rows.

    Args:
        count: the number of rows; taken from the longest list where it is not given.
        year: the year in which `due_text` is read.
        facts: `Opinion` columns, as for `make_tasks`. A ledger row is open and due 2014-06-30 by default.
    """
    length = _length(count, facts)
    columns = _columns(length, facts)
    columns.setdefault(Opinion.ROLE, [str(SheetRole.FEEDBACK)] * length)
    ledger = [role == SheetRole.RECTIFICATION for role in columns[Opinion.ROLE]]
    columns.setdefault(Opinion.FEEDBACK_ID, [str(n) for n in range(1, length + 1)])
    columns.setdefault(Opinion.CATEGORY, ["形式主义"] * length)
    columns.setdefault(Opinion.TEXT, [None if is_ledger else f"意见{n}" for n, is_ledger in enumerate(ledger, 1)])
    columns.setdefault(Opinion.ISSUE, [f"问题{n}" if is_ledger else None for n, is_ledger in enumerate(ledger, 1)])
    columns.setdefault(Opinion.RAW_COUNT, [None if is_ledger else 1 for is_ledger in ledger])
    columns.setdefault(Opinion.STATUS, [str(Rectification.OPEN) if is_ledger else None for is_ledger in ledger])
    columns.setdefault(Opinion.SHEET, ["整改台账" if is_ledger else "意见" for is_ledger in ledger])
    _place(columns, length)
    if any(ledger) or Opinion.DUE_TEXT in columns or Opinion.DUE in columns:
        _window(columns, length, year, default="6月底前")
    return typed_frame(SheetRole.FEEDBACK, columns, length)


def make_workbook(
    tasks: pd.DataFrame | None = None,
    feedback: pd.DataFrame | None = None,
    *,
    title: str = "教育实践活动",
    year: int | None = YEAR,
    as_of: date | None = date(2014, 6, 10),
    settings: BoardSettings | None = None,
    findings: Sequence[Finding] = (),
    tables: Sequence[TableReading] = (),
    organisation: pd.DataFrame | None = None,
    rules: pd.DataFrame | None = None,
    file_name: str = "plan.xlsx",
) -> Workbook:
    """A workbook of one task and no feedback, unless told otherwise."""
    return Workbook(
        file_name=file_name,
        title=title,
        year=year,
        year_source="title" if year else "none",
        year_evidence="",
        as_of=as_of,
        tables=tuple(tables),
        tasks=make_tasks() if tasks is None else tasks,
        feedback=no_feedback() if feedback is None else feedback,
        organisation=typed_frame(SheetRole.ORGANISATION, {}, 0) if organisation is None else organisation,
        rules=typed_frame(SheetRole.RULES, {}, 0) if rules is None else rules,
        settings=settings or BoardSettings(),
        findings=tuple(findings),
    )


def no_tasks() -> pd.DataFrame:
    """A tasks frame without rows."""
    return typed_frame(SheetRole.TASKS, {}, 0)


def no_feedback() -> pd.DataFrame:
    """A feedback frame without rows."""
    return typed_frame(SheetRole.FEEDBACK, {}, 0)


def _length(count: int | None, facts: dict[str, Any]) -> int:
    lengths = [len(value) for value in facts.values() if isinstance(value, list | tuple)]
    return count if count is not None else max(lengths, default=1)


def _columns(length: int, facts: dict[str, Any]) -> dict[str, list[Any]]:
    return {str(name): list(value) if isinstance(value, list | tuple) else [value] * length for name, value in facts.items()}


def _place(columns: dict[str, list[Any]], length: int) -> None:
    """Rows from 2 on, below a header in row 1."""
    columns.setdefault("row", list(range(2, length + 2)))
    columns.setdefault("ref", [f"{sheet}!{row}" for sheet, row in zip(columns["sheet"], columns["row"], strict=True)])


def _window(columns: dict[str, list[Any]], length: int, year: int | None, *, default: str) -> None:
    """Fill kind, window, due days and slip from the facts that were given."""
    if "due" in columns and "end" not in columns and "due_text" not in columns:
        columns["end"] = columns.pop("due")
    if not {"start", "end", "kind", "due_text"} & set(columns):
        columns["due_text"] = [default] * length
    if "due_text" in columns and not {"start", "end", "kind"} & set(columns):
        read = [_read(phrase, year) for phrase in columns["due_text"]]
        for name, place in (("kind", 0), ("start", 1), ("end", 2)):
            columns[name] = [window[place] for window in read]
    nothing = [None] * length
    starts = [_day(day) for day in columns.setdefault("start", nothing)]
    ends = [_day(day) for day in columns.setdefault("end", nothing)]
    planned = [_day(day) for day in columns.get("plan_due", nothing)]
    agreed = [_day(day) for day in columns.get("agreed_due", nothing)]
    original = [plan or end for plan, end in zip(planned, ends, strict=True)]
    columns.setdefault("kind", [_kind(start, end) for start, end in zip(starts, ends, strict=True)])
    columns.setdefault("original_due", original)
    columns.setdefault("due", [new or old for new, old in zip(agreed, original, strict=True)])
    columns.setdefault("slip_days", [(new - old).days if new and old else None for new, old in zip(agreed, original, strict=True)])


def _read(phrase: str | None, year: int | None) -> tuple[str | None, date | None, date | None]:
    """Kind and window of a phrase; a blank has none."""
    from lib.deadlines import parse_deadline

    if phrase is None:
        return None, None, None
    deadline = parse_deadline(phrase, year)
    return deadline.kind, deadline.start, deadline.end


def _kind(start: date | None, end: date | None) -> str:
    if end is None:
        return DeadlineKind.UNDETERMINED
    return DeadlineKind.WINDOW if start else DeadlineKind.BY


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return pd.Timestamp(value).date()
