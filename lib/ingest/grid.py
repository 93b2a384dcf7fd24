"""A sheet as a rectangle of cells, with its merged ranges at hand.

Positions inside this room are zero-based (`y`, `x`) in the rectangle; `address` turns them into what Excel shows.
A cell of white space only is blank. Merged ranges are cut to the rectangle.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np

from lib.ingest.model import CellValue, ErrorValue, RawSheet

_WIDEST = 16_384
_WHITE = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet's cells: `cells[y, x]`, None where blank.

    `anchors` leads from a covered cell to the cell that holds the merged range's value; `spans` from that
    holding cell to the last (y, x) of its range.
    """

    sheet: RawSheet
    cells: np.ndarray
    anchors: dict[tuple[int, int], tuple[int, int]]
    spans: dict[tuple[int, int], tuple[int, int]]

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name

    @property
    def height(self) -> int:
        """Rows in the rectangle."""
        return int(self.cells.shape[0])

    @property
    def width(self) -> int:
        """Columns in the rectangle."""
        return int(self.cells.shape[1])

    def row_number(self, y: int) -> int:
        """The row as Excel shows it."""
        return y + self.sheet.top

    def address(self, y: int, x: int) -> str:
        """The cell's address, such as C14."""
        return f"{column_letters(x + self.sheet.left)}{self.row_number(y)}"

    def letters(self, x: int) -> str:
        """The column as Excel shows it."""
        return column_letters(x + self.sheet.left)

    def value(self, y: int, x: int) -> CellValue:
        """What stands at a place, inside a merged range what the range holds."""
        y, x = self.anchors.get((y, x), (y, x))
        found: CellValue = self.cells[y, x]
        return found

    def is_percent(self, y: int, x: int) -> bool:
        """Whether the cell is shown as a percentage."""
        return (self.row_number(y), x + self.sheet.left) in self.sheet.percent

    def own(self, y: int) -> list[int]:
        """The columns that hold a value of their own in a row."""
        row = self.cells[y]
        return [x for x in range(self.width) if row[x] is not None]

    def span_width(self, y: int, x: int) -> int:
        """How many columns the cell covers."""
        return self.spans.get((y, x), (y, x))[1] - x + 1

    def span_height(self, y: int, x: int) -> int:
        """How many rows the cell covers."""
        return self.spans.get((y, x), (y, x))[0] - y + 1


def make_grid(sheet: RawSheet) -> Grid:
    """Lay a sheet out as a rectangle without blank rows and columns at its end."""
    width = min(max((len(row) for row in sheet.grid), default=0), _WIDEST)
    cells = np.full((len(sheet.grid), width), None, dtype=object)
    for y, row in enumerate(sheet.grid):
        if row:
            cells[y, : min(len(row), width)] = row[:width]
    _clear_blanks(cells)
    filled = cells != None  # noqa: E711 - elementwise on purpose
    height = int(np.flatnonzero(filled.any(axis=1)).max(initial=-1)) + 1
    cells = cells[:height, : int(np.flatnonzero(filled.any(axis=0)).max(initial=-1)) + 1]
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged:
        top, left = area.top - sheet.top, area.left - sheet.left
        bottom, right = min(area.bottom - sheet.top, cells.shape[0] - 1), min(area.right - sheet.left, cells.shape[1] - 1)
        if top < 0 or left < 0 or bottom < top or right < left or (bottom, right) == (top, left):
            continue
        spans[top, left] = (bottom, right)
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                if (y, x) != (top, left):
                    anchors[y, x] = (top, left)
                    cells[y, x] = None
    return Grid(sheet, cells, anchors, spans)


def _clear_blanks(cells: np.ndarray) -> None:
    """Blank texts and missing numbers as None, in place; each different value is looked at once."""
    for x in range(cells.shape[1]):
        values = cells[:, x].tolist()
        odd = {value for value in set(values) if _is_odd(value)}
        if odd:
            cells[:, x] = [_blank_to_none(value) if value in odd else value for value in values]


def _is_odd(value: CellValue) -> bool:
    if type(value) is str:
        return not value.strip(_WHITE) or not (value.isascii() or _SURROGATE.search(value) is None)
    return type(value) is float and value != value


def column_letters(number: int) -> str:
    """The letters of a 1-based column."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_text(value: CellValue) -> str:
    """A cell as a reader would write it: whole numbers without a point, days as ISO, errors as their code."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value.code if isinstance(value, ErrorValue) else str(value)


def compared(text: str) -> str:
    """A text as vocabularies compare it: NFKC, case folded, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _blank_to_none(value: CellValue) -> CellValue:
    if type(value) is str:
        if not value.strip(_WHITE):
            return None
        return value if value.isascii() or not _SURROGATE.search(value) else _SURROGATE.sub("\ufffd", value)
    return None if isinstance(value, float) and value != value else value
