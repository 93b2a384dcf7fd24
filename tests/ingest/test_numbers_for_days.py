"""A day that is typed as a number: 6.30 is stored as 6.3, and only the cell's number format may tell what was meant."""

from datetime import date, datetime
from typing import Any

import pytest

from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.schema import DeadlineKind, Opinion, Task
from tests.ingest.raw import cells, codes, read, sheet

NO_DAY: list[Any] = [None]


def due(*numbers: Any, shown_with_two: bool = False, year: int | None = 2014) -> Workbook:
    """Tasks with these cells for deadlines, from D2 down, of which all or none are shown with two decimals."""
    rows = [[n, f"任务{n}的内容", "办公室", number] for n, number in enumerate(numbers, 1)]
    places = frozenset((n, 4) for n in range(2, len(rows) + 2)) if shown_with_two else frozenset()
    return read(sheet([["序号", "工作内容", "责任部门", "完成时限"], *rows], noughts=places), year=year)


def ends(workbook: Workbook) -> list[date | None]:
    return [None if day != day else day.date() for day in workbook.tasks[Task.END]]


def test_a_column_without_numbers_has_nothing_to_be_said_about_it():
    assert codes(due("6.3", "6.30", "3月中旬")) == []


@pytest.mark.parametrize(
    ("number", "day"),
    [(6.3, date(2014, 6, 30)), (4.1, date(2014, 4, 10)), (6.2, date(2014, 6, 20)), (2014.1, date(2014, 10, 31)), (6.25, date(2014, 6, 25))],
)
def test_a_number_is_the_day_that_its_format_shows(number: float, day: date):
    workbook = due(number, shown_with_two=True)

    assert ends(workbook) == [day]
    assert codes(workbook) == []


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (6.4, date(2014, 6, 4)),
        (6.15, date(2014, 6, 15)),
        (6.25, date(2014, 6, 25)),
        (2.3, date(2014, 2, 3)),
        (2014.2, date(2014, 2, 28)),
        (2014.12, date(2014, 12, 31)),
    ],
)
def test_a_number_that_can_be_only_one_day_is_that_day(number: float, day: date):
    workbook = due(number)

    assert ends(workbook) == [day]
    assert codes(workbook) == []


@pytest.mark.parametrize(
    ("number", "first", "second"),
    [
        (6.1, "2014年6月1日", "2014年6月10日"),
        (6.2, "2014年6月2日", "2014年6月20日"),
        (6.3, "2014年6月3日", "2014年6月30日"),
        (2.2, "2014年2月2日", "2014年2月20日"),
        (2014.1, "2014年1月", "2014年10月"),
    ],
)
def test_a_number_that_may_be_two_days_is_neither_and_both_are_named(number: float, first: str, second: str):
    workbook = due(number, 5.15)

    assert workbook.tasks[Task.KIND].tolist() == [DeadlineKind.UNPARSED, DeadlineKind.BY]
    assert cells(workbook, "number_lacks_nought") == ["D2"]
    (finding,) = [finding for finding in workbook.findings if finding.code == "number_lacks_nought"]
    assert first in finding.message(Language.ZH)
    assert second in finding.message(Language.ZH)
    assert first in finding.hint(Language.ZH)
    assert second in finding.hint(Language.ZH)


@pytest.mark.parametrize("written", ["2014年6月3日", "2014年6月30日", "6.3", "6.30"])
def test_what_the_hint_asks_for_is_read_in_silence(written: str):
    assert codes(due(written, 5.15)) == []


def test_where_a_cell_is_no_day_as_it_is_shown_the_format_tells_of_none_what_was_typed():
    workbook = due(4.5, 6.3, 6.15, shown_with_two=True)

    assert ends(workbook) == [date(2014, 4, 5), None, date(2014, 6, 15)]
    assert cells(workbook, "number_lacks_nought") == ["D3"]


def test_without_a_year_a_number_waits_for_it_as_other_phrases_do():
    workbook = due(6.3, year=None)

    assert ends(workbook) == NO_DAY
    assert cells(workbook, "number_lacks_nought") == []


