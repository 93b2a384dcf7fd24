"""The gate and what stands around every page: navigation, masthead, language, audience."""

from base64 import b64encode
from collections.abc import Sequence
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.errors import NotAllowed, PhaseboardError, SettingInvalid
from lib.i18n import Language, text
from lib.i18n.formats import day
from lib.identity.choices import sign_in_of
from lib.settings import ROOT, settings
from lib.ui import doorway, markup, screen, session, shown, standing, unknown_page, visitor, ways
from lib.ui.serving.policy import language_script
from lib.ui.view import theme
from lib.ui.wording import refusal

PAGES: tuple[tuple[str, str], ...] = (
    ("overview", "overview.py"),
    ("tasks", "tasks.py"),
    ("feedback", "feedback.py"),
    ("rectification", "rectification.py"),
    ("meeting", "meeting.py"),
    ("data", "data.py"),
)
"""Address and file of each page, in the order of the navigation; the first is the front page.

A new page is one file and one line here; its title is the message `ui.page.<address>`.
"""

_PICTURE = (Path(__file__).parent / "assets" / "favicon.png").read_bytes()
FAVICON = f"data:image/png;base64,{b64encode(_PICTURE).decode()}"
"""The picture itself: a file's name would have the framework open, measure and register it with every run."""


unknown_page.say_it_ourselves()


def run_page() -> None:
    """Draw one run of whichever page the address names."""
    visitor.ask_again()  # what the last run knew of the person may be over by now, though it was a moment ago
    fault = _fault_in_settings()
    is_open = fault is None and doorway.is_open()  # first of all: what another person left in this window is gone by then
    language = visitor.language()
    st.set_page_config(page_title=text(language, "ui.brand"), page_icon=FAVICON, layout="wide")
    st.html(markup.style(theme(), language, settings().max_file_mb if fault is None else 0))
    declare_language(language)
    pages = [copy(page) for page in _pages(language)]
    ways.keep_pages({address: page for (address, _), page in zip(PAGES, pages, strict=True)})
    if is_open:
        page = navigation(pages)
        masthead(language, page.url_path)
        unknown_page.show(page.url_path, language)
        standing.show(language, page.url_path)
        try:
            page.run()
        except NotAllowed as refused:
            st.error(refusal(refused, language))
        screen.watch()
        return
    page = st.navigation(pages, position="hidden")  # the address stays as it is, for after the door
    with _head_line((text(language, "ui.brand"), False, ""), language):
        language_switch(language)
    if fault is not None:
        st.html(markup.conclusion(refusal(fault, language), ()))
    else:
        doorway.show_door(language, page.url_path)


def navigation(pages: Sequence[Any]) -> Any:
    """The page that the address names, and the way to each: a narrow window shows all of them in sight, where the framework would fold them away."""
    if not screen.folds_pages():
        return st.navigation(pages, position="top")
    chosen = st.navigation(pages, position="hidden")
    with st.container(horizontal=True, gap="xxsmall", key="pages"):
        for page in pages:
            st.page_link(page)
    return chosen


@cache
def _pages(language: Language) -> tuple[Any, ...]:
    """Every page under its name in one language. Each run takes copies: looking up six files would cost it a millisecond."""
    return tuple(
        st.Page(ROOT / "pages" / file, title=text(language, f"ui.page.{address}"), url_path=address, default=(address, file) == PAGES[0])
        for address, file in PAGES
    )


def _fault_in_settings() -> SettingInvalid | None:
    try:
        sign_in_of(settings())
    except SettingInvalid as fault:
        return fault
    return None


def declare_language(language: Language) -> None:
    """Say the page's language to screen readers and to the browser's fonts; the framework fixes it to English."""
    st.html(f"<script>{language_script(language)}</script>", unsafe_allow_javascript=True)


def masthead(language: Language, page: str) -> None:
    """The board's title on the left; who is looking, on which page, and the language on the right."""
    with _head_line(_title(language), language):
        standing.board_switch(language)
        doorway.show_person(language, page)
        language_switch(language)


def _head_line(title: tuple[str, bool, str], language: Language) -> DeltaGenerator:
    """The title, and room beside it for what can be switched."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="masthead"):
        st.html(markup.masthead(*title, language), width="stretch")
        return st.container(horizontal=True, width="content", vertical_alignment="center", gap="small")


def language_switch(language: Language) -> None:
    """The choice of a language."""
    st.segmented_control(
        text(language, "ui.language"),
        list(Language),
        default=language,
        format_func=lambda code: text(language, f"ui.language.{code}"),
        key=session.Key.LANGUAGE,
        on_change=session.say_again,
        label_visibility="collapsed",
        required=True,
        persist_state="session",
        wrap=True,
    )


def _title(language: Language) -> tuple[str, bool, str]:
    """Title, whether it is sample data, and the file with its version and day."""
    try:
        opened = shown.shown()
    except PhaseboardError:
        return text(language, "ui.brand"), False, ""  # what is wrong stands at the head of the page itself
    workbook = opened.workbook
    source = standing.source(opened, language)
    if workbook.as_of:
        source += text(language, "ui.source.as_of", day=day(workbook.as_of, language, year=True))
    return workbook.title or opened.file_name, workbook.settings.is_sample, source
