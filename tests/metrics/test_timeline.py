"""Bars of dated tasks."""

from datetime import date

from lib.metrics.model import AsOf, DutyMark, TaskBar, Timeline
from lib.metrics.states import task_states
from lib.metrics.timeline import timeline
from lib.schema import Gate, Lamp
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def test_no_tasks_make_an_empty_timeline() -> None:
    assert timeline(task_states(no_tasks(), JUNE_10), JUNE_10) == Timeline((), 0, JUNE_10, None, None)


def test_a_bar_carries_its_task_and_both_due_days() -> None:
    tasks = make_tasks(
        number="3",
        task="动员大会",
        start="2014-06-01",
        end="2014-06-05",
        agreed_due="2014-06-20",
        lead="校长",
        owner_unit="办公室",
        actual_start="2014-06-02",
        due_text="6月上旬",
    )

    (bar,) = timeline(task_states(tasks, JUNE_10), JUNE_10).bars

    assert bar == TaskBar(
        ref="任务!2",
        number="3",
        task="动员大会",
        phase="动员部署",
        owner_unit="办公室",
        lead="校长",
        start=date(2014, 6, 1),
        due=date(2014, 6, 20),
        original_due=date(2014, 6, 5),
        actual_start=date(2014, 6, 2),
        actual_done=None,
        lamp=Lamp.IN_PROGRESS,
        approximate=False,
    )


def test_undated_tasks_are_counted_beside_the_bars_and_cancelled_ones_keep_theirs() -> None:
    tasks = make_tasks(
        number=["2", "1", "3", "4", "5"],
        due=["2014-06-30", None, "2014-05-05", None, None],
        status=["done", "paused", "cancelled", "cancelled", "in_progress"],
    )
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10)

    assert [(bar.number, bar.lamp) for bar in drawn.bars] == [("2", Lamp.DONE), ("3", Lamp.CANCELLED)]
    assert drawn.undated == 2
    assert (drawn.first, drawn.last) == (date(2014, 5, 5), date(2014, 6, 30))


def test_a_timeline_begins_with_the_first_day_that_a_task_names_be_it_a_start_or_a_due_day() -> None:
    tasks = make_tasks(start=["2014-06-01", None], end=["2014-06-20", "2014-05-20"], kind="by")

    assert timeline(task_states(tasks, JUNE_10), JUNE_10).first == date(2014, 5, 20)
    assert timeline(task_states(tasks.iloc[:1], JUNE_10), JUNE_10).first == date(2014, 6, 1)


def test_blank_texts_are_empty_and_a_missing_start_is_none() -> None:
    (bar,) = timeline(task_states(make_tasks(due="2014-06-30", phase=None, number=None), JUNE_10), JUNE_10).bars

    assert (bar.number, bar.phase, bar.owner_unit, bar.lead, bar.start) == ("", "", "", "", None)


def test_another_day_agreed_instead_is_no_longer_approximate() -> None:
    tasks = make_tasks(due_text="4月20日左右", agreed_due=[None, "2014-04-25"])
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10)

    assert [bar.approximate for bar in drawn.bars] == [True, False]


def test_a_deadline_that_says_about_is_approximate() -> None:
    written = ["6月30日前后", "约6月30日", "6月30日", "6月30日前约谈", "6月30日（节约用水）", None, "About June 30"]
    tasks = make_tasks(7, start=None, end="2014-06-30", due_text=written, kind="by")
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10)

    assert [bar.approximate for bar in drawn.bars] == [True, True, False, False, False, False, True]


def test_reports_stand_on_the_bar_of_their_task_in_the_order_of_their_days() -> None:
    tasks = make_tasks(
        due="2014-06-30", gate_status="已备案\n待报", gate_action="备案；审阅", gate_body="督导组", gate_date="2014-06-20\n2014-06-05"
    )
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10)
    (bar,) = drawn.bars

    assert drawn.undated_duties == 0
    assert bar.duties == (
        DutyMark(date(2014, 6, 5), "督导组", "审阅", Gate.DUE, is_settled=False, is_late=True),
        DutyMark(date(2014, 6, 20), "督导组", "备案", Gate.FILED, is_settled=True, is_late=False),
    )


def test_what_a_text_proposes_and_what_need_not_be_reported_are_no_marks() -> None:
    tasks = make_tasks(
        2, due="2014-06-30", task=["方案报督导组审阅", "会议"], gate_status=[None, "无需"], gate_date=["2014-06-05", "2014-06-05"]
    )
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10)

    assert [bar.duties for bar in drawn.bars] == [(), ()]
    assert drawn.undated_duties == 0


def test_reports_without_a_day_or_of_a_task_without_one_are_counted_beside_the_bars() -> None:
    tasks = make_tasks(
        3,
        due=["2014-06-30", None, "2014-06-30"],
        status=["in_progress", "in_progress", "cancelled"],
        gate_status="待报",
        gate_date=[None, "2014-06-05", None],
    )
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10)

    assert [bar.duties for bar in drawn.bars] == [(), ()]
    assert drawn.undated_duties == 2
