"""Workbooks as hospitals, villages, companies and survey sites leave them."""

from datetime import date
from typing import Any

import pytest

from lib.errors import Refused
from lib.ingest.model import ErrorValue, Workbook
from tests.ingest.raw import cells, codes, read, read_rows, sheet


def column(workbook: Workbook, name: str) -> list[Any]:
    """A column of the tasks with None where blank and days as ISO text."""
    return _plain(workbook.tasks[name])


def opinions(workbook: Workbook, name: str) -> list[Any]:
    """The same of opinions and problems."""
    return _plain(workbook.feedback[name])


def _plain(values: Any) -> list[Any]:
    return [None if value != value else value.date().isoformat() if hasattr(value, "date") else value for value in values]


def test_a_short_date_that_may_begin_with_its_year_is_read_so_and_said_to_be_unsure():
    workbook = read_rows([["任务", "完成时限"], ["培训", "24.5.20"], ["检查", "3/31"]], year=2025)

    assert column(workbook, "end") == ["2024-05-20", "2025-03-31"]
    assert cells(workbook, "deadline.short_date") == ["B2"]


def test_a_short_date_that_ends_with_the_table_s_year_settles_the_order_of_the_others():
    workbook = read_rows([["Task", "Due"], ["Training", "13/05/24"], ["Audit", "04/06/24"]], year=2024)

    assert column(workbook, "end") == ["2024-05-13", "2024-06-04"]


@pytest.mark.parametrize("written", ["50％", "百分之五十", "百分之50"])
def test_a_progress_in_full_width_or_in_words_is_a_share(written: str):
    workbook = read_rows([["任务", "完成时限", "进度"], ["甲", "3月", written], ["乙", "4月", "10％"]])

    assert column(workbook, "progress") == [0.5, 0.1]


def test_more_than_a_hundred_in_words_is_no_share():
    workbook = read_rows([["任务", "完成时限", "完成进度"], ["甲", "3月", "百分之一百二十"], ["乙", "4月", "10%"]])

    assert column(workbook, "progress") == [None, 0.1]
    assert cells(workbook, "progress_unread") == ["C2"]


def test_a_total_that_counts_problems_and_measures_is_no_problem():
    workbook = read_rows(
        [
            ["问题类别", "具体问题", "整改措施", "整改时限", "整改状态"],
            ["作风", "会议多", "精简会议", "3月", "完成"],
            ["民生", "停车难", "增设车位", "4月", "整改中"],
            ["合计", "2个问题", "2条措施", "", ""],
        ]
    )

    assert opinions(workbook, "issue") == ["会议多", "停车难"]
    assert "total_differs" not in codes(workbook)


def test_a_total_of_problems_that_does_not_add_up_is_said():
    workbook = read_rows([["类别", "具体问题", "整改措施"], ["作风", "会议多", "精简"], ["合计", "3个问题", ""]])

    assert cells(workbook, "total_differs") == ["B3"]


@pytest.mark.parametrize("written", ["按序时进度推进", "按时序推进", "符合序时进度"])
def test_going_on_as_planned_is_in_progress(written: str):
    workbook = read_rows([["任务", "完成时限", "办理状态"], ["甲", "3月", written]])

    assert column(workbook, "status") == ["in_progress"]


@pytest.mark.parametrize(("written", "openness"), [("是", "back_to_back"), ("否", "face_to_face"), ("匿名", "back_to_back")])
def test_a_yes_to_whether_an_opinion_is_anonymous_never_names_its_giver(written: str, openness: str):
    workbook = read_rows(
        [["提交时间", "意见建议类别（必填）", "意见建议内容（必填）", "是否匿名（必填）"], ["2014-5-6", "民生", "停车位少", written]]
    )

    assert opinions(workbook, "openness") == [openness]
    assert opinions(workbook, "category") == ["民生"]


def test_a_yes_to_whether_an_opinion_is_signed_names_its_giver():
    workbook = read_rows([["意见建议", "来源群体", "是否署名"], ["停车位少", "教师", "是"]])

    assert opinions(workbook, "openness") == ["face_to_face"]


def test_answers_that_a_survey_skipped_or_that_only_praise_are_no_opinions():
    workbook = read_rows(
        [["来源群体", "意见建议"], ["学生", "（跳过）"], ["家长", "没有建议，挺好的"], ["教师", "没有建议，希望多开座谈会"]]
    )

    assert opinions(workbook, "text") == ["没有建议，希望多开座谈会"]
    assert codes(workbook).count("no_opinion_rows") == 1


