"""Windows: the days of one span, with month and year carried from its neighbours; `whole` has the window over several.

The year comes from the moment, else from the one before it, else from the context. A range may run over New Year
only where that is plausible, and says so; any other backward range is unreadable.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lib.deadlines.model import DeadlineNote, NoteLevel
from lib.deadlines.moments import Grain, Impossible, Moment, Settled, settle
from lib.deadlines.sentence import Span
from lib.schema import DeadlineKind

_YEAR_OF_DAY = re.compile("[0-9]{4}-(?=[0-9]{2}-[0-9]{2})")
_DAY = timedelta(days=1)
_LATEST_START_OF_CROSSING = 7
"""11月-2月 runs on into the next year; a range that starts before July and ends earlier in the year is a slip."""


@dataclass(slots=True)
class Window:
    """The days of one span, and what its words make of them."""

    start: date | None
    end: date | None
    kind: DeadlineKind
    first: date  # of the days named, whatever the words make of them
    last: date


@dataclass(slots=True)
class Notes:
    """Notes as they gather; each code once for the same facts."""

    found: dict[tuple[str, tuple[tuple[str, str], ...]], DeadlineNote] = field(default_factory=dict)

    def add(self, code: str, warn: bool = False, **facts: str) -> None:
        """Say something about the reading."""
        self.take(code, warn, facts)

    def take(self, code: str, warn: bool, facts: Mapping[str, str]) -> None:
        """The same, with the facts as a mapping."""
        pairs = tuple(sorted(facts.items()))
        self.found.setdefault((code, pairs), DeadlineNote(code, NoteLevel.WARNING if warn else NoteLevel.INFO, pairs))

    def without_years(self) -> tuple[DeadlineNote, ...]:
        """The notes of a phrase whose year is not known: their days keep month and day."""
        return tuple(
            replace(note, facts=tuple((name, _YEAR_OF_DAY.sub("", value)) for name, value in note.facts)) for note in self.found.values()
        )


class Unreadable(Exception):
    """The phrase names days that cannot be: `code` and `facts` say why."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(slots=True)
class Carry:
    """What one moment hands to the next: the context year, and the year and month last written."""

    context: int | None
    year: int | None = None
    month: int | None = None
    year_known: bool = True


def _settled(moment: Moment, carry: Carry, notes: Notes) -> Settled:
    try:
        days = settle(moment, carry.context, carry.year, carry.month)
    except Impossible:
        raise Unreadable("impossible_date") from None
    days = _checked_order(moment, days, notes)
    for code, warn, facts in moment.notes:
        notes.take(code, warn, facts)
    if moment.weekday is not None and days.year_known and days.first == days.last and days.first.weekday() != moment.weekday:
        weekdays = {"written_weekday": str(moment.weekday + 1), "actual_weekday": str(days.first.weekday() + 1)}
        notes.add("weekday_conflict", True, day=days.first.isoformat(), **weekdays)
    carry.year_known = carry.year_known and days.year_known
    if moment.year is not None or moment.year_step is not None or moment.fixed:
        carry.year = days.last.year if days.year_known else None
    if moment.grain <= Grain.MONTH and moment.grain is not Grain.FESTIVAL:
        carry.month = days.last.month
    return days


def _checked_order(moment: Moment, days: Settled, notes: Notes) -> Settled:
    """A weekday beside 03/04/2014 may settle which is the month."""
    if moment.other_order is None:
        return days
    month, day = moment.other_order
    other = date(days.first.year, month, day)
    if moment.weekday is not None and other.weekday() == moment.weekday != days.first.weekday():
        return Settled(other, other, True)
    if moment.weekday is None or other.weekday() == days.first.weekday():
        notes.add("day_month_order", True, month=str(days.first.month), day=str(days.first.day))
    return days


def window_of_span(span: Span, carry: Carry, notes: Notes) -> Window:
    if span.last is None:
        days = _settled(span.first, carry, notes)
        return _single(span, days, notes)
    first = _range_start(span.first, span.last, carry, notes)
    written_year, month = carry.year, carry.month
    last = _settled(span.last, carry, notes)
    start, end = first.first, last.last
    if span.first_after:
        start = first.last + _DAY
        notes.add("starts_after", day=first.last.isoformat())
    if last.last < start or (last.first < start and last.last < first.last):
        carry.year, carry.month = written_year, month
        last = _crossed(span.last, start, last, carry, notes)
        end = last.last
    if span.before:
        end = _end_before(span, span.last, last, notes)
    if end < start:
        raise Unreadable("backwards", start=start.isoformat(), end=end.isoformat())
    if span.after:
        notes.add("after", True, day=last.last.isoformat())
    if span.about:
        notes.add("approximate")
    if span.open_end:
        return Window(start, None, DeadlineKind.OPEN_ENDED, start, end)
    return Window(start, end, DeadlineKind.WINDOW, start, end)


