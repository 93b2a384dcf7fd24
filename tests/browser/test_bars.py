"""Bars are drawn by ourselves until somebody points at them: nobody may see which of the two drew them, and whoever points misses nothing."""

import io
import os
import re

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Route

from tests.browser.conftest import Server, Visit, visiting

pytestmark = pytest.mark.browser

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
VISIBLE = 100
"""Of 255: an edge that lies half a pixel beside differs by less in most of its pixels."""
BARS = ".pb-chart:has(.pb-bars)"
IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"

PAGES = [("/feedback", 5), *([("/", 1), ("/feedback?view=detail", 1), ("/rectification", 2)] if IS_LONG else [])]
"""Each with as many charts of bars at least."""

LOOKS = [("light", "zh", WIDE), *([("dark", "en", WIDE), ("light", "zh", PHONE), ("dark", "en", PHONE)] if IS_LONG else [])]
"""A theme, a language, a window."""


def picture(chart: Locator) -> Image.Image:
    return Image.open(io.BytesIO(chart.screenshot(animations="disabled"))).convert("L")


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return sum(ImageChops.difference(one, other).histogram()[VISIBLE:]) / (one.width * one.height)


def without_pointer(visit: Visit) -> None:
    visit.page.mouse.move(1, 1)
    visit.page.wait_for_timeout(400)


@pytest.mark.parametrize(("path", "charts"), PAGES, ids=lambda part: str(part))
@pytest.mark.parametrize(("theme", "language", "window"), LOOKS, ids=lambda part: str(part["width"]) if isinstance(part, dict) else part)
def test_plotly_draws_the_same_picture_once_somebody_points_at_it(
    server: Server, chromium: Browser, path: str, charts: int, theme: str, language: str, window: dict[str, int]
) -> None:
    for visit in visiting(server, chromium, color_scheme=theme, viewport=window):
        visit.open(path + ("&" if "?" in path else "?") + f"lang={language}")
        visit.page.locator(BARS).nth(charts - 1).wait_for()
        visit.page.wait_for_function("() => window.Plotly")
        names = visit.page.locator(f"[data-chart]:has({BARS})").evaluate_all("all => all.map(each => each.dataset.chart)")
        assert len(names) >= charts
        for name in names:
            chart = visit.page.locator(f"[data-chart={name}] .pb-chart")
            chart.scroll_into_view_if_needed()
            without_pointer(visit)
            ours = picture(chart)
            chart.hover()
            chart.locator(".draglayer").wait_for(state="attached")
            without_pointer(visit)

            assert chart.locator(".pb-bars").count() == 0
            assert share_that_differs(ours, picture(chart)) < 0.002, name


def test_whoever_points_is_told_the_count_and_may_take_the_picture(visit: Visit) -> None:
    visit.open("/feedback")
    chart = visit.page.locator("[data-chart=categories] .pb-chart")
    chart.locator(".pb-bars").wait_for()
    chart.locator(".barlayer .trace").last.locator(".point path").first.hover(force=True)
    visit.page.locator(".hoverlayer .hovertext").first.wait_for()

    assert "归并后" in visit.page.locator(".hoverlayer").first.text_content()
    assert chart.locator(".modebar-btn").is_visible()


def test_a_finger_on_a_bar_filters_the_page_and_its_other_views_until_it_is_cleared(server: Server, chromium: Browser) -> None:
    for visit in visiting(server, chromium, viewport=PHONE, has_touch=True):
        visit.open("/feedback")
        chart = visit.page.locator("[data-chart=categories] .pb-chart")
        chart.locator(".pb-bars").wait_for()
        visit.page.wait_for_function("() => window.Plotly")
        chart.scroll_into_view_if_needed()
        visit.settle()
        box = chart.locator(".barlayer .trace").last.locator(".point path").nth(4).bounding_box()
        assert box
        visit.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

        assert visit.says("问题类别为切身利益")
        visit.page.get_by_role("radio", name="细分").tap()
        visit.page.wait_for_url("**view=detail*")
        visit.settle()
        assert visit.says("问题类别为切身利益")
        assert "category=c5" in visit.page.url


