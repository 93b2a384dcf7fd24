"""The sentences at the head of a report's lists, in both languages: none, unknown, some, all."""

from datetime import date

import pytest

from lib.i18n import Language
from lib.metrics.model import UnitReport
from lib.wording import report as words
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks
from tests.desk.test_reporting import board

ZH, EN = Language


def progress(**facts: object):  # type: ignore[no-untyped-def]
    """The progress of a plan on 10 June 2014."""
    return board(make_workbook(tasks=make_tasks(**facts))).progress  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({"status": "done", "count": 2}, "截至6月10日，没有逾期任务。", "As of 10 Jun, no task is overdue."),
        (
            {"status": None, "count": 2},
            "截至6月10日，进度未填报，逾期情况不明。",
            "As of 10 Jun, progress is not reported; what is overdue is not known.",
        ),
        (
            {"status": "not_started", "due_text": "5月31日前", "count": 1},
            "截至6月10日，逾期1项：“甲”10天。",
            'As of 10 Jun, 1 task is overdue: "甲" by 10 days.',
        ),
        (
            {"status": "not_started", "due_text": "待定", "count": 2},
            "截至6月10日，到期日均待定，逾期情况不明。",
            "As of 10 Jun, no task has a due day that can be confirmed; what is overdue is not known.",
        ),
        (
            {"status": "not_started", "due_text": ["6月底", "待定"], "count": 2},
            "截至6月10日，没有逾期任务；另有1项没有可计算的到期日。",
            "As of 10 Jun, no task is overdue; 1 more has no due day that can be computed.",
        ),
    ],
    ids=["all done", "not reported", "one late", "nothing dated", "one dated"],
)
def test_what_is_late_is_counted_and_the_worst_named(facts: dict[str, object], zh: str, en: str) -> None:
    shown = progress(**facts)

    said = [
        words.late(shown, (worst,) if shown.overdue else (), language) for language, worst in ((ZH, "“甲”10天"), (EN, '"甲" by 10 days'))
    ]

    assert said == [zh, en]


def test_the_longest_late_are_called_so_only_where_others_are_late_too() -> None:
    def said(count: int) -> str:
        return words.late(progress(status="not_started", due_text="5月31日前", count=count), tuple(f"“{n}”10天" for n in range(count)), ZH)

    assert said(2) == "截至6月10日，逾期2项：“0”10天，“1”10天。"
    assert said(3) == "截至6月10日，逾期3项：“0”10天，“1”10天，“2”10天。"
    assert said(4) == "截至6月10日，逾期4项；逾期最久的是“0”10天，“1”10天，“2”10天。"


@pytest.mark.parametrize(
    ("help_needed", "zh", "en"),
    [
        (0, "截至6月10日，受阻2项。", "As of 10 Jun, 2 tasks are stuck."),
        (1, "截至6月10日，受阻2项；需领导协调1项。", "As of 10 Jun, 2 tasks are stuck; 1 task asks for a leader's help."),
    ],
)
def test_what_is_stuck_and_who_is_asked(help_needed: int, zh: str, en: str) -> None:
    shown = progress(status="paused", count=2)

    assert [words.stuck(shown, help_needed, language) for language in Language] == [zh, en]


@pytest.mark.parametrize(
    ("statuses", "zh", "en"),
    [
        (
            ["done", None],
            "截至6月10日，没有已知逾期的任务；另有1项已到期，是否逾期不明。",
            "As of 10 Jun, no task is known to be overdue; of 1 more that is due it is not known whether it is overdue.",
        ),
        (
            ["not_started", None, None],
            "截至6月10日，逾期1项；另有2项已到期，是否逾期不明。",
            "As of 10 Jun, 1 task is overdue; of 2 more that are due it is not known whether they are overdue.",
        ),
    ],
)
def test_a_task_that_is_due_and_does_not_report_is_not_called_punctual(statuses: list[str | None], zh: str, en: str) -> None:
    shown = progress(status=statuses, due_text="5月31日前")

    assert [words.late(shown, (), language) for language in Language] == [zh, en]


def test_what_is_stuck_is_not_known_where_nothing_is_reported() -> None:
    shown = progress(status=None, count=2)

    assert words.stuck(shown, 0, ZH) == "截至6月10日，进度未填报，受阻情况不明。"
    assert words.stuck(shown, 0, EN) == "As of 10 Jun, progress is not reported; what is stuck is not known."


