"""Whether a small count could have been another, as far as a reader of all released tables can tell."""

import pytest

from lib.access import other_values
from lib.access.other_values import TOTAL, Name, Side, can_be_other, exchanges, have_other_values, rectangles
from lib.access.row_sizes import Sizes

AX, AY, BX, BY = ("教师", "甲"), ("教师", "乙"), ("学生", "甲"), ("学生", "乙")


def side(ax: int, ay: int, bx: int, by: int, *shown: Name, sizes: dict[Name, Sizes] | None = None) -> Side:
    counts = {AX: ax, AY: ay, BX: bx, BY: by}
    return Side(counts, frozenset(counts) - set(shown), sizes or {})


def one_row_each(table: Side) -> Side:
    return Side(table.counts, table.hidden, {name: ((n, 1),) for name, n in table.counts.items()})


def is_open(*sides: Side) -> bool:
    return have_other_values(sides, 5, rectangles)


def test_without_tables_or_hidden_cells_nothing_is_asked() -> None:
    assert is_open()
    assert is_open(side(3, 20, 30, 40, AX, AY, BX, BY))


def test_a_move_goes_round_a_rectangle_of_hidden_cells() -> None:
    assert list(rectangles(AX, side(3, 20, 30, 40))) == [((AX, 1), (AY, -1), (BX, -1), (BY, 1))]
    for shown in (AY, BX, BY):
        assert list(rectangles(AX, side(3, 20, 30, 40, shown))) == []


def test_a_small_count_in_a_rectangle_of_hidden_cells_could_be_another() -> None:
    assert is_open(side(3, 20, 30, 40))
    assert not is_open(side(3, 20, 30, 40, BY))


def test_a_count_of_five_may_be_pinned() -> None:
    assert is_open(side(5, 20, 30, 40, BY))
    assert not is_open(side(4, 20, 30, 40, BY))


def test_no_count_falls_below_nought_and_each_may_fall_to_it() -> None:
    assert is_open(side(1, 0, 0, 1))
    assert not is_open(side(1, 0, 0, 0))
    assert not is_open(side(0, 0, 0, 0))


def test_of_nought_it_is_enough_that_it_could_be_any_other() -> None:
    """0 beside 5 and 5 could be 5, which is not small; a count that is somebody's must stay small."""
    rows: dict[Name, Sizes] = {AX: (), AY: ((5, 1),), BX: ((5, 1),), BY: ((1, 9),)}

    assert is_open(side(0, 5, 5, 9, sizes=rows))
    assert not is_open(side(1, 5, 5, 9, sizes=rows | {AX: ((1, 1),), BY: ((9, 1),)}))


def test_a_count_is_pinned_where_no_whole_rows_make_up_another() -> None:
    """3 could be 0 only where a row of 3, or two that differ by 3, come back in the other category."""
    table = side(3, 20, 30, 40)

    assert is_open(table)
    assert not is_open(one_row_each(table))
    assert is_open(side(3, 20, 30, 40, sizes={AX: ((3, 1),), AY: ((20, 1),), BX: ((30, 1),), BY: ((3, 1), (37, 1))}))
    assert is_open(side(3, 20, 30, 23, sizes={AX: ((3, 1),), AY: ((20, 1),), BX: ((30, 1),), BY: ((23, 1),)}))


def test_by_itself_a_table_of_single_opinions_needs_no_exchange_of_rows() -> None:
    table = side(3, 20, 30, 40)

    assert can_be_other(table, 5)
    assert not can_be_other(one_row_each(table), 5)
    assert can_be_other(one_row_each(side(3, 20, 30, 40, AX)), 5)
    assert can_be_other(one_row_each(side(5, 20, 30, 40)), 5)
    assert not can_be_other(one_row_each(side(4, 20, 30, 40)), 5)
    assert not can_be_other(one_row_each(side(1, 20, 30, 40)), 5)
    assert can_be_other(one_row_each(side(0, 20, 30, 40)), 5)


def test_beside_a_table_that_shows_the_cells_each_difference_stays_nought_or_large() -> None:
    """3 and 8: it was 3 or less, and could be 2 where the other cells differ by more than five as well."""
    hidden = side(3, 10, 10, 10)

    assert not is_open(hidden, side(8, 10, 10, 10, AX, AY, BX, BY))
    assert is_open(hidden, side(8, 20, 20, 20, AX, AY, BX, BY))
    assert is_open(hidden, side(8, 16, 16, 4, AX, AY, BX, BY))
    assert not is_open(hidden, side(8, 15, 20, 20, AX, AY, BX, BY))


def test_two_tables_that_hide_the_same_cells_are_changed_alike() -> None:
    assert is_open(side(3, 10, 10, 10), side(3, 10, 10, 15))


def test_only_the_groups_asked_about_are_looked_at() -> None:
    pinned = side(3, 20, 30, 40, BY)

    assert not have_other_values([pinned], 5, rectangles, frozenset({"教师"}))
    assert have_other_values([pinned], 5, rectangles, frozenset({"学生"}))


def test_groups_under_one_name_exchange_opinions_within_a_category() -> None:
    table = Side({AX: 3, BX: 4, ("教师", TOTAL): 3, ("学生", TOTAL): 4}, frozenset({AX, BX, ("教师", TOTAL), ("学生", TOTAL)}))
    moved = ((AX, 1), (BX, -1), (("教师", TOTAL), 1), (("学生", TOTAL), -1))

    assert list(exchanges(AX, table)) == [moved]
    assert list(exchanges(("教师", TOTAL), table)) == [moved]


def test_only_categories_in_which_the_group_stands_are_exchanged() -> None:
    """教师 said nothing of 乙: what moves of its total moves within 甲."""
    total, other = ("教师", TOTAL), ("学生", TOTAL)
    table = Side({AX: 3, BX: 4, BY: 9, total: 3, other: 13}, frozenset({AX, BX, BY, total, other}))

    assert list(exchanges(total, table)) == [((AX, 1), (BX, -1), (total, 1), (other, -1))]


def test_under_one_name_a_group_of_nobody_is_pinned_beside_one_row_of_many() -> None:
    """The forty are one row: none or all of it is the other group's."""
    total, other = ("教师", TOTAL), ("学生", TOTAL)
    counts = {AX: 0, BX: 40, total: 0, other: 40}
    asked = frozenset({"教师"})

    assert have_other_values([Side(counts, frozenset(counts))], 5, exchanges, asked)
    assert not have_other_values([Side(counts, frozenset(counts), {BX: ((40, 1),)})], 5, exchanges, asked)
    assert have_other_values([Side(counts, frozenset(counts), {BX: ((8, 5),)})], 5, exchanges, asked)


def test_an_amount_that_one_cell_cannot_give_is_not_tried_there() -> None:
    """Beside 8, 7, 5 and 6 the 3 can be 1 alone; so two must come from the last cell."""
    told = side(8, 7, 5, 6, AX, AY, BX, BY)

    for last, found in ((2, True), (1, False)):
        assert have_other_values([side(3, 10, 10, last), told], 5, rectangles, frozenset({"教师"})) is found


def test_what_is_searched_is_bounded_and_not_found_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    table = side(3, 20, 30, 40)

    for most, found in ((1, True), (0, False)):
        monkeypatch.setattr(other_values, "MOST_TRIES", most)
        assert is_open(table) is found
