"""Small trends beside the key figures: a line as the path data of an SVG, for a page to set in its own words.

Points run from 0.0 to 1.0, left to right and bottom to top, by day. Should be done and done share one scale, all tasks, so
that they can be compared; overdue and due soon have their own, since a few tasks among many would be a flat line.
"""

from dataclasses import dataclass

from lib.figures.tokens import Colour
from lib.i18n import Language
from lib.metrics.model import Trend
from lib.wording.definitions import FigureId
from lib.wording.units import trend_alt, value_of

FIGURES = (FigureId.SHOULD_BE_DONE, FigureId.DONE, FigureId.OVERDUE, FigureId.DUE_SOON)
_COLOURS = {
    FigureId.SHOULD_BE_DONE: Colour.PLAN,
    FigureId.DONE: Colour.BRAND,
    FigureId.OVERDUE: Colour.OVERDUE,
    FigureId.DUE_SOON: Colour.DUE_SOON,
}
_OWN_SCALE = (FigureId.OVERDUE, FigureId.DUE_SOON)
_LEAST_SCALE = 4
"""One late task is a low line, not a mountain."""


@dataclass(frozen=True, slots=True)
class SparkPoint:
    """One point of a small line, both from 0.0 to 1.0: `across` to the right, `up` from the foot."""

    across: float
    up: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The trend of one figure. Fewer than two points make no line: `is_empty`."""

    figure: FigureId
    points: tuple[SparkPoint, ...]
    colour: Colour
    is_dashed: bool
    alt: str

    @property
    def is_empty(self) -> bool:
        """Whether there is no line to draw."""
        return len(self.points) < 2

    def path(self, width: float, height: float, margin: float = 2.0) -> str:
        """The `d` of an SVG path in a box of this size, the margin left free on every side; "" of nothing."""
        return "" if self.is_empty else "M" + " L".join(self._place(point, width, height, margin) for point in self.points)

    def area(self, width: float, height: float, margin: float = 2.0) -> str:
        """The `d` of the area under the line, closed along its foot; "" of nothing."""
        if self.is_empty:
            return ""
        foot = f"{height - margin:.1f}"
        left, right = (self._place(point, width, height, margin).split(",")[0] for point in (self.points[0], self.points[-1]))
        return f"{self.path(width, height, margin)} L{right},{foot} L{left},{foot} Z"

    def end(self, width: float, height: float, margin: float = 2.0) -> str:
        """Where the line ends, as `x,y`, for a dot on the as-of day; "" of nothing."""
        return "" if self.is_empty else self._place(self.points[-1], width, height, margin)

    @staticmethod
    def _place(point: SparkPoint, width: float, height: float, margin: float) -> str:
        x, y = margin + point.across * (width - 2 * margin), height - margin - point.up * (height - 2 * margin)
        return f"{x:.1f},{y:.1f}"


def sparkline(trend: Trend, figure: FigureId, language: Language) -> Sparkline | None:
    """The line of one figure, or None where the figure has none."""
    return _line(trend, figure, language) if figure in FIGURES else None


def _line(trend: Trend, figure: FigureId, language: Language) -> Sparkline:
    known = [(point.day, value) for point in trend.points if (value := value_of(point, figure)) is not None]
    most = max((value for _, value in known), default=0)
    scale = max(most, _LEAST_SCALE) if figure in _OWN_SCALE else max(trend.total, 1)
    days = (known[-1][0] - known[0][0]).days if known else 0
    points = tuple(SparkPoint(round((day - known[0][0]).days / days, 4), round(value / scale, 4)) for day, value in known) if days else ()
    return Sparkline(figure, points, _COLOURS[figure], figure is FigureId.SHOULD_BE_DONE, trend_alt(trend, figure, language))
