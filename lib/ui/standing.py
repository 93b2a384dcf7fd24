"""Under the masthead: whether what is seen is the current version, an earlier one, or a draft that nobody else sees."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.desk.board_names import board_names
from lib.desk.opening import Opened
from lib.errors import PhaseboardError, StoreError
from lib.i18n import Language, text
from lib.i18n.formats import day, moment
from lib.ui import draft, greeting, looked_at, newer, publishing_markup, session, shown, targets, ways

FRONT = ("", "overview")
DATA = "data"
"""The page on which a draft is checked and published."""

_SWITCH = "board_switch"


def source(opened: Opened, language: Language) -> str:
    """The file, and which version of it: a published one by its number and time."""
    if opened.info is not None:
        when = moment(opened.info.published, language)
        return text(language, "ui.source.version", file=opened.file_name, number=opened.info.number, when=when)
    if opened.is_draft:
        return text(language, "ui.source.draft", file=opened.file_name)
    return text(language, "ui.source", file=opened.file_name)


def show(language: Language, page: str) -> None:
    """Draw the line on this page, or nothing for the current version; a newer one is offered as soon as it is there."""
    try:
        opened = shown.shown()
    except PhaseboardError:
        return  # the masthead says it
    if page in FRONT:
        greeting.show(opened, language)
    if opened.is_draft:
        with _line(text(language, "ui.draft.standing")):
            if page != DATA:
                st.page_link(ways.page_of(DATA), label=text(language, "ui.draft.go"))
            st.button(text(language, "ui.draft.discard"), key="discard_draft", on_click=_discard, type="tertiary")
    elif opened.info is not None and shown.is_as_it_was(opened):
        when = day(opened.info.published.astimezone().date(), language, year=True)
        with _line(text(language, "ui.earlier.standing", number=opened.info.number, when=when)):
            words = text(language, "ui.earlier.back")
            st.button(words, key="back_to_current", on_click=_go_on, args=(opened.info.board,), type="tertiary")
    elif opened.info is not None:
        newer.offer(opened.info, language)
    instead = ".sample" if opened.info is None else ""
    if shown.is_another_board(opened):
        st.html(publishing_markup.standing(text(language, f"ui.board.another{instead}")))
    elif shown.is_no_version(opened):
        st.html(publishing_markup.standing(text(language, f"ui.version.none{instead}")))


def board_switch(language: Language) -> None:
    """The choice of a board, as soon as there are two."""
    try:
        boards = shown.filled_boards()
        current = shown.shown_board()
    except StoreError:
        return
    if len(boards) < 2 or current is None:
        return
    names = board_names(boards, language)
    if session.chosen(_SWITCH) != current.code:  # a draft may have been published on another board meanwhile
        session.choose(_SWITCH, current.code)

    def chosen() -> None:
        code = session.chosen(_SWITCH)
        looked_at.close_detail()
        looked_at.choose_board(code)
        targets.go_along(code)

    st.selectbox(
        text(language, "ui.board"),
        list(names),
        format_func=lambda code: names[code],
        key=_SWITCH,
        on_change=chosen,
        label_visibility="collapsed",
        width=220,
    )


def _discard() -> None:
    looked_at.close_detail()
    draft.discard()


def _go_on(board: str) -> None:
    """From an earlier version to the current one."""
    looked_at.close_detail()
    looked_at.pin(board, None)


def _line(words: str) -> DeltaGenerator:
    """The words, and room beside them for what can be done."""
    line = st.container(horizontal=True, vertical_alignment="center", gap="small", key="standing")
    with line:
        st.html(publishing_markup.standing(words), width="content")
    return line
