"""Two questions that machines ask: does the process live, and can it serve people now.

Neither needs a sign-in, neither is kept by anybody, and a stranger learns one word. Readiness asks the database and the process
that opens files, at most once a second and under a ceiling, however many ask.
"""

import asyncio
import logging
import time

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse

from lib.errors import PhaseboardError
from lib.isolation import is_ready as worker_is_ready
from lib.ui import cache
from lib.ui.serving.pulse import ALIVE, READY, UNKEPT, alive
from lib.ui.serving.records import Facts

__all__ = ["ALIVE", "READY", "alive", "ready"]

log = logging.getLogger("phaseboard")

CEILING_SECONDS = 2.0
FRESH_SECONDS = 1.0


async def ready(_request: Request) -> JSONResponse:
    """Whether the board can be served: 503 with the one word of what is missing otherwise."""
    missing = await _READINESS.missing()
    if missing:
        return JSONResponse({"status": "unready", "code": missing}, status_code=503, headers=UNKEPT)
    return JSONResponse({"status": "ready"}, headers=UNKEPT)


class Readiness:
    """The last answer, and the one question that is under way."""

    def __init__(self) -> None:
        self._answer = ""
        self._until = 0.0
        self._asking: asyncio.Task[str] | None = None

    async def missing(self) -> str:
        """What is missing; "" where nothing is."""
        if self._asking is None and time.monotonic() < self._until:
            return self._answer
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(self._asking)

    async def _ask(self) -> str:
        try:
            answer = await _looked_for()
            if answer != self._answer:
                log.warning("readiness has changed", extra={"facts": Facts(code=answer or "ready")})
            self._answer, self._until = answer, time.monotonic() + FRESH_SECONDS
            return answer
        finally:
            self._asking = None


async def _looked_for() -> str:
    for word, ask in (("database", _database_answers), ("worker", worker_is_ready)):
        with anyio.move_on_after(CEILING_SECONDS):
            if await anyio.to_thread.run_sync(ask, abandon_on_cancel=True, limiter=_limiter()):
                continue
        return word
    return ""


def _database_answers() -> bool:
    """Whether it is open, of our own age, and answers; opening brings it up to date."""
    try:
        cache.shelf().boards()
    except PhaseboardError:
        return False
    return True


def _limiter() -> anyio.CapacityLimiter:
    """Threads of our own: a database that hangs takes none from the visitors."""
    global _THREADS
    _THREADS = _THREADS or anyio.CapacityLimiter(4)
    return _THREADS


_THREADS: anyio.CapacityLimiter | None = None
_READINESS = Readiness()
