"""Where a table begins and ends, what heads it and what stands beside it: outlines in columns, boards, lists, covers, blank rows between."""

from datetime import datetime
from typing import Any

import pytest

from lib.errors import Refused
from lib.ingest.model import ColumnChoice, RawWorkbook, Severity, Workbook
from lib.ingest.understand import understand
from lib.schema import Task
from tests.ingest.raw import cells, codes, read, read_rows, sheet

HEAD = ["序号", "工作内容", "完成时限"]


def tasks(workbook: Workbook, name: str = Task.TASK) -> list[Any]:
    return [None if value != value else value for value in workbook.tasks[name]]


def aside(workbook: Workbook, table: int = 0) -> list[tuple[int, str]]:
    return [(row.row, str(row.reason)) for row in workbook.tables[table].set_aside]


OUTLINE = ["工作任务", "二级任务", "责任单位", "完成时限"]


def test_a_heading_in_the_upper_column_of_an_outline_is_the_phase_of_the_rows_beneath():
    workbook = read_rows(
        [
            OUTLINE,
            ["筹备工作", "", "", ""],
            ["", "学习文件", "办公室", "3月上旬"],
            ["", "制定方案", "办公室", "3月中旬"],
            ["动员部署", "", "", ""],
            ["", "召开大会", "办公室", "3月下旬"],
        ]
    )

    assert tasks(workbook) == ["学习文件", "制定方案", "召开大会"]
    assert tasks(workbook, Task.PHASE) == ["筹备工作", "筹备工作", "动员部署"]
    assert aside(workbook) == [(2, "banner"), (5, "banner")]
    assert "phase_from_levels" in codes(workbook)


def test_a_numbered_heading_of_an_outline_is_the_phase_too():
    workbook = read_rows(
        [
            ["序号", *OUTLINE],
            ["一", "筹备工作", "", "", ""],
            [1, "", "学习文件", "办公室", "3月上旬"],
            [2, "", "制定方案", "办公室", "3月中旬"],
        ]
    )

    assert tasks(workbook) == ["学习文件", "制定方案"]
    assert tasks(workbook, Task.PHASE) == ["筹备工作", "筹备工作"]
    assert aside(workbook) == [(2, "banner")]


def test_a_phase_alone_on_its_row_heads_the_rows_beneath():
    head = ["工作步骤", "工作内容", "完成时限"]
    workbook = read_rows([head, ["筹备", "", ""], ["", "学习文件", "3月"], ["动员", "", ""], ["", "召开大会", "4月"]])

    assert tasks(workbook) == ["学习文件", "召开大会"]
    assert tasks(workbook, Task.PHASE) == ["筹备", "动员"]
    assert aside(workbook) == [(2, "banner"), (4, "banner")]


def test_an_outline_with_both_levels_on_one_row_has_the_lower_as_its_task():
    workbook = read_rows(
        [OUTLINE, ["筹备工作", "学习文件", "办公室", "3月"], ["", "制定方案", "办公室", "3月"], ["收尾", "", "办公室", "9月"]]
    )

    assert tasks(workbook) == ["学习文件", "制定方案", "收尾"]
    assert tasks(workbook, Task.PHASE) == ["筹备工作", "筹备工作", "收尾"]


def test_a_row_of_an_outline_without_any_level_lacks_its_task():
    workbook = read_rows([OUTLINE, ["筹备工作", "学习文件", "办公室", "3月"], ["", "", "教务处", "4月"], ["", "制定方案", "办公室", "3月"]])

    assert tasks(workbook) == ["学习文件", None, "制定方案"]
    assert cells(workbook, "task_without_text") == ["A3"]


def test_a_phase_with_its_days_and_no_task_is_named_by_the_phase():
    workbook = read_rows(
        [
            ["工作步骤", "工作内容", "完成时限"],
            ["筹备", "", "3月"],
            ["", "学习文件", "3月上旬"],
            ["", "制定方案", "3月中旬"],
            ["动员", "", "4月"],
            ["", "召开大会", "4月上旬"],
        ]
    )

    assert tasks(workbook) == ["筹备", "学习文件", "制定方案", "动员", "召开大会"]
    assert cells(workbook, "task_named_by_phase") == ["A2", "A5"]


def test_two_tables_are_parted_above_the_title_of_the_second():
    other = ["序号", "工作任务", "责任部门", "办理时限"]
    rows = [["甲处计划"], HEAD, [1, "写方案", "3月"], [2, "开会", "4月"], [], [], ["乙处计划"], other, [1, "总结", "乙处", "5月"]]
    workbook = read_rows(rows)

    assert tasks(workbook) == ["写方案", "开会", "总结"]
    assert [table.rows_read for table in workbook.tables] == [2, 1]


