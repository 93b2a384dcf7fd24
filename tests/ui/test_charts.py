"""What a chart's component is told, and what it may tell: a mark from a browser is taken for nothing that it is not."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.figures import CHARTS
from lib.i18n import Language
from lib.ui import components
from lib.ui.charts import Picked
from tests.figures.boards import SAMPLE


def one_chart() -> None:
    from lib.figures.plotly import DrawnFigure
    from lib.i18n import Language
    from lib.ui import charts

    figure = DrawnFigure('{"data":[{"type":"bar","name":"</script>\\u2028甲"}],"layout":{"height":120}}', "light page", 120)
    charts.show(figure, key="chart_one", alt='说"明"', language=Language.ZH, on_pick=print)


def proto(app: AppTest) -> Any:
    (found,) = (each.proto for each in app.get("bidi_component"))
    return found


def test_a_chart_is_sent_as_it_was_written_with_its_words_beside_it() -> None:
    told = json.loads(proto(AppTest.from_function(one_chart).run()).bytes)

    assert told == {
        "figure": {"data": [{"type": "bar", "name": "</script>\u2028甲"}], "layout": {"height": 120}},
        "alt": '说"明"',
        "language": "zh-CN",
        "of": "light page",
        "zooms": False,
        "picks": True,
    }


def test_a_chart_keeps_its_name_whatever_is_drawn_in_it_and_its_script_is_fetched_not_sent() -> None:
    chart = proto(AppTest.from_function(one_chart).run())

    assert chart.id.endswith("-chart_one")
    assert len(chart.js_content) < 160
    assert not chart.isolate_styles


@pytest.mark.parametrize(("index", "chosen"), [(0, 1), (-1, 0), (10_000, 0)])
def test_a_mark_that_no_chart_has_chooses_nothing(index: int, chosen: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(components.filters, "choose_named", lambda *given: asked.append(given))
    view: Any = SimpleNamespace(board=SimpleNamespace(options=None), language=Language.ZH)
    spec = CHARTS["categories"].build(SAMPLE[CHARTS["categories"].needs], Language.ZH)

    components._picked(view, "categories", spec, Picked(index, None))

    assert len(asked) == chosen


@pytest.mark.parametrize(("carried", "task"), [([["", "t7"]], "t7"), ([], None), (None, None), ({"a": 1}, "{'a': 1}")])
def test_a_mark_of_several_tasks_leads_to_the_first(carried: Any, task: str | None) -> None:
    assert components._first_word(carried) == task
