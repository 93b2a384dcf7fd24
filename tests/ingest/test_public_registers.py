"""Registers as schools and public offices keep them: proposals, hazards, construction nodes, lists of evidence."""

from datetime import datetime

from lib.ingest.states import read_state
from tests.ingest.raw import cells, codes, read_rows


def test_plan_and_actual_rows_of_a_list_of_nodes_are_one_task_each() -> None:
    head = ["序号", "节点名称", "责任单位", "计划/实际", "开始时间", "完成时间", "备注"]
    rows = [
        [1, "初步设计批复", "设计院", "计划", datetime(2014, 1, 6), datetime(2014, 2, 20), ""],
        ["", "", "", "实际", datetime(2014, 1, 8), datetime(2014, 2, 26), ""],
        [2, "主体结构", "施工单位", "计划", datetime(2014, 5, 11), datetime(2014, 5, 31), ""],
        ["", "", "", "实际", datetime(2014, 5, 9), "", ""],
        [3, "竣工验收", "基建处", "计划", datetime(2014, 8, 11), datetime(2014, 8, 25), ""],
        ["", "", "", "实际", "", "", ""],
    ]
    for name in ("节点名称", "竣工单项"):  # known, and a header that nothing knows
        workbook = read_rows([[*head[:1], name, *head[2:]], *rows], merged=[f"{x}{y}:{x}{y + 1}" for x in "ABC" for y in (2, 4, 6)])
        assert list(workbook.tasks.task) == ["初步设计批复", "主体结构", "竣工验收"]
        assert list(workbook.tasks.status) == ["done", "in_progress", "not_reported"]
        assert "status_from_days" in codes(workbook)
        assert "header_unknown" not in codes(workbook)


def test_a_row_of_signatures_is_no_problem() -> None:
    workbook = read_rows(
        [
            ["序号", "隐患内容", "整改措施", "整改期限", "是否整改"],
            [1, "应急灯损坏", "更换", "3月10日", "已整改"],
            [2, "围墙开裂", "检测", "5月底", "整改中"],
            ["合计", "2处", "", "", ""],
            ["本月共排查隐患2处，已整改1处。", "", "", "", ""],
            ["校长签字：", "分管领导签字：", "", "填表人：", "日期："],
        ]
    )
    assert list(workbook.feedback.issue) == ["应急灯损坏", "围墙开裂"]
    assert workbook.feedback.category.isna().all()


def test_a_proposal_is_known_by_its_subject() -> None:
    workbook = read_rows(
        [
            ["提案号", "提案类别", "案由", "建议内容", "代表团", "主办部门", "办理类别", "答复时间", "提案人满意度"],
            ["01", "后勤", "关于改善食堂的提案", "增加品种", "数学组", "总务处", "A", "4月10日", "满意"],
            ["02", "后勤", "关于增设车位", "", "理化组", "总务处", "B", "4月22日", ""],
            ["注：A类为已解决或采纳的；B类为正在解决的。", "", "", "", "", "", "", "", ""],
        ]
    )
    assert len(workbook.feedback) == 2
    assert list(workbook.feedback.issue) == ["关于改善食堂的提案", "关于增设车位"]
    assert list(workbook.feedback.category) == ["后勤", "后勤"]
    assert list(workbook.feedback.status) == ["done_unchecked", "in_progress"]
    assert [(column.header, column.near) for column in workbook.unread] == [("答复时间", "")]


def test_headers_of_checks_are_read() -> None:
    workbook = read_rows(
        [
            ["序号", "排查日期", "隐患描述", "整改措施", "整改成果", "整改期限", "是否整改", "复查人", "复查时间", "回访结果"],
            [1, "3.5", "应急灯损坏", "更换", "更换2盏", "3月10日", "已整改", "李", "3.12", "满意"],
        ]
    )
    row = workbook.feedback.iloc[0]
    assert (str(row.received)[:10], row.result, row.checked_by, str(row.checked)[:10]) == ("2014-03-05", "更换2盏", "李", "2014-03-12")
    assert row.satisfaction == "满意"


def test_whether_papers_are_in_is_their_state() -> None:
    workbook = read_rows(
        [["材料名称", "责任部门", "提交时间", "是否收齐"], ["学校章程", "校办", "4月15日", "√"], ["家长学校档案", "德育处", "4月20日", "×"]]
    )
    assert list(workbook.tasks.status) == ["done", "not_started"]


def test_done_and_kept_up_is_done() -> None:
    for text in ("已完成并长期坚持", "完成并持续推进"):
        assert read_state(text, ledger=True).state == "done_unchecked"
        assert read_state(text).state == "done"
    assert read_state("主体已封顶，正在砌筑").state == "in_progress"
    assert read_state("尚未动工，正在协调").state is None
    assert read_state("已結案".replace("結", "结")).state == "done"


def test_goals_of_each_quarter_are_not_asked_for_as_progress() -> None:
    head = ["序号", "工作任务", "牵头科室", "一季度", "二季度", "三季度", "四季度", "完成时限", "推进情况"]
    workbook = read_rows([head, [1, "新建小学", "基建科", "完成招标", "主体封顶", "竣工验收", "投入使用", "8月底前", "正在施工"]])
    assert cells(workbook, "calendar_goals") == ["D1"]


def test_the_day_of_an_update_is_said_and_not_taken() -> None:
    workbook = read_rows(
        [["节点表"], ["负责人：基建处", "", "更新：2014.6.9"], ["节点名称", "责任单位", "完成时限"], ["竣工验收", "基建处", "8月"]]
    )
    assert workbook.as_of is None
    assert cells(workbook, "form_day_is_no_as_of") == ["C2"]


def test_the_year_of_what_a_meeting_decided_is_that_of_the_meeting() -> None:
    head = ["会议时间", "会议名称", "序号", "议定事项", "牵头部门", "办理时限", "状态"]
    rows = [
        [datetime(2014, 5, 6), "第8次校长办公会", 1, "采购投影仪", "总务处", "6月20日前", "推进中"],
        ["", "", 2, "修订办法", "人事处", "5月底", "完成"],
    ]
    workbook = read_rows([head, *rows], year=None, merged=["A2:A3", "B2:B3"])
    assert (workbook.year, workbook.year_evidence) == (2014, "Sheet1!A2")
    assert "year_from_handing_out" in codes(workbook)
    rows[1][0] = datetime(2013, 12, 30)
    assert read_rows([head, *rows], year=None).year is None


def test_a_day_of_the_week_is_no_phase() -> None:
    head = ["日期", "星期", "工作内容", "责任部门", "完成情况"]
    rows = [
        ["6月9日", "一", "升旗仪式", "德育处", "完成"],
        ["", "", "教研组长会", "教务处", "完成"],
        ["6月10日", "二", "月考", "教务处", ""],
        ["", "", "检查", "总务处", ""],
    ]
    assert read_rows([head, *rows], merged=["A2:A3", "B2:B3", "A4:A5", "B4:B5"]).tasks.phase.isna().all()
