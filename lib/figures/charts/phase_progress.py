"""Each phase as one whole bar of its tasks by lamp, with a tick where the plan should be."""

from collections.abc import Sequence

from lib.figures.spec import Arrangement, BarChart, BarSeries, PlanMarks
from lib.figures.tokens import LAMP_STYLES
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.model import PhaseProgress
from lib.schema import Lamp
from lib.wording import LAMP_SYMBOLS, chart_title, lamp_label, phase_progress_alt
from lib.wording.phrases import name_or

NAME = "phase_progress"
_ORDER = (
    Lamp.DONE,
    Lamp.CAUGHT_UP,
    Lamp.OVERDUE,
    Lamp.PAUSED,
    Lamp.DUE_SOON,
    Lamp.IN_PROGRESS,
    Lamp.NOT_STARTED,
    Lamp.NOT_REPORTED,
    Lamp.UNDATED,
)
_NAMED_AT_THE_END = (Lamp.OVERDUE, Lamp.PAUSED, Lamp.DUE_SOON)


def build(phases: Sequence[PhaseProgress], language: Language) -> BarChart:
    """Bars in the phases' order; a phase without counted tasks is left out."""
    shown = [phase for phase in phases if phase.progress.total]
    title = chart_title(NAME, language)
    if not shown:
        return BarChart(name=NAME, language=language, title=title, empty=text(language, "figures.empty.phase_progress"))
    reported = any(phase.progress.is_reported for phase in shown)
    notes = [text(language, "figures.note.plan_mark"), "" if reported else text(language, "figures.note.no_progress")]
    return BarChart(
        name=NAME,
        language=language,
        title=title,
        note=language.manners.gap.join(notes).strip(),
        alt=phase_progress_alt(shown, language),
        has_lamps=True,
        categories=tuple(name_or(phase.phase, language) for phase in shown),
        series=_series(shown, language),
        arrangement=Arrangement.WHOLE,
        marks=PlanMarks(
            text(language, "figures.mark.plan"),
            tuple(phase.progress.plan_share for phase in shown),
            tuple(None if phase.progress.is_undated else phase.progress.should_be_done for phase in shown),
        ),
        end_labels=tuple(_end_label(phase, language) for phase in shown),
    )


def _series(phases: Sequence[PhaseProgress], language: Language) -> tuple[BarSeries, ...]:
    found = []
    for lamp in _ORDER:
        counts = tuple(dict(phase.lamps).get(lamp, 0) for phase in phases)
        if any(counts):
            labels = tuple(number(count, language) if count else "" for count in counts)
            found.append(BarSeries(lamp_label(lamp, language), LAMP_STYLES[lamp], counts, labels))
    return tuple(found)


def _end_label(phase: PhaseProgress, language: Language) -> str:
    progress = phase.progress
    total = number(progress.total, language)
    if progress.is_unknown and progress.is_undated:
        return text(language, "figures.label.undated", total=total)
    if progress.done is None or progress.is_unknown:
        return text(language, "figures.label.plan_only", should=number(progress.should_be_done, language), total=total)
    lamps = dict(phase.lamps)
    worst = [f"{LAMP_SYMBOLS[lamp]}{number(lamps[lamp], language)}" for lamp in _NAMED_AT_THE_END if lamps.get(lamp)]
    return "  ".join([text(language, "figures.label.of", done=number(progress.done, language), total=total), *worst])
