"""The page 数据: dropping a workbook, what was recognised, what is wrong and how to mend it."""

import streamlit as st

from lib.desk.opening import Opened, open_file
from lib.desk.tables import findings_table, readings_table
from lib.errors import Refused
from lib.i18n import text
from lib.settings import ROOT, settings
from lib.ui import cache, markup, state
from lib.ui.table import show_frame
from lib.ui.wording import refusal
from lib.wording import reading

TEMPLATE = ROOT / "data" / "template.xlsx"


def drop_zone() -> Opened | None:
    """Take a dropped file, or show the one that is open; None where nothing can be shown."""
    language = state.language()
    head = st.container()
    dropped = st.file_uploader(text(language, "ui.upload"), key="dropped", help=text(language, "ui.upload.help"))
    if dropped is not None and dropped.file_id != state.taken():
        state.take(dropped.file_id)
        with st.spinner(text(language, "ui.upload.reading", file=dropped.name)):
            _open(dropped.getvalue(), dropped.name)
    with head:
        _head()
    if state.opened() is not None:
        st.button(text(language, "ui.upload.back"), on_click=state.keep_opened, args=(None,), key="back_to_bundled")
    return _shown()


def _open(data: bytes, file_name: str, year: int | None = None) -> None:
    try:
        state.keep_opened(open_file(data, file_name, settings(), year=year))
        state.keep_bytes(data)
        state.refuse(None)
    except Refused as fault:
        state.refuse(fault)


def _shown() -> Opened | None:
    try:
        return state.opened() or cache.bundled()
    except Refused as fault:
        state.refuse(fault)
        return None


def _head() -> None:
    """The conclusion: what was refused, else what was read."""
    language = state.language()
    shown = _shown()
    sentence = reading.conclusion(shown.workbook, shown.file_name, language) if shown else text(language, "ui.upload.nothing")
    fault = state.refused()
    if fault is not None:
        st.error(refusal(fault, language))
        st.html(markup.note(text(language, "ui.upload.unchanged")))
    st.html(markup.conclusion(sentence, ()))


def show_year(opened: Opened) -> None:
    """Which year the deadlines were read with and where it comes from; asked for where the workbook leaves it open."""
    if opened.workbook.year is None:
        ask_for_year(opened)
    else:
        st.html(markup.note(reading.year(opened.workbook, state.language())))


def ask_for_year(opened: Opened) -> None:
    """Ask once for the year; the session's workbook is then read again with it."""
    language = state.language()
    with st.form("year_form", width=560):
        year = st.number_input(
            text(language, "ui.year.asked"), min_value=1980, max_value=2100, value=None, step=1, format="%d", placeholder="2014", key="year"
        )
        if st.form_submit_button(text(language, "ui.year.use"), type="primary") and year:
            _open(state.bytes_kept() or cache.bundled_bytes(), opened.file_name, int(year))
            st.rerun()


def show_reading(opened: Opened) -> None:
    """Sheets, header rows, rows read and set aside."""
    language = state.language()
    table = readings_table(opened.workbook.tables, language)
    st.html(markup.chart_title(text(language, "ui.reading"), ""))
    show_frame(table)


def show_findings(opened: Opened) -> None:
    """Each finding with its cell, what was read there, and how to mend it; only what the audience may see."""
    language = state.language()
    findings = cache.disclosed(opened.version, state.audience(), opened).findings
    table = findings_table(findings, language)
    st.html(markup.chart_title(text(language, "ui.findings"), text(language, "board.table.rows", n=len(findings))))
    if table.is_empty:
        st.html(markup.note(table.empty))
        return
    show_frame(table)


def offer_template() -> None:
    """The empty workbook to begin with."""
    language = state.language()
    if TEMPLATE.is_file():
        st.download_button(
            text(language, "ui.template"),
            TEMPLATE.read_bytes,
            file_name=text(language, "ui.template.file"),
            key="template",
            help=text(language, "ui.template.help"),
        )
