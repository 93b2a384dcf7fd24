"""Reminders (催办单): what each unit owes and should hear of, and the calendar of its deadlines.

Made when it is asked for and never sent. It rests on the disclosed board alone, so that it tells no audience more than the pages
do: a problem whose text may not be shown is named by its category.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from lib.access import Shown
from lib.desk.board import Board
from lib.desk.section import numbered
from lib.exports.archive import plain_name, zipped
from lib.exports.calendar import Entry, calendar
from lib.exports.report import Provenance
from lib.i18n import Language, text
from lib.metrics.ledger import kind_of
from lib.metrics.model import ReportDuty, UnitReport
from lib.metrics.rectification import is_overdue
from lib.metrics.states import State, known_done
from lib.schema import Gate, Opinion, Rectification, RectificationKind, Status, Task
from lib.wording.phrases import counted, name_or
from lib.wording.reminders import Concern, Item, Reminder, reminder_text, short_name, summary

_KINDS_WITHOUT_DAY = (RectificationKind.IMMEDIATE, RectificationKind.LONG_TERM)
_SENT_BACK = (Rectification.RETURNED, Rectification.REOPENED)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class UnitReminder:
    """One unit's reminder as a page offers it: its text, a line about it, and of how many problems it names the category only."""

    unit: str
    name: str
    text: str
    summary: str
    is_empty: bool
    withheld: int = 0


def unit_reminder(board: Board, unit: str, source: Provenance, language: Language) -> UnitReminder:
    """What one unit is reminded of, in words.

    Args:
        board: version, audience, filters and day.
        unit: as `board.units` names it.
        source: whose title and version the text names.
        language: the reader's language.
    """
    found = reminder(board, unit, source, language)
    return UnitReminder(
        unit=unit,
        name=name_or(unit, language),
        text=reminder_text(found, language),
        summary=summary(found, language),
        is_empty=not found.items,
        withheld=sum(item.is_withheld for item in found.items),
    )


def reminder(board: Board, unit: str, source: Provenance, language: Language) -> Reminder:
    """What one unit owes, each task under one heading only."""
    report = board.unit_report(unit)
    items = [*_tasks(board, report), *_reports(board, report), *_problems(board, report, language)]
    return Reminder(unit, source.title, source.version, board.as_of, board.due_soon_days, tuple(items))


def unit_calendar(board: Board, unit: str | None, source: Provenance, language: Language, stamp: datetime) -> bytes:
    """The open deadlines of one unit, or of all, as an iCalendar file.

    Args:
        unit: as `board.units` names it; None for all of them.
        stamp: when the file is made, aware.
    """
    units = board.units if unit is None else (unit,)
    entries = [entry for each in units for entry in _entries(board, each, source, language)]
    name = source.title if unit is None else text(language, "reminder.calendar", title=source.title, unit=name_or(unit, language))
    return calendar(name, entries, stamp)


def has_deadlines(board: Board, unit: str | None, source: Provenance, language: Language) -> bool:
    """Whether the calendar of one unit, or of all, would hold anything."""
    return any(_entries(board, each, source, language) for each in (board.units if unit is None else (unit,)))


def all_units(board: Board, source: Provenance, language: Language, stamp: datetime) -> bytes:
    """The text and the calendar of every unit that has anything to hear of, as a zip; first what the sender has to put in by hand."""
    files, gaps = [], []
    for unit in board.units:
        found = unit_reminder(board, unit, source, language)
        if found.is_empty:
            continue
        stem = plain_name(found.name) or "-"
        files.append((stem, ".txt", _as_text_file(found.text)))
        if found.withheld:
            gaps.append(text(language, "reminder.line", what=found.name, said=counted(language, "reminder.withheld.count", found.withheld)))
        if has_deadlines(board, unit, source, language):
            files.append((stem, ".ics", unit_calendar(board, unit, source, language, stamp)))
    if gaps:
        files.insert(0, (text(language, "reminder.all.first"), ".txt", _as_text_file("\n".join(gaps) + "\n")))
    return zipped(files)


def _as_text_file(words: str) -> bytes:
    """As every editor of text opens it."""
    return _BYTE_ORDER_MARK + words.replace("\n", "\r\n").encode("utf-8", "replace")


