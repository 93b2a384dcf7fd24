"""Files made for a meeting and opened in a window of their own: the presentation, which then needs the server no more.

The page that offers one keeps the recipe, not the result, under a name that cannot be guessed; what it shows, and for whom, is
fixed when it is opened. Whoever opens the address must be let in for that audience and that board themselves: a link that was passed on
opens nothing that its holder may not see.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lib.exports.snapshot import policy
from lib.i18n import Language, text
from lib.identity import Identity, Right
from lib.schema import Audience
from lib.ui import gate

ROUTE = "/present/{name}"
MOST_KEPT = 256
"""Recipes are small; the oldest is forgotten first, and the page that offers it makes it again at its next run."""

_SECRET = secrets.token_bytes(32)
_recipes: "OrderedDict[str, Recipe]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a page for whoever opens it, and who may: `board` is a published board's code; a draft has none and is its author's alone."""

    make: Callable[[Identity], bytes]
    audience: Audience
    board: str | None
    author: str

    def opens_for(self, asking: Identity) -> bool:
        """Whether this person may open it."""
        if not asking.may(Right.EXPORT) or self.audience not in asking.audiences:
            return False
        return asking.account == self.author if self.board is None else asking.opens(self.board)


def offer(what: str, recipe: Recipe) -> str:
    """Keep a recipe and return the last part of its address.

    Args:
        what: names what is shown: version, audience, filters, day, language, sections. Equal names have equal content.
        recipe: makes the page, outside any session, for whom it may.
    """
    name = hashlib.blake2b(f"{what}/{recipe.author}".encode(), key=_SECRET, digest_size=20).hexdigest()
    with _lock:
        _recipes[name] = recipe
        _recipes.move_to_end(name)
        while len(_recipes) > MOST_KEPT:
            _recipes.popitem(last=False)
    return name


async def answer(request: Request) -> HTMLResponse:
    """The page under a name, or one sentence that says how to get it."""
    with _lock:
        recipe = _recipes.get(request.path_params["name"])
    asking = await run_in_threadpool(gate.of_request, request)
    if recipe is None or not recipe.opens_for(asking):
        words = "<br>".join(text(language, "meeting.present.gone") for language in Language)
        return HTMLResponse(f"<!doctype html><meta charset=utf-8><title>Phaseboard</title><p>{words}</p>", status_code=404)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
    return HTMLResponse(await run_in_threadpool(recipe.make, asking), headers=headers)
