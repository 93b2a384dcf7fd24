"""Reports for the tests of slides and documents: of a workbook, of the sample, or of sections written by hand."""

from datetime import date
from functools import cache

import pandas as pd

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import Opened, open_file
from lib.desk.reporting import MEETING, report
from lib.exports.report import Provenance, Report, Section
from lib.exports.sample import build_sample
from lib.exports.table import Table
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import Settings

DAY = date(2014, 6, 10)


@cache
def sample_workbook() -> Workbook:
    """The bundled sample, read as a dropped file is."""
    return open_file(build_sample(), "sample.xlsx", Settings()).workbook


def report_of(
    workbook: Workbook,
    names: tuple[str, ...] = MEETING,
    language: Language = Language.ZH,
    audience: Audience = Audience.ALL_MEMBERS,
) -> Report:
    """The report that the desk builds of a workbook."""
    board = Board(disclose(workbook, audience), Filters(), DAY)
    return report(board, Opened(workbook, "test", workbook.file_name), names, "", language)


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
