"""What a workbook is called: by its settings sheet, by the title over its plan, by its cover, else by its file.

Where several sheets hold a plan, each under a title of its own (2025年教务处重点工作, 2025年总务处重点工作), no one of these is the
whole's: then the cover says it, or what the titles share without the sheets' names, or the file.
"""

import re
from collections.abc import Sequence

from lib.ingest import years
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.locate import Located
from lib.ingest.said_states import without_state
from lib.ingest.sheets_seen import Found
from lib.schema import SheetRole

_SHORTEST, _LONGEST = 4, 40
_FIRST_ROWS = 12
_INSTRUCTIONS = re.compile(r".{0,12}(?:填表|填报|填写|编制|使用|操作)(?:说明|须知|要求|指南)[:：]?|目录")
"""How a sheet begins that says how to fill in the others, and not what they are."""


def title_of_workbook(found: Found, file_name: str) -> str:
    """The title of everything together."""
    if found.settings and found.settings.title:
        return found.settings.title
    tables = [table for table, _ in found.tables]
    tasks = [table for table in tables if table.mapped.role is SheetRole.TASKS]
    titles = {table.grid.name: title for table in reversed(tasks) if (title := without_state(years.title_of(table)))}
    if len(set(titles.values())) > 1 and len(titles) == len({table.grid.name for table in tasks}):
        return _of_all(found, tasks, titles) or years.plain_title("", file_name)
    for table in [*tasks, *tables]:
        title = years.title_of(table)
        if title:
            return without_state(title) if len(tables) > 1 else title
    names = {table.grid.name for table in tasks or tables}
    return years.plain_title(names.pop() if len(names) == 1 else "", file_name)


def _of_all(found: Found, tasks: Sequence[Located], titles: dict[str, str]) -> str:
    """What the cover says, or what the titles share once each sheet's own name is taken out; "" for neither."""
    first = tasks[0].grid
    in_order = [id(grid) for grid in found.grids]
    before = [grid for grid in found.ignored if in_order.index(id(grid)) < in_order.index(id(first))]
    cover = next((title for grid in before if (title := _cover_title(grid))), "")
    shared = {re.sub(f"{re.escape(name.strip())}份?", "", title) for name, title in titles.items()}
    common = shared.pop() if len(shared) == 1 else ""
    return cover or (common if len(common) >= _SHORTEST else "")


def _cover_title(grid: Grid) -> str:
    """The first line of a sheet that holds a few lone lines and nothing else."""
    if grid.height > _FIRST_ROWS or any(len(grid.own(y)) > 1 for y in range(grid.height)):
        return ""
    lines = [" ".join(cell_text(grid.cells[y, x]).split()) for y in range(grid.height) for x in grid.own(y)]
    if lines and _INSTRUCTIONS.fullmatch(compared(lines[0])):
        return ""
    return next((line for line in lines if _SHORTEST <= len(line) <= _LONGEST and not years.is_form_line(line)), "")
