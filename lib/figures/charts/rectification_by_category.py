"""Each category's problems, stacked by state: closed first, then what is done and unchecked, then the open ones."""

from collections.abc import Sequence

from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.tokens import RECTIFICATION_STYLES
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.model import CategoryRectification
from lib.schema import Rectification
from lib.wording import chart_title, group_label, rectification_alt, rectification_label

NAME = "rectification_by_category"
_ORDER = (
    Rectification.CLOSED,
    Rectification.DONE_UNCHECKED,
    Rectification.IN_PROGRESS,
    Rectification.RETURNED,
    Rectification.REOPENED,
    Rectification.OPEN,
    Rectification.NOT_REPORTED,
)


def build(rows: Sequence[CategoryRectification], language: Language) -> BarChart:
    """One bar a category, in the order given; its length is its number of problems."""
    shown = [row for row in rows if row.problems]
    title = chart_title(NAME, language)
    if not shown:
        return BarChart(name=NAME, language=language, title=title, empty=text(language, "figures.empty.rectification"))
    return BarChart(
        name=NAME,
        language=language,
        title=title,
        note=text(language, "figures.note.rectification"),
        alt=rectification_alt(shown, language),
        categories=tuple(group_label(row.category, language) for row in shown),
        series=state_series([row.states for row in shown], language),
        arrangement=Arrangement.STACKED,
        end_labels=tuple(text(language, "figures.label.problems", count=number(row.problems, language)) for row in shown),
    )


def state_series(rows: Sequence[Sequence[tuple[Rectification, int]]], language: Language) -> tuple[BarSeries, ...]:
    """One series a state that any row bears, what is closed first; each row is the states of one bar."""
    found = []
    for state in _ORDER:
        counts = tuple(dict(row).get(state, 0) for row in rows)
        if any(counts):
            labels = tuple(number(count, language) if count else "" for count in counts)
            found.append(BarSeries(rectification_label(state, language), RECTIFICATION_STYLES[state], counts, labels))
    return tuple(found)
