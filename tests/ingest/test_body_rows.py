"""A row of a long body is told from a header by its words, and the same tables are found as if its columns were named."""

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.ingest import body_rows, locate
from lib.ingest.choices import NO_CHOICES, Choices
from lib.ingest.grid import make_grid
from lib.ingest.model import ColumnChoice, MergedRange, RawSheet
from tests.ingest.raw import read_rows

TIMES = 10 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1
LEDGER = ["意见编号", "征集方式", "意见建议内容", "责任部门", "问题类别", "整改时限", "整改状态", "满意度"]
PLAN = ["序号", "工作内容", "完成时限", "责任部门", "状态", "备注"]
WORDS = [
    *LEDGER, *PLAN, "部门", "建议", "问题", "意见", "任务", "内容", "措施", "96%", "3月", "4月上旬", "已完成", "进行中", "√", "子任务", "姓名", "职务", "机构",
    "制度", "制度名称", "项目负责人", "进展情况", "Task", "Owner", "Status", "Phase", "说明", "座谈会", "会议多，希望合并", 1, 2.5, None, None, None, None,
]  # fmt: skip


def ledger(rows: int) -> list[list[Any]]:
    body = [[f"Y{n}", "意见", f"希望少开会，第{n}次", "部门", "建议", "5月底前", "问题", "96%"] for n in range(1, rows + 1)]
    return [LEDGER, *body]


def mapped_rows(monkeypatch: pytest.MonkeyPatch, rows: list[list[Any]]) -> int:
    """How many headers are tried by naming their columns."""
    tried: list[int] = []
    named = locate.map_columns

    def count(*arguments: Any) -> Any:
        tried.append(1)
        return named(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(locate, "map_columns", count)
        read_rows(rows)
    return len(tried)


def test_a_long_body_of_words_that_headers_know_tries_no_more_headers_than_a_short_one(monkeypatch: pytest.MonkeyPatch):
    short, long = mapped_rows(monkeypatch, ledger(3)), mapped_rows(monkeypatch, ledger(300))

    assert short == long
    assert long == 1


def test_rows_that_name_no_table_are_not_tried_where_no_header_was_found_yet(monkeypatch: pytest.MonkeyPatch):
    few, many = [[["部门", "96%", f"第{n}行的话"] for n in range(count)] for count in (3, 60)]

    assert mapped_rows(monkeypatch, [*few, [], *ledger(2)]) == 1
    assert mapped_rows(monkeypatch, [*many, [], *ledger(2)]) == 1


def test_every_row_of_such_a_body_is_read():
    workbook = read_rows(ledger(300))

    assert len(workbook.feedback) == 300
    assert set(workbook.feedback["category"]) == {"建议"}


def test_a_header_that_returns_in_such_a_body_is_still_no_opinion():
    workbook = read_rows([*ledger(40), LEDGER, *ledger(20)[1:]])

    assert len(workbook.feedback) == 60


def test_a_second_table_beneath_such_a_body_is_still_found():
    workbook = read_rows([*ledger(40), [], PLAN, [1, "制定方案", "3月", "办公室", "已完成", None]])

    assert len(workbook.feedback) == 40
    assert workbook.tasks["task"].tolist() == ["制定方案"]


cells = st.sampled_from(WORDS)
lines = st.lists(st.one_of(st.lists(cells, min_size=1, max_size=9), st.sampled_from([LEDGER, PLAN, LEDGER[:5], PLAN[:4]])), max_size=12)
merges = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 8), st.integers(0, 2), st.integers(0, 2)), max_size=3)
hands = st.sampled_from([NO_CHOICES, Choices((ColumnChoice("tasks", "部门", "task"),)), Choices((ColumnChoice("feedback", "建议", ""),))])


@settings(max_examples=100 * TIMES, deadline=None)
@given(rows=lines, merged=merges, choices=hands)
def test_the_same_tables_are_found_as_if_every_row_were_tried(
    rows: list[list[Any]], merged: list[tuple[int, int, int, int]], choices: Choices
):
    ranges = tuple(MergedRange(top, left, top + down, left + right) for top, left, down, right in merged)
    grid = make_grid(RawSheet("Sheet1", rows, merged=ranges))
    quick = locate.locate(grid, choices)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body_rows.BodyRows, "is_body", lambda *_: False)
        slow = locate.locate(grid, choices)

    assert quick == slow
