"""What keeps a store accountable: the audit, sessions ended everywhere, backups. The other half of `Store`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from lib.store import audit, backup, downgrade, forgetting, sessions
from lib.store.audit_model import AuditBreak, AuditEntry, AuditEvent, AuditHead
from lib.store.backup import Keeper
from lib.store.boards import known_code
from lib.store.downgrade import Loss
from lib.store.engine import Database
from lib.store.forgetting import Holding, Remainder
from lib.store.model import BackupInfo
from lib.store.versions import Signature


class Accountable:
    """One database as those see it who answer for it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Audit

    def audit(self, event: AuditEvent) -> AuditEntry:
        """Add an entry for something that is not itself kept here; what is kept here adds its own.

        Raises:
            ValueError: a detail has a name that is not among `DETAIL_KEYS`.
        """
        with self._database.writing() as connection:
            return audit.write(connection, event)

    def audit_entries(self, most: int = 500, before: int | None = None) -> tuple[AuditEntry, ...]:
        """The newest entries first, at most so many; only those with a number below `before` where one is given."""
        with self._database.reading() as connection:
            return audit.entries(connection, most, before)

    def all_audit_entries(self) -> Iterator[AuditEntry]:
        """Every entry of one moment, the first one first, without holding them all at once."""
        with self._database.snapshot() as connection:
            yield from audit.all_entries(connection)

    def audit_head(self) -> AuditHead:
        """The end of the chain: worth writing down where this database's keeper cannot change it."""
        with self._database.reading() as connection:
            return audit.head(connection)

    def verify_audit(self, kept: str = "") -> AuditBreak | None:
        """The first entry at which the chain does not hold, None where it does.

        Args:
            kept: the fingerprint of any entry as it was written down elsewhere; the chain must hold that entry.
        """
        with self._database.snapshot() as connection:
            return audit.first_break(audit.all_entries(connection), audit.head(connection), kept)

    # Sessions

    def end_sessions(self, account: str, *, who: str, when: datetime, address: str = "") -> None:
        """End every session of an account that began up to `when`, wherever it is."""
        with self._database.writing() as connection:
            sessions.end(connection, account, who=who, when=when, address=address)

    def sessions_ended(self, account: str) -> datetime | None:
        """When an account's sessions were last ended everywhere; older ones do not count. None where they never were."""
        with self._database.reading() as connection:
            return sessions.ended_at(connection, account)

    # Forgetting

    def holdings(self, board: str) -> tuple[Holding, ...]:
        """What the versions of a board hold; versions that share it stand together."""
        with self._database.reading() as connection:
            return forgetting.holdings(connection, known_code(board))

    def shared_with(self, board: str, held: Sequence[Holding]) -> tuple[str, ...]:
        """The codes of other boards that hold one of these files too; forgetting on this board leaves theirs."""
        with self._database.reading() as connection:
            return forgetting.shared_with(connection, known_code(board), {one.original for one in held})

    def forget(self, board: str, left: Sequence[Remainder], *, who: str, when: datetime, base_version: int, address: str = "") -> None:
        """Put what is left in the place of what versions held: all of it, or nothing. `write_files_anew` is to follow.

        Raises:
            Conflict: somebody published after `base_version`; nothing was changed.
        """
        forgetting.forget(self._database, known_code(board), left, Signature(who, when, "", address), base_version)

    def write_files_anew(self) -> None:
        """Write the database's files anew, so that nothing that was forgotten is left in them.

        Raises:
            DatabaseBusy: others use it; do it again later.
        """
        forgetting.write_files_anew(self._database)

    # Backup

    def backup(self, out: Path, *, who: str, when: datetime, address: str = "", passphrase: str = "") -> BackupInfo:
        """Write everything into one file while others go on working; sealed where a passphrase is given.

        Raises:
            StoreRefused: there is such a file already, it cannot be written there, or the passphrase is too short.
        """
        return backup.back_up(self._database, out, Keeper(who, when, address), passphrase)

    def restore_backup(self, source: Path, *, who: str, when: datetime, address: str = "", passphrase: str = "") -> BackupInfo:
        """Take everything from a backup into this database, which must have no boards yet.

        Raises:
            StoreRefused: there are boards already, it is no backup, or it is sealed and the passphrase is not the right one.
            NewerDatabase: a later program wrote the backup.
        """
        return backup.take_backup(self._database, source, Keeper(who, when, address), passphrase)

    # Forms

    def would_lose(self, revision: str) -> tuple[Loss, ...]:
        """What this database would lose if it were brought back to an older form.

        Raises:
            StoreRefused: there is no such form.
        """
        with self._database.reading() as connection:
            return downgrade.losses(connection, revision)

    def step_down(self, revision: str, *, accepts_loss: bool) -> tuple[Loss, ...]:
        """Bring the database back to the form of an older program; the store is of no use afterwards.

        Raises:
            StoreRefused: there is no such form, or something would be lost and that was not accepted.
        """
        return downgrade.step_down(self._database, revision, accepts_loss=accepts_loss)
