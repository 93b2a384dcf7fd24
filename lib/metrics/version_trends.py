"""Figures across the versions of a board: one value a version, oldest first.

Shares are 0.0 to 1.0, days are days, the rest are counts. None is a version that does not know the figure; it is never nought.
Times are on this machine's wall, without a zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lib.metrics.versions import VersionFigure
from lib.store.model import Trend, VersionInfo


@dataclass(frozen=True, slots=True)
class FigureCourse:
    """One figure, a value for each version."""

    figure: VersionFigure
    values: tuple[float | None, ...]

    @property
    def is_known(self) -> bool:
        """Whether any version knows it."""
        return any(value is not None for value in self.values)


@dataclass(frozen=True, slots=True)
class VersionTrends:
    """The versions by number with the time of their publishing, and figures over them."""

    numbers: tuple[int, ...]
    published: tuple[datetime, ...]
    lines: tuple[FigureCourse, ...]

    def of(self, figure: VersionFigure) -> FigureCourse:
        """One figure; unknown for every version where it was not asked for."""
        return next((line for line in self.lines if line.figure is figure), FigureCourse(figure, (None,) * len(self.numbers)))


def version_trends(versions: Sequence[VersionInfo], trends: Sequence[Trend]) -> VersionTrends:
    """Bring kept figures in line with the versions, so that one that kept nothing has a place too.

    Args:
        versions: every version, in any order.
        trends: the figures kept, named as in `VersionFigure`.
    """
    ordered = sorted(versions, key=lambda version: version.number)
    numbers = tuple(version.number for version in ordered)
    lines = []
    for trend in trends:
        kept = {point.version: point.value for point in trend.points}
        lines.append(FigureCourse(VersionFigure(trend.name), tuple(kept.get(number) for number in numbers)))
    return VersionTrends(numbers, tuple(version.published.astimezone().replace(tzinfo=None) for version in ordered), tuple(lines))
