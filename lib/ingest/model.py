"""What passes between the steps of reading: raw sheets, findings, and the workbook they become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from lib.deadlines import shown_facts
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.ingest.frames import typed_frame
from lib.schema import COLUMNS, Rectification, SheetRole, Status


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A cell that holds an Excel error such as #REF!."""

    code: str


CellValue = None | str | bool | int | float | datetime | date | time | timedelta | ErrorValue


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged area; all four are 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as stored: `grid[0][0]` is the cell at (`top`, `left`), 1-based as Excel shows them.

    A blank cell is None. Merged ranges, hidden rows and columns and the cell sets below are in the same
    1-based numbering, absolute. `percent` names cells whose number format is a percentage, `months` day cells
    that are shown as a month and no day, `noughts` numbers of one decimal that are shown with two (6.3 as 6.30), `uncached` formula cells without a stored value, `cut` text cells that reach Excel's limit of 32,767 characters,
    `noted` cells that bear a note (批注), which is not read, `struck` cells that are struck through, `filled` the colours
    of cells in a small sheet.
    """

    name: str
    grid: Sequence[Sequence[CellValue]]
    top: int = 1
    left: int = 1
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[tuple[int, int]] = frozenset()
    noughts: frozenset[tuple[int, int]] = frozenset()
    uncached: frozenset[tuple[int, int]] = frozenset()
    cut: frozenset[tuple[int, int]] = frozenset()
    noted: frozenset[tuple[int, int]] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    filled: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> CellValue:
        """The value at an absolute, 1-based place; None outside the stored area."""
        y, x = row - self.top, column - self.left
        if 0 <= y < len(self.grid) and 0 <= x < len(self.grid[y]):
            return self.grid[y][x]
        return None


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A file's sheets before anything is understood.

    `notes` are findings about the file itself (stray far cell left out, macros not run, …).
    """

    file_name: str
    format: str  # "xlsx", "xls", "xlsb", "ods", "csv", "html", "xml2003"
    sheets: tuple[RawSheet, ...]
    notes: tuple["Finding", ...] = ()


_LABELS = {column.header: f"column.{column.role}.{column.name}" for column in reversed(COLUMNS)}

_PLACES = frozenset({"rows", "cells", "columns", "missing"})
"""Facts that list numbers and addresses, never words of the workbook: each language sets them apart in its own way."""


_STATES = {
    key: f"{vocabulary}.{state}"
    for vocabulary, states in (("rectification", Rectification), ("status", Status))
    for state in states
    for key in (str(state), f"{vocabulary}.{state}")  # a version that was kept before has the state alone
}
"""The names of the messages for the fact `state`."""

_COUNTED_WITHOUT_ROWS = frozenset({"deadline_without_day"})


class Severity(StrEnum):
    """How bad a finding is: an error leaves something unread, a warning unsure, an info is to be known."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt about one place in a workbook.

    `code` names the messages `finding.<code>` (what is wrong) and `finding.<code>.hint` (how to mend
    it); `facts` fill their placeholders: `column` is a header of the schema and `state` a state such as `status.done`, shown in the
    reader's language, `why` the code of a deadline's note that says the reason; withheld from a reader it is not said. `cell` is an
    address such as C14, or "" for a whole sheet.
    `value` is what was read there, as text.
    """

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    value: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()

    def message(self, language: Language) -> str:
        """What is wrong, in one sentence; where a deadline's note says why, in a second one."""
        named = self._named(language)
        why = str(named.get("why", ""))
        keys = [self._sentence(), *([f"deadline.{why}"] if why.isidentifier() else [])]
        return language.manners.gap.join(text(language, key, **named) for key in keys)

    def hint(self, language: Language) -> str:
        """How to mend it, in one sentence."""
        return text(language, f"finding.{'deadline_note' if self._is_about_a_phrase() else self.code}.hint", **self._named(language))

    def _sentence(self) -> str:
        """The message's name; where the numbers of its rows are withheld from a reader, that of the sentence which only counts them."""
        if self._is_about_a_phrase():
            return self.code
        is_counted = self.code in _COUNTED_WITHOUT_ROWS and "rows" not in dict(self.facts)
        return f"counted.{self.code}" if is_counted else f"finding.{self.code}"

    def _is_about_a_phrase(self) -> bool:
        """Whether the code is that of a deadline note, `deadline.<code>`, whose sentence the deadlines' catalogue has."""
        return self.code.startswith("deadline.")

    def _named(self, language: Language) -> dict[str, Any]:
        facts = [(name, self._in_words(name, fact, language)) for name, fact in self.facts]
        return {"sheet": self.sheet, "cell": self.cell, "value": self.value, **shown_facts(facts, language)}

    @staticmethod
    def _in_words(name: str, fact: str | int, language: Language) -> str | int:
        if name == "column" and fact in _LABELS:
            return text(language, _LABELS[str(fact)])
        if name == "state" and fact in _STATES:
            return text(language, _STATES[str(fact)])
        if name == "count" and isinstance(fact, int):
            return number(fact, language)
        return fact.replace("、", text(language, "wording.join.list")) if name in _PLACES and isinstance(fact, str) else fact


