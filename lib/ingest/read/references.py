"""Cell addresses: `C14` to (14, 3) and back."""

import re

from lib.ingest.model import MergedRange
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


def column_number(letters: str) -> int:
    """A as 1, XFD as 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 as A, 16,384 as XFD."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """(14, 3) as C14."""
    return f"{column_letters(column)}{row}"


def place(reference: str) -> tuple[int, int] | None:
    """C14 as (14, 3); None where no sheet has such a cell."""
    found = _CELL.match(reference)
    if not found:
        return None
    row, column = int(found.group(2)), column_number(found.group(1))
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def merged_range(reference: str) -> MergedRange | None:
    """A1:C3 as an area with its corners in order; None where it is no area."""
    first, _, last = reference.partition(":")
    one, other = place(first), place(last or first)
    if one is None or other is None:
        return None
    return MergedRange(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
