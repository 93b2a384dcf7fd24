"""The first minute of an empty installation: look at the sample, take the template, or drop the workbook. Gone with the first version."""

import streamlit as st

from lib.desk.opening import Opened
from lib.i18n import Language, text
from lib.ui import markup, session, upload, visitor, ways


def show(opened: Opened, language: Language) -> None:
    """Greet where nothing was ever published and the sample is all there is to see; nothing for who has put it away."""
    if not opened.is_bundled or is_greeted() or not visitor.may_publish():
        return
    with st.container(border=True, key="greeting"):
        st.html(markup.chart_title(text(language, "ui.greeting"), text(language, "ui.greeting.why")))
        workbook, template, sample = st.columns([5, 4, 4], gap="medium")
        with workbook:
            if upload.drop_first(text(language, "ui.greeting.drop")):
                st.switch_page(ways.page_of("data"))
        with template:
            st.html(markup.note(text(language, "ui.greeting.template")))
            upload.offer_template("template_first")
        with sample:
            st.html(markup.note(text(language, "ui.greeting.sample")))
            st.button(text(language, "ui.greeting.look"), key="greeted", on_click=greet)


def is_greeted() -> bool:
    """Whether the greeting of an empty installation was put away."""
    return session.chosen(session.Key.GREETED) is not None


def greet() -> None:
    """Put the greeting away for this session."""
    session.choose(session.Key.GREETED, True)
