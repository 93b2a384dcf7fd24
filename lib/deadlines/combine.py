"""From what a phrase says to the one deadline that it means, with what is unsure said beside it.

Kinds are decided here and nowhere else, in this order: an error value, an either-or, an impossible or backward
date, a recurrence, dates, words without a date. Two doubts are never silent: a choice between two readings, and
words left out that could change the date.
"""

from dataclasses import replace
from datetime import date

from lib.deadlines.model import Deadline
from lib.deadlines.moments import Grain, MonthMissing, NoFestivalDay
from lib.deadlines.sentence import Sentence
from lib.deadlines.whole import window_over
from lib.deadlines.windows import Carry, Notes, Unreadable, Window
from lib.schema import DeadlineKind

_EXPLAINED = frozenset({"school_calendar", "week_number", "event_bound"})
"""What a date beside it in brackets settles: 学期末（7月上旬）, 第16周（6月16日-20日）."""

_QUOTED = 40
"""Characters of a phrase that a note repeats."""


def combine(text: str, sentence: Sentence, context: int | None) -> Deadline:
    """The deadline that a sentence means."""
    notes = Notes()

    def answer(kind: DeadlineKind, start: date | None = None, end: date | None = None) -> Deadline:
        return Deadline(text, kind, start, end, tuple(notes.found.values()))

    dateless = _without_days(text, sentence, notes)
    if dateless is not None:
        return answer(dateless)
    carry = Carry(context)
    try:
        window = _dates(sentence, carry, notes)
    except Unreadable as fault:
        notes.take(fault.code, True, fault.facts)
        return Deadline(text, DeadlineKind.UNPARSED, None, None, tuple(notes.found.values()) if carry.year_known else notes.without_years())
    except MonthMissing:
        if sentence.recurring:
            return answer(DeadlineKind.RECURRING)
        notes.add("month_missing", True)
        return answer(DeadlineKind.UNDETERMINED)
    except NoFestivalDay:
        notes.add("festival_unknown", True)
        return answer(DeadlineKind.UNDETERMINED)
    if window is None:
        return answer(DeadlineKind.RECURRING if sentence.recurring else DeadlineKind.UNDETERMINED)
    start, end, kind = _with_words(sentence, window, notes)
    if not carry.year_known:
        notes.add("year_missing", True)
        return Deadline(text, kind, None, None, notes.without_years())
    return answer(kind, start, end)


# Without dates


def _without_days(text: str, sentence: Sentence, notes: Notes) -> DeadlineKind | None:
    """The kind of a phrase whose dates, if it names any, decide nothing; None where they do."""
    if sentence.error:
        notes.add("error_value", True, value=sentence.error.upper())
        return DeadlineKind.UNPARSED
    if sentence.lunar_from is not None:
        notes.add("lunar", True)
        del sentence.spans[sentence.lunar_from :]
        if not sentence.spans:
            return DeadlineKind.UNDETERMINED
    if sentence.either:
        notes.add("either_or", True)
        return DeadlineKind.UNDETERMINED
    if not sentence.spans:
        return _without_dates(text, sentence, notes)
    if sentence.lost_character and len(sentence.spans) > 1:
        notes.add("dash_lost", True)
        return DeadlineKind.UNPARSED
    return None


def _without_dates(text: str, sentence: Sentence, notes: Notes) -> DeadlineKind:
    reasons = dict(sentence.unsettled)
    if sentence.recurring and not reasons.keys() & {"fiscal_year"}:
        return DeadlineKind.RECURRING
    if reasons:
        for reason, word in sentence.unsettled:
            notes.add(reason, True, word=word)
        return DeadlineKind.UNDETERMINED
    if sentence.watch or sentence.notice_day:
        if sentence.immediate:
            notes.add("also_immediate")
        if sentence.notice_day:
            notes.add("notice_day")
        return DeadlineKind.OPEN_ENDED
    if sentence.immediate:
        return DeadlineKind.IMMEDIATE
    if sentence.tentative or sentence.ordered:
        notes.add("not_fixed", True, word=sentence.ordered)
        return DeadlineKind.UNDETERMINED
    if sentence.tied:
        notes.add("event_bound", True, word=" ".join(sentence.left_out)[:_QUOTED] or text.strip()[:_QUOTED])
        return DeadlineKind.UNDETERMINED
    notes.add("not_understood", True)
    return DeadlineKind.UNPARSED


