"""The age of what is to be done at once, and the next meeting that looks at what goes on."""

from datetime import date

import pandas as pd

from lib.metrics.model import AsOf
from lib.metrics.reviews import age_days, next_review, review_days
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def age(**facts: object) -> object:
    found = age_days(make_tasks(due_text="立行立改", **facts), JUNE_10).iloc[0]
    return None if pd.isna(found) else int(found)


def test_nothing_has_no_age() -> None:
    assert age_days(no_tasks(), JUNE_10).empty


def test_an_age_runs_from_the_actual_start_else_from_the_planned_one() -> None:
    assert age(actual_start="2014-06-01") == 9
    assert age(plan_start="2014-05-31") == 10
    assert age(actual_start="2014-06-10", plan_start="2014-05-31") == 0


def test_without_a_known_start_or_before_it_there_is_no_age() -> None:
    assert age() is None
    assert age(actual_start="2014-06-11") is None


def test_meetings_are_read_from_the_line_that_lists_them() -> None:
    settings = (("主办", "办公室"), ("督导会议日期", "2014-07-10；6月12日、待定"), ("督导会议地点", "6月20日"))

    assert review_days(settings, 2014) == (date(2014, 6, 12), date(2014, 7, 10))
    assert review_days((("Review meetings", "12 June 2014"),), None) == (date(2014, 6, 12),)


def test_a_stretch_of_days_is_no_meeting() -> None:
    assert review_days((("督导会议日期", "6月中旬"),), 2014) == ()
    assert review_days((), 2014) == ()


def test_the_next_review_is_the_first_meeting_after_the_day() -> None:
    meetings = (date(2014, 6, 10), date(2014, 7, 10), date(2014, 6, 12))

    assert next_review(meetings, JUNE_10) == date(2014, 6, 12)
    assert next_review(meetings[:1], JUNE_10) is None
    assert next_review((), JUNE_10) is None


def test_a_line_of_the_settings_is_known_with_white_space_around_its_name_and_its_days() -> None:
    assert review_days(((" 会议日期 ", " 6月12日 、 ，5月1日 "),), 2014) == (date(2014, 5, 1), date(2014, 6, 12))


def test_meetings_stand_in_order_and_each_day_once() -> None:
    settings = (("督导会议日期", "9月1日、3月1日、6月12日、5月1日、3月1日、8月2日"),)

    assert [day.month for day in review_days(settings, 2014)] == [3, 5, 6, 8, 9]
