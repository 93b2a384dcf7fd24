"""The framework's scripts and styles, compressed once and kept, instead of anew for each visitor who comes for the first time.

Plotly's script alone costs a sixth of a second of a processor each time it is packed, on the loop that answers everybody. What is kept
is bounded by what the framework ships; the files never change while the process lives. Without leave to pack, with a range, or for
whatever is not such a file, the call goes on as before. Sizes are in bytes.
"""

import gzip
import hashlib
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from lib.ui.serving.addresses import inner_path

LEVEL = 9
LASTING = "public, immutable, max-age=31536000"
"""The names carry a hash of what is in them."""

_KINDS = {".js": "text/javascript", ".css": "text/css"}
"""Said here: what a system believes about the ending .js differs from one to the next."""

_PACKED = re.compile(r"/static/((?:js|css)/[A-Za-z0-9_\-][A-Za-z0-9._\-]*\.(?:js|css))")
_NEEDED = re.compile(r"\./static/((?:js|css)/[A-Za-z0-9._\-]+\.(?:js|css))")
_SOON = ("BidiComponent.*.js", "DataFrame.*.js", "StreamlitMarkdown.*.js", "arrowFormatUtils.*.js")
"""What nearly every page asks for beside what the frame names."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is sent."""

    body: bytes
    mark: str
    kind: str


_kept: dict[str, Kept | None] = {}
_packing = threading.Lock()


class Packed:
    """Middleware that answers for the framework's scripts and styles from memory."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the call on."""
        asked = _PACKED.fullmatch(inner_path(scope)) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if asked is None:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if "range" in headers or "gzip" not in headers.get("accept-encoding", ""):
            await self.app(scope, receive, send)
            return
        name = asked.group(1)
        kept = _kept[name] if name in _kept else await run_in_threadpool(pack, name)
        if kept is None:
            await self.app(scope, receive, send)
            return
        await _answer(kept, headers.get("if-none-match", ""))(scope, receive, send)


def pack(name: str) -> Kept | None:
    """The file below the framework's static folder, packed; None: there is none. Each is packed once, one at a time."""
    with _packing:
        if name not in _kept:
            file = Path(file_util.get_static_dir()) / "static" / name
            if not file.is_file():
                return None  # not remembered: names that somebody makes up must not fill the memory
            body = gzip.compress(file.read_bytes(), LEVEL, mtime=0)
            _kept[name] = Kept(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', _KINDS[file.suffix])
        return _kept[name]


def warm() -> None:
    """Pack what a first visit asks for."""
    folder = Path(file_util.get_static_dir())
    frame = (folder / "index.html").read_text(encoding="utf-8") if (folder / "index.html").is_file() else ""
    soon = (f"js/{file.name}" for pattern in _SOON for file in (folder / "static" / "js").glob(pattern))
    for name in dict.fromkeys((*soon, *_NEEDED.findall(frame))):
        pack(name)


def _answer(kept: Kept, known: str) -> Response:
    told = {"Cache-Control": LASTING, "ETag": kept.mark, "Vary": "Accept-Encoding"}
    if kept.mark in known:
        return Response(status_code=304, headers=told)
    return Response(kept.body, headers={**told, "Content-Encoding": "gzip"}, media_type=kept.kind)
