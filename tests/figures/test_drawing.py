"""The drawn charts: safe, slim, whole in both themes and at every size."""

import re
from datetime import date

import pytest
from plotly import graph_objects

from lib.figures.charts import CHARTS, gantt, s_curve, wall_chart
from lib.figures.drawing.paper import safe
from lib.figures.plotly import Size, draw, figure_json, plotly_config
from lib.figures.spec import Arrangement, BarChart, BarSeries, ChartSpec, PlanMarks
from lib.figures.tokens import LAMP_STYLES, THEMES, Colour, ThemeName
from lib.i18n import LANGUAGES, Language
from lib.metrics.model import AsOf, CurvePoint, SCurve, WallMark
from lib.schema import Lamp
from lib.wording import LAMP_ORDER, lamp_label
from tests.figures.boards import ONE, SAMPLE, SUBJECTS, TIMELINE, Needs, bar, make_wall

ZH = Language.ZH
LARGEST_KB = 24
EVERY_TASK = ("gantt", "wall_chart")
"""These draw a mark for hundreds of tasks or boxes, and may be larger when they do."""


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("size", Size)
def test_every_chart_is_drawn_from_every_board(name: str, subject: str, size: Size) -> None:
    spec = CHARTS[name].build(SUBJECTS[subject][CHARTS[name].needs], ZH)
    figure = draw(spec, ThemeName.DARK, size, alone=True)

    assert figure.layout.height > 60
    assert bool(figure.data) != spec.is_empty
    assert spec.title[:4] in figure.layout.title.text


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_figure_is_slim(name: str, subject: str) -> None:
    figure = draw(CHARTS[name].build(SUBJECTS[subject][CHARTS[name].needs], ZH), ThemeName.LIGHT)

    assert len(figure.to_json().encode()) / 1024 < (60 if subject == "huge" and name in EVERY_TASK else LARGEST_KB)


def test_a_chart_on_a_page_leaves_title_and_notes_to_the_page() -> None:
    spec = CHARTS["phase_progress"].build(SAMPLE[Needs.PHASES], ZH)

    assert draw(spec, ThemeName.LIGHT).layout.title.text is None
    assert draw(spec, ThemeName.LIGHT).layout.height < draw(spec, ThemeName.LIGHT, alone=True).layout.height


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("size", Size)
def test_the_legend_stands_inside_the_chart(size: Size, alone: bool) -> None:
    """Above the container Plotly leaves it out without a word."""
    figure = draw(CHARTS["gantt"].build(SAMPLE[Needs.TIMELINE], ZH), ThemeName.LIGHT, size, alone=alone)

    assert 0.5 < figure.layout.legend.y <= 1
    assert figure.layout.showlegend is True


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>甲</b>", "&lt;b&gt;甲&lt;/b&gt;"),
        ("a & b", "a &amp; b"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("一\n二\u202e", "一 二 "),
        ("%{y}", "%{y}"),
    ],
)
def test_workbook_text_is_shown_and_never_read(written: str, shown: str) -> None:
    assert safe(written) == shown


EVIL = '<a href="javascript:alert(1)">点</a> <script>$\\alpha$ %{customdata}'


@pytest.mark.parametrize("size", Size)
def test_no_markup_of_a_workbook_reaches_a_figure(size: Size) -> None:
    task = bar(1, EVIL, None, TIMELINE.bars[0].due, TIMELINE.bars[0].lamp, task=EVIL, owner_unit=EVIL)
    drawn = draw(
        gantt.build(gantt.Timeline((task,), 0, TIMELINE.as_of, task.due, task.due), ZH), ThemeName.LIGHT, size, alone=True
    ).to_plotly_json()
    found = " ".join(_texts(drawn))
    tags = set(re.findall(r"<[^>]*>", found))

    assert {tag for tag in tags if not re.fullmatch(r'</?b>|<br>|</span>|<span style="color:#[0-9A-F]{6}">|<extra>|</extra>', tag)} == set()
    assert "$" not in found
    assert [template for template in _templates(drawn) if "javascript" in template or "alpha" in template] == []


