"""The two prepared tables of source groups: totals, and group by category, in raw opinions.

A group is named only where at least five raw opinions came from it and its name is no person's; the others,
and the blank ones, stand together in the row "". So no total is hidden, and none can be subtracted. Cells of
the second table under five are hidden, with others so that they cannot be computed back from the totals
of groups and categories. What is counted here is what the category counts count: opinions in cuts, raw.
"""

import pandas as pd

from lib.access.model import GroupTable, SourceGroups
from lib.access.scope import column, filled
from lib.access.suppression import suppress
from lib.ingest.model import Workbook
from lib.schema import Opinion, Organisation, SheetRole
from lib.schema.words import LISTENING_GROUPS_MINIMUM as MINIMUM

MOST_GROUPS = 12
MOST_CATEGORIES = 30
_UNNAMED = ""


def source_groups(workbook: Workbook, counted: pd.Series) -> SourceGroups:
    """Both tables over the opinions that count in cuts.

    Args:
        workbook: as read; never modified.
        counted: per feedback row, whether it counts in cuts.
    """
    feedback = workbook.feedback
    role = column(feedback, Opinion.ROLE)
    opinions = feedback[counted & role.eq(str(SheetRole.FEEDBACK)).fillna(False).astype(bool)]
    raw = raw_counts(opinions)
    groups = _named(column(opinions, Opinion.GROUP).str.strip().fillna(_UNNAMED), raw, _names_of_persons(workbook))
    categories = _largest(column(opinions, Opinion.CATEGORY).str.strip().fillna(_UNNAMED), raw, workbook.settings.category_order)
    table = pd.crosstab(groups, categories, values=raw, aggfunc="sum").fillna(0).astype(int)
    if len(table) < 2:
        return SourceGroups(_empty(), _empty())
    totals = table.sum(axis=1).sort_values(ascending=False, kind="stable")
    names = sorted(totals.index, key=lambda name: (name == _UNNAMED, -totals[name], name))
    table = table.loc[names, [name for name in _ordered(table, workbook.settings.category_order) if table[name].sum() > 0]]
    total_table = GroupTable(tuple(names), ("raw",), tuple((int(totals[name]),) for name in names), 0, MINIMUM)
    return SourceGroups(total_table, _hide_small(table))


def raw_counts(opinions: pd.DataFrame) -> pd.Series:
    """The raw number each row stands for: blank is 1; below nought is no count and taken as 1 too."""
    if Opinion.RAW_COUNT not in opinions:
        return pd.Series(1, index=opinions.index, dtype="int64")
    counts = opinions[Opinion.RAW_COUNT]
    return counts.where(counts >= 0).fillna(1).astype("int64")


def _names_of_persons(workbook: Workbook) -> set[str]:
    """Every name that stands in a column of persons: 提出人 is a heading under which offices write groups or names."""
    feedback, tasks = workbook.feedback, workbook.tasks
    columns = [column(feedback, name) for name in (Opinion.TARGET_PERSON, Opinion.OWNER, Opinion.LEAD, Opinion.CHECKED_BY)]
    columns += [column(tasks, "owner"), column(tasks, "lead"), column(workbook.organisation, Organisation.NAME)]
    return {name for cells in columns for name in cells[filled(cells)].str.strip().unique()}


def _named(groups: pd.Series, raw: pd.Series, persons: set[str]) -> pd.Series:
    """Each row's group, or "" where it may not be named; the unnamed together are nobody or at least five."""
    totals = raw.groupby(groups).sum().sort_values(ascending=False, kind="stable")
    may_be_named = [name for name in totals.index if name != _UNNAMED and totals[name] >= MINIMUM and name not in persons][:MOST_GROUPS]
    unnamed = int(totals.sum() - totals[may_be_named].sum())
    has_unnamed = len(may_be_named) < len(totals)
    while has_unnamed and unnamed < MINIMUM and may_be_named:
        unnamed += int(totals[may_be_named.pop()])
    return groups.where(groups.isin(may_be_named), _UNNAMED)


def _largest(categories: pd.Series, raw: pd.Series, order: tuple[str, ...]) -> pd.Series:
    """Each row's category; beyond the greatest few they stand under ""."""
    totals = raw.groupby(categories).sum().sort_values(ascending=False, kind="stable")
    kept = [*(name for name in order if name in totals.index), *(name for name in totals.index if name not in order)]
    return categories.where(categories.isin(kept[:MOST_CATEGORIES]), _UNNAMED)


def _ordered(table: pd.DataFrame, order: tuple[str, ...]) -> list[str]:
    """Categories as the settings order them, then by size; blank last."""
    place = {name: n for n, name in enumerate(order)}
    totals = table.sum()
    return sorted(table.columns, key=lambda name: (name == _UNNAMED, place.get(name, len(place)), -totals[name], name))


def _hide_small(table: pd.DataFrame) -> GroupTable:
    counts = [[int(count) for count in row] for row in table.to_numpy()]
    hidden = suppress(counts, MINIMUM)
    if hidden is None:
        return _empty()
    cells = tuple(tuple(None if (i, j) in hidden else count for j, count in enumerate(row)) for i, row in enumerate(counts))
    return GroupTable(tuple(table.index), tuple(table.columns), cells, len(hidden), MINIMUM)


def _empty() -> GroupTable:
    return GroupTable((), (), (), 0, MINIMUM)