def test_what_a_meeting_decided_is_a_task():
    workbook = read_rows([["会议名称", "议定事项", "承办单位", "办结时限", "办结否"], ["第3次校务会", "购置设备", "教务处", "4月", "办结"]])

    assert column(workbook, "task") == ["购置设备"]
    assert column(workbook, "status") == ["done"]


def test_letters_to_a_headmaster_are_opinions():
    workbook = read_rows(
        [
            ["信件编号", "来信日期", "来信人", "信件内容", "办理部门", "限办日期", "回复内容"],
            ["XZ001", "2014-03-02", "匿名", "饭菜涨价", "后勤处", "2014-03-09", "已下调"],
        ]
    )

    assert opinions(workbook, "text") == ["饭菜涨价"]
    assert opinions(workbook, "received") == ["2014-03-02"]
    assert opinions(workbook, "owner_unit") == ["后勤处"]
    assert opinions(workbook, "end") == ["2014-03-09"]
    assert opinions(workbook, "group") == [None]


def test_sheets_of_unions_and_villages_are_units_too():
    rows = [["序号", "工作内容", "完成时限"], [1, "甲事", "3月"]]
    workbook = read(*(sheet(rows, name=name) for name in ("工会", "一车间", "清水村")), year=2014)

    assert column(workbook, "owner_unit") == ["工会", "一车间", "清水村"]


LEDGER = ["序号", "问题", "整改措施", "整改状态", "是否销号"]


@pytest.mark.parametrize("closed", ["是", "√", "同意销号", "6月20日", "2014-06-20"])
def test_what_is_done_and_closed_by_its_own_column_is_closed_and_said_once(closed: str):
    workbook = read_rows(
        [LEDGER, [1, "会议多", "精简", "已完成", closed], [2, "停车难", "增设", "完成", closed], [3, "报销慢", "网报", "完成", "否"]]
    )

    assert opinions(workbook, "status") == ["closed", "closed", "done_unchecked"]
    assert cells(workbook, "closed_by_column") == ["E2"]


@pytest.mark.parametrize("header", ["销号", "销号状态", "销号与否", "整改销号", "验收销号", "整改销号状态"])
@pytest.mark.parametrize("state", ["完成情况", "整改状态", "办理状态"])
def test_a_column_of_closings_beside_the_states_closes_what_is_done(header: str, state: str):
    rows = [[1, "会议多", "精简", "已完成", "已销号"], [2, "停车难", "增设", "已完成", ""], [3, "报销慢", "网报", "进行中", ""]]
    workbook = read_rows([["序号", "问题", "整改措施", state, header], *rows])

    assert [name for _, _, name in workbook.tables[0].columns][3:] == ["status", "closed"]
    assert opinions(workbook, "status") == ["closed", "done_unchecked", "in_progress"]
    assert cells(workbook, "closed_by_column") == ["E2"]


def test_the_state_of_closing_alone_or_beside_prose_is_the_state():
    alone = [["序号", "问题", "整改措施", "销号状态"], [1, "会议多", "精简", "已销号"], [2, "停车难", "增设", "未销号"]]
    prose = ["整改情况", "已合并周例会和月度通报会，每月减少三次", "已与物业商定增设车位二十个，六月底前划线"]
    beside = [[*row[:3], each, row[3]] for row, each in zip(alone, prose, strict=True)]

    assert [opinions(read_rows(rows), "status") for rows in (alone, beside)] == [["closed", "in_progress"]] * 2


def test_a_bare_closing_without_any_state_beside_it_tells_it_and_that_is_said():
    workbook = read_rows([["序号", "问题", "整改措施", "销号"], [1, "会议多", "精简", "已销号"], [2, "停车难", "增设", "未销号"]])

    assert opinions(workbook, "status") == ["closed", "in_progress"]
    assert cells(workbook, "state_from_closed") == ["D2"]


def test_a_problem_that_is_open_by_its_state_stays_open_though_another_column_says_closed():
    workbook = read_rows([LEDGER, [1, "会议多", "精简", "整改中", "是"]])

    assert opinions(workbook, "status") == ["in_progress"]
    assert cells(workbook, "closed_against_status") == ["E2"]


