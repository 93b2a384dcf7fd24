"""A piece of a worksheet's XML taken apart as bytes, all its cells at once.

Excel, WPS, LibreOffice and the common libraries write cells in one plain form, such as
`<c r="B7" s="3" t="s"><v>41</v></c>`. Where a whole piece keeps to it (`xlsx_form`), the places of the angle brackets say where each
value stands (`xlsx_values`). Every byte outside the texts is checked against the form: at the first that differs the piece is
`Irregular`, and the sheet is read by a decoder that forgives more. So nothing is guessed here.
"""

import re
from dataclasses import dataclass

import numpy as np

from lib.ingest.read.xlsx_form import Irregular, Piece, Tag, must
from lib.ingest.read.xlsx_values import KINDS, values_of

_QUOTE, _ZERO, _A, _Z = b'"0AZ'
_LONGEST_ATTRIBUTES = 40
_FEW_CELLS = 5_000
_MOST_FORMS = 200  # different styles and types in one piece
_ATTRIBUTES = re.compile(rb'(?: s="([0-9]{1,5})")?(?: t="(s|n|b|e|str|inlineStr)")?')
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


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


def scan(xml: bytes) -> Cells:
    """The cells of one piece of a sheet.

    Args:
        xml: whole rows, from the first byte of a `<row` to the last of a row's end.

    Raises:
        Irregular: the piece is written in any other form.
    """
    piece = Piece(xml)
    is_row = (piece.tags == Tag.ROW) | (piece.tags == Tag.ROW_ALONE)
    row_numbers, digits = _row_numbers(piece, piece.starts[is_row])
    at = np.flatnonzero((piece.tags == Tag.CELL) | (piece.tags == Tag.CELL_ALONE))
    row_of = np.cumsum(is_row)[at] - 1
    columns, behind = _columns(piece, piece.starts[at], row_of, row_numbers, digits)
    rows = row_numbers[row_of]
    order = rows * (_LAST_COLUMN + 1) + columns
    must((order[1:] > order[:-1]).all())
    alone = piece.tags[at] == Tag.CELL_ALONE
    styles, kinds = _attributes(piece, behind, piece.nexts[at] - 1 - alone)
    sorts, numbers, written = values_of(piece, at, kinds)
    return Cells(rows, columns, sorts, styles, numbers, written, row_numbers)


def _row_numbers(piece: Piece, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each row, and how many digits it has."""
    piece.check_literal(starts, b'<row r="')
    digits = np.zeros(len(starts), dtype=np.int64)
    open_ = np.ones(len(starts), dtype=bool)
    for step in range(8):
        open_ &= piece.bytes.take(starts + 8 + step) != _QUOTE
        digits += open_
    must(digits.max() <= 7)
    numbers = piece.number(starts + 8, digits)
    must(numbers[0] > 0 and numbers[-1] <= _LAST_ROW and (numbers[1:] > numbers[:-1]).all())
    # A leading zero would give the row another number of digits than its cells' addresses have.
    must((piece.bytes.take(starts + 8) != _ZERO).all())
    return numbers, digits


def _columns(
    piece: Piece, starts: np.ndarray, row_of: np.ndarray, row_numbers: np.ndarray, digits: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The column of each cell, and where its address ends; the row in it must be the row it stands in."""
    piece.check_literal(starts, b'<c r="')
    take = piece.bytes.take
    first, second, third = (take(starts + 6 + step) for step in range(3))
    must(((first >= _A) & (first <= _Z)).all())
    two = (second >= _A) & (second <= _Z)
    three = two & (third >= _A) & (third <= _Z)
    columns = first.astype(np.int64) - 64
    if two.any():
        columns[two] = columns[two] * 26 + second[two] - 64
    if three.any():
        columns[three] = columns[three] * 26 + third[three] - 64
    must((columns <= _LAST_COLUMN).all() if two.any() else True)
    number_at = starts + 7 + two + three
    lengths = digits[row_of]
    for length in np.unique(digits).tolist():
        these = np.flatnonzero(lengths == length)
        here, of_row = (number_at, row_of) if len(these) == len(starts) else (number_at[these], row_of[these])
        for step in range(length):
            expected = (row_numbers // 10 ** (length - 1 - step) % 10 + _ZERO).astype(np.uint8)
            must((take(here + step) == expected.take(of_row)).all())
    behind = number_at + lengths
    must((take(behind) == _QUOTE).all())
    return columns, behind + 1


def _attributes(piece: Piece, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Style and type of each cell: the attributes behind its address. Cells with the same attributes are read as one."""
    styles = np.zeros(len(starts), dtype=np.int64)
    kinds = np.full(len(starts), KINDS[b"n"], dtype=np.uint8)
    lengths = ends - starts
    must(len(lengths) == 0 or (lengths.min() >= 0 and lengths.max() <= _LONGEST_ATTRIBUTES))
    if len(starts) <= _FEW_CELLS:
        return _attributes_one_by_one(piece.xml, starts, ends)
    forms = 0
    for length in np.flatnonzero(np.bincount(lengths)).tolist():
        left = np.flatnonzero(lengths == length) if length else np.array([], dtype=np.int64)
        while len(left):
            forms += 1
            must(forms <= _MOST_FORMS)
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


def _attributes_one_by_one(xml: bytes, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same where there are so few cells that looking at all of them together costs more."""
    places: dict[bytes, int] = {b"": 0}
    codes = [places.setdefault(xml[start:end], len(places)) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    must(len(places) <= _MOST_FORMS + 1)
    forms = [_form(form) for form in places]
    styles, kinds = (np.array(each, dtype=kind) for each, kind in zip(zip(*forms, strict=True), (np.int64, np.uint8), strict=True))
    return styles.take(codes), kinds.take(codes)


def _form(attributes: bytes) -> tuple[int, int]:
    """Style and type as these attributes give them."""
    found = _ATTRIBUTES.fullmatch(attributes)
    if found is None:
        raise Irregular
    return int(found[1] or 0), KINDS[found[2] or b"n"]
