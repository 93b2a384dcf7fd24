"""What a chart's component is told, and what it may tell: a mark from a browser is taken for nothing that it is not."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


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
