"""Lists of tasks for the review, worst first. Each is a part of the states frame; nothing is added or modified."""

import pandas as pd

from lib.access.plan import is_content_withheld
from lib.access.scope import filled
from lib.metrics.states import State, known_done
from lib.schema import Audience, DeadlineKind, Lamp, Task


def late_tasks(states: pd.DataFrame) -> pd.DataFrame:
    """Overdue tasks, those longest overdue first."""
    return states[states[State.IS_OVERDUE]].sort_values(State.DAYS_LATE, ascending=False, kind="stable")


def next_tasks(states: pd.DataFrame) -> pd.DataFrame:
    """What is due soon and not done, the nearest day first."""
    return states[states[State.IS_DUE_SOON]].sort_values(Task.DUE, kind="stable")


def stuck_tasks(states: pd.DataFrame) -> pd.DataFrame:
    """Paused tasks and those that wait on a report; overdue ones first, then by due day."""
    stuck = states[states[State.IS_STUCK]]
    return stuck.sort_values([State.DAYS_LATE, Task.DUE], ascending=[False, True])


def help_needed(states: pd.DataFrame) -> pd.DataFrame:
    """Tasks not done whose unit asks for help; overdue ones first, then by due day."""
    asking = states[State.COUNTS] & filled(states[Task.HELP_NEEDED]) & ~known_done(states)
    return states[asking].sort_values([State.DAYS_LATE, Task.DUE], ascending=[False, True])


def help_withheld(states: pd.DataFrame, audience: Audience) -> int:
    """Tasks not done of which this audience may not see whether their unit asks for help."""
    return int((states[State.COUNTS] & is_content_withheld(states, audience) & ~known_done(states)).sum())


def undated_tasks(states: pd.DataFrame) -> pd.DataFrame:
    """Tasks without a due day by kind: at once, long-term and recurring, then what is to be settled."""
    undated = states[states[State.COUNTS] & states[Task.DUE].isna()]
    order = (DeadlineKind.IMMEDIATE, DeadlineKind.OPEN_ENDED, DeadlineKind.RECURRING)
    place = undated[Task.KIND].map({str(kind): n for n, kind in enumerate(order)})
    return undated.loc[place.sort_values(kind="stable").index]


def worst_first(states: pd.DataFrame) -> pd.DataFrame:
    """All tasks by what a meeting asks first: the longest overdue, then the other lamps in their order, each by due day."""
    order = (Lamp.OVERDUE, Lamp.PAUSED, Lamp.DUE_SOON, Lamp.IN_PROGRESS, Lamp.NOT_STARTED, Lamp.NOT_REPORTED, Lamp.UNDATED)
    place = states[State.LAMP].map({str(lamp): n for n, lamp in enumerate((*order, Lamp.CAUGHT_UP, Lamp.DONE, Lamp.CANCELLED))})
    keys = pd.DataFrame({"place": place, "due": states[Task.DUE]})
    return states.loc[keys.sort_values(["place", "due"]).index]
