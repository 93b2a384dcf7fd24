"""Two versions side by side say no more than each board, and the pairs of their rows say nothing of the sheet.

The attacker reads both frames and every pair. He knows the rules, and which rows stand beside each other.
"""

import os
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.access import DisclosedPair, Shown, disclose, disclose_pair
from lib.ingest.model import Workbook
from lib.matching import How, Matching, Pair, match_rows
from lib.schema import Audience, Opinion, Task
from tests.access.test_attacker import ALLOWED, NAMED, PLAN, WRITTEN, everything, may_read, rows, workbook_of
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks

TIMES = 10 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1
WIDE = tuple(ALLOWED)
OPEN = {"scope": "public", "openness": "face_to_face", "target": "unit", "received": "2014-04-03"}


def paired(old: Workbook, new: Workbook, audience: Audience, matching: Matching | None = None) -> DisclosedPair:
    return disclose_pair(old, new, match_rows(old, new) if matching is None else matching, audience)


def heard(**facts: Any) -> Workbook:
    return make_workbook(no_tasks(), make_feedback(**(OPEN | facts)))


def row_of(frame: pd.DataFrame, ref: str | None) -> pd.Series:
    return frame.set_index(Opinion.REF).loc[ref]


def in_order(book: Workbook, order: list[int]) -> Workbook:
    """The same rows in another order, each with its ref."""
    return replace(book, feedback=book.feedback.iloc[order].reset_index(drop=True))


def by_key(old: Workbook, new: Workbook) -> Matching:
    """Rows of one key paired, by whatever means: the n-th how for the n-th row."""
    refs = [dict(zip(book.feedback["feedback_id"], book.feedback["ref"], strict=True)) for book in (old, new)]
    keys = list(dict.fromkeys([*refs[1], *refs[0]]))
    hows = (How.UNSURE, How.REWORDED, How.ID, How.SAME, How.HAND)
    pairs = [Pair(refs[0].get(key), refs[1].get(key), hows[len(key + key[-2]) % 5], 0.5) for key in keys]
    return Matching((), tuple(pairs))


def test_empty_workbooks_have_no_pairs() -> None:
    assert paired(make_workbook(no_tasks()), make_workbook(no_tasks()), Audience.PUBLIC).matching == Matching((), ())


def test_the_head_gets_the_pairs_as_they_are() -> None:
    old, new = heard(text=["会议偏多", "食堂排队久"]), heard(text=["食堂排队久", "会议偏多"])

    assert paired(old, new, Audience.HEAD).matching == match_rows(old, new)


def test_an_unknown_audience_sees_what_the_public_sees() -> None:
    book = heard(scope=None)

    assert paired(book, book, "nobody").old.audience is Audience.PUBLIC  # type: ignore[arg-type]


def test_text_that_one_version_closes_is_withheld_in_both() -> None:
    old, new = heard(text="会议偏多", scope="public"), heard(text="会议偏多", scope="leading_group")
    pair = paired(old, new, Audience.PUBLIC)

    assert "会议偏多" not in everything(pair)
    assert not pair.old.feedback[Shown.TEXT_SHOWN].any()
    assert [each.how for each in pair.matching.feedback] == [How.WITHHELD]


def test_by_what_hidden_rows_were_paired_is_not_told() -> None:
    old = heard(text=["会议偏多，挤占备课时间", "食堂排队"], scope="leading_group")
    new = heard(text=["会议偏多，挤占了备课时间", "食堂排队"], scope="leading_group")
    pairs = paired(old, new, Audience.PUBLIC).matching.feedback

    assert {(each.how, each.likeness) for each in pairs} == {(How.WITHHELD, None)}
    assert {each.how for each in paired(old, new, Audience.HEAD).matching.feedback} == {How.ID}


def test_a_matter_of_one_person_is_in_no_pair_and_counts_in_the_totals() -> None:
    old, new = (heard(text=["会议偏多", "某事"], target=["unit", "person"], status=["open", status]) for status in ("open", "closed"))
    pair = paired(old, new, Audience.LEADING_GROUP)

    assert len(pair.matching.feedback) == 1
    assert [len(each.feedback) for each in (pair.old, pair.new)] == [2, 2]
    assert row_of(pair.new.feedback, pair.matching.feedback[0].new)[Opinion.TEXT] == "会议偏多"


@pytest.mark.parametrize("audience", WIDE)
def test_a_row_that_becomes_a_matter_of_one_person_looks_like_one_taken_out(audience: Audience) -> None:
    old = heard(text=["会议偏多", "某事"])
    became = heard(text=["会议偏多", "某事"], target=["unit", "person"])
    gone = heard(text=["会议偏多", "别的"], target=["unit", "person"])

    assert everything(paired(old, became, audience)) == everything(paired(old, gone, audience))


