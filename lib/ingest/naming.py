"""Giving each name of one sheet to its best column: by hand, by the dictionary, and by the cells where a header may mean two things.

Every header is tried with its group (计划 / 开始时间), then alone. Each name is given once, the best match first; a
header whose best name is taken or does not fit what its cells hold gets its next one.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import PATTERN_RANK, WEAK_RANK, Match, is_header_of, known_headers, matches, normal
from lib.ingest.mapped import HeaderCell, Mapped, MappedColumn
from lib.ingest.model import CellValue
from lib.ingest.samples import CELLS_LOOKED_AT, MOSTLY, NEARLY_ALL, ONE_STRAY_WORD, Sample, fits, tells_only_amounts
from lib.ingest.split_days import is_part_of_day
from lib.schema import Opinion, SheetRole, Task

_GROUP_TAIL = re.compile(r"(时间安排|时间|安排|情况|日期|进度|节点|dates?|schedule|time)$")
_MISFIT = 400
_BLANK_TASK = 250
_BLANK_WEAK = 120  # after every filled column that may be the same
_TELLING = 3  # signs of a known header that stands in another: 日期 in 销号日期 says nothing of it
_CLOSE = 0.72  # how alike two headers are that may be one with a slip in it
_DITTO = ("同上", "〃", '"', "″")
_OF_TASKS: Mapping[str, str] = {
    Task.DUE_TEXT: Opinion.DUE_TEXT,
    Task.PLAN_DUE: Opinion.DUE_TEXT,
    Task.AGREED_DUE: Opinion.AGREED_DUE,
    Task.ACTUAL_DONE: Opinion.DONE,
    Task.OWNER_UNIT: Opinion.OWNER_UNIT,
    Task.OWNER: Opinion.OWNER,
    Task.LEAD: Opinion.LEAD,
    Task.STATUS: Opinion.STATUS,
    Task.PROGRESS_NOTE: Opinion.PROGRESS_NOTE,
    Task.PROGRESS: Opinion.STATUS,
    Task.OUTPUT: Opinion.EVIDENCE,
    Task.UPDATED: Opinion.UPDATED,
    Task.NOTE: Opinion.NOTE,
}
"""What a column of tasks is called in a table of problems: one header (截止日期, 执行人) serves both."""
_OF_PROBLEMS: Mapping[str, str] = {
    Opinion.DUE_TEXT: Task.DUE_TEXT,
    Opinion.AGREED_DUE: Task.AGREED_DUE,
    Opinion.DONE: Task.ACTUAL_DONE,
    Opinion.OWNER_UNIT: Task.OWNER_UNIT,
    Opinion.OWNER: Task.OWNER,
    Opinion.LEAD: Task.LEAD,
    Opinion.STATUS: Task.STATUS,
    Opinion.PROGRESS_NOTE: Task.PROGRESS_NOTE,
}
_OF_WHO_SPOKE = re.compile(r"联系|对接|撰写|编写|发起|poc|contact|resource|author")
"""In a plan whoever answers for a task; beside what was said, perhaps who said it, and nobody's to see."""
_HOW_FAR = frozenset({Task.STATUS, Task.PROGRESS_NOTE})
"""What a weak header (目前情况, 现状) may name in the other kind of table: what it holds tells the rest."""
_BORROWED_RANK = 300
_UNDECIDED = 190  # a header of two meanings that no cell decides yields to one that says what it is, and not to a weak one
_WHEN_GIVEN = re.compile(r"(交办|下达|布置|派发|立项|登记|录入|创建|受理|答复|回复)(的)?(时间|日期)")
"""When somebody was told of a task, or answered: near in signs to 办结时间 or 复核时间, and another thing."""
_WHAT_A_CHECK_FOUND = re.compile("(整改|现场|检查)?后?(复核|验收|复查|核查|核实|查验)(情况|结果|意见|结论)")
"""Near in signs to 答复情况 or 完成情况, and another thing."""
_STARTS = frozenset({Task.PLAN_START, Task.ACTUAL_START})
_MOST_SUGGESTIONS = 200  # a sheet with thousands of headers that we do not know is no table with slips in it


