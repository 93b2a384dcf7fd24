"""Deadlines: a phrase as people write it → the window that it means, and what is unsure about it.

Pure and alone: knows no spreadsheet, reads no clock. A window is late only after its last day. What cannot be
read for sure is `unparsed` or `undetermined` with a note, never a guess without one.
"""

from lib.deadlines.columns import deadline_of_date, deadline_of_month, deadline_of_serial, parse_span
from lib.deadlines.model import Deadline, DeadlineNote, NoteLevel
from lib.deadlines.parse import find_years, note_text, parse_deadline, shown_facts
from lib.deadlines.school import SchoolCalendar, SchoolPeriod

__all__ = [
    "Deadline",
    "DeadlineNote",
    "NoteLevel",
    "SchoolCalendar",
    "SchoolPeriod",
    "deadline_of_date",
    "deadline_of_month",
    "deadline_of_serial",
    "find_years",
    "note_text",
    "parse_deadline",
    "parse_span",
    "shown_facts",
]
