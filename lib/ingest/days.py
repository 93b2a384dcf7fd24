"""Cells that hold days: deadline phrases, date cells, numbers that may be dates, and plain days.

Each different value is read once. The phrase is kept as written; for a start and an end in two columns the text is
"start / end". 1980-01-01 is the date stamp of anonymous surveys and means none.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date, datetime

from lib.deadlines import Deadline, deadline_of_date, deadline_of_serial, parse_deadline, parse_span
from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue, ErrorValue
from lib.schema import DeadlineKind

NO_DAY = date(1980, 1, 1)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_SERIALS = range(20_000, 80_000)


class DeadlineReader:
    """Reads the deadline cells of one table in the light of its year."""

    def __init__(self, year: int | None, dates: Iterable[CellValue] = ()) -> None:
        """Args: year: for phrases without one; dates: the table's day cells, whose day/month order they may settle."""
        self.year = year
        self._month_first = month_first(dates)
        self._known: dict[Hashable, Deadline | None] = {}

    def one(self, value: CellValue) -> Deadline | None:
        """The deadline in one cell; None where it is blank."""
        key = (type(value), value)
        if key not in self._known:
            self._known[key] = self._read(value)
        return self._known[key]

    def span(self, start: CellValue, end: CellValue) -> Deadline | None:
        """The deadline in a start cell and an end cell; None where both are blank."""
        if is_no_day(start):
            start = None
        if is_no_day(end):
            end = None
        if start is None:
            return self.one(end)
        if end is None:
            return self._from_start(start)
        key = (type(start), start, type(end), end)
        if key not in self._known:
            self._known[key] = self._read_span(start, end)
        return self._known[key]

    def _read(self, value: CellValue) -> Deadline | None:
        if value is None or is_no_day(value):
            return None
        if isinstance(value, datetime | date):
            return deadline_of_date(_day(value))
        if _is_serial(value):
            return deadline_of_serial(float(value))  # type: ignore[arg-type]
        if isinstance(value, bool | ErrorValue):
            return Deadline(cell_text(value), DeadlineKind.UNPARSED)
        read = parse_deadline(self._ordered(cell_text(value)), self.year)
        return read if read.text == value else replace(read, text=cell_text(value))

    def _ordered(self, text: str) -> str:
        """A date such as 5/3/2024 as ISO where other dates of the table settle which part is the month."""
        match = _SLASHED.fullmatch(text)
        if self._month_first is None or match is None:
            return text
        month, day = (match[1], match[2]) if self._month_first else (match[2], match[1])
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return f"{year}-{int(month):02d}-{int(day):02d}"

    def _read_span(self, start: CellValue, end: CellValue) -> Deadline:
        texts = tuple(self._phrase(value) for value in (start, end))
        found = parse_span(texts[0], texts[1], self.year)
        serials = tuple(note for value in (start, end) if _is_serial(value) for note in deadline_of_serial(float(value)).notes)  # type: ignore[arg-type]
        notes = tuple(dict.fromkeys((*found.notes, *serials)))
        return Deadline(f"{cell_text(start)} / {cell_text(end)}", found.kind, found.start, found.end, notes)

    def _phrase(self, value: CellValue) -> str:
        """A cell as a phrase; a number that may be a day becomes the day."""
        if isinstance(value, datetime | date):
            return _day(value).isoformat()
        if _is_serial(value):
            found = deadline_of_serial(float(value))  # type: ignore[arg-type]
            return found.end.isoformat() if found.end else cell_text(value)
        return self._ordered(cell_text(value))

    def _from_start(self, start: CellValue) -> Deadline | None:
        """Only a start is given: the end is not known, and not made up."""
        found = self.one(start)
        if found is None:
            return None
        return Deadline(found.text, DeadlineKind.UNDETERMINED, found.start or found.end, None, found.notes)


def month_first(values: Iterable[CellValue]) -> bool | None:
    """Whether dates such as 5/13/2024 put the month first; None where nothing or both orders are shown."""
    found = {match.group(1, 2) for value in values if isinstance(value, str) and (match := _SLASHED.fullmatch(value.strip()))}
    american = any(int(second) > 12 for _, second in found)
    european = any(int(first) > 12 for first, _ in found)
    return None if american == european else american


def is_no_day(value: CellValue) -> bool:
    """Whether a date cell stands for none: 1980-01-01, or the zero day of an empty formula."""
    if isinstance(value, datetime | date):
        day = _day(value)
        return day == NO_DAY or day.year < 1905
    if isinstance(value, str):
        return value.strip() in (
            "1980-01-01",
            "1980/1/1",
            "1980/01/01",
            "1980年1月1日",
            "1980.1.1",
            "1980.01.01",
            "-",
            "--",
            "/",
            "—",
            "——",
            "无",
            "N/A",
            "n/a",
        )
    return isinstance(value, int | float) and not isinstance(value, bool) and value == 0


def _is_serial(value: CellValue) -> bool:
    """Whether a number may be Excel's number of a day, 1954 to 2119."""
    return isinstance(value, int | float) and not isinstance(value, bool) and _SERIALS.start <= value < _SERIALS.stop


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
