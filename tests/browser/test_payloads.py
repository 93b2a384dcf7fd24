"""Text from a workbook is text on every page and every view: nothing runs, nothing is fetched, no element of it is born."""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from lib.desk.opening import Opened
from lib.desk.shelf import open_shelf
from lib.i18n import Language, text
from lib.ingest.model import Workbook
from lib.settings import Settings
from tests.browser.conftest import Visit, start_server, visiting
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.ingest.hostile.payloads import FILE_NAME, PAYLOADS, TITLE, hostile_sample

pytestmark = pytest.mark.browser

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
PAGES = ("/", "/tasks", "/feedback", "/rectification", "/meeting", "/data")
LANGUAGES = ("中文", "English")
NOTE = "<img src=x data-canary onerror=canary()> **注** $x$ [链](javascript:canary())\nERROR 伪造"

# Elements of the framework and of Plotly are told apart from the workbook's by an attribute that only the workbook writes.
LOOK = """() => ({
    canaries: [...document.querySelectorAll('[data-canary]')].map(e => e.outerHTML.slice(0, 200)),
    called: window.canaryCalled || 0,
    outward: [...document.querySelectorAll('[src],[href],[action],[data]')]
        .flatMap(e => ['src', 'href', 'action', 'data'].map(a => e.getAttribute(a) || e.getAttribute('xlink:' + a) || ''))
        .filter(a => a.includes('canary') || a.startsWith('javascript:')),
    emphasis: [...document.querySelectorAll('[data-testid=stMarkdownContainer] :is(strong, em, img, .katex, table, code, h1, h2)')]
        .map(e => e.outerHTML.slice(0, 160)).filter(h => /canary|katex|粗|斜|名|题|代码|丙|x.png/.test(h)),
    handlers: [...document.querySelectorAll('[onerror],[onload],[ontoggle],[onfocus]')].map(e => e.outerHTML.slice(0, 200)),
})"""


