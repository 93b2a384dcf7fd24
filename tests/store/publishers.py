"""Processes that publish until they are killed or done, and tell what was reported to them as published.

They are forked from a server process that has everything imported, so that a kill is a matter of milliseconds and the
moment of it falls anywhere in a publish.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from lib.errors import Conflict, StoreError
from lib.store import Store, open_store
from tests.store.samples import BOARD, publish_nth

ROWS = 300
SIZE = 40_000
PATIENCE_SECONDS = 20.0

_CONTEXT = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
if hasattr(os, "fork"):
    _CONTEXT.set_forkserver_preload(["tests.store.publishers", "tests.server.publishers"])


@contextmanager
def started(work: Callable[..., None], *arguments: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process at work, with the end of the pipe that it reports to; killed if it is still there at the end."""
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=work, args=(sender, *arguments))
    process.start()
    sender.close()
    try:
        yield process, receiver
    finally:
        process.kill()
        process.join()
        receiver.close()


def reports(receiver: Connection) -> list[object]:
    """Everything that the process reported before it ended."""
    found = []
    with suppress(EOFError):
        while True:
            found.append(receiver.recv())
    return found


def publish_for_ever(reported: Connection, address: str) -> None:
    """Publish one version after the other, and report each number once the store has said that it is published."""
    store = open_store(address, patience_seconds=PATIENCE_SECONDS)
    number = store.board(BOARD).current or 0
    while True:
        number = publish_nth(store, number + 1, number, rows=ROWS, size=SIZE).version.number
        reported.send(number)


def open_once(reported: Connection, address: str) -> None:
    """Make the database, or wait while another makes it."""
    reported.send("ready")
    open_store(address, patience_seconds=PATIENCE_SECONDS).close()
    reported.send("opened")


def publish_each_once(reported: Connection, address: str, first: int, count: int) -> None:
    """`count` publishers at once, each with a number of its own from `first` on; report number and version."""
    with closing(open_store(address, patience_seconds=PATIENCE_SECONDS)) as store:
        reported.send("ready")
        for pair in publish_in_threads(store, range(first, first + count)):
            reported.send(pair)


def publish_in_threads(store: Store, numbers: range) -> list[tuple[int, int]]:
    """One thread a number; each looks at the current version, publishes over it, and looks again when it was too late."""
    done: list[tuple[int, int]] = []
    start = threading.Barrier(len(numbers))

    def publish_until_done(number: int) -> None:
        start.wait()
        while True:
            current = store.current(BOARD)
            with suppress(Conflict):
                done.append((number, publish_nth(store, number, current.number if current else None).version.number))
                return

    threads = [threading.Thread(target=publish_until_done, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def publish_with_small_files(reported: Connection, address: str, limit: int) -> None:
    """Publish until no file may grow further, as with a quota; report the numbers, the fault, and what is still readable."""
    import resource

    store = open_store(address, patience_seconds=1.0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    number = 0
    try:
        while True:
            number = publish_nth(store, number + 1, number, rows=ROWS, size=SIZE).version.number
            reported.send(number)
    except StoreError as fault:
        reported.send((type(fault).__name__, fault.code))
    reported.send([version.number for version in store.list_versions(BOARD)])
