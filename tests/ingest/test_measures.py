"""Measures put something right where a problem, or a word of rectification, stands beside them; else they are how work of a plan is done.

And what each task is to reach (≥90%, 1200人) is no task.
"""

import pytest

from lib.ingest.samples import is_amount
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


TARGETS = [
    ["公共卫生", "居民健康档案建档率", "≥90%", "88%", "97.8%"],
    ["公共卫生", "儿童健康管理", "1200人", "640人", "53.3%"],
    ["医疗服务", "门诊人次", 42000, 21860, "52%"],
    ["队伍建设", "招聘毕业生", "不少于3人", "1人", "33.3%"],
]


@pytest.mark.parametrize("what", ["指标内容", "指标名称", "考核指标", "工作指标", "指标", "内容"])
@pytest.mark.parametrize("target", ["年度目标", "目标任务", "任务"])
def test_a_column_of_amounts_is_never_the_text_of_the_tasks(what: str, target: str):
    workbook = read_rows([["项目", what, target, "上半年完成", "完成率"], *TARGETS])

    assert workbook.tasks["task"].tolist() == ["居民健康档案建档率", "儿童健康管理", "门诊人次", "招聘毕业生"]
    assert workbook.tasks["phase"].tolist() == ["公共卫生", "公共卫生", "医疗服务", "队伍建设"]


def test_nor_is_it_taken_for_them_where_no_header_says_what_the_task_is():
    workbook = read_rows([["类别", "什么", "年度目标", "上半年", "完成率", "责任部门"], *([*row, "防保科"] for row in TARGETS)])

    assert workbook.tasks["task"].tolist() == ["居民健康档案建档率", "儿童健康管理", "门诊人次", "招聘毕业生"]


def test_aims_in_words_are_tasks_as_before():
    rows = [["公共卫生", "年内完成建档1200人", "12月底", "进行中"], ["医疗服务", "门诊改造", "6月底", "已完成"]]

    assert read_rows([["项目", "年度目标", "完成时限", "状态"], *rows]).tasks["task"].tolist() == ["年内完成建档1200人", "门诊改造"]


@pytest.mark.parametrize("cell", [42000, 0.9, "≥90%", "1200人", "3-5个", "不低于95%", "约2万元", "12.5万元", "100%以上"])
def test_an_amount_says_how_much_and_nothing_else(cell: float | str):
    assert is_amount(cell)


@pytest.mark.parametrize("cell", ["3号楼维修", "2014年预算", "一", "建档1200人", "人", "", None, True])
def test_what_says_more_is_no_amount(cell: str | bool | None):
    assert not is_amount(cell)
