"""Two questions of machines: the process lives, and the board can be served."""

import asyncio
import json
import threading

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse

from lib.errors import DatabaseGone
from lib.isolation import pool
from lib.ui.serving import health
from tests.loops import run_apart


class Shelf:
    """A shelf whose database answers, or does not."""

    def __init__(self, fault: Exception | None = None, waits_for: threading.Event | None = None) -> None:
        self.fault, self.waits_for, self.asked = fault, waits_for, 0

    def boards(self) -> tuple[()]:
        self.asked += 1
        if self.waits_for:
            self.waits_for.wait(10)
        if self.fault:
            raise self.fault
        return ()


def ask(times: int = 1) -> list[tuple[int, dict[str, str], str]]:
    """The answers to as many questions at once, by a server that never asked before."""

    async def at_once() -> list[JSONResponse]:
        health._READINESS = health.Readiness()
        health._THREADS = None
        return list(await asyncio.gather(*(health.ready(Request({"type": "http"})) for _ in range(times))))

    answers = run_apart(at_once())
    return [(answer.status_code, json.loads(bytes(answer.body)), answer.headers["cache-control"]) for answer in answers]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    answering = Shelf()
    monkeypatch.setattr(health.cache, "shelf", lambda: answering)
    monkeypatch.setattr(health, "worker_is_ready", lambda: True)
    return answering


def test_a_board_with_its_database_and_its_worker_is_ready(shelf: Shelf) -> None:
    assert ask() == [(200, {"status": "ready"}, "no-store")]


def test_a_database_that_is_gone_is_one_word_and_no_more(shelf: Shelf) -> None:
    shelf.fault = DatabaseGone("gone", name="postgresql://secret@db")

    assert ask() == [(503, {"status": "unready", "code": "database"}, "no-store")]


def test_a_database_that_cannot_be_opened_is_not_ready(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Shelf:
        raise DatabaseGone("gone", name="x")

    monkeypatch.setattr(health.cache, "shelf", refuse)

    assert ask()[0][:2] == (503, {"status": "unready", "code": "database"})


def test_a_database_that_hangs_is_not_waited_for(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CEILING_SECONDS", 0.01)
    shelf.waits_for = threading.Event()
    threading.Timer(0.3, shelf.waits_for.set).start()

    assert ask()[0][:2] == (503, {"status": "unready", "code": "database"})


def test_without_a_process_that_opens_files_the_board_is_not_ready(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "worker_is_ready", lambda: False)

    assert ask()[0][:2] == (503, {"status": "unready", "code": "worker"})


def test_however_many_ask_at_once_the_database_is_asked_once(shelf: Shelf) -> None:
    assert {status for status, _, _ in ask(times=50)} == {200}
    assert shelf.asked == 1


def test_a_system_that_gives_no_further_process_has_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more() -> object:
        raise OSError("no more processes")

    monkeypatch.setattr(pool, "_Worker", no_more)

    assert pool._Pool().is_ready() is False


def test_a_worker_that_waits_is_ready() -> None:
    workers = pool._Pool()
    try:
        assert workers.is_ready() is True
        assert workers.is_ready() is True
        assert len(workers._free) == 1
    finally:
        workers.close()
