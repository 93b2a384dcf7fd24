"""What is looked at: which board, which version of it or which draft, and which row in full."""

from dataclasses import dataclass

import streamlit as st

from lib.desk.opening import Opened
from lib.store import BoardInfo
from lib.ui import filter_choices, session

TABLE_PREFIX = "table_"
"""Every table of which rows can be chosen keeps its choice under a key that begins so."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The version of a board that this session looks at; `as_it_was`: on the day of its publishing, not on today's."""

    version: int
    as_it_was: bool = False


def board_code() -> str | None:
    """The board that this session chose, else the one in the link; None leaves it to the installation."""
    chosen = session.chosen(session.Key.BOARD) or st.query_params.get("board")
    return str(chosen) if chosen else None


def choose_board(code: str | None) -> None:
    """Show another board; what was filtered or shown in full on the last one is no choice on this one."""
    if code != session.chosen(session.Key.BOARD):
        session.choose(session.Key.BOARD, code)
        pick_row(None)
        filter_choices.forget()


def last_board() -> BoardInfo | None:
    """The board that this session saw last, for as long as the database does not answer."""
    kept: BoardInfo | None = session.chosen(session.Key.LAST_BOARD)
    return kept


def keep_board(board: BoardInfo) -> None:
    """Note which board this session sees."""
    session.choose(session.Key.LAST_BOARD, board)


def pinned(board: str) -> Pin | None:
    """The version of a board that this session stays with, if it has seen one."""
    kept: Pin | None = (session.chosen(session.Key.PINS) or {}).get(board)
    return kept


def has_pins() -> bool:
    """Whether this session has seen any version yet."""
    return session.chosen(session.Key.PINS) is not None


def pin(board: str, version: int | None, *, as_it_was: bool = False) -> None:
    """Stay with this version of a board from now on; None goes on to the newest at the next run. The row shown in full was another version's."""
    pick_row(None)
    pins = dict(session.chosen(session.Key.PINS) or {})
    pins.pop(board, None)
    if version is not None:
        pins[board] = Pin(version, as_it_was)
    session.choose(session.Key.PINS, pins)


def opened() -> Opened | None:
    """The draft of this session: a workbook that was dropped and not published."""
    kept: Opened | None = session.chosen(session.Key.OPENED)
    return kept


def keep_opened(workbook: Opened | None) -> None:
    """Show this draft in this session from now on; None goes back to what is published. A row shown in full was another workbook's."""
    session.choose(session.Key.OPENED, workbook)
    pick_row(None)
    filter_choices.forget()


def picked_row() -> str | None:
    """The ref of the task or problem shown in full."""
    kept: str | None = session.chosen(session.Key.TASK)
    return kept


def pick_row(ref: str | None) -> None:
    """Show this row in full; None closes it."""
    session.choose(session.Key.TASK, ref)


def pick_on_the_way(ref: str, page: str | None) -> None:
    """Show on another page a row that was picked on this one, until the reader is back here: a step back leads out of it, as it closes any other."""
    pick_row(ref)
    session.choose(session.Key.ROW_ON_THE_WAY, (page, ref))


def back_on(page: str) -> None:
    """Back on the page from which a row was opened, it is closed: else the way to its page would lead to it again."""
    way: tuple[str | None, str] | None = session.chosen(session.Key.ROW_ON_THE_WAY)
    if way is None or way[0] != page:
        return
    session.forget(session.Key.ROW_ON_THE_WAY)
    if way[1] == picked_row():
        pick_row(None)


def close_detail() -> None:
    """Show no row in full, and have none chosen in any table: the same one can be chosen again."""
    pick_row(None)
    for key in session.names():
        if key.startswith(TABLE_PREFIX):
            session.choose(key, {"selection": {"rows": [], "columns": [], "cells": []}})
