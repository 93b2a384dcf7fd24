"""Opinions: what was collected, in all and by one or two things."""

from dataclasses import dataclass

from lib.access.model import OfVersion


@dataclass(frozen=True, slots=True)
class FeedbackTotals:
    """Opinions: rows as merged, and the raw number they stand for; `unknown_raw` rows had no readable count.

    `personal` of the merged ones are matters of one person that this audience sees in the totals only, so that
    the merged counts of all categories and `personal` add up to `merged`; `personal_raw` is their raw count.
    """

    raw: int
    merged: int
    merged_away: int
    unknown_raw: int
    personal: int = 0
    personal_raw: int = 0


@dataclass(frozen=True, slots=True)
class FeedbackGroup:
    """One category, channel or 旬: its raw and merged counts, and its share of all merged opinions.

    `name` is "" where the cell was blank.
    """

    name: str
    raw: int
    merged: int
    share: float


@dataclass(frozen=True, slots=True)
class CategoryBreakdown:
    """One category and its subcategories; shares are of all merged opinions, so that the parts add up to the category."""

    category: FeedbackGroup
    subcategories: tuple[FeedbackGroup, ...]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts of raw opinions by two things. A hidden cell (too few to show) is None; so may be totals.

    `cells[i][j]` belongs to `rows[i]`, `columns[j]`. `made_from` is there where an earlier version's table is shown.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    hidden: int
    minimum: int
    made_from: OfVersion | None = None
