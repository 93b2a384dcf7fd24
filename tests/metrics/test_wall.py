"""The wall chart's figures: where a task stands, what a column carries, and which column is the peak."""

from datetime import date

import pandas as pd
import pytest

from lib.access import disclose
from lib.ingest.frames import typed_frame
from lib.ingest.model import BoardSettings
from lib.metrics.grouping import available_groupings, group_order
from lib.metrics.model import AsOf, Grouping, Step, Wall, WallCell, WallLoad, WallMark
from lib.metrics.states import task_states
from lib.metrics.timeline import timeline
from lib.metrics.wall import column_number, column_start, wall
from lib.schema import Audience, Lamp, SheetRole
from tests.builders import make_tasks, make_workbook, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def hung(grouping: Grouping = Grouping.PHASE, order: tuple[str, ...] = (), **facts: object) -> Wall:
    return wall(task_states(make_tasks(**facts), JUNE_10), JUNE_10, grouping, order)  # type: ignore[arg-type]


def test_nothing_to_hang() -> None:
    nothing = Wall(Grouping.LEAD, Step.XUN, (), (), None, JUNE_10, 0)

    assert wall(task_states(no_tasks(), JUNE_10), JUNE_10, Grouping.LEAD) == nothing
    assert nothing.peaks == ()
    assert hung(due=None) == Wall(Grouping.PHASE, Step.XUN, (), (), None, JUNE_10, 1)


def test_a_task_stands_at_its_due_day_and_is_under_way_before() -> None:
    chart = hung(start="2014-05-25", due="2014-06-15", number="3", task="开会")
    due = WallMark("任务!2", "3", "开会", Lamp.DUE_SOON)

    assert chart.rows[0].cells == (WallCell((), (due,)), WallCell((), (due,)), WallCell((due,), ()))
    assert chart.loads == (
        WallLoad(date(2014, 5, 21), date(2014, 5, 31), 0, 1),
        WallLoad(date(2014, 6, 1), date(2014, 6, 10), 0, 1),
        WallLoad(date(2014, 6, 11), date(2014, 6, 20), 1, 0),
    )
    assert chart.now == 1


@pytest.mark.parametrize(
    ("due", "columns"), [("2014-06-10", 1), ("2014-06-11", 2), ("2014-06-20", 2), ("2014-06-21", 3), ("2014-06-30", 3)]
)
def test_columns_change_after_the_tenth_and_the_twentieth(due: str, columns: int) -> None:
    assert len(hung(start="2014-06-01", due=due).loads) == columns


def test_the_last_day_of_a_third_of_the_month_is_in_its_own_column() -> None:
    chart = hung(due=["2014-05-10", "2014-05-11", "2014-05-20", "2014-05-21", "2014-05-31"], start=None)

    assert [load.due for load in chart.loads] == [1, 2, 2]


def test_a_task_without_a_start_or_with_a_late_one_is_never_under_way() -> None:
    chart = hung(start=[None, "2014-07-01"], end=["2014-06-25", "2014-06-25"], kind="by")

    assert [(load.due, load.running) for load in chart.loads] == [(2, 0)]


def test_cancelled_tasks_carry_no_load_and_undated_ones_count_beside() -> None:
    chart = hung(due=["2014-06-05", "2014-06-05", None], status=["cancelled", "done", "in_progress"])

    assert [load.due for load in chart.loads] == [1]
    assert chart.undated == 1
    assert (chart.rows[0].total, chart.rows[0].done, chart.rows[0].undated) == (2, 1, 1)


def test_done_is_unknown_where_nothing_was_reported() -> None:
    assert hung(due="2014-06-05", status="not_reported").rows[0].done is None


def test_every_column_that_ties_is_a_peak() -> None:
    chart = hung(due=["2014-06-01", "2014-06-02", "2014-06-15", "2014-06-25", "2014-06-26"])

    assert [load.due for load in chart.loads] == [2, 1, 2]
    assert chart.peaks == (0, 2)


def test_a_chart_in_which_nothing_is_due_has_no_peak() -> None:
    nothing = WallLoad(date(2014, 6, 1), date(2014, 6, 10), 0, 1)

    assert Wall(Grouping.PHASE, Step.XUN, (), (nothing, nothing), None, JUNE_10, 0).peaks == ()


def test_the_as_of_day_may_lie_outside() -> None:
    assert hung(due="2014-05-31").now is None
    assert hung(due="2014-06-11").now is None
    assert hung(due="2014-06-01").now == 0


def test_rows_follow_the_order_given_then_the_workbook_and_blank_is_last() -> None:
    chart = hung(Grouping.LEAD, ("副校长", "没有"), due="2014-06-01", lead=[None, "校长", "副校长", "书记 "])

    assert [row.name for row in chart.rows] == ["副校长", "校长", "书记", ""]