def _tasks(board: Board, report: UnitReport) -> list[Item]:
    owed = _owed(board, report)
    day = pd.Timestamp(board.as_of.day)
    is_paused = owed[Task.STATUS].eq(str(Status.PAUSED)).fillna(False)
    chosen = {
        Concern.LATE: owed[State.IS_OVERDUE],
        Concern.UNREPORTED: owed[State.IS_DUE] & owed[Task.DUE].lt(day) & _is_blank(owed),
        Concern.SOON: owed[State.IS_DUE_SOON],
        Concern.STUCK: owed[State.COUNTS] & is_paused & ~known_done(owed) & ~owed[State.BEGINS_LATER],
    }
    items: list[Item] = []
    told = pd.Series(False, index=owed.index)
    for concern, holds in chosen.items():
        rows = owed[holds.astype(bool) & ~told].sort_values(Task.DUE, kind="stable")
        told |= holds.astype(bool)
        items += [_task_item(concern, row, board, is_paused=bool(is_paused.loc[label])) for label, row in _rows(rows)]
    return items


def _is_blank(owed: pd.DataFrame) -> pd.Series:
    """Whether nothing was reported; a task done on an unknown day was."""
    return ~owed[State.IS_REPORTED] & ~owed[Task.STATUS].eq(str(Status.DONE)).fillna(False).astype(bool)


def _task_item(concern: Concern, row: dict[str, Any], board: Board, *, is_paused: bool) -> Item:
    due = _day(row[Task.DUE])
    return Item(
        concern,
        _words(row[Task.NUMBER]),
        short_name(_words(row[Task.TASK])),
        due,
        _late(due, board),
        is_paused=is_paused,
        phrase=_words(row[Task.DUE_TEXT]),
    )


def _reports(board: Board, report: UnitReport) -> list[Item]:
    """Open reports that are late, due soon, or were sent back; those nearest their day first."""
    found = [duty for duty in report.duties if duty.is_late or (_has_deadline(duty) and _is_soon(duty.by, board))]
    return [_report_item(duty, board) for duty in sorted(found, key=lambda duty: duty.by or date.max)]


def _report_item(duty: ReportDuty, board: Board) -> Item:
    return Item(
        Concern.REPORT,
        duty.number,
        short_name(duty.action or duty.task),
        duty.by,
        _late(duty.by, board) if _has_deadline(duty) else None,
        duty.state,
        body=duty.body,
        days_in_state=duty.days_in_state,
    )


def _has_deadline(duty: ReportDuty) -> bool:
    """Whether its day is the one by which it is due: of what was submitted or sent back it is the day on which that was done."""
    return duty.by is not None and duty.state in (Gate.DUE, None)


def _problems(board: Board, report: UnitReport, language: Language) -> list[Item]:
    """Open problems that are late, due soon, or were sent back, in the report's order."""
    problems = _open_problems(board, report)
    late, kinds = is_overdue(problems, board.as_of), kind_of(problems)
    items = []
    for label, row in _rows(problems):
        state = _state(row[Opinion.STATUS])
        is_open = state not in (Rectification.DONE_UNCHECKED, Rectification.CLOSED)
        if late.loc[label] or state in _SENT_BACK or (is_open and _is_soon(_day(row[Opinion.DUE]), board)):
            items.append(_problem_item(row, state, _words(kinds.loc[label]), board, language))
    return items


def _problem_item(row: dict[str, Any], state: Rectification | None, kind: str, board: Board, language: Language) -> Item:
    due = _day(row[Opinion.DUE])
    return Item(
        Concern.PROBLEM,
        _problem_number(row),
        _problem_name(row, language),
        due,
        _late(due, board),
        state=state,
        is_withheld=not _problem_said(row),
        phrase=_words(row[Opinion.DUE_TEXT]) or (text(language, f"rectification_kind.{kind}") if kind in _KINDS_WITHOUT_DAY else ""),
    )


def _entries(board: Board, unit: str, source: Provenance, language: Language) -> list[Entry]:
    """Tasks not done, reports not yet handed in and open problems that have a day."""
    report = board.unit_report(unit)
    owed = _owed(board, report)
    is_open = owed[State.COUNTS] & ~known_done(owed) & ~owed[Task.STATUS].eq(str(Status.DONE)).fillna(False)
    foot = _foot(unit, source, language)
    entries = [_task_entry(row, unit, source, foot, language) for _, row in _rows(owed[is_open & owed[Task.DUE].notna()])]
    entries += [_report_entry(duty, unit, source, foot, language) for duty in report.duties if _has_deadline(duty)]
    problems = _open_problems(board, report)
    entries += [_problem_entry(row, unit, source, foot, language) for _, row in _rows(problems[problems[Opinion.DUE].notna()])]
    return entries


