"""When the tables of source groups are released anew, and which stand until then."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.access import NO_GROUPS
from lib.access.groups import GroupCounts, prepared
from lib.access.model import OfVersion
from lib.access.releases import Release, released_with
from lib.access.row_sizes import Sizes

DAY = date(2014, 6, 3)
TWO_GROUPS = {"教师": {"甲": 20, "乙": 30}, "学生": {"甲": 25, "乙": 40}}
ONE_SMALL = {"教师": {"甲": 3, "乙": 30}, "学生": {"甲": 25, "乙": 40}}
SMALL_GROUPS = {"教师": {"甲": 20}, "学生": {"甲": 40}, "家长": {"甲": 2}, "职工": {"甲": 3}}

Groups = dict[str, dict[str, int]]


def counts(groups: Groups) -> GroupCounts:
    return GroupCounts({(group, name): n for group, cells in groups.items() for name, n in cells.items()}, frozenset(), ())


def but(groups: Groups, **changed: dict[str, int]) -> Groups:
    """The same with some groups' counts changed."""
    return {group: {**groups.get(group, {}), **changed.get(group, {})} for group in [*groups, *(set(changed) - set(groups))]}


def chain(*versions: Groups) -> list[Release]:
    """What a board releases that publishes these versions one after the other."""
    released: list[Release] = []
    for number, version in enumerate(versions, start=1):
        found = released_with(released, counts(version), number, DAY)
        if found is not None:
            released.append(found)
    return released


def numbers(*versions: Groups) -> list[int]:
    """The numbers of the versions whose tables are released."""
    return [release.number for release in chain(*versions)]


def test_a_board_without_opinions_releases_an_empty_table_and_nothing_is_compared_with_it():
    released = chain({}, TWO_GROUPS, {}, but(TWO_GROUPS, 教师={"甲": 21}))

    assert [release.number for release in released] == [1, 2, 3]
    assert released[0].shown == released[2].shown == NO_GROUPS


def test_the_first_table_is_released():
    assert chain(TWO_GROUPS)[0].shown.totals.cells == ((65,), (50,))


def test_the_same_opinions_are_released_again():
    assert numbers(TWO_GROUPS, TWO_GROUPS) == [1, 2]


@pytest.mark.parametrize(("count", "is_released"), [(15, True), (16, False), (19, False), (20, True), (21, False), (24, False), (25, True)])
def test_a_count_changes_by_five_or_not_at_all(count: int, is_released: bool):
    assert (numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"甲": count})) == [1, 2]) is is_released


def test_one_small_change_withholds_the_large_ones_too():
    assert numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"甲": 40}, 学生={"乙": 41})) == [1]


def test_a_withheld_version_is_compared_with_nothing_and_the_next_with_the_last_released():
    """+2, then +3: the third version stands five from the first."""
    second, third = but(TWO_GROUPS, 教师={"甲": 22}), but(TWO_GROUPS, 教师={"甲": 25})

    assert numbers(TWO_GROUPS, second, third) == [1, 3]
    assert numbers(TWO_GROUPS, second, but(TWO_GROUPS, 教师={"甲": 24})) == [1]


def test_two_large_steps_that_leave_one_opinion_between_the_first_and_the_last_are_no_way_round():
    """+6, then −5: the last and the one before differ enough, the last and the first by one opinion."""
    assert numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"甲": 26}), but(TWO_GROUPS, 教师={"甲": 21})) == [1, 2]


def test_a_restored_version_shows_its_own_table_and_what_follows_is_compared_with_all():
    grown = but(TWO_GROUPS, 教师={"甲": 40})

    assert numbers(TWO_GROUPS, grown, TWO_GROUPS, but(TWO_GROUPS, 教师={"甲": 39})) == [1, 2, 3]


