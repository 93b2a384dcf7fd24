"""Phase, unit or leader: which column a grouping reads, and in which order its groups stand.

Phases follow the settings; units and leaders follow the organisation, never a figure, so that no list of persons
is a ranking. What neither names follows the workbook; blank is last.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from lib.access import Disclosed
from lib.access.scope import filled
from lib.metrics.model import Grouping
from lib.metrics.progress import in_order, names_in_order
from lib.schema import Task

COLUMN_OF: Mapping[Grouping, Task] = {Grouping.PHASE: Task.PHASE, Grouping.UNIT: Task.OWNER_UNIT, Grouping.LEAD: Task.LEAD}


def group_order(disclosed: Disclosed, grouping: Grouping) -> tuple[str, ...]:
    """The names of this grouping in their order, the whole plan's at the end: what filters leave stands as it stood among all.

    May hold names that no task bears.
    """
    declared = disclosed.settings.phase_order if grouping is Grouping.PHASE else names_in_order(disclosed.organisation)
    return (*declared, *groups_of(disclosed.tasks, grouping).unique())


def available_groupings(states: pd.DataFrame) -> tuple[Grouping, ...]:
    """The groupings that would tell groups apart: a column that is blank in every row offers none."""
    return tuple(grouping for grouping, column in COLUMN_OF.items() if bool(filled(states[column]).any()))


def groups_of(states: pd.DataFrame, grouping: Grouping) -> pd.Series:
    """Each task's group, white space stripped; "" for a blank."""
    return stripped(states[COLUMN_OF[grouping]])


def stripped(cells: pd.Series) -> pd.Series:
    """Texts without the white space around them; "" for a blank."""
    texts: pd.Series = cells.str.strip().fillna("")
    return texts


def sorted_by_group(states: pd.DataFrame, grouping: Grouping, order: Sequence[str]) -> pd.DataFrame:
    """The tasks group by group, each group's in the order they came in; nothing is added or modified."""
    groups = groups_of(states, grouping)
    place = {name: n for n, name in enumerate(in_order(groups, order))}
    return states.loc[groups.map(place).sort_values(kind="stable").index]
