"""Problems and opinions as a phone reads them: a line a row, as tasks have theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from lib.access import MERGED, Shown
from lib.desk.ledger import due_in_words
from lib.desk.lists import TaskLine
from lib.desk.section import numbered
from lib.desk.tables import untold_in_words
from lib.i18n import Language, text
from lib.i18n.formats import xun
from lib.metrics.ledger import Problem
from lib.schema import Lamp, Opinion, Rectification
from lib.wording import LampWords, rectification_label
from lib.wording.lamps import RECTIFICATION_SYMBOLS
from lib.wording.phrases import listed

_PLACES = (
    (Rectification.RETURNED, Rectification.REOPENED),
    (Rectification.OPEN, Rectification.IN_PROGRESS),
    (Rectification.NOT_REPORTED,),
    (Rectification.DONE_UNCHECKED,),
    (Rectification.CLOSED,),
)
"""The states that stand together in the ledger, behind what is overdue."""


def problem_lines(
    rows: pd.DataFrame, lamps: LampWords, beside: date, *, names_rows: bool, notes: Mapping[str, str] | None = None
) -> list[TaskLine]:
    """One line a row, in their order.

    Args:
        rows: what `ledger` or `as_problems` gives; never modified.
        lamps: how what is overdue is named, in the reader's language.
        beside: the day that is judged.
        names_rows: whether this reader sees every cell: a blank one is then known to be blank, and else may be hidden.
        notes: what is said beneath a row besides, by its ref.
    """
    return [_line(row, lamps, beside, names_rows, (notes or {}).get(str(row[Opinion.REF]), "")) for _, row in rows.iterrows()]


def numbered_lines(lines: Sequence[TaskLine], rows: pd.DataFrame) -> tuple[TaskLine, ...]:
    """The lines of these rows with the number of each before its category, where this reader sees numbers: merged ones name another's."""
    numbers = map(_words, rows[Opinion.FEEDBACK_ID])
    return tuple(replace(line, number=numbered(number, line.number)) for number, line in zip(numbers, lines, strict=True))


def legend(lines: Iterable[TaskLine], language: Language) -> str:
    """The shapes of these lines with their words, in the order of the states; "" where no line has one."""
    found = {line.lamp for line in lines}
    return "\u3000".join(rectification_label(state, language) for state in RECTIFICATION_SYMBOLS if state in found)


def _line(row: pd.Series, lamps: LampWords, beside: date, names_rows: bool, note: str) -> TaskLine:
    language = lamps.language
    is_problem = bool(row[Shown.IS_PROBLEM] and row[Shown.COUNTED_IN_CUTS])  # of a matter of one person nothing is told, a state neither
    state = Rectification(_words(row[Opinion.STATUS]) or Rectification.NOT_REPORTED) if is_problem else None
    unit = _words(row[Opinion.OWNER_UNIT])
    if not unit and is_problem and names_rows:
        unit = text(language, "board.owner.none")
    return TaskLine(
        ref=_words(row[Opinion.REF]),
        lamp=state,
        number=_words(row[Opinion.CATEGORY]),
        task=_words(row[Opinion.ISSUE]) or _words(row[Opinion.TEXT]) or untold_in_words(row, language),
        phase=_heading(state, bool(row[Problem.IS_LATE]), lamps) if state else "",
        owner=unit,
        when=_when(row, lamps, beside, is_problem, names_rows),
        note=note or _merged(row, language),
    )


def _heading(state: Rectification, is_late: bool, lamps: LampWords) -> str:
    if is_late:
        return lamps.name(Lamp.OVERDUE)
    together = next(states for states in _PLACES if state in states)
    return listed(lamps.language, [text(lamps.language, f"rectification.{each}") for each in together])


def _when(row: pd.Series, lamps: LampWords, beside: date, is_problem: bool, names_rows: bool) -> str:
    """The due day, marked where it is past; without one the deadline as it was written; of an opinion the 旬 in which it came."""
    language = lamps.language
    if not is_problem:
        received = row[Opinion.RECEIVED]
        return "" if pd.isna(received) else _in_xun(pd.Timestamp(received).date(), beside, language)
    if said := due_in_words(row, beside, language):
        return f"{lamps.symbol(Lamp.OVERDUE)}{said}" if row[Problem.IS_LATE] else said
    return _words(row[Opinion.DUE_TEXT]) or (text(language, "board.when.none") if names_rows else "")


def _merged(row: pd.Series, language: Language) -> str:
    """That it was merged, and into which number where this reader sees numbers; of a matter of one person nothing is told."""
    into = _words(row[Opinion.MERGED_INTO]) if row[Shown.COUNTED_IN_CUTS] else ""
    if not into:
        return ""
    return text(language, "board.opinion.merged") if into == MERGED else text(language, "board.opinion.merged_into", number=into)


def _in_xun(received: date, beside: date, language: Language) -> str:
    return xun(received, language, year=received.year != beside.year)


def _words(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value).strip()
