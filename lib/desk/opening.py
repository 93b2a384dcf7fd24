"""Opening a workbook: bytes in, an understood workbook with its version out, or a refusal."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.errors import Refused
from lib.ingest.model import ColumnChoice, Workbook
from lib.ingest.read import Limits
from lib.ingest.worker import read_isolated
from lib.settings import ROOT, Settings
from lib.store.model import VersionInfo


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that can be looked at: the bundled one, a draft, or a published version.

    `version` names it among all others, for caches and links. `info` is there for a published version only. `columns` and `year`
    are what was given by hand when it was read.
    """

    workbook: Workbook
    version: str
    file_name: str
    is_bundled: bool = False
    info: VersionInfo | None = None
    year: int | None = None
    columns: tuple[ColumnChoice, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it was dropped and not published."""
        return self.info is None and not self.is_bundled

    @property
    def published(self) -> date | None:
        """The day on which it was published, on this machine's wall; None for a draft and for the bundled one."""
        return None if self.info is None else self.info.published.astimezone().date()


def limits_of(settings: Settings) -> Limits:
    """The reader's ceilings as this installation sets them; a megabyte is 2²⁰ bytes, as pages and refusals have it."""
    megabyte = 1 << 20
    return Limits(
        file_bytes=settings.max_file_mb * megabyte,
        unpacked_bytes=settings.max_unpacked_mb * megabyte,
        memory_bytes=settings.worker_memory_mb * megabyte,
        seconds=settings.worker_seconds,
    )


def open_file(data: bytes, file_name: str, settings: Settings, *, year: int | None = None, columns: Sequence[ColumnChoice] = ()) -> Opened:
    """Read a dropped file in the worker process.

    Raises:
        Refused: it cannot be opened, or holds no table that we know; nothing is kept of it.
    """
    given = tuple(columns)
    workbook = read_isolated(data, file_name, year=year, columns=given, limits=limits_of(settings))
    return Opened(workbook, version_of(data, year, given), file_name, year=year, columns=given)


def open_bundled(settings: Settings) -> Opened:
    """The workbook shown at the start: the sample, unless a setting names another.

    Raises:
        Refused: the file is missing or cannot be read.
    """
    path = bundled_path(settings)
    if not path.is_file():
        raise Refused("missing_file", file=path.name)
    data = path.read_bytes()
    workbook = read_isolated(data, path.name, limits=limits_of(settings))
    return Opened(workbook, version_of(data, None), path.name, is_bundled=True)


def bundled_path(settings: Settings) -> Path:
    """Where the workbook shown at the start lies."""
    path = Path(settings.workbook)
    return path if path.is_absolute() else ROOT / path


def version_of(data: bytes, year: int | None, columns: Sequence[ColumnChoice] = ()) -> str:
    """Twelve hexadecimal digits that name these bytes read with this year and these columns."""
    chosen = "".join(f"|{choice.role}|{choice.header!r}|{choice.column}" for choice in columns)
    return hashlib.sha256(data + f"|{year}{chosen}".encode(errors="backslashreplace")).hexdigest()[:12]