def assign(cells: Sequence[HeaderCell], samples: dict[int, Sample], role: SheetRole, must: str) -> tuple[dict[int, str], dict[int, int]]:
    """Give each name to its best column: what was mapped by hand, then the smallest rank, then from the left."""
    offers: list[tuple[int, int, str]] = []
    for cell in cells:
        if cell.is_calendar or cell.chosen is not None or is_part_of_day(cell, cells):
            continue
        candidates = list(_candidates(cell, role))
        for match in candidates:
            misfit = 0 if fits(match.name, samples[cell.x]) else _MISFIT
            if match.name == Task.TASK and not samples[cell.x].count and any(sample.count for sample in samples.values()):
                misfit = _BLANK_TASK
            if misfit and match.rank >= PATTERN_RANK and len(candidates) > 1:
                continue
            if misfit and (match.rank >= WEAK_RANK or (match.rank >= PATTERN_RANK and tells_only_amounts(match.name, samples[cell.x]))):
                continue
            if match.rank >= WEAK_RANK and not samples[cell.x].count:
                misfit = _BLANK_WEAK
            undecided = _UNDECIDED if cell.told is not None and len(cell.told) > 1 else 0
            offers.append((match.rank + misfit + undecided, cell.x, match.name))
    names = {cell.x: cell.chosen for cell in cells if cell.chosen}
    ranks = dict.fromkeys(names, 0)
    for rank, x, name in sorted(offers):
        if x not in names and name not in names.values():
            names[x], ranks[x] = name, rank % _MISFIT
    if must and must not in names.values():
        for rank, x, name in sorted(offers):
            if name == must and (rank < _MISFIT or rank - _MISFIT < PATTERN_RANK):
                names[x], ranks[x] = name, rank % _MISFIT
                break
    return names, ranks


def _candidates(cell: HeaderCell, role: SheetRole) -> Iterable[Match]:
    """What a header may name: with its group before it stands alone, the group alone last."""
    if cell.told is not None and role is SheetRole.FEEDBACK:
        return [Match(name, rank) for rank, name in enumerate(cell.told)]
    best: dict[str, int] = {}
    own = cell.parts[-1]
    groups = cell.parts[:-1]
    forms: list[tuple[str, int]] = [(own, 10 if groups else 0)]
    for group in groups:
        short = _GROUP_TAIL.sub("", normal(group))
        forms += [(group + own, -30), (short + own, -30) if short else (own, 0), (own + group, 0), (group, 120)]
    is_start = any(match.name in _STARTS for match in matches(own).get(role, ()))
    for form, shift in forms:
        for match in matches(form).get(role, ()):
            if is_start and form in groups and match.name not in _STARTS:
                continue  # 时间安排 over 启动 and 完成 names the end of neither
            rank = (
                match.rank + shift if match.rank < PATTERN_RANK or shift > 0 else match.rank - PATTERN_RANK + 5 if shift < 0 else match.rank
            )
            best[match.name] = min(best.get(match.name, rank), rank)
    return [Match(name, rank) for name, rank in best.items()]


def borrow(
    cells: Sequence[HeaderCell], samples: Mapping[int, Sample], role: SheetRole, names: dict[int, str], ranks: dict[int, int]
) -> None:
    """Name what is left by the other kind of table's headers: they decide nothing about what a table lists.

    Args:
        cells: the header; what was mapped by hand stays.
        samples: what the columns hold.
        role: of the table.
        names, ranks: what was named so far; a name that a column has is not given again.
    """
    other, called = (SheetRole.FEEDBACK, _OF_PROBLEMS) if role is SheetRole.TASKS else (SheetRole.TASKS, _OF_TASKS)
    offers: list[tuple[int, int, str]] = []
    for cell in cells:
        if cell.x in names or cell.chosen is not None or cell.is_calendar or cell.told is not None or is_part_of_day(cell, cells):
            continue
        if role is not SheetRole.TASKS and _OF_WHO_SPOKE.search(normal(cell.text)):
            continue
        for match in _candidates(cell, other):
            name = called.get(match.name)
            is_weak = match.rank >= WEAK_RANK and name not in _HOW_FAR
            if name is not None and not is_weak and samples[cell.x].count and fits(name, samples[cell.x]):
                offers.append((match.rank, cell.x, str(name)))
    for _, x, name in sorted(offers):
        if x not in names and name not in names.values():
            names[x], ranks[x] = name, _BORROWED_RANK


