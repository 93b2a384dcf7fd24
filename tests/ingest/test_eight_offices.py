"""Eight more workbooks that offices keep: a plan in colours, an inspection of laboratories, self-examinations, proposals, a parents' evening."""

from typing import Any

import pytest

from lib.ingest.model import Workbook
from lib.ingest.states import read_state
from tests.ingest.raw import cells, codes, read_rows


def column(workbook: Workbook, name: str) -> list[Any]:
    return [None if value != value else value for value in workbook.feedback[name].tolist()]


PLAN = ["环节", "序号", "工作内容", "责任部门", "计划时间", "完成情况", "说明"]
STEPS = [
    ["学习教育", 1, "动员会", "党办", "3月5日", "完成", "参加120人"],
    ["", 2, "集中学习", "宣传部", "3月-4月", "完成", ""],
    ["", 3, "专题党课", "组织部", "4月中旬", "完成", ""],
    ["查摆问题", 4, "征求意见", "党办", "4月30日前", "完成", "收到86条"],
    ["", 5, "谈心谈话", "班子成员", "5月中旬", "进行中", "还差2人"],
    ["", 6, "对照检查", "班子成员", "5月底前", "", ""],
]


@pytest.mark.parametrize("left_out", [(), (1, 6), (1, 5, 6)])
def test_a_phase_whose_name_is_a_header_elsewhere_stays_in_the_plan(left_out: tuple[int, ...]):
    rows = [[value for x, value in enumerate(row) if x not in left_out] for row in (PLAN, *STEPS)]
    workbook = read_rows(rows, merged=["A2:A4", "A5:A7"])

    assert workbook.tasks["phase"].tolist() == ["学习教育"] * 3 + ["查摆问题"] * 3
    assert len(workbook.tables) == 1
    assert workbook.tasks["due"].notna().all()


def test_a_second_table_whose_head_stands_under_deadlines_is_still_found():
    rows = [PLAN, *STEPS, ["问题清单"], ["序号", "问题类别", "存在问题", "整改措施", "整改时限", "整改状态", "备注"]]
    workbook = read_rows([*rows, [1, "文风", "文件多", "压缩", "6月", "整改中", ""]], merged=["A2:A4", "A5:A7"])

    assert (len(workbook.tasks), len(workbook.feedback)) == (6, 1)


@pytest.mark.parametrize("foot", ["检查人签字：", "检查组：", "复查人：____"])
def test_who_signs_an_inspection_is_no_problem(foot: str):
    head = ["序号", "隐患描述", "整改措施", "整改期限", "整改完成日期", "是否整改到位"]
    rows = [[1, "无标签", "粘贴", "5月16日", "5月15日", "是"], [2, "未年检", "送检", "6月10日", "", "整改中"]]
    workbook = read_rows([head, *rows, [foot, "", "负责人签字："]])

    assert workbook.feedback["issue"].tolist() == ["无标签", "未年检"]
    assert workbook.feedback["done"].dt.day.tolist()[:1] == [15]


def test_what_a_teacher_finds_in_himself_is_the_problem():
    head = ["姓名", "自查问题", "问题类型", "整改措施", "整改期限", "是否整改"]
    workbook = read_rows([head, ["甲", "批改不及时", "教学行为", "当天批改", "5月底前", "是"], ["乙", "无", "", "", "", ""]])

    assert workbook.feedback["issue"].tolist() == ["批改不及时"]


def test_the_number_of_a_proposal_and_what_its_author_thinks_of_the_answer_are_read():
    head = ["提案编号", "建议内容", "承办部门", "办理期限", "提案人满意度"]
    workbook = read_rows([head, ["2014-01", "早餐品种少", "后勤处", "4月30日前", "满意"]])

    assert [name for _, _, name in workbook.tables[0].columns] == ["feedback_id", "text", "owner_unit", "due_text", "satisfaction"]


