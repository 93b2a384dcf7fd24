"""Headers as offices compose them, of one word for the doing and one for what is asked, in a plan, a ledger and a list of opinions alike."""

from collections.abc import Sequence
from itertools import product

import pytest

from tests.ingest.raw import cells, read_rows

UNITS = ["教务处", "总务处", "德育处"]
DAYS = ["2014-03-20", "2014-04-10", "2014-05-10"]
PUT_RIGHT = ["已整改", "整改中", "待整改"]
TABLES = {
    "tasks": [
        ("工作内容", ["制定方案", "召开大会", "查摆问题"]),
        ("责任部门", UNITS),
        ("完成时限", DAYS),
        ("状态", ["已完成", "进行中", "未启动"]),
    ],
    "rectification": [
        ("存在问题", ["会议多", "作业重", "检查频繁"]),
        ("整改措施", ["压缩会议", "控制总量", "合并检查"]),
        ("责任部门", UNITS),
        ("完成时限", DAYS),
        ("状态", PUT_RIGHT),
    ],
    "feedback": [
        ("意见内容", ["会议多", "作业重", "检查频繁"]),
        ("提出人", ["教师", "家长", "学生"]),
        ("责任部门", UNITS),
        ("完成时限", DAYS),
        ("状态", PUT_RIGHT),
    ],
}


def in_turn(words: str, ends: str) -> list[str]:
    """Each word with one of the ends, each end in its turn."""
    each = ends.split()
    return [word + each[place % len(each)] for place, word in enumerate(words.split())]


FAMILIES: list[tuple[str, str, Sequence[str], list[str]]] = [
    (
        "责任部门",
        "owner_unit",
        in_turn(
            "责任 负责 承办 牵头 主办 承担 任务负责 主责 归口 落实 实施 执行 主管 主要责任 整改责任 办理 处理 处置 具体负责 责任主体 归口管理",
            "部门 单位 科室 处室 部室",
        ),
        UNITS,
    ),
    (
        "责任部门",
        "owner",
        in_turn("责任 负责 承办 牵头 主办 经办 任务负责 主责 落实 实施 执行 第一责任 直接责任 整改责任 办理 处理 具体负责", "人 人员"),
        ["张三", "李四", "王五"],
    ),
    (
        "完成时限",
        "due_text",
        in_turn(
            "截止 到期 办结 完结 整改 计划完成 要求完成 预计完成 应完成 拟完成 办理 处理 处置 落实 任务完成 最迟完成 目标完成 计划完结",
            "时限 期限 时间节点",
        ),
        DAYS,
    ),
    ("完成时限", "due_text", in_turn("截止 到期 计划完成 要求完成 预计完成 应完成 最迟完成", "日期 时间 日"), DAYS),
    ("状态", "status", in_turn("当前 目前 任务 工作 整改 办理 处理 落实 执行 实施 推进", "状态 进展情况 进度 完成情况 进展"), []),
]
HEADERS = [
    (role, old, name, header, given)
    for role, (old, name, headers, given) in product(TABLES, FAMILIES)
    for header in headers
    if not (header.startswith("整改完成") and role != "tasks")  # in a ledger the day on which it was done
]


@pytest.mark.parametrize(
    ("role", "old", "name", "header", "values"), HEADERS, ids=[f"{role}-{header}" for role, _, _, header, _ in HEADERS]
)
def test_a_composed_header_names_its_column_whatever_the_table_lists(role: str, old: str, name: str, header: str, values: list[str]):
    columns = [(header, values or given) if column == old else (column, given) for column, given in TABLES[role]]
    rows = [[number, *(values[number - 1] for _, values in columns)] for number in (1, 2, 3)]
    table = read_rows([["序号", *(column for column, _ in columns)], *rows]).tables[0]

    assert str(table.role) == role
    assert (header, name) in [(written, given) for _, written, given in table.columns]


@pytest.mark.parametrize(
    "header",
    [
        *in_turn("问题 存在问题 主要问题 隐患 不足 短板 存在不足 薄弱环节", "详情 说明 具体内容 描述"),
        "存在的问题和不足",
        "不符合项",
        "不合格项描述",
    ],
)
def test_what_is_wrong_is_a_problem_in_whatever_words(header: str):
    columns = [(header, TABLES["rectification"][0][1]), *TABLES["rectification"][1:]]
    rows = [[number, *(values[number - 1] for _, values in columns)] for number in (1, 2, 3)]
    workbook = read_rows([["序号", *(column for column, _ in columns)], *rows])

    assert list(workbook.feedback["issue"]) == TABLES["rectification"][0][1]


@pytest.mark.parametrize("header", in_turn("行动 待办 验收 跟进 推进 落实 实施 督办", "项 事项 内容"))
def test_what_is_to_be_done_is_a_task_however_short_its_words(header: str):
    columns = [(header, ["字号", "暗色", "表格"]), *TABLES["tasks"][1:]]
    rows = [[number, *(values[number - 1] for _, values in columns)] for number in (1, 2, 3)]

    assert list(read_rows([["#", *(column for column, _ in columns)], *rows]).tasks["task"]) == ["字号", "暗色", "表格"]


def test_what_is_borrowed_takes_no_column_that_its_own_header_names():
    head = ["序号", "存在问题", "整改措施", "整改时限", "截止日期", "整改情况", "当前状态"]
    workbook = read_rows([head, [1, "会议多", "压缩会议", "5月底", "2014-06-10", "已压缩三成", "整改中"]])

    assert [name for _, _, name in workbook.tables[0].columns][3:] == ["due_text", "", "progress_note", "status"]
    assert workbook.feedback["due_text"].tolist() == ["5月底"]


