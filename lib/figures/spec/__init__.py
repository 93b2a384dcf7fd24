"""A chart described once, as neutral data; Plotly, PowerPoint and Word draw the same description.

Names and texts are as in the workbook, unescaped and uncut: a renderer escapes and wraps. Values are
counts unless a field says share (0.0 to 1.0). None is a value that is unknown or hidden, never zero.
"""

from lib.figures.spec.bars import Arrangement, BarChart, BarSeries, PlanMarks
from lib.figures.spec.chart import ChartSpec, DayTick, LegendEntry, Spec, standing_alone, to_json
from lib.figures.spec.gantt import GanttChart, GanttMark, GanttRow, MarkKind
from lib.figures.spec.heatmap import HeatmapChart
from lib.figures.spec.lines import LineChart, LineSeries, Unit, VersionChart, VersionLine, VersionPoint
from lib.figures.spec.wall import WallBox, WallChart, WallColumn, WallEntry, WallLine, WallSpan

__all__ = [
    "Arrangement",
    "BarChart",
    "BarSeries",
    "ChartSpec",
    "DayTick",
    "GanttChart",
    "GanttMark",
    "GanttRow",
    "HeatmapChart",
    "LegendEntry",
    "LineChart",
    "LineSeries",
    "MarkKind",
    "PlanMarks",
    "Spec",
    "Unit",
    "VersionChart",
    "VersionLine",
    "VersionPoint",
    "WallBox",
    "WallChart",
    "WallColumn",
    "WallEntry",
    "WallLine",
    "WallSpan",
    "standing_alone",
    "to_json",
]
