"""The cells of one table, column by column, as its items hold them.

Inside a merged range every row has the range's value. 同上 and its like take the value above. A phase that is
written once with blanks beneath is filled down only where the column is kept that way throughout, and it is said.
"""

from collections.abc import Sequence

import numpy as np

from lib.ingest.calendar import marked_phrases, painted
from lib.ingest.coded import Coded, coded
from lib.ingest.file_texts import FileTexts
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headed_states import set_states_apart
from lib.ingest.locate import Located
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import CellValue, ErrorValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import RowPlan
from lib.ingest.samples import is_tick
from lib.ingest.shown_days import as_months, with_changes, with_noughts
from lib.ingest.split_days import joined_days, parts_left_of
from lib.ingest.states import read_state
from lib.ingest.table import Table
from lib.ingest.table_phases import fill_phases, title_as_banner
from lib.ingest.whom_about import take_categories, take_headings
from lib.ingest.years import YearSource
from lib.schema import ColumnType, Opinion, Rectification, SheetRole, Task, columns_of

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
_ROWS_NAMED = 20
_ANSWERS = frozenset({Opinion.TEXT, Opinion.ISSUE})
_NOT_DITTO = frozenset({Task.NUMBER, Task.TASK_ID, Opinion.FEEDBACK_ID})


def read_table(located: Located, plan: RowPlan, source: YearSource | None, noting: Noting, *, is_one_of_several: bool = False) -> Table:
    """Take a table's cells, with merged ranges, 同上 and banners resolved.

    Args:
        located: the table.
        plan: its rows, sorted.
        source: of the year of its deadlines.
        noting: where to say what a rule filled in.
        is_one_of_several: other task tables stand on the sheet, so that its title may be its phase.
    """
    types = {column.name: column.type for column in columns_of(located.mapped.role)}
    values: dict[str, Sequence[CellValue]] = {
        column.name: _column(located, plan, column, types.get(column.name, ColumnType.TEXT), noting)
        for column in located.mapped.columns
        if column.name and ":" not in column.name and not (located.mapped.questions and column.name == Opinion.FEEDBACK_ID)
    }  # the number of a sheet of answers is that of none of them
    if located.mapped.ticks:
        values[Task.STATUS] = _ticked(located, plan, noting)
    if located.mapped.calendar:
        _read_calendar(located, plan, values, noting)
    if plan.actuals:
        _take_actuals(located, plan, values, noting)
    if located.mapped.is_list:
        _note_list(located, plan, values, noting)
    year, academic = (source.year, source.academic) if source else (None, None)
    table = Table(located, plan, year, {name: coded(cells) for name, cells in values.items()}, academic)
    set_states_apart(table)
    if located.mapped.levels:
        _take_levels(table, noting)
    if table.role is SheetRole.TASKS:
        if (is_one_of_several or located.repeats) and not located.mapped.is_list:
            title_as_banner(table)
        fill_phases(table, noting)
    if table.role in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        take_headings(table, noting)
        take_categories(table, noting)
    return table


def _take_actuals(located: Located, plan: RowPlan, values: dict[str, Sequence[CellValue]], noting: Noting) -> None:
    """Rows of what happened give the actual days, and the state and progress, of the task planned above them."""
    grid, mapped = located.grid, located.mapped
    item_of = {y: item for item, y in enumerate(plan.items)}
    ends = mapped.place(Task.PLAN_DUE) if mapped.place(Task.PLAN_DUE) is not None else mapped.place(Task.DUE_TEXT)
    places = {Task.ACTUAL_START: mapped.place(Task.PLAN_START), Task.ACTUAL_DONE: ends}
    places |= {name: mapped.place(name) for name in (Task.STATUS, Task.PROGRESS)}
    changed: dict[str, dict[int, CellValue]] = {}
    for y, planned in plan.actuals.items():
        for name, x in places.items():
            if x is not None and grid.cells[y, x] is not None:
                changed.setdefault(name, {})[item_of[planned]] = grid.cells[y, x]
        noting.add("actual_row", Severity.INFO, grid, y, mapped.versions, grid.cells[y, mapped.versions or 0])
    values |= {name: with_changes(values.get(name, [None] * len(plan.items)), cells) for name, cells in changed.items()}


def _note_list(located: Located, plan: RowPlan, values: dict[str, Sequence[CellValue]], noting: Noting) -> None:
    """A list or a board's column: the header may be the state of all, and it is said."""
    grid, y, x = located.grid, located.header[-1], located.mapped.columns[-1].x
    if located.mapped.state:
        values[Task.STATUS] = [located.mapped.state.replace("_", " ")] * len(plan.items)
        noting.add("board_of_columns", Severity.INFO, grid, y, x, grid.cells[y, x])
    else:
        noting.add("list_of_tasks", Severity.INFO, grid, y, x, grid.cells[y, x])


