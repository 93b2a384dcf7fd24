"""No count of one to four opinions of a group can be worked out from all that is released together.

The attacker is exact (see `rows_and_tables`): every way in which the listed opinions can belong to the shown groups is tried.
"""

import os
from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from lib.access import disclose
from lib.access.groups import group_counts
from lib.access.releases import Release, released_with
from lib.desk.board import Board
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from tests.attacker.followed_rows import possible
from tests.attacker.rows_and_tables import Cell, Told, told_by
from tests.builders import make_feedback, make_workbook

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
DAY = date(2014, 6, 10)
Row = dict[str, Any]

rows = st.fixed_dictionaries(
    {
        "group": st.sampled_from(["教师", "学生", "教师", "学生", "家长", None]),
        "category": st.sampled_from(["甲", "甲", "乙", "乙", "丙"]),
        "raw_count": st.sampled_from([None, 1, 2, 2, 3, 4, 6, 7, 9, 14]),
        "channel": st.sampled_from(["问卷", "座谈会"]),
        "status": st.sampled_from([None, "open"]),
        "owner_unit": st.sampled_from([None, "办公室"]),
        "merged_into": st.sampled_from([None, None, "1"]),
        "received": st.sampled_from([date(2014, 4, 3), date(2014, 5, 27)]),
    }
)


def workbook_of(drawn: list[Row]) -> Workbook:
    columns = {name: [row[name] for row in drawn] for name in drawn[0]}
    columns["merged_into"][0] = None
    return make_workbook(feedback=make_feedback(len(drawn), openness="face_to_face", scope="public", target="unit", **columns))


def truth(drawn: list[Row], told: Told) -> dict[Cell, int]:
    """What each cell of the shown rows really holds."""
    cells: dict[Cell, int] = {}
    for row in drawn:
        name = row["group"] if row["group"] in told.rows else ""
        place = (name, row["category"])
        cells[place] = cells.get(place, 0) + (row["raw_count"] or 1)
    return cells


def pinned(drawn: list[Row], told: Told) -> list[tuple[Cell, int]]:
    """The true small counts for which only one value is left."""
    if not told.rows:
        return []
    possible = told.cells()
    return [(cell, n) for cell, n in truth(drawn, told).items() if 0 < n < 5 and len(possible[cell]) < 2]


def opinions(**groups: dict[str, list[int]]) -> list[Row]:
    """One row for each number, by group and category."""
    found = [
        {"group": group, "category": name, "raw_count": n}
        for group, cells in groups.items()
        for name, sizes in cells.items()
        for n in sizes
    ]
    return [{**row, "merged_into": None} for row in found]


def test_an_exact_reader_finds_what_the_sizes_of_rows_give_away():
    """33 is 3 and 30 and nothing else: the attacker must be able to see it."""
    told = Told(("学生", "教师"), (60, 33), {}, {"甲": [3, 20], "乙": [30, 40]})

    assert told.cells()["教师", "甲"] == {3}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.HEAD])
def test_a_small_count_that_the_sizes_of_rows_would_give_away_takes_both_tables_with_it(audience: Audience):
    board = disclose(workbook_of(opinions(教师={"甲": [3], "乙": [30]}, 学生={"甲": [20], "乙": [40]})), audience)

    assert board.groups.totals.rows == ()
    assert board.groups.by_category.rows == ()


def test_where_rows_can_be_exchanged_the_tables_stand():
    drawn = opinions(教师={"甲": [1, 1, 1], "乙": [1] * 30}, 学生={"甲": [1] * 20, "乙": [1] * 40})

    told = told_by(disclose(workbook_of(drawn), Audience.PUBLIC))

    assert told.totals == (60, 33)
    assert told.shown == {}


@settings(max_examples=600 if IS_LONG else 15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows, min_size=4, max_size=12 if IS_LONG else 9), st.sampled_from([Audience.PUBLIC, Audience.HEAD]))
def test_no_small_count_is_pinned_by_all_tables_and_rows_together(drawn: list[Row], audience: Audience):
    told = told_by(disclose(workbook_of(drawn), audience))
    event(f"groups shown: {len(told.rows)}, cells shown: {min(len(told.shown), 1)}")

    assert pinned(drawn, told) == []


rows_of_small_tables = st.fixed_dictionaries(
    {
        "group": st.sampled_from(["教师", "学生"]),
        "category": st.sampled_from(["甲", "乙"]),
        "raw_count": st.sampled_from([1, 1, 2, 2, 3, 5, 6, 7, 9]),
        "merged_into": st.none(),
    }
)
edits = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from([-9, -5, -1, 1, 4, 5, 5, 6, 7, 9]), st.sampled_from([None, None, None, "教师", "老师"])),
    max_size=4,
)


