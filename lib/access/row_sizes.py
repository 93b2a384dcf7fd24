"""What rows that stand for several opinions give away, and when they do not.

Every audience sees how many opinions a listed row stands for, and a row came from one group as a whole. So totals can say more
than their sums: 33 is 3 and 30 where the rows are 3, 20, 30 and 40. Opinions can be thought to be another group's only as whole
rows: some rows of one cell against some of another.
"""

from collections.abc import Iterable
from functools import lru_cache

Sizes = tuple[tuple[int, int], ...]
"""How many rows there are of each size, by size."""

FARTHEST = 64
"""Rows are exchanged that differ by so many opinions at the most."""

_LARGEST_SUM = 4096  # rows that hold more together are not thought to move
_NOTHING = 1 << FARTHEST


def joined(parts: Iterable[Sizes]) -> Sizes:
    """The rows of several cells together."""
    found: dict[int, int] = {}
    for size, number in (each for part in parts for each in part):
        found[size] = found.get(size, 0) + number
    return tuple(sorted(found.items()))


def single(count: int) -> Sizes:
    """So many rows of one opinion each."""
    return ((1, count),) if count else ()


def can_pass(giver: Sizes, taker: Sizes, amount: int) -> bool:
    """Whether whole rows can change places so that the taker has more by `amount`, which may be under nought."""
    return abs(amount) <= FARTHEST and bool(_passages(giver, taker) >> (amount + FARTHEST) & 1)


def can_turn(low: tuple[Sizes, Sizes], high: tuple[Sizes, Sizes]) -> bool:
    """Whether two groups can exchange whole rows in two categories so that both totals stay and the cells do not.

    Args:
        low, high: what each of the groups has in the first category, and in the second.
    """
    there, back = _passages(low[0], high[0]), _passages(high[1], low[1])
    return bool(there & back & ~_NOTHING)


@lru_cache(maxsize=20_000)
def _passages(giver: Sizes, taker: Sizes) -> int:
    """The amounts that can pass, as bits: the lowest is −FARTHEST."""
    given, taken = _sums(giver), _sums(taker)
    amounts = range(-FARTHEST, FARTHEST + 1)
    return sum(1 << place for place, amount in enumerate(amounts) if (given >> amount if amount > 0 else given << -amount) & taken)


@lru_cache(maxsize=20_000)
def _sums(sizes: Sizes) -> int:
    """The sums that some of the rows can have, as bits."""
    sums, most = 1, (1 << _LARGEST_SUM + 1) - 1
    for size, number in sizes:
        left, step = min(number, _LARGEST_SUM // size if size else 0), 1
        while left:
            step = min(step, left)
            sums |= sums << size * step & most
            left -= step
            step *= 2
    return sums
