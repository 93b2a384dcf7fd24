"""Sheets that we wrote ourselves into somebody's workbook: those of a marked-up copy, and the guide of the template, are no tables of theirs.

Known by their name and by our words in their first cell, so that somebody's own sheet of that name is read like any other.
"""

import re

from lib.ingest.grid import Grid, cell_text

CHECK_SHEETS = ("校验结果", "Check results")
"""What the findings sheet is called, in each language; a number may follow where the name was taken."""

CHECK_MARK = "Phaseboard 校验结果"
"""What cell A1 of the findings sheet says, in every language."""

SORTING_SHEETS = ("归并建议", "Sorting proposals")
"""The same for the sheet of proposals."""

SORTING_MARK = "Phaseboard 归并建议"
"""What cell A1 of the sheet of proposals says, in every language."""

GUIDE_SHEET = "填写说明"
"""What the template's guide is called, in every language."""

GUIDE_MARKS = ("填写说明", "How to fill this in")
"""What cell A1 of the guide says, in each language."""

OWN_MARKS = (CHECK_MARK, SORTING_MARK)
"""How the first cell of a sheet of ours begins."""

NOTE_AUTHOR = "Phaseboard 阶段看板"
"""Whose our notes are. Each begins with it too, as is usual, for some programs save notes without their authors."""

_OWN = {
    re.compile(rf"(?:{'|'.join(names)})\s*[(（_-]?\s*\d*\s*[)）]?", re.IGNORECASE): mark
    for mark, names in ((CHECK_MARK, CHECK_SHEETS), (SORTING_MARK, SORTING_SHEETS))
}


def is_check_sheet(grid: Grid) -> bool:
    """Whether a sheet is one that we added to a copy that we marked up: its findings, or its proposals."""
    name = grid.name.strip()
    mark = next((mark for names, mark in _OWN.items() if names.fullmatch(name)), None)
    if mark is None or not grid.height or (grid.sheet.top, grid.sheet.left) != (1, 1):
        return False
    return "".join(mark.split()) in "".join(cell_text(grid.cells[0, 0]).split())


def is_guide(grid: Grid) -> bool:
    """Whether a sheet is the guide that came with the template: it tells how to fill in the others."""
    return grid.name.strip() == GUIDE_SHEET and grid.height > 0 and cell_text(grid.cells[0, 0]).strip() in GUIDE_MARKS
