"""Figures across the versions of a board: shares, overdue tasks and days of slip, each on its own axis with its own unit.

Three small charts and not one, since percents, tasks and days have no scale in common. A version that does not know a figure leaves
a gap, which the note names.
"""

from collections.abc import Callable, Mapping

from lib.figures.spec import Unit, VersionChart, VersionLine, VersionPoint
from lib.figures.tokens import Colour
from lib.i18n import Language, text
from lib.i18n.formats import day
from lib.metrics.version_trends import VersionTrends
from lib.metrics.versions import VersionFigure
from lib.wording.charts import chart_title
from lib.wording.versions import figure_name, gaps, newest_values, trends_alt, version_name

FEWEST = 2
"""A trend needs two versions."""

_COLOURS: Mapping[VersionFigure, Colour] = {
    VersionFigure.DONE_SHARE: Colour.BRAND,
    VersionFigure.CLOSED_SHARE: Colour.DONE,
    VersionFigure.LATE: Colour.OVERDUE,
    VersionFigure.SLIP_DAYS: Colour.PLAN,
}


def shares(trends: VersionTrends, language: Language) -> VersionChart:
    """Done of all tasks and closed of all problems, side by side: reported done is not yet closed."""
    return _build("version_shares", Unit.SHARE, (VersionFigure.DONE_SHARE, VersionFigure.CLOSED_SHARE), trends, language)


def late(trends: VersionTrends, language: Language) -> VersionChart:
    """Overdue tasks on the day on which each version was published."""
    return _build("version_late", Unit.TASKS, (VersionFigure.LATE,), trends, language)


def slip(trends: VersionTrends, language: Language) -> VersionChart:
    """By how many days all re-planned deadlines together moved."""
    return _build("version_slip", Unit.DAYS, (VersionFigure.SLIP_DAYS,), trends, language)


VERSION_CHARTS: Mapping[str, Callable[[VersionTrends, Language], VersionChart]] = {
    "version_shares": shares,
    "version_late": late,
    "version_slip": slip,
}
"""The charts that are drawn from the versions of a board, not from one of them."""


def _build(name: str, unit: Unit, figures: tuple[VersionFigure, ...], trends: VersionTrends, language: Language) -> VersionChart:
    title = chart_title(name, language)
    if len(trends.numbers) < FEWEST:
        return VersionChart(name=name, language=language, title=title, unit=unit, empty=text(language, "figures.empty.version.few"))
    known = [figure for figure in figures if trends.of(figure).is_known]
    if not known:
        return VersionChart(name=name, language=language, title=title, unit=unit, empty=text(language, f"figures.empty.{name}"))
    return VersionChart(
        name=name,
        language=language,
        title=title,
        subtitle=newest_values(trends, known, language),
        note=gaps(trends, figures, language),
        alt=trends_alt(name, trends, figures, language),
        unit=unit,
        unit_label=text(language, f"figures.unit.{unit}"),
        points=tuple(
            VersionPoint(version_name(number, language), published, day(published.date(), language))
            for number, published in zip(trends.numbers, trends.published, strict=True)
        ),
        lines=tuple(
            VersionLine(figure_name(figure, language), _COLOURS[figure], figure is VersionFigure.CLOSED_SHARE, trends.of(figure).values)
            for figure in known
        ),
    )
