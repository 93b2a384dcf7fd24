"""The school's calendar in deadlines: teaching weeks, terms and holidays, with and without a year before them."""

from datetime import date

import pytest

from lib.deadlines import NoteLevel, SchoolCalendar, SchoolPeriod, parse_deadline, parse_span

CALENDAR = SchoolCalendar(
    (
        SchoolPeriod("学期", date(2014, 3, 3), date(2014, 7, 11)),
        SchoolPeriod("暑假", date(2014, 7, 12), date(2014, 8, 31)),
        SchoolPeriod("开学", date(2014, 9, 1), date(2014, 9, 1)),
    ),
    week_one=date(2014, 3, 3),
)


def read(phrase: str, year: int | None = 2014):
    deadline = parse_deadline(phrase, year, calendar=CALENDAR)
    return deadline.start, deadline.end, deadline.kind.value, [note.code for note in deadline.notes]


def test_without_a_calendar_or_with_an_empty_one_a_week_has_no_days():
    assert parse_deadline("第8周", 2014).end is None
    assert parse_deadline("第8周", 2014, calendar=SchoolCalendar()).end is None
    assert parse_deadline("第8周", 2014, calendar=SchoolCalendar(CALENDAR.periods)).end is None


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("第1周", date(2014, 3, 3), date(2014, 3, 9)),
        ("第30周", date(2014, 9, 22), date(2014, 9, 28)),
        ("第8-第9周", date(2014, 4, 21), date(2014, 5, 4)),
        ("第8、9周", date(2014, 4, 21), date(2014, 5, 4)),
        ("第8周、第9周", date(2014, 4, 21), date(2014, 5, 4)),
        ("2014年第8周", date(2014, 4, 21), date(2014, 4, 27)),
        ("今年第8周", date(2014, 4, 21), date(2014, 4, 27)),
        ("2014年暑假", date(2014, 7, 12), date(2014, 8, 31)),
        ("今年暑假", date(2014, 7, 12), date(2014, 8, 31)),
        ("学期中", date(2014, 3, 3), date(2014, 7, 11)),
        ("暑假至9月", date(2014, 7, 12), date(2014, 9, 30)),
        ("第8周至学期末", date(2014, 4, 21), date(2014, 7, 11)),
        ("第8周周五至第9周周一", date(2014, 4, 25), date(2014, 4, 28)),
        ("第8周周一、周二和周三", date(2014, 4, 21), date(2014, 4, 23)),
        ("第8周（周四、周五）", date(2014, 4, 24), date(2014, 4, 25)),
        ("第8周周四至5月", date(2014, 4, 24), date(2014, 5, 31)),
        ("第8-10周", date(2014, 4, 21), date(2014, 5, 11)),
        ("第8周周一至周五", date(2014, 4, 21), date(2014, 4, 25)),
    ],
)
def test_a_stretch_of_the_school_year_is_a_window_without_a_note(phrase: str, first: date, last: date):
    assert read(phrase) == (first, last, "window", [])


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("第8周周四", date(2014, 4, 24), date(2014, 4, 24)),
        ("第8周（周四）下午", date(2014, 4, 24), date(2014, 4, 24)),
        ("第8周（周四", date(2014, 4, 24), date(2014, 4, 24)),
        ("第8周周四，召开", date(2014, 4, 24), date(2014, 4, 24)),
        ("第8周周二、", date(2014, 4, 22), date(2014, 4, 22)),
        ("第8周周三周三", date(2014, 4, 23), date(2014, 4, 23)),
        ("第8周（周四、周五）前", None, date(2014, 4, 25)),
        ("第8周周五前", None, date(2014, 4, 25)),
        ("（第8周周四）前", None, date(2014, 4, 24)),
        ("2014年学期末前", None, date(2014, 7, 11)),
        ("学期期末", None, date(2014, 7, 11)),
    ],
)
def test_a_day_of_a_teaching_week_or_the_last_of_a_term_is_by_that_day(phrase: str, start: date | None, end: date):
    assert read(phrase) == (start, end, "by", [])


@pytest.mark.parametrize(
    "phrase",
    [
        *("第0周", "第31周", "第29-31周", "第0-3周", "第9、8周", "第8-第周", "第周三周", "第1-周三周", "第周三-9周"),
        *("2013年暑假", "明年暑假", "去年暑假", "2013年12月至次年暑假"),
    ],
)
def test_weeks_and_holidays_that_the_calendar_does_not_hold_are_undetermined(phrase: str):
    start, end, kind, notes = read(phrase)

    assert (start, end, kind) == (None, None, "undetermined")
    assert notes in (["week_number"], ["school_calendar"], ["relative"], ["relative", "week_number"])


def test_a_week_of_another_year_is_not_taken_from_this_calendar_in_silence():
    assert read("2013年第8周")[3] == ["parts"]
    assert read("2013年第8周")[0] == date(2013, 1, 1)