@pytest.mark.parametrize("closed", ["否", "未销号", "6月20日"])
def test_a_problem_that_is_closed_by_its_state_alone_stays_closed_and_the_other_column_is_said(closed: str):
    workbook = read_rows(
        [["整改台账（截至2014年6月10日）"], LEDGER, [1, "会议多", "精简", "已销号", closed], [2, "停车难", "增设", "已销号", "6月1日"]]
    )

    assert opinions(workbook, "status") == ["closed", "closed"]
    assert cells(workbook, "closed_by_status_alone") == ["E3"]


@pytest.mark.parametrize("closed", ["", "见附件"])
def test_a_closing_that_is_not_told_contradicts_no_state(closed: str):
    assert codes(read_rows([LEDGER, [1, "会议多", "精简", "已销号", closed]])) == ["no_tasks", "words_kept_back"]


def test_a_day_of_closing_whose_year_nobody_knows_closes_nothing():
    settings = sheet([["名称", "值"], ["数据截止日期", date(2014, 6, 10)]], name="设置")
    workbook = read(sheet([LEDGER, [1, "会议多", "精简", "已完成", "6月1日"]]), settings)

    assert opinions(workbook, "status") == ["done_unchecked"]
    assert "closed_by_column" not in codes(workbook)


def test_a_day_of_closing_after_the_one_that_the_workbook_speaks_of_closes_nothing_yet():
    workbook = read_rows(
        [["整改台账（截至2014年6月10日）"], LEDGER, [1, "会议多", "精简", "已完成", "6月20日"], [2, "停车难", "增设", "完成", "6月1日"]]
    )

    assert opinions(workbook, "status") == ["done_unchecked", "closed"]


def test_a_total_may_count_a_problem_once_that_is_merged_over_its_measures():
    rows = [
        ["序号", "具体问题", "整改措施", "整改时限"],
        [1, "会议多", "精简会议", "3月"],
        ["", "", "合并会议", "4月"],
        ["合计", "1个问题", "", ""],
    ]
    workbook = read_rows(rows, merged=["A2:A3", "B2:B3"])

    assert "total_differs" not in codes(workbook)
    assert cells(workbook, "problems_over_rows") == ["B2"]


OVER_ROWS = [[1, "会议多", "精简会议", "3月"], ["", "", "合并会议", "4月"], [2, "停车难", "增设车位", "5月"]]


@pytest.mark.parametrize("header", ["反馈问题", "反馈意见", "反映问题", "意见建议", "存在问题"])
@pytest.mark.parametrize("merged", [["A3:A4", "B3:B4"], []])
def test_a_problem_over_several_measures_is_said_however_it_is_headed_merged_or_left_blank(header: str, merged: list[str]):
    workbook = read_rows([["整改台账"], ["序号", header, "整改措施", "整改时限"], *OVER_ROWS], merged=merged)

    assert len(workbook.feedback) == 3
    assert [dict(each.facts) for each in workbook.findings if each.code == "problems_over_rows"] == [{"problems": 1, "rows": 2}]
    assert cells(workbook, "problems_over_rows") == ["B3"]


@pytest.mark.parametrize("second", [[2, "", "合并会议", "4月"], ["", "文件多", "合并会议", "4月"], [2, "会议多", "合并会议", "4月"]])
def test_a_row_with_a_number_or_a_problem_of_its_own_continues_none(second: list[object]):
    workbook = read_rows(
        [["整改台账"], ["序号", "意见建议", "整改措施", "整改时限"], OVER_ROWS[0], second, [3, "停车难", "增设车位", "5月"]]
    )

    assert "problems_over_rows" not in codes(workbook)


def test_opinions_that_ask_for_no_measure_are_not_taken_for_a_ledger():
    rows = [
        ["序号", "意见建议", "群体", "征求方式"],
        [1, "会议多", "教师", "座谈会"],
        ["", "", "学生", "座谈会"],
        [2, "停车难", "教师", "问卷"],
    ]

    assert "problems_over_rows" not in codes(read_rows(rows, merged=["A2:A3", "B2:B3"]))


FORM = [
    ["任务名称", "数字档案室", "牵头部门", "办公室"],
    ["开始时间", "3月", "完成时间", "10月"],
    ["进展情况", "正在扫描", "", ""],
    ["完成进度", "45%", "状态", "进行中"],
]
TURNED = [["任务", "动员会", "自查"], ["责任部门", "办公室", "各科室"], ["完成时限", "3月", "4月"], ["完成情况", "已完成", "进行中"]]


