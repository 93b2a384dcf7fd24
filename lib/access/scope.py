"""Whose matter a feedback row is, and whether an audience is inside its scope.

Blank closes: a blank or unreadable scope is the narrowest, a blank openness is back to back. A column
that is missing altogether breaks the contract of the reader; every row is then one person's matter.
"""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.matching import Joint
from lib.schema import Audience, Openness, Opinion, Organisation, Scope, SheetRole, TargetScope

_WIDEST_FIRST = tuple(Audience)

_OPENS_AT = {
    Scope.PUBLIC: Audience.PUBLIC,
    Scope.ALL_MEMBERS: Audience.ALL_MEMBERS,
    Scope.CIRCLE: Audience.CIRCLE,
    Scope.LEADING_GROUP: Audience.LEADING_GROUP,
    Scope.PERSON: Audience.HEAD,
}

Coded = tuple[np.ndarray, pa.Array]
"""A column of text as numbers, and different texts in the order of their numbers."""

_PERSONAL_COLUMNS = (Opinion.SCOPE, Opinion.TARGET, Opinion.TARGET_PERSON)


def audience_or_widest(audience: str) -> Audience:
    """The audience named, or the widest, which sees least, where the name is unknown."""
    try:
        return Audience(audience)
    except ValueError:
        return Audience.PUBLIC


def at_least(audience: Audience, narrow: Audience) -> bool:
    """Whether `audience` sees what `narrow` sees."""
    return _WIDEST_FIRST.index(audience) >= _WIDEST_FIRST.index(narrow)


def filled(cells: pd.Series) -> pd.Series:
    """Whether each cell holds anything but white space."""
    if cells.dtype != "str":
        return cells.notna()
    held = pa.array(cells.array, from_pandas=True)
    if held.null_count == len(held):
        return pd.Series(False, index=cells.index)
    return pd.Series(_holds(held).to_numpy(zero_copy_only=False), index=cells.index)


def _holds(texts: pa.Array) -> pa.Array:
    return pc.and_not(pc.greater(pc.binary_length(texts), 0), pc.utf8_is_space(texts)).fill_null(False)


def numbered_texts(cells: pd.Series) -> Coded:
    """A column of text as numbers, and the different texts in the order of their numbers; a blank is -1."""
    held = pa.array(cells.array, from_pandas=True)
    if held.null_count == len(held):
        return np.full(len(held), -1), pa.array([], pa.large_string())
    whole = pa.concat_arrays(held.chunks) if isinstance(held, pa.ChunkedArray) else held
    coded = whole.dictionary_encode()
    indices = coded.indices.fill_null(-1) if coded.indices.null_count else coded.indices
    return indices.to_numpy(zero_copy_only=False), coded.dictionary


def trimmed(texts: pa.Array) -> list[str]:
    """Texts without the white space around them."""
    found: list[str] = pc.utf8_trim_whitespace(texts).to_pylist()
    return found


def column(frame: pd.DataFrame, name: str) -> pd.Series:
    """A text column, blank where the frame lacks it."""
    if name in frame:
        return frame[name].astype("str")
    return pd.Series([None] * len(frame), index=frame.index, dtype="str")


def trimmed_numbers(cells: pd.Series) -> np.ndarray:
    """The texts of a column as numbers: the same number is the same text but for white space around it, -1 a blank.

    Arrays of numbers are followed along chains of rows a hundred times faster than texts.
    """
    return _in_words(*numbered_texts(cells))[0]


