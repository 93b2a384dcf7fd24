"""The dated tasks as bars, by phase, unit or leader; within a group in the workbook's order. Their reports are marks on them."""

from collections.abc import Hashable, Sequence
from datetime import date

import pandas as pd

from lib.metrics.gates import SETTLED, Duty, duties_of
from lib.metrics.grouping import sorted_by_group
from lib.metrics.model import AsOf, DutyMark, Grouping, TaskBar, Timeline
from lib.metrics.progress import day_or_none
from lib.metrics.states import State
from lib.schema import Gate, Lamp, Task

_ABOUT = r"左右|前后|(?<![预节公合])约(?!谈|定|束|请|见)|around|about|approx|circa"


def timeline(states: pd.DataFrame, as_of: AsOf, grouping: Grouping = Grouping.PHASE, order: Sequence[str] = ()) -> Timeline:
    """A bar a dated task; cancelled tasks stay, under their lamp. `undated` counts those that count.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
        grouping: what the bars stand together under.
        order: the groups that come first (see `group_order`).
    """
    dated = sorted_by_group(states[states[Task.DUE].notna()], grouping, order)
    texts = dated[[Task.REF, Task.NUMBER, Task.TASK, Task.PHASE, Task.OWNER_UNIT, Task.LEAD]].fillna("")
    days = dated[[Task.START, Task.DUE, Task.ORIGINAL_DUE, Task.ACTUAL_START, Task.ACTUAL_DONE]]
    columns = zip(
        texts.itertuples(index=False, name=None),
        days.itertuples(index=False, name=None),
        dated[State.LAMP],
        _is_about(dated),
        dated.index,
        strict=True,
    )
    owed = [duty for duty in duties_of(states[states[State.COUNTS]]) if duty.state is not Gate.NONE]
    marks = _marks(owed, as_of.day)
    bars = tuple(_bar(texts, days, lamp, about, marks.get(label, ())) for texts, days, lamp, about, label in columns)
    first = dated[[Task.START, Task.DUE]].min().min()
    undated = int((states[State.COUNTS] & states[Task.DUE].isna()).sum())
    unmarked = len(owed) - sum(len(bar.duties) for bar in bars)
    return Timeline(bars, undated, as_of, day_or_none(first), day_or_none(dated[Task.DUE].max()), grouping, unmarked)


def _is_about(dated: pd.DataFrame) -> pd.Series:
    """Whether the due day is the end of a phrase that says it roughly; another day that was agreed or planned instead is not rough."""
    rough = dated[Task.DUE_TEXT].str.contains(_ABOUT, case=False)
    about: pd.Series = rough & dated[Task.DUE].eq(dated[Task.END])
    return about


def _bar(texts: tuple[str, ...], days: tuple[object, ...], lamp: str, about: object, duties: tuple[DutyMark, ...]) -> TaskBar:
    """One task's bar; `texts` are ref, number, task, phase, unit and leader, `days` start, due, original due, begun and done."""
    ref, number, task, phase, unit, lead = texts
    start, due, original, begun, done = map(day_or_none, days)
    assert due is not None
    return TaskBar(
        ref=ref,
        number=number,
        task=task,
        phase=phase,
        owner_unit=unit,
        lead=lead,
        start=start,
        due=due,
        original_due=original,
        actual_start=begun,
        actual_done=done,
        lamp=Lamp(lamp),
        approximate=bool(about),
        duties=duties,
    )


def _marks(owed: Sequence[Duty], day: date) -> dict[Hashable, tuple[DutyMark, ...]]:
    """The reports that have a day, by the label of their task."""
    found: dict[Hashable, list[DutyMark]] = {}
    for duty in owed:
        if duty.by is not None:
            mark = DutyMark(duty.by, duty.body, duty.action, duty.state, duty.state in SETTLED, duty.is_late(day))
            found.setdefault(duty.task, []).append(mark)
    return {label: tuple(sorted(marks, key=lambda mark: mark.day)) for label, marks in found.items()}
