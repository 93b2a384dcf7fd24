"""Parts of longer periods: the start, middle or end of a month, a quarter, a half, a year.

A month's parts are the 旬: 初 is its first ten days, 中 the second ten, 底 its last day. Of a quarter, half or
year only the end is certain; 年初 and the like carry a note.
"""

from lib.deadlines.moments import Grain, Moment, month_moment

PARTS = {"start": (1, 10), "middle": (11, 20), "late": (21, 0), "middle to late": (11, 0), "early to middle": (1, 20), "end": (0, 0)}
"""First and last day of a named part of a month; 0 is the month's last day."""


def part_of_month(month: int, days: tuple[int, int]) -> Moment:
    """Some days of a month; where only its last day is named, the words name an end."""
    return Moment(Grain.PART, month, days[0], month, days[1], last_only=days[0] == 0)


def quarter(number: int) -> Moment:
    """A quarter; the fifth is found to be impossible when it is settled."""
    return Moment(Grain.QUARTER, number * 3 - 2, 1, number * 3, 0)


def half(number: int) -> Moment:
    """A half of the year."""
    return Moment(Grain.HALF, number * 6 - 5, 1, number * 6, 0)


def whole_year() -> Moment:
    """A year, which is still to be filled in."""
    return Moment(Grain.YEAR, 1, 1, 12, 0)


def edge_of(whole: Moment, edge: str) -> Moment:
    """The start, middle or end of a quarter or half."""
    if edge == "end":
        return Moment(Grain.PART, whole.last_month, 0, whole.last_month, 0, last_only=True)
    if edge == "start":
        found = part_of_month(whole.first_month, PARTS["start"])
    elif edge == "middle" and whole.grain is Grain.QUARTER:
        found = month_moment(whole.first_month + 1)
    else:
        found = whole
    found.note("vague_part", True)
    return found


def edge_of_year(edge: str) -> Moment:
    """年底 is its last day; 年初 is read as January and 年中 as June, with a note."""
    if edge == "end":
        return Moment(Grain.PART, 12, 0, 12, 0, last_only=True)
    found = month_moment(1 if edge == "start" else 6)
    found.note("vague_part", True)
    return found
