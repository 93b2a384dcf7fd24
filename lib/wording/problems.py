"""The page 整改 in words: is what people said really dealt with, what hangs, and who must act.

完成率 and 销号率 never stand without each other. What is not reported is said to be so. Rows are named only where the caller passes their references.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from lib.i18n import Language, text
from lib.i18n.formats import day, number, percent
from lib.metrics.model import AsOf, Rate
from lib.metrics.rectification_model import (
    Difference,
    Funnel,
    FunnelStep,
    KindOfProblems,
    ProblemGroup,
    Quiet,
    RectificationPicture,
    RulesMade,
    Stage,
)
from lib.schema import Lamp, Rectification, RectificationKind, RuleAction
from lib.wording.charts import alternative_text
from lib.wording.definitions import FigureId, definition
from lib.wording.key_figures import KeyFigure
from lib.wording.lamps import LAMP_SYMBOLS
from lib.wording.phrases import as_of_lead, clauses, counted, counted_all, listed, name_or, sentence

MOST_ROWS_NAMED = 8
"""More rows than this are counted and the first named."""


def picture(shown: RectificationPicture, as_of: AsOf, language: Language) -> str:
    """截至6月10日，整改问题82个，整改完成率58.5%，销号率41.5%；未完成34个，其中逾期3个、退回或重新整改6个；待复核14个。"""
    totals = shown.totals
    lead = as_of_lead(as_of, language, as_reported=True)
    if totals.completion is None:
        return sentence(language, [counted_all(language, "rectify.head.unreported", totals.problems, lead=lead)])
    rates = both_rates(totals.completion, totals.closure, language)
    parts = [counted(language, "rectify.head", totals.problems, lead=lead, rates=rates)]
    if totals.personal:
        parts.append(counted(language, "rectify.head.personal", totals.personal))
    if not totals.completion.denominator:
        return sentence(language, parts)
    if shown.open:
        parts.append(_open(shown, language))
    elif not shown.not_reported:
        parts.append(text(language, "rectify.head.none_open"))
    if shown.awaiting_check:
        parts.append(counted(language, "rectify.head.awaiting", shown.awaiting_check))
    return sentence(language, parts)


def _open(shown: RectificationPicture, language: Language) -> str:
    among = []
    if shown.totals.overdue:
        among.append(counted(language, "rectify.head.overdue", shown.totals.overdue))
    if back := (shown.returned or 0) + (shown.reopened or 0):
        among.append(counted(language, "rectify.head.sent_back", back))
    key = "rectify.head.open.among" if among else "rectify.head.open"
    return counted(language, key, shown.open or 0, among=listed(language, among))


def both_rates(completion: Rate | None, closure: Rate | None, language: Language) -> str:
    """整改完成率58.5%，销号率41.5%: always the two, either of them 未填报 where it is unknown."""
    return text(language, "rectify.rates", completion=_share(completion, language), closure=_share(closure, language))


def short_rates(group: ProblemGroup, language: Language) -> str:
    """17个　完成58.8%　销号47.1%　▲1, behind a bar; what is overdue bears the lamp's shape."""
    totals = group.totals
    late = f"　{LAMP_SYMBOLS[Lamp.OVERDUE]}{number(totals.overdue, language)}" if totals.overdue else ""
    said = text(
        language,
        "rectify.rates.short",
        total=number(totals.problems, language),
        completion=_share(totals.completion, language),
        closure=_share(totals.closure, language),
    )
    return said + late


def _share(rate: Rate | None, language: Language) -> str:
    if rate is None:
        return text(language, "wording.not_reported")
    return text(language, "wording.nothing_to_count") if rate.share is None else percent(rate.share, language)


def remarks(shown: RectificationPicture, quiet: Quiet, language: Language) -> tuple[str, ...]:
    """What must be known beside the conclusion, a sentence each."""
    totals = shown.totals
    counts = (
        ("rectify.remark.not_reported", shown.not_reported if totals.completion is not None else 0),
        ("rectify.remark.closed_unchecked", shown.closed_unchecked or 0),
        ("rectify.remark.long_term", totals.long_term),
    )
    found = [counted(language, key, count) for key, count in counts if count]
    if totals.completion is not None and totals.closure is None:
        found.append(text(language, "rectify.remark.no_closing"))
    if quiet.count:
        found.append(counted(language, "rectify.remark.quiet", quiet.count, days=counted(language, "wording.days", quiet.days)))
    return tuple(found)


