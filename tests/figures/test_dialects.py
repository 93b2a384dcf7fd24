"""The lamps under each declared rule: charts change their dress and nothing else."""

from dataclasses import replace

import pytest

from lib.figures.charts import CHARTS, Needs
from lib.figures.dialects import dressed, style_of
from lib.figures.spec import BarChart, GanttChart, WallChart
from lib.figures.tokens import LAMP_STYLES, THEMES, Colour, Pattern, ThemeName, contrast
from lib.i18n import LANGUAGES, Language
from lib.schema import Lamp
from lib.schema.lamp_rules import STANDARD_RULE, Dialect, LampRule
from tests.figures.boards import SAMPLE, SUBJECTS

ZH = Language.ZH
RED_FLAG, GREEN, BLUE = (LampRule(dialect) for dialect in (Dialect.RED_FLAG, Dialect.GREEN_YELLOW_RED, Dialect.BLUE_YELLOW_RED))


@pytest.mark.parametrize("name", CHARTS)
def test_the_standard_rule_leaves_every_chart_as_it_is(name: str) -> None:
    spec = CHARTS[name].build(SAMPLE[CHARTS[name].needs], ZH)

    assert dressed(spec, STANDARD_RULE, ZH) is spec


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("dialect", Dialect)
def test_every_chart_can_be_dressed(dialect: Dialect, subject: str, language: Language) -> None:
    for name, chart in CHARTS.items():
        spec = chart.build(SUBJECTS[subject][chart.needs], language)

        assert dressed(spec, LampRule(dialect), language).alt == spec.alt, name


def test_a_red_flag_stands_for_done_and_late_turns_black() -> None:
    bars = dressed(CHARTS["phase_progress"].build(SAMPLE[Needs.PHASES], ZH), RED_FLAG, ZH)
    assert isinstance(bars, BarChart)
    looks = {series.name: series.style.colour for series in bars.series}

    assert looks["⚑已完成"] is Colour.OVERDUE
    assert looks["▲逾期"] is Colour.INK


def test_the_timeline_and_the_wall_chart_bear_the_flag_too() -> None:
    gantt = dressed(CHARTS["gantt"].build(SAMPLE[Needs.TIMELINE], ZH), RED_FLAG, ZH)
    wall = dressed(CHARTS["wall_chart"].build(SAMPLE[Needs.WALL], ZH), RED_FLAG, ZH)
    assert isinstance(gantt, GanttChart)
    assert isinstance(wall, WallChart)
    marks = {entry.symbol for line in wall.lines for box in line.boxes for entry in box.entries}

    assert {row.symbol for row in gantt.rows} == {"", "⚑", "▲", "◆", "○"}
    assert "⚑" in marks
    assert "●" not in marks


@pytest.mark.parametrize(("rule", "colour"), [(GREEN, Colour.DONE), (BLUE, Colour.IN_PROGRESS)])
def test_what_is_done_or_under_way_shares_a_colour_and_keeps_its_pattern(rule: LampRule, colour: Colour) -> None:
    looks = [style_of(lamp, rule) for lamp in (Lamp.DONE, Lamp.IN_PROGRESS, Lamp.NOT_STARTED)]

    assert {look.colour for look in looks} == {colour}
    assert [look.pattern for look in looks] == [Pattern.SOLID, Pattern.TINT, Pattern.EMPTY]
    assert style_of(Lamp.OVERDUE, rule) == LAMP_STYLES[Lamp.OVERDUE]


@pytest.mark.parametrize("dialect", Dialect)
def test_lamps_differ_without_colour_in_every_dialect(dialect: Dialect) -> None:
    assert len({style_of(lamp, LampRule(dialect)).pattern for lamp in Lamp}) == len(Lamp)


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("dialect", Dialect)
def test_counts_on_full_bars_can_be_read_in_every_dialect(dialect: Dialect, theme: ThemeName) -> None:
    palette = THEMES[theme]
    full = [style for lamp in Lamp if (style := style_of(lamp, LampRule(dialect))).pattern is Pattern.SOLID]

    assert [style for style in full if contrast(palette[style.colour], palette[Colour.BACKGROUND]) < 4.5] == []


def test_a_chart_without_lamps_is_never_dressed() -> None:
    spec = CHARTS["categories"].build(SAMPLE[Needs.CATEGORIES], ZH)

    assert dressed(replace(spec, title="甲"), RED_FLAG, ZH).title == "甲"
