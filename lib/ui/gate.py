"""Who is asking, in a session and in a plain request, and what may not pass without an answer.

A session's identity is asked for anew with every run: whoever was signed out everywhere, or lost their account, is out at their
next click. What acts, and what is fetched after the run, asks once more at that moment, since callbacks and dialogs run without
the frame around them.
"""

import getpass
import json
import logging
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, NoReturn

import streamlit as st
from starlette.requests import HTTPConnection
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.errors import NotAllowed, PhaseboardError, StoreError
from lib.identity import Identity, Right, SignIn
from lib.identity.accounts import load_accounts
from lib.identity.asking import Asking, identify
from lib.identity.choices import lets_visitors_in, sign_in_of
from lib.identity.cookie import COOKIE, opened
from lib.identity.entrance import Entrance, Tried, Verdict
from lib.identity.people import Accounts
from lib.schema import Audience
from lib.settings import settings
from lib.store import AuditAction, AuditEvent
from lib.ui import cache, made_files
from lib.ui.made_files import Terms
from lib.ui.view import now

log = logging.getLogger("phaseboard")

NOBODY = Identity("", "", SignIn.NONE)

_entrance = Entrance()

MOST_SIGNED_OUT = 10_000

_signed_out: dict[str, None] = {}
"""The sign-ins that were ended one by one, by their number: another window of the same browser still shows their cookie. Each process
remembers its own; what must end on every server is ended everywhere."""

_ended_before: dict[str, datetime | None] = {}
"""The last answer for each account, for as long as the database does not give one."""


def of_session() -> Identity:
    """Who stands behind this session, by what its browser sent when it connected."""
    return _identified(_session_asking)


def of_request(connection: HTTPConnection) -> Identity:
    """Who stands behind a request that is no page: a route, an upload, a file."""
    return _identified(partial(_request_asking, connection))


def _identified(ask: Callable[[], Asking]) -> Identity:
    """Nobody, where the settings, the accounts or the database cannot be read: a broken lock stays shut."""
    try:
        kept = settings()
        bound = str(st.get_option("server.address") or "")
        asking, accounts = ask(), load_accounts(kept)
        found = identify(asking, settings=kept, bound_to=bound, accounts=accounts, ended=_ended, now=now())
        if found.how is SignIn.PASSWORD and found.is_known and _number(asking.cookies, accounts) in _signed_out:
            return replace(NOBODY, how=found.how, address=found.address, visitor=lets_visitors_in(kept))
    except PhaseboardError as fault:
        log.warning("nobody is let in: %s %s", fault.code, dict(fault.facts))
        return NOBODY
    return replace(found, account=_account_here()) if found.local else found


def _number(cookies: Mapping[str, str], accounts: Accounts) -> str:
    session = opened(cookies.get(COOKIE, ""), accounts.secret)
    return session.number if session else ""


def _account_here() -> str:
    """The name of whoever sits at this machine, for the log."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local"


def fault() -> PhaseboardError | None:
    """Why nobody at all is let in, where that is so: settings, accounts or a database that cannot be read."""
    try:
        load_accounts(settings())
        cache.sessions_ended("")
    except PhaseboardError as found:
        return found
    return None


def claimed_name() -> str:
    """The name under which somebody has signed in at the provider, whether or not it opens anything here; "" for nobody."""
    claims = _session_claims()
    return str(claims.get(settings().sign_in_claim) or claims.get("sub") or "")[:80]


def connection() -> object:
    """Tells one connection of a browser from another: somebody else may come back to the same session. None where none is known."""
    run = get_script_run_ctx(suppress_warning=True)
    client = get_instance().get_client(run.session_id) if run is not None and exists() else None
    return None if client is None else weakref.ref(client)


def _header_lines() -> tuple[tuple[str, str], ...]:
    """Each header of the session's connection; the framework's own list of pairs keeps but the first of several with one name."""
    headers = st.context.headers
    return tuple((name, value) for name in headers for value in headers.get_all(name))


def _session_asking() -> Asking:
    headers = _joined(_header_lines())
    peer = st.context.ip_address or ("127.0.0.1" if headers else "")  # the framework says None for loopback, and without a browser
    return Asking(dict(st.context.cookies), headers, peer, _session_claims())


def _joined(lines: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by name in lower case; two of one name stay two values, so that a second one cannot pass for the first."""
    joined: dict[str, str] = {}
    for name, value in lines:
        key = name.lower()
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined


