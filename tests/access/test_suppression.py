"""Hidden cells stay hidden when somebody subtracts."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.access.suppression import HiddenCells, suppress

Counts = list[list[int]]


def possible(counts: Counts, hidden: set[tuple[int, int]], cell: tuple[int, int]) -> set[int]:
    """Every value that a hidden cell can have, by trying all tables with the same totals and shown cells."""
    cells = sorted(hidden)
    tops = [min(sum(counts[i]), sum(row[j] for row in counts)) for i, j in cells]
    found = set()
    for values in product(*(range(top + 1) for top in tops)):
        guess = [row[:] for row in counts]
        for (i, j), value in zip(cells, values, strict=True):
            guess[i][j] = value
        if [sum(row) for row in guess] == [sum(row) for row in counts] and [sum(c) for c in zip(*guess, strict=True)] == [
            sum(c) for c in zip(*counts, strict=True)
        ]:
            found.add(guess[cell[0]][cell[1]])
    return found


def bounds(counts: Counts, hidden: set[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """What a patient reader can say of each hidden cell of a table."""
    height, breadth = range(len(counts)), range(len(counts[0]))
    lines = [[(i, j) for j in breadth if (i, j) in hidden] for i in height] + [
        [(i, j) for i in height if (i, j) in hidden] for j in breadth
    ]
    return bounds_of([(line, sum(counts[i][j] for i, j in line)) for line in lines])


def bounds_of(lines: list[tuple[list[tuple[int, int]], int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Bounds of each cell, from lines of hidden cells with what they hold together, tightened until nothing changes."""
    known = {cell: (0, 10**6) for line, _ in lines for cell in line}
    while True:
        before = dict(known)
        for line, rest in lines:
            for cell in line:
                others = [known[other] for other in line if other != cell]
                low, high = known[cell]
                known[cell] = (max(low, rest - sum(most for _, most in others)), min(high, rest - sum(least for least, _ in others)))
        if known == before:
            return known


def test_an_empty_table_hides_nothing() -> None:
    assert suppress([], 5) == set()
    assert suppress([[]], 5) == set()


def test_a_table_of_large_cells_hides_nothing() -> None:
    assert suppress([[5, 9], [7, 5]], 5) == set()