def mapped_of(
    role: SheetRole, cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], assumed: int | None = None
) -> Mapped:
    """The header with its names, and how well they fit."""
    given = [ranks[x] for x in names]
    score = sum(3.0 if rank < PATTERN_RANK else 2.0 if rank < WEAK_RANK or rank >= _BORROWED_RANK else 1.0 for rank in given)
    if role is SheetRole.TASKS and ranks[place_of(names, Task.TASK)] < PATTERN_RANK:
        score += 4.0
    unnamed = frozenset(
        [cell.x for cell in cells if cell.x not in names and cell.chosen is None and not cell.is_calendar][:_MOST_SUGGESTIONS]
    )
    free = {normal(header): header for header, name in known_headers(role) if name not in names.values()} if unnamed else {}
    columns = tuple(
        MappedColumn(
            cell.x,
            cell.text,
            names.get(cell.x, ""),
            _near(cell, role, free) if cell.x in unnamed else "",
            cell.is_calendar,
            cell.chosen is not None,
            cell.claimed,
        )
        for cell in cells
    )
    return Mapped(role, columns, score, assumed)


def _near(cell: HeaderCell, role: SheetRole, free: Mapping[str, str]) -> str:
    """A header of the schema that is almost the same, among those that no column has got, by how they are compared."""
    if cell.is_calendar or role not in (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        return ""
    key = normal(cell.parts[-1])
    if _WHEN_GIVEN.fullmatch(key):
        return ""
    if _WHAT_A_CHECK_FOUND.fullmatch(key):
        return next((header for header in free.values() if is_header_of(header, SheetRole.FEEDBACK, Opinion.VERDICT)), "")
    close = _closest(key, tuple(free))
    if close:
        return free[close]
    inside = [header for known, header in free.items() if len(known) >= _TELLING and known in key and not known.isascii()]
    return max(inside, key=len, default="")


@lru_cache(maxsize=1_024)
def _closest(key: str, known: tuple[str, ...]) -> str:
    """The one of these that is most like a header; the office uploads the same headers again and again."""
    return next(iter(difflib.get_close_matches(key, known, n=1, cutoff=_CLOSE)), "")


def state_in_words(cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], samples: dict[int, Sample]) -> None:
    """A column of progress, or of what a rectification led to, that holds nothing but states is the status where no other column is."""
    free = {cell.x for cell in cells if cell.chosen is None}
    for name in (Task.PROGRESS_NOTE, Task.PROGRESS, Opinion.RESULT):
        x = place_of(names, name)
        if Task.STATUS in names.values() or x not in free or not samples[x].count:
            continue
        sample = samples[x]
        if name == Task.PROGRESS and sample.share > 0:
            continue
        if sample.state >= ONE_STRAY_WORD or (sample.state >= MOSTLY and sample.telling >= NEARLY_ALL):
            names[x], ranks[x] = str(Task.STATUS), max(ranks[x], PATTERN_RANK)


def place_of(names: dict[int, str], name: str) -> int:
    """The column that has a name, -1 where none has."""
    return next((x for x, given in names.items() if given == name), -1)


def sample_of(grid: Grid, x: int, body: range) -> list[CellValue]:
    """The first filled cells of a column that stand for themselves: unmerged, and no 同上."""
    found: list[CellValue] = []
    codes, distinct = grid.columns[x].codes, grid.columns[x].distinct
    for y in grid.filled(x, body):
        value = distinct[codes[y]]
        text = value.strip() if type(value) is str else cell_text(value)
        if ((y, x) not in grid.spans or grid.span_width(y, x) == 1) and text not in _DITTO:
            found.append(value)
            if len(found) >= CELLS_LOOKED_AT:
                break
    return found
