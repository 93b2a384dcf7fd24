"""When a table gives no end of its own: a duration beside the start, or ticks under months and days.

Both are read only where no column names the end, and it is said. A duration of n days ends on the n-th day, the
first counted; working days are Monday to Friday, holidays not known. Ticks in several columns span from the first
to the last. Weeks without a date and durations without a unit give no end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import normal
from lib.ingest.model import CellValue

_MONTH = r"(?:(?:19|20)?\d{2}\s*[年./-]\s*)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月份?"
_ENGLISH_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?[\s'’/-]*(?:(?:20)?\d{2})?"
_DATED = re.compile(
    rf"{_MONTH}(?:\s*(?:[上中下]旬|\d{{1,2}}[日号]))?|{_ENGLISH_MONTH}|(?:19|20)\d{{2}}[-./](?:1[0-2]|0?[1-9])(?:[-./]\d{{1,2}})?|"
    r"第?[一二三四1-4]\s*季度|(?:(?:19|20)\d{2}\s*)?q[1-4](?:\s*(?:19|20)\d{2})?|[上中下]旬",
    re.IGNORECASE,
)
_UNDATED = re.compile(
    rf"(?:{_ENGLISH_MONTH}\s*)?(?:第\s*[\d一二三四五六七八九十]{{1,3}}\s*[周天日月]|w(?:ee)?k?\s*\.?\s*\d{{1,2}}|\d\s*wk|day\s*\d{{1,3}}|d\d{{1,3}}|\d{{1,2}}[日号]?|"
    r"\d{1,2}[-/.]\d{1,2}|m(?:onth)?\s*\d{1,2}|[一二三四五六日]|周[一二三四五六日]|[mtwrfsu]|th|tu|sa|su|mon|tue|wed|thu|fri|sat|sun|m/d)",
    re.IGNORECASE,
)
_TOLD_OF_TIME = re.compile(r"(?<=[月旬度])份?(?:工作|任务|完成|推进|落实)?(?:进展|情况|进展情况|安排|计划)$")
"""3月进展, 4月完成情况: what was done in a piece of time, a column each."""
_FEWEST = 3
_MARK = re.compile(r"[√✓✔☑✅●■◆★▲△○◎※▇█—–=>→*xXvVyY1是]{1,12}|[-]{1,4}>?")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})[日号]?")
_WHOLE_MONTH = re.compile(rf"{_MONTH}", re.IGNORECASE)

_DURATION = re.compile(
    r"(?:计划|预计|预估|估计|估算|所需|需要|任务|总|planned|estimated|est|task)?(?:工期|持续时间|持续|历时|天数|日数|时长|用时|周期|工作日|工作日数|工作天数|duration|durations|days|workdays|workingdays|noofdays|numberofdays|length)"
    r"(?:天数|天|日|周|indays|days|day|indays|weeks)?"
)
_AMOUNT = re.compile(
    r"约?\s*(\d{1,4}(?:\.\d)?)\s*(个?工作日|个?工作天|天|日|周|个?星期|work(?:ing)?\s*days?|business\s*days?|days?|d|weeks?|w|wks?)?\??"
)
_WORKDAYS = re.compile(r"工作[日天]|work(?:ing)?\s*days?|business\s*days?|\bwd\b", re.IGNORECASE)
_WEEKS = re.compile(r"周|星期|weeks?|wks?|\bw\b", re.IGNORECASE)
_DAYS = re.compile(r"天|日|days?|\bd\b", re.IGNORECASE)
_LONGEST_DAYS = 3_650

Painted = frozenset[tuple[int, int]]
"""Coloured cells, as (y, x) of the grid."""


@dataclass(frozen=True, slots=True)
class CalendarColumn:
    """One column of a calendar beside a table: `phrase` is its time as a deadline phrase, "" where it has no date."""

    x: int
    phrase: str


@dataclass(frozen=True, slots=True)
class DurationColumn:
    """A column of durations; `unit` is what its header says: "days", "workdays", "weeks" or ""."""

    x: int
    unit: str


def is_calendar_text(text: str) -> bool:
    """Whether a header names a piece of time: a month, a quarter, a week, a day."""
    bare = text.strip()
    told = _TOLD_OF_TIME.sub("", bare)
    return len(bare) <= 14 and bool(_DATED.fullmatch(told) or _UNDATED.fullmatch(bare))


def is_dated_text(text: str) -> bool:
    """Whether a header names a piece of time that a deadline may be read from."""
    return len(text) <= 16 and bool(_DATED.fullmatch(text.strip()))


def calendar_columns(headers: Sequence[tuple[int, tuple[str, ...], bool]]) -> tuple[CalendarColumn, ...]:
    """The longest run of neighbouring columns that are headed by pieces of time.

    Args:
        headers: (column, header texts from the group down, whether a date or number stands in it), left to right.
    """
    runs: list[list[tuple[int, tuple[str, ...]]]] = [[]]
    for x, written, typed in headers:
        parts = _thirds_in_full(written)
        if not typed and not is_calendar_text(parts[-1]):
            continue
        if runs[-1] and runs[-1][-1][0] != x - 1:
            runs.append([])
        runs[-1].append((x, parts))
    longest = max(runs, key=len)
    if len(longest) < _FEWEST:
        return ()
    firsts = [_iso(parts[-1]) for _, parts in longest]
    months = all(day is not None and day.day == 1 for day in firsts) and len({(day.year, day.month) for day in firsts if day}) == len(
        firsts
    )
    return tuple(CalendarColumn(x, _phrase(parts, months)) for x, parts in longest)


def _thirds_in_full(parts: tuple[str, ...]) -> tuple[str, ...]:
    """3月 / 上 as 3月 / 上旬: the third of a month in one sign beneath the month."""
    is_third = len(parts) > 1 and parts[-1].strip() in {"上", "中", "下"} and _WHOLE_MONTH.fullmatch(parts[-2].strip())
    return (*parts[:-1], f"{parts[-1].strip()}旬") if is_third else parts


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _phrase(parts: tuple[str, ...], months: bool) -> str:
    """A column's time with the group over it: 2024年 / 3月, 3月 / 上旬, 3月 / 15."""
    own, group = parts[-1].strip(), parts[-2].strip() if len(parts) > 1 else ""
    day = _iso(own)
    if day is not None:
        return f"{day.year}年{day.month}月" if months else day.isoformat()
    number = _DAY_OF_MONTH.fullmatch(own)
    if number and _WHOLE_MONTH.fullmatch(group) and 1 <= int(number[1]) <= 31:
        return f"{group}{number[1]}日"
    if not _DATED.fullmatch(own):
        return ""
    year = next((part for part in reversed(parts[:-1]) if re.fullmatch(r"(?:19|20)\d{2}\s*年?度?", part.strip())), "")
    if own.endswith("旬") and len(own) == 2:
        return f"{group}{own}" if _WHOLE_MONTH.fullmatch(group) else ""
    return f"{year.strip().rstrip('年度')}年{own}" if year and not re.search(r"(?:19|20)\d{2}", own) else own


