"""A sheet as a rectangle of cells, with its merged ranges at hand.

Positions inside this room are zero-based (`y`, `x`) in the rectangle; `address` turns them into what Excel shows.
A cell of white space only is blank. Merged ranges are cut to the rectangle.
"""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import overload

import numpy as np

from lib.ingest.coded import Coded, CodedRows, coded
from lib.ingest.file_texts import FileTexts
from lib.ingest.model import CellValue, ErrorValue, RawSheet
from lib.ingest.read.references import column_letters
from lib.ingest.text_columns import without_blanks
from lib.schema.traditional import simplified

_WIDEST = 16_384
_SHORT = 64
_SMALL = 20_000  # cells
_WHITE = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")


class Cells:
    """The cells of a grid by place: `cells[y, x]`, or a row `cells[y]`."""

    __slots__ = ("_columns", "_rows", "shape")

    def __init__(self, columns: Sequence[Coded[CellValue]], height: int) -> None:
        self._columns = columns
        self.shape = (height, len(columns))
        # Of a small sheet each cell is looked up many times: then plain lists are quicker than codes.
        is_small = height * len(columns) <= _SMALL
        self._rows = list(map(list, zip(*columns, strict=True))) if is_small else None

    @overload
    def __getitem__(self, place: tuple[int, int]) -> CellValue: ...
    @overload
    def __getitem__(self, place: int) -> list[CellValue]: ...
    def __getitem__(self, place: tuple[int, int] | int) -> CellValue | list[CellValue]:
        rows = self._rows
        if type(place) is tuple:  # much is looked up here, cell by cell
            y, x = place
            if rows is not None:
                here: CellValue = rows[y][x]
                return here
            column = self._columns[x]
            value: CellValue = column.distinct[column.codes[y]]
            return value
        if rows is not None:
            return rows[place]  # type: ignore[index]
        return [column.distinct[column.codes[place]] for column in self._columns]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet's cells: `cells[y, x]`, None where blank.

    `anchors` leads from a covered cell to the cell that holds the merged range's value; `spans` from that
    holding cell to the last (y, x) of its range. `columns` hold the same cells as codes, 0 where blank.
    """

    sheet: RawSheet
    cells: "Cells"
    anchors: dict[tuple[int, int], tuple[int, int]]
    spans: dict[tuple[int, int], tuple[int, int]]
    columns: tuple[Coded[CellValue], ...]

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name

    @property
    def height(self) -> int:
        """Rows in the rectangle."""
        return self.cells.shape[0]

    @property
    def width(self) -> int:
        """Columns in the rectangle."""
        return self.cells.shape[1]

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
        return [x for x, value in enumerate(self.cells[y]) if value is not None]

    def filled(self, x: int, body: range) -> list[int]:
        """The rows of a stretch in which a column holds a value of its own."""
        rows: list[int] = (np.flatnonzero(self.columns[x].codes[body.start : body.stop]) + body.start).tolist()
        return rows

    def span_width(self, y: int, x: int) -> int:
        """How many columns the cell covers."""
        return self.spans.get((y, x), (y, x))[1] - x + 1

    def span_height(self, y: int, x: int) -> int:
        """How many rows the cell covers."""
        return self.spans.get((y, x), (y, x))[0] - y + 1


def make_grid(sheet: RawSheet) -> Grid:
    """Lay a sheet out as a rectangle without blank rows and columns at its end."""
    columns = [_without_blanks(column) for column in _columns(sheet)]
    last_of = [int(np.flatnonzero(column.codes).max(initial=-1)) for column in columns]
    height = max(last_of, default=-1) + 1
    columns = [column[:height] for column in columns[: max(_filled(last_of), default=-1) + 1]]
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged:
        top, left = area.top - sheet.top, area.left - sheet.left
        bottom, right = min(area.bottom - sheet.top, height - 1), min(area.right - sheet.left, len(columns) - 1)
        if top < 0 or left < 0 or bottom < top or right < left or (bottom, right) == (top, left):
            continue
        spans[top, left] = (bottom, right)
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                if (y, x) != (top, left):
                    anchors[y, x] = (top, left)
    columns = _without_covered(columns, anchors)
    return Grid(sheet, Cells(columns, height), anchors, spans, tuple(columns))


def _columns(sheet: RawSheet) -> list[Coded[CellValue]]:
    """The columns of a sheet, no more than a sheet may have."""
    if isinstance(sheet.grid, CodedRows):
        return list(sheet.grid.columns[:_WIDEST])
    width = min(max((len(row) for row in sheet.grid), default=0), _WIDEST)
    return [coded([row[x] if x < len(row) else None for row in sheet.grid]) for x in range(width)]


def _filled(last_of: list[int]) -> list[int]:
    """The columns that hold anything."""
    return [x for x, last in enumerate(last_of) if last >= 0]


def _without_covered(columns: list[Coded[CellValue]], anchors: dict[tuple[int, int], tuple[int, int]]) -> list[Coded[CellValue]]:
    """The columns with the cells blank that a merged range covers."""
    covered: dict[int, list[int]] = {}
    for y, x in anchors:
        covered.setdefault(x, []).append(y)
    for x, rows in covered.items():
        codes = columns[x].codes.copy()
        codes[rows] = 0
        columns[x] = Coded(codes, columns[x].distinct)
    return columns


def _without_blanks(column: Coded[CellValue]) -> Coded[CellValue]:
    """Blank texts and missing numbers as None; each different value is looked at once."""
    if isinstance(column.distinct, FileTexts):
        return without_blanks(column, column.distinct, _WHITE)
    if not _has_odd(column.distinct):
        return column
    values = [_blank_to_none(value) for value in column.distinct]
    place_of = np.array([0 if value is None else place for place, value in enumerate(values)], dtype=np.int32)
    return Coded(place_of[column.codes], values)


def _has_odd(values: Sequence[CellValue]) -> bool:
    """Whether any value is a blank text, a text with half a character, or a number that is none."""
    texts = [value for value in values if type(value) is str]
    if not all(map(str.strip, texts, itertools.repeat(_WHITE))) or any(type(value) is float and value != value for value in values):
        return True
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return True
    return False


def cell_text(value: CellValue) -> str:
    """A cell as a reader would write it: whole numbers without a point, days as ISO, errors as their code."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
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
    """A text as vocabularies compare it: NFKC, simplified characters, case folded, without white space. Short ones are remembered."""
    return _compared(text) if len(text) <= _SHORT else _compared.__wrapped__(text)


@lru_cache(maxsize=16_384)
def _compared(text: str) -> str:
    return "".join(simplified(unicodedata.normalize("NFKC", text)).casefold().split())


def _blank_to_none(value: CellValue) -> CellValue:
    if type(value) is str:
        if not value.strip(_WHITE):
            return None
        return value if value.isascii() or not _SURROGATE.search(value) else _SURROGATE.sub("\ufffd", value)
    return None if isinstance(value, float) and value != value else value
