"""What the pages tell the audit: files taken, and narrow audiences looked as. What the store does, it tells itself.

A database that is away keeps nobody from a meeting: what could not be told is a line in the log, and a look is told by the next run.
"""

import logging

from lib.desk.opening import Opened
from lib.errors import StoreError
from lib.identity import Identity
from lib.schema import Audience
from lib.store import AuditAction, AuditEvent
from lib.ui import cache, visitor
from lib.ui.view import now

log = logging.getLogger("phaseboard")

NARROW = (Audience.LEADING_GROUP, Audience.HEAD)


def tell(asking: Identity, action: AuditAction, opened: Opened, **detail: str) -> bool:
    """Tell of something done with a workbook; False where the database could not take it.

    Args:
        asking: who did it.
        action: what was done.
        opened: the workbook; a draft has no version.
        detail: codes and counts, by the names that the audit knows.
    """
    info = opened.info
    board, version = (info.board, info.number) if info else (None, None)
    try:
        cache.shelf().audit(AuditEvent(now(), asking.account, action, asking.address, board, version, detail))
    except StoreError as fault:
        log.warning("the audit was not told: %s %s", action, fault.code)
        return False
    return True


def tell_of_installation(action: AuditAction, asking: Identity, **detail: str) -> None:
    """Tell of something that concerns the whole installation and no board."""
    try:
        cache.shelf().audit(AuditEvent(now(), asking.account, action, asking.address, detail=detail))
    except StoreError as fault:
        log.warning("the audit was not told: %s %s", action, fault.code)


def looked(opened: Opened, audience: Audience) -> None:
    """Tell once a session that a version was looked at as a narrow audience."""
    if audience not in NARROW:
        return
    seen = (opened.version, str(audience))
    if seen not in visitor.looked() and tell(visitor.identity(), AuditAction.NARROW_TIER_SEEN, opened, audience=str(audience)):
        visitor.note_looked(seen)
