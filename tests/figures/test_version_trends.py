"""Figures across versions: three charts, each with its own unit; what a version does not know is a gap and never nought.

Golden files as in `test_golden.py`: `PHASEBOARD_WRITE_GOLDEN=1 python -m pytest tests/figures/test_version_trends.py`.
"""

import os
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.figures.charts import VERSION_CHARTS
from lib.figures.plotly import Size, draw
from lib.figures.spec import VersionChart, to_json
from lib.figures.tokens import ThemeName
from lib.i18n import LANGUAGES, Language
from lib.metrics.version_trends import FigureCourse, VersionTrends
from lib.metrics.versions import VersionFigure

ZH, EN = Language.ZH, Language.EN
GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "versions"
FIRST = datetime(2014, 3, 11, 8, 30)


def make_trends(count: int, *, every: timedelta = timedelta(days=7), **figures: Any) -> VersionTrends:
    """So many versions published one after another, with the figures given; the first is published on 11 March 2014."""
    lines = tuple(FigureCourse(VersionFigure(name), tuple(values)) for name, values in figures.items())
    return VersionTrends(tuple(range(1, count + 1)), tuple(FIRST + every * n for n in range(count)), lines)


SAMPLE = make_trends(
    6,
    done_share=(0.125, 0.25, 0.375, 0.5, 0.625, 0.625),
    closed_share=(None, None, 0.0, 0.25, None, 0.4),
    late=(0, 1, 4, 3, 2, 2),
    slip_days=(0, 0, 10, 25, 25, 49),
)
SUBJECTS = {
    "empty": make_trends(0),
    "one": make_trends(1, done_share=(0.5,), closed_share=(0.2,), late=(1,), slip_days=(0,)),
    "sample": SAMPLE,
    "plan_only": make_trends(3, done_share=(None,) * 3, closed_share=(None,) * 3, late=(None,) * 3, slip_days=(0, 0, 0)),
    "huge": make_trends(
        300,
        every=timedelta(days=2),
        done_share=[n / 300 for n in range(300)],
        closed_share=[n / 400 if n % 9 else None for n in range(300)],
        late=[n * 7 % 13 for n in range(300)],
        slip_days=[n * 41 for n in range(300)],
    ),
}
LANGUAGE_OF = {"empty": ZH, "one": EN, "sample": ZH, "plan_only": EN, "huge": ZH}


def ticks(figure: Any) -> list[str]:
    """The names of the versions on the time axis."""
    return [label.split("<br>")[0] for label in figure.layout.xaxis.ticktext]


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", VERSION_CHARTS)
def test_a_chart_across_versions_is_described_as_before(name: str, subject: str):
    described = to_json(VERSION_CHARTS[name](SUBJECTS[subject], LANGUAGE_OF[subject]))
    path = GOLDEN / f"{name}.{subject}.json"
    if os.environ.get("PHASEBOARD_WRITE_GOLDEN"):
        path.write_text(described, encoding="utf-8")

    assert described == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over():
    assert {path.name for path in GOLDEN.glob("*.json")} == {f"{name}.{subject}.json" for name in VERSION_CHARTS for subject in SUBJECTS}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VERSION_CHARTS)
@pytest.mark.parametrize("subject", ["empty", "one"])
def test_fewer_than_two_versions_are_told_what_comes_next(subject: str, name: str, language: Language):
    spec = VERSION_CHARTS[name](SUBJECTS[subject], language)

    assert spec.is_empty
    assert "⟦" not in spec.empty + spec.title


@pytest.mark.parametrize("name", ["version_shares", "version_late"])
def test_versions_that_all_know_nothing_give_no_chart(name: str):
    spec = VERSION_CHARTS[name](SUBJECTS["plan_only"], ZH)

    assert spec.is_empty
    assert "各版都没有" in spec.empty


def test_nothing_moved_is_a_line_at_nought_and_not_an_empty_chart():
    spec = VERSION_CHARTS["version_slip"](SUBJECTS["plan_only"], ZH)

    assert spec.lines[0].values == (0, 0, 0)
    assert spec.subtitle == "第3版：累计顺延0天"


def test_what_a_version_does_not_know_is_a_gap_and_is_named():
    spec = VERSION_CHARTS["version_shares"](SAMPLE, ZH)
    drawn = draw(spec, ThemeName.LIGHT)
    closed = next(trace for trace in drawn.data if trace.name == "销号率" and "markers" in trace.mode)

    assert spec.note == "销号率：第1–2、5版没有这一数字，图上留空。"
    assert list(closed.y) == [None, None, 0.0, 0.25, None, 0.4]
    assert closed.connectgaps is False