@pytest.mark.parametrize("rows", [FORM, TURNED])
def test_a_form_or_a_table_on_its_side_is_refused_with_the_way_to_turn_it(rows: list[list[str]]):
    with pytest.raises(Refused) as refusal:
        read_rows(rows)

    assert refusal.value.code == "table_sideways"


def test_a_form_beside_a_plan_is_left_aside_and_said():
    plan = sheet([["任务", "完成时限"], ["开会", "3月"]], name="计划")
    workbook = read(plan, sheet(FORM, name="登记表"), year=2014)

    assert column(workbook, "task") == ["开会"]
    assert codes(workbook) == ["sheet_sideways"]


def test_a_sheet_that_tells_how_to_fill_in_the_columns_is_only_left_aside():
    plan = sheet([["任务", "完成时限"], ["开会", "3月"]], name="计划")
    told = sheet([["任务", "写清做什么"], ["责任部门", "写一个部门"], ["完成时限", "写到旬"], ["状态", "五选一"]], name="填写方法")

    assert codes(read(plan, told, year=2014)) == ["sheet_ignored"]


def test_tasks_that_are_called_like_headings_are_tasks():
    workbook = read_rows([["工作内容", "完成时限"], ["工作计划", "3月"], ["工作总结", "4月"], ["责任分工", "5月"], ["印发通知", "6月"]])

    assert len(column(workbook, "task")) == 4


def test_an_upper_line_of_an_outline_with_nothing_but_its_name_is_the_phase_of_its_parts():
    workbook = read_rows(
        [
            ["编号", "任务", "负责人", "完成时限", "状态"],
            ["1", "动员部署", "", "", ""],
            ["1.1", "印发通知", "王", "3月", "完成"],
            ["1.2", "召开会议", "李", "4月", "未开始"],
        ]
    )

    assert column(workbook, "task") == ["印发通知", "召开会议"]
    assert column(workbook, "phase") == ["动员部署", "动员部署"]


def test_an_upper_line_with_days_of_its_own_stays_a_task_and_is_said_to_count_beside_its_parts():
    workbook = read_rows(
        [
            ["序号", "任务", "负责人", "完成时限"],
            ["1", "动员部署", "王", "4月"],
            ["1.1", "印发通知", "王", "3月"],
            ["1.2", "召开会议", "李", "4月"],
        ]
    )

    assert len(column(workbook, "task")) == 3
    assert [(one.cell, dict(one.facts)) for one in workbook.findings if one.code == "summary_rows"] == [("B2", {"count": 1, "parts": 2})]


def test_what_is_unsure_about_marked_months_is_said_at_the_first_mark():
    months = [f"{month}月" for month in range(1, 7)]
    workbook = read_rows([["序号", "工作内容", *months], [1, "检查", "", "√", "", "", "√", ""]])

    assert cells(workbook, "deadline.parts") == ["D2"]


def test_a_number_read_as_a_day_is_said_at_its_own_cell():
    workbook = read_rows([["任务", "开始日期", "结束日期", "状态"], ["摸底", 46100, 46120, "进行中"]], year=2026)

    assert cells(workbook, "deadline.read_as_serial") == ["B2", "C2"]


def test_an_error_in_a_deadline_is_one_finding():
    workbook = read_rows([["截至2014年6月1日"], ["任务", "完成时限"], ["开会", ErrorValue("#REF!")], ["检查", "3月"]])

    assert codes(workbook) == ["error_cell"]


def test_a_formula_without_its_value_is_no_missing_deadline_beside():
    rows = [["任务", "完成时限"], ["开会", ""], *[[f"检查{number}", "3月"] for number in range(4)]]

    assert codes(read(sheet(rows, uncached=frozenset({(2, 2)})), year=2014)) == ["formula_uncached"]


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("☑已完成 □未完成", "done"),
        ("□已完成 ☑未完成", "in_progress"),
        ("是□ 否☑", "not_started"),
        ("■是 □否", "done"),
        ("常态化开展", "in_progress"),
        ("☑ 已挂牌", "done"),
        ("√ 还差两项", "not_reported"),
    ],
)
def test_the_ticked_box_of_a_form_is_the_state(written: str, state: str):
    workbook = read_rows([["任务", "完成时限", "是否完成"], ["开会", "3月", written]])

    assert column(workbook, "status") == [state]


