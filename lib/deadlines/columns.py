"""Deadlines that are no phrase: two columns for start and end, true date cells, months, serial numbers."""

from dataclasses import replace
from datetime import date, datetime

from lib.deadlines.model import Deadline, DeadlineNote, NoteLevel
from lib.deadlines.moments import month_end
from lib.deadlines.parse import parse_deadline, unparsed
from lib.deadlines.school import SchoolCalendar
from lib.deadlines.serial import day_of_serial
from lib.schema import DeadlineKind

_DATED = frozenset({DeadlineKind.WINDOW, DeadlineKind.BY})
_WHOLE = frozenset({DeadlineKind.WINDOW, DeadlineKind.UNPARSED})
"""What two cells read as one phrase must give to be that range, or to be none."""


def parse_span(start_phrase: str, end_phrase: str, year: int | None, *, calendar: SchoolCalendar | None = None) -> Deadline:
    """One deadline from two columns, such as 计划开始 and 计划完成; `text` shows both with a slash between.

    A month or year given in the first is carried to the second. An end before its start is unparsed.
    """
    start_text, end_text = start_phrase.strip(), end_phrase.strip()
    if not start_text:
        return parse_deadline(end_text, year, calendar=calendar)
    opening = parse_deadline(start_text, year, calendar=calendar)
    if not end_text:
        return _only_start(opening)
    shown = f"{start_text} / {end_text}"
    closing = parse_deadline(end_text, year, calendar=calendar)
    joint = parse_deadline(f"{start_text}至{end_text}", year, calendar=calendar)
    if opening.kind in _DATED and (closing.kind in _DATED or _lacks_month(closing)):
        return _both(shown, opening, closing, joint)
    if opening.kind is DeadlineKind.OPEN_ENDED and closing.kind in _DATED and joint.kind in _WHOLE:
        return replace(joint, text=shown)  # 6月起 and 8月, or May, which is backwards
    notes = tuple(dict.fromkeys(opening.notes + closing.notes))
    if closing.kind is DeadlineKind.OPEN_ENDED:
        return Deadline(shown, DeadlineKind.OPEN_ENDED, opening.start or opening.end or closing.start, None, notes)
    if closing.kind in _DATED:
        doubt = DeadlineNote("start_unread", NoteLevel.WARNING, (("words", start_text[:40]),))
        return Deadline(shown, DeadlineKind.BY, None, closing.end, (*notes, doubt))
    return replace(closing, text=shown, notes=notes)


def _lacks_month(deadline: Deadline) -> bool:
    return any(note.code == "month_missing" for note in deadline.notes)


def _only_start(opening: Deadline) -> Deadline:
    if opening.kind not in _DATED:
        return opening
    note = DeadlineNote("only_start", NoteLevel.WARNING)
    return Deadline(opening.text, DeadlineKind.OPEN_ENDED, opening.start or opening.end, None, (*opening.notes, note))


def _both(shown: str, opening: Deadline, closing: Deadline, joint: Deadline) -> Deadline:
    """The range of two readable cells; read together first, so that month, year and New Year carry over."""
    are_parts = any(note.code == "parts" for note in joint.notes)  # early April | by 30 April: each its own cell, and no list in one
    if joint.kind in _WHOLE and not are_parts:
        return replace(joint, text=shown)
    notes = tuple(dict.fromkeys(opening.notes + closing.notes))
    start, end = opening.start or opening.end, closing.end
    if start is None or end is None:
        return Deadline(shown, DeadlineKind.WINDOW, None, None, notes)
    if end < start:
        return unparsed(shown, "backwards", start=start.isoformat(), end=end.isoformat())
    return Deadline(shown, DeadlineKind.WINDOW, start, end, notes)


def deadline_of_date(value: date | datetime) -> Deadline:
    """A true date cell: by that day; the time of day is dropped."""
    day = value.date() if isinstance(value, datetime) else value
    return Deadline(day.isoformat(), DeadlineKind.BY, day, day)


def deadline_of_month(year: int, month: int) -> Deadline:
    """A date cell that its number format shows as a month: the whole month."""
    return Deadline(f"{year:04d}-{month:02d}", DeadlineKind.WINDOW, date(year, month, 1), date(year, month, month_end(year, month)))


def deadline_of_serial(number: float, date1904: bool = False) -> Deadline:
    """A bare number under a deadline header, read as Excel's day number and flagged as such."""
    day = day_of_serial(number, date1904)
    shown = f"{number:.10g}"
    if day is None:
        return unparsed(shown, "not_understood")
    note = DeadlineNote("read_as_serial", NoteLevel.WARNING, (("day", day.isoformat()),))
    return Deadline(shown, DeadlineKind.BY, day, day, (note,))
