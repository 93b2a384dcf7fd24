"""The review job: from a line, a bar or a mark to the row behind it, one unit at a time, and back."""

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.conftest import Server, Visit, visiting

pytestmark = pytest.mark.browser

GRID = ".st-key-grid_tasks .dvn-scroller"
ROW_FOURTEEN = 34 * 14 + 17
"""Pixels from the top of the table to the middle of its fourteenth row: its rows are 34 high, its headings one row."""


def test_a_line_in_a_list_leads_to_the_task_in_full(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_role("button", name="19").first.click()
    visit.page.locator(".pb-detail").wait_for()

    assert visit.page.url.endswith("/tasks?task=t19~24")
    assert "任务!C22" in visit.page.locator(".pb-detail").inner_text()

    visit.page.get_by_role("button", name="收起").click()
    visit.settle()
    assert visit.page.locator(".pb-detail").count() == 0


def test_a_bar_of_the_timeline_leads_to_its_task(visit: Visit) -> None:
    visit.open("/tasks")
    visit.page.get_by_text("时间轴", exact=True).click()
    visit.settle()
    visit.click_mark(visit.page.locator(".js-plotly-plot .barlayer .trace").nth(5).locator(".point path").first)
    visit.page.locator(".pb-detail").wait_for()

    assert "任务!C" in visit.page.locator(".pb-detail").inner_text()


def test_a_bar_of_the_categories_filters_the_whole_page(visit: Visit) -> None:
    visit.open("/feedback")
    visit.click_mark(visit.page.locator(".js-plotly-plot").first.locator(".barlayer .point path").nth(4))
    visit.page.get_by_text("问题类别为切身利益").wait_for()

    assert "category=c5" in visit.page.url
    visit.page.get_by_role("button", name="清除筛选").click()
    visit.settle()
    assert visit.says("未筛选")


def test_a_filter_changes_the_charts_where_they_stand(visit: Visit) -> None:
    visit.open("/feedback")
    charts = visit.page.locator(".js-plotly-plot:has(.barlayer)")
    charts.nth(4).wait_for()
    before = charts.evaluate_all("charts => charts.map((chart, number) => { chart.stood = number; return chart.textContent })")
    visit.click_mark(charts.first.locator(".barlayer .point path").nth(4))
    visit.page.get_by_text("问题类别为切身利益").wait_for()
    visit.page.wait_for_function("before => document.querySelector('.js-plotly-plot').textContent !== before", arg=before[0])
    visit.settle()

    assert charts.evaluate_all("charts => charts.map(chart => chart.stood)") == list(range(len(before)))
    assert charts.evaluate_all("charts => charts.map(chart => chart.textContent)") != before


def test_a_filter_draws_each_chart_once(visit: Visit) -> None:
    visit.open("/feedback")
    charts = visit.page.locator(".js-plotly-plot:has(.barlayer)")
    charts.nth(4).wait_for()
    visit.page.wait_for_function("() => window.Plotly")
    visit.click_mark(charts.first.locator(".barlayer .point path").nth(4))
    visit.page.get_by_text("问题类别为切身利益").wait_for()
    visit.settle()
    visit.page.evaluate(
        "() => { window.drawn = []; const note = box => window.drawn.push(box.closest('[data-chart]').dataset.chart);"
        " const draw = Plotly.react; Plotly.react = (box, ...told) => (note(box), draw(box, ...told));"
        " const watch = new MutationObserver(all => all.forEach(each => [...each.addedNodes].some(node => node.querySelector?.('.pb-bars'))"
        " && note(each.target))); document.querySelectorAll('.pb-chart').forEach(box => watch.observe(box, { childList: true })) }"
    )
    visit.page.mouse.move(1, 1)
    visit.page.get_by_role("button", name="清除筛选").click()
    visit.page.get_by_text("未筛选").wait_for()
    visit.settle()
    visit.page.wait_for_timeout(300)
    drawn = visit.page.evaluate("drawn")

    assert len(drawn) >= 4
    assert len(drawn) == len(set(drawn))


def test_a_chart_whose_script_does_not_come_says_in_words_what_it_shows(visit: Visit) -> None:
    visit.page.route("**/scripts/plotly-*", lambda route: route.abort())
    visit.open("/feedback?view=detail")
    chart = visit.page.locator(".pb-chart").first
    visit.page.wait_for_function("() => document.querySelector('.pb-chart')?.textContent")

    assert chart.inner_text() == chart.get_attribute("aria-label")


def test_one_unit_at_a_time(visit: Visit) -> None:
    visit.open("/tasks")
    visit.page.get_by_text("按部门", exact=True).click()
    visit.settle()

    assert visit.says("“活动办公室”12项任务应完成9项")
    assert visit.says("报送事项")


def test_the_wall_chart_names_its_peak(visit: Visit) -> None:
    visit.open("/tasks")
    visit.page.get_by_text("进度挂图", exact=True).click()
    visit.settle()

    assert visit.says("最集中")


def test_a_search_narrows_the_table_as_one_types(visit: Visit) -> None:
    visit.open("/tasks")
    visit.page.get_by_placeholder("在表中查找").fill("督导组 审阅")

    visit.page.locator(".pb-chart-title small", has_text="24行").wait_for(state="detached")
    assert "24行" not in visit.text


def test_moving_the_day_moves_every_page(visit: Visit) -> None:
    visit.open("/?day=2014-05-01")
    assert visit.says("截至5月1日")

    visit.page.get_by_role("link", name="任务").click()
    visit.settle()
    assert visit.says("截至2014年5月1日（状态按当天判断，填写的内容是2014年6月10日的）")
    assert "day=2014-05-01" in visit.page.url


def test_figures_say_what_they_mean_by_keyboard_alone(visit: Visit) -> None:
    visit.open("/")
    figure = visit.page.locator(".pb-figure").nth(1)
    help_text = figure.locator(".pb-help")
    assert not help_text.is_visible()

    figure.focus()

    assert help_text.is_visible()
    assert "到期日不晚于截至日" in help_text.inner_text()


def test_a_row_chosen_far_down_is_brought_into_view_and_its_table_stands_where_it_stood(visit: Visit) -> None:
    grid = open_tasks_at_the_grid(visit)
    before = grid.bounding_box()
    grid.click(position={"x": 17, "y": ROW_FOURTEEN})
    visit.page.locator(".pb-detail").wait_for()
    visit.page.wait_for_function("() => document.activeElement.matches('.st-key-detail')")
    shown = visit.page.locator(".st-key-detail").bounding_box()

    assert shown
    assert 0 <= shown["y"] < 200

    visit.page.get_by_role("button", name="收起").click()
    visit.page.locator(".pb-detail").wait_for(state="detached")
    visit.settle()
    assert grid.bounding_box() == before


def test_a_finger_opens_a_row_on_any_of_its_words_and_again_after_it_was_closed(server: Server, chromium: Browser) -> None:
    for visit in visiting(server, chromium, viewport={"width": 390, "height": 844}, has_touch=True, user_agent="Mobile"):
        visit.open("/rectification?view=ledger")
        for _ in range(2):
            line = visit.page.locator(".lists .row").nth(13)
            line.scroll_into_view_if_needed()
            line.locator(".task").tap()
            visit.page.locator(".st-key-problem_detail").wait_for()

            assert "整改责任单位" in visit.page.locator(".st-key-problem_detail").inner_text()
            visit.page.get_by_role("button", name="收起").tap()
            visit.page.locator(".st-key-problem_detail").wait_for(state="detached")
            visit.settle()


def open_tasks_at_the_grid(visit: Visit) -> Locator:
    """The table of tasks, its last rows in sight."""
    visit.open("/tasks")
    grid = visit.page.locator(GRID).first
    grid.scroll_into_view_if_needed()
    return grid
