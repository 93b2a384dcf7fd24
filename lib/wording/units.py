"""What one unit owes, in one sentence; and the small trends in words."""

from lib.i18n import Language, text
from lib.i18n.formats import day, number
from lib.metrics.gates import SETTLED
from lib.metrics.model import AsOf, RectificationTotals, ReportDuty, Trend, TrendPoint, UnitReport
from lib.wording.definitions import FigureId, definition
from lib.wording.headlines import headline_parts
from lib.wording.phrases import as_of_lead, counted, name_or, of_all, rate_in_words, sentence


def unit(report: UnitReport, language: Language, *, is_filtered: bool = False) -> str:
    """Of all a unit owes, or of what filters leave, which is not all: 截至6月10日，“总务处”6项任务应完成4项，其中已完成3项，逾期1项；整改问题5个，整改完成率60%，销号率40%；报送逾期或被退回1件。"""
    name = name_or(report.name, language)
    if not (report.tasks or report.rectification.problems or report.duties):
        return text(language, "unit.nothing.filtered" if is_filtered else "unit.nothing", unit=name)
    parts = (
        headline_parts(report.progress, name, language) if report.tasks else [_no_tasks(report.progress.as_of, name, language, is_filtered)]
    )
    return sentence(language, [*parts, *_problems(report.rectification, language), *_duties(report.duties, language)])


def _no_tasks(as_of: AsOf, name: str, language: Language, is_filtered: bool) -> str:
    return text(language, "unit.no_tasks.filtered" if is_filtered else "unit.no_tasks", lead=as_of_lead(as_of, language), unit=name)


def _problems(totals: RectificationTotals, language: Language) -> list[str]:
    if not totals.problems:
        return []
    problems = counted(language, "wording.rectification.problems", totals.problems)
    if totals.completion is None:
        return [problems, text(language, of_all("wording.rectification.unreported", totals.problems))]
    rates = text(
        language,
        "wording.rectification.rates",
        problems=problems,
        completion=rate_in_words(totals.completion, language),
        closure=rate_in_words(totals.closure, language),
    )
    return [rates, counted(language, "unit.problems.overdue", totals.overdue)] if totals.overdue else [rates]


def _duties(duties: tuple[ReportDuty, ...], language: Language) -> list[str]:
    if not duties:
        return []
    late = sum(duty.is_late for duty in duties)
    waiting = sum(not duty.is_late and duty.state not in SETTLED for duty in duties)
    if not late and not waiting:
        return [counted(language, "unit.duties.settled", len(duties))]
    found = [counted(language, "unit.duties.late", late)] if late else []
    if waiting:
        found.append(counted(language, "unit.duties.open" if late else "unit.duties.only_open", waiting))
    return found


def value_of(point: TrendPoint, figure: FigureId) -> int | None:
    """One of the figures at one point."""
    return {
        FigureId.SHOULD_BE_DONE: point.should_be_done,
        FigureId.DONE: point.done,
        FigureId.OVERDUE: point.overdue,
        FigureId.DUE_SOON: point.due_soon,
    }[figure]


def trend_alt(trend: Trend, figure: FigureId, language: Language) -> str:
    """Where the figure began, where it stands, its peak where that lies between, and what the past leaves out; "" of nothing."""
    known = [(point.day, value) for point in trend.points if (value := value_of(point, figure)) is not None]
    if not known:
        return ""
    (first_day, first), (last_day, last) = known[0], known[-1]
    peak_day, peak = max(known, key=lambda pair: pair[1])
    is_between = peak > max(first, last)
    said = text(
        language,
        "trend.alt.peak" if is_between else "trend.alt",
        None,
        name=definition(figure, language).name,
        first_day=day(first_day, language),
        first=number(first, language),
        **({"peak_day": day(peak_day, language), "peak": number(peak, language)} if is_between else {}),
        last_day=day(last_day, language),
        last=number(last, language),
    )
    if figure in (FigureId.DONE, FigureId.OVERDUE) and trend.done_without_day:
        said += counted(language, "trend.unknown", trend.done_without_day)
    return said + text(language, "wording.join.stop")
