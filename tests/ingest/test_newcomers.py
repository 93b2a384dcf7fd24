"""What the workbooks of an office that sees the board for the first time hold, and what it is told of them."""

from typing import Any

import pytest

from lib.errors import Refused
from lib.ingest.model import RawSheet, Workbook
from lib.schema import SheetRole
from tests.ingest.raw import cells, codes, read, read_rows, sheet


def column(workbook: Workbook, name: str) -> list[Any]:
    return [None if value != value else value for value in workbook.tasks[name].tolist()]


def test_a_row_of_works_is_called_by_its_name_and_not_by_what_it_is_made_of():
    head = ["序号", "项目名称", "建设内容", "责任单位", "开工时间", "竣工时间"]
    workbook = read_rows(
        [head, [1, "教学楼", "新建4层框架结构", "教育办", "3月", "10月底"], [2, "东风路", "路面硬化1.8公里", "城建办", "4月10日", "8月"]]
    )

    assert column(workbook, "task") == ["教学楼", "东风路"]
    assert [end.isoformat() for end in workbook.tasks["end"].dt.date] == ["2014-10-31", "2014-08-31"]


def test_neighbours_that_no_column_is_called_are_said_once():
    head = ["序号", "问题", "整改措施", "整改时限", "东校区", "西校区", "南校区", "北校区"]
    workbook = read_rows([head, [1, "通道堵塞", "清理", "4月底", "已清理", "正在清理", "无此问题", "未清理"]])

    assert cells(workbook, "headers_unknown") == ["E1"]
    assert "header_unknown" not in codes(workbook)


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ((sheet([]), sheet([], name="表2")), "no_content"),
        ((sheet([]), sheet([["工作内容", "完成时限"], ["开会", "3月"]], name="台账", hidden=True)), "all_hidden"),
    ],
)
def test_a_workbook_without_anything_to_see_is_refused_by_what_it_lacks(sheets: tuple[RawSheet, ...], code: str):
    with pytest.raises(Refused) as refusal:
        read(*sheets)

    assert refusal.value.code == code


@pytest.mark.parametrize("place", [(2, 3), (2, 4)])
def test_a_deadline_or_a_state_that_is_struck_through_is_said(place: tuple[int, int]):
    rows: list[list[Any]] = [["序号", "工作内容", "完成时限", "状态"], [1, "开会", "3月", "未启动"]]
    workbook = read(sheet(rows, struck=frozenset({place})), year=2014)

    assert codes(workbook) == ["struck_cells"]
    assert column(workbook, "status") == ["not_started"]


def test_a_header_with_a_label_before_it_is_read_by_what_stands_behind():
    head = ["科室", "计划（P）：存在问题", "原因分析", "执行（D）：改进措施", "责任人", "完成时间", "检查（C）：效果评价"]
    workbook = read_rows([head, ["内一科", "手卫生依从率低", "培训不足", "全员培训", "甲", "4月15日", "升至88%"]])

    assert workbook.tables[0].role is SheetRole.RECTIFICATION
    assert [name for _, _, name in workbook.tables[0].columns] == ["owner_unit", "issue", "cause", "measure", "owner", "due_text", "result"]


def test_states_under_a_header_that_nobody_knows_are_the_status_and_that_is_said():
    rows = [
        ["任务", "时间", "负责人", "到哪一步"],
        ["修订标准", "3月", "甲", "已完成"],
        ["期中考试", "4月", "乙", "进行中"],
        ["动员", "5月", "丙", ""],
    ]
    workbook = read_rows(rows)

    assert column(workbook, "status") == ["done", "in_progress", "not_reported"]
    assert cells(workbook, "status_by_cells") == ["D1"]


def test_yes_and_no_under_a_header_that_nobody_knows_are_no_status():
    rows = [
        ["任务", "时间", "负责人", "需上会"],
        ["修订标准", "3月", "甲", "是"],
        ["期中考试", "4月", "乙", "否"],
        ["动员", "5月", "丙", "是"],
    ]

    assert "status_by_cells" not in codes(read_rows(rows))


@pytest.mark.parametrize("header", ["办结情况", "办结状态", "督办状态", "督办情况", "销号情况"])
@pytest.mark.parametrize(("other", "cell"), [("办理进展", "报告正在汇总"), ("办结时间", "5月20日")])
def test_states_beside_the_notes_or_the_day_of_what_was_done_are_the_status_and_that_is_said(header: str, other: str, cell: str):
    rows = [["核查房源", "5月", cell, "已办结"], ["电梯故障", "5月9日", "", "未办结"], ["汛前排查", "6月6日", "", "办理中"]]
    workbook = read_rows([["督办事项", "办结时限", other, header], *rows])

    assert column(workbook, "status") == ["done", "in_progress", "in_progress"]
    assert cells(workbook, "status_by_cells") == ["D1"]


