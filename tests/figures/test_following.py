"""A count is told once; what a page makes of it is what the server would have written, or is written."""

import json
from typing import Any

import pytest

from lib.figures.charts import CHARTS
from lib.figures.charts.feedback import by_xun, categories
from lib.figures.following import Following, Numbers, follows, share
from lib.figures.plotly import Size, drawn_figure
from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.tokens import Colour, Style, ThemeName
from lib.i18n import Language
from lib.i18n.formats import percent
from lib.metrics.model import FeedbackGroup
from tests.figures.boards import SUBJECTS

BARS = [
    (name, subject)
    for name in CHARTS
    for subject, found in SUBJECTS.items()
    if isinstance(CHARTS[name].build(found[CHARTS[name].needs], Language.ZH), BarChart)
]


def bars(*counts: tuple[int | None, ...], names: tuple[str, ...] = ("甲", "乙"), **facts: Any) -> BarChart:
    """A chart of bars, a series for each column of counts."""
    series = tuple(BarSeries(f"第{n}", Style(Colour.BRAND), column) for n, column in enumerate(counts, 1))
    return BarChart(**{"name": "categories", "language": Language.ZH, "title": "题", "categories": names, "series": series, **facts})


def groups(*counts: tuple[int, int]) -> list[FeedbackGroup]:
    """Groups of a raw and a merged count each."""
    merged = sum(each for _, each in counts)
    return [FeedbackGroup(name, raw, each, each / merged) for name, (raw, each) in zip("甲乙丙丁", counts, strict=False)]


def made(form: Any, numbers: Numbers, rest: list[Any]) -> Any:
    """What `following.js` makes of a form."""
    if isinstance(form, list):
        return [made(each, numbers, rest) for each in form]
    if not isinstance(form, dict):
        return form
    if "$" not in form:
        return {name: made(each, numbers, rest) for name, each in form.items()}
    how, *said = (made(each, numbers, rest) for each in form["$"])
    if how == "rest":
        return rest[said[0]]
    if how == "counts":
        return numbers.columns[said[0]]
    if how in ("middles", "texts"):
        return getattr(numbers, how)(said[0], said[1] if len(said) > 1 else numbers.rows)
    return numbers.words(*said) if how == "words" else getattr(numbers, how)


def brief(chart: BarChart, theme: ThemeName = ThemeName.LIGHT, size: Size = Size.PAGE) -> tuple[Any, list[Any]]:
    """The form of a chart's figure and words, and what is told with it."""
    drawn = drawn_figure(chart, theme, size, briefly=True)
    return json.loads(drawn.written), json.loads(drawn.told)


def test_nothing_to_draw_is_written_as_it_is():
    empty = BarChart(name="categories", language=Language.ZH, title="题", empty="没有")

    assert not follows(empty)
    assert drawn_figure(empty, ThemeName.LIGHT, briefly=True) == drawn_figure(empty, ThemeName.LIGHT)
    assert not follows(bars(names=()))


@pytest.mark.parametrize(
    "chart",
    [
        bars((1, None)),
        bars((1, 2), (3, 4), arrangement=Arrangement.WHOLE),
        bars((2**40, 2)),
    ],
    ids=["hidden", "whole", "endless"],
)
def test_what_is_hidden_or_has_no_whole_numbers_is_written_as_it_is(chart: BarChart):
    assert not follows(chart)
    assert drawn_figure(chart, ThemeName.LIGHT, briefly=True) == drawn_figure(chart, ThemeName.LIGHT)


@pytest.mark.parametrize(("name", "subject"), BARS)
@pytest.mark.parametrize("language", Language)
def test_of_every_chart_of_bars_a_page_makes_what_the_server_would_have_written(name: str, subject: str, language: Language):
    chart = CHARTS[name].build(SUBJECTS[subject][CHARTS[name].needs], language)
    assert isinstance(chart, BarChart)
    for theme, size in ((ThemeName.LIGHT, Size.PAGE), (ThemeName.DARK, Size.PHONE)):
        plain = drawn_figure(chart, theme, size)
        drawn = drawn_figure(chart, theme, size, briefly=True)
        if not drawn.told:
            assert drawn == plain
            continue
        names, columns, rest = json.loads(drawn.told)
        numbers = Numbers(names, columns, is_stacked=chart.arrangement is Arrangement.STACKED)

        assert made(json.loads(drawn.written), numbers, rest) == {"figure": json.loads(plain.written), "alt": chart.alt}
        assert (drawn.of, drawn.height, drawn.is_bars) == (plain.of, plain.height, True)


