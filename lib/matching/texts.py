"""How alike two texts are: Dice's coefficient of their pairs of neighbouring characters.

Twice the pairs that both have, divided by the pairs of the one and of the other; 0.0 to 1.0. Each different pair of a text
counts once, and the text's first character counts as a pair with its beginning, so that a text of one character has one.
Compared is the plain form (see `writing`): NFKC, without white space, without case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.matching.writing import plain

LONGEST = 400
"""Characters of a text that are compared; what follows no longer decides which row it is."""

_START = 1  # a code point that no cell holds


def plain_cells(cells: pd.Series) -> pd.Series:
    """The plain form of a column, each different writing once; None where nothing is left."""
    codes, writings = pd.factorize(cells.astype("object"))
    forms = np.array([plain(str(each)) or None for each in writings] + [None], dtype=object)
    return pd.Series(forms[codes], index=cells.index, dtype="object")


@dataclass(frozen=True, slots=True)
class Grams:
    """The different pairs of neighbouring characters of some texts: those of text n lie from `starts[n]` on, `sizes[n]` of them, sorted."""

    codes: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray

    @property
    def owners(self) -> np.ndarray:
        """The text to which each pair belongs."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


def grams_of(texts: Sequence[str]) -> Grams:
    """The pairs of each text, its plain form given."""
    cut = [text[:LONGEST] for text in texts]
    lengths = np.array([len(text) for text in cut], dtype="int64")
    points = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), dtype="uint32").astype("int64")
    owners = np.repeat(np.arange(len(cut)), lengths)
    before = np.concatenate([[_START], points[:-1]]) if len(points) else points
    firsts = np.cumsum(lengths) - lengths
    before[firsts[lengths > 0]] = _START
    pairs = (before << 21) | points
    order = np.lexsort((pairs, owners))
    owners, pairs = owners[order], pairs[order]
    is_new = np.ones(len(pairs), dtype=bool)
    is_new[1:] = (owners[1:] != owners[:-1]) | (pairs[1:] != pairs[:-1])
    owners, pairs = owners[is_new], pairs[is_new]
    sizes = np.bincount(owners, minlength=len(cut)).astype("int64")
    return Grams(pairs, np.cumsum(sizes) - sizes, sizes)


def dice(old: Grams, new: Grams, old_places: np.ndarray, new_places: np.ndarray) -> np.ndarray:
    """The likeness of text `old_places[n]` and text `new_places[n]`, for each n."""
    sizes = old.sizes[old_places]
    asked = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    codes, both = _numbered(old.codes, new.codes)
    wanted = codes[old.starts[old_places][asked] + within]
    most = int(max(codes.max(initial=0), both.max(initial=0))) + 1
    keys = new.owners * most + both
    sought = new_places[asked] * most + wanted
    at = np.minimum(np.searchsorted(keys, sought), max(len(keys) - 1, 0))
    found = keys[at] == sought if len(keys) else np.zeros(len(sought), dtype=bool)
    shared = np.bincount(asked, weights=found, minlength=len(sizes))
    total = sizes + new.sizes[new_places]
    alike: np.ndarray = np.divide(2 * shared, total, out=np.zeros(len(sizes)), where=total > 0)
    return alike


def likeness(old: Sequence[str], new: Sequence[str]) -> np.ndarray:
    """The likeness of the n-th of one list and the n-th of the other, for each n; plain forms are given."""
    places = np.arange(len(old))
    return dice(grams_of(old), grams_of(new), places, places)


def _numbered(old: np.ndarray, new: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both sides' codes as small numbers in the order of the codes."""
    numbers = np.unique(np.concatenate([old, new]), return_inverse=True)[1]
    return numbers[: len(old)], numbers[len(old) :]
