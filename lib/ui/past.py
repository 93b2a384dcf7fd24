"""What a page says of earlier versions. A draft and the bundled workbook have none; while the database is away nothing is said."""

from lib.desk.past import Past
from lib.errors import StoreError
from lib.metrics.history import SentBackHistory
from lib.metrics.replan_since import SinceMeeting
from lib.ui import cache
from lib.ui.view import View

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


def since_meeting(view: View) -> SinceMeeting | None:
    """The due days as the last meeting saw them; None where none is marked."""
    try:
        past = _past(view)
        return past.since_meeting if past else None
    except StoreError:
        return None


def _past(view: View) -> Past | None:
    opened, disclosed = view.opened, view.board.disclosed
    if opened.info is None:
        return None
    return cache.past(opened.version, disclosed.audience, cache.meetings(opened.info.board), opened, disclosed)
