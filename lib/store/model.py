"""What the store answers with: boards, versions, meetings, choices and the log, as frozen facts.

A board is one campaign or one unit, named by a code that stands in links and commands. Its versions are numbered from 1,
without gaps, and never change. All times are aware, in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lib.ingest.model import ColumnChoice
from lib.store.audit_model import AuditHead


class PublishStatus(StrEnum):
    """What became of a wish to publish."""

    PUBLISHED = "published"
    ALREADY = "already"  # the current version holds exactly this; nothing was written


class Action(StrEnum):
    """What the log tells of."""

    CREATE_BOARD = "create_board"
    RENAME_BOARD = "rename_board"
    PUBLISH = "publish"
    RESTORE = "restore"
    MARK_MEETING = "mark_meeting"
    REMEMBER_COLUMNS = "remember_columns"
    REMEMBER_YEAR = "remember_year"
    REMEMBER_CHOICE = "remember_choice"
    EXPORT = "export"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class BoardInfo:
    """One board: its code, its title, the year once given for it by hand, and the number of its current version."""

    code: str
    title: str
    created: datetime
    year: int | None
    current: int | None  # None: nothing was published yet


class FileState(StrEnum):
    """What became of a version's file when personal matters were forgotten."""

    UNTOUCHED = "untouched"  # it held none
    REDACTED = "redacted"  # the same workbook with those cells emptied
    REBUILT = "rebuilt"  # a workbook made anew of what is left
    DROPPED = "dropped"  # nothing is left that could be given back


@dataclass(frozen=True, slots=True)
class Forgotten:
    """When and by whom personal matters were last removed from a version, and what its file is now."""

    when: datetime
    who: str
    file: FileState


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """One version without its content.

    `key` names it among all versions of all boards, for caches and links; it changes when something of the version is forgotten. `tasks` and `feedback` count rows, `errors` and
    `warnings` findings. `original_bytes` is the size of the file as it was dropped.
    """

    board: str
    number: int
    key: str
    fingerprint: str
    published: datetime
    who: str
    note: str
    file_name: str
    title: str
    year: int | None
    as_of: date | None
    tasks: int
    feedback: int
    errors: int
    warnings: int
    original_bytes: int
    restored_from: int | None = None
    meetings: tuple[str, ...] = ()  # names of the review meetings that it stood for, oldest first
    forgotten: Forgotten | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a board remembers for its next file: the year and the columns that were given by hand."""

    year: int | None = None
    columns: tuple[ColumnChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of publishing or restoring; `version` is the current one in either case."""

    status: PublishStatus
    version: VersionInfo


@dataclass(frozen=True, slots=True)
class Original:
    """A file exactly as it was dropped."""

    file_name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class MeetingMark:
    """A version named as what a review meeting looked at. The latest mark of a board is its meeting baseline."""

    version: int
    name: str
    marked: datetime
    who: str


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """One figure of one version; None where the version could not say it."""

    version: int
    published: datetime
    value: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure across the versions of a board, oldest first."""

    name: str
    points: tuple[FigurePoint, ...]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log: who did what, when, and to which version. `detail` holds names and counts, all as text."""

    when: datetime
    who: str
    action: Action
    board: str
    version: int | None
    note: str
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a backup holds, and where the audit's chain ended in it: worth writing down elsewhere (docs/store.md).

    `is_audited` is False where the backup was written but the database had no room left, or no time, for the entry about it.
    """

    boards: int
    versions: int
    bytes: int
    head: AuditHead
    is_audited: bool = True
