"""Cells that name several where one is counted: 后勤、管理 as a category, 办公室、工会 as the unit that answers for a row, a list of works as a task.

Nothing tells which of them answers first, and to count a row for each would make the parts more than the whole. So the cell stays as
written and counts as one of its own, and that is said with its cells.
"""

import re
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from lib.ingest.model import Finding, Severity
from lib.ingest.rules.reading import Reading, ReadTable
from lib.schema import Opinion, Organisation, SheetRole, Task

_BETWEEN = re.compile(r"[、/／;；,，┋|｜+＋\n]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_AND = re.compile(rf"{_BETWEEN.pattern}|[和与及]")
_UNIT = re.compile(r"\S{1,14}[室处科部会办院系所组队站馆局委级园]|\S{0,8}(?:部门|单位|中心|支部|团委|学校|学院)")
"""How the names of units end."""

_LISTED = re.compile(r"(?:^|\n)\s*(?:[(（]?1[.．、)）]\s*[^\d\s]|①)[\s\S]*\n\s*(?:[(（]?2[.．、)）]\s*[^\d\s]|②)")
"""A first and a second number, each at the beginning of its line."""

_MOST_LISTED = 12


def several_categories(reading: Reading) -> Iterator[Finding]:
    """Cells that name several categories (后勤、管理) of which one stands alone elsewhere: each is counted as one category, as written."""
    for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        categories = _written(table.frame[Opinion.CATEGORY])
        alone = set(categories.dropna().unique())
        yield from _joint(table, Opinion.CATEGORY, "several_categories", lambda cell: _is_list_of_known(cell, alone))  # noqa: B023 - used at once


def several_tasks(reading: Reading) -> Iterator[Finding]:
    """Cells that list several numbered works, a line each: every row is one task, which is as often what is meant."""
    for table in reading.of(SheetRole.TASKS):
        yield from _joint(table, Task.TASK, "several_tasks", lambda cell: _LISTED.search(cell) is not None, Severity.INFO)


def several_units(reading: Reading) -> Iterator[Finding]:
    """Cells that name several units (办公室、工会) in the column of the one that answers: each is counted as a unit of its own, as written."""
    columns = [reading.tasks[Task.OWNER_UNIT], reading.feedback[Opinion.OWNER_UNIT]]
    columns += [table.frame[Organisation.BODY] for table in reading.of(SheetRole.ORGANISATION)]
    known = {str(unit) for column in columns for unit in _written(column).dropna().unique()}
    for table in reading.of(SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        code = "several_units" if table.role is SheetRole.TASKS else "several_units_of_problem"
        yield from _joint(table, Task.OWNER_UNIT, code, lambda cell: _names_units(cell, known))


def _written(column: pd.Series) -> pd.Series:
    texts: pd.Series = column.astype("string").str.strip()
    return texts


def _is_list_of_known(cell: str, alone: set[str]) -> bool:
    parts = _BETWEEN.split(cell)
    return len(parts) > 1 and not alone.isdisjoint(part.strip() for part in parts)


def _names_units(cell: str, known: set[str]) -> bool:
    """Whether a cell is a list of units: each part is named like one (宣传、统战部 is one unit), or one of them stands alone elsewhere."""
    parts = [part.strip() for part in _BETWEEN.split(cell)]
    by_and = [part.strip() for part in _AND.split(cell)]
    is_list = len(parts) > 1 and (all(_UNIT.fullmatch(part) for part in parts) or not known.isdisjoint(parts))
    return is_list or (len(by_and) > 1 and known.issuperset(by_and))


def _joint(
    table: ReadTable, name: str, code: str, names_several: Callable[[str], bool], severity: Severity = Severity.WARNING
) -> Iterator[Finding]:
    """One finding at the first cell that names several, with the others."""
    if name not in table.table.values:
        return
    written = _written(table.frame[name])
    found = np.flatnonzero(written.isin([cell for cell in written.dropna().unique() if names_several(cell)]).to_numpy(dtype=bool)).tolist()
    if found:
        grid, place = table.table.grid, table.table.place
        cells = "、".join(grid.address(table.table.rows[item], place(item, name)) for item in found[:_MOST_LISTED])
        cells += "…" if len(found) > _MOST_LISTED else ""
        yield table.finding(code, severity, found[0], name, count=len(found), cells=cells)
