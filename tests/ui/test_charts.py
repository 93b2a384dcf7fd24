"""What a chart's component is told, and what it may tell: a mark from a browser is taken for nothing that it is not."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.figures.charts import CHARTS
from lib.figures.plotly import DrawnFigure, drawn_figure
from lib.figures.spec import BarChart
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.metrics.model import Grouping
from lib.ui import charts, sheets
from lib.ui.charts import Picked
from tests.figures.boards import SAMPLE

WRITTEN = '{"data":[],"layout":{"height":120}}'


def one_sheet() -> None:
    from lib.figures.plotly import DrawnFigure
    from lib.i18n import Language
    from lib.ui import charts
    from lib.wording.definitions import Definition, FigureId

    drawn = charts.Chart(
        "one",
        DrawnFigure('{"data":[{"type":"bar","name":"</script>\\u2028甲"}],"layout":{"height":120}}', "light page", 120),
        '说"明"',
        "甲</h2>",
        "截至",
        (Definition(FigureId.TOTAL, "甲", "一"),),
        [["下"], ["左", "右"]],
        zooms=True,
        picks=True,
        window=720,
    )
    empty = charts.Chart("none", None, "", "乙", notes=[["没有"]])
    rows = [[charts.Column([drawn], 11), charts.Column([empty], 10)]]
    charts.show(charts.written(rows, Language.ZH, narrow=False), key="charts_one", on_pick=print)


def proto(app: AppTest) -> Any:
    (found,) = (each.proto for each in app.get("bidi_component"))
    return found


def test_a_sheet_is_sent_as_its_charts_were_written_with_their_words_beside_them() -> None:
    told = json.loads(proto(AppTest.from_function(one_sheet, default_timeout=60).run()).bytes)

    assert told["language"] == "zh-CN"
    assert told["heading"] == "口径"
    assert told["height"] == 42 + 720 + 2 * 34
    ((left, right),) = told["rows"]
    assert (left["share"], right["share"]) == (11, 10)
    assert left["charts"] == [
        {
            "name": "one",
            "title": "甲</h2>",
            "subtitle": "截至",
            "meanings": [["甲", "一"]],
            "notes": [["下"], ["左", "右"]],
            "zooms": True,
            "picks": True,
            "window": 720,
            "of": "light page",
            "figure": {"data": [{"type": "bar", "name": "</script>\u2028甲"}], "layout": {"height": 120}},
            "alt": '说"明"',
        }
    ]
    assert right["charts"] == [{"name": "none", "title": "乙", "notes": [["没有"]]}]


def test_on_a_phone_all_of_a_sheet_s_heights_add_up() -> None:
    tall = charts.Column([charts.Chart("one", DrawnFigure(WRITTEN, "light phone", 120), "")])
    low = charts.Column([charts.Chart("two", DrawnFigure(WRITTEN, "light phone", 100), "", notes=[["下"]])])

    assert json.loads(charts.written([[tall, low]], Language.ZH, narrow=False))["height"] == 42 + 100 + 34
    assert json.loads(charts.written([[tall, low]], Language.ZH, narrow=True))["height"] == 42 + 120 + 42 + 100 + 34


def test_a_sheet_keeps_its_name_whatever_is_drawn_in_it_and_its_script_is_fetched_not_sent() -> None:
    sheet = proto(AppTest.from_function(one_sheet, default_timeout=60).run())

    assert sheet.id.endswith("-charts_one")
    assert len(sheet.js_content) < 320
    assert not sheet.isolate_styles


def test_of_bars_it_is_said_that_they_need_no_plotly_and_of_nothing_else() -> None:
    told = [charts.Chart(name, drawn_figure(spec_of(name), ThemeName.LIGHT), "") for name in ("categories", "s_curve", "gantt")]
    nothing = charts.Chart(
        "categories", drawn_figure(BarChart(name="categories", language=Language.ZH, title="", empty="没有"), ThemeName.LIGHT), ""
    )

    said = json.loads(charts.written([[charts.Column([*told, nothing])]], Language.ZH, narrow=False))["rows"][0][0]["charts"]

    assert [each.get("bars") for each in said] == [True, None, None, None]


def test_what_is_told_of_charts_stands_at_the_end_in_their_order() -> None:
    told = [
        charts.Chart(name, drawn_figure(spec_of(name), ThemeName.LIGHT, briefly=True), spec_of(name).alt)
        for name in ("categories", "s_curve", "channels")
    ]

    sheet = json.loads(charts.written([[charts.Column(told)]], Language.ZH, narrow=False))

    said = sheet["rows"][0][0]["charts"]
    assert [sorted({"form", "figure", "alt"} & set(each)) for each in said] == [["form"], ["alt", "figure"], ["form"]]
    assert list(sheet)[-2:] == ["told", "height"]
    assert [names for names, _, _ in sheet["told"]] == [list(spec_of(name).categories) for name in ("categories", "channels")]


@pytest.mark.parametrize(("index", "chosen"), [(0, 1), (-1, 0), (10_000, 0)])
def test_a_mark_that_no_chart_has_chooses_nothing(index: int, chosen: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(sheets.filters, "choose_named", lambda *given: asked.append(given))

    sheets._picked(view_of("categories"), Grouping.PHASE, False, Picked("categories", index, None))

    assert len(asked) == chosen


@pytest.mark.parametrize("name", ["s_curve", "no such chart", ""])
def test_a_mark_of_a_chart_that_cannot_be_clicked_chooses_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(sheets.filters, "choose_named", lambda *given: asked.append(given))
    monkeypatch.setattr(sheets.looked_at, "pick_row", lambda *given: asked.append(given))

    sheets._picked(view_of("categories"), Grouping.PHASE, False, Picked(name, 0, "t7"))

    assert asked == []


def spec_of(name: str) -> Any:
    return CHARTS[name].build(SAMPLE[CHARTS[name].needs], Language.ZH)


def view_of(name: str) -> Any:
    spec = spec_of(name)
    board = SimpleNamespace(options=None, chart=lambda *_given, **_named: spec)
    return SimpleNamespace(board=board, language=Language.ZH)


@pytest.mark.parametrize(("carried", "task"), [([["", "t7"]], "t7"), ([], None), (None, None), ({"a": 1}, "{'a': 1}")])
def test_a_mark_of_several_tasks_leads_to_the_first(carried: Any, task: str | None) -> None:
    assert sheets._first_word(carried) == task