@pytest.mark.parametrize(("new", "is_released"), [({"甲": 4}, False), ({"甲": 5}, True), ({"丙": 4}, False), ({"丙": 7}, True)])
def test_a_group_that_appears_or_goes_changes_by_all_it_holds(new: dict[str, int], is_released: bool):
    assert (numbers(TWO_GROUPS, but(TWO_GROUPS, 家长=new)) == [1, 2]) is is_released
    assert (numbers(but(TWO_GROUPS, 家长=new), TWO_GROUPS) == [1, 2]) is is_released


def test_a_category_that_appears_changes_by_all_it_holds():
    assert numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"丙": 4}, 学生={"丙": 9})) == [1]
    assert numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"丙": 6}, 学生={"丙": 9})) == [1, 2]


def test_a_renamed_group_is_one_that_goes_and_one_that_comes():
    assert numbers(TWO_GROUPS, {"老师": TWO_GROUPS["教师"], "学生": TWO_GROUPS["学生"]}) == [1, 2]
    assert numbers(ONE_SMALL, {"老师": ONE_SMALL["教师"], "学生": ONE_SMALL["学生"]}) == [1]


def test_what_moves_between_two_groups_under_no_name_is_a_change_though_their_sum_is_the_same():
    assert numbers(SMALL_GROUPS, but(SMALL_GROUPS, 家长={"甲": 1}, 职工={"甲": 4})) == [1]


def test_large_changes_under_no_name_whose_sum_is_small_are_no_way_round():
    """A name that is a person's stands under none: +6 of it and −5 of the blank ones are one opinion more."""

    def with_person(blank: int, person: int) -> GroupCounts:
        groups = {"教师": {"甲": 50}, "学生": {"甲": 60}, "": {"甲": blank}, "某甲": {"甲": person}}
        return replace(counts(groups), persons=frozenset({"某甲"}))

    first = released_with([], with_person(30, 10), 1, DAY)

    assert first is not None
    assert released_with([first], with_person(30, 16), 2, DAY) is not None
    assert released_with([first], with_person(25, 16), 2, DAY) is None


def test_a_total_of_a_group_may_not_move_by_less_than_five_though_each_of_its_cells_does():
    assert numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"甲": 26, "乙": 25}, 学生={"甲": 50, "乙": 70})) == [1]


def test_a_category_and_all_may_not_move_by_less_than_five_though_each_cell_does():
    assert numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"甲": 26}, 学生={"甲": 20})) == [1]


def test_a_table_that_had_too_little_to_show_has_said_so():
    """50 and 4 of two groups show no table; 50 and 9 would say that it was 4 before."""
    assert numbers({"教师": {"甲": 50}, "学生": {"甲": 4}}, {"教师": {"甲": 50}, "学生": {"甲": 9}}) == [1]


def test_a_cell_once_hidden_stays_hidden_where_showing_it_would_tell_what_it_was():
    """3 became 9 and nothing else changed: with all cells shown, the row's total of the first version leaves only 3."""
    first, second = chain(ONE_SMALL, but(ONE_SMALL, 教师={"甲": 9}))

    assert second.shown.totals.cells == ((65,), (39,))
    assert second.shown.by_category.hidden == first.shown.by_category.hidden == 4


def test_a_cell_once_hidden_is_shown_where_all_around_it_has_moved_on():
    second = chain(ONE_SMALL, {"教师": {"甲": 19, "乙": 60}, "学生": {"甲": 50, "乙": 90}})[-1]

    assert (second.number, second.shown.by_category.hidden) == (2, 0)


def test_small_groups_that_would_be_told_by_becoming_named_are_not_named():
    """家长 and 职工 were five together; 7 and 8 of them can have been 2 and 3 alone, by the rule itself."""
    assert numbers(SMALL_GROUPS, but(SMALL_GROUPS, 家长={"甲": 7}, 职工={"甲": 8})) == [1]


