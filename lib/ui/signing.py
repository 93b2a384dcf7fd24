"""The plain pages of signing in and out with an account of our own: two routes, no script, no framework.

A form is taken only from this very site: the browser says where a form came from, and what does not say so is refused. An answer to a
wrong password does not tell a wrong name from a wrong password; the limiter says only how long to wait.
"""

import base64
import hashlib
import re
from functools import cache, partial
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.identity import SignIn
from lib.identity.choices import sign_in_of
from lib.identity.cookie import COOKIE
from lib.identity.entrance import Verdict
from lib.identity.explaining import wait_in_words
from lib.settings import settings
from lib.ui import gate
from lib.ui.barrier import SIGN_IN, SIGN_OUT
from lib.ui.serving.addresses import root
from lib.ui.serving.line import is_secure
from lib.ui.wording import refusal

_CSS = (Path(__file__).parent / "assets" / "signing.css").read_text(encoding="utf-8")
_LARGEST = 4096
"""Bytes of a form; a name and a password need a hundred."""

TRIED_AT_ONCE = 4

_PAGE = re.compile(r"/(?!/)[A-Za-z0-9_\-/]{0,80}(\?[A-Za-z0-9_\-.~%&=+]{0,1500})?")


async def answer(request: Request) -> Response:
    """What is said at the two addresses of this file, to somebody who looks and to somebody who sends the form."""
    is_out, is_sent = request.url.path.endswith(SIGN_OUT), request.method == "POST"
    if is_out:
        return await (_take_out(request) if is_sent else _ask_out(request))
    return await (_take_in(request) if is_sent else _ask_in(request))


async def _ask_in(request: Request) -> Response:
    """The form; for an installation that signs people in otherwise, the board itself, which offers that way."""
    if sign_in_of(settings()) is not SignIn.PASSWORD:
        return RedirectResponse(f"{root()}/", status_code=303)
    return _sign_in_page(_language(request), _after(request.query_params.get("to", "")))


async def _take_in(request: Request) -> Response:
    """Check a name and a password; the answer takes as long for a name that does not exist."""
    language = _language(request)
    form = await _form(request)
    if form is None or sign_in_of(settings()) is not SignIn.PASSWORD:
        return _sign_in_page(language, "/", text(language, "signin.form"), 400)
    to, account = _after(form.get("to", "")), form.get("account", "")
    again = partial(_sign_in_page, language, to, account=account)
    try:
        tried = await anyio.to_thread.run_sync(gate.sign_in, request, account, form.get("password", ""), limiter=_few_at_a_time())
    except PhaseboardError as fault:
        return again(refusal(fault, language), 503)
    if tried.verdict is Verdict.WAIT:
        return again(wait_in_words(tried.wait, language), 429)
    if tried.verdict is not Verdict.IN:
        return again(text(language, "signin.wrong"), 401)
    answer = RedirectResponse(f"{root()}{_in_language(to, language)}", status_code=303)
    lasts = int(tried.lasts.total_seconds())
    answer.set_cookie(COOKIE, tried.cookie, max_age=lasts, path=_path(), httponly=True, samesite="lax", secure=_is_safe(request))
    return answer


@cache
def _few_at_a_time() -> anyio.CapacityLimiter:
    """Threads of our own, of this process's one loop: those who wait for a password to be tried take none from the visitors."""
    return anyio.CapacityLimiter(TRIED_AT_ONCE)


async def _ask_out(request: Request) -> Response:
    language = _language(request)
    asking = await run_in_threadpool(gate.of_request, request)
    if not asking.is_known or asking.how is not SignIn.PASSWORD:
        return RedirectResponse(f"{root()}/", status_code=303)
    body = f"""<h1>{escape(text(language, "signin.out"))}</h1><p>{escape(text(language, "signin.out.as", name=asking.name))}</p>
<form method="post" action="{root()}{SIGN_OUT}?lang={language}">
<button type="submit">{escape(text(language, "signin.out"))}</button>
<button type="submit" name="everywhere" value="1" class="plain">{escape(text(language, "signin.out.everywhere"))}</button></form>
<footer><a href="{root()}/">{escape(text(language, "signin.back"))}</a></footer>"""
    return plain_page(language, text(language, "signin.out"), body)


async def _take_out(request: Request) -> Response:
    language = _language(request)
    form = await _form(request)
    if form is None:
        return _sign_in_page(language, "/", text(language, "signin.form"), 400)
    try:
        await run_in_threadpool(partial(gate.sign_out, request, everywhere=bool(form.get("everywhere"))))
    except PhaseboardError as fault:
        return _sign_in_page(language, "/", refusal(fault, language), 503)
    answer = RedirectResponse(f"{root()}{SIGN_IN}?lang={language}", status_code=303)
    answer.delete_cookie(COOKIE, path=_path(), httponly=True, samesite="lax")
    return answer


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a small form that comes from this very site; None for anything else."""
    if not _is_from_here(request):
        return None
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return None
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=8, errors="strict")
    except ValueError:
        return None
    return {name: values[0] for name, values in fields.items()}


def _is_from_here(request: Request) -> bool:
    """Whether the browser says that the form stood on this site. Every browser that runs the board says so with a form."""
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return bool(origin) and site == "same-origin" and urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()


def _is_safe(request: Request) -> bool:
    return is_secure(request.scope)


def _path() -> str:
    return root() or "/"


def _after(to: str) -> str:
    """Where to go on: a page of this board, and nothing else that somebody may have put into a link."""
    return to if _PAGE.fullmatch(to) else "/"


def _in_language(to: str, language: Language) -> str:
    """The same page in the language in which somebody signed in; a link that names one itself keeps it."""
    if language is Language.ZH or "lang=" in to:
        return to
    return f"{to}{'&' if '?' in to else '?'}lang={language}"


def _language(request: Request) -> Language:
    given = request.query_params.get("lang", "")
    return Language(given) if given in tuple(Language) else Language.ZH


def _sign_in_page(language: Language, to: str, said: str = "", status: int = 200, account: str = "") -> HTMLResponse:
    """The form; a name that was typed stays, so that after a slip only the password is typed again."""
    message = f'<p class="said" role="alert">{escape(said)}</p>' if said else ""
    other = Language.EN if language is Language.ZH else Language.ZH
    body = f"""<h1>{escape(text(language, "ui.brand"))}</h1><p>{escape(text(language, "identity.how.password"))}</p>{message}
<form method="post" action="{root()}{SIGN_IN}?lang={language}">
<input type="hidden" name="to" value="{escape(to)}">
<label for="account">{escape(text(language, "signin.account"))}</label>
<input id="account" name="account" autocomplete="username" autocapitalize="none" maxlength="120" required value="{escape(account[:120])}"{"" if account else " autofocus"}>
<label for="password">{escape(text(language, "signin.password"))}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" required{" autofocus" if account else ""}>
<button type="submit">{escape(text(language, "signin.do"))}</button></form>
<footer><a href="{root()}{SIGN_IN}?to={quote(to, safe="/")}&amp;lang={other}" lang="{other}">{escape(text(other, f"ui.language.{other}"))}</a></footer>"""
    return plain_page(language, text(language, "signin.do"), body, status)


def plain_page(language: Language, title: str, body: str, status: int = 200) -> HTMLResponse:
    """One page with its own strict policy: no script, one known style, forms to this site only."""
    head = f'<!doctype html><html lang="{language.manners.tag}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    page = f"{head}<title>{escape(title)} · {escape(text(language, 'ui.brand'))}</title><style>{_CSS}</style><main>{body}</main></html>"
    return HTMLResponse(page, status_code=status, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"})


_POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()}'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
