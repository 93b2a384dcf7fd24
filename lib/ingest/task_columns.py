"""The columns of a table of tasks: its names, and the forms in which people lay a plan out.

Nothing is assumed but the task's own text in a table that is otherwise clear; what was mapped by hand is left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.ingest.calendar import CalendarColumn, duration_column, is_marked, is_worded, painted
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import PATTERN_RANK, WEAK_RANK, matches, normal
from lib.ingest.mapped import HeaderCell, Mapped
from lib.ingest.model import CellValue
from lib.ingest.naming import assign, mapped_of, place_of, sample_of, state_in_words
from lib.ingest.samples import CELLS_LOOKED_AT, MOSTLY, NEARLY_ALL, ONE_STRAY_WORD, Sample, look_at
from lib.ingest.spans import ACTUAL, join_spans
from lib.ingest.states import plain_state
from lib.schema import SheetRole, Task

FEWEST_SIGNS = 3
"""Names of a plan without which no column is taken for its tasks."""

_TASK_SIGNS = frozenset(
    {
        Task.NUMBER, Task.PHASE, Task.LEAD, Task.OWNER_UNIT, Task.OWNER, Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.ACTUAL_DONE,
        Task.STATUS, Task.PROGRESS, Task.PROGRESS_NOTE, Task.TASK_ID, Task.NOTE, Task.ACTUAL_START, Task.OUTPUT, Task.AGREED_DUE,
    }
)  # fmt: skip
_ENDS = frozenset({Task.DUE_TEXT, Task.PLAN_DUE, Task.AGREED_DUE, Task.PLAN_START})
_TASK_TIME = frozenset({Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE})


def as_tasks(
    grid: Grid, cells: Sequence[HeaderCell], samples: dict[int, Sample], body: range, calendar: tuple[CalendarColumn, ...]
) -> Mapped | None:
    """Name the columns as those of tasks, None where it is no such table."""
    names, ranks = assign(cells, samples, SheetRole.TASKS, must=Task.TASK)
    free = [cell for cell in cells if cell.chosen is None]
    spans = join_spans(free, names)
    ranks.update({x: PATTERN_RANK for x in names if x not in ranks})
    _deadline_of_each(grid, free, names, ranks, samples, body)
    state_in_words(free, names, ranks, samples)
    planned = _planned_instead(grid, free, names, body)
    by_cells = _state_by_cells(grid, free, names, samples, body)
    if by_cells is not None:
        names[by_cells], ranks[by_cells] = str(Task.STATUS), WEAK_RANK
    found = set(names.values())
    timed = calendar if all(column.phrase for column in calendar) else ()
    is_drawn = is_marked(grid, timed, body) or bool(painted(grid, timed, place_of(names, Task.TASK), body))
    ticked = timed if not found & _ENDS and is_drawn else ()
    _named_over_contents(free, samples, names, ranks)
    _split_subtasks(free, samples, names, ranks)
    if Task.TASK not in found:
        return _with_assumed_task(cells, free, samples, names, ranks)
    is_weak = ranks[place_of(names, Task.TASK)] >= WEAK_RANK
    if not _is_plan(cells, found, is_weak=is_weak, by_calendar=bool(ticked) or is_worded(grid, timed, body)):
        return None
    levels = _levels(grid, cells, names, samples, body)
    for x in levels[1:]:
        names.pop(x, None)
    over = _phase_by_merges(grid, free, names, samples, body)
    if over is not None:
        names[over], ranks[over] = str(Task.PHASE), WEAK_RANK
    duration = duration_column([(cell.x, cell.text) for cell in free if cell.x not in names and not cell.is_calendar])
    mapped = mapped_of(SheetRole.TASKS, cells, names, ranks)
    versions = _versions_column(grid, free, body)
    if versions is not None and names.get(versions) == Task.PHASE:
        columns = tuple(replace(column, name="") if column.x == versions else column for column in mapped.columns)
        mapped = replace(mapped, columns=columns)
    return replace(
        mapped,
        levels=levels,
        planned=planned,
        calendar=ticked,
        duration=duration,
        versions=versions,
        spans=spans,
        by_cells=(by_cells, over),
    )


def _is_plan(cells: Sequence[HeaderCell], found: set[str], *, is_weak: bool, by_calendar: bool) -> bool:
    """Whether enough beside the task's own column speaks of a plan; where that was mapped by hand, nothing has to."""
    if any(cell.chosen == Task.TASK for cell in cells):
        return True
    if is_weak and not found & _TASK_TIME and not by_calendar:
        return False
    return len(found & _TASK_SIGNS) + (2 if by_calendar else 0) >= (2 if is_weak else 1)


