"""A reader with patience: from all that an audience gets, nothing restricted can be found or computed.

The attacker knows the rules, reads every cell, fact and table of `Disclosed`, and subtracts.
"""

import os
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.access import Disclosed, DisclosedPair, Shown, disclose
from lib.ingest.model import Finding, Severity, TableReading, Workbook
from lib.matching import Pairs
from lib.schema import Audience, Opinion, Scope, SheetRole
from tests.access.test_suppression import bounds_of
from tests.attacker.secret_words import NAMED, PLAN, WRITTEN
from tests.builders import make_feedback, make_tasks, make_workbook

ALLOWED = {
    Audience.PUBLIC: {"public"},
    Audience.ALL_MEMBERS: {"public", "all_members"},
    Audience.CIRCLE: {"public", "all_members", "circle"},
    Audience.LEADING_GROUP: {"public", "all_members", "circle", "leading_group"},
}
TIMES = 10 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1

rows = st.lists(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["feedback", "feedback", "feedback", "rectification"]),
            "scope": st.sampled_from([None, "未知", *map(str, Scope)]),
            "openness": st.sampled_from([None, "face_to_face", "back_to_back"]),
            "target": st.sampled_from([None, "person", "unit", "leading_group"]),
            "has_person": st.booleans(),
            "group": st.sampled_from(["组甲", "组乙", "组丙", None]),
            "category": st.sampled_from(["类一", "类二", "类三"]),
            "raw_count": st.none() | st.integers(0, 12),
            "received": st.integers(0, 120).map(lambda n: date(2014, 3, 1) + timedelta(n)),
            "status": st.sampled_from([None, "open", "closed"]),
            "merges": st.booleans(),
        }
    ),
    min_size=1,
    max_size=14,
)


def workbook_of(drawn: list[dict[str, Any]]) -> Workbook:
    """Every restricted cell holds a token of its own: its column and the key of its row."""
    numbers = [row.get("key", n) for n, row in enumerate(drawn)]
    columns: dict[str, list[Any]] = {name: [row[name] for row in drawn] for name in drawn[0] if name not in ("has_person", "merges", "key")}
    for name in (*WRITTEN, *PLAN, *NAMED):
        columns[name] = [f"‹{name}·{n}›" for n in numbers]
    columns["target_person"] = [who if row["has_person"] else None for who, row in zip(columns["target_person"], drawn, strict=True)]
    columns["feedback_id"] = [f"‹id·{n}›" for n in numbers]
    columns["merged_into"] = ["‹id·0›" if n and row["merges"] else None for n, row in zip(numbers, drawn, strict=True)]
    columns["target_text"] = [text if row["target"] else None for text, row in zip(columns["target_text"], drawn, strict=True)]
    feedback = make_feedback(len(drawn), kind="by", due="2014-12-31", **columns)
    findings = [Finding("c", Severity.WARNING, "意见", f"H{n}", n, f"‹text·{n}›", (("was", f"‹text·{n}›"),)) for n in numbers]
    tables = [TableReading("意见", SheetRole.FEEDBACK, (1,), len(drawn), columns=(("H", "意见内容", "text"),))]
    return make_workbook(make_tasks(due="2014-06-01"), feedback, findings=findings, tables=tables)


def everything(thing: Any) -> list[str]:
    """All that can be read in a disclosed object, as text."""
    if isinstance(thing, pd.DataFrame):
        return [str(cell) for name in thing.columns for cell in thing[name].dropna()] + [str(name) for name in thing.columns]
    if isinstance(thing, DisclosedPair):
        return everything([thing.old, thing.new, thing.matching, thing.same_tasks.tolist(), thing.feedback.is_same.tolist()])
    if is_dataclass(thing):
        return [text for field in fields(thing) for text in everything(getattr(thing, field.name))]
    if isinstance(thing, tuple | list | Pairs):
        return [text for each in thing for text in everything(each)]
    return [str(thing)]


