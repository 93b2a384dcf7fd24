"""What one session keeps. The only file that touches `st.session_state`.

Kept are choices, never results: the opened workbook (shared, immutable), the language, the audience and
the filters. Everything else is computed from them.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import streamlit as st
from streamlit.runtime.state.session_state_proxy import get_session_state

from lib.desk.opening import Opened
from lib.errors import Refused
from lib.i18n import Language
from lib.identity import Identity, Right
from lib.metrics.filters import FilterOptions, Filters
from lib.schema import Audience
from lib.store import BoardInfo
from lib.ui import gate

_SAME_RUN_SECONDS = 1.0


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
    FILTERED_PAGE = "filtered_page"
    OPTIONS = "filter_options"
    BOARD = "board"
    PINS = "pins"
    SAID = "said"
    LAST_BOARD = "last_board"
    IDENTITY = "identity"
    OWNER = "owner"
    LOOKED = "looked"
    GREETED = "greeted_once"


@dataclass(frozen=True, slots=True)
class Pin:
    """The version of a board that this session looks at; `as_it_was`: on the day of its publishing, not on today's."""

    version: int
    as_it_was: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What the next run is to say once at its head: a message with its facts, good or bad."""

    key: str
    facts: tuple[tuple[str, str | int], ...] = ()
    is_fault: bool = False


def _look_up(key: str) -> Any:
    """What the session keeps under a name of ours, or None: the framework's own way there is asked some sixty times a run, and checks the name."""
    try:
        return get_session_state()[key]
    except KeyError:
        return None


def language() -> Language:
    """The session's language: the switch, else the link, else Chinese."""
    chosen = _look_up(Key.LANGUAGE)
    if chosen is None:
        chosen = st.query_params.get("lang")
    return Language(chosen) if chosen in tuple(Language) else Language.ZH


def identity() -> Identity:
    """Who stands behind this session; asked for anew by every run, in a long one each second, and at once when a browser comes back to it."""
    kept: tuple[Identity, float, object] | None = _look_up(Key.IDENTITY)
    moment, connection = time.monotonic(), gate.connection()
    if kept is None or moment - kept[1] > _SAME_RUN_SECONDS or connection != kept[2]:
        kept = (gate.of_session(), moment, connection)
        if kept[0].may_look:
            _belong_to(kept[0].account)
        st.session_state[Key.IDENTITY] = kept
    return kept[0]


def ask_again() -> None:
    """Ask anew who stands behind this session before anything else is shown to them."""
    st.session_state.pop(Key.IDENTITY, None)


def _belong_to(account: str) -> None:
    """When another person comes to the same window: what the last one dropped, chose and filtered is not theirs.

    Nobody in between, as after the end of a day, takes nothing away: they see nothing.
    """
    if st.session_state.get(Key.OWNER, account) != account:
        for key in [name for name in st.session_state if name != Key.LANGUAGE]:
            del st.session_state[key]
    st.session_state[Key.OWNER] = account


def audience() -> Audience:
    """The audience that the session looks as. Anything that its identity does not open falls back to what stands first."""
    allowed = allowed_audiences()
    chosen = _look_up(Key.AUDIENCE)
    return Audience(chosen) if chosen in allowed else usual_audience()


def usual_audience() -> Audience:
    """What stands first: at the machine itself the widest, for it may hang on a wall; for somebody signed in what their role
    opens, but matters of one person only when they are asked for."""
    asking = identity()
    if asking.local:
        return Audience.PUBLIC
    return max((each for each in asking.audiences if each is not Audience.HEAD), key=tuple(Audience).index)


def allowed_audiences() -> tuple[Audience, ...]:
    """The audiences that this session may look as, widest first."""
    return identity().audiences


def may(right: Right) -> bool:
    """Whether this session's person may do this; what acts asks `gate.require` once more."""
    return identity().may(right)


def is_signed_in() -> bool:
    """Whether an account stands behind this session, and not just somebody at this machine or a visitor."""
    asking = identity()
    return asking.is_known and not asking.local


def may_publish() -> bool:
    """Whether this visitor may drop, publish, mark and restore."""
    return may(Right.HANDLE)


