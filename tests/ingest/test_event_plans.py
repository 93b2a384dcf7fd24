"""Plans of trainings, studies and other events; records of what was held, minutes and opinions about it stay what they are."""

from typing import Any

import pytest

from lib.errors import Refused
from lib.ingest.model import Workbook
from lib.schema import SheetRole
from tests.ingest.raw import cells, read, read_rows, sheet

TRAININGS = [
    [1, "3月5日", "师德专题", "党办", "全体"],
    [2, "4月上旬", "教学常规", "教务处", "教师"],
    [3, "5月20日", "消防安全", "总务处", "全体"],
]


def named(workbook: Workbook) -> list[str]:
    return [name for _, _, name in workbook.tables[0].columns if name]


def is_refused(*rows: list[Any], name: str = "Sheet1") -> bool:
    """Whether there is no table that we know, or none of tasks."""
    try:
        workbook = read(sheet(rows, name=name), year=2014)
    except Refused as refusal:
        return refusal.code == "no_table"
    return workbook.tasks.empty


def test_a_plan_of_trainings_is_read_with_its_times_and_who_holds_each():
    head = ["序号", "培训时间", "培训内容", "主讲人", "参加人员"]
    workbook = read_rows([["2014年上半年培训计划"], head, *TRAININGS])

    assert named(workbook) == ["number", "due_text", "task", "owner"]
    assert workbook.tasks["task"].tolist() == ["师德专题", "教学常规", "消防安全"]
    assert [str(day)[:10] for day in workbook.tasks["due"]] == ["2014-03-05", "2014-04-10", "2014-05-20"]
    assert cells(workbook, "due_by_cells") == ["B2"]
    assert cells(workbook, "task_column_assumed") == []


def test_a_plan_of_studies_is_read():
    rows = [["时间", "学习内容", "学习形式", "责任人"], ["4月上旬", "党章", "集中学习", "甲"], ["4月中旬", "准则", "自学", "乙"]]

    assert named(read_rows(rows)) == ["due_text", "task", "owner"]


@pytest.mark.parametrize("event", ["教研", "演练", "讲座", "党课", "竞赛", "志愿服务"])
@pytest.mark.parametrize("what", ["内容", "主题", "项目", "名称"])
def test_other_events_are_headed_alike(event: str, what: str):
    rows = [["序号", f"{event}时间", f"{event}{what}", "主持人"], [1, "3月5日", "第一场", "甲"], [2, "4月上旬", "第二场", "乙"]]

    assert named(read_rows(rows)) == ["number", "due_text", "task", "owner"]


@pytest.mark.parametrize(
    "head",
    [
        ["序号", "培训时间", "培训内容", "主讲人", "签到"],
        ["序号", "学习时间", "学习内容", "主持人", "心得体会"],
        ["序号", "比赛时间", "比赛项目", "主持人", "获奖情况"],
        ["序号", "会议时间", "会议内容", "主持人", "参会人员"],
        ["序号", "培训时间", "培训地点", "主讲人", "参加人员"],
    ],
)
def test_a_record_of_what_was_held_or_said_is_no_plan(head: list[str]):
    assert is_refused(head, *TRAININGS)


def test_a_record_may_say_so_in_its_title_or_the_name_of_its_sheet():
    head = ["序号", "培训时间", "培训内容", "主讲人", "参加人员"]

    assert is_refused(["2014年培训记录"], head, *TRAININGS)
    assert is_refused(head, *TRAININGS, name="培训登记")
    assert not is_refused(head, *TRAININGS)


def test_times_that_are_no_days_make_no_plan():
    assert is_refused(["培训时间", "培训内容", "主讲人"], ["上午", "师德专题", "党办"], ["下午", "教学常规", "教务处"])


def test_opinions_about_a_training_stay_opinions():
    head = ["序号", "培训时间", "培训内容", "主讲人", "意见建议", "来源群体"]
    workbook = read_rows([head, [1, "3月5日", "师德", "甲", "案例太少", "教师"], [2, "4月8日", "常规", "乙", "讲得太快", "教师"]])

    assert [table.role for table in workbook.tables] == [SheetRole.FEEDBACK]
    assert workbook.feedback["text"].tolist() == ["案例太少", "讲得太快"]


def test_who_chairs_a_meeting_does_not_answer_for_its_decisions():
    rows = [["会议时间", "议定事项", "主持人", "完成时限"], ["3月5日", "修订制度", "甲", "4月"], ["3月5日", "公开账目", "甲", "5月"]]

    assert named(read_rows(rows)) == ["task", "due_text"]


def test_of_two_such_headers_the_one_that_was_read_is_read():
    rows = [["月份", "活动主题", "活动内容", "负责人"], ["3月", "学雷锋", "组织志愿服务", "甲"], ["4月", "清明", "烈士陵园祭扫", "乙"]]
    workbook = read_rows(rows)

    assert workbook.tasks["task"].tolist() == ["组织志愿服务", "烈士陵园祭扫"]
    assert cells(workbook, "header_unknown") == ["B1"]
