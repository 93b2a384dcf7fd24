"""Ticks of a time axis, in words: 旬 where the time is short, months, or quarters and years where it is long."""

from datetime import date

from lib.figures.spec import DayTick
from lib.i18n import Language, text
from lib.i18n.formats import day, month

MOST_TICKS = 14
SHORT_DAYS = 62


def axis_ticks(first: date, last: date, language: Language) -> tuple[DayTick, ...]:
    """At most fourteen ticks from the month of `first` to `last`: the 1st, 11th and 21st, or firsts of months.

    A year is printed at the first tick and where it changes, if there are several.
    """
    if (last - first).days <= SHORT_DAYS:
        thirds = [start.replace(day=number) for start in _month_starts(first, last) for number in (1, 11, 21)]
        return tuple(DayTick(tick, day(tick, language)) for tick in thirds if first <= tick <= last)
    months = _month_starts(first, last)
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if len(months) <= step * MOST_TICKS)
    shown = [start for start in months if (start.year * 12 + start.month - 1) % step == 0] or months[:1]
    years = len({start.year for start in months}) > 1
    ticks = []
    for position, start in enumerate(shown):
        new_year = years and (position == 0 or start.year != shown[position - 1].year)
        label = str(start.year) if step >= 12 else month(start, language, year=new_year)
        ticks.append(DayTick(start, label))
    return tuple(ticks)


def as_of_tick(as_of: date, first: date, last: date, language: Language) -> DayTick:
    """The mark of the as-of day; on an axis of several years it says of which."""
    return DayTick(as_of, text(language, "figures.mark.as_of", day=day(as_of, language, year=first.year != last.year)))


def ticks_from(ticks: tuple[DayTick, ...], first: date) -> tuple[DayTick, ...]:
    """The ticks of a time that begins on a day: one that lies before it moves there if there is room, for it may be the one with the year."""
    if len(ticks) < 2 or ticks[0].day >= first:
        return ticks
    room = (ticks[1].day - first).days * 2 > (ticks[1].day - ticks[0].day).days
    return (*((DayTick(first, ticks[0].label),) if room else ()), *ticks[1:])


def _month_starts(first: date, last: date) -> list[date]:
    from_month, to_month = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(from_month, to_month + 1)]
