"""What a comparison lists is what anybody finds who lays the two sheets side by side and reads them cell by cell.

The library numbers texts, leaves out what is the same and compares whole columns; here every pair of rows is read, one cell after another, as
both versions are shown to the audience. The workbooks are drawn: rows taken out, added, doubled and moved, numbered anew or all alike,
cells of every column edited, and opinions beside a ledger of problems.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.access import DisclosedPair, disclose, disclose_for_sums, disclose_pair
from lib.ingest.model import Workbook
from lib.matching import match_rows
from lib.matching.joint import Joint
from lib.matching.writing import plain
from lib.metrics.changes import changes
from lib.metrics.changes_model import Changes
from lib.metrics.model import AsOf
from lib.schema import Audience, Opinion, SheetRole, Task
from tests.builders import make_feedback, make_tasks, make_workbook

TIMES = 80 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1
JUNE, JULY = (AsOf(day, day) for day in (date(2014, 6, 10), date(2014, 7, 20)))
_WORDS = (
    "会议偏多，挤占备课时间",
    "会议偏多,挤占了备课时间",
    "食堂排队久",
    " 食堂排队久 ",
    "ＡＢ班车太少",
    "ab班车太少",
    "Ｆ̣ 公示不及时",
    "值班安排不公",
    None,
)
_IDS = ("1", "2", "3", "４", "Y-5", None)
_UNITS = ("教务处", "总务处", "张三丰办公室", None)

opinion = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["feedback", "feedback", "rectification"]),
        "feedback_id": st.sampled_from(_IDS),
        "issue_id": st.sampled_from(_IDS),
        "merged_into": st.sampled_from([None, None, "1", " 2", "Y-5"]),
        "text": st.sampled_from(_WORDS),
        "issue": st.sampled_from(_WORDS),
        "measure": st.sampled_from([None, "减少会议", "增开窗口"]),
        "category": st.sampled_from(["形式主义", "官僚主义", " ", None]),
        "channel": st.sampled_from(["座谈会", "问卷", None]),
        "owner_unit": st.sampled_from(_UNITS),
        "target": st.sampled_from(["unit", "school", "person", None]),
        "target_person": st.sampled_from([None, None, None, "张三丰"]),
        "scope": st.sampled_from(["public", "all_members", "leading_group", "person", None]),
        "openness": st.sampled_from(["face_to_face", "face_to_face", "back_to_back", None]),
        "status": st.sampled_from(["open", "in_progress", "closed", "returned", None]),
        "raw_count": st.sampled_from([1, 2, None]),
        "received": st.sampled_from(["2014-04-03", "2014-04-17", None]),
        "due_text": st.sampled_from(["6月底前", "7月", None]),
        "checked_by": st.sampled_from([None, "督导组"]),
    }
)
task = st.fixed_dictionaries(
    {
        "task": st.sampled_from(["动员大会", "动员 大会", "民主生活会", "整改方案", None]),
        "phase": st.sampled_from(["动员部署", "整改落实"]),
        "number": st.sampled_from(_IDS),
        "status": st.sampled_from(["not_started", "in_progress", "done", "cancelled"]),
        "due_text": st.sampled_from(["3月中旬", "6月", "7月底前"]),
        "progress_note": st.sampled_from([None, "已开"]),
    }
)
edits = st.lists(st.tuples(st.sampled_from([str(name) for name in Opinion]), st.integers(0, 11), st.integers(0, 11)), max_size=4)


def in_columns(drawn: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [each[name] for each in drawn] for name in drawn[0]}


def workbook_of(opinions: list[dict[str, Any]], tasks: list[dict[str, Any]]) -> Workbook:
    feedback = make_feedback(**in_columns(opinions)) if opinions else make_feedback(0)
    return make_workbook(make_tasks(**in_columns(tasks)) if tasks else make_tasks(0), feedback)


def edited(feedback: pd.DataFrame, cells: list[tuple[str, int, int]]) -> pd.DataFrame:
    """The rows with some cells taking the value of another row of their column; where they stand is left alone."""
    for name, taker, giver in cells:
        if len(feedback) and name not in (Opinion.REF, Opinion.ROW, Opinion.SHEET):
            column = feedback[name].copy()
            column.iloc[taker % len(column)] = column.iloc[giver % len(column)]
            feedback = feedback.assign(**{name: column})
    return feedback


@st.composite
def versions(draw: st.DrawFn) -> tuple[Workbook, Workbook]:
    opinions, tasks = draw(st.lists(opinion, max_size=9)), draw(st.lists(task, max_size=4))
    kept = draw(st.permutations(opinions)) if draw(st.booleans()) else opinions
    kept = kept[draw(st.integers(0, 2)) :] + draw(st.lists(opinion, max_size=2)) + kept[: draw(st.integers(0, 2))]
    after = draw(st.permutations(tasks)) if draw(st.booleans()) else tasks
    old, new = workbook_of(opinions, tasks), workbook_of(kept, after + draw(st.lists(task, max_size=1)))
    return old, replace(new, feedback=edited(new.feedback, draw(edits)))


NOT_COMPARED = {
    "tasks": {"task_id", "number", "ref", "sheet", "row", "kind", "start", "end", "original_due", "slip_days"},
    "feedback": {"feedback_id", "issue_id", "ref", "sheet", "row", "role", "kind", "start", "end", "original_due", "slip_days"},
}
"""Where a row stands, what it is numbered, and what the reader computes from other cells."""

TAKES_MORE_THAN_THE_CELL = {"status", "status_text", "target_text", "merged_into", "lamp", "is_overdue"}
"""A state that was not reported is a blank; a writing counts where it could not be read; a parent may be numbered anew: other tests hold these."""

Line = tuple[str, str | None, str | None, str]


def says(cell: object) -> object:
    """What a cell says: white space, width and case are no difference, nor is 1e-9 in a share."""
    if cell is None or cell is pd.NaT or cell is pd.NA or cell != cell:
        return None
    if isinstance(cell, str):
        return plain(cell) or None
    return round(cell, 8) if isinstance(cell, float) else cell


def read_by_eye(pair: DisclosedPair) -> Iterator[Line]:
    """Table, both refs and column of each difference; no column where a row stands on one side."""
    for table, pairs in (("tasks", pair.matching.tasks), ("feedback", pair.matching.feedback)):
        old, new = ({row["ref"]: row for row in getattr(side, table).to_dict("records")} for side in (pair.old, pair.new))
        for each in pairs:
            if each.old is None or each.new is None:
                yield table, each.old, each.new, ""
                continue
            before, after = old[each.old], new[each.new]
            names = {str(name) for name in (Task if table == "tasks" else Opinion)} - NOT_COMPARED[table] - TAKES_MORE_THAN_THE_CELL
            yield from ((table, each.old, each.new, name) for name in names if says(before[name]) != says(after[name]))


def listed(found: Changes) -> set[Line]:
    """The same of what was found."""
    refs = found.fields[["old_ref", "new_ref"]].astype("object").where(found.fields[["old_ref", "new_ref"]].notna(), None)
    lines = zip(found.fields["table"], refs["old_ref"], refs["new_ref"], found.fields["column"], strict=True)
    return {line for line in lines if line[3] not in TAKES_MORE_THAN_THE_CELL}


def must_be_as_read(pair: DisclosedPair, found: Changes) -> None:
    by_eye = set(read_by_eye(pair))

    assert listed(found) == by_eye
    assert found.shared == sum(each.old is not None and each.new is not None for side in _sides(pair) for each in side)
    assert found.tasks + found.unchanged_tasks == len(pair.matching.tasks)
    assert found.feedback + found.unchanged_feedback == len(pair.matching.feedback)


def _sides(pair: DisclosedPair) -> tuple[Any, Any]:
    return pair.matching.tasks, pair.matching.feedback


@settings(max_examples=4 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books=versions(), audience=st.sampled_from(tuple(Audience)), new_day=st.sampled_from([JUNE, JULY]))
def test_what_is_listed_is_what_stands_there_read_cell_by_cell(books: tuple[Workbook, Workbook], audience: Audience, new_day: AsOf) -> None:
    pair = disclose_pair(*books, match_rows(*books), audience)

    must_be_as_read(pair, changes(pair, JUNE, new_day, 7, 10))


@settings(max_examples=2 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books=versions())
def test_every_row_is_in_just_one_pair_and_a_row_that_is_there_once_on_each_side_is_paired_with_itself(
    books: tuple[Workbook, Workbook],
) -> None:
    matching = match_rows(*books)
    told = [str(name) for name in Opinion if name not in (Opinion.REF, Opinion.ROW, Opinion.SHEET)]

    for name, pairs in (("tasks", matching.tasks), ("feedback", matching.feedback)):
        for side, book in (("old", books[0]), ("new", books[1])):
            refs = [getattr(each, side) for each in pairs if getattr(each, side) is not None]
            assert sorted(refs) == sorted(getattr(book, name)["ref"])
    once = [_once(book.feedback.astype("str").fillna(""), told) for book in books]
    both = once[0].merge(once[1], on=told, suffixes=("_old", "_new"))
    sure = both[_words(both).ne("") & ~_words(both).isin(_alike(books))]
    assert set(zip(sure["ref_old"], sure["ref_new"], strict=True)) <= {(each.old, each.new) for each in matching.feedback}


def _once(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The rows that no other of their version is like."""
    return rows[~rows[names].duplicated(keep=False)]


