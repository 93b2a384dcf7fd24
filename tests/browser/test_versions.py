"""The section 版本: marking, restoring and downloading in a real browser, where questions open over the page."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from tests.browser.conftest import Server, Visit, visiting
from tests.builders import make_feedback, make_tasks, make_workbook

pytestmark = pytest.mark.browser

WHEN = datetime(2014, 6, 10, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """A visitor on the section, and the shelf behind the server."""

    visit: Visit
    shelf: Shelf

    @property
    def board(self) -> str:
        """The board that this visitor has to themselves."""
        return self.visit.server.board

    def pick(self, number: int) -> None:
        """Choose a version from the list by typing its name."""
        self.visit.page.locator(".st-key-version_picked input").first.click()
        self.visit.page.keyboard.type(f"第{number}版")
        self.visit.page.keyboard.press("Enter")
        self.visit.settle()

    def press(self, name: str) -> None:
        """Press a button by its whole name."""
        self.visit.page.get_by_role("button", name=name, exact=True).click()
        self.visit.settle()


@pytest.fixture
def office(kept: tuple[Server, Shelf], chromium: Browser) -> Iterator[Office]:
    """The office at a board with three versions."""
    server, shelf = kept
    board = f"b{len(shelf.boards()) + 1}"
    for done in range(3):
        workbook = make_workbook(make_tasks(status=["done"] * done + ["in_progress"] * (3 - done)), make_feedback(2))
        draft, when = Opened(workbook, "draft", ""), WHEN + timedelta(weeks=done)
        shelf.publish(board, "", draft, f"{board} {done}".encode(), who="office", when=when, note="", base_version=done or None)
    for visit in visiting(replace(server, board=board), chromium):
        visit.open("/data")
        visit.page.get_by_text("版本", exact=True).click()
        visit.settle()
        yield Office(visit, shelf)


def test_a_version_is_marked_with_a_name_and_becomes_the_baseline(office: Office) -> None:
    office.pick(1)
    office.press("标为会议版本")
    office.press("标记")
    assert office.visit.says("请先填写会议名称")

    office.visit.page.get_by_label("会议名称").fill("第5次推进会")
    office.press("标记")

    assert office.visit.says("上次会议版本是第1版（第5次推进会）")
    assert [mark.name for mark in office.shelf.meetings(office.board)] == ["第5次推进会"]


def test_restoring_says_what_it_will_do_and_publishes_the_old_one_anew(office: Office) -> None:
    office.pick(1)
    office.press("恢复这一版")
    assert office.visit.says("第1版的内容将重新发布为第4版")
    assert len(office.shelf.versions(office.board)) == 3

    office.visit.page.get_by_label("说明（可不填）").fill("撤回")
    office.press("发布为第4版")

    assert office.visit.says("已把第1版重新发布为第4版")
    newest = office.shelf.versions(office.board)[0]
    assert (newest.number, newest.restored_from, newest.note) == (4, 1, "撤回")


def test_a_restore_over_what_nobody_saw_is_refused_and_nothing_is_lost(office: Office) -> None:
    office.pick(1)
    office.press("恢复这一版")
    office.shelf.restore(office.board, 2, who="other", when=WHEN + timedelta(weeks=9), note="", base_version=3)
    office.press("发布为第4版")

    assert office.visit.says("没有恢复：您查看期间，又有人发布了第4版")
    assert len(office.shelf.versions(office.board)) == 4
    assert office.visit.says("当前是第4版")


HEAD_OF_CHANGES = (
    "() => { const top = document.querySelector('.st-key-compare_head')?.getBoundingClientRect().top; return top >= 0 && top < 200 }"
)


def test_the_original_comes_back_byte_for_byte_and_the_way_to_the_changes_ends_at_them(office: Office) -> None:
    office.pick(2)
    with office.visit.page.expect_download() as download:
        office.visit.page.get_by_role("button", name="下载原文件").click()

    assert Path(download.value.path()).read_bytes() == f"{office.board} 1".encode()
    assert download.value.suggested_filename == "plan.xlsx"

    page = office.visit.page
    office.visit.open("/")
    page.locator(".st-key-see_changes button").click()
    page.wait_for_function(HEAD_OF_CHANGES)
    office.visit.settle()
    assert page.evaluate(HEAD_OF_CHANGES)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop -= 400")  # as by the scroll bar: no wheel, no press
    office.visit.settle()
    assert not page.evaluate(HEAD_OF_CHANGES)
    page.go_back()
    page.wait_for_url(office.visit.server.address + "/")
    office.visit.settle()
    assert page.locator(".st-key-see_changes button").is_visible()


def test_an_original_that_cannot_be_had_is_said_on_the_page(office: Office) -> None:
    office.pick(2)
    with closing(sqlite3.connect(office.visit.server.log.with_suffix(".db"))) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'originals'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE originals SET packed = x'00'")
    office.visit.page.get_by_role("button", name="下载原文件").click()

    assert office.visit.says("的内容已损坏，不能打开")
    assert office.visit.says("比较两版")
    assert "Traceback" not in office.visit.text