def test_two_ticked_boxes_say_no_state():
    workbook = read_rows([["任务", "完成时限", "是否完成"], ["开会", "3月", "☑已完成 ☑未完成"]])

    assert column(workbook, "status") == ["not_reported"]
    assert cells(workbook, "status_unknown") == ["C2"]


def test_a_column_of_progress_in_words_that_mostly_ticks_is_the_state():
    states = ["完成√", "✓", "×", "正在招标", "常态化开展", "已完成"]
    workbook = read_rows([["具体任务", "时间节点", "落实情况"], *[[f"任务{place}", "3月", state] for place, state in enumerate(states)]])

    assert column(workbook, "status") == ["done", "done", "not_started", "in_progress", "in_progress", "done"]


def test_what_a_column_is_does_not_hang_on_the_table_below_it():
    workbook = read_rows(
        [
            ["本周工作完成情况"],
            ["序号", "工作内容", "完成情况"],
            [1, "机房巡检", "完成"],
            [2, "网站改版", "80%"],
            ["下周工作计划"],
            ["序号", "工作内容", "完成时间"],
            [1, "等保测评", "5月27日"],
            [2, "邮箱迁移", "5月29日"],
        ]
    )

    assert column(workbook, "status") == ["done", "in_progress", "not_reported", "not_reported"]


@pytest.mark.parametrize("reference", ["同Y1", "见第Y1条", "与Y1相同", "已合并到Y1", "重复，见Y1"])
def test_an_opinion_that_only_names_another_is_merged_into_it_and_said_once(reference: str):
    workbook = read_rows(
        [["编号", "意见来源", "意见内容"], ["Y1", "座谈会", "深入基层不够"], ["Y2", "意见箱", reference], ["Y3", "走访", "停车难"]]
    )

    assert opinions(workbook, "merged_into") == [None, "Y1", None]
    assert cells(workbook, "merged_by_text") == ["C3"]


def test_a_plain_number_names_the_row_that_bears_it():
    workbook = read_rows([["序号", "征集方式", "意见建议"], [1, "座谈会", "停车难"], [2, "意见箱", "见第1条"]])

    assert opinions(workbook, "merged_into") == [None, "1"]


def test_a_reference_to_nobody_counts_by_itself_and_is_said():
    workbook = read_rows([["编号", "意见来源", "意见内容"], ["Y1", "座谈会", "停车难"], ["Y2", "意见箱", "同Y9"], ["Y3", "意见箱", "同Y3"]])

    assert opinions(workbook, "merged_into") == [None, None, None]
    assert cells(workbook, "merged_unresolved") == ["C3", "C4"]


def test_a_text_that_goes_on_after_its_reference_is_an_opinion():
    workbook = read_rows([["编号", "意见来源", "意见内容"], ["Y1", "座谈会", "停车难"], ["Y2", "意见箱", "同Y1，另外食堂拥挤"]])

    assert opinions(workbook, "merged_into") == [None, None]
    assert "merged_unresolved" not in codes(workbook)


def test_many_unknown_headers_are_said_once():
    extra = [f"扩展字段{number}" for number in range(16)]
    workbook = read_rows([["任务", "完成时限", *extra], ["开会", "3月", *["值"] * 16]])

    assert codes(workbook) == ["headers_unknown"]
    assert cells(workbook, "headers_unknown") == ["C1"]


def test_a_day_far_from_all_others_is_no_edge_of_the_span_that_it_lies_outside():
    workbook = read_rows(
        [["任务", "完成时限"], ["甲", "2010年3月5日"], *[[f"任务{number}", f"{1 + number}月"] for number in range(11)]], year=2014
    )

    facts = [dict(one.facts) for one in workbook.findings if one.code == "deadline_outside_campaign"]
    assert facts == [{"first": "2014-01-31", "last": "2014-11-30"}]


def test_the_header_of_a_settings_sheet_is_no_line_of_it():
    settings = sheet([["设置项", "内容"], ["活动名称", "质量年"], ["年份", 2014]], name="设置")
    workbook = read(sheet([["任务", "完成时限"], ["开会", "3月"]], name="计划"), settings)

    assert [table.rows_read for table in workbook.tables] == [1, 2]


