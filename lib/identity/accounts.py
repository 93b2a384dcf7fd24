"""The file of accounts: read anew when it has changed, written whole or not at all, by one writer at a time.

It lies where the setting `accounts` says, for its owner's eyes alone (mode 0600). Beside it lies `sign-in.secret`, made once,
which cookies are signed with where no setting gives a secret. Several servers of one board share both, or are given copies.
"""

import contextlib
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lib.errors import AccountsInvalid
from lib.identity.accounts_toml import parsed, written
from lib.identity.choices import SHORTEST_SECRET, chosen_secret, sign_in_of
from lib.identity.model import SignIn
from lib.identity.people import Accounts
from lib.settings import ROOT, Settings

SECRET_FILE = "sign-in.secret"
PATIENCE_SECONDS = 5.0


def accounts_path(settings: Settings) -> Path:
    """Where the accounts are; a relative path starts at the project's folder."""
    return ROOT / settings.accounts


def load_accounts(settings: Settings) -> Accounts:
    """The accounts as they stand on the disk now, with what cookies are signed with; nobody where there is no sign-in.

    Raises:
        SettingInvalid: a setting is not understood.
        AccountsInvalid: the file or the secret cannot be read or understood; nothing of it is used.
    """
    how = sign_in_of(settings)
    if how is SignIn.NONE:
        return Accounts()
    path = accounts_path(settings)
    secret = (chosen_secret(settings) or _kept_secret(path)) if how is SignIn.PASSWORD else ""
    return replace(read_accounts(path), secret=secret)


def read_accounts(path: Path) -> Accounts:
    """The accounts of one file, without a secret; nobody where there is no file yet.

    Raises:
        AccountsInvalid: the file cannot be read or understood.
    """
    stamp = _stamp(path)
    return _parsed_file(path, stamp) if stamp else Accounts()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when the file does; None where there is none."""
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise AccountsInvalid("unreadable", file=path.name) from fault
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


@lru_cache(maxsize=4)
def _parsed_file(path: Path, stamp: tuple[int, int, int]) -> Accounts:  # noqa: ARG001 - the stamp is part of the key
    return parsed(_text(path), path.name)


@lru_cache(maxsize=4)
def _secret_file(path: Path, stamp: tuple[int, int, int]) -> str:  # noqa: ARG001 - the stamp is part of the key
    return _text(path).strip()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise AccountsInvalid("unreadable", file=path.name) from fault


def _kept_secret(accounts: Path) -> str:
    path = accounts.with_name(SECRET_FILE)
    stamp = _stamp(path)
    if stamp is None:
        with _alone(accounts):
            if not path.exists():
                _write(path, secrets.token_urlsafe(48) + "\n")
        stamp = _stamp(path)
    secret = _secret_file(path, stamp) if stamp else ""
    if len(secret) < SHORTEST_SECRET:
        raise AccountsInvalid("weak_secret", file=path.name, least=SHORTEST_SECRET)
    return secret


def change_accounts(path: Path, change: Callable[[Accounts], Accounts]) -> Accounts:
    """Replace the file by what `change` makes of it, and return that; nobody else writes meanwhile.

    Raises:
        AccountsInvalid: the file as it stands is not understood, cannot be written, or is being written for too long; it stays as it is.
        AccountRefused: raised by `change`; the file stays as it is.
    """
    with _alone(path):
        after = change(read_accounts(path))
        _write(path, written(after))
    return after


def _write(path: Path, content: str) -> None:
    """Put a file in place whole, readable by its owner alone from its first byte on."""
    try:
        handle, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except (OSError, UnicodeEncodeError) as fault:
        raise AccountsInvalid("unwritable", file=path.name) from fault


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock beside a file; the system lets go of it when its holder dies."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise AccountsInvalid("unwritable", file=path.name) from fault
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _locked(handle):
            if time.monotonic() > deadline:
                raise AccountsInvalid("busy", file=path.name)
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    """Whether the lock was free and is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
