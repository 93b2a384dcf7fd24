"""What the cells of one piece of a sheet hold: numbers read digit by digit for all cells together, places in the table of texts, truths.

What is written in another way (a long number, an error, text in the cell itself) is kept as it stands and looked at by itself.
"""

from enum import IntEnum

import numpy as np

from lib.ingest.read.xlsx_form import MOST_DIGITS, Piece, Tag, must

_ZERO, _DOT, _MINUS = b"0.-"

KINDS = {b"n": ord("n"), b"s": ord("s"), b"b": ord("b"), b"e": ord("e"), b"str": ord("S"), b"inlineStr": ord("i")}
"""The types that a cell may have, each told by one letter."""


class Sort(IntEnum):
    """What a cell holds; for `PLACE` the number is a place in the table of texts, for `WRITTEN` one in the piece's own list."""

    BLANK = 0
    NUMBER = 1
    PLACE = 2
    TRUTH = 3
    WRITTEN = 4  # a number or an error that is looked at by itself
    TEXT = 5  # text in the cell itself
    UNCACHED = 6  # a formula without a stored value


def _valued(piece: Piece, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The tags behind which a value stands, and for each the cell that it belongs to."""
    cells = np.flatnonzero(piece.tags.take(at + 1, mode="clip") == Tag.VALUE)
    if len(cells) == np.count_nonzero((piece.tags == Tag.VALUE) | (piece.tags == Tag.TEXT)):
        return at[cells] + 1, cells
    tags = np.flatnonzero((piece.tags == Tag.VALUE) | (piece.tags == Tag.TEXT))
    return tags, np.searchsorted(at, tags, side="right") - 1


def values_of(piece: Piece, at: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[tuple[str, bytes]]]:
    """What each cell holds. `at` are the places of the cells' tags."""
    count = len(at)
    sorts, numbers = np.zeros(count, dtype=np.uint8), np.zeros(count)
    written: list[tuple[str, bytes]] = []
    value_tags, cells = _valued(piece, at)
    inline = piece.tags[value_tags] == Tag.TEXT
    starts, ends = piece.starts[value_tags] + 3, piece.nexts[value_tags]
    if inline.any():
        starts[inline] = piece.text_starts(value_tags[inline])
    kind = kinds[cells]
    must((inline == (kind == ord("i"))).all())
    lengths = ends - starts
    must(inline.all() or (lengths[~inline] > 0).all())
    formulas = np.flatnonzero((piece.tags == Tag.FORMULA) | (piece.tags == Tag.FORMULA_ALONE))
    if len(formulas):
        sorts[np.searchsorted(at, formulas, side="right") - 1] = Sort.UNCACHED
    of_text = kind == ord("s")
    sorts[cells[of_text]] = Sort.PLACE
    numbers[cells[of_text]] = piece.number(starts[of_text], lengths[of_text])
    truth = kind == ord("b")
    if truth.any():
        must((lengths[truth] == 1).all())
        numbers[cells[truth]] = piece.number(starts[truth], lengths[truth])
        sorts[cells[truth]] = Sort.TRUTH
        must((numbers[cells[truth]] <= 1).all())
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
    piece: Piece, plain: np.ndarray, starts: np.ndarray, lengths: np.ndarray, cells: np.ndarray, sorts: np.ndarray, numbers: np.ndarray
) -> np.ndarray:
    """Whole and decimal numbers of up to fifteen digits; gives back those that are longer or written otherwise."""
    left: list[np.ndarray] = []
    for length in np.flatnonzero(np.bincount(lengths[plain])).tolist():
        these = plain[lengths[plain] == length]
        if length > MOST_DIGITS + 2:
            left.append(these)
            continue
        values, odd = _decimals(piece, starts[these], length)
        good = these[~odd]
        numbers[cells[good]], sorts[cells[good]] = values[~odd], Sort.NUMBER
        if odd.any():
            left.append(these[odd])
    return np.concatenate(left) if left else np.array([], dtype=np.int64)


def _decimals(piece: Piece, here: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers written in so many bytes, and which of them are written otherwise than a minus, digits and one point between them."""
    total = np.zeros(len(here), dtype=np.int64)
    behind = np.zeros(len(here), dtype=np.int64)  # digits behind the point
    points, digits = np.zeros(len(here), dtype=np.int64), np.zeros(len(here), dtype=np.int64)
    odd = np.zeros(len(here), dtype=bool)
    negative = piece.bytes.take(here) == _MINUS
    for step in range(length):
        byte = piece.bytes.take(here + step)
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
    odd |= (points > 1) | (digits > MOST_DIGITS) | (digits == 0) | ((points == 1) & ((behind == 0) | (behind == digits)))
    # Two exact floats divided are rounded once, so that the quotient is the decimal's nearest float.
    return np.where(negative, -1.0, 1.0) * total / 10.0 ** np.minimum(behind, MOST_DIGITS), odd


def _by_itself(
    piece: Piece,
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
