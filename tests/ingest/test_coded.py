"""A column of codes reads like the list it stands for, and asks once for each different value."""

import numpy as np
import pytest

from lib.ingest.coded import Coded, CodedRows, all_alike, coded, is_blank, together


def test_a_column_without_rows_is_empty():
    column = coded([])

    assert list(column) == []
    assert column.values_here() == []
    assert list(column.mapped(str)) == []


def test_a_column_reads_like_its_list():
    column = coded(["甲", None, "乙", "甲"])

    assert list(column) == ["甲", None, "乙", "甲"]
    assert (column[0], column[-2], len(column)) == ("甲", "乙", 4)
    assert column.values_here() == [None, "甲", "乙"]


def test_values_of_two_types_are_told_apart():
    assert list(coded([1, True, 1.0])) == [1, True, 1.0]
    assert [type(value) for value in coded([1, True, 1.0])] == [int, bool, float]


def test_each_different_value_is_asked_once_and_one_that_stands_in_no_row_never():
    asked: list[str | None] = []
    column = Coded(np.array([1, 2, 1]), [None, "甲", "乙", "丙"])

    found = column.mapped(lambda value: asked.append(value) or f"{value}!")

    assert list(found) == ["甲!", "乙!", "甲!"]
    assert asked == ["甲", "乙"]


def test_rows_are_found_by_their_value_in_order():
    column = coded(["甲", None, "乙", "甲"])

    assert column.places(lambda value: value == "甲") == [0, 3]
    assert is_blank(column).tolist() == [False, True, False, False]
    assert column.first_places().tolist() == [1, 0, 2]


def test_two_columns_are_read_row_by_row():
    pairs = together(coded(["甲", "乙", "甲"]), coded([1, None, 1]), lambda one, other: (one, other))

    assert list(pairs) == [("甲", 1), ("乙", None), ("甲", 1)]
    assert list(together(coded(["甲", "乙"]), all_alike(0, 2), lambda one, other: f"{one}{other}")) == ["甲0", "乙0"]


def test_a_column_cannot_be_changed():
    with pytest.raises(TypeError):
        coded(["甲"])[0] = "乙"  # type: ignore[index]


def test_rows_kept_by_columns_read_like_rows():
    rows = CodedRows([coded(["甲", "乙"]), coded([1, 2])], 2)

    assert list(rows) == [["甲", 1], ["乙", 2]]
    assert rows[1:] == [["乙", 2]]
    assert list(CodedRows([], 2)) == [[], []]


def test_rows_are_equal_by_what_stands_in_them_however_they_are_kept() -> None:
    ours = CodedRows([coded(["a", None]), coded([1, 2])], 2)

    assert CodedRows([], 0) == []
    assert ours == CodedRows([coded(["a", None]), coded([1, 2])], 2)
    assert ours == [["a", 1], [None, 2]]
    assert ours != [["a", 1], [None, 3]]
    assert ours != [["a", 1]]
