"""The cookie of a sign-in: who, when, and a random number; signed, not secret, of no use after its time.

It names an account and no right: what the account may do is looked up with every request.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

COOKIE = "phaseboard"
LONGEST = 2048
LONGEST_HOURS = 24 * 366
AHEAD = timedelta(minutes=2)
"""How far the clock of another server of the same board may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in."""

    account: str
    since: datetime
    number: str


def sealed(account: str, now: datetime, secret: str) -> str:
    """A new cookie's value for somebody who has just proved who they are."""
    microseconds = (now - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)
    value = _serializer(secret).dumps([account, microseconds, secrets.token_urlsafe(12)])
    return value if isinstance(value, str) else value.decode()


def opened(value: str, secret: str) -> Session | None:
    """The sign-in that a cookie tells of; None where it was not made by us with this secret."""
    if not secret or not value.isascii() or len(value) > LONGEST:
        return None
    try:
        content = _serializer(secret).loads(value)
    except BadData:
        return None
    match content:
        case [str(account), int(microseconds), str(number)]:
            return Session(account, datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds), number)
        case _:
            return None


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="phaseboard.sign-in", signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256})


def is_running(since: datetime, now: datetime, hours: int, ends: tuple[datetime | None, ...]) -> bool:
    """Whether a sign-in still counts.

    Args:
        since: when it was made.
        now: the time of asking.
        hours: how long a sign-in lasts.
        ends: when this account's sign-ins were ended, for whatever reason; None for never.
    """
    return since - AHEAD <= now < since + timedelta(hours=min(hours, LONGEST_HOURS)) and all(
        since > _aware(end) for end in ends if end is not None
    )


def _aware(moment: datetime) -> datetime:
    """A moment without a zone is taken as universal time: some databases give back no zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
