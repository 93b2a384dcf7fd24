"""The wall chart (进度挂图): columns of time, rows of names; each box marks what is due in it by the lamp's shape."""

from collections import Counter

from lib.figures.spec import LegendEntry, WallBox, WallChart, WallColumn, WallEntry, WallLine, WallSpan
from lib.figures.tokens import LAMP_STYLES
from lib.i18n import Language, text
from lib.i18n.formats import day, month, number
from lib.metrics.model import Step, Wall, WallCell, WallLoad, WallMark, WallRow
from lib.schema import Lamp
from lib.wording import LAMP_ORDER, LAMP_SYMBOLS, chart_title, column_name, grouping_label, lamp_label, mark_in_words, wall_alt
from lib.wording.phrases import counted, name_or

NAME = "wall_chart"
MOST_MARKS = 90
MOST_IN_A_BOX = 8
"""More tasks than this in all, or in one box, are counted by lamp: numbers would no longer be read."""

_NAMED_BY_A_POINTER = 8
_COUNTED = "figures.note.wall_counted"


def build(wall: Wall, language: Language) -> WallChart:
    """Rows in the order given: the settings' for phases, the organisation's for units and leaders."""
    title = chart_title(NAME, language)
    if not wall.loads:
        none_dated = "figures.empty.gantt" if wall.undated else "figures.empty.phase_progress"  # none is left: that is no want of due days
        empty = text(language, "figures.empty.wall_too_long" if wall.is_too_long else none_dated)
        return WallChart(name=NAME, language=language, title=title, empty=empty)
    lamps = tuple(lamp for lamp in LAMP_ORDER if any(mark.lamp is lamp for row in wall.rows for cell in row.cells for mark in cell.due))
    boxes = [len(cell.due) for row in wall.rows for cell in row.cells]
    is_counted = sum(boxes) > MOST_MARKS or max(boxes) > MOST_IN_A_BOX
    return WallChart(
        name=NAME,
        language=language,
        title=title,
        subtitle=grouping_label(wall.grouping, language),
        note=_note(wall, language, _COUNTED if is_counted else "figures.note.wall"),
        list_note=_note(wall, language, "figures.note.wall_counted.list" if is_counted else "figures.note.wall.list"),
        alt=wall_alt(wall, language),
        has_lamps=True,
        columns=tuple(_column(n, wall, language) for n in range(len(wall.loads))),
        lines=tuple(_line(row, lamps, language, is_counted=is_counted) for row in wall.rows),
        lamps=tuple(LegendEntry(lamp_label(lamp, language), LAMP_STYLES[lamp]) for lamp in lamps),
        now=wall.now,
        now_label=text(language, "figures.mark.as_of", day=day(wall.as_of.day, language)),
        peaks=wall.peaks,
        load_label=text(language, f"figures.wall.load.{wall.step}"),
        is_counted=is_counted,
    )


def _column(place: int, wall: Wall, language: Language) -> WallColumn:
    load = wall.loads[place]
    named = wall.bears_years
    is_first = (load.first.year, load.first.month) == (wall.loads[0].first.year, wall.loads[0].first.month)  # all columns of that month
    group, label = _labels(load, wall.step, language, with_year=named and (is_first or load.first.month == 1))
    name = column_name(load.first, wall.step, language, year=named)
    return WallColumn(group, label, name, counted(language, "wall.load", load.due), load.due, load.running)


def _labels(load: WallLoad, step: Step, language: Language, *, with_year: bool) -> tuple[str, str]:
    if step is Step.YEAR:
        return "", str(load.first.year)
    if step is Step.MONTH:
        return str(load.first.year), month(load.first, language)
    return month(load.first, language, year=with_year), text(language, f"figures.wall.third.{load.first.day // 10 + 1}")


def _line(row: WallRow, lamps: tuple[Lamp, ...], language: Language, *, is_counted: bool) -> WallLine:
    late = sum(mark.lamp is Lamp.OVERDUE for cell in row.cells for mark in cell.due)
    total = number(row.total, language)
    caption = (
        counted(language, "wall.alt.total", row.total)
        if row.done is None
        else text(language, "figures.label.of", done=number(row.done, language), total=total)
    )
    boxes = tuple(_box(cell, lamps, language, is_counted=is_counted) for cell in row.cells)
    spans = () if is_counted else _spans(row, lamps)
    name = name_or(row.name, language)
    return WallLine(name, f"{caption}  {LAMP_SYMBOLS[Lamp.OVERDUE]}{number(late, language)}" if late else caption, boxes, spans)


def _box(cell: WallCell, lamps: tuple[Lamp, ...], language: Language, *, is_counted: bool) -> WallBox:
    if is_counted:
        counts = Counter(mark.lamp for mark in cell.due)
        entries = tuple(
            WallEntry(LAMP_SYMBOLS[lamp], number(counts[lamp], language), series) for series, lamp in enumerate(lamps) if counts[lamp]
        )
        return WallBox(entries, len(cell.running))
    entries = tuple(WallEntry(LAMP_SYMBOLS[mark.lamp], mark.number, lamps.index(mark.lamp), mark.ref) for mark in cell.due)
    return WallBox(entries, len(cell.running), _hover(cell.due, language))


def _hover(due: tuple[WallMark, ...], language: Language) -> str:
    named = [mark_in_words(mark, language) for mark in due[:_NAMED_BY_A_POINTER]]
    return "\n".join(named)


def _spans(row: WallRow, lamps: tuple[Lamp, ...]) -> tuple[WallSpan, ...]:
    """The windows of the tasks that are under way in more columns than that of their due day, the first begun first."""
    begins: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        for mark in cell.running:
            begins.setdefault(mark.ref, place)
    spans = [
        WallSpan(begins[mark.ref], place, lamps.index(mark.lamp))
        for place, cell in enumerate(row.cells)
        for mark in cell.due
        if mark.ref in begins
    ]
    return tuple(sorted(spans, key=lambda span: (span.first, span.last)))


def _note(wall: Wall, language: Language, marks: str) -> str:
    notes = [text(language, marks)]
    if marks == _COUNTED and any(load.running for load in wall.loads):
        notes.append(text(language, "figures.note.wall_ground"))
    if wall.step is not Step.XUN:
        notes.append(text(language, f"figures.note.wall_{wall.step}"))
    if wall.undated:
        notes.append(counted(language, "figures.note.undated", wall.undated))
    return language.manners.gap.join(notes)
