"""The address of the page: what it says when it is opened, and that it says what is shown."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from lib.i18n import Language
from lib.ui import session


def parameters() -> dict[str, list[str]]:
    """The link's parameters; each may stand several times."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def here(page: str, language: Language) -> str:
    """The address of this very page with all it says, for whoever leaves it and comes back in the same language; `page` as in `url_path`."""
    return f"/{page}?{urlencode(parameters() | {'lang': [str(language)]}, doseq=True)}"


def write(said: dict[str, Sequence[str]]) -> None:
    """Make the address say what is shown; nothing is sent when it already does."""
    wanted = {name: list(values) for name, values in said.items()}
    if parameters() != wanted:
        st.query_params.from_dict(wanted)


def is_unread() -> bool:
    """True once a session: then the link's filters are taken over."""
    if session.chosen(session.Key.LINK_READ):
        return False
    session.choose(session.Key.LINK_READ, True)
    return True
