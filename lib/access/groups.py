"""The two prepared tables of source groups: totals, and group by category, in raw opinions.

A group is named only where at least five raw opinions came from it and its name is, and holds, no person's; the others,
and the blank ones, stand together in the row "". So no total is hidden, and none can be subtracted. Cells of
the second table under five are hidden, with others so that they cannot be computed back from the totals
of groups and categories. What is counted here is what the category counts count: opinions in cuts, raw. Where the numbers of opinions
that listed rows stand for would tell a small cell, all cells are hidden; where even the totals would tell it, there is no table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from lib.access.model import NO_GROUPS, GroupTable, SourceGroups
from lib.access.opinions import is_naming, names_concerned
from lib.access.other_values import Side, can_be_other
from lib.access.row_sizes import Sizes, joined, single
from lib.access.scope import column, filled, is_about_person
from lib.access.suppression import Cell, suppress
from lib.ingest.model import Workbook
from lib.schema import Opinion, Organisation, SheetRole
from lib.schema.words import LISTENING_GROUPS_MINIMUM as MINIMUM

MOST_GROUPS = 12
MOST_CATEGORIES = 30
UNNAMED = ""

Named = tuple[str, str]
"""A cell by its names: source group, category."""


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """What stands behind the tables: every source group as written, by every category, in raw opinions. Shown to nobody."""

    cells: Mapping[Named, int]
    persons: frozenset[str]  # names that are some person's, so that no group bears them
    category_order: tuple[str, ...]
    sizes: Mapping[Named, Sizes] = field(default_factory=dict)  # of the cells in which any row stands for several opinions

    @property
    def is_told_apart(self) -> bool:
        """Whether any opinion says which group it came from."""
        return any(group != UNNAMED for group, _ in self.cells)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The tables before anything is hidden: small groups and late categories stand under "". Shown to nobody."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    pooled: Mapping[str, int]  # the groups within the row "", with what each holds
    sizes: Mapping[Named, Sizes] = field(default_factory=dict)  # of the cells in which any row stands for several opinions

    @property
    def cells(self) -> dict[Named, int]:
        """Each cell by its names."""
        return {
            (row, name): n for row, line in zip(self.rows, self.counts, strict=True) for name, n in zip(self.columns, line, strict=True)
        }


def source_groups(workbook: Workbook, counted: pd.Series) -> SourceGroups:
    """Both tables of a workbook on its own.

    Args:
        workbook: as read; never modified.
        counted: per feedback row, whether it counts here: a matter of one person does not, whoever is asking.
    """
    made = prepared(counts_of(workbook, counted))
    return shown_tables(made, hidden_cells(made))


def group_counts(workbook: Workbook) -> GroupCounts:
    """What the tables are made of, for the head too: matters of one person do not count.

    The head may look as any audience. Beside a table without those matters one that counts them would tell the group of each.

    Args:
        workbook: as read; never modified.
    """
    return counts_of(workbook, ~is_about_person(workbook.feedback, workbook.organisation))


def counts_of(workbook: Workbook, counted: pd.Series) -> GroupCounts:
    """Every group by every category, over the opinions that count in cuts."""
    feedback = workbook.feedback
    wanted = counted & column(feedback, Opinion.ROLE).eq(str(SheetRole.FEEDBACK))
    raw = raw_counts(feedback)
    is_wanted = wanted.to_numpy(bool)
    names = names_concerned(feedback)
    labels = column(feedback, Opinion.CATEGORY)
    down, groups = _coded(column(feedback, Opinion.GROUP))
    across, categories = _coded(labels.where(~is_naming(labels, names)) if names else labels)
    where, met = pd.factorize((down * len(categories) + across)[is_wanted], sort=True)
    places, of_rows = met.tolist(), raw.to_numpy("int64")[is_wanted]
    named = [(groups[place // len(categories)], categories[place % len(categories)]) for place in places]
    sums = np.zeros(len(places), dtype="int64")
    np.add.at(sums, where, of_rows)
    cells = dict(zip(named, sums.tolist(), strict=True))
    sizes = {named[place]: of_cell for place, of_cell in _sizes_by_place(where, of_rows, len(places)).items()}
    persons = _names_of_persons(workbook) | {group for group in groups if any(name in group for name in names)}
    return GroupCounts(cells, frozenset(persons), workbook.settings.category_order, sizes)


def _sizes_by_place(places: np.ndarray, raw: np.ndarray, size: int) -> dict[int, Sizes]:
    """The rows of each of so many places in which any stands for several opinions."""
    kept = np.bincount(places[raw > 1], minlength=size).astype(bool)[places]
    sizes, codes = np.unique(raw[kept], return_inverse=True)
    pairs, numbers = np.unique(places[kept] * len(sizes) + codes, return_counts=True)
    found: dict[int, list[tuple[int, int]]] = {}
    for pair, n in zip(pairs.tolist(), numbers.tolist(), strict=True):
        found.setdefault(pair // len(sizes), []).append((int(sizes[pair % len(sizes)]), n))
    return {place: tuple(each) for place, each in found.items()}


def _coded(cells: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Each cell as a place in a list of names without white space around them; a blank is ""."""
    codes, writings = pd.factorize(cells)
    names = [str(each).strip() for each in writings] + [UNNAMED]
    places = {name: n for n, name in enumerate(dict.fromkeys(names))}
    return np.array([places[name] for name in names])[codes], list(places)


def raw_counts(opinions: pd.DataFrame) -> pd.Series:
    """The raw number each row stands for: blank is 1; below nought is no count and taken as 1 too."""
    if Opinion.RAW_COUNT not in opinions:
        return pd.Series(1, index=opinions.index)
    counts = opinions[Opinion.RAW_COUNT]
    return counts.where(counts >= 0).fillna(1).astype("int64")


