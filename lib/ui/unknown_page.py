"""An address that names no page: the framework says so in English, in a box over the front page; the front page says it itself.

It is said until another page is gone to, for a narrow window is drawn twice.
"""

import streamlit as st
from streamlit.commands import navigation

from lib.i18n import Language, text
from lib.ui import publishing_markup, session


def say_it_ourselves() -> None:
    """From now on the framework only has it noted."""
    navigation.send_page_not_found = _noted


def _noted(ctx: object) -> None:  # noqa: ARG001 the framework hands it over by this name
    session.choose(session.Key.UNKNOWN_PAGE, True)


def show(page: str, language: Language) -> None:
    """The sentence, on the front page that is shown instead."""
    if page:
        session.forget(session.Key.UNKNOWN_PAGE)
    elif session.chosen(session.Key.UNKNOWN_PAGE):
        st.html(publishing_markup.standing(text(language, "ui.page.unknown")))
