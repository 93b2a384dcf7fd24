"""Opinions by category, by channel and by 旬: the raw count behind, the merged count in front, the share in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.time_axis import axis_ticks
from lib.figures.tokens import Colour, Style
from lib.i18n import Language, text
from lib.i18n.formats import number, percent, xun
from lib.metrics.model import CategoryBreakdown, FeedbackGroup
from lib.wording import chart_title, group_label, groups_alt

MOST_NAMED = 12
"""More 旬 than this are not named one by one: the axis then names months."""
MOST_XUN = 108
"""Three years. Beyond them, as after one mistyped year, only the 旬 that hold anything stand side by side."""

_NOTHING = FeedbackGroup("", 0, 0, 0.0)


def categories(groups: Sequence[FeedbackGroup], language: Language) -> BarChart:
    """Lying bars, one a category, in the order given."""
    return _build("categories", groups, language)


def subcategories(breakdowns: Sequence[CategoryBreakdown], language: Language) -> BarChart:
    """Lying bars, one a subcategory under its category; the category is named wherever there are several."""
    shown = [each for each in breakdowns if any(group.name for group in each.subcategories)]
    several = len(shown) > 1
    groups = [
        replace(group, name=_within(each.category.name, group.name, language) if several else group.name)
        for each in shown
        for group in each.subcategories
    ]
    return _build("subcategories", groups, language, empty="figures.empty.subcategories")


def _within(category: str, name: str, language: Language) -> str:
    return text(language, "figures.label.within", category=group_label(category, language), name=group_label(name, language))


def channels(groups: Sequence[FeedbackGroup], language: Language) -> BarChart:
    """Lying bars, one a channel, in the order given."""
    return _build("channels", groups, language)


def by_xun(groups: Sequence[FeedbackGroup], language: Language) -> BarChart:
    """Upright bars in time; a group's name is the first day of its 旬 in ISO form, or "" for no day.

    A 旬 in which nothing was collected keeps its place, so that equal distances are equal times. Opinions none of
    which tells its day have no bar: one column of them all would say nothing of when they came.
    """
    days = {day: group for group in groups if (day := _day(group.name))}
    first, last = min(days, default=None), max(days, default=None)
    if first is None or last is None:
        return _build("feedback_by_xun", (), language, empty="figures.empty.feedback_by_xun" if groups else "figures.empty.feedback")
    through = sorted({*_every_xun(first, last), *days})
    if len(through) > MOST_XUN:
        through = sorted(days)
    crosses = through[0].year != through[-1].year
    named = [replace(days.get(day, _NOTHING), name=xun(day, language, year=crosses)) for day in through]
    named += [replace(group, name=text(language, "figures.label.no_day")) for group in groups if not _day(group.name)]
    ticks = {tick.day: tick.label for tick in axis_ticks(first, last, language)} if len(through) > MOST_NAMED else {}
    labels = tuple(ticks.get(day, "") for day in through) + ("",) * (len(named) - len(through)) if ticks else ()
    return replace(_build("feedback_by_xun", named, language, upright=True), tick_labels=labels)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _every_xun(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [date(month // 12, month % 12 + 1, day) for month in months for day in (1, 11, 21)]
    return [day for day in days if first <= day <= last]


def _build(
    name: str, groups: Sequence[FeedbackGroup], language: Language, *, upright: bool = False, empty: str = "figures.empty.feedback"
) -> BarChart:
    shown = [group for group in groups if group.raw or group.merged or (upright and group.name)]
    title = chart_title(name, language)
    if not shown:
        return BarChart(name=name, language=language, title=title, empty=text(language, empty))
    raw = BarSeries(text(language, "figures.series.raw"), Style(Colour.PALE), tuple(group.raw for group in shown))
    inside = tuple(number(group.merged, language) if group.merged else "" for group in shown) if upright else ()
    merged = BarSeries(text(language, "figures.series.merged"), Style(Colour.BRAND), tuple(group.merged for group in shown), inside)
    labels = tuple((number(group.raw, language) if group.raw else "") if upright else _label(group, language) for group in shown)
    return BarChart(
        name=name,
        language=language,
        title=title,
        note=text(language, "figures.note.feedback"),
        alt=groups_alt(name, [group for group in shown if group.raw or group.merged], language),
        categories=tuple(group_label(group.name, language) for group in shown),
        series=(raw, merged),
        arrangement=Arrangement.LAYERED,
        end_labels=labels,
        upright=upright,
    )


def _label(group: FeedbackGroup, language: Language) -> str:
    return text(
        language,
        "figures.label.group",
        merged=number(group.merged, language),
        share=percent(group.share, language),
        raw=number(group.raw, language),
    )
