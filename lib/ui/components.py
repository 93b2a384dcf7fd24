"""What a page places: figures, charts, lists, tables. Each takes the View and a name."""

from collections.abc import Sequence

import streamlit as st

from lib.figures.plotly import plotly_config
from lib.i18n import Language, text
from lib.ui import markup, state, task_lists
from lib.ui.cache import drawn
from lib.ui.table import show_frame
from lib.ui.view import View
from lib.wording import definitions


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
    """Short lists of tasks side by side; a line leads to the task in full."""
    lists = [view.board.task_list(name, view.language) for name in names]
    lists = [each for each in lists if each.lines or even_empty]
    if lists:
        task_lists.show(lists, view.theme, view.language, key=f"lists_{names[0]}", on_pick=open_task)


def open_task(ref: str) -> None:
    """Go to the page of tasks with this one in full."""
    state.pick_task(ref)
    st.switch_page(state.page_of("tasks"))


def show_table(view: View, name: str) -> None:
    """A whole table with a search over it, or the sentence that says why it is empty."""
    table = view.board.table(name, view.language)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        title = st.empty()
        words = st.text_input(
            text(view.language, "ui.search"),
            key=f"search_{name}",
            placeholder=text(view.language, "ui.search"),
            label_visibility="collapsed",
            type="search",
            live="300ms",
            width=280,
        )
    found = table.matching(words)
    title.html(markup.chart_title(text(view.language, f"board.table.{name}"), text(view.language, "board.table.rows", n=len(found.cells))))
    if found.is_empty:
        st.caption(table.empty)
        return
    picked = show_frame(found)
    if name == "tasks" and picked is not None:
        state.pick_task(picked)


def show_detail(view: View) -> None:
    """The task that was clicked, in full, until it is closed."""
    ref = state.picked_task()
    detail = view.board.detail(ref, view.language) if ref else None
    if detail is None:
        return
    with st.container(border=True, key="detail"):
        st.html(markup.detail(detail, view.language))
        st.button(text(view.language, "ui.detail.close"), key="close_detail", on_click=state.pick_task, args=(None,))


def choose_section(page: str, sections: Sequence[str], language: Language) -> str:
    """The views of one page as a switch; the first is shown at the start."""
    chosen = st.segmented_control(
        text(language, f"ui.section.{page}"),
        sections,
        default=sections[0],
        format_func=lambda section: text(language, f"ui.section.{page}.{section}"),
        key=state.section_key(page),
        label_visibility="collapsed",
        required=True,
        persist_state="session",
    )
    return str(chosen or sections[0])


def show_definitions(language: Language) -> None:
    """What every figure means, generated from the figures themselves."""
    st.html(markup.definitions(definitions(language)))


def show_legend(view: View) -> None:
    """The rule of the lamps, once a page."""
    st.html(markup.note(view.board.lamp_rule(view.language)))
