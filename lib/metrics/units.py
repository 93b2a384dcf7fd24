"""One responsible unit at a time: its tasks, the problems it puts right, and the reports it owes.

Units stand in the organisation's order, then in the workbook's; a cell that names several units is a unit of its own,
as the filters have it. Problems are those that count in cuts; matters of one person belong to no unit here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.access import Disclosed, Shown
from lib.metrics.duties import days_in_state
from lib.metrics.gates import duties_of, owed_duties
from lib.metrics.grouping import groups_of, stripped
from lib.metrics.model import AsOf, Grouping, RectificationTotals, ReportDuty, UnitReport
from lib.metrics.progress import in_order, in_the_dictionary, lamp_counts, names_in_order, progress
from lib.metrics.rectification import NEEDED, is_overdue, rectification_totals, state_of, totals_by
from lib.metrics.states import State
from lib.metrics.task_lists import worst_first
from lib.schema import Opinion, Rectification, Task


def unit_names(disclosed: Disclosed) -> tuple[str, ...]:
    """The units that owe a task or a problem; "" for what names none, last."""
    feedback = disclosed.feedback
    of_problems = feedback[Opinion.OWNER_UNIT][feedback[Shown.IS_PROBLEM] & feedback[Shown.COUNTED_IN_CUTS]]
    units = [
        stripped(disclosed.tasks[Task.OWNER_UNIT]),
        pd.Series(sorted(stripped(of_problems).unique(), key=in_the_dictionary), dtype="object"),
    ]
    return in_order(pd.concat(units), names_in_order(disclosed.organisation))


@dataclass(frozen=True, slots=True, eq=False)
class UnitProblems:
    """The problems of one unit: counted, and those that are not closed, as row numbers of the frame: the overdue first, then by due day."""

    totals: RectificationTotals
    waiting: np.ndarray


def problems_by_unit(feedback: pd.DataFrame, as_of: AsOf) -> dict[str, UnitProblems]:
    """The problems of every unit that any row names; all units are counted at once.

    Args:
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
        as_of: the day judged.
    """
    rows = np.flatnonzero(feedback[Shown.COUNTED_IN_CUTS].to_numpy(bool))
    facts = feedback[[*NEEDED, Opinion.OWNER_UNIT, Shown.IS_PROBLEM, Shown.COUNTED_IN_CUTS]].iloc[rows]
    codes, names = _named_units(facts[Opinion.OWNER_UNIT])
    totals = totals_by(facts, codes, len(names), as_of)
    is_waiting = facts[Shown.IS_PROBLEM].to_numpy(bool) & state_of(facts).ne(str(Rectification.CLOSED)).to_numpy(bool)
    keys = pd.DataFrame(
        {"unit": codes, "late": ~is_overdue(facts, as_of).to_numpy(bool), "due": facts[Opinion.DUE].to_numpy(), "row": rows}
    )[is_waiting].sort_values(["unit", "late", "due"])
    ends = np.searchsorted(keys["unit"].to_numpy(), np.arange(len(names) + 1))
    found = keys["row"].to_numpy()
    return {name: UnitProblems(totals[n], found[ends[n] : ends[n + 1]]) for n, name in enumerate(names)}


def _named_units(cells: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Each cell as a place in a list of names as `stripped` gives them; each different writing is looked at once."""
    codes, writings = pd.factorize(cells)
    words = [*stripped(pd.Series(writings)), ""]
    places = {word: n for n, word in enumerate(dict.fromkeys(words))}
    return np.array([places[word] for word in words])[codes], list(places)


def unit_report(
    states: pd.DataFrame, feedback: pd.DataFrame, as_of: AsOf, unit: str, problems: Mapping[str, UnitProblems] | None = None
) -> UnitReport:
    """All that one unit owes on one day.

    Args:
        states: what `task_states` gives; never modified.
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
        as_of: the day judged and the day reported on.
        unit: the unit's name as `unit_names` gives it.
        problems: what `problems_by_unit` gives of the same frame and day, where several units are asked about.
    """
    owed = states[groups_of(states, Grouping.UNIT) == unit]
    own = (problems_by_unit(feedback, as_of) if problems is None else problems).get(unit)
    return UnitReport(
        name=unit,
        progress=progress(owed, as_of),
        lamps=lamp_counts(owed),
        tasks=tuple(worst_first(owed)[Task.REF]),
        rectification=rectification_totals(feedback.iloc[:0], as_of) if own is None else own.totals,
        problems=() if own is None else tuple(feedback[Opinion.REF].iloc[own.waiting]),
        duties=report_duties(owed, as_of),
    )


def report_duties(states: pd.DataFrame, as_of: AsOf) -> tuple[ReportDuty, ...]:
    """The reports owed by tasks that count, as `owed_duties` orders them."""
    counted = states[states[State.COUNTS]]
    duties = owed_duties(duties_of(counted), as_of.day)
    owners = counted.loc[[duty.task for duty in duties], [Task.REF, Task.NUMBER, Task.TASK]].fillna("")
    return tuple(
        ReportDuty(ref, number, task, duty.body, duty.action, duty.state, duty.by, duty.is_late(as_of.day), days_in_state(duty, as_of.day))
        for duty, (ref, number, task) in zip(duties, owners.itertuples(index=False, name=None), strict=True)
    )
