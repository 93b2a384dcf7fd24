"""Signing in with an account of our own: a name and a password in, a cookie or a reason out.

Whether a name is known cannot be told from the answer: unknown, without a password, disabled and mistyped are one and the same,
and take the same time.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from lib.errors import PhaseboardError
from lib.identity.accounts import accounts_path, change_accounts, load_accounts
from lib.identity.choices import sign_in_of
from lib.identity.cookie import sealed
from lib.identity.model import SignIn
from lib.identity.names import LONGEST, folded, typed
from lib.identity.passwords import Passwords
from lib.identity.people import Account, Accounts
from lib.identity.waiting import AT_ONCE, Waiting
from lib.settings import Settings

log = logging.getLogger("phaseboard")


class Verdict(StrEnum):
    """What became of a try."""

    IN = "in"
    WRONG = "wrong"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Tried:
    """The answer to one try. `cookie` and `account` are there only for whoever is in; `wait` only for who has to."""

    verdict: Verdict
    account: str = ""
    cookie: str = ""
    lasts: timedelta = AT_ONCE
    wait: timedelta = AT_ONCE


class Entrance:
    """The one door of a process; it remembers who missed."""

    def __init__(self, passwords: Passwords | None = None, waiting: Waiting | None = None) -> None:
        self._passwords = passwords or Passwords()
        self._waiting = waiting or Waiting()

    def try_password(self, name: str, password: str, *, address: str, settings: Settings, now: datetime) -> Tried:
        """Try to sign in.

        Args:
            name: the account, as typed.
            password: as typed; kept nowhere.
            address: where the request comes from (`Identity.address`).
            settings: of the installation.
            now: the time of the try, with its zone.

        Raises:
            SettingInvalid: a setting or the file of accounts is not understood; nobody comes in.
        """
        if sign_in_of(settings) is not SignIn.PASSWORD:
            return Tried(Verdict.WRONG)
        accounts, asked = load_accounts(settings), folded(typed(name))[:LONGEST]
        wait = self._waiting.begin(asked, address, now)
        if wait > AT_ONCE:
            return Tried(Verdict.WAIT, wait=wait)
        account = accounts.alike(asked)
        if not self._passwords.fits(account.password if account else "", password) or account is None or account.disabled:
            return Tried(Verdict.WRONG)
        self._waiting.succeed(asked, address)
        self._keep_up_to_date(account, password, settings)
        return Tried(Verdict.IN, account.account, sealed(account.account, now, accounts.secret), timedelta(hours=settings.sign_in_hours))

    def _keep_up_to_date(self, account: Account, password: str, settings: Settings) -> None:
        """Hash anew what was hashed with older parameters; the sign-in holds even where the file cannot be written."""
        if not self._passwords.is_dated(account.password):
            return
        fresh = self._passwords.hashed(password)

        def renewed(accounts: Accounts) -> Accounts:
            current = accounts.named(account.account)
            if current is None or current.password != account.password:
                return accounts
            return replace(accounts, people={**accounts.people, folded(current.account): replace(current, password=fresh)})

        try:
            change_accounts(accounts_path(settings), renewed)
        except PhaseboardError as fault:
            log.warning("a password's hash was not renewed: %s", fault.code)