def test_a_doubtful_start_leaves_the_end_and_a_doubtful_end_leaves_nothing():
    head = ["序号", "工作内容", "开始时间", "结束时间"]
    workbook = read(sheet([head, [1, "甲项工作的内容", 5.1, 6.15], [2, "乙项工作的内容", 5.15, 6.3]]), year=2014)

    assert ends(workbook) == [date(2014, 6, 15), None]
    assert workbook.tasks[Task.START].isna().all()
    assert cells(workbook, "number_lacks_nought") == ["C2", "D3"]


def test_a_doubtful_day_of_completion_is_blank_and_said():
    head = ["序号", "存在问题", "整改措施", "整改时限", "整改状态", "完成时间"]
    rows = [[1, "食堂排队太长", "增开窗口", "5月30日", "已完成", 5.2], [2, "图书太旧", "采购新书", "5月30日", "已完成", 5.25]]
    workbook = read(sheet([head, *rows], name="整改台账"), year=2014)

    assert workbook.feedback[Opinion.DONE].dt.date.tolist()[1] == date(2014, 5, 25)
    assert workbook.feedback[Opinion.DONE].isna().tolist() == [True, False]
    assert cells(workbook, "number_lacks_nought") == ["F2"]


def test_an_agreed_day_that_is_doubtful_leaves_the_first_one():
    head = ["序号", "工作内容", "完成时限", "商定时限"]
    workbook = read(sheet([head, [1, "甲项工作的内容", "5月15日", 6.3], [2, "乙项工作的内容", "5月15日", 6.15]]), year=2014)

    assert workbook.tasks[Task.DUE].dt.date.tolist() == [date(2014, 5, 15), date(2014, 6, 15)]
    assert cells(workbook, "number_lacks_nought") == cells(workbook, "agreed_unread") == ["D2"]


def done(*days: Any) -> Workbook:
    """Problems with these cells for days of completion, from F2 down."""
    head = ["序号", "存在问题", "整改措施", "整改时限", "整改状态", "完成时间"]
    rows = [[n, f"第{n}个问题的表述", "逐项整改", "5月30日", "已完成", day] for n, day in enumerate(days, 1)]
    return read(sheet([head, *rows], name="整改台账"), year=2014)


@pytest.mark.parametrize("number", [4.23, 20140423, 2014.12])
def test_a_number_that_is_no_number_of_a_day_is_not_called_one(number: float):
    assert cells(done(number), "day_from_number") == []


def test_a_number_of_a_day_becomes_that_day_where_it_is_given_the_format_of_a_date():
    workbook = done(41752)

    assert workbook.feedback[Opinion.DONE].dt.date.tolist() == [date(2014, 4, 23)]
    assert cells(workbook, "day_from_number") == ["F2"]


@pytest.mark.parametrize("day", [datetime(1900, 1, 4, 4, 48), date(1900, 6, 15), datetime(1900, 1, 1, 3, 36), datetime(1904, 1, 5, 4, 48)])
def test_a_number_under_the_format_of_a_date_is_no_real_day_and_is_said(day: date):
    workbook = done(day)
    plan = due(day, "5月15日")

    assert workbook.feedback[Opinion.DONE].isna().all()
    assert cells(workbook, "day_unreal") == ["F2"]
    assert ends(plan) == [None, date(2014, 5, 15)]
    assert cells(plan, "day_unreal") == ["D2"]
    assert cells(plan, "deadline_missing") == cells(plan, "deadline_unparsed") == []


@pytest.mark.parametrize("day", [date(1899, 12, 30), date(1900, 1, 1), date(1904, 1, 1), date(1980, 1, 1)])
def test_the_zero_day_of_an_empty_formula_is_none_and_silent(day: date):
    assert cells(done(day), "day_unreal") == []


def test_an_unreal_start_leaves_the_end():
    head = ["序号", "工作内容", "开始时间", "结束时间"]
    workbook = read(sheet([head, [1, "甲项工作的内容", date(1900, 1, 4), "6月15日"]]), year=2014)

    assert ends(workbook) == [date(2014, 6, 15)]
    assert cells(workbook, "day_unreal") == ["C2"]
