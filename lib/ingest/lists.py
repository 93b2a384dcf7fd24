"""Tasks without a table: a board whose columns are states, and a list under one header.

Looked for only where no sheet holds a table that we know. Each column becomes a table of its own; a column of boxes
beside a list gives the states. What is read this way is said.
"""

import re

from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import WEAK_RANK, matches
from lib.ingest.locate import Located
from lib.ingest.mapped import Mapped, MappedColumn
from lib.ingest.states import plain_state
from lib.schema import SheetRole, Status, Task

_HEADER_ROWS = 10
_FEWEST = 2
_MOSTLY = 0.8
_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_].*\d")  # what a task is called, not a time or an amount
_ANSWERS = frozenset({"yes", "no", "是", "否", "true", "false", "ok"})
_BOXES = frozenset("☐☑☒□■✓✔√✗✘×xX✅⬜") | {"[ ]", "[x]", "[]", "true", "false"}
_BOARD_STATES: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"(product)?backlog|ideas?|todo|to-do|待办.*|待处理.*|未开始.*|计划中?|next(up)?|ready.*|selected.*"), Status.NOT_STARTED),
    (re.compile(r"in-?progress|doing|review|inreview|testing|test|进行中.*|测试中?|评审中?|审核中?|wip|thisweek"), Status.IN_PROGRESS),
    (re.compile(r"done|complete[d]?|finished|closed|已完成.*|完成|archived?"), Status.DONE),
    (re.compile(r"blocked|on-?hold|waiting|暂缓|搁置|阻塞.*"), Status.PAUSED),
)


def find_lists(grid: Grid) -> tuple[Located, ...]:
    """The boards or the list of one sheet; empty where it holds neither."""
    return _board(grid) or _list(grid)


def _board(grid: Grid) -> tuple[Located, ...]:
    """A row of different states over columns of text."""
    for y in range(min(grid.height, _HEADER_ROWS)):
        own = grid.own(y)
        states = [_board_state(cell_text(grid.cells[y, x])) for x in own]
        if len(own) < _FEWEST or None in states or len(set(states)) < _FEWEST:
            continue
        below = [x for row in range(y + 1, grid.height) for x in grid.own(row)]
        if len(below) < _FEWEST or not set(below) <= set(own):
            return ()
        written = [value for row in range(y + 1, grid.height) for x in own if (value := grid.cells[row, x]) is not None]
        if sum(isinstance(value, str) and bool(_WORD.search(value)) for value in written) < _MOSTLY * len(written):
            return ()
        return tuple(
            _located(grid, y, (MappedColumn(x, cell_text(grid.cells[y, x]), str(Task.TASK)),), str(state))
            for x, state in zip(own, states, strict=True)
        )
    return ()


def _board_state(text: str) -> Status | None:
    key = compared(re.sub(r"[(（].*|[^\w\s-]", "", text))
    if key in _ANSWERS:
        return None
    known = plain_state(key)
    if known is not None and known != Status.NOT_REPORTED and len(key) > 1:
        return Status(known)
    return next((state for pattern, state in _BOARD_STATES if pattern.fullmatch(key)), None)


def _list(grid: Grid) -> tuple[Located, ...]:
    """One column of text under a header that names tasks, with boxes beside it or nothing."""
    for y in range(min(grid.height, _HEADER_ROWS)):
        own = grid.own(y)
        if not own or len(own) > _FEWEST or not _names_tasks(cell_text(grid.cells[y, own[-1]])):
            continue
        x = own[-1]
        rows = [row for row in range(y + 1, grid.height) if grid.own(row)]
        texts = [row for row in rows if isinstance(grid.cells[row, x], str)]
        others = {place for row in rows for place in grid.own(row)} - {x}
        if len(texts) < max(_FEWEST, 0.8 * len(rows)) or (rows and _names_tasks(cell_text(grid.cells[rows[0], x]))):
            continue
        boxes = others.pop() if len(others) == 1 else None
        if others or (boxes is not None and not all(_is_box(grid, row, boxes) for row in rows)):
            continue
        named = MappedColumn(x, cell_text(grid.cells[y, x]), str(Task.TASK))
        ticks = () if boxes is None else (MappedColumn(boxes, cell_text(grid.cells[y, boxes]), str(Task.STATUS)),)
        return (_located(grid, y, tuple(sorted((named, *ticks), key=lambda column: column.x)), ""),)
    return ()


def _names_tasks(text: str) -> bool:
    first = next(iter(matches(text).get(SheetRole.TASKS, ())), None)
    if first is not None and first.name == Task.TASK and first.rank < WEAK_RANK:
        return True
    return bool(re.fullmatch(r"(my)?(to-?dos?|to-?dolist|tasks?|tasklist|actionitems|待办(事项|清单|列表)?)", compared(text)))


def _is_box(grid: Grid, y: int, x: int) -> bool:
    value = grid.cells[y, x]
    return value is None or compared(cell_text(value)) in _BOXES


def _located(grid: Grid, header: int, columns: tuple[MappedColumn, ...], state: str) -> Located:
    mapped = Mapped(SheetRole.TASKS, columns, 0.0, state=state, is_list=True)
    return Located(grid, mapped, (header,), grid.height, tuple(range(header)), frozenset())
