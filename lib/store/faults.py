"""What a database driver complains of, as one of our exceptions: gone, busy, full, damaged.

SQLite tells by its result codes, PostgreSQL by its SQL states. What is neither is a mistake in the program and passes
through as it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from lib.errors import DatabaseBusy, DatabaseDamaged, DatabaseFull, DatabaseGone, StoreError
from lib.store.address import Address

_PRIMARY = 0xFF  # an extended result code keeps its family in the lowest byte
_MISSING_TABLE = "no such table"
_NOT_ITS_TYPE = "Could not decode"  # the driver's own words, without a code: bytes stand where text should

_SQLITE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (DatabaseBusy, "busy"),
    sqlite3.SQLITE_LOCKED: (DatabaseBusy, "busy"),
    sqlite3.SQLITE_FULL: (DatabaseFull, "full"),
    sqlite3.SQLITE_IOERR: (DatabaseGone, "unwritable"),
    sqlite3.SQLITE_CANTOPEN: (DatabaseGone, "gone"),
    sqlite3.SQLITE_READONLY: (DatabaseGone, "read_only"),
    sqlite3.SQLITE_PERM: (DatabaseGone, "read_only"),
    sqlite3.SQLITE_AUTH: (DatabaseGone, "read_only"),
    sqlite3.SQLITE_CORRUPT: (DatabaseDamaged, "damaged"),
    sqlite3.SQLITE_NOTADB: (DatabaseDamaged, "not_a_database"),
}

_POSTGRESQL: dict[str, tuple[type[StoreError], str]] = {
    "53100": (DatabaseFull, "full"),
    "53200": (DatabaseFull, "full"),
    "55P03": (DatabaseBusy, "busy"),
    "57014": (DatabaseBusy, "busy"),
    "40P01": (DatabaseBusy, "busy"),
    "53300": (DatabaseBusy, "busy"),
    "25006": (DatabaseGone, "read_only"),
    "42501": (DatabaseGone, "read_only"),
    "42P01": (DatabaseDamaged, "not_a_database"),
    "3D000": (DatabaseGone, "gone"),
}
_POSTGRESQL_FAMILIES: dict[str, tuple[type[StoreError], str]] = {
    "08": (DatabaseGone, "gone"),
    "57": (DatabaseGone, "gone"),
    "28": (DatabaseGone, "not_let_in"),
    "58": (DatabaseGone, "unwritable"),
    "XX": (DatabaseDamaged, "damaged"),
}


@contextmanager
def told_plainly(address: Address) -> Iterator[None]:
    """Turn the drivers' complaints inside into our exceptions.

    Raises:
        StoreError: the one that fits, naming the database.
    """
    try:
        yield
    except PoolExhausted as fault:
        raise DatabaseBusy("busy", database=address.shown) from fault
    except DBAPIError as fault:
        found = _named(fault.orig)
        if found is None:
            raise
        raise found[0](found[1], database=address.shown) from fault
    except (sqlite3.Error, psycopg.Error) as fault:
        found = _named(fault)
        if found is None:
            raise
        raise found[0](found[1], database=address.shown) from fault


def _named(fault: BaseException | None) -> tuple[type[StoreError], str] | None:
    """The exception and its code, or None where the program itself is wrong."""
    if isinstance(fault, sqlite3.Error):
        if _MISSING_TABLE in str(fault):
            return DatabaseDamaged, "not_a_database"
        if str(fault).startswith(_NOT_ITS_TYPE):
            return DatabaseDamaged, "damaged"
        return _SQLITE.get(getattr(fault, "sqlite_errorcode", 0) & _PRIMARY)
    if isinstance(fault, psycopg.Error):
        if fault.sqlstate:
            return _POSTGRESQL.get(fault.sqlstate) or _POSTGRESQL_FAMILIES.get(fault.sqlstate[:2])
        # Without a state the server has not answered: it is away, or it took too long.
        return (DatabaseGone, "gone") if isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError) else None
    return None
