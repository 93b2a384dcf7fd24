"""What every figure means: its name and its definition in one sentence (口径)."""

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
    HIDDEN_CELL = "hidden_cell"


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