def test_a_finger_on_a_mark_of_the_wall_chart_opens_its_task(server: Server, chromium: Browser) -> None:
    for visit in visiting(server, chromium, viewport=PHONE, has_touch=True):
        visit.open("/tasks?view=wall")
        mark = visit.page.locator("[data-chart=wall_chart] .scatterlayer text", has_text=re.compile("^▲7$"))
        mark.wait_for()
        mark.scroll_into_view_if_needed()
        visit.settle()
        box = mark.bounding_box()
        assert box
        visit.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

        assert visit.says("制定集中学习计划并组织实施：集中学习不少于4天，完成“五个一”")


@pytest.mark.skipif(not IS_LONG, reason="`run.py test --long`")
def test_the_keyboard_reaches_the_buttons_of_charts_that_nobody_pointed_at(visit: Visit) -> None:
    visit.open("/feedback")
    visit.page.locator(BARS).nth(4).wait_for()
    visit.page.wait_for_function("() => window.Plotly")
    visit.page.keyboard.press("Tab")
    visit.page.locator(".pb-chart .modebar-btn").nth(4).wait_for(state="attached")

    assert visit.page.locator(BARS).count() == 0


@pytest.mark.skipif(not IS_LONG, reason="`run.py test --long`")
def test_bars_do_without_the_script_of_plotly(visit: Visit) -> None:
    visit.page.route("**/scripts/plotly-*", lambda route: route.abort())
    visit.open("/feedback")
    visit.page.locator(BARS).nth(4).wait_for()

    assert "切身利益" in visit.page.locator(BARS).first.text_content()


def test_charts_stand_there_though_their_script_comes_after_a_second_run(server: Server, chromium: Browser) -> None:
    held: list[Route] = []
    for visit in visiting(server, chromium, viewport=PHONE):
        visit.page.route("**/scripts/charts-*", lambda route: held.append(route))
        visit.open("/feedback?view=detail")  # a narrow window says so once it is open: the page runs again for it
        held[0].continue_()

        visit.page.locator("[data-chart=subcategories] .pb-bars").wait_for()
        visit.page.wait_for_timeout(1_000)
        assert visit.page.locator("[data-chart=subcategories] .pb-bars").is_visible()
        assert visit.page.locator(".pb-chart .main-svg").count() >= 3


def test_a_timeline_gives_back_the_room_that_its_legend_does_not_need(server: Server, chromium: Browser) -> None:
    for visit in visiting(server, chromium, viewport=WIDE):
        visit.open("/tasks?view=timeline")
        chart = visit.page.locator("[data-chart=gantt] .pb-chart")
        chart.locator(".legend").wait_for()
        legend, axis = (chart.locator(name).first.bounding_box() for name in (".legend", ".xaxislayer-above"))

        assert legend is not None
        assert axis is not None
        assert legend["y"] + legend["height"] < axis["y"] < legend["y"] + legend["height"] + 40


ENTRIES = """chart => [...chart.querySelectorAll(".legend text")].map((entry) => {
  const [at, room] = [entry.getBoundingClientRect(), chart.getBoundingClientRect()]
  return [Math.round(at.top), at.right < room.right]
})"""


def test_a_legend_stands_in_even_rows_as_wide_as_the_drawing_however_long_the_labels_of_its_bars(server: Server, chromium: Browser) -> None:
    for visit in visiting(server, chromium, viewport=WIDE):
        visit.open("/rectification?lang=en")
        chart = visit.page.locator("[data-chart=rectification_rates_unit] .pb-chart:has(.pb-bars)")
        chart.wait_for()
        entries = chart.evaluate(ENTRIES)

        assert [sum(top == row for top, _ in entries) for row in sorted({top for top, _ in entries})] == [3, 3]
        assert all(is_inside for _, is_inside in entries)
