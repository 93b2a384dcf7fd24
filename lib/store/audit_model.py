"""What the audit tells: who did what, when and from where, never what stood in a workbook.

Entries are numbered from 1 without gaps over the whole installation. Each carries the fingerprint of the one before it, so that
none can be changed, taken out or put between unseen; see docs/store.md for what this proves and what it cannot.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class AuditAction(StrEnum):
    """What is worth an entry."""

    PUBLISHED = "published"
    RESTORED = "restored"
    EXPORTED = "exported"
    ORIGINAL_TAKEN = "original_taken"
    MARKED_COPY_TAKEN = "marked_copy_taken"
    NARROW_TIER_SEEN = "narrow_tier_seen"  # once a session, board, version and audience
    BOARD_MADE = "board_made"
    BOARD_RENAMED = "board_renamed"
    MEETING_MARKED = "meeting_marked"
    MAPPING_CHANGED = "mapping_changed"
    CHOICE_CHANGED = "choice_changed"
    ROWS_PAIRED = "rows_paired"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_REMOVED = "account_removed"
    ACCOUNT_DISABLED = "account_disabled"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    SESSIONS_ENDED = "sessions_ended"
    FORGOTTEN = "forgotten"
    BACKED_UP = "backed_up"
    BACKUP_TAKEN = "backup_taken"  # a database was filled from a backup
    AUDIT_EXPORTED = "audit_exported"
    UNKNOWN = "unknown"  # no program wrote this word: the entry was altered


DETAIL_KEYS = frozenset(
    {
        "account",
        "audience",
        "boards",
        "cells",
        "columns",
        "count",
        "encrypted",
        "entries",
        "errors",
        "feedback",
        "file",
        "file_state",
        "first",
        "head",
        "how",
        "kind",
        "page",
        "reason",
        "restored_from",
        "revision",
        "role",
        "roles",
        "rows",
        "section",
        "tasks",
        "versions",
        "warnings",
        "year",
    }
)
"""The only names that a detail may have: counts, codes, and names of accounts, roles, audiences and backup files."""

LONGEST_DETAIL = 200
"""Characters of one value; what is longer is no code, count or name."""

NO_DETAIL: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something that was done. `who` is an account, "" nobody; `address` is where it came from, "" the machine itself."""

    when: datetime
    who: str
    action: AuditAction
    address: str = ""
    board: str | None = None
    version: int | None = None
    detail: Mapping[str, str] = field(default_factory=lambda: NO_DETAIL)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An event in its place in the chain."""

    number: int
    event: AuditEvent
    previous: str
    hash: str


class AuditFault(StrEnum):
    """What is wrong with a chain."""

    ALTERED = "altered"  # the entry is not what was written
    GAP = "gap"  # an entry before it was taken out, or this one was put in
    CUT_OFF = "cut_off"  # the last entries are gone
    OTHER_CHAIN = "other_chain"  # the fingerprint that was kept elsewhere stands nowhere in it


@dataclass(frozen=True, slots=True)
class AuditBreak:
    """The first place where the chain does not hold: the entry's number, and what is wrong there."""

    number: int
    fault: AuditFault


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last entry's number and fingerprint; 0 and `FIRST` where nothing was ever written."""

    number: int
    hash: str


FIRST = "0" * 64
"""What the first entry has before it."""