def opens(board: str) -> bool:
    """Whether this session may open the board of this code."""
    return identity().opens(board)


def who() -> str:
    """The name that stands in the log."""
    return identity().account


def looked() -> frozenset[tuple[str, str]]:
    """The versions and narrow audiences of which the audit was told in this session."""
    kept: frozenset[tuple[str, str]] = st.session_state.get(Key.LOOKED, frozenset())
    return kept


def note_looked(seen: tuple[str, str]) -> None:
    """The audit knows of this."""
    st.session_state[Key.LOOKED] = looked() | {seen}


def board_code() -> str | None:
    """The board that this session chose, else the one in the link; None leaves it to the installation."""
    chosen = _look_up(Key.BOARD) or st.query_params.get("board")
    return str(chosen) if chosen else None


def choose_board(code: str | None) -> None:
    """Show another board; what was filtered or shown in full on the last one is no choice on this one."""
    if code != _look_up(Key.BOARD):
        st.session_state[Key.BOARD] = code
        pick_task(None)
        forget_filters()


def last_board() -> BoardInfo | None:
    """The board that this session saw last, for as long as the database does not answer."""
    kept: BoardInfo | None = _look_up(Key.LAST_BOARD)
    return kept


def keep_board(board: BoardInfo) -> None:
    """Note which board this session sees."""
    st.session_state[Key.LAST_BOARD] = board


def pinned(board: str) -> Pin | None:
    """The version of a board that this session stays with, if it has seen one."""
    kept: Pin | None = st.session_state.get(Key.PINS, {}).get(board)
    return kept


def has_pins() -> bool:
    """Whether this session has seen any version yet."""
    return Key.PINS in st.session_state


def pin(board: str, version: int | None, *, as_it_was: bool = False) -> None:
    """Stay with this version of a board from now on; None goes on to the newest at the next run. The row shown in full was another version's."""
    pick_task(None)
    pins = dict(st.session_state.get(Key.PINS, {}))
    pins.pop(board, None)
    if version is not None:
        pins[board] = Pin(version, as_it_was)
    st.session_state[Key.PINS] = pins


def say(said: Said | None) -> None:
    """Leave a message for the next run."""
    st.session_state[Key.SAID] = said


def take_said() -> Said | None:
    """The message left by the last run, once."""
    said: Said | None = st.session_state.pop(Key.SAID, None)
    return said


def opened() -> Opened | None:
    """The draft of this session: a workbook that was dropped and not published."""
    kept: Opened | None = _look_up(Key.OPENED)
    return kept


def keep_opened(workbook: Opened | None) -> None:
    """Show this draft in this session from now on; None goes back to what is published. A row shown in full was another workbook's."""
    st.session_state[Key.OPENED] = workbook
    pick_task(None)
    forget_filters()


def chosen(key: str) -> Any:
    """A widget's value, or None before it was drawn."""
    return _look_up(key)


def choose(key: str, value: Any) -> None:
    """Set a widget's value before it is drawn."""
    st.session_state[key] = value


FILTER_PREFIX = "filter_"
FILTER_KEYS = (*(f"{FILTER_PREFIX}{field.name}" for field in fields(Filters)), f"{FILTER_PREFIX}day")
"""Every filter's key and that of the chosen day. To go through all that a session keeps would take longer than to ask for each."""


def filter_choices() -> dict[str, Any]:
    """What is chosen in the filters, by their keys; a filter in which nothing is chosen is left out."""
    found = {key: _look_up(key) for key in FILTER_KEYS}
    return {key: value for key, value in found.items() if value}


def bring_back_filters(page: str) -> None:
    """Before the filters are drawn on another page than last: what was chosen there stands again, however it was chosen.

    The framework keeps what a reader picked in a widget, but not what a link or a click on a chart put there.
    """
    if _look_up(Key.FILTERED_PAGE) == page:
        return
    for key, value in st.session_state.get(Key.FILTERS, {}).items():
        st.session_state[key] = value


def keep_filters(page: str, choices: dict[str, Any]) -> None:
    """After the filters were drawn: note what is chosen, and where."""
    st.session_state[Key.FILTERED_PAGE] = page
    st.session_state[Key.FILTERS] = choices


