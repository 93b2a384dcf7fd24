"""Everything that can stop the program from going on, in one tree.

    PhaseboardError
    ├── Refused            a file cannot be opened, or holds no table that we know
    ├── WorkerDied         the reading process was killed or hit a ceiling (also a refusal)
    ├── SettingInvalid     a setting in the environment or a file cannot be used
    │   └── AccountsInvalid  the file of accounts cannot be used: nobody is signed in
    ├── AccountRefused     what was asked for an account cannot be done; nothing was changed
    ├── NotAllowed         an audience asked for something that it may not see
    └── StoreError         the database cannot do what was asked; nothing was changed
        ├── Conflict       somebody published meanwhile
        ├── NotStored      no such board, version or meeting
        ├── StoreRefused   a name or a backup that cannot be taken
        ├── NewerDatabase  a later Phaseboard wrote this database
        ├── DatabaseDamaged  it does not hold what it should
        └── DatabaseGone   it cannot be reached or written now
            ├── DatabaseBusy  somebody else holds it for too long
            └── DatabaseFull  there is no room left

Faults in somebody's data are not exceptions: they are `Finding`s and are returned. An exception
carries facts, never a sentence; the sentence is made from `code` and `facts` in the reader's language.
"""

from collections.abc import Mapping


class PhaseboardError(Exception):
    """A fault with a code and the facts that a sentence about it needs.

    Args:
        code: the message key's last part, for example "encrypted" for `refused.encrypted`.
        facts: what the sentence names: file names, sizes, sheet names. Plain text and numbers.
    """

    room = "error"

    def __init__(self, code: str, **facts: str | int | float) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, str | int | float] = facts

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, dict(self.facts)))


def _rebuild(kind: type[PhaseboardError], code: str, facts: dict[str, str | int | float]) -> PhaseboardError:
    return kind(code, **facts)


class Refused(PhaseboardError):
    """The file cannot be read at all; nothing is stored."""

    room = "refused"


class WorkerDied(Refused):
    """The worker process that opened the file died or was stopped at a ceiling."""


class SettingInvalid(PhaseboardError):
    """A setting has a value that cannot be used."""

    room = "setting"


class AccountsInvalid(SettingInvalid):
    """The file of accounts, or the secret beside it, cannot be used as it stands; never half-read."""

    room = "accounts"


class AccountRefused(PhaseboardError):
    """An account cannot be made or changed as asked; the file stays as it was."""

    room = "account"


class NotAllowed(PhaseboardError):
    """The audience may not see what was asked for."""

    room = "not_allowed"


class StoreError(PhaseboardError):
    """The database cannot do what was asked, and nothing in it was changed."""

    room = "store"


class Conflict(StoreError):
    """Somebody published meanwhile; `current` is the number of the version to compare with, None where there is none."""

    @property
    def current(self) -> int | None:
        """The board's current version."""
        return int(self.facts["current"]) or None


class NotStored(StoreError):
    """There is no board, version or file of that name."""


class StoreRefused(StoreError):
    """What was given cannot be taken: a board's code, a backup, a place for a backup."""


class NewerDatabase(StoreError):
    """A later Phaseboard has written this database; this one would not understand it."""


class DatabaseDamaged(StoreError):
    """The database, or something in it, is not what was written there."""


class DatabaseGone(StoreError):
    """The database cannot be reached, or cannot be written; it may work again later."""


class DatabaseBusy(DatabaseGone):
    """Somebody else holds the database for longer than we wait."""


class DatabaseFull(DatabaseGone):
    """There is no room left on the disk, or the quota is used up."""
