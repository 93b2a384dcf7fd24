"""Sheets of answers, in which each row answers several questions: every answer is an opinion, with the cell that it stands in."""

from collections.abc import Sequence

import pytest

from lib.i18n import Language
from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read_rows

SURVEY = ["序号", "提交时间", "您的身份", "您对食堂工作有什么意见", "您对教学工作有什么建议", "其他意见和建议"]
ANSWERS = [
    [1, "2014-03-20", "家长", "菜价偏高", "作业太多", "无"],
    [2, "2014-03-21", "学生", "排队太久", "", "操场开放时间短"],
    [3, "2014-03-22", "教师", "", "减少检查", ""],
    [4, "2014-03-23", "教师", "没有", "", "无"],
]


def told(workbook: Workbook, *names: str) -> list[tuple[object, ...]]:
    return list(workbook.feedback[[*names]].itertuples(index=False, name=None))


def test_each_answer_is_an_opinion_with_its_cell_its_row_and_who_gave_it():
    workbook = read_rows([SURVEY, *ANSWERS])

    assert told(workbook, "ref", "row", "text", "group") == [
        ("Sheet1!D2", 2, "菜价偏高", "家长"),
        ("Sheet1!D3", 3, "排队太久", "学生"),
        ("Sheet1!E2", 2, "作业太多", "家长"),
        ("Sheet1!E4", 4, "减少检查", "教师"),
        ("Sheet1!F3", 3, "操场开放时间短", "学生"),
    ]
    assert workbook.feedback["received"].astype(str).tolist()[:2] == ["2014-03-20", "2014-03-21"]


def test_the_number_of_a_sheet_is_that_of_no_answer():
    assert read_rows([SURVEY, *ANSWERS]).feedback["feedback_id"].isna().all()


def test_the_table_is_one_with_each_row_read_once_or_set_aside():
    [table] = read_rows([SURVEY, *ANSWERS]).tables

    assert (table.rows_read, [(row.row, row.reason) for row in table.set_aside]) == (3, [(5, "no_opinion")])
    assert [letters for letters, _, name in table.columns if name == "text"] == ["D", "E", "F"]


def test_that_answers_are_read_apart_is_said_once_and_nothing_of_them_stays_unread():
    workbook = read_rows([SURVEY, *ANSWERS])

    assert cells(workbook, "answers_apart") == ["D1"]
    assert not {"more_opinions", "header_unknown", "header_near"} & set(codes(workbook))
    assert workbook.unread == ()


def test_a_fault_in_a_cell_of_several_answers_is_said_once():
    workbook = read_rows([SURVEY, [1, "昨天", "家长", "菜价偏高", "作业太多", "多开放"]])

    assert cells(workbook, "day_unread") == ["B2"]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        ([["来源", "教学方面的意见", "管理方面的意见"]], []),
        ([["来源", "家长意见与建议", ""], ["", "教学方面", "管理方面"]], ["A1:A2", "B1:C1"]),
        ([["来源", "家长意见与建议", ""], ["", "教学", "管理"]], ["A1:A2", "B1:C1"]),
    ],
)
def test_an_aspect_in_the_header_is_the_category_of_the_answers_and_that_is_said(head: Sequence[Sequence[str]], merged: Sequence[str]):
    workbook = read_rows([*head, ["问卷", "作业多", "手机管理松"], ["问卷", "反馈慢", "无"]], merged=merged)

    assert told(workbook, "text", "category") == [("作业多", "教学"), ("反馈慢", "教学"), ("手机管理松", "管理")]
    assert len(cells(workbook, "category_from_question")) == 2


def test_whom_a_question_is_about_is_whom_its_answers_are_about():
    workbook = read_rows([["身份", "对班子的意见", "对班子成员的意见"], ["教师", "深入基层少", "急躁"], ["教师", "流程再简化", "无"]])

    assert told(workbook, "text", "target") == [("深入基层少", "leading_group"), ("流程再简化", "leading_group"), ("急躁", "person")]
    assert cells(workbook, "target_from_question") == ["B1", "C1"]


