"""What visitors share: the bundled workbook, disclosed versions, boards, drawn charts. Bounded, never changed.

Versions are immutable, so that (version, audience, filters, day, language) is the whole key. Frames are
never hashed: an argument with a leading underscore is not part of the key. What holds rows is bounded by bytes, all else by number.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from lib.access import NO_GROUPS, Disclosed, SourceGroups, disclose
from lib.desk import changes, returning
from lib.desk.board import Board
from lib.desk.changes import Comparison
from lib.desk.kept import bytes_kept
from lib.desk.opening import Opened, bundled_path, open_bundled
from lib.desk.past import Past
from lib.desk.shelf import Shelf, open_shelf
from lib.desk.tables import Table, findings_table
from lib.errors import PhaseboardError, StoreError
from lib.exports.report import Report
from lib.figures.plotly import Size
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.ingest.model import Finding
from lib.matching import Correction
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import settings
from lib.store import BoardInfo, MeetingMark, VersionInfo
from lib.ui.sharing import shared

log = logging.getLogger("phaseboard")

_FRESH_SECONDS = 2.0
"""For how long an answer of the database about what is newest is passed on to other visitors."""

_MOST_BYTES_OF_VERSIONS = 200_000_000
_MOST_BYTES_OF_BOARDS = 150_000_000
_MOST_BYTES_OF_TABLES = 80_000_000
"""Rows kept in all: a version of 100,000 opinions takes some 40 MB, a board that leaves a part of them its share of that."""
_BYTES_BESIDE_ROWS = 260_000
"""What a version takes beside its rows, as measured with that of a school: columns and words are objects too."""
_LOOKED_AT = 2
"""So many versions and boards stay whatever they weigh: a version and the one it is compared with, what a page shows and what it makes for a meeting."""
_CIRCLES_LOOKING = 4
"""And so many of one large version as several circles see it. One that pushed the other out would be disclosed anew with every run."""
_MOST_VERSIONS = 1024
"""Bytes bound versions long before: some five hundred schools are kept, and a run that asks for its version again finds it."""


def _bytes_of_version(version: Opened | Disclosed) -> int:
    return bytes_kept(version) + _BYTES_BESIDE_ROWS


@shared(most=1)
def shelf() -> Shelf:
    """The boards and their versions.

    Raises:
        StoreError: the database cannot be opened; asked again by the next run.
    """
    return open_shelf(settings())


@shared(most=1, lasts=_FRESH_SECONDS)
def boards() -> tuple[BoardInfo, ...]:
    """Every board, as it was a moment ago."""
    return shelf().boards()


@shared(most=64, lasts=_FRESH_SECONDS)
def newest(board: str) -> VersionInfo | None:
    """The current version of a board, as it was a moment ago."""
    return shelf().current(board)


@shared(most=_MOST_VERSIONS, weigh=_bytes_of_version, most_bytes=_MOST_BYTES_OF_VERSIONS, grows=False, least=_LOOKED_AT)
def version(board: str, number: int) -> Opened:
    """One version of a board; versions never change."""
    return shelf().open(board, number)


@shared(most=64, lasts=_FRESH_SECONDS)
def meetings(board: str) -> tuple[MeetingMark, ...]:
    """The review meetings of a board, as they were a moment ago."""
    return shelf().meetings(board)


@shared(most=64, lasts=_FRESH_SECONDS)
def kept_choice(board: str, name: str) -> str | None:
    """What a board keeps under a name, as it was a moment ago."""
    return shelf().choice(board, name)


@shared(most=4096, lasts=_FRESH_SECONDS)
def sessions_ended(account: str) -> datetime | None:
    """When an account's sign-ins were last ended everywhere, as it was a moment ago."""
    return shelf().sessions_ended(account)


def forget_newest() -> None:
    """After a publish: the next run asks the database."""
    boards.clear()
    newest.clear()
    meetings.clear()


@shared(most=1)
def bundled() -> Opened:
    """The workbook shown at the start."""
    return open_bundled(settings())


def bundled_bytes() -> bytes:
    """The bytes of the workbook shown at the start."""
    return bundled_path(settings()).read_bytes()


def disclosed(version: str, audience: Audience, opened: Opened, follows: str | None = None) -> Disclosed:
    """One version as one audience sees it. Its source groups stand beside what its board released before; unknown is none.

    Args:
        version: names the workbook.
        audience: who is asking.
        opened: the workbook.
        follows: for a draft the board that it may be published on, "" where there is none; a draft of which that is not told has no groups.
    """
    if opened.is_draft and follows is None:
        return _disclosed(version, audience, "unknown", opened, NO_GROUPS)
    try:
        before = newest(follows) if opened.is_draft and follows else None
        basis = before.key if before else ""
        return _disclosed(version, audience, basis, opened, _source_groups(version, audience, basis, opened, follows))
    except StoreError as fault:
        log.warning("no source groups: %s", fault.code)
        return _disclosed(version, audience, "unknown", opened, NO_GROUPS)


