"""Bringing a database back to the form that an older program knows: first what that would lose is told, and only then is it done.

To be used before an older release of the program is put back. The way forward is free and happens by itself when a database is opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from lib.errors import StoreRefused
from lib.store.engine import Database
from lib.store.tables import METADATA, REVISION
from lib.store.upgrade import LOCK, migrate, revision_of

_MADE_BY: Mapping[str, tuple[str, ...]] = {
    "0002": ("meetings", "figures", "column_choices"),
    "0003": ("board_choices",),
    "0004": ("audit", "sessions_ended", "releases", "forgotten"),
}
"""The tables of each step whose rows go when it is taken back; what else the step added is in `_years`."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes: rows of one table."""

    table: str
    rows: int


def losses(connection: Connection, revision: str) -> tuple[Loss, ...]:
    """What a database would lose on the way back to a revision; tables without rows are not named.

    Raises:
        StoreRefused: there is no such older revision.
    """
    known = ("0001", *_MADE_BY)
    if revision not in known or revision > REVISION:
        raise StoreRefused("no_revision", revision=revision, known=", ".join(known))
    found = []
    for step, tables in _MADE_BY.items():
        for name in tables if step > revision else ():
            rows = connection.execute(select(func.count()).select_from(METADATA.tables[name])).scalar_one()
            found.append(Loss(name, int(rows)))
    if revision < "0002":
        found.append(Loss("board_years", int(connection.execute(text("SELECT count(year) FROM boards")).scalar_one())))
    return tuple(loss for loss in found if loss.rows)


def step_down(database: Database, revision: str, *, accepts_loss: bool) -> tuple[Loss, ...]:
    """Bring a database back; it must not be used by others at the time.

    Raises:
        StoreRefused: there is no such older revision, or something would be lost and that was not accepted; nothing was changed.
    """
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        lost = losses(connection, revision)
        if lost and not accepts_loss:
            raise StoreRefused("would_lose", revision=revision, tables=", ".join(f"{one.table} {one.rows}" for one in lost))
        if revision_of(connection) != revision:
            migrate(connection, revision, is_down=True)
        return lost
