"""One unit at a time: whose tasks, which problems, which reports, and in which order."""

from datetime import date

import pytest

from lib.access import Disclosed, disclose
from lib.ingest.frames import typed_frame
from lib.metrics.feedback import by_category_and_subcategory
from lib.metrics.model import AsOf, FeedbackGroup, Rate, ReportDuty, UnitReport
from lib.metrics.states import task_states
from lib.metrics.task_lists import worst_first
from lib.metrics.units import problems_by_unit, report_duties, unit_names, unit_report
from lib.schema import Audience, Gate, Lamp, SheetRole
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks
from tests.metrics.shown import shown_to, shown_to_head

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def board(audience: Audience = Audience.HEAD) -> Disclosed:
    tasks = make_tasks(
        number=["1", "2", "3", "4"],
        owner_unit=["总务处", "教务处", " 总务处", None],
        due=["2014-06-20", "2014-06-01", "2014-06-01", "2014-06-01"],
        status=["in_progress", "done", "in_progress", "in_progress"],
    )
    ledger = make_feedback(
        role="rectification",
        owner_unit=["总务处", "总务处", "总务处", "团委"],
        status=["open", "closed", "in_progress", "open"],
        due=["2014-07-01", "2014-06-01", "2014-06-01", "2014-06-01"],
        target=["unit", "unit", "unit", "person"],
    )
    organisation = typed_frame(SheetRole.ORGANISATION, {"body": ["教务处", "没有"]}, 2)
    return disclose(make_workbook(tasks, ledger, organisation=organisation), audience)


def report_of(unit: str) -> UnitReport:
    shown = board()
    return unit_report(task_states(shown.tasks, JUNE_10), shown.feedback, JUNE_10, unit)


def test_an_empty_workbook_has_no_unit() -> None:
    assert unit_names(disclose(make_workbook(no_tasks(), no_feedback()), Audience.HEAD)) == ()


def test_units_stand_in_the_organisations_order_then_in_the_workbooks_and_blank_is_last() -> None:
    assert unit_names(board()) == ("教务处", "总务处", "团委", "")


def test_a_unit_that_has_only_a_matter_of_one_person_is_not_named() -> None:
    assert unit_names(board(Audience.ALL_MEMBERS)) == ("教务处", "总务处", "")


def test_a_unit_has_its_own_tasks_and_problems_and_no_others() -> None:
    report = report_of("总务处")

    assert (report.progress.total, report.progress.should_be_done, report.progress.overdue) == (2, 1, 1)
    assert report.lamps == ((Lamp.OVERDUE, 1), (Lamp.IN_PROGRESS, 1))
    assert report.rectification.problems == 3
    assert report.rectification.closure == Rate(1, 3)
    assert report.rectification.overdue == 1


def test_a_units_tasks_stand_worst_first_and_its_closed_problems_are_left_out() -> None:
    report = report_of("总务处")

    assert report.tasks == ("任务!4", "任务!2")
    assert report.problems == ("整改台账!4", "整改台账!2")


def test_what_names_no_unit_is_a_group_of_its_own() -> None:
    assert report_of("").tasks == ("任务!5",)


def test_a_unit_without_problems_has_none_and_every_unit_can_be_asked_at_once() -> None:
    shown = board()
    states, at_once = task_states(shown.tasks, JUNE_10), problems_by_unit(shown.feedback, JUNE_10)
    report = report_of("教务处")

    assert (report.rectification.problems, report.problems) == (0, ())
    for unit in unit_names(shown):
        assert unit_report(states, shown.feedback, JUNE_10, unit, at_once) == report_of(unit)


def test_the_longest_overdue_comes_first_and_the_done_come_last() -> None:
    tasks = make_tasks(
        number=list("123456789"),
        due=["2014-06-09", "2014-05-01", "2014-07-01", "2014-06-12", None, "2014-06-01", "2014-06-30", "2014-07-02", "2014-06-01"],
        status=["done", "in_progress", "paused", "in_progress", "in_progress", "in_progress", "not_started", "in_progress", "not_reported"],
    )

    assert worst_first(task_states(tasks, JUNE_10))["number"].tolist() == ["2", "6", "3", "4", "8", "7", "9", "5", "1"]


def duties_of(**facts: object) -> tuple[ReportDuty, ...]:
    return report_duties(task_states(make_tasks(number="2", task="方案", due="2014-06-30", **facts), JUNE_10), JUNE_10)  # type: ignore[arg-type]


def test_a_task_without_duties_owes_no_report() -> None:
    assert duties_of() == ()
    assert duties_of(gate_status="无需", gate_body="督导组") == ()


def test_lines_of_the_cells_belong_together() -> None:
    found = duties_of(
        gate_body="督导组\n上级办公室", gate_action="审阅\n备案", gate_status="已审阅\n待报", gate_date="2014-06-01\n2014-06-09"
    )

    assert found == (
        ReportDuty("任务!2", "2", "方案", "上级办公室", "备案", Gate.DUE, date(2014, 6, 9), True),
        ReportDuty("任务!2", "2", "方案", "督导组", "审阅", Gate.REVIEWED, date(2014, 6, 1), False, 9),
    )


