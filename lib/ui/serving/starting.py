"""A server that could not start properly does not start at all.

The protocol lets an application say that it knows nothing of starting, and a fault on the way is taken for just that: the server would
go on without what is set up then, such as how large a file may be. So the fault is told as what it is.
"""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("phaseboard")


class Started:
    """The outermost middleware: a fault while starting ends the server, with the fault in its log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; listen only to the one that starts and stops."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        is_told = is_done = False

        async def tell(message: Message) -> None:
            nonlocal is_told
            is_told = is_told or message["type"].startswith("lifespan.startup.")
            await send(message)

        try:
            await self._app(scope, receive, tell)
            is_done = True
        finally:
            if not is_done and not is_told:
                log.critical("the server could not start", exc_info=True)
                await send({"type": "lifespan.startup.failed", "message": ""})
