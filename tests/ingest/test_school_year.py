"""The school's calendar: declared on the settings sheet it gives school words their days; nothing is completed by guessing."""

from datetime import date, datetime

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read, sheet

YEAR = ["年份", 2014]


def plan(*phrases: str) -> list[list[str]]:
    return [["工作内容", "完成时限"], *([f"任务{place}", phrase] for place, phrase in enumerate(phrases, 1))]


def read_with(settings: list[list[object]], *phrases: str) -> Workbook:
    return read(sheet(plan(*phrases)), sheet([YEAR, *settings], name="设置"))


def ends(workbook: Workbook) -> list[date | None]:
    return [None if day != day else day.date() for day in workbook.tasks["end"]]


def test_without_a_calendar_school_words_have_no_days():
    workbook = read_with([], "学期末", "暑假前", "寒假期间")

    assert ends(workbook) == [None, None, None]
    assert workbook.tasks["kind"].tolist() == ["undetermined"] * 3


def test_the_declared_days_turn_school_words_into_windows():
    settings = [
        ["学期开始", datetime(2014, 2, 17)],
        ["学期结束", datetime(2014, 7, 4)],
        ["暑假开始", "7月5日"],
        ["暑假结束", "8月31日"],
        ["寒假开始", "2015年1月31日"],
        ["寒假结束", "2015年2月27日"],
        ["开学日期", "2014.9.1"],
    ]
    workbook = read_with(settings, "学期末", "暑假前", "暑假期间", "寒假期间", "开学前", "本学期末前")

    assert ends(workbook) == [
        date(2014, 7, 4), date(2014, 7, 4), date(2014, 8, 31), date(2015, 2, 27), date(2014, 8, 31), date(2014, 7, 4),
    ]  # fmt: skip
    assert workbook.tasks["start"].dt.date.tolist()[2:4] == [date(2014, 7, 5), date(2015, 1, 31)]
    assert "setting_unread" not in codes(workbook)


def test_a_holiday_may_be_one_span_and_a_term_only_its_end():
    workbook = read_with([["暑假", "7月5日-8月31日"], ["学期结束", "7月4日"]], "暑假前", "学期末", "期末")

    assert ends(workbook) == [date(2014, 7, 4)] * 3


def test_teaching_weeks_are_counted_from_the_monday_of_the_first():
    workbook = read_with([["第一周", "2014年2月19日"]], "第二周")

    assert (workbook.tasks["start"][0].date(), ends(workbook)) == (date(2014, 2, 24), [date(2014, 3, 2)])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ([["暑假开始", "7月5日"]], ["B2"]),
        ([["暑假开始", "待定"], ["暑假结束", "8月31日"]], ["B2", "B3"]),
        ([["学期开始", "7月4日"], ["学期结束", "2月17日"]], ["B2", "B3"]),
    ],
)
def test_what_is_missing_unread_or_backwards_is_said_and_gives_no_day(settings: list[list[object]], said: list[str]):
    workbook = read_with(settings, "暑假前", "学期末")

    assert cells(workbook, "setting_unread") == said
    assert ends(workbook) == [None, None]


def test_a_plan_headed_by_the_parts_of_the_school_year_is_no_settings_sheet():
    rows = [["时段", "工作内容"], ["开学", "报到注册"], ["期末", "组织考试"], ["寒假", "走访学生"], ["暑假", "社会实践"]]
    workbook = read(sheet(rows), year=2014)

    assert workbook.tasks["phase"].tolist() == ["开学", "期末", "寒假", "暑假"]
