"""Reports for the tests of exports: the sample as a meeting sees it, whatever workbook a test makes, and sections written by hand."""

from datetime import date
from functools import cache

import pandas as pd

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import Opened, open_bundled
from lib.desk.reporting import MEETING, SECTIONS, report
from lib.exports.report import Provenance, Report, Section
from lib.exports.table import Table
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


def report_of(
    book: Opened,
    language: Language = Language.ZH,
    audience: Audience = Audience.ALL_MEMBERS,
    names: tuple[str, ...] = tuple(SECTIONS),
) -> Report:
    """These sections, or all, as far as they have anything to say."""
    return report(board_of(book, audience), book, names, "", language)


def meeting_report(
    workbook: Workbook,
    names: tuple[str, ...] = MEETING,
    language: Language = Language.ZH,
    audience: Audience = Audience.ALL_MEMBERS,
) -> Report:
    """What the desk lays before a meeting."""
    return report_of(opened(workbook), language, audience, names)


def written_report(*sections: Section, title: str = "教育实践活动", language: Language = Language.ZH) -> Report:
    """Sections written by hand, for what no workbook gives."""
    known = Provenance(title, "第3版", "截至2014年6月10日", DAY, "", "全体通报", "灯号规则：▲逾期。", is_sample=False, stem="board")
    return Report(language, known, sections)


def written_table(rows: list[tuple[str, ...]], headings: tuple[str, ...], wide: tuple[str, ...] = ()) -> Table:
    """A table whose columns bear the names of their headings."""
    cells = pd.DataFrame(rows, columns=list(headings), dtype="str")
    return Table("written", "台账", tuple((heading, heading) for heading in headings), cells, wide, "没有记录")


def written_section(*tables: Table, sentence: str = "共3项。") -> Section:
    """A section with a sentence and tables."""
    return Section("written", "台账", sentence, tables=tables)
