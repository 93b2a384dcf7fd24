"""Publishing: drop, look, publish; others are offered the new version; nothing that was published is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, Visit, start_server, visiting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAMPLE = ROOT / "data" / "sample.xlsx"


@pytest.fixture
def office(tmp_path: Path, chromium: Browser) -> Iterator[Visit]:
    """The office at a server with an empty database of its own."""
    server = start_server(tmp_path / "log.txt")
    try:
        yield from visiting(server, chromium)
    finally:
        server.process.terminate()
        server.process.wait(10)


def drop(visit: Visit, path: Path) -> None:
    visit.open("/data")
    visit.page.locator("input[type=file]").set_input_files(path)
    visit.page.get_by_role("button", name="发布为第").wait_for()
    visit.settle()


def publish(visit: Visit, number: int) -> None:
    visit.page.get_by_role("button", name=f"发布为第{number}版").click()
    assert visit.says(f"已发布为第{number}版")
    visit.settle()


def with_a_task_done(path: Path) -> Path:
    """The sample with its first unfinished task done."""
    workbook = load_workbook(SAMPLE)
    sheet = workbook["任务"]
    heads = {str(cell.value): cell.column for cell in sheet[3]}
    row = next(row for row in range(4, sheet.max_row) if sheet.cell(row, heads["状态"]).value in ("进行中", "未启动"))
    sheet.cell(row, heads["状态"]).value = "已完成"
    workbook.save(path)
    return path


def test_the_office_publishes_in_three_clicks_and_another_window_is_offered_the_new_version(
    office: Visit, chromium: Browser, tmp_path: Path
) -> None:
    drop(office, SAMPLE)
    assert office.says("第一个版本")
    publish(office, 1)

    for leader in visiting(office.server, chromium):
        leader.open("/")
        before = leader.page.locator(".pb-conclusion h1").inner_text()
        assert "第1版" in leader.text

        drop(office, with_a_task_done(tmp_path / "更新.xlsx"))
        publish(office, 2)

        leader.page.get_by_role("button", name="查看新版本").wait_for(timeout=20_000)
        assert leader.page.locator(".pb-conclusion h1").inner_text() == before
        leader.page.get_by_role("button", name="查看新版本").click()
        assert leader.says("更新.xlsx，第2版")
        leader.settle()
        assert leader.page.locator(".pb-conclusion h1").inner_text() != before
        assert leader.foreign_requests == []


def test_the_same_file_again_makes_no_new_version(office: Visit) -> None:
    drop(office, SAMPLE)
    publish(office, 1)

    drop(office, SAMPLE)
    assert office.says("没有差别")
    office.page.get_by_role("button", name="发布为第2版").click()

    assert office.says("已经发布过，没有产生新版本")


def test_two_tabs_publish_and_the_second_sees_the_new_difference_first(office: Visit, chromium: Browser, tmp_path: Path) -> None:
    drop(office, SAMPLE)
    publish(office, 1)
    changed = with_a_task_done(tmp_path / "更新.xlsx")

    for other in visiting(office.server, chromium):
        drop(other, changed)
        drop(office, changed)
        publish(office, 2)

        other.page.get_by_role("button", name="发布为第2版").click()

        assert other.says("您核对期间")
        assert other.says("请重新核对")
        assert "已发布为" not in other.text
        other.page.get_by_role("button", name="发布为第3版").wait_for()


def test_a_page_reloaded_in_mid_upload_has_lost_nothing_that_was_published(office: Visit) -> None:
    drop(office, SAMPLE)
    publish(office, 1)

    office.open("/data")
    office.page.locator("input[type=file]").set_input_files(SAMPLE)
    office.page.reload()
    office.page.locator(".pb-conclusion").first.wait_for()

    assert office.says("第1版")
    drop(office, SAMPLE)
    assert office.says("没有差别")


def test_a_draft_is_seen_by_nobody_else_and_can_be_given_up(office: Visit, chromium: Browser) -> None:
    drop(office, SAMPLE)
    assert office.says("只有您能看到")

    for other in visiting(office.server, chromium):
        other.open("/")

        assert "草稿" not in other.text

    office.page.get_by_role("button", name="放弃草稿").click()
    assert office.says("再次使用《sample.xlsx》")
    office.page.get_by_role("button", name="再次使用").click()
    assert office.says("只有您能看到")
