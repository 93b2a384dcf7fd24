"""Every dated task as a bar of its window, under its phase; a summary where there are too many to read."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from lib.figures.spec import DayTick, GanttChart, GanttRow, LegendEntry
from lib.figures.time_axis import axis_ticks
from lib.figures.tokens import LAMP_STYLES
from lib.i18n import Language, text
from lib.i18n.formats import day, number, window
from lib.metrics.model import TaskBar, Timeline
from lib.schema import Lamp
from lib.wording import LAMP_ORDER, LAMP_SYMBOLS, chart_title, gantt_alt, lamp_label, span
from lib.wording.phrases import clauses, counted, name_or

NAME = "gantt"
MOST_TASKS = 60
"""More tasks than this are summarised unless the caller asks for all: a taller chart is no longer read."""

_WORTH_A_ROW = (Lamp.OVERDUE, Lamp.PAUSED, Lamp.DUE_SOON)


def build(timeline: Timeline, language: Language, *, most_tasks: int | None = MOST_TASKS) -> GanttChart:
    """Tasks in the workbook's order under their phases.

    Args:
        timeline: the dated tasks.
        language: the reader's language.
        most_tasks: past this number only late, paused and soon due tasks have a row of their own, and
            at most so many; None draws every task.
    """
    title = chart_title(NAME, language)
    if not timeline.bars or timeline.first is None or timeline.last is None:
        return GanttChart(name=NAME, language=language, title=title, empty=text(language, "figures.empty.gantt"))
    summarised = most_tasks is not None and len(timeline.bars) > most_tasks
    shown = _worst(timeline.bars, most_tasks or 0) if summarised else timeline.bars
    first, last = _shown_span(timeline.bars)
    lamps = tuple(lamp for lamp in LAMP_ORDER if any(bar.lamp is lamp for bar in shown))
    return GanttChart(
        name=NAME,
        language=language,
        title=title,
        subtitle=span(timeline, language),
        note=_note(timeline, shown, language, summarised=summarised),
        alt=gantt_alt(timeline, language),
        has_lamps=True,
        rows=_rows(timeline.bars, shown, lamps, language),
        lamps=tuple(LegendEntry(lamp_label(lamp, language), LAMP_STYLES[lamp]) for lamp in lamps),
        ticks=axis_ticks(first, last, language),
        as_of=DayTick(timeline.as_of.day, text(language, "figures.mark.as_of", day=day(timeline.as_of.day, language))),
        first=first,
        last=last,
    )


def _shown_span(bars: Sequence[TaskBar]) -> tuple[date, date]:
    """From the first day to the last, widened to a fortnight where all happens within a few days."""
    first, last = _first_day(bars), max(bar.due for bar in bars)
    short = max(0, 14 - (last - first).days)
    return first - timedelta(days=short // 2), last + timedelta(days=short - short // 2)


def _worst(bars: Sequence[TaskBar], most: int) -> tuple[TaskBar, ...]:
    ranked = [bar for lamp in _WORTH_A_ROW for bar in bars if bar.lamp is lamp][:most]
    kept = {id(bar) for bar in ranked}
    return tuple(bar for bar in bars if id(bar) in kept)


def _rows(bars: Sequence[TaskBar], shown: Sequence[TaskBar], lamps: tuple[Lamp, ...], language: Language) -> tuple[GanttRow, ...]:
    kept = {id(bar) for bar in shown}
    order = list(dict.fromkeys(bar.phase for bar in bars))
    by_phase = sorted(bars, key=lambda bar: order.index(bar.phase))
    rows = []
    for phase, members in groupby(by_phase, key=lambda bar: bar.phase):
        tasks = list(members)
        rows.append(GanttRow(name_or(phase, language), _first_day(tasks), max(bar.due for bar in tasks), -1))
        rows += [_row(bar, lamps.index(bar.lamp), language) for bar in tasks if id(bar) in kept]
    return tuple(rows)


def _first_day(bars: Sequence[TaskBar]) -> date:
    return min(bar.start or bar.due for bar in bars)


def _row(bar: TaskBar, series: int, language: Language) -> GanttRow:
    moved = bar.original_due is not None and bar.original_due != bar.due
    facts = [window(bar.start, bar.due, "window", language), bar.owner_unit, bar.lead]
    return GanttRow(
        label=f"{bar.number} {bar.task}".strip(),
        start=bar.start,
        end=bar.due,
        series=series,
        symbol=LAMP_SYMBOLS[bar.lamp],
        original_end=bar.original_due if moved else None,
        done=bar.actual_done,
        hover=clauses(language, [fact for fact in facts if fact]),
    )


def _note(timeline: Timeline, shown: Sequence[TaskBar], language: Language, *, summarised: bool) -> str:
    notes = [text(language, "figures.note.gantt")]
    if summarised:
        total = number(len(timeline.bars), language)
        notes = [text(language, "figures.note.gantt_summary", total=total, shown=number(len(shown), language))]
    if any(bar.original_due not in (None, bar.due) for bar in shown):
        notes.append(text(language, "figures.note.gantt_moved"))
    if any(bar.actual_done for bar in shown):
        notes.append(text(language, "figures.note.gantt_done"))
    if timeline.undated:
        notes.append(counted(language, "figures.note.undated", timeline.undated))
    return ("" if language is Language.ZH else " ").join(notes)
