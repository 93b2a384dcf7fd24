"""Whose matter a row is, and whom its scope lets in: cell by cell."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from lib.access.scope import (
    admits,
    column,
    filled,
    is_about_person,
    is_among,
    is_face_to_face,
    is_target_unclear,
    linked_numbers,
    trimmed_numbers,
)
from lib.ingest.frames import typed_frame
from lib.schema import Audience, SheetRole
from tests.builders import make_feedback, no_feedback

NOBODY = typed_frame(SheetRole.ORGANISATION, {}, 0)
NO_CODES = np.array([], dtype="int64")


def texts(*cells: str | None) -> pd.Series:
    return pd.Series(list(cells), dtype="str")


def personal(**facts: Any) -> list[bool]:
    return is_about_person(make_feedback(**facts), NOBODY).tolist()


def test_of_no_rows_nothing_is_a_persons_matter() -> None:
    assert is_about_person(no_feedback(), NOBODY).tolist() == []


def test_white_space_fills_no_cell() -> None:
    assert filled(texts(None, "", " ", "\u3000\n", "甲", " 甲 ")).tolist() == [False, False, False, False, True, True]
    assert filled(texts(None, None)).tolist() == [False, False]
    assert filled(pd.Series([pd.NaT, pd.Timestamp(2014, 6, 3)])).tolist() == [False, True]


def test_a_column_that_is_missing_is_blank_text_in_the_rows_of_its_frame() -> None:
    found = column(pd.DataFrame({"a": [1, 2]}, index=[5, 7]), "text")

    assert (found.index.tolist(), found.dtype, found.isna().tolist()) == ([5, 7], "str", [True, True])


def test_equal_texts_have_one_number_but_for_white_space_and_a_blank_has_none() -> None:
    assert trimmed_numbers(texts("甲", " 甲", None, " ", "乙", "甲 ")).tolist() == [0, 0, -1, -1, 1, 0]
    assert trimmed_numbers(texts(None)).tolist() == [-1]


def test_an_id_bears_the_number_of_the_rows_that_lead_to_it_and_none_where_nothing_does() -> None:
    ids, parents = linked_numbers(texts("1", "2 ", None, "4"), texts(None, "9", " 2", "2"))

    assert parents.tolist() == [-1, 0, 1, 1]
    assert ids.tolist() == [-1, 1, -1, -1]
    assert [each.tolist() for each in linked_numbers(texts("1", "2"), texts(None, " "))] == [[-1, -1], [-1, -1]]


def test_a_blank_is_no_member() -> None:
    assert is_among(np.array([0, 1, 2, -1]), np.array([2, 0, -1])).tolist() == [True, False, True, False]
    assert is_among(np.array([5, 0]), np.array([0])).tolist() == [False, True]
    assert is_among(np.array([0]), np.array([5])).tolist() == [False]
    assert is_among(NO_CODES, NO_CODES).tolist() == []
    assert is_among(np.array([-1, 3]), NO_CODES).tolist() == [False, False]


def test_a_scope_admits_its_audience_and_whoever_sees_more_and_a_blank_one_the_head_alone() -> None:
    rows = make_feedback(scope=["public", "all_members", "circle", "leading_group", "person", None])

    assert [int(admits(rows, audience).sum()) for audience in Audience] == [1, 2, 3, 4, 6]
    assert admits(rows, Audience.CIRCLE).tolist() == [True, True, True, False, False, False]


def test_a_target_is_unclear_where_something_is_written_that_is_no_target() -> None:
    rows = make_feedback(target=[None, "unit", None, "老张", "unit", None], target_text=[None, None, "老张", None, "总务处", " "])

    assert is_target_unclear(rows).tolist() == [False, False, True, True, False, False]


@pytest.mark.parametrize(
    ("facts", "is_personal"),
    [
        ({"target": "person"}, True),
        ({"target": "unit", "target_person": "某甲"}, True),
        ({"target": "unit", "target_person": " "}, False),
        ({"target": "unit", "scope": "person"}, True),
        ({"target": "unit", "scope": "校长看"}, True),
        ({"target": "unit", "scope": " "}, False),
        ({"target": "unit", "scope": "public"}, False),
        ({"target": None, "scope": None}, False),
    ],
)
def test_a_matter_is_a_persons_by_its_target_its_person_or_its_scope(facts: dict[str, Any], is_personal: bool) -> None:
    assert personal(**facts) == [is_personal]


def test_a_target_that_is_a_name_of_the_organisation_is_a_person_unless_it_is_known_as_another() -> None:
    who = typed_frame(SheetRole.ORGANISATION, {"name": ["校长 ", None]}, 2)
    rows = make_feedback(target=[None, None, "unit", None], target_text=[" 校长", "副校长", "校长", None])

    assert is_about_person(rows, who).tolist() == [True, False, False, False]


def test_what_is_merged_into_a_persons_matter_is_one_along_chains_and_not_the_other_way() -> None:
    targets = ["person", "unit", "unit", "unit"]

    assert personal(feedback_id=["1", "2", "3", "4"], merged_into=[None, "1", "2", None], target=targets) == [True, True, True, False]
    assert personal(feedback_id=["1", "2", "3", "4"], merged_into=["4", "3", "4", None], target=targets) == [True, False, False, False]


def test_a_problem_of_the_ledger_is_a_persons_where_every_opinion_behind_it_is() -> None:
    facts = {"role": ["feedback", "feedback", "rectification"], "due": None, "issue_id": "W1"}

    assert personal(**facts, target=["person", "person", "unit"]) == [True, True, True]
    assert personal(**facts, target=["person", "unit", "unit"]) == [True, False, False]
    assert personal(**{**facts, "issue_id": ["W1", "W1", "W2"]}, target=["person", "person", "unit"]) == [True, True, False]
    assert personal(**{**facts, "issue_id": [None, None, None]}, target=["person", "person", "unit"]) == [True, True, False]


def test_a_problem_of_the_ledger_about_a_person_closes_no_opinion_of_its_number() -> None:
    assert personal(role=["rectification", "feedback"], due=None, issue_id="W1", target=["person", "unit"]) == [True, False]
    assert personal(role="rectification", due=None, issue_id="W1", target=["person", "unit"]) == [True, False]


def test_where_the_sheet_of_a_row_is_not_known_each_row_is_an_opinion() -> None:
    rows = make_feedback(issue_id="W1", target=["person", "unit"]).drop(columns="role")

    assert is_about_person(rows, NOBODY).tolist() == [True, False]


def test_a_column_put_together_of_two_sheets_is_one_column() -> None:
    both = pd.concat([texts("甲", None), texts("乙", "甲")], ignore_index=True)

    assert trimmed_numbers(both).tolist() == [0, -1, 1, 0]
    assert filled(both).tolist() == [True, False, True, True]
    assert [each.tolist() for each in linked_numbers(both, both)] == [[0, -1, 1, 0], [0, -1, 1, 0]]


def test_what_is_said_of_rows_is_said_of_those_rows_wherever_they_stand() -> None:
    rows = make_feedback(scope=["public", "person"], target=["unit", "unit"], openness="face_to_face").set_axis([5, 7])

    for found in (is_about_person(rows, NOBODY), admits(rows, Audience.HEAD), admits(rows, Audience.PUBLIC), is_target_unclear(rows)):
        assert found.index.tolist() == [5, 7]
    assert is_about_person(rows.drop(columns="scope"), NOBODY).to_dict() == {5: True, 7: True}


def test_anything_but_a_plain_yes_is_back_to_back() -> None:
    rows = make_feedback(openness=["face_to_face", "back_to_back", None, "也许"])

    assert is_face_to_face(rows).tolist() == [True, False, False, False]