def test_one_small_cell_takes_a_rectangle_with_it() -> None:
    assert suppress([[3, 20], [30, 40]], 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_the_rectangle_that_costs_least_is_taken() -> None:
    counts = [[3, 50, 9], [60, 70, 80], [8, 90, 7]]

    assert suppress(counts, 5) == {(0, 0), (0, 2), (2, 0), (2, 2)}
    assert suppress([[3, 9, 30], [8, 50, 50], [20, 50, 50]], 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_of_a_category_with_one_opinion_it_is_enough_that_either_group_may_have_it() -> None:
    assert suppress([[1, 20, 90], [0, 30, 90]], 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_rectangle_that_gives_too_little_way_is_not_taken_though_it_costs_less() -> None:
    """Through 1, 2 and 2 the cell of 3 could be 1 to 5 at the most; through 9, 8 and 7 it can be 0 to 11."""
    counts = [[3, 9, 30], [8, 7, 40], [50, 60, 70]]

    assert suppress(counts, 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert suppress([[3, 9, 0], [8, 70, 90], [0, 90, 90]], 5) == {(0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1)}


def test_where_five_cannot_be_kept_open_it_is_enough_that_a_cell_may_be_another() -> None:
    """The group said one thing: of the first category, or of the second."""
    assert suppress([[1, 0], [9, 9]], 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_no_cell_is_hidden_that_closes_no_path() -> None:
    assert suppress([[3, 9, 90], [9, 9, 90], [5, 90, 90]], 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_small_cells_that_protect_each_other_need_no_more() -> None:
    counts = [[4, 4, 20], [4, 4, 20], [30, 40, 50]]

    assert suppress(counts, 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_noughts_that_would_be_known_from_each_other_are_protected_by_a_larger_cell() -> None:
    """The column holds 9 of one group alone: hiding the two noughts would leave both known."""
    counts = [[9, 10], [0, 10], [0, 10]]
    hidden = suppress(counts, 5)

    assert hidden is not None
    assert (0, 0) in hidden
    assert all(least < most for least, most in (bounds(counts, hidden)[cell] for cell in ((1, 0), (2, 0))))


def test_a_table_of_one_row_cannot_be_protected() -> None:
    assert suppress([[3, 7]], 5) is None


def test_a_table_that_not_even_full_hiding_protects_is_given_up() -> None:
    assert suppress([[0, 7], [0, 9]], 5) is None
    assert suppress([[0, 0], [0, 0]], 5) is None


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([[1, 2], [3, 4]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[0, 5], [5, 0]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[2, 3, 1], [1, 0, 4]], {(0, 0), (0, 2), (1, 0), (1, 2)}),
        ([[2, 3, 1], [1, 0, 4]], {(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)}),
        ([[2, 3], [1, 1], [0, 2]], {(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)}),
        ([[2, 3], [4, 1]], {(0, 0), (1, 0)}),
        ([[3, 0, 0], [0, 2, 0], [0, 0, 2]], {(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 2)}),
    ],
)
def test_the_width_is_that_of_all_possible_tables(counts: Counts, hidden: set[tuple[int, int]]) -> None:
    table = HiddenCells(counts, 100, hidden)

    for cell in hidden:
        values = possible(counts, hidden, cell)
        assert table.width(cell) == max(values) - min(values)


@pytest.mark.parametrize("counts", [[[0, 2, 1], [1, 1, 1], [2, 2, 0]], [[0, 2, 1], [2, 2, 0], [1, 0, 0]]])
def test_a_way_found_first_does_not_close_a_better_one(counts: Counts) -> None:
    """The first cell may hold its whole row of three: [[3, 0, 0], [0, 2, 1], [0, 3, 1]], and [[3, 0, 0], [0, 4, 0], [0, 0, 1]]."""
    shown = (1, 2) if counts[2][0] == 1 else None
    hidden = {(i, j) for i in range(3) for j in range(3)} - {shown}

    assert HiddenCells(counts, 100, hidden).width((0, 0)) == 3


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([[1, 5, 5], [0, 1, 5]], "all"),  # of the first four alone each could only be one of two counts that follow each other
        ([[0, 8, 5], [6, 6, 5]], {(0, 0), (0, 2), (1, 0), (1, 2)}),  # five are leeway enough: no eight for it
        ([[5, 5, 6], [5, 7, 1]], {(0, 0), (0, 2), (1, 0), (1, 2)}),
        ([[3, 6, 0], [5, 5, 6], [7, 5, 5]], {(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 1), (2, 2)}),
    ],
)
def test_a_small_cell_is_hidden_with_those_that_give_it_most_way_and_cost_least(counts: Counts, hidden: object) -> None:
    every = {(i, j) for i in range(len(counts)) for j in range(len(counts[0]))}

    assert suppress(counts, 5) == (every if hidden == "all" else hidden)


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(st.integers(0, 14), min_size=n, max_size=n), min_size=2, max_size=4)))
def test_a_small_cell_has_as_much_way_as_the_least_count_or_everything_is_hidden(counts: Counts) -> None:
    hidden = suppress(counts, 5)
    if hidden is None or len(hidden) == len(counts) * len(counts[0]):
        return
    table = HiddenCells(counts, 100, hidden)

    for i, j in hidden:
        assert counts[i][j] >= 5 or table.width((i, j)) >= min(5, sum(row[j] for row in counts))


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(st.integers(0, 14), min_size=n, max_size=n), min_size=2, max_size=5)))
def test_no_small_cell_is_shown_or_found_by_subtraction(counts: Counts) -> None:
    hidden = suppress(counts, 5)
    small = {(i, j) for i, row in enumerate(counts) for j, count in enumerate(row) if count < 5}

    if hidden is None:
        return
    assert small <= hidden
    known = bounds(counts, hidden)
    assert [cell for cell in small if known[cell][0] == known[cell][1]] == []
