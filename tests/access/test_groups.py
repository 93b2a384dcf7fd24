"""The two prepared tables of source groups."""

from typing import Any

import pytest

from lib.access import GroupTable, SourceGroups, disclose
from lib.access.groups import GroupCounts, Prepared, group_counts, hidden_cells, prepared, raw_counts, shown_tables
from lib.ingest.frames import typed_frame
from lib.ingest.model import BoardSettings
from lib.schema import Audience, SheetRole
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks

NOTHING = GroupTable((), (), (), 0, 5)


def groups(audience: Audience = Audience.ALL_MEMBERS, order: tuple[str, ...] = (), **facts: Any) -> SourceGroups:
    feedback = make_feedback(**facts)
    return disclose(make_workbook(no_tasks(), feedback, settings=BoardSettings(category_order=order)), audience).groups


def test_without_opinions_there_are_no_tables() -> None:
    assert disclose(make_workbook(no_tasks(), no_feedback()), Audience.PUBLIC).groups == SourceGroups(NOTHING, NOTHING)


def test_a_single_group_is_no_cut() -> None:
    assert groups(group=["教师", "教师"], raw_count=[20, 3], category=["甲", "乙"]) == SourceGroups(NOTHING, NOTHING)
    assert groups(group=None, raw_count=[20, 30]) == SourceGroups(NOTHING, NOTHING)


def test_groups_stand_by_size_and_categories_by_the_settings() -> None:
    found = groups(
        order=("丙", "甲"),
        group=["教师", "学生", "教师", "学生", "教师", "学生"],
        category=["甲", "甲", "乙", "乙", "丙", "丙"],
        raw_count=[10, 11, 12, 13, 14, 15],
    )

    assert found.totals == GroupTable(("学生", "教师"), ("raw",), ((39,), (36,)), 0, 5)
    assert found.by_category == GroupTable(("学生", "教师"), ("丙", "甲", "乙"), ((15, 11, 13), (14, 10, 12)), 0, 5)


def test_a_cell_under_five_is_hidden_and_others_with_it() -> None:
    heard = [("教师", "甲")] * 4 + [("教师", "乙")] * 20 + [("学生", "甲")] * 30 + [("学生", "乙")] * 40
    found = groups(group=[group for group, _ in heard], category=[category for _, category in heard])

    assert found.totals.cells == ((70,), (24,))
    assert found.by_category.cells == ((None, None), (None, None))
    assert found.by_category.hidden == 4


def test_where_the_rows_listed_tell_a_small_cell_by_their_numbers_there_is_no_table() -> None:
    """24 of the rows 4, 20, 30 and 40 are the 4 and the 20, so that the totals alone would tell it."""
    found = groups(group=["教师", "教师", "学生", "学生"], category=["甲", "乙", "甲", "乙"], raw_count=[4, 20, 30, 40])

    assert found == SourceGroups(NOTHING, NOTHING)


def test_where_the_rows_listed_tell_a_small_cell_only_beside_shown_ones_all_are_hidden() -> None:
    """With 20 and 10 of 甲 shown, 学生 has 9 of the rows 3, 6, 2, 4 and 30; with all hidden it can be 3 and 6, or 9 and 0."""
    found = groups(
        group=["教师", "教师", "教师", "学生", "学生", "学生", "学生"],
        category=["甲", "乙", "丙", "甲", "乙", "丙", "丙"],
        raw_count=[20, 6, 30, 10, 3, 2, 4],
    )

    assert found.totals.cells == ((56,), (19,))
    assert found.by_category.hidden == 6


def test_five_is_enough() -> None:
    found = groups(group=["教师", "教师", "学生", "学生"], category=["甲", "乙", "甲", "乙"], raw_count=[5, 20, 30, 40])

    assert found.by_category.hidden == 0


def test_a_blank_count_is_one_opinion_one_below_nought_too_and_nought_is_none() -> None:
    found = groups(group=["教师", "学生", "学生", "学生", "学生"], category="甲", raw_count=[20, 9, None, -3, 0])

    assert found.totals.cells == ((20,), (11,))


def test_a_group_of_five_is_named() -> None:
    assert groups(group=["教师", "学生"], category="甲", raw_count=[20, 5]).totals.rows == ("教师", "学生")
    assert groups(group=["教师", "学生"], category="甲", raw_count=[20, 4]) == SourceGroups(NOTHING, NOTHING)


def test_tables_that_were_released_take_the_place_of_the_workbook_s_own() -> None:
    workbook = make_workbook(no_tasks(), make_feedback(group=["教师", "学生"], category="甲", raw_count=[20, 30]))
    released = SourceGroups(GroupTable(("家长", "学生"), ("raw",), ((7,), (9,)), 0, 5), NOTHING)

    assert disclose(workbook, Audience.PUBLIC, released).groups == released
    assert disclose(workbook, Audience.PUBLIC).groups.totals.rows == ("学生", "教师")


