"""Short lists of tasks as a page or a slide sets them: a line a task, ready to print."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.i18n import Language, text
from lib.i18n.formats import day
from lib.metrics.model import AsOf
from lib.metrics.states import State
from lib.schema import Lamp, Task

_COLUMNS: tuple[Task | State, ...] = (
    Task.REF,
    State.LAMP,
    Task.NUMBER,
    Task.TASK,
    Task.PHASE,
    Task.OWNER_UNIT,
    Task.OWNER,
    Task.LEAD,
    Task.DUE,
    Task.DUE_TEXT,
    Task.HELP_NEEDED,
)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task: its lamp, what it is, who owes it, and when; `ref` leads back to its row."""

    ref: str
    lamp: Lamp
    number: str
    task: str
    phase: str
    owner: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """Some lines under a heading; `total` may be more than the lines shown. `empty` is said where there are none."""

    name: str
    heading: str
    lines: tuple[TaskLine, ...]
    total: int
    empty: str


def task_lines(states: pd.DataFrame, as_of: AsOf, language: Language) -> list[TaskLine]:
    """One line a row of the states frame, in its order."""
    return [
        _line(dict(zip(_COLUMNS, row, strict=True)), as_of, language) for row in states[list(_COLUMNS)].itertuples(index=False, name=None)
    ]


def _line(row: dict[Task | State, Any], as_of: AsOf, language: Language) -> TaskLine:
    owner = next((words for column in (Task.OWNER_UNIT, Task.OWNER, Task.LEAD) if (words := _words(row[column]))), "")
    return TaskLine(
        ref=_words(row[Task.REF]),
        lamp=Lamp(str(row[State.LAMP])),
        number=_words(row[Task.NUMBER]),
        task=_words(row[Task.TASK]),
        phase=_words(row[Task.PHASE]),
        owner=owner or text(language, "board.owner.none"),
        when=_when(row, as_of, language),
        note=_words(row[Task.HELP_NEEDED]),
    )


def _when(row: dict[Task | State, Any], as_of: AsOf, language: Language) -> str:
    due = row[Task.DUE]
    if due is None or pd.isna(due):
        return _words(row[Task.DUE_TEXT]) or text(language, "board.when.none")
    due_day = pd.Timestamp(due).date()
    left = (due_day - as_of.day).days
    if row[State.LAMP] in (Lamp.DONE, Lamp.CAUGHT_UP, Lamp.CANCELLED, Lamp.NOT_REPORTED):
        return text(language, "board.when.due", day=day(due_day, language))
    if left < 0:
        return text(language, "board.when.late", n=-left, day=day(due_day, language))
    if left == 0:
        return text(language, "board.when.today", day=day(due_day, language))
    return text(language, "board.when.left", n=left, day=day(due_day, language))


def _words(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value).strip()
