"""No serious or critical fault that axe-core can see, on any page, in either theme; and the keyboard reaches everything.

Passed over, since they are the framework's own: the role of the upload area (minor), which it sets on its own element.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from lib.ui.views import VIEWS
from tests.browser.conftest import Server, Visit, visiting

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"

PAGES = ("/", "/tasks", "/feedback", "/rectification", "/meeting", "/data")
IN_LINKS = tuple(f"/{page}?view={view}" for page, views in VIEWS.items() if page != "data" for view in views[1:])
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LOOKS = [(paths, theme, language, WIDE) for paths, language in ((PAGES, "zh"), (("/",), "en")) for theme in ("light", "dark")]
"""Pages, the system's theme, a language, a window."""
if IS_LONG:
    LOOKS = [
        ((*PAGES, *IN_LINKS), theme, language, window)
        for theme in ("light", "dark")
        for language in ("zh", "en")
        for window in (WIDE, PHONE)
    ]


@pytest.mark.parametrize(
    ("paths", "theme", "language", "window"),
    LOOKS,
    ids=lambda part: str(part["width"]) if isinstance(part, dict) else f"{len(part)}-pages" if isinstance(part, tuple) else part,
)
def test_no_page_has_a_grave_fault(
    server: Server, chromium: Browser, paths: tuple[str, ...], theme: str, language: str, window: dict[str, int]
) -> None:
    """One visitor sees them all: a browser that goes on in its window needs half the time of a new one."""
    for visit in visiting(server, chromium, color_scheme=theme, viewport=window):
        grave = {}
        for path in paths:
            visit.open(f"{path}{'&' if '?' in path else '?'}lang=en" if language == "en" else path)
            found = Axe().run(visit.page).response["violations"]
            grave[path] = [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found if each["impact"] in GRAVE]

        assert grave == {path: [] for path in paths}


@pytest.mark.skipif(not IS_LONG, reason="long form")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("window", [WIDE, PHONE], ids=lambda window: str(window["width"]))
def test_no_section_of_the_page_of_data_has_a_grave_fault(server: Server, chromium: Browser, theme: str, window: dict[str, int]) -> None:
    for visit in visiting(server, chromium, color_scheme=theme, viewport=window):
        visit.open("/data")
        sections = visit.page.locator(".st-key-section_data button")
        assert sections.count() >= 3
        for section in sections.all():
            section.click()
            visit.settle()
            found = Axe().run(visit.page).response["violations"]

            assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found if each["impact"] in GRAVE] == []


def test_charts_have_a_name_for_those_who_do_not_see_them(visit: Visit) -> None:
    visit.open("/")
    visit.page.locator(".js-plotly-plot").nth(1).wait_for()
    names = visit.page.locator("[role=figure]:has(.svg-container)").evaluate_all(
        "charts => charts.map(chart => chart.getAttribute('aria-label'))"
    )

    assert len(names) == 2
    assert all(name and len(name) > 20 for name in names)


def test_the_keyboard_alone_opens_a_task_from_the_overview(visit: Visit) -> None:
    visit.open("/")
    row = visit.page.get_by_role("button", name="19").first
    row.focus()
    visit.page.keyboard.press("Enter")

    visit.page.locator(".pb-detail").wait_for()
    assert visit.page.url.endswith("/tasks?task=t19~24")


WHERE = "document.activeElement.ariaLabel || document.activeElement.innerText || document.activeElement.type"
INSIDE = "!!document.activeElement.closest('[data-testid=stPopoverBody]')"


def test_the_keyboard_goes_into_what_a_button_unfolds_and_on_behind_the_button(visit: Visit) -> None:
    page = visit.open("/tasks").page
    page.get_by_role("button", name="更多").focus()
    page.keyboard.press("Enter")
    page.locator("[data-testid=stPopoverBody] [role=spinbutton]").first.wait_for()

    page.keyboard.press("Tab")
    assert page.evaluate(INSIDE)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(WHERE).startswith("更多")
    presses = 0
    page.keyboard.press("Tab")
    while page.evaluate(INSIDE):
        page.keyboard.press("Tab")
        presses += 1
    assert presses > 3
    assert page.evaluate(WHERE) == "列表"
    page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")


def test_a_typed_day_counts_with_enter_and_with_a_click_elsewhere(visit: Visit) -> None:
    page = visit.open("/tasks").page
    for day, finish in (("20140315", lambda: page.keyboard.press("Enter")), ("20140316", lambda: page.locator(".pb-conclusion").click())):
        if not page.locator("[data-testid=stPopoverBody]").count():
            page.get_by_role("button", name="更多").click()
        page.locator("[data-testid=stPopoverBody] [role=spinbutton]").first.click()
        page.keyboard.type(day)
        finish()
        page.wait_for_url(f"**day=2014-03-{day[-2:]}")


def test_of_radio_buttons_that_are_unfolded_the_keyboard_reaches_the_chosen_one(visit: Visit) -> None:
    page = visit.open("/tasks").page
    page.get_by_role("button", name="受众").focus()
    page.keyboard.press("Enter")
    page.locator("[data-testid=stPopoverBody] input[type=radio]:checked").wait_for(state="attached")

    page.keyboard.press("Tab")
    assert page.evaluate(WHERE) == "radio"
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE) == "中文"


def test_shift_and_space_open_the_row_of_a_grid(visit: Visit) -> None:
    page = visit.open("/tasks").page
    page.get_by_placeholder("在表中查找").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Space")

    page.locator(".st-key-detail [data-ref]").wait_for()
