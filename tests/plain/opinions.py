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

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.access.model import Shown
from lib.ingest.frames import column_dtype, column_names
from lib.ingest.model import Workbook
from lib.schema import Audience, Opinion, Rectification, Scope, SheetRole
from tests.plain.following import follow_opinions
from tests.plain.scope import admits, at_least, column, emptied, filled, is_about_person, is_face_to_face, is_target_unclear

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
_MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Rows:
    """Per row of the feedback frame: whose matter it is, and what of it may be read."""

    personal: pd.Series
    text: pd.Series
    plan: pd.Series
    persons: pd.Series


def readable(workbook: Workbook, audience: Audience) -> Rows:
    """What the audience may read of each feedback row."""
    feedback = workbook.feedback
    personal = is_about_person(feedback, workbook.organisation)
    is_head = audience is Audience.HEAD
    closed = pd.Series(False, index=feedback.index) if is_head else personal | is_target_unclear(feedback)
    text = admits(feedback, audience) & is_face_to_face(feedback) & ~closed
    public = column(feedback, Opinion.SCOPE).isin([str(Scope.PUBLIC)]) & ~closed
    persons = text if at_least(audience, Audience.ALL_MEMBERS) else pd.Series(False, index=feedback.index)
    return Rows(personal, text, text | public, persons)


def disclose_feedback(workbook: Workbook, audience: Audience, rows: Rows) -> pd.DataFrame:
    """The feedback rows with what the audience may see, and the columns of `Shown`.

    Args:
        workbook: as read; never modified. Columns the schema does not know are left out.
        audience: who is asking.
        rows: what `readable` says of them.
    """
    shown = shown_in_place(workbook, audience, rows)
    return shown if audience is Audience.HEAD else _without_traces(shown)


def shown_in_place(workbook: Workbook, audience: Audience, rows: Rows) -> pd.DataFrame:
    """The same rows where they stand in the sheet, with their numbers: for this room alone, which still has to take those away."""
    source = workbook.feedback
    shown = _all_columns(source)
    is_problem, has_measure, has_check = _facts_behind_the_text(shown)
    for name in (Opinion.RECEIVED, Opinion.UPDATED):
        shown[name] = first_day_of_ten(shown[name])
    shown[Opinion.GROUP] = emptied(shown[Opinion.GROUP])
    for names, may_read in ((TEXTS, rows.text), (PLAN, rows.plan), (PERSONS, rows.persons)):
        _keep(shown, names, may_read)
    _keep(shown, (Opinion.TARGET_PERSON,), rows.text if audience is Audience.HEAD else pd.Series(False, index=shown.index))
    shown[Shown.COUNTED_IN_CUTS] = True if audience is Audience.HEAD else ~rows.personal
    shown[Shown.TEXT_SHOWN] = rows.text
    shown[Shown.IS_PROBLEM] = is_problem
    shown[Shown.HAS_MEASURE] = has_measure
    shown[Shown.HAS_CHECK] = has_check
    shown = shown.assign(**follow_opinions(shown, is_problem))
    counts = is_problem & shown[Shown.COUNTED_IN_CUTS]
    shown[Shown.IS_CHECKED_HERE] = bool((counts & (has_check | shown[Opinion.STATUS].eq(str(Rectification.CLOSED)).fillna(False))).any())
    if audience is Audience.HEAD:
        return shown
    return without_names(_without_persons_matters(shown), source)


def _keep(shown: pd.DataFrame, names: Iterable[str], may_read: pd.Series) -> None:
    """Blank the cells of these columns that may not be read. A column that is blank already is left alone, which is most of them."""
    if may_read.all():
        return
    for name in names:
        if not shown[name].isna().all():
            shown[name] = shown[name].where(may_read)


