"""Raw workbooks for tests, written as the rows that one sees."""

from collections.abc import Sequence
from typing import Any

from lib.ingest.model import MergedRange, RawSheet, RawWorkbook, Workbook
from lib.ingest.understand import understand


def area(address: str) -> MergedRange:
    """A merged range from its address, such as A2:A4."""
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(address)
    return MergedRange(top, left, bottom, right)


def sheet(rows: Sequence[Sequence[Any]], *, name: str = "Sheet1", merged: Sequence[str] = (), **facts: Any) -> RawSheet:
    """A sheet from its rows; "" and None are blank."""
    grid = [[None if value == "" else value for value in row] for row in rows]
    return RawSheet(name=name, grid=grid, merged=tuple(area(address) for address in merged), **facts)


def read(*sheets: RawSheet, file_name: str = "plan.xlsx", year: int | None = None, only: str | None = None) -> Workbook:
    """Understand some sheets."""
    return understand(RawWorkbook(file_name, "xlsx", tuple(sheets)), year=year, sheet=only)


def read_rows(rows: Sequence[Sequence[Any]], *, year: int | None = 2014, merged: Sequence[str] = (), name: str = "Sheet1") -> Workbook:
    """Understand one sheet."""
    return read(sheet(rows, name=name, merged=merged), year=year)


def codes(workbook: Workbook) -> list[str]:
    """The codes of a workbook's findings."""
    return [finding.code for finding in workbook.findings]


def cells(workbook: Workbook, code: str) -> list[str]:
    """Where a code was found."""
    return [finding.cell for finding in workbook.findings if finding.code == code]