def key_figures(shown: RectificationPicture, language: Language) -> tuple[KeyFigure, ...]:
    """Both rates, what is late, what came back, and what waits for its check."""
    totals = shown.totals
    back = None if shown.returned is None or shown.reopened is None else shown.returned + shown.reopened
    apart = "" if shown.returned is None or shown.reopened is None else _came_back(shown.returned, shown.reopened, language)
    return (
        _rate(FigureId.COMPLETION, totals.completion, language),
        _rate(FigureId.CLOSURE, totals.closure, language),
        _overdue(shown, language),
        _count(FigureId.SENT_BACK, back, apart, language),
        _count(FigureId.AWAITING_CHECK, shown.awaiting_check, text(language, "rectify.key.awaiting"), language),
    )


def _overdue(shown: RectificationPicture, language: Language) -> KeyFigure:
    """How many are late, of those not done; where none has a due day that is not known, and no nought."""
    late = shown.totals.overdue
    if late is not None and not shown.is_dated:
        named = definition(FigureId.RECTIFICATION_OVERDUE, language)
        nothing = text(language, "wording.nothing_to_count")
        return KeyFigure(named.figure, named.name, nothing, text(language, "wording.key.none_dated"), named.meaning)
    of_open = "" if shown.open is None else counted(language, "rectify.key.of_open", shown.open)
    if of_open and shown.not_reported:
        of_open = text(language, "rectify.key.and_unreported", said=of_open, n=shown.not_reported)
    return _count(FigureId.RECTIFICATION_OVERDUE, late, of_open, language, is_bad=bool(late))


def _rate(figure: FigureId, rate: Rate | None, language: Language) -> KeyFigure:
    named = definition(figure, language)
    if rate is None or rate.share is None:
        why = text(language, "wording.key.unreported" if figure is FigureId.COMPLETION else "rectify.key.no_closing")
        return KeyFigure(figure, named.name, text(language, "wording.key.unknown"), why, named.meaning)
    context = text(language, "rectify.key.rate", numerator=number(rate.numerator, language), denominator=number(rate.denominator, language))
    return KeyFigure(figure, named.name, percent(rate.share, language), context, named.meaning)


def _came_back(returned: int, reopened: int, language: Language) -> str:
    return text(language, "rectify.key.sent_back", returned=number(returned, language), reopened=number(reopened, language))


def _count(figure: FigureId, value: int | None, context: str, language: Language, *, is_bad: bool = False) -> KeyFigure:
    named = definition(figure, language)
    if value is None:
        return KeyFigure(figure, named.name, text(language, "wording.key.unknown"), text(language, "wording.key.unreported"), named.meaning)
    return KeyFigure(figure, named.name, number(value, language), context, named.meaning, is_bad, value)


def stage_label(stage: Stage, language: Language) -> str:
    """The name of one stage of the funnel."""
    return text(language, f"rectify.stage.{stage}")


def stage_count(step: FunnelStep, language: Language) -> str:
    """82条, 77个, or 未填报."""
    if step.count is None:
        return text(language, "wording.not_reported")
    return counted(language, f"rectify.count.{'opinions' if step.stage in (Stage.RAW, Stage.MERGED) else 'problems'}", step.count)


def funnel_alt(funnel: Funnel, language: Language) -> str:
    """Each stage with its count."""
    steps = [f"{stage_label(step.stage, language)} {stage_count(step, language)}" for step in funnel.steps]
    return alternative_text(language, "rectification_funnel", steps)


def funnel_sums(funnel: Funnel, language: Language) -> tuple[str, ...]:
    """One line a step that changes: 归并后82条 = 原始312条 − 同一行重复反映193条 − 并入其他意见37条."""
    lines = []
    known = [step for step in funnel.steps if step.count is not None]
    for before, step in pairwise(known):
        if not step.differences:
            continue
        terms = [_term(each, language) for each in step.differences]
        lines.append(
            text(
                language,
                "rectify.sum",
                stage=stage_label(step.stage, language),
                count=stage_count(step, language),
                before=stage_label(before.stage, language),
                start=number(before.count or 0, language),
                terms=" ".join(terms),
            )
        )
    return tuple(lines)


def _term(difference: Difference, language: Language) -> str:
    sign = "−" if difference.count >= 0 else "+"
    return f"{sign} {text(language, f'rectify.gap.{difference.gap}', count=number(abs(difference.count), language))}"


def funnel_faults(funnel: Funnel, language: Language, *, names_rows: bool) -> tuple[str, ...]:
    """What the workbook leaves unexplained, with the rows where the reader may be told them."""
    found = []
    for each in funnel.faults:
        said = counted(language, f"rectify.fault.{each.gap}", abs(each.count) if each.count else len(each.rows))
        if names_rows and each.rows:
            rows = listed(language, each.rows[:MOST_ROWS_NAMED])
            more = len(each.rows) - MOST_ROWS_NAMED
            said += (
                counted(language, "rectify.fault.rows.more", more, rows=rows)
                if more > 0
                else text(language, "rectify.fault.rows", rows=rows)
            )
        found.append(said + text(language, "wording.join.stop"))
    return tuple(found)


