"""One responsible unit at a time: its tasks, the problems it puts right, and the reports it owes.

Units stand in the organisation's order, then in the workbook's; a cell that names several units is a unit of its own,
as the filters have it. Problems are those that count in cuts; matters of one person belong to no unit here.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from lib.access import Disclosed, Shown
from lib.access.scope import filled
from lib.metrics.gates import duties_of
from lib.metrics.grouping import groups_of
from lib.metrics.model import AsOf, Grouping, ReportDuty, UnitReport
from lib.metrics.progress import in_order, lamp_counts, names_in_order, progress
from lib.metrics.rectification import is_overdue, problems_of, rectification_totals, state_of
from lib.metrics.states import State
from lib.metrics.task_lists import worst_first
from lib.schema import Gate, Opinion, Rectification, Task

_SETTLED = (Gate.REVIEWED, Gate.FILED)


def unit_names(disclosed: Disclosed) -> tuple[str, ...]:
    """The units that owe a task or a problem; "" for what names none, last."""
    problems = disclosed.feedback[disclosed.feedback[Shown.IS_PROBLEM] & disclosed.feedback[Shown.COUNTED_IN_CUTS]]
    units = [_text(disclosed.tasks[Task.OWNER_UNIT]), _text(problems[Opinion.OWNER_UNIT])]
    return in_order(pd.concat(units), names_in_order(disclosed.organisation))


def unit_report(states: pd.DataFrame, feedback: pd.DataFrame, as_of: AsOf, unit: str) -> UnitReport:
    """All that one unit owes on one day.

    Args:
        states: what `task_states` gives; never modified.
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
        as_of: the day judged and the day reported on.
        unit: the unit's name as `unit_names` gives it.
    """
    owed = states[groups_of(states, Grouping.UNIT) == unit]
    concerned = feedback[feedback[Shown.COUNTED_IN_CUTS] & (_text(feedback[Opinion.OWNER_UNIT]) == unit)]
    return UnitReport(
        name=unit,
        progress=progress(owed, as_of),
        lamps=lamp_counts(owed),
        tasks=tuple(worst_first(owed)[Task.REF]),
        rectification=rectification_totals(concerned, as_of),
        problems=open_problems(concerned, as_of),
        duties=report_duties(owed, as_of),
    )


def unit_reports(states: pd.DataFrame, feedback: pd.DataFrame, as_of: AsOf, units: Sequence[str]) -> tuple[UnitReport, ...]:
    """The reports of several units, in their order; a unit of which the frames hold nothing is left out."""
    found = [unit_report(states, feedback, as_of, unit) for unit in units]
    return tuple(each for each in found if each.tasks or each.rectification.problems)


def open_problems(feedback: pd.DataFrame, as_of: AsOf) -> tuple[str, ...]:
    """References of the problems that are not closed: the overdue first, then by due day; without one last."""
    problems = problems_of(feedback)
    is_open = state_of(problems).ne(str(Rectification.CLOSED))
    keys = pd.DataFrame({"late": ~is_overdue(problems, as_of), "due": problems[Opinion.DUE]})[is_open]
    return tuple(feedback.loc[keys.sort_values(["late", "due"], kind="stable").index, Opinion.REF])


def report_duties(states: pd.DataFrame, as_of: AsOf) -> tuple[ReportDuty, ...]:
    """The reports owed by tasks that count: late ones, then open ones, then settled ones, each by day; 无需 is no duty."""
    counted = states[states[State.COUNTS]]
    duties = [duty for duty in duties_of(counted) if duty.state is not Gate.NONE]
    owners = counted.loc[[duty.task for duty in duties], [Task.REF, Task.NUMBER, Task.TASK]].fillna("")
    found = [
        ReportDuty(ref, number, task, duty.body, duty.action, duty.state, duty.by, duty.is_late(as_of.day))
        for duty, (ref, number, task) in zip(duties, owners.itertuples(index=False, name=None), strict=True)
    ]
    return tuple(sorted(found, key=lambda duty: (not duty.is_late, duty.state in _SETTLED, duty.by or date.max)))


def _text(cells: pd.Series) -> pd.Series:
    return cells.where(filled(cells)).str.strip().fillna("")
