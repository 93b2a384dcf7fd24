"""How wide a column is and how many lines a text takes in it.

Widths are Excel's character units: one Chinese character is two, a Latin letter or digit one.
"""

import math
import unicodedata
from collections.abc import Sequence

from lib.exports.workbook_file import CellContent
from lib.schema import Column, ColumnType, Opinion, Organisation, Task

_WIDTHS: dict[str, float] = {
    Task.NUMBER: 5.5,
    Task.PHASE: 11,
    Task.TASK: 46,
    Task.PROGRESS_NOTE: 30,
    Task.DUE_TEXT: 13,
    Task.REPLAN_REASON: 18,
    Task.ACTUAL_START: 12,
    Task.ACTUAL_DONE: 12,
    Task.UPDATED: 12,
    Task.GATE_BODY: 17,
    Task.GATE_ACTION: 20,
    Task.GATE_DATE: 12,
    Task.GATE_STATUS: 9,
    Task.OUTPUT: 17,
    Task.TARGET_N: 19,
    Task.ACTUAL_N: 19,
    Task.ISSUE: 21,
    Task.NEXT_STEP: 21,
    Task.HELP_NEEDED: 19,
    Organisation.BODY: 16,
    Organisation.NAME: 26,  # also a rule's name
    Organisation.DUTY: 32,
    Opinion.FEEDBACK_ID: 8,
    Opinion.TEXT: 42,
    Opinion.MEASURE: 40,
    Opinion.GOAL: 25,
    Opinion.RESULT: 28,
    Opinion.CAUSE: 26,
    Opinion.RAW_COUNT: 9,
    Opinion.CHANNEL: 9,
    Opinion.GROUP: 9,
    Opinion.MERGED_INTO: 8,
    Opinion.ORIGIN: 9,
    Opinion.TARGET: 13,
    Opinion.RULE_MADE: 20,
    Opinion.REPLY: 12,
    Opinion.EVIDENCE: 15,
    Opinion.SATISFACTION: 10.5,
    Opinion.CLOSED: 15,
    Opinion.NOTE: 15,
}

_TYPE_WIDTHS: dict[ColumnType, float] = {
    ColumnType.DATE: 15,
    ColumnType.NUMBER: 7,
    ColumnType.SHARE: 8,
    ColumnType.STATUS: 9,
    ColumnType.RECTIFICATION: 12,
    ColumnType.RECTIFICATION_KIND: 11,
    ColumnType.SCOPE: 10,
    ColumnType.OPENNESS: 8,
    ColumnType.DEADLINE: 12,
}


def width_of(column: Column) -> float:
    """The width that a column's usual content needs."""
    return _WIDTHS.get(column.name) or _TYPE_WIDTHS.get(column.type, 13)


def width_by_content(column: Column, columns: Sequence[Column], rows: Sequence[Sequence[CellContent]]) -> float:
    """The width that a small table's longest text needs, between 12 and 44."""
    place = list(columns).index(column)
    longest = max((display_width(str(row[place])) for row in rows if row[place] is not None), default=0)
    return float(min(44, max(12, longest + 3)))


def is_centred(column: Column) -> bool:
    """Short facts stand in the middle, sentences at the left."""
    return width_of(column) < 16


def lines_of(content: CellContent, width: float) -> int:
    """How many lines a cell's content takes in a column of this width."""
    if not isinstance(content, str):
        return 1
    room = max(2.0, width - 1.2)
    return sum(max(1, math.ceil(display_width(line) / room)) for line in content.split("\n"))


def display_width(text: str) -> int:
    """The width of a text in character units."""
    return len(text) if text.isascii() else sum(map(_CHARACTERS.__getitem__, text))


class _Characters(dict[str, int]):
    """The width of each character that was met."""

    def __missing__(self, char: str) -> int:
        width = self[char] = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return width


_CHARACTERS = _Characters()