def is_marked(grid: Grid, columns: Sequence[CalendarColumn], body: range) -> bool:
    """Whether all that stands under a calendar are marks, and at least one does."""
    values = [grid.cells[y, column.x] for y in body for column in columns]
    filled = [value for value in values if value is not None]
    return bool(filled) and all(_is_mark(value) for value in filled)


def painted(grid: Grid, columns: Sequence[CalendarColumn], task: int, rows: Sequence[int]) -> Painted:
    """The cells of a calendar's rows without a mark that are coloured otherwise than their task: the bars of a chart made by hand.

    No column that is coloured in every row, as weekends are.
    """
    filled, top, left = grid.sheet.filled, grid.sheet.top, grid.sheet.left
    if not filled:
        return frozenset()
    own = {y: filled.get((y + top, task + left)) for y in rows}
    found = {(y, c.x) for y in rows for c in columns if (colour := filled.get((y + top, c.x + left))) and colour != own[y]}
    everywhere = {c.x for c in columns if len(rows) >= _FEWEST and all((y, c.x) in found for y in rows)}
    marked = {y for y in rows if any(grid.cells[y, column.x] is not None for column in columns)}
    return frozenset((y, x) for y, x in found if x not in everywhere and y not in marked)


def is_worded(grid: Grid, columns: Sequence[CalendarColumn], body: range) -> bool:
    """Whether mostly words stand under a calendar: what is to be done in each month."""
    values = [grid.cells[y, column.x] for y in body for column in columns]
    filled = [value for value in values if value is not None]
    return sum(isinstance(value, str) and len(value) > 1 and not _is_mark(value) for value in filled) > len(filled) / 2


def _is_mark(value: CellValue) -> bool:
    return value is True or bool(_MARK.fullmatch(compared(cell_text(value))))


def marked_phrases(grid: Grid, columns: Sequence[CalendarColumn], rows: Sequence[int], bars: Painted = frozenset()) -> list[CellValue]:
    """For each row the time of its marks or coloured `bars`: 1月, 1月-3月, or 1月、3月 where there are gaps; None without any."""
    return [
        _of_row([place for place, column in enumerate(columns) if grid.value(y, column.x) is not None or (y, column.x) in bars], columns)
        for y in rows
    ]


def _of_row(places: list[int], columns: Sequence[CalendarColumn]) -> CellValue:
    if not places:
        return None
    if all(after - before == 1 for before, after in pairwise(places)):
        first, last = columns[places[0]].phrase, columns[places[-1]].phrase
        return first if first == last else f"{first}至{last}"
    return "、".join(columns[place].phrase for place in places)


def duration_column(headers: Sequence[tuple[int, str]]) -> DurationColumn | None:
    """The first column headed by a duration, with the unit in its header."""
    for x, text in headers:
        if _DURATION.fullmatch(normal(text)):
            return DurationColumn(x, _unit(text))
    return None


def _unit(text: str) -> str:
    if _WORKDAYS.search(text):
        return "workdays"
    if _WEEKS.search(text) and "周期" not in text:
        return "weeks"
    return "days" if _DAYS.search(text) else ""


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of days, working days or weeks; `unit` "" where nothing says which."""

    amount: float
    unit: str

    def last_day(self, start: date) -> date | None:
        """The last day of a piece of work that begins on `start`, None where the unit is not known."""
        if not self.unit or not 0 <= self.amount <= _LONGEST_DAYS:
            return None
        whole = max(1, -int(-self.amount * (7 if self.unit == "weeks" else 1) // 1))
        return _after_workdays(start, whole) if self.unit == "workdays" else start + timedelta(days=whole - 1)


def _after_workdays(start: date, count: int) -> date:
    day, left = start, count
    while True:
        left -= day.weekday() < 5
        if left <= 0 and day.weekday() < 5:
            return day
        day += timedelta(days=1)


def read_duration(value: CellValue, unit: str) -> Duration | None:
    """What a duration cell says, None where it says none; `unit` is the header's."""
    if isinstance(value, timedelta):
        return Duration(value.days, "days") if value.days else None
    if isinstance(value, bool | datetime | date):
        return None
    match = _AMOUNT.fullmatch(cell_text(value).lower())
    if match is None:
        return None
    return Duration(float(match[1]), (_unit(match[2]) or unit) if match[2] else unit)
