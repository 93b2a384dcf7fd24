"""The charts by name. To add one: a `build`, a line here, its title in the catalogues.

`needs` names the figures that a chart is built from; the caller fetches them and calls `build(figures, language)`.
`VERSION_CHARTS` are drawn from all versions of a board together, and so stand apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lib.figures.charts import (
    cross_tables,
    feedback,
    gantt,
    phase_progress,
    rectification_by_category,
    rectification_funnel,
    rectification_rates,
    s_curve,
    slip,
    wall_chart,
)
from lib.figures.charts.version_trends import VERSION_CHARTS as VERSION_CHARTS
from lib.figures.spec import ChartSpec
from lib.i18n import Language


class Needs(StrEnum):
    """What a chart is built from: the attribute of a board that holds it, with dots where it lies deeper."""

    PHASES = "phases"  # Sequence[PhaseProgress]
    CURVE = "s_curve"  # SCurve
    TIMELINE = "timeline"  # Timeline
    WALL = "wall"  # Wall
    SUBCATEGORIES = "subcategories"  # Sequence[CategoryBreakdown]
    CATEGORIES = "categories"  # Sequence[FeedbackGroup]
    CHANNELS = "channels"  # Sequence[FeedbackGroup]
    XUN = "feedback_by_xun"  # Sequence[FeedbackGroup], named by the first day of the 旬 in ISO form
    GROUPS = "groups"  # CrossTable with one column
    CHANNEL_BY_CATEGORY = "channel_by_category"  # CrossTable
    GROUP_BY_CATEGORY = "group_by_category"  # CrossTable
    REPLAN = "replan"  # Replan
    RECTIFICATION = "rectification_by_category"  # Sequence[CategoryRectification]
    FUNNEL = "rectification_view.funnel"  # Funnel
    PROBLEMS_BY_CATEGORY = "rectification_view.by_category"  # Sequence[ProblemGroup]
    PROBLEMS_BY_UNIT = "rectification_view.by_unit"  # Sequence[ProblemGroup]
    PROBLEMS_BY_LEAD = "rectification_view.by_lead"  # Sequence[ProblemGroup]
    PROBLEMS_BY_CAMPAIGN = "rectification_view.by_campaign"  # Sequence[ProblemGroup]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of the registry."""

    name: str
    needs: Needs
    build: Callable[[Any, Language], ChartSpec]


CHARTS: Mapping[str, Chart] = {
    chart.name: chart
    for chart in (
        Chart("phase_progress", Needs.PHASES, phase_progress.build),
        Chart("s_curve", Needs.CURVE, s_curve.build),
        Chart("gantt", Needs.TIMELINE, gantt.build),
        Chart("wall_chart", Needs.WALL, wall_chart.build),
        Chart("categories", Needs.CATEGORIES, feedback.categories),
        Chart("subcategories", Needs.SUBCATEGORIES, feedback.subcategories),
        Chart("channels", Needs.CHANNELS, feedback.channels),
        Chart("feedback_by_xun", Needs.XUN, feedback.by_xun),
        Chart("groups", Needs.GROUPS, cross_tables.groups),
        Chart("channel_by_category", Needs.CHANNEL_BY_CATEGORY, cross_tables.channel_by_category),
        Chart("group_by_category", Needs.GROUP_BY_CATEGORY, cross_tables.group_by_category),
        Chart("slip", Needs.REPLAN, slip.build),
        Chart("rectification_by_category", Needs.RECTIFICATION, rectification_by_category.build),
        Chart("rectification_funnel", Needs.FUNNEL, rectification_funnel.build),
        Chart("rectification_rates_category", Needs.PROBLEMS_BY_CATEGORY, rectification_rates.by_category),
        Chart("rectification_rates_unit", Needs.PROBLEMS_BY_UNIT, rectification_rates.by_unit),
        Chart("rectification_rates_lead", Needs.PROBLEMS_BY_LEAD, rectification_rates.by_lead),
        Chart("rectification_rates_campaign", Needs.PROBLEMS_BY_CAMPAIGN, rectification_rates.by_campaign),
    )
}
