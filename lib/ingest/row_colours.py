"""Rows whose state is said by their colour alone: read by the legend beside the table, else said to be unread.

A colour means another thing in every place. Only the workbook's own legend (绿色为已完成) turns it into a state; without one the
rows stay unreported and a finding says why. Plain stripes and one colour for all are no states.
"""

import re
from collections import Counter

from lib.ingest.coded import coded, is_blank
from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.read.xlsx_fills import THEME
from lib.ingest.row_plan import Reason
from lib.ingest.sheet_notes import SAY_STATES
from lib.ingest.states import plain_state
from lib.ingest.table import Table
from lib.schema import SheetRole, Task

_SIGNALS = frozenset("红黄绿")
_WORDS = re.compile(r"[/／、]")  # 未完成/逾期
_LISTS = (SheetRole.TASKS, SheetRole.RECTIFICATION)


def states_from_colours(table: Table, legend: dict[str, str], noting: Noting) -> None:
    """Give the rows of a table without any written state those that their colours mean, or say that they were not read."""
    written = {name for name in SAY_STATES & set(table.values) if not is_blank(table.values[name]).all()}
    if table.role not in _LISTS or not table.grid.sheet.filled or written:
        return
    colours = [_colour_of_row(table, y) for y in table.rows]
    used = set(filter(None, colours))
    if len(used & _SIGNALS) < 2:
        return
    legend = _painted_legend(table) | legend
    shown = "、".join(sorted(used))
    place = (table.grid, table.rows[next(at for at, colour in enumerate(colours) if colour)], table.located.mapped.left)
    if not used <= set(legend):
        noting.add("colours_unread", Severity.WARNING, *place, None, (("colours", shown),))
        return
    words: list[CellValue] = [legend[colour] if colour else None for colour in colours]
    table.values[Task.STATUS] = coded(words)
    meanings = "；".join(f"{colour}：{legend[colour]}" for colour in sorted(used))
    noting.add("status_from_colours", Severity.WARNING, *place, None, (("meanings", meanings),))


def _colour_of_row(table: Table, y: int) -> str:
    """The colour of most of a row's coloured cells."""
    sheet = table.grid.sheet
    found = Counter(sheet.filled.get((table.grid.row_number(y), x + sheet.left), "") for x in table.zone)
    for unnamed in ("", THEME):
        found.pop(unnamed, None)
    return found.most_common(1)[0][0] if found else ""


def _painted_legend(table: Table) -> dict[str, str]:
    """What the colours mean by cells above the table, or by notes in and beneath it, that hold a state and are painted: 已完成 on green."""
    grid, found = table.grid, dict[str, set[str]]()
    notes = (y for y, reason in table.plan.aside if reason in (Reason.NOTE, Reason.OUTSIDE, Reason.TEXT))
    for y in (*table.located.preamble, *notes):
        for x in grid.own(y):
            colour, text = grid.sheet.filled.get((grid.row_number(y), x + grid.sheet.left), ""), cell_text(grid.cells[y, x])
            for word in filter(plain_state, _WORDS.split(text)[:1] if colour in _SIGNALS else ()):
                found.setdefault(colour, set()).add(word)
    return {colour: words.pop() for colour, words in found.items() if len(words) == 1}
