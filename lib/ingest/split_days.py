"""A day written in two or three columns: 年, 月, 日 under one group header (计划完成时间).

The column of the day bears the name of the whole; its cells are put together with those of the month and the year left of it.
"""

import re
from collections.abc import Sequence

from lib.ingest.grid import Grid, cell_text
from lib.ingest.mapped import HeaderCell, Mapped, MappedColumn
from lib.ingest.model import CellValue

_PARTS = ("日", "月", "年")
_SIGN = re.compile(r"\s*[年月日号]\s*$")


def is_part_of_day(cell: HeaderCell, cells: Sequence[HeaderCell]) -> bool:
    """Whether a header is the year or the month of a day whose last part stands right of it under the same group."""
    if cell.parts[-1].strip() not in _PARTS[1:] or len(cell.parts) < len(_PARTS) - 1:
        return False
    here = [other for other in cells if other.parts[:-1] == cell.parts[:-1] and 0 < other.x - cell.x < len(_PARTS)]
    return any(other.parts[-1].strip() == _PARTS[0] for other in here)


def parts_left_of(mapped: Mapped, column: MappedColumn) -> tuple[int, ...]:
    """The columns of the month and the year that belong to a column of days; () where it holds whole days."""
    group, _, own = column.text.rpartition("/")
    if own.strip() != _PARTS[0] or not group:
        return ()
    found: list[int] = []
    for step, part in enumerate(_PARTS[1:], start=1):
        beside = next((other for other in mapped.columns if other.x == column.x - step), None)
        if beside is None or beside.name or beside.text != f"{group}/{part}":
            break
        found.append(beside.x)
    return tuple(found)


def joined_days(grid: Grid, rows: Sequence[int], day: int, parts: tuple[int, ...]) -> list[CellValue]:
    """The days as phrases: 2026年3月15日, 2026年6月 where the day is blank; None where all is."""
    return [_phrase([grid.value(y, x) for x in (day, *parts)]) for y in rows]


def _phrase(cells: list[CellValue]) -> CellValue:
    written = [(_SIGN.sub("", cell_text(cell)), sign) for cell, sign in zip(cells, _PARTS, strict=False) if cell is not None]
    return "".join(f"{text}{sign}" for text, sign in reversed(written)) or None
