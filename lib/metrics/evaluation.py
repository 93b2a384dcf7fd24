"""Democratic evaluation before and after, per group that voted; never per person, and never of fewer than five ballots.

The share is satisfied ballots of all ballots, 0.0 to 1.0. There is no total over groups: with one hidden it would tell it.
"""

from dataclasses import dataclass

import pandas as pd

from lib.metrics.grouping import stripped
from lib.metrics.model import Rate
from lib.schema import Evaluation


@dataclass(frozen=True, slots=True)
class GroupEvaluation:
    """One group's shares at each occasion, in their order; None where too few voted or nothing is given."""

    group: str
    occasions: tuple[Rate | None, ...]

    @property
    def change(self) -> float | None:
        """Last share minus first, None where either is unknown."""
        shares = [None if rate is None else rate.share for rate in self.occasions]
        if len(shares) < 2 or shares[0] is None or shares[-1] is None:
            return None
        return shares[-1] - shares[0]


@dataclass(frozen=True, slots=True)
class Evaluations:
    """All groups over the occasions in the workbook's order; `hidden` cells had too few ballots or no count."""

    occasions: tuple[str, ...]
    groups: tuple[GroupEvaluation, ...]
    hidden: int


def evaluations(disclosed: pd.DataFrame) -> Evaluations:
    """Before and after for each group.

    Args:
        disclosed: columns of `Evaluation` as the audience may see them; never modified.
    """
    keys = [Evaluation.OCCASION, Evaluation.GROUP]
    named = disclosed[keys].apply(stripped)
    both = disclosed[[Evaluation.BALLOTS, Evaluation.SATISFIED]]
    known = both[Evaluation.SATISFIED].le(both[Evaluation.BALLOTS]).fillna(False).astype(bool)
    counts = pd.concat([named, both], axis=1)[known].groupby(keys).sum()
    rates = {(when, group): Rate(int(yes), int(ballots)) for (when, group), ballots, yes in counts.itertuples(name=None)}
    occasions = tuple(named[Evaluation.OCCASION].unique())
    groups = tuple(GroupEvaluation(name, tuple(rates.get((when, name)) for when in occasions)) for name in named[Evaluation.GROUP].unique())
    return Evaluations(occasions, groups, int((~known).sum()))
