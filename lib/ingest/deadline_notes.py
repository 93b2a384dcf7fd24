"""What must be said of a table's deadlines, at their cells: what was left open, and what a reading took for granted.

Where no day can be read it is one finding with the first reason; of what is blank, cell by cell, or once where that is the habit.
"""

from collections.abc import Sequence

import numpy as np

from lib.deadlines import Deadline, DeadlineNote, deadline_of_serial
from lib.ingest.coded import Coded, is_blank
from lib.ingest.days import DOUBTS, DeadlineReader
from lib.ingest.grid import cell_text
from lib.ingest.model import ErrorValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.table import Table
from lib.schema import DeadlineKind, Opinion, SheetRole, Task


def note_deadlines(table: Table, main: Coded[Deadline | None], noting: Noting) -> None:
    """Say what is unsure about each deadline, at its cell."""
    name = next((name for name in (Task.DUE_TEXT, Task.PLAN_DUE, Task.PLAN_START) if name in table.values), None)
    if name is None:
        return
    if name == Task.PLAN_START:
        noting.add("starts_only", Severity.WARNING, table.grid, table.located.header[-1], table.column(name))
    merged = table.values.get(Opinion.MERGED_INTO) if table.role is not SheetRole.TASKS else None
    counted = np.ones(len(main), dtype=bool) if merged is None else is_blank(merged)  # others are with the opinion they were merged into
    said = table.values[name].where(lambda value: type(value) is ErrorValue)  # as an error of its cell
    for item in np.flatnonzero(main.where(_says_something) & counted & ~said).tolist():
        _note_one(table, item, name, main[item], noting)  # type: ignore[arg-type]
    blank = [item for item in np.flatnonzero(main.where(_is_missing) & counted).tolist() if not table.is_uncached(item, name)]
    if blank:
        _note_blanks(table, blank, name, noting)


def note_agreed(table: Table, reader: DeadlineReader, noting: Noting) -> None:
    """An agreed deadline that gives no day: the first one goes on to hold, and it is said."""
    values = table.values.get(Task.AGREED_DUE)
    if values is None:
        return
    waits_for_year = (DeadlineKind.WINDOW, DeadlineKind.BY)
    read = values.mapped(reader.one)
    for item in read.places(lambda deadline: deadline is not None and deadline.end is None and deadline.kind not in waits_for_year):
        _note_doubt(table, item, Task.AGREED_DUE, read[item], noting)  # type: ignore[arg-type]
        table.note(noting, "agreed_unread", Severity.WARNING, item, Task.AGREED_DUE)


def note_planned(table: Table, reader: DeadlineReader, noting: Noting) -> None:
    """A planned end beside a deadline of another column is the one that holds: what is unsure about it is said too."""
    values = table.values.get(Task.PLAN_DUE)
    if values is None or table.role is not SheetRole.TASKS or Task.DUE_TEXT not in table.values:
        return
    read, is_error = values.mapped(reader.one), values.where(lambda value: type(value) is ErrorValue)
    for item in np.flatnonzero(read.where(_says_something) & ~is_error).tolist():
        _note_one(table, item, Task.PLAN_DUE, read[item], noting)  # type: ignore[arg-type]


def note_months(table: Table, reader: DeadlineReader, noting: Noting) -> None:
    """Deadlines that took their month from the sheet's name: said once for the table, at the first of them."""
    names = [name for name in (Task.DUE_TEXT, Task.PLAN_DUE, Task.PLAN_START) if name in table.values]
    if not names or not reader.in_month:
        return
    found = table.values[names[0]].places(lambda value: value is not None and cell_text(value).strip() in reader.in_month)
    if found:
        facts = (("count", len(found)), ("sheet", table.grid.name))
        noting.add("month_from_sheet", Severity.INFO, table.grid, table.rows[found[0]], table.column(names[0]), None, facts)


def note_order(table: Table, reader: DeadlineReader, noting: Noting) -> None:
    """Days such as 5/6/2014 of which other days of the table settle what is the month: said once for the table, at the first of them."""
    names = [name for name in (Task.DUE_TEXT, Task.PLAN_DUE, Task.PLAN_START) if name in table.values]
    places = [(name, item) for name in names for item in table.values[name].places(lambda value: cell_text(value) in reader.in_order)]
    if places:
        name, item = places[0]
        phrase = cell_text(table.values[name][item])
        facts = (("count", len(places)), ("phrase", phrase), ("day", reader.in_order[phrase]))
        noting.add("order_from_others", Severity.INFO, table.grid, table.rows[item], table.column(name), phrase, facts)


