"""Days that a cell's number format shows otherwise than the cell holds them: a month and no day, a number with its last nought."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from lib.ingest.grid import Grid
from lib.ingest.locate import Located
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import RowPlan

_LEAP_YEAR, _MONTHS = 2024, range(1, 13)


def with_changes(found: Sequence[CellValue], changed: Mapping[int, CellValue]) -> Sequence[CellValue]:
    """The column with some cells changed."""
    if not changed:
        return found
    cells = list(found)
    for item, value in changed.items():
        cells[item] = value
    return cells


def as_months(located: Located, plan: RowPlan, column: MappedColumn, found: Sequence[CellValue], noting: Noting) -> Sequence[CellValue]:
    """A first of the month that is shown as a month and no day is the whole month; said once for the column."""
    grid, sheet = located.grid, located.grid.sheet
    places = [item for item, y in enumerate(plan.items) if (grid.row_number(y), column.x + sheet.left) in sheet.months]
    changed: dict[int, CellValue] = {}
    for item in places:
        value = found[item]
        if isinstance(value, date) and value.day == 1:
            if not changed:
                noting.add("day_shown_as_month", Severity.INFO, grid, plan.items[item], column.x, value, (("header", column.text),))
            changed[item] = f"{value.year}年{value.month}月"
    return with_changes(found, changed)


def with_noughts(grid: Grid, plan: RowPlan, x: int, found: Sequence[CellValue]) -> Sequence[CellValue]:
    """Numbers that are shown with two decimals as they are shown: 6.3 under the format 0.00 is 6.30, the 30th of June.

    Where one of the column is no day as it is shown (4.50), the format tells of none of them what was typed, and all stay numbers.
    """
    sheet = grid.sheet
    if not sheet.noughts:
        return found
    shown: dict[int, CellValue] = {}
    for item, y in enumerate(plan.items):
        row, column = grid.anchors.get((y, x), (y, x))
        value = found[item]
        if isinstance(value, float) and (grid.row_number(row), column + sheet.left) in sheet.noughts:
            shown[item] = f"{value:.2f}"
    return with_changes(found, shown) if all(_may_be_day(str(text)) for text in shown.values()) else found


def _may_be_day(text: str) -> bool:
    """Whether 6.30 may be a month and its day, 14.10 or 2014.10 a year and its month."""
    first, second = (int(part) for part in text.split("."))
    if first in _MONTHS:
        return second <= monthrange(_LEAP_YEAR, first)[1]
    return second in _MONTHS
