"""Boards to ask: of a workbook, or of the bundled sample, which is read once for all."""

from datetime import date
from functools import cache

from lib.access import Disclosed, disclose
from lib.desk.board import Board
from lib.desk.opening import open_bundled
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import Settings

TODAY = date(2026, 11, 21)


def board(workbook: Workbook, filters: Filters | None = None, day: date | None = None, audience: Audience = Audience.PUBLIC) -> Board:
    """A board of this workbook."""
    return Board(disclose(workbook, audience), filters or Filters(), TODAY, day)


def sample(audience: Audience = Audience.PUBLIC, *, filters: Filters | None = None, day: date | None = None) -> Board:
    """A board of the bundled sample."""
    return Board(_disclosed(audience), filters or Filters(), TODAY, day)


@cache
def _disclosed(audience: Audience) -> Disclosed:
    return disclose(_bundled(), audience)


@cache
def _bundled() -> Workbook:
    return open_bundled(Settings()).workbook