@dataclass(frozen=True, slots=True)
class RowSetAside:
    """A row inside a table that is no item: a total, a note, a repeated header."""

    row: int
    reason: str  # names the message `set_aside.<reason>`


@dataclass(frozen=True, slots=True)
class TableReading:
    """How one table of a sheet was understood. rows_read + len(set_aside) = rows in the table; a row that answers several questions is one."""

    sheet: str
    role: SheetRole
    header_rows: tuple[int, ...]
    rows_read: int
    set_aside: tuple[RowSetAside, ...] = ()
    columns: tuple[tuple[str, str, str], ...] = ()  # (column letters, header as written, name in the schema or "")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A header mapped by hand: in tables of this role it means this column of the schema; "" leaves it unread."""

    role: str
    header: str
    column: str


@dataclass(frozen=True, slots=True)
class UnreadColumn:
    """A column without a name in the schema; where no table was found on its sheet, a cell of the row that looks like a header.

    `near` is a header of the schema that is almost the same, `by_hand` says that it is left unread on purpose.
    """

    sheet: str
    role: SheetRole  # of its table; IGNORED where the sheet holds none that we know
    header: str
    cell: str
    near: str = ""
    by_hand: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """What the workbook's 设置 sheet declares; every field may be absent."""

    phase_order: tuple[str, ...] = ()
    category_order: tuple[str, ...] = ()
    due_soon_days: int | None = None
    is_sample: bool = False
    other: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook understood: typed frames, and what was found on the way.

    `tasks` has the columns of `schema.Task`, `feedback` those of `schema.Opinion`, `organisation` and
    `rules` those of theirs; every column is always there, also in an empty frame. Types: text is `str`
    with NaN where blank; days are `datetime64[us]` with NaT; `row` int64; `raw_count`, `slip_days` Int64;
    `progress` float 0 to 1 with NaN; status, kind, scope and the like are values of their enums as text,
    NaN where the cell is blank or not understood (only a task's `status` is "not_reported" then, and a ledger row's likewise).
    `as_of` is the day that the workbook itself names (R of DOMAIN §7), else None.
    """

    file_name: str
    title: str
    year: int | None
    year_source: str  # "settings", "title", "sheet_name", "file_name", "dates", "given", "none"
    year_evidence: str  # the text it was taken from, with its place, e.g. "Sheet1!A2"
    as_of: date | None
    tables: tuple[TableReading, ...]
    tasks: pd.DataFrame
    feedback: pd.DataFrame
    organisation: pd.DataFrame
    rules: pd.DataFrame
    settings: BoardSettings = field(default_factory=BoardSettings)
    findings: tuple[Finding, ...] = ()
    talks: pd.DataFrame = field(default_factory=lambda: typed_frame(SheetRole.TALKS, {}, 0))
    evaluation: pd.DataFrame = field(default_factory=lambda: typed_frame(SheetRole.EVALUATION, {}, 0))
    unread: tuple[UnreadColumn, ...] = ()  # what could be mapped by hand; never shown below the office
