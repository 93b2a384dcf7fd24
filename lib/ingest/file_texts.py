"""The different texts of a long column, kept as Arrow: none becomes an object of its own until it is asked for.

A ledger's opinions, measures and identifiers differ in every row. What is asked of all of them (is one blank, is it short enough
for a header) is asked of the whole column at once; texts are made only of those that are left in doubt.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_MANY = 4_096  # texts made at once as all are walked over
_NEARLY_ALL = 0.9  # of the texts must stand in the rows for a slice of them, which keeps the others too, to be no waste


class FileTexts(Sequence[str | None]):
    """Code 0 is the blank, code n the n-th of the texts; read like a list, and never changed."""

    def __init__(self, arrow: pa.Array) -> None:
        """Take the texts.

        Args:
            arrow: `large_string`; none is missing, none is without a character, and none holds a carriage return or `_x000D_`.
        """
        self.arrow = arrow

    def __len__(self) -> int:
        return len(self.arrow) + 1

    @overload
    def __getitem__(self, code: int) -> str | None: ...
    @overload
    def __getitem__(self, code: slice) -> list[str | None]: ...
    def __getitem__(self, code: int | slice) -> str | list[str | None] | None:
        if isinstance(code, slice):
            return [self[place] for place in range(*code.indices(len(self)))]
        place = range(len(self))[code]
        text: str | None = self.arrow[place - 1].as_py() if place else None
        return text

    def __iter__(self) -> Iterator[str | None]:
        yield None
        for start in range(0, len(self.arrow), _MANY):
            yield from self.arrow.slice(start, _MANY).to_pylist()

    def some(self, codes: np.ndarray) -> list[str | None]:
        """The texts of these codes."""
        found: list[str | None] = self.of(codes).to_pylist()
        return found

    def of(self, codes: np.ndarray) -> pa.Array:
        """The texts of these codes as Arrow, missing where blank; not copied where they are nearly all, in their order."""
        count = len(codes)
        if count > _NEARLY_ALL * len(self.arrow) and codes[0] > 0 and (np.diff(codes) == 1).all():
            return self.arrow.slice(int(codes[0]) - 1, count)
        places = codes.astype(np.int64) - 1
        return self.arrow.take(pa.array(places, mask=places < 0))

    @cached_property
    def lengths(self) -> np.ndarray:
        """How many characters each has, by code."""
        return np.concatenate(([0], pc.utf8_length(self.arrow).to_numpy()))

    def judged(self, known: np.ndarray, is_open: np.ndarray, holds: Callable[[str], int]) -> np.ndarray:
        """What is known of each code, and where it is open what `holds` says of the text; the blank is never asked about.

        Args:
            known: by code, what is known; not kept.
            is_open: by code, where nothing is.
            holds: asked once for each text that is open.
        """
        codes = np.flatnonzero(is_open[1:]) + 1
        known[codes] = [holds(text) for text in self.some(codes)]  # type: ignore[arg-type]
        return known

    def matching(self, pattern: str, among: np.ndarray) -> np.ndarray:
        """Which texts, by code, a pattern of RE2 finds; only those `among` are looked at."""
        codes = np.flatnonzero(among[1:]) + 1
        found = np.zeros(len(self), dtype=bool)
        if len(codes):
            found[codes] = pc.match_substring_regex(self.of(codes), pattern).to_numpy(zero_copy_only=False)
        return found

    def is_all_different(self) -> bool:
        """Whether no text stands twice."""
        rising = pc.all(pc.greater(self.arrow.slice(1), self.arrow.slice(0, max(len(self.arrow) - 1, 0)))).as_py()
        return rising is not False or pc.count_distinct(self.arrow).as_py() == len(self.arrow)
