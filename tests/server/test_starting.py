"""What is set up at the start is set up, or the server does not start."""

import os
from collections.abc import Sequence
from contextlib import suppress
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import Config

from lib.ui.server import middleware
from lib.ui.serving import banner, memory
from lib.ui.serving.starting import Started
from tests.loops import run_apart


class Failing:
    """Knows only calls that have headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["headers"]
        await self.app(scope, receive, send)


def started(*around: Middleware) -> Sequence[str]:
    """What an application with these middlewares tells the server that starts and stops it."""
    heard = iter(({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}))
    told: list[str] = []

    async def receive() -> Message:
        return next(heard)

    async def send(message: Message) -> None:
        told.append(message["type"])

    async def live() -> None:
        app = Starlette(middleware=list(around))
        with suppress(KeyError):
            await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)

    run_apart(live())
    return told


def test_every_middleware_lets_the_start_pass():
    assert started(*middleware()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_a_fault_on_the_way_ends_the_start():
    assert started(Middleware(Started), Middleware(Failing)) == ["lifespan.startup.failed"]


@pytest.mark.parametrize(("system", "has", "is_heard"), [("linux", True, True), ("linux", False, False), ("darwin", True, False)])
def test_memory_is_given_back_where_the_library_can_be_told(system: str, has: bool, is_heard: bool, monkeypatch: pytest.MonkeyPatch):
    told: list[tuple[int, int]] = []

    def mallopt(what: int, value: int) -> int:
        told.append((what, value))
        return 1

    monkeypatch.setenv(memory.ARROW, "")
    monkeypatch.setattr(memory.sys, "platform", system)
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: SimpleNamespace(mallopt=mallopt) if has else SimpleNamespace())

    assert memory.give_back_at_once() is is_heard
    assert told == ([(-8, 2), (-3, 262_144), (-1, 1_048_576)] if is_heard else [])


def test_arrow_takes_the_allocator_that_somebody_chose(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory.sys, "platform", "darwin")
    monkeypatch.setenv(memory.ARROW, "mimalloc")
    memory.give_back_at_once()
    assert os.environ[memory.ARROW] == "mimalloc"

    monkeypatch.delenv(memory.ARROW)
    memory.give_back_at_once()
    assert os.environ[memory.ARROW] == "system"


def test_a_server_does_not_name_itself_however_often_that_was_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Config, "encoded_headers", None, raising=False)
    banner.silence()
    banner.silence()

    config = Config("app")
    config.encoded_headers = [(b"Server", b"uvicorn"), (b"x-frame-options", b"DENY")]
    assert config.encoded_headers == [(b"x-frame-options", b"DENY")]
