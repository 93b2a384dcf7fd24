"""Which column says when a task is due, where the headers alone do not tell: of two times the task's own, of a day of completion the plan."""

import re
from collections.abc import Sequence

from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import WEAK_RANK, matches, normal
from lib.ingest.mapped import HeaderCell
from lib.ingest.naming import place_of
from lib.ingest.samples import CELLS_LOOKED_AT, MOSTLY, Sample
from lib.ingest.spans import ACTUAL
from lib.ingest.states import plain_state
from lib.schema import Opinion, SheetRole, Task

_AHEAD = re.compile(r"(?:[日号旬底末月]|\d)(?:之|以)?前$|^(?:立即|即日|马上|会后|下周|下个?月)")
"""No day on which something was done is worded so (6月15日前, 立即, 下月底)."""


_OPEN_TO_BOTH = re.compile(r"办结(时间|日期)")
"""A header that says when something was closed, and in decisions of a meeting when it has to be; its cells decide."""


def deadline_of_each(
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


def planned_instead(
    grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], body: range, *, role: SheetRole = SheetRole.TASKS
) -> int | None:
    """A column headed 完成日期 where no other holds the plan's end: beside a start, or filled on unfinished rows or worded as one, it is the plan."""
    is_plan = role is SheetRole.TASKS
    done = place_of(names, Task.ACTUAL_DONE if is_plan else Opinion.DONE)
    given = set(names.values())
    if done not in {cell.x for cell in cells} or given & {Task.DUE_TEXT, Task.PLAN_DUE, Task.ACTUAL_START}:
        return None
    header = next(normal(cell.text) for cell in cells if cell.x == done)
    says_actual = ACTUAL.search(header) is not None
    if says_actual and not _OPEN_TO_BOTH.fullmatch(header):
        return None
    state = next((x for x, name in names.items() if name == Task.STATUS), None)
    is_ahead = any(_AHEAD.search(compared(cell_text(grid.cells[y, done]))) for y in grid.filled(done, body)[:CELLS_LOOKED_AT])
    states = [] if state is None else [plain_state(cell_text(grid.cells[y, state])) for y in body if grid.cells[y, done] is not None]
    open_ones = sum(state in ("not_started", "in_progress") for state in states)
    few = (
        0 if is_plan else max(1, len(states) // 2)
    )  # 整改完成时间 in a ledger is when it was done unless most problems with a day are open
    unfinished = open_ones > few
    if (says_actual or Task.PLAN_START not in given) and not unfinished and not is_ahead:
        return None
    names[done] = str(Task.PLAN_DUE if is_plan else Opinion.DUE_TEXT)
    return done