def _with_words(sentence: Sentence, window: Window, notes: Notes) -> tuple[date | None, date | None, DeadlineKind]:
    """What the other words of the phrase add to its dates."""
    start, end, kind = window.start, window.end, window.kind
    if sentence.recurring:
        notes.add("yearly_window" if sentence.each_year else "recurring_within")
        return start, end, DeadlineKind.RECURRING
    if end is not None and _has_two_ends(sentence):
        notes.add("two_ends", True)
    if sentence.watch and end is not None:
        notes.add("watch")
    if sentence.immediate:
        notes.add("also_immediate")
    if sentence.notice_day and start is None:
        notes.add("notice_day")
    if sentence.tentative:
        notes.add("tentative", word="")
    if sentence.reported:
        notes.add("reported", True)
    for reason, word in sentence.unsettled:
        doubtful = reason != "relative" and not (sentence.explained and reason in _EXPLAINED)
        before = doubtful and reason in _EXPLAINED and word.endswith("前")
        notes.add("before_unknown" if before else "also_says", doubtful, word=word)
    if sentence.enumerated:
        notes.add("numbering")
    if sentence.lost_character:
        notes.add("tentative", True, word="?")
    words = " ".join(sentence.left_out)
    if words:
        notes.add("words_left_out", sentence.figure_left_out, words=words[:_QUOTED])
    return start, end, kind


def _has_two_ends(sentence: Sentence) -> bool:
    """6月起至长期，9月前 and 即日起至6月到9月: an end after another, which separate spans tell."""
    main = [span for span in sentence.spans if not span.aside]
    return any(span.open_end or (sentence.notice_day and span.until and span.last is not None) for span in main)


def _within_year(sentence: Sentence) -> bool:
    """2014年第12周: the year alone is not the time, and the rest needs a calendar."""
    only = sentence.spans[0]
    return (
        only.last is None
        and only.first.grain is Grain.YEAR
        and any(reason in {"week_number", "month_missing"} for reason, _ in sentence.unsettled)
    )


def _dates(sentence: Sentence, carry: Carry, notes: Notes) -> Window | None:
    """The window over all spans; None where it cannot be determined, which is then noted."""
    spans = sentence.spans
    fatal = next(
        ((reason, word) for reason, word in sentence.unsettled if reason in {"fiscal_year", "week_of_month", "vague_season"}), None
    )
    if fatal:
        notes.add(fatal[0], True, word=fatal[1])
        return None
    spans = [span for span in spans if not (span.aside and span.lost_end)]
    lost = [span for span in spans if span.lost_end]
    if lost:
        for reason, word in sentence.unsettled:
            notes.add(reason, True, word=word)
        if not sentence.unsettled:
            notes.add("holiday_length", True)
        return None
    if (
        len(spans) == 1
        and sentence.unsettled
        and not spans[0].first.festival
        and not spans[0].first.fixed
        and (not spans[0].first.first_month or _within_year(sentence))
    ):
        for reason, word in sentence.unsettled if not sentence.recurring else ():
            notes.add(reason, True, word=word)
        return None
    window = window_over(spans, carry, notes)
    stretch = next((word for reason, word in sentence.unsettled if reason == "relative"), "")
    if window.kind is DeadlineKind.OPEN_ENDED and stretch:
        notes.add("relative", True, word=stretch)  # 3月15日起10日内: whether the first day counts is not said
        return None
    only = spans[0]
    if sentence.watch and len(spans) == 1 and only.starts and not only.ends and window.start and not only.last:
        return replace(window, end=None, kind=DeadlineKind.OPEN_ENDED)  # 5月开始实施并长期坚持
    return window
