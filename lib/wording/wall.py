"""The wall chart in words: its columns, its rows, and the sentence that names the load and its peak."""

from collections.abc import Sequence
from datetime import date

from lib.i18n import Language, text
from lib.i18n.formats import month, number, xun
from lib.metrics.model import Grouping, Step, Wall, WallLoad, WallMark, WallRow
from lib.schema import Lamp
from lib.wording.charts import alternative_text
from lib.wording.lamps import lamp_label
from lib.wording.phrases import clauses, counted, counted_all, listed, name_or, named_together, sentence

MOST_PEAKS = 3


def column_name(first: date, step: Step, language: Language, *, year: bool = False) -> str:
    """A column by the day it begins on: 3月上旬, 3月, 2014年."""
    if step is Step.YEAR:
        return text(language, "wall.year", year=first.year)
    return xun(first, language, year=year) if step is Step.XUN else month(first, language, year=year)


def grouping_label(grouping: Grouping, language: Language) -> str:
    """What the rows are: 按责任领导."""
    return text(language, f"grouping.{grouping}")


def wall(shown: Wall, language: Language) -> str:
    """5月上旬最集中，5项到期；本旬（6月上旬）到期1项；往后6月下旬最集中，2项到期。

    The peak of the whole plan, where one is more than one task, what this column brings, the peak of what is still to come where it is another one, and
    how many tasks have no place.
    """
    if not shown.loads:
        return _nothing(shown, language)
    parts = [_peak(shown, shown.loads, "wall.peak", language), _now(shown, language), _ahead(shown, language)]
    if shown.undated:
        parts.append(counted(language, "wording.timeline.undated", shown.undated))
    said = sentence(language, parts)
    return said[:1].upper() + said[1:]


def _nothing(shown: Wall, language: Language) -> str:
    if shown.is_too_long:
        return text(language, "wall.too_long")
    if shown.undated:
        return counted_all(language, "wording.timeline.none_dated", shown.undated)
    return text(language, "wording.timeline.empty")


def _peak(shown: Wall, loads: Sequence[WallLoad], key: str, language: Language) -> str:
    most = max(load.due for load in loads)
    names = [_name(load, shown, language) for load in loads if load.due == most]
    if most <= 1:  # one task here and one there are no concentration
        return text(language, f"{key}.only", column=names[0]) if len(names) == most else text(language, f"{key}.spread.{shown.step}")
    if len(names) == 1:
        return counted(language, key, most, column=names[0])
    if len(names) <= MOST_PEAKS:
        return counted(language, f"{key}.tied", most, columns=named_together(language, names))
    step = text(language, f"wall.columns.{shown.step}", n=len(names), count=number(len(names), language))
    return counted(language, f"{key}.many", most, columns=listed(language, names[:MOST_PEAKS]), all=step)


def _now(shown: Wall, language: Language) -> str:
    if shown.now is None:
        return ""
    load = shown.loads[shown.now]
    column = _name(load, shown, language)
    key = f"wall.now.{shown.step}" if load.due else f"wall.now.{shown.step}.none"
    return counted(language, key, load.due, column=column)


def _ahead(shown: Wall, language: Language) -> str:
    """The peak of what comes after this column; silent where the whole plan's peak is still to come, or nothing is."""
    ahead = [] if shown.now is None else shown.loads[shown.now + 1 :]
    most = max((load.due for load in ahead), default=0)
    if not most or most == max(load.due for load in shown.loads):
        return ""
    return _peak(shown, ahead, "wall.ahead", language)


def _name(load: WallLoad, shown: Wall, language: Language) -> str:
    return column_name(load.first, shown.step, language, year=shown.bears_years)


def wall_alt(shown: Wall, language: Language) -> str:
    """The peak, then each row with how many tasks it has and which of them are late."""
    if not shown.loads:
        return ""
    items = [_peak(shown, shown.loads, "wall.peak", language), *(_row(row, language) for row in shown.rows)]
    return alternative_text(language, "wall_chart", items)


def _row(row: WallRow, language: Language) -> str:
    facts = [counted(language, "wall.alt.total", row.total)]
    if row.done is not None:
        facts.append(counted(language, "wall.alt.done", row.done))
    late = sum(mark.lamp is Lamp.OVERDUE for mark in _due(row))
    if late:
        facts.append(counted(language, "chart.phase_progress.alt.late", late))
    return text(language, "chart.table.alt.row", name=name_or(row.name, language), cells=clauses(language, facts))


def _due(row: WallRow) -> list[WallMark]:
    return [mark for cell in row.cells for mark in cell.due]


def mark_in_words(mark: WallMark, language: Language) -> str:
    """A task as a pointer names it: ▲逾期　19　制定整改方案."""
    return "　".join(part for part in (lamp_label(mark.lamp, language), mark.number, mark.task) if part)
