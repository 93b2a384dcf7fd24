"""From opinion to closure: one bar a stage, its length a count; a stage that is not reported has no bar and says so."""

from lib.figures.spec import Arrangement, BarChart, BarSeries
from lib.figures.tokens import Colour, Style
from lib.i18n import Language, text
from lib.metrics.rectification_model import Funnel, Stage
from lib.wording import chart_title
from lib.wording.problems import funnel_alt, stage_count, stage_label

NAME = "rectification_funnel"


def build(funnel: Funnel, language: Language) -> BarChart:
    """Bars from what was told down to what is closed; stages before the first that is known are left out."""
    title = chart_title(NAME, language)
    first = next((place for place, step in enumerate(funnel.steps) if step.count is not None), len(funnel.steps))
    steps = funnel.steps[first:]
    if not any(step.count for step in steps if step.stage is Stage.PROBLEMS):
        return BarChart(name=NAME, language=language, title=title, empty=text(language, "figures.empty.rectification"))
    is_unknown = any(step.count is None for step in steps)
    return BarChart(
        name=NAME,
        language=language,
        title=title,
        note=text(language, "figures.note.funnel_unreported") if is_unknown else "",
        alt=funnel_alt(Funnel(steps), language),
        categories=tuple(stage_label(step.stage, language) for step in steps),
        series=(BarSeries(text(language, "figures.series.count_at_stage"), Style(Colour.BRAND), tuple(step.count for step in steps)),),
        arrangement=Arrangement.LAYERED,
        end_labels=tuple(stage_count(step, language) for step in steps),
    )
