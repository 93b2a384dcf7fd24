"""Who is asking: one function from the facts of a request to an identity.

It opens no file and reads no clock. Whatever is missing, broken or unknown gives less, never more: without a valid signature, a
declared proxy, or a place at this very machine nobody has a role.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from lib.identity.addresses import comes_from_this_machine, is_declared, origin_of
from lib.identity.choices import declared_proxies, lets_visitors_in, sign_in_of
from lib.identity.cookie import COOKIE, is_running, opened
from lib.identity.model import Identity, Role, SignIn
from lib.identity.names import folded, is_account_name
from lib.identity.people import Account, Accounts
from lib.settings import Settings

__all__ = ["Asking", "identify", "sign_in_of"]

EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a request brings along.

    Args:
        cookies: as the browser sent them.
        headers: names in lower case; several of one name joined by commas.
        peer: the address at the other end of the connection, untouched by any header; "" where it is not known.
        claims: what a provider said of the person, verified by the framework; empty for nobody.
    """

    cookies: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    peer: str = ""
    claims: Mapping[str, object] = field(default_factory=dict)


Ended = Callable[[str], datetime | None]
"""When the sign-ins of an account were last ended everywhere."""


def identify(asking: Asking, *, settings: Settings, bound_to: str, accounts: Accounts, ended: Ended, now: datetime) -> Identity:
    """The identity behind one request.

    Args:
        asking: the request's facts.
        settings: of the installation.
        bound_to: the address that the server listens on.
        accounts: the file of accounts as it stands.
        ended: asked only about an account whose sign-in holds otherwise.
        now: the time of the request, with its zone.

    Raises:
        SettingInvalid: a setting about signing in is not understood; then nobody is anybody.
    """
    how, proxies = sign_in_of(settings), declared_proxies(settings)
    address = origin_of(asking.peer, asking.headers, proxies)
    nobody = Identity("", "", how, address=address, visitor=lets_visitors_in(settings))
    if how is SignIn.NONE:
        local = comes_from_this_machine(bound_to, asking.peer, asking.headers)
        return replace(nobody, local=local, visitor=not local)
    if how is SignIn.PROXY:
        named = asking.headers.get(settings.proxy_user_header.strip().lower(), "") if is_declared(asking.peer, proxies) else ""
        return _known(nobody, accounts.alike(named))
    if how is SignIn.PROVIDER:
        return _by_claims(nobody, asking.claims, settings, accounts, ended, now)
    session = opened(asking.cookies.get(COOKIE, ""), accounts.secret)
    account = accounts.named(session.account) if session else None
    if session is None or account is None or not account.password or account.disabled:
        return nobody
    runs = is_running(session.since, now, settings.sign_in_hours, (account.changed,))
    runs = runs and is_running(session.since, now, settings.sign_in_hours, (ended(account.account),))
    return _known(nobody, account) if runs else nobody


def _known(
    nobody: Identity, account: Account | None, roles: frozenset[Role] = frozenset(), boards: frozenset[str] = frozenset()
) -> Identity:
    """The identity of an account that is in use; `roles` and `boards` come on top."""
    if account is None or account.disabled:
        return nobody
    return replace(
        nobody,
        account=account.account,
        name=account.name or account.account,
        roles=account.roles | roles,
        boards=account.boards | boards,
        visitor=False,
    )


def _by_claims(
    nobody: Identity, claims: Mapping[str, object], settings: Settings, accounts: Accounts, ended: Ended, now: datetime
) -> Identity:
    """The identity of somebody who signed in at the provider: known by name, by a value of their claims, or both."""
    name, since = _name(claims, settings), _signed_in(claims)
    if not name or since is None or not is_running(since, now, settings.sign_in_hours, ()):
        return nobody
    account = accounts.alike(name) if settings.sign_in_claim == EMAIL else accounts.named(name)
    rules = [rule for rule in accounts.rules if rule.value in _values(claims.get(rule.claim))]
    if account is None and (not rules or accounts.alike(name) is not None):
        return nobody
    person = account or Account(name, str(claims.get("name") or ""), frozenset(), frozenset())
    if not is_running(since, now, settings.sign_in_hours, (person.changed, ended(person.account))):
        return nobody
    roles = frozenset(role for rule in rules for role in rule.roles)
    return _known(nobody, person, roles, frozenset(board for rule in rules for board in rule.boards))


def _name(claims: Mapping[str, object], settings: Settings) -> str:
    """The name under which a person may have an account; "" where the provider does not vouch for one."""
    given = claims.get(settings.sign_in_claim)
    if not isinstance(given, str) or claims.get("is_logged_in", True) is not True:
        return ""
    name = folded(given) if settings.sign_in_claim == EMAIL else given
    if settings.sign_in_claim == EMAIL and not (settings.trust_unverified_email or claims.get("email_verified") is True):
        return ""
    return name if is_account_name(name) else ""


def _signed_in(claims: Mapping[str, object]) -> datetime | None:
    """When the provider vouched for the person; None where it does not say, or says a time that ends before it begins.

    A token's own end is a matter of the moment of signing in, where the framework holds it; many providers give five minutes.
    """
    since, until = _moment(claims.get("iat")), _moment(claims.get("exp"))
    return since if since is not None and until is not None and since < until else None


def _moment(given: object) -> datetime | None:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given < _LAST:
        return None
    return _EPOCH + timedelta(seconds=given)


_EPOCH = datetime.fromtimestamp(0, UTC)
_LAST = 10**11  # seconds; beyond the year 5000 no provider vouches for anybody


def _values(claim: object) -> frozenset[str]:
    """The values of a claim, whether it is one word or a list of words."""
    if isinstance(claim, str):
        return frozenset({claim})
    return frozenset(value for value in claim if isinstance(value, str)) if isinstance(claim, list | tuple) else frozenset()
