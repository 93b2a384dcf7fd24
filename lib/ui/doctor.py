"""The data doctor: what a workbook was recognised as, what is wrong where, and how to mend it."""

from collections.abc import Sequence

import streamlit as st

from lib.access import WITHHELD
from lib.desk.opening import Opened
from lib.desk.tables import readings_table
from lib.i18n import Language, text
from lib.ingest.model import Finding, Severity, Workbook
from lib.schema import Opinion
from lib.ui import audit, cache, draft, markup, visitor
from lib.ui.mapping import show_columns
from lib.ui.preview import Prepared, show_changes
from lib.ui.returned_files import offer_marked, offer_tracking
from lib.ui.table import show_blocks, show_frame
from lib.ui.upload import ask_for_year
from lib.wording import reading
from lib.wording.phrases import counted

MOST_FINDINGS_SET = 40
"""So many stand there at a time, each whole, since it is a sentence to be read to its end and a grid would cut it."""


def say_whose(opened: Opened) -> None:
    """After a refusal: that what stands beneath is of the board as it was, and not of the file that was refused."""
    language = visitor.language()
    if draft.refused() is not None:
        told = text(language, "ui.upload.of_the_board", file=opened.file_name)
        st.html(markup.chart_title(told, text(language, "ui.upload.of_the_board.explained")))


def show_needs(opened: Opened) -> None:
    """What a workbook lacks for its board to say much: its year is asked for, columns for its progress are offered."""
    given = opened.workbook
    if given.year is None and (len(given.tasks) or (len(given.feedback) and _has_days(given))):
        ask_for_year(opened)
    offer_tracking(opened)


_DAYS = frozenset({Opinion.RECEIVED, Opinion.DUE_TEXT, Opinion.AGREED_DUE, Opinion.DONE, Opinion.CHECKED, Opinion.CLOSED})


def _has_days(workbook: Workbook) -> bool:
    """Whether any column of the opinions or problems may hold days; where none does, the year would change nothing."""
    return any(name in _DAYS for table in workbook.tables for _, _, name in table.columns)


def show_part(part: str, opened: Opened, prepared: Prepared | None) -> None:
    """One part of what is to be looked at before publishing."""
    if part == "changes" and prepared is not None and prepared.changes is not None:
        show_changes(prepared.kept, prepared.changes)
    elif part == "columns":
        show_columns(opened)
    elif part == "reading":
        show_reading(opened)
    else:
        show_findings(opened)


def show_reading(opened: Opened) -> None:
    """The year and where it comes from; sheets, header rows, rows read and set aside."""
    language = visitor.language()
    table = readings_table(opened.workbook.tables, language)
    st.html(markup.chart_title(text(language, "ui.reading"), ""))
    if opened.workbook.year is not None:
        st.html(markup.note(reading.year(opened.workbook, language)))
    show_frame(table)


def show_findings(opened: Opened) -> None:
    """Each finding with its cell, what was read there, and how to mend it; only what the audience may see."""
    language = visitor.language()
    audit.looked(opened, visitor.audience())
    findings = cache.disclosed(opened.version, visitor.audience(), opened).findings
    table = cache.findings(opened.version, visitor.audience(), "", language, findings)
    needed = [each for each in findings if each.severity is not Severity.INFO]  # as the page's sentence counts them
    title = "ui.findings.notes" if findings and not needed else "ui.findings"
    st.html(markup.chart_title(text(language, title), counted(language, "ui.findings.places", len(needed or findings))))
    if table.is_empty:
        st.html(markup.note(table.empty))
        offer_marked(opened)
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="findings_line"):
        severity = _choose_severity(findings, language)
        offer_marked(opened)
    if any(WITHHELD in (each.value, *(fact for _, fact in each.facts)) for each in findings):
        told = "ui.findings.withheld" if visitor.may_publish() else "ui.findings.withheld.reader"
        st.html(markup.note(text(language, told, mark=WITHHELD)))
    if severity is not None:
        table = cache.findings(opened.version, visitor.audience(), severity, language, findings)
    show_blocks(table, MOST_FINDINGS_SET)


def _choose_severity(findings: Sequence[Finding], language: Language) -> str | None:
    """How many there are of each severity; one may be looked at alone."""
    counts = {str(severity): sum(each.severity is severity for each in findings) for severity in Severity}
    chosen: str | None = st.pills(
        text(language, "ui.severity"),
        [severity for severity, n in counts.items() if n],
        format_func=lambda severity: text(language, "ui.preview.kind", label=text(language, f"severity.{severity}"), n=counts[severity]),
        key="severity",
        label_visibility="collapsed",
    )
    return chosen