def test_of_tasks_that_do_not_report_nobody_knows_whether_they_are_stuck() -> None:
    shown = progress(status=["in_progress", None, None])

    assert words.stuck(shown, 0, ZH) == "截至6月10日，没有填报受阻和需要协调的事项；另有2项未填报进度。"
    assert words.stuck(shown, 0, EN) == "As of 10 Jun, nothing is reported as stuck or as needing help; 2 more do not report progress."


def test_where_no_task_is_left_no_report_is_missed() -> None:
    shown = progress(count=0)

    assert words.late(shown, (), ZH) == words.stuck(shown, 0, ZH) == "没有任务可以统计。"
    assert words.late(shown, (), EN) == words.stuck(shown, 0, EN) == "There are no tasks to count."


def test_what_comes_next_is_not_known_where_no_task_has_a_due_day() -> None:
    shown = progress(status="in_progress", due_text="待定", count=2)

    assert words.coming(shown, 7, ZH) == "到期日均待定，今后7天到期情况不明。"
    assert words.coming(shown, 7, EN) == "No task has a due day that can be confirmed; what falls due within 7 days is not known."


def test_whose_need_of_help_is_not_shown_is_said() -> None:
    asking, idle = progress(status="paused", count=2), progress(status="done", count=1)

    assert words.stuck(asking, 1, ZH, withheld=3) == "截至6月10日，受阻2项；需领导协调1项；另有3项任务是否需协调，按受众不显示。"
    assert (
        words.stuck(asking, 0, EN, withheld=1)
        == "As of 10 Jun, 2 tasks are stuck; whether 1 more needs help is not shown to this audience."
    )
    assert (
        words.stuck(idle, 0, ZH, withheld=1)
        == "截至6月10日，没有受阻的任务，显示的任务也没有需要协调的事项；另有1项任务是否需协调，按受众不显示。"
    )


def test_nothing_stuck_is_said() -> None:
    shown = progress(status="done", count=1)

    assert words.stuck(shown, 0, ZH) == "截至6月10日，没有填报受阻和需要协调的事项。"
    assert words.stuck(shown, 0, EN) == "As of 10 Jun, nothing is reported as stuck or as needing help."


@pytest.mark.parametrize(
    ("due", "days", "zh", "en"),
    [
        ("6月12日前", 7, "今后7天到期1项。", "1 task falls due within 7 days."),
        ("9月", 7, "今后7天没有到期的任务。", "No task falls due within 7 days."),
        ("6月11日前", 1, "今后1天到期1项。", "1 task falls due within 1 day."),
    ],
)
def test_what_comes_next_has_right_plurals(due: str, days: int, zh: str, en: str) -> None:
    shown = progress(status="in_progress", due_text=due, count=1)

    assert [words.coming(shown, days, language) for language in Language] == [zh, en]


def test_units_are_named_and_never_persons() -> None:
    workbook = make_workbook(tasks=make_tasks(owner_unit=["甲处", "乙处"], owner="某某", status=["not_started", "done"], due_text="5月"))
    shown = board(workbook)
    reports: tuple[UnitReport, ...] = tuple(shown.unit_report(name) for name in shown.units)

    assert words.units(reports, ZH) == "2个责任部门；1个部门有逾期任务：“甲处”1项。"
    assert words.units(reports, EN) == '2 responsible units; 1 has overdue tasks: "甲处" 1.'
    assert date(2014, 6, 10) == shown.as_of.day


def unit_reports(**facts: object) -> tuple[UnitReport, ...]:
    """The units of a plan that is due in May, on 10 June."""
    shown = board(make_workbook(tasks=make_tasks(due_text="5月", **facts)))  # type: ignore[arg-type]
    return tuple(shown.unit_report(name) for name in shown.units)


def test_a_unit_that_does_not_report_is_not_called_punctual() -> None:
    reports = unit_reports(owner_unit=["甲处", "乙处"], status=["done", None])

    assert words.units(reports, ZH) == "2个责任部门；已填报的部门均无逾期任务；1个部门未填报进度。"
    assert words.units(reports, EN) == "2 responsible units; none of those that report has an overdue task; 1 does not report its progress."


