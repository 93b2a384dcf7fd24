"""An exact reader of group tables: tries every way in which the opinions that are listed can belong to the groups that are shown.

Known to it: each row of the table of opinions with its category and how many opinions it stands for, the totals of groups, the
cells that are shown. A row came from one group as a whole. What it finds is the set of values that each cell can have.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.access import Disclosed, Shown

Cell = tuple[str, str]
Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of groups and of the rows behind them."""

    rows: tuple[str, ...]
    totals: Vector
    shown: dict[Cell, int]
    sizes: dict[str, list[int]]
    """By category, how many opinions each row stands for."""

    def cells(self) -> dict[Cell, set[int]]:
        """Every cell with the values that it can have."""
        columns = list(self.sizes)
        ways = [self._ways(name) for name in columns]
        before = [{(0,) * len(self.rows)}]
        for each in ways:
            before.append(self._sums(before[-1], each))
        after = [{(0,) * len(self.rows)}]
        for each in reversed(ways):
            after.append(self._sums(after[-1], each))
        after.reverse()
        found: dict[Cell, set[int]] = {(row, name): set() for row in self.rows for name in columns}
        for n, (name, each) in enumerate(zip(columns, ways, strict=True)):
            for way in each:
                rest = minus(self.totals, way)
                if any(minus(rest, start) in after[n + 1] for start in before[n]):
                    for row, value in zip(self.rows, way, strict=True):
                        found[row, name].add(value)
        return found

    def tables(self) -> list[dict[Cell, int]]:
        """Every whole table that fits; for small ones."""
        found: list[tuple[Vector, dict[Cell, int]]] = [((0,) * len(self.rows), {})]
        for name in self.sizes:
            found = [
                (total, {**table, **{(row, name): n for row, n in zip(self.rows, way, strict=True)}})
                for held, table in found
                for way in self._ways(name)
                for total in (plus(held, way),)
                if self._is_within(total)
            ]
        return [table for total, table in found if total == self.totals]

    def _ways(self, name: str) -> set[Vector]:
        """What a category can hold of each group."""
        ways = {(0,) * len(self.rows)}
        for size in self.sizes[name]:
            ways = {
                way
                for held in ways
                for place in range(len(self.rows))
                for way in (plus(held, tuple(size * (place == n) for n in range(len(self.rows)))),)
                if self._is_within(way)
            }
        return {way for way in ways if all(self.shown.get((row, name), n) == n for row, n in zip(self.rows, way, strict=True))}

    def _sums(self, left: Iterable[Vector], right: Sequence[Vector] | set[Vector]) -> set[Vector]:
        return {total for a in left for b in right for total in (plus(a, b),) if self._is_within(total)}

    def _is_within(self, held: Vector) -> bool:
        return all(n <= most for n, most in zip(held, self.totals, strict=True))


def plus(a: Vector, b: Vector) -> Vector:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def minus(a: Vector, b: Vector) -> Vector:
    return tuple(x - y for x, y in zip(a, b, strict=True))


def told_by(board: Disclosed) -> Told:
    """What a board tells: its listed opinions and both tables."""
    listed = board.feedback[board.feedback[Shown.COUNTED_IN_CUTS] & board.feedback["role"].eq("feedback")]
    sizes: dict[str, list[int]] = {}
    for name, raw in zip(listed["category"].fillna("").tolist(), listed["raw_count"].fillna(1).astype(int).tolist(), strict=True):
        sizes.setdefault(name, []).append(raw)
    totals, table = board.groups.totals, board.groups.by_category
    shown = {
        (row, name): cell
        for row, cells in zip(table.rows, table.cells, strict=True)
        for name, cell in zip(table.columns, cells, strict=True)
        if cell is not None
    }
    return Told(totals.rows, tuple(cells[0] or 0 for cells in totals.cells), shown, sizes)
