"""Tasks written in two rows: the plan, and beneath it what happened."""

from collections.abc import Sequence

from lib.ingest.grid import Grid, compared
from lib.ingest.mapped import HeaderCell
from lib.ingest.model import CellValue
from lib.ingest.samples import CELLS_LOOKED_AT

_VERSIONS = frozenset({"计划", "实际", "预计", "plan", "planned", "actual"})
_ACTUAL_VERSION = frozenset({"实际", "actual"})


def is_actual(value: CellValue) -> bool:
    """Whether a cell says that its row is what happened, not what was planned."""
    return isinstance(value, str) and compared(value) in _ACTUAL_VERSION


def versions_column(grid: Grid, cells: Sequence[HeaderCell], body: range) -> int | None:
    """The column that says 计划 and 实际 by turns, where a plan and its actual stand in two rows."""
    for cell in cells:
        words: set[str] = set()
        for y in grid.filled(cell.x, body)[:CELLS_LOOKED_AT]:
            value = grid.cells[y, cell.x]
            words.add(compared(value) if isinstance(value, str) else "")
            if not words <= _VERSIONS:
                break  # nearly always at the first
        else:
            if len(words) == len(_ACTUAL_VERSION) and words & _ACTUAL_VERSION:
                return cell.x
    return None
