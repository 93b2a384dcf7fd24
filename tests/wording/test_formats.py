"""Dates, numbers and percents as each language prints them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.i18n import Language
from lib.i18n.formats import day, day_beside, month, number, percent, span, window, xun

ZH, EN = Language.ZH, Language.EN


def test_a_day_is_printed_without_spaces_in_chinese() -> None:
    assert day(date(2014, 6, 10), ZH) == "6月10日"
    assert day(date(2014, 6, 10), ZH, year=True) == "2014年6月10日"
    assert day(date(2014, 6, 10), EN) == "10 Jun"
    assert day(date(2014, 6, 10), EN, year=True) == "10 Jun 2014"
    assert month(date(2014, 6, 10), ZH, year=True) == "2014年6月"


@pytest.mark.parametrize(
    ("on", "chinese", "english"),
    [
        (1, "2月上旬", "early Feb"),
        (10, "2月上旬", "early Feb"),
        (11, "2月中旬", "mid-Feb"),
        (20, "2月中旬", "mid-Feb"),
        (28, "2月下旬", "late Feb"),
    ],
)
def test_a_month_has_three_parts_and_the_last_takes_the_rest(on: int, chinese: str, english: str) -> None:
    assert xun(date(2014, 2, on), ZH) == chinese
    assert xun(date(2014, 2, on), EN) == english


@pytest.mark.parametrize(
    ("start", "end", "kind", "chinese", "english"),
    [
        (date(2014, 3, 11), date(2014, 3, 20), "window", "3月中旬", "mid-Mar"),
        (date(2014, 2, 21), date(2014, 2, 28), "window", "2月下旬", "late Feb"),
        (date(2014, 4, 1), date(2014, 4, 30), "window", "4月", "Apr"),
        (date(2014, 3, 1), date(2014, 8, 31), "window", "3月至8月", "Mar – Aug"),
        (date(2014, 3, 5), date(2014, 3, 9), "window", "3月5日至3月9日", "5 Mar – 9 Mar"),
        (date(2014, 5, 15), date(2014, 5, 15), "window", "5月15日", "15 May"),
        (date(2014, 12, 21), date(2015, 1, 10), "window", "2014年12月21日至2015年1月10日", "21 Dec 2014 – 10 Jan 2015"),
        (None, date(2014, 6, 30), "by", "6月30日前", "by 30 Jun"),
        (date(2014, 4, 1), None, "open-ended", "4月1日起，长期", "from 1 Apr, open-ended"),
        (None, None, "open-ended", "长期", "open-ended"),
        (None, None, "immediate", "立行立改", "at once"),
        (None, None, "unparsed", "待确认", "to be confirmed"),
        (None, None, "by", "待确认", "to be confirmed"),
    ],
)
def test_a_window_is_named_as_people_name_it(start: date | None, end: date | None, kind: str, chinese: str, english: str) -> None:
    assert window(start, end, kind, ZH) == chinese
    assert window(start, end, kind, EN) == english


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0.0, "0%"), (1.0, "100%"), (0.5, "50%"), (2 / 3, "66.7%"), (0.0625, "6.3%"), (0.0004, "<0.1%"), (0.9999, ">99.9%"), (1.25, "125%")],
)
def test_a_percent_has_a_decimal_only_where_it_is_needed(share: float, printed: str) -> None:
    assert percent(share, ZH) == printed
    assert percent(share, EN) == printed


@settings(deadline=None)
@given(st.integers(1, 5000), st.data())
def test_only_all_prints_as_a_hundred_and_only_none_as_nought(total: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, total))
    printed = percent(part / total, ZH)

    assert (printed == "100%") == (part == total)
    assert (printed == "0%") == (part == 0)


def test_a_number_has_its_thousands_set_apart() -> None:
    assert number(12345, ZH) == "12,345"
    assert number(0, EN) == "0"
    assert number(2.25, EN) == "2.3"


def test_a_day_beside_another_of_its_year_needs_no_year() -> None:
    seen = date(2014, 6, 10)

    assert day_beside(date(2014, 12, 31), seen, Language.ZH) == "12月31日"
    assert day_beside(date(2015, 1, 20), seen, Language.ZH) == "2015年1月20日"
    assert day_beside(date(2015, 1, 20), seen, Language.EN) == "20 Jan 2015"


def test_two_days_of_one_year_say_it_once_where_the_language_puts_it() -> None:
    march, april, june = date(2025, 3, 1), date(2025, 4, 30), date(2026, 6, 9)

    assert window(march, april, "window", ZH, year=True) == "2025年3月至4月"
    assert window(march, april, "window", EN, year=True) == "Mar – Apr 2025"
    assert window(date(2025, 3, 5), april, "window", ZH, year=True) == "2025年3月5日至4月30日"
    assert span(march, april, ZH) == "2025年3月1日至4月30日"
    assert span(march, april, EN) == "1 Mar – 30 Apr 2025"
    assert span(march, june, ZH) == "2025年3月1日至2026年6月9日"
    assert span(march, june, EN) == "1 Mar 2025 – 9 Jun 2026"