@shared(most=128)
def _source_groups(version: str, audience: Audience, basis: str, _opened: Opened, _follows: str | None) -> SourceGroups | None:
    """The tables of source groups; None where they are the workbook's own."""
    return None if _opened.is_bundled else shelf().source_groups(_opened, audience, _follows)


@shared(most=_MOST_VERSIONS, weigh=_bytes_of_version, most_bytes=_MOST_BYTES_OF_VERSIONS, grows=False, least=_CIRCLES_LOOKING)
def _disclosed(version: str, audience: Audience, basis: str, _opened: Opened, _groups: SourceGroups | None) -> Disclosed:
    return disclose(_opened.workbook, audience, _groups)


def board(
    version: str,
    audience: Audience,
    filters: Filters,
    today: date,
    chosen: date | None,
    published: date | None,
    disclosed: Disclosed,
) -> Board:
    """One board; its figures are computed as they are asked for. A draft's source groups may change when another version is published."""
    return _board(version, audience, filters, today, chosen, published, hash(disclosed.groups), disclosed)


def _own_bytes(board: Board) -> int:
    return bytes_kept(board, besides=board.disclosed)


@shared(most=256, weigh=_own_bytes, most_bytes=_MOST_BYTES_OF_BOARDS, least=_LOOKED_AT)
def _board(
    version: str,
    audience: Audience,
    filters: Filters,
    today: date,
    chosen: date | None,
    published: date | None,
    groups: int,
    _disclosed: Disclosed,
) -> Board:
    return Board(_disclosed, filters, today, chosen, published)


@shared(most=16)
def past(
    version: str, audience: Audience, marks: tuple[MeetingMark, ...], _info: VersionInfo, _opened: Opened, _disclosed: Disclosed
) -> Past:
    """What the versions before a published one say, as one audience may follow it."""
    earlier = tuple(each for each in shelf().versions(_info.board) if each.number < _info.number)
    return Past(_disclosed, _opened, _info, earlier, marks, lambda number: shelf().open(_info.board, number))


@shared(most=16)
def comparison(
    old: str, new: str, audience: Audience, today: date, corrections: tuple[Correction, ...], _old: Opened, _new: Opened
) -> Comparison:
    """Two versions compared, by their names."""
    return changes.comparison(_old, _new, audience, today, corrections)


@shared(most=32)
def has_proposals(version: str, _opened: Opened) -> bool:
    """Whether any opinions of a version might be merged or sorted."""
    return not returning.proposals(_opened).is_empty


@shared(most=64, weigh=bytes_kept, most_bytes=_MOST_BYTES_OF_TABLES, least=_LOOKED_AT)
def table(key: str, name: str, language: Language, words: str, _board: Board) -> Table:
    """One whole table in words, or the rows of it in which all of `words` stand; shared, so nobody may change it."""
    return table(key, name, language, "", _board).matching(words) if words else _board.table(name, language)


@shared(most=32, weigh=bytes_kept, most_bytes=_MOST_BYTES_OF_TABLES)
def findings(version: str, audience: Audience, severity: str, language: Language, _findings: tuple[Finding, ...]) -> Table:
    """What an audience may see of a version's findings, all or those of one severity; shared, so nobody may change it."""
    return findings_table(tuple(each for each in _findings if severity in ("", each.severity)), language)


@shared(most=256, weigh=bytes_kept, most_bytes=_MOST_BYTES_OF_TABLES, least=_CIRCLES_LOOKING)
def part(key: str, name: str, language: Language, _make: Callable[[], Any]) -> Any:
    """One large part of a page, by the view's key and a name of its own; shared, so nobody may change it."""
    return _make()


@shared(most=256)
def sheet(key: str, name: str, language: Language, theme: ThemeName, size: Size, _write: Callable[[], bytes]) -> bytes:
    """Charts that stand together, drawn and written as they are sent, with the words around them."""
    return _write()


@shared(most=32)
def report(key: str, _make: Callable[[], Report]) -> Report:
    """One report, by what it is of; shared, so nobody may change it."""
    return _make()


def warm() -> None:
    """Do at the start what the first visitor would wait for. What cannot be opened is said on the pages, to those who can mend it."""
    try:
        board = shelf().board_or_first(None)
        opened = version(board.code, board.current) if board and board.current else bundled()
    except PhaseboardError as fault:
        log.warning("nothing to show at the start: %s %s", fault.code, dict(fault.facts))
        return
    disclosed(opened.version, Audience.PUBLIC, opened)
