"""Where each opinion went: merged into another, taken up as a problem, or lost on the way."""

import pandas as pd
import pytest

from lib.access import Shown
from lib.access.following import follow_opinions
from lib.schema import Audience
from tests.builders import make_feedback, no_feedback
from tests.metrics.shown import shown_to, shown_to_head


def test_of_no_opinion_nothing_is_lost() -> None:
    assert shown_to(Audience.HEAD, no_feedback())[Shown.IS_LOST].tolist() == []


def test_merged_into_a_row_that_is_merged_itself_is_not_lost() -> None:
    rows = shown_to_head(feedback_id=["1", "2", "3"], merged_into=[None, "1", "2"])

    assert rows[Shown.IS_LOST].tolist() == [False, False, False]


@pytest.mark.parametrize("merged_into", [[None, "9"], [None, "2"], [None, "见上"]])
def test_merged_into_nothing_or_into_itself_is_lost(merged_into: list[str | None]) -> None:
    rows = shown_to_head(feedback_id=["1", "2"], merged_into=merged_into)

    assert rows[Shown.IS_LOST].tolist() == [False, True]


def test_two_rows_merged_into_each_other_are_both_lost() -> None:
    rows = shown_to_head(feedback_id=["1", "2", "3"], merged_into=["2", "1", None])

    assert rows[Shown.IS_LOST].tolist() == [True, True, False]


def test_a_running_number_of_the_ledger_holds_no_opinion() -> None:
    """Every sheet begins at 1: the ledger's first row is not the opinion of that number."""
    rows = shown_to_head(role=["feedback", "rectification"], feedback_id=["7", "1"], merged_into=["1", None], due=None)

    assert rows[Shown.IS_LOST].tolist() == [True, False]


def test_opinions_and_problems_belong_together_by_the_number_of_the_problem() -> None:
    rows = shown_to_head(
        role=["feedback", "feedback", "feedback", "rectification", "rectification"],
        issue_id=["W1", "W1 ", None, "W1", "W2"],
        due=None,
    )

    assert rows[Shown.IS_TAKEN_UP].tolist() == [True, True, False, False, False]
    assert rows[Shown.HAS_OPINION].tolist() == [False, False, False, True, False]
    assert rows[Shown.IS_LINKED_HERE].all()


def test_without_common_numbers_nobody_knows_which_opinion_became_which_problem() -> None:
    rows = shown_to_head(role=["feedback", "rectification"], due=None)

    assert not rows[Shown.IS_LINKED_HERE].any()


def test_below_the_head_a_persons_lost_opinion_is_not_told_apart() -> None:
    rows = shown_to(Audience.LEADING_GROUP, make_feedback(feedback_id=["1", "2"], target=["person", "unit"], merged_into=["9", "9"]))

    assert sorted(zip(rows[Shown.COUNTED_IN_CUTS], rows[Shown.IS_LOST], strict=True)) == [(False, False), (True, True)]


def test_the_day_of_the_latest_news_is_told_as_a_third_of_a_month() -> None:
    rows = shown_to_head(updated=["2014-06-05", "2014-05-29"])

    assert [day.day for day in rows["updated"]] == [1, 21]


def test_without_a_ledger_a_problem_is_the_opinion_that_it_was_taken_from() -> None:
    rows = make_feedback(3, issue_id="W1", merged_into=[None, None, "1"])
    found = follow_opinions(rows, pd.Series([True, False, False]))

    assert found[Shown.IS_TAKEN_UP].tolist() == found[Shown.HAS_OPINION].tolist() == [True, False, False]
    assert found[Shown.IS_LINKED_HERE].tolist() == [True, True, True]
    assert found[Shown.IS_LOST].tolist() == [False, False, False]


def test_an_opinion_that_was_merged_away_is_taken_up_by_no_number_of_its_own() -> None:
    rows = make_feedback(role=["feedback", "feedback", "rectification"], due=None, issue_id="W1", merged_into=["2", None, None])
    found = follow_opinions(rows, pd.Series([False, False, True]))

    assert found[Shown.IS_TAKEN_UP].tolist() == [False, True, False]
    assert found[Shown.HAS_OPINION].tolist() == [False, False, True]
