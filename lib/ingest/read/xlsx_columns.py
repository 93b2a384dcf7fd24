"""Large, plain worksheets column by column: unpacked piece by piece, scanned as bytes, kept as codes of different values.

No cell becomes an object of its own: a text of the table of texts, a number or a day is made once and its code stands in the rows.
The XML never lies in memory as a whole. A sheet that is small, or not written in the plain form of `xlsx_scan`, gives None and is
left to `xlsx_fast` and `xlsx_cells`; what this reader does read is the same as theirs, cell by cell.
"""

import contextlib
import math
import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from lib.errors import Refused
from lib.ingest.coded import Coded, CodedRows, Source
from lib.ingest.model import CellValue, ErrorValue, RawSheet
from lib.ingest.read.ahead import Later, ahead
from lib.ingest.read.areas import Block, keep_merges
from lib.ingest.read.cell_text import TextLog
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.number_formats import Meaning
from lib.ingest.read.package import Package
from lib.ingest.read.serials import from_serial
from lib.ingest.read.xlsx_fast import HIDDEN_ROW, hidden_columns, merges
from lib.ingest.read.xlsx_parts import BookParts
from lib.ingest.read.xlsx_scan import Cells, Irregular, Sort, scan
from lib.ingest.read.xlsx_texts import Text, Texts, body_of, plain_text
from lib.ingest.read.xml import tree

