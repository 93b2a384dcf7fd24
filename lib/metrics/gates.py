"""Reports owed to a supervising body: which of a task's duties are past their date or sent back.

A task may carry several duties, one a line in the cells for state, action, body and date; the n-th line of one cell
belongs to the n-th of the others. A single date, or a single body, holds for all lines.
"""

import re
import unicodedata
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.deadlines import parse_deadline
from lib.schema import Gate, Task
from lib.schema.words import GATE_WORDS

_STATES = {re.sub(r"\s", "", word).lower(): gate for gate, words in GATE_WORDS.items() for word in (*words, str(gate))}
_NOT_THE_WORD = re.compile(r"\s|\(.*?\)")
_LINE_ENDS = re.compile(r"[\n;；]")
_WAITING = (Gate.DUE, Gate.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of the task under this label of the frame's index.

    `state` is None where none is written or its word is unknown; `by` is the last day that its date means, None
    where none can be read.
    """

    task: Hashable
    body: str
    action: str
    state: Gate | None
    by: date | None

    def is_late(self, day: date) -> bool:
        """Whether it was sent back, or is due or submitted past its day."""
        return self.state is Gate.RETURNED or (self.state in _WAITING and self.by is not None and self.by < day)


def is_gate_stuck(tasks: pd.DataFrame, day: date) -> pd.Series:
    """Whether a task has a duty that was sent back, or is due or submitted past its date at `day`.

    Args:
        tasks: columns of `Task`; never modified.
        day: the day judged. A duty without a readable date is never past it; a window is past after its last day.
    """
    stuck = {duty.task for duty in duties_of(tasks) if duty.is_late(day)}
    return pd.Series(tasks.index.isin(list(stuck)), index=tasks.index)


def duties_of(tasks: pd.DataFrame) -> tuple[Duty, ...]:
    """Every duty of every task: as many a task as the longest of its cells for state, action and body has lines.

    Each cell holds lines that belong to those of the cells beside it, so that the few tasks with duties are gone through one by one.

    Args:
        tasks: columns of `Task`; never modified.
    """
    owing = tasks[tasks[[Task.GATE_STATUS, Task.GATE_ACTION, Task.GATE_BODY]].notna().any(axis=1)]
    years = owing[Task.DUE].fillna(owing[Task.START]).dt.year
    cells = owing[[Task.GATE_STATUS, Task.GATE_ACTION, Task.GATE_BODY, Task.GATE_DATE]].fillna("")
    days: dict[tuple[str, int | None], date | None] = {}
    found: list[Duty] = []
    for label, year, written in zip(owing.index, years, cells.itertuples(index=False, name=None), strict=True):
        states, actions, bodies, dates = (_lines(cell) for cell in written)
        for place in range(max(len(states), len(actions), len(bodies))):
            state, action = _at(states, place), _at(actions, place)
            body, by = _at(bodies, place) or _single(bodies), _at(dates, place) or _single(dates)
            if not (state or action or _at(bodies, place)):
                continue
            key = (by, None if pd.isna(year) else int(year))
            if key not in days:
                days[key] = parse_deadline(*key).end if by else None
            found.append(Duty(label, body, action, _STATES.get(_word(state)), days[key]))
    return tuple(found)


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in _LINE_ENDS.split(cell)]


def _at(lines: Sequence[str], place: int) -> str:
    return lines[place] if place < len(lines) else ""


def _single(lines: Sequence[str]) -> str:
    """The one line that is filled, which then holds for all; "" where there are several."""
    filled = [line for line in lines if line]
    return filled[0] if len(filled) == 1 else ""


def _word(state: str) -> str:
    return _NOT_THE_WORD.sub("", unicodedata.normalize("NFKC", state)).lower()
