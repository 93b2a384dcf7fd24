"""From opinion to closure: every step adds up, and where the sheet does not, the rows are named."""

import os

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.metrics.funnel import funnel
from lib.metrics.rectification_model import Difference, Funnel, Gap, Stage
from lib.schema import Audience
from tests.builders import make_feedback, no_feedback
from tests.metrics.shown import shown_to, shown_to_head

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"


def counts(shown: Funnel) -> list[int | None]:
    return [shown.count(stage) for stage in Stage]


def gaps(shown: Funnel, stage: Stage) -> dict[Gap, int]:
    return {each.gap: each.count for step in shown.steps if step.stage is stage for each in step.differences}


def test_of_nothing_nothing_is_known_of_opinions_or_of_what_was_done() -> None:
    nothing = funnel(shown_to(Audience.HEAD, no_feedback()))

    assert counts(nothing) == [None, None, 0, 0, None, None]
    assert nothing.faults == ()


def test_every_difference_has_its_reason() -> None:
    """15 told; rows 1 and 3, 4, 5 remain; 1, 3, 5 became problems; 1 and 3 have a measure and are done; 1 is closed."""
    rows = shown_to_head(
        raw_count=[5, 3, 2, 1, 4],
        merged_into=[None, "1", None, None, None],
        measure=["办法", None, "办法", None, None],
        status=["closed", None, "done_unchecked", None, "open"],
    )
    shown = funnel(rows)

    assert counts(shown) == [15, 4, 3, 2, 2, 1]
    assert gaps(shown, Stage.MERGED) == {Gap.REPEATED: 8, Gap.MERGED_AWAY: 3}
    assert gaps(shown, Stage.PROBLEMS) == {Gap.NOT_TAKEN_UP: 1}
    assert gaps(shown, Stage.WITH_MEASURES) == {Gap.WITHOUT_MEASURE: 1}
    assert gaps(shown, Stage.DONE) == {}
    assert gaps(shown, Stage.CLOSED) == {Gap.AWAITING_CHECK: 1}
    assert shown.faults == ()


def test_an_opinion_merged_into_nothing_is_named() -> None:
    shown = funnel(shown_to_head(raw_count=[5, 3], merged_into=[None, "99"]))

    assert shown.faults == (Difference(Gap.LOST, 3, ("意见!3",)),)
    assert funnel(shown_to_head(raw_count=[5, 0], merged_into=[None, "99"])).faults == (Difference(Gap.LOST, 0, ("意见!3",)),)


def test_a_raw_count_of_nought_is_named() -> None:
    shown = funnel(shown_to_head(raw_count=[5, 0]))

    assert counts(shown)[:2] == [5, 2]
    assert gaps(shown, Stage.MERGED) == {Gap.REPEATED: 4, Gap.COUNTED_AS_NONE: -1}
    assert [each.rows for each in shown.faults] == [("意见!3",)]


def test_done_without_a_measure_joins_the_funnel_and_is_named() -> None:
    shown = funnel(shown_to_head(measure=["办法", None], status=["open", "closed"], closed="是"))

    assert counts(shown)[3:] == [1, 1, 1]
    assert gaps(shown, Stage.DONE) == {Gap.NOT_DONE: 1, Gap.DONE_WITHOUT_MEASURE: -1}
    assert [each.rows for each in shown.faults] == [("意见!3",)]


def test_a_blank_state_is_neither_done_nor_not_done() -> None:
    shown = funnel(shown_to_head(measure="办法", status=["done_unchecked", None, "open"]))

    assert shown.steps[4].differences == (Difference(Gap.NOT_DONE, 1, ("意见!4",)), Difference(Gap.STATE_BLANK, 1, ("意见!3",)))
    assert counts(shown)[4:] == [1, None]


def test_where_no_state_was_reported_nothing_is_known_to_be_closed() -> None:
    assert counts(funnel(shown_to_head(role="rectification", status=None, closed="否", due=None)))[4:] == [None, None]


