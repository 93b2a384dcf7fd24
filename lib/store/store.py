"""The store: what the rest of the program may ask of the database, and nothing of how it is done.

There is no way to delete or change what was published. Who acts and when are arguments; the clock is never read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from lib.errors import NotStored, StoreRefused
from lib.ingest.model import ColumnChoice, Workbook
from lib.store import boards, history, releases, versions
from lib.store.accountable import Accountable
from lib.store.address import database_address
from lib.store.boards import known_code
from lib.store.engine import Database, make_file
from lib.store.model import BoardInfo, LogEntry, MeetingMark, Original, Published, PublishStatus, Remembered, Trend, VersionInfo
from lib.store.packing import Packing, fingerprint_of, packed
from lib.store.upgrade import bring_up_to_date
from lib.store.versions import Candidate, Signature

PATIENCE_SECONDS = 10.0
_NOTHING: Mapping[str, float | None] = MappingProxyType({})
_NO_RELEASES: Mapping[str, int] = MappingProxyType({})


def open_store(database: str = "", *, patience_seconds: float = PATIENCE_SECONDS) -> "Store":
    """Open the database, making or migrating it where that is needed.

    Args:
        database: a file's path or an address as `database_address` understands it; "" is the default file.
        patience_seconds: how long a lock is waited for before the database is called busy.

    Raises:
        SettingInvalid: the address cannot be understood.
        NewerDatabase: a later program wrote it.
        DatabaseGone, DatabaseDamaged, StoreRefused: it cannot be reached, read, or is somebody else's.
    """
    address = database_address(database)
    if address.path is not None:
        make_file(address.path, address.shown)
    return Store(Database(address, patience_seconds, bring_up_to_date))


class Store(Accountable):
    """One database. Threads may share it; each process opens its own.

    Every method may raise `DatabaseGone`, `DatabaseBusy`, `DatabaseFull` or `DatabaseDamaged`; nothing was changed then.
    A board's code is taken in any case and width; `NotStored` is raised where there is no such board or version.
    """

    @property
    def name(self) -> str:
        """The database's name for people, without a password."""
        return self._database.address.shown

    def close(self) -> None:
        """Close the connections; the store may be used again and opens new ones."""
        self._database.close()

    # Boards

    def boards(self) -> tuple[BoardInfo, ...]:
        """Every board, the first made first."""
        with self._database.reading() as connection:
            return boards.all_boards(connection)

    def board(self, code: str) -> BoardInfo:
        """One board."""
        with self._database.reading() as connection:
            return boards.board_info(connection, known_code(code))

    def create_board(self, code: str, title: str, *, who: str, when: datetime, address: str = "") -> BoardInfo:
        """Make a board.

        Raises:
            StoreRefused: the code has characters that cannot stand in a link, or is taken.
        """
        kept = boards.board_code(code)
        with self._database.writing() as connection:
            if not boards.create(connection, kept, title, who=who, when=when, address=address):
                raise StoreRefused("board_exists", board=kept)
            return boards.board_info(connection, kept)

    def ensure_board(self, code: str, title: str, *, who: str, when: datetime, address: str = "") -> BoardInfo:
        """The board of that code, made now where there is none; `title` is for a new one only."""
        kept = boards.board_code(code)
        try:
            return self.board(kept)
        except NotStored:
            with self._database.writing() as connection:
                boards.create(connection, kept, title, who=who, when=when, address=address)
                return boards.board_info(connection, kept)

    def rename_board(self, code: str, title: str, *, who: str, when: datetime, address: str = "") -> BoardInfo:
        """Give a board another title."""
        with self._database.writing() as connection:
            boards.rename(connection, known_code(code), title, who=who, when=when, address=address)
            return boards.board_info(connection, known_code(code))

    # Versions

    def publish(
        self,
        board: str,
        *,
        data: bytes,
        workbook: Workbook,
        who: str,
        when: datetime,
        base_version: int | None,
        note: str = "",
        mapping: Sequence[ColumnChoice] = (),
        figures: Mapping[str, float | None] = _NOTHING,
        remember: Remembered | None = None,
        released: Mapping[str, int] = _NO_RELEASES,
        address: str = "",
        packing: Packing | None = None,
    ) -> Published:
        """Write a workbook as the board's next version, whole or not at all.

        Args:
            board: the board's code.
            data: the file's bytes; kept as they are.
            workbook: what was read from them; kept as it is.
            who: the publisher, as the log names them.
            when: now, with its zone.
            base_version: the number of the version that the publisher compared with; None where there was none.
            note: what the publisher says about it.
            mapping: the columns mapped by hand that the file was read with; another mapping makes another version.
            figures: by name, for trends; None where the workbook does not say one.
            remember: what the board is to remember for its next file, in the same transaction; None leaves its memory alone.
            released: by circle of readers, the number of the version whose group tables this one shows; its own is `base_version` + 1.
            address: where the publisher sits, for the audit; "" is this machine.
            packing: what `packed` gives of these bytes and this workbook, where that was done already.

        Raises:
            Conflict: somebody published after `base_version`; nothing was written.
            ValueError: a figure is not finite.
        """
        code = known_code(board)
        fingerprint = fingerprint_of(data, workbook.year, mapping)
        with self._database.reading() as connection:
            answer = versions.answered(connection, code, fingerprint, base_version)
        if answer is not None:
            return answer
        made = packed(data, workbook) if packing is None else packing
        candidate = Candidate(fingerprint, workbook, made.file, made.parts, dict(figures))
        with self._database.writing() as connection:
            published = versions.publish(connection, code, candidate, Signature(who, when, note, address), base_version, released)
            if remember is not None and published.status is PublishStatus.PUBLISHED:
                boards.remember(connection, code, remember, who=who, when=when, address=address)
            return published

    def restore(
        self,
        board: str,
        version: int,
        *,
        who: str,
        when: datetime,
        base_version: int | None,
        note: str = "",
        figures: Mapping[str, float | None] | None = None,
        released: Mapping[str, int] = _NO_RELEASES,
        address: str = "",
    ) -> Published:
        """Publish an old version anew; history is not rewritten. Arguments as for `publish`; without figures the old ones hold.

        Raises:
            Conflict: somebody published after `base_version`; nothing was written.
        """
        with self._database.writing() as connection:
            signature = Signature(who, when, note, address)
            return versions.restore(connection, known_code(board), version, signature, base_version, figures, released)

    def current(self, board: str) -> VersionInfo | None:
        """The board's current version, None where nothing was published or there is no such board. Cheap: one row."""
        with self._database.reading() as connection:
            return versions.newest(connection, known_code(board))

    def version(self, board: str, version: int) -> VersionInfo:
        """One version without its content."""
        with self._database.reading() as connection:
            return versions.version_info(connection, known_code(board), version)

    def list_versions(self, board: str) -> tuple[VersionInfo, ...]:
        """Every version of a board, the newest first."""
        with self._database.reading() as connection:
            return versions.all_versions(connection, known_code(board))

    def open_version(self, board: str, version: int) -> Workbook:
        """The workbook of a version, as it was published.

        Raises:
            DatabaseDamaged: it is not what was written.
        """
        with self._database.reading() as connection:
            packed, seal = versions.content(connection, known_code(board), version)
        return versions.opened(packed, seal, known_code(board), version)

    def original(self, board: str, version: int) -> Original:
        """The file of a version, byte for byte.

        Raises:
            DatabaseDamaged: it is not what was written.
        """
        with self._database.reading() as connection:
            file_name, packed = versions.original(connection, known_code(board), version)
        return versions.original_file(file_name, packed, known_code(board), version)

    def released(self, board: str, version: int) -> Mapping[str, int]:
        """By circle of readers, the number of the version whose group tables this one shows; empty where nothing was said."""
        with self._database.reading() as connection:
            return releases.of_version(connection, known_code(board), version)

    # Meetings, trends, log

    def mark_meeting(self, board: str, version: int, name: str, *, who: str, when: datetime, address: str = "") -> MeetingMark:
        """Name a version as what a review meeting looked at; it becomes the meeting baseline."""
        with self._database.writing() as connection:
            return history.mark_meeting(connection, known_code(board), version, name, who=who, when=when, address=address)

    def meetings(self, board: str) -> tuple[MeetingMark, ...]:
        """The review meetings, the last marked first; the first of them is the baseline."""
        with self._database.reading() as connection:
            return history.marks(connection, known_code(board))

    def trends(self, board: str, names: Sequence[str]) -> tuple[Trend, ...]:
        """Figures across versions, in the order of `names`."""
        with self._database.reading() as connection:
            return history.trends(connection, known_code(board), names)

    def log(self, board: str | None = None, *, most: int = 500) -> tuple[LogEntry, ...]:
        """Who did what and when, the newest first; of one board or of all."""
        with self._database.reading() as connection:
            return history.log_entries(connection, None if board is None else known_code(board), most)

    def log_export(self, board: str, kind: str, audience: str, version: int, *, who: str, when: datetime, address: str = "") -> None:
        """Note that a version left the board as a file: which kind and for whom, never its content."""
        with self._database.writing() as connection:
            history.log_export(connection, known_code(board), kind, audience, version, who=who, when=when, address=address)

    # Memory

    def remember_year(self, board: str, year: int | None, *, who: str, when: datetime, address: str = "") -> None:
        """Keep the year that was asked for; None forgets it."""
        with self._database.writing() as connection:
            boards.remember_year(connection, known_code(board), year, who=who, when=when, address=address)

    def remember_columns(self, board: str, choices: Sequence[ColumnChoice], *, who: str, when: datetime, address: str = "") -> None:
        """Keep the columns mapped by hand, in place of all earlier choices."""
        with self._database.writing() as connection:
            boards.remember_columns(connection, known_code(board), choices, who=who, when=when, address=address)

    def columns(self, board: str) -> tuple[ColumnChoice, ...]:
        """The columns mapped by hand."""
        with self._database.reading() as connection:
            return boards.remembered_columns(connection, known_code(board))

    def remember_choice(self, board: str, name: str, value: str, *, who: str, when: datetime, address: str = "") -> None:
        """Keep a choice of the board's readers under its name, in place of the earlier one."""
        with self._database.writing() as connection:
            boards.remember_choice(connection, known_code(board), name, value, who=who, when=when, address=address)

    def choice(self, board: str, name: str) -> str | None:
        """What was chosen for the board under this name; None where nothing was."""
        with self._database.reading() as connection:
            return boards.choice(connection, known_code(board), name)
