"""No serious or critical fault that axe-core can see, on any page, in either theme; and the keyboard reaches everything.

Passed over, since they are the framework's own: the role of the upload area (minor), which it sets on its own element.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Server, Visit, visiting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GRAVE = ("serious", "critical")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/tasks", "/feedback", "/rectification", "/meeting", "/data", "/?lang=en"])
def test_a_page_has_no_grave_fault(server: Server, chromium: Browser, path: str, theme: str) -> None:
    for visit in visiting(server, chromium, color_scheme=theme):
        visit.open(path)
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
    assert visit.page.url.endswith("/tasks")
