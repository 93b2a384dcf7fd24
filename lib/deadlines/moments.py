"""Moments: one stretch of time as written, perhaps without its month or year, and the days it means.

A moment keeps what was written; `settle` fills what is missing from its neighbours and the context year and
gives the first and the last day. Weeks of a month and school words are no moments: they need a calendar.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from lib.deadlines.festivals import festival_day

_NO_SUCH = 99
"""Stands for a month or day of 0, which must not be taken for one still to be filled."""


class Grain(IntEnum):
    """How fine a moment is."""

    DAY = 0
    FESTIVAL = 1
    PART = 2  # 旬, 月初, 月底
    MONTH = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6


Note = tuple[str, bool, dict[str, str]]
"""A code, whether it warns, and the facts that its sentence needs."""


@dataclass(slots=True)
class Moment:
    """What was written. A day of 0 is the last day of its month; a month of 0 is still to be filled.

    `last_only`: the words name an end (月底), so that alone it is "by" that day. `year_step` counts years from the
    context's ("context") or from the moment before ("before"). `other_order`: day and month the other way round.
    """

    grain: Grain
    first_month: int = 0
    first_day: int = 1
    last_month: int = 0
    last_day: int = 0
    year: int | None = None
    year_step: tuple[str, int] | None = None
    year_trails: bool = False
    last_only: bool = False
    festival: str = ""
    fixed: tuple[date, date] | None = None
    weekday: int | None = None
    other_order: tuple[int, int] | None = None
    order: str = ""  # "day first", "month first" or "year first", where the figures show it
    notes: list[Note] = field(default_factory=list)

    def note(self, code: str, warn: bool = False, **facts: str) -> None:
        """Remember something to be said about this moment."""
        self.notes.append((code, warn, facts))


def month_moment(month: int, year: int | None = None) -> Moment:
    """A whole month."""
    month = month or _NO_SUCH
    return Moment(Grain.MONTH, month, 1, month, 0, year)


def day_moment(month: int, day: int, year: int | None = None) -> Moment:
    """One day; an impossible one is found when it is settled."""
    month, day = month or _NO_SUCH, day or _NO_SUCH
    return Moment(Grain.DAY, month, day, month, day, year)


def day_without_month(day: int) -> Moment:
    """One day of a month that its neighbours name: 20 in 3月11-20日."""
    day = day or _NO_SUCH
    return Moment(Grain.DAY, 0, day, 0, day)


def no_such_day() -> Moment:
    """Figures that can be no date; found to be so when it is settled."""
    return Moment(Grain.DAY, _NO_SUCH)


class Impossible(Exception):
    """There is no such day."""


class MonthMissing(Exception):
    """A day or 旬 without a month."""


class NoFestivalDay(Exception):
    """A moving festival in a year that the table does not hold."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The first and last day that a moment means; `year_known` is False where a stand-in year was used."""

    first: date
    last: date
    year_known: bool


def month_end(year: int, month: int) -> int:
    """The number of days in a month."""
    return monthrange(year, month)[1]


_YEARS_WITH_DAYS = range(1000, 9000)

STAND_IN_YEAR = 2000
"""Used to read the form of a phrase when no year is known; a leap year, so that 2月29日 passes. Its dates are never shown."""


def _year_of(moment: Moment, context: int | None, year: int | None) -> tuple[int, bool]:
    """The year that a moment lies in, and whether it is known or a stand-in."""
    anchor, step = moment.year_step or ("", 0)
    base = moment.year
    if base is None:
        base = context if year is None or anchor == "context" else year
    return (STAND_IN_YEAR if base is None else base) + step, base is not None


def settle(moment: Moment, context: int | None, year: int | None, month: int | None) -> Settled:
    """The days of a moment.

    Args:
        moment: what was written.
        context: the year of the plan, or None.
        year, month: those of the moment before, or None.

    Raises:
        Impossible, MonthMissing, NoFestivalDay
    """
    if moment.fixed:
        return Settled(*moment.fixed, True)
    in_year, known_year = _year_of(moment, context, year)
    if in_year not in _YEARS_WITH_DAYS:
        raise Impossible
    if moment.festival:
        day = festival_day(moment.festival, in_year)
        if day is None:
            raise NoFestivalDay
        return Settled(day, day, known_year)
    first_month, last_month = moment.first_month, moment.last_month
    if not first_month:
        if moment.first_day > 31:
            raise Impossible  # 32日 is no day of any month
        if month is None:
            raise MonthMissing
        first_month = last_month = month
    try:
        first = date(in_year, first_month, moment.first_day or month_end(in_year, first_month))
        last = date(in_year, last_month, moment.last_day or month_end(in_year, last_month))
    except ValueError:
        raise Impossible from None
    return Settled(first, last, known_year)
