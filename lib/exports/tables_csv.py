"""Every table of the report as separated values: one file each in a zip, with a file of explanations.

UTF-8 with a byte order mark and CRLF, so that a spreadsheet opens Chinese as it is. Numbers are plain, shares 0.0 to 1.0, days
ISO. A spreadsheet runs text that begins like a formula, and takes 3/4 for a day: such text gets an apostrophe before it, and the
explanations say so.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from lib.exports.archive import plain_name, zipped
from lib.exports.report import Report
from lib.exports.tables import explained, pages_of
from lib.exports.tables_grid import Content, Grid
from lib.i18n import text

GUARD = "'"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LIKE_A_DAY = re.compile(r"\d{1,2}\s*[-/]\s*\d{1,4}(?:\s*[-/]\s*\d{1,4})?")
_NUL = str.maketrans("", "", "\x00")


def render(report: Report) -> bytes:
    """The whole report as a zip of files; equal reports give equal bytes."""
    language = report.language
    lines = explained(report, text(language, "tables.csv.form", guard=GUARD))
    files = [("00_" + plain_name(text(language, "tables.about")), ".csv", separated((line.name, line.words) for line in lines))]
    for number, page in enumerate(pages_of(report), start=1):
        for grid in page.grids:
            title = page.title if grid.title == page.title else f"{page.title}_{grid.title}"
            files.append((f"{number:02d}_{plain_name(title)}", ".csv", separated(_rows(grid))))
    return zipped(files)


def separated(rows: Iterable[Sequence[Content]]) -> bytes:
    """Rows as one file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(content) for content in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="replace")


def _rows(grid: Grid) -> list[Sequence[Content]]:
    return [[column.heading for column in grid.columns], *grid.rows]


def _cell(content: Content) -> str:
    if isinstance(content, str):
        words = content.translate(_NUL)
        is_guarded = words.lstrip(" ").startswith(_FORMULA_STARTS) or _LIKE_A_DAY.fullmatch(words.strip())
        return GUARD + words if is_guarded else words
    if isinstance(content, datetime):
        return content.isoformat(sep=" ", timespec="minutes")
    return content.isoformat() if isinstance(content, date) else repr(content)
