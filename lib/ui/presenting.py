"""Files made for a meeting and opened in a window of their own: the presentation, which then needs the server no more.

The page that offers one keeps the recipe, not the result, under a name that cannot be guessed; what it shows, and for whom, is
fixed when it is opened.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lib.exports.snapshot import policy
from lib.i18n import Language, text

ROUTE = "/present/{name}"
MOST_KEPT = 256
"""Recipes are small; the oldest is forgotten first, and the page that offers it makes it again at its next run."""

_SECRET = secrets.token_bytes(32)
_recipes: OrderedDict[str, Callable[[], bytes]] = OrderedDict()
_lock = Lock()


def offer(what: str, make: Callable[[], bytes]) -> str:
    """Keep a recipe and return the last part of its address.

    Args:
        what: names what is shown: version, audience, filters, day, language, sections. Equal names have equal content.
        make: makes the page; called outside any session.
    """
    name = hashlib.blake2b(what.encode(), key=_SECRET, digest_size=20).hexdigest()
    with _lock:
        _recipes[name] = make
        _recipes.move_to_end(name)
        while len(_recipes) > MOST_KEPT:
            _recipes.popitem(last=False)
    return name


async def answer(request: Request) -> HTMLResponse:
    """The page under a name, or one sentence that says how to get it."""
    with _lock:
        make = _recipes.get(request.path_params["name"])
    if make is None:
        words = "<br>".join(text(language, "meeting.present.gone") for language in Language)
        return HTMLResponse(f"<!doctype html><meta charset=utf-8><title>Phaseboard</title><p>{words}</p>", status_code=404)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
    return HTMLResponse(await run_in_threadpool(make), headers=headers)
