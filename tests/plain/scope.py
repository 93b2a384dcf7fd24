"""Whose matter a feedback row is, and whether an audience is inside its scope.

Blank closes: a blank or unreadable scope is the narrowest, a blank openness is back to back. A column
that is missing altogether breaks the contract of the reader; every row is then one person's matter.
"""

import numpy as np
import pandas as pd

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
    if cells.dtype == "str":
        codes, writings = pd.factorize(cells, use_na_sentinel=True)
        holds = np.append((writings.astype("str").str.strip() != "").astype(bool), False)
        return pd.Series(holds[codes], index=cells.index)
    return cells.notna()


def column(frame: pd.DataFrame, name: str) -> pd.Series:
    """A text column, blank where the frame lacks it."""
    if name in frame:
        return frame[name].astype("str")
    return pd.Series([None] * len(frame), index=frame.index, dtype="str")


def common_codes(*columns: pd.Series) -> list[np.ndarray]:
    """The cells of several text columns as numbers: the same number is the same text but for white space around it, -1 a blank.

    Arrays of numbers are followed along chains of rows a hundred times faster than texts.
    """
    codes, writings = pd.factorize(pd.concat([cells.str.strip() for cells in columns], ignore_index=True))
    codes = np.where(np.append((writings != "").astype(bool), False)[codes], codes, -1) if len(writings) else codes
    return np.split(codes, np.cumsum([len(cells) for cells in columns])[:-1])


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
    return column(feedback, Opinion.OPENNESS).eq(str(Openness.FACE_TO_FACE)).fillna(False).astype(bool)


def is_target_unclear(feedback: pd.DataFrame) -> pd.Series:
    """Whether something is written as the target that the vocabulary does not know: it may be a name."""
    target = column(feedback, Opinion.TARGET)
    known = target.isin([str(value) for value in TargetScope])
    return (filled(column(feedback, Opinion.TARGET_TEXT)) | filled(target)) & ~known


def is_about_person(feedback: pd.DataFrame, organisation: pd.DataFrame) -> pd.Series:
    """Whether each row is a matter of one person.

    So is what was merged into such a row, and a ledger row of which every opinion behind is such a matter.
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
    return _with_the_ledger(feedback, _with_what_was_merged(feedback, personal))


def _with_what_was_merged(feedback: pd.DataFrame, personal: pd.Series) -> pd.Series:
    """Rows merged into a person's matter, along chains of merging."""
    ids, parents = common_codes(column(feedback, Opinion.FEEDBACK_ID), column(feedback, Opinion.MERGED_INTO))
    known = personal.to_numpy(bool)
    while True:
        wider = known | is_among(parents, ids[known])
        if (wider == known).all():
            return pd.Series(known, index=feedback.index)
        known = wider


def _with_the_ledger(feedback: pd.DataFrame, personal: pd.Series) -> pd.Series:
    """Rows that share a problem's number only with matters of a person."""
    (numbers,) = common_codes(column(feedback, Opinion.ISSUE_ID))
    opinions = feedback[Opinion.ROLE].eq("feedback") if Opinion.ROLE in feedback else pd.Series(True, index=feedback.index)
    behind, is_personal = opinions.fillna(True).to_numpy(bool), personal.to_numpy(bool)
    closed = is_among(numbers, numbers[behind & is_personal]) & ~is_among(numbers, numbers[behind & ~is_personal])
    return pd.Series(is_personal | closed, index=feedback.index)
