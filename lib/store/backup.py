"""Backups: one SQLite file that holds everything, taken while the board runs, from either database and for either.

All tables are read in one transaction, so the backup is the database at one moment. A backup is taken into an empty database
only: what was published is never overwritten. So it is also the way from SQLite to PostgreSQL and back.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, text

from lib.errors import DatabaseDamaged, DatabaseFull, DatabaseGone, StoreRefused
from lib.store import audit
from lib.store.address import Address, database_address
from lib.store.audit_model import FIRST, AuditAction, AuditEntry, AuditEvent, AuditHead
from lib.store.engine import Database, make_file
from lib.store.model import BackupInfo
from lib.store.packing import PackedFile, Part, is_whole, unpacked_file
from lib.store.sealed import is_sealed, seal, unseal
from lib.store.tables import METADATA, REVISION_TABLE, audit_head, boards, originals, parts, sessions_ended, versions
from lib.store.tables import audit as audit_table
from lib.store.upgrade import bring_up_to_date
from lib.store.written_once import lifted

_LARGE = (originals, parts)  # rows of these are copied one at a time; one may have fifty megabytes
_ROWS = 500
_PATIENCE_SECONDS = 10.0
_NO_ROOM = (28, 122, 27)  # ENOSPC, EDQUOT, EFBIG


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who makes or takes a backup, when, and from where."""

    who: str
    when: datetime
    address: str


def back_up(database: Database, out: Path, keeper: Keeper, passphrase: str = "") -> BackupInfo:
    """Write a backup, and an entry of the audit about it. The file appears whole or not at all.

    A database that is full or held by others can be backed up all the same: then the entry is what is missing, and the answer says so.

    Raises:
        StoreRefused: there is a file of that name already, or its folder cannot be written.
        DatabaseFull: there is no room for it.
    """
    if out.exists():
        raise StoreRefused("backup_exists", file=out.name)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=out.parent) as folder:
            ready = Path(folder) / "backup.db"
            if passphrase:
                info = _seal_into(database, ready, passphrase)
            else:
                _write(database, ready)
                info = _described(ready)
            info = replace(info, is_audited=_is_audited(database, info, out.name, keeper, sealed=bool(passphrase)))
            ready.rename(out)
    except OSError as fault:
        if fault.errno in _NO_ROOM:
            raise DatabaseFull("full", database=out.name) from fault
        raise StoreRefused("backup_unwritable", file=out.name) from fault
    return info


def _seal_into(database: Database, ready: Path, passphrase: str) -> BackupInfo:
    """A sealed backup. The plain one lies beside the database for a moment, never where the backup goes: that may be a disk to be carried about."""
    beside = database.address.path.parent if database.address.path else None
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=beside) as folder:
        written = Path(folder) / "backup.db"
        _write(database, written)
        info = _described(written)
        seal(written, ready, passphrase)
    return replace(info, bytes=ready.stat().st_size)


def _is_audited(database: Database, info: BackupInfo, name: str, keeper: Keeper, *, sealed: bool) -> bool:
    how = "sealed" if sealed else "plain"
    detail = {"file": name, "how": how, "boards": str(info.boards), "versions": str(info.versions), "head": info.head.hash}
    try:
        with database.writing() as connection:
            audit.write(connection, AuditEvent(keeper.when, keeper.who, AuditAction.BACKED_UP, keeper.address, detail=detail))
    except DatabaseGone:
        return False
    return True


