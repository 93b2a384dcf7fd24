"""What must be said about a sheet, its rows and single cells, apart from its headers and the rules about its contents."""

from lib.ingest.grid import Grid, cell_text
from lib.ingest.locate import Located
from lib.ingest.model import Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import Reason, RowPlan
from lib.ingest.table import Table
from lib.schema import Opinion, Task

_MOST_NAMED = 12
SAY_STATES = frozenset({Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE, Opinion.DONE, Opinion.CLOSED})
_DUE_NAMES = frozenset({Task.DUE_TEXT, Task.PLAN_DUE, Task.PLAN_START, Opinion.DUE_TEXT})


def note_sheet(grid: Grid, noting: Noting) -> None:
    """Hidden rows and columns are read like the others, and it is said."""
    rows = sorted(row for row in grid.sheet.hidden_rows if row < grid.sheet.top + grid.height and _row_filled(grid, row))
    if rows:
        y = rows[0] - grid.sheet.top
        noting.add("hidden_rows", Severity.WARNING, grid, y, grid.own(y)[0], None, (("count", len(rows)), ("rows", _runs(rows))))
    columns = sorted(x for x in grid.sheet.hidden_columns if _column_filled(grid, x))
    if columns:
        letters = "、".join(grid.letters(column - grid.sheet.left) for column in columns[:12])
        noting.add("hidden_columns", Severity.WARNING, grid, None, None, None, (("count", len(columns)), ("columns", letters)))


def note_rows(located: Located, plan: RowPlan, noting: Noting) -> None:
    """Something else that stands above a table or begins below it, and columns in it that have no header."""
    if located.mapped.is_list:
        return
    note_above(located, noting)
    named = {column.x for column in located.mapped.columns} | set(located.mapped.levels)
    for x in range(max(0, located.mapped.left - 1), min(located.mapped.right + 2, located.grid.width)):
        if x in named:
            continue
        filled = [y for y in plan.items if located.grid.columns[x].codes[y]]
        if len(filled) > 0.3 * len(plan.items):
            noting.add("column_without_header", Severity.WARNING, located.grid, filled[0], x, located.grid.cells[filled[0], x])
    empty = [y for y, reason in plan.aside if reason is Reason.NO_OPINION]
    if empty:
        facts = (("count", len(empty)), ("rows", _runs([located.grid.row_number(y) for y in empty])))
        noting.add("no_opinion_rows", Severity.INFO, located.grid, None, None, None, facts)
    if plan.cut is not None:
        y = next((row for row in range(plan.cut, located.stop) if located.grid.own(row)), plan.cut)
        x = located.grid.own(y)[0] if located.grid.own(y) else 0
        noting.add("other_table_below", Severity.WARNING, located.grid, y, x, located.grid.cells[y, x])


def note_above(located: Located, noting: Noting) -> None:
    """A table of figures that nobody reads above the first that is known, as the counts of a survey stand over its answers."""
    grid, rows = located.grid, [y for y in located.preamble if len(located.grid.own(y)) >= _OF_A_TABLE]
    head = next((y for y in rows if {y + 1, y + 2} <= set(rows) and all(isinstance(grid.cells[y, x], str) for x in grid.own(y))), None)
    if head is None or any(_figures(grid, y) < _FEWEST_FIGURES for y in (head + 1, head + 2)):
        return
    last = next(y for y in range(head, located.header[0]) if y + 1 not in rows)
    facts = (("rows", _runs([grid.row_number(y) for y in range(head, last + 1)])),)
    noting.add("other_table_above", Severity.WARNING, grid, head, grid.own(head)[0], _words(grid, head), facts)


_OF_A_TABLE = 3  # cells in a row
_FEWEST_FIGURES = 2


def _figures(grid: Grid, y: int) -> int:
    return sum(isinstance(grid.cells[y, x], int | float) for x in grid.own(y))


def _words(grid: Grid, y: int) -> str:
    return "、".join(" ".join(cell_text(grid.cells[y, x]).split()) for x in grid.own(y)[:_MOST_NAMED])