def test_leaders_are_never_ordered_by_a_figure() -> None:
    few_late = hung(Grouping.LEAD, due=["2014-06-01"] * 3, status=["done", "in_progress", "in_progress"], lead=["甲", "乙", "乙"])
    many_late = hung(Grouping.LEAD, due=["2014-06-01"] * 3, status=["in_progress", "done", "done"], lead=["甲", "乙", "乙"])

    assert [row.name for row in few_late.rows] == [row.name for row in many_late.rows] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("first", "last", "step", "columns"),
    [
        ("2014-01-01", "2014-12-31", Step.XUN, 36),
        ("2014-01-01", "2015-01-01", Step.MONTH, 13),
        ("2014-01-31", "2016-12-01", Step.MONTH, 36),
        ("2014-01-31", "2017-01-01", Step.YEAR, 4),
        ("1990-06-01", "2025-06-01", Step.YEAR, 36),
    ],
)
def test_a_longer_plan_has_wider_columns(first: str, last: str, step: Step, columns: int) -> None:
    chart = hung(due=[first, last])

    assert (chart.step, len(chart.loads)) == (step, columns)
    assert (chart.loads[0].due, chart.loads[-1].due) == (1, 1)


def test_a_year_that_was_mistyped_leaves_no_columns_and_is_said() -> None:
    chart = hung(due=["1914-06-01", "2014-06-01"])

    assert (chart.is_too_long, chart.step) == (True, Step.YEAR)
    assert chart.loads == ()


@pytest.mark.parametrize("step", Step)
def test_a_column_begins_on_the_first_day_that_has_its_number(step: Step) -> None:
    for number in range(column_number(date(2013, 12, 21), step), column_number(date(2016, 3, 1), step)):
        start = column_start(number, step)
        assert column_number(start, step) == number
        assert column_number(start - pd.Timedelta(days=1), step) == number - 1


def test_the_order_of_phases_is_the_settings_and_that_of_units_the_organisations() -> None:
    organisation = typed_frame(SheetRole.ORGANISATION, {"body": ["总务处"], "name": ["校长"]}, 1)
    board = disclose(make_workbook(no_tasks(), organisation=organisation, settings=BoardSettings(phase_order=("乙", "甲"))), Audience.HEAD)

    assert group_order(board, Grouping.PHASE) == ("乙", "甲")
    assert group_order(board, Grouping.UNIT) == group_order(board, Grouping.LEAD) == ("总务处", "校长")


def test_a_grouping_that_is_blank_throughout_is_not_offered() -> None:
    assert available_groupings(make_tasks(lead=None, owner_unit=[None, "教务处"])) == (Grouping.PHASE, Grouping.UNIT)
    assert available_groupings(no_tasks()) == ()


def test_the_timeline_stands_by_leader_in_the_order_given_and_keeps_the_workbooks_within() -> None:
    tasks = make_tasks(due="2014-06-01", lead=["校长", "书记", "校长", None], number=["1", "2", "3", "4"])
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10, Grouping.LEAD, ("书记",))

    assert [(bar.lead, bar.number) for bar in drawn.bars] == [("书记", "2"), ("校长", "1"), ("校长", "3"), ("", "4")]
    assert drawn.grouping is Grouping.LEAD


def test_the_callers_frame_is_kept() -> None:
    states = task_states(make_tasks(due=["2014-06-01", None], lead=["甲", None]), JUNE_10)
    before = states.copy(deep=True)

    wall(states, JUNE_10, Grouping.LEAD)
    timeline(states, JUNE_10, Grouping.LEAD)

    pd.testing.assert_frame_equal(states, before)


def test_a_mark_without_a_number_or_a_text_bears_an_empty_one() -> None:
    (cell,) = hung(due="2014-06-05", number=None, task=None).rows[0].cells

    assert [(mark.number, mark.task) for mark in cell.due] == [("", "")]


def test_within_a_group_forty_tasks_keep_the_order_of_the_sheet() -> None:
    tasks = make_tasks(40, due="2014-06-01", lead=["书记", "校长"] * 20)
    drawn = timeline(task_states(tasks, JUNE_10), JUNE_10, Grouping.LEAD, ("校长",))

    assert [bar.number for bar in drawn.bars] == [str(n) for n in (*range(2, 41, 2), *range(1, 41, 2))]


@pytest.mark.parametrize(
    ("start", "due", "bears"),
    [("2014-03-01", "2014-09-30", False), ("2014-11-01", "2015-02-10", True), ("2013-03-01", "2013-09-30", True)],
)
def test_columns_bear_years_where_they_lie_in_several_or_in_another_than_the_day_judged(start: str, due: str, bears: bool) -> None:
    assert hung(start=start, due=due).bears_years is bears


def test_a_chart_without_columns_bears_no_year() -> None:
    assert not hung(due=None).bears_years
