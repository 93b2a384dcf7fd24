"""The page that the framework begins with, without two things that every first visit pays for and nobody sees.

It fetches a Latin font ahead that our theme does not use: 171 kB. And while Plotly's script is on its way it lets grey boxes pulse in
the places of the charts: where a browser draws without a graphics card, that takes more of the processor than the page itself
(7.4 of 16.5 s, and the script waits behind it). The boxes stay, they only stand still.
"""

import re
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STILL = b"<style>.stElementContainer>div:empty,.stAppSkeleton,.stAppSkeleton *{animation:none!important}</style>"
"""What is empty in an element's place is a box that waits for its script."""

_FONT_AHEAD = re.compile(rb"<link\s[^>]*rel=\"preload\"[^>]*as=\"font\"[^>]*>")
_HEAD_ENDS = b"</head>"
_FRAME = b'<div id="root">'
_LONGEST = 65_536  # bytes


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

        await self.app(scope, receive, send_lightened)


def lightened(page: bytes) -> bytes:
    """The page without the font ahead, with boxes that stand still; a page that is not the framework's stays as it is."""
    if _FRAME not in page:
        return page
    return _FONT_AHEAD.sub(b"", page).replace(_HEAD_ENDS, STILL + _HEAD_ENDS, 1)


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
