"""What five offices keep and how it is read: decisions of meetings, registers of opinions, weekly reports, signs explained elsewhere."""

from tests.ingest.raw import cells, codes, read, read_rows, sheet

DECISIONS = ["序号", "议定事项", "责任人", "办结时间", "落实情况"]


def test_the_day_by_which_a_decision_has_to_be_closed_is_its_deadline_where_the_cells_say_so():
    sixth = sheet(
        [DECISIONS, ["一", "上报材料", "赵某", "6月15日前", "已落实"], ["二", "回复意见", "钱某", "6月9日", "已落实"]], name="第6次例会"
    )
    fifth = sheet(
        [DECISIONS, ["一", "汇总意见", "钱某", "5月28日", "已落实"], ["二", "喷涂标识", "孙某", "6月6日", "已落实"]], name="第5次例会"
    )
    workbook = read(sixth, fifth, year=2014)

    assert [day.strftime("%m-%d") for day in workbook.tasks["due"]] == ["06-15", "06-09", "05-28", "06-06"]
    assert workbook.tasks["actual_done"].isna().all()
    assert cells(workbook, "done_read_as_plan") == ["D1", "D1"]


def test_an_unfinished_decision_with_a_day_shows_that_the_day_is_the_plan():
    rows = [["一", "上报材料", "赵某", "6月15日", "落实中"], ["二", "观看影片", "钱某", "6月9日", "未落实"]]
    workbook = read_rows([DECISIONS, *rows])

    assert list(workbook.tasks["status"]) == ["in_progress", "in_progress"]
    assert workbook.tasks["due"].notna().all()


def test_days_of_closing_that_say_nothing_of_a_plan_stay_days_of_completion():
    workbook = read_rows([DECISIONS, ["一", "上报材料", "赵某", "6月5日", "已落实"], ["二", "观看影片", "钱某", "6月9日", "已落实"]])

    assert workbook.tasks["actual_done"].notna().all()
    assert workbook.tasks["due"].isna().all()


def test_a_register_of_what_was_said_is_no_plan():
    register = [
        ["居民意见建议登记表"],
        ["日期", "姓名/单位", "反映渠道", "问题类型", "主要内容", "人次", "办理结果"],
        ["4月8日", "居民", "入户走访", "民生服务", "楼道灯不亮", 18, "正在办理"],
        ["4月9日", "商户代表", "座谈会", "办事效率", "办证明要跑好几趟", 7, "已采纳，列入整改"],
    ]
    workbook = read_rows(register)

    assert len(workbook.tasks) == 0
    assert list(workbook.feedback["text"]) == ["楼道灯不亮", "办证明要跑好几趟"]
    assert list(workbook.feedback["raw_count"]) == [18, 7]
    assert list(workbook.feedback["category"]) == ["民生服务", "办事效率"]


PLAN = [
    ["街道推进计划"],
    ["阶段", "时间安排", "具体工作", "责任单位", "起止时间", "是否完成"],
    ["动员部署", "2014年3月", "动员会", "党政办", "3月5日—3月12日", "√"],
    ["", "", "制作展板", "宣传办", "3月10日至3月25日", "○"],
    ["征求意见", "2014年4月—5月", "走访居民", "各社区", "4.1-5.31", "√"],
    ["", "", "反馈会", "党政办", "5月下旬", "×"],
    ["完成率", "", "", "", "", "2/4"],
]
MERGED = ["A3:A4", "B3:B4", "A5:A6", "B5:B6"]
LEGEND = [["填表说明"], ["1.每周五报活动办。"], ["2.完成打√，未完成打×，正在办理打○。"]]


def test_the_time_of_each_task_comes_before_that_of_its_phase_and_a_rate_beneath_is_no_task():
    workbook = read_rows(PLAN, merged=MERGED)

    assert list(workbook.tasks["task"]) == ["动员会", "制作展板", "走访居民", "反馈会"]
    assert [day.strftime("%m-%d") for day in workbook.tasks["due"]] == ["03-12", "03-25", "05-31", "05-31"]


def test_signs_explained_on_a_sheet_of_instructions_are_read_by_it_and_the_sheet_gives_no_title():
    alone = read_rows(PLAN, merged=MERGED)
    explained = read(sheet(LEGEND, name="填表说明"), sheet(PLAN, name="推进计划", merged=MERGED), year=2014)

    assert list(alone.tasks["status"]) == ["done", "not_started", "done", "not_started"]
    assert list(explained.tasks["status"]) == ["done", "in_progress", "done", "in_progress"]
    assert explained.title == "街道推进计划"


def test_a_sheet_of_instructions_is_no_cover_of_two_plans():
    rows = [["序号", "工作内容", "完成时限"], [1, "调研", "6月底"]]
    plans = [sheet([[f"{name}重点工作"], *rows], name=name) for name in ("教务处", "总务处")]
    workbook = read(sheet(LEGEND, name="填表说明"), *plans, year=2014)

    assert workbook.title == "重点工作"


def test_the_week_that_a_title_names_is_not_the_span_of_the_campaign():
    header = ["序号", "重点工作", "完成时限", "完成进度"]
    rows = [[1, "立项", "3月18日", "100%"], [2, "学习", "5月30日", "90%"], [3, "测评", "6月8日", "50%"], [4, "总结", "9月30日", "0%"]]
    workbook = read_rows([["重点工作周报（第14周）"], ["2014年6月2日—6月8日"], header, *rows])

    assert "deadline_outside_campaign" not in codes(workbook)
