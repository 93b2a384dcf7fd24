"""The rows of a long grid as XML of their own, put into a sheet that is otherwise written cell by cell.

A cell written through the library costs some 20 µs, a whole ledger of opinions a minute; written here, a cell costs less than one.
What comes out is what the library writes: the same style numbers, text as inline text and never a formula, days as serial
numbers, a height a row. Each value is worded once a column, however often it stands there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from xml.sax.saxutils import escape

from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from lib.exports.tables_grid import Content
from lib.exports.workbook_file import escaped, writable

LONG = 1_000
"""From so many rows on a grid is written here; below, the difference is not felt."""

_ESCAPES = {"\r": "&#13;"}
_PRESERVED = (" ", "\t", "\n", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's values, the number of the style that each kind of value has there, and the lines that one takes."""

    contents: Sequence[Content]
    style: Callable[[Content], int]
    lines: Callable[[Content], int]


def written(columns: Sequence[Column], first_row: int, height: Callable[[int], float]) -> bytes:
    """All rows, one after another.

    Args:
        columns: of equal length.
        first_row: the number of their first row, from 1.
        height: of a row whose longest cell takes so many lines.
    """
    cells, lines = [], []
    for column in columns:
        keys = _keys(column.contents)
        distinct = dict(zip(keys, column.contents, strict=True)).items()
        cells.append(map({key: _cell(content, column.style(content)) for key, content in distinct}.__getitem__, keys))
        lines.append(map({key: column.lines(content) for key, content in distinct}.__getitem__, keys))
    row = "".join(('<row r="%d"%s', *(f'<c r="{get_column_letter(place)}%d%s' for place in range(1, len(columns) + 1)), "</row>"))
    heights: dict[int, str] = {}
    made = []
    for number, (most, contents) in enumerate(
        zip(map(max, zip(*lines, strict=True)), zip(*cells, strict=True), strict=True), start=first_row
    ):
        if most not in heights:
            heights[most] = f' ht="{height(most):g}" customHeight="1">'
        made.append(row % (number, heights[most], *chain.from_iterable(zip(repeat(number), contents, strict=False))))
    return "".join(made).encode()


def spliced(sheet: bytes, rows: bytes, before: int) -> bytes:
    """A sheet with further rows before the row of that number.

    Raises:
        ValueError: the sheet has no such row, or several.
    """
    head, found, tail = sheet.partition(f'<row r="{before}" '.encode())
    if not found:
        raise ValueError(f"no row {before}")
    return b"".join((head, rows, found, tail))


def _keys(contents: Sequence[Content]) -> Sequence[object]:
    """What tells the values of a column apart: 1 and 1.0 are equal, a day and its midnight too, and are written differently."""
    kinds = set(map(type, contents)) - {str}
    return contents if len(kinds) < 2 else [(type(content), content) for content in contents]


def _cell(content: Content, style: int) -> str:
    """What follows a cell's name."""
    if not isinstance(content, str):
        number = safe_string(to_excel(content) if isinstance(content, date) else content)
        return f'" s="{style}" t="n"><v>{number}</v></c>'
    words = escaped(writable(content))
    if not words:
        return f'" s="{style}" t="inlineStr"></c>'
    kept = ' xml:space="preserve"' if words[0] in _PRESERVED or words[-1] in _PRESERVED or "\n" in words else ""
    return f'" s="{style}" t="inlineStr"><is><t{kept}>{escape(words, _ESCAPES)}</t></is></c>'
