"""Where a draft would be published: the board that is looked at, another one, or a new one."""

from dataclasses import dataclass

import streamlit as st

from lib.desk.board_names import board_names
from lib.desk.shelf import DEFAULT_BOARD
from lib.i18n import Language, text
from lib.identity import ALL_BOARDS
from lib.store import BoardInfo, VersionInfo
from lib.ui import cache, looked_at, session, shown, upload, visitor
from lib.ui.literal import literal

_CHOICE = "target_board"
_TITLE = "target_title"
_NEW = "+"  # can be no board's code


@dataclass(frozen=True, slots=True)
class Target:
    """A board by its code, whether or not there is one yet, with its current version.

    `is_switched`: another than the one looked at was chosen, so that another base is no surprise.
    """

    code: str
    title: str
    board: BoardInfo | None
    newest: VersionInfo | None
    is_switched: bool = False


def chosen() -> Target:
    """The board chosen for the draft; at first the one that is looked at, and where there is none the first of all.

    Raises:
        StoreError: the database does not answer.
    """
    boards = {board.code: board for board in cache.shelf().boards()}  # also those of others: their codes are taken
    looked_at = shown.shown_board()
    default = looked_at.code if looked_at else DEFAULT_BOARD
    picked = _picked(default)
    if picked == _NEW:
        return Target(_free_code(boards), str(session.chosen(_TITLE) or ""), None, None, is_switched=True)
    board = boards.get(picked)
    newest = cache.shelf().current(picked) if board else None
    return Target(picked, board.title if board else "", board, newest, is_switched=picked != default)


def choose(language: Language) -> None:
    """The choice of another board, folded away; nothing before the first publish."""
    boards = board_names(shown.filled_boards(), language)
    looked_at = shown.shown_board()
    if looked_at is None:
        return
    codes = [looked_at.code, *(code for code in boards if code != looked_at.code), *([_NEW] if visitor.opens(ALL_BOARDS) else [])]
    if len(codes) < 2:
        return
    picked = _picked(looked_at.code)
    name = text(language, "ui.target.new") if picked == _NEW else boards.get(picked, picked)
    with st.popover(literal(text(language, "ui.target", board=name)), width="content"):
        st.radio(
            text(language, "ui.target.choose"),
            codes,
            format_func=lambda code: text(language, "ui.target.new") if code == _NEW else literal(boards.get(str(code), str(code))),
            key=_CHOICE,
            on_change=_read_for_choice,
        )
        if picked == _NEW:
            st.text_input(text(language, "ui.target.title"), key=_TITLE, max_chars=60)


def _picked(default: str) -> str:
    """What was chosen, where it is theirs to choose: a browser can send the code of any board."""
    chosen = str(session.chosen(_CHOICE) or default)
    return chosen if visitor.opens(ALL_BOARDS if chosen == _NEW else chosen) else default


def _read_for_choice() -> None:
    """Another board remembers another year and other columns."""
    picked = _picked("")
    if picked:
        upload.read_for(picked)


def go_along(code: str) -> None:
    """Another board is looked at from now on: the draft is for that one, until another is chosen for it."""
    if session.chosen(_CHOICE) is not None:
        session.choose(_CHOICE, code)


def show(target: Target) -> None:
    """Look at this board from now on."""
    looked_at.choose_board(target.code if target.is_switched else looked_at.board_code())


def _free_code(taken: dict[str, BoardInfo]) -> str:
    """The next code that no board bears: short, and naming nobody."""
    return next(code for number in range(2, len(taken) + 3) if (code := f"b{number}") not in taken)
