"""The few figures at the head of a page: name, value, what it is of, and its definition. Never a bare number."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lib.i18n import Language, text
from lib.i18n.formats import number, percent
from lib.metrics.model import FeedbackTotals, Progress, Rate, RectificationTotals
from lib.wording.definitions import FigureId, definition
from lib.wording.phrases import counted_all

_OF_DAYS = frozenset({FigureId.SHOULD_BE_DONE, FigureId.DUE_SOON})
"""Figures of the plan alone: unknown where no deadline is a day, whatever was reported."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure as a page shows it; `context` says of what, or against which plan. `is_bad` lights it as late.

    `count` is the number behind the words of a count, None where it is unknown or no count.
    """

    figure: FigureId
    label: str
    value: str
    context: str
    meaning: str
    is_bad: bool = False
    count: int | None = None


def of_tasks(progress: Progress, due_soon_days: int, language: Language) -> tuple[KeyFigure, ...]:
    """All, should be done, done, late, due soon."""
    say = _sayer(language)
    if not progress.total:
        return _nothing_counted(progress, language)
    total = number(progress.total, language)
    late = None if progress.is_undated else progress.overdue
    return (
        _without_trend(say(FigureId.TOTAL, progress.total, _cancelled(progress, language)), language),
        say(FigureId.SHOULD_BE_DONE, *_should(progress, total, language)),
        say(FigureId.DONE, progress.done, _of_known(progress, total, language)),
        say(FigureId.OVERDUE, late, _of_due(progress, language), is_bad=bool(late), is_undated=progress.overdue is not None),
        say(FigureId.DUE_SOON, None if progress.is_undated else progress.due_soon, text(language, "wording.key.within", n=due_soon_days)),
    )


def _nothing_counted(progress: Progress, language: Language) -> tuple[KeyFigure, ...]:
    """No task, or none that is not cancelled: that is no want of reports."""
    why = (
        counted_all(language, "wording.headline.no_tasks_cancelled", progress.cancelled)
        if progress.cancelled
        else text(language, "wording.headline.no_tasks")
    )
    total, *others = (
        definition(figure, language)
        for figure in (FigureId.TOTAL, FigureId.SHOULD_BE_DONE, FigureId.DONE, FigureId.OVERDUE, FigureId.DUE_SOON)
    )
    nothing = text(language, "wording.nothing_to_count")
    return (
        KeyFigure(total.figure, total.name, number(0, language), why, total.meaning, count=0),
        *(KeyFigure(each.figure, each.name, nothing, why, each.meaning) for each in others),
    )


def of_feedback(totals: FeedbackTotals, problems: RectificationTotals, language: Language) -> tuple[KeyFigure, ...]:
    """Raw, merged, problems, and both rates of rectification side by side."""
    say = _sayer(language)
    return (
        say(FigureId.RAW, totals.raw, text(language, "wording.key.raw")),
        say(FigureId.MERGED, totals.merged, _merged_away(totals, language)),
        say(FigureId.PROBLEMS, problems.problems, _personal(problems, language)),
        *(
            _rate(figure, rate, language) if problems.problems else _without_problems(figure, language)
            for figure, rate in ((FigureId.COMPLETION, problems.completion), (FigureId.CLOSURE, problems.closure))
        ),
    )


def _without_problems(figure: FigureId, language: Language) -> KeyFigure:
    """Where there is no problem a rate is of nothing, and nobody left anything unreported."""
    named = definition(figure, language)
    return KeyFigure(
        figure, named.name, text(language, "wording.nothing_to_count"), text(language, "wording.key.no_problems"), named.meaning
    )


def _without_trend(total: KeyFigure, language: Language) -> KeyFigure:
    """One workbook does not tell how many tasks there were before: a level line would state what nobody knows."""
    return replace(total, meaning=text(language, "wording.key.no_trend", meaning=total.meaning))


def _should(progress: Progress, total: str, language: Language) -> tuple[int | None, str]:
    """Where no task has a due day it is unknown what should be done, not nothing."""
    if progress.is_undated:
        return None, text(language, "wording.key.none_dated")
    return progress.should_be_done, _share(progress.plan_share, "wording.key.of_all", language, total=total)


def _sayer(language: Language) -> Callable[..., KeyFigure]:
    def say(figure: FigureId, value: int | None, context: str, *, is_bad: bool = False, is_undated: bool = False) -> KeyFigure:
        shown = (
            text(language, "wording.key.no_days" if is_undated or figure in _OF_DAYS else "wording.key.unknown")
            if value is None
            else number(value, language)
        )
        named = definition(figure, language)
        return KeyFigure(figure, named.name, shown, context, named.meaning, is_bad, value)

    return say


def _share(share: float | None, key: str, language: Language, *, total: str) -> str:
    if share is None:
        return text(language, "wording.key.unreported")
    return text(language, key, share=percent(share, language), total=total)


def _of_known(progress: Progress, total: str, language: Language) -> str:
    """Of all what is known to be done, and of how many that is not known."""
    said = _share(progress.actual_share, "wording.key.of_all", language, total=total)
    if not progress.is_reported or not progress.not_reported:
        return said
    key = "wording.key.and_unknown" if progress.as_of.before_report else "wording.key.and_unreported"
    return text(language, key, said=said, n=progress.not_reported)


def _of_due(progress: Progress, language: Language) -> str:
    if progress.overdue is None:
        return text(language, "wording.key.unreported")
    if progress.is_undated:
        return text(language, "wording.key.none_dated")
    said = text(language, "wording.key.of_due", total=number(progress.should_be_done, language))
    return text(language, "wording.key.and_due_unknown", said=said, n=progress.due_unreported) if progress.due_unreported else said


def _cancelled(progress: Progress, language: Language) -> str:
    if progress.cancelled:
        return text(language, "wording.key.cancelled", n=progress.cancelled)
    return text(language, "wording.key.undated", n=progress.undated) if progress.undated else text(language, "wording.key.all_dated")


def _merged_away(totals: FeedbackTotals, language: Language) -> str:
    if totals.merged_away:
        return text(language, "wording.key.merged_away", n=totals.merged_away)
    return text(language, "wording.key.nothing_merged")


def _personal(problems: RectificationTotals, language: Language) -> str:
    if problems.personal:
        return text(language, "wording.key.personal", n=problems.personal)
    return text(language, "wording.key.problems")


def _rate(figure: FigureId, rate: Rate | None, language: Language) -> KeyFigure:
    named = definition(figure, language)
    if rate is None or rate.share is None:
        return KeyFigure(figure, named.name, text(language, "wording.key.unknown"), text(language, "wording.key.unreported"), named.meaning)
    context = text(language, "wording.key.rate", numerator=number(rate.numerator, language), denominator=number(rate.denominator, language))
    return KeyFigure(figure, named.name, percent(rate.share, language), context, named.meaning)
