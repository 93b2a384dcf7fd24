"""The front door: deep links pass the gate, and nothing leaves the machine."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, Server, Visit, start_server, visiting

pytestmark = pytest.mark.browser

PAGES = ("/", "/tasks", "/feedback", "/data")


def test_a_deep_link_to_a_server_nobody_has_visited_passes_the_gate(fresh_server: Server, chromium: Browser) -> None:
    """With a `pages/` folder beside the main script this very visit would skip the frame and show the page bare."""
    for visit in visiting(fresh_server, chromium):
        visit.open("/tasks")

        assert visit.page.locator(".pb-masthead").count() == 1
        assert visit.page.get_by_role("link", name="总览").count() == 1


def test_pages_are_not_found_by_the_framework_on_its_own(visit: Visit) -> None:
    """A page has the address we gave it and no other."""
    visit.open("/overview.py")

    assert visit.page.locator(".pb-conclusion").count() <= 1
    assert "pages/" not in visit.text


def test_every_page_opens_with_one_conclusion_and_no_request_leaves_the_machine(visit: Visit) -> None:
    for path in PAGES:
        before = len(visit.requests)
        visit.open(path)

        heading = visit.page.locator(".pb-conclusion h1")
        assert heading.count() == 1, path
        assert len(heading.inner_text()) > 8, path
        assert len(visit.requests) - before > 5, path
        assert visit.foreign_requests == [], path


def test_the_page_says_its_language_to_the_browser(visit: Visit) -> None:
    visit.open("/")
    assert visit.page.evaluate("document.documentElement.lang") == "zh-CN"

    visit.page.get_by_text("English", exact=True).click()
    visit.settle()

    assert visit.page.evaluate("document.documentElement.lang") == "en"
    assert visit.page.get_by_role("link", name="Overview").count() == 1


def test_a_board_that_strangers_can_reach_shows_the_widest_audience_only(tmp_path: Path, chromium: Browser) -> None:
    reachable = start_server(tmp_path / "log.txt", STREAMLIT_SERVER_ADDRESS="0.0.0.0")
    try:
        for visit in visiting(reachable, chromium):
            visit.open("/")
            visit.page.get_by_role("button", name="受众").click()
            visit.settle()

            assert visit.page.get_by_role("radio", name="主要负责人").count() == 0
            assert visit.says("登录")
    finally:
        reachable.process.terminate()
        reachable.process.wait(10)


def test_a_clone_carries_everything_that_the_pages_name() -> None:
    """Files that a page needs at run time are in the project, not left on somebody's machine."""
    assert shutil.which("git")
    for needed in ("data/sample.xlsx", "data/template.xlsx", "lib/ui/assets/favicon.png", ".streamlit/config.toml"):
        assert (ROOT / needed).is_file(), needed


def test_a_step_back_is_the_page_before_whatever_was_chosen_on_this_one(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_role("link", name="任务").click()
    visit.settle()
    for view in ("时间轴", "进度挂图"):
        visit.page.get_by_text(view, exact=True).click()
        visit.settle()
    assert visit.page.url.endswith("/tasks?view=wall")

    visit.page.go_back()
    visit.settle()
    assert visit.page.url == visit.server.address + "/"
    assert visit.page.locator(".pb-figures").is_visible()
