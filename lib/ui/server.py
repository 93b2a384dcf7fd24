"""How the app is served: compression, headers, warm-up, and the one sentence for faults nobody foresaw."""

import gc
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui import gate, newer, presenting, signing

log = logging.getLogger("phaseboard")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class PlainHeaders:
    """Adds the fixed security headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; websockets are left alone."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def middleware() -> list[Middleware]:
    """Compression cuts the first visit to a third; Plotly's script alone goes from 4.7 to 1.4 MB."""
    return [Middleware(GZipMiddleware, minimum_size=1000), Middleware(PlainHeaders), Middleware(gate.Gate)]


async def _healthy(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def routes() -> list[Route]:
    """Routes of our own beside the pages."""
    return [Route("/healthz", _healthy), Route(newer.ROUTE, newer.answer), Route(presenting.ROUTE, presenting.answer), *signing.routes()]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Warm what every first visitor would wait for, then spare it every later collection.

    Without a full collection after each run (see .streamlit/config.toml) the collector only ever looks
    at young objects; freezing keeps it from walking the imported libraries.
    """
    from lib.ui.cache import warm

    warm()
    gc.collect()
    gc.freeze()
    yield {}


def on_fault(fault: Exception) -> bool:
    """Log an unforeseen fault under an id and show one sentence with that id; never a traceback."""
    from lib.i18n import text
    from lib.ui.state import language

    fault_id = uuid.uuid4().hex[:8]
    log.error("fault %s", fault_id, exc_info=fault)
    st.error(text(language(), "ui.fault", fault_id=fault_id))
    return True
