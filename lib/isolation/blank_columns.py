"""Texts of a column that is blank in every row are sent as their number, and made again where they arrive.

A frame always has all columns of its sheet, and most of those of a long ledger are blank: they would be a third of what is sent.
The columns of one length share one array, which nobody can change. How much is made is bounded, since the length is the worker's word.
"""

from typing import Any

_MOST_ROWS = 8_000_000  # in all arrays of one answer: 64 MB
_MOST_AT_ONCE = 2_000_000


def is_blank_column(found: Any) -> bool:
    """Whether something is the texts of a column, all of them missing, and may be sent as their number."""
    return type(found).__name__ == "LargeStringArray" and len(found) <= _MOST_AT_ONCE and found.null_count == len(found)


def blank_column(length: int) -> Any:
    """So many missing texts, as Arrow."""
    return BlankColumns().column(length)


class BlankColumns:
    """The blank columns of one answer."""

    def __init__(self) -> None:
        self._of_length: dict[int, Any] = {}
        self._rows = 0

    def column(self, length: int) -> Any:
        """So many missing texts.

        Raises:
            ValueError: more than an answer may ask for.
        """
        import pyarrow as pa  # here, so that a server that has read no file has not loaded it

        if length not in self._of_length:
            if not isinstance(length, int) or length < 0 or self._rows + length > _MOST_ROWS:
                raise ValueError(length)
            self._of_length[length] = pa.nulls(length, pa.large_string())
            self._rows += length
        return self._of_length[length]
