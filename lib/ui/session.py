"""What one session keeps, by names of ours. The only file that touches `st.session_state`.

Kept are choices, never results: the opened workbook (shared, immutable), the language, the audience and the filters. Everything else is
computed from them. Which choice is whose stands in the modules beside this one: `visitor`, `looked_at`, `filter_choices`, `draft`.
"""

from enum import StrEnum
from typing import Any

import streamlit as st
from streamlit.runtime.state.session_state_proxy import get_session_state


class Key(StrEnum):
    """The names under which a session keeps its choices."""

    OPENED = "opened"
    LANGUAGE = "language"
    AUDIENCE = "audience"
    LINK_READ = "link_read"
    UNKNOWN = "unknown_in_link"
    TAKEN = "taken"
    REFUSED = "refused"
    TASK = "task"
    PAGES = "pages"
    FILTERS = "filters_kept"
    FILTERS_SET = "filters_set"
    DAY_DRAWN = "day_drawn"
    FILTERED_PAGE = "filtered_page"
    WAY = "filters_on_the_way"
    ROW_ON_THE_WAY = "row_on_the_way"
    OPTIONS = "filter_options"
    BOARD = "board"
    PINS = "pins"
    SAID = "said"
    LAST_BOARD = "last_board"
    IDENTITY = "identity"
    OWNER = "owner"
    LOOKED = "looked"
    GREETED = "greeted_once"
    UNKNOWN_PAGE = "unknown_page"


def chosen(key: str) -> Any:
    """What is kept under a name of ours, or a widget's value; None before anything is. The framework's own way there, asked some sixty times
    a run, also checks the name."""
    try:
        return get_session_state()[key]
    except KeyError:
        return None


def choose(key: str, value: Any) -> None:
    """Keep something, or set a widget's value before it is drawn."""
    st.session_state[key] = value


def forget(key: str) -> Any:
    """Keep it no longer; gives what was kept."""
    return st.session_state.pop(key, None)


def names() -> list[str]:
    """The names of all that is kept, widgets' among them."""
    return [str(name) for name in st.session_state]


def say_again() -> None:
    """After another language was chosen: the choices stand again, in its words.

    The framework knows what is picked in a widget by the words shown for it, and takes what it finds under none of the new ones as none
    picked. What is set by the program is shown anew. Buttons, files and rows picked in a table can not be set, and have no such words.
    """
    for name, value in list(st.session_state.items()):
        if isinstance(value, str | int | list) and not isinstance(value, bool):
            st.session_state[name] = value
