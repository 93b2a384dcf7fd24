"""Tables that lie on their side, and forms: what should head the columns stands at the left of the rows.

任务 | 动员会 | 自查 over 完成时限 | 3月 | 4月 is a plan turned by a quarter; 任务名称 | … | 牵头部门 | … over 开始时间 | … is the form of one
task. Read row by row both would give tasks that are called 完成时限; so neither is read, and it is said how to turn it.
"""

from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import WEAK_RANK, matches, normal
from lib.schema import Opinion, SheetRole, Task

_FEWEST = 3  # labels; two may be tasks that are called so
_MOST_ROWS = 60
_SHARE = 0.6
_LONGEST_LABELS = 6
_SUBJECTS = {SheetRole.TASKS: frozenset({Task.TASK}), SheetRole.FEEDBACK: frozenset({Opinion.TEXT, Opinion.ISSUE})}


def labels_at_left(grid: Grid) -> str:
    """The headings that stand in the first filled column, listed; "" where that column holds what a table's first column holds."""
    if grid.height > _MOST_ROWS:
        return ""
    rows = range(grid.height)
    x = next((x for x in range(min(grid.width, 3)) if grid.filled(x, rows)), None)
    if x is None or len(grid.filled(x, rows)) < _FEWEST:
        return ""
    beside = {y: min(right) for y in grid.filled(x, rows) if (right := [place for place in grid.own(y) if place > x])}
    texts = {y: cell_text(grid.cells[y, x]) for y in beside}
    for role, subjects in _SUBJECTS.items():
        named = {name: text for text in texts.values() if (name := _name(text, role))}
        if any(_name(texts[y], role) and _name(cell_text(grid.cells[y, place]), role) for y, place in beside.items()):
            continue  # a row of headings
        if len(named) >= max(_FEWEST, _SHARE * len(texts)) and subjects & named.keys():
            return "、".join(list(named.values())[:_LONGEST_LABELS])
    return ""


def _name(text: str, role: SheetRole) -> str:
    """The column that a text surely heads, "" for any other text."""
    best = next(iter(matches(text).get(role, ())), None) if normal(text) else None
    return best.name if best is not None and best.rank < WEAK_RANK else ""
