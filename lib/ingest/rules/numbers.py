"""Numbers and identifiers: duplicate, missing; totals against the sum of what stands above them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.ingest.coded import Coded, is_blank
from lib.ingest.file_texts import FileTexts
from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue, Finding, Severity
from lib.ingest.rules.reading import Reading, ReadTable
from lib.ingest.text_columns import stripped
from lib.schema import Opinion, SheetRole, Task

_COUNTED = re.compile(r"共?(\d+)\s*[条项件个次](?:问题|任务|事项|意见|建议|意见建议|工作)?")
_SUBTOTAL = re.compile(r"小计|sub[-\s]?total", re.IGNORECASE)


def duplicate_numbers(reading: Reading) -> Iterator[Finding]:
    """A 序号 that stands twice; tables on one sheet that go on counting are one list. The earlier is named too."""
    sheet, first = "", dict[str, str]()
    for table in reading.of(SheetRole.TASKS):
        numbers, x = _numbers(table), table.table.column(Task.NUMBER)
        if _restarts(table, numbers):
            continue
        if table.table.grid.name != sheet or "1" in numbers:
            sheet, first = table.table.grid.name, {}
        for item, number in enumerate(numbers):
            if not number or (table.table.rows[item], x) in table.table.grid.anchors:
                continue  # merged over several tasks it is written once
            if number in first:
                yield table.finding("duplicate_number", Severity.WARNING, item, Task.NUMBER, number=number, other=first[number])
            first.setdefault(number, table.table.grid.address(table.table.rows[item], table.table.column(Task.NUMBER) or 0))


def missing_numbers(reading: Reading) -> Iterator[Finding]:
    """Numbers that a run of whole numbers skips; a list with large gaps is no run."""
    for table in reading.of(SheetRole.TASKS):
        numbers = _numbers(table)
        whole = {int(number) for number in numbers if number.isdecimal() and len(number) <= 6}
        if len(whole) < 3 or len(whole) < 0.7 * len(numbers) or _restarts(table, numbers):
            continue
        missing = sorted(set(range(min(whole), max(whole) + 1)) - whole)
        if not missing or len(missing) > max(2, 0.2 * len(whole)):
            continue
        item = next(place for place, number in enumerate(numbers) if number.isdecimal() and int(number) > missing[0])
        yield table.finding("missing_number", Severity.WARNING, item, Task.NUMBER, missing="、".join(map(str, missing[:20])))


def summaries_beside_parts(reading: Reading) -> Iterator[Finding]:
    """An outline whose upper lines (1 over 1.1 and 1.2) have days or a state of their own: both levels count, and that is said once."""
    for table in reading.of(SheetRole.TASKS):
        name = next((name for name in (Task.NUMBER, Task.TASK_ID) if name in table.table.values), None)
        if name is None:
            continue
        numbers = [cell_text(value).rstrip(".．、") for value in table.table.values[name]]
        over = [item for item, (here, below) in enumerate(pairwise(numbers)) if here and below.startswith(f"{here}.")]
        if over:
            parts = sum(any(number.startswith(f"{numbers[item]}.") for item in over) for number in numbers)
            yield table.finding("summary_rows", Severity.WARNING, over[0], Task.TASK, count=len(over), parts=parts)


def duplicate_ids(reading: Reading) -> Iterator[Finding]:
    """An identifier that should be unique and stands twice."""
    for table in reading.of(SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        name = Task.TASK_ID if table.role is SheetRole.TASKS else Opinion.FEEDBACK_ID
        if name not in table.table.values:
            continue
        if _is_surely_unique(table.table.values[name]) or _restarts_by_category(table, name):
            continue
        values, x = _written(table.table.values[name]), table.table.column(name)
        first: dict[str, int] = {}
        for item in _repeated(values):
            value = values[item]
            if (table.table.rows[item], x) in table.table.grid.anchors:
                continue  # merged over several rows it is written once
            if value in first:
                other = table.table.grid.address(table.table.rows[first[value]], table.table.column(name) or 0)
                yield table.finding("duplicate_id", Severity.WARNING, item, name, number=value, other=other)
            first.setdefault(value, item)


def _is_surely_unique(values: Coded[CellValue]) -> bool:
    """Whether no text stands in two rows, told without a walk over the rows."""
    if not isinstance(values.distinct, FileTexts) or values.counts()[1:].max(initial=0) > 1:
        return False
    texts = stripped(values, values.distinct).distinct
    return isinstance(texts, FileTexts) and texts.is_all_different()


def _written(values: Coded[CellValue]) -> Coded[str]:
    """Cells as they are written; those that are texts alone without a call for each."""
    if values.kinds() <= {str, type(None)}:
        return Coded(values.codes, ["" if value is None else value.strip() for value in values.distinct])  # type: ignore[union-attr]
    return values.mapped(cell_text)


def _repeated(texts: Coded[str]) -> list[int]:
    """The rows whose text is not blank and stands in several, in order."""
    if len(set(texts.distinct)) == len(texts.distinct) and texts.counts().max(initial=0) <= 1:
        return []
    counts = Counter[str]()
    for code, count in enumerate(texts.counts().tolist()):
        if count:
            counts[texts.distinct[code]] += count
    return texts.places(lambda text: bool(text) and counts[text] > 1)


def totals(reading: Reading) -> Iterator[Finding]:
    """A 合计 or 小计 row against the sum of the rows that it covers, and against their number."""
    for table in reading.of(SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        before = -1
        for y in table.table.plan.totals:
            grid = table.table.grid
            label = cell_text(grid.cells[y, grid.own(y)[0]])
            start = before if _SUBTOTAL.search(label) else -1
            items = [item for item, row in enumerate(table.table.rows) if start < row < y]
            passed = [row for row in table.table.plan.passed if start < row < y]
            yield from _check_total(table, y, items, passed)
            before = y


def _check_total(table: ReadTable, y: int, items: list[int], passed: list[int]) -> Iterator[Finding]:
    grid = table.table.grid
    for column in table.table.located.mapped.columns:
        value = grid.cells[y, column.x]
        expected = _expected(table, column.name, value, items, passed)
        if expected is None or expected[0] == expected[1]:
            continue
        facts = (("stated", f"{expected[0]:g}"), ("found", f"{expected[1]:g}"))
        address = grid.address(y, column.x)
        yield Finding("total_differs", Severity.WARNING, grid.name, address, grid.row_number(y), cell_text(value), facts)


def _expected(table: ReadTable, name: str, value: CellValue, items: list[int], passed: list[int]) -> tuple[float, float] | None:
    """What a total's cell states and what the rows say; None where it states nothing that can be checked.

    Who had nothing to say (`passed`) may be among those that the total counts, or not.
    """
    if name == Opinion.RAW_COUNT and isinstance(value, int | float) and not isinstance(value, bool):
        counts = table.frame[Opinion.RAW_COUNT].iloc[items]
        silent = [each for row in passed if isinstance(each := table.table.grid.value(row, table.table.column(name) or 0), int | float)]
        found = float(counts.sum())
        return float(value), float(value) if value == found + sum(silent) else found
    counted = _COUNTED.fullmatch(cell_text(value)) if isinstance(value, str) else None
    if counted and name in (Task.TASK, Opinion.TEXT, Opinion.ISSUE):
        stated, written = int(counted[1]), _written_once(table, name, items)
        return float(stated), float(stated if stated == written else len(items))
    return None


def _written_once(table: ReadTable, name: str, items: list[int]) -> int:
    """How many there are where one that is merged over several rows counts once, as who wrote the total counts."""
    x, rows, anchors = table.table.column(name) or 0, table.table.rows, table.table.grid.anchors
    return len({anchors.get((rows[item], x), (rows[item], x)) for item in items})


def missing_counts(reading: Reading) -> Iterator[Finding]:
    """An opinion whose count is blank in a table that counts: taken as one, and said."""
    for table in reading.of(SheetRole.FEEDBACK):
        values = table.table.values.get(Opinion.RAW_COUNT)
        if values is not None and not is_blank(values).all():
            for item in np.flatnonzero(is_blank(values)).tolist():
                yield table.finding("count_missing", Severity.WARNING, item, Opinion.RAW_COUNT)


def _numbers(table: ReadTable) -> list[str]:
    return [cell_text(value) for value in table.table.values.get(Task.NUMBER, [])]


def _restarts(table: ReadTable, numbers: Iterable[str]) -> bool:
    """Whether the numbering starts anew in each phase: 1 stands several times, each time where a phase begins."""
    return _restarts_with(table.frame[Task.PHASE], numbers)


def _restarts_by_category(table: ReadTable, name: str) -> bool:
    """Whether opinions are numbered anew in each group, so that the number is none of a row; 归并编号 beside it needs a row's own."""
    if name != Opinion.FEEDBACK_ID or Opinion.MERGED_INTO in table.table.values:
        return False
    return _restarts_with(table.frame[Opinion.CATEGORY], _written(table.table.values[name]))


def _restarts_with(groups: pd.Series, numbers: Iterable[str]) -> bool:
    ones = [item for item, number in enumerate(numbers) if number in ("1", "一", "(一)", "①", "1.", "01")]
    return len(ones) > 1 and all(item == 0 or groups.iloc[item] != groups.iloc[item - 1] for item in ones)
