"""Reports for the tests of exports: the sample as a meeting sees it, a plan alone, and whatever workbook a test makes."""

from datetime import date
from functools import cache

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import Opened, open_bundled
from lib.desk.reporting import SECTIONS, report
from lib.exports.report import Report
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import settings

DAY = date(2014, 6, 10)


@cache
def sample() -> Opened:
    """The bundled sample."""
    return open_bundled(settings())


def opened(workbook: Workbook) -> Opened:
    """A workbook that a test made, as if it had been dropped."""
    return Opened(workbook, "0" * 12, workbook.file_name)


def board_of(book: Opened, audience: Audience = Audience.ALL_MEMBERS, day: date = DAY) -> Board:
    """The board of a workbook on the day of the sample."""
    return Board(disclose(book.workbook, audience), Filters(), day)


def report_of(book: Opened, language: Language = Language.ZH, audience: Audience = Audience.ALL_MEMBERS) -> Report:
    """Every section that has anything to say."""
    return report(board_of(book, audience), book, tuple(SECTIONS), "", language)