def _task_entry(row: dict[str, Any], unit: str, source: Provenance, foot: str, language: Language) -> Entry:
    last = _day(row[Task.DUE]) or source.day
    name = numbered(_words(row[Task.NUMBER]), short_name(_words(row[Task.TASK])))
    key = _words(row[Task.TASK_ID]) or "|".join(_words(row[column]) for column in (Task.PHASE, Task.NUMBER, Task.TASK))
    told = (_words(row[Task.TASK]), _words(row[Task.DUE_TEXT]) and text(language, "reminder.entry.due", phrase=_words(row[Task.DUE_TEXT])))
    return Entry(
        key=f"{source.title}|task|{unit}|{key}",
        summary=name,
        first=_day(row[Task.START]) or last,
        last=last,
        description="\n".join(part for part in (*told, foot) if part),
    )


def _report_entry(duty: ReportDuty, unit: str, source: Provenance, foot: str, language: Language) -> Entry:
    by = duty.by or source.day
    body = text(language, "reminder.body", body=duty.body) if duty.body else ""
    return Entry(
        key=f"{source.title}|report|{unit}|{duty.number}|{duty.task}|{duty.body}|{duty.action}",
        summary=text(language, "reminder.entry.report", what=short_name(duty.action or duty.task)),
        first=by,
        last=by,
        description="\n".join(part for part in (duty.task, body, foot) if part),
    )


def _problem_entry(row: dict[str, Any], unit: str, source: Provenance, foot: str, language: Language) -> Entry:
    last = _day(row[Opinion.DUE]) or source.day
    name = numbered(_problem_number(row), _problem_name(row, language))
    return Entry(
        key=f"{source.title}|problem|{unit}|{name}",
        summary=text(language, "reminder.entry.problem", what=name),
        first=last,
        last=last,
        description=foot,
    )


def _foot(unit: str, source: Provenance, language: Language) -> str:
    return text(
        language, "reminder.entry.source", title=source.title, version=source.version, lead=source.as_of, unit=name_or(unit, language)
    )


def _owed(board: Board, report: UnitReport) -> pd.DataFrame:
    return board.states[board.states[Task.REF].isin(report.tasks)]


def _open_problems(board: Board, report: UnitReport) -> pd.DataFrame:
    places = {ref: place for place, ref in enumerate(report.problems)}
    found = board.opinions[board.opinions[Opinion.REF].isin(report.problems)]
    return found.loc[found[Opinion.REF].map(places).sort_values(kind="stable").index]


def _problem_name(row: dict[str, Any], language: Language) -> str:
    """The problem where it may be told, else only of which sort it is."""
    said = _problem_said(row)
    return (
        short_name(said)
        if said
        else text(language, "reminder.withheld", category=name_or(_words(row[Opinion.CATEGORY]), language, "wording.unclassified"))
    )


def _problem_said(row: dict[str, Any]) -> str:
    return (_words(row[Opinion.ISSUE]) or _words(row[Opinion.TEXT])) if row[Shown.TEXT_SHOWN] else ""


def _problem_number(row: dict[str, Any]) -> str:
    return _words(row[Opinion.ISSUE_ID]) or _words(row[Opinion.FEEDBACK_ID])


def _state(value: object) -> Rectification | None:
    return Rectification(str(value)) if _words(value) else None


def _rows(frame: pd.DataFrame) -> Sequence[tuple[Any, dict[str, Any]]]:
    columns = list(frame.columns)
    return [
        (label, dict(zip(columns, values, strict=True)))
        for label, values in zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
    ]


def _is_soon(due: date | None, board: Board) -> bool:
    return due is not None and 0 <= (due - board.as_of.day).days <= board.due_soon_days


def _late(due: date | None, board: Board) -> int | None:
    return None if due is None else (board.as_of.day - due).days


def _day(value: Any) -> date | None:
    if value is None or pd.isna(value):
        return None
    day: date = pd.Timestamp(value).date()
    return day


def _words(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value).strip()
