"""The problems of each category, unit, leader or campaign by state, with both rates behind each bar."""

from collections.abc import Sequence

from lib.figures.charts.rectification_by_category import state_series
from lib.figures.spec import Arrangement, BarChart
from lib.i18n import Language, text
from lib.metrics.rectification_model import ProblemGroup
from lib.wording import chart_title
from lib.wording.phrases import name_or
from lib.wording.problems import groups_alt, short_rates


def by_category(groups: Sequence[ProblemGroup], language: Language) -> BarChart:
    """One bar a category."""
    return _build("rectification_rates_category", groups, language, blank="wording.unclassified")


def by_unit(groups: Sequence[ProblemGroup], language: Language) -> BarChart:
    """One bar a responsible unit, in the organisation's order."""
    return _build("rectification_rates_unit", groups, language)


def by_lead(groups: Sequence[ProblemGroup], language: Language) -> BarChart:
    """One bar a responsible leader, in the organisation's order; what may not be told stands in one bar."""
    empty = "figures.empty.rectification_lead"
    return _build(
        "rectification_rates_lead", groups, language, blank="board.ledger.leads_rest", note="figures.note.leads_shown", empty=empty
    )


def by_campaign(groups: Sequence[ProblemGroup], language: Language) -> BarChart:
    """One bar a special campaign."""
    return _build("rectification_rates_campaign", groups, language, empty="figures.empty.rectification_campaign")


def _build(
    name: str,
    groups: Sequence[ProblemGroup],
    language: Language,
    *,
    blank: str = "wording.blank_name",
    note: str = "",
    empty: str = "figures.empty.rectification",
) -> BarChart:
    title = chart_title(name, language)
    if not groups:
        return BarChart(name=name, language=language, title=title, empty=text(language, empty))
    is_late = any(group.totals.overdue for group in groups)
    notes = [
        text(language, "figures.note.rectification"),
        text(language, "figures.note.rates_late") if is_late else "",
        text(language, note) if note else "",
    ]
    return BarChart(
        name=name,
        language=language,
        title=title,
        note=language.manners.gap.join(part for part in notes if part),
        alt=groups_alt(name, groups, language),
        categories=tuple(name_or(group.name, language, blank) for group in groups),
        series=state_series([group.totals.states for group in groups], language),
        arrangement=Arrangement.STACKED,
        end_labels=tuple(short_rates(group, language) for group in groups),
    )
