"""Ticks under pieces of time and durations beside a start: what they give as the deadline, and where they give none."""

from datetime import date, timedelta
from typing import Any

import pytest

from lib.ingest.academic import AcademicYear
from lib.ingest.calendar import Duration, read_duration
from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read_rows


def windows(workbook: Workbook) -> list[tuple[str | None, str | None]]:
    """First and last day of each task as ISO text."""
    days = workbook.tasks[["start", "end"]]
    return [tuple(None if day != day else day.date().isoformat() for day in row) for row in days.itertuples(index=False)]  # type: ignore[misc]


def ticked(group: str, own: list[str], *rows: list[Any]) -> Workbook:
    """Two tasks under a merged group and its pieces of time."""
    last = "CDEFGH"[len(own) - 1]
    top = ["序号", "工作内容", group, *[""] * (len(own) - 1)]
    return read_rows([top, ["", "", *own], *rows], merged=["A1:A2", "B1:B2", f"C1:{last}1"])


def test_a_row_without_a_tick_has_no_deadline():
    months = [f"{month}月" for month in range(1, 5)]
    workbook = read_rows([["序号", "工作内容", *months], [1, "制定计划", "√"], [2, "待定的事", "", "", "", ""]])

    assert windows(workbook) == [("2014-01-01", "2014-01-31"), (None, None)]


def test_ticks_with_a_gap_between_span_the_whole_and_it_is_said():
    months = [f"{month}月" for month in range(1, 6)]
    workbook = read_rows([["序号", "工作内容", *months], [1, "两次检查", "", "√", "", "√"]])

    assert workbook.tasks["due_text"].tolist() == ["2月、4月"]
    assert windows(workbook) == [("2014-02-01", "2014-04-30")]
    assert "due_from_calendar" in codes(workbook)


def test_days_under_a_month_are_days_of_that_month():
    workbook = ticked("3月", ["5日", "15日", "25日"], [1, "动员大会", "√", "", ""], [2, "学习", "", "√", "√"])

    assert windows(workbook) == [("2014-03-05", "2014-03-05"), ("2014-03-15", "2014-03-25")]


def test_thirds_of_a_month_under_a_month_are_its_thirds():
    workbook = ticked("3月", ["上旬", "中旬", "下旬"], [1, "动员大会", "√", "", ""], [2, "学习", "", "√", "√"])

    assert windows(workbook) == [("2014-03-01", "2014-03-10"), ("2014-03-11", "2014-03-31")]


def test_thirds_under_what_is_no_month_have_no_date():
    workbook = ticked("第一阶段", ["上旬", "中旬", "下旬"], [1, "动员大会", "√", "", ""], [2, "学习", "", "√", "√"])

    assert windows(workbook) == [(None, None), (None, None)]
    assert "calendar_undated" in codes(workbook)


def test_a_column_of_durations_that_nobody_filled_in_says_nothing():
    workbook = read_rows([["任务名称", "开始时间", "工期（天）"], ["立项", "3月1日", ""], ["设计", "3月8日", ""]])

    assert windows(workbook) == [("2014-03-01", None), ("2014-03-08", None)]
    assert {"end_from_duration", "duration_without_unit"}.isdisjoint(codes(workbook))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (timedelta(days=5), Duration(5, "days")),
        (timedelta(hours=3), None),
        (date(2014, 3, 1), None),
        (True, None),
        ("视情况", None),
        ("2周", Duration(2, "weeks")),
        ("约3个工作日", Duration(3, "workdays")),
        (4, Duration(4, "")),
    ],
)
def test_a_cell_of_a_duration_is_an_amount_with_its_unit_or_nothing(cell: Any, expected: Duration | None):
    assert read_duration(cell, "") == expected


def test_a_start_without_an_end_beside_others_that_have_one_lacks_its_deadline():
    head = ["任务名称", "开始时间", "结束时间"]
    rows = [[f"任务{number}", "3月1日", "3月5日"] for number in range(1, 5)]
    workbook = read_rows([head, *rows, ["收尾", "4月1日", ""]])

    assert windows(workbook)[-1] == ("2014-04-01", None)
    assert cells(workbook, "deadline_missing") == ["C6"]


@pytest.mark.parametrize("none", ["1980-01-01", "无", "——"])
def test_a_start_or_an_end_that_stands_for_none_is_none(none: str):
    head = ["任务名称", "开始时间", "结束时间"]
    workbook = read_rows(
        [head, ["写方案", none, "3月5日"], ["开会", "3月2日", none], ["总结", "3月2日", "3月6日"], ["归档", "3月2日", "3月6日"]]
    )

    assert windows(workbook) == [("2014-03-05", "2014-03-05"), ("2014-03-02", None), *[("2014-03-02", "2014-03-06")] * 2]


def test_a_short_year_first_is_the_year_of_the_plan():
    workbook = read_rows([["工作内容", "完成时限"], ["写方案", "14-3-20"], ["开会", "14/4/1"], ["总结", "14.5.30"]])

    assert [end for _, end in windows(workbook)] == ["2014-03-20", "2014-04-01", "2014-05-30"]


@pytest.mark.parametrize(("phrase", "year"), [("长期坚持", 2013), ("十月中旬", 2013), ("3月底", 2014), ("次年1月", 2013)])
def test_what_names_no_month_belongs_to_the_year_in_which_a_school_year_begins(phrase: str, year: int):
    assert AcademicYear(2013).year_of(phrase) == year


def test_thirds_of_a_month_in_one_sign_beneath_it_are_a_calendar():
    rows = [["工作环节", "工作项目", "3月", None, None, "4月", None, None], [None, None, *"上中下上中下"]]
    workbook = read_rows(
        [*rows, ["准备", "成立机构", "■", "■", None, None, None, None], ["实施", "隐患排查", None, None, "■", "■", None, None]],
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:H1"],
    )

    assert windows(workbook) == [("2014-03-01", "2014-03-20"), ("2014-03-21", "2014-04-10")]
