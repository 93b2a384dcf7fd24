"""One view within a page: a sentence, charts, tables, and what must be known beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.desk.tables import Table, table_of_rows
from lib.i18n import Language, text

KEY_COLUMN = "ref"
"""The way back to the row; pages do not show it."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a view shows, top to bottom; whoever builds it leaves empty tables out.

    `charts` are names of the registry that stand between the sentence and the tables.
    """

    name: str
    sentence: str
    tables: tuple[Table, ...] = ()
    charts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def section_table(
    room: str, name: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]], wide: tuple[str, ...], language: Language
) -> Table:
    """A table of worded rows; a column that is blank in every row is left out.

    Args:
        room: whose messages name it: `<room>.table.<name>` and `<room>.column.<column>`.
        name: the table's own name.
        columns: one name for each cell of a row; `ref` leads back to the row of the workbook.
        rows: the cells in words.
        wide: the columns that take the room that is left.
        language: the reader's language.
    """
    kept = [place for place, column in enumerate(columns) if column == KEY_COLUMN or any(row[place] for row in rows)]
    headings = tuple(
        (columns[place], "" if columns[place] == KEY_COLUMN else text(language, f"{room}.column.{columns[place]}")) for place in kept
    )
    shown = [tuple(row[place] for place in kept) for row in rows]
    return table_of_rows(f"{room}_{name}", text(language, f"{room}.table.{name}"), headings, shown, wide, "")


def numbered(number: str, task: str, *, between: str = " ") -> str:
    """A task as lists name it: its number, where it has one, before its text."""
    return between.join(part for part in (number, task) if part)