def first_day_of_ten(days: pd.Series) -> pd.Series:
    """The first day of each day's 旬: the 1st, 11th or 21st; blank stays blank."""
    known = days.where(days != _NO_DAY).dt.normalize()
    past = np.minimum((known.dt.day - 1) // 10, 2) * 10
    first: pd.Series = (known - pd.to_timedelta(known.dt.day - 1 - past, unit="D")).astype("datetime64[us]")
    return first


def _all_columns(source: pd.DataFrame) -> pd.DataFrame:
    """Every column of the schema and no other, so that what is unknown cannot pass."""
    names = column_names(SheetRole.FEEDBACK)
    shown = source.reindex(columns=list(names))
    missing = [name for name in names if name not in source]
    for name in missing:
        blank = 0 if column_dtype(name) == "int64" else None
        shown[name] = pd.Series([blank] * len(shown), index=shown.index, dtype=column_dtype(name))  # type: ignore[call-overload]
    return shown.reset_index(drop=True) if len(shown) == 0 else shown


def _facts_behind_the_text(shown: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Is it a problem, has it a measure, was it checked: asked before the text is taken away."""
    is_main = ~filled(shown[Opinion.MERGED_INTO])
    ledger = shown[Opinion.ROLE].eq(str(SheetRole.RECTIFICATION)).fillna(False).astype(bool)
    status = shown[Opinion.STATUS]
    in_hand = filled(status) & status.ne(str(Rectification.NOT_REPORTED))
    for name in (Opinion.ISSUE, Opinion.MEASURE, Opinion.RECTIFICATION_KIND, Opinion.OWNER_UNIT):
        in_hand |= filled(shown[name])
    is_problem = is_main & (ledger if ledger.any() else in_hand)
    has_check = filled(shown[Opinion.CHECKED_BY]) | filled(shown[Opinion.CHECKED]) | filled(shown[Opinion.CLOSED])
    return is_problem, filled(shown[Opinion.MEASURE]), has_check


def _without_persons_matters(shown: pd.DataFrame) -> pd.DataFrame:
    """Leave of a person's matter only what grand totals need."""
    kept = {str(name) for name in (*_KEPT_OF_A_PERSON, *Shown)}
    counted = shown[Shown.COUNTED_IN_CUTS]
    _keep(shown, [name for name in shown.columns if name not in kept and name != Opinion.ROW], counted)
    for name in (Shown.HAS_MEASURE, Shown.HAS_CHECK, Shown.IS_LOST):
        shown[name] = shown[name] & counted
    return shown


def without_names(shown: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    """Blank a label that holds the name of a person concerned."""
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
    return labels.isin([value for value in labels.dropna().unique() if any(name in value for name in names)])


def _without_traces(shown: pd.DataFrame) -> pd.DataFrame:
    """Order the rows by what they show, and take away every number that tells their place in the sheet.

    Rows that tie are equal in all they show, so that their order says nothing.
    """
    shown = without_numbers(shown)
    first = [Shown.COUNTED_IN_CUTS, Opinion.ROLE, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.CHANNEL]
    rest = [name for name in shown.columns if name not in first]
    keys = [~shown[name].to_numpy(bool) if name == Shown.COUNTED_IN_CUTS else _ranked(shown[name]) for name in (*first, *rest)]
    telling = [key for key in keys if len(key) and (key != key[0]).any()]
    return numbered(shown.iloc[np.lexsort(telling[::-1])] if telling else shown)


def _ranked(cells: pd.Series) -> np.ndarray:
    """Each cell's place among the values of its column; blanks stand first."""
    if cells.isna().all():
        return np.zeros(len(cells), dtype="int64")
    codes: np.ndarray = pd.factorize(cells, sort=True)[0]
    return codes


def without_numbers(shown: pd.DataFrame) -> pd.DataFrame:
    """The rows without the ids, refs and row numbers that tell their place in the sheet."""
    for name in (Opinion.FEEDBACK_ID, Opinion.ISSUE_ID, Opinion.REF):
        shown[name] = emptied(shown[name])
    shown[Opinion.MERGED_INTO] = shown[Opinion.MERGED_INTO].where(~filled(shown[Opinion.MERGED_INTO]), _MERGED)
    shown[Opinion.ROW] = 0
    return shown


def numbered(shown: pd.DataFrame) -> pd.DataFrame:
    """The rows with numbers and refs of the order in which they stand here."""
    shown = shown.reset_index(drop=True)
    shown[Opinion.ROW] = np.arange(1, len(shown) + 1, dtype="int64")
    shown[Opinion.REF] = ("#" + shown[Opinion.ROW].astype("str")).astype("str")
    return shown
