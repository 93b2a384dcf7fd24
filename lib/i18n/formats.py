"""Dates, numbers and percents as each language prints them.

One rule for Chinese: no space between Chinese characters and figures (6月10日, 24项), as official
reports print them. Shares are 0.0 to 1.0. A percent has one decimal only where it is needed, is rounded
half up, and a share that is not quite all or not quite nothing never prints as 100% or 0%.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from lib.i18n.catalogue import Language, text

_LOCALES = {language: Locale.parse(language.manners.locale) for language in Language}
"""Parsed once: told by its name, a locale is looked for on disk at every number."""

_MOST_KEPT = 4096
"""How many days and numbers stay in words; a page says the same few again with every run."""

_XUN_KEYS = ("formats.xun.first", "formats.xun.second", "formats.xun.third")


@lru_cache(maxsize=_MOST_KEPT)
def day(value: date, language: Language, *, year: bool = False) -> str:
    """One day: 6月10日, 10 Jun; with the year 2014年6月10日, 10 Jun 2014."""
    return format_date(value, language.manners.day[year], locale=_LOCALES[language])


def day_beside(value: date, other: date, language: Language) -> str:
    """One day with its year where that is not the other's: read on 10 June 2014, 20 January 2015 is more than 20 January."""
    return day(value, language, year=value.year != other.year)


def moment(value: datetime, language: Language, *, year: bool = False) -> str:
    """A moment on this machine's wall clock: 6月10日 14:20, 10 Jun, 14:20. An aware time is brought to the local zone."""
    local = value.astimezone().replace(tzinfo=None) if value.tzinfo else value
    return format_datetime(local, language.manners.moment[year], locale=_LOCALES[language])


@lru_cache(maxsize=_MOST_KEPT)
def month(value: date, language: Language, *, year: bool = False) -> str:
    """One month: 6月, Jun; with the year 2014年6月, Jun 2014."""
    return format_date(value, language.manners.month[year], locale=_LOCALES[language])


def xun(value: date, language: Language, *, year: bool = False) -> str:
    """The third of a month that a day lies in: 6月上旬, early Jun."""
    third = min((value.day - 1) // 10, 2)
    return text(language, _XUN_KEYS[third], month=month(value, language, year=year))


def window(start: date | None, end: date | None, kind: str, language: Language, *, year: bool = False) -> str:
    """A deadline window in words: 3月中旬, 3月至8月, 3月5日至3月9日, 6月30日前, from 1 Apr.

    Args:
        start: first day, None where only an end is known.
        end: last day, None where there is none or it cannot be known.
        kind: a `DeadlineKind` value; names the sort of deadline where there is no end.
        language: the reader's language.
        year: whether to print the year, once where both days lie in it; always printed where the window crosses New Year.
    """
    if end is None:
        since = "" if start is None else day(start, language, year=year)
        key = f"formats.window.{kind.replace('-', '_')}" if kind in _WITHOUT_END else "formats.window.unparsed"
        return text(language, key + ".since", day=since) if since and kind == "open-ended" else text(language, key)
    if start is None:
        return text(language, "formats.window.by", day=day(end, language, year=year))
    return _span(start, end, language, year=year or start.year != end.year)


_WITHOUT_END = frozenset({"recurring", "open-ended", "immediate", "undetermined", "unparsed"})


def _span(start: date, end: date, language: Language, *, year: bool) -> str:
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    same_month = (start.year, start.month) == (end.year, end.month)
    if start == end:
        return day(end, language, year=year)
    if same_month and whole_months:
        return month(end, language, year=year)
    if same_month and _is_one_xun(start, end):
        return xun(end, language, year=year)
    return _from_to(start, end, month if whole_months else day, language, year=year)


def span(start: date, end: date, language: Language) -> str:
    """From a day to a day with their year, said once where both lie in it: 2014年3月1日至9月30日, 1 Mar – 30 Sep 2014."""
    return _from_to(start, end, day, language, year=True)


def _from_to(start: date, end: date, say: Callable[..., str], language: Language, *, year: bool) -> str:
    is_one_year, leads = start.year == end.year, language.manners.leads_with_year
    first = say(start, language, year=year and (leads or not is_one_year))
    last = say(end, language, year=year and (not leads or not is_one_year))
    return text(language, "formats.span", start=first, end=last)


def _is_one_xun(start: date, end: date) -> bool:
    last = monthrange(end.year, end.month)[1]
    return (start.day, end.day) in {(1, 10), (11, 20), (21, last)}


@lru_cache(maxsize=_MOST_KEPT)
def percent(share: float, language: Language) -> str:
    """A share as a percent: 0.5 is 50%, 2/3 is 66.7%; 0.9999 is >99.9% and never 100%."""
    exact = Decimal(repr(float(share))) * 100
    rounded = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if rounded == 100 and exact < 100 and 100 - exact > Decimal("1e-9"):
        return ">" + _percent_of(Decimal("99.9"), language)
    if rounded == 0 and exact > Decimal("1e-9"):
        return "<" + _percent_of(Decimal("0.1"), language)
    return _percent_of(rounded, language)


def _percent_of(points: Decimal, language: Language) -> str:
    return format_decimal(points, format="#,##0.#", locale=_LOCALES[language]) + "%"


@lru_cache(maxsize=_MOST_KEPT)
def number(value: float, language: Language) -> str:
    """A count or a measure: 1,234; one decimal at most."""
    return format_decimal(
        Decimal(repr(value)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), format="#,##0.#", locale=_LOCALES[language]
    )
