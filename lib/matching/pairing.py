"""What is paired so far in one matching, and the ways of pairing rows that agree. Places are row numbers of the two sides' frames."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from lib.matching.joint import BLANK
from lib.matching.model import NUMBER_OF, Correction, How
from lib.matching.sides import MARKS, Sides
from lib.matching.texts import likeness

_Marked = tuple[np.ndarray, np.ndarray]
"""Marks, and whether rows may be known by them."""


class Pairing:
    """The two sides, and which rows of them are still free."""

    def __init__(self, sides: Sides) -> None:
        self.sides, self.old, self.new = sides, sides.old, sides.new
        self.is_old_free, self.is_new_free = np.ones(len(self.old), dtype=bool), np.ones(len(self.new), dtype=bool)
        self.partner = np.full(len(self.new), -1)  # of each new row; -1: none
        self.how = np.full(len(self.new), NUMBER_OF[How.NONE])
        self.how_old = np.full(len(self.old), NUMBER_OF[How.NONE])
        self.likeness = np.full(len(self.new), 1.0)

    @property
    def is_open(self) -> bool:
        """Whether there are free rows on both sides."""
        return bool(self.is_old_free.any() and self.is_new_free.any())

    def take(self, couples: pd.DataFrame, how: How) -> None:
        """Pair rows: columns `old`, `new` and, where it is known, `likeness`."""
        self._take(couples["old"].to_numpy("int64"), couples["new"].to_numpy("int64"), how)
        if "likeness" in couples:
            self.likeness[couples["new"].to_numpy("int64")] = couples["likeness"].to_numpy("float64")

    def _take(self, first: np.ndarray, second: np.ndarray, how: How) -> None:
        self.partner[second], self.how[second] = first, NUMBER_OF[how]
        self.is_old_free[first] = self.is_new_free[second] = False

    def join_equal(self) -> None:
        """Pair free rows that are equal in every cell; the n-th of several with the n-th.

        Most stand where they stood. Where none of the others is equal to them, each is the n-th of its kind on both sides, so that only
        the others, and those that one of the others may be equal to, are looked at more closely.
        """
        if not self.is_open:
            return
        olds, news = self._standing()
        is_open_old, is_open_new = self.is_old_free.copy(), self.is_new_free.copy()
        is_open_old[olds] = is_open_new[news] = False
        again = self._may_be_equal(olds, np.flatnonzero(is_open_old), np.flatnonzero(is_open_new))
        is_open_old[olds[again]] = is_open_new[news[again]] = True
        self._take(olds[~again], news[~again], How.SAME)
        places = np.flatnonzero(is_open_old), np.flatnonzero(is_open_new)
        (left, _), (right, _) = self._marked("whole", places)
        first, second = _nth_with_nth(left, right)
        self._take(places[0][first], places[1][second], How.SAME)

    def _standing(self) -> tuple[np.ndarray, np.ndarray]:
        """The free rows that are equal in every cell to the row at the same place of the other frame, as couples."""
        stands, width = self.sides.stands, self.sides.joint.width
        at = np.full(len(stands) + 1, -1)
        for_old, for_new = (np.flatnonzero(is_free) for is_free in (self.is_old_free, self.is_new_free))
        in_old = self.old["row"].to_numpy()[for_old]
        at[np.minimum(in_old, len(stands))] = for_old
        at[-1] = -1
        in_new = np.minimum(self.new["row"].to_numpy()[for_new] - width, len(stands))
        is_there = np.append(stands, False)[in_new] & (at[in_new] >= 0)
        return at[in_new[is_there]], for_new[is_there]

    def _may_be_equal(self, standing: np.ndarray, olds: np.ndarray, news: np.ndarray) -> np.ndarray:
        """Which of the old rows that stand where they stood may be equal to one of the others, old or new."""
        telling = self.sides.forms.telling
        if not telling.is_text:
            return np.ones(len(standing), dtype=bool)
        others = np.concatenate([self.old["row"].to_numpy()[olds], self.new["row"].to_numpy()[news]])
        is_met = np.zeros(telling.size + 1, dtype=bool)  # the last stands for a blank
        is_met[telling.numbers[others]] = True
        found: np.ndarray = is_met[telling.numbers[self.old["row"].to_numpy()[standing]]]
        return found

    def join(self, names: Sequence[str], how: How, *, either_blank: bool = False) -> None:
        """Pair free rows that agree in these columns and are blank in none; the n-th of several with the n-th.

        Args:
            names: columns of the sides, or marks.
            how: what the pairs are called.
            either_blank: only couples of which one text is blank.
        """
        if not self.is_open:
            return
        places = np.flatnonzero(self.is_old_free), np.flatnonzero(self.is_new_free)
        marked = {name: self._marked(name, places) for name in names if name in MARKS}
        left, right = (
            self._known(side, places[n], names, {name: sides[n] for name, sides in marked.items()})
            for n, side in enumerate((self.old, self.new))
        )
        if left.empty or right.empty:
            return
        for rows in (left, right):
            rows["nth"] = rows.groupby(list(names), sort=False).cumcount()
        both = left.merge(right, on=[*names, "nth"], suffixes=("_old", "_new"))
        couples = both.rename(columns={"place_old": "old", "place_new": "new"})[["old", "new"]]
        if either_blank:
            texts = [side["text"].to_numpy()[couples[name]] for name, side in (("old", self.old), ("new", self.new))]
            couples = couples[(texts[0] == BLANK) | (texts[1] == BLANK)]
        if "text" not in names:
            couples = couples.assign(likeness=self.alike(couples["old"].to_numpy(), couples["new"].to_numpy()))
        self.take(couples, how)

    def _marked(self, name: str, places: tuple[np.ndarray, np.ndarray]) -> tuple[_Marked, _Marked]:
        """The marks of that name of the old rows and the new ones at these places, and whether they may be known by them."""
        rows = [side["row"].to_numpy()[at] for side, at in zip((self.old, self.new), places, strict=True)]
        marks, tells = self.sides.marks(name, np.concatenate(rows))
        size = len(rows[0])
        return (marks[:size], tells[:size]), (marks[size:], tells[size:])

    def _known(self, side: pd.DataFrame, places: np.ndarray, names: Sequence[str], marked: Mapping[str, _Marked]) -> pd.DataFrame:
        """The rows at these places that are blank in none of the columns, with their place."""
        found = {"place": places}
        kept = np.ones(len(places), dtype=bool)
        for name in names:
            if name in marked:
                found[name], tells = marked[name]
                kept &= tells
            else:
                found[name] = side[name].to_numpy()[places]
                kept &= found[name] != BLANK
        return pd.DataFrame({name: cells[kept] for name, cells in found.items()})

    def free(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What is left on each side, with its place as the index."""
        return self.old[self.is_old_free], self.new[self.is_new_free]

    def correct(self, corrections: Sequence[Correction]) -> None:
        """What was said by hand, the latest first."""
        if not corrections:
            return
        joint = self.sides.joint
        both = pd.concat([joint.old["ref"], joint.new["ref"]], ignore_index=True)
        old_places, new_places = ({ref: n for n, ref in enumerate(both.iloc[side["row"]])} for side in (self.old, self.new))
        for each in reversed(corrections):
            first = -1 if each.old is None else old_places.get(each.old, -2)
            second = -1 if each.new is None else new_places.get(each.new, -2)
            is_known = -2 not in (first, second) and (first, second) != (-1, -1)
            if not is_known or (first >= 0 and not self.is_old_free[first]) or (second >= 0 and not self.is_new_free[second]):
                continue
            if first >= 0:
                self.is_old_free[first], self.how_old[first] = False, NUMBER_OF[How.HAND]
            if second >= 0:
                self.is_new_free[second], self.how[second] = False, NUMBER_OF[How.HAND]
            if first >= 0 and second >= 0:
                self.partner[second] = first
                self.likeness[second] = self.alike(np.array([first]), np.array([second]))[0]

    def alike(self, olds: np.ndarray, news: np.ndarray) -> np.ndarray:
        """How alike the texts of each couple are; equal texts, and two blank ones, are looked at no further."""
        first, second = self.old["text"].to_numpy()[olds], self.new["text"].to_numpy()[news]
        differs = first != second
        found = np.ones(len(olds))
        found[differs] = likeness(self.words(first[differs]), self.words(second[differs]))
        return found

    def words(self, numbers: np.ndarray) -> list[str]:
        """The plain forms with these numbers, "" for a blank."""
        return [form or "" for form in self.sides.forms.words(numbers).tolist()]


def _nth_with_nth(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places of equal numbers in both, the n-th of several with the n-th."""
    if np.array_equal(left, right):
        return np.arange(len(left)), np.arange(len(right))
    first, second = np.argsort(left, kind="stable"), np.argsort(right, kind="stable")
    olds, news = left[first], right[second]
    begins = np.ones(len(news), dtype=bool)
    begins[1:] = news[1:] != news[:-1]
    nth = np.arange(len(news)) - np.maximum.accumulate(np.where(begins, np.arange(len(news)), 0))
    at = np.searchsorted(olds, news, side="left") + nth
    met = at < len(olds)
    met[met] = olds[at[met]] == news[met]
    return first[at[met]], second[met]
