"""Several starts and ends a task: joined and said, unless a header calls one of them actual."""

from datetime import date

import pandas as pd
import pytest

from lib.ingest.model import Workbook
from lib.schema import Task
from tests.ingest.raw import codes, read_rows

ROWS = [[1, "登录模块", "3月1日", "3月10日", "3月11日", "4月20日"], [2, "报表模块", "3月5日", "3月15日", "3月16日", "5月20日"]]


def read(*groups: str) -> Workbook:
    """The two tasks under one or two groups of starts and ends."""
    top = ["序号", "任务名称", *(cell for group in groups for cell in (group, None))]
    under = [None, None, *["开始时间", "结束时间"] * len(groups)]
    merges = [f"{first}2:{second}2" for first, second in (("C", "D"), ("E", "F"))[: len(groups)]]
    return read_rows([["2026年信息系统计划"], top, under, *[row[: 2 + 2 * len(groups)] for row in ROWS]], year=None, merged=merges)


def test_one_span_is_not_worth_a_word():
    found = read("计划时间")

    assert "several_spans" not in codes(found)
    assert found.tasks[Task.END].dt.date.tolist() == [date(2026, 3, 10), date(2026, 3, 15)]


def test_steps_side_by_side_are_one_span_and_never_what_happened():
    found = read("需求分析", "开发")

    assert codes(found).count("several_spans") == 1
    assert found.tasks[Task.START].dt.date.tolist() == [date(2026, 3, 1), date(2026, 3, 5)]
    assert found.tasks[Task.END].dt.date.tolist() == [date(2026, 4, 20), date(2026, 5, 20)]
    assert found.tasks[[Task.ACTUAL_START, Task.ACTUAL_DONE]].isna().all(axis=None)


@pytest.mark.parametrize("groups", [("计划", "实际"), ("计划时间", "实际完成情况")])
def test_what_a_header_calls_actual_is_actual(groups: tuple[str, str]):
    found = read(*groups)

    assert "several_spans" not in codes(found)
    assert pd.Timestamp(found.tasks[Task.ACTUAL_DONE].iloc[0]).date() == date(2026, 4, 20)
    assert found.tasks[Task.END].dt.date.tolist() == [date(2026, 3, 10), date(2026, 3, 15)]
