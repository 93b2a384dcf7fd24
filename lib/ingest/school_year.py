"""The school's calendar as the settings sheet declares it, so that 学期末, 暑假前 and 第十六周 have days.

A stretch needs its first and its last day, in two lines or as one span. Of the term one of them is enough for 学期初 or
学期末. Nothing is completed by guessing: what is missing or runs backwards leaves the words undetermined, and it is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lib.deadlines import Deadline, SchoolCalendar, SchoolPeriod
from lib.schema import DeadlineKind

SCHOOL_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "term": ("学期", "本学期", "学期时间", "学期起止", "term", "semester"),
    "term_start": ("学期开始", "学期开始日期", "学期开始时间", "本学期开始", "学期初", "term start", "term starts", "semester start"),
    "term_end": ("学期结束", "学期结束日期", "学期结束时间", "本学期结束", "学期末", "期末", "term end", "term ends", "semester end"),
    "summer": ("暑假", "暑期", "暑假时间", "暑假起止", "summer holiday", "summer break"),
    "summer_start": ("暑假开始", "暑假开始日期", "暑假开始时间", "暑期开始", "summer holiday start", "summer break start"),
    "summer_end": ("暑假结束", "暑假结束日期", "暑假结束时间", "暑期结束", "summer holiday end", "summer break end"),
    "winter": ("寒假", "寒假时间", "寒假起止", "winter holiday", "winter break"),
    "winter_start": ("寒假开始", "寒假开始日期", "寒假开始时间", "winter holiday start", "winter break start"),
    "winter_end": ("寒假结束", "寒假结束日期", "寒假结束时间", "winter holiday end", "winter break end"),
    "school_opens": ("开学", "开学日期", "开学时间", "school opens", "first day of school"),
    "week_one": ("第一周", "教学第一周", "第一周周一", "第一周起始", "week one", "teaching week one"),
}
"""Lines of the settings sheet about the school year: our name ← as people write it."""

_STRETCHES = {"term": ("学期", "本学期"), "summer": ("暑假", "暑期"), "winter": ("寒假",)}
_DATED = (DeadlineKind.WINDOW, DeadlineKind.BY)


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The calendar, None where nothing was declared; `unread` are the settings that gave no days."""

    calendar: SchoolCalendar | None = None
    unread: tuple[str, ...] = ()


def school_year(declared: Mapping[str, Deadline]) -> SchoolYear:
    """Put the calendar together.

    Args:
        declared: what the lines say, by our names; other names are passed over.
    """
    days = {name: _first_and_last(declared[name]) for name in SCHOOL_SETTINGS if name in declared}
    unread = [name for name, found in days.items() if found is None]
    periods: list[SchoolPeriod] = []
    for stretch, words in _STRETCHES.items():
        first, last, faulty = _bounds(stretch, days)
        unread.extend(faulty)
        if first and last:
            periods.extend(SchoolPeriod(word, first, last) for word in words)
        if stretch == "term":
            periods.extend(_edges(first, last))
    opens, monday = days.get("school_opens"), days.get("week_one")
    if opens:
        periods.append(SchoolPeriod("开学", opens[0], opens[0]))
    week_one = monday[0] - timedelta(days=monday[0].weekday()) if monday else None
    calendar = SchoolCalendar(tuple(periods), week_one) if periods or week_one else None
    return SchoolYear(calendar, tuple(dict.fromkeys(unread)))


def _first_and_last(deadline: Deadline) -> tuple[date, date] | None:
    first, last = deadline.start or deadline.end, deadline.end
    return (first, last) if deadline.kind in _DATED and first and last else None


def _bounds(stretch: str, days: Mapping[str, tuple[date, date] | None]) -> tuple[date | None, date | None, list[str]]:
    """First and last day of a stretch, and the settings that are of no use."""
    whole, opening, closing = (days.get(f"{stretch}{part}") for part in ("", "_start", "_end"))
    if whole is not None and whole[0] < whole[1]:
        return whole[0], whole[1], []
    first, last = opening[0] if opening else None, closing[1] if closing else None
    faulty = [stretch] if whole is not None else []
    if first and last and last < first:
        return None, None, [f"{stretch}_start", f"{stretch}_end"]
    if stretch != "term" and (first is None) != (last is None):
        faulty.append(f"{stretch}_start" if first else f"{stretch}_end")
    return first, last, faulty


def _edges(first: date | None, last: date | None) -> list[SchoolPeriod]:
    """学期初 and 学期末 where one side of the term alone is known; 期末 is the term's last day."""
    found = [SchoolPeriod(f"{term}初", first, first) for term in _STRETCHES["term"]] if first else []
    if last:
        found += [SchoolPeriod(f"{term}末", last, last) for term in _STRETCHES["term"]]
        found.append(SchoolPeriod("期末", last, last))
    return found
