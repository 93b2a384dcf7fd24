"""From single cells to one rectangle: far cells are left out, merged areas kept in bounds.

A cell at the last corner of a sheet would ask for a rectangle of 17 billion cells. The main block is
the part with most cells; whatever lies beyond a wide empty gap is left out and said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.errors import Refused
from lib.ingest.model import CellValue, MergedRange
from lib.ingest.read.limits import Limits

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_LOOKS = 10
_SPARSE = 20  # a sheet with fewer filled rows than one in so many is a ladder of strays

SparseRows = Mapping[int, Mapping[int, CellValue]]


@dataclass(frozen=True, slots=True)
class Block:
    """A dense grid cut from sparse cells: where it starts, and the places left out."""

    grid: list[list[CellValue]]
    top: int
    left: int
    left_out: tuple[tuple[int, int], ...]


def main_run(weights: Mapping[int, int], gap: int) -> tuple[int, int]:
    """First and last index of the heaviest run without an empty gap wider than `gap`.

    Args:
        weights: how many cells stand at each index; not empty.
        gap: the widest stretch of empty indices that a table may hold.
    """
    best = run = (0, 0, 0)
    previous: int | None = None
    for index in sorted(weights):
        if previous is None or index - previous > gap:
            run = (0, index, index)
        run = (run[0] + weights[index], run[1], index)
        best = max(best, run, key=lambda one: one[0])
        previous = index
    return best[1], best[2]


def row_gap(weights: Mapping[int, int], limits: Limits) -> int:
    """The widest stretch of empty rows that a table of this sheet may hold; small where nearly all rows are empty."""
    spread = max(weights) - min(weights) + 1
    return limits.gap_rows if spread < _SPARSE * len(weights) + limits.gap_rows else limits.gap_rows // _SPARSE


def dense(rows: SparseRows, limits: Limits, sheet: str) -> Block:
    """Lay sparse cells out as one rectangle around the main block.

    Args:
        rows: row number to column number to value, 1-based, without blanks.
        limits: the widest gaps and the largest rectangle.
        sheet: named in the refusal.

    Raises:
        Refused: the cells lie so scattered that no sensible rectangle holds them.
    """
    weight_of_row = {row: len(cells) for row, cells in rows.items() if cells}
    if not weight_of_row:
        return Block([], 1, 1, ())
    top, bottom = main_run(weight_of_row, row_gap(weight_of_row, limits))
    weight_of_column: dict[int, int] = {}
    for row, cells in rows.items():
        if top <= row <= bottom:
            for column in cells:
                weight_of_column[column] = weight_of_column.get(column, 0) + 1
    left, right = main_run(weight_of_column, limits.gap_columns)
    check_area(bottom - top + 1, right - left + 1, limits, sheet)
    width = right - left + 1
    grid: list[list[CellValue]] = [[None] * width for _ in range(bottom - top + 1)]
    left_out: list[tuple[int, int]] = []
    for row, cells in rows.items():
        for column, value in cells.items():
            if top <= row <= bottom and left <= column <= right:
                grid[row - top][column - left] = value
            else:
                left_out.append((row, column))
    return Block(grid, top, left, tuple(sorted(left_out)))


def _hides_a_table(area: MergedRange, block: Block) -> bool:
    """Whether several rows and columns with values are said to be one cell: such a merge cannot be meant."""
    if area.top == area.bottom or area.left == area.right:
        return False
    left, right = max(area.left - block.left, 0), area.right - block.left + 1
    lines = block.grid[max(area.top - block.top, 0) : area.bottom - block.top + 1]
    return sum(value is not None for line in lines for value in line[left:right]) > 1


def check_area(height: int, width: int, limits: Limits, sheet: str) -> None:
    """Refuse a rectangle that is larger than the ceiling."""
    if height * width > limits.area:
        raise Refused("too_spread", sheet=sheet, rows=height, columns=width)


def keep_merges(found: Iterable[MergedRange], block: Block, limits: Limits) -> tuple[tuple[MergedRange, ...], int]:
    """Merged areas cut to the grid, without overlaps, and how many were left out.

    A merge can claim a whole sheet; beyond the last used row and column it says nothing.
    """
    bottom = block.top + len(block.grid) - 1
    right = block.left + (len(block.grid[0]) if block.grid else 0) - 1
    room = len(block.grid) * (right - block.left + 1)
    looks = _LOOKS * room  # overlapping claims must not make us look at the same cells for ever
    kept: list[MergedRange] = []
    dropped = 0
    for one in found:
        cut = MergedRange(one.top, one.left, min(one.bottom, bottom), min(one.right, right))
        if cut.bottom < cut.top or cut.right < cut.left or cut.bottom < block.top or cut.right < block.left:
            continue
        cells = (cut.bottom - cut.top + 1) * (cut.right - cut.left + 1)
        if cells == 1:
            continue
        looks -= cells
        if looks < 0 or cells > room or len(kept) >= limits.merges or _hides_a_table(cut, block):
            dropped += 1
            continue
        room -= cells
        kept.append(cut)
    return tuple(kept), dropped
