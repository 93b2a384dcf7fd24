"""What each chart must show, and what it must never hide."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from lib.figures.charts import CHARTS, gantt, s_curve, slip
from lib.figures.charts.cross_tables import groups
from lib.figures.plotly import draw
from lib.figures.spec import BarChart, GanttChart, HeatmapChart, LineChart, standing_alone
from lib.figures.time_axis import as_of_tick, axis_ticks
from lib.figures.tokens import ThemeName
from lib.i18n import LANGUAGES, Language
from lib.metrics.model import AsOf, CurvePoint, FeedbackGroup, Grouping, SCurve
from lib.metrics.progress import phase_progress
from lib.metrics.states import task_states
from lib.schema import Lamp
from tests.builders import make_tasks
from tests.figures.boards import BARS, CROSS, EMPTY, GROUPS, HUGE, NAMES, ONE, PLAN_ONLY, SAMPLE, TIMELINE, Needs, bar

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_nothing_to_draw_says_what_to_do(name: str, language: Language) -> None:
    spec = CHARTS[name].build(EMPTY[CHARTS[name].needs], language)

    assert spec.is_empty
    assert spec.name == name
    assert len(spec.empty) > 20
    assert "⟦" not in spec.empty + spec.title


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_title_and_says_in_words_what_it_draws(name: str) -> None:
    spec = CHARTS[name].build(SAMPLE[CHARTS[name].needs], ZH)

    assert spec.alt.startswith(spec.title + "。")
    assert spec.alt.endswith("。")


def test_phases_show_done_of_all_the_plan_and_the_worst() -> None:
    spec = CHARTS["phase_progress"].build(SAMPLE[Needs.PHASES], ZH)

    assert isinstance(spec, BarChart)
    assert spec.categories == NAMES
    assert spec.end_labels == ("1/1", "3/3", "9/10  ▲1", "4/5  ▲1", "0/3  ■1  ◆1", "0/2")
    assert spec.marks is not None
    assert spec.marks.counts == (1, 3, 9, 5, 0, 0)
    assert sum(value or 0 for series in spec.series for value in series.values) == 24


def test_a_plan_alone_shows_the_plan_and_no_nought() -> None:
    spec = CHARTS["phase_progress"].build(PLAN_ONLY[Needs.PHASES], ZH)

    assert isinstance(spec, BarChart)
    assert spec.end_labels[2] == "应完成9/10"
    assert [series.name for series in spec.series] == ["□未填报"]
    assert "未填报进度" in spec.note


@pytest.mark.parametrize(("status", "label"), [("done", "2/2"), (None, "2项，到期日待定")])
def test_a_phase_without_any_due_day_has_no_tick_and_no_nought(status: str | None, label: str) -> None:
    as_of = AsOf(date(2014, 6, 10), date(2014, 6, 10))
    states = task_states(make_tasks(count=2, due_text="待定", status=status), as_of)
    spec = CHARTS["phase_progress"].build(phase_progress(states, as_of), ZH)

    assert isinstance(spec, BarChart)
    assert spec.marks is not None
    assert (spec.marks.counts, spec.marks.shares) == ((None,), (None,))
    assert spec.end_labels == (label,)
    assert "到期日均待定" in spec.alt


def test_the_curve_names_plan_and_actual_with_share_and_count() -> None:
    spec = CHARTS["s_curve"].build(SAMPLE[Needs.CURVE], ZH)

    assert isinstance(spec, LineChart)
    assert [series.label for series in spec.series] == ["计划 75%（18项）", "实际 70.8%（17项）"]
    assert spec.as_of is not None
    assert spec.as_of.label == "截至6月10日"
    assert "2项已完成任务没有完成日期" in spec.note


def test_a_curve_without_progress_has_one_line() -> None:
    spec = CHARTS["s_curve"].build(PLAN_ONLY[Needs.CURVE], EN)

    assert isinstance(spec, LineChart)
    assert [series.name for series in spec.series] == ["Plan"]


def test_tasks_stand_under_their_phases_in_the_order_of_the_workbook() -> None:
    spec = gantt.build(TIMELINE, ZH)

    assert [row.label for row in spec.rows if row.is_phase] == [NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[5]]
    assert [row.label for row in spec.rows if not row.is_phase][:2] == ["1 第1项", "2 报送实施方案，经审阅后备案"]


def test_a_phase_that_returns_later_in_the_sheet_is_one_block() -> None:
    bars = (BARS[0], BARS[2], replace(BARS[0], ref="r9", number="9"))
    spec = gantt.build(replace(TIMELINE, bars=bars), ZH)

    assert [row.label for row in spec.rows if row.is_phase] == [NAMES[0], NAMES[2]]


def test_a_moved_deadline_keeps_the_original_beside_it() -> None:
    spec = gantt.build(TIMELINE, ZH)

    assert [(row.label, row.original_end) for row in spec.rows if row.original_end] == [("19 第19项", date(2014, 5, 31))]


def test_a_deadline_moved_to_before_its_window_is_drawn_on_its_own_day() -> None:
    early = replace(BARS[4], start=date(2015, 1, 1), due=date(2014, 6, 6), original_due=date(2015, 12, 31))
    spec = gantt.build(replace(TIMELINE, bars=(early,)), ZH)
    group, row = spec.rows
    figure = draw(spec, ThemeName.LIGHT)
    [task] = [trace for trace in figure.data if trace.hovertext]

    assert row.begins is None
    assert "2015" not in row.hover
    assert group.start == date(2014, 6, 6)
    end = datetime.fromisoformat(task.base[0]) + timedelta(milliseconds=task.x[0])
    assert end == datetime(2014, 6, 7)


def test_a_deadline_that_did_not_move_has_no_ghost() -> None:
    same = replace(BARS[0], original_due=BARS[0].due)

    assert gantt.build(replace(TIMELINE, bars=(same,)), ZH).rows[1].original_end is None


def test_too_many_tasks_are_summarised_and_said_to_be() -> None:
    spec = gantt.build(HUGE[Needs.TIMELINE], ZH)
    tasks = [row for row in spec.rows if not row.is_phase]

    assert len(tasks) == 60
    assert {row.symbol for row in tasks} == {"▲"}
    assert spec.note.startswith("共500项，图上每阶段一行，另列逾期、暂缓和即将到期的100项中最急的60项（逾期最久的优先）；")


def test_a_summary_takes_the_longest_overdue_of_all_groups() -> None:
    late = [bar(n, "甲", None, date(2014, 6, 1), Lamp.OVERDUE) for n in range(60)]
    later = [bar(n, "乙", None, date(2014, 5, 1), Lamp.OVERDUE) for n in range(60, 70)]
    spec = gantt.build(replace(TIMELINE, bars=(*late, *later)), ZH)

    of_groups = "".join("甲乙"[row.label == "乙"] if row.is_phase else "." for row in spec.rows)
    assert of_groups == "甲" + "." * 50 + "乙" + "." * 10


@pytest.mark.parametrize(("grouping", "rows"), [(Grouping.UNIT, "每部门一行"), (Grouping.LEAD, "每位领导一行")])
def test_a_summary_says_of_what_it_has_a_row(grouping: Grouping, rows: str) -> None:
    spec = gantt.build(replace(HUGE[Needs.TIMELINE], grouping=grouping), ZH)

    assert spec.note.startswith(f"共500项，图上{rows}，")


def test_a_summary_that_lists_all_that_is_urgent_says_so() -> None:
    soon = [bar(n, "甲", None, date(2014, 6, 12), Lamp.DUE_SOON) for n in range(60)]
    done = [bar(n, "甲", None, date(2014, 6, 1), Lamp.DONE) for n in range(60, 70)]
    spec = gantt.build(replace(TIMELINE, bars=(*soon, *done)), ZH)

    assert spec.note.startswith("共70项，图上每阶段一行，另列逾期、暂缓和即将到期的60项；")


def test_every_task_is_drawn_where_the_caller_asks_for_all() -> None:
    spec = gantt.build(HUGE[Needs.TIMELINE], ZH, most_tasks=None)

    assert len([row for row in spec.rows if not row.is_phase]) == 500


def test_a_late_task_is_never_lost_to_a_less_urgent_one() -> None:
    soon = [bar(n, "甲", None, date(2014, 6, 12), Lamp.DUE_SOON) for n in range(90)]
    bars = (*soon, bar(99, "甲", None, date(2014, 6, 1), Lamp.OVERDUE))
    spec = gantt.build(replace(TIMELINE, bars=bars), ZH)

    assert "99 第99项" in [row.label for row in spec.rows]


def test_all_within_a_few_days_still_has_room() -> None:
    spec = gantt.build(ONE[Needs.TIMELINE], ZH)

    assert isinstance(spec, GanttChart)
    assert (spec.first, spec.last) == (date(2014, 6, 3), date(2014, 6, 17))
    assert spec.rows[0].label == "未注明"


def test_feedback_labels_give_merged_share_and_raw_together() -> None:
    spec = CHARTS["categories"].build(SAMPLE[Needs.CATEGORIES], ZH)

    assert isinstance(spec, BarChart)
    assert spec.categories == ("形式主义", "民生", "未分类")
    assert spec.end_labels[0] == "30条　36.6%　原始96条"


def test_small_groups_and_no_group_stand_under_a_name_that_says_both() -> None:
    """They were written down: calling them unclassified would be wrong."""
    pooled = replace(GROUPS, rows=(*GROUPS.rows, ""), cells=(*GROUPS.cells, (12,)))
    bars = CHARTS["groups"].build(pooled, ZH)
    shades = CHARTS["group_by_category"].build(replace(CROSS, rows=("教师", "")), ZH)

    assert isinstance(bars, BarChart)
    assert bars.categories[-1] == "其他或未写明"
    assert "其他或未写明：12" in bars.alt
    assert isinstance(shades, HeatmapChart)
    assert (shades.rows[-1], shades.columns[-1]) == ("其他或未写明", "未分类")
    assert all("“其他或未写明”包括不足5条的群体和未写明群体的意见。" in spec.note for spec in (bars, shades))
    assert "其他或未写明" not in CHARTS["groups"].build(GROUPS, ZH).note


def test_periods_are_named_as_people_name_them() -> None:
    spec = CHARTS["feedback_by_xun"].build(SAMPLE[Needs.XUN], ZH)

    assert isinstance(spec, BarChart)
    assert spec.upright
    assert spec.categories == ("3月下旬", "4月上旬", "无日期")


def test_opinions_of_which_none_tells_its_day_have_no_bar_and_that_is_said() -> None:
    spec = CHARTS["feedback_by_xun"].build([FeedbackGroup("", 16, 16, 1.0)], ZH)
    nothing = CHARTS["feedback_by_xun"].build([], ZH)

    assert isinstance(spec, BarChart)
    assert (spec.series, spec.empty) == ((), "意见都没有写收集时间，看不出各旬的多少。如需按旬看，请在工作簿中加一列“收集时间”。")
    assert nothing.empty.startswith("没有意见可画")


def test_a_hidden_group_is_said_to_be_hidden_and_has_no_bar() -> None:
    spec = groups(GROUPS, ZH)

    assert spec.end_labels == ("140条", "90条", "隐去")
    assert spec.series[0].values == (140, 90, None)
    assert "职工：隐去" in spec.alt


def test_a_hidden_cell_stays_hidden_in_every_text() -> None:
    """It is not said to be under five: it may be hidden only so that another cannot be worked out."""
    spec = CHARTS["channel_by_category"].build(SAMPLE[Needs.CHANNEL_BY_CATEGORY], ZH)

    assert isinstance(spec, HeatmapChart)
    assert spec.cells[1] == (30, None, 3)
    assert "民生 隐去" in spec.alt


def test_where_every_group_is_hidden_there_is_no_chart() -> None:
    assert groups(PLAN_ONLY[Needs.GROUPS], ZH).is_empty


def test_closed_comes_first_and_is_apart_from_done() -> None:
    spec = CHARTS["rectification_by_category"].build(SAMPLE[Needs.RECTIFICATION], ZH)

    assert isinstance(spec, BarChart)
    assert [series.name for series in spec.series][:2] == ["●已销号", "◉已整改待复核"]
    assert spec.end_labels == ("22个", "1个")


def test_a_chart_that_stands_alone_carries_its_footnote() -> None:
    spec = standing_alone(CHARTS["s_curve"].build(SAMPLE[Needs.CURVE], ZH), "截至6月10日", "", "未筛选，共24项。")

    assert spec.footnote == "截至6月10日\n未筛选，共24项。"


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2014, 6, 3), date(2014, 6, 17), ["6月11日"]),
        (date(2014, 3, 1), date(2014, 9, 30), ["3月", "4月", "5月", "6月", "7月", "8月", "9月"]),
        (date(2014, 11, 20), date(2015, 2, 10), ["2014年11月", "12月", "2015年1月", "2月"]),
    ],
)
def test_ticks_are_parts_of_a_month_or_months(first: date, last: date, labels: list[str]) -> None:
    assert [tick.label for tick in axis_ticks(first, last, ZH)] == labels


def test_the_as_of_day_says_its_year_on_an_axis_of_several() -> None:
    on = date(2014, 12, 10)

    assert as_of_tick(on, date(2014, 3, 1), date(2014, 12, 31), ZH).label == "截至12月10日"
    assert as_of_tick(on, date(2014, 3, 1), date(2015, 2, 28), ZH).label == "截至2014年12月10日"


def test_a_century_has_no_more_ticks_than_a_year() -> None:
    assert len(axis_ticks(date(1950, 1, 1), date(2050, 12, 31), ZH)) <= 14


def test_done_tasks_that_no_plan_holds_are_told_beside_the_curve() -> None:
    points = (CurvePoint(date(2014, 6, 10), 0.25, 0.5, 1, 2), CurvePoint(date(2014, 6, 20), 0.5, None, 2, None))
    spec = s_curve.build(SCurve(points, AsOf(date(2014, 6, 10), date(2014, 6, 10)), 4, 0, 2, done_undated=2), ZH)

    assert spec.note.endswith("其中2项已完成，在实际线里而不在计划线里，实际线因此偏高。")


def test_a_plan_that_has_not_begun_is_not_called_unreported() -> None:
    as_of = AsOf(date(2014, 5, 1), date(2014, 5, 1))
    points = (CurvePoint(date(2014, 6, 20), 0.5, None, 1, None), CurvePoint(date(2014, 6, 30), 1.0, None, 2, None))
    spec = s_curve.build(SCurve(points, as_of, 2, 0, 0, begins_later=True), ZH)

    assert spec.note == ""
    assert spec.alt == "计划与实际完成比例。到6月20日，计划完成50%；计划线止于2014年6月30日。"


def test_the_plan_ends_on_its_own_last_day_though_the_line_goes_on() -> None:
    as_of = AsOf(date(2014, 7, 10), date(2014, 7, 10))
    points = (CurvePoint(date(2014, 6, 20), 0.5, 0.0, 1, 0), CurvePoint(date(2014, 6, 30), 1.0, 0.5, 2, 1))
    spec = s_curve.build(SCurve((*points, CurvePoint(date(2014, 7, 10), 1.0, 1.0, 2, 2)), as_of, 2, 0, 0), ZH)

    assert spec.alt.endswith("实际到7月10日完成100%；计划线止于2014年6月30日。")


def test_what_was_begun_or_done_within_a_month_of_the_plan_lies_in_the_time_shown() -> None:
    """The chart of a plan that gives deadlines alone began on the first of them, and cut the work that led to it."""
    alone = replace(BARS[0], start=None, due=date(2014, 4, 15), actual_start=date(2014, 4, 1), actual_done=date(2014, 4, 14), duties=())
    spec = gantt.build(replace(TIMELINE, bars=(alone, replace(alone, due=date(2014, 5, 20), actual_done=date(2014, 6, 2)))), ZH)

    assert (spec.first, spec.last) == (date(2014, 4, 1), date(2014, 6, 2))
    assert "未画圆点" not in spec.note


def test_days_of_completion_outside_the_time_shown_are_counted() -> None:
    late = replace(BARS[0], actual_done=date(2014, 12, 24))

    assert "未画圆点" not in gantt.build(TIMELINE, ZH).note
    assert "1项的完成日在图示时间之外，未画圆点。" in gantt.build(replace(TIMELINE, bars=(late, *BARS[1:])), ZH).note
    assert "1 day of completion lies outside the time shown" in gantt.build(replace(TIMELINE, bars=(late, *BARS[1:])), EN).note


def test_a_task_that_was_moved_to_an_earlier_day_is_not_said_to_be_0_days_later() -> None:
    sooner = slip.build(SAMPLE[Needs.REPLAN], Language.ZH)

    assert [
        values
        for label, *values in zip(sooner.end_labels, *(each.values for each in sooner.series), strict=True)
        if "早" in label and 0 in values
    ] == []
