"""How much of a long table a meeting is shown, alike on screens and on slides; what is read has all rows, and so has the workbook."""

from math import ceil

from lib.exports.slides_text import width
from lib.exports.table import Table

_LINES, _ALL_UP_TO = 48, 60
"""Lines of a table that fill about four screens; one that is only a little longer is shown whole."""

_LINE, _MOST_OF_A_ROW = 28, 12
"""The characters of a sentence on one line, and the lines of a row that fills a screen of its own."""


def presented_rows(table: Table) -> int:
    """How many rows, from the first on: as many as fill a few screens, at least one."""
    rows = len(table.cells)
    names = [name for name, _ in table.headings]
    wide = [name for name in names if name in table.wide] or names[:1]
    cells = table.cells[wide].iloc[: _ALL_UP_TO + 1].fillna("").astype("str")
    lines, fitting = 0, 0
    for row in cells.itertuples(index=False, name=None):
        lines += min(max((_lines(cell) for cell in row), default=1), _MOST_OF_A_ROW)
        fitting += lines <= _LINES
        if lines > _ALL_UP_TO:
            return max(fitting, 1)
    return rows


def _lines(cell: str) -> int:
    return sum(max(ceil(width(part, 1) / _LINE), 1) for part in cell.split("\n"))