LETTER = [["第三人民医院文件"], ["三院发〔2025〕17号"]]
PLAN = [["序号", "具体任务", "完成时限"], [1, "分时段预约", "3月"]]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ([*LETTER, ["关于印发《改善就医感受任务清单》的通知"], ["各科室："]], "改善就医感受任务清单"),
        ([*LETTER, ["2025年重点任务清单"]], "2025年重点任务清单"),
        (LETTER, "plan"),
    ],
)
def test_beneath_a_letterhead_the_title_is_what_was_issued(above: list[list[str]], title: str):
    assert read_rows([*above, *PLAN], year=None).title == title
    assert read_rows([*above, *PLAN], year=None).year == 2025


def test_tasks_that_are_struck_through_are_read_and_said():
    rows = [["序号", "工作内容", "完成时限"], [1, "开会", "3月"], [2, "培训", "4月"]]
    workbook = read(sheet(rows, struck=frozenset({(3, 2), (2, 3)})), year=2014)

    assert column(workbook, "task") == ["开会", "培训"]
    assert cells(workbook, "struck_rows") == ["B3"]


def test_a_day_written_in_three_columns_is_one_day():
    workbook = read_rows(
        [
            ["事项", "责任处室", "计划完成时间", "", "", "实际完成时间", "", "", "完成与否"],
            ["", "", "年", "月", "日", "年", "月", "日", ""],
            ["调研", "政研室", 2026, 3, 15, 2026, 3, 12, "是"],
            ["审议", "办公室", "2026年", "6月", "", "", "", "", "否"],
            ["定稿", "办公室", "", "", "", "", "", "", "否"],
        ],
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:H1", "I1:I2"],
        year=None,
    )

    assert column(workbook, "end") == ["2026-03-15", "2026-06-30", None]
    assert column(workbook, "actual_done") == ["2026-03-12", None, None]
    assert column(workbook, "status") == ["done", "in_progress", "in_progress"]
    assert cells(workbook, "no_read_as_unfinished") == ["I4"]
    assert "header_unknown" not in codes(workbook)


def test_the_day_in_a_title_s_brackets_is_no_part_of_the_name():
    workbook = read_rows([["作风建设台账（截至2014年6月10日）"], ["任务", "完成时限"], ["开会", "3月"]], year=None)

    assert workbook.title == "作风建设台账"
    assert workbook.as_of == date(2014, 6, 10)


def test_what_parents_wrote_and_what_became_of_it_are_opinions():
    workbook = read_rows(
        [["班级", "意见", "老师回复", "处理结果"], ["一（1）班", "作业多", "已调整", "已解决"], ["二（2）班", "无", "", ""]]
    )

    assert opinions(workbook, "text") == ["作业多"]
    assert opinions(workbook, "status") == ["done_unchecked"]
    assert opinions(workbook, "group") == [None]


def test_what_was_said_in_talks_is_an_opinion_and_who_talked_stays_unread():
    workbook = read_rows([["时间", "谈话人", "谈话对象", "谈话方式", "提出的意见建议"], ["2014-3-1", "书记", "甲", "个别谈话", "多下基层"]])

    assert opinions(workbook, "text") == ["多下基层"]
    assert opinions(workbook, "channel") == ["个别谈话"]
    assert {"谈话人", "谈话对象"} <= {one.header for one in workbook.unread}


def test_a_task_whose_formula_has_no_value_is_one_finding():
    rows = [["任务", "完成时限", "办理单位", "包片领导"], ["", "3月", "一科", "甲"], ["检查", "3月", "二科", "乙"]]
    workbook = read(sheet(rows, uncached=frozenset({(2, 1)})), year=2014)

    assert codes(workbook) == ["formula_uncached"]
    assert column(workbook, "owner_unit") == ["一科", "二科"]
    assert column(workbook, "lead") == ["甲", "乙"]


def test_a_list_of_rules_to_make_and_to_end_holds_no_tasks():
    workbook = read_rows(
        [
            ["序号", "制度名称", "类别", "责任部门", "完成时间", "备注"],
            [1, "会议制度", "修订", "办公室", "6月", ""],
            [2, "考勤办法", "废止", "人事处", "5月", ""],
        ]
    )

    assert workbook.tasks.empty
    assert _plain(workbook.rules["name"]) == ["会议制度", "考勤办法"]
    assert _plain(workbook.rules["action"]) == ["修订", "废止"]


