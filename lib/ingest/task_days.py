"""Which column says when a task is due, where the headers alone do not tell: of two times the task's own, of a day of completion the plan."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lib.deadlines import parse_deadline
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import WEAK_RANK, matches, normal
from lib.ingest.mapped import HeaderCell, Mapped
from lib.ingest.model import CellValue
from lib.ingest.naming import place_of, sample_of
from lib.ingest.samples import CELLS_LOOKED_AT, MOSTLY, NEARLY_ALL, ONE_STRAY_WORD, Sample
from lib.ingest.spans import ACTUAL
from lib.ingest.states import plain_state
from lib.schema import DeadlineKind, Opinion, SheetRole, Task

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


_ENDS = frozenset({Task.DUE_TEXT, Task.PLAN_DUE, Task.AGREED_DUE, Task.PLAN_START, Opinion.DUE_TEXT, Opinion.AGREED_DUE})
_OF_WHAT_IS_PLANNED = re.compile(
    "(拟定?|计划|预计|预定|安排)?(培训|授课|学习|教研|研修|研讨|党课|志愿服务|活动|举办|举行|召开|开展|组织|检查|督查|巡查|考试|演练|比赛|竞赛|讲座|宣讲|调研|走访|参观|慰问)+(的)?(时间|日期|月份|时段)"
    "|(拟定?|预计|预定|拟安排)(的)?(时间|日期|月份|时段)"
)
"""When what a plan lists is to be: 培训时间 of a plan of trainings."""
_OF_SOMETHING_ELSE = re.compile(
    "实际|开始|会议|交办|下达|布置|部署|派发|派单|转办|批示|立项|登记|录入|创建|受理|答复|回复|发现|发生|发布|公布|[收来发]文|[印下]发|报送|[填上]报|填表|更新|反馈|签订|签约|购置|成立|出生|入职|入党|参加工作|统计"
)
_FEWEST_TIMES = 2


def time_of_each(grid: Grid, mapped: Mapped, free: Sequence[HeaderCell], body: range) -> Mapped:
    """The one unread column headed by when what is planned is to be (培训时间, 拟定时间) holds the deadlines where no other does."""
    if has_deadlines(mapped):
        return mapped
    unread = {column.x for column in mapped.columns if not column.name} - {*mapped.levels, mapped.versions}
    timed = planned_times(grid, [cell for cell in free if cell.x in unread], body)
    if len(timed) != 1:
        return mapped
    columns = tuple(replace(column, name=str(Task.DUE_TEXT)) if column.x == timed[0] else column for column in mapped.columns)
    return replace(mapped, columns=columns, by_cells=(*mapped.by_cells, timed[0]))


def planned_times(grid: Grid, unread: Sequence[HeaderCell], body: range) -> list[int]:
    """The columns headed by when what is planned is to be, and filled with times."""
    planned = [cell.x for cell in unread if _OF_WHAT_IS_PLANNED.fullmatch(normal(cell.parts[-1]))]
    return [x for x in planned if _share_of_times(sample_of(grid, x, body)) >= ONE_STRAY_WORD]


def has_deadlines(mapped: Mapped) -> bool:
    """Whether anything in a table is read as its deadlines, or as starts."""
    return bool(mapped.calendar or mapped.spans or _ENDS & {column.name for column in mapped.columns})


def may_be_deadlines(grid: Grid, x: int, header: str, body: range) -> bool:
    """Whether nearly all cells of a column that is not read say when, and its header tells of nothing else (登记时间)."""
    values = sample_of(grid, x, body)
    return len(values) >= _FEWEST_TIMES and not _OF_SOMETHING_ELSE.search(normal(header)) and _share_of_times(values) >= NEARLY_ALL


def _share_of_times(values: Sequence[CellValue]) -> float:
    return sum(map(_says_when, values)) / len(values) if values else 0.0


def _says_when(value: CellValue) -> bool:
    """Whether a cell is a day or a phrase that a deadline is written in, of any year."""
    if isinstance(value, date):
        return True
    unknown = (DeadlineKind.UNDETERMINED, DeadlineKind.UNPARSED)
    return isinstance(value, str) and parse_deadline(value, None).kind not in unknown
