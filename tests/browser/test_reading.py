"""Reading the board: language, theme, filters in the link, the phone, the audience."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Server, Visit, visiting

pytestmark = pytest.mark.browser


def conclusion(visit: Visit) -> str:
    """The sentence at the head of the page."""
    return visit.page.locator(".pb-conclusion h1").inner_text()


def background(visit: Visit) -> str:
    """The page's background colour."""
    return str(visit.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"))


def test_english_by_a_switch_and_by_the_link(visit: Visit) -> None:
    visit.open("/")
    assert visit.says("截至6月10日")

    visit.page.get_by_text("English", exact=True).click()
    visit.settle()

    assert visit.says("As of 10 Jun")
    assert "lang=en" in visit.page.url
    visit.open("/feedback?lang=en")
    assert visit.says("opinions collected")


def test_dark_follows_the_browser(server: Server, chromium: Browser) -> None:
    for light in visiting(server, chromium, color_scheme="light"):
        light.open("/")
        assert background(light) == "rgb(255, 255, 255)"
        light.page.emulate_media(color_scheme="dark")  # as at dusk, while the page is open: its charts, too
        light.page.locator(".pb-bars[style*='18, 24, 31']").first.wait_for()
        assert background(light) == "rgb(18, 24, 31)"
    for dark in visiting(server, chromium, color_scheme="dark"):
        dark.open("/")
        assert background(dark) == "rgb(18, 24, 31)"


def test_a_filter_stays_across_pages_and_stands_in_the_link_as_a_code(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_role("combobox").first.click()
    visit.page.get_by_role("option", name="动员部署").click()
    visit.settle()

    assert visit.says("截至6月10日，3项任务")
    assert "phase=p2" in visit.page.url
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("link", name="任务").click()
    visit.settle()
    assert visit.says("阶段为动员部署")
    assert "phase=p2" in visit.page.url


def test_a_link_with_filters_shows_just_that_to_a_new_visitor(visit: Visit) -> None:
    visit.open("/tasks?phase=p2&day=2014-03-15")

    assert visit.says("截至3月15日")
    assert "3项" in conclusion(visit)


def test_a_link_that_means_nothing_shows_the_whole_board(visit: Visit) -> None:
    for link in ("/?phase=p99", "/?phase=<script>alert(1)</script>", "/?day=tomorrow", "/?lang=xx", "/?lamp=head&unit="):
        visit.open(link)

        assert visit.says("截至6月10日，24项任务"), link


def test_an_address_that_names_no_page_is_said_on_the_page_that_is_shown_instead(visit: Visit) -> None:
    visit.open("/no-such-page")

    assert visit.says("没有这个网页")
    assert visit.page.get_by_role("dialog").count() == 0

    visit.page.get_by_role("link", name="任务", exact=True).click()
    visit.page.wait_for_url("**/tasks**")
    visit.settle()
    assert "没有这个网页" not in visit.text


def test_a_phone_needs_no_scrolling_to_the_side(server: Server, chromium: Browser) -> None:
    for visit in visiting(server, chromium, viewport={"width": 390, "height": 844}):
        for path in ("/", "/tasks", "/feedback", "/data"):
            visit.open(path)

            assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [769, 863, 864, 1440])
def test_the_names_of_the_pages_stand_over_the_words_beneath(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open("/")
    first = visit.page.locator("header nav a").first
    words = first.evaluate("node => node.getBoundingClientRect().left + parseFloat(getComputedStyle(node).paddingLeft)")

    assert words == pytest.approx(visit.page.locator(".pb-conclusion").evaluate("node => node.getBoundingClientRect().left"), abs=1)


def test_every_page_is_one_click_away_at_any_width(visit: Visit) -> None:
    """At 768 pixels, a small tablet or a laptop at twice the size, the framework folds its own navigation away behind a sign."""
    for width in (390, 641, 720, 768, 769):
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.open("/tasks?lang=en")

        visit.page.get_by_role("link", name="Rectification", exact=True).click()

        visit.page.wait_for_url("**/rectification**")
        assert visit.says("closed"), width


def test_more_detail_needs_an_explicit_choice_on_this_machine(visit: Visit) -> None:
    visit.open("/feedback")
    assert visit.says("受众：公示")

    visit.page.get_by_role("button", name="受众").click()
    visit.page.get_by_text("班子内部", exact=True).click()
    visit.settle()

    assert visit.says("受众：班子内部")
    assert "leading_group" not in visit.page.url
