"""What a status cell says: done only where all is done, and the doubt is said."""

from typing import Any

import pytest

from lib.i18n import Language
from lib.ingest.model import Finding, Severity
from lib.ingest.states import read_state
from tests.ingest.raw import cells, codes, read_rows


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("已完成", "done"),
        ("完成", "done"),
        ("√", "done"),
        ("✓", "done"),
        ("是", "done"),
        ("100%", "done"),
        (1, "done"),
        (True, "done"),
        ("✅ Done", "done"),
        ("已完成（6月10日）", "done"),
        ("6月10日完成", "done"),
        ("已完成，持续坚持", "done"),
        ("未完成", "in_progress"),
        ("完成8项", "in_progress"),
        ("完成50%", "in_progress"),
        ("80%", "in_progress"),
        (0.8, "in_progress"),
        ("持续推进", "in_progress"),
        ("延期", "in_progress"),
        ("逾期", "in_progress"),
        ("已完成，待验收", "in_progress"),
        ("已完成（部分）", "in_progress"),
        ("基本完成", "in_progress"),
        ("In Progress", "in_progress"),
        ("未启动", "not_started"),
        ("Not Started", "not_started"),
        (0, "not_started"),
        (False, "not_started"),
        ("受阻", "paused"),
        ("On Hold", "paused"),
        ("取消", "cancelled"),
        ("完成率100%", "done"),
        ("办结率 80%", "in_progress"),
        ("完成3/3", "done"),
        ("完成24/24项", "done"),
        ("已完成3/5", "in_progress"),
        ("已于6月20日前完成", "done"),
        ("6月底前完成", None),
        ("6月20日前完成", None),
        ("6月底前已完成", "done"),
        ("预计6月底完成", None),
        ("红灯", None),
        ("绿", None),
        ("看情况", None),
        ("NA", None),
        ("不适用", None),
        (None, None),
    ],
)
def test_a_writing_means_one_state_of_a_task_or_none(written: Any, state: str | None):
    assert read_state(written).state == state


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("已完成", "done_unchecked"),
        ("✓", "done_unchecked"),
        ("已完成，持续坚持", "done_unchecked"),
        ("已销号", "closed"),
        ("已闭环", "closed"),
        ("整改率100%", "done_unchecked"),
        ("3月5日销号", "closed"),
        ("退回", "returned"),
        ("反弹", "reopened"),
        ("正在整改", "in_progress"),
        ("未完成", "in_progress"),
        ("完成8项", "in_progress"),
        ("待整改", "open"),
    ],
)
def test_a_ledger_tells_done_from_closed(written: str, state: str):
    assert read_state(written, ledger=True).state == state


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("已完成，持续坚持", "status_compound"),
        ("完成8项", "status_partial"),
        ("6月10日完成", "status_with_day"),
        ("绿", "status_is_lamp"),
        ("看情况", "status_unknown"),
        ("N/A", "status_unknown"),
        ("预计6月底完成", "status_unknown"),
        ("逾期", "status_overdue_typed"),
        ("延期", "status_delayed"),
    ],
)
def test_a_doubtful_writing_carries_what_must_be_said(written: str, code: str):
    assert read_state(written).codes == (code,)


@pytest.mark.parametrize(
    "written", ["未完成，因汛期值班推迟到7月", "进行中，推迟至7月底", "未完成，由于设备未到货延期", "未启动，申请延期到第15周"]
)
def test_what_is_put_off_is_so_beside_its_state_too_and_an_agreed_day_is_asked_for(written: str):
    workbook = read_rows([["工作内容", "完成时限", "状态"], ["开会", "6月6日", written], ["总结", "9月", "进行中"]])

    assert cells(workbook, "delayed_without_agreed") == ["C2"]
    assert "status_delayed" not in codes(workbook)


@pytest.mark.parametrize("written", ["未完成，不得推迟", "已完成，推迟到7月验收", "进行中，改期不影响"])
def test_what_is_not_put_off_is_not_asked_for_an_agreed_day(written: str):
    assert cells(read_rows([["工作内容", "完成时限", "状态"], ["开会", "6月6日", written]]), "delayed_without_agreed") == []


