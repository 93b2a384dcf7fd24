"""The rules that no table of phrases shows: missing years, notes, two columns, date cells, school words."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

import lib.deadlines
from lib.deadlines import (
    NoteLevel,
    SchoolCalendar,
    SchoolPeriod,
    deadline_of_date,
    deadline_of_month,
    deadline_of_serial,
    find_years,
    note_text,
    parse_deadline,
    parse_span,
)
from lib.deadlines.tokens import _alternatives
from lib.i18n import Language
from lib.i18n.catalogue import messages
from lib.schema import DeadlineKind

PACKAGE = Path(lib.deadlines.__file__).parent


def codes(deadline) -> list[str]:
    return [note.code for note in deadline.notes]


def test_a_blank_cell_is_unparsed_and_says_that_it_is_blank():
    deadline = parse_deadline(" \n ", 2014)

    assert deadline.kind is DeadlineKind.UNPARSED
    assert codes(deadline) == ["blank"]


def test_the_phrase_is_kept_as_written():
    assert parse_deadline(" ３月 中旬", 2014).text == " ３月 中旬"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("3月中旬", "window"), ("3月底前", "by"), ("4月起", "open-ended"), ("2月29日", "by"), ("11月至2月", "window"), ("春节前", "by")],
)
def test_without_a_year_the_kind_stands_and_the_days_do_not(phrase: str, kind: str):
    deadline = parse_deadline(phrase, None)

    assert deadline.kind == kind
    assert (deadline.start, deadline.end) == (None, None)
    assert "year_missing" in codes(deadline)


def test_a_year_in_the_phrase_needs_no_other():
    deadline = parse_deadline("2014年3月中旬", None)

    assert (deadline.start, deadline.end) == (date(2014, 3, 11), date(2014, 3, 20))
    assert deadline.notes == ()


def test_next_year_without_a_context_year_has_no_days():
    assert parse_deadline("明年3月", None).end is None


def test_before_a_month_names_the_looser_reading():
    deadline = parse_deadline("9月前", 2014)

    assert deadline.end == date(2014, 8, 31)
    assert dict(deadline.notes[0].facts) == {"looser": "2014-09-30", "until": "2014-08-31"}


def test_a_list_of_months_names_its_parts():
    deadline = parse_deadline("5月、10月", 2014)

    assert dict(deadline.notes[0].facts)["parts"] == "2014-05-01/2014-05-31; 2014-10-01/2014-10-31"


def test_a_date_followed_by_long_term_stays_on_watch():
    assert codes(parse_deadline("6月底前，并长期坚持", 2014)) == ["watch"]


def test_a_wrong_weekday_is_said():
    deadline = parse_deadline("2014年3月15日（周一）", 2014)

    assert deadline.end == date(2014, 3, 15)
    assert codes(deadline) == ["weekday_conflict"]


def test_a_year_over_new_year_is_said_unless_written():
    assert codes(parse_deadline("11月至2月", 2014)) == ["crosses_year"]
    assert codes(parse_deadline("11月至次年2月", 2014)) == []


def test_prose_is_not_searched_for_dates():
    deadline = parse_deadline("3月中旬" + "认真" * 100, 2014)

    assert deadline.kind is DeadlineKind.UNPARSED
    assert codes(deadline) == ["too_long"]


@pytest.mark.parametrize(
    ("start", "end", "window"),
    [
        ("3月11日", "3月20日", (date(2014, 3, 11), date(2014, 3, 20))),
        ("6月初", "6月底", (date(2014, 6, 1), date(2014, 6, 30))),
        ("7月", "7月", (date(2014, 7, 1), date(2014, 7, 31))),
        ("3月", "8月底", (date(2014, 3, 1), date(2014, 8, 31))),
        ("3月11日", "20日", (date(2014, 3, 11), date(2014, 3, 20))),
        ("2014-11-01", "2015-02-28", (date(2014, 11, 1), date(2015, 2, 28))),
        ("2014-11-01", "2月", (date(2014, 11, 1), date(2015, 2, 28))),
        ("3月11日", "3月11日", (date(2014, 3, 11), date(2014, 3, 11))),
        ("3月11日", "3月20日前", (date(2014, 3, 11), date(2014, 3, 20))),
        ("6月起", "8月", (date(2014, 6, 1), date(2014, 8, 31))),
        ("3月后", "5月", (date(2014, 4, 1), date(2014, 5, 31))),
        ("3月15日前完成", "3月20日", (date(2014, 3, 15), date(2014, 3, 20))),
        ("3月20日前完成", "3月20日", (date(2014, 3, 20), date(2014, 3, 20))),
    ],
)
def test_two_columns_make_one_window(start: str, end: str, window: tuple[date, date]):
    deadline = parse_span(start, end, 2014)

    assert (deadline.start, deadline.end) == window
    assert deadline.kind is DeadlineKind.WINDOW
    assert deadline.text == f"{start} / {end}"


def test_an_end_column_before_its_start_is_unparsed():
    deadline = parse_span("5月20日", "5月10日", 2014)

    assert deadline.kind is DeadlineKind.UNPARSED
    assert codes(deadline) == ["backwards"]


def test_two_columns_that_are_no_range_in_one_phrase_are_held_together_as_days():
    """3月20日前完成至3月15日 is no phrase; its parts are days all the same."""
    deadline = parse_span("3月20日前完成", "3月15日", 2014)

    assert (deadline.kind, codes(deadline)) == (DeadlineKind.UNPARSED, ["backwards"])
    assert deadline.text == "3月20日前完成 / 3月15日"
    assert deadline.notes[0].facts == (("end", "2014-03-15"), ("start", "2014-03-20"))


def test_two_columns_without_a_year_are_a_window_without_days():
    for start, end in (("3月15日前完成", "3月20日"), ("3月", "5月"), ("6月起", "8月")):
        deadline = parse_span(start, end, None)

        assert deadline.kind is DeadlineKind.WINDOW
        assert (deadline.start, deadline.end) == (None, None)
        assert "year_missing" in codes(deadline)
    assert codes(parse_span("2014年3月15日前完成", "20日", 2014)) == ["month_missing"]
    assert parse_span("2014年3月15日前完成", "20日", 2014).end is None


def test_what_is_to_be_settled_or_done_at_once_stays_so_whatever_the_other_column_says():
    assert parse_span("3月", "待定", 2014).kind is DeadlineKind.UNDETERMINED
    assert parse_span("3月", "待定", 2014).text == "3月 / 待定"
    assert parse_span("待定", "长期", 2014).kind is DeadlineKind.OPEN_ENDED
    assert parse_span("待定", "长期", 2014).start is None
    assert parse_span("待定", "", 2014).kind is DeadlineKind.UNDETERMINED
    assert codes(parse_span("立行立改", "", 2014)) == []


def test_a_start_by_a_day_runs_on_from_that_day():
    opening = parse_span("3月底", "", 2014)

    assert (opening.kind, opening.start, codes(opening)) == (DeadlineKind.OPEN_ENDED, date(2014, 3, 31), ["only_start"])
    assert parse_span("3月底", "长期", 2014).start == date(2014, 3, 31)


def test_a_long_start_that_cannot_be_read_is_quoted_by_its_first_forty_signs():
    words = "待上级通知后" * 8

    assert dict(parse_span(words, "6月底", 2014).notes[-1].facts) == {"words": words[:40]}


def test_one_blank_column_leaves_the_other():
    assert codes(parse_span("", "", 2014)) == ["blank"]
    assert parse_span("", "6月底", 2014).end == date(2014, 6, 30)

    opening = parse_span("3月11日", "", 2014)
    assert (opening.kind, opening.start, opening.end) == (DeadlineKind.OPEN_ENDED, date(2014, 3, 11), None)


def test_an_end_that_never_comes_is_open_ended():
    deadline = parse_span("3月", "长期", 2014)

    assert (deadline.kind, deadline.start, deadline.end) == (DeadlineKind.OPEN_ENDED, date(2014, 3, 1), None)


def test_an_unreadable_start_leaves_the_end_and_is_said():
    deadline = parse_span("待定", "6月底", 2014)

    assert (deadline.kind, deadline.start, deadline.end) == (DeadlineKind.BY, None, date(2014, 6, 30))
    assert "start_unread" in codes(deadline)


def test_a_date_cell_is_by_that_day():
    deadline = deadline_of_date(datetime(2014, 3, 15, 17, 30))

    assert (deadline.kind, deadline.start, deadline.end) == (DeadlineKind.BY, date(2014, 3, 15), date(2014, 3, 15))
    assert deadline.notes == ()
    assert deadline_of_date(date(2014, 3, 15)) == deadline


def test_a_month_cell_is_the_whole_month():
    deadline = deadline_of_month(2016, 2)

    assert (deadline.kind, deadline.start, deadline.end) == (DeadlineKind.WINDOW, date(2016, 2, 1), date(2016, 2, 29))


def test_a_serial_number_is_a_day_with_a_warning():
    assert deadline_of_serial(41718).end == date(2014, 3, 20)
    assert deadline_of_serial(40256, date1904=True).end == date(2014, 3, 20)
    assert [note.level for note in deadline_of_serial(41718).notes] == [NoteLevel.WARNING]
    assert deadline_of_serial(41718).notes[0].facts == (("day", "2014-03-20"),)
    assert (deadline_of_serial(61).end, deadline_of_serial(2958465).end) == (date(1900, 3, 1), date(9999, 12, 31))
    assert [deadline_of_serial(number).kind for number in (60, 2958466)] == [DeadlineKind.UNPARSED, DeadlineKind.UNPARSED]
    assert deadline_of_serial(2958465, date1904=True).kind is DeadlineKind.UNPARSED
    assert deadline_of_serial(3).kind is DeadlineKind.UNPARSED
    assert deadline_of_serial(float("nan")).kind is DeadlineKind.UNPARSED


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("", ()),
        ("工作安排表", ()),
        ("2014年3月—9月", (2014,)),
        ("2014年11月至2015年2月", (2014, 2015)),
        ("二〇一四年三月", (2014,)),
        ("民国103年工作计划", (2014,)),
        ("２０１４年工作安排", (2014,)),
        ("安排表20140315", (2014,)),
        ("2014年、2014年", (2014,)),
        ("电话13912014000", ()),
        ("第二十四中学", ()),
        ("一八八八年3月", ()),
        ("1900年至2199年", (1900, 2199)),
    ],
)
def test_a_title_states_its_years(title: str, years: tuple[int, ...]):
    assert find_years(title) == years


CALENDAR = SchoolCalendar(
    (
        SchoolPeriod("学期", date(2014, 3, 3), date(2014, 7, 11)),
        SchoolPeriod("暑假", date(2014, 7, 12), date(2014, 8, 31)),
        SchoolPeriod("开学", date(2014, 9, 1), date(2014, 9, 1)),
    ),
    week_one=date(2014, 3, 3),
)


@pytest.mark.parametrize(
    ("phrase", "start", "end", "kind"),
    [
        ("暑假期间", date(2014, 7, 12), date(2014, 8, 31), "window"),
        ("暑假前", None, date(2014, 7, 11), "by"),
        ("学期末", None, date(2014, 7, 11), "by"),
        ("学期末前", None, date(2014, 7, 11), "by"),
        ("学期结束前", None, date(2014, 7, 11), "by"),
        ("本学期期末", None, None, "undetermined"),  # this calendar names 学期, not 本学期
        ("学期开始前", None, date(2014, 3, 2), "by"),
        ("学期内", date(2014, 3, 3), date(2014, 7, 11), "window"),
        ("暑假开始前", None, date(2014, 7, 11), "by"),
        ("暑假结束前", None, date(2014, 8, 31), "by"),
        ("放暑假前", None, date(2014, 7, 11), "by"),
        ("6月至暑假前", date(2014, 6, 1), date(2014, 7, 11), "window"),
        ("开学前", None, date(2014, 8, 31), "by"),
        ("第十六周", date(2014, 6, 16), date(2014, 6, 22), "window"),
        ("第1-2周", date(2014, 3, 3), date(2014, 3, 16), "window"),
        ("第1周至第2周", date(2014, 3, 3), date(2014, 3, 16), "window"),
        ("第1至第2周", date(2014, 3, 3), date(2014, 3, 16), "window"),
        ("第2-1周", None, None, "undetermined"),
        ("第2周周一", date(2014, 3, 10), date(2014, 3, 10), "by"),
        ("第2周（周日）", date(2014, 3, 16), date(2014, 3, 16), "by"),
        ("第2周周四周五", date(2014, 3, 13), date(2014, 3, 14), "window"),
        ("第2周周四、周五", date(2014, 3, 13), date(2014, 3, 14), "window"),
        ("第2周周一至周五", date(2014, 3, 10), date(2014, 3, 14), "window"),
        ("第2周周四前", None, date(2014, 3, 13), "by"),
        ("寒假期间", None, None, "undetermined"),
    ],
)
def test_a_school_word_needs_the_calendar_and_then_has_days(phrase: str, start: date | None, end: date | None, kind: str):
    deadline = parse_deadline(phrase, 2014, calendar=CALENDAR)

    assert (deadline.start, deadline.end, deadline.kind) == (start, end, kind)
    assert parse_deadline(phrase, 2014).kind is DeadlineKind.UNDETERMINED


def test_before_a_holiday_of_the_calendar_has_one_meaning_and_no_warning():
    notes = parse_deadline("暑假前", 2014, calendar=CALENDAR).notes

    assert [note for note in notes if note.level is NoteLevel.WARNING] == []


def test_days_of_a_teaching_week_that_do_not_follow_each_other_span_the_whole_and_say_so():
    deadline = parse_deadline("第2周周一、周三", 2014, calendar=CALENDAR)

    assert (deadline.start, deadline.end) == (date(2014, 3, 10), date(2014, 3, 12))
    assert [note.code for note in deadline.notes] == ["parts"]


def test_two_columns_read_school_words_with_the_calendar():
    deadline = parse_span("3月", "学期末", 2014, calendar=CALENDAR)

    assert (deadline.start, deadline.end, deadline.kind) == (date(2014, 3, 1), date(2014, 7, 11), "window")
    assert parse_span("3月", "学期末", 2014).end is None


def test_the_catalogues_hold_no_note_that_is_never_given():
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("*.py")))
    for language in Language:
        said = {key.removeprefix("deadline.") for key in messages(language) if key.startswith("deadline.")}

        assert {code for code in said if f'"{code}"' not in source} == set()


def test_a_note_is_a_whole_sentence_in_every_language():
    for language in Language:
        for phrase in ("3月前", "待定", "2月30日", "11月至2月", "5月、10月", "03/04/2014", "2014年3月15日（周一）", "3月15日后", "#REF!"):
            for note in parse_deadline(phrase, 2014).notes:
                assert "⟦" not in note_text(note, language)
                assert "{" not in note_text(note, language)


@pytest.mark.parametrize(("phrase", "year"), [("明年3月", 9999), ("去年3月", 1), ("11月至2月", 9999)])
def test_a_year_beyond_the_calendar_is_no_date_and_no_fall(phrase: str, year: int):
    deadline = parse_deadline(phrase, year)

    assert (deadline.kind, codes(deadline)) == (DeadlineKind.UNPARSED, ["impossible_date"])


@pytest.mark.parametrize("context", [None, 2014, 2020])
@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [("3月-9月（2014年）", date(2014, 3, 1), date(2014, 9, 30)), ("3月中旬(2014)", date(2014, 3, 11), date(2014, 3, 20))],
)
def test_a_year_alone_in_brackets_is_the_year_of_what_stands_before_it(phrase: str, start: date, end: date, context: int | None):
    deadline = parse_deadline(phrase, context)

    assert (deadline.start, deadline.end) == (start, end)
    assert "aside_differs" not in codes(deadline)


def test_another_year_in_brackets_behind_a_year_is_a_doubt():
    assert codes(parse_deadline("2014年3月（2015年）", 2014)) == ["aside_differs"]


def test_a_range_over_new_year_without_a_year_says_the_year_after():
    note = next(note for note in parse_deadline("11月至2月", None).notes if note.code == "crosses_new_year")

    assert note_text(note, Language.ZH) == "跨年：结束按次年读取。"


def test_a_wrong_weekday_is_called_by_its_name():
    note = parse_deadline("2014年3月15日（周五）", 2014).notes[0]

    assert note_text(note, Language.ZH) == "2014-03-15 是星期六，写的却是星期五，请确认。"
    assert note_text(note, Language.EN) == "2014-03-15 is a Saturday but Friday is written. Please confirm."


def test_of_two_words_that_begin_alike_the_longer_is_found_and_a_sign_of_a_pattern_is_a_sign():
    words = [
        "季",
        "季度",
        "季度末",
        "前",
        "前后",
        "中期",
        "至今",
        "月报",
        "a.b",
        "#REF!",
        *(f"{chr(0x4E00 + place)}甲" for place in range(41)),
    ]
    pattern = re.compile(_alternatives(words))

    assert [pattern.fullmatch(word) is not None for word in words] == [True] * len(words)
    assert [pattern.match(text)[0] for text in ("季度末前", "季节", "前后", "前夕", "一甲乙")] == ["季度末", "季", "前后", "前", "一甲"]
    assert [pattern.match(text) for text in ("axb", "度末", "后", "")] == [None] * 4


def test_a_word_is_not_found_where_its_last_sign_begins_another_word():
    pattern = re.compile(_alternatives(["中期", "至今", "月报", "期"]))

    assert [pattern.match(text) for text in ("中期间", "至今年", "至今天", "月报送")] == [None] * 4
    assert [pattern.match(text)[0] for text in ("中期末", "至今", "月报", "期间")] == ["中期", "至今", "月报", "期"]


def test_without_a_plans_year_the_year_is_missed_as_a_warning_and_a_figure_is_no_year():
    (note,) = parse_deadline("3月中旬", None).notes
    assert (note.code, note.level) == ("year_missing", NoteLevel.WARNING)
    assert codes(parse_deadline("Mar 15", None)) == ["year_missing"]
    assert parse_deadline("14.6", None).end == parse_deadline("2014年6月", None).end == date(2014, 6, 30)


def test_days_that_run_backwards_are_told_without_a_year_that_nobody_wrote():
    (note,) = parse_deadline("6月至5月", None).notes

    assert note.code == "backwards"
    assert note.facts == (("end", "05-31"), ("start", "06-01"))


@pytest.mark.parametrize("phrase", ["甲乙丙丁戊" * 10 + "之后", "整改" * 25 + "期间"])
def test_a_note_repeats_forty_characters_of_a_long_phrase(phrase: str):
    words = [value for note in parse_deadline(phrase, 2014).notes for name, value in note.facts if name in ("word", "words")]

    assert [len(word) for word in words] == [40] * len(words) != []


def test_words_left_out_beside_a_day_are_repeated_by_forty_characters():
    (note,) = parse_deadline("3月15日" + "甲乙丙丁戊" * 10, 2014).notes

    assert dict(note.facts)["words"] == ("甲乙丙丁戊" * 10)[:40]


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("5.10日前", None, date(2014, 5, 10)),
        ("5.8号之前", None, date(2014, 5, 8)),
        ("6.15日", date(2014, 6, 15), date(2014, 6, 15)),
        ("3.5日-3.20日", date(2014, 3, 5), date(2014, 3, 20)),
        ("3.5-3.20日", date(2014, 3, 5), date(2014, 3, 20)),
        ("2014.5.10日前", None, date(2014, 5, 10)),
    ],
)
def test_a_point_between_month_and_day_may_stand_before_the_sign_of_the_day(phrase: str, start: date | None, end: date):
    deadline = parse_deadline(phrase, 2014)

    assert (deadline.start, deadline.end) == (start, end)


@pytest.mark.parametrize("phrase", ["1.5日", "1.5日内", "13.5日前", "2.5个工作日"])
def test_a_day_and_a_half_is_no_day_of_a_month(phrase: str):
    assert parse_deadline(phrase, 2014).end is None