def _with_assumed_task(
    cells: Sequence[HeaderCell], free: Sequence[HeaderCell], samples: dict[int, Sample], names: dict[int, str], ranks: dict[int, int]
) -> Mapped | None:
    """A plan in all but the header of its tasks: the column with the most text is taken for them, None where it is no such table."""
    found = set(names.values())
    if len(found & _TASK_SIGNS) < FEWEST_SIGNS or not found & _TASK_TIME:
        return None
    prose = [cell.x for cell in free if cell.x in samples and cell.x not in names and _is_prose(samples[cell.x])]
    if not prose:
        return None
    assumed = max(prose, key=lambda x: samples[x].length * samples[x].different)
    names[assumed] = str(Task.TASK)
    ranks[assumed] = WEAK_RANK
    return mapped_of(SheetRole.TASKS, cells, names, ranks, assumed=assumed)


_SAYS_STATE = re.compile(r"完成|办结|落实|销号|状态|进展|进度|done|complete|status|progress", re.IGNORECASE)
_YES_OR_NO = frozenset(
    {"是", "否", "有", "无", "yes", "no", "y", "n", "x", "v", "1", "0", "true", "false", "√", "×", "✓", "✗", "○", "●", "ok"}
)
_FEWEST_STATES = 2


def _state_by_cells(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], samples: dict[int, Sample], body: range) -> int | None:
    """The one column without a known header in which states are written, where no other column tells how far things are."""
    if {Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE, Task.PROGRESS_NOTE} & set(names.values()):
        return None
    found = []
    for cell in cells:
        sample = samples.get(cell.x)
        if cell.x in names or sample is None or sample.count < _FEWEST_STATES or sample.state < ONE_STRAY_WORD:
            continue
        words = {compared(cell_text(grid.cells[y, cell.x])) for y in grid.filled(cell.x, body)[:CELLS_LOOKED_AT]}
        told = {word for word in words - _YES_OR_NO if plain_state(word) is not None}
        if len(told) >= _FEWEST_STATES or _SAYS_STATE.search(cell.parts[-1]):
            found.append(cell.x)
    return found[0] if len(found) == 1 else None


_OF_A_PERSON = re.compile(r"姓名|(党内|行政)?职务|岗位|职称|职级|性别|政治面貌|(联系)?电话|联系方式|手机(号码?)?|name|position|post|phone")
"""Headers of what is told of a person, which heads no part of a plan though it is merged over what the person answers for."""


def _phase_by_merges(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], samples: dict[int, Sample], body: range) -> int | None:
    """A column of words left of the tasks without a known header, most of whose cells are merged over several of them."""
    task = place_of(names, Task.TASK)
    if Task.PHASE in names.values():
        return None
    for cell in cells:
        if cell.x >= task or cell.x in names or cell.x not in samples or samples[cell.x].text < MOSTLY:
            continue
        if _OF_A_PERSON.fullmatch(normal(cell.parts[-1])):
            continue
        filled = grid.filled(cell.x, body)
        if len(filled) >= _FEWEST_STATES and sum(grid.span_height(y, cell.x) > 1 for y in filled) >= MOSTLY * len(filled):
            return cell.x
    return None


_VERSIONS = frozenset({"计划", "实际", "预计", "plan", "planned", "actual"})
_ACTUAL_VERSION = frozenset({"实际", "actual"})


def is_actual(value: CellValue) -> bool:
    """Whether a cell says that its row is what happened, not what was planned."""
    return isinstance(value, str) and compared(value) in _ACTUAL_VERSION