class Guest:
    """A visitor who notes what no page may do."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.dialogs: list[str] = []
        visit.page.on("dialog", self._dismiss)
        visit.page.add_init_script("window.canary = () => { window.canaryCalled = (window.canaryCalled || 0) + 1 }")

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def found(self) -> dict[str, object]:
        """What is wrong on the page as it stands."""
        seen = {name: what for name, what in self.visit.page.evaluate(LOOK).items() if what}
        faults = {"dialogs": self.dialogs, "requests": self.visit.foreign_requests}
        faults["tracebacks"] = re.findall(r"Traceback[^\n]*|出现了意外的错误[^\n]*", self.visit.text)
        return {**seen, **{name: what for name, what in faults.items() if what}}


@pytest.fixture
def guest(tmp_path: Path, chromium: Browser) -> Iterator[Guest]:
    """A visitor at a server with an empty database of its own."""
    server = start_server(tmp_path / "log.txt")
    try:
        for visit in visiting(server, chromium):
            yield Guest(visit)
    finally:
        server.process.terminate()
        server.process.wait(10)


def drop(guest: Guest, shift: int = 0) -> None:
    """Drop the hostile workbook under its hostile name."""
    guest.visit.open("/data")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    guest.visit.page.locator("input[type=file]").set_input_files({"name": FILE_NAME, "mimeType": kind, "buffer": hostile_sample(shift)})
    guest.visit.page.get_by_role("button", name=re.compile("发布为第")).wait_for(timeout=90_000)
    guest.visit.settle()


def views(guest: Guest) -> Iterator[str]:
    """Every view of the page that is shown, one after another; a view within a view too."""
    page = guest.visit.page
    yield "first"
    for group in range(page.locator("[data-testid=stButtonGroup]").count()):
        buttons = page.locator("[data-testid=stButtonGroup]").nth(group).locator("button")
        for number in range(1, buttons.count()):
            name = buttons.nth(number).inner_text()
            if name in LANGUAGES:
                continue
            buttons.nth(number).click()
            guest.visit.settle()
            yield name


def point_at_marks(guest: Guest) -> None:
    """Move the pointer over some marks of the charts, so that their words pop up."""
    boxes = [mark.bounding_box() for mark in guest.visit.page.locator(".js-plotly-plot :is(.point, .points) path").all()[:20]]
    for box in [box for box in boxes if box and min(box["width"], box["height"]) > 3 and 0 < box["y"] < 800][:4]:
        guest.visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        guest.visit.page.wait_for_timeout(120)


def walk(guest: Guest, pages: tuple[str, ...], pictures: Path | None = None) -> dict[str, object]:
    """Open the pages with all their views, hover over what tells more, and gather what is wrong."""
    wrong: dict[str, object] = {}
    for path in pages:
        link = {"/": "总览", "/tasks": "任务", "/feedback": "意见建议", "/rectification": "整改", "/meeting": "会议汇报", "/data": "数据"}[
            path
        ]
        guest.visit.page.get_by_role("link", name=link, exact=True).first.click()
        guest.visit.settle()
        for view in views(guest):
            for expander in guest.visit.page.locator("[data-testid=stExpander] summary").all()[:6]:
                expander.click()
            point_at_marks(guest)
            if found := guest.found():
                wrong[f"{path} {view}"] = found
            if pictures:
                guest.visit.page.screenshot(path=pictures / f"{link}_{view}.png".replace("/", "_"), full_page=True)
    return wrong


def test_a_hostile_workbook_is_text_where_it_is_dropped_and_on_the_first_page(guest: Guest) -> None:
    drop(guest)

    assert guest.found() == {}
    assert walk(guest, ("/",)) == {}


@pytest.mark.skipif(not LONG, reason="all pages and views, twice")
def test_a_hostile_workbook_is_text_on_every_page_and_view_before_and_after_it_is_published(guest: Guest) -> None:
    pictures = Path(os.environ["PHASEBOARD_TEST_PICTURES"]) if "PHASEBOARD_TEST_PICTURES" in os.environ else None
    drop(guest)
    wrong = walk(guest, PAGES, pictures)
    drop(guest)
    publish(guest, 1)
    drop(guest, shift=5)
    wrong |= {f"compared {view}": found for view, found in walk(guest, ("/data",), pictures).items()}
    drop(guest, shift=5)
    publish(guest, 2)
    wrong |= {f"published {view}": found for view, found in walk(guest, PAGES).items()}
    guest.visit.open("/?lang=en")
    if found := guest.found():
        wrong["english"] = found

    assert wrong == {}
    assert forged(guest.visit.server.log) == []


def named_by_payloads(shift: int) -> Workbook:
    """Title, phases, units, leaders and tasks are payloads; another `shift` turns them round, so that the versions differ everywhere."""
    names = [PAYLOADS[(n + shift) % len(PAYLOADS)] for n in range(len(PAYLOADS))]
    tasks = make_tasks(task=names, phase=names, owner_unit=names[::-1], lead=names, due_text="3月中旬", status="in_progress")
    told = {"text": names, "category": names, "channel": names[::-1], "openness": "face_to_face", "scope": "public", "target": "unit"}
    return make_workbook(tasks, make_feedback(**told), title=TITLE)


@pytest.fixture
def reader(tmp_path: Path, chromium: Browser) -> Iterator[Guest]:
    """A visitor at two boards whose names, meetings, notes, publishers and files are payloads too."""
    log = tmp_path / "log.txt"
    with closing(open_shelf(Settings(database_url=str(log.with_suffix(".db"))))) as shelf:
        for board, title in (("main", TITLE), ("b2", PAYLOADS[1])):
            for number in range(2):
                when = datetime(2014, 3, 10, tzinfo=UTC) + timedelta(weeks=number)
                draft = Opened(named_by_payloads(number), "draft", FILE_NAME)
                data = f"{board}{number}".encode()
                shelf.publish(board, title, draft, data, who=PAYLOADS[2], when=when, note=NOTE, base_version=number or None)
            shelf.mark_meeting(board, 1, PAYLOADS[9], who=PAYLOADS[2], when=when)
    server = start_server(log, PHASEBOARD_TODAY="2014-06-10")
    try:
        for visit in visiting(server, chromium):
            yield Guest(visit)
    finally:
        server.process.terminate()
        server.process.wait(10)


@pytest.mark.skipif(not LONG, reason="all pages and views of two boards")
def test_names_of_boards_meetings_and_phases_are_text_wherever_they_stand(reader: Guest, tmp_path: Path) -> None:
    """Where they are chosen, where versions are listed and compared, in the presentation, and in the file that is taken along."""
    reader.visit.open("/meeting")
    page = reader.visit.page
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=text(Language.ZH, "meeting.present")).click()
    presented = opened.value
    presented.on("dialog", reader._dismiss)
    presented.locator(".screen.now").first.wait_for()
    for _ in range(3):
        presented.keyboard.press("ArrowRight")
    seen = {"presented": presented.evaluate(LOOK)}
    presented.close()
    with page.expect_download() as got:
        page.locator(".st-key-meeting_files").get_by_role("button", name="网页快照", exact=True).click()
    got.value.save_as(tmp_path / "taken.html")
    wrong = walk(reader, PAGES)
    page.goto((tmp_path / "taken.html").as_uri())
    page.locator("h1, h2").first.wait_for()
    seen["taken along"] = page.evaluate(LOOK)
    wrong |= {where: told for where, told in seen.items() if any(told.values())}

    assert wrong == {}
    assert reader.dialogs == []
    assert [each for each in reader.visit.foreign_requests if not each.startswith("file:")] == []
    assert forged(reader.visit.server.log) == []


def publish(guest: Guest, number: int) -> None:
    note = guest.visit.page.get_by_role("textbox").last
    if note.count() and note.is_visible():
        note.fill(NOTE)
    guest.visit.page.get_by_role("button", name=f"发布为第{number}版").click()
    assert guest.visit.says(f"已发布为第{number}版")
    guest.visit.settle()


def forged(log: Path) -> list[str]:
    """Lines of the server's log that the workbook wrote."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if "canary" in line or "伪造" in line or "\x1b[31m红" in line]
