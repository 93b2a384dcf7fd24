"""Rounds of talks as a coverage matrix: how many talks of each pair of roles were held, of those listed. Counts only.

A talk is held where its day is A or before; without a day it is listed and not held.
"""

import re
import unicodedata
from dataclasses import dataclass

import pandas as pd

from lib.metrics.grouping import stripped
from lib.metrics.model import AsOf, Rate
from lib.schema import Talk

_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(rf"\d+|[{_NUMERALS}]")


@dataclass(frozen=True, slots=True)
class TalkPair:
    """One pair of roles: held of listed in each of the rounds, in their order; None where none is listed."""

    from_role: str
    to_role: str
    rounds: tuple[Rate | None, ...]


@dataclass(frozen=True, slots=True)
class Talks:
    """Coverage by pair and round; `held` is over all."""

    as_of: AsOf
    rounds: tuple[str, ...]
    pairs: tuple[TalkPair, ...]
    held: Rate


def talks(disclosed_talks: pd.DataFrame, as_of: AsOf) -> Talks:
    """Count the talks.

    Args:
        disclosed_talks: columns of `Talk` as the audience may see them; never modified.
        as_of: the day judged.
    """
    keys = [Talk.ROUND, Talk.FROM_ROLE, Talk.TO_ROLE]
    named = disclosed_talks[keys].apply(stripped)
    is_held = disclosed_talks[Talk.DAY].le(pd.Timestamp(as_of.day))
    counts = named.assign(held=is_held.astype("int64")).groupby(keys, sort=False)["held"].agg(["sum", "size"])
    found = {(one, first, then): Rate(int(held), int(size)) for (one, first, then), held, size in counts.itertuples(name=None)}
    rounds = tuple(sorted(dict.fromkeys(key[0] for key in found), key=_place))
    pairs = tuple(
        TalkPair(first, then, tuple(found.get((one, first, then)) for one in rounds))
        for first, then in dict.fromkeys((key[1], key[2]) for key in found)
    )
    return Talks(as_of, rounds, pairs, Rate(int(is_held.sum()), len(named)))


def _place(name: str) -> tuple[bool, int, str]:
    """Rounds by the first number in their name, in figures of either width or in one word up to ten, others after them."""
    number = _NUMBER.search(unicodedata.normalize("NFKC", name))
    if number is None:
        return (True, 0, name)
    return (False, int(number[0]) if number[0].isdecimal() else _NUMERALS.index(number[0]) + 1, name)