@pytest.mark.parametrize(
    "head",
    [
        ["提出人", "收集时间", "意见", "建议"],
        ["提出人", "收集时间", "意见标题", "意见内容"],
        ["提出人", "办理部门", "教学方面的意见", "管理方面的意见"],
        ["提出人", "条数", "教学方面的意见", "管理方面的意见"],
        ["提出人", "收集时间", "Opinion text", "Suggestion details"],
    ],
    ids=["two halves of one opinion", "a title and its text", "a duty for the row", "a count for the row", "two halves in English"],
)
def test_what_may_be_one_opinion_or_has_one_fate_for_all_is_not_read_apart(head: list[str]):
    workbook = read_rows([head, ["教师", 3 if "条数" in head else "2014-03-20", "检查多", "少检查"]])

    assert len(workbook.feedback) == 1
    assert "answers_apart" not in codes(workbook)


def test_a_sheet_of_nothing_but_questions_is_a_table_of_opinions():
    workbook = read_rows([["班级", "对食堂的意见", "对教学的意见"], ["1班", "菜价高", "作业多"], ["2班", "", "反馈慢"]])

    assert told(workbook, "ref", "text") == [("Sheet1!B2", "菜价高"), ("Sheet1!C2", "作业多"), ("Sheet1!C3", "反馈慢")]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        ([["部门", "形式主义方面的问题", "官僚主义方面的问题"]], []),
        ([["部门", "存在的问题", ""], ["", "形式主义", "官僚主义"]], ["A1:A2", "B1:C1"]),
    ],
)
def test_problems_by_aspect_are_problems_of_their_own_with_their_unit(head: Sequence[Sequence[str]], merged: Sequence[str]):
    workbook = read_rows([*head, ["教务处", "文山会海", "脸难看"], ["总务处", "走过场", "无"]], merged=merged)

    assert told(workbook, "issue", "category", "owner_unit", "role") == [
        ("文山会海", "形式主义", "教务处", "rectification"),
        ("走过场", "形式主义", "总务处", "rectification"),
        ("脸难看", "官僚主义", "教务处", "rectification"),
    ]
    assert [name for _, _, name in workbook.tables[0].columns].count("issue") == 2


def test_numbered_columns_of_a_meeting_are_opinions_and_its_time_is_when_they_were_given():
    rows = [
        ["座谈会", "时间", "参加人员", "意见1", "意见2"],
        ["教师", "3月20日", "12人", "多听课", "少检查"],
        ["学生", "3月25日", "20人", "操场", ""],
    ]
    workbook = read_rows(rows)

    assert told(workbook, "text", "received", "due_text")[0][0] == "多听课"
    assert workbook.feedback["received"].dt.strftime("%m-%d").tolist() == ["03-20", "03-25", "03-20"]
    assert workbook.feedback["due_text"].isna().all()


@pytest.mark.parametrize("whom", ["校长", "学校主要负责人", "党委书记"])
def test_a_question_about_one_leader_is_a_matter_of_one_person(whom: str):
    workbook = read_rows([["身份", f"对{whom}的意见", "对学校领导班子的意见"], ["教师", "多沟通", "多听课"]])

    assert told(workbook, "text", "target") == [("多沟通", "person"), ("多听课", "leading_group")]


def test_english_questions_are_read_apart():
    head = ["Your role", "Date", "Feedback on teaching", "Suggestions about food", "Any other comments"]
    workbook = read_rows(
        [head, ["Teacher", "2014-03-20", "Too many checks", "Too salty", "none"], ["Parent", "2014-03-21", "", "", "Clubs"]]
    )

    assert told(workbook, "text", "group") == [("Too many checks", "Teacher"), ("Too salty", "Teacher"), ("Clubs", "Parent")]


def test_the_sentence_names_the_columns():
    [found] = [each for each in read_rows([SURVEY, *ANSWERS]).findings if each.code == "answers_apart"]

    assert "D、E、F" in found.message(Language.ZH)


def test_a_ditto_stands_for_the_row_above_also_where_that_answered_nothing():
    rows = [["您的身份", "对食堂的意见", "对教学的意见"], ["教师", "菜价高", "作业多"], ["家长", "菜价高", ""], ["同上", "", "反馈慢"]]

    assert told(read_rows(rows), "text", "group") == [("菜价高", "教师"), ("菜价高", "家长"), ("作业多", "教师"), ("反馈慢", "家长")]


def test_a_ditto_below_a_row_that_says_there_is_nothing_stands_for_that_row():
    rows = [
        ["提出人", "收集时间", "意见"],
        ["教师", "2014-03-20", "多听课"],
        ["家长", "2014-03-20", "无"],
        ["同上", "2014-03-21", "少检查"],
    ]

    assert told(read_rows(rows), "text", "group") == [("多听课", "教师"), ("少检查", "家长")]