def options_seen() -> FilterOptions | None:
    """What could be chosen when the filters were chosen; None before anything was looked at."""
    seen: FilterOptions | None = _look_up(Key.OPTIONS)
    return seen


def note_options(options: FilterOptions) -> None:
    """What is chosen from now on is chosen from these."""
    st.session_state[Key.OPTIONS] = options


def choose_anew(anew: Mapping[str, Callable[[Any], Any]]) -> None:
    """Put something else in the place of what is chosen in these filters, and of what is kept of them for another page."""
    kept = dict(_look_up(Key.FILTERS) or {})
    for key, other in anew.items():
        if chosen := _look_up(key):
            st.session_state[key] = other(chosen)
        if key in kept:
            kept[key] = other(kept[key])
    st.session_state[Key.FILTERS] = kept


def forget_filters() -> None:
    """Clear every filter and the chosen day."""
    st.session_state.pop(Key.FILTERS, None)
    for key in FILTER_KEYS:
        st.session_state.pop(key, None)


def link_is_unread() -> bool:
    """True once a session: then the link's filters are taken over."""
    if _look_up(Key.LINK_READ):
        return False
    st.session_state[Key.LINK_READ] = True
    return True


def keep_unknown(page: str, unknown: tuple[str, ...]) -> None:
    """Note the filters for which the link said something unknown, and what is chosen beside them, while this page is looked at."""
    st.session_state[Key.UNKNOWN] = (page, unknown, filter_choices())


def unknown_in_link(page: str, choices: dict[str, Any]) -> tuple[str, ...]:
    """Those filters, until the reader goes to another page or chooses something."""
    kept: tuple[str, tuple[str, ...], dict[str, Any]] | None = _look_up(Key.UNKNOWN)
    if kept is None or (kept[0], kept[2]) != (page, choices):
        st.session_state.pop(Key.UNKNOWN, None)
        return ()
    return kept[1]


def link() -> dict[str, list[str]]:
    """The link's parameters; each may stand several times."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write_link(parameters: dict[str, Sequence[str]]) -> None:
    """Make the address say what is shown; nothing is sent when it already does."""
    if link() != {name: list(values) for name, values in parameters.items()}:
        st.query_params.from_dict({name: list(values) for name, values in parameters.items()})


def section_key(page: str) -> str:
    """The key of a page's switch between its views."""
    return f"section_{page}"


def chosen_section(page: str) -> str | None:
    """Which view of a page is chosen, before the switch is drawn."""
    section: str | None = _look_up(section_key(page))
    return section


def taken() -> str | None:
    """The upload that was read last, so that a rerun does not read it again."""
    kept: str | None = _look_up(Key.TAKEN)
    return kept


def take(upload: str) -> None:
    """Note that this upload has been read."""
    st.session_state[Key.TAKEN] = upload


def is_greeted() -> bool:
    """Whether the greeting of an empty installation was put away."""
    return Key.GREETED in st.session_state


def greet() -> None:
    """Put the greeting away for this session."""
    st.session_state[Key.GREETED] = True


def refused() -> Refused | None:
    """Why the last file was refused, until another is read."""
    kept: Refused | None = _look_up(Key.REFUSED)
    return kept


def refuse(fault: Refused | None) -> None:
    """Keep or clear the last refusal."""
    st.session_state[Key.REFUSED] = fault


def picked_task() -> str | None:
    """The ref of the task shown in full."""
    kept: str | None = _look_up(Key.TASK)
    return kept


def pick_task(ref: str | None) -> None:
    """Show this task in full; None closes it."""
    st.session_state[Key.TASK] = ref


TABLE_PREFIX = "table_"
"""Every table of which rows can be chosen keeps its choice under a key that begins so."""


def close_detail() -> None:
    """Show no row in full, and have none chosen in any table: the same one can be chosen again."""
    pick_task(None)
    for key in [str(name) for name in st.session_state if str(name).startswith(TABLE_PREFIX)]:
        st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": []}}


def keep_pages(pages: dict[str, Any]) -> None:
    """The pages of this run by address, for going from one to another."""
    st.session_state[Key.PAGES] = pages


def page_of(address: str) -> Any:
    """A page by its address."""
    return st.session_state[Key.PAGES][address]
