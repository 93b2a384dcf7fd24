"""What every figure means: its name and its definition in one sentence (口径)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lib.i18n import Language, text


class FigureId(StrEnum):
    """Every figure that a reader may quote; also its name in `check --as-of`."""

    TOTAL = "total"
    CANCELLED = "cancelled"
    SHOULD_BE_DONE = "should_be_done"
    DONE = "done"
    DONE_OF_DUE = "done_of_due"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    DUE_UNREPORTED = "due_unreported"
    DONE_EARLY = "done_early"
    DONE_UNDATED = "done_undated"
    DUE_SOON = "due_soon"
    NOT_REPORTED = "not_reported"
    UNDATED = "undated"
    STUCK = "stuck"
    PLAN_SHARE = "plan_share"
    ACTUAL_SHARE = "actual_share"
    ON_TIME = "on_time"
    RAW = "raw"
    MERGED = "merged"
    CATEGORY_SHARE = "category_share"
    PROBLEMS = "problems"
    COMPLETION = "completion"
    CLOSURE = "closure"
    RECTIFICATION_OVERDUE = "rectification_overdue"
    LONG_TERM = "long_term"
    RECTIFICATION_OPEN = "rectification_open"
    AWAITING_CHECK = "awaiting_check"
    SENT_BACK = "sent_back"
    RETURNED = "returned"
    REOPENED = "reopened"
    CLOSED_UNCHECKED = "closed_unchecked"
    QUIET = "quiet"
    PROBLEM_AGE = "problem_age"
    DUE_BUCKET = "due_bucket"
    FUNNEL = "funnel"
    RULES = "rules"
    RULES_DONE = "rules_done"
    RULES_LATE = "rules_late"
    HIDDEN_CELL = "hidden_cell"
    PERSONAL = "personal"
    WITH_MEASURES = "with_measures"
    EXPECTED = "expected"
    DAYS_LATE = "days_late"
    SLIP = "slip"
    WALL_DUE = "wall_due"
    WALL_RUNNING = "wall_running"
    TREND = "trend"
    DUTIES = "duties"
    DUTIES_LATE = "duties_late"
    DUTIES_SETTLED = "duties_settled"
    DUTIES_OURS = "duties_ours"
    DUTIES_THEIRS = "duties_theirs"
    REPLANNED = "replanned"
    SLIPPED_UNAGREED = "slipped_unagreed"
    PAST_ORIGINAL = "past_original"
    REQUIREMENTS_MET = "requirements_met"
    MATERIAL_NAMED = "material_named"


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure's name and what it counts."""

    figure: FigureId
    name: str
    meaning: str


def definition(figure: FigureId, language: Language) -> Definition:
    """The name and the definition of one figure."""
    return Definition(figure, text(language, f"figure.{figure}"), text(language, f"figure.{figure}.definition"))


def definitions(language: Language) -> tuple[Definition, ...]:
    """Every figure, in the order in which the pages show them."""
    return tuple(definition(figure, language) for figure in FigureId)


_F = FigureId
OF_CHARTS: Mapping[str, tuple[FigureId, ...]] = {
    "phase_progress": (_F.DONE, _F.TOTAL, _F.SHOULD_BE_DONE, _F.OVERDUE),
    "s_curve": (_F.PLAN_SHARE, _F.ACTUAL_SHARE),
    "gantt": (_F.SLIP, _F.OVERDUE, _F.UNDATED),
    "wall_chart": (_F.WALL_DUE, _F.WALL_RUNNING, _F.UNDATED),
    "categories": (_F.RAW, _F.MERGED, _F.CATEGORY_SHARE),
    "subcategories": (_F.RAW, _F.MERGED, _F.CATEGORY_SHARE),
    "channels": (_F.RAW, _F.MERGED, _F.CATEGORY_SHARE),
    "feedback_by_xun": (_F.RAW, _F.MERGED),
    "groups": (_F.RAW, _F.HIDDEN_CELL),
    "channel_by_category": (_F.RAW,),
    "group_by_category": (_F.RAW, _F.HIDDEN_CELL),
    "slip": (_F.SLIP, _F.PAST_ORIGINAL),
    "rectification_by_category": (_F.PROBLEMS, _F.COMPLETION, _F.CLOSURE),
    "rectification_funnel": (_F.FUNNEL, _F.RAW, _F.MERGED, _F.PROBLEMS, _F.WITH_MEASURES, _F.COMPLETION, _F.CLOSURE),
    "rectification_rates_category": (_F.PROBLEMS, _F.COMPLETION, _F.CLOSURE),
    "rectification_rates_unit": (_F.PROBLEMS, _F.COMPLETION, _F.CLOSURE),
    "rectification_rates_lead": (_F.PROBLEMS, _F.COMPLETION, _F.CLOSURE),
    "rectification_rates_campaign": (_F.PROBLEMS, _F.COMPLETION, _F.CLOSURE),
}
"""The figures that each chart of the registry shows, for the definitions beside it."""


def of_chart(name: str, language: Language) -> tuple[Definition, ...]:
    """What the figures of one chart mean, in the order in which its reader meets them."""
    return tuple(definition(figure, language) for figure in OF_CHARTS[name])