def _words(rows: pd.DataFrame) -> pd.Series:
    """Opinion and problem in plain writing."""
    return rows["text"].fillna("").map(plain) + rows["issue"].fillna("").map(plain)


def _alike(books: tuple[Workbook, Workbook]) -> set[str]:
    """Words that more than one row of a version has: which of them is which is a matter of likeness."""
    words = [_words(book.feedback) for book in books]
    return {word for each in words for word in each[each.duplicated(keep=False)]}


@settings(max_examples=TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books=versions(), audience=st.sampled_from(tuple(Audience)))
def test_rows_that_were_numbered_before_give_the_same(books: tuple[Workbook, Workbook], audience: Audience) -> None:
    joint = Joint(books[0].feedback, books[1].feedback)
    matching = match_rows(*books)
    anew, numbered = (changes(disclose_pair(*books, matching, audience, given), JUNE, JULY) for given in (None, joint))

    assert tuple(match_rows(*books, (), joint).feedback) == tuple(matching.feedback)
    assert numbered.fields.equals(anew.fields)
    assert numbered.counts == anew.counts


def many_rows(count: int) -> Workbook:
    """Enough rows that texts are formed together; every third in the ledger, every tenth a copy of the one before."""
    places = np.array([n - 1 if n % 10 == 9 else n for n in range(count)])
    return make_workbook(
        make_tasks(task=["动员大会", "整改方案"]),
        make_feedback(
            role=[str(SheetRole.RECTIFICATION) if n % 3 == 2 else str(SheetRole.FEEDBACK) for n in places],
            feedback_id=[str(n + 1) for n in range(count)],
            text=[f"意见（{n}）：会议偏多，挤占了备课时间" for n in places],
            category=[("形式主义", "官僚主义", None)[n % 3] for n in places],
            scope=[("public", "leading_group", None)[n % 3] for n in places],
            openness="face_to_face",
            target="unit",
            status=[("open", "closed")[n % 2] for n in places],
        ),
    )


