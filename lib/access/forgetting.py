"""What is personal in a workbook, and the workbook without it: for the time after a campaign.

Removed (DOMAIN, "who may know what"), each text that stood there replaced by `MARK` so that it still counts as written:

- a matter of one person: every text of its row, the person, the source group below five, and cells that the schema does not know; what
  grand totals need stays (numbers, category, channel, state, deadline), and the row stays a matter of one person;
- an opinion given back to back: its words, its note and its reply, what stands as its target without being one, and unknown cells;
- of both the exact day of receipt and of the latest news: the first day of its 旬 takes its place, which is all that was ever shown;
- labels and source groups that hold the name of a person concerned; contact data; the roles of talks (numbered instead, so that their coverage still
  counts); the subject of an evaluation that is neither a group nor a unit;
- whatever cell of any sheet repeats a removed text, whole or as one of its sentences; quotations in findings and samples.

Left: the plan and its responsible people, problems in the office's own words, and what a publisher wrote as a note or title.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from lib.access.erasure import MARK, CellErasure, ColumnErasure, Erasure, repeats
from lib.access.opinions import LABELS, PERSONS, TEXTS, first_day_of_ten, is_naming, names_concerned, without_names
from lib.access.reading import disclose_findings
from lib.access.scope import column, filled, is_about_person, is_face_to_face
from lib.access.talks import SUBJECTS
from lib.ingest.model import TableReading, Workbook
from lib.schema import Audience, Evaluation, Opinion, Organisation, Rectification, SheetRole, Talk, TargetScope
from lib.schema.words import LISTENING_GROUPS_MINIMUM, TARGET_WORDS

SHORTEST_COPY = 6
"""Characters of a text whose repetition elsewhere is removed too; a shorter one says nothing by itself."""

_LONGEST_CLOSING = 10  # characters of a plain "yes" or day in the column that closes a problem
_OF_A_PERSON = (
    *(name for name in TEXTS if name not in (Opinion.CLOSED, Opinion.STATUS_TEXT)),
    Opinion.GOAL,
    Opinion.MEASURE,
    *PERSONS,
    Opinion.OWNER_UNIT,
)
_BACK_TO_BACK = (Opinion.TEXT,)
_OF_AN_OPINION = (Opinion.NOTE, Opinion.REPLY)
_DAYS = (Opinion.RECEIVED, Opinion.UPDATED)
_WRITTEN_AS = {Opinion.TARGET_TEXT: Opinion.TARGET, Opinion.STATUS_TEXT: Opinion.STATUS}
"""Columns that the reader makes of what it did not understand: in the file they stand in these."""


@dataclass(frozen=True, slots=True, eq=False)
class WithoutPersons:
    """A workbook without what is personal; `rows` and `cells` say how much went."""

    workbook: Workbook
    rows: int
    cells: int
    erasure: Erasure


def without_persons(workbook: Workbook) -> WithoutPersons:
    """Take out of a workbook what is personal.

    Args:
        workbook: as read; never modified.
    """
    old = workbook.feedback
    feedback, classes = _feedback(workbook)
    changed = _changed(old, feedback)
    copies = _copies(old, feedback, changed)
    talks, talk_columns = _talks(workbook)
    evaluation, subjects = _evaluation(workbook)
    organisation, contacts = _organisation(workbook)
    frames = {"feedback": feedback, "talks": talks, "evaluation": evaluation, "organisation": organisation}
    olds = {name: getattr(workbook, name) for name in (*frames, "tasks", "rules")}
    told: dict[str, Any] = {name: without_copies(frames.get(name, frame), copies) for name, frame in olds.items()}
    cells = sum(int(_changed(frame, told[name]).to_numpy().sum()) for name, frame in olds.items())
    rows = int(_changed(old, told["feedback"]).any(axis=1).sum())
    names = column(old, Opinion.TARGET_PERSON).str.strip()
    erasure = _placed(
        Erasure(
            _cells_of(workbook, told["feedback"], classes),
            (*talk_columns, *subjects, *contacts),
            copies,
            frozenset(str(name) for name in names[filled(names) & (names != MARK)].unique() if len(name) > 1),
        ),
        workbook,
        rows,
    )
    findings = disclose_findings(workbook, Audience.PUBLIC)
    unread = tuple(one if one.role is SheetRole.TASKS else replace(one, samples=()) for one in workbook.unread)
    return WithoutPersons(replace(workbook, **told, findings=findings, unread=unread), rows, cells, erasure)


@dataclass(frozen=True, slots=True)
class _Classes:
    personal: pd.Series
    closed: pd.Series  # given back to back, and no person's matter
    opinion: pd.Series


def _feedback(workbook: Workbook) -> tuple[pd.DataFrame, _Classes]:
    source = workbook.feedback
    shown = source.copy()
    personal = is_about_person(source, workbook.organisation)
    closed = ~is_face_to_face(source) & ~personal
    opinion = shown[Opinion.ROLE].eq(str(SheetRole.FEEDBACK))
    for name in LABELS:
        shown[name] = without_names(shown[[*LABELS]].copy(), source)[name]
    for names, rows in ((_OF_A_PERSON, personal), (_BACK_TO_BACK, closed), (_OF_AN_OPINION, closed & opinion)):
        for name in names:
            shown[name] = shown[name].mask(rows & filled(shown[name]), MARK)
    # Known words of state and of targets say nothing about a person, and stand in lists and rules of the file.
    no_state = ~filled(source[Opinion.STATUS]) | source[Opinion.STATUS].eq(str(Rectification.NOT_REPORTED))
    no_target = ~source[Opinion.TARGET].isin([str(value) for value in TargetScope])
    for name, rows in ((Opinion.STATUS_TEXT, personal & no_state), (Opinion.TARGET_TEXT, closed & no_target)):
        shown[name] = shown[name].mask(rows & filled(shown[name]), MARK)
    is_told = filled(shown[Opinion.CLOSED]) & shown[Opinion.CLOSED].str.len().gt(_LONGEST_CLOSING)
    shown[Opinion.CLOSED] = shown[Opinion.CLOSED].mask(personal & is_told, MARK)
    shown[Opinion.TARGET] = shown[Opinion.TARGET].mask(personal, str(TargetScope.PERSON))
    for name in (Opinion.TARGET_TEXT, Opinion.TARGET_PERSON):
        shown[name] = shown[name].mask(personal)
    for name in _DAYS:
        shown[name] = shown[name].mask(personal | closed, first_day_of_ten(shown[name]))
    is_gone = (personal | closed) & _is_small_group(source) | is_naming(source[Opinion.GROUP], names_concerned(source))
    shown[Opinion.GROUP] = shown[Opinion.GROUP].mask(is_gone)
    return shown, _Classes(personal, closed, opinion)


def _is_small_group(feedback: pd.DataFrame) -> pd.Series:
    """Whether so few opinions name a row's source group that the name may be one person's."""
    groups = column(feedback, Opinion.GROUP).str.strip()
    raw = feedback[Opinion.RAW_COUNT].fillna(1).astype("int64")
    return filled(groups) & raw.groupby(groups).transform("sum").lt(LISTENING_GROUPS_MINIMUM)


def _changed(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Which cells are not what they were."""
    return pd.DataFrame({name: ~(old[name].eq(new[name]).fillna(False) | (old[name].isna() & new[name].isna())) for name in old.columns})


