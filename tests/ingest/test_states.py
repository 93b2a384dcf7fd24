"""What a status cell says: done only where all is done, and the doubt is said."""

from typing import Any

import pytest

from lib.ingest.states import read_state
from tests.ingest.raw import cells, read_rows


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
