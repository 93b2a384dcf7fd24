"""Tables to frames: every column coerced, the window of each deadline, the due days and the slip.

A task's due day is the agreed one, else the planned one, else the last day of its window.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.deadlines import Deadline, SchoolCalendar
from lib.ingest import coerce, state_cells
from lib.ingest.calendar import read_duration
from lib.ingest.coded import Coded, all_alike, coded, is_blank, together
from lib.ingest.days import DeadlineReader
from lib.ingest.deadline_notes import note_agreed, note_deadlines, note_months, note_order, note_planned
from lib.ingest.frames import column_names, typed_frame
from lib.ingest.headers import is_header_of
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.sheet_months import month_of_sheet
from lib.ingest.states import is_lamp
from lib.ingest.table import Table
from lib.schema import ColumnType, Opinion, Rectification, Rule, SheetRole, Status, Task, columns_of

_UPRIGHT: Mapping[str, int] = {Task.PHASE: 2, Task.OWNER_UNIT: 1}
"""Names that narrow merged cells hold upright, with the signs a line has there; two units of two signs may stand beneath each other."""


def frame_of(table: Table, noting: Noting, lamps: Mapping[str, str], calendar: SchoolCalendar | None = None) -> pd.DataFrame:
    """The typed rows of one table; deadlines, states and shares read, what is unsure noted."""
    columns: dict[str, object] = {}
    reader = DeadlineReader(table.year, _day_cells(table), _spans(table), calendar, table.academic, month_of_sheet(table.grid.name))
    if table.role is SheetRole.TASKS:
        _ends_from_durations(table, reader, noting)
    for column in columns_of(table.role):
        if column.name not in table.values:
            continue
        if column.name == Opinion.CATEGORY and table.role is not SheetRole.TASKS:
            columns[column.name] = coerce.labels(table.values[column.name])
        elif column.name in _UPRIGHT:
            columns[column.name] = coerce.written_upright(table.values[column.name], _UPRIGHT[column.name])
        elif column.type in (ColumnType.TEXT, ColumnType.DEADLINE):
            columns[column.name] = coerce.texts(table.values[column.name])
        elif column.type is ColumnType.DATE:
            columns[column.name] = coerce.days(table, column.name, reader, noting)
        elif column.type is ColumnType.NUMBER:
            columns[column.name] = coerce.counts(table, column.name, noting)
        elif column.type is ColumnType.SHARE:
            columns[column.name] = coerce.shares(table, column.name, noting)
        elif column.type not in (ColumnType.STATUS, ColumnType.RECTIFICATION):
            columns[column.name] = coerce.vocabulary(table, column.name, column.type, noting)
    coerce.note_gates(table, noting)
    if Opinion.TARGET in table.values and table.role is not SheetRole.TASKS:
        columns[Opinion.TARGET_TEXT] = coerce.texts(table.values[Opinion.TARGET])
    if table.role in (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        columns |= _placed(table)
        columns |= _states(table, columns, noting, lamps)
        columns |= _deadlines(table, reader, noting)
        note_months(table, reader, noting)
        note_order(table, reader, noting)
    elif Rule.STATUS in table.values:
        columns[Rule.STATUS] = state_cells.states(table, Rule.STATUS, noting, lamps)[0]
    return typed_frame(table.role, columns, len(table.rows))


def _spans(table: Table) -> list[tuple[CellValue, CellValue]]:
    """The different couples of a start and an end cell."""
    starts, ends = table.values.get(Task.PLAN_START), table.values.get(Task.DUE_TEXT) or table.values.get(Task.PLAN_DUE)
    return together(starts, ends, lambda start, end: (start, end)).values_here() if starts and ends else []


def _ends_from_durations(table: Table, reader: DeadlineReader, noting: Noting) -> None:
    """A start and a duration without an end: the end is computed where the unit is known, and it is said either way."""
    column, starts = table.located.mapped.duration, table.values.get(Task.PLAN_START)
    if column is None or starts is None or Task.DUE_TEXT in table.values or Task.PLAN_DUE in table.values:
        return
    amounts = [read_duration(table.grid.value(y, column.x), column.unit) for y in table.rows]
    units = {amount.unit for amount in amounts if amount is not None}
    if not units:
        return
    ends: list[date | None] = []
    for start, amount in zip(starts, amounts, strict=True):
        begins = reader.one(start)
        first = (begins.start or begins.end) if begins else None
        ends.append(amount.last_day(first) if amount and first else None)
    place = (table.grid, table.located.header[-1], column.x)
    if any(end is not None for end in ends):
        table.values[Task.PLAN_DUE] = coded(ends)
        code = "end_from_workdays" if "workdays" in units else "end_from_duration"
        noting.add(code, Severity.INFO, *place)
    if "" in units:
        noting.add("duration_without_unit", Severity.WARNING, *place)


def _day_cells(table: Table) -> list[CellValue]:
    """All different cells under headers of days."""
    kinds = (ColumnType.DATE, ColumnType.DEADLINE)
    columns = [table.values[column.name] for column in columns_of(table.role) if column.type in kinds and column.name in table.values]
    return [value for column in columns for value in column.values_here()]


def _placed(table: Table) -> dict[str, object]:
    """Where each row stands."""
    numbers = table.plan.rows() + table.grid.sheet.top
    text = pa.large_string()
    placed: dict[str, object] = {
        Task.ROW: numbers,
        Task.SHEET: all_alike(table.grid.name, len(numbers)),
        Task.REF: pc.binary_join_element_wise(pa.scalar(table.grid.name, text), _shown_place(table, numbers), pa.scalar("!", text)),
    }
    if table.role is not SheetRole.TASKS:
        placed[Opinion.ROLE] = all_alike(str(table.role), len(numbers))
    return placed


def _shown_place(table: Table, numbers: np.ndarray) -> pa.Array:
    """The row of each item; its cell where one row holds several."""
    text, asked = pa.large_string(), table.located.mapped.asked
    rows = pa.array(numbers).cast(text)
    if asked is None:
        return rows
    return pc.binary_join_element_wise(pa.scalar(table.grid.letters(asked), text), rows, pa.scalar("", text))


def _states(table: Table, columns: dict[str, object], noting: Noting, lamps: Mapping[str, str]) -> dict[str, object]:
    """State and written word; where there is no status column, what the progress or the done day says."""
    is_task = table.role is SheetRole.TASKS
    blank = state_cells.not_reported(table) if table.role is not SheetRole.FEEDBACK else None
    if Task.STATUS in table.values:
        beside: Coded[float | None] | None = columns[Task.PROGRESS] if is_task and coerce.has_progress(table) else None  # type: ignore[assignment]
        states, said = state_cells.states(table, Task.STATUS, noting, lamps, beside)
        if beside is not None:
            states = _lamps_by_progress(table, states, beside, noting)
        result: dict[str, object] = {
            Task.STATUS: states.mapped(lambda state: state or blank),
            Task.STATUS_TEXT: coerce.texts(table.values[Task.STATUS]),
        }
        if is_task and Task.PROGRESS not in table.values and not is_blank(said).all():
            result[Task.PROGRESS] = said
        return result
    if is_task and coerce.has_progress(table):
        _note_status_from_progress(table, noting)
        return {Task.STATUS: columns[Task.PROGRESS].mapped(_state_of_share)}  # type: ignore[attr-defined]
    return {Task.STATUS: _states_of_days(table, columns, blank, noting)}


def _note_status_from_progress(table: Table, noting: Noting) -> None:
    """That the states follow from the progress; where a column called status holds notes, that it does."""
    note = next((column for column in table.located.mapped.columns if column.name == Task.PROGRESS_NOTE), None)
    place = (table.grid, table.located.header[-1], table.column(Task.PROGRESS))
    if note is None or not is_header_of(note.text, SheetRole.TASKS, Task.STATUS):
        noting.add("status_from_progress", Severity.INFO, *place)
    else:
        noting.add("status_is_notes", Severity.INFO, *place, None, (("notes", note.text),))


def _states_of_days(table: Table, columns: dict[str, object], blank: str | None, noting: Noting) -> Coded[str | None]:
    """The states that the actual days tell where nothing else does: done, or only begun."""
    is_task = table.role is SheetRole.TASKS
    done_name = Task.ACTUAL_DONE if is_task else Opinion.DONE
    done = columns.get(done_name)
    if not isinstance(done, Coded) or is_blank(done).all():
        return all_alike(blank, len(table.rows))
    begun = columns.get(Task.ACTUAL_START) if is_task else None
    if isinstance(begun, Coded) and not is_blank(begun).all():
        noting.add("status_from_days", Severity.INFO, table.grid, table.located.header[-1], None)
        return together(done, begun, partial(_state_of_days, blank))
    place = table.located.mapped.versions if table.column(done_name) is None else table.column(done_name)
    noting.add("status_from_date", Severity.INFO, table.grid, table.located.header[-1], place)
    state = Status.DONE if is_task else Rectification.DONE_UNCHECKED
    return done.mapped(lambda day: blank if day is None else str(state))


def _state_of_days(blank: str | None, done: object, begun: object) -> str | None:
    """What the actual days say of a task: a day on which it was done, or only one on which it began."""
    if done is not None:
        return str(Status.DONE)
    return blank if begun is None else str(Status.IN_PROGRESS)


def _lamps_by_progress(table: Table, states: Coded[str | None], shares: Coded[float | None], noting: Noting) -> Coded[str | None]:
    """Where the status column holds only colours, the progress beside it says the state."""
    lamps = table.values[Task.STATUS].where(lambda value: value is not None and is_lamp(value))
    known = np.flatnonzero(lamps & is_blank(states) & ~is_blank(shares)).tolist()
    if not known:
        return states
    table.note(noting, "status_lamp_by_progress", Severity.INFO, known[0], Task.STATUS)
    found = list(states)
    for item in known:
        found[item] = _state_of_share(shares[item])
    return coded(found)


def _state_of_share(share: float | None) -> str:
    if share is None:
        return str(Status.NOT_REPORTED)
    if share >= 1:
        return str(Status.DONE)
    return str(Status.IN_PROGRESS if share > 0 else Status.NOT_STARTED)


def _deadlines(table: Table, reader: DeadlineReader, noting: Noting) -> dict[str, object]:
    """Kind and window, the phrase as written, planned and agreed days, due day and slip."""
    main = read_deadlines(table, reader)
    ends = main.mapped(lambda deadline: deadline.end if deadline else None)
    plan_due: Coded[date | None] = all_alike(None, len(table.rows))
    if table.role is SheetRole.TASKS:
        plan_due = _day_of(table, Task.PLAN_DUE, reader)
    agreed = _day_of(table, Task.AGREED_DUE, reader)
    original: Coded[date | None] = together(ends, plan_due, lambda end, plan: plan or end)
    result: dict[str, object] = {
        Task.DUE_TEXT: main.mapped(lambda deadline: deadline.text or None if deadline else None),
        Task.KIND: main.mapped(lambda deadline: str(deadline.kind) if deadline else None),
        Task.START: main.mapped(lambda deadline: deadline.start if deadline else None),
        Task.END: ends,
        Task.AGREED_DUE: agreed,
        Task.ORIGINAL_DUE: original,
        Task.DUE: together(original, agreed, lambda old, new: new or old),
        Task.SLIP_DAYS: together(original, agreed, _slip),
    }
    if table.role is SheetRole.TASKS:
        result[Task.PLAN_START] = _starts(table, reader)
        result[Task.PLAN_DUE] = plan_due
    note_deadlines(table, main, noting)
    note_planned(table, reader, noting)
    note_agreed(table, reader, noting)
    return result


def _slip(old: date | None, new: date | None) -> int | None:
    return (new - old).days if new and old else None


def read_deadlines(table: Table, reader: DeadlineReader) -> Coded[Deadline | None]:
    """The deadline of each row: from a start and an end column, or from one."""
    end_name = Task.DUE_TEXT if Task.DUE_TEXT in table.values else Task.PLAN_DUE
    ends = table.values.get(end_name)
    starts = table.values.get(Task.PLAN_START)
    if starts is None and ends is None:
        return all_alike(None, len(table.rows))
    if starts is None:
        return (ends or coded([])).mapped(reader.one)
    if ends is None:
        return starts.mapped(lambda value: reader.span(value, None))
    left, right, anchors = table.column(Task.PLAN_START) or 0, table.column(end_name) or 0, table.grid.anchors
    whole = np.array([bool(anchors) and anchors.get((y, right)) == (y, left) for y in table.rows], dtype=np.int32)  # one cell over both
    spans = together(starts, ends, lambda start, end: (start, end))
    is_whole: Coded[bool] = Coded(whole, [False, True])
    return together(spans, is_whole, lambda span, is_one: reader.one(span[0]) if is_one else reader.span(*span))


def _day_of(table: Table, name: str, reader: DeadlineReader) -> Coded[date | None]:
    """The last day of a column's deadlines."""
    values = table.values.get(name)
    if values is None:
        return all_alike(None, len(table.rows))
    return values.mapped(reader.one).mapped(lambda deadline: deadline.end if deadline else None)


def _starts(table: Table, reader: DeadlineReader) -> Coded[date | None]:
    """The first day of the start column; "by 3月11日" as a start is that day."""
    values = table.values.get(Task.PLAN_START)
    if values is None:
        return all_alike(None, len(table.rows))
    return values.mapped(reader.one).mapped(lambda deadline: deadline.start or deadline.end if deadline else None)


def joined(frames: Sequence[pd.DataFrame], role: SheetRole) -> pd.DataFrame:
    """One frame of several tables, in their order."""
    if not frames:
        return typed_frame(role, {}, 0)
    if len(frames) == 1:
        return frames[0]
    whole = pd.concat(frames, ignore_index=True)
    return whole[list(column_names(role))]
