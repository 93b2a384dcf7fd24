"""The calendar as a calendar program reads it: spans, escapes, folds, names that stay."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.exports.calendar import Entry, calendar

STAMP = datetime(2014, 6, 10, 8, 30, tzinfo=timezone(timedelta(hours=8)))
DAY = date(2014, 3, 11)


def parsed(content: bytes) -> list[dict[str, str]]:
    """The events of a file by the rules of RFC 5545: unfold, split at the first colon, unescape."""
    unfolded = content.decode().replace("\r\n ", "")
    events: list[dict[str, str]] = []
    for line in unfolded.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("END", ""):
            events[-1][name] = _unescaped(value)
    return events


def _unescaped(value: str) -> str:
    found, signs = [], iter(value)
    for sign in signs:
        if sign == "\\":
            following = next(signs)
            found.append("\n" if following in "nN" else following)
        else:
            found.append(sign)
    return "".join(found)


def one(summary: str = "学习", first: date = DAY, last: date = DAY, description: str = "", key: str = "k") -> bytes:
    """A file of one entry."""
    return calendar("板", [Entry(key, summary, first, last, description)], STAMP)


def test_without_entries_there_is_the_frame_alone():
    assert parsed(calendar("板", [], STAMP)) == []


def test_a_window_is_one_event_from_its_first_to_the_day_after_its_last():
    (event,) = parsed(one(first=date(2014, 3, 11), last=date(2014, 3, 20)))

    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20140311", "20140321")


def test_a_single_day_ends_on_the_next_and_a_month_end_too():
    (event,) = parsed(one(first=date(2014, 12, 31), last=date(2014, 12, 31)))

    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20141231", "20150101")


def test_a_start_after_the_end_is_taken_for_the_end():
    (event,) = parsed(one(first=date(2014, 4, 1), last=date(2014, 3, 20)))

    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20140320", "20140321")


def test_the_last_day_there_is_has_no_day_after_it():
    (event,) = parsed(one(first=date.max, last=date.max))

    assert event["DTSTART;VALUE=DATE"] == "99991231"
    assert "DTEND;VALUE=DATE" not in event


def test_the_stamp_is_the_callers_in_utc():
    (event,) = parsed(one())

    assert event["DTSTAMP"] == "20140610T003000Z"


def test_the_same_entry_keeps_its_name_whatever_else_changes():
    names = {parsed(one(summary=words, last=last))[0]["UID"] for words in ("甲", "乙") for last in (DAY, date(2014, 5, 1))}

    assert len(names) == 1
    assert parsed(one(key="other"))[0]["UID"] not in names


def test_entries_of_one_key_do_not_hide_each_other():
    events = parsed(calendar("板", [Entry("k", "甲", DAY, DAY), Entry("k", "乙", DAY, DAY)], STAMP))

    assert len({event["UID"] for event in events}) == 2


@pytest.mark.parametrize(
    "words", ["a,b;c\\d", "一\n二\r\n三\r四", "END:VEVENT\r\nBEGIN:VEVENT", "\\n", "x" * 300, "长" * 300, "👨‍👩‍👧" * 40]
)
def test_any_text_comes_back_as_it_was(words: str):
    events = parsed(one(summary=words, description=words))

    assert [(event["SUMMARY"], event["DESCRIPTION"]) for event in events] == [(words.replace("\r\n", "\n").replace("\r", "\n"),) * 2]


@given(st.text(), st.dates(), st.dates())
def test_lines_are_short_end_rightly_and_are_whole_characters(words: str, first: date, last: date):
    content = one(summary=words, description=words * 5, first=first, last=last)
    lines = content.split(b"\r\n")

    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None and b"\n" not in line and b"\r" not in line for line in lines)
    assert len(parsed(content)) == 1


def test_the_frame_is_that_of_the_standard():
    lines = one().decode().split("\r\n")

    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Phaseboard//Deadlines//EN"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert datetime(2014, 6, 10, 0, 30, tzinfo=UTC) == STAMP
