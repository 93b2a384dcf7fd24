"""States that stand once over many rows, in a heading, a title or the name of a sheet, are those of the rows, and that is said."""

from collections.abc import Sequence

import pytest

from lib.ingest.model import Severity, Workbook
from lib.ingest.said_states import state_of_title, state_said, without_state
from tests.ingest.raw import cells, codes, read, read_rows, sheet

TASKS = ["序号", "工作任务", "责任部门", "完成时限"]
LEDGER = ["序号", "存在问题", "整改措施", "责任部门", "整改时限"]


def tasks(*names: str) -> list[list[object]]:
    return [[number, name, "办公室", "5月"] for number, name in enumerate(names, 1)]


def problems(*names: str) -> list[list[object]]:
    return [[number, name, "压缩", "办公室", "5月"] for number, name in enumerate(names, 1)]


def column(workbook: Workbook, name: str) -> list[object]:
    frame = workbook.tasks if len(workbook.tasks) else workbook.feedback
    return frame[name].fillna("").tolist()


HEADINGS = {
    "已完成": "一、已完成事项 已完成 （一）已完成任务 二、已完成的重点工作（4项） 2014年已完成任务清单 已完成： 已完成4项 1.已完成",
    "未完成": "未完成 二、未完成事项 三、未完成整改的问题",
    "进行中": "进行中 进行中的工作",
    "已完成整改": "一、已完成整改的问题",
    "正在整改": "二、正在整改的问题",
    "整改中": "整改中 整改中问题清单",
    "未整改": "未整改 未整改问题台账",
    "已办结": "已办结 已办结事项",
    "正在推进": "正在推进 （三）正在推进的工作",
    "逾期未完成": "逾期未完成事项",
    "completed": "Completed Completed\u00a0tasks",
}


@pytest.mark.parametrize(("state", "text"), [(state, text) for state, texts in HEADINGS.items() for text in texts.split(" ")])
def test_a_heading_that_is_a_state_and_what_it_is_of_says_that_state(state: str, text: str):
    assert state_said(text) == state


@pytest.mark.parametrize(
    "text",
    [
        "一、党建工作",
        "整改落实",
        "落实阶段",
        "推进工作",
        "完成情况",
        "整改完成情况",
        "基本工作",
        "部分工作",
        "全部",
        "长期坚持事项",
        "待办事项",
        "待整改问题",
        "未填报",
        "高中",
        "初中",
        "附属中学",
        "教学中心",
        "集中学习",
        "已完成情况与存在问题",
        "未成年人工作",
        "正在",
        "未来工作",
        "第一部分",
        "中",
        "取得的成效",
        "持续整改",
        "督查中",
    ],
)
def test_a_heading_that_names_a_subject_says_no_state(text: str):
    assert state_said(text) == ""


def test_what_is_to_be_done_yet_is_a_state_where_that_is_asked_for():
    assert [state_said(text, yet_to_do=True) for text in ("三、待整改问题", "待启动的任务", "待定事项", "待遇问题")] == [
        "待整改",
        "待启动",
        "待定",
        "",
    ]


@pytest.mark.parametrize("text", ["校园隐患整改清单（已完成）", "整改清单-已完成", "整改清单【已完成】", "已完成", "整改清单（已完成4项）"])
def test_a_title_says_a_state_by_itself_or_at_its_end(text: str):
    assert state_of_title(text) == "已完成"


@pytest.mark.parametrize("text", ["整改清单（2014年）", "整改清单（第一批）", "整改进行中的学校名单", "整改清单（待整改）", ""])
def test_a_title_that_says_something_else_says_no_state(text: str):
    assert state_of_title(text) == ""


def test_a_title_without_its_state_is_that_of_all():
    assert [without_state(text) for text in ("整改清单（已完成）", "整改清单（第一批）", "（已完成）")] == [
        "整改清单",
        "整改清单（第一批）",
        "（已完成）",
    ]


def two_sheets(head: Sequence[str], *rows: list[list[object]], names: Sequence[str], titles: Sequence[str] = ("清单", "清单")) -> Workbook:
    return read(*(sheet([[title], head, *each], name=name) for title, each, name in zip(titles, rows, names, strict=True)), year=2014)


def test_sheets_of_what_is_done_and_what_is_not_give_their_tasks_these_states():
    workbook = two_sheets(TASKS, tasks("修订制度", "培训"), tasks("系统上线"), names=("已完成", "未完成"))

    assert column(workbook, "status") == ["done", "done", "in_progress"]
    assert [(finding.sheet, dict(finding.facts)) for finding in workbook.findings if finding.code == "state_from_sheet"] == [
        ("已完成", {"count": 2, "state": "已完成"}),
        ("未完成", {"count": 1, "state": "未完成"}),
    ]
    assert "sheets_no_phases" not in codes(workbook)


def test_sheets_of_problems_take_their_states_and_the_workbook_the_title_without_them():
    titles = ("校园隐患整改清单（已完成）", "校园隐患整改清单（未完成）")
    workbook = two_sheets(LEDGER, problems("扶手松动"), problems("电线老化", "盲区"), names=("Sheet1", "Sheet2"), titles=titles)

    assert column(workbook, "status") == ["done_unchecked", "in_progress", "in_progress"]
    assert cells(workbook, "state_from_title") == ["A1", "A1"]
    assert workbook.title == "校园隐患整改清单"


@pytest.mark.parametrize("names", [("已销号", "未销号"), ("已销号问题", "未销号问题")])
def test_what_is_closed_is_closed(names: tuple[str, str]):
    assert column(two_sheets(LEDGER, problems("甲"), problems("乙"), names=names), "status") == ["closed", "in_progress"]


