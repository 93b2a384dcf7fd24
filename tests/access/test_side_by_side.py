"""Marks, ranks and orders of the rows of two versions: made of what both show, and of nothing else."""

import os
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.access import side_by_side
from lib.access.model import Shown
from lib.access.showing import Showing
from lib.access.side_by_side import is_apart, orders_of, ranks_of, row_marks
from lib.matching import Joint
from lib.matching import joint as joint_module
from tests.builders import make_feedback, no_feedback

TIMES = 20 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1
NAMES = ("text", "category", "received", "raw_count", "note", Shown.TEXT_SHOWN)


def sides(old: pd.DataFrame, new: pd.DataFrame) -> tuple[Joint, Showing, Showing]:
    first, second = Showing(old), Showing(new)
    for shown in (first, second):
        shown.replace(Shown.TEXT_SHOWN, pd.Series(shown.source["text"].eq("甲").to_numpy(bool), index=shown.source.index))
    return Joint(old, new), first, second


def marks_of_pandas(shown: Showing) -> list[int]:
    return pd.util.hash_pandas_object(shown.frame(names=NAMES), index=False).tolist()


def assert_marks(joint: Joint, first: Showing, second: Showing) -> None:
    old, new = row_marks(joint, first, second, NAMES)

    assert old.tolist() == marks_of_pandas(first)
    assert new.tolist() == marks_of_pandas(second)


def test_of_no_rows_there_are_no_marks() -> None:
    assert [each.tolist() for each in row_marks(*sides(no_feedback(), no_feedback()), NAMES)] == [[], []]


def test_a_row_is_marked_by_all_that_it_shows_and_as_pandas_marks_it() -> None:
    old = make_feedback(text=["甲", None, "甲", "乙"], category="丙", received=["2014-06-03", None, None, None], raw_count=[1, 2, 1, None])
    new = make_feedback(text=["乙", "甲"], category=["丙", None], raw_count=[None, 1])

    assert_marks(*sides(old, new))
    assert_marks(*sides(old, old))


def test_what_is_blanked_or_replaced_on_one_side_is_in_no_mark() -> None:
    old, new = make_feedback(text=["甲", "乙"], note="某"), make_feedback(text=["甲", "乙"], note="某")
    for which in (0, 1):
        joint, *both = sides(old, new)
        both[which].keep(["text"], np.array([False, True]))
        both[which].replace("category", pd.Series(["别的", None], dtype="str"))
        both[which].replace("note", pd.Series([None, None], dtype="str"))

        assert_marks(joint, *both)


def test_rows_are_ranked_by_role_category_subcategory_and_channel_then_by_their_marks() -> None:
    frame = make_feedback(
        role=["rectification", *["feedback"] * 6],
        category=["甲", "丙", "乙", "乙", "乙", None, "乙"],
        subcategory=[None, None, "二", "一", "一", None, "一"],
        channel=[None, None, None, "走访", "问卷", None, "走访"],
    )
    joint, first, second = sides(frame, no_feedback())
    ranks, none = ranks_of(joint, first, second, (np.array([9, 8, 7, 6, 5, 40, 6], dtype="uint64"), np.array([], dtype="uint64")))

    assert ranks.tolist() == [5, 1, 4, 2, 3, 0, 2]
    assert len(none) == 0


def test_rows_that_show_the_same_labels_are_ranked_by_their_marks() -> None:
    frame = make_feedback(4, category="甲")
    joint, first, second = sides(frame, frame)
    marks = np.array([30, 10, 20, 10], dtype="uint64")

    assert [each.tolist() for each in ranks_of(joint, first, second, (marks, marks))] == [[2, 0, 1, 0], [2, 0, 1, 0]]


def test_pairs_stand_by_the_new_row_then_the_old_and_those_without_a_new_row_last() -> None:
    old, new = np.array([1, 0, -1, 2]), np.array([2, 0, 1, -1])
    order, (olds, news) = orders_of(old, new, np.zeros(4, dtype="int64"), (np.array([0, 1, 2]), np.array([2, 1, 0])))

    assert order.tolist() == [0, 2, 1, 3]
    assert olds.tolist() == [0, 1, 2]
    assert news.tolist() == [2, 1, 0]


def test_rows_in_no_pair_stand_last_in_the_order_of_their_ranks() -> None:
    order, (olds, news) = orders_of(np.array([0]), np.array([2]), np.zeros(1, dtype="int64"), (np.array([1, 0, 0]), np.array([1, 0, 9])))

    assert order.tolist() == [0]
    assert olds.tolist() == [0, 1, 2]
    assert news.tolist() == [2, 1, 0]


