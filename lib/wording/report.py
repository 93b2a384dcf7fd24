"""The sentences that stand at the head of a report's lists: how many, the worst first, and nothing said that is not known."""

from collections.abc import Sequence

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.model import Progress, UnitReport
from lib.wording.headlines import headline
from lib.wording.phrases import as_of_lead, clauses, counted, name_or, sentence

_MOST_NAMED = 3


def late(progress: Progress, worst: tuple[str, ...], language: Language) -> str:
    """截至6月10日逾期2项：……; of more than can be named, 逾期最久的是……. None, or not reported, is said as such."""
    if not progress.total:
        return headline(progress, "", language)
    lead = as_of_lead(progress.as_of, language)
    if progress.overdue is None:
        return text(language, "report.late.unknown", lead=lead)
    if progress.is_undated:
        return text(language, "report.late.undated", lead=lead)
    unknown = clauses(language, [part for part in (_due_unknown(progress.due_unreported, language), _undated(progress, language)) if part])
    if not progress.overdue:
        none = "report.late.none_known" if progress.due_unreported else "report.late.none"
        return sentence(language, [text(language, none, lead=lead), unknown])
    named = clauses(language, worst[:_MOST_NAMED])
    if len(worst[:_MOST_NAMED]) == progress.overdue:
        return sentence(language, [counted(language, "report.late.all", progress.overdue, lead=lead, tasks=named), unknown])
    longest = text(language, "report.late.worst", tasks=named) if worst else ""
    return sentence(language, [counted(language, "report.late", progress.overdue, lead=lead), longest, unknown])


def _due_unknown(due_unreported: int, language: Language) -> str:
    """另有3项已到期，是否逾期不明; nothing where the state of all that are due is known."""
    return counted(language, "report.late.due_unreported", due_unreported) if due_unreported else ""


def none_late(progress: Progress, language: Language) -> str:
    """Beside a list without a line: 没有逾期任务, and no more than is known where tasks that are due do not say whether they are done."""
    if progress.due_unreported:
        return sentence(language, [text(language, "board.list.late.empty.known"), _due_unknown(progress.due_unreported, language)])
    return text(language, "board.list.late.empty.dated" if progress.undated else "board.list.late.empty")


def none_stuck(progress: Progress, language: Language) -> str:
    """Beside a list without a line: 没有受阻的任务, of those that report their progress."""
    if progress.not_reported:
        return sentence(language, [text(language, "board.list.stuck.empty.known"), _unreported(progress, language)])
    return text(language, "board.list.stuck.empty")


def _unreported(progress: Progress, language: Language) -> str:
    """另有7项未填报进度; on an earlier day a task that was done on an unknown day is not known of, either."""
    key = "report.stuck.not_known" if progress.as_of.before_report else "report.stuck.unreported"
    return counted(language, key, progress.not_reported) if progress.not_reported else ""


def _undated(progress: Progress, language: Language) -> str:
    """另有4项没有可计算的到期日: of these nobody can say that they are late, nor that none is."""
    return counted(language, "wording.timeline.undated", progress.undated) if progress.undated else ""


def stuck(progress: Progress, help_needed: int, language: Language, *, withheld: int = 0) -> str:
    """受阻2项；需领导协调1项; none is said only where progress is reported, and of whom the audience may not see whether help is asked for."""
    if not progress.total:
        return headline(progress, "", language)
    if not progress.stuck and not help_needed:
        lead = as_of_lead(progress.as_of, language)
        if not progress.is_reported:
            return text(language, "report.stuck.unknown", lead=lead)
        said = text(language, "report.stuck.none.shown" if withheld else "report.stuck.none", lead=lead)
        unknown = [part for part in (_unreported(progress, language), _not_shown(withheld, language)) if part]
        return sentence(language, [said, *unknown])
    parts = [counted(language, "report.stuck", progress.stuck, lead=as_of_lead(progress.as_of, language))] if progress.stuck else []
    if help_needed:
        parts.append(counted(language, "report.stuck.help", help_needed))
    return sentence(language, [*parts, _not_shown(withheld, language)])


def _not_shown(withheld: int, language: Language) -> str:
    """另有2项任务是否需协调，按受众不显示; nothing where all of them are shown."""
    return counted(language, "report.stuck.withheld", withheld) if withheld else ""


