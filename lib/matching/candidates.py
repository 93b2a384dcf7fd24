"""Which old rows may be which new ones, where no text is the same: few candidates a row, and how alike each is.

The work is bounded: the rarest pairs of characters are looked at first, until so many couples have met; of those each row keeps the
best few, for which alone the exact likeness is counted. Rows at the same place between rows already paired, and rows that bear the
same number, are candidates whatever their texts.
"""

import numpy as np
import pandas as pd

from lib.matching.texts import Grams, dice, grams_of

_MOST_MEETINGS = 3_000_000
_MOST_COUPLES = 240_000
_BEST = 12


def candidates(old: pd.DataFrame, new: pd.DataFrame, hints: pd.DataFrame) -> pd.DataFrame:
    """Couples with their likeness: columns `old`, `new` (places in the two frames) and `likeness`.

    Args:
        old, new: what is left on each side; column `text`, its plain form, blank where there is none.
        hints: further couples to look at, columns `old` and `new`.
    """
    left, right = grams_of(old["text"].fillna("").tolist()), grams_of(new["text"].fillna("").tolist())
    couples = pd.concat([_met(left, right), hints[["old", "new"]]]).drop_duplicates(ignore_index=True)
    first, second = couples["old"].to_numpy("int64"), couples["new"].to_numpy("int64")
    return couples.assign(likeness=dice(left, right, first, second))


def _met(left: Grams, right: Grams) -> pd.DataFrame:
    """The couples that share the rarest pairs of characters, for each row the best few."""
    kept = _rarest(left.codes, right.codes)
    met = _of(left, kept).merge(_of(right, kept), on="code", suffixes=("_old", "_new"))
    if met.empty:
        return pd.DataFrame({"old": [], "new": []}, dtype="int64")
    width = len(right.sizes)
    couples, shared = np.unique(met["owner_old"].to_numpy() * width + met["owner_new"].to_numpy(), return_counts=True)
    found = pd.DataFrame({"old": couples // width, "new": couples % width})
    total = left.sizes[found["old"]] + right.sizes[found["new"]]
    found = found.assign(likeness=2 * shared / total).sort_values("likeness", ascending=False, kind="stable")
    most = max(1, min(_BEST, _MOST_COUPLES // (len(left.sizes) + width)))
    best = (found.groupby("old").cumcount() < most) | (found.groupby("new").cumcount() < most)
    return found.loc[best, ["old", "new"]]


def _rarest(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Pairs of characters that stand on both sides, the rarest first, as many as may meet."""
    first, first_counts = np.unique(left, return_counts=True)
    second, second_counts = np.unique(right, return_counts=True)
    both, in_first, in_second = np.intersect1d(first, second, assume_unique=True, return_indices=True)
    meetings = first_counts[in_first] * second_counts[in_second]
    order = np.argsort(meetings, kind="stable")
    kept: np.ndarray = both[order][np.cumsum(meetings[order]) <= _MOST_MEETINGS]
    return kept


def _of(grams: Grams, kept: np.ndarray) -> pd.DataFrame:
    is_kept = np.isin(grams.codes, kept)
    return pd.DataFrame({"code": grams.codes[is_kept], "owner": grams.owners[is_kept]})
