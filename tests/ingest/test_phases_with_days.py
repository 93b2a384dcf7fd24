"""Days in the names of phases over tasks without a deadline: whose they are is not guessed, and it is said once with what to do."""

import pytest

from lib.i18n import Language
from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read_rows

_HEAD = ["阶段", "序号", "工作内容", "责任科室"]


def _read(first: str, second: str, *, due: str = "") -> Workbook:
    head = [*_HEAD, "完成时限"] if due else _HEAD
    rows = [[first, 1, "定方案", "办公室"], ["", 2, "购设备", "办公室"], [second, 3, "扫描", "技术科"], ["", 4, "质检", "技术科"]]
    return read_rows([head, *([*row, due] if due else row for row in rows)], merged=["A2:A3", "A4:A5"])


def test_the_days_are_named_and_no_deadline_is_made_of_them():
    workbook = _read("准备阶段（3月1日—4月20日）", "实施阶段\n（4月21日—8月31日）")

    assert cells(workbook, "phases_with_days") == ["A2"]
    assert workbook.tasks["due"].isna().all()
    [found] = [finding for finding in workbook.findings if finding.code == "phases_with_days"]
    assert "准备阶段：3月1日—4月20日；实施阶段：4月21日—8月31日" in found.message(Language.ZH)
    assert "完成时限" in found.hint(Language.ZH)


def test_headings_over_the_tasks_may_give_them_too():
    rows = [
        ["序号", "工作内容", "责任科室"],
        ["一、准备阶段（3月）", "", ""],
        [1, "定方案", "办公室"],
        ["二、实施阶段（4—8月）", "", ""],
        [2, "扫描", "技术科"],
    ]
    workbook = read_rows(rows, merged=["A2:C2", "A4:C4"])

    assert cells(workbook, "phases_with_days") == ["A2"]


def test_without_brackets_the_days_are_found_as_well():
    assert cells(_read("准备阶段 3月1日-4月20日", "实施阶段"), "phases_with_days") == ["A2"]


@pytest.mark.parametrize(
    ("first", "second", "due"),
    [("准备阶段", "实施阶段", ""), ("准备阶段（3月）", "实施阶段（4月）", "3月底"), ("第一阶段（办公室）", "第二阶段（共2项）", "")],
    ids=["no days", "deadlines of their own", "other notes in brackets"],
)
def test_where_there_are_no_days_or_deadlines_of_their_own_nothing_is_said(first: str, second: str, due: str):
    assert "phases_with_days" not in codes(_read(first, second, due=due))
