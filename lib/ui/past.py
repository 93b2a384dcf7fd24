"""What a page says of earlier versions. A draft and the bundled workbook have none; while the database is away nothing is said."""

from lib.desk.past import Past
from lib.desk.tables import Table
from lib.errors import StoreError
from lib.i18n import text
from lib.metrics.history import SentBackHistory
from lib.metrics.replan_since import SinceMeeting
from lib.ui import cache
from lib.ui.view import View, today

QUICK_VERSIONS = 3
"""Following a row through one version takes a good part of a second; beyond so many it is done when it is asked for."""


def sent_back(view: View) -> SentBackHistory | None:
    """The problems that came back in earlier versions; None where it cannot be said."""
    try:
        past = _past(view)
        return past.sent_back if past else None
    except StoreError:
        return None


def is_long(view: View) -> bool:
    """Whether so many versions would have to be followed that the page had better ask first."""
    try:
        past = _past(view)
    except StoreError:
        return False
    return past is not None and len(past.earlier) > QUICK_VERSIONS


def of_task(view: View, ref: str) -> Table | None:
    """What changed in one task since the version before; None where there is none or nothing did."""
    try:
        past = _past(view)
        if past is None or not past.earlier:
            return None
        before, opened = cache.version(past.info.board, past.earlier[0].number), view.opened
        found = cache.comparison(before.version, opened.version, view.board.disclosed.audience, today(), (), before, opened)
        table = found.of_task(ref, view.language)
    except StoreError:
        return None
    return None if table.is_empty else table.named(table.name, text(view.language, "ui.past.task", number=past.earlier[0].number))


def since_meeting(view: View) -> SinceMeeting | None:
    """The due days as the last meeting saw them; None where none is marked."""
    try:
        past = _past(view)
        return past.since_meeting if past else None
    except StoreError:
        return None


def _past(view: View) -> Past | None:
    info, disclosed = view.opened.info, view.board.disclosed
    if info is None:
        return None
    return cache.past(view.opened.version, disclosed.audience, cache.meetings(info.board), info, view.opened, disclosed)
