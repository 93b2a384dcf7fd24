"""The cells of one table, column by column, as its items hold them.

Inside a merged range every row has the range's value. 同上 and its like take the value above. A phase that is
written once with blanks beneath is filled down only where the column is kept that way throughout, and it is said.
"""

import itertools
from dataclasses import dataclass
from datetime import date

from lib.ingest.calendar import marked_phrases
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.locate import Located
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import CellValue, ErrorValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.rows import Banner, RowPlan, banner_phase, is_heading
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


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its rows sorted: `rows[i]` is the grid row of item i, `values[name][i]` its cell."""

    located: Located
    plan: RowPlan
    year: int | None
    values: dict[str, list[CellValue]]

    @property
    def grid(self) -> Grid:
        """The sheet."""
        return self.located.grid

    @property
    def role(self) -> SheetRole:
        """What the table is."""
        return self.located.mapped.role

    @property
    def rows(self) -> list[int]:
        """The grid rows of the items."""
        return self.plan.items

    @property
    def zone(self) -> range:
        """The columns from the table's first to its last."""
        return range(self.located.mapped.left, self.located.mapped.right + 1)

    def column(self, name: str) -> int | None:
        """The place of a column, None where the table lacks it."""
        return self.located.mapped.place(name)

    def note(self, noting: Noting, code: str, severity: Severity, item: int, name: str, **facts: str | int) -> None:
        """Note a finding at an item's cell, or at its row where the table lacks the column."""
        x = self.column(name)
        values = self.values.get(name)
        value = values[item] if values is not None else None
        noting.add(code, severity, self.grid, self.rows[item], self.located.mapped.left if x is None else x, value, tuple(facts.items()))


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
            _title_as_banner(table)
        _fill_phases(table, noting)
    if table.role in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION) and Opinion.CATEGORY not in values:
        _banner_values(table, Opinion.CATEGORY, noting)
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


def _fill_phases(table: Table, noting: Noting) -> None:
    """Give every task its phase: by merged ranges (done), banners, or a phase written once."""
    x = table.column(Task.PHASE)
    if x is None:
        _banner_values(table, Task.PHASE, noting)
        if Task.PHASE not in table.values:
            _phases_from_outline(table, noting)
        return
    phases = table.values[Task.PHASE]
    _name_by_phase(table, phases, x, noting)
    if all(value is not None for value in phases):
        return
    if table.plan.banners:
        _fill_from_banners(table, phases, table.plan.banners)
    elif _is_written_once(table, x, phases):
        _fill_down(table, x, phases, noting)


def _title_as_banner(table: Table) -> None:
    """The line right above a table that is one of several, or whose header returns under such lines, names its phase."""
    located, grid = table.located, table.grid
    if table.column(Task.PHASE) is not None or (located.repeats and not table.plan.banners):
        return
    above = located.header[0] - 1
    own = [x for x in grid.own(above) if x in table.zone] if above in located.preamble else []
    if len(own) == 1 and isinstance(grid.cells[above, own[0]], str) and len(grid.cells[above, own[0]]) <= 30:
        table.plan.banners.insert(
            0,
            Banner(
                above,
                own[0],
                " ".join(cell_text(grid.cells[above, own[0]]).split()),
                sure=grid.span_width(above, own[0]) > 1 or is_heading(cell_text(grid.cells[above, own[0]])),
            ),
        )


def _name_by_phase(table: Table, phases: list[CellValue], x: int, noting: Noting) -> None:
    """A row with a phase, days or a state and no task of its own is the phase's summary: it is named by the phase."""
    tasks = table.values[Task.TASK]
    own = [table.grid.cells[y, x] for y in table.rows]
    if all(value is not None for value in own):
        return  # written on every row, so that it heads none
    for item, y in enumerate(table.rows):
        heads = item + 1 == len(own) or own[item + 1] is None
        if tasks[item] is None and own[item] is not None and heads:
            tasks[item] = phases[item]
            noting.add("task_named_by_phase", Severity.WARNING, table.grid, y, x, phases[item])


def _is_written_once(table: Table, x: int, phases: list[CellValue]) -> bool:
    """No merged phase anywhere, no phase written twice in a row, and a phase on the first task."""
    if not phases or phases[0] is None:
        return False
    if any(table.grid.span_height(y, x) > 1 for y in table.rows):
        return False
    return all(before is None or now is None or before != now for before, now in itertools.pairwise(phases))


def _fill_down(table: Table, x: int, phases: list[CellValue], noting: Noting) -> None:
    """Fill blanks with the phase above, one finding for each run."""
    first = 0
    for item in range(1, len(phases) + 1):
        if item < len(phases) and phases[item] is None:
            phases[item] = phases[first]
            continue
        if item - first > 1:
            facts = (
                ("phase", cell_text(phases[first])),
                ("first", table.grid.row_number(table.rows[first + 1])),
                ("last", table.grid.row_number(table.rows[item - 1])),
            )
            noting.add("phase_filled_down", Severity.WARNING, table.grid, table.rows[first + 1], x, phases[first], facts)
        first = item


def _fill_from_banners(table: Table, values: list[CellValue], banners: list[Banner]) -> None:
    texts = _texts_of_banners(table, banners)
    for item, value in enumerate(values):
        if value is None:
            values[item] = texts[item]


def _texts_of_banners(table: Table, banners: list[Banner]) -> list[CellValue]:
    """The banner above each item, None before the first."""
    found: list[CellValue] = []
    left = sorted(banners, key=lambda banner: banner.y)
    current: CellValue = None
    for y in table.rows:
        while left and left[0].y < y:
            current = banner_phase(left.pop(0).text)
        found.append(current)
    return found


def _banner_values(table: Table, name: str, noting: Noting) -> None:
    """Where the table has no such column, its banners carry it; said at each banner."""
    if not table.plan.banners:
        return
    values = _texts_of_banners(table, table.plan.banners)
    if all(value is None for value in values):
        return
    table.values[name] = values
    for banner in table.plan.banners:
        severity = Severity.INFO if banner.sure else Severity.WARNING
        code = "phase_from_banner" if name == Task.PHASE else "category_from_banner"
        noting.add(code, severity, table.grid, banner.y, banner.x, banner.text, (("phase", banner_phase(banner.text)),))


def _without_root(numbers: list[str]) -> list[str]:
    """Outline numbers without a first part that all share (1.1, 1.1.1, 1.2 → 1, 1.1, 2)."""
    while all("." in number for number in numbers if number) and len({number.partition(".")[0] for number in numbers if number}) == 1:
        numbers = [number.partition(".")[2] for number in numbers]
    return numbers


def _phases_from_outline(table: Table, noting: Noting) -> None:
    """Numbers such as 1, 1.1, 1.2, 2: the whole-numbered row above names the phase of those beneath it."""
    numbers = [cell_text(value).rstrip(".") for value in table.values.get(Task.NUMBER, [])]
    if len(numbers) < 4:
        return
    numbers = _without_root(numbers)
    beneath = [number.partition(".")[0] for number in numbers if "." in number]
    heads = {number: item for item, number in reversed(list(enumerate(numbers))) if number and "." not in number}
    if len(beneath) < 0.5 * len(numbers) or not all(top in heads for top in beneath):
        return
    tasks = table.values[Task.TASK]
    table.values[Task.PHASE] = [tasks[heads[top]] if (top := number.partition(".")[0]) in heads else None for number in numbers]
    first = min(heads.values())
    noting.add("phase_from_outline", Severity.WARNING, table.grid, table.rows[first], table.column(Task.NUMBER), numbers[first])
