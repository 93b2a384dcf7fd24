"""The answer to whether the process lives, and the addresses of both probes; imports nothing that takes time."""

from starlette.requests import Request
from starlette.responses import JSONResponse

ALIVE = "/healthz"
READY = "/readyz"

UNKEPT = {"Cache-Control": "no-store"}


async def alive(_request: Request) -> JSONResponse:
    """The process lives and its loop turns."""
    return JSONResponse({"status": "ok"}, headers=UNKEPT)
