"""Properties: a window written in any form is read back; any text at all is answered."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lib.deadlines import find_years, note_text, parse_deadline, parse_span
from lib.i18n import Language
from lib.schema import DeadlineKind

NUMERALS = "〇一二三四五六七八九"
DASHES = ["-", "—", "–", "－", "~", "～", "至", "到", " - ", "--", "——"]
LABELS = ["", "完成时限：", "时间:", "计划", "拟于", "预计", "原则上", "于", "（"]
TAILS = ["", "完成", "召开", "期间", "内"]
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else NUMERALS[tens] + "十") + (NUMERALS[ones] if ones or not tens else "")


def year_forms(year: int) -> list[str]:
    wide = str(year).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    return [f"{year}年", f"{year} 年 ", f"{wide}年", "".join(NUMERALS[int(digit)] for digit in str(year)) + "年"]


def day_forms(day: date) -> list[str]:
    forms = [
        f"{day.year}-{day.month}-{day.day}",
        day.isoformat(),
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day.year}.{day.month}.{day.day}",
    ]
    forms += [f"{year}{day.month}月{day.day}日" for year in year_forms(day.year)]
    forms += [f"{year}{chinese(day.month)}月{chinese(day.day)}号" for year in year_forms(day.year)]
    return [*forms, f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}", f"{day:%Y%m%d}"]


PARTS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 0),
    "上半月": (1, 15),
    "中下旬": (11, 0),
    "初": (1, 10),
    "中": (11, 20),
    "": (1, 0),
    "份": (1, 0),
}


@settings(max_examples=300, deadline=None)
@given(DAYS, st.data())
def test_a_day_in_any_form_is_that_day(day: date, data: st.DataObject):
    written = data.draw(st.sampled_from(day_forms(day)))
    deadline = parse_deadline(written, data.draw(st.sampled_from([None, 2014, day.year])))

    assert (deadline.start, deadline.end, deadline.notes) == (day, day, ())


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from(["前", "之前", "以前", "前完成", "止", "截止", " 17:00前", "（含）前", "为止"]), st.data())
def test_by_a_day_in_any_form_ends_on_that_day(day: date, word: str, data: st.DataObject):
    written = data.draw(st.sampled_from(day_forms(day)[4:12]))
    deadline = parse_deadline(written + word, 2014)

    assert (deadline.kind, deadline.start, deadline.end, deadline.notes) == (DeadlineKind.BY, None, day, ())


@settings(max_examples=300, deadline=None)
@given(st.integers(1990, 2099), st.integers(1, 12), st.sampled_from(sorted(PARTS)), st.data())
def test_a_part_of_a_month_in_any_form_is_that_window(year: int, month: int, part: str, data: st.DataObject):
    label, tail = data.draw(st.sampled_from(LABELS)), data.draw(st.sampled_from(TAILS))
    month_text = data.draw(st.sampled_from([f"{month}月", f"{month:02d} 月", f"{chinese(month)}月"]))
    written_year = data.draw(st.sampled_from(["", *year_forms(year)]))
    # 三月内 alone may be March or three months, and must be said to be unsure; see the rule's own test.
    assume(written_year or part or tail != "内" or month_text != f"{chinese(month)}月")
    first, last = PARTS[part]
    deadline = parse_deadline(f"{label}{written_year}{month_text}{part}{tail}", year)

    assert deadline.start == date(year, month, first)
    assert deadline.end == date(year, month, last or monthrange(year, month)[1])
    assert deadline.notes == ()


@settings(max_examples=300, deadline=None)
@given(DAYS, st.integers(1, 400), st.sampled_from(DASHES), st.data())
def test_a_range_of_days_in_any_form_is_that_window(start: date, length: int, dash: str, data: st.DataObject):
    end = date.fromordinal(start.toordinal() + length)
    form = data.draw(st.integers(4, 11))
    deadline = parse_deadline(day_forms(start)[form] + dash + day_forms(end)[form], 2014)

    assert (deadline.kind, deadline.start, deadline.end, deadline.notes) == (DeadlineKind.WINDOW, start, end, ())


@settings(max_examples=200, deadline=None)
@given(st.integers(1990, 2099), st.integers(1, 12), st.integers(1, 12), st.sampled_from(DASHES), st.booleans())
def test_a_range_of_months_carries_the_unit_and_never_runs_backwards(year: int, first: int, last: int, dash: str, short: bool):
    deadline = parse_deadline(f"{first}{'' if short else '月'}{dash}{last}月", year)

    if first <= last:
        assert (deadline.start, deadline.end) == (date(year, first, 1), date(year, last, monthrange(year, last)[1]))
        assert deadline.notes == ()
    else:
        assert deadline.notes
        assert deadline.end is None or deadline.end.year == year + 1


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(0, 200))
def test_two_columns_are_the_range_that_they_name(start: date, length: int):
    end = date.fromordinal(start.toordinal() + length)
    deadline = parse_span(start.isoformat(), end.isoformat(), None)

    assert (deadline.start, deadline.end) == (start, end)


WORDS = st.sampled_from(
    [
        "3",
        "12",
        "31",
        "2014",
        "20140315",
        "0",
        "99999999999",
        "年",
        "月",
        "日",
        "号",
        "旬",
        "上旬",
        "中",
        "底",
        "初",
        "前",
        "后",
        "起",
        "止",
        "至",
        "-",
        "~",
        "/",
        ".",
        "、",
        "，",
        "（",
        "）",
        "：",
        "或",
        "每月",
        "每年",
        "长期",
        "立即",
        "待定",
        "第",
        "周",
        "季度",
        "半年",
        "今年",
        "次年",
        "十一",
        "五一",
        "春节前",
        "一",
        "二十",
        "廿",
        "内",
        "左右",
        "约",
        "Mar",
        "mid-",
        "by",
        "end",
        "of",
        "Q2",
        "14",
        "'",
        "Wed",
        "2014-02-30",
        "3/4",
        "\n",
        "?",
        "①",
        "③",
        "个工作日",
        "12:00",
        "暑假",
        "学年",
        "财年",
        "民国",
        "103",
        "十三五",
        "T10:00",
        "W12",
        "H1",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=12), st.sampled_from([None, 2014, 2016, 1, 9998]))
def test_any_heap_of_date_words_is_answered_and_a_window_never_runs_backwards(words: list[str], year: int | None):
    deadline = parse_deadline("".join(words), year)

    assert deadline.start is None or deadline.end is None or deadline.start <= deadline.end
    assert deadline.kind is not DeadlineKind.UNPARSED or deadline.notes
    assert all("⟦" not in note_text(note, Language.EN) for note in deadline.notes)


@settings(max_examples=400, deadline=None)
@given(st.text(st.characters(), max_size=60), st.sampled_from([None, 2014]))
def test_any_text_is_answered(text: str, year: int | None):
    deadline = parse_deadline(text, year)

    assert deadline.text == text
    find_years(text)
    parse_span(text, text, year)


def test_hostile_text_is_answered():
    hostile = [
        "\ud800",
        "3月\udfff中旬",
        "\x00",
        "9" * 190,
        "〇" * 190,
        "(" * 200,
        "3-" * 100,
        "百" * 150,
        "3月" * 100,
        "3月" * 100000,
        "\n" * 200,
        "1/" * 100,
        "边" * 200,
        "到" * 200,
    ]

    assert all(parse_deadline(text, 2014).text == text for text in hostile)


@pytest.mark.parametrize("month", [1, 3, 11])
def test_a_month_in_words_followed_by_within_may_be_a_number_of_months(month: int):
    unsure = parse_deadline(f"{chinese(month)}月内", 2014)

    assert (unsure.start, [note.code for note in unsure.notes]) == (date(2014, month, 1), ["month_or_months"])
    assert parse_deadline(f"{month}月内", 2014).notes == ()
    assert parse_deadline(f"2014年{chinese(month)}月内", 2014).notes == ()
