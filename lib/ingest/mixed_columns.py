"""A column under a header of two meanings, its cells sorted each by what it says, and what no cell decides said.

Where one cell speaks of people the column was read as theirs, which fewer may see; its cells that name a way or an origin go to the column
that they speak of, so that 座谈会 is no group of people. A cell that tells nothing stays where the column is. No cell is dropped.
"""

from collections import Counter
from functools import partial

from lib.ingest.coded import together
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.table import Table
from lib.ingest.two_meanings import meanings_of, meant
from lib.schema import columns_of
from lib.schema.two_meanings import TwoMeanings

_MOST = 0.5
_UNCLEAR = "?"


def split_meanings(table: Table, noting: Noting) -> None:
    """Move the cells that speak of another column than the one their header was read as, and say what is mixed or unclear."""
    for column in table.located.mapped.columns:
        meanings = meanings_of(table.role, column.text.rpartition("/")[2])
        if meanings is None or column.name not in table.values or column.by_hand:
            continue
        if column.name != meanings.otherwise or meanings.narrow not in table.values:
            _split(table, meanings, column.name, noting)


def _split(table: Table, meanings: TwoMeanings, name: str, noting: Noting) -> None:
    values = table.values[name]
    told = values.mapped(lambda value: "" if value is None else meant(meanings, value) or _UNCLEAR)
    counts = Counter(told)
    others = [each for each in dict.fromkeys(each for each, _ in meanings.words) if each != name and counts[each]]
    moved = [other for other in others if other not in table.values]
    place = (table.grid, table.located.header[-1], table.column(name), table.header(name))
    for other in moved:
        table.values[other] = together(values, told, partial(_only, other))
        facts = (("count", counts[other]), ("column", _headed(table, other)))
        noting.add("header_meanings_mixed", Severity.WARNING, *place, facts)
    table.values[name] = together(values, told, lambda value, said: None if said in moved else value)
    left = counts[_UNCLEAR] + sum(counts[other] for other in others if other not in moved)
    if left:
        severity = Severity.WARNING if left > _MOST * (len(told) - counts[""]) else Severity.INFO
        noting.add("header_meaning_unclear", severity, *place, (("count", left), ("column", _headed(table, name))))


def _only(name: str, value: CellValue, said: str) -> CellValue:
    return value if said == name else None


def _headed(table: Table, name: str) -> str:
    """The schema's header of a column."""
    return next((column.header for column in columns_of(table.role) if column.name == name), "")