def test_a_second_column_of_notes_that_holds_states_alone_is_the_status_and_that_is_said():
    rows = [["核查房源", "5月", "已上报", "已办结"], ["电梯故障", "5月9日", "等业委会表决", "未办结"]]
    workbook = read_rows([["督办事项", "办结时限", "办理进展", "落实结果"], *rows])

    assert column(workbook, "status") == ["done", "in_progress"]
    assert column(workbook, "progress_note") == ["已上报", "等业委会表决"]
    assert cells(workbook, "status_by_cells") == ["D1"]


@pytest.mark.parametrize(
    ("header", "told"),
    [("是否按期办结", ["是", "否", "是"]), ("需上会", ["是", "否", "否"]), ("办结情况", ["已办结", "已报送区政府", "等业委会表决"])],
)
def test_yes_and_no_and_prose_beside_the_day_of_what_was_done_are_no_status(header: str, told: list[str]):
    rows = [[task, "5月", "5月20日", each] for task, each in zip(["核查房源", "电梯故障", "汛前排查"], told, strict=True)]

    assert "status_by_cells" not in codes(read_rows([["督办事项", "办结时限", "办结时间", header], *rows]))


def test_a_column_merged_over_the_tasks_is_their_phase_and_that_is_said():
    rows = [
        ["工作目标", "具体任务", "牵头单位", "完成时限"],
        ["规范审批", "公布清单", "法制办", "3月"],
        ["", "压缩时限", "政务办", "6月"],
        ["加强监督", "案卷评查", "法制办", "9月"],
    ]
    workbook = read_rows(rows, merged=["A2:A3"])

    assert column(workbook, "phase") == ["规范审批", "规范审批", "加强监督"]
    assert cells(workbook, "phase_by_merges") == ["A1"]


def test_a_header_that_names_several_columns_in_one_is_said_to_be_split():
    rows = [["任务", "牵头领导、责任科室及配合单位", "完成时限"], ["门诊楼改造", "王；规财科；建设局", "3月"]]

    assert cells(read_rows(rows), "header_of_several") == ["B1"]


def test_a_second_column_of_opinions_is_said_with_how_many_it_holds():
    head = ["序号", "身份", "意见", "建议"]
    workbook = read_rows([head, [1, "教师", "多听课", "停车难"], [2, "学生", "无", "热水时间短"], [3, "家长", "公开收费", "无"]])

    [found] = [finding for finding in workbook.findings if finding.code == "more_opinions"]
    assert (found.cell, dict(found.facts)["count"]) == ("D1", 2)
    assert "header_unknown" not in codes(workbook)


def test_opinions_of_those_who_speak_on_each_of_two_are_opinions_of_both():
    head = ["对象", "对班子的意见建议", "对班子成员的意见建议", "来源"]
    workbook = read_rows([head, ["社区干部", "深入基层少", "无", "座谈会"], ["企业", "流程再简化", "急躁", "问卷"]])

    assert workbook.feedback["text"].tolist() == ["深入基层少", "流程再简化", "急躁"]
    assert workbook.feedback["group"].tolist() == ["社区干部", "企业", "企业"]
    assert workbook.feedback["target"].tolist() == ["leading_group", "leading_group", "person"]
    assert (cells(workbook, "answers_apart"), cells(workbook, "group_by_cells")) == (["B1"], ["A1"])


def test_a_list_of_problems_that_names_who_answers_for_them_is_read():
    head = ["序号", "问题类型", "具体问题", "责任领导", "责任处室"]

    assert read_rows([head, [1, "形式主义", "文山会海", "甲", "办公室"]]).feedback["issue"].tolist() == ["文山会海"]


def test_coloured_cells_under_parts_of_months_are_the_deadline_and_that_is_said():
    rows = [
        ["序号", "工作内容", "责任人", "3月", "", "", "4月", "", ""],
        ["", "", "", *["上旬", "中旬", "下旬"] * 2],
        [1, "设计", "甲"],
        [2, "施工", "乙"],
    ]
    green = {(3, 4): "绿", (3, 5): "绿", (4, 6): "绿", (4, 7): "绿", (4, 8): "绿"}
    grid = [[*row, *[""] * (9 - len(row))] for row in rows]
    workbook = read(sheet(grid, merged=["D1:F1", "G1:I1"], filled=green), year=2014)

    assert workbook.tasks["end"].dt.date.map(str).tolist() == ["2014-03-20", "2014-04-20"]
    assert cells(workbook, "due_from_bars") == ["D2"]


