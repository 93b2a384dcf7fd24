"""Tasks on the timeline, and the reports that they owe."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.metrics.model.judged import AsOf
from lib.schema import Gate, Lamp


class Grouping(StrEnum):
    """Under what the rows of a timeline or a wall chart stand together."""

    PHASE = "phase"
    UNIT = "unit"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class DutyMark:
    """A report owed on a day, on the timeline; `state` is None where none is written or its word is unknown."""

    day: date
    body: str
    action: str
    state: Gate | None
    is_settled: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class TaskBar:
    """One task on the timeline. `ref` leads back to the row; `original_due` differs from `due` when re-planned.

    `duties` are its reports that have a day, in time's order.
    """

    ref: str
    number: str
    task: str
    phase: str
    owner_unit: str
    lead: str
    start: date | None
    due: date
    original_due: date | None
    actual_start: date | None
    actual_done: date | None
    lamp: Lamp
    approximate: bool
    duties: tuple[DutyMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated tasks group by group, each group's in the workbook's order; how many have no due day (listed beside the chart).

    `undated_duties` are the reports that no bar can bear: they, or their tasks, have no day.
    """

    bars: tuple[TaskBar, ...]
    undated: int
    as_of: AsOf
    first: date | None
    last: date | None
    grouping: Grouping = Grouping.PHASE
    undated_duties: int = 0


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """One report that a task owes to a supervising body: `by` is None where no day can be read.

    `is_late`: due or submitted and past its day at A, or sent back. `days_in_state` is None where the day on which its state began is
    not known; so it is for 待报, whose day is the one by which it is due.
    """

    ref: str
    number: str
    task: str
    body: str
    action: str
    state: Gate | None
    by: date | None
    is_late: bool
    days_in_state: int | None = None
