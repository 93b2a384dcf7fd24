"""When the two tables of source groups are released anew, and which are shown until then.

Two tables of two days can be subtracted: where one opinion was added, their difference tells its source group. So the tables of a version
are released only where every count behind them is what it was, or differs by at least five; else the last released ones are shown,
with their date. Both tables are released together. What may not differ by one to four:

- every source group by every category as written, also those that stand under ""; every group, every category, all. A count that
  appears or disappears differs by all of it: 0 to n is a change;
- every cell and total of the tables as prepared, since "" holds other groups after some were named or taken away.

It is compared with every table that the board released, not with the last alone: +6 and then −5 are two large steps and one
opinion more. A version that was withheld released nothing and is compared with nothing.

A reader who knows this rule learns more: of a hidden cell that is later shown as 8, that it is 8 or was at most 3. So it is also asked
whether the reader could pin a count under five: each must have another value under five (nought: any other) that fits all tables
released, their totals, and this rule. Such a value is looked for by moving opinions round a rectangle of hidden cells, in every
table where all four are hidden; of a small group that another table names, by moving them between groups that stand together
under "". Where none is found the tables are made once more with everything hidden that ever was, and else withheld. What is
searched is bounded, and not found is withheld.

A row that stands for several opinions can be followed from version to version by its number, wherever it goes: rows of 5 and 6 that became
18 and 11 tell by the totals whose they are, and so whose the others are. No exchange was sought that holds of such rows in every version. So
while a table holds a small count, another is released only where these rows are, cell by cell, what they were.

What is released with every version (totals, categories, channels, 旬, states) names no group: beside an older table it tells what
was added, and not by whom. That a version was withheld says that some count differed by less than five, and not which.

The threat is the differencing of tables that change over time, a risk of every frequency table that is published more than once:
Hundepool et al. 2012, "Statistical Disclosure Control", chapter 5. What the rule itself gives away: Kenthapadi, Mishra, Nissim 2005,
"Simulatable auditing". The cells of one table: Gusfield 1988 (see `suppression`). Not met: two boards that hold the same opinions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.access.groups import UNNAMED, GroupCounts, Named, Prepared, hidden_cells, prepared, shown_tables
from lib.access.model import OfVersion, SourceGroups
from lib.access.other_values import TOTAL, Side, exchanges, have_other_values, rectangles
from lib.access.row_sizes import Sizes
from lib.schema.words import LISTENING_GROUPS_MINIMUM as MINIMUM

MOST_PARTNERS = 20
"""With so many of the groups under "" a small one may be exchanged."""


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """The tables of one version as released, with what stands behind them, which is shown to nobody."""

    number: int
    day: date
    counts: GroupCounts
    table: Prepared
    hidden: frozenset[Named] | None  # None: the second table is not shown at all

    @property
    def shown(self) -> SourceGroups:
        """The tables of this version, on its own page."""
        return shown_tables(self.table, self.hidden)

    @property
    def closed(self) -> frozenset[Named]:
        """The cells of the second table that no reader sees."""
        return frozenset(self.table.cells) if self.hidden is None else self.hidden

    def shown_by(self, number: int) -> SourceGroups:
        """The tables on the page of a version: with their date where they are of another."""
        if number == self.number:
            return self.shown
        of = OfVersion(self.number, self.day)
        return SourceGroups(replace(self.shown.totals, made_from=of), replace(self.shown.by_category, made_from=of))


def released_with(earlier: Sequence[Release], counts: GroupCounts, number: int, day: date) -> Release | None:
    """The tables of a version, where they may be shown beside all that was released before; None where they are withheld.

    Args:
        earlier: what the board released before, oldest first.
        counts: what the version's tables are made of.
        number: the version's number.
        day: the day that it speaks of.
    """
    table = prepared(counts)
    same = next((each for each in earlier if each.counts == counts), None)
    if same is not None:
        return Release(number, day, counts, same.table, same.hidden)
    told = [each for each in earlier if is_told(each)]
    if not counts.cells or not told:
        return Release(number, day, counts, table, hidden_cells(table))
    if not all(_differs_enough(each, counts, table) for each in told):
        return None
    if any(_has_small(each) for each in (table, *(each.table for each in told))) and any(
        _of_several(each.counts) != _of_several(counts) for each in told
    ):
        return None
    ever = frozenset(cell for each in told for cell in each.closed)
    for also in (frozenset[Named](), ever):
        found = Release(number, day, counts, table, hidden_cells(table, also))
        if _is_safe([*told, found]):
            return found
    return None


def is_told(release: Release) -> bool:
    """Whether a version said anything of groups: it says nothing without opinions, or while none of them has a group.

    A version that has groups and shows no table has said that there is too little to show.
    """
    return release.counts.is_told_apart


def _differs_enough(earlier: Release, counts: GroupCounts, table: Prepared) -> bool:
    """Whether every count is what it was, or differs by at least five."""
    behind = _with_sums(earlier.counts.cells), _with_sums(counts.cells)
    shown = _with_sums(earlier.table.cells), _with_sums(table.cells)
    return all(_may_differ(old.get(name, 0), new.get(name, 0)) for old, new in (behind, shown) for name in old.keys() | new.keys())


def _has_small(table: Prepared) -> bool:
    return any(0 < n < MINIMUM for n in table.cells.values())


def _of_several(counts: GroupCounts) -> dict[Named, Sizes]:
    """The rows that stand for several opinions, by cell."""
    return {name: tuple(each for each in sizes if each[0] > 1) for name, sizes in counts.sizes.items()}


def _may_differ(old: int, new: int) -> bool:
    return old == new or abs(old - new) >= MINIMUM


def _with_sums(cells: Mapping[Named, int]) -> dict[tuple[str | None, str | None], int]:
    """Cells, totals of groups (group, None) and of categories (None, category), and all (None, None)."""
    sums: dict[tuple[str | None, str | None], int] = {}
    for (group, category), n in cells.items():
        for name in ((group, category), (group, None), (None, category), (None, None)):
            sums[name] = sums.get(name, 0) + n
    return sums


def _is_safe(releases: Sequence[Release]) -> bool:
    """Whether a reader of all these tables, who knows the rule, can pin no count under five: of a cell, or of a group under ""."""
    cells = [Side(each.table.cells, each.closed, each.table.sizes) for each in releases]
    if not have_other_values(cells, MINIMUM, rectangles):
        return False
    named = frozenset(row for each in releases for row in each.table.rows if row != UNNAMED)
    asked = frozenset(group for each in releases for group in each.table.pooled if group in named)
    return not asked or have_other_values([_behind_the_rest(each, asked) for each in releases], MINIMUM, exchanges, asked)


def _behind_the_rest(release: Release, asked: frozenset[str]) -> Side:
    """The groups that one table names and another does not, and what stands under "" beside them, with their totals."""
    rest = sorted(release.table.pooled, key=lambda group: (group not in asked, -release.table.pooled[group], group))
    pooled = rest[: len(asked & release.table.pooled.keys()) + MOST_PARTNERS]
    kept = asked.union(pooled)
    categories = {category for _, category in release.counts.cells}
    counts = {cell: n for cell, n in release.counts.cells.items() if cell[0] in kept}
    for (group, _), n in tuple(counts.items()):
        counts[group, TOTAL] = counts.get((group, TOTAL), 0) + n
    hidden = frozenset((group, category) for group in pooled for category in (*categories, TOTAL))
    return Side({**dict.fromkeys(hidden, 0), **counts}, hidden, release.counts.sizes)
