"""Making and changing accounts: what a change makes of the whole file, for `change_accounts`.

Whatever narrows or widens an account, or gives it another password, ends its older sign-ins (`changed`). So does making one, for
an account of the same name may have been removed a moment ago.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from lib.errors import AccountRefused
from lib.identity.model import Role
from lib.identity.names import LONGEST, folded, is_account_name
from lib.identity.passwords import LONGEST as LONGEST_PASSWORD
from lib.identity.passwords import SHORTEST, weakness
from lib.identity.people import Account, Accounts

Change = Callable[[Accounts], Accounts]


def fit_password(password: str, account: str, name: str = "") -> str:
    """The password itself, where it is taken.

    Raises:
        AccountRefused: it is too short, or among those that are tried first.
    """
    reason = weakness(password, account, name)
    if reason:
        raise AccountRefused(reason, least=SHORTEST, most=LONGEST_PASSWORD)
    return password


def fit_name(account: str) -> str:
    """The account's name itself, where it can be one.

    Raises:
        AccountRefused: it has blanks, commas or what cannot be seen.
    """
    if not is_account_name(account):
        raise AccountRefused("bad_name", account=account, longest=LONGEST)
    return account


def adding(account: Account) -> Change:
    """Put a new account at the end of the file."""

    def change(accounts: Accounts) -> Accounts:
        there = accounts.alike(account.account)
        if there is not None:
            raise AccountRefused("exists", account=there.account)
        return replace(accounts, people={**accounts.people, folded(account.account): account})

    return change


def giving_password(account: str, hashed: str, when: datetime) -> Change:
    """Give an account another password."""
    return _changing(account, lambda one: replace(one, password=hashed, changed=when))


def giving_roles(account: str, roles: frozenset[Role], boards: frozenset[str] | None, when: datetime) -> Change:
    """Give an account these roles, and these boards where some are named."""
    return _changing(account, lambda one: replace(one, roles=roles, boards=one.boards if boards is None else boards, changed=when))


def disabling(account: str, disabled: bool, when: datetime) -> Change:
    """Take an account out of use, or back into it."""
    return _changing(account, lambda one: replace(one, disabled=disabled, changed=when))


def ending(account: str, when: datetime) -> Change:
    """End the sign-ins of an account."""
    return _changing(account, lambda one: replace(one, changed=when))


def removing(account: str) -> Change:
    """Take an account out of the file."""

    def change(accounts: Accounts) -> Accounts:
        kept = known(accounts, account)
        return replace(accounts, people={key: one for key, one in accounts.people.items() if one != kept})

    return change


def known(accounts: Accounts, account: str) -> Account:
    """The account of this name, however its letters are written.

    Raises:
        AccountRefused: there is none.
    """
    found = accounts.alike(account)
    if found is None:
        raise AccountRefused("unknown", account=account)
    return found


def _changing(account: str, change_one: Callable[[Account], Account]) -> Change:
    def change(accounts: Accounts) -> Accounts:
        changed = change_one(known(accounts, account))
        return replace(accounts, people={**accounts.people, folded(changed.account): changed})

    return change
