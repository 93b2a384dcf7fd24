"""The page that the framework begins with, without what every first visit pays for and nobody needs.

While Plotly's script is on its way the framework lets grey boxes pulse in the places of the charts: where a browser draws without a
graphics card, that takes nearly half of the processor's time of the whole visit (7.4 of 16.5 s), and the script waits behind it. The boxes stay,
they only stand still. No other handle than the name for tests is on them. And a script of ours has what a run sends come in one piece.
"""

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui.serving.joined import SCRIPT

STILL = b"<style>[data-testid=stSkeleton],.stAppSkeleton,.stAppSkeleton *{animation:none!important}[data-stale]{transition:none!important}</style>"

ADDED = STILL + b"<script>" + SCRIPT.encode() + b"</script>"
"""Stands before the framework's own script begins."""

_HEAD_ENDS = b"</head>"
_FRAME = b'<div id="root">'
_LONGEST = 65_536  # bytes
_PACKING = b"accept-encoding"
"""Not told to the framework, which would pack its page before it can be added to; whoever stands around us packs it."""


class Lightened:
    """Middleware around the framework: its page goes out lighter, everything else as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; a page is held until its text is whole."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        started: list[Message] = []
        text = bytearray()

        async def send_lightened(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                started.append(message)
            elif started and message["type"] == "http.response.body":
                text.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    page = lightened(bytes(text))
                    _say_length(started[0], len(page))
                    await send(started[0])
                    await send({"type": "http.response.body", "body": page})
            else:
                await send(message)

        await self.app({**scope, "headers": [each for each in scope["headers"] if each[0] != _PACKING]}, receive, send_lightened)


def lightened(page: bytes) -> bytes:
    """The page with boxes that stand still and runs in one piece; one that is not the framework's stays as it is."""
    return page.replace(_HEAD_ENDS, ADDED + _HEAD_ENDS, 1) if _FRAME in page else page


def _is_page(message: Message) -> bool:
    """A page short enough to be the framework's own, and no file that somebody fetches."""
    headers = Headers(raw=message.get("headers", []))
    if message["status"] != 200 or not headers.get("content-type", "").startswith("text/html"):
        return False
    return "content-disposition" not in headers and int(headers.get("content-length", _LONGEST + 1)) <= _LONGEST


def _say_length(start: MutableMapping[str, Any], length: int) -> None:
    """Its length; and no mark of the file that it was made from, by which a browser would keep an older page of ours."""
    headers = MutableHeaders(raw=start["headers"])
    headers["content-length"] = str(length)
    for name in ("etag", "last-modified", "accept-ranges"):
        del headers[name]