def test_a_filter_that_changes_counts_alone_leaves_the_form_as_it_is():
    before, told = brief(categories(groups((4056, 1670), (4284, 1666)), Language.ZH))
    after, told_now = brief(categories(groups((2476, 999), (2473, 1001)), Language.ZH))

    assert before == after
    assert told[:2] == [["甲", "乙"], [[4056, 4284], [1670, 1666]]]
    assert told_now[:2] == [["甲", "乙"], [[2476, 2473], [999, 1001]]]


def test_neither_labels_nor_words_say_a_count_again():
    form, told = brief(categories(groups((4056, 1670), (4284, 1666)), Language.ZH))

    assert form["figure"]["data"][2]["text"] == {"$": ["texts", ["\u2002", [1], "条 ", [1, "%"], " 原始", [0], "条"]]}
    assert form["alt"] == {"$": ["words", "各类别意见条数。", ["：原始", [0], "条，归并后", [1], "条，占", [1, "%"], "；"], "。"]}
    assert [each for each in told[2] if isinstance(each, (str, list))] == []


def test_shares_of_more_than_is_shown_are_told_once():
    shown = [FeedbackGroup("甲", 4, 3, 3 / 9), FeedbackGroup("乙", 2, 1, 1 / 9)]
    form, told = brief(categories(shown, Language.ZH))
    (place,) = (n for n, each in enumerate(told[2]) if isinstance(each, list))

    assert told[2][place] == ["33.3%", "11.1%"]
    assert form["figure"]["data"][2]["text"]["$"][1][3] == {"$": ["rest", place]}
    assert form["alt"]["$"][2][5] == {"$": ["rest", place]}


def test_standing_bars_tell_of_no_day_without_opinions():
    days = [FeedbackGroup(f"2014-03-{day}", count, count, count / 5) for day, count in (("01", 2), ("11", 0), ("21", 3))]
    form, told = brief(by_xun(days, Language.EN))

    assert form["alt"]["$"][0] == "words"
    assert told[1] == [[2, 0, 3], [2, 0, 3]]


def test_shares_that_cannot_be_had_of_whole_numbers_are_told():
    chart = categories(groups((99_999, 99_999), (1, 1)), Language.ZH)
    form, told = brief(chart)

    assert chart.end_labels[0].split()[1] == ">99.9%"
    assert form["figure"]["data"][2]["text"] == {"$": ["rest", 0]}
    assert told[2][0] == ["\u200299,999条 &gt;99.9% 原始99,999条", "\u20021条 &lt;0.1% 原始1条"]
    assert chart.alt in told[2]


@pytest.mark.parametrize(
    ("count", "whole", "said"), [(0, 0, "0%"), (0, 3, "0%"), (1, 3, "33.3%"), (1, 16, "6.3%"), (2, 4, "50%"), (3, 3, "100%")]
)
def test_a_share_by_whole_numbers_is_worded_as_everywhere(count: int, whole: int, said: str):
    assert share(count, whole) == said
    assert not whole or percent(count / whole, Language.ZH) == said


def test_the_middle_of_a_bar_is_rounded_to_the_even_digit():
    numbers = Numbers(["甲", "乙"], [[1000, 2], [333, 3]], is_stacked=True)

    assert numbers.middles(1, [0, 1]) == [1166, 3.5]
    assert numbers.ends == [1333, 5]


def test_rows_without_room_for_their_number_are_told_once():
    chart = bars((500, 1, 500), (500, 1, 500), names=("甲", "乙", "丙"), arrangement=Arrangement.STACKED)
    labelled = [BarSeries(each.name, each.style, each.values, tuple(map(str, each.values))) for each in chart.series]
    following = Following(bars(names=chart.categories, series=tuple(labelled), arrangement=Arrangement.STACKED))
    trace = {"type": "scatter", "x": [250, 250], "y": [0, 2], "text": ["500", "500"]}
    axes = {"xaxis": {"range": [0, 1]}, "yaxis": {"range": [0, 1]}, "height": 1, "margin": {}}

    (form,) = following.figure([trace], axes)["data"]

    assert form["y"] == {"$": ["rest", 0]}
    assert form["x"] == {"$": ["middles", 0, {"$": ["rest", 0]}]}
    assert form["text"] == {"$": ["texts", ["", [0], ""], {"$": ["rest", 0]}]}
