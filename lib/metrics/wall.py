"""The wall chart (进度挂图): across time in 旬, down the phases, units or leaders; and the load of every 旬.

A task stands where its due day lies, and is under way in every column from that of its start to the one before. A task
without a start, or with one after its due day, stands at its due day alone. Cancelled tasks carry no load. A plan
of more than `MOST_COLUMNS` 旬 is set in months, a longer one in years.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from lib.metrics.grouping import groups_of
from lib.metrics.model import AsOf, Grouping, Step, Wall, WallCell, WallLoad, WallMark, WallRow
from lib.metrics.progress import in_order
from lib.metrics.states import State, is_reported, known_done
from lib.schema import Lamp, Task

MOST_COLUMNS = 36
"""A year of 旬: narrower columns cannot hold a mark with its number."""


def wall(states: pd.DataFrame, as_of: AsOf, grouping: Grouping, order: Sequence[str] = ()) -> Wall:
    """The tasks that count, by group and column.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
        grouping: what the rows are.
        order: the groups that come first (see `group_order`).
    """
    counted = states[states[State.COUNTS]]
    due = counted[Task.DUE]
    undated = int(due.isna().sum())
    start = counted[Task.START].where(counted[Task.START].le(due), due)
    step = _step(start.min(), due.max()) if undated < len(counted) else Step.XUN
    if undated == len(counted) or step is None:
        return Wall(grouping, step or Step.YEAR, (), (), None, as_of, undated, is_too_long=step is None)
    first, last = column_number(start.min().date(), step), column_number(due.max().date(), step)
    placed = pd.DataFrame(
        {
            "group": groups_of(counted, grouping),
            "from": _numbers(start, step) - first,
            "to": _numbers(due, step) - first,
            "done": known_done(counted),
            "mark": _marks(counted),
        }
    )
    reported = is_reported(states)
    rows = tuple(
        _row(name, placed[placed["group"] == name], last - first + 1, reported=reported) for name in in_order(placed["group"], order)
    )
    loads = tuple(_load(placed, n, first, step) for n in range(last - first + 1))
    now = column_number(as_of.day, step) - first
    return Wall(grouping, step, rows, loads, now if 0 <= now < len(loads) else None, as_of, undated)


def _load(placed: pd.DataFrame, n: int, first: int, step: Step) -> WallLoad:
    """How many are due and under way in the n-th column, counted from 0."""
    begins, ends = column_start(first + n, step), column_start(first + n + 1, step) - timedelta(days=1)
    running = (placed["from"] <= n) & (placed["to"] > n)
    return WallLoad(begins, ends, int((placed["to"] == n).sum()), int(running.sum()))


def column_number(day: date, step: Step) -> int:
    """The running number of the 旬, month or year that holds a day."""
    if step is Step.YEAR:
        return day.year
    month = day.year * 12 + day.month - 1
    return month if step is Step.MONTH else month * 3 + min((day.day - 1) // 10, 2)


def column_start(number: int, step: Step) -> date:
    """The first day of the column with this running number."""
    if step is Step.YEAR:
        return date(number, 1, 1)
    month, third = (number, 0) if step is Step.MONTH else divmod(number, 3)
    return date(month // 12, month % 12 + 1, third * 10 + 1)


def _step(first: pd.Timestamp, last: pd.Timestamp) -> Step | None:
    """The finest step with few enough columns; None where even years are too many."""
    for step in Step:
        if column_number(last.date(), step) - column_number(first.date(), step) < MOST_COLUMNS:
            return step
    return None


def _numbers(days: pd.Series, step: Step) -> pd.Series:
    if step is Step.YEAR:
        years: pd.Series = days.dt.year
        return years
    months = days.dt.year * 12 + days.dt.month - 1
    numbers: pd.Series = months if step is Step.MONTH else months * 3 + ((days.dt.day - 1) // 10).clip(upper=2)
    return numbers


def _marks(counted: pd.DataFrame) -> list[WallMark]:
    texts = counted[[Task.REF, Task.NUMBER, Task.TASK]].fillna("")
    return [
        WallMark(ref, number, task, Lamp(lamp))
        for (ref, number, task), lamp in zip(texts.itertuples(index=False, name=None), counted[State.LAMP], strict=True)
    ]


def _row(name: str, tasks: pd.DataFrame, columns: int, *, reported: bool) -> WallRow:
    dated = tasks[tasks["to"].notna()]
    due: list[list[WallMark]] = [[] for _ in range(columns)]
    running: list[list[WallMark]] = [[] for _ in range(columns)]
    for begins, ends, mark in zip(dated["from"].astype(int), dated["to"].astype(int), dated["mark"], strict=True):
        due[ends].append(mark)
        for column in range(begins, ends):
            running[column].append(mark)
    cells = tuple(WallCell(tuple(here), tuple(through)) for here, through in zip(due, running, strict=True))
    return WallRow(name, cells, len(tasks), int(tasks["done"].sum()) if reported else None, len(tasks) - len(dated))
