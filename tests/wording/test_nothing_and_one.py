"""Key figures, units, reminders and talks: what cannot be counted is not called unreported, and one is said as one."""

from datetime import date

import pytest

from lib.access import disclose
from lib.i18n import Language
from lib.metrics.feedback import feedback_totals
from lib.metrics.model import AsOf, RectificationTotals, UnitReport
from lib.metrics.progress import progress
from lib.metrics.states import task_states
from lib.schema import Audience
from lib.wording.headlines import headline, remarks
from lib.wording.key_figures import of_feedback, of_tasks
from lib.wording.reminders import Concern, Item, Reminder, reminder_text
from lib.wording.talks import change
from lib.wording.units import unit
from tests.builders import make_feedback, make_tasks, make_workbook

DAY = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def test_a_plan_of_cancelled_tasks_has_nothing_to_count_and_is_not_called_unreported():
    figures = of_tasks(progress(task_states(make_tasks(count=2, status="cancelled"), DAY), DAY), 7, Language.ZH)

    assert [figure.value for figure in figures] == ["0", "无可统计", "无可统计", "无可统计", "无可统计"]
    assert {figure.context for figure in figures} == {"没有任务可以统计：2项均已取消"}


def test_rates_of_no_problem_are_of_nothing_and_not_called_unreported():
    heard = feedback_totals(disclose(make_workbook(feedback=make_feedback(2)), Audience.PUBLIC).feedback)
    figures = of_feedback(heard, RectificationTotals(0, (), None, None, None, 0), Language.ZH)

    assert [(figure.value, figure.context) for figure in figures[2:]] == [
        ("0", "列入整改的问题"),
        ("无可统计", "没有整改问题"),
        ("无可统计", "没有整改问题"),
    ]


def test_a_unit_whose_problems_have_no_state_is_said_not_to_have_reported():
    nothing = progress(task_states(make_tasks(count=0), DAY), DAY)
    problems = RectificationTotals(3, (), None, None, None, 0)
    report = UnitReport("总务处", nothing, (), (), problems, ("a", "b", "c"), ())

    assert unit(report, Language.ZH).endswith("整改问题3个；均未填报整改状态。")


@pytest.mark.parametrize(("language", "heading"), [(Language.ZH, "【1天内到期】1项"), (Language.EN, "Due within 1 day: 1 task")])
def test_a_reminder_one_day_ahead_says_one_day(language: Language, heading: str):
    item = Item(Concern.SOON, "3", "开大会", date(2014, 6, 11), -1)

    assert heading in reminder_text(Reminder("总务处", "活动", "第1版", DAY, 1, (item,)), language)


@pytest.mark.parametrize(
    ("points", "chinese", "english"),
    [
        (None, "", ""),
        (0.0, "持平", "Unchanged"),
        (0.0004, "持平", "Unchanged"),
        (0.01, "提高1个百分点", "up 1 point"),
        (-0.025, "下降2.5个百分点", "down 2.5 points"),
    ],
)
def test_a_change_is_worded_as_it_is_printed(points: float | None, chinese: str, english: str):
    assert change(points, Language.ZH) == chinese
    assert change(points, Language.EN) == english


@pytest.mark.parametrize(
    ("facts", "chinese", "english"),
    [
        ({"due": "2014-07-01"}, "截至6月10日，1项任务未到期。", "As of 10 Jun, the only task is not due yet."),
        (
            {"due": None, "kind": "open-ended"},
            "截至6月10日，1项任务无可确认的到期日。",
            "As of 10 Jun, the only task has no due day that can be confirmed.",
        ),
        ({"due": "2014-06-01", "status": "not_reported"}, "截至6月10日，按计划1项任务应全部完成；未填报进度。", None),
        (
            {"due": "2014-06-10"},
            "截至6月10日，1项任务应完成1项，尚未完成，当日到期未完成1项。",
            "As of 10 Jun, 1 of 1 task should be done: it is not done, 1 is due that day and not done.",
        ),
        ({"status": "cancelled"}, "没有任务可以统计：仅有的1项已取消。", "There are no tasks to count: the only one was cancelled."),
    ],
)
def test_of_one_task_nobody_says_all(facts: dict[str, object], chinese: str, english: str | None):
    alone = progress(task_states(make_tasks(**facts), DAY), DAY)

    assert headline(alone, "", Language.ZH) == chinese
    assert english is None or headline(alone, "", Language.EN) == english


def test_what_was_cancelled_is_not_told_twice_where_nothing_else_is_left():
    assert remarks(progress(task_states(make_tasks(status="cancelled"), DAY), DAY), Language.ZH) == ()
