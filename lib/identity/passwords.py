"""Passwords: which are taken, how they are kept, and how one is tried without telling who has an account.

Length is what counts (NIST SP 800-63B): no rules about digits or signs, no expiry; refused are names of the account and what
everybody tries first. Text is composed (NFKC) before it is counted or hashed, so that two keyboards give the same password.
Every try costs one argon2id verification, whether there is such an account or not; two run at a time, for each takes 64 MiB.
"""

import secrets
import threading
import unicodedata
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

SHORTEST = 10
LONGEST = 256

COMMON = frozenset((Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split())

_two_at_a_time = threading.BoundedSemaphore(2)


def composed(password: str) -> str:
    """The form in which a password is counted and hashed."""
    return unicodedata.normalize("NFKC", password)


def weakness(password: str, account: str, name: str = "") -> str:
    """Why a password is not taken, as the last part of a message's key; "" where it is.

    Args:
        password: as typed.
        account: the account's name, which is the first thing that others try.
        name: the person's name.
    """
    typed = composed(password)
    plain = typed.casefold()
    if len(typed) < SHORTEST:
        return "too_short"
    if len(typed) > LONGEST:
        return "too_long"
    if _letters(plain) in _own_names(account, name) or plain in _own_names(account, name):
        return "is_account"
    if plain in COMMON or len(set(plain)) < 4:
        return "too_common"
    return ""


def _own_names(account: str, name: str) -> frozenset[str]:
    """The words that stand for the person: the account, what stands before its at sign, the name; also twice over."""
    words = {account.casefold(), account.casefold().split("@")[0], name.casefold()} - {""}
    found = words | {_letters(word) for word in words} - {""}
    return frozenset(found | {word * 2 for word in found})


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


class Passwords:
    """Hashing with one set of parameters; those of argon2-cffi unless a test gives cheaper ones."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = lru_cache(maxsize=1)(lambda: self._hasher.hash(secrets.token_urlsafe(16)))

    def hashed(self, password: str) -> str:
        """What is kept of a password."""
        with _two_at_a_time:
            return self._hasher.hash(composed(password))

    def fits(self, kept: str, password: str) -> bool:
        """Whether a password is the one that was kept; takes as long where none was (`kept` is "")."""
        typed = composed(password[: LONGEST * 4])
        with _two_at_a_time:
            try:
                self._hasher.verify(kept or self._nobody(), typed)
            except (VerifyMismatchError, VerificationError, InvalidHashError):
                return False
        return bool(kept) and len(typed) <= LONGEST

    def is_dated(self, kept: str) -> bool:
        """Whether what was kept was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)