def test_a_unit_that_reports_on_some_of_what_is_due_is_not_called_punctual() -> None:
    reports = unit_reports(owner_unit=["甲处", "甲处", "乙处"], status=["done", None, "done"])
    late = unit_reports(owner_unit=["甲处", "甲处", "乙处"], status=["not_started", None, "done"])

    assert words.units(reports, ZH) == "2个责任部门；没有已知逾期的任务；另有1项已到期，是否逾期不明。"
    assert words.units(reports, EN).startswith("2 responsible units; none is known to have an overdue task; of 1 more that is due")
    assert words.units(late, ZH) == "2个责任部门；1个部门有逾期任务：“甲处”1项；另有1项已到期，是否逾期不明。"


def test_of_units_whose_tasks_have_no_due_day_nobody_knows_what_is_late() -> None:
    shown = board(make_workbook(tasks=make_tasks(due_text="待定", owner_unit=["甲处", "乙处"], status="not_started")))
    reports = tuple(shown.unit_report(name) for name in shown.units)

    assert words.units(reports, ZH) == "2个责任部门；到期日均待定，逾期情况不明。"
    assert words.units(reports, EN).endswith("no task has a due day that can be confirmed, so what is overdue is not known.")


def test_a_late_unit_hides_none_that_does_not_report() -> None:
    reports = unit_reports(owner_unit=["甲处", "乙处", "丙处"], status=["not_started", None, None])

    assert words.units(reports, ZH) == "3个责任部门；1个部门有逾期任务：“甲处”1项；2个部门未填报进度。"


def test_units_without_tasks_are_not_said_to_report_nothing() -> None:
    shown = board(make_workbook(tasks=no_tasks(), feedback=make_feedback(2, owner_unit=["甲处", "乙处"])))
    reports = tuple(shown.unit_report(name) for name in shown.units)

    assert words.units(reports, ZH) == "2个责任部门；分到各部门的整改问题2个。"
    assert words.units(reports, EN) == "2 responsible units; 2 problems to put right are theirs."


def test_units_without_tasks_are_told_by_the_problems_they_closed() -> None:
    feedback = make_feedback(3, role="rectification", owner_unit=["甲处", "乙处", None], status=["closed", "open", "open"])
    shown = board(make_workbook(tasks=no_tasks(), feedback=feedback))
    reports = tuple(shown.unit_report(name) for name in shown.units)

    assert words.units(reports, ZH) == "2个责任部门，另有未写明部门的；分到各部门的整改问题2个；已销号1个。"
    assert words.units(reports, EN) == "2 responsible units, and rows that name none; 2 problems to put right are theirs; 1 is closed."


def test_problems_of_no_unit_are_no_tasks() -> None:
    feedback = make_feedback(2, role="rectification", owner_unit=None, status="open")
    shown = board(make_workbook(tasks=no_tasks(), feedback=feedback))
    reports = tuple(shown.unit_report(name) for name in shown.units)

    assert words.units(reports, ZH) == "没有写明责任部门。"
    assert words.units(reports, EN) == "No responsible unit is named."


def test_the_units_with_the_most_late_tasks_are_named_first() -> None:
    reports = unit_reports(owner_unit=["甲处", "乙处", "乙处", "丙处"], status="not_started")

    assert "“乙处”2项，“甲处”1项，“丙处”1项" in words.units(reports, ZH)


def test_tasks_that_name_no_unit_are_no_unit() -> None:
    nameless = unit_reports(owner_unit=[None, None], status="done")
    some = unit_reports(owner_unit=["甲处", None], status="done")

    assert words.units(nameless, ZH) == "没有写明责任部门；均无逾期任务。"
    assert words.units(nameless, EN) == "No responsible unit is named; none has an overdue task."
    assert words.units(some, ZH) == "1个责任部门，另有未写明部门的；均无逾期任务。"
    assert words.units(some, EN) == "1 responsible unit, and rows that name none; none has an overdue task."


def test_where_the_worst_are_not_named_the_count_stands_alone() -> None:
    shown = progress(status="not_started", due_text="5月31日前", count=2)

    assert words.late(shown, (), ZH) == "截至6月10日，逾期2项。"
    assert words.late(shown, (), EN) == "As of 10 Jun, 2 tasks are overdue."