def test_a_figure_that_no_version_knows_is_left_out_and_said():
    trends = make_trends(2, done_share=(0.5, 0.75), closed_share=(None, None))
    spec = VERSION_CHARTS["version_shares"](trends, ZH)

    assert [line.name for line in spec.lines] == ["完成比例"]
    assert spec.note == "销号率：各版都没有这一数字，没有画出。"
    assert spec.subtitle == "第2版：完成比例75%"


def test_the_newest_values_and_the_course_are_in_words():
    spec = VERSION_CHARTS["version_late"](SAMPLE, ZH)

    assert spec.subtitle == "第6版：逾期2项"
    assert spec.alt == "各版的逾期任务。共6版，2014年3月11日至2014年4月15日发布；逾期从第1版的0项到第6版的2项，最高为第3版的4项。"


@pytest.mark.parametrize("name", VERSION_CHARTS)
def test_each_chart_has_one_value_axis(name: str):
    drawn = draw(VERSION_CHARTS[name](SAMPLE, ZH), ThemeName.LIGHT).to_plotly_json()

    assert [axis for axis in drawn["layout"] if axis.startswith("yaxis")] == ["yaxis"]
    assert {trace.get("yaxis", "y") for trace in drawn["data"]} == {"y"}


def test_shares_are_percents_and_counts_are_whole_numbers():
    shares, late, slip = (draw(build(SAMPLE, ZH), ThemeName.LIGHT).layout.yaxis for build in VERSION_CHARTS.values())

    assert list(shares.ticktext) == ["0", "25%", "50%", "75%", "100%"]
    assert list(late.ticktext) == ["0", "1", "2", "3", "4"]
    assert list(slip.ticktext) == ["0", "20", "40", "60"]


def test_deadlines_brought_forward_lie_under_nought():
    spec = VERSION_CHARTS["version_slip"](make_trends(2, slip_days=(0, -12)), ZH)
    axis = draw(spec, ThemeName.LIGHT).layout.yaxis

    assert list(axis.tickvals) == [-15.0, -10.0, -5.0, 0.0, 5.0]
    assert axis.range[0] < -15


def test_the_distance_between_versions_is_true_to_time():
    """Two on one day stand close together; a version has its moment, not its rank."""
    moments = (FIRST, FIRST + timedelta(hours=2), FIRST + timedelta(days=30))
    trends = VersionTrends((1, 2, 3), moments, (FigureCourse(VersionFigure.LATE, (1, 2, 3)),))
    drawn = draw(VERSION_CHARTS["version_late"](trends, ZH), ThemeName.LIGHT)

    assert list(drawn.data[0].x) == ["2014-03-11T08:30:00", "2014-03-11T10:30:00", "2014-04-10T08:30:00"]
    assert ticks(drawn) == ["第1版–第2版", "第3版"]


def test_each_point_tells_its_version_and_moment_to_a_pointer():
    drawn = draw(VERSION_CHARTS["version_late"](SAMPLE, ZH), ThemeName.LIGHT)

    assert list(drawn.data[0].customdata) == [
        "第1版  2014-03-11 08:30",
        "第2版  2014-03-18 08:30",
        "第3版  2014-03-25 08:30",
        "第4版  2014-04-01 08:30",
        "第5版  2014-04-08 08:30",
        "第6版  2014-04-15 08:30",
    ]
    assert drawn.data[0].hovertemplate.startswith("%{customdata}<br>逾期 %{y}项")


def test_a_course_over_new_year_names_the_years():
    drawn = draw(VERSION_CHARTS["version_late"](make_trends(2, every=timedelta(days=300), late=(1, 2)), ZH), ThemeName.LIGHT)

    assert list(drawn.layout.xaxis.ticktext) == ["第1版<br>3月11日<br>2014", "第2版<br>1月5日<br>2015"]


def test_versions_of_one_moment_are_drawn():
    drawn = draw(VERSION_CHARTS["version_late"](make_trends(2, every=timedelta(0), late=(1, 2)), ZH), ThemeName.LIGHT)

    assert list(drawn.layout.xaxis.range) == ["2014-03-11T07:30:00", "2014-03-11T10:30:00"]
    assert ticks(drawn) == ["第1版", "第2版"]


