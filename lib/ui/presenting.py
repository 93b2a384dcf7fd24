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
from html import escape
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lib.exports.snapshot import policy
from lib.i18n import Language, text
from lib.identity import Identity, Right
from lib.schema import Audience
from lib.ui import gate
from lib.ui.serving.addresses import root
from lib.ui.signing import plain_page

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
        return _gone()
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
    return HTMLResponse(await run_in_threadpool(recipe.make, asking), headers=headers)


def _gone() -> HTMLResponse:
    """What stands in place of a page that is no longer kept: a link knows no language, so it is said in each, with the way back."""
    said = "".join(
        f'<p lang="{each.manners.tag}">{escape(text(each, "meeting.present.gone"))}<br>'
        f'<a href="{root()}/meeting?lang={each}">{escape(text(each, "ui.page.meeting"))}</a></p>'
        for each in Language
    )
    return plain_page(Language.ZH, text(Language.ZH, "ui.page.meeting"), said, 404)
