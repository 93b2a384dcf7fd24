"""催办单 on the page 会议汇报: choose a unit, copy its text, take its calendar along. Nothing is sent from here."""

from functools import partial

import streamlit as st

from lib.desk import reminders, reporting
from lib.desk.board import Board
from lib.exports.archive import plain_name
from lib.exports.report import Provenance
from lib.i18n import Language, text
from lib.ui import downloads, markup
from lib.ui.meeting import Plan
from lib.ui.view import now
from lib.wording.phrases import counted, name_or

_UNIT = "reminder_unit"
_ICS = "text/calendar"
_ZIP = "application/zip"


def show_reminders(plan: Plan) -> None:
    """One unit's reminder, made when the unit is chosen; no unit owes anything: nothing is shown."""
    board, language = plan.board, plan.language
    if not board.units:
        return
    source = reporting.provenance(board, plan.opened, plan.filters, language)
    st.html(markup.chart_title(text(language, "reminder.title"), text(language, "reminder.how")))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reminder_choice"):
        unit = st.selectbox(
            text(language, "reminder.choose"),
            board.units,
            index=None,
            format_func=lambda name: name_or(name, language),
            placeholder=text(language, "reminder.choose.none"),
            key=_UNIT,
            width=280,
        )
        if unit is not None:
            _offer_calendar(plan, unit, source)
        _offer_all(plan, source)
    if unit is not None:
        made = reminders.unit_reminder(board, unit, source, language)
        st.code(made.text, language=None, wrap_lines=True)
        if made.withheld:
            st.caption(counted(language, "reminder.withheld.count", made.withheld))


def _offer_calendar(plan: Plan, unit: str, source: Provenance) -> None:
    board, language = plan.board, plan.language
    stem = f"{source.stem}_{plain_name(name_or(unit, language))}"
    downloads.offer(
        text(language, "reminder.ics"),
        partial(_calendar, board, unit, source, language),
        file_name=f"{stem}.ics",
        mime=_ICS,
        key="reminder_ics",
        explained=text(language, "reminder.ics.help"),
        disabled=not reminders.has_deadlines(board, unit, source, language),
        tell=lambda _asking: plan.tell("ics"),
        audience=plan.audience,
        board=plan.code,
    )


def _offer_all(plan: Plan, source: Provenance) -> None:
    board, language = plan.board, plan.language
    downloads.offer(
        text(language, "reminder.all"),
        partial(_all, board, source, language),
        file_name=f"{source.stem}_{text(language, 'reminder.all.name')}.zip",
        mime=_ZIP,
        key="reminder_all",
        explained=text(language, "reminder.all.help"),
        tell=lambda _asking: plan.tell("reminders"),
        audience=plan.audience,
        board=plan.code,
    )


def _calendar(board: Board, unit: str, source: Provenance, language: Language) -> bytes:
    """Called when the button is clicked, outside the session's run."""
    return reminders.unit_calendar(board, unit, source, language, now())


def _all(board: Board, source: Provenance, language: Language) -> bytes:
    return reminders.all_units(board, source, language, now())
