"""What a page makes of a chart's numbers is to the letter what the server would have sent: asked of a real browser, of many tables.

The tables are drawn by lot, always the same ones: counts of every size, zeros among them, names with digits and marks of their own.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from lib.figures.charts import CHARTS
from lib.figures.charts.feedback import by_xun, categories
from lib.figures.charts.rectification_by_category import build
from lib.figures.following import follows
from lib.figures.plotly import Size, drawn_figure
from lib.figures.spec import Arrangement, ChartSpec
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.metrics.model import CategoryRectification, FeedbackGroup
from lib.schema import Rectification
from tests.browser.conftest import Visit
from tests.figures.boards import SUBJECTS

pytestmark = pytest.mark.browser

SCRIPT = (Path(__file__).parents[2] / "lib" / "ui" / "assets" / "following.js").read_text(encoding="utf-8")
TABLES = 3_000 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 150
NAMES = ("形式主义", "四风 2014", "a<b>&", "第1季度", "很长的名称" * 6, "意见", "条", "1,000", "100%", "Safety and health in all buildings")

_DIFFERENT = """(cases) => {
  const differ = ([form, told, plain]) => JSON.stringify(following(JSON.parse(form), JSON.parse(told))) !== JSON.stringify(JSON.parse(plain))
  return cases.map((each, n) => [n, differ(each)]).filter(([, isOther]) => isOther).map(([n]) => n)
}"""


def count(lot: Random) -> int:
    return lot.choice((0, lot.randint(0, 9), lot.randint(0, 999), lot.randint(0, 99_999), lot.randint(0, 10**7)))


def drawn_by_lot(lot: Random) -> ChartSpec:
    language, names = lot.choice(list(Language)), lot.sample(NAMES, lot.randint(1, 9))
    merged = [count(lot) for _ in names]
    whole = sum(merged) + lot.choice((0, count(lot))) or 1  # of which some may be counted in the total alone
    groups = [FeedbackGroup(name, each + count(lot), each, each / whole) for name, each in zip(names, merged, strict=True)]
    if lot.random() < 0.4:
        return categories(groups, language)
    if lot.random() < 0.4:
        days = [replace(group, name=f"2014-{3 + n // 3:02d}-{1 + 10 * (n % 3):02d}") for n, group in enumerate(groups)]
        return by_xun(days, language)
    states = lot.sample(list(Rectification), lot.randint(1, 7))
    rows = [tuple((state, count(lot)) for state in states) for _ in names]
    problems = [CategoryRectification(name, sum(n for _, n in row), row) for name, row in zip(names, rows, strict=True)]
    chart = build(problems, language)
    return replace(chart, arrangement=lot.choice((Arrangement.STACKED, Arrangement.LAYERED)), upright=lot.random() < 0.3)


def cases(charts: Sequence[ChartSpec], theme: ThemeName, size: Size) -> list[tuple[str, str, str]]:
    """Of each chart that can be told so its form, what is told with it, and what is to come of both."""
    found = []
    for chart in filter(follows, charts):
        drawn, plain = drawn_figure(chart, theme, size, briefly=True), drawn_figure(chart, theme, size)
        found.append((drawn.written, drawn.told, json.dumps({"figure": json.loads(plain.written), "alt": chart.alt})))
    return found


@pytest.fixture
def differing(chromium: Browser) -> Any:
    """Asks a browser which of some cases come out otherwise."""
    page = chromium.new_page()
    page.add_script_tag(content=SCRIPT)
    yield lambda told: page.evaluate(_DIFFERENT, told)
    page.close()


@pytest.mark.parametrize(("theme", "size"), [(ThemeName.LIGHT, Size.PAGE), (ThemeName.DARK, Size.PHONE)])
def test_tables_by_lot_come_out_to_the_letter(differing: Any, theme: ThemeName, size: Size) -> None:
    lot = Random(f"{theme} {size}")
    told = cases([drawn_by_lot(lot) for _ in range(TABLES)], theme, size)

    assert len(told) > TABLES // 2
    assert any('"words"' in form for form, _, _ in told)
    assert any('"middles"' in form for form, _, _ in told)
    assert differing(told) == []


def test_every_chart_of_bars_comes_out_to_the_letter(differing: Any) -> None:
    all_of_them = [
        chart.build(subject[chart.needs], language) for chart in CHARTS.values() for subject in SUBJECTS.values() for language in Language
    ]
    told = [case for theme in ThemeName for size in (Size.PAGE, Size.PHONE) for case in cases(all_of_them, theme, size)]

    assert len(told) > 40
    assert differing(told) == []


def test_what_differs_is_seen(differing: Any) -> None:
    form, told, plain = cases([categories([FeedbackGroup("甲", 3, 2, 1.0)], Language.ZH)], ThemeName.LIGHT, Size.PAGE)[0]

    assert differing([(form, told, plain), (form, told.replace("[3]", "[4]"), plain)]) == [1]


def test_a_page_is_told_each_count_once_and_says_it_in_every_place(visit: Visit) -> None:
    visit.open("/feedback")
    chart = visit.page.locator("[data-chart=categories] .pb-chart")
    chart.locator(".pb-bars").wait_for()
    spoken = chart.get_attribute("aria-label") or ""
    figure = chart.evaluate("it => it.data")

    assert [trace["type"] for trace in figure] == ["bar", "bar", "scatter"]
    assert all(f"{raw:,}" in label and f"{raw:,}" in spoken for raw, label in zip(figure[0]["x"], figure[2]["text"], strict=True))