def _copies(old: pd.DataFrame, new: pd.DataFrame, changed: pd.DataFrame) -> frozenset[str]:
    """The removed texts that are long enough to say something by themselves."""
    found: set[str] = set()
    for name in old.columns:
        if old[name].dtype == "str" and changed[name].any():
            gone = old.loc[changed[name] & new[name].eq(MARK), name].dropna().str.strip()
            found.update(str(text) for text in gone.unique() if len(text) >= SHORTEST_COPY)
    return frozenset(found)


def without_copies(frame: pd.DataFrame, copies: frozenset[str]) -> pd.DataFrame:
    """The frame with every cell marked that repeats a removed text."""
    if not copies:
        return frame
    shown = frame.copy()
    for name in shown.columns:
        if shown[name].dtype == "str":
            told = [text for text in shown[name].dropna().unique() if repeats(str(text), copies)]
            shown[name] = shown[name].mask(shown[name].isin(told), MARK)
    return shown


def _organisation(workbook: Workbook) -> tuple[pd.DataFrame, tuple[ColumnErasure, ...]]:
    shown = workbook.organisation.copy()
    is_there = filled(shown[Organisation.CONTACT]) & shown[Organisation.CONTACT].ne(MARK)
    shown[Organisation.CONTACT] = shown[Organisation.CONTACT].mask(is_there, MARK)
    return shown, _columns_of(workbook, Organisation.CONTACT) if is_there.any() else ()


