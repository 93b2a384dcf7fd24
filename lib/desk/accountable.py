"""What keeps a shelf accountable: the audit, sign-ins ended everywhere, backups. The other half of `Shelf`."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lib.store import AuditBreak, AuditEntry, AuditEvent, AuditHead, BackupInfo, Store


class Accountable:
    """The boards of one installation as those see them who answer for them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def audit(self, event: AuditEvent) -> AuditEntry:
        """Tell the audit of something that the store does not tell by itself: who signed in, took a file, looked at a narrow tier."""
        return self._store.audit(event)

    def audit_entries(self, most: int = 500, before: int | None = None) -> tuple[AuditEntry, ...]:
        """The newest entries first; only those with a number below `before` where one is given."""
        return self._store.audit_entries(most, before)

    def all_audit_entries(self) -> Iterator[AuditEntry]:
        """Every entry, the first one first."""
        return self._store.all_audit_entries()

    def audit_head(self) -> AuditHead:
        """The end of the audit's chain."""
        return self._store.audit_head()

    def verify_audit(self, kept: str = "") -> AuditBreak | None:
        """The first entry at which the chain does not hold; `kept` is a fingerprint that was written down elsewhere."""
        return self._store.verify_audit(kept)

    def end_sessions(self, account: str, *, who: str, when: datetime, address: str = "") -> None:
        """End every session of an account that began up to `when`."""
        self._store.end_sessions(account, who=who, when=when, address=address)

    def sessions_ended(self, account: str) -> datetime | None:
        """When an account's sessions were last ended everywhere, None where they never were."""
        return self._store.sessions_ended(account)

    # Keeping safe

    def backup(self, out: Path, *, who: str, when: datetime, passphrase: str = "") -> BackupInfo:
        """Write everything into one new file while others go on working; sealed where a passphrase is given.

        Raises:
            StoreRefused: there is such a file already, or it cannot be written there.
        """
        return self._store.backup(out, who=who, when=when, passphrase=passphrase)

    def restore_backup(self, source: Path, *, who: str, when: datetime, passphrase: str = "") -> BackupInfo:
        """Take everything from a backup into this database, which must have no boards yet.

        Raises:
            StoreRefused: there are boards already, or it is no backup.
            NewerDatabase: a later program wrote the backup.
        """
        return self._store.restore_backup(source, who=who, when=when, passphrase=passphrase)
