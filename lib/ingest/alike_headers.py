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


def with_same_plans(tables: list[tuple[Located, RowPlan]]) -> list[tuple[Located, RowPlan]]:
    """The tables, with a column of days of completion read as the plan where another table's cells show that its header means the plan."""
    plans = {
        normal(column.text)
        for table, _ in tables
        for column in table.mapped.columns
        if table.mapped.role is SheetRole.TASKS and column.x == table.mapped.planned
    }
    return [(_planned(table, plans), plan) for table, plan in tables] if plans and len(tables) > 1 else tables


def _planned(table: Located, plans: set[str]) -> Located:
    mapped = table.mapped
    done = next((column for column in mapped.columns if column.name == Task.ACTUAL_DONE), None)
    has_plan = any(mapped.place(name) is not None for name in (Task.DUE_TEXT, Task.PLAN_DUE, Task.ACTUAL_START))
    if mapped.role is not SheetRole.TASKS or done is None or done.by_hand or has_plan or normal(done.text) not in plans:
        return table
    columns = tuple(replace(column, name=str(Task.PLAN_DUE)) if column is done else column for column in mapped.columns)
    return replace(table, mapped=replace(mapped, columns=columns, planned=done.x))


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