_WORTH_IT = 8 * 1024  # bytes of sheet XML; below, the reference decoder is as quick
_WORTH_A_THREAD = 1024 * 1024  # bytes of sheet XML; below, a second thread costs more than it saves
_PIECE = 1024 * 1024  # bytes scanned at once: the arrays made of it stay in the processor's cache
_LONGEST_HEAD = 4 * _PIECE
_BEGIN, _END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_DECLARED = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["'](?:utf-8|UTF-8)["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>\s*)?<worksheet[\s>]"""
)
_NUMBER = re.compile(rb"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_MEANINGS = tuple(Meaning)
_DENSE = 4  # whole numbers spread no wider than so many times their count are told apart by a table


class ColumnSheets:
    """Reads the large, plain sheets of one package; gives None for a sheet it had better not read."""

    def __init__(self, package: Package, book: BookParts, meanings: Iterable[Meaning]) -> None:
        self._package = package
        self._book = book
        self._limits = package.limits
        self._texts: Texts | None = None
        self._unpacked: Later[bytes] | None = None
        self._meaning_of_style = np.array([*(_MEANINGS.index(meaning) for meaning in meanings), 0], dtype=np.uint8)

    def read(self, name: str, part: str, hidden: bool, notes: Notes) -> RawSheet | None:
        """One worksheet, or None where it is small or not in the plain form.

        Raises:
            Refused: damaged, or more cells than the ceiling.
        """
        if not part or self._package.size(part) < _WORTH_IT:
            return None
        try:
            pieces = _Pieces(self._package, part, name, self._meaning_of_style)
            chunks = self._package.pieces(part, _PIECE)
            is_large = self._package.size(part) >= _WORTH_A_THREAD
            if is_large and self._texts is None and self._unpacked is None:
                texts = self._package.pieces(self._book.shared_strings, _PIECE)
                self._unpacked = Later(lambda: body_of(b"".join(texts)))
            pieces.read(ahead(chunks) if is_large else (chunk for chunk in chunks))
            if self._texts is None:
                self._texts = Texts(self._body())
            return self._sheet(name, pieces, hidden, notes)
        except Irregular:
            return None

    def _body(self) -> bytes:
        """The table of texts, unpacked by now or here."""
        unpacked, self._unpacked = self._unpacked, None
        if unpacked is not None:
            return unpacked.result()
        return body_of(b"".join(self._package.pieces(self._book.shared_strings, _PIECE)))

    def _sheet(self, name: str, pieces: "_Pieces", hidden: bool, notes: Notes) -> RawSheet:
        top, left, height, width = pieces.extent()
        columns = _Columns(self._texts or Texts(b""), pieces, top, height, self._book.is_1904)
        read = [columns.column(left + x) for x in range(width)]
        pieces.laid.clear()
        block = Block(CodedRows(read, height), top, left, ())  # type: ignore[arg-type]
        merged, dropped = keep_merges(merges(pieces.tail), block, self._limits)
        notes.merges(name, dropped)
        notes.cleaned(name, columns.log)
        return RawSheet(
            name=name,
            grid=block.grid,
            top=top,
            left=left,
            merged=merged,
            hidden=hidden,
            hidden_rows=frozenset(pieces.hidden_rows),
            hidden_columns=hidden_columns(pieces.head),
            percent=frozenset(columns.percent),
            months=frozenset(columns.months),
            uncached=frozenset(columns.uncached),
            cut=frozenset(columns.cut),
        )


class _Laid(NamedTuple):
    """The cells of one piece as a rectangle, column by column: `marks` says what a cell holds, `numbers` which."""

    first: int
    marks: np.ndarray  # [row, column], the sort with the meaning of its format in the upper half
    numbers: np.ndarray


@dataclass(slots=True)
class _Pieces:
    """One sheet part as it is unpacked and scanned."""

    package: Package
    part: str
    name: str
    meaning_of_style: np.ndarray
    head: bytes = b""
    tail: bytes = b""
    laid: list[_Laid] = field(default_factory=list)
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
        end = rest.find(_END)
        stop = end if end >= 0 else rest.rfind(_ROW_END) + len(_ROW_END)
        if end < 0 and stop < len(_ROW_END):
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
        if b"hidden=" in xml:
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
        self.laid.append(_Laid(first, marks.reshape(width, height), laid.reshape(width, height)))

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


class _Columns:
    """Makes the columns of one sheet out of its scanned pieces, and keeps what is to be said of single cells."""

    def __init__(self, texts: Texts, pieces: _Pieces, top: int, height: int, is_1904: bool) -> None:
        self._texts = texts
        self._pieces = pieces
        self._top, self._height = top, height
        self._is_1904 = is_1904
        self._written = [self._from_written(kind, content) for kind, content in pieces.written]
        self.log = TextLog()
        self.percent: set[tuple[int, int]] = set()
        self.months: set[tuple[int, int]] = set()
        self.uncached: set[tuple[int, int]] = set()
        self.cut: set[tuple[int, int]] = set()
        for piece in pieces.laid:
            for x in np.flatnonzero((piece.marks & 15 == Sort.UNCACHED).any(axis=1)).tolist():
                places = np.flatnonzero(piece.marks[x] & 15 == Sort.UNCACHED)
                self.uncached.update((piece.first + y, x + 1) for y in places.tolist())

    def column(self, number: int) -> Coded[CellValue]:
        """One column, 1-based."""
        marks, numbers = self._whole(number)
        codes = np.zeros(self._height, dtype=np.int32)
        distinct: list[CellValue] = [None]
        at_place: np.ndarray | None = None
        for mark in np.flatnonzero(np.bincount(marks, minlength=256)).tolist():
            sort, meaning = Sort(mark & 15), _MEANINGS[mark >> 4]
            if sort in (Sort.BLANK, Sort.UNCACHED):
                continue
            at = np.flatnonzero(marks == mark)
            different, of_cell = _different(numbers if len(at) == len(marks) else numbers[at], is_place=sort is not Sort.NUMBER)
            values = self._values(sort, meaning, different)
            known = np.zeros(len(values), dtype=np.int32)
            for place, value in enumerate(values):
                if value is not None:
                    known[place] = len(distinct)
                    distinct.append(value)
            codes[at] = known[of_cell]
            at_place = (
                different[known > 0] if sort is Sort.PLACE and at_place is None and len(distinct) == np.count_nonzero(known) + 1 else None
            )
            self._remark(sort, meaning, values, (different, of_cell, at), number)
        return Coded(codes, distinct, self._source(distinct, at_place))

    def _source(self, distinct: list[CellValue], places: np.ndarray | None) -> Source | None:
        """Where the texts of a column of texts alone stand in the table of texts."""
        if places is None or self._texts.arrow is None or len(places) != len(distinct) - 1:
            return None
        return Source(self._texts.arrow, np.concatenate(([-1], places)))

    def _whole(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """What the column holds from the first row to the last."""
        marks, numbers = np.zeros(self._height, dtype=np.uint8), np.zeros(self._height)
        for piece in self._pieces.laid:
            begin = max(piece.first, self._top)
            end = min(piece.first + piece.marks.shape[1], self._top + self._height)
            if number <= len(piece.marks) and begin < end:
                here, there = slice(begin - self._top, end - self._top), slice(begin - piece.first, end - piece.first)
                marks[here], numbers[here] = piece.marks[number - 1, there], piece.numbers[number - 1, there]
        return marks, numbers

    def _values(self, sort: Sort, meaning: Meaning, different: np.ndarray) -> list[CellValue]:
        """What each of the different numbers stands for."""
        if sort is Sort.PLACE:
            if int(different[-1]) >= len(self._texts.values):
                raise Irregular
            texts = self._texts.values
            return [texts[place] or None for place in different.tolist()]
        if sort is Sort.TRUTH:
            return [number == 1 for number in different.tolist()]
        if sort is Sort.NUMBER:
            return [from_serial(number, meaning, self._is_1904) for number in different.tolist()]
        written = [self._written[place] for place in different.tolist()]
        return [
            value.value if isinstance(value, Text) else from_serial(value, meaning, self._is_1904) if isinstance(value, float) else value
            for value in written
        ]

    def _from_written(self, kind: str, content: bytes) -> Text | float | ErrorValue:
        if kind == "n":
            if not _NUMBER.fullmatch(content) or not math.isfinite(float(content)):
                raise Irregular
            return float(content)
        if kind == "e":
            if b"&" in content or not content.isascii():
                raise Irregular
            return ErrorValue(content.decode()[:20])
        return plain_text(content)

    def _remark(
        self, sort: Sort, meaning: Meaning, values: list[CellValue], places: tuple[np.ndarray, np.ndarray, np.ndarray], number: int
    ) -> None:
        """Percentages, months, texts that were cleaned or cut."""
        different, of_cell, at = places
        rows = self._top + at
        if meaning is Meaning.PERCENT and any(type(value) is float for value in values):
            self.percent.update((row, number) for row in rows.tolist())
        elif meaning is Meaning.MONTH:
            days = np.array([hasattr(value, "day") for value in values], dtype=bool)
            self.months.update((row, number) for row in rows[days[of_cell]].tolist())
        if sort is Sort.PLACE and self._texts.remarked:
            remarked = [self._texts.remarked.get(place) for place in different.tolist()]
        elif sort is Sort.TEXT:
            remarked = [text if isinstance(text := self._written[place], Text) else None for place in different.tolist()]
        else:
            return
        self._note(remarked, rows, of_cell, number)

    def _note(self, remarked: list[Text | None], rows: np.ndarray, of_cell: np.ndarray, number: int) -> None:
        cleaned = np.array([text is not None and text.is_cleaned for text in remarked], dtype=bool)[of_cell]
        cut = np.array([text is not None and text.is_cut for text in remarked], dtype=bool)[of_cell]
        self.cut.update((row, number) for row in rows[cut].tolist())
        if cleaned.any():
            first = (int(rows[cleaned][0]), number)
            self.log.cleaned += int(cleaned.sum())
            self.log.first = min(self.log.first or first, first)


def _different(numbers: np.ndarray, *, is_place: bool) -> tuple[np.ndarray, np.ndarray]:
    """The different numbers, ascending, and for each cell which of them it holds."""
    low, high = numbers.min(), numbers.max()
    if not is_place and (high - low > _DENSE * len(numbers) + 1000 or not (numbers == np.floor(numbers)).all() or _has_minus_zero(numbers)):
        different, places = np.unique(numbers, return_inverse=True)
        if not _has_minus_zero(numbers):
            return different, places
        bits, places = np.unique(numbers.view(np.int64), return_inverse=True)
        return bits.view(np.float64), places
    whole = (numbers - low).astype(np.int64)
    stands = np.zeros(int(high - low) + 1, dtype=bool)
    stands[whole] = True
    place_of = np.cumsum(stands, dtype=np.int64) - 1
    return np.flatnonzero(stands) + (low if not is_place else int(low)), place_of[whole]


def _has_minus_zero(numbers: np.ndarray) -> bool:
    return bool((np.signbit(numbers) & (numbers == 0)).any())