@pytest.mark.parametrize(
    "name", [str(name) for name in Opinion if name not in (Opinion.REF, Opinion.ROW, Opinion.SHEET)][:: 1 if TIMES > 1 else 12]
)
def test_one_edited_column_among_many_rows_is_listed_as_it_reads(name: str) -> None:
    old = many_rows(150)
    column = old.feedback[name].copy()
    column.iloc[::25] = column.iloc[1::25].to_numpy()
    order = [*range(5, 60), *range(150), 3]
    moved = old.feedback.assign(**{name: column}).iloc[order].reset_index(drop=True)
    refs = pd.Series([f"意见!{n + 2}" for n in range(len(moved))], dtype="str")
    new = replace(old, feedback=moved.assign(**{Opinion.REF: refs, Opinion.ROW: np.arange(len(moved)) + 2}))
    matching = match_rows(old, new)

    for audience in (Audience.PUBLIC, Audience.HEAD):
        pair = disclose_pair(old, new, matching, audience)
        must_be_as_read(pair, changes(pair, JUNE, JULY))


def test_tasks_that_fall_due_between_two_days_are_late_though_no_cell_changed() -> None:
    book = make_workbook(make_tasks(due_text=["6月", "8月"]), make_feedback(role="rectification", issue=["问题1"], due_text=["6月底前"]))
    found = changes(disclose_pair(book, book, match_rows(book, book), Audience.HEAD), JUNE, JULY)

    assert found.rows["newly_late"].tolist() == [True, True]
    assert found.fields["table"].tolist() == ["tasks", "feedback"]


def test_what_is_kept_of_a_version_is_what_the_public_board_says() -> None:
    from lib.desk.board import Board
    from lib.desk.shelf import _figures
    from lib.metrics.filters import Filters
    from lib.metrics.versions import version_figures
    from tests.store.samples import WHEN

    book = many_rows(30)
    day = WHEN.astimezone().date()
    board = Board(disclose(book, Audience.PUBLIC), Filters(), day, published=day)
    said = version_figures(board.progress, board.rectification, board.all_states).named()

    assert _figures(disclose_for_sums(book, Audience.PUBLIC), WHEN) == {str(name): value for name, value in said}
    assert book.tasks[Task.TASK].tolist() == ["动员大会", "整改方案"]
