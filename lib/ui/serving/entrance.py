"""Which calls are let in at all: by the name they call us by, by the page they come from, by their size, by their address.

The name guards against rebinding: a strange page whose name was pointed at this machine would speak to us with its own name. The
page that a call comes from guards against forged calls: a websocket, or whatever changes something, must come from a page of ours.
Both are asked before the framework asks, whose own check takes every page on this machine for ours and may call out for its address.
"""

import logging
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.errors import SettingInvalid
from lib.i18n import Language, text
from lib.identity.addresses import is_this_machine
from lib.settings import settings
from lib.ui.serving import line
from lib.ui.serving.addresses import inner_path
from lib.ui.serving.records import Facts

log = logging.getLogger("phaseboard")

PROBES = frozenset({"/healthz", "/readyz"})
"""Asked by machines that know an address and no name."""

CLOSED = ("/_stcore/metrics", "/_stcore/agent/", "/_stcore/script-health-check")
"""Of the framework's own: counts of sessions, and a way to drive pages without a browser. Nobody here needs them."""

LONGEST_ADDRESS = 8_192
"""Bytes of path and query; a page with every filter set stays under 2,000."""

MOST_HEADER_BYTES = 32_768

_CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


class Entrance:
    """Turns away what has no business here; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or answer it with a status and at most one sentence."""
        status = refusal(scope) if scope["type"] in ("http", "websocket") else 0
        if not status:
            await self.app(scope, receive, send)
            return
        if status in (403, 421):
            log.warning("a call was turned away", extra={"facts": Facts(code=str(status))})
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await _answer(status)(scope, receive, send)


def refusal(scope: Scope) -> int:
    """The status with which a call is turned away; 0 lets it in."""
    headers = Headers(scope=scope)
    path = inner_path(scope)
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > LONGEST_ADDRESS:
        return 414
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADER_BYTES:
        return 431
    if path.startswith(CLOSED):
        return 404
    if path not in PROBES and not is_our_name(headers.get("host", ""), scope):
        return 421
    needs_our_page = scope["type"] == "websocket" or scope["method"] in _CHANGES
    return 403 if needs_our_page and not is_our_page(headers) else 0


def is_our_name(host: str, scope: Scope) -> bool:
    """Whether a call may use this name: the names that are set, else on one's own machine its own, else any."""
    name = _host_name(host)
    wanted = _set_names()
    if not name:
        return False
    if wanted:
        return name in wanted or any(each.startswith("*.") and name.endswith(each[1:]) for each in wanted)
    return is_this_machine(name) or bool(line.declared_proxies()) or not _is_reached_here_only(scope)


def is_our_page(headers: Headers) -> bool:
    """Whether a call comes from a page of this very address, or from no page at all."""
    if headers.get("sec-fetch-site") == "cross-site":
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    scheme, _, netloc = origin.partition("://")
    return bool(netloc) and _place(netloc, scheme) == _place(headers.get("host", ""), scheme)


def _place(netloc: str, scheme: str) -> tuple[str, int]:
    """Name and port, with the port that the scheme stands for."""
    try:
        parts = urlsplit(f"//{netloc}")
        return parts.hostname or "", parts.port or _PORTS.get(scheme, 0)
    except ValueError:
        return "", -1


def _host_name(host: str) -> str:
    """The bare name; "" for what is none."""
    name, port = _place(host, "http")
    return "" if port < 0 or set(host) & set("/@?#") else name.rstrip(".")


def _set_names() -> frozenset[str]:
    """The names that the installation, or the framework's own setting, says it is called by."""
    try:
        ours = settings().hosts
    except SettingInvalid:
        ours = ""
    return frozenset(ours.lower().replace(",", " ").split()) | frozenset(
        each.lower() for each in st.get_option("server.allowedHosts") or ()
    )


def _is_reached_here_only(scope: Scope) -> bool:
    """Whether this call arrived at an address that no other machine can reach."""
    server = scope.get("server")
    return server is not None and is_this_machine(str(server[0]))


def _answer(status: int) -> PlainTextResponse:
    if status != 421:
        return PlainTextResponse(str(status), status_code=status)
    return PlainTextResponse("\n".join(text(language, "serving.strange_name") for language in Language), status_code=status)
