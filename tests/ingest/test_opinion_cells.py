"""Cells of opinions: answers that hold none, and several opinions in one."""

import pytest

from lib.ingest.rules.opinions import count_numbered
from tests.ingest.raw import cells, codes, read_rows

HEADER = ["序号", "征求对象", "意见建议"]


def test_a_sheet_of_answers_that_hold_no_opinion_has_no_opinion():
    workbook = read_rows([HEADER, [1, "家长", "无"], [2, "教师", "没有意见和建议。"]])

    assert workbook.feedback.empty
    assert [row.reason for row in workbook.tables[0].set_aside] == ["no_opinion", "no_opinion"]
    assert "no_opinion_rows" in codes(workbook)


@pytest.mark.parametrize(
    "answer",
    [
        "无",
        "无意见",
        "暂无意见建议",
        "没有意见",
        "无其他意见",
        "（空）",
        "无意见、建议",
        "未提出意见",
        "N/A",
        "No comments",
        "—",
        "目前没有建议",
    ],
)
def test_an_answer_that_there_is_none_is_no_opinion(answer: str):
    workbook = read_rows([HEADER, [1, "家长", answer], [2, "教师", "会议太多"]])

    assert list(workbook.feedback["text"]) == ["会议太多"]


@pytest.mark.parametrize("opinion", ["无障碍通道不足", "没有热水", "没有意见箱", "无人值守", "问题反馈没有回音", "建议"])
def test_an_opinion_that_begins_with_none_is_one(opinion: str):
    assert list(read_rows([HEADER, [1, "家长", opinion], [2, "教师", "会议太多"]]).feedback["text"]) == [opinion, "会议太多"]


def test_a_problem_called_none_with_a_measure_beside_it_stays():
    rows = [["序号", "存在问题", "整改措施", "责任单位", "整改时限"], [1, "无", "建立台账", "办公室", "6月"], [2, "无", "", "人事处", ""]]
    workbook = read_rows(rows)

    assert list(workbook.feedback["measure"]) == ["建立台账"]
    assert [row.row for row in workbook.tables[0].set_aside] == [3]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("食堂价格偏高", 0),
        ("①食堂价格偏高；②空调老化；③会议过多", 3),
        ("1.热水时间短\n2.座位少\n3.快递点太远", 3),
        ("1、热水时间短；2、座位少", 2),
        ("（1）门口拥堵（2）增加课后服务", 2),
        ("(一)门口拥堵(二)增加课后服务", 2),
        ("一、门口拥堵\n二、增加课后服务", 2),
        ("一是食堂价格偏高，二是维修不及时", 2),
        ("一要减会议，二要减文件，三要多调研", 3),
        ("其一太远；其二太贵", 2),
        ("建议在2.5万元以内", 0),
        ("1号楼和2号楼漏水", 0),
        ("希望3月、4月各一次", 0),
        ("2.先说第二条", 0),
    ],
)
def test_the_parts_that_a_text_numbers_are_counted(text: str, count: int):
    assert (count_numbered(text) if count_numbered(text) > 1 else 0) == count


def test_several_opinions_in_one_cell_count_as_one_and_that_is_said():
    workbook = read_rows([HEADER, [1, "家长", "①食堂价格偏高；②空调老化；③会议过多"], [2, "教师", "会议太多"]])

    assert len(workbook.feedback) == 2
    assert cells(workbook, "several_opinions") == ["C2"]
    assert dict(next(each for each in workbook.findings if each.code == "several_opinions").facts) == {"count": 3}


def test_several_opinions_with_their_count_beside_them_are_no_finding():
    workbook = read_rows([[*HEADER, "原始条数"], [1, "家长", "①食堂价格偏高；②空调老化", 2], [2, "教师", "会议太多", 1]])

    assert cells(workbook, "several_opinions") == []


def test_a_surveys_questions_are_headers():
    header = ["序号", "提交答卷时间", "所用时间", "来源", "1、您的身份是？", "2、您对学校作风建设有哪些意见和建议？（填空）"]
    workbook = read_rows(
        [header, [1, "2025/4/2 10:11:12", "65秒", "微信", "教师", "会议太多"], [2, "2025/4/2 10:15:00", "80秒", "微信", "学生", "(空)"]]
    )

    assert [(row["group"], row["channel"], row["text"]) for row in workbook.feedback.to_dict("records")] == [("教师", "微信", "会议太多")]
    assert [day.date().isoformat() for day in workbook.feedback["received"]] == ["2025-04-02"]


def test_several_categories_in_a_cell_are_one_as_written_and_that_is_said():
    head = ["序号", "征求对象", "意见建议", "类别"]
    kinds = ["后勤", "后勤/待遇", "管理", "设备；管理", "教学、科研"]
    workbook = read_rows([head, *([number, "教师", f"意见{number}", kind] for number, kind in enumerate(kinds, 1))])

    assert list(workbook.feedback["category"]) == kinds
    assert cells(workbook, "several_categories") == ["D3"]
    assert dict(next(each for each in workbook.findings if each.code == "several_categories").facts) == {"count": 2, "cells": "D3、D5"}


@pytest.mark.parametrize(("stated", "differs"), [(12, False), (9, False), (10, True)])
def test_a_total_may_count_those_who_had_nothing_to_say_or_not(stated: int, differs: bool):
    rows = [["提出人", "人数", "意见"], ["教师", 4, "多听课"], ["家长", 3, "无"], ["学生", 5, "开放操场"], ["合计", stated, ""]]

    assert ("total_differs" in codes(read_rows(rows))) == differs


def test_a_third_of_a_month_in_which_something_was_received_is_no_fault_and_a_state_with_a_comma_is_one_state():
    rows = [["问题", "收集时间", "整改措施", "状态", "实际完成时间"], ["会多", "4月上旬", "减会", "已整改，待复核", "5月中旬"]]
    workbook = read_rows(rows)

    told = [(each.cell, str(each.severity)) for each in workbook.findings if each.code == "day_from_window"]
    assert told == [("B2", "info"), ("E2", "warning")]
    assert workbook.feedback["status"].tolist() == ["done_unchecked"]
    assert "status_several" not in codes(workbook)
