"""Opinions in numbers: raw and merged, by category, channel and 旬.

merged = rows that were not merged into another. raw = the sum of the raw counts of all rows: a row's raw count leaves
out the rows merged into it, which stand in the sheet with counts of their own, so that no opinion is
counted twice and none is lost. A blank raw count is 1. Ledger rows are no opinions.

Matters of one person that an audience sees in the totals only are in no group here; a group's share is of
all merged opinions, theirs included.
"""

from collections.abc import Sequence

import pandas as pd

from lib.access import Disclosed, GroupTable, Shown
from lib.access.groups import raw_counts
from lib.access.scope import filled
from lib.metrics.model import CrossTable, FeedbackGroup, FeedbackTotals
from lib.schema import Opinion, SheetRole

_NO_SUPPRESSION = 0


def opinions_of(feedback: pd.DataFrame) -> pd.DataFrame:
    """The rows that are opinions."""
    return feedback[feedback[Opinion.ROLE].eq(str(SheetRole.FEEDBACK)).fillna(False).astype(bool)]


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


def by_subcategory(feedback: pd.DataFrame) -> tuple[FeedbackGroup, ...]:
    """Each subcategory, the largest first; blank last."""
    return _groups(feedback, Opinion.SUBCATEGORY, ())


def by_channel(feedback: pd.DataFrame) -> tuple[FeedbackGroup, ...]:
    """Each way of listening, the largest first; blank last."""
    return _groups(feedback, Opinion.CHANNEL, ())


def by_period(feedback: pd.DataFrame) -> tuple[FeedbackGroup, ...]:
    """Each 旬 by its first day in ISO form, in the order of time; "" for opinions without a day, last."""
    counts = _counts(feedback, opinions_of(feedback)[Opinion.RECEIVED].dt.strftime("%Y-%m-%d"))
    return _as_groups(counts.loc[sorted(counts.index, key=lambda name: (name == "", name))], feedback)


def channel_by_category(feedback: pd.DataFrame, order: Sequence[str] = ()) -> CrossTable:
    """Raw opinions by channel and category. Neither names anybody, so that nothing is hidden here."""
    opinions = opinions_of(feedback)
    opinions = opinions[opinions[Shown.COUNTED_IN_CUTS]]
    if opinions.empty:
        return CrossTable((), (), (), 0, _NO_SUPPRESSION)
    channels, categories = _names(opinions[Opinion.CHANNEL]), _names(opinions[Opinion.CATEGORY])
    table = pd.crosstab(channels, categories, values=raw_counts(opinions), aggfunc="sum").fillna(0).astype("int64")
    rows = [group.name for group in by_channel(feedback)]
    columns = [group.name for group in by_category(feedback, order)]
    table = table.reindex(index=rows, columns=columns, fill_value=0)
    cells = tuple(tuple(row) for row in table.to_numpy().tolist())
    return CrossTable(tuple(rows), tuple(columns), cells, 0, _NO_SUPPRESSION)


def group_totals(disclosed: Disclosed) -> CrossTable:
    """Raw opinions by source group, in one column, as prepared for the audience."""
    return _prepared(disclosed.groups.totals)


def group_by_category(disclosed: Disclosed) -> CrossTable:
    """Raw opinions by source group and category, as prepared for the audience; hidden cells are None."""
    return _prepared(disclosed.groups.by_category)


def _prepared(table: GroupTable) -> CrossTable:
    return CrossTable(table.rows, table.columns, table.cells, table.hidden, table.minimum)


def _names(cells: pd.Series) -> pd.Series:
    return cells.str.strip().fillna("")


def _groups(feedback: pd.DataFrame, column: Opinion, order: Sequence[str]) -> tuple[FeedbackGroup, ...]:
    counts = _counts(feedback, _names(opinions_of(feedback)[column]))
    place = {name: n for n, name in enumerate(order)}
    merged, raw = counts["merged"], counts["raw"]
    ordered = sorted(counts.index, key=lambda name: (name == "", place.get(name, len(place)), -merged[name], -raw[name], name))
    return _as_groups(counts.loc[ordered], feedback)


def _counts(feedback: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Raw and merged counts under each name, of what counts in cuts."""
    opinions = opinions_of(feedback)
    counted = opinions[Shown.COUNTED_IN_CUTS]
    parts = pd.DataFrame({"raw": raw_counts(opinions), "merged": (~filled(opinions[Opinion.MERGED_INTO])).astype("int64")})
    return parts[counted].groupby(names[counted].fillna("")).sum()


def _as_groups(counts: pd.DataFrame, feedback: pd.DataFrame) -> tuple[FeedbackGroup, ...]:
    all_merged = int((~filled(opinions_of(feedback)[Opinion.MERGED_INTO])).sum())
    rows = zip(counts.index.tolist(), counts["raw"].tolist(), counts["merged"].tolist(), strict=True)
    return tuple(FeedbackGroup(name, raw, merged, merged / all_merged if all_merged else 0.0) for name, raw, merged in rows)