def edited(drawn: list[Row], changes: list[tuple[int, int, str | None]]) -> list[Row]:
    """The next version: numbers that grew or shrank, rows of another group, a group under another name; what shrinks to nought goes."""
    new = [dict(row) for row in drawn]
    for place, more, group in changes:
        row = new[place % len(new)]
        row["raw_count"] += more
        row["group"] = group or row["group"]
    return [row for row in new if row["raw_count"] > 0]


def release_of(drawn: list[Row], earlier: list[Release], audience: Audience) -> tuple[Release, Told] | None:
    """A version as the board releases it, with all that its page tells."""
    workbook = workbook_of([dict(row) for row in drawn])
    found = released_with(earlier, group_counts(workbook), len(earlier) + 1, DAY)
    return None if found is None else (found, told_by(disclose(workbook, audience, found.shown)))


def may_stand_together(one: dict[Cell, int], other: dict[Cell, int]) -> bool:
    """The rule of releases, as far as its reader can ask it: of groups that both tables name."""
    both = [cell for cell in one.keys() & other.keys() if cell[0]]
    return all(one[cell] == other[cell] or abs(one[cell] - other[cell]) >= 5 for cell in both)


@settings(max_examples=400 if IS_LONG else 12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows_of_small_tables, min_size=4, max_size=9), edits, st.sampled_from([Audience.PUBLIC, Audience.HEAD]))
def test_no_small_count_is_pinned_by_two_versions_and_the_rule(
    drawn: list[Row], changes: list[tuple[int, int, str | None]], audience: Audience
):
    """Every pair of whole tables that fits both pages and the rule is tried."""
    versions = [drawn, edited(drawn, changes)]
    told: list[tuple[list[Row], Told]] = []
    released: list[Release] = []
    for version in versions:
        found = release_of(version, released, audience) if version else None
        if found is not None and found[1].rows:
            released.append(found[0])
            told.append((version, found[1]))
    event(f"versions with a table: {len(told)}, of another content: {len(told) == 2 and versions[0] != versions[1]}")
    if len(told) < 2:
        return
    fitting = [pair for pair in product(*(each.tables() for _, each in told)) if may_stand_together(*pair)]
    for side, (version, each) in enumerate(told):
        left = [cell for cell, n in truth(version, each).items() if 0 < n < 5 and len({pair[side][cell] for pair in fitting}) < 2]
        assert left == []


GROUPS, CATEGORIES = ("教师", "学生"), ("甲", "乙")
followed = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.sampled_from(CATEGORIES), st.sampled_from([1, 1, 1, 2, 3, 5, 6, 7])), min_size=5, max_size=9
)
steps = st.lists(
    st.tuples(st.sampled_from(["add", "drop", "move", "grow"]), st.integers(0, 8), st.sampled_from([1, 5, 5, 6, 7, 13])),
    min_size=1,
    max_size=3,
)


def next_week(drawn: list[Row], changes: list[tuple[str, int, int]]) -> list[Row]:
    """The same rows a week on: some are new, gone, of another category, or stand for more opinions."""
    new = [dict(row) for row in drawn]
    for number, (kind, place, n) in enumerate(changes):
        if not new or kind == "add":
            fresh = {"group": GROUPS[place % 2], "category": CATEGORIES[n % 2], "merged_into": None}
            new += [{**fresh, "key": 100 + 20 * number + k, "raw_count": 1} for k in range(n)]
        elif kind == "drop":
            new.pop(place % len(new))
        elif kind == "move":
            new[place % len(new)]["category"] = CATEGORIES[n % 2]
        else:
            new[place % len(new)]["raw_count"] += n
    return new


def released(weeks: list[list[Row]]) -> list[tuple[list[Row], Told]]:
    """The weeks that show a table of two groups, each with all that its page tells."""
    earlier: list[Release] = []
    told: list[tuple[list[Row], Told]] = []
    for week in weeks:
        plain = [{name: value for name, value in row.items() if name != "key"} for row in week]
        found = release_of(plain, earlier, Audience.PUBLIC) if plain else None
        if found is not None and set(found[1].rows) == set(GROUPS):
            earlier.append(found[0])
            told.append((week, found[1]))
    return told


def pinned_by_following(weeks: list[list[Row]]) -> list[tuple[int, Cell, int]] | None:
    """The true small counts for which a reader who follows the rows has one value left; None where no table was told twice."""
    told = released(weeks)
    values = possible(told) if len(told) > 1 else None
    if values is None:
        return None
    return [
        (place, cell, n)
        for place, (week, each) in enumerate(told)
        for cell, n in truth(week, each).items()
        if 0 < n < 5 and len(values[place][cell]) < 2
    ]


def keyed(*rows_of: tuple[int, str, str, int]) -> list[Row]:
    return [{"key": key, "group": group, "category": name, "raw_count": n, "merged_into": None} for key, group, name, n in rows_of]


