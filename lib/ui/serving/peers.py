"""The other end of a connection is what the network says, not what a header says.

The server below us believes a forwarding header from this very machine and writes what it claims over the true peer, before any of
our rules is asked. Somebody behind a proxy that passes headers on, or with an account on this machine, could so pass for a declared
proxy and name whom they like. So that is switched off; and should it come back, with another release or another server, what was
written over is recognised and taken for nobody's address. Headers of declared proxies are read where they are needed
(`lib.identity.addresses`, `lib.ui.serving.line`).
"""

from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

UNKNOWN = "unknown"
"""No address: neither this machine nor a proxy of ours. Not left out, for the framework takes none for this machine."""


def believe_no_header() -> None:
    """Make the server leave the peer as it is, whoever starts it: its own switches are read before our first line runs."""

    async def pass_on(self: ProxyHeadersMiddleware, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)

    ProxyHeadersMiddleware.__call__ = pass_on  # type: ignore[method-assign]


class TruePeer:
    """Takes away a peer that only a header claims."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        if scope["type"] in ("http", "websocket") and not is_true(scope):
            scope["client"] = (UNKNOWN, 0)
        await self.app(scope, receive, send)


def is_true(scope: Scope) -> bool:
    """Whether the peer is that of a connection: those have a port, and none that a header names."""
    client = scope.get("client")
    if client is None or not client[1]:
        return False
    claimed = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    return not any(each.strip().endswith(f":{client[1]}") for each in claimed.split(","))
