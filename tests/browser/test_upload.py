"""Dropping a workbook: it is read, asked about, shown; a broken one changes nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, visiting

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).resolve().parents[1] / "ingest" / "examples"
SEED = EXAMPLES / "seed_schedule.xlsx"
FEEDBACK = EXAMPLES / "o11_feedback_and_ledger.xlsx"


def drop(visit: Visit, path: Path) -> None:
    """Drop a file on the page 数据 and wait until it was read."""
    visit.open("/data")
    visit.page.locator("input[type=file]").set_input_files(path)
    visit.page.get_by_text(path.name).first.wait_for()
    visit.settle()


def conclusion(visit: Visit) -> str:
    """The sentence at the head of the page."""
    return visit.page.locator(".pb-conclusion h1").inner_text()


def test_the_published_schedule_loads_and_asks_for_its_year(visit: Visit) -> None:
    drop(visit, SEED)
    assert visit.says("任务24项")

    visit.page.get_by_role("spinbutton").fill("2014")
    visit.page.get_by_role("button", name="按此年份读取").click()
    visit.settle()
    visit.page.get_by_role("link", name="总览").click()
    visit.settle()

    assert visit.says("截至9月30日（最后一个已知到期日），按计划24项任务应全部完成")
    assert visit.says("均未填报进度")
    assert "示例数据" not in visit.text
    assert visit.foreign_requests == []


def test_the_first_workbook_can_be_dropped_on_the_greeting_and_is_checked_on_the_page_of_data(visit: Visit) -> None:
    visit.open("/")
    visit.page.locator("input[type=file]").set_input_files(SEED)
    visit.page.wait_for_url("**/data")
    visit.settle()

    assert visit.says("已读取seed_schedule.xlsx")
    assert visit.says("任务24项")


def test_a_file_that_is_no_workbook_is_refused_in_a_sentence_and_the_board_stays(visit: Visit, tmp_path: Path) -> None:
    broken = tmp_path / "计划.xlsx"
    broken.write_bytes(b"%PDF-1.7 not a workbook at all" * 20)

    drop(visit, broken)

    assert visit.page.get_by_role("alert").count() == 1
    assert visit.says("看板保持原样")
    assert "Traceback" not in visit.text
    visit.page.get_by_role("link", name="总览").click()
    visit.settle()
    assert visit.says("24项任务")


def test_opinions_without_a_plan_make_a_board_of_their_own(visit: Visit) -> None:
    drop(visit, FEEDBACK)
    visit.page.get_by_role("link", name="总览").click()
    visit.settle()

    # Eleven counts add up to 148; the twelfth opinion's count is blank, which means one.
    assert visit.says("共征集149条，归并后12条")


def test_a_visitor_does_not_see_what_another_dropped(visit: Visit, chromium: Browser) -> None:
    drop(visit, SEED)

    for other in visiting(visit.server, chromium):
        other.open("/")

        assert other.says("示例数据")