def test_a_ledger_is_joined_to_its_opinions_by_the_number_of_the_problem() -> None:
    """Three opinions make two problems, one opinion was not taken up, one problem was found by the school itself."""
    rows = shown_to_head(
        role=["feedback"] * 4 + ["rectification"] * 3,
        issue_id=["W1", "W1", "W2", None, "W1", "W2", "W3"],
        due=None,
    )
    shown = funnel(rows)

    assert counts(shown)[1:3] == [4, 3]
    assert gaps(shown, Stage.PROBLEMS) == {Gap.NOT_TAKEN_UP: 1, Gap.JOINED: 1, Gap.NOT_FROM_OPINIONS: -1}


def test_one_opinion_that_became_two_problems_was_split() -> None:
    rows = shown_to_head(role=["feedback", "rectification", "rectification"], issue_id="W1", due=None)

    assert gaps(funnel(rows), Stage.PROBLEMS) == {Gap.SPLIT: -1}


def test_a_ledger_without_common_numbers_cannot_be_traced_and_it_is_said() -> None:
    rows = shown_to_head(role=["feedback", "feedback", "rectification"], due=None)
    shown = funnel(rows)

    assert [(each.gap, each.count) for each in shown.faults] == [(Gap.UNLINKED, 1)]


def test_a_ledger_alone_says_nothing_of_opinions() -> None:
    assert counts(funnel(shown_to_head(role="rectification", count=2, due=None)))[:3] == [None, None, 2]


def test_a_persons_matter_leaves_below_the_head() -> None:
    rows = make_feedback(target=["unit", "person"], measure="办法", status="open")

    assert gaps(funnel(shown_to(Audience.PUBLIC, rows)), Stage.WITH_MEASURES) == {Gap.PERSONAL: 1}
    assert Gap.PERSONAL not in gaps(funnel(shown_to(Audience.PUBLIC, rows)), Stage.DONE)
    assert gaps(funnel(shown_to(Audience.HEAD, rows)), Stage.WITH_MEASURES) == {}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["feedback", "feedback", "rectification"]),
        st.one_of(st.none(), st.integers(0, 9)),
        st.sampled_from([None, None, "1", "2", "5", "99"]),
        st.sampled_from([None, "W1", "W2"]),
        st.sampled_from([None, "办法"]),
        st.sampled_from([None, "open", "in_progress", "done_unchecked", "closed", "returned", "reopened"]),
        st.sampled_from([None, "unit", "person"]),
        st.sampled_from([None, "是"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=2000 if LONG else 60, deadline=None, derandomize=not LONG)
@given(rows=ROWS, audience=st.sampled_from([Audience.PUBLIC, Audience.CIRCLE, Audience.HEAD]))
def test_no_opinion_is_lost_between_two_steps(rows: list[tuple[str | int | None, ...]], audience: Audience) -> None:
    names = ("role", "raw_count", "merged_into", "issue_id", "measure", "status", "target", "closed")
    columns = {name: [row[n] for row in rows] for n, name in enumerate(names)}
    shown = funnel(shown_to(audience, make_feedback(due=None, **columns)))

    for before, step in zip(shown.steps, shown.steps[1:], strict=False):
        if before.count is not None and step.count is not None:
            assert before.count - sum(each.count for each in step.differences) == step.count
        assert all(each.rows == () or len(each.rows) == abs(each.count) or each.gap is Gap.LOST for each in step.differences)
    assert shown.count(Stage.CLOSED) is None or (shown.count(Stage.CLOSED) or 0) <= (shown.count(Stage.DONE) or 0)


def test_where_no_measure_is_written_they_are_unknown_and_done_follows_from_the_problems() -> None:
    rows = shown_to(Audience.PUBLIC, ledger_of_three())
    shown = funnel(rows)

    assert counts(shown)[2:5] == [3, None, 1]
    assert gaps(shown, Stage.DONE) == {Gap.PERSONAL: 1, Gap.NOT_DONE: 1}
    assert shown.faults == ()


def test_a_part_without_a_measure_is_one_of_a_ledger_that_writes_them() -> None:
    whole = shown_to_head(role="rectification", measure=["办法", None], status=["open", "done_unchecked"])
    part = funnel(whole[1:], whole)

    assert part.with_measures == 0
    assert [each.gap for each in part.faults] == [Gap.DONE_WITHOUT_MEASURE]


def ledger_of_three() -> pd.DataFrame:
    return make_feedback(3, role="rectification", target=["school", "school", "person"], status=["open", "done_unchecked", "open"])
