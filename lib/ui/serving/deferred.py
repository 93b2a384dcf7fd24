"""What stands on the whole house is imported once the server answers, not before: pages, gate, routes of our own.

A start then takes about as long as the framework's own. Whoever comes first waits for the rest; one import is under way at a time,
and nobody gets past it half done.
"""

import importlib
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui.serving.addresses import inner_path
from lib.ui.serving.pulse import ALIVE

PARTS = (
    "lib.ui.gate",
    "lib.ui.barrier",
    "lib.ui.newer",
    "lib.ui.presenting",
    "lib.ui.scripts",
    "lib.ui.signing",
    "lib.ui.serving.health",
    "lib.ui.frame",
    "lib.ui.components",
    "lib.ui.page",
    "lib.ui.rectification",
    "lib.ui.sections",
    "lib.ui.meeting",
    "lib.ui.reminders",
    "lib.ui.administration",
    "lib.ui.preview",
    "lib.ui.versions",
)

_loading = threading.Lock()
_loaded = threading.Event()


def load() -> None:
    """Import every part, or wait until whoever has begun is done."""
    if _loaded.is_set():
        return
    with _loading:
        for part in PARTS:
            importlib.import_module(part)
        _loaded.set()


class Deferred:
    """Middleware that is imported when the first call comes that is more than a sign of life."""

    def __init__(self, app: ASGIApp, part: str, name: str) -> None:
        self._app = app
        self._part, self._name = part, name
        self._inner: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on through the middleware."""
        if scope["type"] == "lifespan" or inner_path(scope) == ALIVE:
            await self._app(scope, receive, send)
            return
        if self._inner is None:
            self._inner = (await _found(self._part, self._name))(self._app)
        await self._inner(scope, receive, send)


def answering(part: str, name: str) -> Callable[[Request], Awaitable[Response]]:
    """A route's answer that is imported when it is first asked for."""

    async def answer(request: Request) -> Response:
        answered: Response = await (await _found(part, name))(request)
        return answered

    return answer


async def _found(part: str, name: str) -> Any:
    if not _loaded.is_set():
        await run_in_threadpool(load)
    return getattr(importlib.import_module(part), name)
