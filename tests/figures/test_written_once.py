"""A figure that a page shows again and again is written once, and is the one that Plotly has checked."""

import hashlib
import json
from importlib.metadata import version
from typing import Any

import pytest

from lib.figures.charts import CHARTS
from lib.figures.plotly import DrawnFigure, Size, draw, drawn_figure, plotly_script, templates
from lib.figures.spec import BarChart
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from tests.figures.boards import SAMPLE, SUBJECTS

BUNDLE = "79542150855a52c567260e3137095dbe2b744e6d702a5cabe67da246942fba7a"
"""SHA-256 of plotly-cartesian.min.js as its makers published it in plotly.js-cartesian-dist-min 4.1.1."""


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", CHARTS)
def test_with_its_template_it_is_the_figure_that_was_checked(name: str, subject: str) -> None:
    spec = CHARTS[name].build(SUBJECTS[subject][CHARTS[name].needs], Language.ZH)

    written = drawn_figure(spec, ThemeName.DARK, Size.PAGE)

    assert said(as_the_browser_draws_it(written)) == said(json.loads(draw(spec, ThemeName.DARK, Size.PAGE).to_json()))
    assert written.height == draw(spec, ThemeName.DARK, Size.PAGE).layout.height


def test_it_does_not_say_again_what_all_figures_of_its_theme_and_size_have_in_common() -> None:
    name = next(iter(CHARTS))
    spec = CHARTS[name].build(SAMPLE[CHARTS[name].needs], Language.ZH)

    assert json.loads(drawn_figure(spec, ThemeName.LIGHT, Size.PHONE).written)["layout"]["template"] == {"layout": {}}
    assert set(templates()) == {"light page", "light phone", "dark page", "dark phone"}
    assert templates()["dark page"]["font"] != templates()["light page"]["font"]


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_trace_is_one_that_the_bundle_can_draw(name: str, subject: str) -> None:
    spec = CHARTS[name].build(SUBJECTS[subject][CHARTS[name].needs], Language.ZH)

    traces = json.loads(drawn_figure(spec, ThemeName.LIGHT).written)["data"]
    assert {trace["type"] for trace in traces} <= {"bar", "scatter", "heatmap"}


@pytest.mark.parametrize(
    "name", [name for name in CHARTS if isinstance(CHARTS[name].build(SAMPLE[CHARTS[name].needs], Language.ZH), BarChart)]
)
def test_a_filter_sends_no_digits_of_bars_that_nobody_can_see(name: str) -> None:
    spec = CHARTS[name].build(SAMPLE[CHARTS[name].needs], Language.ZH)

    figure = json.loads(drawn_figure(spec, ThemeName.LIGHT).written, parse_float=str)
    numbers = [*figure["layout"]["xaxis"]["range"], *figure["layout"]["yaxis"]["range"]]
    for trace in figure["data"]:
        numbers += [*trace.get("x", []), *trace.get("y", [])]

    assert [each for each in numbers if len(str(each).lstrip("-0.").replace(".", "")) > 5 or str(each).endswith(".0")] == []


def test_the_bundle_is_the_one_that_was_published_and_of_the_release_that_checks_the_figures() -> None:
    script = plotly_script()

    assert hashlib.sha256(script.encode()).hexdigest() == BUNDLE
    assert "plotly.js (cartesian - minified) v4.1.1" in script[:200]
    assert version("plotly").startswith("7.1.")  # which brings plotly.js 4.1.1 itself
    assert "Licensed under the MIT license" in script[:400]


def as_the_browser_draws_it(figure: DrawnFigure) -> Any:
    """What charts.js makes of a figure before it is drawn."""
    plain = json.loads(figure.written)
    plain["layout"]["template"] = {"layout": {**templates()[figure.of], **plain["layout"]["template"]["layout"]}}
    return plain


def said(plain: Any) -> Any:
    """The same without what says nothing, which Plotly leaves out when it checks: no list and no value."""
    if isinstance(plain, dict):
        return {name: said(value) for name, value in plain.items() if value is not None and value != []}
    return [said(value) for value in plain] if isinstance(plain, list) else plain
