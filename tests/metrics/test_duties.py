"""What goes to a supervising body: the states and days of written duties, and what a plan's text proposes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.desk.opening import open_file
from lib.metrics.duties import Duties, Turn, duties, duties_in_text
from lib.metrics.figures import figures
from lib.metrics.model import AsOf
from lib.metrics.states import task_states
from lib.schema import Audience, Gate
from lib.schema.reporting import DutyAction
from lib.settings import Settings
from tests.builders import make_tasks, make_workbook, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))
SEED = Path(__file__).resolve().parents[1] / "ingest" / "examples" / "seed_schedule.xlsx"


def found(**facts: Any) -> Duties:
    return duties(task_states(make_tasks(**{"due": "2014-06-30", **facts}), JUNE_10), JUNE_10)


def only(**facts: Any) -> Any:
    (duty,) = found(**facts).duties
    return duty


def test_no_tasks_owe_nothing() -> None:
    nothing = duties(task_states(no_tasks(), JUNE_10), JUNE_10)

    assert (nothing.duties, nothing.not_needed, nothing.proposed) == ((), (), ())
    assert nothing.next_up is None


@pytest.mark.parametrize(
    ("state", "turn"),
    [
        ("待报", Turn.OURS),
        ("退回修改", Turn.OURS),
        ("已报", Turn.THEIRS),
        ("已审阅", Turn.NOBODY),
        ("已备案", Turn.NOBODY),
        ("传真", Turn.UNKNOWN),
    ],
)
def test_what_is_due_or_sent_back_is_ours_and_what_was_submitted_is_theirs(state: str, turn: Turn) -> None:
    assert only(gate_status=state).turn is turn


def test_days_in_a_state_count_from_its_date_and_are_unknown_without_one() -> None:
    assert only(gate_status="已报", gate_date="2014-06-04").days_in_state == 6
    assert only(gate_status="已报").days_in_state is None
    assert only(gate_status="已报", gate_date="2014-06-04").days_left is None


def test_the_date_of_what_is_still_due_is_no_beginning() -> None:
    due = only(gate_status="待报", gate_date="2014-06-15")

    assert (due.days_in_state, due.days_left) == (None, 5)


def test_a_state_dated_after_the_day_judged_has_no_days_yet() -> None:
    assert only(gate_status="已审阅", gate_date="2014-06-20").days_in_state is None


def test_a_state_that_begins_on_the_day_judged_has_lasted_no_day_yet() -> None:
    assert only(gate_status="已报", gate_date="2014-06-10").days_in_state == 0


def test_what_is_due_today_is_next_and_not_late() -> None:
    board = found(gate_status="待报", gate_date="2014-06-10")

    assert (board.duties[0].days_left, board.late) == (0, ())
    assert board.next_up is board.duties[0]
    assert found(gate_status="待报", gate_date="2014-06-09").duties[0].days_left == -1
    assert found(gate_status="待报", gate_date="2014-06-09").next_up is None
    assert found(gate_status="待报").next_up is None


def test_a_course_that_goes_on_after_the_day_judged_stands_where_it_stood() -> None:
    duty = only(gate_status="退回修改", gate_date="6月1日已报→6月20日退回修改")

    assert [(stay.state, stay.days, stay.is_now) for stay in duty.stays] == [(Gate.SUBMITTED, 9, False)]
    assert duty.days_in_state is None


def test_a_course_tells_the_days_of_each_state() -> None:
    duty = only(gate_status="已报", gate_date="6月1日已报→6月4日退回修改→6月6日已报")

    assert [(stay.state, stay.days) for stay in duty.stays] == [(Gate.SUBMITTED, 3), (Gate.RETURNED, 2), (Gate.SUBMITTED, 4)]
    assert duty.by == date(2014, 6, 6)
    assert duty.days_in_state == 4


def test_a_course_that_runs_backwards_or_cannot_be_read_gives_its_last_day_alone() -> None:
    assert only(gate_status="已报", gate_date="6月4日已报→6月1日退回").stays[-1].since == date(2014, 6, 1)
    assert len(only(gate_status="已报", gate_date="近日已报→6月1日退回").stays) == 1


def test_late_ones_come_first_and_the_next_is_the_nearest_that_is_not_late() -> None:
    board = found(gate_status="待报\n待报\n待报\n已审阅", gate_action="甲\n乙\n丙\n丁", gate_date="6月30日\n6月1日\n6月20日\n6月2日")

    assert [duty.action for duty in board.duties] == ["乙", "丙", "甲", "丁"]
    assert [duty.action for duty in board.late] == ["乙"]
    assert board.next_up is not None
    assert board.next_up.action == "丙"
    assert (board.settled, len(board.ours), len(board.theirs)) == (1, 3, 0)


def test_what_needs_no_report_stands_apart() -> None:
    board = found(gate_status="无需", gate_body="督导组", gate_action="商定会期")

    assert board.duties == ()
    assert [duty.action for duty in board.not_needed] == ["商定会期"]


def test_what_needs_no_report_is_told_beside_what_does() -> None:
    board = found(gate_status="无需\n待报", gate_action="商定会期\n审阅")

    assert [duty.action for duty in board.duties] == ["审阅"]
    assert [duty.action for duty in board.not_needed] == ["商定会期"]


def test_a_task_whose_columns_speak_is_proposed_nothing() -> None:
    assert len(found(task="方案送督导组审阅").proposed) == 1
    assert found(task="方案送督导组审阅", gate_status="无需").proposed == ()


def test_a_proposal_is_in_no_figure_and_stops_no_task() -> None:
    tasks = make_tasks(task="方案送督导组审阅", due="2014-06-01", status="in_progress")
    shown = {figure.id: figure.value for figure in figures(_disclosed(tasks), JUNE_10)}

    assert shown["duties"] is None
    assert shown["stuck"] == 0


def test_the_figures_are_those_of_the_list() -> None:
    tasks = make_tasks(gate_status="待报\n已报\n已备案\n无需", gate_date="2014-06-01\n2014-06-12\n2014-06-01\n")
    shown = {figure.id: figure.value for figure in figures(_disclosed(tasks), JUNE_10)}

    assert [shown[name] for name in ("duties", "duties_late", "duties_settled", "duties_ours", "duties_theirs")] == [3, 1, 1, 1, 1]


def _disclosed(tasks: Any) -> Any:
    from lib.access import disclose

    return disclose(make_workbook(tasks), Audience.HEAD)


@pytest.mark.parametrize(
    ("text", "body", "action"),
    [
        ("方案送督导组审阅", "督导组", DutyAction.REVIEW),
        ("经局党委督导组审阅同意后印发", "督导组", DutyAction.REVIEW),
        ("报领导小组办公室备案", "领导小组办公室", DutyAction.FILE),
        ("向督导联络组汇报", "督导联络组", DutyAction.REPORT),
        ("总结报告报上级领导小组办公室", "领导小组办公室", DutyAction.SUBMIT),
        ("会期与督导组商定", "督导组", DutyAction.AGREE),
        ("商督导组确定时间", "督导组", DutyAction.AGREE),
        ("邀请巡察组列席", "巡察组", DutyAction.HOST),
        ("材料报送督导组请示", "督导组", DutyAction.REPORT),
        ("向督导组请示", "督导组", DutyAction.REPORT),
        ("经督导组存档", "督导组", DutyAction.FILE),
        ("日程与督导组衔接", "督导组", DutyAction.AGREE),
        ("督导组参加", "督导组", DutyAction.HOST),
        ("督导组点评", "督导组", DutyAction.HOST),
    ],
)
def test_each_way_of_saying_it_is_read(text: str, body: str, action: DutyAction) -> None:
    assert [(found_body, found_action) for found_body, found_action, _ in duties_in_text(text)] == [(body, action)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "举办一次先进典型报告会",
        "成立领导小组办公室",
        "根据上级部门指导意见制定方案",
        "填报督导组统计表",
        "向主管部门申请经费",
        "报校长审批",
    ],
)
def test_what_hands_nothing_to_a_supervising_body_proposes_nothing(text: str) -> None:
    assert duties_in_text(text) == ()


def test_what_is_agreed_before_a_report_is_a_step_of_it() -> None:
    assert [action for _, action, _ in duties_in_text("与督导组商量后，报督导联络组审核")] == [DutyAction.APPROVE]


def test_the_schedule_proposes_nine_tasks_that_submit_and_three_that_agree_or_host() -> None:
    workbook = open_file(SEED.read_bytes(), SEED.name, Settings()).workbook
    proposed = duties(task_states(workbook.tasks, JUNE_10), JUNE_10).proposed
    rows = {ref: row for row, ref in enumerate(workbook.tasks["ref"])}
    submitting = sorted({rows[each.ref] for each in proposed if each.action.hands_in})
    others = sorted({rows[each.ref] for each in proposed if not each.action.hands_in})

    assert [str(workbook.tasks["number"].iloc[row]) for row in submitting] == ["2", "5", "10", "11", "14", "16", "19", "20", "13"]
    assert submitting[-1] == 22  # the second 13, the report at the end
    assert [str(workbook.tasks["number"].iloc[row]) for row in others] == ["3", "4", "17"]


def test_the_schedule_proposes_two_duties_for_its_second_task_and_two_documents_for_its_tenth() -> None:
    workbook = open_file(SEED.read_bytes(), SEED.name, Settings()).workbook
    proposed = duties(task_states(workbook.tasks, JUNE_10), JUNE_10).proposed
    of = {number: [(each.body, each.action) for each in proposed if each.number == number] for number in ("2", "10")}

    assert of["2"] == [("督导组", DutyAction.REVIEW), ("领导小组办公室", DutyAction.FILE)]
    assert of["10"] == [("督导组", DutyAction.SUBMIT), ("督导联络组", DutyAction.APPROVE)]


def test_a_duty_names_its_task_and_a_blank_cell_is_an_empty_text() -> None:
    named = only(number="3", task="报送方案", owner_unit="办公室", gate_status="待报")
    blank = only(number=None, owner_unit=None, gate_status="待报")

    assert (named.ref, named.number, named.task, named.owner_unit) == ("任务!2", "3", "报送方案", "办公室")
    assert (blank.number, blank.owner_unit) == ("", "")


def test_what_is_next_is_neither_late_nor_handed_in_nor_without_a_day() -> None:
    board = found(gate_status="已报\n待报\n待报\n待报", gate_action="甲\n乙\n丙\n丁", gate_date="6月11日\n6月1日\n6月30日\n6月20日")

    assert board.next_up is not None
    assert board.next_up.action == "丁"


@pytest.mark.parametrize(
    ("state", "course", "stays"),
    [
        ("已报", "6月1日退回修改→6月4日收到", [(Gate.RETURNED, 3, False), (Gate.SUBMITTED, 6, True)]),
        ("已报", "6月1日收到→6月20日已报", [(None, 9, False)]),
        ("已报", "6月1日已报→6月4日退回修改", [(Gate.SUBMITTED, 3, False), (Gate.RETURNED, 6, False)]),
        ("传真", "6月4日", []),
        ("已报", "6月1日已报→6月20日退回修改→6月25日已报", [(Gate.SUBMITTED, 9, False)]),
    ],
)
def test_the_last_stay_is_the_state_of_now_only_where_it_is_the_one_written(
    state: str, course: str, stays: list[tuple[Gate | None, int, bool]]
) -> None:
    assert [(stay.state, stay.days, stay.is_now) for stay in only(gate_status=state, gate_date=course).stays] == stays


def test_what_needs_no_report_has_stayed_nowhere() -> None:
    assert found(gate_status="无需", gate_date="2014-06-04").not_needed[0].stays == ()


def test_an_open_duty_without_a_day_stands_behind_those_with_one() -> None:
    board = found(gate_status="待报\n已报\n待报", gate_action="甲\n乙\n丙", gate_date="\n6月20日\n6月15日")

    assert [duty.action for duty in board.duties] == ["丙", "乙", "甲"]


def test_a_task_without_a_text_proposes_nothing_and_one_without_a_number_is_proposed_by_its_row() -> None:
    assert found(task=None).proposed == ()
    assert [(each.ref, each.number) for each in found(task="方案送督导组审阅", number=None).proposed] == [("任务!2", "")]


def test_each_body_of_one_clause_is_read_once_in_the_order_of_the_text() -> None:
    def read(text: str) -> list[tuple[str, DutyAction]]:
        return [(body, action) for body, action, _ in duties_in_text(text)]

    assert read("方案报督导组审阅并报领导小组办公室备案") == [("督导组", DutyAction.REVIEW), ("领导小组办公室", DutyAction.FILE)]
    assert read("经领导小组办公室审阅后报督导组备案") == [("领导小组办公室", DutyAction.REVIEW), ("督导组", DutyAction.FILE)]
    assert read("报经督导组审阅后经督导联络组审核") == [("督导组", DutyAction.REVIEW), ("督导联络组", DutyAction.APPROVE)]
