"""The frame for the marked-up copy: the words of opinions, and neither source, person nor day."""

from lib.access.returned import returned_opinions
from tests.builders import make_feedback, make_workbook, no_feedback


def test_of_no_opinions_nothing_goes_back() -> None:
    assert returned_opinions(make_workbook(feedback=no_feedback())).empty


def test_it_holds_words_and_numbers_and_nothing_that_names_anybody() -> None:
    rows = make_feedback(text="原话", group="教师", received="2014-03-05", lead="校长", openness="back_to_back")

    shown = returned_opinions(make_workbook(feedback=rows))

    assert shown.columns.tolist() == ["ref", "feedback_id", "text", "category", "subcategory", "merged_into"]
    assert shown.iloc[0].dropna().tolist() == ["意见!2", "1", "原话", "形式主义"]


def test_a_matter_of_one_person_and_a_row_of_the_ledger_do_not_go_back() -> None:
    rows = make_feedback(role=["feedback", "feedback", "rectification"], target=["person", "unit", "unit"], due=None)

    assert returned_opinions(make_workbook(feedback=rows))["feedback_id"].tolist() == ["2"]
