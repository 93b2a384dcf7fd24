"""What hangs, for how long, of which kind, and who must act."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from lib.access import disclose
from lib.ingest.model import BoardSettings
from lib.metrics.ledger import (
    QUIET_DAYS,
    Problem,
    age_buckets,
    as_problems,
    days_since,
    declared_quiet_days,
    due_buckets,
    kinds_of_problems,
    ledger,
    picture,
    problem_groups,
    problems_in,
    quiet_problems,
)
from lib.metrics.model import AsOf, Rate
from lib.metrics.rectification_model import AgeBucket, DueBucket, ProblemGrouping, Quiet
from lib.schema import Audience, Opinion, Rectification, RectificationKind
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks
from tests.metrics.shown import shown_to, shown_to_head

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def test_without_problems_nobody_must_act_and_nothing_is_known() -> None:
    nothing = shown_to(Audience.HEAD, no_feedback())
    shown = picture(nothing, JUNE_10)

    assert (shown.open, shown.awaiting_check, shown.returned, shown.not_reported) == (None, None, None, 0)
    assert kinds_of_problems(ledger(nothing, JUNE_10), JUNE_10) == ()
    assert quiet_problems(ledger(nothing, JUNE_10), JUNE_10) == Quiet(14, None, 0)


def test_open_awaiting_and_closed_are_all_there_is_beside_blank_states() -> None:
    states = ["open", "in_progress", "done_unchecked", "closed", "returned", "reopened", "not_reported"]
    shown = picture(shown_to_head(role="rectification", status=states, due=None), JUNE_10)

    assert (shown.open, shown.awaiting_check, shown.returned, shown.reopened, shown.not_reported) == (4, 1, 1, 1, 1)


def test_a_ledger_is_dated_where_any_problem_has_a_due_day() -> None:
    def is_dated(*due: str | None) -> bool:
        return picture(shown_to_head(role="rectification", status="open", due=list(due)), JUNE_10).is_dated

    assert [is_dated("2014-06-01", "2014-06-02"), is_dated("2014-06-01", None), is_dated(None, None)] == [True, True, False]


def test_closed_without_any_record_of_a_check_is_counted() -> None:
    rows = shown_to_head(role="rectification", status="closed", checked_by=["组", None, None], closed=[None, "是", None], due=None)

    assert picture(rows, JUNE_10).closed_unchecked == 1


def test_without_any_state_nothing_is_open_and_nothing_waits() -> None:
    shown = picture(shown_to_head(role="rectification", status=[None, None], due=None), JUNE_10)

    assert (shown.open, shown.awaiting_check, shown.closed_unchecked, shown.not_reported) == (None, None, None, 2)


def test_the_ledger_begins_with_the_longest_overdue_and_ends_with_what_is_closed() -> None:
    rows = shown_to_head(
        role="rectification",
        feedback_id=["closed", "soon", "late", "later", "longest", "back", "blank", "check"],
        status=["closed", "open", "open", "in_progress", "in_progress", "returned", None, "done_unchecked"],
        due=["2014-06-01", "2014-06-12", "2014-06-09", "2014-07-01", "2014-05-01", "2014-06-30", "2014-06-01", "2014-06-01"],
    )
    shown = ledger(rows, JUNE_10)

    assert shown["feedback_id"].tolist() == ["longest", "late", "back", "soon", "later", "blank", "check", "closed"]
    assert shown[Problem.DAYS_LATE].tolist()[:2] == [40, 1]
    assert shown[Problem.DAYS_LATE].isna().sum() == 6


def test_an_age_counts_from_the_end_of_the_third_of_the_month_so_that_nothing_is_called_older_than_it_is() -> None:
    firsts = pd.Series(pd.to_datetime(["2014-06-01", "2014-05-21", "2014-05-11", "2014-02-21", "2014-06-11", None])).astype(
        "datetime64[us]"
    )

    assert days_since(firsts, JUNE_10).tolist() == [0, 10, 21, 102, pd.NA, pd.NA]


def test_each_kind_says_what_hangs_in_its_own_way() -> None:
    """At once: by age. By a date: by what is left. For long: open all the time, never late."""
    rows = shown_to_head(
        status=["open", "in_progress", "closed", "open", "open", "open", "open", "in_progress", "open"],
        rectification_kind=["immediate", "immediate", "immediate", "by_date", "by_date", "by_date", "by_date", "long_term", None],
        received=["2014-05-25", "2014-04-02", "2014-04-02", None, None, None, None, None, None],
        due=[None, None, None, "2014-06-09", "2014-06-20", "2014-06-21", "2014-07-01", "2014-01-01", None],
    )
    at_once, by_date, long_term, blank = kinds_of_problems(ledger(rows, JUNE_10), JUNE_10)

    assert (at_once.kind, at_once.totals.problems, at_once.open, at_once.oldest) == (RectificationKind.IMMEDIATE, 3, 2, 61)
    assert at_once.ages == ((AgeBucket.UP_TO_10, 1), (AgeBucket.OVER_60, 1))
    assert by_date.due == ((DueBucket.LATE, 1), (DueBucket.WITHIN_10, 1), (DueBucket.WITHIN_20, 1), (DueBucket.LATER, 1))
    assert by_date.totals.overdue == 1
    assert (long_term.kind, long_term.open, long_term.totals.overdue) == (RectificationKind.LONG_TERM, 1, 0)
    assert blank.kind is None
    assert blank.ages == ((AgeBucket.UNKNOWN, 1),)


def test_a_blank_kind_is_what_its_deadline_says() -> None:
    rows = shown_to_head(role="rectification", due_text=["立行立改", "长期坚持", "6月底前"])

    assert sorted(ledger(rows, JUNE_10)[Problem.KIND].fillna("blank")) == ["blank", "immediate", "long_term"]


def groups(feedback: pd.DataFrame, grouping: ProblemGrouping, audience: Audience = Audience.HEAD) -> list[tuple[str, int]]:
    settings = BoardSettings(category_order=("甲", "乙"))
    disclosed = disclose(make_workbook(no_tasks(), feedback, settings=settings), audience)
    return [(each.name, each.totals.problems) for each in problem_groups(disclosed, disclosed.feedback, JUNE_10, grouping)]


def test_groups_stand_in_their_order_and_never_by_what_they_achieved() -> None:
    rows = make_feedback(role="rectification", category=["甲", "乙", None], owner_unit=["工会", "教务处", "工会"], due=None)

    assert groups(rows, ProblemGrouping.CATEGORY) == [("甲", 1), ("乙", 1), ("", 1)]
    assert groups(rows, ProblemGrouping.UNIT) == [("工会", 2), ("教务处", 1)]


def test_units_that_the_organisation_does_not_name_follow_the_plan_and_then_their_names() -> None:
    rows = make_feedback(role="rectification", owner_unit=["二处", "一处", "教务处", None], due=None)
    disclosed = disclose(make_workbook(make_tasks(owner_unit="教务处"), rows), Audience.PUBLIC)

    assert [each.name for each in problem_groups(disclosed, disclosed.feedback, JUNE_10, ProblemGrouping.UNIT)] == [
        "教务处",
        "一处",
        "二处",
        "",
    ]


def test_both_rates_of_a_group_are_of_its_own_problems() -> None:
    rows = make_feedback(role="rectification", owner_unit=["一处", "一处", "二处"], status=["closed", "done_unchecked", "open"], due=None)
    disclosed = disclose(make_workbook(no_tasks(), rows), Audience.HEAD)
    first, second = problem_groups(disclosed, disclosed.feedback, JUNE_10, ProblemGrouping.UNIT)

    assert (first.totals.completion, first.totals.closure) == (Rate(2, 2), Rate(1, 2))
    assert (second.totals.completion, second.totals.closure) == (Rate(0, 1), Rate(0, 1))


def test_leaders_stand_only_where_their_rows_may_be_read() -> None:
    open_row, closed_row = "face_to_face", "back_to_back"
    rows = make_feedback(
        lead=["校长", "书记", "校长"], openness=[open_row, closed_row, closed_row], measure="办法", scope="public", target="unit"
    )

    assert groups(rows, ProblemGrouping.LEAD) == [("校长", 1), ("", 2)]
    assert groups(rows, ProblemGrouping.LEAD, Audience.PUBLIC) == []


def test_what_names_no_campaign_is_in_none() -> None:
    rows = make_feedback(role="rectification", campaign=["乱收费", None, "公务用车", "乱收费"], due=None)

    assert groups(rows, ProblemGrouping.CAMPAIGN) == [("乱收费", 2), ("公务用车", 1)]


def test_without_a_column_of_news_nobody_knows_what_is_quiet() -> None:
    shown = ledger(shown_to_head(role="rectification", status=["open", "closed"], due=None), JUNE_10)

    assert quiet_problems(shown, JUNE_10) == Quiet(14, None, 1)


def test_quiet_is_an_open_problem_whose_news_is_old_enough_even_at_the_end_of_its_third() -> None:
    """News of late May ends on the 31st, ten days back; news of mid-May ends on the 20th, twenty-one days back."""
    rows = shown_to_head(
        role="rectification",
        feedback_id=["a", "b", "c", "d"],
        status=["open", "open", "closed", "open"],
        updated=["2014-05-21", "2014-05-20", "2014-01-01", None],
        due=None,
    )
    shown = quiet_problems(ledger(rows, JUNE_10), JUNE_10)

    assert (shown.count, shown.unknown, shown.rows) == (1, 1, ("整改台账!3",))
    assert quiet_problems(ledger(rows, JUNE_10), JUNE_10, days=10).count == 2


def test_problems_can_be_chosen_by_state() -> None:
    shown = ledger(shown_to_head(role="rectification", status=["open", "returned", "reopened"], due=None), JUNE_10)

    assert len(problems_in(shown, (Rectification.RETURNED, Rectification.REOPENED))) == 2


def test_without_a_setting_a_problem_is_quiet_from_fourteen_days_on() -> None:
    assert declared_quiet_days(()) == QUIET_DAYS == 14
    assert declared_quiet_days((("无进展天数", ""), ("无进展天数", "两周"), ("无进展天数", "0"))) == 14


def test_the_settings_say_from_how_many_days_on_a_problem_is_quiet() -> None:
    assert declared_quiet_days((("督导会议日期", "6月12日"), ("培训天数", "4"), ("无进展天数", "10"))) == 10
    assert declared_quiet_days((("无反馈提醒天数", "２１ 天"),)) == 21
    assert declared_quiet_days((("Quiet days", "7 days"),)) == 7


@pytest.mark.parametrize(
    ("due", "bucket"),
    [
        ("2014-06-09", DueBucket.LATE),
        ("2014-06-10", DueBucket.WITHIN_10),
        ("2014-06-20", DueBucket.WITHIN_10),
        ("2014-06-21", DueBucket.WITHIN_20),
        ("2014-06-30", DueBucket.WITHIN_20),
        ("2014-07-01", DueBucket.LATER),
        (None, DueBucket.UNDATED),
    ],
)
def test_what_is_left_is_counted_from_the_day_judged(due: str | None, bucket: DueBucket) -> None:
    rows = ledger(shown_to_head(role="rectification", due=due), JUNE_10)

    assert due_buckets(rows, JUNE_10) == ((bucket, 1),)


@pytest.mark.parametrize(
    ("age", "bucket"),
    [
        (-1, AgeBucket.AFTER),
        (0, AgeBucket.UP_TO_10),
        (10, AgeBucket.UP_TO_10),
        (11, AgeBucket.UP_TO_30),
        (30, AgeBucket.UP_TO_30),
        (31, AgeBucket.UP_TO_60),
        (60, AgeBucket.UP_TO_60),
        (61, AgeBucket.OVER_60),
        (None, AgeBucket.UNKNOWN),
    ],
)
def test_an_age_is_in_one_bucket(age: int | None, bucket: AgeBucket) -> None:
    received = pd.Series([JUNE_10.day if age is not None else None] * 2, dtype="datetime64[us]")
    ages = pd.Series([age if age is None or age >= 0 else None] * 2, dtype="Int64")
    assert age_buckets(pd.DataFrame({Opinion.RECEIVED: received, Problem.AGE: ages})) == ((bucket, 2),)


def test_on_a_day_before_a_problem_was_known_it_has_no_age_and_its_day_is_known() -> None:
    feedback = shown_to_head(role="rectification", received=["2014-05-20", "2014-03-05", None])
    problems = ledger(feedback, replace(JUNE_10, day=date(2014, 4, 15)))
    assert dict(age_buckets(problems)) == {AgeBucket.UP_TO_60: 1, AgeBucket.AFTER: 1, AgeBucket.UNKNOWN: 1}


def test_where_every_state_is_written_none_is_blank() -> None:
    shown = picture(shown_to_head(role="rectification", status=["open", "closed"], due=None), JUNE_10)

    assert (shown.open, shown.awaiting_check, shown.returned, shown.reopened, shown.not_reported) == (1, 0, 0, 0, 0)
    assert picture(shown_to_head(role="rectification", status=["open", "returned"], due=None), JUNE_10).open == 2


def test_campaigns_stand_by_their_size_and_then_by_their_names() -> None:
    rows = make_feedback(role="rectification", campaign=["公务用车", "乱收费", "乱收费", "三公经费"], due=None)

    assert groups(rows, ProblemGrouping.CAMPAIGN) == [("乱收费", 2), ("三公经费", 1), ("公务用车", 1)]


def test_one_day_is_enough_to_call_a_problem_quiet_where_the_settings_say_so() -> None:
    assert declared_quiet_days((("无进展天数", "1"),)) == 1


def test_within_the_third_of_the_month_itself_an_age_is_nought() -> None:
    firsts = pd.Series(pd.to_datetime(["2014-06-01"])).astype("datetime64[us]")

    assert days_since(firsts, AsOf(date(2014, 6, 5), date(2014, 6, 5))).tolist() == [0]
    assert days_since(firsts, AsOf(date(2014, 6, 1), date(2014, 6, 1))).tolist() == [0]


def test_units_and_leaders_of_problems_stand_as_in_the_plan() -> None:
    tasks = make_tasks(owner_unit=[" 二处 ", None, "一处"], lead=["校长", None, "书记"])
    rows = make_feedback(role="rectification", owner_unit=["一处", "二处"], lead=["书记", "校长"], openness="face_to_face", due=None)
    disclosed = disclose(make_workbook(tasks, rows), Audience.HEAD)

    def names(grouping: ProblemGrouping) -> list[str]:
        return [each.name for each in problem_groups(disclosed, disclosed.feedback, JUNE_10, grouping)]

    assert names(ProblemGrouping.UNIT) == ["二处", "一处"]
    assert names(ProblemGrouping.LEAD) == ["校长", "书记"]


def test_what_was_reopened_stands_before_what_is_open_wherever_opinions_stand_between() -> None:
    rows = shown_to_head(
        role=["feedback", "rectification", "feedback", "rectification"],
        status=[None, "open", None, "reopened"],
        due=[None, "2014-06-12", None, "2014-06-30"],
    )

    assert ledger(rows, JUNE_10)["feedback_id"].tolist() == ["4", "2"]


def test_of_two_lines_of_the_settings_the_first_holds() -> None:
    assert declared_quiet_days(((" 无进展天数 ", "10"), ("无进展天数", "20"))) == 10


def test_only_a_problem_is_closed_without_a_check() -> None:
    rows = shown_to_head(role=["feedback", "rectification", "rectification"], status="closed", checked_by=[None, None, "组"], due=None)

    assert picture(rows, JUNE_10).closed_unchecked == 1


def test_forty_problems_that_tie_keep_the_order_of_the_sheet() -> None:
    rows = shown_to_head(role="rectification", status=["open", "returned"] * 20, due="2014-06-30")

    assert ledger(rows, JUNE_10)["feedback_id"].tolist() == [str(n) for n in (*range(2, 41, 2), *range(1, 41, 2))]


def test_a_matter_of_one_person_is_in_no_group_below_the_head() -> None:
    rows = make_feedback(role="rectification", owner_unit="工会", target=["unit", "person"], due=None)

    assert groups(rows, ProblemGrouping.UNIT, Audience.PUBLIC) == [("工会", 1)]
    assert groups(rows, ProblemGrouping.UNIT) == [("工会", 2)]


def test_units_that_nothing_names_stand_by_their_names_and_categories_by_their_size() -> None:
    rows = make_feedback(role="rectification", owner_unit=["二处", "一处", "二处"], category=["丁", "丙", "丁"], due=None)

    assert groups(rows, ProblemGrouping.UNIT) == [("一处", 1), ("二处", 2)]
    assert groups(rows, ProblemGrouping.CATEGORY) == [("丁", 2), ("丙", 1)]


def test_long_term_work_that_came_back_stands_behind_what_is_late_however_old_its_day_is() -> None:
    rows = shown_to_head(
        role="rectification",
        feedback_id=["back", "late"],
        status=["returned", "open"],
        rectification_kind=["long_term", "by_date"],
        due=["2014-01-31", "2014-06-09"],
    )

    assert ledger(rows, JUNE_10)["feedback_id"].tolist() == ["late", "back"]


def test_an_opinion_shown_in_full_is_neither_open_nor_late_whatever_its_row_says() -> None:
    facts = {"status": "open", "due": "2014-06-01", "issue": ["甲", "乙"]}
    rows = as_problems(shown_to_head(role=["feedback", "rectification"], **facts), JUNE_10)

    assert rows[[Problem.IS_OPEN, Problem.IS_LATE]].to_numpy().tolist() == [[False, False], [True, True]]
    assert rows[Problem.DAYS_LATE].tolist() == [pd.NA, 9]
