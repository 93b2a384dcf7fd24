"""A browser asks for what a run sends in one piece, and reads it; from a server that knows of none it takes messages one by one."""

import pytest
from playwright.sync_api import WebSocket

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_browser_asks_for_joined_messages_and_reads_them(visit: Visit) -> None:
    lines: list[str] = []
    begins: list[int] = []

    def listen(line: WebSocket) -> None:
        lines.append(line.url)
        line.on("framereceived", lambda frame: begins.append(frame[0]))

    visit.page.on("websocket", listen)
    visit.open("/feedback")
    visit.page.get_by_text("细分", exact=True).click()
    visit.page.locator(".pb-chart-title", has_text="各小类意见条数").wait_for()
    visit.settle()

    assert [line.partition("?")[2] for line in lines] == ["joined=1"]
    assert set(begins) <= {0, 1}
    assert begins.count(1) >= 2


def test_messages_of_a_server_that_joins_none_are_taken_as_they_are(visit: Visit) -> None:
    visit.page.add_init_script(
        "const Line = WebSocket;"
        "window.WebSocket = class extends Line { constructor(address, ...told) { super(String(address).replace('?joined=1', ''), ...told) } }"
    )
    lines: list[str] = []
    visit.page.on("websocket", lambda line: lines.append(line.url))
    visit.open("/feedback")
    visit.page.locator(".pb-chart-title", has_text="各类别意见条数").wait_for()

    assert [line.partition("?")[2] for line in lines] == [""]