def note_cells(table: Table, noting: Noting) -> None:
    """Formulas without a stored value, texts at Excel's limit, cells that bear notes and those struck through, inside the table's items."""
    sheet, grid = table.grid.sheet, table.grid
    if sheet.noted:
        _note_notes(table, noting)
    if sheet.struck:
        _note_struck(table, noting)
    if not sheet.uncached and not sheet.cut:
        return
    rows = {grid.row_number(y) for y in (*table.rows, *table.plan.totals)}
    names = {column.x + sheet.left: column for column in table.located.mapped.columns if column.name}
    for code, cells in (("formula_uncached", sheet.uncached), ("text_cut", sheet.cut)):
        for row, column in sorted(cells):
            if row in rows and column in names:
                y, x = row - sheet.top, column - sheet.left
                severity = Severity.INFO if y in table.plan.totals else Severity.ERROR if code == "formula_uncached" else Severity.WARNING
                noting.add(code, severity, grid, y, x, None, (("header", names[column].text),))


def _note_notes(table: Table, noting: Noting) -> None:
    sheet, rows = table.grid.sheet, {table.grid.row_number(y) for y in table.rows}
    noted = [(row - sheet.top, x - sheet.left) for row, x in sorted(sheet.noted) if row in rows and x - sheet.left in table.zone]
    if noted:
        shown = "、".join(table.grid.address(y, x) for y, x in noted[:_MOST_LISTED]) + ("…" if len(noted) > _MOST_LISTED else "")
        noting.add("cell_notes", Severity.INFO, table.grid, *noted[0], None, (("count", len(noted)), ("cells", shown)))


def _note_struck(table: Table, noting: Noting) -> None:
    """Items whose text, or whose deadline or state, is struck through: read as written, for nobody knows what was meant."""
    x = next((x for name in (Task.TASK, Opinion.ISSUE, Opinion.TEXT) if (x := table.column(name)) is not None), None)
    sheet, grid = table.grid.sheet, table.grid
    rows = [y for y in table.rows if x is not None and (grid.row_number(y), x + sheet.left) in sheet.struck]
    if rows and x is not None:
        facts = (("count", len(rows)), ("rows", _runs([grid.row_number(y) for y in rows])))
        noting.add("struck_rows", Severity.WARNING, grid, rows[0], x, grid.cells[rows[0], x], facts)
    telling = [column.x for column in table.located.mapped.columns if column.name in _TOLD]
    cells = [(y, x) for y in table.rows if y not in rows for x in telling if (grid.row_number(y), x + sheet.left) in sheet.struck]
    if cells:
        shown = "、".join(grid.address(y, x) for y, x in cells[:_MOST_LISTED]) + ("…" if len(cells) > _MOST_LISTED else "")
        noting.add("struck_cells", Severity.WARNING, grid, *cells[0], grid.cells[cells[0]], (("count", len(cells)), ("cells", shown)))


_MOST_LISTED = 12
_TOLD = _DUE_NAMES | SAY_STATES | {Task.AGREED_DUE}
"""Columns whose words decide how an item stands; struck through, they may no longer hold."""


def _row_filled(grid: Grid, row: int) -> bool:
    y = row - grid.sheet.top
    return 0 <= y < grid.height and bool(grid.own(y))


def _column_filled(grid: Grid, column: int) -> bool:
    """Whether anything stands in a column beside its header: one that nobody filled in, as our template folds away, hides nothing."""
    x = column - grid.sheet.left
    return 0 <= x < grid.width and int((grid.columns[x].codes != 0).sum()) > 1


def _runs(rows: list[int]) -> str:
    """Rows in words: 3–5, 9."""
    parts: list[str] = []
    first = last = rows[0]
    for row in [*rows[1:], -1]:
        if row == last + 1:
            last = row
            continue
        parts.append(str(first) if first == last else f"{first}–{last}")
        first = last = row
    return ", ".join(parts[:12])