def _talks(workbook: Workbook) -> tuple[pd.DataFrame, tuple[ColumnErasure, ...]]:
    """Roles become numbers: whoever is one role stays one role."""
    shown = workbook.talks.copy()
    roles = pd.unique(pd.concat([shown[Talk.FROM_ROLE], shown[Talk.TO_ROLE]]).dropna().str.strip())
    stand_ins = {str(role): f"{MARK}{number}" for number, role in enumerate(roles, start=1)}
    if all(role.startswith(MARK) for role in stand_ins):
        return shown, ()
    for name in (Talk.FROM_ROLE, Talk.TO_ROLE):
        shown[name] = shown[name].str.strip().map(stand_ins).astype("str")
    pairs = tuple(stand_ins.items())
    return shown, tuple(replace(one, stand_ins=pairs) for name in (Talk.FROM_ROLE, Talk.TO_ROLE) for one in _columns_of(workbook, name))


def _evaluation(workbook: Workbook) -> tuple[pd.DataFrame, tuple[ColumnErasure, ...]]:
    shown = workbook.evaluation.copy()
    subject = shown[Evaluation.SUBJECT].str.strip()
    is_person = filled(subject) & ~subject.isin(SUBJECTS) & subject.ne(MARK)
    if not is_person.any():
        return shown, ()
    shown[Evaluation.SUBJECT] = shown[Evaluation.SUBJECT].mask(is_person, MARK)
    kept = tuple((word, word) for word in sorted(SUBJECTS))
    return shown, tuple(replace(one, stand_ins=kept) for one in _columns_of(workbook, Evaluation.SUBJECT))


def _columns_of(workbook: Workbook, name: str) -> tuple[ColumnErasure, ...]:
    """Where a column of the schema stands, below its header and above the next table of its sheet."""
    found = []
    for table in workbook.tables:
        below = [row for other in workbook.tables if other.sheet == table.sheet for row in other.header_rows]
        first = max(table.header_rows, default=0) + 1
        last = min((row - 1 for row in below if row >= first), default=None)
        found += [ColumnErasure(table.sheet, letters, first, last) for letters, _, meaning in table.columns if meaning == name]
    return tuple(found)


def _cells_of(workbook: Workbook, new: pd.DataFrame, classes: _Classes) -> tuple[CellErasure, ...]:
    """The cells of the feedback tables: those that changed, and those of a closed row that nobody understood."""
    old = workbook.feedback
    changed = _changed(old, new)
    found: list[CellErasure] = []
    for table in workbook.tables:
        if table.role not in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
            continue
        here = (old[Opinion.SHEET] == table.sheet) & old[Opinion.ROLE].eq(str(table.role))
        unknown = here & (classes.personal | (classes.closed & classes.opinion))
        for letters, _, name in table.columns:
            rows = unknown if not name else here & _is_touched(changed, name) & _stands_in(old, table, letters, name)
            texts = _written(new, name, rows) if name else [MARK] * int(rows.sum())
            found += [
                CellErasure(table.sheet, int(row), letters, text) for row, text in zip(old.loc[rows, Opinion.ROW], texts, strict=True)
            ]
    return tuple(found)


def _stands_in(old: pd.DataFrame, table: TableReading, letters: str, name: str) -> pd.Series:
    """Whether a row's cell stands in this column: where a table has several columns of opinions, each row tells its own."""
    if [one for _, _, one in table.columns].count(name) < 2:
        return pd.Series(True, index=old.index)
    return old[Opinion.REF].eq(f"{table.sheet}!{letters}" + old[Opinion.ROW].astype("str")).fillna(False).astype(bool)


def _is_touched(changed: pd.DataFrame, name: str) -> pd.Series:
    """Whether a cell of the file changes, by all that the reader made of it."""
    made = [name, *(one for one, written in _WRITTEN_AS.items() if written == name)]
    return pd.Series(np.any([changed[one].to_numpy(bool) for one in made], axis=0), index=changed.index)


def _written(new: pd.DataFrame, name: str, rows: pd.Series) -> list[str]:
    """What the file says afterwards: a plain word or day that reads like the frame, the mark, or nothing."""
    cells = new.loc[rows, name]
    if name == Opinion.TARGET:
        return [TARGET_WORDS[TargetScope.PERSON][0] if one == TargetScope.PERSON else MARK for one in cells]
    if name in (Opinion.TARGET_PERSON, Opinion.STATUS):
        return [MARK] * len(cells)
    if name in _DAYS:
        return ["" if pd.isna(day) else str(day.date()) for day in cells]
    return ["" if pd.isna(one) else str(one) for one in cells]


def _placed(erasure: Erasure, workbook: Workbook, rows: int) -> Erasure:
    """Whether the tables say where the rows stand: those of an old version may not."""
    known = {table.sheet for table in workbook.tables if table.columns}
    sheets: Iterable[str] = column(workbook.feedback, Opinion.SHEET).dropna().unique() if rows else ()
    return replace(erasure, is_placed=all(sheet in known for sheet in sheets))
