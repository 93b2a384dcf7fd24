"""Bars by category."""

from dataclasses import dataclass
from enum import StrEnum

from lib.figures.spec.chart import ChartSpec
from lib.figures.tokens import Style


class Arrangement(StrEnum):
    """How the series of a bar chart stand: one upon another, filling the whole, or one before the other."""

    STACKED = "stacked"
    WHOLE = "whole"
    LAYERED = "layered"


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One series of bars: a count for each category, and what is printed inside each bar."""

    name: str
    style: Style
    values: tuple[int | None, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanMarks:
    """A tick on each bar, as a share of the whole bar, with the count it stands for."""

    name: str
    shares: tuple[float | None, ...]
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart(ChartSpec):
    """Bars by category. `end_labels` stand behind each bar; upright bars are for time, lying ones for names.

    `tick_labels`, where given, are what the axis says in place of the categories, "" for nothing. `longest`, where these are some of a
    chart's bars, is how long its longest is: on every screen of a chart a bar of one length is one count.
    """

    categories: tuple[str, ...] = ()
    series: tuple[BarSeries, ...] = ()
    arrangement: Arrangement = Arrangement.STACKED
    marks: PlanMarks | None = None
    end_labels: tuple[str, ...] = ()
    upright: bool = False
    tick_labels: tuple[str, ...] = ()
    longest: int | None = None

    @property
    def ends(self) -> list[int]:
        """Where the bars of each category end, in counts; unknown ones have no length."""
        columns = ([value or 0 for value in series.values] for series in self.series)
        gather = max if self.arrangement is Arrangement.LAYERED else sum
        return [gather(values) for values in zip(*columns, strict=True)]