def may_read(row: dict[str, Any], audience: Audience) -> bool:
    """The rule once more, from the words of the plan."""
    is_personal = row["target"] == "person" or row["has_person"] or row["scope"] in ("person", "未知")
    return not is_personal and row["openness"] == "face_to_face" and row["scope"] in ALLOWED[audience]


@settings(max_examples=25 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=rows, audience=st.sampled_from(tuple(ALLOWED)))
def test_no_restricted_text_person_or_day_can_be_read(drawn: list[dict[str, Any]], audience: Audience) -> None:
    board = disclose(workbook_of(drawn), audience)
    readable = " ".join(everything(board))

    for n, row in enumerate(drawn):
        if not may_read(row, audience):
            assert [name for name in WRITTEN if f"‹{name}·{n}›" in readable] == []
            assert [name for name in NAMED if f"‹{name}·{n}›" in readable] == []
        if not may_read(row, audience) and row["scope"] != "public":
            assert [name for name in PLAN if f"‹{name}·{n}›" in readable] == []
        assert f"‹target_person·{n}›" not in readable
        assert f"‹id·{n}›" not in readable
    assert {int(day) for day in board.feedback[Opinion.RECEIVED].dropna().dt.day} <= {1, 11, 21}
    assert board.feedback[Opinion.GROUP].isna().all()


@settings(max_examples=25 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=rows, audience=st.sampled_from(tuple(Audience)))
def test_no_small_group_can_be_read_or_computed(drawn: list[dict[str, Any]], audience: Audience) -> None:
    workbook = workbook_of(drawn)
    board = disclose(workbook, audience)
    totals, table = board.groups.totals, board.groups.by_category
    wide = disclose(workbook, Audience.PUBLIC).feedback  # no matter of one person is in the tables, and everybody may look as the public
    counted = wide[wide[Shown.COUNTED_IN_CUTS] & (wide["role"] == "feedback")]
    heard = counted.assign(raw=counted["raw_count"].fillna(1)).groupby("category")["raw"].sum()

    assert all(cells[0] is not None and cells[0] >= 5 for cells in totals.cells)
    assert sum(cells[0] or 0 for cells in totals.cells) in (0, int(heard.sum()))
    assert all(cell is None or cell >= 5 for cells in table.cells for cell in cells)
    if not table.rows:
        return
    assert [cell for cell, (low, high) in subtracted(board, heard).items() if low == high and low < 5] == []


def subtracted(board: Disclosed, heard: pd.Series) -> dict[tuple[int, int], tuple[int, int]]:
    """Bounds of each hidden cell, from the shown ones, the totals of groups, and the categories counted in the rows."""
    table = board.groups.by_category
    hidden = {(i, j) for i, cells in enumerate(table.cells) for j, cell in enumerate(cells) if cell is None}
    guess = [[cell or 0 for cell in cells] for cells in table.cells]
    rest_of_row = [(cells[0] or 0) - sum(row) for cells, row in zip(board.groups.totals.cells, guess, strict=True)]
    rest_of_column = [int(heard[name]) - sum(row[j] for row in guess) for j, name in enumerate(table.columns)]
    lines = [([(i, j) for j in range(len(table.columns))], rest) for i, rest in enumerate(rest_of_row)]
    lines += [([(i, j) for i in range(len(table.rows))], rest) for j, rest in enumerate(rest_of_column)]
    return bounds_of([([cell for cell in line if cell in hidden], rest) for line, rest in lines])


@settings(max_examples=15 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=rows, shuffled=st.randoms(use_true_random=False), audience=st.sampled_from(tuple(ALLOWED)))
def test_the_order_of_rows_tells_nothing(drawn: list[dict[str, Any]], shuffled: Any, audience: Audience) -> None:
    """The same rows in another order of time come out the same."""
    straight = [{**row, "key": n} for n, row in enumerate(drawn)]
    other = straight[:]
    shuffled.shuffle(other)

    first, second = (disclose(workbook_of(each), audience).feedback for each in (straight, other))

    pd.testing.assert_frame_equal(first, second)
