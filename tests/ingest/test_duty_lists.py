"""Lists of what was ordered, minutes of what was said, and plans of ticked months: headers that offices write and how each is read."""

from tests.ingest.raw import read_rows

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
