"""A title that names a school year names two calendar years: each deadline is read in the one it belongs to, and it is said."""

from typing import Any

import pytest

from lib.ingest.academic import AcademicYear, academic_year_in
from tests.ingest.raw import codes, read, read_rows, sheet

HEADER = ["序号", "工作内容", "责任部门", "完成时间"]


def ends(title: str, *phrases: str) -> list[Any]:
    """The last days of some deadlines under a title."""
    workbook = read_rows(
        [[title], HEADER, *([number, f"任务{number}", "教务处", phrase] for number, phrase in enumerate(phrases, 1))], year=None
    )
    return [end.date().isoformat() for end in workbook.tasks["end"]]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2025年工作计划", None),
        ("2023-2025年规划", None),
        ("2022-2025学年规划", None),
        ("2024-2025学年第二学期工作计划", AcademicYear(2024, is_second_term=True)),
        ("2024—2025学年度下学期工作安排", AcademicYear(2024, is_second_term=True)),
        ("2024-25学年第一学期", AcademicYear(2024)),
        ("2024至2025学年工作要点", AcademicYear(2024)),
    ],
)
def test_only_two_years_that_follow_each_other_are_a_school_year(title: str, expected: AcademicYear | None):
    assert academic_year_in(title) == expected


def test_a_second_term_lies_in_the_second_year():
    assert ends("2024-2025学年第二学期工作计划", "2月", "4月底", "7月5日", "8月") == [
        "2025-02-28",
        "2025-04-30",
        "2025-07-05",
        "2025-08-31",
    ]


def test_a_first_term_turns_the_year_with_january():
    assert ends("2024—2025学年度第一学期工作计划", "9月", "12月底", "1月15日", "一月中旬") == [
        "2024-09-30",
        "2024-12-31",
        "2025-01-15",
        "2025-01-20",
    ]


def test_a_whole_school_year_has_its_summer_in_the_second_year():
    assert ends("2024-2025学年工作计划", "8月", "11月", "6月20日前", "9月至次年1月") == [
        "2024-08-31",
        "2024-11-30",
        "2025-06-20",
        "2025-01-31",
    ]


def test_a_year_that_is_written_stays():
    assert ends("2024-2025学年第二学期工作计划", "2024年12月", "3月") == ["2024-12-31", "2025-03-31"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("2024-2025学年第二学期工作计划", "year_of_second_term"),
        ("2024-2025学年第一学期工作计划", "year_of_school_year"),
        ("2025年工作计划", None),
    ],
)
def test_the_years_that_were_taken_are_said(title: str, code: str | None):
    workbook = read_rows([[title], HEADER, [1, "开学典礼", "德育处", "3月"]], year=None)

    assert [found for found in codes(workbook) if found.startswith("year_")] == ([code] if code else [])


def test_the_files_name_may_name_the_school_year():
    workbook = read(sheet([HEADER, [1, "开学典礼", "德育处", "3月"]]), file_name="2024-2025学年第二学期计划.xlsx")

    assert (workbook.year, workbook.year_source) == (2025, "file_name")


def test_the_day_that_the_sheet_speaks_of_lies_in_the_same_school_year():
    workbook = read_rows([["2024-2025学年工作计划"], ["截至3月10日"], HEADER, [1, "开学典礼", "德育处", "3月"]], year=None)

    assert workbook.as_of is not None
    assert workbook.as_of.isoformat() == "2025-03-10"