def _versions_column(grid: Grid, cells: Sequence[HeaderCell], body: range) -> int | None:
    """The column that says 计划 and 实际 by turns, where a plan and its actual stand in two rows."""
    for cell in cells:
        words: set[str] = set()
        for y in grid.filled(cell.x, body)[:CELLS_LOOKED_AT]:
            value = grid.cells[y, cell.x]
            words.add(compared(value) if isinstance(value, str) else "")
            if not words <= _VERSIONS:
                break  # nearly always at the first
        else:
            if len(words) == len(_ACTUAL_VERSION) and words & _ACTUAL_VERSION:
                return cell.x
    return None


_SUBTASK = re.compile(r"(子任务|subtasks?|actionitems?|subactivit(y|ies)|substeps?|子项|子项目|小项)(name|名称|描述)?")


def is_subtask(header: str) -> bool:
    """Whether a header names a part of a task."""
    return bool(_SUBTASK.fullmatch(normal(header)))


def _split_subtasks(cells: Sequence[HeaderCell], samples: dict[int, Sample], names: dict[int, str], ranks: dict[int, int]) -> None:
    """Task and Subtask side by side: the subtask is what is done, the task above it its phase."""
    sub = next((cell.x for cell in cells if cell.x not in names and is_subtask(cell.parts[-1])), None)
    task = place_of(names, Task.TASK)
    if sub is None or task not in {cell.x for cell in cells} or Task.PHASE in names.values():
        return
    if samples[sub].count >= 0.8 * samples[task].count:
        names[task], names[sub] = str(Task.PHASE), str(Task.TASK)
        ranks[sub] = PATTERN_RANK


_NAME_OF_WORKS = re.compile(r"(重点|重大|建设|工程|民生|实事|惠民|技改|年度)*(项目|工程|实事|课题)(名称|名)")
_DETAIL = re.compile(r"(具体|主要|详细|办理|工作|任务)(内容|要求|标准)(及要求|及标准|和要求|与要求)?")
_CONTENTS_OF_WORKS = re.compile(
    r"(主要|项目|工程|年度|建设)*(建设|项目|工程|改造|研究)(的)?(主要)?(内容|规模|内容及规模|规模及内容|内容和规模|规模和内容)"
)


def _is_task(cell: HeaderCell) -> bool:
    return any(match.name == Task.TASK and match.rank < WEAK_RANK for match in matches(cell.parts[-1]).get(SheetRole.TASKS, ()))


def _named_over_contents(cells: Sequence[HeaderCell], samples: dict[int, Sample], names: dict[int, str], ranks: dict[int, int]) -> None:
    """项目名称 beside 建设内容, 改革举措 beside 具体内容: a row is what has the name, not what it is made of."""
    task = place_of(names, Task.TASK)
    header = next((normal(cell.parts[-1]) for cell in cells if cell.x == task), "")
    unnamed = [cell for cell in cells if cell.x not in names and cell.x in samples]  # a column of a calendar has no sample
    free = [cell.x for cell in unnamed if _NAME_OF_WORKS.fullmatch(normal(cell.parts[-1]))]
    if _DETAIL.fullmatch(header):
        free = [cell.x for cell in unnamed if cell.x == task - 1 and _is_task(cell)]
    elif not _CONTENTS_OF_WORKS.fullmatch(header):
        return
    named = next((x for x in free if samples[x].count >= samples[task].count and samples[x].different >= NEARLY_ALL), None)
    if named is not None:
        del names[task]
        names[named], ranks[named] = str(Task.TASK), PATTERN_RANK


_PART_OF_MERGED = re.compile(r"(工作|具体|主要|重点|推进|落实|细化)*(的)?(措施|举措|任务分解|分解任务|细化任务|任务|工作|事项|内容)")


def _is_merged_over_parts(grid: Grid, task: int, x: int, body: range) -> bool:
    """Whether most tasks are merged over several rows, in which another column tells them apart."""
    filled = grid.filled(task, body)
    high = [y for y in filled if grid.span_height(y, task) > 1]
    parts = [sum(grid.cells[row, x] is not None for row in range(y, y + grid.span_height(y, task))) for y in high]
    return len(high) >= MOSTLY * max(len(filled), 1) and all(parts) and any(count > 1 for count in parts)


_LEVEL = re.compile(r"第?[一二三四五1-5]级.*|level[1-5].*|[二三四]级.*|l[1-5]")