def _read_calendar(located: Located, plan: RowPlan, values: dict[str, Sequence[CellValue]], noting: Noting) -> None:
    """Marks under months or days are the deadline where the table has no other."""
    columns, grid = located.mapped.calendar, located.grid
    bars = painted(grid, columns, located.mapped.place(Task.TASK) or 0, plan.items)
    values[Task.DUE_TEXT] = marked_phrases(grid, columns, plan.items, bars)
    facts = (("first", grid.letters(columns[0].x)), ("last", grid.letters(columns[-1].x)))
    place = (grid, located.header[-1], columns[0].x, None)
    coloured, dated = {y for y, _ in bars}, sum(phrase is not None for phrase in values[Task.DUE_TEXT])
    if not coloured or len(coloured) < dated:
        noting.add("due_from_calendar", Severity.INFO, *place, facts)
    if coloured and len(coloured) == dated:
        noting.add("due_from_bars", Severity.WARNING, *place, facts)
    elif coloured:
        rows = "、".join(str(grid.row_number(y)) for y in sorted(coloured)[:_ROWS_NAMED]) + ("…" if len(coloured) > _ROWS_NAMED else "")
        noting.add("due_from_bars_too", Severity.WARNING, *place, (*facts, ("count", len(coloured)), ("rows", rows)))


def _take_levels(table: Table, noting: Noting) -> None:
    """An outline in columns: the lowest level written in a row is its task, the highest one above it its phase."""
    levels, grid = table.located.mapped.levels, table.grid
    banners = {banner.y for banner in table.plan.banners}
    further: dict[int, list[int]] = {}
    for y, main in table.plan.continues.items():
        further.setdefault(main, []).append(y)
    tasks: list[CellValue] = []
    phases: list[CellValue] = []
    top: CellValue = None
    for y in sorted({*table.rows, *banners}):
        written = [grid.value(y, x) for x in levels]
        top = written[0] if written[0] is not None else top
        if y not in banners:
            tasks.append(_lowest(grid, levels, y, further.get(y, [])))
            phases.append(top)
    table.values[Task.TASK] = coded(tasks)
    if Task.PHASE not in table.values:
        table.values[Task.PHASE] = coded(phases)
        noting.add("phase_from_levels", Severity.WARNING, grid, table.located.header[-1], levels[0], phases[0] if phases else None)


def _lowest(grid: Grid, levels: Sequence[int], y: int, further: Sequence[int]) -> CellValue:
    """The text of the lowest level written in a row, with what the rows that continue it add."""
    x = next((x for x in reversed(levels) if grid.value(y, x) is not None), None)
    if x is None:
        return None
    more = [cell_text(grid.cells[row, x]) for row in further if grid.cells[row, x] is not None]
    return "\n".join([cell_text(grid.value(y, x)), *more]) if more else grid.value(y, x)


def _ticked(located: Located, plan: RowPlan, noting: Noting) -> list[CellValue]:
    """The state whose column is ticked; a row with several ticks, or with something else under a state, tells none, and it is said."""
    grid, ticks = located.grid, located.mapped.ticks
    words = "、".join(word for _, word in ticks)
    facts = (("columns", f"{grid.letters(ticks[0][0])}–{grid.letters(ticks[-1][0])}"), ("words", words))
    noting.add("status_from_ticks", Severity.INFO, grid, located.header[-1], ticks[0][0], None, facts)
    found: list[CellValue] = []
    for y in plan.items:
        cells = [(x, word, is_tick(grid.value(y, x))) for x, word in ticks]
        ticked = _without_reached([word for _, word, tick in cells if tick], located.mapped.role)
        other = next((x for x, _, tick in cells if tick is None), None)
        found.append(ticked[0] if len(ticked) == 1 and other is None else None)
        if other is not None:
            noting.add("tick_unread", Severity.WARNING, grid, y, other, grid.value(y, other), (("words", words),))
        elif len(ticked) > 1:
            first = next(x for x, _, tick in cells if tick)
            noting.add("ticks_several", Severity.WARNING, grid, y, first, None, (("words", "、".join(ticked)),))
    return found


def _without_reached(ticked: list[str], role: SheetRole) -> list[str]:
    """Of a problem that is ticked as done and as closed the closing: who goes on ticking leaves the tick that was there."""
    states = [read_state(word, ledger=role is not SheetRole.TASKS).state for word in ticked]
    is_closed = set(states) == {Rectification.DONE_UNCHECKED, Rectification.CLOSED}
    return [word for word, state in zip(ticked, states, strict=True) if state == Rectification.CLOSED] if is_closed else ticked


