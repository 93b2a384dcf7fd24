"""Large, plain worksheets column by column: unpacked piece by piece, scanned as bytes, kept as codes of different values.

No cell becomes an object of its own: a text of the table of texts, a number or a day is made once and its code stands in the rows.
The XML never lies in memory as a whole. A sheet that is small, or not written in the plain form of `xlsx_scan`, gives None and is
left to `xlsx_fast` and `xlsx_cells`; what this reader does read is the same as theirs, cell by cell.
"""

import math
import re
from collections.abc import Iterable

import numpy as np

from lib.ingest.coded import Coded, CodedRows
from lib.ingest.model import CellValue, ErrorValue, RawSheet
from lib.ingest.read.ahead import Later, ahead
from lib.ingest.read.areas import Block, keep_merges
from lib.ingest.read.cell_text import TextLog
from lib.ingest.read.notes import Notes
from lib.ingest.read.number_formats import Meaning, has_one_decimal
from lib.ingest.read.package import Package
from lib.ingest.read.serials import from_serial
from lib.ingest.read.xlsx_fast import hidden_columns, merges
from lib.ingest.read.xlsx_form import Irregular
from lib.ingest.read.xlsx_parts import BookParts
from lib.ingest.read.xlsx_pieces import PIECE, Pieces
from lib.ingest.read.xlsx_texts import Text, Texts, body_of, plain_texts
from lib.ingest.read.xlsx_values import Sort

_WORTH_IT = 8 * 1024  # bytes of sheet XML; below, the reference decoder is as quick
_WORTH_A_THREAD = 1024 * 1024  # bytes of sheet XML; below, a second thread costs more than it saves
_NUMBER = re.compile(rb"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_MEANINGS = tuple(Meaning)
_NO_TEXTS = ("n", "e")  # what is written in its cell otherwise is a text
_NOTHING = (Sort.BLANK, Sort.UNCACHED)
_LONG = 512  # different texts of a column, from which on they stay in the table of texts
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
            pieces = Pieces(self._package, part, name, self._meaning_of_style)
            chunks = self._package.pieces(part, PIECE)
            is_large = self._package.size(part) >= _WORTH_A_THREAD
            if is_large and self._texts is None and self._unpacked is None:
                texts = self._package.pieces(self._book.shared_strings, PIECE)
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
        return body_of(b"".join(self._package.pieces(self._book.shared_strings, PIECE)))

    def _sheet(self, name: str, pieces: "Pieces", hidden: bool, notes: Notes) -> RawSheet:
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
            noughts=frozenset(columns.noughts),
            uncached=frozenset(columns.uncached),
            cut=frozenset(columns.cut),
        )