def test_progress_in_words_is_the_status_and_in_figures_the_progress():
    head = ["序号", "工作内容", "完成时限", "任务进度"]
    words = read_rows([head, [1, "方案", "3月", "已完成"], [2, "大会", "4月", "进行中"]])
    figures = read_rows([head, [1, "方案", "3月", "100%"], [2, "大会", "4月", "40%"]])

    assert list(words.tasks["status"]) == ["done", "in_progress"]
    assert list(figures.tasks["progress"]) == [1.0, 0.4]


LEDGER = ["序号", "存在问题", "整改措施", "整改完成时间", "整改状态"]


@pytest.mark.parametrize(
    ("states", "name"),
    [(["已整改", "整改中", "待整改"], "due_text"), (["已整改", "已整改", "整改中"], "done"), (["已整改", "已销号", ""], "done")],
)
def test_days_beside_problems_most_of_which_are_open_are_deadlines_and_it_is_said(states: list[str], name: str):
    rows = [[number, "会议多", "压缩会议", day, state] for number, (day, state) in enumerate(zip(DAYS, states, strict=True), 1)]
    workbook = read_rows([LEDGER, *rows])

    assert workbook.tables[0].columns[3][2] == name
    assert cells(workbook, "done_read_as_plan") == (["D1"] if name == "due_text" else [])


@pytest.mark.parametrize("wrong", ["Finding", "Problem", "Audit finding", "Non-conformity", "Issue", "Weakness", "Gap identified"])
@pytest.mark.parametrize("measure", ["Action", "Corrective action", "Remedial action", "Agreed action", "Measures"])
def test_what_is_wrong_and_what_is_done_about_it_make_a_ledger_in_english(wrong: str, measure: str):
    head = ["No", wrong, measure, "Person in charge", "Completion deadline", "Status"]
    workbook = read_rows([head, [1, "Too many meetings", "Cut meetings", "Ann Lee", "2014-05-10", "In progress"]])

    assert [str(name) for _, _, name in workbook.tables[0].columns] == ["feedback_id", "issue", "measure", "owner", "due_text", "status"]


@pytest.mark.parametrize("said", ["Feedback", "Suggestion", "Complaint", "Concern", "Idea"])
@pytest.mark.parametrize("group", ["Raised by", "Submitted by", "Stakeholder group", "Respondent"])
def test_what_was_said_and_by_whom_are_opinions_in_english(said: str, group: str):
    workbook = read_rows([["No", said, group, "Responsible office"], [1, "Too many meetings", "Teachers", "Registry"]])

    assert [str(name) for _, _, name in workbook.tables[0].columns] == ["feedback_id", "text", "group", "owner_unit"]


SAID = ["食堂菜价偏高", "希望减少检查", "操场开放时间短"]
OF_OPINIONS = {
    "text": (
        "意见建议",
        in_turn("意见 建议 反映问题 诉求 反馈 留言 投诉 来信 征求意见 收集意见 主要意见 家长意见", "内容 描述 详情 摘要"),
        SAID,
    ),
    "group": (
        "提出人",
        [*in_turn("提出 反映 反馈 建议 发言 填写 受访", "人 者 人类别 人身份"), *in_turn("留言 投诉 来信", "人类别 者身份 群体")],
        ["教师", "家长", "学生"],
    ),
    "channel": (
        "渠道",
        in_turn("收集 反映 征求 征集 来源 意见 反馈 提出 受理 诉求 征求意见 征集意见建议 意见收集", "渠道 途径 形式 方式"),
        ["座谈会", "意见箱", "问卷"],
    ),
    "received": ("日期", in_turn("收集 反映 征集 听取 受理 登记 来信 接收 收到 填写 提交 投诉", "时间 日期"), DAYS),
    "category": (
        "类别",
        in_turn("问题 意见 建议 诉求 反映 事项 内容 投诉 来信 诉求", "类别 类型 分类 性质 类型 类别 类型"),
        ["后勤", "管理", "教学"],
    ),
}
COMPOSED = [(name, old, header, values) for name, (old, headers, values) in OF_OPINIONS.items() for header in headers]


@pytest.mark.parametrize(("name", "old", "header", "values"), COMPOSED, ids=[header for _, _, header, _ in COMPOSED])
def test_a_composed_header_of_opinions_names_its_column(name: str, old: str, header: str, values: list[str]):
    columns = [(header, values) if column == old else (column, given) for column, _, given in OF_OPINIONS.values()]
    rows = [[number, *(given[number - 1] for _, given in columns)] for number in (1, 2, 3)]
    table = read_rows([["序号", *(column for column, _ in columns)], *rows]).tables[0]

    assert str(table.role) == "feedback"
    assert (header, name) in [(written, given) for _, written, given in table.columns]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("涉及部门", "target"),
        ("投诉对象", "target"),
        ("答复部门", "owner_unit"),
        ("受理单位", "owner_unit"),
        ("反馈结果", "reply"),
        ("是否满意", "satisfaction"),
    ],
)
def test_of_whom_by_whom_and_what_was_answered_stand_in_their_own_columns(header: str, name: str):
    rows = [["序号", "意见内容", "提出人", header], [1, "食堂菜价偏高", "教师", "总务处"], [2, "希望减少检查", "家长", "教务处"]]

    assert [str(given) for _, _, given in read_rows(rows).tables[0].columns] == ["feedback_id", "text", "group", name]
