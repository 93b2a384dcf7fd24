"""Opinions by category, by channel and by 旬: the raw count behind, the merged count in front, the share in words."""

from collections.abc import Sequence
from datetime import date

from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.tokens import Colour, Style
from lib.i18n import Language, text
from lib.i18n.formats import number, percent, xun
from lib.metrics.model import FeedbackGroup
from lib.wording import chart_title, group_label, groups_alt


def categories(groups: Sequence[FeedbackGroup], language: Language) -> BarChart:
    """Lying bars, one a category, in the order given."""
    return _build("categories", groups, language)


def channels(groups: Sequence[FeedbackGroup], language: Language) -> BarChart:
    """Lying bars, one a channel, in the order given."""
    return _build("channels", groups, language)


def by_xun(groups: Sequence[FeedbackGroup], language: Language) -> BarChart:
    """Upright bars in time; a group's name is the first day of its 旬 in ISO form, or "" for no day."""
    named = [FeedbackGroup(_xun_name(group.name, language), group.raw, group.merged, group.share) for group in groups]
    return _build("feedback_by_xun", named, language, upright=True)


def _xun_name(name: str, language: Language) -> str:
    try:
        return xun(date.fromisoformat(name), language)
    except ValueError:
        return name or text(language, "figures.label.no_day")


def _build(name: str, groups: Sequence[FeedbackGroup], language: Language, *, upright: bool = False) -> BarChart:
    shown = [group for group in groups if group.raw or group.merged]
    title = chart_title(name, language)
    if not shown:
        return BarChart(name=name, language=language, title=title, empty=text(language, "figures.empty.feedback"))
    raw = BarSeries(text(language, "figures.series.raw"), Style(Colour.PALE), tuple(group.raw for group in shown))
    inside = tuple(number(group.merged, language) for group in shown) if upright else ()
    merged = BarSeries(text(language, "figures.series.merged"), Style(Colour.BRAND), tuple(group.merged for group in shown), inside)
    labels = tuple(number(group.raw, language) if upright else _label(group, language) for group in shown)
    return BarChart(
        name=name,
        language=language,
        title=title,
        note=text(language, "figures.note.feedback"),
        alt=groups_alt(name, shown, language),
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
