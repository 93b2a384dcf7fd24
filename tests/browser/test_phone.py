"""A leader's phone: what has to be known stands first, and a finger finds what it points at."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, Server, Visit, visiting

pytestmark = pytest.mark.browser

FINGER = 44
"""Pixels that a finger needs."""

TOP = "node => node.getBoundingClientRect().top"
LISTS = ".lists"
FIGURES_UNDER_A_BROKEN_HEADING = """row => {
  const cells = [...row.querySelectorAll("td.count")]
  cells[1].dataset.label = "Should be done by the plan"
  const first = cells.filter(cell => cell.getBoundingClientRect().bottom === cells[1].getBoundingClientRect().bottom)
  return first.map(cell => {
    const words = document.createRange()
    words.selectNodeContents(cell)
    return words.getBoundingClientRect().bottom
  })
}"""
"""How far down the figures stand of the cells beside each other in a block, the second of which has a heading of two lines."""


@pytest.fixture(scope="module")
def phone(server: Server, chromium: Browser) -> Iterator[Visit]:
    yield from visiting(server, chromium, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, user_agent="Mobile")


@pytest.mark.parametrize("page", ["/", "/tasks", "/meeting", "/data"])
def test_a_finger_finds_every_way_and_every_switch(phone: Visit, page: str) -> None:
    phone.open(page)
    heights = phone.page.locator(
        "[class*=st-key-pages] a, [role=radio], .stPopover button, .stButton button, .stLinkButton a, .stDownloadButton button, .stSelectbox [role=group]"
    ).evaluate_all("nodes => nodes.map(node => node.getBoundingClientRect().height).filter(height => height)")

    assert len(heights) > 8
    assert min(heights) >= FINGER


def test_what_is_to_be_decided_and_what_is_overdue_stand_before_the_charts(phone: Visit) -> None:
    phone.open("/")
    chart = phone.page.locator(".pb-chart-head").first
    chart.wait_for()

    assert phone.page.locator(LISTS).first.evaluate(TOP) < chart.evaluate(TOP)


def test_a_task_in_the_list_of_all_says_whose_it_is_and_opens_in_full(phone: Visit) -> None:
    phone.open("/tasks")
    line = phone.page.locator(f"{LISTS} .row").nth(13)

    assert "党政办公室" in line.inner_text()
    line.tap()
    phone.page.locator(".pb-detail").wait_for()
    assert "任务!C17" in phone.page.locator(".pb-detail").inner_text()

    phone.page.get_by_role("button", name="收起").tap()
    phone.page.locator(".pb-detail").wait_for(state="detached")


def test_a_step_back_closes_the_row_in_full_then_leads_to_the_page_before_at_its_place(phone: Visit) -> None:
    phone.open("/")
    phone.page.locator(f"{LISTS} .row").nth(2).tap()
    phone.page.locator(".pb-detail").wait_for()
    phone.page.get_by_role("button", name="收起").tap()
    phone.page.locator(".pb-detail").wait_for(state="detached")
    for closed_by_hand in (False, True):
        line = phone.page.locator(f"{LISTS} .row").nth(13)
        line.scroll_into_view_if_needed()
        before = line.evaluate(TOP)
        line.tap()
        phone.page.locator(".pb-detail").wait_for()
        phone.page.get_by_role("button", name="收起").tap() if closed_by_hand else phone.page.go_back()
        phone.page.locator(".pb-detail").wait_for(state="detached")
        phone.settle()
        assert abs(line.evaluate(TOP) - before) < 2
        assert phone.page.url == phone.server.address + "/tasks"

    phone.page.go_back()
    phone.page.wait_for_url(phone.server.address + "/")
    phone.page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 0")
    phone.settle()

    phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    phone.page.get_by_role("link", name="任务", exact=True).tap()
    phone.page.wait_for_url("**/tasks")
    phone.page.locator(f"{LISTS} .row").nth(13).wait_for()
    phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 700")
    phone.page.go_back()
    phone.page.wait_for_url(phone.server.address + "/")
    phone.page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop === 0")


def test_a_row_opened_from_the_overview_is_closed_by_the_step_back_and_comes_into_view_when_it_is_opened_again(phone: Visit) -> None:
    phone.open("/")
    for _ in range(2):
        phone.page.locator(f"{LISTS} .row").nth(2).tap()
        phone.page.locator(".pb-detail").wait_for()
        phone.page.wait_for_function("() => document.querySelector('.st-key-detail').getBoundingClientRect().top < 100")
        phone.page.go_back()
        phone.page.wait_for_url(phone.server.address + "/")
        phone.page.locator(f"{LISTS} .row").nth(2).wait_for()
        phone.settle()

    phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    phone.page.get_by_role("link", name="任务", exact=True).tap()
    phone.page.wait_for_url("**/tasks")
    phone.page.locator(f"{LISTS} .row").nth(13).wait_for()
    phone.settle()
    assert not phone.page.locator(".pb-detail").count()


@pytest.mark.parametrize(
    ("page", "unit"), [("/rectification?view=ledger", "总务处"), ("/rectification", "科研处"), ("/feedback?view=list", "党政办公室")]
)
def test_a_problem_and_an_opinion_are_lines_too_that_open_in_full(phone: Visit, page: str, unit: str) -> None:
    phone.open(page)
    line = phone.page.locator(f"{LISTS} .row").first
    line.wait_for()
    box = line.bounding_box()

    assert unit in line.inner_text()
    assert box is not None
    assert box["height"] >= FINGER
    assert not phone.page.locator("[class*=st-key-grid_]").count()
    parts = phone.page.locator(f"{LISTS} .legend .entry").evaluate_all("entries => entries.map(entry => entry.getClientRects().length)")
    assert set(parts) == (set() if "ledger" in page else {1}), "a line ends within an entry of the legend"
    line.tap()
    phone.page.locator(".st-key-problem_detail").wait_for()
    assert unit in phone.page.locator(".st-key-problem_detail").inner_text()
    phone.page.get_by_role("button", name="收起").tap()
    phone.page.locator(".st-key-problem_detail").wait_for(state="detached")


def test_the_search_over_the_ledger_narrows_its_lines(phone: Visit) -> None:
    phone.open("/rectification?view=ledger")
    lines = phone.page.locator(f"{LISTS} .row")
    lines.nth(59).wait_for()
    phone.page.locator("input[type=search], .st-key-search_ledger input").first.fill("请假手续")

    lines.nth(1).wait_for(state="detached")
    assert "请假手续" in lines.first.inner_text()


def test_while_the_line_is_down_the_page_says_so(phone: Visit) -> None:
    phone.open("/")
    words = "node => getComputedStyle(node, '::after').content"
    app = phone.page.locator(".stApp")

    assert app.evaluate(words) == "none"
    app.evaluate("node => node.dataset.testConnectionState = 'PINGING_SERVER'")
    assert "正在重新连接" in app.evaluate(words)


def test_what_the_framework_says_of_a_lost_line_is_said_in_the_readers_language(phone: Visit) -> None:
    phone.open("/")
    phone.page.evaluate(
        """() => {
            document.querySelector(".stApp").dataset.testConnectionState = "PINGING_SERVER"
            document.body.insertAdjacentHTML("beforeend", "<section role=dialog><h2>Connection error</h2><div>Not responding</div></section>")
        }"""
    )
    title = phone.page.locator("section[role=dialog] > h2")

    assert "正在重新连接" in title.evaluate("node => getComputedStyle(node, '::after').content")
    assert title.evaluate("node => getComputedStyle(node).fontSize") == "0px"
    assert not phone.page.locator("section[role=dialog] > div").is_visible()


def test_a_file_opened_on_a_phone_shows_a_row_whole_under_its_headings(tmp_path: Path, chromium: Browser) -> None:
    made = tmp_path / "board.html"
    subprocess.run(
        (sys.executable, "-m", "lib", "export", "data/sample.xlsx", "--to", str(made)), cwd=ROOT, check=True, capture_output=True
    )
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, offline=True)
    page = context.new_page()
    page.goto(made.as_uri())
    page.locator("#report .wall.as-phone").wait_for()
    rolls = page.locator("#report .roll").evaluate_all("rolls => rolls.map(roll => [roll.scrollWidth, roll.clientWidth])")
    labels = page.locator("#report table").first.locator("td").evaluate_all("cells => cells.map(cell => cell.dataset.label)")
    wall = page.locator("#report .wall.as-phone .note:visible").all_inner_texts()
    figures = page.locator("#report .blocks tr:has(td.count + td.count)").first.evaluate(FIGURES_UNDER_A_BROKEN_HEADING)
    context.close()

    assert wall == ["数字为任务序号，列在到期的时段之下。"]
    assert len(rolls) > 5
    assert all(wide <= seen for wide, seen in rolls)
    assert {"责任部门", "时限"} <= set(labels)
    assert len(figures) > 1
    assert max(figures) - min(figures) < 1, "a figure whose heading breaks stands lower than those beside it"