def test_rows_of_a_marked_calendar_that_are_only_coloured_have_the_deadline_of_their_colour_and_it_is_said():
    rows = [
        ["工作内容", "责任人", "3月", "4月", "5月"],
        ["设计", "甲", "■", "", ""],
        ["施工", "乙", "", "", ""],
        ["验收", "丙", "", "", "★"],
    ]
    coloured = {(2, 5): "绿", (3, 4): "绿"}
    workbook = read(sheet(rows, filled=coloured), year=2014)

    assert workbook.tasks["end"].dt.date.map(str).tolist() == ["2014-03-31", "2014-04-30", "2014-05-31"]
    assert {"due_from_calendar", "due_from_bars_too"} <= set(codes(workbook))


def test_stripes_and_weekends_in_a_calendar_are_no_deadline():
    rows = [["工作内容", "责任人", "3月", "4月", "5月"], ["设计", "甲", "", "", ""], ["施工", "乙", "", "", ""], ["验收", "丙", "", "", ""]]
    stripes = {(3, x): "灰" for x in range(1, 6)}
    weekends = {(y, 4): "灰" for y in range(2, 5)}

    for filled in (stripes, weekends):
        assert "due_from_bars" not in codes(read(sheet(rows, filled=filled), year=2014))


def test_names_of_months_leave_no_half_a_word_in_the_title_of_all():
    head = ["周次", "工作内容", "完成情况", "责任人"]
    sheets = [sheet([[f"{name}份重点工作周报"], head, ["3.3", "起草", "完成", "甲"]], name=name) for name in ("3月", "4月")]

    assert read(*sheets).title == "重点工作周报"


def test_the_last_news_of_each_month_or_quarter_is_the_state_or_the_note_and_prose_is_said():
    head = ["序号", "重点工作", "完成时限", "一季度进展", "二季度进展", "三季度进展"]
    rows = [
        [1, "招生", "6月", "已发简章", "已完成", ""],
        [2, "基建", "7月", "立项", "施工中", ""],
        [3, "职称", "8月", "等待批复名额", "", ""],
    ]
    workbook = read_rows([head, *rows])

    assert workbook.tasks["status"].tolist() == ["done", "in_progress", "not_reported"]
    assert workbook.tasks["progress_note"].fillna("").tolist() == ["", "", "等待批复名额"]
    assert (cells(workbook, "news_by_period"), cells(workbook, "note_tells_no_state")) == (["D1"], ["D4"])
    assert workbook.unread == ()


def test_months_beneath_a_group_of_progress_are_news_and_quarters_of_goals_are_none():
    head = [["任务", "完成时限", "进展情况", ""], ["", "", "3月", "4月"]]
    news = read_rows([*head, ["招生", "6月", "启动", "收尾"]], merged=["A1:A2", "B1:B2", "C1:D1"])
    goals = read_rows([["任务", "完成时限", "一季度目标", "二季度目标"], ["招生", "6月", "发简章", "录取"]])

    assert news.tasks["status"].tolist() == ["in_progress"]
    assert goals.tasks["progress_note"].isna().all()
    assert "news_by_period" not in codes(goals)


def test_what_was_done_in_each_month_is_said_once_and_the_deadline_stays():
    head = ["重点任务", "完成时限", "3月进展", "4月进展", "5月进展", "当前状态"]
    workbook = read_rows([head, ["换届选举", "6月底前", "筹备中", "已报批", "已选举", "完成"]])

    assert codes(workbook) == ["news_by_period"]
    assert workbook.tasks[["status", "progress_note"]].to_numpy().tolist() == [["done", "已选举"]]
    assert workbook.tasks["end"].dt.date.map(str).tolist() == ["2014-06-30"]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (["隐患部位", "隐患描述", "整改责任人", "整改期限", "验收人"], ["", "issue", "owner", "due_text", "checked_by"]),
        (["編號", "審計發現", "跟進措施", "負責部門", "跟進狀況"], ["feedback_id", "issue", "measure", "owner_unit", "status"]),
        (["信件编号", "来信时间", "反映内容", "转办部门", "办结期限"], ["feedback_id", "received", "text", "owner_unit", "due_text"]),
    ],
)
def test_ledgers_of_dangers_audits_and_letters_are_read(head: list[str], names: list[str]):
    rows = [head, ["1", "甲处损坏严重", "修理", "4月10日", "丁"], ["2", "乙处记录不全", "补记", "5月", "丁"]]
    rows = [head, *([line[0], "2014-3-1" if names[1] == "received" else line[1], *line[2:]] for line in rows[1:])]

    assert [name for _, _, name in read_rows(rows).tables[0].columns] == names


def test_a_backward_plan_of_clauses_is_a_plan():
    head = ["条款号", "评审条款", "主责科室", "整改举措", "倒排时间", "进度%"]
    workbook = read_rows(
        [head, ["1.1.1", "急诊绿色通道", "急诊科", "完善流程", "5月30日", 80], ["1.1.2", "病历质控", "质控科", "", "6月15日", 30]]
    )

    assert column(workbook, "task") == ["急诊绿色通道", "病历质控"]
    assert "task_missing" not in codes(workbook)


