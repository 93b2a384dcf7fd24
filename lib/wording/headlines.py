"""The sentence at the top: how far on one day, against which plan, and what is late.

Order inside the sentence: what should be done, what of it is done, then the worst first; what is not
part of the due tasks (done early, done without a due day) stands apart behind a semicolon. What is
unknown is named, never counted as nothing.
"""

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.model import Progress, Rate
from lib.wording.phrases import as_of_lead, clauses, counted, counted_all, of_all, quoted, rate_in_words, sentence


def headline(progress: Progress, title: str, language: Language) -> str:
    """截至6月10日，24项任务应完成18项，其中已完成16项，逾期2项；另提前完成1项。

    Args:
        progress: the figures of one day.
        title: what the tasks belong to, such as a phase; "" for all tasks.
        language: the reader's language.
    """
    return sentence(language, headline_parts(progress, title, language))


def headline_parts(progress: Progress, title: str, language: Language) -> list[str]:
    """The headline's clauses, for sentences that add to it."""
    if not progress.total:
        return (
            [counted_all(language, "wording.headline.no_tasks_cancelled", progress.cancelled)]
            if progress.cancelled
            else [text(language, "wording.headline.no_tasks")]
        )
    if not progress.is_reported:
        return [_main(progress, title, language, plan_only=True), text(language, of_all("wording.headline.unreported", progress.total))]
    if progress.done == progress.total:
        return [_about(progress, title, language, "wording.headline.all_done")]
    return [_due_clause(progress, title, language), *_extras(progress, language)]


def _about(progress: Progress, title: str, language: Language, key: str) -> str:
    return counted(
        language,
        key,
        progress.total,
        lead=as_of_lead(progress.as_of, language),
        title=quoted(title, language),
        should=number(progress.should_be_done, language),
    )


def _main(progress: Progress, title: str, language: Language, *, plan_only: bool = False) -> str:
    if progress.is_undated:
        return _about(progress, title, language, of_all("wording.headline.none_dated", progress.total))
    if not progress.should_be_done:
        return _about(progress, title, language, of_all("wording.headline.none_due", progress.total))
    if plan_only:
        all_due = progress.should_be_done == progress.total
        return _about(progress, title, language, "wording.headline.plan_all" if all_due else "wording.headline.plan_only")
    return _about(progress, title, language, "wording.headline.should")


def _due_clause(progress: Progress, title: str, language: Language) -> str:
    main = _main(progress, title, language)
    should = progress.should_be_done
    if not should:
        return main
    done, late = progress.done_of_due or 0, progress.overdue or 0
    if done == should:
        parts = [counted_all(language, "wording.headline.all_due_done", should)]
    elif late == should:
        parts = [counted_all(language, "wording.headline.all_late", should)]
    else:
        none_done = text(language, of_all("wording.headline.none_done", should)) if not progress.due_unreported else ""
        unknown = "wording.headline.due_unknown" if progress.as_of.before_report else "wording.headline.due_unreported"
        parts = [
            counted(language, "wording.headline.done_of_due", done) if done else none_done,
            counted(language, "wording.headline.overdue", late) if late else "",
            counted(language, unknown, progress.due_unreported) if progress.due_unreported else "",
            counted(language, "wording.headline.due_today", progress.due_today) if progress.due_today else "",
        ]
    return text(language, "wording.headline.due", main=main, parts=clauses(language, [part for part in parts if part]))


def _extras(progress: Progress, language: Language) -> list[str]:
    early, undated = progress.done_early or 0, progress.done_undated or 0
    return [
        counted(language, "wording.headline.early", early) if early else "",
        counted(language, "wording.headline.done_undated", undated) if undated else "",
    ]


def remarks(progress: Progress, language: Language) -> tuple[str, ...]:
    """What must be known beside the headline, a sentence each: undated, not reported, cancelled, on-time rate, the day."""
    found = []
    if progress.as_of.held:
        found.append(text(language, "wording.remark.held"))
    if progress.undated:
        found.append(counted(language, "wording.remark.undated", progress.undated))
    if progress.is_reported and progress.not_reported:
        key = "wording.remark.not_known" if progress.as_of.before_report else "wording.remark.not_reported"
        found.append(counted(language, key, progress.not_reported))
    if progress.cancelled and progress.total:
        found.append(counted(language, "wording.remark.cancelled", progress.cancelled))
    if progress.on_time is not None and (progress.on_time.denominator or progress.on_time.unknown):
        found.append(_on_time(progress.on_time, language))
    return tuple(found)


def _on_time(rate: Rate, language: Language) -> str:
    if not rate.denominator:
        return counted(language, "wording.remark.on_time_all_unknown", rate.unknown)
    said = text(
        language,
        "wording.remark.on_time",
        rate=rate_in_words(rate, language),
        numerator=number(rate.numerator, language),
        denominator=number(rate.denominator, language),
    )
    unknown = counted(language, "wording.remark.on_time_unknown", rate.unknown) if rate.unknown else ""
    return said + unknown + text(language, "wording.join.stop")
