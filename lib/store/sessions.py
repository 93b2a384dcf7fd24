"""Since when the sessions of an account count: all that began before were ended everywhere. On an open connection."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from lib.store import audit
from lib.store.audit_model import AuditAction, AuditEvent
from lib.store.plain_text import plain
from lib.store.tables import sessions_ended


def end(connection: Connection, account: str, *, who: str, when: datetime, address: str) -> None:
    """End every session of an account that began up to now."""
    kept = plain(account)
    audit.hold(connection)  # so that two who end the same account's sessions follow each other
    ended = ended_at(connection, kept)
    connection.execute(delete(sessions_ended).where(sessions_ended.c.account == kept))
    connection.execute(insert(sessions_ended).values(account=kept, ended=max(when, ended) if ended else when))
    audit.write(connection, AuditEvent(when, who, AuditAction.SESSIONS_ENDED, address, detail={"account": kept}))


def ended_at(connection: Connection, account: str) -> datetime | None:
    """When the sessions of an account were last ended; None where they never were."""
    found: datetime | None = connection.execute(
        select(sessions_ended.c.ended).where(sessions_ended.c.account == plain(account))
    ).scalar_one_or_none()
    return found
