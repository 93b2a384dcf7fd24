"""Charts: figures become a neutral `ChartSpec`, which Plotly and the exports draw.

A chart counts nothing that a reader could quote: every number comes from `lib.metrics`. Colours are
tokens of a theme; `lib.figures.plotly` is the only file that imports Plotly.
"""

from lib.figures.charts import CHARTS, Chart, Needs
from lib.figures.spec import (
    Arrangement,
    BarChart,
    BarSeries,
    ChartSpec,
    DayTick,
    GanttChart,
    GanttRow,
    HeatmapChart,
    LegendEntry,
    LineChart,
    LineSeries,
    PlanMarks,
    WallBox,
    WallChart,
    WallColumn,
    WallEntry,
    WallLine,
    WallSpan,
    standing_alone,
    to_json,
)
from lib.figures.tokens import FONT_STACK, LAMP_STYLES, RECTIFICATION_STYLES, THEMES, Colour, Pattern, Style, ThemeName

__all__ = [
    "CHARTS",
    "FONT_STACK",
    "LAMP_STYLES",
    "RECTIFICATION_STYLES",
    "THEMES",
    "Arrangement",
    "BarChart",
    "BarSeries",
    "Chart",
    "ChartSpec",
    "Colour",
    "DayTick",
    "GanttChart",
    "GanttRow",
    "HeatmapChart",
    "LegendEntry",
    "LineChart",
    "LineSeries",
    "Needs",
    "Pattern",
    "PlanMarks",
    "Style",
    "ThemeName",
    "WallBox",
    "WallChart",
    "WallColumn",
    "WallEntry",
    "WallLine",
    "WallSpan",
    "standing_alone",
    "to_json",
]
