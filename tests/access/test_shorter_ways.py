"""Where rows are told apart by numbers and marks instead of by their texts, the answer is that of the plain way, of every type of cell."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lib.access import showing, side_by_side
from lib.access.scope import Cells, filled, is_among, linked_numbers, numbered_texts
from lib.access.showing import Showing
from lib.matching import Joint
from tests.builders import make_feedback

DAY = pd.Timestamp("2014-06-03")
COLUMNS: dict[str, pd.Series] = {
    "texts": pd.Series(["甲", None, "乙", "甲", " "], dtype="str"),
    "one text": pd.Series(["甲"] * 5, dtype="str"),
    "no text": pd.Series([None] * 5, dtype="str"),
    "whole numbers": pd.Series([3, 0, 3, -1, 7], dtype="int64"),
    "one number": pd.Series([2] * 5, dtype="int64"),
    "numbers with a blank": pd.Series([1, None, 3, 1, 2], dtype="Int64"),
    "fractions": pd.Series([0.5, float("nan"), 0.5, 1.0, 2.0]),
    "days": pd.Series([DAY, pd.NaT, DAY, DAY + pd.Timedelta(days=1), DAY]),
    "one day": pd.Series([DAY] * 5),
    "no day": pd.Series([pd.NaT] * 5, dtype="datetime64[ns]"),
    "yes and no": pd.Series([True, False, True, True, False]),
    "yes": pd.Series([True] * 5),
    "objects": pd.Series(["甲", None, 3, "甲", DAY], dtype="object"),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_marks_of_cells_are_those_of_pandas(name: str) -> None:
    cells = COLUMNS[name]
    found = np.broadcast_to(side_by_side._hashed(cells), len(cells))

    assert found.tolist() == pd.util.hash_pandas_object(cells, index=False).tolist()
    assert np.size(side_by_side._hashed(cells.iloc[:0])) <= 1


def test_rows_that_are_all_alike_in_a_column_are_marked_once() -> None:
    """It is a tenth of the time: most columns of yes and no, numbers and days have one value in a hundred thousand rows."""
    assert {name: np.ndim(side_by_side._hashed(cells)) for name, cells in COLUMNS.items() if len(cells.unique()) == 1} == {
        "one text": 1,
        "no text": 0,
        "one number": 0,
        "one day": 0,
        "no day": 0,
        "yes": 0,
    }


@pytest.mark.parametrize("name", [name for name in COLUMNS if name not in ("numbers with a blank", "fractions", "objects")])
def test_cells_that_differ_are_found_place_by_place(name: str) -> None:
    old, new = COLUMNS[name], COLUMNS[name].iloc[[0, 2, 1, 3, 4]].reset_index(drop=True)
    plain = [not (a == b or (pd.isna(a) and pd.isna(b))) for a, b in zip(old, new, strict=True)]

    assert side_by_side._differ(old, new).tolist() == plain
    assert side_by_side._differ(old, old).tolist() == [False] * 5


@pytest.mark.parametrize(
    ("old", "new"),
    [("numbers with a blank",) * 2, ("fractions",) * 2, ("objects",) * 2, ("texts", "whole numbers"), ("whole numbers", "yes and no"), ("days", "whole numbers")],
)  # fmt: skip
def test_cells_of_other_or_of_two_types_may_all_differ(old: str, new: str) -> None:
    assert side_by_side._differ(COLUMNS[old], COLUMNS[new]).tolist() == [True] * 5


def test_a_figure_that_was_written_as_text_differs_from_the_figure() -> None:
    assert side_by_side._differ(pd.Series(["3"], dtype="str"), pd.Series([3])).tolist() == [True]


def shown_as(frame: pd.DataFrame, **instead: list[Any]) -> Showing:
    rows = Showing(frame)
    for name, cells in instead.items():
        rows.replace(name, pd.Series(cells, index=frame.index, dtype="str"))
    return rows


def test_only_rows_that_surely_show_the_same_are_not_asked_again() -> None:
    old, new = make_feedback(text=["甲", "乙", "丙"]), make_feedback(text=["甲", "丁", "丙", "戊"])
    joint = Joint(old, new)

    def apart(first: Showing, second: Showing, *names: str) -> list[bool]:
        return side_by_side.is_apart(joint, first, second, names).tolist()

    assert apart(Showing(old), Showing(new), "text") == [False, True, False, True]
    assert apart(Showing(old), Showing(new), "category") == [False, False, False, True]
    replaced = shown_as(old, text=["一", "一", "一"]), shown_as(new, text=["一", "一", "二", "一"])
    assert apart(*replaced, "text") == [False, False, True, True]
    assert apart(shown_as(old, text=["甲", "丁", "己"]), Showing(new), "text") == [False, False, True, True]
    assert apart(Showing(old), shown_as(new, text=["甲", "乙", "己", "戊"]), "text") == [False, False, True, True]


def test_a_cell_that_one_side_alone_may_show_sets_its_row_apart() -> None:
    frame = make_feedback(text=["甲", "乙", "丙"])
    joint = Joint(frame, frame)
    first, second, open_to_all = Showing(frame), Showing(frame), Showing(frame)
    first.keep(["text"], np.array([True, False, False]))
    second.keep(["text"], np.array([True, True, False]))

    assert side_by_side.is_apart(joint, first, second, ["text"]).tolist() == [False, True, False]
    assert side_by_side.is_apart(joint, first, open_to_all, ["text"]).tolist() == [False, True, True]
    assert side_by_side.is_apart(joint, first, first, ["text"]).tolist() == [False, False, False]


@pytest.mark.parametrize("count", [3, 511, 512, 600])
@pytest.mark.parametrize("is_numbered", [False, True])
def test_many_texts_blanked_on_both_sides_have_the_marks_of_what_is_left(count: int, is_numbered: bool) -> None:
    old, new = (make_feedback(text=[f"{word}{n}" for n in range(size)]) for word, size in (("意见", count), ("建议", count + 3)))
    joint, first, second = Joint(old, new), Showing(old), Showing(new)
    first.keep(["text"], np.arange(count) % 3 > 0)
    second.keep(["text"], np.arange(count + 3) % 2 > 0)
    if is_numbered:
        joint.column("text")

    for found, rows in zip(side_by_side.row_marks(joint, first, second, ("text",)), (first, second), strict=True):
        assert found.tolist() == pd.util.hash_pandas_object(rows.frame(names=("text",)), index=False).tolist()


def test_where_nothing_of_a_column_is_left_there_are_no_marks_to_be_set() -> None:
    frame = make_feedback(text=["甲", "乙"])
    rows = Showing(frame)
    rows.keep(["text"], np.array([False, False]))

    found = side_by_side.row_marks(Joint(frame, frame), rows, rows, ("text",))
    assert [each.tolist() for each in found] == [pd.util.hash_pandas_object(rows.frame(names=("text",)), index=False).tolist()] * 2


SIZES = ([3, 1, 2], [1 << 40, 5, 1 << 30], [1 << 61, 1 << 61, 2], [1 << 62, 2, 2], [1, 1, 1])


@pytest.mark.parametrize("sizes", SIZES)
def test_keys_in_one_number_sort_as_one_after_the_other(sizes: list[int]) -> None:
    draw = np.random.default_rng(2014)
    ranks = [draw.integers(0, size, 200) for size in sizes]
    for rank, size in zip(ranks, sizes, strict=True):
        rank[draw.integers(0, 200, 60)] = 0
        rank[0] = size - 1
    plain = np.lexsort(ranks[::-1]).tolist()

    assert np.lexsort(showing._together(ranks)[::-1]).tolist() == plain
    assert side_by_side._sorted(*(rank - 1 for rank in ranks[::-1])).tolist() == plain


@pytest.mark.parametrize("most", [5, 300, 1 << 16, 1 << 20])
def test_rows_are_ranked_by_their_labels_then_by_their_marks(most: int) -> None:
    draw = np.random.default_rng(2014)
    codes = [draw.integers(0, most, 300), draw.integers(0, 3, 300)]
    marks = draw.integers(0, 40, 300).astype("uint64")
    codes[0][0] = most - 1
    found = side_by_side._ranks(codes, marks)

    plain = sorted(range(300), key=lambda n: (codes[0][n], codes[1][n], marks[n]))
    for a, b in pairwise(plain):
        is_alike = all(each[a] == each[b] for each in (*codes, marks))
        assert found[a] == found[b] if is_alike else found[a] <= found[b]
    assert found.min() == 0


def test_rows_in_no_pair_that_tie_keep_their_places() -> None:
    ranks = np.array([1, 0] * 40)

    assert side_by_side._whole(np.array([5, 3]), ranks).tolist() == [
        5,
        3,
        *(n for n in range(1, 80, 2) if n not in (3, 5)),
        *range(0, 80, 2),
    ]


@pytest.mark.parametrize("kind", ["str", "object"])
def test_a_row_says_that_it_was_merged_only_where_it_was(kind: str) -> None:
    for parents in ([None, None], [None, "3"], ["3", "4"], *([[None, "  "]] if kind == "str" else [])):
        found = showing._merged(pd.Series(parents, dtype=kind, index=[7, 9], name="merged_into"))

        assert found.fillna("").tolist() == [showing.MERGED if str(parent or "").strip() else str(parent or "") for parent in parents]
        assert (found.index.tolist(), found.name, found.dtype) == ([7, 9], "merged_into", kind)


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_that_are_kept_keep_type_name_and_index(name: str) -> None:
    cells = COLUMNS[name].rename("named").set_axis([4, 5, 6, 7, 8])
    kept = np.array([True, True, False, True, False])
    found = showing.only(cells, kept)

    pd.testing.assert_series_equal(found, cells.where(kept), check_dtype=name not in ("whole numbers", "one number", "yes", "yes and no"))


def test_a_column_of_nothing_is_one_of_text() -> None:
    found = showing.blank_like(pd.Series(["甲", "乙"], index=[3, 4], name="named", dtype="str"))

    assert (found.isna().all(), found.dtype, found.index.tolist(), found.name) == (True, "str", [3, 4], "named")
    assert showing.refs_of_places(np.array([0, 9])).dtype == "str"


@pytest.mark.parametrize("kind", ["str", "object"])
def test_what_fills_a_cell_is_anything_but_white_space(kind: str) -> None:
    frame = pd.DataFrame(
        {"a": pd.Series(["甲", " ", "", None, "\u3000"], dtype=kind), "b": pd.Series(["甲", "乙", "甲", "乙", None], dtype=kind)}
    )
    frame.index = pd.Index([5, 6, 7, 8, 9])
    asked, plain = Cells(frame), {"a": [True, False, False, False, False], "b": [True, True, True, True, False]}

    for _ in range(2):  # once as it is read, then of numbered texts
        assert {name: asked.filled(name).tolist() for name in plain} == plain
        for name in plain:
            asked.coded(name)
    assert filled(frame["a"].astype("str")).index.tolist() == [5, 6, 7, 8, 9]
    assert Cells(frame).filled("none").tolist() == [False] * 5


def test_texts_are_numbered_and_a_blank_is_minus_one() -> None:
    numbers, texts = numbered_texts(pd.Series(["甲", None, "乙", "甲"], dtype="str"))

    assert [texts[int(n)].as_py() if n >= 0 else None for n in numbers] == ["甲", None, "乙", "甲"]
    assert numbered_texts(pd.Series([None, None], dtype="str"))[0].tolist() == [-1, -1]
    assert numbered_texts(pd.Series(["甲", "乙"], dtype="str"))[0].tolist() == [0, 1]


def test_a_blank_is_among_nothing_and_the_largest_code_is_found() -> None:
    assert is_among(np.array([-1, 0, 4, 9]), np.array([-1, 4])).tolist() == [False, False, True, False]
    assert is_among(np.array([2]), np.array([7])).tolist() == [False]
    assert is_among(np.array([], dtype=int), np.array([], dtype=int)).tolist() == []


@pytest.mark.parametrize("asked_before", [(), ("feedback_id",), ("merged_into",), ("feedback_id", "merged_into")])
def test_who_was_merged_into_whom_is_the_same_whatever_was_asked_before(asked_before: tuple[str, ...]) -> None:
    frame = make_feedback(feedback_id=["1", " 2", None, "4"], merged_into=["2", None, "4 ", "1"])
    asked = Cells(frame)
    for name in asked_before:
        asked.coded(name)
    ids, parents = asked.merging

    assert [np.flatnonzero((ids == parent) & (parent >= 0)).tolist() for parent in parents] == [[1], [], [3], [0]]
    assert [each.tolist() for each in linked_numbers(frame["feedback_id"], pd.Series([None] * 4, dtype="str"))] == [[-1] * 4, [-1] * 4]
