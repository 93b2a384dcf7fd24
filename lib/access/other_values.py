"""Whether a reader of several released tables can pin a small count: no, where another small value fits all that was released.

Such a value is shown by an example. Opinions are moved: a few are added to one hidden count and taken from another, so that every
total stays. In each table in which all the counts moved are hidden the same is done, so that no difference between two such tables
changes; beside a table in which it cannot be done each difference must still be nought or large. Then all that the reader knows holds of
the changed tables too, and the count could have been the other one. Only whole rows are moved, since each is listed with the number of
opinions that it stands for. Not finding an example proves nothing, and is taken as a no.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lib.access.row_sizes import Sizes, can_pass, can_turn, single

MOST_TRIES = 50_000
"""So many examples are tried for one set of tables."""

Name = tuple[str, str]
Move = tuple[tuple[Name, int], ...]
"""How often the amount moved is added to each count: 1 or -1."""

TOTAL = "\0"
"""Stands for a category where a count is the total of a group; no workbook can hold it."""


@dataclass(frozen=True, slots=True)
class Side:
    """The counts of one table by name, and the names of those that no reader sees."""

    counts: Mapping[Name, int]
    hidden: frozenset[Name]
    sizes: Mapping[Name, Sizes] = field(default_factory=dict)  # of the cells in which any row stands for several opinions

    def rows(self, name: Name) -> Sizes:
        """The rows behind a count."""
        return self.sizes.get(name) or single(self.counts.get(name, 0))


def rectangles(name: Name, side: Side) -> Iterator[Move]:
    """Moves round a rectangle of hidden cells: the totals of rows and columns stay."""
    row, column = name
    across = [other for other in side.hidden if other[0] == row and other[1] != column]
    down = [other for other in side.hidden if other[1] == column and other[0] != row]
    for _, far in sorted(across):
        for low, _ in sorted(down):
            if (low, far) in side.hidden:
                yield (name, 1), ((row, far), -1), ((low, column), -1), ((low, far), 1)


def exchanges(name: Name, side: Side) -> Iterator[Move]:
    """Moves within a category between two groups that stand together under one name: what is shown of both stays, their own totals move."""
    group, category = name
    within = sorted({column for row, column in side.hidden if row == group and column != TOTAL}) if category == TOTAL else [category]
    for column in within:
        for other in sorted({row for row, _ in side.hidden if row != group}):
            steps = {(group, column): 1, (other, column): -1, (group, TOTAL): 1, (other, TOTAL): -1}
            yield tuple(steps.items())


def can_be_other(side: Side, minimum: int) -> bool:
    """Whether each hidden count from one to under `minimum` could be another by exchanging whole rows within the hidden cells.

    Asked of one table by itself; where every row is one opinion, hiding has seen to it already.
    """
    if not side.sizes:
        return True
    small = [name for name in sorted(side.hidden) if 0 < side.counts[name] < minimum]
    return all(any(_is_turned(side, move) for move in rectangles(name, side)) for name in small)


def _is_turned(side: Side, move: Move) -> bool:
    name, far, low, corner = (each for each, _ in move)
    return can_turn((side.rows(low), side.rows(corner)), (side.rows(name), side.rows(far)))


def have_other_values(
    sides: Sequence[Side], minimum: int, moves: Callable[[Name, Side], Iterator[Move]], asked: frozenset[str] | None = None
) -> bool:
    """Whether each hidden count under `minimum` has another value under it that fits all tables.

    Args:
        sides: the tables that were released.
        minimum: the least count that may be shown, and the least difference between two tables.
        moves: how opinions can be moved so that every total stays.
        asked: the rows to ask about; all of them without it.
    """
    tries = MOST_TRIES
    for place, side in enumerate(sides):
        for name in sorted(side.hidden):
            if side.counts[name] >= minimum or (asked is not None and name[0] not in asked):
                continue
            for move, amount in _attempts(name, side, minimum, moves):
                tries -= 1
                if tries < 0:
                    return False
                if _fits(sides, place, move, amount, minimum):
                    break
            else:
                return False
    return True


def _attempts(name: Name, side: Side, minimum: int, moves: Callable[[Name, Side], Iterator[Move]]) -> Iterator[tuple[Move, int]]:
    """Each move by each amount that leaves the count small; of nought, which is nobody's, it is enough that it could be any other."""
    count = side.counts[name]
    amounts = sorted((value - count for value in range(minimum if count else 2 * minimum) if value != count), key=abs)
    yield from ((move, amount) for move in moves(name, side) for amount in amounts)


def _fits(sides: Sequence[Side], place: int, move: Move, amount: int, minimum: int) -> bool:
    """Whether the tables, changed wherever they can be, hold all that the reader knows; the one asked about must change."""
    changes = [_can_change(side, move, amount) for side in sides]
    if not changes[place]:
        return False
    moved = [side for side, is_changed in zip(sides, changes, strict=True) if is_changed]
    left = [side for side, is_changed in zip(sides, changes, strict=True) if not is_changed]
    return all(
        difference == 0 or abs(difference) >= minimum
        for name, sign in move
        for one in moved
        for other in left
        for difference in (one.counts[name] + sign * amount - other.counts.get(name, 0),)
    )


def _can_change(side: Side, move: Move, amount: int) -> bool:
    if not all(name in side.hidden and side.counts[name] + sign * amount >= 0 for name, sign in move):
        return False
    return not side.sizes or all(_can_pass(side, move, column, amount) for column in {name[1] for name, _ in move} - {TOTAL})


def _can_pass(side: Side, move: Move, column: str, amount: int) -> bool:
    """Whether whole rows make up what changes within one category: one group has more by it, another less."""
    taker, giver = (next(name for name, sign in move if name[1] == column and sign == wanted) for wanted in (1, -1))
    return can_pass(side.rows(giver), side.rows(taker), amount)
