"""Opinions, raw and merged."""

import pandas as pd

from lib.access import disclose
from lib.metrics.feedback import (
    by_category,
    by_channel,
    by_period,
    channel_by_category,
    feedback_totals,
    group_by_category,
    group_totals,
)
from lib.metrics.model import CrossTable, FeedbackGroup, FeedbackTotals
from lib.schema import Audience
from tests.builders import make_feedback, make_workbook, no_feedback, no_tasks
from tests.metrics.shown import shown_to, shown_to_head


def test_no_opinions_make_empty_figures() -> None:
    nothing = shown_to(Audience.HEAD, no_feedback())

    assert feedback_totals(nothing) == FeedbackTotals(0, 0, 0, 0)
    assert by_category(nothing) == by_channel(nothing) == by_period(nothing) == ()
    assert channel_by_category(nothing) == CrossTable((), (), (), 0, 0)


def test_a_blank_raw_count_is_one() -> None:
    assert feedback_totals(shown_to_head(raw_count=[None, 4])).raw == 5


def test_a_raw_count_below_nought_is_no_count() -> None:
    totals = feedback_totals(shown_to_head(raw_count=[-3, 4, 0]))

    assert (totals.raw, totals.unknown_raw) == (5, 1)


def test_rows_merged_away_leave_the_merged_count_and_stay_in_the_raw_one() -> None:
    """Y1 stands for 5 of its own; Y2 with 3 was merged into it: 8 raw opinions, one merged."""
    totals = feedback_totals(shown_to_head(feedback_id=["Y1", "Y2"], raw_count=[5, 3], merged_into=[None, "Y1"]))

    assert totals == FeedbackTotals(raw=8, merged=1, merged_away=1, unknown_raw=0)


def test_a_white_cell_merges_nothing() -> None:
    assert feedback_totals(shown_to_head(merged_into=[" ", None])).merged == 2


def test_ledger_rows_are_no_opinions() -> None:
    totals = feedback_totals(shown_to_head(role=["feedback", "rectification"], due=None, raw_count=[2, 9]))

    assert totals == FeedbackTotals(raw=2, merged=1, merged_away=0, unknown_raw=0)


def test_a_category_has_its_raw_merged_and_share_of_all_merged() -> None:
    rows = shown_to_head(category=["甲", "乙", "甲", "甲"], raw_count=[2, 10, 1, 4], merged_into=[None, None, None, "1"])

    assert by_category(rows) == (FeedbackGroup("甲", 7, 2, 2 / 3), FeedbackGroup("乙", 10, 1, 1 / 3))


def test_categories_follow_the_settings_then_their_size_and_blank_is_last() -> None:
    rows = shown_to_head(category=["甲", "乙", "乙", "丙", None, None, None])

    assert [group.name for group in by_category(rows)] == ["乙", "丙", "甲", ""]
    assert [group.name for group in by_category(rows, ("甲", "没有"))] == ["甲", "乙", "丙", ""]


def test_a_category_of_which_all_was_merged_away_keeps_its_raw_count() -> None:
    rows = shown_to_head(category=["甲", "乙"], raw_count=[2, 3], merged_into=[None, "1"])

    assert by_category(rows)[1] == FeedbackGroup("乙", 3, 0, 0.0)


def test_channels_are_counted_with_white_space_taken_away() -> None:
    rows = shown_to_head(channel=["问卷", "座谈会", " 问卷 "], raw_count=[1, 5, 2])

    assert by_channel(rows) == (FeedbackGroup("问卷", 3, 2, 2 / 3), FeedbackGroup("座谈会", 5, 1, 1 / 3))


def test_periods_are_ten_days_in_the_order_of_time() -> None:
    days = ["2014-04-11", "2014-03-31", "2014-04-20", "2014-04-10", None, "1980-01-01", "2014-03-21", "2014-04-01"]

    assert [(group.name, group.merged) for group in by_period(shown_to_head(received=days))] == [
        ("2014-03-21", 2),
        ("2014-04-01", 2),
        ("2014-04-11", 2),
        ("", 2),
    ]


def test_channels_and_categories_cross_in_raw_opinions() -> None:
    rows = shown_to_head(channel=["问卷", "问卷", "座谈会"], category=["甲", "乙", "甲"], raw_count=[1, 2, 7])

    assert channel_by_category(rows) == CrossTable(("问卷", "座谈会"), ("甲", "乙"), ((1, 2), (7, 0)), 0, 0)
    assert channel_by_category(rows, ("乙",)).columns == ("乙", "甲")


def test_matters_of_one_person_are_in_the_totals_and_in_no_group() -> None:
    feedback = make_feedback(
        category=["甲", "甲", "乙", "乙"],
        raw_count=[5, 3, 2, 1],
        target=["unit", "person", "person", "person"],
        merged_into=[None, None, "2", None],
    )
    rows = shown_to(Audience.ALL_MEMBERS, feedback)

    assert feedback_totals(rows) == FeedbackTotals(raw=11, merged=3, merged_away=1, unknown_raw=0, personal=2, personal_raw=6)
    assert by_category(rows) == (FeedbackGroup("甲", 5, 1, 1 / 3),)
    assert channel_by_category(rows).cells == ((5,),)


def test_the_prepared_tables_come_as_cross_tables() -> None:
    feedback = make_feedback(group=["教师", "学生"], category="甲", raw_count=[6, 9])
    disclosed = disclose(make_workbook(no_tasks(), feedback), Audience.PUBLIC)

    assert group_totals(disclosed) == CrossTable(("学生", "教师"), ("raw",), ((9,), (6,)), 0, 5)
    assert group_by_category(disclosed) == CrossTable(("学生", "教师"), ("甲",), ((9,), (6,)), 0, 5)


def test_the_callers_frame_is_kept() -> None:
    rows = shown_to_head(category=["甲", None], channel=["a", "b"])
    before = rows.copy(deep=True)

    feedback_totals(rows)
    by_category(rows)
    by_period(rows)
    channel_by_category(rows)

    pd.testing.assert_frame_equal(rows, before)


def test_where_all_was_merged_into_rows_that_are_not_there_a_category_has_no_share() -> None:
    assert by_category(shown_to_head(category="甲", merged_into="9")) == (FeedbackGroup("甲", 1, 0, 0.0),)


def test_counts_are_whole_numbers() -> None:
    rows = shown_to_head(channel=["问卷", "座谈会"], category=["甲", "乙"], raw_count=[1, 2])

    assert {type(cell) for row in channel_by_category(rows).cells for cell in row} == {int}
    assert {type(count) for group in by_category(rows) for count in (group.raw, group.merged)} == {int}


def test_of_categories_of_one_size_the_one_that_more_spoke_of_comes_first_and_then_the_name() -> None:
    rows = shown_to_head(category=["甲", "乙", "丁", "丙"], raw_count=[1, 5, 1, 1])

    assert [group.name for group in by_category(rows)] == ["乙", "丁", "丙", "甲"]
