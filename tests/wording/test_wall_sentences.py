"""The wall chart, one unit and the definitions beside a chart, word for word."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.figures.charts import CHARTS
from lib.i18n import LANGUAGES, Language
from lib.metrics.model import (
    Grouping,
    Rate,
    RectificationTotals,
    ReportDuty,
    Step,
    UnitReport,
    Wall,
    WallLoad,
)
from lib.metrics.wall import column_number, column_start
from lib.schema import Gate
from lib.wording import FigureId, of_chart, unit, wall
from tests.wording.boards import FULL, JUNE_10, NONE, PLAN_ONLY

ZH, EN = Language.ZH, Language.EN


def make_wall(*due: int, now: int | None = None, undated: int = 0, first: date = date(2014, 3, 1), step: Step = Step.XUN) -> Wall:
    """Columns from a day on, each with so many tasks due."""
    start = column_number(first, step)
    loads = tuple(WallLoad(column_start(start + n, step), column_start(start + n + 1, step), count, 0) for n, count in enumerate(due))
    return Wall(Grouping.PHASE, step, (), loads, now, JUNE_10, undated)


GOLDEN = [
    (make_wall(), "没有任务可以排出时间。", "There are no tasks to place in time."),
    (
        make_wall(undated=4),
        "4项任务均无可确认的到期日，无法排出时间。",
        "None of the 4 tasks has a due day that can be confirmed, so there is no timeline.",
    ),
    (
        replace(make_wall(), is_too_long=True),
        "任务时限前后相隔太久，排不出进度挂图；请核对工作簿中的年份。",
        "The deadlines lie too far apart for a wall chart; please check the years in the workbook.",
    ),
    (make_wall(1), "到期任务只有1项，在3月上旬。", "Only 1 task is due, in early Mar."),
    (
        make_wall(1, 2, 0, 0, 1, now=2),
        "3月中旬最集中，2项到期；本旬（3月下旬）没有到期任务；今后到期任务只有1项，在4月中旬。",
        "Mid-Mar is the busiest, with 2 tasks due; nothing falls due in the present period (late Mar); "
        "still to come, only 1 task falls due, in mid-Apr.",
    ),
    (
        make_wall(2, 0, 1, 1, now=1, step=Step.MONTH),
        "3月最集中，2项到期；本月（4月）没有到期任务；今后各月到期任务均不超过1项。",
        "Mar is the busiest, with 2 tasks due; nothing falls due in the present month (Apr); "
        "still to come, no month has more than 1 task due.",
    ),
    (
        make_wall(0, 4, 2, 0, 1, 2, 5, 2, now=7),
        "5月上旬最集中，5项到期；本旬（5月中旬）到期2项。",
        "Early May is the busiest, with 5 tasks due; 2 tasks fall due in the present period (mid-May).",
    ),
    (
        make_wall(0, 4, 2, 0, 1, 2, 5, 2, now=3),
        "5月上旬最集中，5项到期；本旬（4月上旬）没有到期任务。",
        "Early May is the busiest, with 5 tasks due; nothing falls due in the present period (early Apr).",
    ),
    (
        make_wall(0, 4, 2, 0, 1, 2, now=1, undated=3),
        "3月中旬最集中，4项到期；本旬（3月中旬）到期4项；今后3月下旬、4月下旬并列最集中，各2项到期；另有3项没有可计算的到期日。",
        "Mid-Mar is the busiest, with 4 tasks due; 4 tasks fall due in the present period (mid-Mar); "
        "still to come, late Mar and late Apr are the busiest with 2 tasks due each; 3 more have no due day that can be computed.",
    ),
    (
        make_wall(4, 0, 4),
        "3月上旬、3月下旬并列最集中，各4项到期。",
        "Early Mar and late Mar are the busiest, with 4 tasks due each.",
    ),
    (
        make_wall(1, 1, 1, 1, 1),
        "各旬到期任务均不超过1项。",
        "No ten-day period has more than 1 task due.",
    ),
    (
        make_wall(2, 2, 2, 2, 2),
        "3月上旬、3月中旬、3月下旬等5个旬并列最集中，各2项到期。",
        "Early Mar, mid-Mar, late Mar and others, 5 ten-day periods in all, are the busiest, with 2 tasks due each.",
    ),
    (
        make_wall(1, 3, now=0, first=date(2014, 12, 21)),
        "2015年1月上旬最集中，3项到期；本旬（2014年12月下旬）到期1项。",
        "Early Jan 2015 is the busiest, with 3 tasks due; 1 task falls due in the present period (late Dec 2014).",
    ),
    (
        make_wall(1, 3, now=1, step=Step.MONTH),
        "4月最集中，3项到期；本月（4月）到期3项。",
        "Apr is the busiest, with 3 tasks due; 3 tasks fall due in the present month (Apr).",
    ),
    (
        make_wall(9, 3, now=1, step=Step.YEAR),
        "2014年最集中，9项到期；本年（2015年）到期3项。",
        "2014 is the busiest, with 9 tasks due; 3 tasks fall due in the present year (2015).",
    ),
]


@pytest.mark.parametrize(("shown", "chinese", "english"), GOLDEN)
def test_the_wall_chart_names_its_peak_and_what_is_near(shown: Wall, chinese: str, english: str) -> None:
    assert wall(shown, ZH) == chinese
    assert wall(shown, EN) == english


NO_PROBLEMS = RectificationTotals(0, (), None, None, None, 0)
PROBLEMS = RectificationTotals(5, (), completion=Rate(3, 5), closure=Rate(2, 5), overdue=1, long_term=1)


def duty(state: Gate | None, *, is_late: bool = False) -> ReportDuty:
    return ReportDuty("r2", "2", "方案", "督导组", "审阅", state, None, is_late)


def report(**facts: Any) -> UnitReport:
    return replace(UnitReport("总务处", FULL, (), ("r1",), NO_PROBLEMS, (), ()), **facts)


UNITS = [
    (
        report(tasks=(), progress=NONE),
        "“总务处”没有任务、整改问题和报送事项。",
        '"总务处" has no task, no problem to put right and no report to hand in.',
    ),
    (
        report(),
        "截至6月10日，“总务处”24项任务应完成18项，其中已完成16项，逾期2项；另提前完成1项。",
        'As of 10 Jun, in "总务处", 18 of 24 tasks should be done: 16 are done, 2 are overdue; 1 more was finished early.',
    ),
    (
        report(tasks=(), progress=NONE, rectification=PROBLEMS),
        "截至6月10日，“总务处”没有承担任务；整改问题5个，整改完成率60%，销号率40%；整改逾期1个。",
        'As of 10 Jun, "总务处" has no task; 5 problems: completion rate 60%, closure rate 40%; 1 problem is overdue.',
    ),
    (
        report(tasks=(), progress=NONE, rectification=replace(PROBLEMS, closure=None, overdue=0)),
        "截至6月10日，“总务处”没有承担任务；整改问题5个，整改完成率60%，销号率未填报。",
        'As of 10 Jun, "总务处" has no task; 5 problems: completion rate 60%, closure rate not reported.',
    ),
    (
        report(tasks=(), progress=NONE, rectification=RectificationTotals(1, (), None, None, None, 0)),
        "截至6月10日，“总务处”没有承担任务；整改问题1个；未填报整改状态。",
        'As of 10 Jun, "总务处" has no task; 1 problem; no status is reported.',
    ),
    (
        report(progress=PLAN_ONLY, duties=(duty(Gate.RETURNED, is_late=True), duty(Gate.DUE), duty(None), duty(Gate.FILED))),
        "截至6月10日，按计划“总务处”24项任务应完成18项；均未填报进度；报送逾期或被退回1件；另有2件待报或待复。",
        'As of 10 Jun, in "总务处", the plan asks for 18 of 24 tasks to be done; no progress is reported; '
        "1 report is overdue or was sent back; 2 more reports are to be handed in or answered.",
    ),
    (
        report(tasks=(), progress=NONE, duties=(duty(Gate.SUBMITTED),)),
        "截至6月10日，“总务处”没有承担任务；报送事项1件待报或待复。",
        'As of 10 Jun, "总务处" has no task; 1 report is to be handed in or answered.',
    ),
    (
        report(tasks=(), progress=NONE, duties=(duty(Gate.DUE, is_late=True), duty(Gate.FILED))),
        "截至6月10日，“总务处”没有承担任务；报送逾期或被退回1件。",
        'As of 10 Jun, "总务处" has no task; 1 report is overdue or was sent back.',
    ),
    (
        report(tasks=(), progress=NONE, duties=(duty(Gate.REVIEWED), duty(Gate.FILED))),
        "截至6月10日，“总务处”没有承担任务；报送事项2件均已办结。",
        'As of 10 Jun, "总务处" has no task; all of the 2 reports are settled.',
    ),
]


@pytest.mark.parametrize(("owed", "chinese", "english"), UNITS)
def test_a_unit_is_told_what_it_owes(owed: UnitReport, chinese: str, english: str) -> None:
    assert unit(owed, ZH) == chinese
    assert unit(owed, EN) == english


def test_what_names_no_unit_is_said_to_be_unstated() -> None:
    assert unit(report(name=""), ZH).startswith("截至6月10日，“未注明”24项任务")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_the_definitions_of_its_figures(name: str, language: Language) -> None:
    found = of_chart(name, language)

    assert found
    assert len({each.figure for each in found}) == len(found)
    assert [each.figure for each in found if "⟦" in each.name + each.meaning] == []


def test_the_definitions_of_the_wall_chart_speak_of_load() -> None:
    assert [each.figure for each in of_chart("wall_chart", ZH)] == [FigureId.WALL_DUE, FigureId.WALL_RUNNING, FigureId.UNDATED]
    assert of_chart("wall_chart", ZH)[0].name == "各旬到期"