def coming(progress: Progress, due_soon_days: int, language: Language) -> str:
    """今后7天到期1项; where no task has a due day that is not known."""
    key = "report.next.unknown" if progress.is_undated else "report.next" if progress.due_soon else "report.next.none"
    return counted(language, key, progress.due_soon or 0, days=counted(language, "wording.days", due_soon_days))


def _all_units(reports: tuple[UnitReport, ...], language: Language) -> str:
    """How many units there are; tasks and problems that name none are no unit."""
    named = sum(bool(report.name) for report in reports)
    if not named:
        return text(language, "report.units.unnamed")
    total = counted(language, "report.units", named)
    return total if named == len(reports) else text(language, "report.units.and_unnamed", units=total)


def _problems_owed(reports: tuple[UnitReport, ...], language: Language) -> list[str]:
    """Where the workbook holds no tasks the units are told by the problems they put right."""
    owed = [report.rectification for report in reports if report.name and report.rectification.problems]
    if not owed and any(report.rectification.problems for report in reports):
        return []  # there are problems, of no unit: not a word on tasks, of which there are none
    if not owed:
        return [text(language, "report.units.no_tasks")]
    found = [counted(language, "report.units.problems", sum(totals.problems for totals in owed))]
    closed = [totals.closure.numerator for totals in owed if totals.closure is not None]
    return [*found, counted(language, "report.units.closed", sum(closed))] if len(closed) == len(owed) else found


def unit_problems(reports: tuple[UnitReport, ...], language: Language) -> str:
    """How many problems the units put right, and how many are closed."""
    return sentence(language, [_all_units(reports, language), *_problems_owed(reports, language)])


def done_beyond(progress: Progress, language: Language) -> tuple[str, ...]:
    """Why tasks done and tasks late may be more together than those that should be done; nothing where they are not."""
    beyond = (progress.done_early or 0) + (progress.done_undated or 0)
    return (counted(language, "report.units.done_beyond", beyond),) if beyond else ()


def units(reports: tuple[UnitReport, ...], language: Language) -> str:
    """Which units have anything late, the most first: units, never persons. Of one that reports no progress that is not known."""
    owing = [report for report in reports if report.progress.total]
    late_units = sorted((report for report in owing if report.progress.overdue), key=lambda report: -(report.progress.overdue or 0))
    total = _all_units(reports, language)
    if not owing:
        return sentence(language, [total, *_problems_owed(reports, language)])
    if not any(report.progress.is_reported for report in owing):
        return sentence(language, [total, text(language, "report.units.unknown")])
    if all(report.progress.is_undated for report in owing):
        return sentence(language, [total, text(language, "report.units.undated")])
    if not late_units:
        return sentence(language, [total, _no_unit_late(owing, language), _unknown_of_units(owing, language, with_undated=True)])
    named = [
        text(
            language,
            "report.units.one" if report.name else "report.units.one.unnamed",
            unit=name_or(report.name, language),
            late=number(report.progress.overdue or 0, language),
        )
        for report in late_units
    ]
    shown = clauses(language, named[: 2 * _MOST_NAMED])
    more = len(named) - 2 * _MOST_NAMED
    parts = [total, counted(language, "report.units.late", len(late_units), units=shown)]
    more_late = counted(language, "report.units.more", more) if more > 0 else ""
    return sentence(language, [*parts, more_late, _unknown_of_units(owing, language, with_undated=False)])


def _no_unit_late(owing: Sequence[UnitReport], language: Language) -> str:
    """均无逾期任务; less where a unit reports nothing, or something is due of which nobody knows whether it is done."""
    if _due_unknown_of_units(owing):
        return text(language, "report.units.none_known_late")
    reported = all(report.progress.is_reported for report in owing)
    return text(language, "report.units.none_late" if reported else "report.units.others_not_late")


def _due_unknown_of_units(owing: Sequence[UnitReport]) -> int:
    """Tasks that are due and do not say whether they are done, of units that report on others."""
    return sum(report.progress.due_unreported for report in owing if report.progress.is_reported)


def _unknown_of_units(owing: Sequence[UnitReport], language: Language, *, with_undated: bool) -> str:
    unreported = sum(not report.progress.is_reported for report in owing)
    undated = sum(report.progress.undated for report in owing) if with_undated else 0
    parts = (
        counted(language, "report.units.unreported", unreported) if unreported else "",
        _due_unknown(_due_unknown_of_units(owing), language),
        counted(language, "report.units.undated_rest", undated) if undated else "",
    )
    return clauses(language, [part for part in parts if part])
