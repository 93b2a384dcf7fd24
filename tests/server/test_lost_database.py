"""The disk is full, or the database is held or gone for twenty seconds: a clear fault, the file is still in hand, and it goes on."""

import itertools
import os
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lib.desk.shelf import Shelf
from lib.errors import DatabaseBusy, DatabaseFull, DatabaseGone
from lib.store import PublishStatus, open_store
from tests.server.publishers import assert_whole_on_shelf, nth_memory, publish_nth_draft
from tests.store.conftest import new_database
from tests.store.publishers import SIZE
from tests.store.samples import BOARD
from tests.store.test_survival import held, own_server, small_server_database

__all__ = ["own_server"]

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
PATIENCE_SECONDS = 10.0 if IS_LONG else 0.3
AWAY_SECONDS = 2 * PATIENCE_SECONDS
LARGE = 4 * SIZE
"""Bytes of a file of which a dozen fill the small disk."""


def publish_until_full(shelf: Shelf) -> int:
    """Publish until there is no room; gives the number of the draft that found none."""
    for number in itertools.count(1):
        try:
            publish_nth_draft(shelf, number, number - 1 or None, size=LARGE)
        except DatabaseFull:
            return number
    raise AssertionError("it never filled up")


def assert_all_whole(shelf: Shelf, count: int, size: int = SIZE) -> None:
    """The versions are there without a gap, and the board remembers what the last of them brought."""
    assert [version.number for version in shelf.versions(BOARD)] == list(range(count, 0, -1))
    assert shelf.remembered(BOARD) == nth_memory(count)
    for version in shelf.versions(BOARD):
        assert_whole_on_shelf(shelf, version, size=size)


def test_on_a_full_disk_nothing_is_lost_and_the_same_draft_is_published_when_there_is_room(small_disk: Path):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_000_000))
    with closing(Shelf(open_store(str(small_disk / "board.db")))) as shelf:
        number = publish_until_full(shelf)
        assert number > 3
        assert_all_whole(shelf, number - 1, LARGE)
        ballast.unlink()

        assert publish_nth_draft(shelf, number, number - 1, size=LARGE).version.number == number
        assert_all_whole(shelf, number, LARGE)


def test_on_a_full_disk_a_server_loses_nothing_and_goes_on_when_there_is_room(small_disk: Path, postgresql: Any):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_000_000))
    with small_server_database(small_disk, postgresql) as address, closing(Shelf(open_store(address))) as shelf:
        number = publish_until_full(shelf)
        assert number > 3
        assert_all_whole(shelf, number - 1, LARGE)
        ballast.unlink()

        assert publish_nth_draft(shelf, number, number - 1, size=LARGE).version.number == number
        assert_all_whole(shelf, number, LARGE)


def test_a_database_held_for_twenty_seconds_is_busy_open_to_readers_and_takes_the_same_draft_afterwards(shelf: Shelf, made_address: str):
    publish_nth_draft(shelf, 1, None)
    with closing(Shelf(open_store(made_address, patience_seconds=PATIENCE_SECONDS))) as waiting:
        with held(made_address):
            until = time.monotonic() + AWAY_SECONDS
            while time.monotonic() < until:
                with pytest.raises(DatabaseBusy) as busy:
                    publish_nth_draft(waiting, 2, 1)
                assert busy.value.code == "busy"
                assert_whole_on_shelf(waiting, waiting.versions(BOARD)[0])

        assert publish_nth_draft(waiting, 2, 1).version.number == 2
        assert_all_whole(waiting, 2)


def test_a_file_gone_for_twenty_seconds_is_told_and_takes_the_same_draft_afterwards(tmp_path: Path):
    path, away = tmp_path / "in" / "board.db", tmp_path / "away"
    with closing(Shelf(open_store(str(path), patience_seconds=PATIENCE_SECONDS))) as shelf:
        publish_nth_draft(shelf, 1, None)
        path.parent.rename(away)
        until = time.monotonic() + AWAY_SECONDS
        while time.monotonic() < until:
            for ask in (lambda: publish_nth_draft(shelf, 2, 1), lambda: shelf.open(BOARD), lambda: shelf.current(BOARD)):
                with pytest.raises(DatabaseGone) as gone:
                    ask()
                assert gone.value.code == "gone"
            time.sleep(0.1)
        away.rename(path.parent)

        assert publish_nth_draft(shelf, 2, 1).version.number == 2
        assert_all_whole(shelf, 2)


def test_a_server_gone_for_twenty_seconds_is_told_and_takes_the_same_draft_afterwards(own_server: Any):
    with closing(Shelf(open_store(new_database(own_server), patience_seconds=PATIENCE_SECONDS))) as shelf:
        publish_nth_draft(shelf, 1, None)
        own_server.stop()
        until = time.monotonic() + AWAY_SECONDS
        while time.monotonic() < until:
            for ask in (lambda: publish_nth_draft(shelf, 2, 1), lambda: shelf.open(BOARD), lambda: shelf.current(BOARD)):
                with pytest.raises(DatabaseGone) as gone:
                    ask()
                assert gone.value.code == "gone"
            time.sleep(0.1)
        own_server.ensure_postgres_running()

        assert publish_nth_draft(shelf, 2, 1).status is PublishStatus.PUBLISHED
        assert_all_whole(shelf, 2)