GROWN = (
    keyed((0, "学生", "甲", 5), (1, "教师", "甲", 1), (2, "学生", "甲", 6), (3, "教师", "乙", 3), (4, "教师", "甲", 7)),
    keyed(
        (0, "学生", "甲", 18), (1, "教师", "甲", 1), (2, "学生", "甲", 11), (3, "教师", "乙", 3), (4, "教师", "甲", 7), (9, "教师", "甲", 7)
    ),
)


def test_rows_that_grow_tell_whose_they_are_and_so_whose_the_others_are():
    """18 more of the students are 13 and 5, so that the 3 of the second category are the teachers': no second table is released."""
    assert len(released([list(GROWN[0])])) == 1
    assert len(released(list(GROWN))) == 1


def test_where_the_rows_that_stand_for_several_stay_a_second_table_is_released():
    more = [*GROWN[0], *keyed(*((20 + n, "学生", "甲", 1) for n in range(6)))]

    assert pinned_by_following([list(GROWN[0]), more]) == []


@settings(max_examples=600 if IS_LONG else 8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(followed, steps)
def test_no_small_count_is_pinned_by_a_reader_who_follows_each_row(drawn: list[tuple[str, str, int]], changes: list[tuple[str, int, int]]):
    week = keyed(*((key, *row) for key, row in enumerate(drawn)))
    left = pinned_by_following([week, next_week(week, changes)])
    event(f"two tables: {left is not None}")

    assert left in (None, [])


@settings(max_examples=300 if IS_LONG else 8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(st.integers(0, 11), min_size=3, max_size=3), min_size=2, max_size=3),
    st.sampled_from([Audience.PUBLIC, Audience.HEAD]),
)
def test_a_hidden_small_count_lies_in_a_range_as_wide_as_the_least_number_that_is_shown(cells: list[list[int]], audience: Audience):
    """Opinions a row each. As wide as five, or as its category allows; where that cannot be, every cell is hidden and none is certain."""
    names = ("甲", "乙", "丙")
    drawn = [
        {"group": f"组{place}", "category": name, "raw_count": 1, "merged_into": None}
        for place, line in enumerate(cells)
        for name, n in zip(names, line, strict=True)
        for _ in range(n)
    ]
    told = told_by(disclose(workbook_of(drawn), audience)) if drawn else Told((), (), {}, {})
    if not told.rows:
        return
    values, hidden = told.cells(), [cell for cell in product(told.rows, told.sizes) if cell not in told.shown]
    widths = {cell: max(values[cell]) - min(values[cell]) for cell in hidden}
    narrow = [cell for cell, n in truth(drawn, told).items() if n < 5 and widths[cell] < min(5, len(told.sizes[cell[1]]))]

    assert narrow == [] or not told.shown
    assert [cell for cell, n in truth(drawn, told).items() if n < 5 and widths[cell] < 1] == []


def test_what_an_audience_may_look_as_beside_its_own_tells_the_group_of_no_matter_of_one_person():
    """One teacher spoke of one person; the head, who reads it, may look as everybody else too."""
    facts = {"group": ["教师"] * 31 + ["学生"] * 40, "target": ["person", *["unit"] * 70], "openness": "back_to_back"}
    workbook = make_workbook(feedback=make_feedback(category="民生", raw_count=1, scope="public", **facts))
    tables = {audience: disclose(workbook, audience).groups for audience in Audience}

    assert {repr(each) for each in tables.values()} == {repr(tables[Audience.PUBLIC])}
    assert tables[Audience.HEAD].totals.cells == ((40,), (30,))


@settings(max_examples=60 if IS_LONG else 2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows, min_size=3, max_size=9), st.sampled_from(tuple(Audience)))
def test_no_filter_and_no_pair_of_filters_changes_the_tables_or_adds_a_row(drawn: list[Row], audience: Audience):
    """So that a filtered page tells nothing that the listed rows do not."""
    disclosed = disclose(workbook_of(drawn), audience)
    whole = Board(disclosed, Filters(), DAY)
    choices = [(name, option.code) for name in ("categories", "channels", "units", "states") for option in getattr(whole.options, name)]
    listed = set(disclosed.feedback["ref"])

    for chosen in [*((each,) for each in choices), *combinations(choices, 2)]:
        codes: dict[str, tuple[str, ...]] = {}
        for name, code in chosen:
            codes[name] = (*codes.get(name, ()), code)
        board = Board(disclosed, Filters(**codes), DAY)
        assert (board.groups, board.group_by_category) == (whole.groups, whole.group_by_category)
        assert set(board.opinions["ref"]) <= listed
        assert board.opinions["group"].isna().all()
        assert board.opinions["counted_in_cuts"].all()
