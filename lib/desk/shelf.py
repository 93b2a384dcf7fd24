"""The shelf: boards and their published versions, as the pages and the command line use them.

Who acts and when are arguments; times are aware, in UTC, and become days on this machine's wall. Every method may raise a
`StoreError`; nothing was changed then, and the caller still has the file. Where nothing was ever published, lists are empty.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from types import MappingProxyType
from typing import NotRequired, TypedDict, Unpack

from lib.access import Disclosed, SourceGroups, sums_and_groups
from lib.access.groups import GroupCounts
from lib.desk.accountable import Accountable
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.desk.releasing import Releases
from lib.errors import DatabaseDamaged, NotStored, StoreRefused
from lib.metrics.filters import Filters
from lib.metrics.progress import progress
from lib.metrics.rectification import rectification_totals
from lib.metrics.versions import VersionFigure, version_figures
from lib.schema import Audience
from lib.settings import Settings
from lib.store import (
    BoardInfo,
    LogEntry,
    MeetingMark,
    Original,
    Published,
    Remembered,
    Store,
    Trend,
    VersionInfo,
    open_store,
)
from lib.store.boards import board_code
from lib.store.packing import packed

DEFAULT_BOARD = "main"
"""The board of an installation that has one."""

MEETING_SECTIONS = "meeting_sections"
"""Under this name a board keeps which sections its meetings are shown: their names in order, joined by commas."""

_NO_RELEASES: Mapping[str, int] = MappingProxyType({})


class Act(TypedDict):
    """What is said with a publish or a restore: who does it, when, and what they say about it.

    `base_version` is the number of the version that was looked at, None where there was none; `address` is where they sit, for the
    audit, without it this machine.
    """

    who: str
    when: datetime
    note: str
    base_version: int | None
    address: NotRequired[str]


def open_shelf(settings: Settings) -> "Shelf":
    """Open the database of this installation, making or migrating it where that is needed.

    Raises:
        SettingInvalid: its address cannot be understood.
        StoreError: it cannot be reached or used.
    """
    return Shelf(open_store(settings.database_url))


class Shelf(Accountable):
    """The boards of one installation. Threads may share it; each process opens its own."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._releases = Releases(store)

    @property
    def name(self) -> str:
        """The database's name for people."""
        return self._store.name

    @property
    def store(self) -> Store:
        """What is below, for the desk's own work on whole histories."""
        return self._store

    def close(self) -> None:
        """Close the connections; the next use opens new ones."""
        self._store.close()

    # Looking

    def boards(self) -> tuple[BoardInfo, ...]:
        """The boards on which something was published, the first made first."""
        return tuple(board for board in self._store.boards() if board.current is not None)

    def board_or_first(self, code: str | None) -> BoardInfo | None:
        """The board of that code, else the default one, else the first; None where nothing was ever published."""
        found = {board.code: board for board in self.boards()}
        return next((found[wanted] for wanted in (_code(code), DEFAULT_BOARD, *found) if wanted in found), None)

    def current(self, board: str) -> VersionInfo | None:
        """The board's current version, None where there is none. Cheap enough to be asked every few seconds."""
        code = _code(board)
        return self._store.current(code) if code else None

    def open(self, board: str, number: int | None = None) -> Opened:
        """The current version, or an older one.

        It is the same whenever it is opened. To see it as it was then, judge it on the day of `Opened.published`.

        Raises:
            NotStored: nothing was published, or there is no version of that number.
        """
        info = self.current(board) if number is None else self._store.version(board, number)
        if info is None:
            raise NotStored("nothing_published", board=board)
        return Opened(self._store.open_version(board, info.number), info.key, info.file_name, info=info)

    def source_groups(self, opened: Opened, audience: Audience, follows: str | None = None) -> SourceGroups | None:
        """The tables of source groups that may be shown beside those that the board released before; None: the workbook's own.

        Args:
            opened: a published version; or a draft, which is asked about as the next version of a board.
            audience: who is asking.
            follows: the board of a draft; where nothing was published on it a draft has tables of its own.

        Raises:
            StoreError: an earlier version cannot be read; then there is no table.
        """
        if opened.info is not None:
            return self._releases.of_version(opened.info.board, opened.info.number, audience)
        current = self.current(follows or "")
        return None if current is None else self._releases.of_draft(opened.workbook, current.board, current.number, audience)

    def versions(self, board: str) -> tuple[VersionInfo, ...]:
        """Every version, the newest first."""
        return () if self.current(board) is None else self._store.list_versions(board)

    def original(self, board: str, number: int) -> Original:
        """The file of a version, byte for byte.

        Raises:
            NotStored: there is no such version.
        """
        return self._store.original(board, number)

    def meetings(self, board: str) -> tuple[MeetingMark, ...]:
        """The review meetings, the last marked first."""
        return () if self.current(board) is None else self._store.meetings(board)

    def meeting_baseline(self, board: str) -> VersionInfo | None:
        """The version that the last meeting looked at, None where none was marked."""
        marks = self.meetings(board)
        return self._store.version(board, marks[0].version) if marks else None

    def trends(self, board: str, names: Sequence[VersionFigure]) -> tuple[Trend, ...]:
        """Figures across the versions, oldest version first, in the order of `names`; None where a version could not say one."""
        if self.current(board) is None:
            return tuple(Trend(name, ()) for name in names)
        return self._store.trends(board, names)

    def log(self, board: str | None = None, *, most: int = 500) -> tuple[LogEntry, ...]:
        """Who did what and when, the newest first; of one board or of all."""
        return () if board is not None and self.current(board) is None else self._store.log(board, most=most)

    def remembered(self, board: str) -> Remembered:
        """The year and the columns given by hand for this board; a new file is read with them."""
        if self.current(board) is None:
            return Remembered()
        return Remembered(self._store.board(board).year, self._store.columns(board))

    def choice(self, board: str, name: str) -> str | None:
        """What was chosen for the board under this name, None where nothing was."""
        return None if self.current(board) is None else self._store.choice(board, name)

    # Acting

    def publish(self, board: str, title: str, opened: Opened, data: bytes, **act: Unpack[Act]) -> Published:
        """Write a draft as the board's next version, whole or not at all; the board is made at its first.

        The board then remembers the year and the columns that the draft was read with.

        Args:
            board: the board's code.
            title: for a new board; "" takes the workbook's.
            opened: the draft.
            data: the bytes that it was read from.
            act: see `Act`.

        Raises:
            Conflict: somebody published meanwhile; compare again with `current`.
        """
        workbook = opened.workbook
        named = title.strip() or workbook.title or board
        with ThreadPoolExecutor(1) as beside:
            # Compressing lets go of the interpreter: it takes no time of its own while figures are counted.
            packing = beside.submit(packed, data, workbook)
            self._store.ensure_board(board, named, who=act["who"], when=act["when"], address=act.get("address", ""))
            sums, groups = sums_and_groups(workbook, Audience.PUBLIC)
            figures = _figures(sums, act["when"])
            released = self._released(groups, workbook.as_of, board, act["base_version"])
        return self._store.publish(
            board,
            data=data,
            workbook=workbook,
            mapping=opened.columns,
            figures=figures,
            remember=Remembered(opened.year, opened.columns),
            released=released,
            packing=packing.result(),
            **act,
        )

    def restore(self, board: str, number: int, **act: Unpack[Act]) -> Published:
        """Publish an older version anew; history is not rewritten.

        Raises:
            Conflict: somebody published meanwhile.
            NotStored: there is no such version.
        """
        workbook = self._store.open_version(board, number)
        sums, groups = sums_and_groups(workbook, Audience.PUBLIC)
        released = self._released(groups, workbook.as_of, board, act["base_version"])
        return self._store.restore(board, number, figures=_figures(sums, act["when"]), released=released, **act)

    def _released(self, counts: GroupCounts, day: date | None, board: str, base: int | None) -> Mapping[str, int]:
        """What the next version shows of groups; nothing where that cannot be known now, and it is then asked whenever it is looked at."""
        current = self.current(board)
        if (current.number if current else 0) != (base or 0):
            return _NO_RELEASES  # the store will refuse it
        try:
            return self._releases.next_numbers(counts, day, board, base)
        except DatabaseDamaged:
            return _NO_RELEASES

    def mark_meeting(self, board: str, number: int, name: str, *, who: str, when: datetime, address: str = "") -> MeetingMark:
        """Name a version as what a review meeting looked at; it becomes the meeting baseline.

        Raises:
            NotStored: there is no such version.
        """
        return self._store.mark_meeting(board, number, name, who=who, when=when, address=address)

    def remember_choice(self, board: str, name: str, value: str, *, who: str, when: datetime, address: str = "") -> None:
        """Keep a choice for the board, such as the sections of its meetings, in place of the earlier one.

        Raises:
            NotStored: there is no such board.
        """
        self._store.remember_choice(board, name, value, who=who, when=when, address=address)

    def log_export(self, board: str, kind: str, audience: Audience, version: int, *, who: str, when: datetime, address: str = "") -> None:
        """Note that a version left the board as a file; nothing of its content is kept.

        Args:
            board: the board's code.
            kind: which files, by name or ending.
            audience: for whom they were made.
            version: the version that they show.
            who: who made them, as the log names them.
            when: now.
            address: where they sit, for the audit; "" is this machine.
        """
        self._store.log_export(board, kind, str(audience), version, who=who, when=when, address=address)


def _code(given: str | None) -> str:
    """A code as it is kept; "" for what cannot be one."""
    try:
        return board_code(given or "")
    except StoreRefused:
        return ""


def _figures(sums: Disclosed, when: datetime) -> dict[str, float | None]:
    """What the public board says on the day of publishing: nobody's trend may tell more than that."""
    day = when.astimezone().date()
    board = Board(sums, Filters(), day, published=day)
    totals = rectification_totals(board.disclosed.feedback, board.as_of)
    figures = version_figures(progress(board.all_states, board.as_of), totals, board.all_states)
    return {str(name): value for name, value in figures.named()}
