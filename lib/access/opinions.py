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

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from lib.access.following import follow_opinions
from lib.access.model import Shown
from lib.access.plan import known_columns
from lib.access.scope import (
    Cells,
    admits,
    at_least,
    is_about_person,
    is_face_to_face,
    is_target_unclear,
    numbered_texts,
    trimmed,
)
from lib.access.showing import Showing, blank_like, in_order_of_cells, refs_of_places
from lib.ingest.frames import typed_frame
from lib.ingest.model import Workbook
from lib.ingest.put_right import put_right
from lib.ingest.verdicts import verdict_of
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
PERSONS = (Opinion.LEAD, Opinion.OWNER, Opinion.CHECKED_BY, Opinion.VERDICT)  # a verdict may name who gave it
LABELS = (Opinion.CHANNEL, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.ORIGIN, Opinion.CAMPAIGN, Opinion.OWNER_UNIT)

_KEPT_OF_A_PERSON = (Opinion.ROLE, Opinion.RAW_COUNT, Opinion.MERGED_INTO)
_NO_DAY = np.datetime64("1980-01-01")  # how some forms write "none"


@dataclass(frozen=True, slots=True)
class Rows:
    """Per row of the feedback frame: whose matter it is, and what of it may be read."""

    personal: pd.Series
    text: pd.Series
    plan: pd.Series
    persons: pd.Series
    cells: Cells  # of the frame as read


def readable(workbook: Workbook, audience: Audience, cells: Cells | None = None) -> Rows:
    """What the audience may read of each feedback row.

    Args:
        workbook: as read; never modified.
        audience: who is asking.
        cells: those of its feedback frame, where they have been numbered already.
    """
    feedback = workbook.feedback
    asked = Cells(feedback) if cells is None else cells
    personal = is_about_person(feedback, workbook.organisation, asked)
    is_head = audience is Audience.HEAD
    closed = pd.Series(False, index=feedback.index) if is_head else personal | is_target_unclear(feedback, asked)
    text = admits(feedback, audience, asked) & is_face_to_face(feedback, asked) & ~closed
    public = asked.is_any(Opinion.SCOPE, [Scope.PUBLIC]) & ~closed
    persons = text if at_least(audience, Audience.ALL_MEMBERS) else pd.Series(False, index=feedback.index)
    return Rows(personal, text, text | public, persons, asked)


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
    source, cells = shown.source, rows.cells
    is_problem, has_measure, has_check, says_of_check = (pd.Series(facts, index=source.index) for facts in _facts_behind_the_text(cells))
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
    for followed, facts in follow_opinions(source, is_problem, cells).items():
        shown.replace(followed, facts)
    closed = says_of_check | cells.is_any(Opinion.STATUS, [Rectification.CLOSED])
    shown.replace(Shown.IS_CHECKED_HERE, pd.Series(bool((is_problem & counted & closed).any()), index=source.index))
    if audience is not Audience.HEAD:
        _leave_persons_matters(shown, counted)
        _leave_names(shown, [*names_concerned(cells), *also_named], _among(LABELS, wanted), cells)
    return shown


def _among(names: Sequence[str], wanted: Sequence[str] | None) -> Sequence[str]:
    return names if wanted is None else [name for name in names if name in wanted]


def first_day_of_ten(days: pd.Series) -> pd.Series:
    """The first day of each day's 旬: the 1st, 11th or 21st; blank stays blank."""
    if days.isna().all():
        return pd.Series(np.full(len(days), np.datetime64("NaT"), dtype="datetime64[us]"), index=days.index, name=days.name)
    codes, different = pd.factorize(days)
    known = np.append(different.to_numpy("datetime64[us]"), np.datetime64("NaT")).astype("datetime64[D]")
    known[known == _NO_DAY] = np.datetime64("NaT")
    months = known.astype("datetime64[M]").astype("datetime64[D]")
    past = np.minimum((known - months).astype("int64") // 10, 2) * 10
    first = np.where(np.isnat(known), known, months + past).astype("datetime64[us]")
    return pd.Series(first[codes], index=days.index, name=days.name)


def _facts_behind_the_text(cells: Cells) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Is it a problem, has it a measure, was it checked, is anything said of its check: asked before the text is taken away.

    是否销号 that says 否 is no check, yet it says that checks are kept here.
    """
    is_main = ~cells.filled(Opinion.MERGED_INTO)
    ledger = cells.is_any(Opinion.ROLE, [SheetRole.RECTIFICATION])
    has_measure = cells.filled(Opinion.MEASURE)
    in_hand = cells.filled(Opinion.STATUS) & ~cells.is_any(Opinion.STATUS, [Rectification.NOT_REPORTED])
    for name in (Opinion.ISSUE, Opinion.RECTIFICATION_KIND, Opinion.OWNER_UNIT):
        in_hand |= cells.filled(name)
    is_problem = is_main & (ledger if ledger.any() else in_hand | has_measure)
    is_checked, says_of_closing = cells.filled(Opinion.CHECKED_BY) | cells.filled(Opinion.CHECKED), cells.filled(Opinion.CLOSED)
    if cells.filled(Opinion.VERDICT).any():
        is_checked = is_checked | cells.asked(Opinion.VERDICT, _says_verdict)
    is_open = cells.asked(Opinion.CLOSED, _says_not_closed) if says_of_closing.any() else np.zeros_like(says_of_closing)
    return is_problem, has_measure, is_checked | (says_of_closing & ~is_open), is_checked | says_of_closing


def _says_verdict(text: str) -> bool:
    return verdict_of(text) is not None


def _says_not_closed(text: str) -> bool:
    return put_right(text, None).has_happened is False


def _leave_persons_matters(shown: Showing, counted: pd.Series) -> None:
    """Leave of a person's matter only what grand totals need."""
    kept = {str(name) for name in (*_KEPT_OF_A_PERSON, *Shown, Opinion.ROW)}
    shown.keep([name for name in shown.names if name not in kept], counted)
    for name in (Shown.HAS_MEASURE, Shown.HAS_CHECK, Shown.IS_LOST):
        shown.replace(name, shown.column(name) & counted)


def _leave_names(shown: Showing, names: list[str], labels: Sequence[str], cells: Cells) -> None:
    """Blank every one of these labels that holds one of these names."""
    if names:
        for label in labels:
            shown.keep((label,), ~cells.asked(label, lambda text: any(name in text for name in names)))


def without_names(shown: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    """The labels of a frame without those that hold the name of a person whom opinions of `source` are about."""
    names = names_concerned(source)
    if names:
        for label in LABELS:
            shown[label] = shown[label].where(~is_naming(shown[label], names))
    return shown


_BESIDE_NAME = re.compile(r"\s*[(（\n].*", re.DOTALL)  # 张某（校长）: the post beneath or in brackets is no part of the name


def names_concerned(source: pd.DataFrame | Cells) -> list[str]:
    """The persons whom opinions are about; one sign alone is no name.

    Args:
        source: the rows as read; of rows numbered beside others the persons of both are given.
    """
    cells = source if isinstance(source, Cells) else Cells(source)
    written = trimmed(cells.coded(Opinion.TARGET_PERSON)[1])
    return [name for name in dict.fromkeys([*written, *(_BESIDE_NAME.sub("", each) for each in written)]) if len(name) > 1]


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
