"""The columns of a table of tasks: its names, and the forms in which people lay a plan out.

Nothing is assumed but the task's own text in a table that is otherwise clear; what was mapped by hand is left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.ingest.calendar import CalendarColumn, duration_column, is_marked, is_worded, painted
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import PATTERN_RANK, WEAK_RANK
from lib.ingest.mapped import HeaderCell, Mapped
from lib.ingest.naming import assign, borrow, mapped_of, place_of, state_in_words
from lib.ingest.plan_and_actual import versions_column
from lib.ingest.samples import CELLS_LOOKED_AT, NEARLY_ALL, ONE_STRAY_WORD, Sample, tells_only_amounts
from lib.ingest.spans import join_spans
from lib.ingest.states import plain_state
from lib.ingest.task_days import deadline_of_each, planned_instead, time_of_each
from lib.ingest.task_events import held_at, leave_records, name_speakers
from lib.ingest.task_outline import levels_of, named_over_contents, phase_by_merges, split_subtasks
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
    deadline_of_each(grid, free, names, ranks, samples, body)
    state_in_words(free, names, ranks, samples)
    planned = planned_instead(grid, free, names, body)
    stated = _state_by_cells(grid, free, names, ranks, samples, body)
    leave_records(grid, free, names, ranks, body)
    is_held = held_at(grid, free, names, body)
    found = set(names.values())
    timed = calendar if all(column.phrase for column in calendar) else ()
    ticked = timed if not found & _ENDS and _is_drawn(grid, timed, names, body) else ()
    named_over_contents(free, samples, names, ranks)
    split_subtasks(free, samples, names, ranks)
    if Task.TASK not in found:
        assumed = _with_assumed_task(cells, free, samples, names, ranks)
        return None if assumed is None else time_of_each(grid, _with_versions(grid, assumed, free, body), free, body)
    is_weak = ranks[place_of(names, Task.TASK)] >= WEAK_RANK
    if not _is_plan(cells, found, is_weak=is_weak, by_calendar=is_held or bool(ticked) or is_worded(grid, timed, body)):
        return None
    name_speakers(free, names, ranks)
    borrow(cells, samples, SheetRole.TASKS, names, ranks)
    levels = levels_of(grid, cells, names, samples, body)
    for x in levels[1:]:
        names.pop(x, None)
    merged = phase_by_merges(grid, free, names, ranks, samples, body)
    mapped = replace(
        _with_versions(grid, mapped_of(SheetRole.TASKS, cells, names, ranks), free, body),
        levels=levels,
        planned=planned,
        calendar=ticked,
        duration=duration_column([(cell.x, cell.text) for cell in free if cell.x not in names and not cell.is_calendar]),
        spans=spans,
        by_cells=(stated, merged),
    )
    return time_of_each(grid, mapped, free, body)


def _is_drawn(grid: Grid, timed: Sequence[CalendarColumn], names: dict[int, str], body: range) -> bool:
    """Whether a calendar beside the tasks is ticked or painted."""
    return is_marked(grid, timed, body) or bool(painted(grid, timed, place_of(names, Task.TASK), body))


def _with_versions(grid: Grid, mapped: Mapped, free: Sequence[HeaderCell], body: range) -> Mapped:
    """The column that says 计划 and 实际 by turns, if there is one, names no phase, whatever its header."""
    versions = versions_column(grid, free, body)
    if versions is None or mapped.place(Task.PHASE) != versions:
        return replace(mapped, versions=versions)
    columns = tuple(replace(column, name="") if column.x == versions else column for column in mapped.columns)
    return replace(mapped, columns=columns, versions=versions)


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
    borrow(cells, samples, SheetRole.TASKS, names, ranks)
    return mapped_of(SheetRole.TASKS, cells, names, ranks, assumed=assumed)


_SAYS_STATE = re.compile(r"完成|办结|落实|销号|状态|进展|进度|done|complete|status|progress", re.IGNORECASE)
_YES_OR_NO = frozenset(
    {"是", "否", "有", "无", "yes", "no", "y", "n", "x", "v", "1", "0", "true", "false", "√", "×", "✓", "✗", "○", "●", "ok"}
)
_FEWEST_STATES = 2
_TELL_HOW_FAR = frozenset({Task.ACTUAL_DONE, Task.PROGRESS_NOTE})


def _state_by_cells(
    grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], samples: dict[int, Sample], body: range
) -> int | None:
    """The one column without a known header in which states are written becomes the status, where no other is.

    Beside the day or the notes of what was done (办理进展, then 办结情况) nearly all its cells are states, and some say more than yes or no:
    是 under 是否按期完成 tells of the day.
    """
    found = set(names.values())
    if {Task.STATUS, Task.PROGRESS} & found:
        return None
    fewest, words_told = (NEARLY_ALL, 1) if _TELL_HOW_FAR & found else (ONE_STRAY_WORD, 0)
    places = []
    for cell in cells:
        sample = samples.get(cell.x)
        if cell.x in names or sample is None or sample.count < _FEWEST_STATES or sample.state < fewest:
            continue
        words = {compared(cell_text(grid.cells[y, cell.x])) for y in grid.filled(cell.x, body)[:CELLS_LOOKED_AT]}
        told = {word for word in words - _YES_OR_NO if plain_state(word) is not None}
        if len(told) >= _FEWEST_STATES or (len(told) >= words_told and _SAYS_STATE.search(cell.parts[-1])):
            places.append(cell.x)
    if len(places) != 1:
        return None
    names[places[0]], ranks[places[0]] = str(Task.STATUS), WEAK_RANK
    return places[0]


def _is_prose(sample: Sample) -> bool:
    if tells_only_amounts(Task.TASK, sample):
        return False
    return sample.count >= 1 and sample.text > 0.7 and sample.length >= 4 and sample.different > 0.6 and sample.day < 0.5