def test_a_last_row_of_one_cell_above_two_blank_ones_belongs_to_its_own_table():
    rows = [
        HEAD,
        [1, "写方案", "3月"],
        [2, "开会", "4月"],
        ["", "收尾", ""],
        [],
        [],
        ["乙处计划"],
        ["序号", "工作内容", "时限"],
        [1, "总结", "5月"],
    ]
    workbook = read_rows(rows)

    assert tasks(workbook) == ["写方案", "开会", "收尾", "总结"]


@pytest.mark.parametrize(
    "rows",
    [
        [["待办", "进行中", "已完成"], ["写方案", "开会", "总结", "张老师"]],
        [["待办事项"], ["写方案"], ["开会", 3]],
        [["待办事项", ""], ["写方案", "甲"], ["开会", "乙"]],
    ],
    ids=["beside_the_board", "a_number_beside", "words_beside"],
)
def test_a_board_or_a_list_with_something_else_beside_it_is_not_taken_for_one(rows: list[list[Any]]):
    with pytest.raises(Refused) as refusal:
        read_rows(rows)

    assert refusal.value.code == "no_table"


def test_the_title_of_several_sheets_is_no_line_of_a_table_before_them():
    cover = sheet([["姓名", "电话"], ["甲", "1"]], name="通讯录")
    parts = [sheet([[f"{name}工作安排"], HEAD, [1, f"{name}的事", "3月"]], name=name) for name in ("一月份", "二月份")]

    assert read(cover, *parts, file_name="2014年活动计划.xlsx", year=2014).title == "工作安排"


def test_the_title_of_several_sheets_is_that_of_the_cover_before_them():
    cover = sheet([["某学校教育实践活动方案"], ["2014年3月"]], name="封面")
    parts = [sheet([[f"{name}工作安排"], HEAD, [1, f"{name}的事", "3月"]], name=name) for name in ("一月份", "二月份")]

    assert read(cover, *parts, file_name="2014年活动计划.xlsx", year=2014).title == "某学校教育实践活动方案"


def many(name: str, *texts: str) -> Any:
    return sheet([HEAD, *([number, text, "3月"] for number, text in enumerate(texts, 1))], name=name)


def test_sheets_that_share_few_tasks_are_not_the_same_and_one_finding_names_the_pair():
    first, second = ("写方案", "开会", "总结", "归档"), ("写方案", "培训", "检查", "整改")
    workbook = read(many("甲", *first), many("乙", *second), many("丙", *first), year=2014)

    assert [(finding.sheet, dict(finding.facts)["other"]) for finding in workbook.findings if finding.code == "same_tasks_on_sheets"] == [
        ("丙", "甲")
    ]


def test_the_same_tasks_twice_on_one_sheet_are_no_two_sheets():
    rows = [HEAD, [1, "写方案", "3月"], [2, "开会", "4月"], [3, "总结", "5月"]]
    beside = [[*left, "", *left] for left in rows]

    assert "same_tasks_on_sheets" not in codes(read_rows(beside))


def test_phases_by_the_dozen_are_names_of_their_own_and_not_held_against_each_other():
    head = ["序号", "工作步骤", "工作内容", "完成时限"]
    steps = [f"第{number}号步骤安排" for number in range(100, 141)]
    rows = [[number, step, f"任务{number}的内容", "3月"] for number, step in enumerate([*steps, steps[0], "第100号步骤按排"], 1)]

    assert "phase_misspelt" not in codes(read_rows([head, *rows]))
    assert "phase_misspelt" in codes(read_rows([head, *rows[:3], *rows[-2:]]))


def test_a_day_that_a_header_calls_actual_is_never_the_plan():
    rows = [
        ["任务名称", "开始时间", "实际完成日期", "状态"],
        ["写方案", "3月1日", "3月5日", "已完成"],
        ["开会", "3月2日", "3月6日", "已完成"],
    ]
    workbook = read_rows(rows)

    assert workbook.tasks[Task.ACTUAL_DONE].dt.day.tolist() == [5, 6]
    assert "done_read_as_plan" not in codes(workbook)


def test_days_of_done_tasks_without_a_start_are_when_they_were_done():
    workbook = read_rows([["任务名称", "完成日期", "状态"], ["写方案", datetime(2014, 3, 5), "已完成"], ["开会", "", "进行中"]])

    assert workbook.tasks[Task.ACTUAL_DONE].notna().tolist() == [True, False]
    assert workbook.tasks[Task.END].isna().all()


def test_what_happened_beside_a_task_of_its_own_is_a_task():
    head = ["工作内容", "类型", "开始时间", "完成时间"]
    rows = [
        ["写方案", "计划", "3月1日", "3月5日"],
        ["", "实际", "3月2日", "3月6日"],
        ["开会", "计划", "3月7日", "3月9日"],
        ["补充检查", "实际", "3月8日", "3月9日"],
    ]
    workbook = read_rows([head, *rows])

    assert tasks(workbook) == ["写方案", "开会", "补充检查"]
    assert aside(workbook) == [(3, "continuation")]
    assert workbook.tasks[Task.ACTUAL_DONE].dt.day.tolist()[0] == 6


