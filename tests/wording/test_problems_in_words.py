"""The page 整改 in words: what is open, what one kind leaves to do, how old it is, and the rules made; what is not reported is never called done."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.i18n import Language
from lib.metrics.model import AsOf, Rate, RectificationTotals
from lib.metrics.rectification_model import AgeBucket, KindOfProblems, Quiet, RectificationPicture, RuleGroup, RulesMade
from lib.schema import Rectification, RectificationKind, RuleAction
from lib.wording import problems as words
from tests.wording.boards import JUNE_10

ZH, EN = Language.ZH, Language.EN
TOTALS = RectificationTotals(5, (), completion=Rate(3, 5), closure=Rate(2, 5), overdue=0, long_term=0)
PICTURE = RectificationPicture(TOTALS, open=0, awaiting_check=0, returned=0, reopened=0, closed_unchecked=0, not_reported=0)
HIDDEN = replace(TOTALS, completion=Rate(0, 0, 5), closure=Rate(0, 0, 5), personal=5)
KIND = KindOfProblems(RectificationKind.IMMEDIATE, TOTALS, open=3, due=(), ages=((AgeBucket.UNKNOWN, 3),), oldest=None)


@pytest.mark.parametrize(
    ("facts", "chinese", "english"),
    [
        ({}, "销号率40%；没有未完成的问题。", "closure rate 40%; none left undone."),
        ({"not_reported": 2}, "销号率40%。", "closure rate 40%."),
        ({"open": 2}, "销号率40%；未完成2个。", "closure rate 40%; 2 not done."),
        ({"awaiting_check": 1}, "没有未完成的问题；待复核1个。", "none left undone; 1 awaiting its check."),
        (
            {"totals": HIDDEN},
            "整改完成率无可统计，销号率无可统计；其中涉及个人的5个只计总数。",
            "closure rate none to count; 5 concern one person each and are in the total only.",
        ),
        (
            {"totals": replace(HIDDEN, completion=Rate(0, 1, 4), closure=Rate(0, 1, 4), personal=4), "open": 1},
            "销号率0%；其中涉及个人的4个只计总数；未完成1个。",
            "closure rate 0%; 4 concern one person each and are in the total only; 1 not done.",
        ),
    ],
    ids=["all done", "some not reported", "two open", "one unchecked", "all of one person", "four of one person"],
)
def test_none_is_said_to_be_open_only_where_all_report(facts: dict[str, Any], chinese: str, english: str) -> None:
    shown = replace(PICTURE, **facts)

    assert words.picture(shown, JUNE_10, ZH).startswith("截至6月10日，整改问题5个，")
    assert words.picture(shown, JUNE_10, ZH).endswith(chinese)
    assert words.picture(shown, JUNE_10, EN).endswith(english)


def test_states_that_stand_as_reported_are_told_with_the_reports_day_on_an_earlier_one() -> None:
    """What was closed in May is not told as closed by mid April."""
    april = AsOf(date(2014, 4, 15), date(2014, 6, 10))

    assert words.picture(PICTURE, april, ZH).startswith("截至4月15日（按6月10日的数据），整改问题5个，")
    assert words.picture(PICTURE, april, EN).startswith("As of 15 Apr (as reported on 10 Jun)")


def test_what_came_back_is_told_apart_with_its_thousands() -> None:
    (came_back,) = (
        each for each in words.key_figures(replace(PICTURE, returned=3124, reopened=1000), ZH) if each.context.startswith("退回")
    )

    assert (came_back.value, came_back.context) == ("4,124", "退回3,124个，重新整改1,000个")


def test_problems_without_news_are_a_remark() -> None:
    assert words.remarks(PICTURE, Quiet(15, None, 3), ZH) == ()
    assert words.remarks(PICTURE, Quiet(15, 3, 0), ZH) == ("3个未完成问题至少15天没有新进展。",)
    assert words.remarks(PICTURE, Quiet(15, 3, 0), EN) == ("3 open problems have had no news for 15 days or more.",)


@pytest.mark.parametrize(
    ("shown", "chinese", "english"),
    [
        (replace(KIND, totals=replace(TOTALS, completion=None)), "未填报", "not reported"),
        (replace(KIND, open=0), "均已完成", "all done"),
        (KIND, "3个，收到至今：收集时间不详3个", "3 by how long known: 3 without a day of receipt"),
        (
            replace(KIND, ages=((AgeBucket.UP_TO_10, 2), (AgeBucket.OVER_60, 1)), oldest=70),
            "3个，收到至今：10天以内2个，60天以上1个，最久的至少70天",
            "3 by how long known: 2 for up to 10 days, 1 for more than 60 days, the oldest at least 70 days",
        ),
    ],
    ids=["not reported", "none open", "ages unknown", "ages known"],
)
def test_what_hangs_in_one_kind_is_told_by_its_age(shown: KindOfProblems, chinese: str, english: str) -> None:
    assert words.kind_in_words(shown, None, ZH) == chinese
    assert words.kind_in_words(shown, None, EN) == english


def test_what_is_kept_up_names_the_next_meeting_or_that_it_is_never_overdue() -> None:
    shown = replace(KIND, kind=RectificationKind.LONG_TERM)

    assert words.kind_in_words(shown, date(2014, 6, 12), ZH) == "3个：下次督导会议6月12日"
    assert words.kind_in_words(shown, None, ZH) == "3个：不计逾期"
    assert words.kind_in_words(shown, None, EN) == "3: never counted as overdue"


def test_a_kind_of_which_one_problem_reports_nothing_is_not_called_done() -> None:
    states = ((Rectification.CLOSED, 4), (Rectification.NOT_REPORTED, 1))
    shown = replace(KIND, open=0, totals=replace(TOTALS, states=states, completion=Rate(4, 5)))

    assert words.kind_in_words(shown, None, ZH) == "已填报的均已完成，1个未填报状态"
    assert words.kind_in_words(shown, None, EN) == "all that report are done, no status from 1"


def test_where_nothing_waits_there_are_no_ages() -> None:
    assert words.ages_in_words((), ZH) == ""
    assert words.ages_in_words(((AgeBucket.UP_TO_30, 2),), ZH) == "未完成问题从收到至今的天数（按旬计，至少）：11至30天2个。"


def test_no_news_is_told_from_no_column_of_news() -> None:
    assert words.quiet_in_words(Quiet(15, None, 0), ZH) == ""
    assert words.quiet_in_words(Quiet(15, None, 3), ZH) == "工作簿没有“最近反馈时间”，哪些问题至少15天没有新进展无从判断。"
    assert words.quiet_in_words(Quiet(15, 2, 0), ZH) == "2个未完成问题至少15天没有新进展。"
    assert words.quiet_in_words(Quiet(1, 2, 0), EN) == "2 open problems without news for at least 1 day."
    assert words.quiet_in_words(Quiet(15, 2, 1), ZH) == "2个未完成问题至少15天没有新进展；另有1个没有填最近反馈时间。"


def test_rules_without_a_state_are_not_said_to_be_unfinished() -> None:
    unreported = RulesMade((RuleGroup(RuleAction.MADE, 1, None, None), RuleGroup(None, 2, None, None)), 3, None, None)

    assert words.rules(RulesMade((), 0, None, None), ZH) == ""
    assert words.rules(unreported, ZH) == "制度3项：立1项，未注明2项；均未填报状态。"
    assert words.rules(unreported, EN) == "3 rules: 1 made, 2 not stated; no status reported."
    assert words.rules(replace(unreported, cancelled=1), ZH) == "制度3项：立1项，未注明2项；均未填报状态；另有1项已取消。"
    assert words.rules(replace(unreported, cancelled=2), EN) == "3 rules: 1 made, 2 not stated; no status reported; 2 more are cancelled."
    assert words.rules(RulesMade((), 0, None, None, 2), ZH) == "2项制度均已取消。"


def test_of_problems_without_any_due_day_none_is_said_to_be_in_time() -> None:
    late = words.key_figures(replace(PICTURE, is_dated=False), ZH)[2]
    unreported = words.key_figures(replace(PICTURE, totals=replace(TOTALS, overdue=None), is_dated=False), ZH)[2]

    assert (late.value, late.context, late.count) == ("无可统计", "没有可计算的到期日", None)
    assert unreported.value == "未填报"
