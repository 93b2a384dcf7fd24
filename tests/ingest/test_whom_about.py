"""Whom opinions are about (班子成员), and how a district writes what became of them."""

import pytest

from lib.schema import Opinion, Rectification, SheetRole, TargetScope
from tests.ingest.raw import cells, codes, read, read_rows, sheet

_MEMBERS = ["班子成员", "序号", "意见建议内容", "类别", "条数"]


def test_opinions_by_member_name_the_person_and_those_of_the_whole_group_its_target():
    rows = [
        _MEMBERS,
        ["领导班子", 1, "会议多", "形式主义", 6],
        ["", 2, "检查多", "形式主义", 3],
        ["张某\n（校长）", 3, "听课少", "官僚主义", 2],
    ]
    workbook = read_rows(rows, merged=["A2:A3"])

    assert workbook.feedback[Opinion.TARGET].tolist()[:2] == [TargetScope.LEADING_GROUP] * 2
    assert workbook.feedback[Opinion.TARGET_PERSON].notna().tolist() == [False, False, True]
    assert not {"header_unknown", "value_unknown"} & set(codes(workbook))


def test_what_became_of_opinions_is_their_state_where_its_column_holds_nothing_else():
    head = ["编号", "意见建议内容", "条数", "责任股室", "办理措施", "办理情况"]
    states = ["整改中", "已整改", "已整改", "整改中", "暂时无法解决"]
    workbook = read_rows([head, *([n, f"意见{n}", 3, "办公室", "发文", state] for n, state in enumerate(states, 1))])

    assert workbook.feedback[Opinion.STATUS].tolist()[:2] == [Rectification.IN_PROGRESS, Rectification.DONE_UNCHECKED]
    assert workbook.feedback[Opinion.MEASURE].tolist() == ["发文"] * 5
    assert cells(workbook, "problem_status_unknown") == ["F6"]


def test_a_column_of_progress_in_a_ledger_that_holds_only_states_is_the_state():
    head = ["序号", "存在问题", "整改措施", "责任人", "落实情况"]
    workbook = read_rows([head, [1, "会议多", "合并", "甲", "已整改"], [2, "调研少", "蹲点", "乙", "整改中"]])

    assert workbook.feedback[Opinion.STATUS].tolist() == [Rectification.DONE_UNCHECKED, Rectification.IN_PROGRESS]


def test_what_became_of_opinions_stays_a_note_in_prose():
    head = ["日期", "意见建议", "人数", "办理情况"]
    workbook = read_rows([head, ["5月4日", "宿舍维修慢", 2, "已联系后勤，下周换锁"], ["5月5日", "菜咸", 1, "已完成"]])

    assert workbook.feedback[Opinion.PROGRESS_NOTE].tolist() == ["已联系后勤，下周换锁", "已完成"]


def test_a_category_is_one_however_its_narrow_cell_breaks_it():
    rows = [
        ["类别", "存在问题", "整改措施", "整改情况"],
        ["形式主义\n方面", "甲", "乙", "已完成"],
        ["形\n式 主 义 方面", "丙", "丁", "已完成"],
    ]

    assert read_rows(rows).feedback[Opinion.CATEGORY].tolist() == ["形式主义方面"] * 2


@pytest.mark.parametrize("between", ["\n", " ", "\n ", "、"])
def test_two_categories_in_one_cell_are_not_run_together(between: str):
    both = f"形式主义{between}官僚主义"
    workbook = read_rows([["类别", "存在问题", "整改措施"], ["形式主义", "甲", "乙"], [both, "丙", "丁"], ["官僚主义", "戊", "己"]])

    assert workbook.feedback[Opinion.CATEGORY].nunique() == 3
    assert "形式主义官僚主义" not in workbook.feedback[Opinion.CATEGORY].tolist()
    assert [finding.cell for finding in workbook.findings if finding.code == "several_categories"] == ["A3"]


def test_the_number_of_an_attachment_is_no_part_of_the_title_beside_it():
    head = ["序号", "存在问题", "整改措施", "责任人", "整改情况"]
    rows = [["附件2：一中班子问题清单及整改措施"], head, [1, "会议多", "合并", "甲", "已整改"]]
    alone = [["附件2"], ["一中班子问题清单"], *rows[1:]]

    assert read_rows(rows).title == "一中班子问题清单及整改措施"
    assert read_rows(alone).title == "一中班子问题清单"
    assert read(sheet(rows)).tables[0].role is SheetRole.RECTIFICATION
