"""The charts of the page 整改: both rates side by side, and what is unknown has no bar."""

import pytest

from lib.figures.charts import CHARTS
from lib.figures.plotly import Size, draw
from lib.figures.spec import BarChart
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from tests.figures.boards import EMPTY, PLAN_ONLY, SAMPLE

ZH = Language.ZH
GROUPED = ("rectification_rates_category", "rectification_rates_unit", "rectification_rates_campaign", "rectification_rates_lead")


def built(name: str, subject: object = SAMPLE) -> BarChart:
    spec = CHARTS[name].build(subject[CHARTS[name].needs], ZH)  # type: ignore[index]
    assert isinstance(spec, BarChart)
    return spec


@pytest.mark.parametrize("name", GROUPED)
def test_without_problems_a_chart_says_what_to_do(name: str) -> None:
    assert built(name, EMPTY).is_empty


@pytest.mark.parametrize("name", GROUPED)
def test_both_rates_stand_behind_each_bar_with_what_is_overdue(name: str) -> None:
    assert built(name).end_labels[:2] == ("22个　完成59.1%　销号36.4%　▲3", "2个　完成100%　销号未填报")


def test_problems_whose_leader_may_not_be_told_stand_in_one_bar() -> None:
    spec = built("rectification_rates_lead")

    assert spec.categories[-1] == "不显示或未填"
    assert "顺序依组织机构" in spec.note


def test_a_stage_that_is_not_reported_has_no_bar_and_says_so() -> None:
    spec = built("rectification_funnel", PLAN_ONLY)

    assert spec.categories == ("整改问题", "已定措施", "已完成", "已销号")
    assert spec.series[0].values == (4, 0, None, None)
    assert spec.end_labels == ("4个", "0个", "未填报", "未填报")
    assert "不是零" in spec.note


def test_a_legend_of_many_states_over_few_bars_does_not_scroll() -> None:
    figure = draw(built("rectification_rates_unit"), ThemeName.LIGHT, Size.PAGE)

    assert figure.layout.legend.maxheight == 1
