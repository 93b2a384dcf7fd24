"""The re-plan ledger as a page shows it: the slip chart over the ledger of days; beside it the days as at the last review meeting, where one is marked."""

from datetime import date

from lib.desk.section import Section, section_table
from lib.i18n import Language, text
from lib.i18n.formats import day_beside
from lib.metrics.replan import Replan, Replanned
from lib.metrics.replan_since import DueSince, SinceMeeting
from lib.wording import replan as words
from lib.wording.history import since_meeting as since_in_words

_COLUMNS = (
    "number",
    "task",
    "original",
    "agreed",
    "agreed_slip",
    "done",
    "past_original",
    "past_agreed",
    "at_meeting",
    "since_meeting",
    "reason",
    "agreed_by",
    "owner_unit",
    "ref",
)
_SINCE_COLUMNS = ("number", "task", "at_meeting", "now", "since_meeting", "owner_unit", "ref")


def replan_section(found: Replan, language: Language, since: SinceMeeting | None = None, *, is_part: bool = False) -> Section:
    """The view of re-planning; without a moved date the sentence alone.

    Args:
        found: the ledger.
        language: the reader's language.
        since: the due days of the same tasks as the last review meeting saw them; None where none is marked.
        is_part: whether filters leave tasks out.
    """
    today = found.as_of.day
    rows = [_row(row, since, today, language) for row in found.rows]
    tables = [section_table("replan", "ledger", _COLUMNS, rows, ("task", "reason"), language)] if rows else []
    notes = [text(language, "replan.note")] if rows else []
    if any(row.is_withheld and not row.reason for row in found.rows):
        notes.append(text(language, "replan.note.withheld"))
    if since is not None:
        listed = {row.ref for row in found.rows}
        moved = [_since_row(row, today, language) for row in since.moved if row.ref not in listed]
        if moved:
            tables.append(section_table("replan", "since", _SINCE_COLUMNS, moved, ("task",), language))
        notes.append(since_in_words(since, language))
    return Section("replan", words.replan(found, language, is_part=is_part), tuple(tables), ("slip",) if rows else (), tuple(notes))


def _since_row(row: DueSince, today: date, language: Language) -> tuple[str, ...]:
    days = (_said(row.then, today, language), _said(row.now, today, language), words.slip(row.moved, language))
    return (row.number, row.task, *days, row.owner_unit, row.ref)


def _said(when: date | None, today: date, language: Language) -> str:
    return day_beside(when, today, language) if when else ""


def _row(row: Replanned, since: SinceMeeting | None, today: date, language: Language) -> tuple[str, ...]:
    def said(when: date | None) -> str:
        return _said(when, today, language)

    before = since.of(row.ref) if since else None
    return (
        row.number,
        row.task,
        said(row.original),
        said(row.agreed),
        words.slip(row.agreed_slip, language),
        said(row.done) or ("" if row.is_done is None else text(language, "replan.done.unknown" if row.is_done else "replan.done.open")),
        words.slip(row.past_original, language),
        words.slip(row.past_agreed, language),
        said(before.then) if before else "",
        words.slip(before.moved, language) if before else "",
        row.reason or (text(language, "replan.withheld") if row.is_withheld else ""),
        row.agreed_by,
        row.owner_unit,
        row.ref,
    )
