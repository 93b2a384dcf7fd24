"""The chain of the audit: adding an entry, reading them, proving them. On an open connection.

An entry's fingerprint is the SHA-256 of its fields as one JSON array in UTF-8 (see `fingerprint`), the fingerprint of the entry before
it among them. Whoever adds one holds the row that names the end of the chain until their transaction ends, so two writers follow each
other; and as no two entries may name the same one before them, a chain can never fork. Where an entry belongs to something else
that is written, it is written last in the same transaction: all of it, or nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lib.store.audit_model import (
    DETAIL_KEYS,
    FIRST,
    LONGEST_DETAIL,
    AuditAction,
    AuditBreak,
    AuditEntry,
    AuditEvent,
    AuditFault,
    AuditHead,
)
from lib.store.plain_text import plain
from lib.store.tables import audit, audit_head

_HEAD = 1  # the key of the only row
_ROWS = 1000
_ACTIONS = frozenset(AuditAction)


def fingerprint(number: int, event: AuditEvent, previous: str) -> str:
    """What an entry is sealed with: its own number and fields, and the fingerprint before it."""
    when = event.when.astimezone(UTC).isoformat(timespec="microseconds")
    told = [number, previous, when, event.who, str(event.action), event.address, event.board, event.version, dict(event.detail)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def write(connection: Connection, event: AuditEvent) -> AuditEntry:
    """Add one entry at the end.

    Raises:
        ValueError: a detail has a name that is not among `DETAIL_KEYS`.
    """
    event = _as_kept(event)
    last = hold(connection)
    number, sealed = last.number + 1, fingerprint(last.number + 1, event, last.hash)
    fields = {"number": number, "happened": event.when, "who": event.who, "action": str(event.action), "address": event.address}
    place = {"board": event.board, "version": event.version, "detail": dict(event.detail)}
    connection.execute(insert(audit).values(**fields, **place, previous=last.hash, hash=sealed))
    connection.execute(update(audit_head).where(audit_head.c.id == _HEAD).values(number=number, hash=sealed))
    return AuditEntry(number, event, last.hash, sealed)


def _as_kept(event: AuditEvent) -> AuditEvent:
    """The event with text that every database takes and gives back alike."""
    unknown = event.detail.keys() - DETAIL_KEYS
    if unknown:
        raise ValueError(f"no detail of the audit is named {sorted(unknown)}")
    detail = {name: plain(value)[:LONGEST_DETAIL] for name, value in event.detail.items()}
    who, address = plain(event.who)[:LONGEST_DETAIL], plain(event.address)[:LONGEST_DETAIL]
    return AuditEvent(event.when.astimezone(UTC), who, event.action, address, event.board, event.version, detail)


def hold(connection: Connection) -> AuditHead:
    """The end of the chain, which nobody else can move until the transaction ends."""
    wanted = select(audit_head.c.number, audit_head.c.hash).where(audit_head.c.id == _HEAD).with_for_update()
    row = connection.execute(wanted).one_or_none()
    if row is None:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        last = _last(connection)
        first = dialect.insert(audit_head).values(id=_HEAD, number=last.number, hash=last.hash)
        connection.execute(first.on_conflict_do_nothing())
        row = connection.execute(wanted).one()
    return AuditHead(row.number, row.hash)


def _last(connection: Connection) -> AuditHead:
    """The last entry that is there."""
    row = connection.execute(select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)).one_or_none()
    return AuditHead(0, FIRST) if row is None else AuditHead(row.number, row.hash)


def head(connection: Connection) -> AuditHead:
    """The end of the chain as its last writer left it."""
    row = connection.execute(select(audit_head.c.number, audit_head.c.hash).where(audit_head.c.id == _HEAD)).one_or_none()
    return AuditHead(0, FIRST) if row is None else AuditHead(row.number, row.hash)


def entries(connection: Connection, most: int, before: int | None) -> tuple[AuditEntry, ...]:
    """The newest entries first, at most so many; only those with a number below `before` where one is given."""
    wanted = select(audit).order_by(audit.c.number.desc()).limit(most)
    if before is not None:
        wanted = wanted.where(audit.c.number < before)
    return tuple(_entry(row) for row in connection.execute(wanted))


def all_entries(connection: Connection) -> Iterator[AuditEntry]:
    """Every entry, the first one first, without holding them all at once."""
    for row in connection.execute(select(audit).order_by(audit.c.number).execution_options(yield_per=_ROWS)):
        yield _entry(row)


def _entry(row: Row[tuple[object, ...]]) -> AuditEntry:
    detail: Mapping[str, str] = row.detail
    action = AuditAction(row.action) if row.action in _ACTIONS else AuditAction.UNKNOWN
    event = AuditEvent(row.happened, row.who, action, row.address, row.board, row.version, detail)
    return AuditEntry(row.number, event, row.previous, row.hash)


def first_break(found: Iterable[AuditEntry], end: AuditHead, kept: str) -> AuditBreak | None:
    """The first place where a chain does not hold, None where it does.

    Args:
        found: the entries, the first one first.
        end: where the chain ended when its last entry was written.
        kept: the fingerprint of any entry, written down elsewhere at its time; "" is none.
    """
    last, is_kept_here = AuditHead(0, FIRST), kept in ("", FIRST)
    try:
        for entry in found:
            if entry.number != last.number + 1 or entry.previous != last.hash:
                return AuditBreak(entry.number, AuditFault.GAP)
            if entry.hash != fingerprint(entry.number, entry.event, entry.previous):
                return AuditBreak(entry.number, AuditFault.ALTERED)
            is_kept_here = is_kept_here or entry.hash == kept
            last = AuditHead(entry.number, entry.hash)
    except (ValueError, TypeError, AttributeError):  # a field is of another kind than what was written
        return AuditBreak(last.number + 1, AuditFault.ALTERED)
    if last != end:
        return AuditBreak(last.number + 1, AuditFault.CUT_OFF)
    return None if is_kept_here else AuditBreak(last.number, AuditFault.OTHER_CHAIN)