class _Columns:
    """Makes the columns of one sheet out of its scanned pieces, and keeps what is to be said of single cells."""

    def __init__(self, texts: Texts, pieces: Pieces, top: int, height: int, is_1904: bool) -> None:
        self._texts = texts
        self._pieces = pieces
        self._top, self._height = top, height
        self._is_1904 = is_1904
        texts_in_cells = plain_texts([content for kind, content in pieces.written if kind not in _NO_TEXTS])
        given = iter(texts_in_cells)
        self._written = [self._from_written(kind, content) if kind in _NO_TEXTS else next(given) for kind, content in pieces.written]
        self.log = TextLog()
        self.percent: set[tuple[int, int]] = set()
        self.months: set[tuple[int, int]] = set()
        self.noughts: set[tuple[int, int]] = set()
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
        here = [mark for mark in np.flatnonzero(np.bincount(marks, minlength=256)).tolist() if Sort(mark & 15) not in _NOTHING]
        for mark in here:
            sort, meaning = Sort(mark & 15), _MEANINGS[mark >> 4]
            at = np.flatnonzero(marks == mark)
            different, of_cell = _different(numbers if len(at) == len(marks) else numbers[at], is_place=sort is not Sort.NUMBER)
            self._remark(sort, (different, of_cell, at), number)
            if sort is Sort.PLACE and len(here) == 1 and len(different) >= _LONG:
                long = self._long_column(different, of_cell, at)
                if long is not None:
                    return long
            values = self._values(sort, meaning, different)
            known = np.zeros(len(values), dtype=np.int32)
            for place, value in enumerate(values):
                if value is not None:
                    known[place] = len(distinct)
                    distinct.append(value)
            codes[at] = known[of_cell]
            self._remark_format(meaning, values, of_cell, self._top + at, number)
        return Coded(codes, distinct)

    def _long_column(self, places: np.ndarray, of_cell: np.ndarray, at: np.ndarray) -> Coded[CellValue] | None:
        """A column of many different texts, which stay as the table of texts has them; None where they had better not."""
        is_text = ~self._texts.is_blank(places)
        texts = self._texts.column(places[is_text])
        if texts is None:
            return None
        codes = np.zeros(self._height, dtype=np.int32)
        codes[at] = (np.cumsum(is_text, dtype=np.int32) * is_text)[of_cell]
        return Coded(codes, texts)

    def _whole(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """What the column holds from the first row to the last."""
        marks, numbers = np.zeros(self._height, dtype=np.uint8), np.zeros(self._height)
        for piece in self._pieces.laid:
            begin = max(piece.first, self._top)
            end = min(piece.first + piece.marks.shape[1], self._top + self._height)
            if number <= len(piece.marks) and begin < end:
                here, there = slice(begin - self._top, end - self._top), slice(begin - piece.first, end - piece.first)
                marks[here], numbers[here] = piece.marks[number - 1, there], piece.numbers[number - 1, there]
        # The number format of a text says nothing.
        return np.where(marks & 15 == Sort.PLACE, np.uint8(Sort.PLACE), marks), numbers

    def _values(self, sort: Sort, meaning: Meaning, different: np.ndarray) -> list[CellValue]:
        """What each of the different numbers stands for."""
        if sort is Sort.PLACE:
            return [*self._texts.some(different)]
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
        if b"&" in content or not content.isascii():
            raise Irregular
        return ErrorValue(content.decode()[:20])

    def _remark_format(self, meaning: Meaning, values: list[CellValue], of_cell: np.ndarray, rows: np.ndarray, number: int) -> None:
        """Percentages, months, and numbers of one decimal that are shown with two."""
        if meaning is Meaning.PERCENT and any(type(value) is float for value in values):
            self.percent.update((row, number) for row in rows.tolist())
        elif meaning is Meaning.MONTH:
            days = np.array([hasattr(value, "day") for value in values], dtype=bool)
            self.months.update((row, number) for row in rows[days[of_cell]].tolist())
        elif meaning is Meaning.HUNDREDTHS:
            short = np.array([has_one_decimal(value) for value in values], dtype=bool)
            self.noughts.update((row, number) for row in rows[short[of_cell]].tolist())

    def _remark(self, sort: Sort, places: tuple[np.ndarray, np.ndarray, np.ndarray], number: int) -> None:
        """Texts that were cleaned or cut."""
        different, of_cell, at = places
        if sort is Sort.PLACE:
            if int(different[-1]) >= len(self._texts):
                raise Irregular
            remarked = self._texts.remarked
        elif sort is Sort.TEXT:
            written = ((place, self._written[place]) for place in different.tolist())
            remarked = {place: text for place, text in written if isinstance(text, Text) and (text.is_cleaned or text.is_cut)}
        else:
            return
        if remarked:
            self._note(remarked, different[of_cell], self._top + at, number)

    def _note(self, remarked: dict[int, Text], places: np.ndarray, rows: np.ndarray, number: int) -> None:
        """Note the cells whose texts were cleaned or cut; `places` are those of the cells in `rows`."""
        cut = np.isin(places, [place for place, text in remarked.items() if text.is_cut])
        cleaned = np.isin(places, [place for place, text in remarked.items() if text.is_cleaned])
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