def test_beside_a_category_of_a_single_opinion_no_table_by_category_is_shown() -> None:
    """Its one opinion is in one group or the other whatever is hidden; left out, the others would not sum to the totals."""
    group, category, raw_count = ["教师", "学生", "教师", "学生"], ["甲", "甲", "乙", "乙"], [20, 30, 9, 9]

    assert groups(group=group, category=category, raw_count=raw_count).by_category.columns == ("甲", "乙")
    assert groups(group=[*group, "学生"], category=[*category, "丙"], raw_count=[*raw_count, 1]).by_category == NOTHING


def test_a_group_under_five_is_not_even_named() -> None:
    found = groups(group=["教师", "学生", "门卫"], category="甲", raw_count=[20, 9, 4])

    assert found.totals == GroupTable(("教师", ""), ("raw",), ((20,), (13,)), 0, 5)


def test_small_groups_that_are_five_together_stand_without_names() -> None:
    found = groups(group=["教师", "学生", "门卫", None], category="甲", raw_count=[20, 9, 2, 3])

    assert found.totals == GroupTable(("教师", "学生", ""), ("raw",), ((20,), (9,), (5,)), 0, 5)


def test_a_name_of_a_person_is_no_group() -> None:
    """提出人 is a heading under which some offices write names."""
    feedback = make_feedback(
        group=["某甲", "某乙", "某丙", "教师", "学生"], raw_count=[9, 9, 9, 20, 30], owner=["某乙", None, None, None, None]
    )
    organisation = typed_frame(SheetRole.ORGANISATION, {"name": ["某甲"]}, 1)
    tasks = make_tasks(due="2014-06-01", lead="某丙")

    for audience in Audience:
        found = disclose(make_workbook(tasks, feedback, organisation=organisation), audience).groups
        assert found.totals.rows == ("学生", "教师", "")
        assert found.totals.cells == ((30,), (20,), (27,))


def test_no_matter_of_one_person_is_in_the_tables_not_even_in_those_of_the_head() -> None:
    facts: dict[str, Any] = {
        "group": ["教师", "学生", "教师"],
        "category": "甲",
        "raw_count": [20, 9, 7],
        "target": ["unit", "unit", "person"],
    }

    assert groups(Audience.LEADING_GROUP, **facts).totals.cells == ((20,), (9,))
    assert groups(Audience.HEAD, **facts).totals.cells == ((20,), (9,))


def test_rows_merged_away_are_raw_opinions_and_ledger_rows_are_not() -> None:
    found = groups(
        role=["feedback", "feedback", "feedback", "rectification"],
        due=None,
        group=["教师", "学生", "教师", "教师"],
        category="甲",
        raw_count=[20, 9, 5, 50],
        merged_into=[None, None, "1", None],
    )

    assert found.totals.cells == ((25,), (9,))


def test_many_groups_and_categories_are_cut_to_a_readable_table() -> None:
    names = [f"组{n:02}" for n in range(40)]
    found = groups(count=40, group=names, category=[f"类{n:02}" for n in range(40)], raw_count=[61 + n for n in range(40)])

    assert len(found.totals.rows) == 13
    assert found.totals.rows[-1] == ""
    assert sum(cells[0] or 0 for cells in found.totals.cells) == sum(61 + n for n in range(40))
    assert len(found.by_category.columns) == 31
    assert found.by_category.columns[-1] == ""
    assert (found.totals.rows[:2], found.by_category.columns[:2]) == (("组39", "组38"), ("类39", "类38"))


def test_no_name_of_a_person_concerned_stands_in_the_tables_within_the_name_of_a_group_or_category() -> None:
    found = groups(
        group=["教师", "学生", "李某某的家长", "教师", None],
        category=["民生", "民生", "民生", "李某某的作风", None],
        target_person=[None, None, None, None, "李某某"],
        raw_count=[20, 30, 9, 8, 1],
    )

    assert found.totals == GroupTable(("学生", "教师", ""), ("raw",), ((30,), (28,), (9,)), 0, 5)
    assert found.by_category.columns == ("民生", "")


def test_where_not_even_full_hiding_helps_the_totals_stand_alone() -> None:
    table = Prepared(("教师",), ("甲", "乙"), ((3, 7),), {})

    assert hidden_cells(table) is None
    assert shown_tables(table, None) == SourceGroups(GroupTable(("教师",), ("raw",), ((10,),), 0, 5), NOTHING)


