"""What counts as one: several opinions in one cell are one until somebody says how many, one problem over several rows is several."""

import re
from collections.abc import Iterator
from itertools import takewhile

import numpy as np

from lib.ingest.coded import is_blank
from lib.ingest.grid import compared
from lib.ingest.model import Finding, Severity
from lib.ingest.rules.reading import Reading, ReadTable
from lib.schema import Openness, Opinion, SheetRole

_SECOND = "[②⑵]|[2二][.．、)）]|二是|二要|其二"
"""A second number in a text; of 100,000 texts only those with one are looked at closely."""
_FORMS = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    tuple(rf"[(（]\s*{number}\s*[)）]" for number in range(1, 21)),
    tuple(rf"(?:^|[^\d.]){number}\s*[.．、)）](?!\d)" for number in range(1, 21)),
    tuple(rf"[(（]\s*{number}\s*[)）]" for number in "一二三四五六七八九十"),
    tuple(rf"(?:^|[\n。;；])\s*{number}、" for number in "一二三四五六七八九十"),
    *(tuple(rf"{number}{verb}" for number in "一二三四五六七八九十") for verb in ("是", "要")),
    tuple(rf"其{number}" for number in "一二三四五六七八九十"),
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽",
)
_SAME_PROBLEMS = 0.5
_SIGNS = tuple(tuple(re.compile(sign) for sign in form) for form in _FORMS)


_OF_LIST = re.compile(r"^[A-Za-z\u4e00-\u9fff]{1,4}[-_—]?(?=\d)")


def several_in_one(reading: Reading) -> Iterator[Finding]:
    """A cell with numbered opinions (①…②…) whose count is blank: it is one opinion, and that is said."""
    for table in reading.of(SheetRole.FEEDBACK):
        if Opinion.TEXT not in table.table.values:
            continue
        texts = table.frame[Opinion.TEXT]
        uncounted = texts.str.contains(_SECOND, regex=True, na=False) & _is_uncounted(table)
        for item in np.flatnonzero(uncounted.to_numpy(dtype=bool)).tolist():
            count = count_numbered(str(texts.iloc[item]))
            if count > 1:
                yield table.finding("several_opinions", Severity.WARNING, item, Opinion.TEXT, count=count)


def same_problems_on_sheets(reading: Reading) -> Iterator[Finding]:
    """Two sheets that list mostly the same problems, as 问题清单 and 任务清单 do: both are read, so that each would count twice."""
    tables = [table for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION) if _told_by(table)]
    issues = [_own_issues(table) for table in tables] if len(tables) > 1 else []
    for later in range(1, len(tables)):
        for earlier in range(later):
            other, fewest = tables[earlier].table.grid.name, min(len(issues[later]), len(issues[earlier]))
            shared = len(issues[later] & issues[earlier])
            if other != tables[later].table.grid.name and shared and shared >= max(min(3, fewest), _SAME_PROBLEMS * fewest):
                facts = (("other", other), ("shared", shared))
                yield Finding("same_problems_on_sheets", Severity.WARNING, tables[later].table.grid.name, facts=facts)
                break


def measures_on_another_sheet(reading: Reading) -> Iterator[Finding]:
    """A sheet of problems and one of measures, numbered alike: the rows are not joined by guess, so that each matter counts on both."""
    tables = [(table, *_numbered(table)) for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION)]
    for table, numbers, told in tables:
        for other, other_numbers, other_told in tables:
            shared = len(numbers & other_numbers)
            is_apart = told == (False, True) and other_told == (True, False)
            if is_apart and shared and shared >= _SAME_PROBLEMS * min(len(numbers), len(other_numbers)):
                grid, beside = table.table.grid, other.table.grid
                place = beside.name if beside is not grid else f"{grid.name}!{_corner(other)}"  # one list beneath the other
                facts = (("other", place), ("shared", shared))
                yield Finding(
                    "measures_on_another_sheet", Severity.WARNING, grid.name, _corner(table) if beside is grid else "", facts=facts
                )
                break


def words_kept_back(reading: Reading) -> Iterator[Finding]:
    """A list that nowhere says how its opinions were heard, or to whom they may be told: nobody, or the head alone, reads their words."""
    for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        told = table.frame[Opinion.TEXT].notna() | table.frame[Opinion.ISSUE].notna()
        if told.any() and table.frame[Opinion.OPENNESS].isna().all():
            yield Finding("words_kept_back", Severity.INFO, table.table.grid.name)  # no count: the sheet may be of one person
        elif told.any() and table.frame[Opinion.OPENNESS].eq(str(Openness.FACE_TO_FACE)).any() and table.frame[Opinion.SCOPE].isna().all():
            yield Finding("words_for_the_head", Severity.INFO, table.table.grid.name)


