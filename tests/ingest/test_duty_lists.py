"""Lists of what was ordered, minutes of what was said, and plans of ticked months: headers that offices write and how each is read."""

from lib.metrics.gates import duties_of
from lib.schema import Gate
from tests.ingest.raw import cells, read_rows

ORDERS = [
    ["督查督办事项台账"],
    ["编号", "督办事项", "交办时间", "要求办结时间", "承办部门", "办理进度", "未按时办结原因", "督办结果（办结/在办/超期）"],
    ["DB-001", "食堂明厨亮灶", "2025/2/18", "2025/3/15", "总务处", "已安装摄像头", None, "办结"],
    ["DB-002", "课后服务收费公示", "2025/2/20", "2025/3/1", "教务处", "公示稿已拟，待签批", "等签批", "超期"],
    ["DB-003", "修订职称评聘方案", "2025/2/25", "2025/4/30", "人事处", "征求意见中", None, "在办"],
]


def test_progress_in_prose_is_a_note_and_the_result_beside_it_the_state():
    tasks = read_rows(ORDERS).tasks

    assert list(tasks["status"]) == ["done", "in_progress", "in_progress"]
    assert list(tasks["progress_note"]) == ["已安装摄像头", "公示稿已拟，待签批", "征求意见中"]
    assert list(tasks["replan_reason"].dropna()) == ["等签批"]
    assert tasks["progress"].isna().all()


def test_progress_in_figures_under_the_same_header_stays_progress():
    figures = [[*row[:5], share, *row[6:]] for row, share in zip(ORDERS[2:], (1, 0.6, 0.3), strict=True)]
    tasks = read_rows([*ORDERS[:2], *figures]).tasks

    assert [round(share, 2) for share in tasks["progress"]] == [1, 0.6, 0.3]


def test_the_day_on_which_a_task_was_given_is_not_held_against_the_day_on_which_it_was_done():
    (unread,) = (column for column in read_rows(ORDERS).unread if column.header == "交办时间")

    assert unread.near == ""


def test_who_spoke_and_who_has_to_see_to_it_are_read_in_the_minutes_of_a_meeting():
    minutes = [
        ["教师座谈会意见汇总"],
        ["序", "发言人身份", "意见和建议", "归口部门", "答复", "是否采纳", "落实情况"],
        [1, "青年教师", "希望减少重复填表", "办公室", "已合并3张表", "采纳", "已落实"],
        [2, "班主任", "津贴偏低", "人事处", "需报上级", "部分采纳", "推进中"],
    ]
    feedback = read_rows(minutes).feedback

    assert list(feedback["group"]) == ["青年教师", "班主任"]
    assert list(feedback["owner_unit"]) == ["办公室", "人事处"]
    assert list(feedback["note"]) == ["采纳", "部分采纳"]


def test_a_bare_word_for_who_is_charged_names_the_unit_in_a_plan_of_ticked_months():
    plan = [
        ["创建工作进度计划（2025年）"],
        ["项目", "任务", "负责", "1月", "2月", "3月"],
        ["准备", "成立领导小组", "校办", "●", None, None],
        [None, "制定方案", "教务处", "●", "●", None],
    ]
    workbook = read_rows(plan)

    assert list(workbook.tasks["owner_unit"]) == ["校办", "教务处"]
    assert [day.strftime("%m-%d") for day in workbook.tasks["due"]] == ["01-31", "02-28"]


TWO_LISTS = [
    ["一、问题整改清单"],
    ["序号", "存在问题", "整改措施", "责任单位", "整改期限", "是否销号"],
    [1, "会议多", "压缩会议", "办公室", "立行立改", "是"],
    [2, "接待不规范", "修订办法", "总务处", "2025年5月底", "否"],
    [None],
    ["二、建章立制清单"],
    ["序号", "制度名称", "责任单位", "完成时限", "进展"],
    [1, "公务接待管理办法", "总务处", "2025年5月", "起草中"],
    [2, "师德考核细则", "人事处", "2025年6月", "已印发"],
    ["合计：问题2个，制度2项"],
]


def test_a_total_in_words_is_no_rule_and_what_is_said_of_rules_is_their_state():
    workbook = read_rows(TWO_LISTS)

    assert list(workbook.rules["name"]) == ["公务接待管理办法", "师德考核细则"]
    assert list(workbook.rules["status"]) == ["in_progress", "done"]
    assert [column.header for column in workbook.unread] == []
    assert workbook.title == "问题整改清单"


def test_what_is_going_on_is_in_progress_and_what_waits_or_rests_is_not_understood():
    words = ["征求意见中", "招标中", "施工中", "等待中", "停工中", "已印发"]
    tasks = read_rows(
        [["序号", "工作内容", "完成时限", "状态"], *([n, f"第{n}项", "6月底", word] for n, word in enumerate(words, 1))]
    ).tasks

    assert list(tasks["status"]) == ["in_progress"] * 3 + ["not_reported"] * 3


def test_an_indicator_has_what_it_is_now_beside_what_it_shall_be():
    rows = [
        ["维度", "措施", "牵头科室", "截止", "目标值", "当前值"],
        ["体验", "分时段预约", "门诊部", "2025-06", 20, 28],
        [None, "增设自助机", "信息科", "2025-09", 0.9, 0.75],
        ["态度", "服务培训", "护理部", "2025-12", 0.5, 0.9],
    ]
    tasks = read_rows(rows).tasks

    assert list(tasks["phase"]) == ["体验", "体验", "态度"]
    assert [float(value) for value in tasks["actual_n"]] == [28, 0.75, 0.9]


def test_a_state_of_a_report_with_its_day_is_read_and_one_that_is_not_known_is_said():
    header = ["工作内容", "责任部门", "完成时限", "完成与否", "报送单位", "报送要求", "报送时限", "报送情况"]
    rows = [
        header,
        ["方案", "党办", "3月", "完成", "督导组", "审阅", "3月18日", "3月17日已报"],
        ["材料", "校办", "5月", "未完成", "督导组", "审核", "5月20日", "5月19日报送，退回修改"],
        ["计划", "党办", "5月", "完成", "督导组", "审批", "5月23日", "已审批"],
        ["总结", "党办", "9月", "未开始", "督导组", "审核", "9月10日", "已审阅，待备案"],
    ]
    workbook = read_rows(rows)

    assert cells(workbook, "gate_unknown") == ["H5"]
    assert [duty.state for duty in duties_of(workbook.tasks)] == [Gate.SUBMITTED, Gate.RETURNED, Gate.REVIEWED, None]
