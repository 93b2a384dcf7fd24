"""Which rows of a sheet may be a header, and what such rows say over each column.

A row may head a table when it holds two words that some dictionary knows. Its block may take in the row above, where groups
stand, and up to two rows beneath, where sub headers stand.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date, time

import numpy as np

from lib.ingest.calendar import is_dated_text
from lib.ingest.coded import Coded
from lib.ingest.file_texts import FileTexts
from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import SURELY_UNKNOWN, is_surely_unknown, matches, normal
from lib.ingest.mapped import HeaderCell
from lib.ingest.model import CellValue

_LONGEST_HEADER = 40
_SEVERAL = 3
_ENOUGH_WORDS = 2
_LONGEST_DAY = 16
_LONGEST_LABEL = 24  # the pattern below matches no longer text
_FORM_LABEL = re.compile(
    r"\s*(?:项目(?:名称|负责人|经理|编号)|公司名称|编制.{0,4}|制表.{0,4}|填报.{0,4}|版本.{0,2}|(?:更新|制定|填表)?日期|project(?: name| manager| lead)?|date|version"
    r"|company(?: name)?)\s*|.{1,20}[:：]\s*",
    re.IGNORECASE,
)
_MANY_DIGITS = re.compile(r"\d" + r"[^\d\n]*\d" * 4)
_MANY_DIGITS_AT_ONCE = "[0-9]" + r"[^0-9\n]*[0-9]" * 4  # for a whole column, of the digits that it is nearly always


def header_like_rows(grid: Grid, chosen: frozenset[str]) -> Iterator[int]:
    """Rows with at least two cells that some dictionary knows, or one that is mapped by hand."""
    hits = np.zeros(grid.height, dtype=np.int64)
    columns = sorted(grid.columns, key=_labour)
    for place, column in enumerate(columns):
        # One word more makes no header of a row without any; a header mapped by hand counts as two.
        matters = np.flatnonzero(hits) if place == len(columns) - 1 and not chosen else np.arange(grid.height)
        hits[matters] += _weights(column.taken(matters), chosen)
    yield from np.flatnonzero(hits >= _ENOUGH_WORDS).tolist()


def _labour(column: Coded[CellValue]) -> tuple[int, int]:
    """What it takes to look at a column."""
    return len(column.distinct), column.distinct.arrow.nbytes if isinstance(column.distinct, FileTexts) else 0


def _weights(column: Coded[CellValue], chosen: frozenset[str]) -> np.ndarray:
    """For each row how much its cell speaks for a header; what surely is none is passed over without a call."""
    here = column.counts() > 0
    if isinstance(column.distinct, FileTexts):
        open_ = here if chosen else _in_doubt(column.distinct, here)
        weights = column.distinct.judged(np.zeros(len(here), dtype=np.int64), open_, lambda text: _header_weight(text, chosen))
        return weights.take(column.codes)
    weights = np.zeros(len(column.distinct), dtype=np.int64)
    codes = np.flatnonzero(here).tolist()
    if not chosen:
        longest, no_day, unknown, digits = _LONGEST_HEADER * 2, _LONGEST_DAY, is_surely_unknown, _MANY_DIGITS.search
        codes = [
            code
            for code in codes
            if type(value := column.distinct[code]) is str
            and (long := len(value)) <= longest
            and not (long > no_day and unknown(value))
            and not digits(value)
        ]
    for code in codes:
        text = column.distinct[code]
        weights[code] = _header_weight(text, chosen) if type(text) is str else 0
    return weights.take(column.codes)


def _in_doubt(texts: FileTexts, here: np.ndarray) -> np.ndarray:
    """Which texts may be headers: those that are neither too long, nor of words that no header has, nor of many digits."""
    doubtful = here & (texts.lengths > 0) & (texts.lengths <= _LONGEST_HEADER * 2)
    doubtful &= ~texts.matching(SURELY_UNKNOWN, doubtful & (texts.lengths > _LONGEST_DAY))
    doubtful &= ~texts.matching(_MANY_DIGITS_AT_ONCE, doubtful)
    return doubtful


def _header_weight(value: str, chosen: frozenset[str]) -> int:
    return 2 if chosen and len(value) <= _LONGEST_HEADER * 2 and normal(value) in chosen else int(_may_be_header(value))


def _may_be_header(value: str) -> bool:
    if len(value) > _LONGEST_HEADER * 2 or _MANY_DIGITS.search(value):
        return False
    return bool(matches(value.strip())) or is_dated_text(value)


def candidate_rows(grid: Grid, y: int, free_from: int) -> Iterator[tuple[int, ...]]:
    """The row alone, with the rows that its merged cells or sub headers reach, and with a group row above."""
    forced = max((grid.span_height(y, x) for x in grid.own(y) if _is_header_text(grid.cells[y, x])), default=1)
    forced = forced if forced <= 3 else 1
    base = tuple(range(y, min(y + forced, grid.height)))
    is_form_line = _is_form_line(grid, y)
    has_sub_header = len(base) == 1 and y + 1 < grid.height and not is_form_line and _is_sub_header(grid, y, y + 1)
    if not (has_sub_header and _is_under_groups(grid, y, y + 1)):
        yield base
    if is_form_line:
        return
    if has_sub_header:
        base = (y, y + 1)
        yield base
        if y + 2 < grid.height and _is_sub_header(grid, y + 1, y + 2):
            yield (y, y + 1, y + 2)
    if y - 1 >= free_from and _is_group_row(grid, y - 1):
        yield (y - 1, *base)


def _is_form_line(grid: Grid, y: int) -> bool:
    """Whether a row fills in a form above the table: a label such as 项目负责人 with a value that is no header beside it."""
    own = grid.own(y)
    for x, after in itertools.pairwise(own):
        if not _is_form_label(grid.cells[y, x]):
            continue
        if not matches(cell_text(grid.cells[y, after])) and not _is_form_label(grid.cells[y, after]):
            return True
    return False


def _is_form_label(value: CellValue) -> bool:
    text = cell_text(value)
    return len(text) <= _LONGEST_LABEL and _FORM_LABEL.fullmatch(text) is not None


def _is_header_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_HEADER * 2


def _is_sub_header(grid: Grid, top: int, below: int) -> bool:
    """Whether the row beneath holds only sub headers: under groups, or the same names in another language."""
    own = grid.own(below)
    if not own:
        return False
    over = [grid.cells[top, x] for x in own if grid.cells[top, x] is not None and grid.span_width(top, x) == 1]
    if len(over) >= _SEVERAL and sum(isinstance(value, str) and bool(matches(value.strip())) for value in over) < len(over) / 2:
        return False  # a row of values above a header that returns
    known = 0
    for x in own:
        value = grid.cells[below, x]
        if isinstance(value, int | float | date | time):
            if _is_header_text(grid.cells[top, x]):
                return False
            continue
        if not isinstance(value, str) or len(value) > _LONGEST_HEADER:
            return False
        above = grid.cells[top, x]
        is_known = bool(matches(value.strip()))
        if above is not None and grid.span_width(top, x) == 1 and not is_known and not _leads_group(grid, top, below, x):
            return False
        known += is_known or (above is None and is_dated_text(value))
    return known >= 2 or (known == 1 and any(grid.span_width(top, x) > 1 for x in grid.own(top)) and len(own) <= 4)


def _is_under_groups(grid: Grid, top: int, below: int) -> bool:
    """Whether every cell of the lower row stands under a merged group header, so that the two rows cannot be read apart."""
    covered = {x + step for x in grid.own(top) if (width := grid.span_width(top, x)) > 1 for step in range(width)}
    return covered.issuperset(grid.own(below))


def _leads_group(grid: Grid, top: int, below: int, x: int) -> bool:
    """Whether an unmerged header stands over several sub headers, the cells to its right being blank."""
    return x + 1 < grid.width and grid.cells[top, x + 1] is None and grid.cells[below, x + 1] is not None


def _is_group_row(grid: Grid, y: int) -> bool:
    """Whether a row holds group headers only: two texts or more, at least one over several columns."""
    own = grid.own(y)
    texts = [x for x in own if _is_header_text(grid.cells[y, x])]
    if not (len(texts) >= 2 and len(texts) == len(own) and any(grid.span_width(y, x) > 1 for x in own)):
        return False
    return not _is_form_line(grid, y)


def header_cells(grid: Grid, rows: tuple[int, ...]) -> list[HeaderCell]:
    """The header of each column: the texts from its group down to itself."""
    parts: dict[int, list[str]] = {}
    calendar: set[int] = set()
    for place, y in enumerate(rows):
        last, reach = "", -1
        for x, own in enumerate(grid.cells[y]):
            anchor = grid.anchors.get((y, x)) if grid.anchors else None
            value = grid.cells[anchor] if anchor else own
            if value is not None and _is_calendar(value):
                calendar.add(x)
            if anchor and anchor[0] < rows[0]:
                value = None
            text = " ".join(cell_text(value).split()) if value is not None else ""
            if text:
                last, reach = text, x
            elif place < len(rows) - 1 and last and reach == x - 1 and _continues_group(grid, rows, place, x):
                text, reach = last, x
            if text and text not in parts.setdefault(x, []):
                parts[x].append(text)
    return [HeaderCell(x, tuple(texts), x in calendar) for x, texts in sorted(parts.items()) if texts]


def _continues_group(grid: Grid, rows: tuple[int, ...], place: int, x: int) -> bool:
    """A blank cell right of an unmerged group header, with a sub header beneath and nothing merged above it."""
    y = rows[place]
    return (y, x) not in grid.anchors and grid.cells[rows[place + 1], x] is not None and grid.cells[rows[place + 1], x - 1] is not None


def _is_calendar(value: object) -> bool:
    return isinstance(value, int | float | date | time) and not isinstance(value, bool)


def side_by_side(cells: Sequence[HeaderCell]) -> list[list[HeaderCell]]:
    """A header cut where a column is blank: the headers of tables that may stand side by side."""
    segments: list[list[HeaderCell]] = [[cells[0]]]
    for before, cell in itertools.pairwise(cells):
        if cell.x > before.x + 1:
            segments.append([])
        segments[-1].append(cell)
    return segments