@pytest.mark.parametrize(
    ("head", "written", "chinese", "english"),
    [
        ("工作内容", "已完工，待验收", "状态取其主要一层“进行中”", '"In progress"'),
        ("工作内容", "已完成，材料已上报", "状态取其主要一层“已完成”", '"Done"'),
        ("工作内容", "5月8日已召开", "只取其中的状态“已完成”", '"Done"'),
        ("存在问题", "正在整改，已采购", "状态取其主要一层“整改中”", '"Being rectified"'),
        ("存在问题", "3月5日销号", "只取其中的状态“已销号”", '"Closed (checked off)"'),
    ],
)
def test_a_state_that_was_chosen_is_named_in_the_words_of_its_table(head: str, written: str, chinese: str, english: str):
    measure = ["整改措施"] if head == "存在问题" else []
    workbook = read_rows([["序号", head, *measure, "完成时限", "状态"], [1, "修订制度", *["公开征集"] * len(measure), "6月10日", written]])
    (found,) = [each for each in workbook.findings if each.code in ("status_compound", "status_with_day")]

    assert chinese in found.message(Language.ZH)
    assert english in found.message(Language.EN)


def test_a_state_that_was_kept_without_its_table_is_still_named():
    kept = Finding("status_compound", Severity.INFO, "推进表", "E5", 5, "已完成，待验收", (("state", "in_progress"),))

    assert "“进行中”" in kept.message(Language.ZH)


def test_a_share_within_a_writing_is_kept():
    assert read_state("完成50%").share == 0.5


def test_numbers_that_name_states_by_a_key_of_their_own_are_not_read_as_percent():
    workbook = read_rows([["工作内容", "完成时限", "状态"], *([f"任务{key}", "6月", key] for key in (1, 2, 3))])

    assert workbook.tasks["status"].tolist() == ["not_reported"] * 3
    assert cells(workbook, "status_unknown") == ["C2", "C3", "C4"]


def test_numbers_to_a_hundred_in_a_column_of_states_are_its_progress():
    workbook = read_rows([["工作内容", "完成时限", "状态"], *([f"任务{share}", "6月", share] for share in (0, 5, 100))])

    assert workbook.tasks["status"].tolist() == ["not_started", "in_progress", "done"]
    assert workbook.tasks["progress"].tolist() == [0.0, 0.05, 1.0]


PLAN, LEDGER = ["工作内容", "完成时限"], ["存在问题", "整改措施"]


@pytest.mark.parametrize("header", ["是否办结", "是否完成", "是否已完成", "是否落实", "是否完成（是/否）", "完成与否"])
@pytest.mark.parametrize("no", ["否", "No", False])
def test_a_no_to_whether_a_task_is_done_is_unfinished_and_that_is_said_once(header: str, no: Any):
    workbook = read_rows([[*PLAN, header], ["开会", "3月", "是"], ["立项", "4月", no], ["总结", "9月", no], ["评议", "9月", ""]])

    assert workbook.tasks["status"].tolist() == ["done", "in_progress", "in_progress", "not_reported"]
    assert cells(workbook, "no_read_as_unfinished") == ["C3"]


def test_a_no_answers_the_question_that_its_header_asks():
    def states(header: str) -> list[str]:
        rows = [["排队久", "增加窗口", "是"], ["作业多", "统筹", "否"]]
        return read_rows([[*LEDGER, header], *rows], name="整改台账").feedback["status"].tolist()

    assert states("是否完成") == states("是否整改完成") == states("是否整改到位") == ["done_unchecked", "in_progress"]
    assert states("是否整改") == ["done_unchecked", "open"]


def test_a_no_under_a_plain_header_of_states_is_not_started():
    workbook = read_rows([[*PLAN, "状态"], ["开会", "3月", "是"], ["立项", "4月", "否"]])

    assert workbook.tasks["status"].tolist() == ["done", "not_started"]
    assert cells(workbook, "no_read_as_unfinished") == []


def test_a_cross_stands_among_other_signs_and_is_not_started_as_by_the_vocabulary():
    rows = [[*PLAN, "是否完成"], ["开会", "3月", "√"], ["评议", "3月", "◐"], ["立项", "4月", "×"]]
    workbook = read_rows(rows)

    assert workbook.tasks["status"].tolist() == ["done", "in_progress", "not_started"]
    assert cells(workbook, "no_read_as_unfinished") == []


@pytest.mark.parametrize(
    ("header", "code", "written"),
    [
        (["工作内容", "完成时限", "状态"], "status_unknown", "未启动、进行中、已完成、暂缓、取消"),
        (["存在问题", "整改措施", "整改状态"], "problem_status_unknown", "待整改、整改中、已整改待复核、已销号"),
    ],
)
def test_a_state_that_is_not_understood_tells_what_to_write_in_its_cell(header: list[str], code: str, written: str):
    workbook = read_rows([header, ["方案", "3月", "已起草"], ["总结", "4月", "待讨论"]])
    hints = [finding.hint(Language.ZH) for finding in workbook.findings if finding.code == code]

    assert cells(workbook, code) == ["C2", "C3"]
    assert all(written in hint for hint in hints)
    assert ["已起草" in hints[0], "待讨论" in hints[1]] == [True, True]
