"""States that stand as letters whose meaning a line beside the table tells (A：已经解决；B：正在解决), as offices answer proposals.

What a letter means differs from place to place: without that line it tells no state, and it is said.
"""

import re

from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.sheet_notes import SAY_STATES
from lib.ingest.table import Table
from lib.schema import SheetRole, Task

_ROLES = (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION)
_LETTER = re.compile(r"\s*([A-Fa-f])\s*类?\s*")
_MEANING = re.compile(r"(?<![A-Za-z])([A-F])\s*类?\s*(?:[—–―\-:：=]+|为|指|是指|表示|代表)\s*([\u4e00-\u9fff]{2,16})")

_ALTERNATIVE = re.compile(r"(?<=.{3})(?:或者?|及|和).*$|的$")
"""What may follow the state in a legend: 已解决或采纳的."""


def states_from_letters(table: Table, beside: str, noting: Noting) -> None:
    """Give a table whose only states are letters what these mean by a line beside it, or say that nothing tells.

    Args:
        table: with its notes as written.
        beside: the lines above the table and the notes in and beneath it.
        noting: where it is said.
    """
    name = str(Task.STATUS if Task.STATUS in table.values else Task.PROGRESS_NOTE)
    notes = table.values.get(name)
    if table.role not in _ROLES or notes is None or not (SAY_STATES - {name}).isdisjoint(table.values):
        return
    written = [value for value in notes.values_here() if value is not None]
    letters = {found[1].upper() for value in written if (found := _LETTER.fullmatch(cell_text(value)))}
    if not letters or len(letters) < len(written):
        return
    meanings = dict(_MEANING.findall(beside))
    column = next(column for column in table.located.mapped.columns if column.name == name)
    place = (table.grid, table.located.header[-1], column.x, column.text)
    if not letters <= set(meanings):
        if name == Task.STATUS:
            return  # what it cannot read of a state is said cell by cell
        noting.add("letters_unread", Severity.WARNING, *place, (("letters", "、".join(sorted(letters - set(meanings)))),))
        return
    del table.values[name]
    table.values[Task.STATUS] = notes.mapped(lambda value: _meaning(value, meanings))
    told = "；".join(f"{letter}：{meanings[letter]}" for letter in sorted(letters))
    noting.add("status_from_letters", Severity.WARNING, *place, (("meanings", told),))


def _meaning(value: CellValue, meanings: dict[str, str]) -> CellValue:
    found = _LETTER.fullmatch(cell_text(value)) if value is not None else None
    return _ALTERNATIVE.sub("", meanings[found[1].upper()]) if found else None
