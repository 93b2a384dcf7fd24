"""The school's calendar, where the settings give one: what turns 暑假前 and 第十六周 into days."""

from dataclasses import dataclass
from datetime import date


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

    def period(self, name: str) -> SchoolPeriod | None:
        """The period of that name."""
        return next((period for period in self.periods if period.name == name), None)
