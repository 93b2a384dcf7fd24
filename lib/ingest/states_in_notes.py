"""A column of notes that also holds states: what is a state is read as one, what is prose stays a note and is said cell by cell.

Offices write 已完成 and 正在征求意见，预计下周定稿 into one column 进展情况. Where no other column says how far things are, the
first is a state as it stands; of the second nobody can tell, so its task stays unreported and it stays a note, in whatever proportion
the two are: what is prose in one week and in the next is one note, unchanged.
"""

from lib.ingest.grid import compared
from lib.ingest.headers import is_header_of
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.sheet_notes import SAY_STATES
from lib.ingest.states import plain_state, read_state
from lib.ingest.table import Table
from lib.schema import SheetRole, Status, Task

_ANSWERS = frozenset({"是", "否", "有", "无", "yes", "no", "y", "n", "x", "v", "1", "0", "true", "false", "ok", "na", "n/a"})
"""Words that answer a question; a column of notes asks none."""

_SHORTEST_PROSE = 5  # characters


def states_in_notes(table: Table, noting: Noting) -> None:
    """Give the tasks whose note is a state that state, leave the prose as their notes, and say which of it tells no state."""
    column = next((column for column in table.located.mapped.columns if _holds_notes(column, table.role)), None)
    if column is None or column.by_hand or not (SAY_STATES - {column.name}).isdisjoint(table.values) or column.name not in table.values:
        return
    written = table.values[column.name]
    place = (table.grid, table.located.header[-1], column.x, column.text)
    is_notes = column.name == Task.PROGRESS_NOTE
    is_prose = _tells_nothing if is_notes else _is_prose
    if table.role is SheetRole.TASKS and written.places(is_plain_state) and (is_notes or written.places(_is_prose)):
        table.values[Task.STATUS] = written.mapped(lambda value: None if is_prose(value) else value)
        table.values[Task.PROGRESS_NOTE] = written.mapped(lambda value: None if is_plain_state(value) else value)
        noting.add("states_in_notes", Severity.INFO, *place, (("count", len(written.places(tells_state))),))
        for item in written.places(is_prose):
            table.note(noting, "note_tells_no_state", Severity.WARNING, item, Task.PROGRESS_NOTE)
    elif is_notes and _bears_header_of_state(table, column):
        noting.add("state_column_read_as_note", Severity.WARNING, *place)


def _holds_notes(column: MappedColumn, role: SheetRole) -> bool:
    """Whether a column is one of notes, or headed as one and so full of states that it was read as the status."""
    is_state = column.name == Task.STATUS
    return column.name == Task.PROGRESS_NOTE or (is_state and is_header_of(column.text, role, Task.PROGRESS_NOTE))


def is_plain_state(value: CellValue) -> bool:
    """Whether a cell is a state and nothing else."""
    return isinstance(value, str) and compared(value) not in _ANSWERS and plain_state(value) not in (None, Status.NOT_REPORTED)


def tells_state(value: CellValue) -> bool:
    """Whether a state can be read from a cell, also beside other words, which is then said."""
    return isinstance(value, str) and compared(value) not in _ANSWERS and read_state(value).state not in (None, Status.NOT_REPORTED)


def _tells_nothing(value: CellValue) -> bool:
    """Whether a cell says something, and no state."""
    return isinstance(value, str) and bool(compared(value)) and not tells_state(value)


def _is_prose(value: CellValue) -> bool:
    """Whether a cell among states is a note: longer than a sign, or than a word for a state that is not known."""
    return _tells_nothing(value) and len(compared(str(value))) >= _SHORTEST_PROSE


def _bears_header_of_state(table: Table, column: MappedColumn) -> bool:
    """Whether a column of notes is headed as one of states (完成情况)."""
    is_reported = table.role in (SheetRole.TASKS, SheetRole.RECTIFICATION)
    return is_reported and is_header_of(column.text, table.role, Task.STATUS, weak=True)
