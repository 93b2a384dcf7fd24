"""Problems: completion beside closure, lateness, long-term apart."""

from datetime import date

import numpy as np

from lib.metrics.model import AsOf, CategoryRectification, Rate, RectificationTotals
from lib.metrics.rectification import rectification_by_category, rectification_totals, totals_by
from lib.schema import Audience, Rectification
from tests.builders import make_feedback, no_feedback
from tests.metrics.shown import shown_to, shown_to_head

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))
STATES = ["open", "in_progress", "done_unchecked", "closed", "returned", "reopened", "not_reported"]


def test_without_problems_nothing_is_reported() -> None:
    nothing = shown_to(Audience.HEAD, no_feedback())

    assert rectification_totals(nothing, JUNE_10) == RectificationTotals(0, (), None, None, None, 0)
    assert rectification_by_category(nothing) == ()


def test_done_by_the_unit_is_not_closed() -> None:
    totals = rectification_totals(shown_to_head(role="rectification", status=STATES, due="2014-06-30"), JUNE_10)

    assert totals.problems == 7
    assert totals.completion == Rate(2, 7)
    assert totals.closure == Rate(1, 7)
    assert dict(totals.states) == dict.fromkeys(Rectification, 1)


def test_without_a_check_or_closing_column_the_closure_is_not_reported() -> None:
    ledger = {"role": "rectification", "status": ["done_unchecked", "open"], "due": "2014-06-30"}

    assert rectification_totals(shown_to_head(**ledger), JUNE_10).closure is None
    assert rectification_totals(shown_to_head(**ledger), JUNE_10).completion == Rate(1, 2)
    for check in ({"checked_by": ["某人", None]}, {"checked": [None, "2014-06-01"]}, {"closed": [None, "否"]}):
        assert rectification_totals(shown_to_head(**ledger, **check), JUNE_10).closure == Rate(0, 2)


def test_a_part_in_which_nothing_is_closed_yet_has_a_closure_of_nought() -> None:
    """Unknown is what the workbook does not say; it says so of the other category."""
    rows = shown_to_head(role="rectification", status=["closed", "open", "done_unchecked"], category=["甲", "乙", "乙"], due="2014-06-30")
    part = rows[rows["category"] == "乙"]

    assert rectification_totals(part, JUNE_10).closure == Rate(0, 2)


def test_without_any_state_both_rates_and_lateness_are_unknown() -> None:
    totals = rectification_totals(shown_to_head(role="rectification", status=[None, "not_reported"], due="2014-01-01"), JUNE_10)

    assert (totals.problems, totals.completion, totals.closure, totals.overdue) == (2, None, None, None)
    assert rectification_totals(shown_to_head(role="rectification", status=None, closed="否", due=None), JUNE_10).closure is None


def test_a_problem_is_late_only_after_its_due_day_and_only_while_open() -> None:
    def overdue(status: str, due: str) -> int | None:
        rows = shown_to_head(role="rectification", status=[status, "closed"], due=[due, "2014-12-31"])
        return rectification_totals(rows, JUNE_10).overdue

    assert [overdue(state, "2014-06-09") for state in STATES] == [1, 1, 0, 0, 1, 1, 0]
    assert overdue("open", "2014-06-10") == 0


def test_long_term_problems_are_counted_apart_and_never_late() -> None:
    rows = shown_to_head(
        role="rectification",
        status="in_progress",
        rectification_kind=["long_term", None, "immediate", None, None],
        kind=["by", "open-ended", "open-ended", "recurring", "by"],
        due=["2014-06-01", None, None, None, "2014-06-01"],
    )
    totals = rectification_totals(rows, JUNE_10)

    assert (totals.long_term, totals.overdue) == (3, 1)


def test_with_a_ledger_its_rows_are_the_problems() -> None:
    rows = shown_to_head(
        role=["feedback", "rectification", "rectification"], due=None, measure=["办法", None, "办法"], merged_into=[None, None, "9"]
    )

    assert rectification_totals(rows, JUNE_10).problems == 1


def test_without_a_ledger_a_merged_opinion_that_was_taken_up_is_a_problem() -> None:
    rows = shown_to_head(
        count=8,
        issue=["问题", None, None, None, None, None, " ", None],
        measure=[None, "办法", None, None, None, None, None, "办法"],
        status=[None, None, "open", None, None, "not_reported", None, None],
        rectification_kind=[None, None, None, "immediate", None, None, None, None],
        owner_unit=[None, None, None, None, "总务处", None, None, None],
        merged_into=[None, None, None, None, None, None, None, "1"],
    )

    assert rows["is_problem"].tolist() == [True, True, True, True, True, False, False, False]
    assert rectification_totals(rows, JUNE_10).problems == 5


def test_categories_of_as_many_problems_stand_as_in_the_chart_beside_them() -> None:
    rows = shown_to_head(role="rectification", due=None, category=["甲", "乙", "丙", "丙"], status=["open", "closed", "open", "open"])

    assert [each.category for each in rectification_by_category(rows, beside=("甲", "丙", "乙"))] == ["丙", "甲", "乙"]
    assert [each.category for each in rectification_by_category(rows, beside=("乙", "甲"))] == ["丙", "乙", "甲"]


def test_each_category_has_its_states_in_the_settings_order() -> None:
    rows = shown_to_head(role="rectification", due=None, category=["甲", "乙", "乙", None], status=["open", "closed", "open", "closed"])

    assert rectification_by_category(rows) == (
        CategoryRectification("乙", 2, ((Rectification.OPEN, 1), (Rectification.CLOSED, 1))),
        CategoryRectification("甲", 1, ((Rectification.OPEN, 1),)),
        CategoryRectification("", 1, ((Rectification.CLOSED, 1),)),
    )
    assert [each.category for each in rectification_by_category(rows, ("甲",))] == ["甲", "乙", ""]
    assert {type(n) for each in rectification_by_category(rows) for n in (each.problems, *dict(each.states).values())} == {int}


def test_a_persons_problem_is_in_the_grand_total_alone() -> None:
    ledger = make_feedback(
        role="rectification", target=["unit", "unit", "person"], status=["closed", "open", "closed"], due="2014-06-01", closed="是"
    )
    totals = rectification_totals(shown_to(Audience.LEADING_GROUP, ledger), JUNE_10)

    assert (totals.problems, totals.personal) == (3, 1)
    assert totals.completion == Rate(1, 2, 1)
    assert totals.closure == Rate(1, 2, 1)
    assert dict(totals.states) == {Rectification.OPEN: 1, Rectification.CLOSED: 1}
    assert totals.overdue == 1


def test_a_group_without_a_problem_has_its_noughts_and_knows_no_rate() -> None:
    rows = shown_to_head(role="rectification", status=["open", "closed"], due="2014-06-30")
    first, nobody = totals_by(rows, np.array([0, 0]), 2, JUNE_10)

    assert (first.problems, first.completion) == (2, Rate(1, 2))
    assert nobody == RectificationTotals(0, (), None, None, None, 0)


def test_one_problem_alone_has_its_rates() -> None:
    rows = shown_to_head(role="rectification", status="closed", closed="是", due="2014-06-01")
    totals = rectification_totals(rows, JUNE_10)

    assert (totals.completion, totals.closure, totals.overdue) == (Rate(1, 1), Rate(1, 1), 0)
