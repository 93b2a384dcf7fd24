"""What a rule is given: the tables as read, their frames, and what the workbook says of itself."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.ingest.grid import cell_text
from lib.ingest.model import BoardSettings, CellValue, Finding, Severity
from lib.ingest.table import Table
from lib.schema import SheetRole


def places(mask: pd.Series) -> list[int]:
    """The rows in which a mask holds, in order."""
    return [int(place) for place in mask.to_numpy().nonzero()[0]]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table and its typed rows, in the same order."""

    table: Table
    frame: pd.DataFrame

    @property
    def role(self) -> SheetRole:
        """What the table is."""
        return self.table.role

    def finding(self, code: str, severity: Severity, item: int, name: str, **facts: str | int) -> Finding:
        """A finding at an item's cell; at the row's first cell where the table lacks the column."""
        table = self.table
        values = table.values.get(name)
        value: CellValue = values[item] if values is not None else None
        y = table.rows[item]
        cell = table.grid.address(y, table.place(item, name))
        return Finding(code, severity, table.grid.name, cell, table.grid.row_number(y), cell_text(value)[:200], tuple(facts.items()))


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A line of the settings sheet as it stands: its name, its value, and the sheet and cell of the value."""

    name: str
    value: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook's tables before its findings are complete."""

    tables: tuple[ReadTable, ...]
    tasks: pd.DataFrame
    feedback: pd.DataFrame
    year: int | None
    as_of: date | None
    settings: BoardSettings
    setting_lines: tuple[SettingLine, ...] = ()

    def of(self, *roles: SheetRole) -> tuple[ReadTable, ...]:
        """The tables of some roles."""
        return tuple(table for table in self.tables if table.role in roles)
