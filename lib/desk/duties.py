"""报送 as a page shows it: what is owed, what only needs agreement, and what the texts propose."""

from datetime import date

from lib.desk.section import Section, numbered, section_table
from lib.i18n import Language, text
from lib.i18n.formats import day_beside
from lib.metrics.duties import Duties, DutyOnDay
from lib.wording import gates

_OWED = ("state", "turn", "body", "action", "by", "days", "course", "task", "owner_unit", "ref")
_AGREED = ("body", "action", "task", "ref")
_PROPOSED = ("proposal", "body", "words", "task", "ref")
_WIDE = ("task", "action")


def duties_section(found: Duties, language: Language, *, is_part: bool = False) -> Section:
    """The view of reporting, of all tasks or of a part: late ones first, then open ones, then settled ones; proposals last and marked as such."""
    agreed = [(duty.body, duty.action, numbered(duty.number, duty.task), duty.ref) for duty in found.not_needed]
    proposed = [
        (text(language, f"gates.proposal.{each.action}"), each.body, each.words, numbered(each.number, each.task), each.ref)
        for each in found.proposed
    ]
    tables = (
        section_table("gates", "owed", _OWED, [_row(duty, found.as_of.day, language) for duty in found.duties], _WIDE, language),
        section_table("gates", "agreed", _AGREED, agreed, _WIDE, language),
        section_table("gates", "proposed", _PROPOSED, proposed, _WIDE, language),
    )
    notes = [text(language, "gates.note")] if found.duties else []
    notes += [text(language, "gates.note.proposed")] if found.proposed else []
    said = gates.duties(found, language, is_part=is_part)
    return Section("gates", said, tuple(table for table in tables if not table.is_empty), notes=tuple(notes))


def _row(duty: DutyOnDay, today: date, language: Language) -> tuple[str, ...]:
    return (
        gates.gate_label(duty.state, language, is_late=duty.is_late),
        gates.turn_label(duty.turn, language),
        duty.body,
        duty.action,
        day_beside(duty.by, today, language) if duty.by else "",
        gates.duration(duty, language),
        gates.course(duty.stays, language),
        numbered(duty.number, duty.task),
        duty.owner_unit,
        duty.ref,
    )
