"""What one audience receives: the frames with what it may see, and the prepared source-group tables."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from lib.ingest.model import BoardSettings, Finding, TableReading
from lib.schema import Audience
from lib.schema.words import LISTENING_GROUPS_MINIMUM

WITHHELD = "…"
"""Stands in a finding where a value may not be shown."""


class Shown(StrEnum):
    """Boolean columns that disclosure adds to the feedback frame, since the cells behind them may be gone.

    A row with `counted_in_cuts` False is a matter of one person: it belongs in grand totals and nowhere else.
    """

    COUNTED_IN_CUTS = "counted_in_cuts"
    TEXT_SHOWN = "text_shown"
    IS_PROBLEM = "is_problem"  # a ledger row, or without a ledger a merged opinion that is being put right
    HAS_MEASURE = "has_measure"
    HAS_CHECK = "has_check"  # any of: checked by, checked on, closed
    IS_CHECKED_HERE = "is_checked_here"  # the same on every row: whether this workbook checks or closes any problem that counts
    IS_LOST = "is_lost"  # merged into a row that is not there, or in a circle: no opinion that remains holds it
    IS_TAKEN_UP = "is_taken_up"  # an opinion that became a problem, or whose number a problem of the ledger bears
    HAS_OPINION = "has_opinion"  # a problem with an opinion behind it; without a ledger the problem is the opinion
    IS_LINKED_HERE = "is_linked_here"  # the same on every row: whether it is known which opinions became which problems


@dataclass(frozen=True, slots=True)
class OfVersion:
    """An earlier version that a table was made from: its number and the day that it speaks of."""

    number: int
    day: date


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Raw opinions by source group and something else; a hidden cell is None.

    `cells[i][j]` belongs to `rows[i]`, `columns[j]`. The row "" holds blank groups and those too small to be named. A hidden
    cell is not always under `minimum`: some are hidden so that the others cannot be computed back. `made_from` is there
    where the table is not of the version that is shown.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    hidden: int
    minimum: int
    made_from: OfVersion | None = None


@dataclass(frozen=True, slots=True)
class SourceGroups:
    """The only two places where the source group appears: totals (one column, "raw"), and by category."""

    totals: GroupTable
    by_category: GroupTable


NO_GROUPS = SourceGroups(GroupTable((), (), (), 0, LISTENING_GROUPS_MINIMUM), GroupTable((), (), (), 0, LISTENING_GROUPS_MINIMUM))
"""No table of source groups: nothing would be told apart, or it cannot be known what may be shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Disclosed:
    """A workbook as one audience may see it.

    `tasks`, `organisation` and `rules` have the columns of the schema; `feedback` has those and `Shown`. Below the head,
    feedback rows stand in an order made of what they show, and `ref`, `row` and the ids say nothing
    about the place in the sheet, since that order tells the order of time.
    """

    audience: Audience
    file_name: str
    title: str
    year: int | None
    year_source: str
    as_of: date | None
    tables: tuple[TableReading, ...]
    tasks: pd.DataFrame
    feedback: pd.DataFrame
    organisation: pd.DataFrame
    rules: pd.DataFrame
    talks: pd.DataFrame  # counts of talks alone may be made of it; empty below the leading group
    evaluation: pd.DataFrame  # groups and units, small counts taken out; empty below the leading group
    settings: BoardSettings
    findings: tuple[Finding, ...]
    groups: SourceGroups
