"""The re-plan ledger as a page shows it: the slip chart over the ledger of days."""

from datetime import date

from lib.desk.section import Section, section_table
from lib.i18n import Language, text
from lib.i18n.formats import day
from lib.metrics.replan import Replan, Replanned
from lib.wording import replan as words

_COLUMNS = (
    "number",
    "task",
    "original",
    "agreed",
    "agreed_slip",
    "done",
    "past_original",
    "past_agreed",
    "reason",
    "agreed_by",
    "owner_unit",
    "ref",
)


def replan_section(found: Replan, language: Language) -> Section:
    """The view of re-planning; without a moved date the sentence alone."""
    rows = [_row(row, language) for row in found.rows]
    if not rows:
        return Section("replan", words.replan(found, language))
    ledger = section_table("replan", "ledger", _COLUMNS, rows, ("task", "reason"), language)
    return Section("replan", words.replan(found, language), (ledger,), ("slip",), (text(language, "replan.note"),))


def _row(row: Replanned, language: Language) -> tuple[str, ...]:
    def said(when: date | None) -> str:
        return day(when, language) if when else ""

    return (
        row.number,
        row.task,
        said(row.original),
        said(row.agreed),
        words.slip(row.agreed_slip, language),
        said(row.done) or ("" if row.is_done is None else text(language, "replan.done.unknown" if row.is_done else "replan.done.open")),
        words.slip(row.past_original, language),
        words.slip(row.past_agreed, language),
        row.reason or (text(language, "replan.withheld") if row.is_withheld else ""),
        row.agreed_by,
        row.owner_unit,
        row.ref,
    )