@pytest.mark.parametrize("size", Size)
def test_no_markup_of_a_workbook_reaches_the_wall_chart(size: Size) -> None:
    evil = WallMark("r1", EVIL, EVIL, Lamp.OVERDUE)
    found = " ".join(
        _texts(draw(wall_chart.build(make_wall({EVIL: {1: (evil,)}}, 3), ZH), ThemeName.LIGHT, size, alone=True).to_plotly_json())
    )
    tags = set(re.findall(r"<[^>]*>", found))

    assert {tag for tag in tags if not re.fullmatch(r'</?b>|<br>|</span>|<span style="[a-z#0-9A-F:;.-]+">|</?extra>', tag)} == set()
    assert "$" not in found


def _texts(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [text for value in node.values() for text in _texts(value)]
    if isinstance(node, list | tuple):
        return [text for value in node for text in _texts(value)]
    return []


def _templates(drawn: dict[str, object]) -> list[str]:
    traces = drawn["data"]
    assert isinstance(traces, list)
    return [str(trace.get("hovertemplate", "")) for trace in traces]


@pytest.mark.parametrize(("name", "template"), [("channel_by_category", "%{z:,}"), ("categories", "%{x:,}"), ("feedback_by_xun", "%{y:,}")])
def test_plotly_never_shortens_a_count_to_thousands(name: str, template: str) -> None:
    """63,546 and not 63.546k."""
    drawn = draw(CHARTS[name].build(SAMPLE[CHARTS[name].needs], ZH), ThemeName.LIGHT).to_plotly_json()

    assert template in _templates(drawn)[0]


def test_a_one_day_task_is_wide_enough_to_be_seen() -> None:
    figure = draw(gantt.build(TIMELINE, ZH), ThemeName.LIGHT)
    shown_days = (TIMELINE.last - TIMELINE.first).days if TIMELINE.first and TIMELINE.last else 0
    lengths = [length / 86_400_000 for trace in figure.data if trace.type == "bar" and trace.name for length in trace.x]

    assert min(lengths) >= shown_days / 120


def test_a_bar_runs_to_the_end_of_its_last_day() -> None:
    figure = draw(gantt.build(TIMELINE, ZH), ThemeName.LIGHT)
    done = next(trace for trace in figure.data if trace.name == "●已完成")

    assert done.base[0] == "2014-03-11"
    assert done.x[0] == 10 * 86_400_000


def test_lamps_are_told_apart_by_pattern_too() -> None:
    figure = draw(CHARTS["phase_progress"].build(SAMPLE[Needs.PHASES], ZH), ThemeName.LIGHT)
    bars = {trace.name: (trace.marker.color, trace.marker.pattern.shape) for trace in figure.data if trace.type == "bar"}

    assert len(set(bars.values())) == len(bars)
    assert bars["▲逾期"][1] == "/"
    assert len(LAMP_STYLES) == 10


@pytest.mark.parametrize("theme", ThemeName)
def test_no_trace_of_plotlys_own_template_is_left(theme: ThemeName) -> None:
    figure = draw(CHARTS["groups"].build(ONE[Needs.GROUPS], ZH), theme)

    assert figure.layout.template.layout.colorway is None
    assert figure.layout.template.layout.font.family.startswith("PingFang SC")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_toolbar_speaks_the_language_and_sends_nothing_away(language: Language) -> None:
    config = plotly_config(language)
    locale = config["locales"][config["locale"]]

    assert config["displaylogo"] is False
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert config["modeBarButtons"] == [["toImage"]]
    assert len(locale["format"]["months"]) == 12
    assert "⟦" not in str(locale)


def test_a_chart_whose_time_can_be_enlarged_has_the_buttons_and_a_double_click_resets() -> None:
    config = plotly_config(ZH, can_zoom=True)

    assert config["modeBarButtons"] == [["zoomIn2d", "zoomOut2d", "resetScale2d"], ["toImage"]]
    assert config["doubleClick"] == "reset"
    assert config["scrollZoom"] is False


def test_the_first_month_of_a_phones_timeline_has_room_for_its_name() -> None:
    """A tick's name that reaches beyond the drawing is not written at all."""
    figure = draw(CHARTS["gantt"].build(SAMPLE[Needs.TIMELINE], ZH), ThemeName.LIGHT, Size.PHONE)
    half_of_the_name = (12 + 12 * 0.6) / 2  # 3月

    assert (figure.layout.xaxis.tickvals[0], figure.layout.xaxis.ticktext[0]) == ("2014-03-01", "3月")
    assert figure.layout.margin.l >= half_of_the_name


def test_only_the_time_of_a_timeline_on_a_wide_page_can_be_enlarged() -> None:
    spec = CHARTS["gantt"].build(SAMPLE[Needs.TIMELINE], ZH)

    assert [name for name, chart in CHARTS.items() if chart.build(SAMPLE[chart.needs], ZH).can_zoom] == ["gantt"]
    assert draw(spec, ThemeName.LIGHT).layout.xaxis.fixedrange is False
    assert draw(spec, ThemeName.LIGHT).layout.yaxis.fixedrange is None
    assert draw(spec, ThemeName.LIGHT, Size.PHONE).layout.xaxis.fixedrange is None
    assert draw(spec, ThemeName.LIGHT, alone=True).layout.xaxis.fixedrange is None


def test_a_bar_of_the_timeline_leads_back_to_its_row() -> None:
    figure = draw(CHARTS["gantt"].build(SAMPLE[Needs.TIMELINE], ZH), ThemeName.LIGHT)
    late = next(trace for trace in figure.data if trace.name == "▲逾期")

    assert list(late.customdata[0]) == ["r7"]


def test_a_count_on_a_pattern_stands_on_a_plate_as_wide_as_it_is_written() -> None:
    late = BarSeries("逾期", LAMP_STYLES[Lamp.OVERDUE], (3124, 12500), ("3,124", "12,500"))
    chart = BarChart(name="phases", language=Language.ZH, title="题", alt="", categories=("甲", "乙"), series=(late,))

    (plates,) = (trace for trace in draw(chart, ThemeName.LIGHT).data if trace.type == "scatter" and trace.mode == "markers+text")

    assert plates.text == ("3,124", "12,500")
    long = [round(size * 1.4) for size in plates.marker.size]
    assert long == [37, 43]


@pytest.mark.parametrize(
    ("plan", "places"),
    [
        (0.5, [0.25]),  # through the count in the middle: it stands beside the mark, to the left where both sides are alike
        (0.505, [0.2525]),
        (0.495, [0.7475]),
        (0.52, [0.5]),
        (0.9, [0.5]),
        (None, [0.5]),
    ],
)
def test_a_count_gives_way_to_the_mark_of_the_plan(plan: float | None, places: list[float]) -> None:
    done = BarSeries("完成", LAMP_STYLES[Lamp.DONE], (4,), ("4",))
    marks = PlanMarks("计划", (plan,), ("2",))
    whole = Arrangement.WHOLE
    chart = BarChart(
        name="phases", language=Language.ZH, title="题", alt="", categories=("甲",), series=(done,), arrangement=whole, marks=marks
    )

    (counts,) = (trace for trace in draw(chart, ThemeName.LIGHT).data if trace.type == "scatter" and trace.text)

    assert list(counts.x) == places


def test_crowded_bars_have_a_number_on_the_highest_alone() -> None:
    figure = draw(CHARTS["feedback_by_xun"].build(SUBJECTS["huge"][Needs.XUN], ZH), ThemeName.LIGHT, Size.PHONE)
    labels = [[text for text in trace.text if text] for trace in figure.data if trace.type == "scatter"]

    assert labels == [["71"], ["121"]]


def test_a_count_stands_clear_of_the_bar_beneath_it() -> None:
    figure = draw(CHARTS["feedback_by_xun"].build(SUBJECTS["sample"][Needs.XUN], ZH), ThemeName.LIGHT)
    outer = next(trace for trace in figure.data if trace.type == "bar")
    counts = [trace for trace in figure.data if trace.type == "scatter"][-1]

    assert all(count > end for count, end in zip(counts.y, outer.y, strict=True))


def test_chinese_weeks_begin_on_sunday_as_the_chart_library_counts_them() -> None:
    names = plotly_config(ZH)["locales"]["zh-CN"]["format"]

    assert names["days"][0] == "星期日"
    assert names["months"][5] == "六月"


def curve(*points: tuple[date, int, int]) -> SCurve:
    total = 12
    shares = tuple(CurvePoint(day, should / total, done / total, should, done) for day, should, done in points)
    return SCurve(shares, AsOf(points[-1][0], points[-1][0]), total, 0, 0)


def test_names_of_lines_that_end_together_stand_over_both() -> None:
    whole = curve((date(2014, 3, 10), 4, 4), (date(2014, 4, 10), 8, 9), (date(2014, 5, 10), 12, 12))
    named = [each for each in draw(s_curve.build(whole, Language.ZH), ThemeName.LIGHT).layout.annotations if "%" in each.text]

    assert [each.yanchor for each in named] == ["bottom", "bottom"]
    assert abs(named[0].yshift - named[1].yshift) >= named[0].font.size


def test_the_name_of_the_lower_line_lies_beneath_it_or_on_a_plate() -> None:
    def name(done: int) -> graph_objects.layout.Annotation:
        """Of the lower line, which rises from `done` to 7 of 12 in its last days."""
        rising = curve((date(2014, 3, 10), 4, 0), (date(2014, 5, 1), 8, done), (date(2014, 5, 20), 11, 7))
        figure = draw(s_curve.build(rising, Language.ZH), ThemeName.LIGHT)
        return next(each for each in figure.layout.annotations if each.text.startswith("<b>"))

    level, gentle, steep = name(7), name(6), name(1)

    assert {(each.xanchor, each.yanchor) for each in (level, gentle, steep)} == {("right", "top")}
    assert gentle.yshift < level.yshift == steep.yshift  # a name that went down along a steep line would stand far from its point
    assert all(each.bgcolor == THEMES[ThemeName.LIGHT][Colour.BACKGROUND] for each in (level, gentle, steep))


@pytest.mark.parametrize(("size", "shown"), [(Size.PAGE, 6), (Size.PHONE, 3)])
def test_words_beneath_a_short_curve_do_not_run_into_each_other(size: Size, shown: int) -> None:
    short = curve((date(2014, 3, 10), 4, 0), (date(2014, 4, 10), 8, 7), (date(2014, 5, 10), 11, 7))
    assert len(draw(s_curve.build(short, Language.ZH), ThemeName.LIGHT, size).layout.xaxis.tickvals) == shown


def test_one_point_is_no_curve() -> None:
    spec = s_curve.build(curve((date(2014, 3, 20), 1, 0)), Language.ZH)

    assert spec.is_empty
    assert "连不成曲线" in spec.empty


def test_a_chart_of_no_known_kind_is_not_drawn() -> None:
    with pytest.raises(TypeError, match="no drawing for ChartSpec"):
        figure_json(ChartSpec(name="x", language=Language.ZH, title="x"), ThemeName.LIGHT)


def legend(language: Language, size: Size, count: int) -> tuple[float | None, float]:
    """Of a chart with so many lamps, the share of the width that an entry of its legend has, and the room above its bars."""
    series = tuple(BarSeries(lamp_label(lamp, language), LAMP_STYLES[lamp], (1,)) for lamp in LAMP_ORDER[:count])
    drawn = draw(BarChart(name="x", language=language, title="x", categories=("甲",), series=series), ThemeName.LIGHT, size)
    return drawn.layout.legend.entrywidth, drawn.layout.margin.t


def test_on_a_phone_a_legend_that_breaks_stands_in_columns_whatever_the_phone_and_has_a_row_of_room_for_each() -> None:
    assert legend(Language.ZH, Size.PHONE, 2) == (None, 31)
    assert legend(Language.ZH, Size.PHONE, 6) == (0.3333, 52)
    assert legend(Language.EN, Size.PHONE, 6) == (0.5, 73)


@pytest.mark.parametrize(
    ("language", "size", "rows"), [(Language.ZH, Size.PAGE, 2), (Language.EN, Size.PAGE, 2), (Language.EN, Size.WALL, 1)]
)
def test_a_legend_of_bars_has_the_width_of_the_drawing_and_the_room_of_the_rows_that_it_takes_on_half_a_page(
    language: Language, size: Size, rows: int
) -> None:
    spec = CHARTS["phase_progress"].build(SAMPLE[Needs.PHASES], language)
    drawn = draw(spec, ThemeName.LIGHT, size)

    assert drawn.layout.legend.entrywidth is None
    assert drawn.layout.meta["whole"] is True
    assert drawn.layout.meta.get("rows", 1) == rows
    assert drawn.layout.margin.t == round(4 + rows * drawn.layout.legend.font.size * 1.75)


def test_a_legend_beside_an_axis_of_time_has_the_room_of_its_rows_and_not_of_the_whole_width() -> None:
    drawn = draw(CHARTS["gantt"].build(SAMPLE[Needs.TIMELINE], Language.EN), ThemeName.LIGHT)

    assert drawn.layout.meta["rows"] > 1
    assert "whole" not in drawn.layout.meta