@given(gaps=st.lists(st.integers(0, 100_000), min_size=1, max_size=40))
def test_names_on_the_axis_never_meet_and_the_newest_is_always_there(gaps: list[int]):
    moments = [FIRST]
    for minutes in gaps:
        moments.append(moments[-1] + timedelta(minutes=minutes))
    count = len(moments)
    trends = VersionTrends(tuple(range(1, count + 1)), tuple(moments), (FigureCourse(VersionFigure.LATE, (1,) * count),))
    figure = draw(VERSION_CHARTS["version_late"](trends, ZH), ThemeName.LIGHT, Size.PHONE)
    axis = figure.layout.xaxis
    first, last = (datetime.fromisoformat(end) for end in axis.range)
    pixels = (340 - figure.layout.margin.l - figure.layout.margin.r) / (last - first).total_seconds()
    places = [(datetime.fromisoformat(at) - first).total_seconds() * pixels for at in axis.tickvals]

    assert ticks(figure)[-1].split("–")[-1] == f"第{count}版"
    assert [right - left for left, right in pairwise(places) if right - left < 36] == []


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", VERSION_CHARTS)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("theme", ThemeName)
def test_every_chart_across_versions_is_drawn_whole_and_slim(theme: ThemeName, size: Size, name: str, subject: str):
    spec = VERSION_CHARTS[name](SUBJECTS[subject], ZH)
    figure = draw(spec, theme, size, alone=True)

    assert bool(figure.data) != spec.is_empty
    assert figure.layout.height > 60
    assert spec.title[:4] in figure.layout.title.text
    assert len(figure.to_json().encode()) / 1024 < (48 if subject == "huge" else 12)


def test_three_hundred_versions_are_a_line_that_marks_do_not_hide():
    figure = draw(VERSION_CHARTS["version_late"](SUBJECTS["huge"], ZH), ThemeName.LIGHT, Size.PHONE)

    assert figure.data[0].mode == "lines"
    assert 3 <= len(ticks(figure)) <= 6
    assert ticks(figure)[0] == "第1版"
    assert ticks(figure)[-1] == "第300版"


def test_a_version_alone_between_gaps_is_marked_among_hundreds():
    values = [0.5] * 100 + [None, 0.25, None] + [0.5] * 100
    figure = draw(VERSION_CHARTS["version_shares"](make_trends(203, done_share=values), ZH), ThemeName.LIGHT, Size.PHONE)

    assert [place for place, marked in enumerate(figure.data[0].marker.size) if marked] == [101]


def test_both_shares_are_told_apart_without_colour():
    spec = VERSION_CHARTS["version_shares"](SAMPLE, ZH)

    assert isinstance(spec, VersionChart)
    assert [(line.name, line.dashed) for line in spec.lines] == [("完成比例", False), ("销号率", True)]


@pytest.mark.parametrize("gap", [timedelta(0), timedelta(seconds=20)])
def test_two_versions_published_within_a_minute_stand_side_by_side_and_tell_their_own_moments(gap: timedelta):
    first = datetime(2014, 6, 10, 8, 0)
    course = FigureCourse(VersionFigure.LATE, (1, 2, 3))
    spec = VERSION_CHARTS["version_late"](VersionTrends((1, 2, 3), (first, first + gap, first + timedelta(days=90)), (course,)), ZH)
    trace = draw(spec, ThemeName.LIGHT).data[0]

    assert list(trace.x) == ["2014-06-10T08:00:00", "2014-06-10T14:00:00", "2014-09-08T08:00:00"]
    assert list(trace.customdata) == ["第1版  2014-06-10 08:00", "第2版  2014-06-10 08:00", "第3版  2014-09-08 08:00"]


@pytest.mark.parametrize("later", [(0, 0), (5, 120), (30, 900)])
def test_versions_of_a_single_day_stand_at_equal_distances_and_bear_their_own_names(later: tuple[int, int]):
    moment = datetime(2014, 6, 10, 8, 0)
    moments = (moment, *(moment + timedelta(minutes=minutes) for minutes in later))
    course = FigureCourse(VersionFigure.LATE, (1, 2, 1))
    figure = draw(VERSION_CHARTS["version_late"](VersionTrends((1, 2, 3), moments, (course,)), ZH), ThemeName.LIGHT)

    assert list(figure.data[0].x) == ["2014-06-10T08:00:00", "2014-06-10T09:00:00", "2014-06-10T10:00:00"]
    assert ticks(figure) == ["第1版", "第2版", "第3版"]


def test_versions_of_one_day_whose_marks_lie_on_each_other_are_named_together():
    day = datetime(2014, 6, 10, 9, 0)
    moments = (FIRST, FIRST + timedelta(days=40), day, day + timedelta(hours=1), day + timedelta(hours=3))
    course = FigureCourse(VersionFigure.LATE, (1, 2, 3, 2, 1))
    figure = draw(VERSION_CHARTS["version_late"](VersionTrends((1, 2, 3, 4, 5), moments, (course,)), ZH), ThemeName.LIGHT, Size.PHONE)

    assert ticks(figure) == ["第1版", "第2版", "第3版–第5版"]
    assert figure.layout.xaxis.ticktext[-1].endswith("<br>6月10日")
