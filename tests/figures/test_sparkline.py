"""The small trends: their points, their path, and what they say to those who cannot see them."""

from datetime import date

import pytest

from lib.figures.sparkline import FIGURES, Sparkline, SparkPoint, sparkline
from lib.figures.tokens import Colour
from lib.i18n import LANGUAGES, Language
from lib.metrics.model import Trend, TrendPoint
from lib.wording import FigureId

ZH, EN = Language.ZH, Language.EN
TREND = Trend(
    (
        TrendPoint(date(2014, 3, 10), 0, 0, 0, 2),
        TrendPoint(date(2014, 3, 20), 10, 5, 5, 4),
        TrendPoint(date(2014, 3, 30), 20, 20, 0, 0),
    ),
    20,
    0,
)


def sparklines(trend: Trend, language: Language) -> list[Sparkline]:
    """The lines of all figures that have one."""
    return [line for figure in FIGURES if (line := sparkline(trend, figure, language)) is not None]


UNREPORTED = Trend((TrendPoint(date(2014, 3, 10), 0, None, None, 0), TrendPoint(date(2014, 3, 20), 4, None, None, 3)), 8, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_past_there_is_no_line(language: Language) -> None:
    for line in sparklines(Trend((), 3, 0), language):
        assert line.is_empty
        assert (line.path(80, 20), line.area(80, 20), line.end(80, 20), line.alt) == ("", "", "", "")


def test_one_day_is_no_line_but_has_its_words() -> None:
    line = sparklines(Trend(TREND.points[:1], 20, 0), ZH)[0]

    assert line.is_empty
    assert line.alt == "应完成：3月10日为0项，3月10日为0项。"


def test_what_should_be_done_and_what_is_share_a_scale() -> None:
    should, done, *_ = sparklines(TREND, ZH)

    assert should.points == (SparkPoint(0.0, 0.0), SparkPoint(0.5, 0.5), SparkPoint(1.0, 1.0))
    assert done.points[1] == SparkPoint(0.5, 0.25)
    assert should.is_dashed
    assert not done.is_dashed


def test_lateness_has_a_scale_of_its_own_and_one_late_task_is_no_mountain() -> None:
    late = sparkline(TREND, FigureId.OVERDUE, ZH)
    one = sparkline(
        Trend((TrendPoint(date(2014, 3, 1), 1, 0, 0, 1), TrendPoint(date(2014, 3, 10), 1, 0, 1, 0)), 90, 0), FigureId.OVERDUE, ZH
    )

    assert late is not None
    assert one is not None
    assert [point.up for point in late.points] == [0.0, 1.0, 0.0]
    assert one.points[-1].up == 0.25
    assert late.colour is Colour.OVERDUE


def test_what_falls_due_soon_has_a_scale_of_its_own() -> None:
    soon = sparkline(TREND, FigureId.DUE_SOON, ZH)

    assert soon is not None
    assert [point.up for point in soon.points] == [0.5, 1.0, 0.0]
    assert soon.colour is Colour.DUE_SOON


def test_figures_that_were_not_reported_have_no_line() -> None:
    should, done, late, soon = sparklines(UNREPORTED, ZH)

    assert not should.is_empty
    assert done.is_empty
    assert late.is_empty
    assert (done.alt, late.alt) == ("", "")
    assert not soon.is_empty


def test_a_path_runs_from_the_lower_left_to_the_upper_right_inside_its_margin() -> None:
    line = sparklines(TREND, ZH)[0]

    assert line.path(84, 24) == "M2.0,22.0 L42.0,12.0 L82.0,2.0"
    assert line.area(84, 24) == "M2.0,22.0 L42.0,12.0 L82.0,2.0 L82.0,22.0 L2.0,22.0 Z"
    assert line.end(84, 24) == "82.0,2.0"


def test_words_name_the_peak_where_it_lies_between_and_what_is_unknown() -> None:
    trend = Trend(TREND.points, 20, 2)

    assert [line.alt for line in sparklines(trend, ZH)] == [
        "应完成：3月10日为0项，3月30日为20项。",
        "已完成：3月10日为0项，3月30日为20项；2项完成日期不详，此前未计入。",
        "逾期：3月10日为0项，3月20日最多，为5项，3月30日为0项；2项完成日期不详，此前未计入。",
        "即将到期：3月10日为2项，3月20日最多，为4项，3月30日为0项。",
    ]
    assert sparklines(TREND, EN)[2].alt == "Overdue: 0 on 10 Mar, at most 5 on 20 Mar, 0 on 30 Mar."


def test_a_figure_without_a_trend_has_none() -> None:
    assert [figure for figure in FigureId if sparkline(TREND, figure, ZH) is not None] == list(FIGURES)
