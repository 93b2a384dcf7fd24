"""One table with its rows sorted and its cells at hand, column by column."""

from dataclasses import dataclass

from lib.ingest.academic import AcademicYear
from lib.ingest.coded import Coded
from lib.ingest.grid import Grid
from lib.ingest.locate import Located
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import RowPlan
from lib.schema import SheetRole, Task


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its rows sorted: `rows[i]` is the grid row of item i, `values[name][i]` its cell."""

    located: Located
    plan: RowPlan
    year: int | None
    values: dict[str, Coded[CellValue]]
    academic: AcademicYear | None = None

    @property
    def grid(self) -> Grid:
        """The sheet."""
        return self.located.grid

    @property
    def role(self) -> SheetRole:
        """What the table is."""
        return self.located.mapped.role

    @property
    def rows(self) -> list[int]:
        """The grid rows of the items."""
        return self.plan.items

    @property
    def zone(self) -> range:
        """The columns from the table's first to its last."""
        return range(self.located.mapped.left, self.located.mapped.right + 1)

    def column(self, name: str) -> int | None:
        """The place of a column, None where the table lacks it."""
        return self.located.mapped.place(name)

    def header(self, name: str) -> str:
        """How the header of a column is written, "" where the table lacks it."""
        return next((column.text for column in self.located.mapped.columns if column.name == name), "")

    def is_uncached(self, item: int, name: str) -> bool:
        """Whether an item's cell holds a formula without its value, which is said of the cell."""
        sheet, x = self.grid.sheet, self.column(name)
        return bool(sheet.uncached) and x is not None and (self.grid.row_number(self.rows[item]), x + sheet.left) in sheet.uncached

    def note(self, noting: Noting, code: str, severity: Severity, item: int, name: str, **facts: str | int) -> None:
        """Note a finding at an item's cell, or at its row where the table lacks the column."""
        values = self.values.get(name)
        value = values[item] if values is not None else None
        noting.add(code, severity, self.grid, self.rows[item], self.place(item, name), value, tuple(facts.items()))

    def place(self, item: int, name: str) -> int:
        """The grid column of an item's cell; that of its first mark for a deadline of marks, else the table's first."""
        x = self.column(name)
        if x is None and name == Task.STATUS:
            x = self.column(Task.PROGRESS_NOTE)  # the states that stand among notes
        if x is None and name == Task.PROGRESS_NOTE:
            x = self.column(Task.STATUS)  # and the other way about
        if x is None and name == Task.DUE_TEXT:
            y = self.rows[item]
            x = next((column.x for column in self.located.mapped.calendar if self.grid.value(y, column.x) is not None), None)
        return self.located.mapped.left if x is None else x