def test_an_older_table_bears_its_number_and_day():
    release = chain(TWO_GROUPS)[0]

    assert release.shown_by(1).totals.made_from is None
    assert release.shown_by(4).totals.made_from == release.shown_by(4).by_category.made_from == OfVersion(1, DAY)
    assert release.shown_by(4).totals.cells == release.shown.totals.cells


def released_sizes(first: Groups, second: Groups, *rows: Sizes) -> list[int]:
    """The numbers released of two versions whose cell 学生, 乙 holds such rows."""
    released: list[Release] = []
    for number, (version, sizes) in enumerate(zip((first, second), rows, strict=True), start=1):
        found = released_with(released, replace(counts(version), sizes={("学生", "乙"): sizes}), number, DAY)
        released += [found] if found is not None else []
    return [release.number for release in released]


def test_while_a_small_count_stands_rows_of_several_opinions_may_not_change():
    """A row is followed by its number from version to version, wherever it goes."""
    moved = {"教师": {"甲": 19, "乙": 60}, "学生": {"甲": 50, "乙": 90}}

    assert released_sizes(ONE_SMALL, moved, ((1, 35), (5, 1)), ((1, 85), (5, 1))) == [1, 2]
    assert released_sizes(ONE_SMALL, moved, ((1, 35), (5, 1)), ((1, 84), (6, 1))) == [1]
    assert released_sizes(ONE_SMALL, moved, ((1, 35), (5, 1)), ((1, 80), (5, 2))) == [1]
    assert released_sizes(moved, ONE_SMALL, ((1, 85), (5, 1)), ((1, 34), (6, 1))) == [1]
    assert released_sizes(but(ONE_SMALL, 教师={"甲": 1}), moved, ((1, 35), (5, 1)), ((1, 84), (6, 1))) == [1]


def test_without_a_small_count_rows_of_several_opinions_may_change():
    second = but(TWO_GROUPS, 学生={"乙": 45})

    assert released_sizes(TWO_GROUPS, second, ((1, 35), (5, 1)), ((1, 39), (6, 1))) == [1, 2]


small_tables = st.fixed_dictionaries(
    {group: st.fixed_dictionaries({name: st.sampled_from([0, 2, 3, 7, 9, 14]) for name in ("甲", "乙")}) for group in ("教师", "学生", "")}
)


@settings(max_examples=150, deadline=None)
@given(st.lists(small_tables, min_size=2, max_size=4))
def test_released_tables_never_differ_by_one_to_four(versions: list[Groups]):
    released = chain(*versions)

    for older in released:
        for newer in released:
            names = older.counts.cells.keys() | newer.counts.cells.keys()
            moved = [abs(older.counts.cells.get(name, 0) - newer.counts.cells.get(name, 0)) for name in names]
            assert [n for n in moved if 0 < n < 5] == []


def feasible(release: Release, most: int) -> list[dict[tuple[str, str], int]]:
    """Every table of two rows and two columns with the totals and shown cells of a release."""
    made = prepared(release.counts)
    (a, b), (c, d) = made.counts
    found = []
    for first in range(most + 1):
        table = {
            (made.rows[0], made.columns[0]): first,
            (made.rows[0], made.columns[1]): a + b - first,
            (made.rows[1], made.columns[0]): a + c - first,
            (made.rows[1], made.columns[1]): d - a + first,
        }
        if min(table.values()) >= 0 and all(table[name] == n for name, n in made.cells.items() if name not in release.closed):
            found.append(table)
    return found


two_by_two = st.fixed_dictionaries(
    {group: st.fixed_dictionaries({name: st.integers(0, 14) for name in ("甲", "乙")}) for group in ("教师", "学生")}
)


