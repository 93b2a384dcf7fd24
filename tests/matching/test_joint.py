"""Numbers of cells: the quick ways of finding them give what laying cell beside cell gives."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.matching import joint as numbering
from lib.matching.joint import BLANK, Joint
from lib.matching.pairing import Pairing
from lib.matching.sides import sides_of_feedback
from lib.schema import Opinion
from tests.builders import make_feedback, no_feedback

TIMES = 20 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1
NAMES = ("text", "category", "raw_count", "received")
PLACES = ("ref", "sheet", "row")

row = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["会议偏多", "会议 偏多", "食堂排队久", "", None]),
        "category": st.sampled_from(["形式主义", None]),
        "raw_count": st.sampled_from([1, 2, None]),
        "received": st.sampled_from(["2014-04-03", None]),
        "feedback_id": st.sampled_from(["1", "2", None]),
        "role": st.sampled_from(["feedback", "feedback", "rectification"]),
    }
)


def frame_of(drawn: list[dict[str, Any]]) -> pd.DataFrame:
    return make_feedback(**{name: [each[name] for each in drawn] for name in drawn[0]}, issue=None, status=None) if drawn else no_feedback()


twin = st.sampled_from(
    [{"text": text, "feedback_id": None, "role": role} for text in ("甲", "乙") for role in ("feedback", "rectification")]
)


@st.composite
def weeks(draw: st.DrawFn, row: st.SearchStrategy[dict[str, Any]] = row) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two frames of which most rows stand where they stood."""
    before = draw(st.lists(row, max_size=8))
    after = before[draw(st.integers(0, 1)) :] + draw(st.lists(row, max_size=2))
    for place in draw(st.lists(st.integers(0, 9), max_size=2)):
        if after:
            after[place % len(after)] = draw(row)
    return frame_of(before), frame_of(after)


def cells(frames: tuple[pd.DataFrame, pd.DataFrame], names: tuple[str, ...]) -> list[tuple[object, ...]]:
    """What the rows of both say, as objects; None for a blank."""
    both = pd.concat([frame[list(names)].astype("object") for frame in frames], ignore_index=True)
    return list(both.where(both.notna(), None).itertuples(index=False, name=None))


