"""Requests and accounts as the tests of signing in need them: one fact changed at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lib.identity import Identity, Role
from lib.identity.asking import Asking, identify
from lib.identity.cookie import COOKIE, sealed
from lib.identity.names import folded
from lib.identity.people import Account, Accounts, ClaimRule
from lib.settings import Settings

NOW = datetime(2014, 6, 10, 8, 0, tzinfo=UTC)
SECRET = "a secret of the tests, long enough"
HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$kept"
FAR = "203.0.113.7"
HERE = {"host": "localhost:8501"}

PASSWORD = Settings(sign_in="password")
PROVIDER = Settings(sign_in="provider")
PROXY = Settings(sign_in="proxy", proxy_addresses="10.0.0.5, 192.168.0.0/24")


def account(name: str = "zhang", *roles: Role, **facts: object) -> Account:
    """An account that changed long ago."""
    kept = Account(name, "张", frozenset(roles or (Role.OFFICE,)), frozenset({"*"}), HASH, changed=NOW - timedelta(days=30))
    return replace(kept, **facts)  # type: ignore[arg-type]


def accounts(*people: Account, rules: tuple[ClaimRule, ...] = ()) -> Accounts:
    """A file with these accounts."""
    return Accounts({folded(one.account): one for one in people or (account(),)}, rules, SECRET)


def cookie(name: str = "zhang", age: timedelta = timedelta(hours=1), secret: str = SECRET) -> dict[str, str]:
    """The cookie of somebody who signed in a while ago."""
    return {COOKIE: sealed(name, NOW - age, secret)}


def claims(**said: object) -> dict[str, object]:
    """What a provider says of somebody who signed in an hour ago."""
    since = NOW.timestamp() - 3600
    return {"email": "li@school.cn", "email_verified": True, "iat": since, "exp": since + 300, **said}


def never(_account: str) -> datetime | None:
    """Nobody's sign-ins were ever ended."""
    return None


def who(
    asking: Asking,
    settings: Settings = PASSWORD,
    kept: Accounts | None = None,
    *,
    bound_to: str = "0.0.0.0",
    ended: Callable[[str], datetime | None] = never,
    now: datetime = NOW,
) -> Identity:
    """The identity behind a request to a board on every address."""
    return identify(asking, settings=settings, bound_to=bound_to, accounts=accounts() if kept is None else kept, ended=ended, now=now)
