"""Reports owed, as marks on the timeline: their shapes, their words, and what is never drawn."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.figures.charts import gantt
from lib.figures.dialects import dressed
from lib.figures.plotly import Size, draw
from lib.figures.spec import GanttChart
from lib.figures.tokens import Colour, Pattern, ThemeName
from lib.i18n import Language
from lib.schema import Gate
from lib.schema.lamp_rules import Dialect, LampRule
from tests.figures.boards import BARS, TIMELINE, duty

ZH, EN = Language.ZH, Language.EN


def charted(*duties: Any, language: Language = ZH) -> GanttChart:
    return gantt.build(replace(TIMELINE, bars=(replace(BARS[2], duties=duties),)), language)


def marks(spec: GanttChart, size: Size = Size.PAGE) -> list[dict[str, Any]]:
    traces = draw(spec, ThemeName.LIGHT, size).to_plotly_json()["data"]
    return [trace for trace in traces if str(trace.get("marker", {}).get("symbol", "")).startswith("triangle")]


def test_a_timeline_without_reports_says_nothing_of_them() -> None:
    spec = charted()

    assert (spec.marks, spec.rows[1].marks) == ((), ())
    assert marks(spec) == []
    assert "报送" not in spec.alt


def test_settled_is_filled_open_is_hollow_and_late_bears_a_dot_in_the_colour_of_what_is_late() -> None:
    spec = gantt.build(TIMELINE, ZH)

    assert [(kind.symbol, kind.label, kind.style.colour, kind.style.pattern) for kind in spec.marks] == [
        ("▽", "报送逾期或退回", Colour.OVERDUE, Pattern.DOTS),
        ("▽", "报送未了结", Colour.INK, Pattern.EMPTY),
        ("▼", "报送已审阅或备案", Colour.INK, Pattern.SOLID),
    ]
    assert [(trace["name"], trace["marker"]["symbol"]) for trace in marks(spec)] == [
        ("报送逾期或退回", "triangle-down-dot"),
        ("报送未了结", "triangle-down"),
        ("报送已审阅或备案", "triangle-down"),
    ]
    assert [trace["marker"]["color"] for trace in marks(spec)] == ["#FFFFFF", "#FFFFFF", "#1B2430"]


def test_of_several_reports_on_one_day_the_worst_is_drawn_and_all_are_named() -> None:
    day = date(2014, 6, 3)
    spec = charted(duty(day, Gate.FILED), duty(day, Gate.RETURNED, is_late=True, action="审阅"))
    (mark,) = spec.rows[1].marks

    assert [kind.symbol for kind in spec.marks] == ["▽"]
    assert mark.hover == "报送事项：督导组，报送，●已备案，6月3日\n报送事项：督导组，审阅，▲ ◀退回修改，6月3日"


def test_a_report_after_the_last_task_is_within_the_time_shown() -> None:
    assert charted(duty(date(2014, 12, 1), Gate.DUE)).last == date(2014, 12, 1)


@pytest.mark.parametrize("size", Size)
def test_a_mark_stands_at_noon_of_its_day_on_the_upper_edge_of_its_bar(size: Size) -> None:
    spec = charted(duty(date(2014, 5, 6), Gate.DUE))
    (trace,) = marks(spec, size)
    bars = [each for each in draw(spec, ThemeName.LIGHT, size).to_plotly_json()["data"] if each["type"] == "bar" and each.get("hovertext")]
    top = bars[0]["y"][0] - bars[0]["width"] / 2

    assert list(trace["x"]) == ["2014-05-06 12:00"]
    assert trace["y"][0] == pytest.approx(top, abs=7)
    assert trace["customdata"] == [["r7"]]


def test_the_alternative_text_tells_how_many() -> None:
    late = duty(date(2014, 5, 6), Gate.DUE, is_late=True)

    assert "报送事项2件，逾期或被退回1件" in charted(late, duty(date(2014, 5, 9), Gate.FILED)).alt
    assert "1 report owed" in charted(duty(date(2014, 5, 9), Gate.FILED), language=EN).alt


def test_the_note_counts_reports_that_have_no_day() -> None:
    assert "另有报送事项2件没有日期，图上未标。" in gantt.build(replace(TIMELINE, undated_duties=2), ZH).note


def test_where_red_is_done_a_late_report_is_black_too() -> None:
    spec = dressed(gantt.build(TIMELINE, ZH), LampRule(Dialect.RED_FLAG), ZH)

    assert [kind.style.colour for kind in spec.marks] == [Colour.INK, Colour.INK, Colour.INK]


def test_words_of_a_workbook_are_no_markup_in_a_mark() -> None:
    spec = charted(replace(duty(date(2014, 5, 6), Gate.DUE), body="<b>组</b>"))

    assert "<b>" not in marks(spec)[0]["hovertext"][0]


def test_the_legend_of_a_phone_has_a_line_for_every_two_entries() -> None:
    spec = gantt.build(TIMELINE, ZH)
    bare = replace(spec, marks=(), rows=tuple(replace(row, marks=()) for row in spec.rows))
    heights = [draw(each, ThemeName.LIGHT, Size.PHONE).layout.margin.t for each in (spec, bare)]

    assert (len(spec.lamps), len(spec.marks)) == (4, 3)
    assert heights[0] - heights[1] == pytest.approx(2 * 12 * 1.75, abs=1)
