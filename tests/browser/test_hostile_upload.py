"""Every hostile file dropped on a running board: refused in words or shown, and neither the server nor another visitor is harmed."""

import os
import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, start_server, visiting
from tests.ingest.hostile.build import groups, long_groups
from tests.ingest.hostile.case import Case

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not LONG, reason="drops every hostile file")]

ACCEPTED = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".html", ".mht", ".et", ".xml", ".fods", ".txt")
TOO_LARGE = 50_000_000  # the browser refuses it before it is sent; a text goes as far as that
EVERY = {"flipped_long": 60}
"""Of thousands of flipped bits, which take the reader alone six minutes, one in so many goes through a browser too."""


def dropped(visit: Visit, number: int, case: Case, folder: Path) -> str:
    """What is wrong after one file was dropped; "" where nothing. A long name is shown by its ends, so that each begins with its number."""
    path = folder / f"{number:03}_{case.name if case.name.endswith(ACCEPTED) else case.name + '.xlsx'}"
    path.write_bytes(case.content[: TOO_LARGE - 1] if case.name.endswith(".csv") else case.content)
    visit.page.locator("input[type=file]").set_input_files(path)
    visit.page.get_by_text(f"{number:03}_").first.wait_for()
    visit.settle(120_000)  # a file that stalls has four times its seconds on a busy machine
    path.unlink()
    if found := re.findall(r"Traceback[^\n]*|意外[^\n]*|⟦[^\n]*", visit.text):
        return str(found)
    with urllib.request.urlopen(f"{visit.server.address}/healthz", timeout=20) as answer:
        return "" if answer.status == 200 and visit.server.process.poll() is None else "the server is gone"


@pytest.mark.parametrize("group", [*groups(), *long_groups()] if LONG else [], ids=lambda group: group.__name__.strip("_"))
def test_each_file_leaves_the_server_and_another_visitor_unharmed(group, tmp_path: Path, chromium: Browser) -> None:
    server = start_server(tmp_path / "log.txt")
    try:
        for visit in visiting(server, chromium):
            for other in visiting(server, chromium):
                other.open("/")
                before = other.page.locator(".pb-conclusion h1").inner_text()
                visit.open("/data")
                chosen = [case for number, case in enumerate(group()) if number % EVERY.get(group.__name__, 1) == 0]
                sent = [case for case in chosen if case.content and (len(case.content) < TOO_LARGE or case.name.endswith(".csv"))]
                faults = {case.name: dropped(visit, number, case, tmp_path) for number, case in enumerate(sent)}
                other.page.reload()
                other.page.locator(".pb-conclusion").first.wait_for()
                other.settle()

                assert {name: fault for name, fault in faults.items() if fault} == {}
                assert other.page.locator(".pb-conclusion h1").inner_text() == before
                assert "Traceback" not in server.log.read_text(encoding="utf-8", errors="replace")
                assert visit.foreign_requests == []
    finally:
        server.process.terminate()
        server.process.wait(10)
