"""Cells that hold days: deadline phrases, date cells, numbers that may be dates, and plain days.

Each different value is read once. The phrase is kept as written; for a start and an end in two columns the text is
"start / end". 1980-01-01 is the date stamp of anonymous surveys and means none.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date, datetime

from lib.deadlines import (
    Deadline,
    DeadlineNote,
    NoteLevel,
    SchoolCalendar,
    deadline_of_date,
    deadline_of_serial,
    parse_deadline,
    parse_span,
)
from lib.ingest.academic import AcademicYear
from lib.ingest.grid import cell_text, compared
from lib.ingest.model import CellValue, ErrorValue
from lib.schema import DeadlineKind

NO_DAY = date(1980, 1, 1)
DOUBTS = frozenset({"number_lacks_nought", "day_unreal"})
"""Notes of this file's own, each with a finding of its name: why the day of a cell is left open."""

_ZERO_DAYS = (datetime(1900, 1, 1), datetime(1904, 1, 1))  # noqa: DTZ001 - of a workbook no cell of which has a zone
_FIRST_DAY = date(1905, 1, 1)
_WEEKDAY = r"(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_CLOCK = r"(?:[\s,]+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)?"
_SLASHED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}}){_CLOCK}", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_YEAR = re.compile(r"(\d{2})[-./](\d{1,2})[-./](\d{1,2})")
_NEXT_CENTURY = 60  # no plan of ours begins in the sixties: 65.5.20 leads with no year
_NAMED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[/ -]({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?[/ ,-]+(\d{{4}}|\d{{2}}){_CLOCK}", re.IGNORECASE)
_MONTHS_A_YEAR = 12
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NO_DAY_TEXT = re.compile(r"0000-00-00|1980(?:-0?1-0?1|/0?1/0?1|\.0?1\.0?1|年0?1月0?1日)|-{1,2}|/|—{1,2}|无|n/?a")
_SERIALS = range(20_000, 80_000)


class DeadlineReader:
    """Reads the deadline cells of one table in the light of its year."""

    def __init__(
        self,
        year: int | None,
        dates: Iterable[CellValue] = (),
        spans: Iterable[tuple[CellValue, CellValue]] = (),
        calendar: SchoolCalendar | None = None,
        academic: AcademicYear | None = None,
        month: int | None = None,
    ) -> None:
        """Take what settles the meaning of a cell.

        Args:
            year: for phrases without one.
            dates, spans: the table's day cells, whose day/month order they may settle.
            calendar: what school words mean.
            academic: the school year that the table's title names, for phrases without a year.
            month: the month that the sheet is named after, for phrases without one.

        What was read by the sheet's month is kept in `in_month`, and days of which others of the table settled the order in `in_order`.
        """
        self.year = year
        self._academic = academic
        self._month = month
        self.in_month: set[str] = set()
        self.in_order: dict[str, str] = {}
        self._calendar = calendar
        dates = tuple(dates)
        self._year_leads = _year_leads(dates)
        self._month_first = month_first([value for value in dates if not self._may_lead_with_year(value)], spans)
        self._known: dict[Hashable, Deadline | None] = {}

    def one(self, value: CellValue) -> Deadline | None:
        """The deadline in one cell; None where it is blank."""
        key = (type(value), value)
        if key not in self._known:
            self._known[key] = self._read(value)
        return self._known[key]

    def span(self, start: CellValue, end: CellValue) -> Deadline | None:
        """The deadline in a start cell and an end cell; None where both are blank."""
        if start is None or is_no_day(start):
            return self.one(end)
        if end is None or is_no_day(end):
            return self._from_start(start)
        key = (type(start), start, type(end), end)
        if key not in self._known:
            self._known[key] = self._read_span(start, end)
        return self._known[key]

    def _read(self, value: CellValue) -> Deadline | None:
        if value is None or is_no_day(value):
            return None
        doubt = self._doubt(value)
        if doubt is not None:
            return Deadline(cell_text(value), DeadlineKind.UNPARSED, notes=(doubt,))
        if isinstance(value, datetime | date):
            return deadline_of_date(_day(value))
        if is_serial(value):
            return deadline_of_serial(float(value))  # type: ignore[arg-type]
        if isinstance(value, bool | ErrorValue):
            return Deadline(cell_text(value), DeadlineKind.UNPARSED)
        phrase = self._in_month(self._ordered(cell_text(value)))
        read = parse_deadline(phrase, self._year_of(phrase), calendar=self._calendar)
        return read if read.text == value else replace(read, text=cell_text(value))

    def _doubt(self, value: CellValue) -> DeadlineNote | None:
        """Why a cell is no day for sure.

        A number such as 6.3 may be the 3rd or, as a number has no last nought, the 30th of June; a day of 1900 is a number (4.2) under the
        format of a date.
        """
        if isinstance(value, datetime | date) and _day(value) < _FIRST_DAY:
            return DeadlineNote("day_unreal", NoteLevel.WARNING)
        if not isinstance(value, float) or value.is_integer():
            return None
        texts = (cell_text(value), f"{cell_text(value)}0")
        first, second = (parse_deadline(text, self._year_of(text), calendar=self._calendar) for text in texts)
        if first.end is None or second.end is None:
            return None
        readings = (("first", f"{first.start or first.end}/{first.end}"), ("second", f"{second.start or second.end}/{second.end}"))
        return DeadlineNote("number_lacks_nought", NoteLevel.WARNING, readings)

    def _year_of(self, phrase: str) -> int | None:
        return self._academic.year_of(phrase) if self._academic else self.year

    def _ordered(self, text: str) -> str:
        """A date such as 5/3/2024 as ISO where other dates of the table settle which part is the month."""
        named = _NAMED.fullmatch(text)
        if named:
            return f"{_full_year(named[4])}-{_MONTHS.index(named[3].lower()[:3]) + 1:02d}-{int(named[2]):02d}"
        short = _SHORT_YEAR.fullmatch(text) if self.year else None
        if short and int(short[1]) == (self.year or 0) % 100 != int(short[3]) and int(short[1]) > 12:
            return f"{_full_year(short[1])}-{int(short[2]):02d}-{int(short[3]):02d}"
        match = _SLASHED.fullmatch(text)
        if self._month_first is None or match is None or self._may_lead_with_year(text):
            return text
        month, day = (match[2], match[3]) if self._month_first else (match[3], match[2])
        settled = f"{_full_year(match[4])}-{int(month):02d}-{int(day):02d}"
        if not match[1] and match[2] != match[3] and int(month) <= _MONTHS_A_YEAR and int(day) <= _MONTHS_A_YEAR:
            self.in_order[text] = settled
        return settled

    def _may_lead_with_year(self, value: CellValue) -> bool:
        """Whether a date of three short figures (24.5.20) may begin with its year, so that it settles no order: the phrase is said to be unsure."""
        short = _SHORT_YEAR.fullmatch(value.strip()) if isinstance(value, str) else None
        if (
            not isinstance(value, str)
            or short is None
            or not (int(short[1]) > 12 and 1 <= int(short[2]) <= 12 and 1 <= int(short[3]) <= 31)
        ):
            return False
        if self.year is None:
            return ("." in value or self._year_leads) and int(short[1]) < _NEXT_CENTURY
        here = self.year % 100
        return abs(int(short[1]) - here) < abs(int(short[3]) - here)

    def _read_span(self, start: CellValue, end: CellValue) -> Deadline:
        doubts = [self._doubt(value) for value in (start, end)]
        if doubts[1] is not None:
            return Deadline(f"{cell_text(start)} / {cell_text(end)}", DeadlineKind.UNPARSED, notes=(doubts[1],))
        if doubts[0] is not None:
            alone = self._read(end) or Deadline("", DeadlineKind.UNDETERMINED)
            kind = DeadlineKind.BY if alone.end else alone.kind
            return replace(alone, text=f"{cell_text(start)} / {cell_text(end)}", kind=kind, start=None, notes=(*alone.notes, doubts[0]))
        texts = tuple(self._phrase(value) for value in (start, end))
        found = parse_span(texts[0], texts[1], self._year_of(texts[0]), calendar=self._calendar)
        serials = tuple(note for value in (start, end) if is_serial(value) for note in deadline_of_serial(float(value)).notes)  # type: ignore[arg-type]
        notes = tuple(dict.fromkeys((*found.notes, *serials)))
        return Deadline(f"{cell_text(start)} / {cell_text(end)}", found.kind, found.start, found.end, notes)

    def _phrase(self, value: CellValue) -> str:
        """A cell as a phrase; a number that may be a day becomes the day."""
        if isinstance(value, datetime | date):
            return _day(value).isoformat()
        if is_serial(value):
            found = deadline_of_serial(float(value))  # type: ignore[arg-type]
            return found.end.isoformat() if found.end else cell_text(value)
        return self._in_month(self._ordered(cell_text(value)))

    def _in_month(self, phrase: str) -> str:
        """A phrase that lacks its month, with the sheet's before it where that gives a day; what was so read is kept in `in_month`."""
        if self._month is None or not _lacks_month(parse_deadline(phrase, self._year_of(phrase), calendar=self._calendar)):
            return phrase
        whole = f"{self._month}月{phrase.removeprefix('本月').removeprefix('当月').removeprefix('月')}"
        if parse_deadline(whole, self._year_of(whole), calendar=self._calendar).end is None:
            return phrase
        self.in_month.add(phrase)
        return whole

    def _from_start(self, start: CellValue) -> Deadline | None:
        """Only a start is given: the end is not known, and not made up."""
        found = self.one(start)
        return found and replace(found, kind=DeadlineKind.UNDETERMINED, start=found.start or found.end, end=None)


def _year_leads(values: Iterable[CellValue]) -> bool:
    """Whether a table's dates of three short figures begin with their year: 14-3-16 beside 14-6-30, where the last figures differ and lie further apart.

    A single one with hyphens may, as it is written in Chinese.
    """
    found = [match for value in values if isinstance(value, str) and (match := _SHORT_YEAR.fullmatch(value.strip()))]
    if not found:
        return False
    firsts, lasts = ({int(match[group]) for match in found} for group in (1, 3))
    first, last = ((len(figures), max(figures) - min(figures)) for figures in (firsts, lasts))
    return first < last or (first == last and all("-" in match[0] for match in found))


def _lacks_month(deadline: Deadline) -> bool:
    return any(note.code == "month_missing" for note in deadline.notes)


def month_first(values: Iterable[CellValue], spans: Iterable[tuple[CellValue, CellValue]] = ()) -> bool | None:
    """Whether dates such as 5/13/2024 put the month first; None where nothing or both orders are shown.

    A number above 12 settles it; else a weekday written with the date, or the order under which no span runs backwards.
    """
    found = {match.groups() for value in values if (match := _slashed(value))}
    american = any(int(second) > 12 for _, _, second, _ in found)
    european = any(int(first) > 12 for _, first, _, _ in found)
    if american or european:
        return None if american == european else american
    pairs = [(first, last) for start, end in spans if (first := _slashed(start)) and (last := _slashed(end))]
    sound = [
        order
        for order in (True, False)
        if all(_is_on_weekday(groups, order) for groups in found)
        and all(_in_order(first.groups(), order) <= _in_order(last.groups(), order) for first, last in pairs)
    ]
    return sound[0] if len(sound) == 1 else None


def _slashed(value: CellValue) -> re.Match[str] | None:
    return _SLASHED.fullmatch(value.strip()) if isinstance(value, str) else None


def _in_order(groups: tuple[str, ...], is_month_first: bool) -> tuple[int, int, int]:
    """Year, month and day of a matched date under one order."""
    month, day = (groups[1], groups[2]) if is_month_first else (groups[2], groups[1])
    return int(_full_year(groups[3])), int(month), int(day)


def _is_on_weekday(groups: tuple[str, ...], is_month_first: bool) -> bool:
    """Whether a date falls on the weekday that is written with it, if any is."""
    if not groups[0]:
        return True
    try:
        return date(*_in_order(groups, is_month_first)).weekday() == _WEEKDAYS.index(groups[0].lower())
    except ValueError:
        return False


def _full_year(written: str) -> str:
    return written if len(written) == 4 else f"20{written}"


def is_no_day(value: CellValue) -> bool:
    """Whether a date cell stands for none: 1980-01-01, or the zero day of an empty formula."""
    if isinstance(value, datetime | date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
        return moment.date() == NO_DAY or moment <= _ZERO_DAYS[0] or moment == _ZERO_DAYS[1]
    if isinstance(value, str):
        return _NO_DAY_TEXT.fullmatch(compared(value)) is not None
    return isinstance(value, int | float) and not isinstance(value, bool) and value == 0


def is_serial(value: CellValue) -> bool:
    """Whether a number may be Excel's number of a day, 1954 to 2119."""
    return isinstance(value, int | float) and not isinstance(value, bool) and _SERIALS.start <= value < _SERIALS.stop


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
