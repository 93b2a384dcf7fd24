"""A title that names the span of its plan, against the deadlines beneath it."""

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read, sheet

CAMPAIGN = "教育实践活动安排（2014年3月—9月）"
ONE_TITLE = "deadlines_outside_title"
EACH = "deadline_outside_campaign"


def plan(title: str, *deadlines: str) -> Workbook:
    """A plan under a title."""
    rows = [[number, f"任务{number}", deadline] for number, deadline in enumerate(deadlines, 1)]
    return read(sheet([[title], ["序号", "工作内容", "完成时限"], *rows]))


def test_deadlines_within_the_titled_span_need_no_word():
    assert codes(plan(CAMPAIGN, "3月", "5月", "2014年9月")) == []


@pytest.mark.parametrize("title", [CAMPAIGN, "2014年重点工作安排"])
def test_a_plan_whose_years_are_all_wrong_is_said_once_at_its_title(title: str):
    workbook = plan(title, "2013年3月", "2013年4月", "2013年5月")
    found = next(finding for finding in workbook.findings if finding.code == ONE_TITLE)

    assert (found.cell, dict(found.facts)["earliest"], dict(found.facts)["latest"]) == ("A1", "2013-03-31", "2013-05-31")
    assert codes(workbook).count(ONE_TITLE) == 1
    assert EACH not in codes(workbook)


def test_most_years_wrong_is_said_though_some_are_right():
    assert cells(plan(CAMPAIGN, "2013年3月", "2013年4月", "2013年5月", "2014年8月"), ONE_TITLE) == ["A1"]


def test_few_deadlines_outside_are_said_each_at_its_cell():
    workbook = plan(CAMPAIGN, "3月", "2013年4月", "5月", "6月")

    assert (cells(workbook, EACH), cells(workbook, ONE_TITLE)) == (["C4"], [])


def test_a_plan_far_from_its_titled_span_is_said_without_a_slip_of_the_year():
    assert cells(plan(CAMPAIGN, "2015年11月", "2015年12月"), ONE_TITLE) == ["A1"]


@pytest.mark.parametrize(
    ("title", "deadlines"),
    [
        ("本周工作（2014年6月2日至2014年6月8日）", ("2014年3月", "2014年9月", "2014年12月")),
        ("本周工作（2014年6月2日—6月8日）", ("2014年9月", "2014年10月", "2014年12月")),
        ("一季度进展（2014年1月—3月）", ("2014年3月", "2014年6月", "2014年9月", "2014年12月")),
        ("进展（2014年10月—12月）", ("2014年12月", "2015年12月", "2016年12月")),
        ("2014年1月工作月报", ("2013年11月", "2013年12月")),
        ("2014届高三工作安排", ("2013年9月", "2013年12月")),
        ("2014—2015学年第一学期工作", ("2014年9月", "2014年12月")),
        ("2013年问题整改安排", ("2014年3月", "2014年4月")),
    ],
)
def test_a_title_that_names_what_is_reported_on_is_no_slip(title: str, deadlines: tuple[str, ...]):
    assert {ONE_TITLE, EACH}.isdisjoint(codes(plan(title, *deadlines)))
