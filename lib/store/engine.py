"""Connections, and the two sorts of transaction: one that reads a consistent state, one that writes alone.

SQLite: write-ahead log, so that readers never wait for a writer; every commit reaches the disk before it counts; a file that
has gone is never made anew. PostgreSQL: a lock or an answer that does not come in time is an error, never a page that hangs.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from lib.errors import DatabaseBusy, DatabaseGone, StoreError
from lib.store.address import Address
from lib.store.faults import told_plainly

_POOL = 5
_MORE = 15
_ANSWER = 3  # a statement may take this many times as long as a lock is waited for
_RETRY_SECONDS = 0.05
_WRITES = "phaseboard_writes"
_SNAPSHOT = "phaseboard_snapshot"
_BARE = "phaseboard_bare"


class Database:
    """One database with its pool of connections; threads may share it, processes may not.

    Args:
        address: where it is; a SQLite file must be there.
        patience_seconds: how long a lock or a free connection is waited for.
        prepare: brings the tables up to date; called now, and again should somebody put another file in the place of this one.
    """

    def __init__(self, address: Address, patience_seconds: float, prepare: "Callable[[Database], None]") -> None:
        self.address = address
        self.patience_seconds = patience_seconds
        self._prepare = prepare
        self._file: tuple[int, int] | None = None
        self._engine = _sqlite_engine(address.path, patience_seconds) if address.path else _postgresql_engine(address, patience_seconds)
        self._writer = self._engine.execution_options(**{_WRITES: True})
        self._photographer = self._engine.execution_options(**{_SNAPSHOT: True})
        if address.path is None:
            prepare(self)
        else:
            self._take_file(address.path)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.address.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with self._watched(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction in which every query sees the same moment, however long it takes."""
        with self._watched(), self._photographer.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it, or nothing."""
        with self._watched(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def unwrapped(self) -> Iterator[Connection]:
        """A connection without a transaction, for what cannot stand in one: writing the files anew."""
        with self._watched(), self._engine.connect() as pooled:
            if self.is_sqlite:
                yield pooled.execution_options(**{_BARE: True})
            else:
                yield pooled.execution_options(isolation_level="AUTOCOMMIT")
            pooled.invalidate()  # the connection has settings of its own now

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Name the faults; and tell a file that was removed or exchanged, which open connections would not notice."""
        if _identity(self.address) != self._file:
            assert self.address.path is not None
            self._take_file(self.address.path)
        before = self._file
        with told_plainly(self.address):
            yield
        if _identity(self.address) != before:
            raise DatabaseGone("gone", database=self.address.shown)

    def _take_file(self, path: Path) -> None:
        """Leave the connections to a file that is no longer there, and work with the one that is."""
        self._engine.dispose()
        self._file = _identity(self.address)
        try:
            _use_write_ahead_log(path, self.address, self.patience_seconds)
            self._prepare(self)
        except StoreError:
            self._file = None
            raise

    def close(self) -> None:
        """Close every connection that nobody uses."""
        self._engine.dispose()


def _identity(address: Address) -> tuple[int, int] | None:
    """What the file is, apart from its name: device and number; None for a server."""
    if address.path is None:
        return None
    try:
        found = address.path.stat()
    except OSError as fault:
        raise DatabaseGone("gone", database=address.shown) from fault
    return found.st_dev, found.st_ino


def _use_write_ahead_log(path: Path, address: Address, patience_seconds: float) -> None:
    """Switch the journal, once for all; SQLite does not wait by itself here when another process does the same."""
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            with told_plainly(address), closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                return
        except DatabaseBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)


def make_file(path: Path, shown: str) -> None:
    """Make an empty database file, with its folder, where there is none; readable by the server's user alone.

    Raises:
        DatabaseGone: the folder cannot be made or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as fault:
        raise DatabaseGone("read_only" if path.exists() else "cannot_make", database=shown) from fault


def _sqlite_engine(path: Path, patience_seconds: float) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=rw", uri=True, timeout=patience_seconds, isolation_level=None, check_same_thread=False
        )
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "journal_size_limit=67108864"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=_POOL,
        max_overflow=_MORE,
        pool_timeout=patience_seconds,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(_BARE):
            return
        writes = options.get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class _Impatient(psycopg.Connection[Any]):
    """A connection that gives up on a server which is there but does not answer."""

    answer_seconds: float = 0.0

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for the server, but not for ever; an unanswered connection is closed, for its state is unknown."""
        try:
            return super().wait(gen, interval, timeout or self.answer_seconds or None)
        except psycopg.errors._WaitTimeout:
            self.pgconn.finish()
            raise


def _postgresql_engine(address: Address, patience_seconds: float) -> Engine:
    engine = create_engine(
        address.url,
        pool_size=_POOL,
        max_overflow=_MORE,
        pool_timeout=patience_seconds,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": max(2, int(patience_seconds)), "application_name": "phaseboard"},
    )

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Any, record: Any, arguments: list[Any], named: dict[str, Any]) -> _Impatient:
        del dialect, record
        connection = _Impatient.connect(*arguments, **named)
        connection.answer_seconds = patience_seconds * _ANSWER
        return connection

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(_SNAPSHOT):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if options.get(_WRITES):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience_seconds * 1000)}")

    return engine
