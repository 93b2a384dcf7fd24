"""Rows of a body that share words with headers (部门, 建议, 96%), told from headers without naming their columns.

Naming a row's columns looks at hundreds of cells beneath it, which is dear where every row of a long ledger holds two such
words. The words alone bound what a row could name: `is_body` says yes only where naming it would lead to the same.
"""

from collections.abc import Sequence, Set

from lib.ingest.choices import Choices
from lib.ingest.grid import Grid, compared
from lib.ingest.header_rows import header_cells, side_by_side
from lib.ingest.headers import normal
from lib.ingest.mapped import HeaderCell, Mapped
from lib.ingest.mapping import may_be_table, most_named

_FEWEST = 3
_SHARE_NAMED = 0.6
_SHARE_IN_COLUMNS = 0.5
_SHARE_RETURNING = 0.7


class BodyRows:
    """Knows the rows that are surely no header, beneath one header or before the first."""

    def __init__(self, grid: Grid, choices: Choices, above: Sequence[Mapped] = ()) -> None:
        """Compare with the tables of the header above; with none where no header was found yet."""
        columns = [column for table in above for column in table.columns]
        self._grid = grid
        self._by_hand = {form for choice in choices.given for form in (normal(choice.header), compared(choice.header))}
        self._columns = {column.x for column in columns}
        self._named = {(column.x, compared(column.text)) for column in columns if column.name}

    def is_body(self, y: int) -> bool:
        """Whether a row, taken alone, names no table that we know, or so little that it counts as a row of the table above."""
        cells = header_cells(self._grid, (y,))
        if self._by_hand and any({normal(cell.text), compared(cell.text)} & self._by_hand for cell in cells):
            return False
        if not may_be_table(cells):
            return True
        if not self._named or self._may_return(cells):
            return False
        named = max(most_named(cells), sum(most_named(segment) for segment in side_by_side(cells)))
        return is_row_of_above(self._grid.own(y), named, self._columns)

    def _may_return(self, cells: Sequence[HeaderCell]) -> bool:
        """Whether so many texts stand beneath their own header that it may be the header once more."""
        same = sum((cell.x, compared(cell.text)) in self._named for cell in cells)
        return is_same_header(same, len(self._named))


def is_same_header(same: int, of: int) -> bool:
    """Whether `same` of `of` names in their columns are enough for a header that returns."""
    return same >= max(2, _SHARE_RETURNING * of)


def is_row_of_above(own: Sequence[int], named: int, columns: Set[int]) -> bool:
    """Whether what looks like a header is more likely a row of the table above: few names among other values.

    Args:
        own: the filled columns of the row, or rows.
        named: how many columns it names.
        columns: the columns of the table above.
    """
    return bool(own) and named < max(_FEWEST, _SHARE_NAMED * len(own)) and len(columns & set(own)) >= _SHARE_IN_COLUMNS * len(own)
