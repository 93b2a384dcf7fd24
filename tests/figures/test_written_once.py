"""A figure that a page shows again and again is written once, and is the one that Plotly has checked."""

import json
from typing import Any

import plotly.io
import pytest
from plotly.basedatatypes import BaseFigure
from plotly.tools import return_figure_from_figure_or_data

from lib.figures import CHARTS, ThemeName
from lib.figures.plotly import DrawnFigure, Size, draw, drawn_figure
from lib.i18n import Language
from tests.figures.boards import SAMPLE, SUBJECTS


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", CHARTS)
def test_it_is_the_figure_that_was_checked(name: str, subject: str) -> None:
    spec = CHARTS[name].build(SUBJECTS[subject][CHARTS[name].needs], Language.ZH)

    written = drawn_figure(spec, ThemeName.DARK, Size.PAGE)

    assert said(json.loads(on_a_page(written))) == said(json.loads(draw(spec, ThemeName.DARK, Size.PAGE).to_json()))
    assert written.to_dict()["layout"]["height"] == draw(spec, ThemeName.DARK, Size.PAGE).layout.height


def test_it_is_handed_over_as_it_was_written_and_its_marks_cannot_end_a_script() -> None:
    figure = DrawnFigure('{"data":[],"layout":{"title":{"text":"a<br>b/c>"}}}', 120)

    assert isinstance(figure, BaseFigure)
    assert on_a_page(figure) == r'{"data":[],"layout":{"title":{"text":"a\u003cbr\u003eb\u002fc\u003e"}}}'
    assert on_a_page(figure) == on_a_page(figure)


def test_no_text_of_a_workbook_leaves_its_place_in_it() -> None:
    name = next(iter(CHARTS))
    spec = CHARTS[name].build(SAMPLE[CHARTS[name].needs], Language.ZH)

    written = on_a_page(drawn_figure(spec, ThemeName.LIGHT))

    assert "<" not in written
    assert json.loads(written)["layout"]["template"]["layout"]["font"]


def said(plain: Any) -> Any:
    """The same without what says nothing, which Plotly leaves out when it checks: no list and no value."""
    if isinstance(plain, dict):
        return {name: said(value) for name, value in plain.items() if value is not None and value != []}
    return [said(value) for value in plain] if isinstance(plain, list) else plain


def on_a_page(figure: BaseFigure) -> str:
    """What the framework does with a figure on each run."""
    plain = return_figure_from_figure_or_data(figure, validate_figure=True)
    return str(plotly.io.to_json(plain, validate=False))
