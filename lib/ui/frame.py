"""The gate and what stands around every page: navigation, masthead, language, audience."""

from pathlib import Path

import streamlit as st

from lib.errors import PhaseboardError, SettingInvalid
from lib.i18n import Language, text
from lib.i18n.formats import day
from lib.schema import Audience
from lib.settings import ROOT, settings
from lib.ui import markup, printing, screen, shown, standing, state
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

FAVICON = Path(__file__).parent / "assets" / "favicon.png"


def run_page() -> None:
    """Draw one run of whichever page the address names."""
    language = state.language()
    st.set_page_config(page_title=text(language, "ui.brand"), page_icon=str(FAVICON), layout="wide")
    st.html(markup.style(theme()))
    declare_language(language)
    pages = [
        st.Page(ROOT / "pages" / file, title=text(language, f"ui.page.{address}"), url_path=address, default=(address, file) == PAGES[0])
        for address, file in PAGES
    ]
    state.keep_pages({address: page for (address, _), page in zip(PAGES, pages, strict=True)})
    page = st.navigation(pages, position="top")
    try:
        settings()
    except SettingInvalid as fault:
        masthead(language)
        st.html(markup.conclusion(refusal(fault, language), ()))
        return
    masthead(language)
    standing.show(language, page.url_path)
    page.run()
    screen.measure()
    printing.prepare()


def declare_language(language: Language) -> None:
    """Say the page's language to screen readers and to the browser's fonts; the framework fixes it to English."""
    st.html(f"<script>{language_script(language)}</script>", unsafe_allow_javascript=True)


def masthead(language: Language) -> None:
    """The board's title on the left; who is looking and the language on the right."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="masthead"):
        st.html(markup.masthead(*_title(language), language), width="stretch")
        with st.container(horizontal=True, width="content", vertical_alignment="center", gap="small"):
            standing.board_switch(language)
            audience_switch(language)
            st.segmented_control(
                text(language, "ui.language"),
                list(Language),
                default=language,
                format_func=lambda code: text(language, f"ui.language.{code}"),
                key=state.Key.LANGUAGE,
                label_visibility="collapsed",
                required=True,
                persist_state="session",
            )


def _title(language: Language) -> tuple[str, bool, str]:
    """Title, whether it is sample data, and the file with its version and day."""
    try:
        opened = shown.shown()
    except PhaseboardError as fault:
        return text(language, "ui.brand"), False, refusal(fault, language)
    workbook = opened.workbook
    source = standing.source(opened, language)
    if workbook.as_of:
        source += text(language, "ui.source.as_of", day=day(workbook.as_of, language, year=True))
    return workbook.title or opened.file_name, workbook.settings.is_sample, source


def audience_switch(language: Language) -> None:
    """Who is looking: the widest audience, until somebody at this very machine widens the detail on purpose."""
    allowed = state.allowed_audiences()
    current = state.audience()
    label = text(language, "ui.audience", audience=text(language, f"audience.{current}"))
    with st.popover(label, width="content"):
        st.markdown(text(language, "ui.audience.explained"))
        if len(allowed) == 1:
            st.caption(text(language, "ui.audience.locked"))
            return
        st.radio(
            text(language, "ui.audience.choose"),
            allowed,
            index=allowed.index(current),
            format_func=lambda tier: text(language, f"audience.{tier}"),
            captions=[text(language, f"audience.{tier}.help") for tier in allowed],
            key=state.Key.AUDIENCE,
            persist_state="session",
        )
        if current is not Audience.PUBLIC:
            st.caption(text(language, "ui.audience.narrow"))
