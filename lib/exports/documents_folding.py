"""What becomes of a table that a sheet of paper is too narrow for: what belongs together shares a cell, and what is left is parted.

No row, no cell and no word of it is left out, but for a window that repeats the phrase above it.
"""

from collections.abc import Sequence
from dataclasses import replace

from lib.exports.documents_charts import Grid
from lib.exports.documents_columns import is_narrower, parted
from lib.exports.table import repeats_phrase
from lib.i18n import Language, text
from lib.schema import Opinion, Task

_TOGETHER: tuple[tuple[str, ...], ...] = (
    (Task.OWNER_UNIT, Task.LEAD, Task.OWNER, Task.AGREED_BY),
    (Task.DUE_TEXT, Task.END, Task.AGREED_DUE, Task.ACTUAL_DONE),
    (Task.PROGRESS_NOTE, Task.PROGRESS, Task.GATE_STATUS, Task.ACTUAL_N, Task.HELP_NEEDED),
    (Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.CAMPAIGN),
    (Opinion.CHANNEL, Opinion.RECEIVED, Opinion.RAW_COUNT),
    ("at_meeting", "since_meeting"),
    ("original", "agreed", "agreed_slip"),
    ("done", "past_original", "past_agreed"),
)
"""Columns that share a cell on paper, one group after the other until the sheet is broad enough: the first that there is stands plain under its own heading, the others beneath with their names."""


def fitted(grid: Grid, room: float, size: float, language: Language) -> list[Grid]:
    """A table as one or several that can be read at this size of type on a sheet of so many points."""
    found = grid
    for together in _TOGETHER:
        if not is_narrower(found, room, size):
            break
        found = _folded(found, together, language)
    parts = parted(found, room, size)
    if len(parts) == 1:
        return [found]
    return [
        replace(
            _columns(found, [[each] for each in part], language),
            title=text(language, "slides.part", title=found.title, n=place, total=len(parts)),
            note=found.note if place == len(parts) else "",
        )
        for place, part in enumerate(parts, start=1)
    ]


def _folded(grid: Grid, together: Sequence[str], language: Language) -> Grid:
    """The table with these columns in one, which stands where the first of them stood."""
    group = [grid.names.index(name) for name in together if name in grid.names]
    if len(group) < 2:
        return grid
    kept = [place for place in range(len(grid.headings)) if place == min(group) or place not in group]
    return _columns(grid, [group if place in group else [place] for place in kept], language)


def _columns(grid: Grid, groups: Sequence[Sequence[int]], language: Language) -> Grid:
    """The table of these columns, each of one column or several."""
    return replace(
        grid,
        headings=tuple(grid.headings[group[0]] for group in groups),
        rows=tuple(tuple(_cell(row, group, grid, language) for group in groups) for row in grid.rows),
        wide=tuple(len(group) > 1 or grid.wide[group[0]] for group in groups),
        names=tuple(grid.names[group[0]] for group in groups) if grid.names else (),
    )


def _cell(row: tuple[str, ...], group: Sequence[int], grid: Grid, language: Language) -> str:
    lead, *others = group
    told = [each for each in others if row[each] and not (_name(grid, each) == Task.END and repeats_phrase(row[lead], row[each]))]
    named = [text(language, "documents.cell.named", name=grid.headings[each], value=row[each]) for each in told]
    return "\n".join([row[lead]] * bool(row[lead]) + named)


def _name(grid: Grid, place: int) -> str:
    return grid.names[place] if grid.names else ""
