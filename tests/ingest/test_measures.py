"""Measures put something right where a problem, or a word of rectification, stands beside them; else they are how work of a plan is done."""

import pytest

from lib.schema import SheetRole
from tests.ingest.raw import read_rows

ROWS = [["期末考试组织", "制定方案、安排监考", "6月25日前", "甲", "进行中"], ["青年教师赛课", "初赛、决赛", "5月30日", "甲", "完成"]]


def role_of(header: list[str], *, title: str = "2014年工作清单", name: str = "Sheet1") -> SheetRole:
    (table,) = read_rows([[title], header, *ROWS], name=name).tables
    return table.role


@pytest.mark.parametrize("work", ["重点工作", "工作重点", "重点项目", "工作目标", "主要工作", "工作要点"])
def test_work_beside_its_measures_is_the_task_of_a_plan(work: str):
    workbook = read_rows([[work, "具体措施", "完成时限", "责任人", "进展情况"], *ROWS])

    assert [table.role for table in workbook.tables] == [SheetRole.TASKS]
    assert workbook.tasks["task"].tolist() == ["期末考试组织", "青年教师赛课"]
    assert workbook.tasks["status"].tolist() == ["in_progress", "done"]


@pytest.mark.parametrize(
    "header",
    [
        ["存在问题", "具体措施", "完成时限", "责任人", "进展情况"],
        ["问题", "整改措施", "完成时限", "责任人", "状态"],
        ["重点工作", "整改措施", "完成时限", "责任人", "进展情况"],
        ["重点工作", "具体措施", "整改时限", "责任人", "进展情况"],
        ["重点工作", "措施", "完成时限", "责任人", "整改状态"],
        ["重点工作", "具体措施", "完成时限", "责任人", "是否销号"],
        ["问题编号", "具体措施", "完成时限", "责任人", "进展情况"],
        ["整改事项", "具体措施", "完成时限", "责任人", "进展情况"],
    ],
    ids="／".join,
)
def test_a_problem_or_a_word_of_rectification_makes_a_ledger(header: list[str]):
    assert role_of(header) is SheetRole.RECTIFICATION


def test_a_title_or_a_sheet_that_speaks_of_rectification_makes_a_ledger():
    header = ["序号", "具体措施", "完成时限", "责任人", "进展情况"]

    assert role_of(header) is SheetRole.TASKS
    assert role_of(header, title="作风建设整改台账") is SheetRole.RECTIFICATION
    assert role_of(header, name="问题清单") is SheetRole.RECTIFICATION