def test_pairs_whose_new_rows_show_the_same_stand_by_the_old_row_and_then_by_how_they_were_paired() -> None:
    three = np.array([0, 1, 2])
    order, _ = orders_of(three, three, np.array([2, 1, 0]), (np.array([1, 0, 1]), np.array([7, 7, 7])))

    assert order.tolist() == [1, 2, 0]


def test_of_old_rows_that_show_the_same_the_one_with_the_lower_new_row_stands_first_and_one_without_before_it() -> None:
    order, (olds, news) = orders_of(
        np.array([0, 1, 2]), np.array([1, 0, -1]), np.zeros(3, dtype="int64"), (np.array([4, 4, 4]), np.array([0, 1]))
    )

    assert order.tolist() == [1, 0, 2]
    assert olds.tolist() == [2, 1, 0]
    assert news.tolist() == [0, 1]


cell = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["甲", "乙", None]),
        "category": st.sampled_from(["丙", "丁", None]),
        "received": st.sampled_from(["2014-06-03", "2014-06-13", None]),
        "raw_count": st.sampled_from([1, 2, None]),
        "note": st.sampled_from([None, "某"]),
    }
)


def frame_of(drawn: list[dict[str, Any]]) -> pd.DataFrame:
    return make_feedback(**{name: [each[name] for each in drawn] for name in drawn[0]}) if drawn else no_feedback()


@st.composite
def shown_weeks(draw: st.DrawFn) -> tuple[Joint, Showing, Showing]:
    """Two versions of which most rows stand where they stood, some of their cells blanked or replaced on either side."""
    before = draw(st.lists(cell, max_size=6))
    after = before[draw(st.integers(0, 1)) :] + draw(st.lists(cell, max_size=2))
    if after:
        after[draw(st.integers(0, len(after) - 1))] = draw(cell)
    joint, *both = sides(frame_of(before), frame_of(after))
    for shown in both:
        if draw(st.booleans()):
            shown.keep(
                draw(st.sets(st.sampled_from(NAMES[:5]))), np.array(draw(st.lists(st.booleans(), min_size=len(shown), max_size=len(shown))))
            )
        if draw(st.booleans()):
            shown.replace("received", pd.Series([pd.Timestamp(2014, 6, 1)] * len(shown), index=shown.source.index, dtype="datetime64[us]"))
        if draw(st.booleans()):
            shown.replace("category", pd.Series(["合", None, "并"] * len(shown), dtype="str")[: len(shown)].set_axis(shown.source.index))
    return joint, both[0], both[1]


@settings(max_examples=15 * TIMES, deadline=None)
@given(shown=shown_weeks(), is_numbered=st.booleans(), is_small=st.booleans())
def test_rows_that_are_not_asked_again_have_the_marks_that_pandas_gives_them(
    shown: tuple[Joint, Showing, Showing], is_numbered: bool, is_small: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for room, name in ((joint_module, "_SMALL"), (side_by_side, "_FEW_TEXTS")):
            patch.setattr(room, name, 2000 if is_small else 0)
        if is_numbered:
            shown[0].marks(("text", "note", "category"))

        assert_marks(*shown)


@settings(max_examples=15 * TIMES, deadline=None)
@given(shown=shown_weeks())
def test_a_new_row_that_shows_something_else_than_the_old_one_at_its_place_is_asked(shown: tuple[Joint, Showing, Showing]) -> None:
    old, new = (each.frame(names=NAMES).astype("object") for each in shown[1:])
    said = [list(each.where(each.notna(), None).itertuples(index=False, name=None)) for each in (old, new)]
    surely_same = ~is_apart(*shown, NAMES)

    assert all(place < len(said[0]) and said[0][place] == said[1][place] for place in np.flatnonzero(surely_same))


@settings(max_examples=15 * TIMES, deadline=None)
@given(drawn=st.data(), size=st.integers(0, 6))
def test_pairs_are_ordered_as_by_their_ranks_one_after_the_other(drawn: st.DataObject, size: int) -> None:
    old = np.array(drawn.draw(st.permutations([*range(size), -1])), dtype="int64")
    new = np.array(drawn.draw(st.permutations([*range(size), -1])), dtype="int64")
    numbers = st.lists(st.integers(0, 3), min_size=size, max_size=size)
    ranks = np.array(drawn.draw(numbers), dtype="int64"), np.array(drawn.draw(numbers), dtype="int64")
    how = np.array(drawn.draw(st.lists(st.integers(0, 2), min_size=size + 1, max_size=size + 1)), dtype="int64")
    quick = orders_of(old, new, how, ranks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(side_by_side, "_BITS", 0)
        slow = orders_of(old, new, how, ranks)

    assert quick[0].tolist() == slow[0].tolist()
    assert [each.tolist() for each in quick[1]] == [each.tolist() for each in slow[1]]