@pytest.mark.parametrize(
    ("phrase", "first", "last", "parts"),
    [
        ("第8、10周", date(2014, 4, 21), date(2014, 5, 11), "2014-04-21/2014-04-27; 2014-05-05/2014-05-11"),
        ("第8周周一、周三", date(2014, 4, 21), date(2014, 4, 23), "2014-04-21、2014-04-23"),
        ("第8周周五至周一", date(2014, 4, 21), date(2014, 4, 25), "2014-04-25、2014-04-21"),
        ("第8周周一至周三、周五", date(2014, 4, 21), date(2014, 4, 25), "2014-04-21、2014-04-23、2014-04-25"),
    ],
)
def test_what_does_not_follow_each_other_spans_the_whole_and_names_its_parts(phrase: str, first: date, last: date, parts: str):
    deadline = parse_deadline(phrase, 2014, calendar=CALENDAR)

    assert (deadline.start, deadline.end) == (first, last)
    assert [(note.code, note.level.value, note.facts) for note in deadline.notes] == [("parts", "warning", (("parts", parts),))]


def test_a_term_begins_on_a_day_but_its_beginning_has_no_last_day_and_that_is_said():
    assert read("学期初") == (date(2014, 3, 3), date(2014, 3, 3), "by", ["vague_part"])
    assert read("开学初") == (date(2014, 9, 1), date(2014, 9, 1), "by", ["vague_part"])
    assert read("开学") == (date(2014, 9, 1), date(2014, 9, 1), "by", [])


def test_how_long_the_beginning_of_a_term_lasts_is_a_warning():
    (note,) = parse_deadline("学期初", 2014, calendar=CALENDAR).notes

    assert note.level is NoteLevel.WARNING


def test_next_and_last_year_are_counted_from_the_plans():
    assert read("明年暑假", 2013)[:2] == read("去年暑假", 2015)[:2] == (date(2014, 7, 12), date(2014, 8, 31))


def test_what_is_numbered_but_is_no_week_has_no_days():
    assert read("第2次会议前")[:3] == (None, None, "undetermined")
    assert read("第2批")[:3] == (None, None, "unparsed")


def test_the_year_after_that_of_a_start_is_not_the_year_after_the_plans():
    assert read("2012年12月至次年暑假", 2013)[:3] == (None, None, "undetermined")


def test_a_weekday_of_two_weeks_is_told_as_left_out():
    deadline = parse_deadline("第8-9周周四", 2014, calendar=CALENDAR)

    assert (deadline.start, deadline.end) == (date(2014, 4, 21), date(2014, 5, 4))
    assert [(note.code, note.level, note.facts) for note in deadline.notes] == [("words_left_out", NoteLevel.WARNING, (("words", "周四"),))]


def test_two_weekdays_for_one_day_are_a_contradiction():
    assert read("第8周周四前周五") == (None, date(2014, 4, 24), "by", ["weekday_conflict"])


def test_an_exam_in_brackets_behind_a_week_is_told_as_left_out():
    assert read("第8周（期中考试）") == (date(2014, 4, 21), date(2014, 4, 27), "window", ["words_left_out"])


def test_before_one_day_and_before_a_stretch_are_told_apart():
    assert read("开学前") == (None, date(2014, 8, 31), "by", ["before_festival"])
    assert read("暑假前") == (None, date(2014, 7, 11), "by", ["strict_before"])


def test_next_year_without_a_plan_year_is_no_year_of_the_calendar():
    assert read("明年暑假", None)[:3] == (None, None, "undetermined")
    assert read("2014年暑假", None)[:2] == (date(2014, 7, 12), date(2014, 8, 31))


def test_two_columns_of_teaching_weeks_are_the_weeks_between():
    deadline = parse_span("第8周", "第9周", 2014, calendar=CALENDAR)

    assert (deadline.start, deadline.end) == (date(2014, 4, 21), date(2014, 5, 4))


def test_a_month_before_a_school_word_only_says_which_one_is_meant():
    assert read("9月开学前") == read("2014年9月开学前") == (None, date(2014, 8, 31), "by", ["before_festival"])
    assert read("9月初开学前") == read("开学前")
    assert read("7月暑假前") == read("暑假前")
    assert read("7月暑假") == read("暑假")
    assert read("9月开学后")[:3] == (date(2014, 9, 2), None, "open-ended")


@pytest.mark.parametrize("phrase", ["6月暑假", "2015年9月开学前", "3月-9月开学前"])
def test_a_month_in_which_the_school_word_does_not_begin_stays_a_time_of_its_own(phrase: str):
    assert "parts" in read(phrase)[3]


def test_without_a_calendar_a_month_before_an_event_says_that_the_end_may_be_earlier():
    deadline = parse_deadline("9月开学前", 2014)

    assert (deadline.start, deadline.end) == (date(2014, 9, 1), date(2014, 9, 30))
    assert [(note.code, note.level, note.facts) for note in deadline.notes] == [
        ("before_unknown", NoteLevel.WARNING, (("word", "开学前"),))
    ]


def test_only_an_event_may_bring_the_end_forward():
    assert [note.code for note in parse_deadline("3月，同前", 2014).notes] == ["also_says"]


def test_a_range_behind_the_day_of_a_notice_has_one_end_and_an_until_with_a_range_has_two():
    assert [note.code for note in parse_deadline("即日起，3月-5月", 2014).notes] == []
    assert [note.code for note in parse_deadline("即日起至6月到9月", 2014).notes] == ["two_ends"]