def _names_of_persons(workbook: Workbook) -> set[str]:
    """Every name that stands in a column of persons: 提出人 is a heading under which offices write groups or names."""
    feedback, tasks = workbook.feedback, workbook.tasks
    columns = [column(feedback, name) for name in (Opinion.TARGET_PERSON, Opinion.OWNER, Opinion.LEAD, Opinion.CHECKED_BY)]
    columns += [column(tasks, "owner"), column(tasks, "lead"), column(workbook.organisation, Organisation.NAME)]
    written = [pd.Series(cells.unique()) for cells in columns]
    return {name for cells in written for name in cells[filled(cells)].str.strip()}


def prepared(counts: GroupCounts) -> Prepared:
    """The tables with every count; without rows where nothing would be told apart."""
    by_group, by_category = _sums(counts, 0), _sums(counts, 1)
    named = _named(by_group, counts.persons)
    kept = _largest(by_category, counts.category_order)
    cells: dict[Named, int] = {}
    behind: dict[Named, list[Named]] = {}
    for (group, category), n in counts.cells.items():
        place = (group if group in named else UNNAMED, category if category in kept else UNNAMED)
        cells[place] = cells.get(place, 0) + n
        behind.setdefault(place, []).append((group, category))
    pooled = {group: n for group, n in by_group.items() if group not in named}
    totals = _sums(GroupCounts(cells, frozenset(), ()), 0)
    if len(totals) < 2:
        return Prepared((), (), (), pooled)
    rows = sorted(totals, key=lambda name: (name == UNNAMED, -totals[name], name))
    columns = _ordered(_sums(GroupCounts(cells, frozenset(), ()), 1), counts.category_order)
    lines = tuple(tuple(cells.get((row, name), 0) for name in columns) for row in rows)
    sizes = {
        place: joined(counts.sizes.get(name) or single(counts.cells[name]) for name in names)
        for place, names in behind.items()
        if any(name in counts.sizes for name in names)
    }
    made = Prepared(tuple(rows), tuple(columns), lines, pooled, sizes)
    return made if _is_told_by_no_row(made, frozenset(made.cells)) else Prepared((), (), (), pooled)


def _is_told_by_no_row(table: Prepared, hidden: frozenset[Named]) -> bool:
    return can_be_other(Side(table.cells, hidden, table.sizes), MINIMUM)


def _sums(counts: GroupCounts, side: int) -> dict[str, int]:
    """Raw opinions of each group (side 0) or category (side 1), by name."""
    sums: dict[str, int] = {}
    for names, n in counts.cells.items():
        sums[names[side]] = sums.get(names[side], 0) + n
    return dict(sorted(sums.items()))


def _named(totals: Mapping[str, int], persons: frozenset[str]) -> set[str]:
    """The groups that may be named, so that the unnamed together are nobody or at least five."""
    large = [name for name in totals if name != UNNAMED and totals[name] >= MINIMUM and name not in persons]
    may_be_named = sorted(large, key=lambda name: -totals[name])[:MOST_GROUPS]
    unnamed = sum(totals.values()) - sum(totals[name] for name in may_be_named)
    has_unnamed = len(may_be_named) < len(totals)
    while has_unnamed and unnamed < MINIMUM and may_be_named:
        unnamed += totals[may_be_named.pop()]
    return set(may_be_named)


def _largest(totals: Mapping[str, int], order: tuple[str, ...]) -> set[str]:
    """The categories with a column of their own; the others stand under ""."""
    by_size = sorted(totals, key=lambda name: -totals[name])
    kept = [*(name for name in order if name in totals), *(name for name in by_size if name not in order)]
    return set(kept[:MOST_CATEGORIES])


def _ordered(totals: Mapping[str, int], order: tuple[str, ...]) -> list[str]:
    """Categories that hold anything, as the settings order them, then by size; blank last."""
    place = {name: n for n, name in enumerate(order)}
    held = [name for name in totals if totals[name] > 0]
    return sorted(held, key=lambda name: (name == UNNAMED, place.get(name, len(place)), -totals[name], name))


def hidden_cells(table: Prepared, also: frozenset[Named] = frozenset()) -> frozenset[Named] | None:
    """The cells of the second table to hide; None where even hiding all of them would give one away.

    Args:
        table: with every count.
        also: cells to hide whatever they hold.
    """
    places = {(row, name): (i, j) for i, row in enumerate(table.rows) for j, name in enumerate(table.columns)}
    kept: set[Cell] = {places[cell] for cell in also if cell in places}
    hidden = suppress([list(line) for line in table.counts], MINIMUM, kept)
    if hidden is None:
        return None
    cells = frozenset(cell for cell, place in places.items() if place in hidden)
    return cells if _is_told_by_no_row(table, cells) else frozenset(places)


def shown_tables(table: Prepared, hidden: frozenset[Named] | None) -> SourceGroups:
    """Both tables as they may be shown.

    Args:
        table: with every count.
        hidden: what `hidden_cells` gives.
    """
    if not table.rows:
        return NO_GROUPS
    totals = GroupTable(table.rows, ("raw",), tuple((sum(line),) for line in table.counts), 0, MINIMUM)
    if hidden is None:
        return SourceGroups(totals, NO_GROUPS.by_category)
    cells = tuple(
        tuple(None if (row, name) in hidden else n for name, n in zip(table.columns, line, strict=True))
        for row, line in zip(table.rows, table.counts, strict=True)
    )
    return SourceGroups(totals, GroupTable(table.rows, table.columns, cells, len(hidden), MINIMUM))