def _range_start(first: Moment, last: Moment, carry: Carry, notes: Notes) -> Settled:
    """The start of a range; its month or year may stand only at the range's end (15日至3月20日, 11月至2015年2月)."""
    if not first.first_month and not first.fixed and not first.festival and carry.month is None and last.first_month:
        if not (first.year_trails or last.year_trails):
            notes.add("month_from_end", month=str(last.first_month))
        carry.month = last.first_month
    if first.year is None and first.year_step is None and last.year is not None and carry.year is None:
        later = (last.first_month or 0) < (first.first_month or 0)
        if last.year_trails or carry.context is None or carry.context > last.year or (carry.context == last.year and later):
            carry.year = last.year - 1 if later else last.year
            if later:
                notes.add("crosses_year", True, year=str(last.year))
    return _settled(first, carry, notes)


def _crossed(moment: Moment, start: date, last: Settled, carry: Carry, notes: Notes) -> Settled:
    """A range whose end lies before its start: over New Year where that is plausible, else backwards."""
    plausible = (
        moment.year is None
        and moment.year_step is None
        and bool(moment.first_month or moment.festival)
        and start.month >= _LATEST_START_OF_CROSSING
        and last.last.month < _LATEST_START_OF_CROSSING
    )
    if not plausible:
        raise Unreadable("backwards", start=start.isoformat(), end=last.last.isoformat())
    moment.year = start.year + 1
    if carry.year_known:
        notes.add("crosses_year", True, year=str(moment.year))
    else:
        notes.add("crosses_new_year", True)
    return _settled(moment, carry, notes)


def over_new_year(span: Span, window: Window, start: date, carry: Carry, notes: Notes) -> Window:
    """The second clause of a range in two (11月启动，2月完成), whose end lies before the start of the first.

    Raises:
        Unreadable: where the year after is not plausible.
    """
    if span.last is not None or window.end is None:
        raise Unreadable("backwards", start=start.isoformat(), end=window.last.isoformat())
    days = _crossed(span.first, start, Settled(window.first, window.last, True), carry, notes)
    return _single(span, days, notes)


def _single(span: Span, days: Settled, notes: Notes) -> Window:
    moment = span.first
    if span.about:
        notes.add("approximate")
    if span.about and not span.before:
        return Window(days.first, days.last, DeadlineKind.WINDOW, days.first, days.last)
    if span.since and (span.ends or span.until):
        return Window(None, days.last, DeadlineKind.BY, days.first, days.last)
    if span.open_end or span.since:
        return Window(days.first, None, DeadlineKind.OPEN_ENDED, days.first, days.last)
    related = _relate(span, days, notes)
    if related is not None:
        return related
    if moment.last_only:
        return Window(None, days.last, DeadlineKind.BY, days.first, days.last)
    exact = days.first == days.last
    return Window(days.first, days.last, DeadlineKind.BY if exact else DeadlineKind.WINDOW, days.first, days.last)


def _relate(span: Span, days: Settled, notes: Notes) -> Window | None:
    """前, 后, 止: what the relation makes of a moment's days; None where there is none."""
    moment = span.tail
    if span.after:
        notes.add("after", True, day=days.last.isoformat())
        return Window(days.last + _DAY, None, DeadlineKind.OPEN_ENDED, days.first, days.last)
    if span.before:
        return Window(None, _end_before(span, moment, days, notes), DeadlineKind.BY, days.first, days.last)
    if span.until:
        return Window(None, days.last, DeadlineKind.BY, days.first, days.last)
    return None


def _end_before(span: Span, moment: Moment, days: Settled, notes: Notes) -> date:
    """前 after a day or a 旬 includes it; after a month, quarter or year it ends before that begins, and says so."""
    if span.before_start:
        return days.first - _DAY
    if span.midnight and days.first == days.last:
        until = days.last - _DAY
        notes.add("strict_before", True, until=until.isoformat(), looser=days.last.isoformat())
        return until
    if moment.last_only or moment.grain is Grain.DAY or moment.grain is Grain.PART:
        if span.english_before and moment.grain is Grain.DAY:
            notes.add("before_day", day=days.last.isoformat())
        return days.last
    until = days.first - _DAY
    if moment.grain is Grain.FESTIVAL:
        if moment.festival == "元旦" and moment.year is None and moment.year_step is None:
            until = date(days.first.year, 12, 31)
            notes.add("new_year_day", True, until=until.isoformat())
        else:
            notes.add("before_festival", day=days.first.isoformat(), until=until.isoformat())
        return until
    if moment.grain is Grain.HALF and moment.first_month == 1:
        notes.add("before_half", True, until=days.last.isoformat())
        return days.last
    is_stretch = moment.fixed is not None and moment.grain is Grain.MONTH  # 暑假前 has one meaning
    notes.add("strict_before", not is_stretch, until=until.isoformat(), looser=days.last.isoformat())
    return until