@settings(max_examples=200, deadline=None)
@given(first=two_by_two, steps=st.lists(st.sampled_from([0, 0, 5, 6, 9]), min_size=4, max_size=4))
def test_a_reader_who_knows_the_rule_and_tries_all_tables_pins_no_small_cell(first: Groups, steps: list[int]):
    """Every pair of tables that fits both releases and the rule is tried."""
    step = iter(steps)
    second = {group: {name: n + next(step) for name, n in cells.items()} for group, cells in first.items()}
    released = chain(first, second)
    if len(released) < 2 or any(
        len(r.table.rows) != 2 or len(r.table.columns) != 2 or set(r.table.rows) != {"教师", "学生"} for r in released
    ):
        return
    old, new = ([(table, release) for table in feasible(release, 60)] for release in released)
    pairs = [(a, b) for a, _ in old for b, _ in new if all(a[name] == b[name] or abs(a[name] - b[name]) >= 5 for name in a)]
    for side, release in enumerate(released):
        for name, n in release.table.cells.items():
            if n < 5:
                assert len({pair[side][name] for pair in pairs}) > 1


def test_what_stands_under_no_name_may_not_move_by_one_though_all_within_it_moves_by_more():
    def version(teachers: int, blank: int, person: int) -> GroupCounts:
        groups = {"教师": {"甲": teachers}, "学生": {"甲": 60}, "": {"甲": blank}, "某甲": {"甲": person}}
        return replace(counts(groups), persons=frozenset({"某甲"}))

    first = released_with([], version(50, 30, 10), 1, DAY)

    assert first is not None
    assert released_with([first], version(59, 25, 16), 2, DAY) is None
    assert released_with([first], version(59, 25, 20), 2, DAY) is not None


def test_a_version_without_any_group_has_said_nothing_of_groups():
    assert numbers({"": {"甲": 20}}, {"教师": {"甲": 12}, "学生": {"甲": 10}}) == [1, 2]


def test_a_first_table_is_released_though_its_small_cells_protect_each_other_by_no_rectangle():
    """Six hidden cells in a ring: each can be another, though no four of them make a rectangle."""
    ring = {"教师": {"甲": 4, "乙": 4, "丙": 20}, "学生": {"甲": 20, "乙": 4, "丙": 4}, "家长": {"甲": 4, "乙": 20, "丙": 4}}

    (only,) = chain(ring)
    assert only.shown.by_category.hidden == 6


def test_a_row_that_stands_for_two_is_one_of_several():
    moved = {"教师": {"甲": 19, "乙": 60}, "学生": {"甲": 50, "乙": 90}}

    assert released_sizes(ONE_SMALL, moved, ((1, 38), (2, 1)), ((1, 88), (2, 1))) == [1, 2]
    assert released_sizes(ONE_SMALL, moved, ((1, 38), (2, 1)), ((1, 86), (2, 2))) == [1]


def test_small_groups_become_named_where_each_could_have_been_another():
    """2 and 3 became 9 and 10: they can have been 3 and 2, or 4 and 1, beside the same rule."""
    assert numbers(SMALL_GROUPS, but(SMALL_GROUPS, 家长={"甲": 9}, 职工={"甲": 10})) == [1, 2]


def test_beside_a_count_of_five_rows_of_several_opinions_may_change():
    five = but(ONE_SMALL, 教师={"甲": 5})
    moved = {"教师": {"甲": 19, "乙": 60}, "学生": {"甲": 50, "乙": 90}}

    assert released_sizes(five, moved, ((1, 35), (5, 1)), ((1, 84), (6, 1))) == [1, 2]


def test_rows_of_several_opinions_are_held_against_every_table_released():
    """They changed while no count was small; a small one now would be followed from the first table."""

    def released(first: Sizes) -> list[int]:
        grown, small = but(TWO_GROUPS, 学生={"乙": 45}), {"教师": {"甲": 3, "乙": 60}, "学生": {"甲": 60, "乙": 90}}
        told: list[Release] = []
        for number, (version, sizes) in enumerate(((TWO_GROUPS, first), (grown, ((1, 39), (6, 1))), (small, ((1, 84), (6, 1)))), start=1):
            found = released_with(told, replace(counts(version), sizes={("学生", "乙"): sizes}), number, DAY)
            told += [found] if found is not None else []
        return [release.number for release in told]

    assert released(((1, 34), (6, 1))) == [1, 2, 3]
    assert released(((1, 35), (5, 1))) == [1, 2]