@pytest.mark.parametrize("column", ["target_person", "owner", "lead", "checked_by"])
def test_a_name_in_any_column_of_persons_is_no_group(column: str) -> None:
    found = groups(group=["教师", "学生", "某丙"], category="甲", raw_count=[20, 30, 9], **{column: [None, None, " 某丙 "]})

    assert "某丙" not in found.totals.rows


@pytest.mark.parametrize("column", ["owner", "lead"])
def test_a_name_of_the_plan_is_no_group(column: str) -> None:
    feedback = make_feedback(group=["教师", "学生", "某丙"], category="甲", raw_count=[20, 30, 9])
    tasks = make_tasks(due="2014-06-01", **{column: "某丙"})

    assert disclose(make_workbook(tasks, feedback), Audience.PUBLIC).groups.totals.rows == ("学生", "教师", "")


def test_what_tables_are_made_of_counts_no_matter_of_one_person() -> None:
    feedback = make_feedback(group=["教师", "学生 ", "教师"], category="甲", raw_count=[20, 9, 7], target=["unit", "unit", "person"])

    assert group_counts(make_workbook(no_tasks(), feedback)).cells == {("教师", "甲"): 20, ("学生", "甲"): 9}


def test_rows_are_told_by_their_numbers_only_in_cells_where_one_stands_for_several() -> None:
    feedback = make_feedback(
        group=["教师", "教师", "学生", "学生", "学生", None], category=["甲", "甲", "甲", "乙", "乙", "乙"], raw_count=[2, 1, 1, 7, 7, None]
    )
    made = group_counts(make_workbook(no_tasks(), feedback))

    assert made.cells == {("教师", "甲"): 3, ("学生", "甲"): 1, ("学生", "乙"): 14, ("", "乙"): 1}
    assert made.sizes == {("教师", "甲"): ((1, 1), (2, 1)), ("学生", "乙"): ((7, 2),)}


def test_opinions_without_a_group_are_no_group_beside_which_a_small_one_would_be_told() -> None:
    """门卫 stands with the ten of nobody, so that 学生 keeps its name."""
    found = groups(group=["教师", "学生", "门卫", None], category="甲", raw_count=[20, 9, 4, 10])

    assert found.totals == GroupTable(("教师", "学生", ""), ("raw",), ((20,), (9,), (14,)), 0, 5)


def test_what_stands_under_no_name_keeps_its_rows_also_of_groups_whose_rows_are_single() -> None:
    made = prepared(
        GroupCounts(
            {("教师", "甲"): 20, ("家长", "甲"): 3, ("职工", "甲"): 2, ("学生", "甲"): 9}, frozenset(), (), {("职工", "甲"): ((2, 1),)}
        )
    )

    assert made.pooled == {"家长": 3, "职工": 2}
    assert made.sizes == {("", "甲"): ((1, 3), (2, 1))}


def test_categories_that_the_settings_name_and_nobody_used_take_no_column() -> None:
    found = groups(
        order=tuple(f"无{n}" for n in range(40)), group=["教师", "学生"] * 2, category=["甲", "甲", "乙", "乙"], raw_count=[10, 11, 12, 13]
    )

    assert found.by_category.columns == ("乙", "甲")


def test_a_category_of_nobody_takes_no_column() -> None:
    assert groups(group=["教师", "学生", "教师"], category=["甲", "甲", "乙"], raw_count=[20, 9, 0]).by_category.columns == ("甲",)


def test_a_cell_that_the_table_no_longer_has_need_not_be_hidden_in_it() -> None:
    table = Prepared(("教师", "学生"), ("甲", "乙"), ((20, 30), (40, 50)), {})

    assert hidden_cells(table, frozenset({("家长", "甲"), ("教师", "甲")})) == {("教师", "甲")}


def test_without_a_column_of_counts_each_row_is_one_opinion() -> None:
    assert raw_counts(make_feedback(2).drop(columns="raw_count").set_axis([5, 7])).to_dict() == {5: 1, 7: 1}
    assert groups(group=["教师", "学生"] * 9, category="甲").totals.cells == ((9,), (9,))


def test_which_of_many_equal_groups_are_named_does_not_tell_the_order_of_the_sheet() -> None:
    names = [f"组{n:02}" for n in range(14)]
    first, second = (groups(count=14, group=each, category="甲", raw_count=10) for each in (names, names[::-1]))

    assert first == second
    assert first.totals.rows == ("组00", *names[1:12], "")


def test_of_the_columns_those_that_the_settings_name_are_taken_once() -> None:
    names = [f"类{n:02}" for n in range(35)]
    found = groups(
        count=70,
        order=tuple(names[:20]),
        group=["教师"] * 35 + ["学生"] * 35,
        category=names * 2,
        raw_count=[200 - n for n in range(35)] * 2,
    )

    assert found.by_category.columns == (*names[:30], "")