def kind_label(kind: RectificationKind | None, language: Language) -> str:
    """立行立改, or what to call the problems of which nothing is written."""
    return text(language, "rectify.kind.blank") if kind is None else text(language, f"rectification_kind.{kind}")


def kind_in_words(shown: KindOfProblems, meeting: date | None, language: Language) -> str:
    """What hangs in one kind: ages of what is to be done at once, days left of what has a date, the next review of what is kept up.

    Where no meeting is set, of what is kept up that it is never overdue.
    """
    if shown.totals.completion is None:
        return text(language, "wording.not_reported")
    if not shown.open:
        silent = dict(shown.totals.states).get(Rectification.NOT_REPORTED, 0)
        unreported = "rectify.kind.none_open.unreported"
        return counted(language, unreported, silent) if silent else text(language, "rectify.kind.none_open")
    parts, key = [], "rectify.kind.open"
    if shown.kind is RectificationKind.IMMEDIATE:
        key = "rectify.kind.open.known"
        parts += [counted(language, f"rectify.age.{bucket}", count) for bucket, count in shown.ages]
        if shown.oldest is not None:
            parts.append(counted(language, "rectify.age.oldest", shown.oldest))
    elif shown.kind is RectificationKind.LONG_TERM:
        parts.append(
            text(language, "rectify.review.next", day=day(meeting, language)) if meeting else text(language, "rectify.review.none")
        )
    else:
        parts += [counted(language, f"rectify.due.{bucket}", count) for bucket, count in shown.due]
    return counted(language, key, shown.open, what=clauses(language, parts))


def ages_in_words(ages: Sequence[tuple[str, int]], language: Language) -> str:
    """How long the open problems have been known, at least."""
    if not ages:
        return ""
    return sentence(
        language,
        [
            text(
                language,
                "rectify.ages",
                ages=clauses(language, [counted(language, f"rectify.age.{bucket}", count) for bucket, count in ages]),
            )
        ],
    )


def quiet_in_words(quiet: Quiet, language: Language) -> str:
    """How many open problems had no news for so long; or that nobody wrote down when there was news."""
    days = counted(language, "wording.days", quiet.days)
    if quiet.count is None:
        return text(language, "rectify.quiet.unknown", days=days) if quiet.unknown else ""
    said = counted(language, "rectify.quiet", quiet.count, days=days)
    return sentence(language, [said, counted(language, "rectify.quiet.rest", quiet.unknown) if quiet.unknown else ""])


def groups_alt(name: str, groups: Sequence[ProblemGroup], language: Language) -> str:
    """Each group with its number of problems and both rates."""
    return alternative_text(
        language,
        name,
        [_group_in_words(group, language) for group in groups],
    )


def _group_in_words(group: ProblemGroup, language: Language) -> str:
    totals = group.totals
    facts = [counted(language, "rectify.count.problems", totals.problems), both_rates(totals.completion, totals.closure, language)]
    if totals.overdue:
        facts.append(counted(language, "rectify.head.overdue", totals.overdue))
    return text(language, "chart.table.alt.row", name=name_or(group.name, language), cells=clauses(language, facts))


def rule_action_label(action: RuleAction | None, language: Language) -> str:
    """立, 改, 废, 继续执行, or 未注明."""
    return text(language, "wording.blank_name") if action is None else text(language, f"rule_action.{action}")


def rules(made: RulesMade, language: Language) -> str:
    """制度20项：立8项（已完成7项），改9项（已完成7项），废2项（已完成0项）……；另有1项已取消"""
    cancelled = counted(language, "rules.cancelled", made.cancelled) if made.cancelled else ""
    if not made.total:
        return sentence(language, [counted(language, "rules.all_cancelled", made.cancelled)]) if cancelled else ""
    parts = [
        counted(
            language,
            "rules.group" if group.done is not None else "rules.group.unreported",
            group.total,
            action=text(language, f"rules.group.{group.action or 'blank'}"),
            **({} if group.done is None else {"done": number(group.done, language)}),
        )
        for group in made.groups
    ]
    head = counted(language, "rules.head", made.total, groups=clauses(language, parts))
    if made.done is None:
        return sentence(language, [head, text(language, "rules.unreported"), cancelled])
    return sentence(language, [head, counted(language, "rules.late", made.late) if made.late else "", cancelled])