def test_a_version_without_opinions_shows_nothing_and_is_not_held_back():
    assert numbers(ONE_SMALL, {}) == [1, 2]


def test_a_small_group_that_comes_is_a_change_though_every_total_moves_by_more():
    assert numbers(TWO_GROUPS, but(TWO_GROUPS, 教师={"甲": 26}, 家长={"甲": 3})) == [1]


def test_that_a_small_group_said_nothing_of_a_category_is_not_told_either():
    """Nobody under "" spoke of 乙: once 家长 is named, its nought there could have been nothing else."""
    groups = but(SMALL_GROUPS, 教师={"乙": 30}, 学生={"乙": 50})

    assert numbers(groups, but(groups, 家长={"甲": 9}, 职工={"甲": 10})) == [1]


def test_nought_is_no_small_count_beside_which_rows_of_several_opinions_may_not_change():
    first = {"教师": {"甲": 20}, "学生": {"甲": 25, "乙": 40}}
    second = {"教师": {"甲": 60}, "学生": {"甲": 80, "乙": 90}}

    assert released_sizes(first, second, ((1, 35), (5, 1)), ((1, 84), (6, 1))) == [1, 2]


def test_of_a_second_table_that_is_not_shown_at_all_no_cell_is_seen():
    made = prepared(counts(TWO_GROUPS))

    assert Release(1, DAY, counts(TWO_GROUPS), made, None).closed == {("教师", "甲"), ("教师", "乙"), ("学生", "甲"), ("学生", "乙")}
    assert Release(1, DAY, counts(TWO_GROUPS), made, frozenset({("教师", "甲")})).closed == {("教师", "甲")}


def test_a_board_that_was_emptied_has_an_empty_table_whatever_stood_in_the_last():
    assert [release.shown == NO_GROUPS for release in chain(ONE_SMALL, {})] == [False, True]


def test_a_restored_version_stands_as_it_was_released_whatever_was_hidden_meanwhile():
    """Asked anew it would be withheld: the third hides cells that the second shows."""
    first = {"教师": {"甲": 30, "乙": 9, "丙": 30}, "学生": {"甲": 30, "乙": 30, "丙": 3}, "家长": {"甲": 9, "乙": 20, "丙": 20}}
    second = but(first, 教师={"丙": 50}, 学生={"丙": 23}, 家长={"乙": 26})
    third = but(second, 教师={"甲": 3, "乙": 29, "丙": 70}, 学生={"乙": 50, "丙": 43}, 家长={"甲": 29, "乙": 46})
    released = chain(first, second, third, second)

    assert [release.number for release in released] == [1, 2, 3, 4]
    assert released[3].shown == released[1].shown
    assert released[2].closed - released[1].closed


@pytest.mark.parametrize(
    ("first", "changed"),
    [
        ({"教师": {"甲": 30}, "学生": {"甲": 30}, "": {"甲": 4}}, {"教师": {"甲": 35}}),
        (
            {"教师": {"甲": 20}, "学生": {"甲": 20}, "家长": {"甲": 4}, "党员": {"甲": 3}},
            {"学生": {"甲": 25}, "家长": {"甲": 9}, "党员": {"甲": 9}},
        ),
        (
            {"教师": {"甲": 30, "乙": 20}, "学生": {"甲": 20, "乙": 30}, "家长": {"甲": 1}},
            {"教师": {"甲": 37, "乙": 25}, "家长": {"甲": 6}},
        ),
    ],
    ids=["what bears no group is small in both", "two small groups grow", "a small group says nothing of a category"],
)
def test_a_small_group_holds_nothing_back_where_it_could_have_been_another(first: Groups, changed: Groups):
    assert numbers(first, but(first, **changed)) == [1, 2]
