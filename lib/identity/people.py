"""Accounts as they stand in their file: persons, and what a provider's word about somebody gives them.

An account without a password belongs to somebody who signs in at a provider or through a proxy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lib.identity.model import Role
from lib.identity.names import folded

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account. What was signed in up to `changed` is over."""

    account: str
    name: str
    roles: frozenset[Role]
    boards: frozenset[str]
    password: str = field(default="", repr=False)  # an argon2id hash; "" where there is none
    disabled: bool = False
    changed: datetime = NEVER


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Whoever's claim has this value, as one of several or alone, has these roles."""

    claim: str
    value: str
    roles: frozenset[Role]
    boards: frozenset[str]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The whole file at one moment, and what cookies are signed with; without a secret no cookie holds."""

    people: Mapping[str, Account] = field(default_factory=dict)  # by folded name, in the file's order
    rules: tuple[ClaimRule, ...] = ()
    secret: str = field(default="", repr=False)

    def named(self, account: str) -> Account | None:
        """The account of exactly this name."""
        found = self.alike(account)
        return found if found is not None and found.account == account else None

    def alike(self, account: str) -> Account | None:
        """The account of this name, however its ASCII letters are written."""
        return self.people.get(folded(account))
