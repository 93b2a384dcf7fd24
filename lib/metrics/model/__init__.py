"""The figures, as frozen dataclasses, a file a theme. What each means is said once, here."""

from lib.metrics.model.courses import CurvePoint, SCurve, Trend, TrendPoint
from lib.metrics.model.feedback import CategoryBreakdown, CrossTable, FeedbackGroup, FeedbackTotals
from lib.metrics.model.judged import AsOf, Figure, Rate
from lib.metrics.model.progress import PhaseProgress, Progress
from lib.metrics.model.rectification import CategoryRectification, RectificationTotals
from lib.metrics.model.timeline import DutyMark, Grouping, ReportDuty, TaskBar, Timeline
from lib.metrics.model.units import UnitReport
from lib.metrics.model.wall import Step, Wall, WallCell, WallLoad, WallMark, WallRow

__all__ = [
    "AsOf",
    "CategoryBreakdown",
    "CategoryRectification",
    "CrossTable",
    "CurvePoint",
    "DutyMark",
    "FeedbackGroup",
    "FeedbackTotals",
    "Figure",
    "Grouping",
    "PhaseProgress",
    "Progress",
    "Rate",
    "RectificationTotals",
    "ReportDuty",
    "SCurve",
    "Step",
    "TaskBar",
    "Timeline",
    "Trend",
    "TrendPoint",
    "UnitReport",
    "Wall",
    "WallCell",
    "WallLoad",
    "WallMark",
    "WallRow",
]
