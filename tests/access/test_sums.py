"""What is added up over all rows of a version holds no word, no name and no number of a row."""

import pandas as pd
import pytest

from lib.access import Shown, disclose_for_sums, sums_and_groups
from lib.access.model import NO_GROUPS
from lib.ingest.model import Finding, Severity
from lib.schema import Audience
from tests.builders import make_feedback, make_workbook, no_feedback

SUMMED = {"category", "status", "rectification_kind", "kind", "due", *(str(name) for name in Shown)}


def test_of_no_rows_there_is_nothing_to_add_up() -> None:
    assert len(disclose_for_sums(make_workbook(feedback=no_feedback()), Audience.PUBLIC).feedback) == 0


@pytest.mark.parametrize("audience", Audience)
def test_sums_are_made_of_states_and_categories_alone(audience: Audience) -> None:
    feedback = make_feedback(2, text="原话", group="教师", raw_count=9, openness="face_to_face", scope="public", target=["unit", "person"])
    board = disclose_for_sums(make_workbook(feedback=feedback, findings=[Finding("some_code", Severity.INFO, value="原话")]), audience)

    assert set(board.feedback.columns) == SUMMED
    assert "原话" not in board.feedback.to_csv()
    assert board.groups == NO_GROUPS
    assert board.findings == ()


def test_a_matter_of_one_person_is_counted_in_totals_only_and_bears_no_category() -> None:
    feedback = make_feedback(2, category=["甲", "乙"], target=["unit", "person"])
    rows = disclose_for_sums(make_workbook(feedback=feedback), Audience.PUBLIC).feedback

    assert rows["category"].fillna("").tolist() == ["甲", ""]
    assert rows[Shown.COUNTED_IN_CUTS].tolist() == [True, False]


def test_the_groups_of_a_publish_are_made_without_the_matters_of_one_person() -> None:
    """`sums_and_groups` gives the same as `disclose_for_sums`, and the counts behind both tables."""
    feedback = make_feedback(group=["教师", "教师", "学生"], target=["unit", "person", "unit"], raw_count=[3, 4, 5], category="甲")
    book = make_workbook(feedback=feedback)
    sums, groups = sums_and_groups(book, Audience.PUBLIC)

    pd.testing.assert_frame_equal(sums.feedback, disclose_for_sums(book, Audience.PUBLIC).feedback)
    assert groups.cells == {("教师", "甲"): 3, ("学生", "甲"): 5}
