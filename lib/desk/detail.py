"""One task in full: every field that is filled, and the cell it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.desk.lists import NOT_COUNTED_DOWN, when_due
from lib.desk.section import numbered
from lib.desk.tables import detail_bears_years, plan_bears_years, whole_task_table
from lib.i18n import text
from lib.ingest.model import TableReading
from lib.metrics.states import State
from lib.schema import Lamp, Task
from lib.wording import LampWords
from lib.wording.phrases import BLANK_TASK, name_or


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task's heading and its filled fields, each (name, words); `cell` is where it stands, such as 任务!C14."""

    ref: str
    heading: str
    fields: tuple[tuple[str, str], ...]
    cell: str


def task_detail(states: pd.DataFrame, ref: str, tables: Sequence[TableReading], lamps: LampWords, beside: date) -> TaskDetail | None:
    """The task with this ref, or None where the filters, the audience or a new workbook left it out.

    Args:
        states: what `task_states` gives; never modified.
        ref: as in the frame's `ref` column.
        tables: how the workbook's tables were understood, for the way back to the cell.
        lamps: how lamps are named, in the reader's language.
        beside: the day that is judged.
    """
    chosen = states[states[Task.REF].eq(ref).fillna(False)]
    if chosen.empty:
        return None
    year = plan_bears_years(states, beside) or detail_bears_years(chosen, beside)
    table = whole_task_table(chosen, lamps, year=year)
    words = {name: str(table.cells[name].iloc[0]) for name, _ in table.headings}
    heading = numbered(words.get(Task.NUMBER, ""), name_or(words.get(Task.TASK, ""), lamps.language, BLANK_TASK))
    state, *others = ((title, words[name]) for name, title in table.headings if name not in (Task.NUMBER, Task.TASK, Task.REF))
    return TaskDetail(ref, heading, (state, *_due(chosen, lamps, beside, year=year), *others), cell_of(ref, tables))


def _due(chosen: pd.DataFrame, lamps: LampWords, beside: date, *, year: bool) -> list[tuple[str, str]]:
    """The last day of its window, and how far off it is or how long ago it was; nothing for a task without one."""
    due = chosen[Task.DUE].iloc[0]
    if pd.isna(due):
        return []
    counts = Lamp(str(chosen[State.LAMP].iloc[0])) not in NOT_COUNTED_DOWN
    said = when_due(pd.Timestamp(due).date(), beside, lamps.language, counts=counts, year=year)
    return [(text(lamps.language, f"column.tasks.{Task.DUE}"), said)]


def cell_of(ref: str, tables: Sequence[TableReading]) -> str:
    """The address of a task's own cell: 任务!14 with its text in column C is 任务!C14."""
    sheet, _, row = ref.rpartition("!")
    letters = [letter for table in tables if table.sheet == sheet for letter, _, name in table.columns if name == Task.TASK]
    return f"{sheet}!{letters[0]}{row}" if letters else ref
