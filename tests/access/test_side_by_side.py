"""Marks, ranks and orders of the rows of two versions: made of what both show, and of nothing else."""

import numpy as np
import pandas as pd

from lib.access.model import Shown
from lib.access.showing import Showing
from lib.access.side_by_side import orders_of, ranks_of, row_marks
from lib.matching import Joint
from tests.builders import make_feedback, no_feedback

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
