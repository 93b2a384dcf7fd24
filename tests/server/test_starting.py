"""What is set up at the start is set up, or the server does not start."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui.server import middleware
from lib.ui.serving.starting import Started


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

    with ThreadPoolExecutor(max_workers=1) as thread:  # a browser's loop may run in this one
        thread.submit(asyncio.run, live()).result()
    return told


def test_every_middleware_lets_the_start_pass():
    assert started(*middleware()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_a_fault_on_the_way_ends_the_start():
    assert started(Middleware(Started), Middleware(Failing)) == ["lifespan.startup.failed"]