def test_one_body_and_one_date_hold_for_all_lines() -> None:
    found = duties_of(gate_body="督导组", gate_action="审阅\n备案", gate_status="待报\n待报", gate_date="6月20日")

    assert [(each.body, each.action, each.by) for each in found] == [
        ("督导组", "审阅", date(2014, 6, 20)),
        ("督导组", "备案", date(2014, 6, 20)),
    ]


def test_a_duty_with_no_state_yet_is_shown_with_its_state_unknown() -> None:
    (found,) = duties_of(gate_body="督导组", gate_action="审阅")

    assert (found.state, found.by, found.is_late) == (None, None, False)


@pytest.mark.parametrize(
    ("state", "by", "is_late"),
    [
        ("待报", "2014-06-09", True),
        ("待报", "2014-06-10", False),
        ("已报", "2014-06-09", True),
        ("已审阅", "2014-06-09", False),
        ("已备案", "2014-06-09", False),
        ("退回修改", "2014-06-30", True),
        ("待报", None, False),
    ],
)
def test_a_report_is_late_after_its_day_or_when_it_was_sent_back(state: str, by: str | None, is_late: bool) -> None:
    assert duties_of(gate_status=state, gate_date=by)[0].is_late is is_late


def test_late_reports_come_first_then_open_ones_then_settled_ones() -> None:
    found = duties_of(
        gate_status="已备案\n待报\n退回修改\n待报", gate_action="甲\n乙\n丙\n丁", gate_date="2014-06-01\n2014-06-25\n2014-06-28\n2014-06-20"
    )

    assert [each.action for each in found] == ["丙", "丁", "乙", "甲"]


def test_a_cancelled_task_owes_no_report() -> None:
    assert duties_of(gate_status="待报", status="cancelled") == ()


def test_subcategories_stand_within_their_category_and_add_up_to_it() -> None:
    rows = shown_to_head(
        category=["民生", "民生", "民生", "作风", None],
        subcategory=["食堂", "宿舍", "食堂", None, "食堂"],
        raw_count=[5, 9, 1, 2, 3],
        merged_into=[None, None, None, None, None],
    )
    found = by_category_and_subcategory(rows, ("作风",))

    assert [each.category.name for each in found] == ["作风", "民生", ""]
    assert found[1].subcategories == (FeedbackGroup("食堂", 6, 2, 2 / 5), FeedbackGroup("宿舍", 9, 1, 1 / 5))
    assert found[0].subcategories == (FeedbackGroup("", 2, 1, 1 / 5),)
    assert by_category_and_subcategory(shown_to(Audience.HEAD, no_feedback())) == ()


def test_a_matter_of_one_person_is_in_no_subcategory() -> None:
    feedback = make_feedback(category="民生", subcategory=["食堂", "食堂"], target=["unit", "person"])
    (found,) = by_category_and_subcategory(shown_to(Audience.ALL_MEMBERS, feedback))

    assert found.subcategories == (FeedbackGroup("食堂", 1, 1, 0.5),)


def test_of_several_bodies_none_is_guessed_for_a_line_without_one() -> None:
    found = duties_of(gate_body="督导组\n上级办公室", gate_status="待报\n待报\n待报", gate_date="2014-06-20\n2014-06-21")

    assert [(each.body, each.by) for each in found] == [("督导组", date(2014, 6, 20)), ("上级办公室", date(2014, 6, 21)), ("", None)]


def test_problems_that_name_no_unit_are_of_the_blank_one() -> None:
    rows = shown_to_head(role="rectification", owner_unit=[None, "总务处", " "], due=None)
    report = unit_report(task_states(no_tasks(), JUNE_10), rows, JUNE_10, "")

    assert (report.rectification.problems, report.problems) == (2, ("整改台账!2", "整改台账!4"))


def test_a_report_of_a_task_without_a_number_or_a_text_bears_empty_ones() -> None:
    tasks = make_tasks(number=None, task=None, due="2014-06-30", gate_status="待报")
    (found,) = report_duties(task_states(tasks, JUNE_10), JUNE_10)

    assert (found.number, found.task) == ("", "")


def test_a_unit_named_beside_an_opinion_that_nobody_took_up_owes_nothing() -> None:
    rows = make_feedback(role=["feedback", "rectification"], owner_unit=["工会", "教务处"], due=None)

    assert unit_names(disclose(make_workbook(no_tasks(), rows), Audience.HEAD)) == ("教务处",)


def test_units_of_problems_alone_stand_by_number_and_sound_behind_those_of_the_plan() -> None:
    rows = make_feedback(4, role="rectification", owner_unit=["总务处", "二年级", "一年级", "办公室"])
    shown = disclose(make_workbook(make_tasks(owner_unit="政教处"), rows), Audience.HEAD)
    assert unit_names(shown) == ("政教处", "一年级", "二年级", "办公室", "总务处")
