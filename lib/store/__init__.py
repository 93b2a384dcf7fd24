"""The store: boards and their versions, kept for good in SQLite or PostgreSQL.

A version is the bytes of a file and the workbook that was read from them, published by somebody at a time. It never changes
and is never deleted; undoing is publishing an old one anew. `open_store` gives a `Store`, which is all that others need.
"""

from lib.ingest.model import ColumnChoice
from lib.store.audit_model import AuditAction, AuditBreak, AuditEntry, AuditEvent, AuditFault, AuditHead
from lib.store.forgetting import Holding, Remainder
from lib.store.model import (
    Action,
    BackupInfo,
    BoardInfo,
    FigurePoint,
    FileState,
    Forgotten,
    LogEntry,
    MeetingMark,
    Original,
    Published,
    PublishStatus,
    Remembered,
    Trend,
    VersionInfo,
)
from lib.store.store import Store, open_store

__all__ = [
    "Action",
    "AuditAction",
    "AuditBreak",
    "AuditEntry",
    "AuditEvent",
    "AuditFault",
    "AuditHead",
    "BackupInfo",
    "BoardInfo",
    "ColumnChoice",
    "FigurePoint",
    "FileState",
    "Forgotten",
    "Holding",
    "LogEntry",
    "MeetingMark",
    "Original",
    "PublishStatus",
    "Published",
    "Remainder",
    "Remembered",
    "Store",
    "Trend",
    "VersionInfo",
    "open_store",
]
