"""The tasks and the organisation as one audience may see them.

The plan is known to all. Names of those responsible are for the members; what is written about criticism
meetings and self-examination is for the set circle: beyond it, their status alone.
"""

import numpy as np
import pandas as pd

from lib.access.scope import at_least, column, emptied
from lib.access.showing import only
from lib.ingest.frames import column_dtype, column_names
from lib.ingest.model import BoardSettings
from lib.schema import Audience, Organisation, SheetRole, Task
from lib.schema.lamp_rules import declares_lamps

CRITICISM_WORDS = ("民主生活会", "组织生活会", "对照检查", "批评", "谈心", "criticism", "self-examination")

PERSONS = (Task.LEAD, Task.OWNER, Task.AGREED_BY)
_CONTENT = (Task.PROGRESS_NOTE, Task.ISSUE, Task.NEXT_STEP, Task.HELP_NEEDED, Task.NOTE, Task.REPLAN_REASON, Task.OUTPUT, Task.STATUS_TEXT)


def disclose_tasks(tasks: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """The tasks with what the audience may see; a column that the schema does not know is left out."""
    shown = known_columns(tasks, SheetRole.TASKS)
    if not at_least(audience, Audience.ALL_MEMBERS):
        for name in PERSONS:
            shown[name] = emptied(shown[name])
    withheld = is_content_withheld(shown, audience)
    return _without_content(shown, np.flatnonzero(withheld)) if withheld.any() else shown


def is_content_withheld(tasks: pd.DataFrame, audience: Audience) -> pd.Series:
    """Whether this audience sees no more of a task than its status, so that a blank cell of it says nothing."""
    if at_least(audience, Audience.CIRCLE):
        return pd.Series(False, index=tasks.index)
    return is_criticism(tasks)


def withhold_criticism(
    old: pd.DataFrame, new: pd.DataFrame, old_places: np.ndarray, new_places: np.ndarray, audience: Audience
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two versions' disclosed tasks, without the content of a task that either version calls one about criticism.

    Args:
        old, new: what `disclose_tasks` gives; never modified.
        old_places, new_places: row numbers that belong together; -1 where a side is missing.
        audience: the circle, and who sees more, may read the content.
    """
    if at_least(audience, Audience.CIRCLE):
        return old, new
    is_pair = (old_places >= 0) & (new_places >= 0)
    olds, news = old_places[is_pair], new_places[is_pair]
    is_closed = is_criticism(old).to_numpy(bool)[olds] | is_criticism(new).to_numpy(bool)[news]
    return _without_content(old, olds[is_closed]), _without_content(new, news[is_closed])


def _without_content(tasks: pd.DataFrame, places: np.ndarray) -> pd.DataFrame:
    kept = np.ones(len(tasks), dtype=bool)
    kept[places] = False
    return tasks.assign(**{str(name): only(tasks[name], kept) for name in _CONTENT})


def is_criticism(tasks: pd.DataFrame) -> pd.Series:
    """Whether a task, or its phase, is about criticism or self-examination."""
    pattern = "|".join(CRITICISM_WORDS)
    written = column(tasks, Task.PHASE).fillna("") + " " + column(tasks, Task.TASK).fillna("")
    return written.str.contains(pattern, case=False, regex=True).astype(bool)


def disclose_organisation(organisation: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """Who is who; how to reach them is for the leading group."""
    shown = known_columns(organisation, SheetRole.ORGANISATION)
    if not at_least(audience, Audience.LEADING_GROUP):
        shown[Organisation.CONTACT] = emptied(shown[Organisation.CONTACT])
    return shown


def known_columns(frame: pd.DataFrame, role: SheetRole) -> pd.DataFrame:
    """Every column of the role and no other; what is missing is blank, in its type."""
    if tuple(frame.columns) == column_names(role):
        return frame.copy(deep=False)
    shown = frame.reindex(columns=list(column_names(role)))
    for name in column_names(role):
        if name not in frame:
            blank = 0 if column_dtype(name) == "int64" else None
            shown[name] = pd.Series([blank] * len(shown), index=shown.index, dtype=column_dtype(name))  # type: ignore[call-overload]
    return shown


def settings_lines(settings: BoardSettings, audience: Audience) -> tuple[tuple[str, str], ...]:
    """The free lines of the settings that an audience may read, name and value: all from the leading group on, for others the lamps' alone.

    Any line may stand there, also whom to telephone.
    """
    if at_least(audience, Audience.LEADING_GROUP):
        return settings.other
    return tuple((name, value) for name, value in settings.other if declares_lamps(name, value))