def test_a_label_that_names_a_person_concerned_in_either_version_is_blank_in_both() -> None:
    old = heard(owner_unit="张三丰办公室")
    new = heard(owner_unit=["张三丰办公室", "教务处"], target_person=[None, "张三丰"], target=["unit", "person"], text=["意见1", "某事"])

    assert not [each for each in everything(paired(old, new, Audience.CIRCLE)) if "张三丰" in each]


def test_what_is_said_of_a_task_about_criticism_is_withheld_in_both_versions() -> None:
    old = make_workbook(make_tasks(task="召开会议", progress_note="已开"))
    new = make_workbook(make_tasks(task="召开民主生活会", progress_note="已开完"))
    matching = Matching((Pair("任务!2", "任务!2", How.UNSURE, 0.5),), ())

    assert disclose_pair(old, new, matching, Audience.PUBLIC).old.tasks[Task.PROGRESS_NOTE].isna().all()
    assert disclose_pair(new, old, matching, Audience.PUBLIC).new.tasks[Task.PROGRESS_NOTE].isna().all()
    assert disclose_pair(old, new, matching, Audience.CIRCLE).old.tasks[Task.PROGRESS_NOTE].tolist() == ["已开"]


def test_withholding_one_task_about_criticism_leaves_its_neighbours() -> None:
    old = make_workbook(make_tasks(task=["召开会议", "学习", "总结"], progress_note="已开"))
    new = make_workbook(make_tasks(task=["学习", "召开民主生活会", "新任务"], progress_note="已开完"))
    refs = [f"任务!{row}" for row in (2, 3, 4)]
    pairs = ((refs[0], refs[1]), (refs[1], refs[0]), (refs[2], None), (None, refs[2]))
    pair = disclose_pair(old, new, Matching(tuple(Pair(*each, How.SAME) for each in pairs), ()), Audience.ALL_MEMBERS)

    assert pair.old.tasks[Task.PROGRESS_NOTE].fillna("").tolist() == ["", "已开", "已开"]
    assert pair.new.tasks[Task.PROGRESS_NOTE].fillna("").tolist() == ["已开完", "", "已开完"]


@pytest.mark.parametrize("audience", tuple(Audience))
def test_pairs_that_cannot_be_are_not_believed(audience: Audience) -> None:
    book = heard(text=["会议偏多", "食堂排队久"])
    refs = book.feedback["ref"].tolist()
    wrong = (
        Pair("不在!1", refs[0], How.SAME),
        Pair(refs[0], refs[0], How.SAME),
        Pair(refs[0], refs[1], How.SAME),
        Pair(None, None, How.SAME),
    )
    pair = paired(book, book, audience, Matching((Pair("x", "y", How.SAME),), wrong))

    assert sorted(pair.new.feedback["ref"]) == sorted(each.new for each in pair.matching.feedback if each.new)
    assert sorted(pair.old.feedback["ref"]) == sorted(each.old for each in pair.matching.feedback if each.old)
    assert len(pair.matching.tasks) == 0


def test_neither_source_groups_nor_findings_are_carried_over() -> None:
    book = heard(text=[f"意见{n}" for n in range(20)], group=["教师"] * 10 + ["学生"] * 10)
    pair = paired(book, book, Audience.HEAD)

    assert pair.new.groups.totals.rows == ()
    assert pair.new.findings == ()


both_versions = st.tuples(rows, rows)


@settings(max_examples=8 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=both_versions, audience=st.sampled_from(WIDE))
def test_nothing_restricted_in_either_version_can_be_read(drawn: tuple[list[dict[str, Any]], ...], audience: Audience) -> None:
    old, new = drawn
    pair = disclose_pair(*(books := [workbook_of(each) for each in drawn]), by_key(*books), audience)
    readable = " ".join(everything(pair))

    for n in range(max(len(old), len(new))):
        sides = [each[n] for each in drawn if n < len(each)]
        if not any(may_read(row, audience) for row in sides):
            assert [name for name in (*WRITTEN, *NAMED) if f"‹{name}·{n}›" in readable] == []
        if not all(may_read(row, audience) or row["scope"] == "public" for row in sides) and len(sides) == 2:
            both = pair.matching.feedback
            linked = [row_of(pair.new.feedback, each.new) for each in both if each.old is not None and each.new is not None]
            assert [name for name in (*WRITTEN, *PLAN) for row in linked if row[name] == f"‹{name}·{n}›"] == []
        assert f"‹id·{n}›" not in readable


