"""Comparing by numbers gives what comparing every row in full gives: the pairs, both versions as disclosed, and the changes, for each
audience. The workbooks are drawn: rows taken out, added, doubled and moved, numbered anew or all alike, cells of every column edited, and opinions
beside a ledger of problems.
"""

import os
from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from lib.access import disclose, disclose_pair
from lib.ingest.model import Workbook
from lib.matching import match_rows
from lib.metrics.changes import changes
from lib.metrics.model import AsOf
from lib.schema import Audience, Opinion, SheetRole, Task
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.plain.changes import changes as plain_changes
from tests.plain.disclosure import disclose as plainly_disclosed
from tests.plain.pairs import disclose_pair as plain_pair
from tests.plain.rows import match_rows as plainly_matched

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


def must_be_equal(found: Any, expected: Any) -> None:
    for field in fields(expected):
        ours, plain = getattr(found, field.name), getattr(expected, field.name)
        if isinstance(plain, pd.DataFrame):
            assert_frame_equal(ours, plain, check_exact=True, obj=field.name)
        else:
            assert ours == plain, field.name


@settings(max_examples=3 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books=versions(), audience=st.sampled_from(tuple(Audience)), new_day=st.sampled_from([JUNE, JULY]))
def test_numbers_give_what_whole_rows_give(books: tuple[Workbook, Workbook], audience: Audience, new_day: AsOf) -> None:
    matching, plain = match_rows(*books), plainly_matched(*books)
    pair, in_full = disclose_pair(*books, matching, audience), plain_pair(*books, plain, audience)

    assert (tuple(matching.tasks), tuple(matching.feedback)) == (plain.tasks, plain.feedback)
    must_be_equal(disclose(books[0], audience), plainly_disclosed(books[0], audience))
    must_be_equal(pair.old, in_full.old)
    must_be_equal(pair.new, in_full.new)
    assert (tuple(pair.matching.tasks), tuple(pair.matching.feedback)) == (in_full.matching.tasks, in_full.matching.feedback)
    must_be_equal(changes(pair, JUNE, new_day, 7, 10), plain_changes(in_full, JUNE, new_day, 7, 10))


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
    "name", [str(name) for name in Opinion if name not in (Opinion.REF, Opinion.ROW, Opinion.SHEET)][:: 1 if TIMES > 1 else 16]
)
def test_one_edited_column_among_many_rows_gives_what_whole_rows_give(name: str) -> None:
    old = many_rows(150)
    column = old.feedback[name].copy()
    column.iloc[::25] = column.iloc[1::25].to_numpy()
    order = [*range(5, 60), *range(150), 3]
    moved = old.feedback.assign(**{name: column}).iloc[order].reset_index(drop=True)
    refs = pd.Series([f"意见!{n + 2}" for n in range(len(moved))], dtype="str")
    new = replace(old, feedback=moved.assign(**{Opinion.REF: refs, Opinion.ROW: np.arange(len(moved)) + 2}))
    matching, plain = match_rows(old, new), plainly_matched(old, new)

    assert (tuple(matching.tasks), tuple(matching.feedback)) == (plain.tasks, plain.feedback)
    for audience in (Audience.PUBLIC, Audience.HEAD):
        found = changes(disclose_pair(old, new, matching, audience), JUNE, JULY)
        must_be_equal(found, plain_changes(plain_pair(old, new, plain, audience), JUNE, JULY))


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

    assert _figures(book, WHEN) == {str(name): value for name, value in said}
    assert book.tasks[Task.TASK].tolist() == ["动员大会", "整改方案"]
