"""What a page places: figures, charts, lists, tables. Each takes the View and a name."""

from collections.abc import Sequence

import streamlit as st

from lib.figures.plotly import plotly_config
from lib.i18n import text
from lib.ui import markup
from lib.ui.cache import drawn
from lib.ui.state import section_key
from lib.ui.table import show_frame
from lib.ui.view import View


def show_figures(view: View, page: str) -> None:
    """The row of key figures, each of what and against which plan, with its definition at hand."""
    st.html(markup.key_figures(view.board.key_figures(page, view.language), view.theme))


def show_chart(view: View, name: str) -> None:
    """A chart by its name, or the sentence that says why there is none."""
    spec = view.board.chart(name, view.language)
    st.html(markup.chart_title(spec.title, spec.subtitle))
    if spec.is_empty:
        st.caption(spec.empty)
        return
    st.plotly_chart(
        drawn(view.key, name, view.language, view.theme, view.size, spec),
        theme=None,
        key=f"chart_{name}",
        config=plotly_config(view.language),
        alt=spec.alt,
    )
    if spec.note:
        st.html(markup.note(spec.note))


def show_task_lists(view: View, names: Sequence[str], *, even_empty: bool = True) -> None:
    """Short lists of tasks side by side, each with its heading and count."""
    lists = [view.board.task_list(name, view.language) for name in names]
    lists = [each for each in lists if each.lines or even_empty]
    if lists:
        st.html(markup.task_lists(lists, view.theme, view.language))


def show_table(view: View, name: str) -> None:
    """A whole table, searchable and sortable, or the sentence that says why it is empty."""
    table = view.board.table(name, view.language)
    if table.is_empty:
        st.caption(table.empty)
        return
    st.html(markup.chart_title(text(view.language, f"board.table.{name}"), text(view.language, "board.table.rows", n=len(table.cells))))
    show_frame(table)


def choose_section(view: View, page: str, sections: Sequence[str]) -> str:
    """The views of one page as a switch; the first is shown at the start."""
    chosen = st.segmented_control(
        text(view.language, f"ui.section.{page}"),
        sections,
        default=sections[0],
        format_func=lambda section: text(view.language, f"ui.section.{page}.{section}"),
        key=section_key(page),
        label_visibility="collapsed",
        required=True,
        persist_state="session",
    )
    return str(chosen or sections[0])


def show_legend(view: View) -> None:
    """The rule of the lamps, once a page."""
    st.html(markup.note(view.board.lamp_rule(view.language)))
