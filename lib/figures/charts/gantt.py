"""Every dated task as a bar of its window, under its phase, unit or leader; a summary where there are too many to read."""

from collections.abc import Sequence
from datetime import date, timedelta

from lib.figures.spec import GanttChart, GanttMark, GanttRow, LegendEntry, MarkKind
from lib.figures.time_axis import as_of_tick, axis_ticks
from lib.figures.tokens import LAMP_STYLES, Colour, Pattern, Style
from lib.i18n import Language, text
from lib.i18n.formats import number, window
from lib.metrics.model import DutyMark, Grouping, TaskBar, Timeline
from lib.schema import Lamp
from lib.wording import LAMP_ORDER, LAMP_SYMBOLS, chart_title, gantt_alt, grouping_label, lamp_label, span
from lib.wording.gates import Standing, mark_in_words, standing_label, standing_of, standing_symbol
from lib.wording.phrases import BLANK_TASK, clauses, counted, name_or

NAME = "gantt"
MOST_TASKS = 60
"""More tasks than this are summarised unless the caller asks for all: a taller chart is no longer read."""

_WORTH_A_ROW = (Lamp.OVERDUE, Lamp.PAUSED, Lamp.DUE_SOON)

_MARK_STYLES = {
    Standing.LATE: Style(Colour.OVERDUE, Pattern.DOTS),
    Standing.OPEN: Style(Colour.INK, Pattern.EMPTY),
    Standing.SETTLED: Style(Colour.INK),
}
"""Worst first; of several reports on one day the worst is drawn."""
_NEAR = timedelta(days=31)


def build(timeline: Timeline, language: Language, *, most_tasks: int | None = MOST_TASKS) -> GanttChart:
    """Tasks under their groups, in the order given.

    Args:
        timeline: the dated tasks.
        language: the reader's language.
        most_tasks: past this number only late, paused and soon due tasks have a row of their own, and
            at most so many; None draws every task.
    """
    title = chart_title(NAME, language)
    if not timeline.bars or timeline.first is None or timeline.last is None:
        empty = "figures.empty.gantt" if timeline.undated else "figures.empty.phase_progress"  # none is left: that is no want of due days
        return GanttChart(name=NAME, language=language, title=title, empty=text(language, empty))
    summarised = most_tasks is not None and len(timeline.bars) > most_tasks
    shown = _worst(timeline.bars, most_tasks or 0) if summarised else timeline.bars
    first, last = _shown_span(timeline.bars)
    lamps = tuple(lamp for lamp in LAMP_ORDER if any(bar.lamp is lamp for bar in shown))
    drawn = {kind for bar in shown for kind in _by_day(bar.duties).values()}
    kinds = tuple(kind for kind in _MARK_STYLES if kind in drawn)
    return GanttChart(
        name=NAME,
        language=language,
        title=title,
        subtitle=_subtitle(timeline, language),
        hint=text(language, "figures.hint.zoom"),
        note=_note(timeline, shown, language, summarised=summarised),
        alt=gantt_alt(timeline, language),
        has_lamps=True,
        rows=_rows(timeline, shown, lamps, kinds, language),
        lamps=tuple(LegendEntry(lamp_label(lamp, language), LAMP_STYLES[lamp]) for lamp in lamps),
        ticks=axis_ticks(first, last, language),
        as_of=as_of_tick(timeline.as_of.day, first, last, language),
        first=first,
        last=last,
        marks=tuple(MarkKind(standing_symbol(kind), standing_label(kind, language), _MARK_STYLES[kind]) for kind in kinds),
    )


def _subtitle(timeline: Timeline, language: Language) -> str:
    """From when to when; by what, where it is not by phase."""
    parts = [span(timeline, language)]
    if timeline.grouping is not Grouping.PHASE:
        parts.append(grouping_label(timeline.grouping, language))
    return clauses(language, parts)


def group_of(bar: TaskBar, grouping: Grouping) -> str:
    """The group that a bar stands under; "" for a blank."""
    return {Grouping.PHASE: bar.phase, Grouping.UNIT: bar.owner_unit, Grouping.LEAD: bar.lead}[grouping].strip()


