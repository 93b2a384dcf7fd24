"""Whose matter a feedback row is, and whether an audience is inside its scope.

Blank closes: a blank or unreadable scope is the narrowest, a blank openness is back to back. A column
that is missing altogether breaks the contract of the reader; every row is then one person's matter.
"""

from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.schema import Audience, Openness, Opinion, Organisation, Scope, TargetScope

_WIDEST_FIRST = tuple(Audience)

_OPENS_AT = {
    Scope.PUBLIC: Audience.PUBLIC,
    Scope.ALL_MEMBERS: Audience.ALL_MEMBERS,
    Scope.CIRCLE: Audience.CIRCLE,
    Scope.LEADING_GROUP: Audience.LEADING_GROUP,
    Scope.PERSON: Audience.HEAD,
}

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
    holds = pc.and_not(pc.greater(pc.binary_length(held), 0), pc.utf8_is_space(held)).fill_null(False)
    return pd.Series(holds.to_numpy(zero_copy_only=False), index=cells.index)


def numbered_texts(cells: pd.Series) -> tuple[np.ndarray, pa.Array]:
    """A column of text as numbers, and the different texts in the order of their numbers; a blank is -1."""
    held = pa.array(cells.array, from_pandas=True)
    if held.null_count == len(held):
        return np.full(len(held), -1), pa.array([], pa.large_string())
    whole = pa.concat_arrays(held.chunks) if isinstance(held, pa.ChunkedArray) else held
    coded = whole.dictionary_encode()
    indices = coded.indices.fill_null(-1) if coded.indices.null_count else coded.indices
    return indices.to_numpy(zero_copy_only=False), coded.dictionary


def _trimmed(texts: pa.Array) -> list[str]:
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
    codes, texts = numbered_texts(cells)
    words = _trimmed(texts)
    places = {word: n for n, word in enumerate(dict.fromkeys(word for word in words if word))}
    found: np.ndarray = np.array([*(places.get(word, -1) for word in words), -1])[codes]
    return found


def linked_numbers(ids: pd.Series, parents: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Two columns as such numbers, the same in both; an id that is nobody's parent is -1 as well, since nothing leads to it."""
    codes, texts = numbered_texts(parents)
    words = _trimmed(texts)
    places = {word: n for n, word in enumerate(dict.fromkeys(word for word in words if word))}
    up = np.array([*(places.get(word, -1) for word in words), -1])[codes]
    if not places:
        return np.full(len(ids), -1), up
    held = pc.utf8_trim_whitespace(pa.array(ids.array, from_pandas=True))
    return pc.index_in(held, value_set=pa.array(list(places), held.type)).fill_null(-1).to_numpy(), up


class Links:
    """By what rows of a feedback frame lead to each other, as numbers; each column is looked at once, whoever asks.

    Args:
        feedback: the rows as read; never modified.
    """

    def __init__(self, feedback: pd.DataFrame) -> None:
        self._feedback = feedback

    @cached_property
    def merging(self) -> tuple[np.ndarray, np.ndarray]:
        """The id of each row, and the id that it is merged into: see `linked_numbers`."""
        return linked_numbers(column(self._feedback, Opinion.FEEDBACK_ID), column(self._feedback, Opinion.MERGED_INTO))

    @cached_property
    def problems(self) -> np.ndarray:
        """The problem's number that each row bears."""
        return trimmed_numbers(column(self._feedback, Opinion.ISSUE_ID))


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


def admits(feedback: pd.DataFrame, audience: Audience) -> pd.Series:
    """Whether each row's scope lets the audience read it; blank and unreadable scopes let in the head alone."""
    if audience is Audience.HEAD:
        return pd.Series(True, index=feedback.index)
    open_to = [str(scope) for scope, first in _OPENS_AT.items() if at_least(audience, first)]
    return column(feedback, Opinion.SCOPE).isin(open_to)


def is_face_to_face(feedback: pd.DataFrame) -> pd.Series:
    """Whether each opinion was given in the open; anything but a plain yes is back to back."""
    return column(feedback, Opinion.OPENNESS).eq(str(Openness.FACE_TO_FACE))


def is_target_unclear(feedback: pd.DataFrame) -> pd.Series:
    """Whether something is written as the target that the vocabulary does not know: it may be a name."""
    target = column(feedback, Opinion.TARGET)
    known = target.isin([str(value) for value in TargetScope])
    return (filled(column(feedback, Opinion.TARGET_TEXT)) | filled(target)) & ~known


def is_about_person(feedback: pd.DataFrame, organisation: pd.DataFrame, links: Links | None = None) -> pd.Series:
    """Whether each row is a matter of one person.

    So is what was merged into such a row, and a ledger row of which every opinion behind is such a matter.

    Args:
        feedback, organisation: as read; never modified.
        links: those of the frame, where they are asked for again.
    """
    if any(name not in feedback for name in _PERSONAL_COLUMNS):
        return pd.Series(True, index=feedback.index)
    scope = column(feedback, Opinion.SCOPE)
    unreadable = filled(scope) & ~scope.isin([str(value) for value in Scope])
    who = column(organisation, Organisation.NAME).str.strip()
    named = column(feedback, Opinion.TARGET_TEXT).str.strip().isin(who[filled(who)])
    personal = (
        filled(column(feedback, Opinion.TARGET_PERSON))
        | column(feedback, Opinion.TARGET).isin([str(TargetScope.PERSON)])
        | scope.isin([str(Scope.PERSON)])
        | unreadable
        | (named & ~column(feedback, Opinion.TARGET).isin([str(value) for value in TargetScope]))
    )
    known = Links(feedback) if links is None else links
    return _with_the_ledger(feedback, _with_what_was_merged(feedback, personal, known), known)


def _with_what_was_merged(feedback: pd.DataFrame, personal: pd.Series, links: Links) -> pd.Series:
    """Rows merged into a person's matter, along chains of merging."""
    ids, parents = links.merging
    known = personal.to_numpy(bool)
    while True:
        wider = known | is_among(parents, ids[known])
        if (wider == known).all():
            return pd.Series(known, index=feedback.index)
        known = wider


def _with_the_ledger(feedback: pd.DataFrame, personal: pd.Series, links: Links) -> pd.Series:
    """Rows that share a problem's number only with matters of a person."""
    numbers = links.problems
    opinions = feedback[Opinion.ROLE].eq("feedback") if Opinion.ROLE in feedback else pd.Series(True, index=feedback.index)
    behind, is_personal = opinions.to_numpy(bool), personal.to_numpy(bool)
    closed = is_among(numbers, numbers[behind & is_personal]) & ~is_among(numbers, numbers[behind & ~is_personal])
    return pd.Series(is_personal | closed, index=feedback.index)
