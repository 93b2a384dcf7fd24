"""The cells of one table, column by column, as its items hold them.

Inside a merged range every row has the range's value. 同上 and its like take the value above. A phase that is
written once with blanks beneath is filled down only where the column is kept that way throughout, and it is said.
"""

from datetime import date

from lib.ingest.calendar import marked_phrases
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.locate import Located
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import CellValue, ErrorValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import RowPlan
from lib.ingest.table import Table
from lib.ingest.table_phases import banner_values, fill_phases, title_as_banner
from lib.schema import ColumnType, Opinion, SheetRole, Task, columns_of

_DITTO = frozenset(
    {
        "同上",
        "〃",
        '"',
        "''",
        "″",
        "“",
        "”",
        "同前",
        "ditto",
        "do.",
        "同上一项",
        "同上行",
        '-"-',
        "〃〃",
        "々",
        "同上。",
        "如上",
        "(同上)",
        "sameasabove",
        "asabove",
    }
)
_LONGEST_DITTO = 12
_NOT_DITTO = frozenset({Task.NUMBER, Task.TASK_ID, Opinion.FEEDBACK_ID})


def read_table(located: Located, plan: RowPlan, year: int | None, noting: Noting, *, is_one_of_several: bool = False) -> Table:
    """Take a table's cells, with merged ranges, 同上 and banners resolved.

    Args:
        located: the table.
        plan: its rows, sorted.
        year: the year of its deadlines.
        noting: where to say what a rule filled in.
        is_one_of_several: other task tables stand on the sheet, so that its title may be its phase.
    """
    types = {column.name: column.type for column in columns_of(located.mapped.role)}
    values = {
        column.name: _column(located, plan, column, types.get(column.name, ColumnType.TEXT), noting)
        for column in located.mapped.columns
        if column.name and ":" not in column.name
    }
    if located.mapped.ticks:
        values[Task.STATUS] = _ticked(located, plan)
    if located.mapped.calendar:
        _read_calendar(located, plan, values, noting)
    if plan.actuals:
        _take_actuals(located, plan, values, noting)
    if located.mapped.is_list:
        _note_list(located, plan, values, noting)
    table = Table(located, plan, year, values)
    if located.mapped.levels:
        _take_levels(table, noting)
    if table.role is SheetRole.TASKS:
        if (is_one_of_several or located.repeats) and not located.mapped.is_list:
            title_as_banner(table)
        fill_phases(table, noting)
    if table.role in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION) and Opinion.CATEGORY not in values:
        banner_values(table, Opinion.CATEGORY, noting)
    return table


def _take_actuals(located: Located, plan: RowPlan, values: dict[str, list[CellValue]], noting: Noting) -> None:
    """Rows of what happened give the actual days, and the state and progress, of the task planned above them."""
    grid, mapped = located.grid, located.mapped
    item_of = {y: item for item, y in enumerate(plan.items)}
    ends = mapped.place(Task.PLAN_DUE) if mapped.place(Task.PLAN_DUE) is not None else mapped.place(Task.DUE_TEXT)
    places = {Task.ACTUAL_START: mapped.place(Task.PLAN_START), Task.ACTUAL_DONE: ends}
    places |= {name: mapped.place(name) for name in (Task.STATUS, Task.PROGRESS)}
    for y, planned in plan.actuals.items():
        for name, x in places.items():
            if x is not None and grid.cells[y, x] is not None:
                values.setdefault(name, [None] * len(plan.items))[item_of[planned]] = grid.cells[y, x]
        noting.add("actual_row", Severity.INFO, grid, y, mapped.versions, grid.cells[y, mapped.versions or 0])


def _note_list(located: Located, plan: RowPlan, values: dict[str, list[CellValue]], noting: Noting) -> None:
    """A list or a board's column: the header may be the state of all, and it is said."""
    grid, y, x = located.grid, located.header[-1], located.mapped.columns[-1].x
    if located.mapped.state:
        values[Task.STATUS] = [located.mapped.state.replace("_", " ")] * len(plan.items)
        noting.add("board_of_columns", Severity.INFO, grid, y, x, grid.cells[y, x])
    else:
        noting.add("list_of_tasks", Severity.INFO, grid, y, x, grid.cells[y, x])


def _read_calendar(located: Located, plan: RowPlan, values: dict[str, list[CellValue]], noting: Noting) -> None:
    """Marks under months or days are the deadline where the table has no other."""
    columns, grid = located.mapped.calendar, located.grid
    values[Task.DUE_TEXT] = marked_phrases(grid, columns, plan.items)
    facts = (("first", grid.letters(columns[0].x)), ("last", grid.letters(columns[-1].x)))
    noting.add("due_from_calendar", Severity.INFO, grid, located.header[-1], columns[0].x, None, facts)


