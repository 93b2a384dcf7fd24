"""By how many days each task's dates moved: what was agreed, and how it turned out, both against the original day.

A bar shows days later than the original day; what is earlier has no bar and stands in words behind it.
"""

from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.tokens import Colour, Pattern, Style
from lib.i18n import Language, text
from lib.metrics.replan import Replan, Replanned
from lib.wording import chart_title
from lib.wording.phrases import counted
from lib.wording.replan import slip_alt, slip_label

NAME = "slip"
MOST_ROWS = 30
"""More tasks than this are not drawn; the ledger below lists them all."""


def build(found: Replan, language: Language) -> BarChart:
    """A bar a task, in the ledger's order: the agreed slip behind, the actual one before it.

    Args:
        found: what `replan` gives.
        language: the reader's language.
    """
    title = chart_title(NAME, language)
    shown = [row for row in found.rows if row.agreed_slip is not None or row.past_original is not None][:MOST_ROWS]
    if not shown:
        return BarChart(name=NAME, language=language, title=title, empty=text(language, "figures.empty.slip"))
    left = len(found.rows) - len(shown)
    notes = [text(language, "figures.note.slip"), counted(language, "figures.note.slip.left", left) if left else ""]
    return BarChart(
        name=NAME,
        language=language,
        title=title,
        note=language.manners.gap.join(note for note in notes if note),
        alt=slip_alt(found, language),
        categories=tuple(_name(row) for row in shown),
        series=(
            BarSeries(text(language, "figures.series.slip_agreed"), Style(Colour.PALE), tuple(_later(row.agreed_slip) for row in shown)),
            BarSeries(
                text(language, "figures.series.slip_actual"),
                Style(Colour.PLAN, Pattern.SOLID),
                tuple(_later(row.past_original) for row in shown),
            ),
        ),
        arrangement=Arrangement.LAYERED,
        end_labels=tuple(slip_label(row, language) for row in shown),
    )


def _name(row: Replanned) -> str:
    return " ".join(part for part in (row.number, row.task) if part)


def _later(days: int | None) -> int | None:
    """Days later; what is earlier has no bar, and words behind it, for it is not 0 days later."""
    return None if days is None or days < 0 else days
