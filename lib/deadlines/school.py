"""The school's calendar, where the settings give one: what turns 暑假前 and 第十六周 into days."""

from dataclasses import dataclass
from datetime import date, timedelta

_MOST_WEEKS = 30


@dataclass(frozen=True, slots=True)
class SchoolPeriod:
    """One named stretch of the school year: 暑假, 寒假, 学期, 期末; a single day has start = end (开学)."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Named periods, and the Monday of teaching week one where weeks are numbered."""

    periods: tuple[SchoolPeriod, ...] = ()
    week_one: date | None = None

    def days_of(self, word: str) -> tuple[date, date] | None:
        """First and last day of what a school word names; 学期末 is the last day of 学期, 学期初 its first, 放暑假 is 暑假."""
        word = word.removeprefix("放").replace("期期末", "期末")
        for period in self.periods:
            if word in (period.name, f"{period.name}内", f"{period.name}中"):
                return period.start, period.end
            if word in (f"{period.name}末", f"{period.name}结束"):
                return period.end, period.end
            if word in (f"{period.name}初", f"{period.name}开始"):
                return period.start, period.start
        return None

    def week(self, number: int) -> tuple[date, date] | None:
        """Monday and Sunday of a teaching week."""
        if self.week_one is None or not 1 <= number <= _MOST_WEEKS:
            return None
        monday = self.week_one + timedelta(weeks=number - 1)
        return monday, monday + timedelta(days=6)
