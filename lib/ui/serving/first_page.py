"""The page that the framework begins with, without what every first visit pays for and nobody needs.

While Plotly's script is on its way the framework lets grey boxes pulse in the places of the charts: where a browser draws without a
graphics card, that takes nearly half of the processor's time of the whole visit (7.4 of 16.5 s), and the script waits behind it. The boxes stay,
they only stand still. No other handle than the name for tests is on them. And a script of ours has what a run sends come in one piece.

On a slow line the framework's scripts take ten seconds and more, and until they are there its page is blank: a sentence of ours stands in it,
which the framework clears away as it begins. Its page fetches a typeface first of all, 170 kB, which stands last among our typefaces: it comes once a browser asks for it.
Whoever has switched scripts off is told so in our words, in both languages, for no session has chosen one yet.
"""

import re
from collections.abc import MutableMapping
from html import escape
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.figures.tokens import THEMES, Colour, ThemeName
from lib.i18n import Language, text
from lib.ui.serving.joined import SCRIPT

STILL = b"<style>[data-testid=stSkeleton],.stAppSkeleton,.stAppSkeleton *{animation:none!important}[data-stale]{transition:none!important}</style>"

_DARK, _LIGHT = THEMES[ThemeName.DARK], THEMES[ThemeName.LIGHT]
WAITING = (
    "<style>.pb-opening{position:fixed;inset:0;display:grid;place-content:center;text-align:center;font:15px/1.8 sans-serif;"
    f"color:{_LIGHT[Colour.INK]}}}.pb-opening p{{margin:0;opacity:0;animation:pb-opening 0s .6s forwards}}.pb-opening p+p{{animation-delay:8s}}"
    "@keyframes pb-opening{to{opacity:1}}@media(prefers-color-scheme:dark){"
    f":root:has(.pb-opening){{background:{_DARK[Colour.BACKGROUND]}}}.pb-opening{{color:{_DARK[Colour.INK]}}}}}</style>"
).encode()
"""The sentence comes after a moment, so that nobody sees it flash on a quick line, and on a slow one another after a while."""

ADDED = STILL + WAITING + b"<script>" + SCRIPT.encode() + b"</script>"
"""Stands before the framework's own script begins."""

_TYPEFACE = re.compile(rb'<link\s+rel="preload"[^>]*\sas="font"[^>]*/>')
_NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
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
        body = bytearray()

        async def send_lightened(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                started.append(message)
            elif started and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    page = lightened(bytes(body), _language(scope))
                    _say_length(started[0], len(page))
                    await send(started[0])
                    await send({"type": "http.response.body", "body": page})
            else:
                await send(message)

        await self.app({**scope, "headers": [each for each in scope["headers"] if each[0] != _PACKING]}, receive, send_lightened)


def lightened(page: bytes, language: Language) -> bytes:
    """The page with a sentence until it has begun, boxes that stand still and runs in one piece; one that is not the framework's stays as it is."""
    if _FRAME not in page:
        return page
    begun = _TYPEFACE.sub(b"", page, count=1).replace(_HEAD_ENDS, ADDED + _HEAD_ENDS, 1)
    begun = _NO_SCRIPT.sub(lambda _: without_scripts(), begun, count=1)
    return begun.replace(_FRAME, _FRAME + opening(language), 1)


def opening(language: Language) -> bytes:
    """What stands on the page until the framework has begun."""
    sentences = "".join(f"<p>{escape(text(language, name))}</p>" for name in ("ui.opening", "ui.opening.slow"))
    return f'<div class="pb-opening" role="status" lang="{language.manners.tag}">{sentences}</div>'.encode()


def without_scripts() -> bytes:
    """What a browser says that runs no scripts, in place of all else."""
    sentences = "".join(f'<p lang="{language.manners.tag}">{escape(text(language, "ui.no_script"))}</p>' for language in Language)
    return f"<noscript><style>.pb-opening{{display:none}}</style>{sentences}</noscript>".encode()


def _language(scope: Scope) -> Language:
    """As the pages choose it: the link's, else Chinese."""
    given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return Language(given) if given in tuple(Language) else Language.ZH


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
