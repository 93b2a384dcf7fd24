"""Rows that stand for several opinions change places as wholes, or not at all."""

import pytest

from lib.access.row_sizes import can_pass, can_turn, joined, single


def test_of_nothing_nothing_can_pass() -> None:
    assert single(0) == ()
    assert joined([]) == ()
    assert can_pass((), (), 0)
    assert not can_pass((), (), 1)


def test_so_many_opinions_are_so_many_rows_of_one() -> None:
    assert single(3) == ((1, 3),)
    assert joined([((1, 2), (3, 1)), ((2, 4), (3, 2))]) == ((1, 2), (2, 4), (3, 3))


@pytest.mark.parametrize(("amount", "can"), [(3, True), (0, True), (1, False), (2, False), (4, False), (-3, False), (6, False)])
def test_one_row_passes_as_a_whole(amount: int, can: bool) -> None:
    assert can_pass(((3, 1),), (), amount) is can
    assert can_pass((), ((3, 1),), -amount) is can


@pytest.mark.parametrize(("amount", "can"), [(5, True), (3, True), (-2, True), (0, True), (1, False), (2, False), (4, False), (7, False)])
def test_rows_pass_against_rows(amount: int, can: bool) -> None:
    """A row of 5 one way, a row of 2 the other, both or neither."""
    assert can_pass(((5, 1),), ((2, 1),), amount) is can


def test_of_rows_of_one_size_any_number_may_pass() -> None:
    assert [amount for amount in range(-3, 30) if can_pass(((3, 7),), (), amount)] == [0, 3, 6, 9, 12, 15, 18, 21]


def test_rows_are_exchanged_that_differ_by_sixty_four_at_the_most() -> None:
    assert can_pass(single(100), (), 64)
    assert not can_pass(single(100), (), 65)
    assert can_pass((), single(100), -64)
    assert not can_pass((), single(100), -65)


def test_rows_that_hold_more_than_4096_together_are_not_thought_to_move() -> None:
    assert can_pass(((4096, 1),), ((4090, 1),), 6)
    assert not can_pass(((4097, 1),), ((4091, 1),), 6)
    assert can_pass(((2048, 2),), ((4090, 1),), 6)
    assert not can_pass(((1, 1), (2048, 2)), ((4091, 1),), 6)


def test_two_groups_exchange_rows_where_one_amount_passes_in_both_categories() -> None:
    """Groups of 4 and 20, and of 30 and 40, as rows: nothing that passes in the first category passes in the second."""
    first = (((30, 1),), ((4, 1),))

    assert not can_turn((first[0], ((40, 1),)), (first[1], ((20, 1),)))
    assert can_turn((first[0], ((40, 1),)), (first[1], ((26, 1),)))
    assert can_turn((first[0], ((40, 1),)), (first[1], ((30, 1),)))
    assert can_turn((first[0], ((4, 1),)), (first[1], ()))


def test_an_exchange_of_nothing_is_none() -> None:
    assert not can_turn(((), ()), ((), ()))
    assert not can_turn((single(3), single(3)), ((), ()))


def test_a_row_that_stands_for_nobody_moves_nothing() -> None:
    assert [amount for amount in range(-6, 7) if can_pass(((0, 3), (5, 1)), ((0, 1),), amount)] == [0, 5]
