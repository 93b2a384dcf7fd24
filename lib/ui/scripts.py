"""The scripts of our own that pages fetch by address: Plotly's bundle, and what draws charts with it.

Each address carries a hash of what is in the script, so that a browser fetches it once and keeps it; packed once for everybody.
"""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from lib.figures.plotly import plotly_config, plotly_script, templates
from lib.i18n import Language
from lib.ui.serving.addresses import root
from lib.ui.serving.packed import LASTING, LEVEL

ROUTE = "/scripts/{name}"
CHARTS, PLOTLY = "charts", "plotly"

_ASSETS = Path(__file__).parent / "assets"
_REMARK = re.compile(r"(?:^|\s)//\s.*")
"""On a line of its own or behind code; an address (https://) has no blank before it."""


@dataclass(frozen=True, slots=True)
class Script:
    """One script: its text, packed, and the last part of its address."""

    name: str
    packed: bytes


def address(what: str) -> str:
    """Where a page finds a script."""
    return f"{root()}/scripts/{_script(what).name}"


async def answer(request: Request) -> Response:
    """A script under its whole name; an older name has none, for whoever asks by it has an older page."""
    asked = str(request.path_params["name"])
    found = await run_in_threadpool(_named, asked)
    if found is None:
        return PlainTextResponse("404", status_code=404)
    told = {"Cache-Control": LASTING, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, headers={**told, "Content-Encoding": "gzip"}, media_type="text/javascript")
    return Response(gzip.decompress(found.packed), headers=told, media_type="text/javascript")


def warm() -> None:
    """Pack what a first visit asks for."""
    for what in (PLOTLY, CHARTS):
        _script(what)


def _named(name: str) -> Script | None:
    return next((script for script in map(_script, (PLOTLY, CHARTS)) if script.name == name), None)


@cache
def _script(what: str) -> Script:
    text = (plotly_script() if what == PLOTLY else _charts()).encode()
    return Script(f"{what}-{hashlib.sha256(text).hexdigest()[:16]}.js", gzip.compress(text, LEVEL, mtime=0))


def _charts() -> str:
    """The script that draws charts, with what all charts have in common before it."""
    options = {
        each.manners.tag: [plotly_config(each, can_zoom=zooms) | {"responsive": False} for zooms in (False, True)] for each in Language
    }
    common = {"LIBRARY": _script(PLOTLY).name, "OPTIONS": options, "TEMPLATES": templates()}
    said = "".join(f"const {name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in common.items())
    return said + "".join(
        _without_remarks((_ASSETS / name).read_text(encoding="utf-8")) for name in ("following.js", "bars.js", "charts.js")
    )


def _without_remarks(script: str) -> str:
    """The script without its remarks and the blanks that lines begin with, which are a tenth of what would be fetched."""
    bare = (_REMARK.sub("", line).strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in bare if line)