@settings(max_examples=12 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=both_versions, audience=st.sampled_from(WIDE), pick=st.data())
def test_the_order_in_the_sheets_cannot_be_seen(drawn: tuple[list[dict[str, Any]], ...], audience: Audience, pick: st.DataObject) -> None:
    """Sheets in any other order give the very same frames and pairs."""
    books = [workbook_of(each) for each in drawn]
    moved = [in_order(book, pick.draw(st.permutations(range(len(book.feedback))))) for book in books]
    matching = by_key(*books)
    before = disclose_pair(*books, matching, audience)
    after = disclose_pair(*moved, replace(matching, feedback=tuple(reversed(matching.feedback))), audience)

    pd.testing.assert_frame_equal(before.old.feedback, after.old.feedback)
    pd.testing.assert_frame_equal(before.new.feedback, after.new.feedback)
    assert before.matching == after.matching


@settings(max_examples=8 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=both_versions, audience=st.sampled_from(WIDE))
def test_pairs_hold_every_row_but_matters_of_one_person_once(drawn: tuple[list[dict[str, Any]], ...], audience: Audience) -> None:
    books = [workbook_of(each) for each in drawn]
    pair = disclose_pair(*books, by_key(*books), audience)

    for side, board in (("old", pair.old), ("new", pair.new)):
        listed = board.feedback.loc[board.feedback[Shown.COUNTED_IN_CUTS].astype(bool), Opinion.REF]
        assert sorted(getattr(each, side) for each in pair.matching.feedback if getattr(each, side)) == sorted(listed)
    hidden = [each for each in pair.matching.feedback if each.how is How.WITHHELD]
    assert not [each for each in hidden if row_of(pair.new.feedback, each.new)[Shown.TEXT_SHOWN]]


def test_beside_an_empty_version_every_row_stands_alone() -> None:
    empty, book = make_workbook(no_tasks(), no_feedback()), make_workbook(make_tasks(2), make_feedback(2, **OPEN))
    for old, new in ((empty, book), (book, empty)):
        for audience in (Audience.PUBLIC, Audience.HEAD):
            pair = paired(old, new, audience)

            assert [(~pair.same_tasks).tolist(), (~pair.feedback.is_same).tolist()] == [[True, True], [True, True]]
            assert {each.how for each in (*pair.matching.tasks, *pair.matching.feedback)} == {How.NONE}


def test_rows_that_show_the_same_are_told_from_those_that_changed() -> None:
    old = make_workbook(make_tasks(task=["学习", "总结"]), make_feedback(**OPEN, text=["会议偏多", "食堂排队久"], status="open"))
    new = make_workbook(
        make_tasks(task=["学习", "总结"], status=["in_progress", "done"]),
        make_feedback(**OPEN, text=["会议偏多", "食堂排队久"], status=["open", "fixed"]),
    )
    for audience in (Audience.PUBLIC, Audience.HEAD):
        pair = paired(old, new, audience)
        texts = [row_of(pair.new.feedback, each.new)[Opinion.TEXT] for each in pair.matching.feedback]

        assert dict(zip(texts, pair.feedback.is_same.tolist(), strict=True)) == {"会议偏多": True, "食堂排队久": False}
        assert pair.same_tasks.tolist() == [True, False]


def test_where_a_row_stands_in_the_sheet_makes_it_no_other() -> None:
    old = make_workbook(make_tasks(task=["学习", "总结"], number=None), make_feedback(**OPEN, text=["会议偏多", "食堂排队久"]))
    new = make_workbook(make_tasks(task=["总结", "学习"], number=None), make_feedback(**OPEN, text=["食堂排队久", "会议偏多"]))
    refs = ([f"{sheet}!{row}" for row in (2, 3)] for sheet in ("任务", "意见"))
    crossed = Matching(*(tuple(Pair(a, b, How.SAME) for a, b in ((one, other), (other, one))) for one, other in refs))

    for audience in (Audience.PUBLIC, Audience.HEAD):
        pair = paired(old, new, audience, crossed)
        assert (pair.same_tasks.tolist(), pair.feedback.is_same.tolist()) == ([True, True], [True, True])


def test_some_columns_of_some_rows_are_those_of_the_whole() -> None:
    book = make_workbook(no_tasks(), make_feedback(**OPEN, text=["甲", "乙", "丙"], due=["2014-06-01", None, "2014-06-03"]))
    side = paired(book, book, Audience.PUBLIC).feedback

    assert side.columns(0, ["text"], np.array([2, 1])).to_dict("list") == {"text": side.rows(0)["text"].iloc[[2, 1]].tolist()}
    assert side.columns(0, ["text"], np.array([2, 1])).index.tolist() == [0, 1]
    assert side.dues(1)["due"].tolist() == side.rows(1)["due"].tolist()


