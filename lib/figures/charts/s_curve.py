"""Plan and actual as shares of all tasks over time, 旬 by 旬."""

from lib.figures.spec import LineChart, LineSeries
from lib.figures.time_axis import as_of_tick, axis_ticks
from lib.figures.tokens import Colour
from lib.i18n import Language, text
from lib.i18n.formats import number, percent, span
from lib.metrics.model import SCurve
from lib.wording import chart_title, s_curve_alt
from lib.wording.phrases import counted

NAME = "s_curve"


def build(curve: SCurve, language: Language) -> LineChart:
    """The plan to its end, the actual line as far as it is known."""
    title = chart_title(NAME, language)
    if not curve.points:
        empty = "figures.empty.s_curve" if curve.undated else "figures.empty.phase_progress"  # none is left: that is no want of due days
        return LineChart(name=NAME, language=language, title=title, empty=text(language, empty))
    if len(curve.points) == 1:
        return LineChart(name=NAME, language=language, title=title, empty=text(language, "figures.empty.s_curve.one_point"))
    return LineChart(
        name=NAME,
        language=language,
        title=title,
        subtitle=_span(curve, language),
        note=_note(curve, language),
        alt=s_curve_alt(curve, language),
        days=tuple(point.day for point in curve.points),
        series=tuple(series for series in (_plan(curve, language), _actual(curve, language)) if series),
        ticks=axis_ticks(curve.points[0].day, curve.points[-1].day, language),
        as_of=as_of_tick(curve.as_of.day, curve.points[0].day, curve.points[-1].day, language),
    )


def _span(curve: SCurve, language: Language) -> str:
    return span(curve.points[0].day, curve.points[-1].day, language)


def _plan(curve: SCurve, language: Language) -> LineSeries:
    at = max((i for i, point in enumerate(curve.points) if point.day <= curve.as_of.day), default=0)
    name = text(language, "figures.series.plan")
    label = _label(name, curve.points[at].plan, curve.points[at].should_be_done, language)
    shares, counts = tuple(point.plan for point in curve.points), tuple(point.should_be_done for point in curve.points)
    return LineSeries(name, Colour.PLAN, True, shares, counts, label, at)


def _actual(curve: SCurve, language: Language) -> LineSeries | None:
    known = [i for i, point in enumerate(curve.points) if point.actual is not None]
    if not known:
        return None
    at = known[-1]
    name = text(language, "figures.series.actual")
    label = _label(name, curve.points[at].actual or 0.0, curve.points[at].done or 0, language)
    shares, counts = tuple(point.actual for point in curve.points), tuple(point.done for point in curve.points)
    return LineSeries(name, Colour.BRAND, False, shares, counts, label, at)


def _label(name: str, share: float, count: int, language: Language) -> str:
    return text(language, "figures.label.curve", name=name, share=percent(share, language), count=number(count, language))


def _note(curve: SCurve, language: Language) -> str:
    notes = []
    if not curve.begins_later and all(point.actual is None for point in curve.points):
        unknown = counted(language, "figures.note.past_unknown", curve.done_without_day)
        notes.append(unknown if curve.done_without_day else text(language, "figures.note.no_progress"))
    elif curve.done_without_day:
        notes.append(counted(language, "figures.note.done_without_day", curve.done_without_day))
    if curve.undated:
        notes.append(counted(language, "figures.note.undated_in_total", curve.undated))
    if curve.done_undated:
        notes.append(counted(language, "figures.note.done_undated", curve.done_undated))
    return language.manners.gap.join(notes)