def _column(located: Located, plan: RowPlan, column: MappedColumn, kind: ColumnType, noting: Noting) -> Sequence[CellValue]:
    """The cells of one column: as codes, or as a list where something was put in their place."""
    grid, x = located.grid, column.x
    found: Sequence[CellValue] = grid.columns[x].taken(plan.rows())
    parts = parts_left_of(located.mapped, column) if kind in (ColumnType.DEADLINE, ColumnType.DATE) else ()
    if parts:
        return joined_days(grid, plan.items, x, parts)
    if grid.anchors:
        found = _merged_over(located, plan, x, found)
    if kind in (ColumnType.DEADLINE, ColumnType.DATE):
        found = with_noughts(grid, plan, x, found)
    if kind is ColumnType.DEADLINE and grid.sheet.months:
        found = as_months(located, plan, column, found, noting)
    if column.name not in _NOT_DITTO:
        found = _resolve_ditto(grid, plan, x, found, noting, frozenset() if column.name in _ANSWERS else plan.passed)
    if plan.continues and kind is ColumnType.TEXT:
        found = _join_continuations(grid, plan, x, found)
    values = coded(found)
    errors = values.places(lambda value: type(value) is ErrorValue) if ErrorValue in values.kinds() else []
    if not errors:
        return values
    changed = list(values)
    for item in errors:
        noting.add("error_cell", Severity.ERROR, grid, plan.items[item], x, changed[item], (("header", column.text),))
        if kind is not ColumnType.DEADLINE:
            changed[item] = None
    return changed


def _merged_over(located: Located, plan: RowPlan, x: int, found: Sequence[CellValue]) -> Sequence[CellValue]:
    """With the value of each merged range, that begins inside the table, in all its rows."""
    grid = located.grid
    changed = {
        item: grid.cells[anchor]
        for item, y in enumerate(plan.items)
        if (anchor := grid.anchors.get((y, x))) is not None and anchor[0] >= located.start
    }
    return with_changes(found, changed)


def _resolve_ditto(
    grid: Grid, plan: RowPlan, x: int, found: Sequence[CellValue], noting: Noting, passed: frozenset[int]
) -> Sequence[CellValue]:
    values = coded(found)
    dittos = {value for value in _short(values) if compared(value) in _DITTO}
    if not dittos:
        return found
    is_ditto = values.where(lambda value: type(value) is str and value in dittos)
    cells = list(values)
    for item in np.flatnonzero(is_ditto).tolist():
        value, above = cells[item], _above(grid, plan, x, cells, item, passed, dittos)
        if above is None:
            noting.add("ditto_unresolved", Severity.WARNING, grid, plan.items[item], x, value)
        else:
            noting.add("ditto", Severity.INFO, grid, plan.items[item], x, value, (("meaning", cell_text(above)[:60]),))
        cells[item] = above
    return cells


def _above(grid: Grid, plan: RowPlan, x: int, cells: Sequence[CellValue], item: int, passed: frozenset[int], dittos: set[str]) -> CellValue:
    """What a ditto stands for: the cell of the nearest row above, of one that was passed over too; a ditto above has its meaning already."""
    start = plan.items[item - 1] + 1 if item else min(passed, default=0)
    for y in range(plan.items[item] - 1, start - 1, -1):
        if y in passed and (value := grid.value(y, x)) not in dittos:
            return value
    return cells[item - 1] if item else None


def _short(values: Coded[CellValue]) -> set[str]:
    """The texts that are short enough for a ditto."""
    if isinstance(values.distinct, FileTexts):
        lengths = values.distinct.lengths
        return set(values.distinct.some(np.flatnonzero((lengths > 0) & (lengths <= _LONGEST_DITTO))))  # type: ignore[arg-type]
    return {value for value in values.distinct if type(value) is str and len(value) <= _LONGEST_DITTO}


def _join_continuations(grid: Grid, plan: RowPlan, x: int, found: Sequence[CellValue]) -> Sequence[CellValue]:
    """Further lines of an item that is merged over several rows are kept with its first."""
    cells = list(found)
    item_of = {y: item for item, y in enumerate(plan.items)}
    for y, main in plan.continues.items():
        value = grid.cells[y, x]
        if value is not None and main in item_of:
            before = cells[item_of[main]]
            cells[item_of[main]] = cell_text(value) if before is None else f"{cell_text(before)}\n{cell_text(value)}"
    return cells
