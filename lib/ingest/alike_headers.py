"""One header means one thing throughout a file: 完成情况, a state on one sheet, is no free text on the next.

A header that may be either is settled by its cells, table by table. Where the sheets of a plan share it, the one that shows
it to be a state settles it for all, so that no sheet's progress is lost; cells that say no state are then findings.
So is a table whose words alone would not tell that it is one (问题描述 | 处置情况): the next month's sheet may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.ingest.grid import Grid, compared
from lib.ingest.header_rows import header_cells
from lib.ingest.headers import normal
from lib.ingest.locate import Located
from lib.ingest.row_plan import RowPlan
from lib.schema import SheetRole, Task

_ROLES = (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION)
_FIRST_ROWS = 12
_FEWEST_COLUMNS = 3

Header = tuple[tuple[int, str], ...]
"""The texts of a header, each with its column."""


def headers_of(found: Sequence[tuple[Grid, tuple[Located, ...]]]) -> dict[Header, tuple[Located, ...]]:
    """The headers under which tables were found, each with the tables of the first sheet that has it."""
    known: dict[Header, tuple[Located, ...]] = {}
    for grid, tables in found:
        for first in tables:
            header = _header(grid, first.header)
            if len(header) >= _FEWEST_COLUMNS:
                known.setdefault(header, tuple(table for table in tables if table.header == first.header))
    return known


def tables_alike(grid: Grid, known: Mapping[Header, tuple[Located, ...]]) -> tuple[str, tuple[Located, ...]]:
    """The tables of a sheet on which none was found, under the header that those of another sheet have, after the name of that one.

    None, and "", where it has no such header or no row beneath.
    """
    heights = {len(tables[0].header) for tables in known.values()}
    for y in range(min(grid.height, _FIRST_ROWS)):
        for height in heights:
            rows = tuple(range(y, y + height))
            if rows[-1] + 1 >= grid.height:
                continue
            tables = known.get(_header(grid, rows), ())
            if tables and any(len(grid.own(below)) > 1 for below in range(rows[-1] + 1, grid.height)):
                alike = (Located(grid, table.mapped, rows, grid.height, tuple(range(y)), frozenset()) for table in tables)
                return tables[0].grid.name, tuple(alike)
    return "", ()


def _header(grid: Grid, rows: tuple[int, ...]) -> Header:
    return tuple((cell.x, compared(cell.text)) for cell in header_cells(grid, rows))


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