def test_a_start_and_an_end_below_one_time_are_a_span():
    rows = [
        ["项目", "时间安排", "", "牵头科室"],
        ["", "启动", "完成", ""],
        ["健康讲座", "1月10日", "6月30日", "保健科"],
        ["招聘", "", "年底前", "人事科"],
    ]
    workbook = read_rows(rows, merged=("A1:A2", "B1:C1", "D1:D2"))

    assert [end.isoformat() for end in workbook.tasks["due"].dt.date] == ["2014-06-30", "2014-12-31"]
    assert [name for _, _, name in workbook.tables[0].columns] == ["task", "plan_start", "due_text", "owner_unit"]


def test_a_bare_unit_beside_opinions_is_whose_they_are_and_beside_measures_whose_duty():
    spoken = read_rows([["单位", "座谈时间", "意见建议"], ["后勤集团", "3月18日", "宿舍维修慢"], ["学生会", "3月19日", "增加自习室"]])
    registered = read_rows([["日期", "姓名", "科室", "意见内容", "办理结果"], ["5月4日", "甲", "内科", "夜班补贴偏低", "已答复"]])
    duty = read_rows([["意见建议", "单位", "整改措施", "时限"], ["宿舍维修慢", "后勤集团", "增加人手", "5月"]])
    handled = read_rows([["日期", "意见建议", "部门", "办理情况"], ["5月4日", "宿舍维修慢", "后勤集团", "正在安排人手去修"]])

    assert list(spoken.feedback["group"]) == ["后勤集团", "学生会"]
    assert list(registered.feedback["group"]) == ["内科"]
    assert spoken.feedback["owner_unit"].isna().all()
    assert registered.feedback["owner_unit"].isna().all()
    assert [cells(each, "unit_of_who_spoke") for each in (spoken, registered)] == [["A1"], ["C1"]]
    assert list(duty.feedback["owner_unit"]) == list(handled.feedback["owner_unit"]) == ["后勤集团"]
    assert "unit_of_who_spoke" not in codes(duty)


def test_a_planned_end_beside_a_deadline_says_what_is_unsure_about_it():
    head = ["序号", "工作内容", "完成时限", "结束日期"]
    workbook = read_rows(
        [head, [1, "健康讲座", "6月30日", "四季"], [2, "流感防控", "9月20日", "9月20日始，3月1日止"], [3, "总结", "12月", "12月5日"]]
    )

    assert [name for _, _, name in workbook.tables[0].columns][2:] == ["due_text", "plan_due"]
    assert [end.isoformat() for end in workbook.tasks["due"].dt.date] == ["2014-06-30", "2015-03-01", "2014-12-05"]
    assert cells(workbook, "deadline_undetermined") == ["D2"]
    assert cells(workbook, "deadline.crosses_year") == ["D3"]


def test_what_points_were_taken_off_for_is_a_problem_and_its_average_is_none():
    head = ["序号", "检查项目", "扣分原因", "扣分", "责任部门", "整改要求", "整改时限", "整改结果"]
    rows = [
        [1, "消防通道", "堆放杂物", 2, "总务处", "立即清理", "3月20日", "已整改"],
        [2, "实验室", "药品未登记", 3, "教务处", "补登记", "3月25日", "整改中"],
        [3, "门卫", "无", "", "保卫处", "", "", ""],
    ]
    workbook = read_rows([head, *rows, ["", "平均", "", 2.5, "", "", "", ""]])

    assert list(workbook.feedback["issue"]) == ["堆放杂物", "药品未登记"]
    assert list(workbook.feedback["status"]) == ["done_unchecked", "in_progress"]
    assert [name for _, _, name in workbook.tables[0].columns if name] == [
        "feedback_id",
        "issue",
        "owner_unit",
        "goal",
        "due_text",
        "status",
    ]
    assert workbook.tasks.empty
    assert [(aside.row, aside.reason) for aside in workbook.tables[0].set_aside] == [(4, "no_opinion"), (5, "total")]


@pytest.mark.parametrize(("signs", "line", "said"), [("√○×", "", ["C3"]), ("√○×", "注：○为整改中", []), ("●○◐", "", [])])
def test_a_circle_among_ticks_that_no_line_explains_is_said(signs: str, line: str, said: list[str]):
    rows = [
        [number, problem, sign] for number, (problem, sign) in enumerate(zip(("通道堆物", "药品未登记", "留样不全"), signs, strict=True), 1)
    ]
    workbook = read_rows([["序号", "存在问题", "是否整改到位"], *rows, [line]])

    assert workbook.feedback["status"].iloc[1] == ("in_progress" if line else "open")
    assert cells(workbook, "problem_circle_among_ticks") == said