def test_short_dates_whose_last_figures_differ_begin_with_their_year_where_nothing_names_it():
    rows = [["项目", "启动日", "截止日"], ["方案", "14-3-1", "14-3-15"], ["排查", "14-3-16", "14-4-10"], ["整治", "14-4-1", "14-6-30"]]
    workbook = read_rows(rows, year=None)

    assert workbook.year == 2014
    assert column(workbook, "end") == ["2014-03-15", "2014-04-10", "2014-06-30"]
    assert set(cells(workbook, "deadline.short_date")) == {"C2", "C3", "C4"}


def test_short_dates_whose_first_figures_differ_end_with_their_year():
    rows = [["项目", "启动日", "截止日"], ["甲", "25-12-14", "28-12-14"], ["乙", "04-06-14", "10-06-14"]]

    assert column(read_rows(rows, year=None), "end") == ["2014-12-28", "2014-06-10"]


@pytest.mark.parametrize(
    ("title", "third", "year"),
    [
        ("2013-2014年工作计划", "2014年5月", 2014),
        ("2013-2014年工作计划", "2013年11月", 2013),
        ("Work plan 2013–14", "2014年5月", 2014),
    ],
)
def test_a_title_of_several_years_is_read_by_the_dates_inside_and_said(title: str, third: str, year: int):
    workbook = read_rows([[title], ["任务", "完成时限"], ["甲", "6月"], ["乙", "2014年9月"], ["丙", third]], year=None)

    assert column(workbook, "end")[0] == f"{year}-06-30"
    assert "year_of_several" in codes(workbook)


def test_the_year_that_is_given_settles_a_title_of_several():
    workbook = read_rows([["2013-2014年工作计划"], ["任务", "完成时限"], ["甲", "6月"]], year=2014)

    assert column(workbook, "end") == ["2014-06-30"]
    assert codes(workbook) == []


def test_those_who_came_in_a_year_name_no_year_of_a_plan():
    workbook = read_rows([["2013级新生军训计划（2014年）"], ["任务", "完成时限"], ["甲", "6月"]], year=None)

    assert column(workbook, "end") == ["2014-06-30"]


def test_a_state_in_two_languages_is_one_state():
    rows = [
        ["Task 任务", "Due 截止", "% Done", "Status 状态"],
        ["Survey", "6月", 0.5, "WIP 进行中"],
        ["Report", "7月", None, "On hold 暂缓"],
    ]

    assert column(read_rows(rows), "status") == ["in_progress", "paused"]


def test_what_holds_now_is_headed_as_what_holds():
    rows = [
        ["问题", "整改措施", "整改期限", "目前整改情况"],
        ["会议多", "合并", "6月", "已整改到位"],
        ["慢", "三日答复", "7月", "正在整改"],
    ]

    assert opinions(read_rows(rows), "status") == ["done_unchecked", "in_progress"]


def test_a_phase_of_founding_and_an_asked_for_day_are_read():
    rows = [["创建阶段", "工作内容", "责任部门", "完成日期要求"], ["启动", "方案", "教务处", "6月"], ["验收", "归档", "德育处", "7月"]]
    workbook = read_rows(rows)

    assert column(workbook, "phase") == ["启动", "验收"]
    assert column(workbook, "end") == ["2014-06-30", "2014-07-31"]


@pytest.mark.parametrize("written", ["筹\n备\n阶\n段", "筹备\n阶段", "筹 备 阶 段", "筹\r\n备\r\n阶段"])
def test_a_phase_that_stands_upright_in_its_narrow_cell_is_the_one_written_across(written: str):
    rows = [["阶段", "序号", "任务", "完成时限"], [written, 1, "印发方案", "3月"], ["筹备阶段", 2, "成立小组", "3月"]]

    assert read_rows(rows).tasks["phase"].tolist() == ["筹备阶段", "筹备阶段"]


def test_names_beneath_each_other_that_may_be_several_stay_as_written():
    rows = [
        ["阶段", "任务", "责任部门", "完成时限"],
        ["学习教育\n听取意见", "集中学习", "教务\n总务", "3月"],
        ["总结", "总结", "教\n务\n处", "4月"],
    ]
    tasks = read_rows(rows).tasks

    assert tasks["phase"].tolist() == ["学习教育\n听取意见", "总结"]
    assert tasks["owner_unit"].tolist() == ["教务\n总务", "教务处"]