def _corner(table: ReadTable) -> str:
    """Where a table's header begins."""
    located = table.table.located
    return located.grid.address(located.header[-1], located.mapped.left)


def _numbered(table: ReadTable) -> tuple[set[str], tuple[bool, bool]]:
    """The numbers of a sheet's rows without the letters of their list (W-1, R-1), and whether it tells any problem and any measure."""
    told = (bool(table.frame[Opinion.ISSUE].notna().any()), bool(table.frame[Opinion.MEASURE].notna().any()))
    return {_OF_LIST.sub("", str(number)) for number in table.frame[Opinion.FEEDBACK_ID].dropna()}, told


def _own_issues(table: ReadTable) -> set[str]:
    """The problems of a sheet; one that is merged into another row counts there."""
    issues = table.frame[_told_in(table)]
    return set(issues[issues.notna() & table.frame[Opinion.MERGED_INTO].isna()].map(compared))


def problems_over_rows(reading: Reading) -> Iterator[Finding]:
    """A problem over the rows of its measures, merged or left blank beneath: each row counts as a problem of its own, and that is said once."""
    for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        name = _told_in(table)
        is_ledger = table.role is SheetRole.RECTIFICATION or Opinion.MEASURE in table.table.values
        further = _further_rows(table, name) if is_ledger else []
        if further:
            heads = sorted({item - 1 for item in further} - set(further))
            grid, facts = table.table.grid, (("problems", len(heads)), ("rows", len(heads) + len(further)))
            y = table.table.rows[heads[0]]
            address = grid.address(y, table.table.place(heads[0], name))
            yield Finding("problems_over_rows", Severity.WARNING, grid.name, address, grid.row_number(y), "", facts)


def _told_by(table: ReadTable) -> tuple[Opinion, ...]:
    """The columns in which a ledger tells its problems: 反馈问题 and 意见建议 are such too where measures stand beside them."""
    values = table.table.values
    names = (Opinion.ISSUE, Opinion.TEXT) if Opinion.MEASURE in values else (Opinion.ISSUE,)
    return tuple(name for name in names if name in values)


def _told_in(table: ReadTable) -> Opinion:
    """The one of them that is filled."""
    return next((name for name in _told_by(table) if table.frame[name].notna().any()), Opinion.ISSUE)


def _further_rows(table: ReadTable, name: str) -> list[int]:
    """The items that stand beneath another of the same problem: merged with it, or a measure alone, its number and problem left blank."""
    grid, rows, x = table.table.grid, table.table.plan.rows(), table.table.column(name)
    if x is None:
        return []
    merged = np.array([(y, x) in grid.anchors for y in rows.tolist()], dtype=bool) if grid.anchors else np.zeros(len(rows), dtype=bool)
    is_own = table.frame[name].notna().to_numpy(dtype=bool)
    number = table.table.column(Opinion.FEEDBACK_ID)
    unnumbered = np.ones(len(rows), dtype=bool) if number is None else is_blank(grid.columns[number].taken(rows))
    beneath = np.append(False, rows[1:] == rows[:-1] + 1)
    alone = ~is_own & unnumbered & beneath & table.frame[Opinion.MEASURE].notna().to_numpy(dtype=bool)
    counted = table.frame[Opinion.MERGED_INTO].isna().to_numpy(dtype=bool)
    found: list[int] = []
    for item in np.flatnonzero((merged | alone) & counted).tolist():
        if item and (is_own[item - 1] or (found and found[-1] == item - 1)):
            found.append(item)
    return found


def _is_uncounted(table: ReadTable) -> np.ndarray:
    """The rows without a count of their own; what was merged into another row is counted there."""
    frame = table.frame
    raw = table.table.values.get(Opinion.RAW_COUNT)
    is_uncounted = np.ones(len(frame), dtype=bool) if raw is None else raw.where(lambda value: value is None)
    return np.asarray(is_uncounted & frame[Opinion.MERGED_INTO].isna().to_numpy())


def count_numbered(text: str) -> int:
    """How far a text numbers its parts, from 1 on without a gap; 0 where it does not."""
    return max(_run(text, signs) for signs in _SIGNS)


def _run(text: str, signs: tuple[re.Pattern[str], ...]) -> int:
    found = 0
    start = 0
    for match in takewhile(bool, (sign.search(text) for sign in signs)):
        if match is None or match.start() < start:
            break
        start = match.start()
        found += 1
    return found
