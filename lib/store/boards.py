"""Boards, and what each remembers: the year once given for it, columns mapped by hand, other choices. On an open connection."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from lib.errors import NotStored, StoreRefused
from lib.ingest.model import ColumnChoice
from lib.store import audit
from lib.store.audit_model import AuditAction, AuditEvent
from lib.store.model import Action, BoardInfo, Remembered
from lib.store.plain_text import plain
from lib.store.tables import board_choices, boards, column_choices, log, versions

LONGEST_CODE = 40
_CODE = re.compile(r"\w[\w.-]*")


def board_code(given: str) -> str:
    """A board's code as it is kept: letters of any script, digits, `.`, `-` and `_`, in lower case.

    Raises:
        StoreRefused: it is empty, too long, or has other characters.
    """
    code = unicodedata.normalize("NFKC", given).strip().lower()
    if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        raise StoreRefused("bad_code", board=plain(given)[:LONGEST_CODE], longest=LONGEST_CODE)
    return code


def known_code(code: str) -> str:
    """A code as it is kept; what can be no code at all is a board that is not there.

    Raises:
        NotStored: it cannot be a code.
    """
    try:
        return board_code(code)
    except StoreRefused as fault:
        raise NotStored("no_board", board=fault.facts["board"]) from fault


def create(connection: Connection, code: str, title: str, *, who: str, when: datetime, address: str = "") -> bool:
    """Make a board; False where there is one of that code."""
    try:
        with connection.begin_nested():
            connection.execute(insert(boards).values(code=code, title=plain(title), created=when))
    except IntegrityError:
        return False
    write_log(connection, code, Action.CREATE_BOARD, who=who, when=when, address=address, detail={"title": title})
    return True


def rename(connection: Connection, code: str, title: str, *, who: str, when: datetime, address: str = "") -> None:
    """Give a board another title; its code stays."""
    connection.execute(update(boards).where(boards.c.id == board_id(connection, code)).values(title=plain(title)))
    write_log(connection, code, Action.RENAME_BOARD, who=who, when=when, address=address, detail={"title": title})


def board_id(connection: Connection, code: str, *, hold: bool = False) -> int:
    """The key of a board.

    Args:
        code: as it is kept.
        hold: also keep others from publishing to it until the transaction ends; SQLite's writers are alone anyway.

    Raises:
        NotStored: there is none of that code.
    """
    wanted = select(boards.c.id).where(boards.c.code == code)
    found = connection.execute(wanted.with_for_update() if hold else wanted).scalar_one_or_none()
    if found is None:
        raise NotStored("no_board", board=code)
    return int(found)


def board_info(connection: Connection, code: str) -> BoardInfo:
    """One board.

    Raises:
        NotStored: there is none of that code.
    """
    row = connection.execute(_boards().where(boards.c.code == code)).one_or_none()
    if row is None:
        raise NotStored("no_board", board=code)
    return _info(row)


def all_boards(connection: Connection) -> tuple[BoardInfo, ...]:
    """Every board, the first made first."""
    return tuple(_info(row) for row in connection.execute(_boards().order_by(boards.c.id)))


def _boards() -> Select[Any]:
    newest = select(func.max(versions.c.number)).where(versions.c.board_id == boards.c.id).scalar_subquery()
    return select(boards.c.code, boards.c.title, boards.c.created, boards.c.year, newest.label("newest"))


def _info(row: Row[Any]) -> BoardInfo:
    return BoardInfo(code=row.code, title=row.title, created=row.created, year=row.year, current=row.newest)


def remember_year(connection: Connection, code: str, year: int | None, *, who: str, when: datetime, address: str = "") -> None:
    """Keep the year given by hand; None forgets it."""
    connection.execute(update(boards).where(boards.c.id == board_id(connection, code)).values(year=year))
    write_log(connection, code, Action.REMEMBER_YEAR, who=who, when=when, address=address, detail={"year": str(year or "")})


def remember_columns(
    connection: Connection, code: str, choices: Sequence[ColumnChoice], *, who: str, when: datetime, address: str = ""
) -> None:
    """Keep these choices in place of all earlier ones; of two for the same header the last holds."""
    board = board_id(connection, code, hold=True)
    connection.execute(delete(column_choices).where(column_choices.c.board_id == board))
    kept = {(plain(choice.role), plain(choice.header)): plain(choice.column) for choice in choices}
    if kept:
        rows = [{"board_id": board, "role": role, "header": header, "meaning": meaning} for (role, header), meaning in kept.items()]
        connection.execute(insert(column_choices), rows)
    detail = {f"{role}: {header}": meaning for (role, header), meaning in kept.items()}
    write_log(connection, code, Action.REMEMBER_COLUMNS, who=who, when=when, address=address, detail=detail)


def remembered_columns(connection: Connection, code: str) -> tuple[ColumnChoice, ...]:
    """The columns mapped by hand, in a fixed order."""
    wanted = select(column_choices).where(column_choices.c.board_id == board_id(connection, code))
    found = (ColumnChoice(row.role, row.header, row.meaning) for row in connection.execute(wanted))
    return tuple(sorted(found, key=lambda choice: (choice.role, choice.header)))


def remember_choice(connection: Connection, code: str, name: str, value: str, *, who: str, when: datetime, address: str = "") -> None:
    """Keep one choice in place of the earlier one; the log is told where it differs."""
    board = board_id(connection, code, hold=True)
    kept = plain(value)
    if choice(connection, code, name) == kept:
        return
    connection.execute(delete(board_choices).where(board_choices.c.board_id == board, board_choices.c.name == name))
    connection.execute(insert(board_choices).values(board_id=board, name=name, value=kept))
    write_log(connection, code, Action.REMEMBER_CHOICE, who=who, when=when, address=address, detail={name: kept})


def choice(connection: Connection, code: str, name: str) -> str | None:
    """What was chosen under this name, None where nothing was."""
    wanted = select(board_choices.c.value).where(board_choices.c.board_id == board_id(connection, code), board_choices.c.name == name)
    found: str | None = connection.execute(wanted).scalar_one_or_none()
    return found


def remember(connection: Connection, code: str, remembered: Remembered, *, who: str, when: datetime, address: str = "") -> None:
    """Keep what a file was read with, where it differs: its columns in place of the earlier ones, its year unless it was given none."""
    if remembered.year is not None and remembered.year != board_info(connection, code).year:
        remember_year(connection, code, remembered.year, who=who, when=when, address=address)
    if set(remembered.columns) != set(remembered_columns(connection, code)):
        remember_columns(connection, code, remembered.columns, who=who, when=when, address=address)


_TOLD: Mapping[Action, tuple[AuditAction, frozenset[str]]] = {
    Action.CREATE_BOARD: (AuditAction.BOARD_MADE, frozenset()),
    Action.RENAME_BOARD: (AuditAction.BOARD_RENAMED, frozenset()),
    Action.PUBLISH: (AuditAction.PUBLISHED, frozenset({"tasks", "feedback", "errors", "warnings"})),
    Action.RESTORE: (AuditAction.RESTORED, frozenset({"restored_from", "tasks", "feedback"})),
    Action.MARK_MEETING: (AuditAction.MEETING_MARKED, frozenset()),
    Action.REMEMBER_COLUMNS: (AuditAction.MAPPING_CHANGED, frozenset()),
    Action.REMEMBER_YEAR: (AuditAction.MAPPING_CHANGED, frozenset({"year"})),
    Action.REMEMBER_CHOICE: (AuditAction.CHOICE_CHANGED, frozenset()),
    Action.EXPORT: (AuditAction.EXPORTED, frozenset({"kind", "audience"})),
    Action.FORGET: (AuditAction.FORGOTTEN, frozenset({"cells", "rows", "versions"})),
}
"""What a line of the log is in the audit, and what of its detail may stand there: counts and codes, no title, header or note."""


def write_log(
    connection: Connection,
    code: str,
    action: Action,
    *,
    who: str,
    when: datetime,
    address: str = "",
    version: int | None = None,
    note: str = "",
    detail: dict[str, str] | None = None,
) -> None:
    """Add one line to the log and its entry to the audit, in the same transaction as what they tell of.

    The log is the board's own history, with notes, titles and headers for its office. The audit is the installation's and holds none of
    these, since nothing can ever be taken out of it. Both are written here, from the same facts, so they cannot disagree.
    """
    given = detail or {}
    connection.execute(
        insert(log).values(
            board_id=board_id(connection, code),
            version=version,
            happened=when,
            who=plain(who),
            action=str(action),
            note=plain(note),
            detail={plain(name): plain(value) for name, value in given.items()},
        )
    )
    told, names = _TOLD[action]
    kept = {name: value for name, value in given.items() if name in names}
    if action is Action.REMEMBER_COLUMNS:
        kept["columns"] = str(len(given))
    audit.write(connection, AuditEvent(when, who, told, address, code, version, kept))
