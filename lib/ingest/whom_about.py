"""Whom opinions are about, in one column: 领导班子 over its own opinions, then each of its members by name.

What the closed list of targets knows and is no person goes to the column of targets, so that what is said of the whole group counts as
such, and each name stays a matter of one person.
"""

from lib.ingest.coded import Coded
from lib.ingest.grid import cell_text, compared
from lib.ingest.model import CellValue
from lib.ingest.table import Table
from lib.schema import Opinion, SheetRole, TargetScope
from lib.schema.words import TARGET_WORDS

_NO_PERSONS = frozenset(
    compared(writing) for target, writings in TARGET_WORDS.items() if target is not TargetScope.PERSON for writing in writings
)


def split_targets(table: Table) -> None:
    """Move the cells that name no person from the column of persons concerned to that of targets, where no other column is it."""
    column = next((column for column in table.located.mapped.columns if column.name == Opinion.TARGET_PERSON), None)
    if table.role is SheetRole.TASKS or column is None or column.by_hand or Opinion.TARGET in table.values:
        return
    values: Coded[CellValue] = table.values[Opinion.TARGET_PERSON]
    if values.places(_is_no_person):
        table.values[Opinion.TARGET] = values.mapped(lambda value: value if _is_no_person(value) else None)
        table.values[Opinion.TARGET_PERSON] = values.mapped(lambda value: None if _is_no_person(value) else value)


def _is_no_person(value: CellValue) -> bool:
    return compared(cell_text(value)) in _NO_PERSONS
