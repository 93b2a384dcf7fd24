"""One header means one thing throughout a file: 完成情况, a state on one sheet, is no free text on the next.

A header that may be either is settled by its cells, table by table. Where the sheets of a plan share it, the one that shows
it to be a state settles it for all, so that no sheet's progress is lost; cells that say no state are then findings.
"""

from dataclasses import replace

from lib.ingest.headers import normal
from lib.ingest.locate import Located
from lib.ingest.row_plan import RowPlan
from lib.schema import SheetRole, Task

_ROLES = (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION)


def with_same_states(tables: list[tuple[Located, RowPlan]]) -> list[tuple[Located, RowPlan]]:
    """The tables, with a column of notes named as the state where another table of the kind has its state under that header."""
    states = {
        (table.mapped.role, normal(column.text))
        for table, _ in tables
        if table.mapped.role in _ROLES
        for column in table.mapped.columns
        if column.name == Task.STATUS and not column.by_hand
    }
    return [(_renamed(table, states), plan) for table, plan in tables] if states and len(tables) > 1 else tables


def _renamed(table: Located, states: set[tuple[SheetRole, str]]) -> Located:
    mapped = table.mapped
    if mapped.ticks or mapped.place(Task.STATUS) is not None:
        return table
    columns = tuple(
        replace(column, name=str(Task.STATUS))
        if column.name == Task.PROGRESS_NOTE and not column.by_hand and (mapped.role, normal(column.text)) in states
        else column
        for column in mapped.columns
    )
    return replace(table, mapped=replace(mapped, columns=columns))
