"""Sheets that we wrote ourselves into somebody's workbook: the findings sheet of a marked-up copy is no table of theirs.

Known by its name and by our words in its first cell, so that somebody's own sheet of that name is read like any other.
"""

import re

from lib.ingest.grid import Grid, cell_text

CHECK_SHEETS = ("校验结果", "Check results")
"""What the findings sheet is called, in each language; a number may follow where the name was taken."""

CHECK_MARK = "Phaseboard 校验结果"
"""What cell A1 of the findings sheet says, in every language."""

_NAME = re.compile(rf"(?:{'|'.join(CHECK_SHEETS)})\s*[(（_-]?\s*\d*\s*[)）]?", re.IGNORECASE)


def is_check_sheet(grid: Grid) -> bool:
    """Whether a sheet is the findings sheet of a copy that we marked up."""
    if not _NAME.fullmatch(grid.name.strip()) or not grid.height or (grid.sheet.top, grid.sheet.left) != (1, 1):
        return False
    return "".join(CHECK_MARK.split()) in "".join(cell_text(grid.cells[0, 0]).split())