def test_what_parents_say_in_columns_by_aspect_is_opinions_and_what_is_not_read_is_said():
    head = [
        ["班级", "家长意见与建议", "", "", "主要问题分类", "学校答复", "落实部门", "落实情况"],
        ["", "教学方面", "管理方面", "后勤方面", "", "", "", ""],
    ]
    rows = [
        ["1班", "作业多", "手机管理松", "", "作业", "控制", "教务处", "已落实"],
        ["2班", "反馈慢", "无", "饭菜凉", "反馈", "答疑", "教务处", ""],
    ]
    merged = ["A1:A2", "B1:D1", "E1:E2", "F1:F2", "G1:G2", "H1:H2"]
    workbook = read_rows([*head, *rows], merged=merged)

    assert workbook.feedback["text"].tolist() == ["作业多", "反馈慢"]
    assert workbook.feedback["category"].tolist() == ["作业", "反馈"]
    assert cells(workbook, "more_opinions") == ["C2", "D2"]


@pytest.mark.parametrize(("title", "source"), [("2014年整治统计表（截至5月31日）", "title"), ("整治统计表（截至2014年5月31日）", "dates")])
def test_a_title_names_its_year_also_where_it_says_of_which_day_it_speaks(title: str, source: str):
    workbook = read_rows([[title], PLAN, *STEPS], year=None, merged=["A1:G1", "A3:A5", "A6:A8"])

    assert (workbook.year, workbook.year_source) == (2014, source)
    assert ("year_from_stated_day" in codes(workbook)) == (source == "dates")


PROPOSALS = [
    ["提案编号", "建议内容", "承办部门", "办理期限", "办理结果"],
    ["2014-01", "早餐品种少", "后勤处", "4月底", "A"],
    ["2014-02", "停车难", "后勤处", "6月", "B类"],
    ["2014-03", "检查多", "教务处", "5月", ""],
]


def test_the_letters_of_proposals_are_read_by_the_line_beneath_and_it_is_said():
    workbook = read_rows([*PROPOSALS, ["注：A—已经解决；B—正在解决；C—列入计划。"]])

    assert column(workbook, "status") == ["done_unchecked", "in_progress", "not_reported"]
    assert cells(workbook, "status_from_letters") == ["E1"]


@pytest.mark.parametrize("line", [[], ["注：A—已经解决"]])
def test_letters_that_no_line_explains_tell_no_state_and_it_is_said(line: list[str]):
    workbook = read_rows([[*PROPOSALS[0][:4], "进展情况"], *PROPOSALS[1:], line])

    assert column(workbook, "status") == [None] * 3
    assert cells(workbook, "letters_unread") == ["E1"]


def test_a_letter_whose_meaning_is_no_state_is_said_at_its_cell():
    workbook = read_rows([*PROPOSALS, ["注：A—已经解决；B—因条件限制不能解决"]])

    assert cells(workbook, "problem_status_unknown") == ["E3"]


@pytest.mark.parametrize("word", ["已经完成", "已经整改", "已经解决", "已经落实"])
def test_already_done_is_done(word: str):
    assert read_state(word, ledger=True).state == "done_unchecked"


def test_the_materials_for_an_inspection_are_tasks_with_their_days_and_states():
    head = ["一级指标", "需准备材料", "牵头科室", "材料报送时间", "准备情况"]
    rows = [
        ["A1", "领导小组文件", "党政办", "3.20", "已齐"],
        ["A1", "述职材料", "党政办", "3月25日", "缺1份"],
        ["A2", "讲座签到", "宣传科", "4.1-4.15", "未开始"],
    ]
    workbook = read_rows([head, *rows])

    assert [name for _, _, name in workbook.tables[0].columns] == ["phase", "task", "owner_unit", "due_text", "status"]
    assert workbook.tasks["status"].tolist() == ["done", "not_reported", "not_started"]
    assert [day.strftime("%m-%d") for day in workbook.tasks["due"]] == ["03-20", "03-25", "04-15"]


def test_a_day_that_a_project_tool_left_out_is_blank_and_nothing_to_mend():
    workbook = read_rows(
        [
            ["Name", "Finish", "% Complete", "Actual Finish"],
            ["Kick-off", "2014-03-03", 1, "2014-03-03"],
            ["Report", "2014-06-13", 0.6, "NA"],
        ]
    )

    assert "day_unread" not in codes(workbook)
