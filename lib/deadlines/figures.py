"""Dates in figures: 2014.3.15, 14/05/2022, 14.6, 3.15, 20140315, 2014-W12.

The order of day, month and year comes from evidence: a figure over 12, four digits, the context year. Where the
evidence leaves two readings, the moment carries a note.
"""

from datetime import date

from lib.deadlines.moments import Grain, Moment, day_moment, month_moment, no_such_day
from lib.deadlines.tokens import Figures

YEARS = range(1900, 2200)
"""Figures outside this range are no years."""

_NEAR_YEARS = 8
"""15.3 may be March of 2015 beside a plan of 2014; 31.3 is a day."""

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day first", "month first", "year first"


def moment_of_figures(figures: Figures, context: int | None) -> Moment:
    """The moment that a date in figures names; one that cannot be is found when it is settled."""
    parts, widths = figures.parts, figures.widths
    if figures.separator == "w":
        return _iso_week(parts)
    if len(parts) == 3:
        if widths[0] == 4:
            found = day_moment(parts[1], parts[2], parts[0] if parts[0] in YEARS else 9999)
            found.order = YEAR_FIRST
            return found
        return _day_and_month(parts) if widths[2] == 4 else _short(parts, context)
    if 4 in widths:
        return month_moment(parts[1], parts[0]) if widths[0] == 4 else month_moment(*parts)
    return _two(parts[0], parts[1], figures.separator, context)


def _iso_week(parts: tuple[int, ...]) -> Moment:
    days = (parts[2], parts[2]) if len(parts) == 3 else (1, 7)
    if parts[0] not in YEARS:
        return no_such_day()
    try:
        first, last = (date.fromisocalendar(parts[0], parts[1], day) for day in days)
    except ValueError:
        return no_such_day()
    return Moment(Grain.PART, fixed=(first, last))


def _day_and_month(parts: tuple[int, ...]) -> Moment:
    """14/05/2022 is day first, 05/14/2022 month first; 03/04/2014 may be either."""
    first, second, year = parts
    if second > 12 >= first:
        found = day_moment(first, second, year)
        found.order = MONTH_FIRST
        return found
    found = day_moment(second, first, year)
    if first > 12:
        found.order = DAY_FIRST
    elif first != second:
        found.other_order = (first, second)
    return found


def _short(parts: tuple[int, ...], context: int | None) -> Moment:
    """Three figures of one or two digits: the orders that are possible, those of the context year first."""
    first, second, third = parts
    orders = [(2000 + first, second, third), (2000 + third, second, first), (2000 + third, first, second)]
    possible = [order for order in orders if 1 <= order[1] <= 12 and 1 <= order[2] <= 31]
    if not possible:
        return no_such_day()
    fitting = [order for order in possible if order[0] == context]
    year, month, day = (fitting or possible)[0]
    found = day_moment(month, day, year)
    if len(set(fitting)) != 1:
        found.note("short_date", True, year=str(year), month=str(month), day=str(day))
    return found


def _two(first: int, second: int, separator: str, context: int | None) -> Moment:
    """3.15 and 3/15 are a month and a day; 14.6 can only be a month of 2014, 15/3 a day first."""
    in_context = 2000 + first == context
    is_year_month = first >= 10 and 1 <= second <= 12
    if 1 <= first <= 12 and 1 <= second <= 31:
        found = day_moment(first, second)
        found.order = MONTH_FIRST if second > 12 else ""
        if is_year_month and in_context:
            found.note("short_date", True, year=str(context), month=str(first), day=str(second))
        elif separator == "/" and first != second:
            found.note("day_month_order", True, month=str(first), day=str(second))
        return found
    near = context is None or abs(2000 + first - context) <= _NEAR_YEARS
    if is_year_month and ((separator == "." and near) or in_context):
        found = month_moment(second, 2000 + first)
        if not in_context or separator == "/":
            found.note("short_year", True, year=str(2000 + first))
        return found
    return day_moment(second, first)
