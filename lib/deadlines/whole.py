"""The whole: one window over all the spans of a phrase, which lend each other years and the order of day and month.

Spans that touch are one stretch, others are named in a note. A time in brackets is checked against the one before it and
never added; a year alone in brackets is the year of what stands before it.
"""

from datetime import timedelta
from itertools import pairwise

from lib.deadlines.figures import MONTH_FIRST, YEAR_FIRST
from lib.deadlines.moments import Grain
from lib.deadlines.sentence import Span
from lib.deadlines.windows import Carry, Notes, Unreadable, Window, over_new_year, window_of_span
from lib.schema import DeadlineKind

_DAY = timedelta(days=1)


def window_over(spans: list[Span], carry: Carry, notes: Notes) -> Window:
    """The window over all spans of a phrase.

    Raises:
        Unreadable, MonthMissing, NoFestivalDay
    """
    spans = _without_bracketed_year(spans)
    _hand_back_years(spans)
    _share_order(spans)
    windows = [window_of_span(span, carry, notes) for span in spans]
    return windows[0] if len(windows) == 1 else _several(spans, windows, carry, notes)


def _without_bracketed_year(spans: list[Span]) -> list[Span]:
    """3月-9月（2014年）: a year alone in brackets is the year of what stands before it, and no time of its own."""
    main = [span for span in spans if not span.aside]
    moments = [moment for span in main for moment in (span.first, span.last) if moment is not None]
    named = [span.first for span in spans if span.aside and span.first.grain is Grain.YEAR and span.last is None]
    if len(named) != 1 or named[0].year is None or any(moment.year or moment.year_step or moment.fixed for moment in moments):
        return spans
    for moment in moments:
        moment.year = named[0].year
    return [span for span in spans if span.first is not named[0]]


def _hand_back_years(spans: list[Span]) -> None:
    """late April / early May 2026: the year behind the last moment is the year of those before it.

    November to February 2026 begins in 2025: the start of such a range is left to be read beside its end.
    """
    year = None
    for span in reversed(spans):
        for moment in (span.last, span.first):
            if moment is None:
                continue
            if moment.year is not None:
                year = moment.year if moment.year_trails else None
            elif year is not None and moment.year_step is None:
                if span.last is not None and moment.first_month > span.last.first_month > 0:
                    year -= 1
                else:
                    moment.year, moment.year_trails = year, True


def _share_order(spans: list[Span]) -> None:
    """15/03/2014 - 10/04/2014: a date that shows its order settles that of the others in the phrase."""
    moments = [moment for span in spans for moment in (span.first, span.last) if moment is not None]
    orders = {moment.order for moment in moments if moment.order}
    month_first_at_home = bool(orders) and orders <= {MONTH_FIRST, YEAR_FIRST}
    orders.discard(YEAR_FIRST)  # 2014/05/20 shows how 06/10 is meant, but not 03/04/2014
    for moment in moments:
        if month_first_at_home:
            moment.notes = [note for note in moment.notes if note[0] != "day_month_order"]
        if moment.other_order is None or len(orders) != 1:
            continue
        if orders == {MONTH_FIRST}:
            month, day = moment.other_order
            moment.first_month = moment.last_month = month
            moment.first_day = moment.last_day = day
        moment.other_order = None


def _several(spans: list[Span], windows: list[Window], carry: Carry, notes: Notes) -> Window:
    """Several spans in one cell: the whole, with its parts named unless they touch; asides are checked, not added."""
    main = [(span, window) for span, window in zip(spans, windows, strict=True) if not span.aside]
    before = main[0][1]
    for span, window in zip(spans, windows, strict=True):
        if not span.aside:
            before = window
        elif window.end != before.end and (window.first, window.last) != (before.first, before.last):
            notes.add("aside_differs", True, start=window.first.isoformat(), end=window.last.isoformat())
    if len(main) == 1:
        return main[0][1]
    if len(main) == 2 and (from_until := _from_until(main, carry, notes)):
        return from_until
    if len(main) == 2 and main[1][0].slash and all(span.first.grain is Grain.DAY and span.last is None for span, _ in main):
        opening, closing = main[0][1].last, main[1][1].last
        if opening < closing:
            return Window(opening, closing, DeadlineKind.WINDOW, opening, closing)
    first, last = min(window.first for _, window in main), max(window.last for _, window in main)
    ends = [window.end for _, window in main if window.end is not None]
    starts = [
        window.first if window.start is None else window.start for span, window in main if window.start or not (span.before or span.until)
    ]
    if len({(window.first, window.last, window.kind) for _, window in main}) > 1 and not _touch(main):
        parts = "; ".join(f"{window.first.isoformat()}/{window.last.isoformat()}" for _, window in main)
        notes.add("parts", True, parts=parts)
    if not ends:
        return Window(min(starts, default=None), None, main[0][1].kind, first, last)
    start = min(starts) if starts else None
    end = max(ends)
    if start is not None and end < start:
        raise Unreadable("backwards", start=start.isoformat(), end=end.isoformat())
    if start is None or _shares_before([span for span, _ in main]):
        return Window(None, end, DeadlineKind.BY, first, last)
    if all(window.kind is DeadlineKind.BY for _, window in main) and start == end:
        return Window(start, end, DeadlineKind.BY, first, last)
    return Window(start, end, DeadlineKind.WINDOW, first, last)


def _from_until(main: list[tuple[Span, Window]], carry: Carry, notes: Notes) -> Window | None:
    """4月起，6月底前完成 and 3月启动，9月完成 are ranges in two clauses; 11月启动，2月完成 is one over New Year."""
    (span, opening), (until, closing) = main
    begins = opening.kind is DeadlineKind.OPEN_ENDED or span.starts
    if not begins or opening.start is None or closing.end is None:
        return None
    if closing.end < opening.start:
        closing = over_new_year(until, closing, opening.start, carry, notes)
    return Window(opening.start, closing.end, DeadlineKind.WINDOW, opening.first, closing.last)


def _shares_before(spans: list[Span]) -> bool:
    """五一、十一前: one 前 for all of a list."""
    bare = not any(span.last or span.since or span.until for span in spans[:-1])
    return bare and spans[-1].before and spans[-1].last is None and all(span.joined for span in spans[1:])


def _touch(main: list[tuple[Span, Window]]) -> bool:
    """Whether each window goes on where the one before it ends, with no other words between: one stretch."""
    if any(window.end is None or span.before or span.until or not span.joined for span, window in main):
        return False
    return all(later.first - earlier.last == _DAY for (_, earlier), (_, later) in pairwise(main))