def _shown_span(bars: Sequence[TaskBar]) -> tuple[date, date]:
    """From the first day to the last, widened to a fortnight where all happens within a few days.

    What was begun or done within a month of the plan is drawn; a day written far off, often a slip, would squeeze the plan.
    """
    marked = [mark.day for bar in bars for mark in bar.duties]
    first, last = min([_first_day(bars), *marked]), max([*(bar.due for bar in bars), *marked])
    actual = [day for bar in bars for day in (bar.actual_start, bar.actual_done) if day and first - _NEAR <= day <= last + _NEAR]
    first, last = min([first, *actual]), max([last, *actual])
    short = max(0, 14 - (last - first).days)
    return first - timedelta(days=short // 2), last + timedelta(days=short - short // 2)


def _worst(bars: Sequence[TaskBar], most: int) -> tuple[TaskBar, ...]:
    """The longest overdue first, wherever they stand: the first groups alone would let the others pass for punctual."""
    ranked = [bar for lamp in _WORTH_A_ROW for bar in sorted(bars, key=lambda bar: bar.due) if bar.lamp is lamp][:most]
    kept = {id(bar) for bar in ranked}
    return tuple(bar for bar in bars if id(bar) in kept)


def _rows(
    timeline: Timeline, shown: Sequence[TaskBar], lamps: tuple[Lamp, ...], kinds: tuple[Standing, ...], language: Language
) -> tuple[GanttRow, ...]:
    kept = {id(bar) for bar in shown}
    members: dict[str, list[TaskBar]] = {}
    for bar in timeline.bars:
        members.setdefault(group_of(bar, timeline.grouping), []).append(bar)
    last_known = min(timeline.as_of.day, timeline.as_of.reported)
    rows = []
    for name, bars in members.items():
        rows.append(GanttRow(name_or(name, language), _first_day(bars), max(bar.due for bar in bars), -1))
        rows += [_row(bar, lamps.index(bar.lamp), last_known, _marks(bar, kinds, language), language) for bar in bars if id(bar) in kept]
    return tuple(rows)


def _first_day(bars: Sequence[TaskBar]) -> date:
    return min(min(bar.start or bar.due, bar.due) for bar in bars)


def _marks(bar: TaskBar, kinds: tuple[Standing, ...], language: Language) -> tuple[GanttMark, ...]:
    """A mark a day, which names all reports of that day."""
    return tuple(
        GanttMark(when, kinds.index(worst), "\n".join(mark_in_words(mark, language) for mark in bar.duties if mark.day == when))
        for when, worst in _by_day(bar.duties).items()
    )


def _by_day(duties: Sequence[DutyMark]) -> dict[date, Standing]:
    """How the worst of each day's reports stands."""
    order = list(_MARK_STYLES)
    days = dict.fromkeys(mark.day for mark in duties)
    return {when: min((standing_of(mark) for mark in duties if mark.day == when), key=order.index) for when in days}


def _row(bar: TaskBar, series: int, last_known: date, marks: tuple[GanttMark, ...], language: Language) -> GanttRow:
    moved = bar.original_due is not None and bar.original_due != bar.due
    start = bar.start if bar.start and bar.start <= bar.due else None
    facts = [window(start, bar.due, "window", language), bar.owner_unit, bar.lead]
    until = bar.actual_done or (last_known if bar.lamp is not Lamp.DONE else None)
    begun = bar.actual_start if bar.actual_start and until and bar.actual_start <= until else None
    return GanttRow(
        label=f"{bar.number} {name_or(bar.task, language, BLANK_TASK)}".strip(),
        start=bar.start,
        end=bar.due,
        series=series,
        symbol=LAMP_SYMBOLS[bar.lamp],
        original_end=bar.original_due if moved else None,
        done=bar.actual_done,
        hover=clauses(language, [fact for fact in facts if fact]),
        begun=begun,
        until=until if begun else None,
        is_about=bar.approximate,
        ref=bar.ref,
        marks=marks,
    )


def _note(timeline: Timeline, shown: Sequence[TaskBar], language: Language, *, summarised: bool) -> str:
    notes = [text(language, "figures.note.gantt"), text(language, "figures.note.gantt_group")]
    if summarised:
        worst = sum(bar.lamp in _WORTH_A_ROW for bar in timeline.bars)
        key = "figures.note.gantt_summary" if worst == len(shown) else "figures.note.gantt_summary_part"
        total, some, all_worst = (number(count, language) for count in (len(timeline.bars), len(shown), worst))
        rows = text(language, f"figures.gantt.rows.{timeline.grouping}")
        notes = [text(language, key, total=total, rows=rows, shown=some, worst=all_worst)]
    if any(bar.original_due not in (None, bar.due) for bar in shown):
        notes.append(text(language, "figures.note.gantt_moved"))
    if any(bar.actual_done for bar in shown):
        notes.append(text(language, "figures.note.gantt_done"))
        first, last = _shown_span(timeline.bars)
        if outside := sum(not first <= bar.actual_done <= last for bar in shown if bar.actual_done):
            notes.append(counted(language, "figures.note.gantt_done_outside", outside))
    if any(bar.actual_start for bar in shown):
        notes.append(text(language, "figures.note.gantt_actual"))
    if any(bar.approximate for bar in shown):
        notes.append(text(language, "figures.note.gantt_about"))
    if timeline.undated_duties:
        notes.append(counted(language, "gates.mark.undated", timeline.undated_duties))
    if timeline.undated:
        notes.append(counted(language, "figures.note.undated", timeline.undated))
    return language.manners.gap.join(notes)
