"""Publishing: drop, look, publish; others are offered the new version; nothing that was published is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from lib.desk.opening import Opened, open_file
from lib.desk.shelf import Shelf
from lib.i18n import Language, text
from lib.settings import Settings
from tests.browser.conftest import ROOT, Server, Visit, visiting
from tests.edits import edited_sample

pytestmark = pytest.mark.browser

SAMPLE = ROOT / "data" / "sample.xlsx"
SEED = ROOT / "tests" / "ingest" / "examples" / "seed_schedule.xlsx"


@pytest.fixture(scope="module")
def sample() -> Opened:
    """The sample as a draft."""
    return open_file(SAMPLE.read_bytes(), SAMPLE.name, Settings())


@pytest.fixture
def office(kept: tuple[Server, Shelf], sample: Opened, chromium: Browser) -> Iterator[Visit]:
    """The office at a board of its own, on which the sample was published."""
    server, shelf = kept
    board = f"b{len(shelf.boards()) + 1}"
    shelf.publish(board, "", sample, SAMPLE.read_bytes(), who="office", when=datetime.now(UTC), note="", base_version=None)
    yield from visiting(replace(server, board=board), chromium)


@pytest.fixture
def first_office(fresh_server: Server, chromium: Browser) -> Iterator[Visit]:
    """The office where nothing was ever published."""
    yield from visiting(fresh_server, chromium)


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
    first_office: Visit, chromium: Browser, tmp_path: Path
) -> None:
    office = first_office
    drop(office, SAMPLE)
    assert office.says("第一个版本")
    assert office.page.get_by_text("变更预览").count() == 0, "there is nothing to compare with"
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


def test_whoever_publishes_by_the_keyboard_goes_on_from_the_page_s_sentence(office: Visit, tmp_path: Path) -> None:
    drop(office, with_a_task_done(tmp_path / "更新.xlsx"))
    office.page.get_by_role("button", name="发布为第2版").focus()
    office.page.keyboard.press("Enter")

    assert office.says("已发布为第2版")
    office.page.wait_for_function("() => document.activeElement.matches('.pb-conclusion')")


def test_the_same_file_again_makes_no_new_version(office: Visit) -> None:
    office.page.set_viewport_size({"width": 390, "height": 844})
    drop(office, SAMPLE)
    assert office.says("没有变动")
    office.page.get_by_role("button", name="发布为第2版").click()

    assert office.says("已经发布过，没有产生新版本")
    office.page.set_viewport_size({"width": 390, "height": 700})  # as when a phone hides its line of addresses
    office.page.wait_for_timeout(400)
    office.settle()
    assert "没有产生新版本" in office.text


def test_two_tabs_publish_and_the_second_sees_the_new_difference_first(office: Visit, chromium: Browser, tmp_path: Path) -> None:
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
    office.open("/data")
    office.page.locator("input[type=file]").set_input_files(SAMPLE)
    office.page.reload()
    office.page.locator(".pb-conclusion").first.wait_for()

    assert office.says("第1版")
    drop(office, SAMPLE)
    assert office.says("没有变动")


def test_a_draft_is_seen_by_nobody_else_and_can_be_given_up(office: Visit, chromium: Browser) -> None:
    drop(office, SAMPLE)
    assert office.says("只有您能看到")

    for other in visiting(office.server, chromium):
        other.open("/")

        assert "草稿" not in other.text

    office.page.get_by_role("button", name="放弃草稿").click()
    assert office.says("再次使用“sample.xlsx”")
    office.page.get_by_role("button", name="再次使用").click()
    assert office.says("只有您能看到")


def download(visit: Visit, button: str, to: Path) -> str:
    """Click a download and keep the file; returns the name that the browser was told."""
    with visit.page.expect_download(timeout=60_000) as waiting:
        visit.page.get_by_role("button", name=button).click()
    waiting.value.save_as(to)
    return waiting.value.suggested_filename


def test_the_files_that_go_back_are_made_of_the_dropped_file_and_of_no_other(office: Visit, tmp_path: Path) -> None:
    """A download is made outside the session's run; one that looked for its bytes there sent the sample."""
    drop(office, SEED)
    office.page.get_by_role("button", name="转为跟踪表并下载").wait_for()

    name = download(office, "转为跟踪表并下载", tmp_path / "tracking.xlsx")
    office.page.get_by_text("数据体检", exact=True).click()
    marked_name = download(office, "下载标注好的工作簿", tmp_path / "marked.xlsx")

    theirs = load_workbook(SEED).worksheets[0]
    tracking, marked = (load_workbook(tmp_path / f"{kind}.xlsx") for kind in ("tracking", "marked"))
    assert name == "seed_schedule_跟踪表.xlsx"
    assert marked_name == "seed_schedule_校验结果.xlsx"
    assert tracking.worksheets[0]["C5"].value == marked.worksheets[0]["C5"].value == theirs["C5"].value
    assert [cell.value for cell in tracking.worksheets[0][1]][4:] == ["责任部门", "状态", "实际完成时间", "进展情况"]
    assert marked.sheetnames == [theirs.title, "校验结果"]


def headline(visit: Visit) -> str:
    return visit.page.locator(".pb-conclusion h1").inner_text()


def test_twelve_edits_are_read_as_those_twelve_and_restoring_brings_the_old_figures_back(
    office: Visit, chromium: Browser, tmp_path: Path
) -> None:
    edits = edited_sample(tmp_path / "一周后.xlsx")

    for leader in visiting(office.server, chromium):
        leader.open("/")
        at_first = headline(leader)

        drop(office, tmp_path / "一周后.xlsx")
        kinds = {text(Language.ZH, f"changes.kind.{edit.kind}"): 0 for edit in edits}
        for edit in edits:
            kinds[text(Language.ZH, f"changes.kind.{edit.kind}")] += 1
        shown = [button.inner_text() for button in office.page.locator("[data-testid=stButtonGroup] button").all()]

        assert sorted(each for each in shown if each[-1].isdigit()) == sorted(f"{kind} {n}" for kind, n in kinds.items())

        publish(office, 2)
        leader.page.get_by_role("button", name="查看新版本").click(timeout=20_000)
        assert leader.says("第2版")
        leader.settle()
        assert headline(leader) != at_first

        restore(office, 1, becomes=3)
        leader.page.get_by_role("button", name="查看新版本").click(timeout=20_000)
        assert leader.says("第3版")
        leader.settle()
        assert headline(leader) == at_first
        assert office.page.get_by_role("button", name="查看新版本").count() == 0, "who published it looks at it already"


def restore(visit: Visit, number: int, *, becomes: int) -> None:
    """Restore a version from the list of versions."""
    visit.open("/data")
    visit.page.get_by_text("版本", exact=True).click()
    visit.settle()
    visit.page.get_by_role("combobox", name="选一版").click()
    visit.page.get_by_role("option", name=f"第{number}版").click()
    visit.settle()
    visit.page.get_by_role("button", name="恢复这一版").click()
    visit.page.get_by_role("dialog").get_by_role("button", name=f"第{becomes}版").click()
    visit.settle()
