"""A column of notes that also holds states: what is a state is read as one, what is prose stays a note and is said cell by cell.

Offices write 已完成 and 正在征求意见，预计下周定稿 into one column 进展情况. Where no other column says how far things are, the
first is a state as it stands; of the second nobody can tell, so its task stays unreported.
"""

from lib.ingest.grid import compared
from lib.ingest.headers import normal
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.sheet_notes import SAY_STATES
from lib.ingest.states import plain_state, read_state
from lib.ingest.table import Table
from lib.schema import SheetRole, Status, Task, columns_of
from lib.schema.weak_headers import WEAK_HEADERS

_ANSWERS = frozenset({"是", "否", "有", "无", "yes", "no", "y", "n", "x", "v", "1", "0", "true", "false", "ok", "na", "n/a"})
"""Words that answer a question; a column of notes asks none."""


def states_in_notes(table: Table, noting: Noting) -> None:
    """Give the tasks whose note is a state that state, and say which notes tell none."""
    column = next((column for column in table.located.mapped.columns if column.name == Task.PROGRESS_NOTE), None)
    if column is None or not SAY_STATES.isdisjoint(table.values) or Task.PROGRESS_NOTE not in table.values:
        return
    notes = table.values[Task.PROGRESS_NOTE]
    place = (table.grid, table.located.header[-1], column.x, column.text)
    if table.role is SheetRole.TASKS and not column.by_hand and notes.places(_is_plain):
        table.values[Task.STATUS] = notes.mapped(lambda value: value if _tells(value) else None)
        noting.add("states_in_notes", Severity.INFO, *place, (("count", len(notes.places(_tells))),))
        for item in notes.places(lambda value: bool(compared(value)) and not _tells(value) if isinstance(value, str) else False):
            table.note(noting, "note_tells_no_state", Severity.WARNING, item, Task.PROGRESS_NOTE)
    elif not column.by_hand and _bears_header_of_state(table, column):
        noting.add("state_column_read_as_note", Severity.WARNING, *place)


def _is_plain(value: CellValue) -> bool:
    """Whether a cell is a state and nothing else."""
    return isinstance(value, str) and compared(value) not in _ANSWERS and plain_state(value) not in (None, Status.NOT_REPORTED)


def _tells(value: CellValue) -> bool:
    """Whether a state can be read from a cell, also beside other words, which is then said."""
    return isinstance(value, str) and compared(value) not in _ANSWERS and read_state(value).state not in (None, Status.NOT_REPORTED)


def _bears_header_of_state(table: Table, column: MappedColumn) -> bool:
    """Whether a column of notes is headed as one of states (完成情况)."""
    if table.role not in (SheetRole.TASKS, SheetRole.RECTIFICATION):
        return False
    known = next((known for known in columns_of(table.role) if known.name == Task.STATUS), None)
    weak = WEAK_HEADERS.get(table.role, {}).get(Task.STATUS, ())
    return known is not None and normal(column.text) in {normal(header) for header in (known.header, *known.synonyms, *weak)}