def test_rows_asked_for_by_their_places_bear_the_numbers_of_those_places() -> None:
    book = make_workbook(no_tasks(), make_feedback(**OPEN, text=["甲", "乙", "丙"]))
    side = paired(book, book, Audience.PUBLIC).feedback
    rows = side.rows(1, np.array([2, 0]))

    assert (rows["ref"].tolist(), rows["row"].tolist()) == (["#3", "#1"], [3, 1])
    assert rows["text"].tolist() == side.rows(1)["text"].iloc[[2, 0]].tolist()
    assert (rows.index.tolist(), set(rows.columns)) == ([0, 1], {*Opinion, *Shown})
    assert side.rows(1)["row"].tolist() == [1, 2, 3]


def test_ids_are_borne_where_either_version_shows_any() -> None:
    bare, numbered = heard(feedback_id=[None, None]), heard(feedback_id=["Y1", None])

    assert [paired(*books, Audience.HEAD).feedback.bears_ids for books in ((bare, bare), (bare, numbered), (numbered, bare))] == [
        False,
        True,
        True,
    ]
    assert not paired(numbered, numbered, Audience.PUBLIC).feedback.bears_ids


def test_matters_of_one_person_are_counted_on_each_side() -> None:
    pair = paired(heard(target=["unit", "person"]), heard(target=["person", "person"]), Audience.PUBLIC)

    assert [pair.feedback.personal(0), pair.feedback.personal(1)] == [1, 2]
    assert paired(heard(target="person"), heard(target="person"), Audience.HEAD).feedback.personal(0) == 0


def test_how_alike_two_rows_are_is_told_where_their_text_is_read() -> None:
    old, new = heard(text="会议偏多"), heard(text="会议太多")
    refs = old.feedback["ref"].item(), new.feedback["ref"].item()
    matching = Matching((), (Pair(*refs, How.REWORDED, 0.5),))

    for audience in (Audience.PUBLIC, Audience.HEAD):
        assert [(each.how, each.likeness) for each in paired(old, new, audience, matching).matching.feedback] == [(How.REWORDED, 0.5)]


def test_rows_that_were_added_and_taken_out_stay_so_as_given() -> None:
    old, new = heard(text=["会议偏多", "食堂排队久"]), heard(text=["走廊太暗", "会议偏多"])
    first, second = old.feedback["ref"].tolist(), new.feedback["ref"].tolist()
    same, added = Pair(first[0], second[1], How.SAME, 0.5), Pair(None, second[0], How.HAND, None)
    given = Matching((), (same, added, Pair(first[1], None, How.REWORDED, 0.5)))

    assert set(paired(old, new, Audience.HEAD, given).matching.feedback) == {same, added, Pair(first[1], None, How.NONE, None)}


def test_versions_that_lack_a_column_are_compared_without_it() -> None:
    books = [
        make_workbook(no_tasks(), make_feedback(**OPEN, text=["甲", "乙"], status=["open", state]).drop(columns="note"))
        for state in ("open", "fixed")
    ]

    for audience in (Audience.PUBLIC, Audience.HEAD):
        pair = paired(books[0], books[1], audience)
        assert sorted(pair.feedback.is_same.tolist()) == [False, True]


def test_a_row_that_is_paired_twice_keeps_its_first_counterpart() -> None:
    old, new = heard(text=["甲", "乙", "丙"]), heard(text=["甲", "乙"])
    (a, b, c), (x, y) = old.feedback["ref"], new.feedback["ref"]

    def told(*pairs: tuple[str, str]) -> set[tuple[str | None, str | None]]:
        given = Matching((), tuple(Pair(*each, How.SAME) for each in pairs))
        return {(each.old, each.new) for each in paired(old, new, Audience.HEAD, given).matching.feedback}

    assert told((a, x), (a, y), (c, y)) == {(a, x), (b, None), (c, None), (None, y)}
    assert told((a, x), (b, x), (c, y)) == {(a, x), (b, None), (c, y)}


def test_a_row_that_was_added_is_the_same_as_none_though_another_says_it_too() -> None:
    old, new = heard(text=["甲", "乙"]), heard(text=["甲", "乙", "乙"])
    (a, b), (x, y, z) = old.feedback["ref"], new.feedback["ref"]
    given = Matching((), (Pair(a, x, How.SAME), Pair(b, y, How.SAME), Pair(None, z, How.NONE, None)))

    assert paired(old, new, Audience.HEAD, given).feedback.is_same.tolist() == [True, True, False]


@pytest.mark.parametrize("audience", [Audience.HEAD, Audience.PUBLIC])
def test_each_version_is_written_out_whole_with_the_columns_of_a_board(audience: Audience) -> None:
    old, new = heard(text="会议偏多"), heard(text=["食堂排队久", "会议偏多"])
    pair = paired(old, new, audience)

    assert [sorted(side.feedback[Opinion.TEXT]) for side in (pair.old, pair.new)] == [["会议偏多"], ["会议偏多", "食堂排队久"]]
    assert list(pair.old.feedback.columns) == list(disclose(old, audience).feedback.columns)
