"""Complementary suppression: hide more cells until no small one can be computed back.

A reader knows every row total and every column total, so that one hidden cell in a row is no secret. The
table with its hidden cells is a network: a cell can be greater by one where others along a closed path can
give way. The greatest flow along such paths gives exactly the interval in which a hidden cell can lie
(Gusfield 1988, "A graph theoretic approach to statistical data security").
"""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

Cell = tuple[int, int]


@dataclass(slots=True)
class HiddenCells:
    """A table of counts, 0 or more, and which of its cells are hidden; row and column totals are known."""

    counts: list[list[int]]
    minimum: int
    hidden: set[Cell] = field(default_factory=set)

    def width(self, cell: Cell) -> int:
        """How far apart the least and the greatest possible value of a hidden cell are, up to `minimum`."""
        i, j = cell
        value = self.counts[i][j]
        more = self._flow(("c", j), ("r", i), self.minimum, cell)
        less = self._flow(("r", i), ("c", j), min(value, self.minimum), cell)
        return min(more + less, self.minimum)

    def _flow(self, source: tuple[str, int], sink: tuple[str, int], limit: int, but: Cell) -> int:
        """The greatest flow from source to sink, up to `limit`, not using one cell.

        A hidden cell carries any flow from its row to its column, and back as much as its count.
        """
        room: dict[tuple[tuple[str, int], tuple[str, int]], int] = {}
        beside: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for i, j in self.hidden - {but}:
            row, col = ("r", i), ("c", j)
            room[row, col], room[col, row] = limit, self.counts[i][j]
            beside.setdefault(row, []).append(col)
            beside.setdefault(col, []).append(row)
        total = 0
        while total < limit:
            came_from = {source: source}
            queue = deque([source])
            while queue and sink not in came_from:
                node = queue.popleft()
                for other in beside.get(node, ()):
                    if other not in came_from and room[node, other] > 0:
                        came_from[other] = node
                        queue.append(other)
            if sink not in came_from:
                break
            path = [sink]
            while path[-1] != source:
                path.append(came_from[path[-1]])
            steps = [(after, before) for before, after in pairwise(path)]
            pushed = min(limit - total, *(room[step] for step in steps))
            for a, b in steps:
                room[a, b] -= pushed
                room[b, a] += pushed
            total += pushed
        return total


def suppress(counts: list[list[int]], minimum: int, also: Collection[Cell] = ()) -> set[Cell] | None:
    """The cells to hide: all under `minimum`, and as many others as keep those from being computed.

    Args:
        counts: one list a row, each 0 or more; the totals of rows and columns are taken as known.
        minimum: the least count that may be shown.
        also: cells to hide whatever they hold.

    Returns:
        The hidden cells; None where even hiding all of them would give one away.
    """
    height, breadth = len(counts), len(counts[0]) if counts else 0
    small = [(i, j) for i in range(height) for j in range(breadth) if counts[i][j] < minimum]
    table = HiddenCells(counts, minimum, {*small, *also})
    for cell in small:
        wanted = max(1, min(minimum, sum(row[cell[1]] for row in counts)))
        for rectangle in _rectangles(counts, cell):
            if table.width(cell) >= wanted:
                break
            table.hidden.update(rectangle)
        if not table.width(cell):
            return None
    return table.hidden


def _rectangles(counts: list[list[int]], cell: Cell) -> list[tuple[Cell, Cell, Cell]]:
    """The corners that close a path through `cell`; first those that give most way, then those that cost least."""
    i, j = cell
    found = []
    for other in range(len(counts)):
        for across in range(len(counts[0])):
            if other == i or across == j:
                continue
            gives = min(counts[i][across], counts[other][j]) + min(counts[i][j], counts[other][across])
            cost = counts[i][across] + counts[other][j] + counts[other][across]
            found.append((-min(gives, 5), cost, ((i, across), (other, j), (other, across))))
    return [corners for _, _, corners in sorted(found)]
