"""Opinions in numbers: raw and merged, by category, channel and 旬.

merged = rows that were not merged into another. raw = the sum of the raw counts of all rows: a row's raw count leaves
out the rows merged into it, which stand in the sheet with counts of their own, so that no opinion is
counted twice and none is lost. A blank raw count is 1. Ledger rows are no opinions.

Matters of one person that an audience sees in the totals only are in no group here; a group's share is of
all merged opinions, theirs included.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.access import Disclosed, GroupTable, Shown
from lib.access.groups import raw_counts
from lib.access.scope import filled
from lib.metrics.model import CategoryBreakdown, CrossTable, FeedbackGroup, FeedbackTotals
from lib.schema import Opinion, SheetRole

_NO_SUPPRESSION = 0
_NEEDED = (
    Opinion.CATEGORY,
    Opinion.SUBCATEGORY,
    Opinion.CHANNEL,
    Opinion.RECEIVED,
    Opinion.RAW_COUNT,
    Opinion.MERGED_INTO,
    Shown.COUNTED_IN_CUTS,
)


def opinions_of(feedback: pd.DataFrame) -> pd.DataFrame:
    """The rows that are opinions, with the columns that figures need and no text."""
    return feedback[list(_NEEDED)][feedback[Opinion.ROLE].eq(str(SheetRole.FEEDBACK))]


def feedback_totals(feedback: pd.DataFrame) -> FeedbackTotals:
    """How many opinions, raw and merged.

    Args:
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
    """
    opinions = opinions_of(feedback)
    raw = raw_counts(opinions)
    away = filled(opinions[Opinion.MERGED_INTO])
    personal = ~opinions[Shown.COUNTED_IN_CUTS]
    return FeedbackTotals(
        raw=int(raw.sum()),
        merged=int((~away).sum()),
        merged_away=int(away.sum()),
        unknown_raw=int((opinions[Opinion.RAW_COUNT] < 0).sum()),
        personal=int((personal & ~away).sum()),
        personal_raw=int(raw[personal].sum()),
    )


def by_category(feedback: pd.DataFrame, order: Sequence[str] = ()) -> tuple[FeedbackGroup, ...]:
    """Each category: in the settings' order, then by size; blank last."""
    return _groups(feedback, Opinion.CATEGORY, order)


def by_category_and_subcategory(feedback: pd.DataFrame, order: Sequence[str] = ()) -> tuple[CategoryBreakdown, ...]:
    """Each category as `by_category` gives it, and within it its subcategories, the largest first; blank last."""
    needed = feedback[[Opinion.ROLE, *_NEEDED]]
    everything = int((~filled(opinions_of(needed)[Opinion.MERGED_INTO])).sum())
    codes, names = coded(needed[Opinion.CATEGORY])
    return tuple(
        CategoryBreakdown(category, _groups(needed[codes == names.index(category.name)], Opinion.SUBCATEGORY, (), everything))
        for category in by_category(needed, order)
    )


def by_channel(feedback: pd.DataFrame) -> tuple[FeedbackGroup, ...]:
    """Each way of listening, the largest first; blank last."""
    return _groups(feedback, Opinion.CHANNEL, ())


def by_period(feedback: pd.DataFrame) -> tuple[FeedbackGroup, ...]:
    """Each 旬 by its first day in ISO form, in the order of time; "" for opinions without a day, last."""
    found = _counted(feedback, Opinion.RECEIVED)
    return tuple(sorted(found, key=lambda group: (group.name == "", group.name)))


def channel_by_category(feedback: pd.DataFrame, order: Sequence[str] = ()) -> CrossTable:
    """Raw opinions by channel and category. Neither names anybody, so that nothing is hidden here."""
    opinions = opinions_of(feedback)
    opinions = opinions[opinions[Shown.COUNTED_IN_CUTS]]
    down, channels = coded(opinions[Opinion.CHANNEL])
    across, categories = coded(opinions[Opinion.CATEGORY])
    sums = np.zeros((len(channels), len(categories)), dtype="int64")
    np.add.at(sums, (down, across), raw_counts(opinions).to_numpy("int64"))
    rows, columns = [group.name for group in by_channel(feedback)], [group.name for group in by_category(feedback, order)]
    ordered = sums[np.ix_([channels.index(name) for name in rows], [categories.index(name) for name in columns])]
    return CrossTable(tuple(rows), tuple(columns), tuple(tuple(row) for row in ordered.tolist()), 0, _NO_SUPPRESSION)


def group_totals(disclosed: Disclosed) -> CrossTable:
    """Raw opinions by source group, in one column, as prepared for the audience."""
    return _prepared(disclosed.groups.totals)


def group_by_category(disclosed: Disclosed) -> CrossTable:
    """Raw opinions by source group and category, as prepared for the audience; hidden cells are None."""
    return _prepared(disclosed.groups.by_category)


def _prepared(table: GroupTable) -> CrossTable:
    return CrossTable(table.rows, table.columns, table.cells, table.hidden, table.minimum, table.made_from)


def coded(cells: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Each cell as a place in a list of names: white space stripped, days in ISO form, "" for a blank.

    Each distinct writing is looked at once, since a column of a hundred thousand holds few.
    """
    codes, writings = pd.factorize(cells)
    names = list(writings.strftime("%Y-%m-%d")) if isinstance(writings, pd.DatetimeIndex) else [str(each).strip() for each in writings]
    places: dict[str, int] = {}
    for name in (*names, ""):
        places.setdefault(name, len(places))
    return np.array([places[name] for name in (*names, "")])[codes], list(places)


def _groups(feedback: pd.DataFrame, column: Opinion, order: Sequence[str], everything: int | None = None) -> tuple[FeedbackGroup, ...]:
    place = {name: n for n, name in enumerate(order)}
    found = _counted(feedback, column, everything)
    return tuple(
        sorted(found, key=lambda group: (group.name == "", place.get(group.name, len(place)), -group.merged, -group.raw, group.name))
    )


def _counted(feedback: pd.DataFrame, column: Opinion, everything: int | None = None) -> list[FeedbackGroup]:
    """Raw and merged counts under each name, of what counts in cuts; the share is of `everything`, else of all that is merged."""
    opinions = opinions_of(feedback)
    is_main = ~filled(opinions[Opinion.MERGED_INTO])
    in_cuts = opinions[Shown.COUNTED_IN_CUTS].to_numpy(bool)
    codes, names = coded(opinions[column][in_cuts])
    rows = np.bincount(codes, minlength=len(names))
    raw = np.zeros(len(names), dtype="int64")
    np.add.at(raw, codes, raw_counts(opinions).to_numpy("int64")[in_cuts])
    merged = np.bincount(codes, weights=is_main.to_numpy("int64")[in_cuts], minlength=len(names)).astype("int64")
    everything = int(is_main.sum()) if everything is None else everything
    counts = zip(names, rows.tolist(), raw.tolist(), merged.tolist(), strict=True)
    return [FeedbackGroup(name, sums, main, main / everything if everything else 0.0) for name, n, sums, main in counts if n]
