"""The feedback frame as one audience may see it.

Who reads what (DOMAIN, "who may know what"), row by row:

- a matter of one person: below the head nothing but that it exists, so that grand totals stay right;
- text, and all that is written from it (problem, cause, reply, …): where the scope lets the audience in,
  the opinion was given face to face, and it is no person's matter (the head reads those too);
- goal, measure and deadline of the plan that is made public: also where the rest of the row is closed;
- persons who put things right: where the text may be read, never for the public;
- the exact day of receipt: nobody. One exact day beside another row of the sheet would give that row's
  day away, so every row carries the first day of its 旬 instead; the same for the day of the latest news, which is
  the day of receipt where nothing has happened since;
- the source group: in no row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from lib.access.following import follow_opinions
from lib.access.model import Shown
from lib.access.plan import known_columns
from lib.access.scope import (
    Links,
    admits,
    at_least,
    column,
    filled,
    is_about_person,
    is_face_to_face,
    is_target_unclear,
    numbered_texts,
)
from lib.access.showing import Showing, blank_like, in_order_of_cells, refs_of_places
from lib.ingest.frames import typed_frame
from lib.ingest.model import Workbook
from lib.schema import Audience, Opinion, Rectification, Scope, SheetRole

TEXTS = (
    Opinion.TEXT,
    Opinion.ISSUE,
    Opinion.CAUSE,
    Opinion.PROGRESS_NOTE,
    Opinion.RESULT,
    Opinion.RULE_MADE,
    Opinion.CLOSED,
    Opinion.SATISFACTION,
    Opinion.REPLY,
    Opinion.EVIDENCE,
    Opinion.NOTE,
    Opinion.STATUS_TEXT,
    Opinion.TARGET_TEXT,
)
PLAN = (Opinion.GOAL, Opinion.MEASURE, Opinion.DUE_TEXT)
PERSONS = (Opinion.LEAD, Opinion.OWNER, Opinion.CHECKED_BY)
LABELS = (Opinion.CHANNEL, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.ORIGIN, Opinion.CAMPAIGN, Opinion.OWNER_UNIT)

_KEPT_OF_A_PERSON = (Opinion.ROLE, Opinion.RAW_COUNT, Opinion.MERGED_INTO)
_NO_DAY = pd.Timestamp(1980, 1, 1)  # how some forms write "none"


@dataclass(frozen=True, slots=True)
class Rows:
    """Per row of the feedback frame: whose matter it is, and what of it may be read."""

    personal: pd.Series
    text: pd.Series
    plan: pd.Series
    persons: pd.Series
    links: Links | None = None  # of the frame as read


def readable(workbook: Workbook, audience: Audience) -> Rows:
    """What the audience may read of each feedback row."""
    feedback = workbook.feedback
    links = Links(feedback)
    personal = is_about_person(feedback, workbook.organisation, links)
    is_head = audience is Audience.HEAD
    closed = pd.Series(False, index=feedback.index) if is_head else personal | is_target_unclear(feedback)
    text = admits(feedback, audience) & is_face_to_face(feedback) & ~closed
    public = column(feedback, Opinion.SCOPE).isin([str(Scope.PUBLIC)]) & ~closed
    persons = text if at_least(audience, Audience.ALL_MEMBERS) else pd.Series(False, index=feedback.index)
    return Rows(personal, text, text | public, persons, links)


def disclose_feedback(workbook: Workbook, audience: Audience, rows: Rows) -> pd.DataFrame:
    """The feedback rows with what the audience may see, and the columns of `Shown`.

    Args:
        workbook: as read; never modified. Columns the schema does not know are left out.
        audience: who is asking.
        rows: what `readable` says of them.
    """
    shown = showing(workbook, audience, rows)
    if audience is Audience.HEAD:
        return shown.frame()
    shown.leave_numbers()
    return numbered(shown.frame(in_order_of_cells(shown)))


@lru_cache(maxsize=1)
def no_feedback() -> pd.DataFrame:
    """The feedback frame without a row, with the columns of `Shown`; never modified."""
    blank = typed_frame(SheetRole.FEEDBACK, {}, 0)
    return blank.assign(**{str(name): pd.Series([], dtype=bool) for name in Shown})


def showing(
    workbook: Workbook, audience: Audience, rows: Rows, also_named: Sequence[str] = (), wanted: Sequence[str] | None = None
) -> Showing:
    """The same rows where they stand in the sheet, with their numbers: for this room alone, which still has to take those away.

    Args:
        workbook, audience, rows: as for `disclose_feedback`.
        also_named: further persons whom no label may name.
        wanted: the columns that will be asked for, where that is not all of them; no other may be.
    """
    shown = Showing(known_columns(workbook.feedback, SheetRole.FEEDBACK))  # no other, so that what is unknown cannot pass
    source = shown.source
    is_problem, has_measure, has_check = _facts_behind_the_text(source)
    for name in _among((Opinion.RECEIVED, Opinion.UPDATED), wanted):
        shown.replace(name, first_day_of_ten(source[name]))
    shown.replace(Opinion.GROUP, blank_like(source[Opinion.GROUP]))
    may_read_person = rows.text if audience is Audience.HEAD else pd.Series(False, index=source.index)
    for names, may_read in ((TEXTS, rows.text), (PLAN, rows.plan), (PERSONS, rows.persons), ((Opinion.TARGET_PERSON,), may_read_person)):
        shown.keep(names, may_read)
    counted = pd.Series(True, index=source.index) if audience is Audience.HEAD else ~rows.personal
    shown.replace(Shown.COUNTED_IN_CUTS, counted)
    shown.replace(Shown.TEXT_SHOWN, rows.text)
    for fact, facts in ((Shown.IS_PROBLEM, is_problem), (Shown.HAS_MEASURE, has_measure), (Shown.HAS_CHECK, has_check)):
        shown.replace(fact, facts)
    for followed, facts in follow_opinions(source, is_problem, rows.links).items():
        shown.replace(followed, facts)
    closed = has_check | source[Opinion.STATUS].eq(str(Rectification.CLOSED))
    shown.replace(Shown.IS_CHECKED_HERE, pd.Series(bool((is_problem & counted & closed).any()), index=source.index))
    if audience is not Audience.HEAD:
        _leave_persons_matters(shown, counted)
        _leave_names(shown, [*names_concerned(workbook.feedback), *also_named], _among(LABELS, wanted))
    return shown


def _among(names: Sequence[str], wanted: Sequence[str] | None) -> Sequence[str]:
    return names if wanted is None else [name for name in names if name in wanted]


def first_day_of_ten(days: pd.Series) -> pd.Series:
    """The first day of each day's 旬: the 1st, 11th or 21st; blank stays blank."""
    codes, different = pd.factorize(days)
    known = pd.Series(different.append(pd.DatetimeIndex([pd.NaT])))
    known = known.where(known != _NO_DAY).dt.normalize()
    past = np.minimum((known.dt.day - 1) // 10, 2) * 10
    first = (known - pd.to_timedelta(known.dt.day - 1 - past, unit="D")).astype("datetime64[us]")
    return pd.Series(first.to_numpy()[codes], index=days.index, name=days.name)


def _facts_behind_the_text(shown: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Is it a problem, has it a measure, was it checked: asked before the text is taken away."""
    is_main = ~filled(shown[Opinion.MERGED_INTO])
    ledger = shown[Opinion.ROLE].eq(str(SheetRole.RECTIFICATION))
    status = shown[Opinion.STATUS]
    in_hand = filled(status) & status.ne(str(Rectification.NOT_REPORTED))
    for name in (Opinion.ISSUE, Opinion.MEASURE, Opinion.RECTIFICATION_KIND, Opinion.OWNER_UNIT):
        in_hand |= filled(shown[name])
    is_problem = is_main & (ledger if ledger.any() else in_hand)
    has_check = filled(shown[Opinion.CHECKED_BY]) | filled(shown[Opinion.CHECKED]) | filled(shown[Opinion.CLOSED])
    return is_problem, filled(shown[Opinion.MEASURE]), has_check


def _leave_persons_matters(shown: Showing, counted: pd.Series) -> None:
    """Leave of a person's matter only what grand totals need."""
    kept = {str(name) for name in (*_KEPT_OF_A_PERSON, *Shown, Opinion.ROW)}
    shown.keep([name for name in shown.names if name not in kept], counted)
    for name in (Shown.HAS_MEASURE, Shown.HAS_CHECK, Shown.IS_LOST):
        shown.replace(name, shown.column(name) & counted)


def _leave_names(shown: Showing, names: list[str], labels: Sequence[str]) -> None:
    """Blank every one of these labels that holds one of these names."""
    if names:
        for label in labels:
            shown.keep((label,), ~is_naming(shown.source[label], names))


def without_names(shown: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    """The labels of a frame without those that hold the name of a person whom opinions of `source` are about."""
    names = names_concerned(source)
    if names:
        for label in LABELS:
            shown[label] = shown[label].where(~is_naming(shown[label], names))
    return shown


def names_concerned(source: pd.DataFrame) -> list[str]:
    """The persons whom opinions are about; one sign alone is no name."""
    persons = column(source, Opinion.TARGET_PERSON).str.strip()
    return [name for name in persons[filled(persons)].unique() if len(name) > 1]


def is_naming(labels: pd.Series, names: list[str]) -> pd.Series:
    """Whether each label holds one of the names."""
    numbers, texts = numbered_texts(labels)
    holds = np.array([*(any(name in text for name in names) for text in texts.to_pylist()), False])
    return pd.Series(holds[numbers], index=labels.index)


def numbered(shown: pd.DataFrame) -> pd.DataFrame:
    """The rows with numbers and refs of the order in which they stand here."""
    shown = shown.reset_index(drop=True)
    shown[Opinion.ROW] = np.arange(1, len(shown) + 1, dtype="int64")
    shown[Opinion.REF] = refs_of_places(np.arange(len(shown)))
    return shown
