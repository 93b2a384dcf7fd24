"""Paper: a chart fits its sheet, a table stands there whole, and none of the screen's switches is printed."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from lib.exports.snapshot import render
from tests.browser.conftest import Visit
from tests.exports.reports import written_report, written_section, written_table

pytestmark = pytest.mark.browser

A4_WITHIN_MARGINS = 718
"""CSS pixels, portrait."""


def print_out(visit: Visit) -> None:
    """What the browser does before it prints, short of the paper."""
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")


def test_a_table_is_printed_whole_and_stands_on_the_screen_once_and_switches_and_filters_are_not_printed(visit: Visit) -> None:
    visit.open("/tasks")
    paper = visit.page.locator(".pb-paper table").first
    grid = visit.page.locator(".st-key-grid_tasks").first
    grid.wait_for()
    assert not paper.is_visible()

    print_out(visit)

    assert paper.is_visible()
    assert paper.locator("tbody tr").count() == 24
    assert not grid.is_visible()
    for key in ("section_tasks", "filters_tasks", "search_tasks"):
        assert not visit.page.locator(f".st-key-{key}").first.is_visible()
    assert visit.page.locator(".pb-conclusion h1").is_visible()


def test_the_outline_is_printed_without_the_headings_of_what_only_a_screen_offers(visit: Visit) -> None:
    visit.open("/meeting")
    print_out(visit)

    heads = [each.inner_text().split("\n")[0] for each in visit.page.locator(".pb-chart-head, .pb-chart-title").all() if each.is_visible()]
    assert heads == ["汇报提纲"]


@pytest.mark.parametrize("section", ["时间轴", "进度挂图"])
def test_a_wide_chart_shrinks_to_the_sheet_and_grows_back(visit: Visit, section: str) -> None:
    visit.open("/tasks")
    visit.page.get_by_text(section, exact=True).click()
    visit.settle()
    drawing = visit.page.locator(".js-plotly-plot .main-svg").first
    drawing.wait_for()
    on_screen = drawing.bounding_box()
    print_out(visit)
    figure = visit.page.locator(".pb-drawing").first
    figure.evaluate(f"it => it.style.setProperty('max-width', '{A4_WITHIN_MARGINS}px', 'important')")
    on_paper = drawing.bounding_box()

    assert on_screen
    assert on_screen["width"] > A4_WITHIN_MARGINS
    assert on_paper
    assert on_paper["width"] <= A4_WITHIN_MARGINS
    assert on_paper["height"] < on_screen["height"]

    visit.page.emulate_media(media="screen")
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert drawing.get_attribute("viewBox") is None


def test_the_words_of_bars_as_wide_as_the_window_are_printed_in_their_own_size(visit: Visit) -> None:
    visit.open("/feedback")
    drawing = visit.page.locator("[data-chart=feedback_by_xun] .main-svg").first
    drawing.wait_for()
    on_screen = drawing.bounding_box()
    print_out(visit)

    assert on_screen
    assert on_screen["width"] > A4_WITHIN_MARGINS
    assert drawing.get_attribute("viewBox", timeout=1000) == f"0 0 {A4_WITHIN_MARGINS} {on_screen['height']:.0f}"

    visit.page.emulate_media(media="screen")
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    visit.settle()
    assert drawing.bounding_box() == on_screen


def test_two_charts_beside_each_other_stand_below_each_other_on_a_sheet(visit: Visit) -> None:
    visit.open("/rectification")
    visit.page.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 1000})
    visit.settle()
    print_out(visit)

    assert visit.page.locator(".st-key-pair_rectification .stHorizontalBlock").evaluate("it => getComputedStyle(it).display") == "block"


def test_the_head_of_a_table_is_never_printed_without_its_first_rows(chromium: Browser, tmp_path: Path) -> None:
    tables = [written_table([(f"r{place}.{n}", "x") for n in range(3 + place % 5)], (f"h{place}.", "work")) for place in range(40)]
    sections = [replace(written_section(table), name=f"s{place}") for place, table in enumerate(tables)]
    page = chromium.new_page()
    page.set_content(render(written_report(*sections)).decode())
    page.pdf(path=tmp_path / "paper.pdf", format="A4")
    page.close()
    sheets = ["".join(each.extract_text().split()) for each in PdfReader(tmp_path / "paper.pdf").pages]
    begun = [(place, sheet) for place in range(40) for sheet in sheets if f"h{place}." in sheet]

    assert len(sheets) > 5
    assert {place for place, _ in begun} == set(range(40))
    assert [place for place, sheet in begun if sheet.count(f"r{place}.") < 2] == []