@contextmanager
def looked_up_by_place() -> Iterator[None]:
    """Columns of texts are taken for mostly different, and for few rows none is numbered whole, however short they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "_TRIED", 0)
        patch.setattr(numbering, "_SMALL", 0)
        patch.setattr(numbering, "_MANY", 1)
        yield


def kinds(numbers: np.ndarray) -> list[int]:
    """For each number the first place where it stands: the same for whatever numbers tell the same apart."""
    return [numbers.tolist().index(number) for number in numbers.tolist()]


def test_of_no_rows_there_are_no_numbers_and_none_stands() -> None:
    joint = Joint(no_feedback(), no_feedback())

    assert len(joint) == len(joint.column("text").numbers) == len(joint.stands(NAMES)) == 0
    assert joint.marks(NAMES).tolist() == []


def test_a_text_that_stands_at_another_place_has_the_number_that_it_had() -> None:
    with looked_up_by_place():
        column = Joint(make_feedback(text=["甲", "乙", None]), make_feedback(text=["甲", None, "乙", "丙"])).column("text")

    assert column.numbers.tolist() == [0, 1, BLANK, 0, BLANK, 1, 2]
    assert column.texts.to_pylist() == ["甲", "乙", "丙"]


def test_a_column_that_is_the_same_on_both_sides_is_one() -> None:
    joint = Joint(make_feedback(text=["甲", "乙"], note=None), make_feedback(text=["甲", "丙"], note=None))

    assert [joint.column(name).is_one for name in ("category", "raw_count", "note", "text")] == [True, True, True, False]


@settings(max_examples=10 * TIMES, deadline=None)
@given(frames=weeks())
def test_cells_have_one_number_where_they_are_equal_however_they_were_numbered(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    with looked_up_by_place():
        quick = Joint(*frames)
        by_place = {name: quick.column(name).numbers for name in NAMES}
    slow = Joint(*frames)

    for name in NAMES:
        said = cells(frames, (name,))
        for numbers in (by_place[name], slow.column(name).numbers):
            assert kinds(numbers) == [said.index(each) for each in said]
    texts = [None if number == BLANK else quick.column("text").texts[int(number)].as_py() for number in by_place["text"]]
    assert texts == [text for (text,) in cells(frames, ("text",))]


@settings(max_examples=10 * TIMES, deadline=None)
@given(frames=weeks(), is_numbered=st.booleans())
def test_a_place_stands_where_all_cells_of_both_rows_are_equal(frames: tuple[pd.DataFrame, pd.DataFrame], is_numbered: bool) -> None:
    joint, said = Joint(*frames), cells(frames, NAMES)
    if is_numbered:
        joint.marks(NAMES)

    assert joint.stands(NAMES).tolist() == [old == new for old, new in zip(said[: joint.width], said[joint.width :], strict=False)]


@settings(max_examples=10 * TIMES, deadline=None)
@given(frames=weeks(), wanted=st.sets(st.integers(0, 17)))
def test_a_few_rows_are_told_apart_and_counted_as_all_rows_are(frames: tuple[pd.DataFrame, pd.DataFrame], wanted: set[int]) -> None:
    said = cells(frames, NAMES)
    rows = np.array([n for n in wanted if n < len(said)], dtype="int64")
    of_rows = [said[n] for n in rows]
    slow = Joint(*frames)
    with looked_up_by_place():
        quick = Joint(*frames)
        marks, filled = quick.marks(NAMES, rows), quick.filled(NAMES, rows)

    assert kinds(marks) == kinds(slow.marks(NAMES)[rows]) == [of_rows.index(each) for each in of_rows]
    assert filled.tolist() == slow.filled(NAMES, rows).tolist() == [sum(cell is not None for cell in each) for each in of_rows]


def nth_with_nth(old: list[tuple[object, ...]], new: list[tuple[object, ...]]) -> list[int]:
    """For each new row the old one that says the same, the n-th of several for the n-th; -1 where there is none."""
    left = {said: [n for n, each in enumerate(old) if each == said] for said in old}
    return [left[said].pop(0) if left.get(said) else -1 for said in new]


@settings(max_examples=20 * TIMES, deadline=None)
@given(frames=st.one_of(weeks(twin), weeks()), is_quick=st.booleans())
def test_rows_equal_in_every_cell_are_paired_the_nth_with_the_nth_though_most_stand_where_they_stood(
    frames: tuple[pd.DataFrame, pd.DataFrame], is_quick: bool
) -> None:
    names = tuple(str(name) for name in Opinion if name not in PLACES)
    with looked_up_by_place() if is_quick else pytest.MonkeyPatch.context():
        pairings = [Pairing(side) for side in sides_of_feedback(Joint(*frames))]
        for pairing in pairings:
            pairing.join_equal()
    said, width = cells(frames, names), len(frames[0])

    for pairing in pairings:
        old, new = ([said[n] for n in side["row"]] for side in (pairing.old, pairing.new))
        assert pairing.partner.tolist() == nth_with_nth(old, new)
        assert pairing.is_new_free.tolist() == [partner < 0 for partner in pairing.partner]
        assert pairing.is_old_free.tolist() == [n not in pairing.partner for n in range(len(old))]
    assert sum(len(pairing.old) for pairing in pairings) == width


def test_of_equal_rows_of_which_one_was_rewritten_the_first_left_is_paired_with_the_first() -> None:
    old, new = make_feedback(text=["甲", "甲", "乙"], feedback_id=None), make_feedback(text=["丙", "甲", "乙"], feedback_id=None)
    opinions, _ = (Pairing(side) for side in sides_of_feedback(Joint(old, new)))
    opinions.join_equal()

    assert opinions.partner.tolist() == [-1, 0, 2]


def test_only_a_column_of_texts_has_texts() -> None:
    with pytest.raises(TypeError):
        _ = Joint(make_feedback(), make_feedback()).column("raw_count").texts


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        ([1, 2], [2, 3], [0, 1, 1, 3]),
        ([True, False], [False, False], [0, 1, 1, 1]),
        ([1.5, None], [None, 1.5], [0, 1, 1, 0]),
        ([1, 2], [2.0, 1.5], [0, 1, 1, 3]),
        (["甲", 2], [2, "乙"], [0, 1, 1, 3]),
    ],
    ids=["counts", "truths", "shares", "counts and shares", "mixed"],
)
def test_cells_that_are_no_texts_have_one_number_where_they_are_equal(old: list[object], new: list[object], numbers: list[int]) -> None:
    frames = [pd.DataFrame({"x": pd.Series(cells, dtype="object" if "甲" in cells or "乙" in cells else None)}) for cells in (old, new)]

    assert kinds(Joint(frames[0], frames[1]).column("x").numbers) == numbers
