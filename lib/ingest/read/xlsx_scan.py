"""A piece of a worksheet's XML taken apart as bytes, all its cells at once.

Excel, WPS, LibreOffice and the common libraries write cells in one plain form, such as
`<c r="B7" s="3" t="s"><v>41</v></c>`. Where a whole piece keeps to it, the places of the angle brackets say where each value
stands, and numbers are read digit by digit for all cells together. Every byte outside the texts is checked against the form: at the
first that differs the piece is `Irregular`, and the sheet is read by a decoder that forgives more. So nothing is guessed here.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

_LT, _GT, _SLASH, _QUOTE, _DOT, _MINUS = b'<>/".-'
_ZERO, _A, _Z = b"0AZ"
_MOST_DIGITS = 15  # a whole number of so many digits is exact as a float
_LONGEST_ATTRIBUTES = 40
_MOST_FORMS = 200  # different styles and types in one piece
_ATTRIBUTES = re.compile(rb'(?: s="([0-9]{1,5})")?(?: t="(s|n|b|e|str|inlineStr)")?')
_KINDS = {b"n": ord("n"), b"s": ord("s"), b"b": ord("b"), b"e": ord("e"), b"str": ord("S"), b"inlineStr": ord("i")}
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class Irregular(Exception):
    """The piece is not written in the plain form."""


class Sort(IntEnum):
    """What a cell holds; for `PLACE` the number is a place in the table of texts, for `WRITTEN` one in the piece's own list."""

    BLANK = 0
    NUMBER = 1
    PLACE = 2
    TRUTH = 3
    WRITTEN = 4  # a number or an error that is looked at by itself
    TEXT = 5  # text in the cell itself
    UNCACHED = 6  # a formula without a stored value


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one piece in their order; rows and columns are 1-based."""

    rows: np.ndarray
    columns: np.ndarray
    sorts: np.ndarray
    styles: np.ndarray
    numbers: np.ndarray
    written: list[tuple[str, bytes]]  # type and content of the cells that are `WRITTEN` or `TEXT`
    filled_rows: np.ndarray  # the numbers of all rows, without cells too


class _Tag(IntEnum):
    """The tags of a plain sheet, and `BAD` for any other."""

    BAD = 0
    ROW = 1
    ROW_ALONE = 2
    ROW_END = 3
    CELL = 4
    CELL_ALONE = 5
    VALUE = 6
    VALUE_END = 7
    CELL_END = 8
    FORMULA = 9
    FORMULA_ALONE = 10
    FORMULA_END = 11
    INLINE = 12
    TEXT = 13
    TEXT_END = 14
    INLINE_END = 15


_AFTER: dict[_Tag, tuple[_Tag, ...]] = {
    _Tag.ROW: (_Tag.CELL, _Tag.CELL_ALONE, _Tag.ROW_END),
    _Tag.ROW_ALONE: (_Tag.ROW, _Tag.ROW_ALONE),
    _Tag.ROW_END: (_Tag.ROW, _Tag.ROW_ALONE),
    _Tag.CELL: (_Tag.VALUE, _Tag.FORMULA, _Tag.FORMULA_ALONE, _Tag.INLINE, _Tag.CELL_END),
    _Tag.CELL_ALONE: (_Tag.CELL, _Tag.CELL_ALONE, _Tag.ROW_END),
    _Tag.VALUE: (_Tag.VALUE_END,),
    _Tag.VALUE_END: (_Tag.CELL_END,),
    _Tag.CELL_END: (_Tag.CELL, _Tag.CELL_ALONE, _Tag.ROW_END),
    _Tag.FORMULA: (_Tag.FORMULA_END,),
    _Tag.FORMULA_ALONE: (_Tag.VALUE, _Tag.CELL_END),
    _Tag.FORMULA_END: (_Tag.VALUE, _Tag.CELL_END),
    _Tag.INLINE: (_Tag.TEXT,),
    _Tag.TEXT: (_Tag.TEXT_END,),
    _Tag.TEXT_END: (_Tag.INLINE_END,),
    _Tag.INLINE_END: (_Tag.CELL_END,),
}
_ALLOWED = np.zeros(256, dtype=bool)
for _before, _afters in _AFTER.items():
    for _after in _afters:
        _ALLOWED[_before * 16 + _after] = True

_FIRST = np.zeros(256, dtype=np.uint8)
_FIRST[list(b"rcvfit")] = (_Tag.ROW, _Tag.CELL, _Tag.VALUE, _Tag.FORMULA, _Tag.INLINE, _Tag.TEXT)
_LAST = np.zeros(256, dtype=np.uint8)
_LAST[list(b"rcvfit")] = (_Tag.ROW_END, _Tag.CELL_END, _Tag.VALUE_END, _Tag.FORMULA_END, _Tag.INLINE_END, _Tag.TEXT_END)
_OPEN = np.zeros(256, dtype=bool)
_OPEN[[_Tag.VALUE, _Tag.FORMULA, _Tag.TEXT]] = True  # what may have text behind it

_LENGTHS = np.zeros(16, dtype=np.int64)  # of tags without attributes that no text follows
_LENGTHS[[_Tag.VALUE_END, _Tag.CELL_END, _Tag.ROW_END, _Tag.FORMULA_END]] = (4, 4, 6, 4)
_LENGTHS[[_Tag.INLINE, _Tag.INLINE_END, _Tag.TEXT_END]] = (4, 5, 4)


def _looked_up(values: np.ndarray, table: np.ndarray) -> np.ndarray:
    """What a table of 256 says of each byte; `take` would first make eight bytes of each."""
    return np.frombuffer(bytearray(values.tobytes().translate(table.tobytes())), table.dtype)


def _must(holds: object) -> None:
    if not holds:
        raise Irregular


class _Piece:
    """One piece of XML, from a `<row` to the end of a row."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.bytes = np.frombuffer(xml, np.uint8)
        self.starts = np.flatnonzero(self.bytes == _LT)
        _must(len(self.starts) and self.starts[0] == 0)
        self.nexts = np.append(self.starts[1:], len(xml))
        self.tags = self._tags()
        _must(_looked_up(self.tags[:-1] * np.uint8(16) + self.tags[1:], _ALLOWED).all())
        _must(self.tags[0] in (_Tag.ROW, _Tag.ROW_ALONE) and self.tags[-1] in (_Tag.ROW_END, _Tag.ROW_ALONE))

    def _tags(self) -> np.ndarray:
        """What each tag is. That a tag ends where the next begins is checked here, but for those that text may follow."""
        take = self.bytes.take
        first = take(self.starts + 1)
        tags = _looked_up(first, _FIRST)
        closes = np.flatnonzero(first == _SLASH)
        tags[closes] = _LAST.take(take(self.starts[closes] + 2))
        tags[:-1][(tags[:-1] == _Tag.FORMULA) & (tags[1:] != _Tag.FORMULA_END)] = _Tag.FORMULA_ALONE
        present = np.bincount(tags, minlength=16)
        _must(not present[_Tag.BAD])
        lengths = self.nexts - self.starts
        wanted = _LENGTHS.take(tags)
        _must(((wanted == lengths) | (wanted == 0)).all())
        ended = (take(self.nexts - 1) == _GT) | _looked_up(tags, _OPEN)
        _must(ended.all())
        alone = take(self.nexts - 2) == _SLASH
        for tag, changed in ((_Tag.ROW, _Tag.ROW_ALONE), (_Tag.CELL, _Tag.CELL_ALONE)):
            tags[alone & (tags == tag)] = changed
        _must(alone[tags == _Tag.FORMULA_ALONE].all() if present[_Tag.FORMULA_ALONE] else True)
        self._check_names(tags, present)
        return tags

    def _check_names(self, tags: np.ndarray, present: np.ndarray) -> None:
        """That no tag has a longer name than its first letter says, or attributes where it has none."""
        self._check_literal(self.starts[tags == _Tag.VALUE] + 2, b">")
        names = {_Tag.ROW_END: b"</row>", _Tag.INLINE: b"<is>", _Tag.INLINE_END: b"</is>"}
        for tag, name in names.items():
            if present[tag]:
                self._check_literal(self.starts[tags == tag], name)
        for tag in (_Tag.FORMULA, _Tag.FORMULA_ALONE):
            if present[tag]:
                behind = self.bytes.take(self.starts[tags == tag] + 2)
                _must(np.isin(behind, list(b" >/")).all())

    def text_starts(self, texts: np.ndarray) -> np.ndarray:
        """Where the text begins behind each of these `<t>`."""
        at = self.starts[texts]
        plain = self.bytes.take(at + 2) == _GT
        self._check_literal(at[~plain], b'<t xml:space="preserve">')
        begins: np.ndarray = at + np.where(plain, 3, 24)
        return begins

    def _check_literal(self, at: np.ndarray, text: bytes) -> None:
        if len(at):
            _must(int(at[-1]) + len(text) <= len(self.xml))
            for step, byte in enumerate(text):
                _must((self.bytes.take(at + step) == byte).all())

    def number(self, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Digits as whole numbers; all must be digits, and at most fifteen."""
        found = np.zeros(len(starts), dtype=np.int64)
        for length in np.flatnonzero(np.bincount(lengths)).tolist() if len(lengths) else ():
            _must(0 < length <= _MOST_DIGITS)
            these = np.flatnonzero(lengths == length)
            here = starts if len(these) == len(starts) else starts[these]
            total = np.zeros(len(here), dtype=np.int64)
            for step in range(length):
                digit = self.bytes.take(here + step) - np.uint8(_ZERO)
                _must(not (digit > 9).any())
                total *= 10
                total += digit
            found[these] = total
        return found


def scan(xml: bytes) -> Cells:
    """The cells of one piece of a sheet.

    Args:
        xml: whole rows, from the first byte of a `<row` to the last of a row's end.

    Raises:
        Irregular: the piece is written in any other form.
    """
    piece = _Piece(xml)
    is_row = (piece.tags == _Tag.ROW) | (piece.tags == _Tag.ROW_ALONE)
    row_numbers, digits = _row_numbers(piece, piece.starts[is_row])
    at = np.flatnonzero((piece.tags == _Tag.CELL) | (piece.tags == _Tag.CELL_ALONE))
    row_of = np.cumsum(is_row)[at] - 1
    columns, behind = _columns(piece, piece.starts[at], row_of, row_numbers, digits)
    rows = row_numbers[row_of]
    order = rows * (_LAST_COLUMN + 1) + columns
    _must((order[1:] > order[:-1]).all())
    alone = piece.tags[at] == _Tag.CELL_ALONE
    styles, kinds = _attributes(piece, behind, piece.nexts[at] - 1 - alone)
    sorts, numbers, written = _values(piece, at, kinds)
    return Cells(rows, columns, sorts, styles, numbers, written, row_numbers)


def _row_numbers(piece: _Piece, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each row, and how many digits it has."""
    piece._check_literal(starts, b'<row r="')
    digits = np.zeros(len(starts), dtype=np.int64)
    open_ = np.ones(len(starts), dtype=bool)
    for step in range(8):
        open_ &= piece.bytes.take(starts + 8 + step) != _QUOTE
        digits += open_
    _must(digits.max() <= 7)
    numbers = piece.number(starts + 8, digits)
    _must(numbers[0] > 0 and numbers[-1] <= _LAST_ROW and (numbers[1:] > numbers[:-1]).all())
    # A leading zero would give the row another number of digits than its cells' addresses have.
    _must((piece.bytes.take(starts + 8) != _ZERO).all())
    return numbers, digits


def _columns(
    piece: _Piece, starts: np.ndarray, row_of: np.ndarray, row_numbers: np.ndarray, digits: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The column of each cell, and where its address ends; the row in it must be the row it stands in."""
    piece._check_literal(starts, b'<c r="')
    take = piece.bytes.take
    first, second, third = (take(starts + 6 + step) for step in range(3))
    _must(((first >= _A) & (first <= _Z)).all())
    two = (second >= _A) & (second <= _Z)
    three = two & (third >= _A) & (third <= _Z)
    columns = first.astype(np.int64) - 64
    if two.any():
        columns[two] = columns[two] * 26 + second[two] - 64
    if three.any():
        columns[three] = columns[three] * 26 + third[three] - 64
    _must((columns <= _LAST_COLUMN).all() if two.any() else True)
    number_at = starts + 7 + two + three
    lengths = digits[row_of]
    for length in np.unique(digits).tolist():
        these = np.flatnonzero(lengths == length)
        here, of_row = (number_at, row_of) if len(these) == len(starts) else (number_at[these], row_of[these])
        for step in range(length):
            expected = (row_numbers // 10 ** (length - 1 - step) % 10 + _ZERO).astype(np.uint8)
            _must((take(here + step) == expected.take(of_row)).all())
    behind = number_at + lengths
    _must((take(behind) == _QUOTE).all())
    return columns, behind + 1


def _attributes(piece: _Piece, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Style and type of each cell: the attributes behind its address. Cells with the same attributes are read as one."""
    styles = np.zeros(len(starts), dtype=np.int64)
    kinds = np.full(len(starts), _KINDS[b"n"], dtype=np.uint8)
    lengths = ends - starts
    _must(len(lengths) == 0 or (lengths.min() >= 0 and lengths.max() <= _LONGEST_ATTRIBUTES))
    forms = 0
    for length in np.flatnonzero(np.bincount(lengths)).tolist():
        left = np.flatnonzero(lengths == length) if length else np.array([], dtype=np.int64)
        while len(left):
            forms += 1
            _must(forms <= _MOST_FORMS)
            begin = int(starts[left[0]])
            form = piece.xml[begin : begin + length]
            at = starts[left]
            same = piece.bytes.take(at + (length - 1)) == form[-1]
            for step in range(length - 1):
                same &= piece.bytes.take(at + step) == form[step]
            style, kind = _form(form)
            all_same = bool(same.all())
            here = left if all_same else left[same]
            styles[here], kinds[here] = style, kind
            left = left[:0] if all_same else left[~same]
    return styles, kinds


def _form(attributes: bytes) -> tuple[int, int]:
    """Style and type as these attributes give them."""
    found = _ATTRIBUTES.fullmatch(attributes)
    if found is None:
        raise Irregular
    return int(found[1] or 0), _KINDS[found[2] or b"n"]


def _valued(piece: _Piece, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The tags behind which a value stands, and for each the cell that it belongs to."""
    cells = np.flatnonzero(piece.tags.take(at + 1, mode="clip") == _Tag.VALUE)
    if len(cells) == np.count_nonzero((piece.tags == _Tag.VALUE) | (piece.tags == _Tag.TEXT)):
        return at[cells] + 1, cells
    tags = np.flatnonzero((piece.tags == _Tag.VALUE) | (piece.tags == _Tag.TEXT))
    return tags, np.searchsorted(at, tags, side="right") - 1


def _values(piece: _Piece, at: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[tuple[str, bytes]]]:
    """What each cell holds. `at` are the places of the cells' tags."""
    count = len(at)
    sorts, numbers = np.zeros(count, dtype=np.uint8), np.zeros(count)
    written: list[tuple[str, bytes]] = []
    value_tags, cells = _valued(piece, at)
    inline = piece.tags[value_tags] == _Tag.TEXT
    starts, ends = piece.starts[value_tags] + 3, piece.nexts[value_tags]
    if inline.any():
        starts[inline] = piece.text_starts(value_tags[inline])
    kind = kinds[cells]
    _must((inline == (kind == ord("i"))).all())
    lengths = ends - starts
    _must(inline.all() or (lengths[~inline] > 0).all())
    formulas = np.flatnonzero((piece.tags == _Tag.FORMULA) | (piece.tags == _Tag.FORMULA_ALONE))
    if len(formulas):
        sorts[np.searchsorted(at, formulas, side="right") - 1] = Sort.UNCACHED
    of_text = kind == ord("s")
    sorts[cells[of_text]] = Sort.PLACE
    numbers[cells[of_text]] = piece.number(starts[of_text], lengths[of_text])
    truth = kind == ord("b")
    if truth.any():
        _must((lengths[truth] == 1).all())
        numbers[cells[truth]] = piece.number(starts[truth], lengths[truth])
        sorts[cells[truth]] = Sort.TRUTH
        _must((numbers[cells[truth]] <= 1).all())
    plain = np.flatnonzero(kind == ord("n"))
    if len(plain):
        left = _plain_numbers(piece, plain, starts, lengths, cells, sorts, numbers)
        _by_itself(piece, left, "n", Sort.WRITTEN, (starts, ends, cells), sorts, numbers, written)
    for letter, sort in ((b"e", Sort.WRITTEN), (b"S", Sort.TEXT), (b"i", Sort.TEXT)):
        these = np.flatnonzero(kind == letter[0])
        if len(these):
            _by_itself(piece, these, letter.decode(), sort, (starts, ends, cells), sorts, numbers, written)
    return sorts, numbers, written


def _plain_numbers(
    piece: _Piece, plain: np.ndarray, starts: np.ndarray, lengths: np.ndarray, cells: np.ndarray, sorts: np.ndarray, numbers: np.ndarray
) -> np.ndarray:
    """Whole and decimal numbers of up to fifteen digits; gives back those that are longer or written otherwise."""
    take = piece.bytes.take
    left: list[np.ndarray] = []
    for length in np.flatnonzero(np.bincount(lengths[plain])).tolist():
        these = plain[lengths[plain] == length]
        if length > _MOST_DIGITS + 2:
            left.append(these)
            continue
        here = starts[these]
        total = np.zeros(len(here), dtype=np.int64)
        behind = np.zeros(len(here), dtype=np.int64)  # digits behind the point
        points, digits = np.zeros(len(here), dtype=np.int64), np.zeros(len(here), dtype=np.int64)
        odd = np.zeros(len(here), dtype=bool)
        negative = take(here) == _MINUS
        for step in range(length):
            byte = take(here + step)
            digit = byte - np.uint8(_ZERO)
            is_digit = digit <= 9
            if is_digit.all():
                total = total * 10 + digit
                digits += 1
                behind += points
                continue
            is_point = byte == _DOT
            odd |= ~is_digit & ~is_point if step else ~is_digit & ~is_point & ~negative
            total = np.where(is_digit, total * 10 + digit, total)
            digits += is_digit
            behind += points * is_digit
            points += is_point
        odd |= (points > 1) | (digits > _MOST_DIGITS) | (digits == 0) | ((points == 1) & ((behind == 0) | (behind == digits)))
        # Two exact floats divided are rounded once, so that the quotient is the decimal's nearest float.
        values = np.where(negative, -1.0, 1.0) * total / 10.0 ** np.minimum(behind, _MOST_DIGITS)
        good = these[~odd]
        numbers[cells[good]], sorts[cells[good]] = values[~odd], Sort.NUMBER
        if odd.any():
            left.append(these[odd])
    return np.concatenate(left) if left else np.array([], dtype=np.int64)


def _by_itself(
    piece: _Piece,
    these: np.ndarray,
    kind: str,
    sort: Sort,
    places: tuple[np.ndarray, np.ndarray, np.ndarray],
    sorts: np.ndarray,
    numbers: np.ndarray,
    written: list[tuple[str, bytes]],
) -> None:
    """Contents that are kept as they stand, each different one once."""
    starts, ends, cells = places
    known = {each: place for place, each in enumerate(written)}
    codes = []
    for start, end in zip(starts[these].tolist(), ends[these].tolist(), strict=True):
        codes.append(known.setdefault((kind, piece.xml[start:end]), len(known)))
    written[:] = list(known)
    numbers[cells[these]] = codes
    sorts[cells[these]] = sort
