"""The timeline by unit or leader, the actual course of a task, and what is approximate."""

from dataclasses import replace
from datetime import date

import pytest

from lib.figures.charts import gantt
from lib.figures.drawing.lines import time_ticks
from lib.figures.drawing.paper import Paper
from lib.figures.plotly import Size, draw
from lib.figures.spec import DayTick
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.metrics.model import AsOf, Grouping
from lib.schema import Lamp
from tests.figures.boards import BARS, TIMELINE

ZH = Language.ZH
TASK = replace(BARS[2], actual_start=date(2014, 3, 24))


def test_bars_stand_under_their_leaders_in_the_order_given() -> None:
    bars = (replace(BARS[0], lead="书记"), replace(BARS[1], lead=""), replace(BARS[2], lead="书记"))
    spec = gantt.build(replace(TIMELINE, bars=bars, grouping=Grouping.LEAD), ZH)

    assert [row.label for row in spec.rows] == ["书记", "1 第1项", "7 第7项", "未注明", "2 报送实施方案，经审阅后备案"]
    assert spec.subtitle == "2014年3月1日至9月30日，按责任领导"


def test_by_phase_nothing_is_said_of_the_grouping() -> None:
    assert gantt.build(TIMELINE, ZH).subtitle == "2014年3月1日至9月30日"


def test_what_is_under_way_runs_to_the_day_that_is_known() -> None:
    known = AsOf(date(2014, 6, 20), date(2014, 6, 10))
    row = gantt.build(replace(TIMELINE, bars=(TASK,), as_of=known), ZH).rows[1]

    assert (row.begun, row.until) == (date(2014, 3, 24), date(2014, 6, 10))


def test_what_is_done_runs_to_the_day_it_was_done() -> None:
    done = replace(TASK, actual_done=date(2014, 5, 2), lamp=Lamp.DONE)
    row = gantt.build(replace(TIMELINE, bars=(done,)), ZH).rows[1]

    assert (row.begun, row.until) == (date(2014, 3, 24), date(2014, 5, 2))


@pytest.mark.parametrize(("begun", "is_drawn"), [(date(2014, 6, 10), True), (date(2014, 6, 11), False)])
def test_a_start_after_the_known_day_is_not_drawn(begun: date, is_drawn: bool) -> None:
    row = gantt.build(replace(TIMELINE, bars=(replace(TASK, actual_start=begun),)), ZH).rows[1]

    assert (row.begun is not None) is is_drawn
    assert (row.until is not None) is is_drawn


def test_done_on_an_unknown_day_has_no_course() -> None:
    row = gantt.build(replace(TIMELINE, bars=(replace(TASK, lamp=Lamp.DONE),)), ZH).rows[1]

    assert (row.begun, row.until) == (None, None)


def test_an_approximate_deadline_bears_a_sign_and_the_note_says_which() -> None:
    spec = gantt.build(replace(TIMELINE, bars=(replace(TASK, approximate=True),)), ZH)
    signs = [trace for trace in draw(spec, ThemeName.LIGHT).data if trace.type == "scatter" and trace.text is not None]

    assert spec.rows[1].is_about
    assert [list(trace.text) for trace in signs] == [["≈"]]
    assert "“≈”为大约的时限。" in spec.note
    assert "条内细线为实际起止。" in spec.note


def test_the_note_speaks_of_neither_where_there_is_none() -> None:
    note = gantt.build(TIMELINE, ZH).note

    assert "≈" not in note
    assert "实际起止" not in note


def test_how_to_enlarge_time_is_a_hint_and_no_note() -> None:
    spec = gantt.build(TIMELINE, ZH)

    assert "双击恢复原样" in spec.hint
    assert "双击" not in spec.note


def test_ticks_follow_the_stretch_of_time_that_is_shown() -> None:
    axis = draw(gantt.build(TIMELINE, ZH), ThemeName.LIGHT).layout.xaxis

    assert [stop.value for stop in axis.tickformatstops] == ["%-m月%-d日", "%-m月", "%Y年"]
    assert (axis.minallowed, axis.maxallowed) == ("2014-02-28", "2014-10-01")


LONG = replace(TIMELINE, bars=tuple(replace(BARS[2], number=str(n)) for n in range(1, 101)))


def test_all_tasks_are_drawn_where_all_are_asked_for() -> None:
    assert len(gantt.build(LONG, ZH, most_tasks=None).rows) == 101
    assert len(gantt.build(LONG, ZH).rows) < 101


def test_a_chart_that_is_scrolled_names_the_time_anew() -> None:
    spec = gantt.build(LONG, ZH, most_tasks=None)
    named = [trace for trace in draw(spec, ThemeName.LIGHT).to_plotly_json()["data"] if trace.get("mode") == "text"]
    heights = sorted(set(named[0]["y"]))

    assert set(named[0]["text"]) == {tick.label for tick in spec.ticks}
    assert len(heights) == 4


def test_no_bar_lies_under_the_time_named_anew() -> None:
    figure = draw(gantt.build(LONG, ZH, most_tasks=None), ThemeName.LIGHT).to_plotly_json()
    times = {y for trace in figure["data"] if trace.get("mode") == "text" for y in trace["y"]}
    bars = [(y, trace["width"] / 2) for trace in figure["data"] if trace["type"] == "bar" for y in trace["y"]]

    assert min(abs(time - y) - half for time in times for y, half in bars) > 6


def test_a_first_tick_that_would_run_into_the_second_is_left_out() -> None:
    spec, last = gantt.build(TIMELINE, ZH), date(2015, 12, 31)
    ticks = (DayTick(date(2014, 3, 1), "2014年3月"), DayTick(date(2014, 5, 1), "5月"), DayTick(date(2014, 7, 1), "7月"))
    wall = Paper(spec, ThemeName.LIGHT, Size.WALL, alone=True, left=400)

    assert time_ticks(ticks, date(2014, 3, 30), last, wall)["ticktext"] == ["5月", "7月"]
    assert time_ticks(ticks, date(2014, 3, 2), last, wall)["ticktext"] == ["2014年3月", "5月", "7月"]