def linked_numbers(ids: pd.Series, parents: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Two columns as such numbers, the same in both; an id that is nobody's parent is -1 as well, since nothing leads to it."""
    up, words = _in_words(*numbered_texts(parents))
    return _places_among(words, pa.array(ids.array, from_pandas=True)), up


def _places_among(words: list[str], texts: pa.Array) -> np.ndarray:
    """The place of each text among these words but for the white space around it; -1 where it is none of them."""
    if not words:
        return np.full(len(texts), -1)
    held = pc.utf8_trim_whitespace(texts)
    found = pc.index_in(held, value_set=pa.array(words, held.type)).fill_null(-1)
    places: np.ndarray = found.to_numpy() if isinstance(found, pa.ChunkedArray) else found.to_numpy(zero_copy_only=False)
    return places


def _in_words(codes: np.ndarray, texts: pa.Array) -> tuple[np.ndarray, list[str]]:
    """Numbers of texts without the white space around them, and those texts."""
    words = trimmed(texts)
    places = {word: n for n, word in enumerate(dict.fromkeys(word for word in words if word))}
    return np.array([*(places.get(word, -1) for word in words), -1])[codes], list(places)


class Cells:
    """The cells of a feedback frame; each different text of a column is looked at once, whoever asks.

    Args:
        frame: the rows as read; never modified. A column of text that is not there is blank.
        joint: the rows beside those of another version, numbered already.
        side: which of the two they are there.
    """

    def __init__(self, frame: pd.DataFrame, joint: Joint | None = None, side: int = 0) -> None:
        self.frame, self._joint, self._side = frame, joint, side
        self._coded: dict[str, Coded] = {}
        self._places: list[np.ndarray] = []  # of the different ids among the parents, once found

    @classmethod
    def of_both(cls, joint: Joint) -> tuple["Cells", "Cells"]:
        """Those of both frames of a joint."""
        sides = cls(joint.old, joint, 0), cls(joint.new, joint, 1)
        sides[1]._places = sides[0]._places
        return sides

    def column(self, name: str) -> pd.Series:
        """A column of text."""
        return column(self.frame, name)

    def known(self, name: str) -> Coded | None:
        """What `coded` gives, where it has been found already."""
        if self._joint is not None and name in self.frame and self._joint.column(name).is_text:
            of_both = self._joint.column(name)
            return self._joint.sides(of_both.numbers)[self._side], of_both.texts
        return self._coded.get(str(name))

    def coded(self, name: str) -> Coded:
        """A column of text as numbers, and different texts in their order, those of the column among them; a blank is -1."""
        found = self.known(name)
        if found is None:
            found = self._coded[str(name)] = numbered_texts(self.column(name))
        return found

    def asked(self, name: str, question: Callable[[str], bool]) -> np.ndarray:
        """For each cell of a column of text the answer to a question about its text; no for a blank."""
        numbers, texts = self.coded(name)
        return _answered(numbers, [question(text) for text in texts.to_pylist()])

    def is_any(self, name: str, words: Iterable[str]) -> np.ndarray:
        """Whether each cell of a column of text holds just one of these words."""
        return self.asked(name, frozenset(map(str, words)).__contains__)

    def is_any_trimmed(self, name: str, words: Collection[str]) -> np.ndarray:
        """The same but for the white space around the cell's text."""
        numbers, texts = self.coded(name)
        return _answered(numbers, [word in words for word in trimmed(texts)])

    def filled(self, name: str) -> np.ndarray:
        """Whether each cell holds anything but white space."""
        known = self.known(name) if self._joint is None or self._joint.is_numbered(name) else None
        if known is None:
            cells = self.frame.get(name)
            if cells is None:
                return np.zeros(len(self.frame), dtype=bool)
            return filled(cells.astype("str") if cells.dtype == object else cells).to_numpy(bool)
        numbers, texts = known
        holds = np.append(_holds(texts).to_numpy(zero_copy_only=False), False)
        found: np.ndarray = numbers >= 0 if holds[:-1].all() else holds[numbers]
        return found

    @cached_property
    def merging(self) -> tuple[np.ndarray, np.ndarray]:
        """The id of each row, and the id that it is merged into: see `linked_numbers`."""
        ids, parents = self.known(Opinion.FEEDBACK_ID), self.known(Opinion.MERGED_INTO)
        if ids is None or parents is None:
            return linked_numbers(self.column(Opinion.FEEDBACK_ID), self.column(Opinion.MERGED_INTO))
        up, words = _in_words(*parents)
        if not self._places:
            self._places.append(np.append(_places_among(words, ids[1]), -1))
        return self._places[0][ids[0]], up

    @cached_property
    def problems(self) -> np.ndarray:
        """The problem's number that each row bears."""
        return _in_words(*self.coded(Opinion.ISSUE_ID))[0]


def _answered(numbers: np.ndarray, answers: list[bool]) -> np.ndarray:
    """The answers to which these numbers lead; no for a blank, which is -1."""
    if not any(answers):
        return np.zeros(len(numbers), dtype=bool)
    found: np.ndarray = np.array([*answers, False])[numbers]
    return found


def is_among(codes: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Whether each code is one of the members; a blank is none."""
    among = np.zeros(max(codes.max(initial=-1), members.max(initial=-1)) + 2, dtype=bool)
    among[members] = True
    among[-1] = False
    found: np.ndarray = among[codes]
    return found


def emptied(cells: pd.Series) -> pd.Series:
    """The column with nothing in it, of the same type."""
    return cells.where(cells.isna())


def admits(feedback: pd.DataFrame, audience: Audience, cells: Cells | None = None) -> pd.Series:
    """Whether each row's scope lets the audience read it; blank and unreadable scopes let in the head alone."""
    if audience is Audience.HEAD:
        return pd.Series(True, index=feedback.index)
    open_to = [scope for scope, first in _OPENS_AT.items() if at_least(audience, first)]
    return pd.Series(_asked(feedback, cells).is_any(Opinion.SCOPE, open_to), index=feedback.index)


def is_face_to_face(feedback: pd.DataFrame, cells: Cells | None = None) -> pd.Series:
    """Whether each opinion was given in the open; anything but a plain yes is back to back."""
    return pd.Series(_asked(feedback, cells).is_any(Opinion.OPENNESS, [Openness.FACE_TO_FACE]), index=feedback.index)


def is_target_unclear(feedback: pd.DataFrame, cells: Cells | None = None) -> pd.Series:
    """Whether something is written as the target that the vocabulary does not know: it may be a name."""
    asked = _asked(feedback, cells)
    unclear = (asked.filled(Opinion.TARGET_TEXT) | asked.filled(Opinion.TARGET)) & ~asked.is_any(Opinion.TARGET, TargetScope)
    return pd.Series(unclear, index=feedback.index)


def is_about_person(feedback: pd.DataFrame, organisation: pd.DataFrame, cells: Cells | None = None) -> pd.Series:
    """Whether each row is a matter of one person.

    So is what was merged into such a row, and a ledger row of which every opinion behind is such a matter.

    Args:
        feedback, organisation: as read; never modified.
        cells: those of the frame, where they are asked for again.
    """
    if any(name not in feedback for name in _PERSONAL_COLUMNS):
        return pd.Series(True, index=feedback.index)
    asked = _asked(feedback, cells)
    unreadable = asked.filled(Opinion.SCOPE) & ~asked.is_any(Opinion.SCOPE, Scope)
    who = column(organisation, Organisation.NAME).str.strip()
    names = frozenset(who[filled(who)])
    named = asked.is_any_trimmed(Opinion.TARGET_TEXT, names)
    personal = (
        asked.filled(Opinion.TARGET_PERSON)
        | asked.is_any(Opinion.TARGET, [TargetScope.PERSON])
        | asked.is_any(Opinion.SCOPE, [Scope.PERSON])
        | unreadable
        | (named & ~asked.is_any(Opinion.TARGET, TargetScope))
    )
    return pd.Series(_with_the_ledger(_with_what_was_merged(personal, asked), asked), index=feedback.index)


def _asked(feedback: pd.DataFrame, cells: Cells | None) -> Cells:
    return Cells(feedback) if cells is None else cells


def _with_what_was_merged(personal: np.ndarray, cells: Cells) -> np.ndarray:
    """Rows merged into a person's matter, along chains of merging."""
    ids, parents = cells.merging
    known = personal
    while True:
        wider = known | is_among(parents, ids[known])
        if (wider == known).all():
            return known
        known = wider


def _with_the_ledger(personal: np.ndarray, cells: Cells) -> np.ndarray:
    """Rows that share a problem's number only with matters of a person."""
    numbers = cells.problems
    behind = cells.is_any(Opinion.ROLE, [SheetRole.FEEDBACK]) if Opinion.ROLE in cells.frame else np.ones(len(personal), dtype=bool)
    closed = is_among(numbers, numbers[behind & personal]) & ~is_among(numbers, numbers[behind & ~personal])
    found: np.ndarray = personal | closed
    return found
