"""Several starts and ends for one task: 需求（开始、结束）, 开发（开始、结束）, side by side, mostly under a group header each.

Only what a header calls actual is actual. Spans that stand under other groups are steps of the plan: the task runs from
the first start to the last end, and a finding says which columns were used.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from lib.ingest.headers import normal
from lib.schema import Task

ACTUAL = re.compile(r"实际|办结|actual|real|closed|resolved")
"""What a header says of days on which something happened."""

_PLANNED = (Task.PLAN_START, Task.PLAN_DUE, Task.DUE_TEXT)


class Header(Protocol):
    """A header cell: its column, and its parts, the group first."""

    @property
    def x(self) -> int:
        """The column."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The group's words and its own."""


def join_spans(cells: Sequence[Header], names: dict[int, str]) -> tuple[int, ...]:
    """Let the plan end in the last span's end column; returns all columns of starts and ends, () where there is one span.

    Args:
        cells: the header, from the left.
        names: the names given to columns; changed where a later span had been taken for what happened.
    """
    headers = {cell.x: normal(cell.parts[-1]) for cell in cells}
    starts = [headers[x] for x, name in names.items() if name == Task.PLAN_START and x in headers]
    is_pair_again = any(list(headers.values()).count(start) > 1 for start in starts)
    own = headers if is_pair_again else {cell.x: headers[cell.x] for cell in cells if len(cell.parts) > 1}
    planned = {own[x]: name for x, name in names.items() if name in _PLANNED and x in own}
    later = [
        cell.x
        for cell in cells
        if own.get(cell.x) in planned and names.get(cell.x) not in _PLANNED and not ACTUAL.search(normal("".join(cell.parts)))
    ]
    ends = [x for x in later if planned[own[x]] != Task.PLAN_START]
    if not ends:
        return ()
    used = tuple(x for x, name in names.items() if name in _PLANNED and x in own)
    for x in later:
        names.pop(x, None)
    for x in used:
        if names[x] != Task.PLAN_START:
            names[ends[-1]] = names.pop(x)
    return tuple(sorted({*used, *later}))
