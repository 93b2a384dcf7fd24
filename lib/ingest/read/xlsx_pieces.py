"""One sheet part unpacked and scanned piece by piece; of each piece the cells are kept as a rectangle of marks and numbers.

The XML never lies in memory as a whole: what stands before and behind the rows is kept, the rows are not.
"""

import contextlib
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from lib.errors import Refused
from lib.ingest.read.limits import Limits
from lib.ingest.read.package import Package
from lib.ingest.read.xlsx_fast import HIDDEN_ROW
from lib.ingest.read.xlsx_form import Irregular
from lib.ingest.read.xlsx_scan import Cells, scan
from lib.ingest.read.xlsx_values import Sort
from lib.ingest.read.xml import tree

PIECE = 1024 * 1024
"""Bytes scanned at once: the arrays made of them stay in the processor's cache."""
_LONGEST_HEAD = 4 * PIECE
_BEGIN, _END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_DECLARED = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["'](?:utf-8|UTF-8)["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>\s*)?<worksheet[\s>]"""
)


class Laid(NamedTuple):
    """The cells of one piece as a rectangle, column by column: `marks` says what a cell holds, `numbers` which."""

    first: int
    marks: np.ndarray  # [row, column], the sort with the meaning of its format in the upper half
    numbers: np.ndarray


@dataclass(slots=True)
class Pieces:
    """One sheet part as it is unpacked and scanned."""

    package: Package
    part: str
    name: str
    meaning_of_style: np.ndarray
    head: bytes = b""
    tail: bytes = b""
    laid: list[Laid] = field(default_factory=list)
    written: dict[tuple[str, bytes], int] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    last_row: int = 0
    widest: int = 1
    filled: int = 0

    def read(self, chunks: Generator[bytes]) -> None:
        """Scan the whole part as it is unpacked.

        Raises:
            Irregular: it is not in the plain form, or its cells lie far apart.
            Refused: damaged, or more cells than the ceiling.
        """
        rest, inside = b"", False
        with contextlib.closing(chunks) as ready:
            for chunk in ready:
                rest += chunk
                if not inside:
                    begin = rest.find(_BEGIN)
                    if begin < 0 and len(rest) < _LONGEST_HEAD:
                        continue
                    self._take_head(rest[:begin] if begin >= 0 else b"")
                    rest, inside = rest[begin + len(_BEGIN) :], True
                if not self.tail:
                    rest = self._take_rows(rest)
                if self.tail:
                    self.tail, rest = self.tail + rest, b""
        if not self.tail or b"<!" in self.tail or b"\x00" in self.tail or not self.laid:
            raise Irregular
        try:
            tree(self.head + _BEGIN + self.tail, self.part)  # all but the rows is XML as it should be
        except Refused:
            raise Irregular from None

    def _take_head(self, head: bytes) -> None:
        if not _DECLARED.match(head) or b"<!" in head or b"\x00" in head:
            raise Irregular
        self.head = head

    def _take_rows(self, rest: bytes) -> bytes:
        """Scan the whole rows at hand; gives back what is not whole yet."""
        last = rest.rfind(_ROW_END)
        stop = last + len(_ROW_END) if last >= 0 else 0
        end = rest.find(_END, stop)
        stop = end if end >= 0 else stop
        if end < 0 and not stop:
            if len(rest) > _LONGEST_HEAD:
                raise Irregular
            return rest
        if stop:
            self._take_piece(rest[:stop])
        if end < 0:
            return rest[stop:]
        self.tail = rest[end:]
        return b""

    def _take_piece(self, xml: bytes) -> None:
        cells = scan(xml)
        if b"h" in xml and b"hidden=" in xml:  # one byte is looked for far quicker than seven, and mostly not there
            self.hidden_rows.extend(int(row) for row in HIDDEN_ROW.findall(xml))
        limits = self.package.limits
        steps = np.diff(cells.filled_rows, prepend=self.last_row or cells.filled_rows[0] - 1)
        if (steps <= 0).any() or (steps > limits.gap_rows).any():
            raise Irregular
        self.last_row = int(cells.filled_rows[-1])
        present = cells.sorts != Sort.BLANK
        self.filled += int(present.sum())
        if self.filled > limits.cells:
            raise Refused("too_many_cells", sheet=self.name, most=limits.cells)
        self._lay(cells, present, limits)

    def _lay(self, cells: Cells, present: np.ndarray, limits: Limits) -> None:
        if not present.any():
            return
        rows, columns = cells.rows[present], cells.columns[present]
        first, height, width = int(rows[0]), int(rows[-1] - rows[0]) + 1, int(columns.max())
        self.widest = max(self.widest, width)
        if width > limits.gap_columns or self.last_row * max(self.widest, 26) > limits.area:
            raise Irregular
        places = (columns - 1) * height + (rows - first)
        sorts = cells.sorts[present]
        numbers = cells.numbers[present]
        if cells.written:
            place_of = np.array([self.written.setdefault(each, len(self.written)) for each in cells.written], dtype=np.float64)
            own = (sorts == Sort.WRITTEN) | (sorts == Sort.TEXT)
            numbers[own] = place_of[numbers[own].astype(np.int64)]
        meaning = self.meaning_of_style.take(cells.styles[present], mode="clip")
        marks, laid = np.zeros(width * height, dtype=np.uint8), np.zeros(width * height)
        marks[places] = sorts | (meaning << 4)
        laid[places] = numbers
        self.laid.append(Laid(first, marks.reshape(width, height), laid.reshape(width, height)))

    def extent(self) -> tuple[int, int, int, int]:
        """First row, first column, height and width of the cells with a value."""
        rows: list[tuple[int, int]] = []
        columns: set[int] = set()
        for piece in self.laid:
            valued = _is_valued(piece.marks)
            of_rows = np.flatnonzero(valued.any(axis=0))
            if len(of_rows):
                rows.append((piece.first + int(of_rows[0]), piece.first + int(of_rows[-1])))
                columns.update(np.flatnonzero(valued.any(axis=1)).tolist())
        if not rows:
            raise Irregular
        top, left = rows[0][0], min(columns)
        return top, left + 1, rows[-1][1] - top + 1, max(columns) - left + 1


def _is_valued(marks: np.ndarray) -> np.ndarray:
    sorts = marks & 15
    valued: np.ndarray = (sorts != Sort.BLANK) & (sorts != Sort.UNCACHED)
    return valued
