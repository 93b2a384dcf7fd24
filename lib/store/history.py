"""What is told about versions over time: review meetings, figures for trends, the log. On an open connection."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from lib.errors import NotStored
from lib.store.boards import board_id, write_log
from lib.store.model import Action, FigurePoint, LogEntry, MeetingMark, Trend
from lib.store.plain_text import plain
from lib.store.tables import boards, figures, log, meetings, versions


def mark_meeting(connection: Connection, code: str, number: int, name: str, *, who: str, when: datetime, address: str = "") -> MeetingMark:
    """Name a version as what a review meeting looked at; earlier marks stay in the history.

    Raises:
        NotStored: there is no such version.
    """
    wanted = select(versions.c.id).where(versions.c.board_id == board_id(connection, code), versions.c.number == number)
    version = connection.execute(wanted).scalar_one_or_none()
    if version is None:
        raise NotStored("no_version", board=code, version=number)
    connection.execute(insert(meetings).values(version_id=version, name=plain(name), marked=when, who=plain(who)))
    detail = {"meeting": name}
    write_log(connection, code, Action.MARK_MEETING, who=who, when=when, address=address, version=number, detail=detail)
    return marks(connection, code)[0]


def marks(connection: Connection, code: str) -> tuple[MeetingMark, ...]:
    """The review meetings of a board, the last marked first."""
    joined = meetings.join(versions, meetings.c.version_id == versions.c.id)
    wanted = select(versions.c.number, meetings.c.name, meetings.c.marked, meetings.c.who).select_from(joined)
    rows = connection.execute(wanted.where(versions.c.board_id == board_id(connection, code)).order_by(meetings.c.id.desc()))
    return tuple(MeetingMark(row.number, row.name, row.marked, row.who) for row in rows)


def trends(connection: Connection, code: str, names: Sequence[str]) -> tuple[Trend, ...]:
    """Figures across the versions of a board; a version that does not have one has no point."""
    joined = figures.join(versions, figures.c.version_id == versions.c.id)
    wanted = select(figures.c.name, versions.c.number, versions.c.published, figures.c.value).select_from(joined)
    rows = connection.execute(
        wanted.where(versions.c.board_id == board_id(connection, code), figures.c.name.in_(names)).order_by(versions.c.number)
    )
    found: dict[str, list[FigurePoint]] = {name: [] for name in names}
    for row in rows:
        found[row.name].append(FigurePoint(row.number, row.published, row.value))
    return tuple(Trend(name, tuple(points)) for name, points in found.items())


def log_export(
    connection: Connection, code: str, kind: str, audience: str, number: int, *, who: str, when: datetime, address: str = ""
) -> None:
    """Note that a version left the board as a file: which kind, for whom; nothing of what is in it."""
    detail = {"kind": kind, "audience": audience}
    write_log(connection, code, Action.EXPORT, who=who, when=when, address=address, version=number, detail=detail)


def log_entries(connection: Connection, code: str | None, most: int) -> tuple[LogEntry, ...]:
    """The log of a board, or of all, the newest first."""
    wanted = select(log, boards.c.code).join(boards, log.c.board_id == boards.c.id).order_by(log.c.id.desc()).limit(most)
    if code is not None:
        wanted = wanted.where(log.c.board_id == board_id(connection, code))
    return tuple(
        LogEntry(row.happened, row.who, Action(row.action), row.code, row.version, row.note, row.detail)
        for row in connection.execute(wanted)
    )
