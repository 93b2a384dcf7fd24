"""What may not reach the framework's own routes without leave, and how somebody without leave is led to the door.

An upload needs the right to handle workbooks; a file that a page made is for whom it was made. A visit to a page goes on to the
sign-in page where accounts are our own; the pages themselves ask again with every run.
"""

from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.i18n import Language
from lib.identity import Right, SignIn
from lib.ui import gate, made_files
from lib.ui.serving.addresses import root

SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
BEFORE_THE_DOOR = (SIGN_IN, SIGN_OUT, "/healthz", "/readyz")
UPLOADS = "/_stcore/upload_file/"
FILES = "/media/"


class Gate:
    """What may not reach the framework's own routes without leave: uploads, files that pages refer to; and the way to the sign-in page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or answer it."""
        answer = await run_in_threadpool(_answer, scope) if _is_watched(scope) else None
        await (answer or self.app)(scope, receive, send)


def _is_watched(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] == "OPTIONS":
        return False
    path = str(scope["path"])
    return UPLOADS in path or FILES in path or _is_visit(scope)


def _is_visit(scope: Scope) -> bool:
    """Whether somebody goes to a page with a browser; the door's own pages are none."""
    headers = HTTPConnection(scope).headers
    return scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate" and not str(scope["path"]).endswith(BEFORE_THE_DOOR)


def _answer(scope: Scope) -> Response | None:
    """The answer to somebody who is not let through; None for the others."""
    path = str(scope["path"])
    asking = gate.of_request(HTTPConnection(scope))
    if UPLOADS in path:
        return None if asking.may(Right.HANDLE) else _NO
    if FILES in path:
        return None if made_files.may_fetch(path, asking) else _NO
    if asking.may_look:
        return None
    is_ours = asking.how is SignIn.PASSWORD
    return RedirectResponse(_to_the_door(path, scope["query_string"].decode("latin-1")), status_code=303) if is_ours else None


def _to_the_door(path: str, query: str) -> str:
    """The sign-in page, which goes on to where somebody wanted to go, in the language of their link."""
    wanted = path.removeprefix(root()) + (f"?{query}" if query else "")
    chosen = parse_qs(query).get("lang", [""])[0]
    return way_in(wanted, Language(chosen) if chosen in tuple(Language) else None)


def way_in(wanted: str, language: Language | None) -> str:
    """The address of the sign-in page, which goes on to a page of this board; `wanted` begins with its slash."""
    said = f"&lang={language}" if language else ""
    return f"{root()}{SIGN_IN}?to={quote(wanted, safe='/')}{said}"


_NO = PlainTextResponse("403", status_code=403, headers={"Cache-Control": "no-store"})
