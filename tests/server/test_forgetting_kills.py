"""A process that is killed while it forgets has forgotten all versions or none, and what was written once is kept again."""

import os
import random
import time
from contextlib import closing
from multiprocessing.connection import Connection

import pytest

from lib.store import FileState, Remainder, Store, open_store
from tests.store.publishers import PATIENCE_SECONDS, reports, started
from tests.store.samples import BOARD, WHEN, WHO, assert_same, nth_bytes, nth_workbook, publish_nth

KILLS = 40 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 2
VERSIONS = 3
ROWS = 100


def forget_for_ever(reported: Connection, address: str, first: int) -> None:
    """Put something else in the place of every version, again and again, and report each time."""
    store, turn = open_store(address, patience_seconds=PATIENCE_SECONDS), first
    while True:
        put_in_place(store, turn)
        reported.send(turn)
        turn += 1


def put_in_place(store: Store, turn: int) -> None:
    """Every version holds what the number of the turn gives."""
    left = [
        Remainder(
            one,
            nth_workbook(1000 * turn + one.versions[0], ROWS),
            1,
            FileState.REDACTED,
            nth_bytes(1000 * turn + one.versions[0]),
            "neu.xlsx",
        )
        for one in store.holdings(BOARD)
    ]
    store.forget(BOARD, left, who=WHO, when=WHEN, base_version=VERSIONS)


def turn_of(store: Store, number: int, turns: list[int]) -> int | None:
    """Which of these turns a version is of, by its file."""
    data = store.original(BOARD, number).data
    return next((turn for turn in turns if nth_bytes(1000 * turn + number) == data), None)


def test_a_kill_leaves_all_versions_of_one_turn(made_address: str):
    chance = random.Random(8)
    with closing(open_store(made_address)) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        for number in range(1, VERSIONS + 1):
            publish_nth(store, number, number - 1)
        for kill in range(1, KILLS + 1):
            with started(forget_for_ever, made_address, 100 * kill) as (process, receiver):
                receiver.recv()
                time.sleep(chance.random() * 0.3)
                process.kill()
                told = [100 * kill, *(int(str(one)) for one in reports(receiver))]

            turns = {turn_of(store, number, [told[-1], told[-1] + 1]) for number in range(1, VERSIONS + 1)}
            assert len(turns) == 1
            turn = turns.pop()
            assert turn is not None
            for number in range(1, VERSIONS + 1):
                assert_same(store.open_version(BOARD, number), nth_workbook(1000 * turn + number, ROWS))
            assert store.verify_audit() is None
            with pytest.raises(Exception, match="written once"), store._database.writing() as connection:
                connection.exec_driver_sql("DELETE FROM parts")