def test_a_sheet_and_a_title_at_odds_give_no_state_and_that_is_said():
    workbook = two_sheets(TASKS, tasks("甲"), tasks("乙"), names=("已完成", "未完成"), titles=("清单（已完成）", "清单（已完成）"))

    assert column(workbook, "status") == ["done", "not_reported"]
    assert [finding.sheet for finding in workbook.findings if finding.code == "states_over_differ"] == ["未完成"]


def test_headings_of_states_over_tasks_are_their_states_and_no_phases():
    rows = [["一、已完成事项"], *tasks("修订制度", "培训"), ["二、未完成事项"], *tasks("系统上线")]
    workbook = read_rows([TASKS, *rows])

    assert column(workbook, "status") == ["done", "done", "in_progress"]
    assert column(workbook, "phase") == ["", "", ""]
    assert cells(workbook, "state_from_heading") == ["A2", "A5"]
    assert "phase_from_banner" not in codes(workbook)


def test_headings_of_states_over_problems_are_their_states_and_no_categories():
    rows = [["一、已完成整改的问题"], *problems("甲"), ["二、正在整改的问题"], *problems("乙"), ["三、待整改的问题"], *problems("丙")]
    workbook = read_rows([LEDGER, *rows])

    assert column(workbook, "status") == ["done_unchecked", "in_progress", "open"]
    assert column(workbook, "category") == ["", "", ""]


def test_a_heading_of_what_is_to_be_done_alone_stays_a_category():
    rows = [["一、待整改问题"], *problems("甲"), ["二、作风问题"], *problems("乙")]

    assert column(read_rows([LEDGER, *rows]), "status") == ["not_reported", "not_reported"]


def test_states_within_phases_leave_the_phases():
    rows = [["一、党建工作"], ["（一）已完成"], *tasks("甲"), ["（二）未完成"], *tasks("乙"), ["二、民生工作"], *tasks("丙")]
    workbook = read_rows([TASKS, *rows])

    assert column(workbook, "phase") == ["党建工作", "党建工作", "民生工作"]
    assert column(workbook, "status") == ["done", "in_progress", "not_reported"]


@pytest.mark.parametrize("outer", [("一、已完成", "二、未完成"), ("已完成", "未完成")])
def test_phases_within_states_leave_the_states(outer: tuple[str, str]):
    rows = [[outer[0]], ["（一）党建工作"], *tasks("甲"), ["（二）民生工作"], *tasks("乙"), [outer[1]], ["（一）党建工作"], *tasks("丙")]
    workbook = read_rows([TASKS, *rows])

    assert column(workbook, "phase") == ["党建工作", "民生工作", "党建工作"]
    assert column(workbook, "status") == ["done", "done", "in_progress"]


def test_another_heading_of_the_same_rank_ends_a_state():
    rows = [["一、已完成事项"], *tasks("甲"), ["二、需上级协调事项"], *tasks("乙")]
    workbook = read_rows([TASKS, *rows])

    assert column(workbook, "status") == ["done", "not_reported"]
    assert column(workbook, "phase") == ["", "需上级协调事项"]


def test_a_state_of_its_own_goes_before_and_a_blank_one_takes_what_stands_over_it():
    rows = [["一、已完成事项"], [1, "甲", "5月", "进行中"], [2, "乙", "5月", ""], ["二、未完成事项"], [3, "丙", "5月", "暂停"]]
    workbook = read_rows([["序号", "工作任务", "完成时限", "状态"], *rows])

    assert column(workbook, "status") == ["in_progress", "done", "paused"]
    assert (cells(workbook, "state_from_heading"), cells(workbook, "state_heading_unused")) == (["A2"], ["A5"])


def test_a_note_under_a_heading_that_tells_its_state_is_not_said_to_tell_none():
    rows = [["一、已完成"], [1, "甲", "5月", "已全部完成"], ["二、未完成"], [2, "乙", "6月", "等批复"], [3, "丙", "6月", "进行中"]]
    workbook = read_rows([["序号", "工作任务", "完成时限", "进展情况"], *rows])

    assert column(workbook, "status") == ["done", "in_progress", "in_progress"]
    assert "note_tells_no_state" not in codes(workbook)


def test_what_was_done_on_a_day_is_done_under_any_heading():
    rows = [["一、未完成事项"], [1, "甲", "5月", "5月6日"], [2, "乙", "5月", ""]]
    workbook = read_rows([["序号", "工作任务", "完成时限", "实际完成时间"], *rows])

    assert column(workbook, "status") == ["done", "in_progress"]


def test_rows_that_say_how_far_they_are_need_no_heading():
    rows = [["一、已完成事项"], [1, "甲", "5月", 0.5], [2, "乙", "5月", ""]]
    workbook = read_rows([["序号", "工作任务", "完成时限", "进度"], *rows])

    assert column(workbook, "status") == ["in_progress", "not_reported"]


def test_what_a_heading_cancels_leaves_the_totals_and_is_to_be_checked():
    workbook = read_rows([TASKS, ["一、已完成事项"], *tasks("甲"), ["二、取消事项"], *tasks("乙")])

    assert column(workbook, "status") == ["done", "cancelled"]
    assert [finding.severity for finding in workbook.findings if finding.code == "state_from_heading"] == [Severity.INFO, Severity.WARNING]


def test_tables_under_titles_of_states_take_them():
    rows = [["一、已完成事项"], TASKS, *tasks("甲"), [""], ["二、未完成事项"], TASKS, *tasks("乙")]
    workbook = read_rows(rows)

    assert column(workbook, "status") == ["done", "in_progress"]
    assert column(workbook, "phase") == ["", ""]
