"""A header of two meanings (来源) decided by the cells beneath it."""

import re
from collections import Counter

from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import normal
from lib.ingest.mapped import HeaderCell
from lib.ingest.model import CellValue
from lib.schema import SheetRole
from lib.schema.two_meanings import TWO_MEANINGS, TwoMeanings

_MOST = 0.5
_BRACKETS = re.compile(r"\([^()]*\)$")
"""问卷(教师): what stands in brackets behind a way says of whom."""

_ENGLISH_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])[a-z]+$")
"""来源 Source: the same word once more."""


def meanings_of(role: SheetRole, header: str) -> TwoMeanings | None:
    """What a header may mean, None for nearly all."""
    role = SheetRole.FEEDBACK if role is SheetRole.RECTIFICATION else role
    return TWO_MEANINGS.get(role, {}).get(_ENGLISH_BEHIND.sub("", normal(header)))


def names_told(grid: Grid, cell: HeaderCell, role: SheetRole, body: range) -> tuple[str, ...] | None:
    """The columns that its cells make of a header of two meanings, best first; None where the dictionary decides."""
    meanings = meanings_of(role, cell.parts[-1])
    filled = [] if meanings is None else grid.filled(cell.x, body)
    if meanings is None or not filled:
        return None
    told = Counter(meant(meanings, grid.cells[y, cell.x]) for y in filled)
    if told[meanings.narrow]:
        return tuple(filter(None, (meanings.narrow, meanings.otherwise)))
    name = max((name for name in told if name), key=lambda name: told[name], default="")
    return (name,) if name and told[name] >= _MOST * len(filled) else meanings.undecided


def meant(meanings: TwoMeanings, value: CellValue) -> str:
    """The column of which a cell speaks; "" where it tells nothing."""
    return meanings.meant_by(_BRACKETS.sub("", compared(cell_text(value))))