def _levels(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], samples: dict[int, Sample], body: range) -> tuple[int, ...]:
    """The task's column and those right of it that go on with its outline: the same header, a lower level, or none."""
    task = place_of(names, Task.TASK)
    headers = {cell.x: normal(cell.parts[-1]) for cell in cells}
    chosen = {cell.x for cell in cells if cell.chosen is not None}
    found = [task]
    for x in range(task + 1, min(task + 6, grid.width)):
        header = headers.get(x)
        sample = samples.get(x) or look_at(sample_of(grid, x, body))
        goes_on = header is None or header == headers[task] or bool(_LEVEL.fullmatch(header)) or is_subtask(header)
        goes_on = goes_on or (_PART_OF_MERGED.fullmatch(header or "") is not None and _is_merged_over_parts(grid, task, x, body))
        if not goes_on or not sample.count or sample.text < 0.6 or (x in names and header != headers[task]) or x in chosen:
            break
        if header is None and not _alternate(grid, found, x, body):
            break
        found.append(x)
    return tuple(found) if len(found) > 1 else ()


def _alternate(grid: Grid, before: Sequence[int], x: int, body: range) -> bool:
    """Whether a column without a header is filled mostly where the levels left of it are blank."""
    filled = grid.filled(x, body)
    alone = sum(all(grid.cells[y, left] is None for left in before) for y in filled)
    return bool(filled) and alone >= 0.6 * len(filled)


_AHEAD = re.compile(r"(?:[日号旬底末月]|\d)(?:之|以)?前$|^(?:立即|即日|马上|会后|下周|下个?月)")
"""No day on which something was done is worded so (6月15日前, 立即, 下月底)."""


_OPEN_TO_BOTH = re.compile(r"办结(时间|日期)")
"""A header that says when something was closed, and in decisions of a meeting when it has to be; its cells decide."""


def _deadline_of_each(
    grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], samples: dict[int, Sample], body: range
) -> None:
    """A time merged over the tasks of a phase beside one of each task: the task's own is its deadline."""
    over = place_of(names, Task.DUE_TEXT)
    if over not in {cell.x for cell in cells}:
        return
    filled = grid.filled(over, body)
    if not filled or sum(grid.span_height(y, over) > 1 for y in filled) < MOSTLY * len(filled):
        return
    for cell in cells:
        offered = matches(cell.parts[-1]).get(SheetRole.TASKS, ())
        is_due = any(match.name == Task.DUE_TEXT and match.rank < WEAK_RANK for match in offered)
        sample = samples.get(cell.x)
        if cell.x in names or not is_due or sample is None or sample.day < MOSTLY or len(grid.filled(cell.x, body)) <= len(filled):
            continue
        del names[over]
        names[cell.x], ranks[cell.x] = str(Task.DUE_TEXT), ranks[over]
        return


def _planned_instead(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], body: range) -> int | None:
    """A column headed 完成日期 where no other holds the plan's end: beside a start, or filled on unfinished tasks or worded as one, it is the plan."""
    done = place_of(names, Task.ACTUAL_DONE)
    given = set(names.values())
    if done not in {cell.x for cell in cells} or given & {Task.DUE_TEXT, Task.PLAN_DUE, Task.ACTUAL_START}:
        return None
    header = next(normal(cell.text) for cell in cells if cell.x == done)
    says_actual = ACTUAL.search(header) is not None
    if says_actual and not _OPEN_TO_BOTH.fullmatch(header):
        return None
    state = next((x for x, name in names.items() if name == Task.STATUS), None)
    is_ahead = any(_AHEAD.search(compared(cell_text(grid.cells[y, done]))) for y in grid.filled(done, body)[:CELLS_LOOKED_AT])
    unfinished = state is not None and any(
        grid.cells[y, done] is not None and plain_state(cell_text(grid.cells[y, state])) in ("not_started", "in_progress") for y in body
    )
    if (says_actual or Task.PLAN_START not in given) and not unfinished and not is_ahead:
        return None
    names[done] = str(Task.PLAN_DUE)
    return done


def _is_prose(sample: Sample) -> bool:
    return sample.count >= 1 and sample.text > 0.7 and sample.length >= 4 and sample.different > 0.6 and sample.day < 0.5
