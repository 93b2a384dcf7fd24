"""The day that a workbook speaks of, as a line near a sheet's edge states it (截至6月10日), and the day that is none: 填表日期.

A form is filled in on some day, and its figures may be those of another: that day is not taken for the as-of day, and is said.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lib.deadlines import parse_deadline
from lib.ingest.grid import Grid, cell_text
from lib.ingest.years import STATED_DAY, YearSource, edges

_LONGEST_LINE = 120  # characters
_LABEL = re.compile(
    r"(?:(?:数据|统计)?截[止至](?:日期|时间)?|(?:数据|情况|进度|进展)?统计(?:日期|时间)|(?:数据|情况|进度|进展)?(?:统计|更新)[至到]|as of|status date|report date|reporting date)\s*[:：]?",
    re.IGNORECASE,
)
_FORM_DAY = re.compile(
    r"(?:填表|填报|制表|汇总|更新)\s*(?:时间|日期)|(?:报送|上报)\s*(?:时间|日期)\s*(?=[:：])|更新于?\s*(?=[:：])|更新于\s*(?=\d)"
)  # a column may be headed 报送时间, and a day behind it be the last on which to report
_DAY = re.compile(r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?")
_DAY_FILLED_IN = re.compile(_DAY.pattern + r"(?!\d|\s*[日号]?\s*之?前)")


def stated_as_of(
    grids: Iterable[Grid], source: YearSource | None, items: Mapping[str, Container[int]], headers: Container[tuple[str, int]] = ()
) -> date | None:
    """The day that a line near a sheet's edge states (截至6月10日); None where none does.

    Args:
        grids: the sheets.
        source: of the year, for days without one.
        items: by sheet, the rows of tables, whose notes are dated each for itself.
        headers: the rows of headers with their sheets, where a day beside 截止日期 heads a column of its own.
    """
    for grid in grids:
        for y in edges(grid):
            if y in items.get(grid.name, ()):
                continue
            for x in grid.own(y):
                day = _as_of_cell(grid, y, x, source, is_header=(grid.name, y) in headers)
                if day is not None:
                    return day
    return None


def _as_of_cell(grid: Grid, y: int, x: int, source: YearSource | None, *, is_header: bool) -> date | None:
    value = grid.cells[y, x]
    if not isinstance(value, str) or len(value) > _LONGEST_LINE:
        return None
    match = STATED_DAY.search(value)
    if match:
        day = match[1] or match[2]
        return parse_deadline(day, source.year_of(day) if source else None).end
    is_label = not is_header and x + 1 < grid.width and _LABEL.fullmatch(value.strip())
    beside = grid.cells[y, x + 1] if is_label else None
    if isinstance(beside, str) and _DAY.fullmatch(beside.strip()):
        return parse_deadline(beside, source.year_of(beside) if source else None).end
    if isinstance(beside, datetime):
        return beside.date()
    return beside if isinstance(beside, date) else None


@dataclass(frozen=True, slots=True)
class FormDay:
    """The day on which a form was filled in, as written, and where it stands."""

    grid: Grid
    y: int
    x: int
    day: str


def form_day(grids: Iterable[Grid], items: Mapping[str, Container[int]]) -> FormDay | None:
    """The first day on which a form was filled in (填表日期：6月9日), near a sheet's edge or in its settings; None where none is written.

    Args:
        grids: the sheets.
        items: by sheet, the rows of tables, whose notes are dated each for itself.
    """
    for grid in grids:
        for y in edges(grid):
            own = [] if y in items.get(grid.name, ()) else grid.own(y)
            for x, beside in zip(own, [*own[1:], None], strict=False):
                day = _day_filled_in(cell_text(grid.cells[y, x]), "" if beside is None else cell_text(grid.cells[y, beside]))
                if day:
                    return FormDay(grid, y, x, day)
    return None


def _day_filled_in(text: str, beside: str) -> str:
    """The day behind a label such as 填表日期, in its own cell or in the next one; "" for none."""
    label = _FORM_DAY.search(text) if len(text) <= _LONGEST_LINE else None
    rest = text[label.end() :] if label else ""
    day = _DAY_FILLED_IN.search(rest if rest.strip(" :：") else beside) if label else None
    return day[0].strip() if day else ""
