"""One conclusion sentence a page, computed. Each takes the page's figures and the language."""

from collections.abc import Sequence

from lib.i18n import Language, formats, text
from lib.i18n.formats import number, percent
from lib.metrics.model import FeedbackGroup, FeedbackTotals, PhaseProgress, Progress, RectificationTotals, Timeline
from lib.wording.headlines import headline_parts
from lib.wording.phrases import as_of_lead, clauses, counted, counted_all, name_or, named_together, of_all, rate_in_words, sentence


def overview(progress: Progress, due_soon_days: int, title: str, language: Language) -> str:
    """The headline, then what is stuck and what comes next."""
    parts = headline_parts(progress, title, language)
    if progress.total:
        parts.extend(_stuck(progress, language))
        if progress.due_soon:
            parts.append(
                counted(language, "wording.overview.due_soon", progress.due_soon, days=counted(language, "wording.days", due_soon_days))
            )
    return sentence(language, parts)


def tasks(progress: Progress, phases: Sequence[PhaseProgress], language: Language) -> str:
    """Where the late tasks are, by phase, worst first; the headline where none is late, nothing was reported, or no phase is named."""
    late = sorted(((phase.progress.overdue or 0, phase.phase) for phase in phases), key=lambda pair: -pair[0])
    late = [pair for pair in late if pair[0]]
    if not progress.overdue or not any(name for _, name in late):
        return sentence(language, [*headline_parts(progress, "", language), *_stuck(progress, language)])
    where = [counted(language, "wording.tasks.phase", n, phase=name_or(name, language)) for n, name in late[:3]]
    more = len(late) - 3
    if more > 0:
        where.append(counted(language, "wording.tasks.more_phases", more))
    parts = [
        counted(
            language,
            of_all("wording.tasks.late", progress.total),
            progress.overdue,
            lead=as_of_lead(progress.as_of, language),
            total=number(progress.total, language),
            where=clauses(language, where),
        )
    ]
    return sentence(language, [*parts, *_stuck(progress, language)])


def _stuck(progress: Progress, language: Language) -> list[str]:
    return [counted(language, "wording.overview.stuck", progress.stuck)] if progress.stuck else []


def timeline(shown: Timeline, progress: Progress, language: Language) -> str:
    """Plan against actual in numbers and shares, and by how many tasks they differ; only tasks with a due day are compared."""
    if not shown.bars or progress.plan_share is None:
        return _nothing_dated(shown, language)
    plan = {
        "lead": as_of_lead(progress.as_of, language),
        "should": number(progress.should_be_done, language),
        "plan": percent(progress.plan_share, language),
    }
    undated = counted(language, "wording.timeline.undated", shown.undated) if shown.undated else ""
    if progress.done is None or progress.actual_share is None:
        return sentence(
            language,
            [
                text(language, "wording.timeline.plan_only", None, **plan),
                text(language, of_all("wording.headline.unreported", progress.total)),
                undated,
            ],
        )
    if progress.as_of.before_report and progress.not_reported:
        known = number(progress.done, language)
        return sentence(language, [counted(language, "wording.timeline.partly_known", progress.not_reported, **plan, done=known), undated])
    dated = progress.done - (progress.done_undated or 0)  # what has no due day is no lead over the plan
    behind = progress.should_be_done - dated
    key = "wording.timeline.behind" if behind > 0 else "wording.timeline.ahead" if behind < 0 else "wording.timeline.even"
    actual = {"done": number(progress.done, language), "actual": percent(progress.actual_share, language)}
    if progress.done_undated:
        key, actual = f"{key}.dated", actual | {"dated": number(dated, language)}
    unreported = counted(language, "wording.headline.due_unreported", progress.due_unreported) if progress.due_unreported else ""
    return sentence(language, [counted(language, key, abs(behind), **plan, **actual), unreported, undated])


def _nothing_dated(shown: Timeline, language: Language) -> str:
    if shown.undated:
        return counted_all(language, "wording.timeline.none_dated", shown.undated)
    return text(language, "wording.timeline.empty")


def span(shown: Timeline, language: Language) -> str:
    """From the first day to the last, for a subtitle; "" where nothing is dated."""
    if shown.first is None or shown.last is None:
        return ""
    return formats.span(shown.first, shown.last, language)


def feedback(totals: FeedbackTotals, categories: Sequence[FeedbackGroup], language: Language) -> str:
    """Raw count, merged count and the largest category's share, always together."""
    if not totals.merged:
        return text(language, "wording.feedback.empty")
    first = text(language, "wording.feedback.totals", totals.raw, raw=number(totals.raw, language), merged=number(totals.merged, language))
    known = [group for group in categories if group.name and group.merged]
    parts = [first, _largest(known, language)]
    blank = sum(group.merged for group in categories if not group.name)
    if blank:
        parts.append(counted(language, "wording.feedback.unclassified", blank))
    if totals.personal:
        parts.append(counted(language, "wording.feedback.personal", totals.personal))
    if totals.unknown_raw:
        parts.append(counted(language, "wording.feedback.unknown_raw", totals.unknown_raw))
    return sentence(language, parts)


def _largest(known: Sequence[FeedbackGroup], language: Language) -> str:
    if not known:
        return ""
    top = max(group.merged for group in known)
    first = [group for group in known if group.merged == top]
    share = percent(first[0].share, language)
    if len(first) > 1:
        names = named_together(language, [group.name for group in first])
        return counted(language, "wording.feedback.largest_tied", top, names=names, share=share)
    return counted(language, "wording.feedback.largest", top, name=first[0].name, share=share)


def rectification(totals: RectificationTotals, language: Language) -> str:
    """完成率 and 销号率 side by side, what is late, and the long-term items counted apart."""
    if not totals.problems:
        return text(language, "wording.rectification.empty")
    problems = counted(language, "wording.rectification.problems", totals.problems)
    if totals.completion is None:
        return sentence(language, [problems, text(language, of_all("wording.rectification.unreported", totals.problems))])
    rates = text(
        language,
        "wording.rectification.rates",
        problems=problems,
        completion=rate_in_words(totals.completion, language),
        closure=rate_in_words(totals.closure, language),
    )
    parts = [rates]
    if totals.personal:
        parts.append(counted(language, "wording.rectification.personal", totals.personal))
    if totals.overdue:
        parts.append(counted(language, "wording.rectification.overdue", totals.overdue))
    if totals.long_term:
        parts.append(counted(language, "wording.rectification.long_term", totals.long_term))
    return sentence(language, parts)
