"""What a session looks at: its draft, else a published version, else the bundled workbook.

A session stays with the version that it saw first, so that nothing jumps under a reader's eyes; a newer one is
offered (`lib.ui.newer`). Once seen, a version is served without asking the database.
"""

from datetime import date

from lib.desk.opening import Opened
from lib.desk.shelf import DEFAULT_BOARD
from lib.errors import StoreError
from lib.store import BoardInfo
from lib.ui import cache, draft, links, looked_at, visitor
from lib.ui.view import today

VERSION = "version"
BOARD = "board"


def shown() -> Opened:
    """The workbook that this session looks at.

    Raises:
        Refused: nothing is published, and the bundled workbook cannot be read.
        StoreError: the database cannot be read, and the session has seen no version yet.
    """
    draft = looked_at.opened()
    if draft is not None:
        return draft
    board = shown_board()
    if board is None:
        return cache.bundled()
    pinned = looked_at.pinned(board.code) or _first_pin(board)
    return cache.version(board.code, pinned.version)


def shown_board() -> BoardInfo | None:
    """The board that this session looks at; None where nothing was ever published.

    Raises:
        StoreError: the database cannot be read, and the session has seen no board yet.
    """
    asked = looked_at.board_code()
    try:
        boards = filled_boards()
    except StoreError:
        seen = looked_at.last_board()
        if seen is None or looked_at.pinned(seen.code) is None or not visitor.opens(seen.code):
            raise
        return seen
    by_code = {each.code: each for each in boards}
    board = next((by_code[code] for code in (asked, DEFAULT_BOARD, *by_code) if code in by_code), None)
    if board is not None:
        looked_at.keep_board(board)
    return board


def is_another_board(opened: Opened) -> bool:
    """Whether the link names a board that is not there, or that this session may not open; another one or the sample is shown then."""
    asked = looked_at.board_code()
    return asked is not None and not opened.is_draft and asked != (opened.info.board if opened.info else None)


def is_no_version(opened: Opened) -> bool:
    """Whether the link names a version that what is shown does not have; the sample has none."""
    named = links.parameters().get(VERSION, [""])[0]
    if not named or opened.is_draft or is_another_board(opened):
        return False
    newest = 0 if opened.info is None else newest_number(opened.info.board) or opened.info.number
    return not (named.isascii() and named.isdigit() and len(named) < 9 and 0 < int(named) <= newest)


def follows(opened: Opened) -> str | None:
    """The board that a draft may be published on, "" where there is none; None for what is no draft, and where it cannot be known."""
    if not opened.is_draft:
        return None
    kept = draft.draft()
    if kept is not None and kept.opened is opened and kept.board:
        return kept.board
    try:
        board = shown_board()
    except StoreError:
        return None
    return board.code if board else ""


def filled_boards() -> tuple[BoardInfo, ...]:
    """The boards on which anything was published and that this session may open."""
    boards, asking = cache.boards(), visitor.identity()
    return tuple(board for board in boards if board.current is not None and asking.opens(board.code))


def is_as_it_was(opened: Opened) -> bool:
    """Whether an earlier version is looked at, on the day of its publishing."""
    pinned = None if opened.info is None else looked_at.pinned(opened.info.board)
    return pinned is not None and pinned.as_it_was


def day_shown(opened: Opened) -> date:
    """The day taken for today: an earlier version is looked at as on the day of its publishing."""
    then = opened.published
    return then if then is not None and is_as_it_was(opened) else today()


def link_parameters(opened: Opened) -> dict[str, tuple[str, ...]]:
    """What names the board and an earlier version in a link; beside a draft the board that it was dropped on, so that it is compared with that."""
    info = opened.info
    if info is None:
        followed = follows(opened)
        return {BOARD: (followed,)} if followed and looked_at.board_code() else {}
    return {BOARD: (info.board,) if looked_at.board_code() else (), VERSION: (str(info.number),) if is_as_it_was(opened) else ()}


def _first_pin(board: BoardInfo) -> looked_at.Pin:
    """The version that the link names, else the newest. A link speaks of one board: that of its name, else the first that the session sees."""
    newest, link = board.current or 0, links.parameters()
    speaks_of_it = not looked_at.has_pins() and link.get(BOARD, [board.code])[0] == board.code
    named = link.get(VERSION, [""])[0] if speaks_of_it else ""
    asked = int(named) if named.isascii() and named.isdigit() and len(named) < 9 else 0
    is_old = 0 < asked < newest
    looked_at.pin(board.code, asked if is_old else newest, as_it_was=is_old)
    return looked_at.Pin(asked if is_old else newest, is_old)


def newest_number(board: str) -> int | None:
    """The number of a board's current version, a moment ago; None where there is none or the database does not answer."""
    try:
        newest = cache.newest(board)
    except StoreError:
        return None
    return newest.number if newest else None
