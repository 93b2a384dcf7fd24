"""A marked-up copy that comes back: our findings sheet is left aside in silence, somebody's own sheet of that name is read."""

import pytest

from lib.ingest.own_sheets import CHECK_MARK, SORTING_MARK
from lib.schema import SheetRole
from tests.ingest.raw import codes, read, sheet

PLAN = [["工作内容", "时限"], ["制定实施方案", "3月中旬"]]
FINDINGS = [
    [f"{CHECK_MARK}：2 处"],
    ["序号", "工作表", "单元格", "问题描述", "整改措施", "状态"],
    [1, "Sheet1", "B2", "时限不明", "请写日期", "待改"],
]


@pytest.mark.parametrize("name", ["校验结果", "校验结果2", "校验结果 (2)", "校验结果_3", "Check results", "check results 2"])
def test_our_findings_sheet_is_left_unread_without_a_word(name: str):
    workbook = read(sheet(PLAN), sheet(FINDINGS, name=name), year=2014)

    assert codes(workbook) == codes(read(sheet(PLAN), year=2014))
    assert [(table.sheet, table.role) for table in workbook.tables] == [("Sheet1", SheetRole.TASKS), (name, SheetRole.IGNORED)]
    assert workbook.feedback.empty
    assert workbook.unread == ()


@pytest.mark.parametrize("name", ["归并建议", "归并建议 (2)", "Sorting proposals"])
def test_our_sheet_of_proposals_is_left_unread_without_a_word(name: str):
    ours = [[f"{SORTING_MARK} 《表》"], ["保留的意见", "可并入的意见"], ["1 (意见!2)", "3 (意见!4)"]]
    workbook = read(sheet(PLAN), sheet(ours, name=name), year=2014)

    assert codes(workbook) == codes(read(sheet(PLAN), year=2014))
    assert [(table.sheet, table.role) for table in workbook.tables] == [("Sheet1", SheetRole.TASKS), (name, SheetRole.IGNORED)]


def test_the_words_of_one_sheet_of_ours_do_not_hide_one_of_the_others_name():
    workbook = read(sheet(PLAN), sheet([[CHECK_MARK], *PLAN], name="归并建议"), year=2014)

    assert len(workbook.tasks) == 2


def test_a_sheet_of_that_name_without_our_words_is_read():
    workbook = read(sheet(PLAN), sheet(FINDINGS[1:], name="校验结果"), year=2014)

    assert [table.role for table in workbook.tables] != [SheetRole.TASKS, SheetRole.IGNORED]
    assert len(workbook.feedback) + len(workbook.tasks) == 2


def test_our_words_on_a_sheet_of_another_name_do_not_hide_it():
    workbook = read(sheet(PLAN), sheet([[CHECK_MARK], *PLAN], name="计划二"), year=2014)

    assert len(workbook.tasks) == 2


def test_the_empty_sheet_of_opinions_in_a_tracking_workbook_reads_without_a_warning():
    headers = [
        "意见编号",
        "收集时间",
        "征集方式",
        "来源群体",
        "意见建议内容",
        "问题类别",
        "整改措施",
        "整改责任单位",
        "整改时限",
        "整改状态",
    ]
    workbook = read(sheet(PLAN), sheet([headers], name="意见建议"), year=2014)

    assert [(table.sheet, table.role, table.rows_read) for table in workbook.tables][1:] == [("意见建议", SheetRole.FEEDBACK, 0)]
    assert [finding for finding in workbook.findings if finding.sheet == "意见建议"] == []