def _is_missing(deadline: Deadline | None) -> bool:
    return deadline is None or (not deadline.text and deadline.kind is DeadlineKind.UNDETERMINED)


def _says_something(deadline: Deadline | None) -> bool:
    """Whether a deadline is there and something may have to be said of it."""
    unread = (DeadlineKind.UNPARSED, DeadlineKind.UNDETERMINED)
    return deadline is not None and not _is_missing(deadline) and (deadline.kind in unread or bool(deadline.notes))


def _note_one(table: Table, item: int, name: str, deadline: Deadline, noting: Noting) -> None:
    """What is unsure about one deadline; where no day can be read, that alone, with the first reason."""
    is_of_end = deadline.kind is DeadlineKind.UNPARSED or Task.PLAN_START not in table.values
    if _note_doubt(table, item, name if is_of_end else Task.PLAN_START, deadline, noting) and (is_of_end or name == Task.PLAN_START):
        return
    notes = [note for note in deadline.notes if note.code not in _SAID_ELSEWHERE]
    if deadline.kind in (DeadlineKind.UNPARSED, DeadlineKind.UNDETERMINED) and not (name == Task.PLAN_START and deadline.start):
        code = _code_of_unread(table, item, name, deadline, [note.code for note in notes])
        reason = notes[0] if notes and code not in _SAYS_WHY else None
        facts = {"why": reason.code, **dict(reason.facts)} if reason else {}
        table.note(noting, code, Severity.WARNING, item, name, **facts, phrase=deadline.text)
        return
    for note in notes:
        told = Task.PLAN_START if _is_of_start(table, item, name, note) else name
        table.note(noting, f"deadline.{note.code}", Severity(str(note.level)), item, told, phrase=deadline.text, **dict(note.facts))


def _note_doubt(table: Table, item: int, name: str, deadline: Deadline, noting: Noting) -> bool:
    """Say why the day of a cell was left open, which days a number may be; whether it was."""
    doubt = next((note for note in deadline.notes if note.code in DOUBTS), None)
    if doubt is not None:
        table.note(noting, doubt.code, Severity.WARNING, item, name, **dict(doubt.facts))
    return doubt is not None


def _is_of_start(table: Table, item: int, name: str, note: DeadlineNote) -> bool:
    """Whether it is the start's cell, of two, whose number was read as a day."""
    starts = table.values.get(Task.PLAN_START)
    if note.code != "read_as_serial" or starts is None or name == Task.PLAN_START:
        return False
    start, end = starts[item], table.values[name][item]
    return isinstance(start, int | float) and note in deadline_of_serial(float(start)).notes and start != end


def _code_of_unread(table: Table, item: int, name: str, deadline: Deadline, reasons: Sequence[str]) -> str:
    if deadline.kind is DeadlineKind.UNPARSED:
        return "deadline_unparsed"
    if table.values[name][item] is None:
        return "deadline_missing"
    return next((code for reason, code in _SETTLED_BY_SETTINGS if reason in reasons), "deadline_undetermined")


_SETTLED_BY_SETTINGS = (
    ("week_number", "deadline_needs_weeks"),
    ("school_calendar", "deadline_needs_school_year"),
    ("month_missing", "deadline_needs_month"),
)
_SAYS_WHY = frozenset({"deadline_missing", *(code for _, code in _SETTLED_BY_SETTINGS)})
_SAID_ELSEWHERE = frozenset({"year_missing", "not_understood", "not_fixed", *DOUBTS})


def _note_blanks(table: Table, items: Sequence[int], name: str, noting: Noting) -> None:
    """Blank deadlines: cell by cell where most rows have one, once for the table where it is the habit."""
    if len(items) <= 0.3 * len(table.rows):
        for item in items:
            table.note(noting, "deadline_missing", Severity.WARNING, item, name, phrase="")
        return
    facts = (("blank", len(items)), ("rows", len(table.rows)))
    noting.add("deadlines_mostly_blank", Severity.INFO, table.grid, table.located.header[-1], table.column(name), None, facts)
