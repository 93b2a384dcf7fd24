"""A reader who knows each row from version to version, as the comparison of versions shows them: two groups, two versions, every way tried.

Rows that go the same way through the versions are alike to the reader; what is tried is how many of each kind are of the first group.
"""

from collections import Counter
from itertools import product
from math import prod
from typing import Any

from tests.attacker.rows_and_tables import Cell, Told

Row = dict[str, Any]
Way = tuple[tuple[str, int] | None, ...]
MOST_TRIES = 20_000


def ways(versions: list[tuple[list[Row], Told]]) -> Counter[Way]:
    """How many rows go each way: category and number of opinions in each version, None where they are not there."""
    way: dict[int, list[tuple[str, int] | None]] = {}
    for place, (rows, _) in enumerate(versions):
        for row in rows:
            way.setdefault(row["key"], [None] * len(versions))[place] = (row["category"], row["raw_count"])
    return Counter(tuple(each) for each in way.values())


def possible(versions: list[tuple[list[Row], Told]]) -> list[dict[Cell, set[int]]] | None:
    """Each cell of each version with the values that it can have; None where there are too many ways to try."""
    kinds = ways(versions)
    if prod(n + 1 for n in kinds.values()) > MOST_TRIES:
        return None
    found: list[dict[Cell, set[int]]] = [{} for _ in versions]
    for firsts in product(*(range(n + 1) for n in kinds.values())):
        tables = [_table(told, kinds, firsts, place) for place, (_, told) in enumerate(versions)]
        if all(table is not None for table in tables):
            for cells, table in zip(found, tables, strict=True):
                for cell, n in (table or {}).items():
                    cells.setdefault(cell, set()).add(n)
    return found


def _table(told: Told, kinds: Counter[Way], firsts: tuple[int, ...], place: int) -> dict[Cell, int] | None:
    """The table of one version when so many of each kind are of the first group; None where it is not the one that was shown."""
    first, second = told.rows
    cells: dict[Cell, int] = {(row, name): 0 for row in told.rows for name in told.sizes}
    for (way, n), of_first in zip(kinds.items(), firsts, strict=True):
        here = way[place]
        if here is not None:
            name, size = here
            cells[first, name] += of_first * size
            cells[second, name] += (n - of_first) * size
    sums = tuple(sum(n for (row, _), n in cells.items() if row == each) for each in told.rows)
    fits = sums == told.totals and all(cells[cell] == n for cell, n in told.shown.items())
    return cells if fits else None
