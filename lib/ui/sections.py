"""A view within a page as the desk describes it: charts, tables, notes; its sentence stands at the head of the page. Layout only."""

import streamlit as st

from lib.desk.replan import replan_section
from lib.desk.section import Section
from lib.ui import markup, past, table_markup
from lib.ui.sheets import show_sheet
from lib.ui.table import show_frame
from lib.ui.view import View
from lib.wording.phrases import counted

MOST_WHOLE_ROWS = 300
"""Longer tables scroll within themselves instead of standing there whole."""


def show_section(view: View, name: str) -> None:
    """One of the board's sections by its name; short tables stand whole, long ones scroll within themselves."""
    section = _section(view, name)
    if section.charts:
        show_sheet(view, *section.charts)
    for table in section.tables:
        st.html(markup.chart_title(table.title, counted(view.language, "board.table.rows", len(table.cells))))
        if len(table.cells) > MOST_WHOLE_ROWS:
            show_frame(table)
        else:
            st.html(table_markup.table(table))
    if section.notes:
        st.html("".join(markup.note(note) for note in section.notes))


def _section(view: View, name: str) -> Section:
    """The view; re-planning with the days as at the last meeting, which only a board with versions knows."""
    since = past.since_meeting(view) if name == "replan" else None
    if since is None:
        return view.board.section(name, view.language)
    return replan_section(view.board.replan, view.language, since.within(frozenset(view.board.states["ref"])), is_part=view.board.is_part)
