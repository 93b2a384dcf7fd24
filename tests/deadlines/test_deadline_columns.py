"""Start and end in two columns, date cells and serial numbers, the years of a title, what a note shows."""

from datetime import date

import pytest

from lib.deadlines import deadline_of_date, deadline_of_month, deadline_of_serial, find_years, note_text, parse_deadline, parse_span
from lib.i18n import Language
from lib.schema import DeadlineKind


def codes(deadline) -> list[str]:
    return [note.code for note in deadline.notes]


def test_blanks_around_two_columns_are_no_part_of_what_is_shown():
    assert parse_span(" 3月 ", "\t5月 ", 2014).text == "3月 / 5月"
    assert parse_span(" ", " 6月底 ", 2014).text == "6月底"
    assert codes(parse_span(" ", " 6月底 ", 2014)) == []
    assert codes(parse_span(" ", "", 2014)) == ["blank"]


def test_a_start_that_runs_on_and_an_end_are_one_range_or_backwards():
    assert parse_span("6月起", "8月", 2014).end == date(2014, 8, 31)
    assert codes(parse_span("6月起", "5月", 2014)) == ["backwards"]
    assert codes(parse_span("长期", "6月底", 2014)) == ["start_unread"]


def test_two_columns_that_both_run_on_begin_with_the_first():
    deadline = parse_span("6月起", "8月起", 2014)

    assert (deadline.kind, deadline.start, deadline.end) == (DeadlineKind.OPEN_ENDED, date(2014, 6, 1), None)
    assert parse_span("待定", "8月起", 2014).start == date(2014, 8, 1)
    assert parse_span("6月起", "待定", 2014).kind is DeadlineKind.UNDETERMINED


def test_a_window_alone_in_the_start_column_runs_on_from_its_first_day():
    assert parse_span("3月中旬", "", 2014).start == date(2014, 3, 11)


def test_two_days_of_which_one_has_no_year_are_a_window_without_days():
    deadline = parse_span("3月15日前完成", "2014年5月", None)

    assert (deadline.kind, deadline.start, deadline.end, codes(deadline)) == (DeadlineKind.WINDOW, None, None, ["year_missing"])


def test_cells_show_their_day_month_or_number_as_it_stands():
    assert deadline_of_date(date(2014, 3, 5)).text == "2014-03-05"
    assert deadline_of_month(2014, 3).text == "2014-03"
    assert [deadline_of_serial(number).text for number in (41718, 41718.5, 2958465, 3)] == ["41718", "41718.5", "2958465", "3"]
    assert codes(deadline_of_serial(3)) == ["not_understood"]
    assert codes(deadline_of_serial(41718)) == ["read_as_serial"]


def test_a_cell_of_two_hundred_signs_is_read_and_one_more_is_prose():
    assert parse_deadline("3月".ljust(200), 2014).end == date(2014, 3, 31)
    assert codes(parse_deadline("3月".ljust(201), 2014)) == ["too_long"]


def test_years_of_the_republic_count_from_1911_in_figures_and_in_words():
    assert find_years("民国103年") == (2014,)
    assert find_years("民国一百零三年三月") == (2014,)
    assert find_years("民国000年、民国10年") == (1921,)
    assert find_years("民国00年") == ()


def test_windows_in_a_note_are_written_as_people_write_them():
    note = parse_deadline("5月、10月", 2014).notes[0]

    assert note_text(note, Language.ZH) == "一格里写了几个时间（2014年5月、2014年10月），按整段读取。"
    assert note_text(note, Language.EN) == "The cell names several times (May 2014, Oct 2014); the whole stretch was taken."


def test_a_number_of_days_in_a_note_stands_as_it_is():
    note = parse_deadline("41718", 2014).notes[0]

    assert note_text(note, Language.ZH) == "只有一个数字；若是 Excel 日期序号，则为 2014-03-20，请确认。"


def test_two_figures_without_a_plan_year_are_taken_as_they_stand():
    for phrase, start in (
        ("99年3月", date(2099, 3, 1)),
        ("14.6", date(2014, 6, 1)),
        ("Mar-14", date(2014, 3, 1)),
        ("Mar-00", date(2000, 3, 1)),
    ):
        assert parse_deadline(phrase, None).start == start
    assert codes(parse_deadline("99年3月", None)) == []
    assert codes(parse_deadline("Mar-14", None)) == ["month_year_or_day"]
    assert codes(parse_deadline("Mar-00", 2014)) == ["month_year_or_day"]


def test_days_in_notes_have_no_year_where_none_is_known():
    notes = parse_deadline("6月启动，3月完成", None).notes

    assert [(note.code, note.facts) for note in notes] == [("backwards", (("end", "03-31"), ("start", "06-01")))]


def test_without_a_plan_year_what_the_phrase_itself_knows_is_kept():
    assert parse_deadline("次年3月", None).end is None
    assert codes(parse_deadline("9月前", None)) == ["strict_before", "year_missing"]
    assert parse_deadline("2014年11月至次年2月", None).end == date(2015, 2, 28)
    assert parse_deadline("3月至2014年5月", None).start == date(2014, 3, 1)
    assert codes(parse_deadline("12月31日（周三）", None)) == ["year_missing"]
    assert parse_deadline("2月29日至明年3月", None).kind is DeadlineKind.WINDOW


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("5-6月", "前三季度", date(2014, 5, 1), date(2014, 9, 30)),
        ("除夕", "3月到5月", date(2014, 1, 30), date(2014, 5, 31)),
        ("5-6月", "7-9月", date(2014, 5, 1), date(2014, 9, 30)),
    ],
)
def test_two_columns_that_each_hold_a_stretch_run_from_the_first_day_of_one_to_the_last_of_the_other(
    start: str, end: str, first: date, last: date
):
    deadline = parse_span(start, end, 2014)

    assert (deadline.start, deadline.end, deadline.notes) == (first, last, ())


@pytest.mark.parametrize(("start", "doubt"), [("待定", "not_fixed"), ("-", "not_understood"), ("0月", "impossible_date")])
def test_a_start_that_says_no_day_leaves_the_end_and_is_told_as_unread(start: str, doubt: str):
    deadline = parse_span(start, "1-2月", 2014)

    assert (deadline.start, deadline.end, deadline.kind) == (None, date(2014, 2, 28), DeadlineKind.BY)
    assert [note.code for note in deadline.notes] == [doubt, "start_unread"]