def _write(database: Database, written: Path) -> None:
    """Fill a fresh file with everything, and leave it as one plain file that can be carried about."""
    make_file(written, written.name)
    target = _opened(written)
    try:
        with database.snapshot() as source, target.writing() as connection:
            _copy(source, connection, "")
    finally:
        target.close()
    with closing(sqlite3.connect(written)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def take_backup(database: Database, backup: Path, keeper: Keeper, passphrase: str = "") -> BackupInfo:
    """Take everything from a backup into an empty database; the backup itself is only read.

    The audit goes on where the backup's ended: first comes what was done in this database before, then that the backup was taken.

    Raises:
        StoreRefused: the database has boards already, the file is no backup, or it is sealed and the passphrase is not the right one.
        NewerDatabase: a later program wrote the backup.
        DatabaseDamaged: something in the backup is not what was written; nothing was taken.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="phaseboard-") as folder:
            held = Path(folder) / "backup.db"
            _lay_open(backup, held, passphrase)
            _must_be_ours(held, backup.name)
            source = _opened(held)
            try:
                with source.snapshot() as read, database.writing() as connection:
                    _must_be_empty(connection, database.address)
                    before = _cleared_audit(connection)
                    _copy(read, connection, backup.name)
                    _go_on_counting(connection)
                    info = _described(held)
                    _tell_taken(connection, before, info, backup.name, keeper)
            finally:
                source.close()
            return info
    except OSError as fault:
        if fault.errno in _NO_ROOM:
            raise DatabaseFull("full", database=database.address.shown) from fault
        raise StoreRefused("no_such_backup", file=backup.name) from fault


def _lay_open(backup: Path, held: Path, passphrase: str) -> None:
    """A copy of a backup to work with, in a folder that is thrown away; a sealed one must be whole before anything is taken from it."""
    if not is_sealed(backup):
        shutil.copyfile(backup, held)
    elif passphrase:
        unseal(backup, held, passphrase)
    else:
        raise StoreRefused("passphrase_wanted", file=backup.name)


def _opened(path: Path) -> Database:
    return Database(database_address(str(path.resolve())), _PATIENCE_SECONDS, bring_up_to_date)


def _must_be_ours(held: Path, name: str) -> None:
    """A file without our revision table is no backup, and must not be made into an empty one."""
    try:
        with closing(sqlite3.connect(f"{held.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute(f"SELECT version_num FROM {REVISION_TABLE}").fetchone()
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise DatabaseDamaged("damaged", database=name)
    except sqlite3.DatabaseError as fault:
        raise StoreRefused("not_a_backup", file=name) from fault


def _must_be_empty(connection: Connection, address: Address) -> None:
    if connection.execute(select(func.count()).select_from(boards)).scalar_one():
        raise StoreRefused("not_empty", database=address.shown)


def _cleared_audit(connection: Connection) -> tuple[AuditEntry, ...]:
    """What was done in this database before, such as signing in; its chain makes room for the backup's."""
    audit.hold(connection)
    before = tuple(audit.all_entries(connection))
    with lifted(connection, ("audit",)):
        connection.execute(delete(audit_table))
    for table in (audit_head, sessions_ended):
        connection.execute(delete(table))
    return before


def _tell_taken(connection: Connection, before: Sequence[AuditEntry], info: BackupInfo, name: str, keeper: Keeper) -> None:
    for entry in before:
        audit.write(connection, entry.event)
    detail = {"file": name, "boards": str(info.boards), "versions": str(info.versions), "head": info.head.hash}
    audit.write(connection, AuditEvent(keeper.when, keeper.who, AuditAction.BACKUP_TAKEN, keeper.address, detail=detail))


def _copy(source: Connection, target: Connection, proved: str) -> None:
    """Copy every table, those that others point at first.

    Args:
        source: what is read.
        target: what is written.
        proved: the name of a backup whose contents are to be held against their fingerprints, or "".
    """
    for table in METADATA.sorted_tables:
        size = 1 if table in _LARGE else _ROWS
        found = source.execution_options(yield_per=size).execute(select(table))
        for chunk in found.mappings().partitions(size):
            rows = [dict(row) for row in chunk]
            if proved and table in _LARGE:
                _prove(table, rows, proved)
            target.execute(insert(table), rows)


def _prove(table: Table, rows: list[dict[str, Any]], name: str) -> None:
    for row in rows:
        if table is originals:
            unpacked_file(PackedFile(row["sha256"], row["size"], row["packing"], row["packed"]), name)
        elif not is_whole(Part(row["name"], row["sha256"], row["packed"])):
            raise DatabaseDamaged("damaged", database=name)


def _go_on_counting(connection: Connection) -> None:
    """PostgreSQL numbers rows by counters of its own, which do not see keys that were given."""
    if connection.dialect.name != "postgresql":
        return
    for table in METADATA.sorted_tables:
        if "id" in table.columns:
            newest = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name} HAVING max(id) IS NOT NULL"
            connection.execute(text(newest))


def _described(path: Path) -> BackupInfo:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        counts = [int(connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]) for table in (boards, versions)]
        ended = connection.execute(f"SELECT number, hash FROM {audit_head.name}").fetchone()
    head = AuditHead(*ended) if ended else AuditHead(0, FIRST)
    return BackupInfo(boards=counts[0], versions=counts[1], bytes=path.stat().st_size, head=head)