def _take_levels(table: Table, noting: Noting) -> None:
    """An outline in columns: the lowest level written in a row is its task, the highest one above it its phase."""
    levels, grid = table.located.mapped.levels, table.grid
    banners = {banner.y for banner in table.plan.banners}
    tasks: list[CellValue] = []
    phases: list[CellValue] = []
    top: CellValue = None
    rows = iter(sorted({*table.rows, *banners}))
    for y in rows:
        written = [grid.value(y, x) for x in levels]
        top = written[0] if written[0] is not None else top
        if y not in banners:
            tasks.append(next((value for value in reversed(written) if value is not None), None))
            phases.append(top)
    table.values[Task.TASK] = tasks
    if Task.PHASE not in table.values:
        table.values[Task.PHASE] = phases
        noting.add("phase_from_levels", Severity.WARNING, grid, table.located.header[-1], levels[0], phases[0] if phases else None)


def _ticked(located: Located, plan: RowPlan) -> list[CellValue]:
    """The state whose column is ticked; several ticks are written one after the other, for the reader of states to judge."""
    found: list[CellValue] = []
    for y in plan.items:
        words = [word for x, word in located.mapped.ticks if located.grid.value(y, x) is not None]
        found.append("，".join(words) or None)
    return found


def _column(located: Located, plan: RowPlan, column: MappedColumn, kind: ColumnType, noting: Noting) -> list[CellValue]:
    grid, x = located.grid, column.x
    start = located.start
    found: list[CellValue] = grid.cells[plan.items, x].tolist() if plan.items else []
    for item, y in enumerate(plan.items) if grid.anchors else ():
        anchor = grid.anchors.get((y, x))
        if anchor is not None and anchor[0] >= start:
            found[item] = grid.cells[anchor]
    if kind is ColumnType.DEADLINE and grid.sheet.months:
        _as_months(located, plan, column, found, noting)
    if column.name not in _NOT_DITTO:
        _resolve_ditto(grid, plan, x, found, noting)
    _join_continuations(grid, plan, x, kind, found)
    for item, value in enumerate(found) if ErrorValue in set(map(type, found)) else ():
        if type(value) is ErrorValue:
            noting.add("error_cell", Severity.ERROR, grid, plan.items[item], x, value, (("header", column.text),))
            found[item] = None if kind is not ColumnType.DEADLINE else value
    return found


def _as_months(located: Located, plan: RowPlan, column: MappedColumn, found: list[CellValue], noting: Noting) -> None:
    """A first of the month that is shown as a month and no day is the whole month; said once for the column."""
    grid, sheet = located.grid, located.grid.sheet
    places = [item for item, y in enumerate(plan.items) if (grid.row_number(y), column.x + sheet.left) in sheet.months]
    told = False
    for item in places:
        value = found[item]
        if isinstance(value, date) and value.day == 1:
            found[item] = f"{value.year}年{value.month}月"
            if not told:
                noting.add("day_shown_as_month", Severity.INFO, grid, plan.items[item], column.x, value, (("header", column.text),))
            told = True


def _resolve_ditto(grid: Grid, plan: RowPlan, x: int, found: list[CellValue], noting: Noting) -> None:
    short = {value for value in found if type(value) is str and len(value) <= _LONGEST_DITTO}
    dittos = {value for value in short if compared(value) in _DITTO}
    if not dittos:
        return
    above: CellValue = None
    for item, value in enumerate(found):
        if type(value) is str and value in dittos:
            if above is None:
                noting.add("ditto_unresolved", Severity.WARNING, grid, plan.items[item], x, value)
            else:
                noting.add("ditto", Severity.INFO, grid, plan.items[item], x, value, (("meaning", cell_text(above)[:60]),))
            found[item] = above
        else:
            above = value


def _join_continuations(grid: Grid, plan: RowPlan, x: int, kind: ColumnType, found: list[CellValue]) -> None:
    """Further lines of an item that is merged over several rows are kept with its first."""
    if not plan.continues or kind is not ColumnType.TEXT:
        return
    item_of = {y: item for item, y in enumerate(plan.items)}
    for y, main in plan.continues.items():
        value = grid.cells[y, x]
        if value is not None and main in item_of:
            before = found[item_of[main]]
            found[item_of[main]] = cell_text(value) if before is None else f"{cell_text(before)}\n{cell_text(value)}"
