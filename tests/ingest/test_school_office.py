"""What the workbooks of a school's office hold: a ledger of dangers, answers exported from a form, lists copied from a letter."""

import pytest

from lib.ingest.model import Severity
from tests.ingest.raw import cells, codes, read_rows

LEDGER = ["序号", "排查时间", "隐患描述", "整改措施", "整改状态"]


@pytest.mark.parametrize("nothing", ["无隐患", "未发现安全隐患", "无异常", "未发现问题"])
def test_a_place_without_dangers_is_no_problem(nothing: str):
    workbook = read_rows([LEDGER, [1, "4月10日", "应急灯不亮", "更换", "已整改"], [2, "4月11日", nothing, "", ""]])

    assert workbook.feedback["issue"].tolist() == ["应急灯不亮"]
    assert [(row.row, row.reason) for row in workbook.tables[0].set_aside] == [(3, "no_opinion")]


def test_that_a_day_may_be_a_month_is_said_once_for_a_column():
    rows = [[1, "6/5", "应急灯不亮", "更换", "已整改"], [2, "10/5", "栏杆锈蚀", "焊接", "未整改"]]
    workbook = read_rows([LEDGER, *rows])

    assert workbook.feedback["received"].dt.date.astype(str).tolist() == ["2014-06-05", "2014-10-05"]
    assert cells(workbook, "day_order") == ["B2"]


@pytest.mark.parametrize("header", ["完成情况", "完成", "落实情况", "目前完成情况"])
def test_a_no_beneath_what_is_done_says_unfinished_and_not_that_nothing_was_begun(header: str):
    workbook = read_rows([["任务", "完成时限", header], ["甲", "6月", "是"], ["乙", "6月", "否"]])

    assert workbook.tasks["status"].tolist() == ["done", "in_progress"]
    assert cells(workbook, "no_read_as_unfinished") == ["C3"]


def test_a_row_whose_text_may_stand_in_a_column_that_was_not_read_is_not_told_to_go():
    head = ["编号", "整改任务", "整改措施", "牵头部门", "完成时限", "完成情况"]
    workbook = read_rows(
        [head, ["R-1", "报销流程再造", "线上审批", "财务处", "6月底", "办理中"], ["R-2", "更换路灯", "", "后勤处", "5月", "已完成"]]
    )

    [finding] = [each for each in workbook.findings if each.code == "opinion_text_elsewhere"]
    assert (finding.cell, finding.severity, dict(finding.facts)) == ("A3", Severity.ERROR, {"cells": "B3"})
    assert "opinion_without_text" not in codes(workbook)


def test_an_export_of_a_form_tells_who_answered_and_holds_an_opinion_in_each_question():
    head = ["编号", "提交答卷时间", "来源", "1、您的身份是？", "2、您认为学校存在的突出问题有哪些？", "3、您对改进作风有何建议？"]
    rows = [
        [1, "2014/4/8 10:21:33", "手机提交", "家长", "收费不透明", "公开账目"],
        [2, "2014/4/9 8:00:00", "链接", "教师", "(空)", "少开会"],
    ]
    workbook = read_rows([head, *rows])

    told = workbook.feedback[["text", "group", "channel"]].itertuples(index=False, name=None)
    assert list(told) == [("收费不透明", "家长", "手机提交"), ("公开账目", "家长", "手机提交"), ("少开会", "教师", "链接")]
    assert not {"header_near", "header_meaning_unclear"} & set(codes(workbook))


def test_a_source_that_no_cell_decides_leaves_the_group_to_the_column_that_asks_for_it():
    workbook = read_rows([["来源", "您的身份", "意见内容"], ["甲类", "家长", "菜价偏高"], ["乙类", "教师", "会议多"]])

    assert workbook.feedback["group"].tolist() == ["家长", "教师"]
    assert workbook.feedback["channel"].tolist() == ["甲类", "乙类"]