def _session_claims() -> Mapping[str, object]:
    """What the provider said of the person, as the framework has verified it."""
    if sign_in_of(settings()) is not SignIn.PROVIDER:
        return {}
    claims: dict[str, object] = {**st.user.to_dict()}
    return claims if claims.pop("is_logged_in", False) is True else {}


def _request_asking(connection: HTTPConnection) -> Asking:
    peer = connection.client.host if connection.client else ""
    headers = _joined(connection.headers.items())
    return Asking(dict(connection.cookies), headers, peer, _request_claims(connection.cookies))


def _request_claims(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """The provider's claims out of the framework's signed cookie; a test signs in for real, so that an upgrade cannot change it unseen."""
    if sign_in_of(settings()) is not SignIn.PROVIDER:
        return {}
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
    from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

    raw = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    claims: Any = json.loads(raw) if raw else {}
    return claims if isinstance(claims, dict) and claims.pop("is_logged_in", False) is True else {}


def _ended(account: str) -> datetime | None:
    """When an account's sessions were last ended everywhere.

    Raises:
        StoreError: the database does not say, and never said before.
    """
    try:
        _ended_before[account] = cache.sessions_ended(account)
    except StoreError:
        if account not in _ended_before:
            raise
    return _ended_before[account]


def require(right: Right, board: str | None = None) -> Identity:
    """Whoever acts, asked at the moment of acting.

    Args:
        right: what they are about to do.
        board: the code of the board that they do it to.

    Raises:
        NotAllowed: they may not, or not any more.
    """
    asking = of_session()
    if not asking.may(right) or (board is not None and not asking.opens(board)):
        _refuse(right)
    return asking


def guarded(
    make: Callable[[], bytes],
    right: Right,
    tell: Callable[[Identity], object] | None = None,
    *,
    audience: Audience | None = None,
    board: str | None = None,
) -> Callable[[], bytes]:
    """The same recipe, which asks again when it is used, and has it noted for whom the file is: it is made after the run that offered it.

    Args:
        make: makes the file.
        right: what one must be allowed to.
        tell: told who took the file, once it is made.
        audience: for whom the file is made; None where that is no question.
        board: the code of the published board that it is made of.
    """
    sent = _session_asking()

    def checked() -> bytes:
        asking = _identified(lambda: sent)
        terms = Terms(asking.account, right, audience, board)
        if not terms.hold_for(asking):
            _refuse(right)
        made = make()
        made_files.note(made, terms)
        if tell is not None:
            tell(asking)
        return made

    return checked


def _refuse(right: Right) -> NoReturn:
    raise NotAllowed(str(right))


def sign_in(request: HTTPConnection, account: str, password: str) -> Tried:
    """Try a name and a password; who came in, and who did not, stands in the audit before the answer is given.

    Raises:
        PhaseboardError: the accounts or the database cannot be read; nobody comes in.
    """
    address, moment = of_request(request).address, now()
    tried = _entrance.try_password(account, password, address=address, settings=settings(), now=moment)
    if tried.verdict is Verdict.IN:
        cache.shelf().audit(AuditEvent(moment, tried.account, AuditAction.SIGNED_IN, address))
    elif tried.verdict is Verdict.WRONG:
        cache.shelf().audit(AuditEvent(moment, _known_name(account), AuditAction.SIGN_IN_REFUSED, address))
    return tried


def _known_name(typed: str) -> str:
    """The account that somebody meant; "" for what is none: it may be a password in the wrong field."""
    found = load_accounts(settings()).alike(typed.strip())
    return found.account if found else ""


def sign_out(request: HTTPConnection, *, everywhere: bool) -> None:
    """Note that somebody went, and end what they left signed in elsewhere if they ask for it.

    Raises:
        StoreError: it cannot be noted; they are still signed in.
    """
    asking, moment = of_request(request), now()
    if not asking.is_known:
        return
    if everywhere:
        end_everywhere(asking)
    _signed_out[_number(request.cookies, load_accounts(settings()))] = None
    while len(_signed_out) > MOST_SIGNED_OUT:
        del _signed_out[next(iter(_signed_out))]
    cache.shelf().audit(AuditEvent(moment, asking.account, AuditAction.SIGNED_OUT, asking.address))


ENDED_HERE = (SignIn.PASSWORD, SignIn.PROVIDER)
"""Ways of signing in that the board can end on every device; a proxy goes on naming whom it has signed in."""


def end_everywhere(asking: Identity, account: str = "") -> None:
    """End every sign-in of an account, one's own by default.

    Raises:
        StoreError: nothing was ended.
    """
    cache.shelf().end_sessions(account or asking.account, who=asking.account, when=now(), address=asking.address)
    cache.sessions_ended.clear()
