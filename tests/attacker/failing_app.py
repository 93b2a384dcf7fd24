"""The board with one route that fails as nobody foresaw: what it stumbled on is a word that nobody may read."""

from starlette.requests import Request
from starlette.responses import Response

from app import app
from lib.ui import newer
from tests.attacker.secret_words import STUMBLED_ON

__all__ = ["app"]


async def _stumble(request: Request) -> Response:
    raise RuntimeError(f"could not read {STUMBLED_ON} of {request.path_params['board']}")


newer.answer = _stumble  # type: ignore[assignment]