def test_a_long_text_among_headers_mapped_by_hand_is_none():
    rows = [
        ["说明：" + "本表由各处室填写。" * 12, "", ""],
        ["第一条，电话 0571-8888-1234", "联系人", ""],
        ["活儿", "干到几时", "备注"],
        ["写方案", "3月", ""],
    ]
    choices = (ColumnChoice("tasks", "活儿", "task"), ColumnChoice("tasks", "干到几时", "due_text"))
    workbook = understand(RawWorkbook("a.xlsx", "xlsx", (sheet(rows),)), year=2014, columns=choices)

    assert tasks(workbook) == ["写方案"]
    assert workbook.tables[0].header_rows == (3,)


def test_tasks_on_a_sheet_of_those_given_up_are_cancelled_unless_a_status_is_written():
    kept = sheet([[*HEAD, "状态"], [1, "清理小金库", "3月底", "已完成"]], name="督办事项")
    given_up = read(kept, sheet([["序号", "工作内容", "撤销原因"], [1, "旧楼出租", "政策变化"]], name="已撤销"), year=2014)
    written = read(kept, sheet([[*HEAD, "状态"], [1, "旧楼出租", "6月", "进行中"]], name="已撤销"), year=2014)

    assert tasks(given_up, Task.STATUS) == ["done", "cancelled"]
    assert "status_from_sheet_name" in codes(given_up)
    assert tasks(written, Task.STATUS) == ["done", "in_progress"]
    assert "status_from_sheet_name" not in codes(written)


REGISTER = ["序号", "发现日期", "网格", "问题描述", "上报人", "经办", "到几时", "处置情况"]
APRIL = [
    REGISTER,
    [1, "4月8日", "一", "垃圾没清", "甲", "环卫所", "4月10日", "已解决"],
    [2, "4月9日", "二", "路灯不亮", "乙", "供电所", "4月30日", "未解决"],
]
MAY = [
    ["网格问题台账（5月）"],
    REGISTER,
    [1, "5月6日", "二", "下水道堵塞", "乙", "市政", "5月8日", "已解决"],
    [2, "5月22日", "四", "老人要上门服务", "丁", "居委会", "长期", "已安排志愿者每周探访"],
    [3, "5月29日", "一", "飞线充电", "甲", "物业", "6月15日", "和物业谈过两次"],
]


def test_a_sheet_under_the_header_of_another_is_read_as_that_one_is_and_in_its_place():
    workbook = read(sheet(APRIL, name="4月"), sheet(MAY, name="5月"), sheet(APRIL[:2], name="6月"), year=2014)
    said = next(finding for finding in workbook.findings if finding.code == "sheet_read_alike")

    assert [(table.sheet, table.rows_read) for table in workbook.tables] == [("4月", 2), ("5月", 3), ("6月", 1)]
    assert tasks(workbook)[2:5] == ["下水道堵塞", "老人要上门服务", "飞线充电"]
    assert tasks(workbook, Task.STATUS)[2] == "done"
    assert (said.sheet, said.cell, said.value, said.severity) == ("5月", "A2", "4月", Severity.INFO)
    assert "sheet_ignored" not in codes(workbook)


def test_a_header_of_another_sheet_without_a_row_beneath_is_no_table():
    blank = sheet([["下月"], REGISTER], name="7月")

    assert "sheet_read_alike" not in codes(read(sheet(APRIL, name="4月"), blank, year=2014))


def ignored(rows: list[list[Any]]) -> list[Severity]:
    workbook = read(sheet([HEAD, [1, "开会", "3月"]], name="计划"), sheet(rows, name="另表"), year=2014)
    return [finding.severity for finding in workbook.findings if finding.code == "sheet_ignored"]


def test_a_sheet_that_is_like_a_table_and_is_not_read_is_to_be_checked():
    assert ignored([["什么事", "谁来办", "到几时"], ["修路灯", "供电所", "4月底"], ["清垃圾", "环卫所", "下周"]]) == [Severity.WARNING]


@pytest.mark.parametrize(
    "rows",
    [
        [["2014年度"], ["某某学校"], ["二〇一四年三月"]],
        [["符号", "意思"], ["√", "办好了"], ["×", "没办"]],
        [["颜色", "名字", "含义"], ["红", "红灯", "逾期"], ["绿", "绿灯", "正常"]],
        [["科室", "办好几件", "没办几件"], ["教务处", 3, 1], ["总务处", 2, 4]],
        [["季度", "目标", "实绩"], ["一季度", "≥90%", "1200人"], ["二季度", "95%", "1300人"]],
        [["姓名", "科室", "电话"], ["甲", "办公室", "内线八"], ["乙", "总务处", "内线九"]],
        [["什么事", "谁来办", "到几时"]],
    ],
    ids=["cover", "legend", "colours", "figures", "amounts", "addresses", "blank"],
)
def test_covers_legends_figures_addresses_and_blank_tables_are_only_said(rows: list[list[Any]]):
    assert ignored(rows) == [Severity.INFO]
