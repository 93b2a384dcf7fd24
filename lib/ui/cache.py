"""What visitors share: the bundled workbook, disclosed versions, boards, drawn figures. Bounded, never changed.

Versions are immutable, so that (version, audience, filters, day, language) is the whole key. Frames are
never hashed: an argument with a leading underscore is not part of the key.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import streamlit as st

from lib.access import NO_GROUPS, Disclosed, SourceGroups, disclose
from lib.desk import changes, returning
from lib.desk.board import Board
from lib.desk.changes import Comparison
from lib.desk.opening import Opened, bundled_path, open_bundled
from lib.desk.past import Past
from lib.desk.shelf import Shelf, open_shelf
from lib.desk.tables import Table
from lib.errors import PhaseboardError, StoreError
from lib.exports.report import Report
from lib.figures.plotly import Size, draw
from lib.figures.spec import ChartSpec
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.matching import Correction
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import settings
from lib.store import BoardInfo, MeetingMark, VersionInfo

log = logging.getLogger("phaseboard")

_FRESH_SECONDS = 2.0
"""For how long an answer of the database about what is newest is passed on to other visitors."""


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The boards and their versions.

    Raises:
        StoreError: the database cannot be opened; asked again by the next run.
    """
    return open_shelf(settings())


@st.cache_resource(show_spinner=False, ttl=_FRESH_SECONDS)
def boards() -> tuple[BoardInfo, ...]:
    """Every board, as it was a moment ago."""
    return shelf().boards()


@st.cache_resource(show_spinner=False, ttl=_FRESH_SECONDS, max_entries=64)
def newest(board: str) -> VersionInfo | None:
    """The current version of a board, as it was a moment ago."""
    return shelf().current(board)


@st.cache_resource(show_spinner=False, max_entries=16)
def version(board: str, number: int) -> Opened:
    """One version of a board; versions never change."""
    return shelf().open(board, number)


@st.cache_resource(show_spinner=False, ttl=_FRESH_SECONDS, max_entries=64)
def meetings(board: str) -> tuple[MeetingMark, ...]:
    """The review meetings of a board, as they were a moment ago."""
    return shelf().meetings(board)


@st.cache_resource(show_spinner=False, ttl=_FRESH_SECONDS, max_entries=64)
def kept_choice(board: str, name: str) -> str | None:
    """What a board keeps under a name, as it was a moment ago."""
    return shelf().choice(board, name)


@st.cache_resource(show_spinner=False, ttl=_FRESH_SECONDS, max_entries=4096)
def sessions_ended(account: str) -> datetime | None:
    """When an account's sign-ins were last ended everywhere, as it was a moment ago."""
    return shelf().sessions_ended(account)


def forget_newest() -> None:
    """After a publish: the next run asks the database."""
    boards.clear()
    newest.clear()
    meetings.clear()


@st.cache_resource(show_spinner=False)
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


@st.cache_resource(show_spinner=False, max_entries=128)
def _source_groups(version: str, audience: Audience, basis: str, _opened: Opened, _follows: str | None) -> SourceGroups | None:
    """The tables of source groups; None where they are the workbook's own."""
    return None if _opened.is_bundled else shelf().source_groups(_opened, audience, _follows)


@st.cache_resource(show_spinner=False, max_entries=32)
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


@st.cache_resource(show_spinner=False, max_entries=256)
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


@st.cache_resource(show_spinner=False, max_entries=16)
def past(version: str, audience: Audience, marks: tuple[MeetingMark, ...], _opened: Opened, _disclosed: Disclosed) -> Past | None:
    """What the versions before a published one say, as one audience may follow it; None for what was not published."""
    info = _opened.info
    if info is None:
        return None
    earlier = tuple(each for each in shelf().versions(info.board) if each.number < info.number)
    return Past(_disclosed, _opened, info, earlier, marks, lambda number: shelf().open(info.board, number))


@st.cache_resource(show_spinner=False, max_entries=16)
def comparison(
    old: str, new: str, audience: Audience, today: date, corrections: tuple[Correction, ...], _old: Opened, _new: Opened
) -> Comparison:
    """Two versions compared, by their names."""
    return changes.comparison(_old, _new, audience, today, corrections)


@st.cache_resource(show_spinner=False, max_entries=32)
def has_proposals(version: str, _opened: Opened) -> bool:
    """Whether any opinions of a version might be merged or sorted."""
    return not returning.proposals(_opened).is_empty


@st.cache_resource(show_spinner=False, max_entries=32)
def table(key: str, name: str, language: Language, words: str, _board: Board) -> Table:
    """One whole table in words, or the rows of it in which all of `words` stand; shared, so nobody may change it."""
    return table(key, name, language, "", _board).matching(words) if words else _board.table(name, language)


@st.cache_resource(show_spinner=False, max_entries=32)
def part(key: str, name: str, language: Language, _make: Callable[[], Any]) -> Any:
    """One large part of a page, by the view's key and a name of its own; shared, so nobody may change it."""
    return _make()


@st.cache_resource(show_spinner=False, max_entries=512)
def drawn(key: str, name: str, language: Language, theme: ThemeName, size: Size, _spec: ChartSpec) -> Any:
    """One drawn figure; shared, so nobody may change it."""
    return draw(_spec, theme, size)


@st.cache_resource(show_spinner=False, max_entries=32)
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
