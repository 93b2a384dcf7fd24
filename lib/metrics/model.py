"""The figures, as frozen dataclasses. What each means is said once, here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.access.model import OfVersion
from lib.schema import Gate, Lamp, Rectification


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day judged and the day reported on.

    `day` is A; `reported` is R. `beyond_report`: A lies after R, so that the page must say "as reported
    on R". `held`: R was absent and A is today held at the last due day.
    """

    day: date
    reported: date
    held: bool = False

    @property
    def beyond_report(self) -> bool:
        """Whether the day judged lies after the day reported on."""
        return self.day > self.reported


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it is made of; `unknown` are those left out because a fact is missing."""

    numerator: int
    denominator: int
    unknown: int = 0

    @property
    def share(self) -> float | None:
        """0.0 to 1.0; None where nothing could be counted."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Progress:
    """Plan against actual on one day, over some tasks.

    total excludes cancelled tasks and includes undated ones. should_be_done = done_of_due + due_today
    + overdue + due_unreported. done = done_of_due + done_early + done_undated. Where nothing was
    reported, done, done_of_due, overdue, done_early, done_undated and on_time are None.
    due_soon: not done and A ≤ due ≤ A + days. undated: no due day can be known.
    """

    as_of: AsOf
    total: int
    cancelled: int
    should_be_done: int
    done: int | None
    done_of_due: int | None
    due_today: int | None
    overdue: int | None
    due_unreported: int
    done_early: int | None
    done_undated: int | None
    due_soon: int
    not_reported: int
    undated: int
    stuck: int
    on_time: Rate | None

    @property
    def is_reported(self) -> bool:
        """Whether any task's progress was reported at all."""
        return self.done is not None

    @property
    def plan_share(self) -> float | None:
        """Should be done / all."""
        return self.should_be_done / self.total if self.total else None

    @property
    def actual_share(self) -> float | None:
        """Done / all; None where not reported."""
        return self.done / self.total if self.total and self.done is not None else None


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """One phase: its bar is done / all, its mark should_be_done / all; `lamps` counts its tasks by lamp.

    `start` and `end` are the first start and the last due day of its tasks, None where unknown.
    """

    phase: str
    progress: Progress
    lamps: tuple[tuple[Lamp, int], ...]
    start: date | None
    end: date | None

    @property
    def state(self) -> Lamp:
        """The phase as one lamp, the first that holds: done whole, not reported, a task late, under way, not started."""
        counts = dict(self.lamps)
        if self.progress.total and self.progress.done == self.progress.total:
            return Lamp.DONE
        if self.progress.done is None:
            return Lamp.NOT_REPORTED
        if counts.get(Lamp.OVERDUE):
            return Lamp.OVERDUE
        idle = sum(counts.get(lamp, 0) for lamp in (Lamp.NOT_STARTED, Lamp.NOT_REPORTED, Lamp.CANCELLED))
        return Lamp.NOT_STARTED if idle == sum(counts.values()) else Lamp.IN_PROGRESS


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The two shares at the last day of one 旬; `actual` is None after min(A, R) or where not reported."""

    day: date
    plan: float
    actual: float | None
    should_be_done: int
    done: int | None


@dataclass(frozen=True, slots=True)
class SCurve:
    """Both shares over time. `done_without_day`: done tasks that the past of the line cannot show before R.

    `begins_later`: progress was reported and there is no actual line yet, since the plan begins after A or R.
    """

    points: tuple[CurvePoint, ...]
    as_of: AsOf
    total: int
    done_without_day: int
    undated: int
    begins_later: bool = False


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


@dataclass(frozen=True, slots=True)
class RectificationTotals:
    """Problems by state. completion = (done_unchecked + closed) / problems; closure = closed / problems.

    `closure` is None where the workbook has no check or closing column; both None where no state was reported.
    States are as reported on R, since a ledger keeps no history of them; lateness is judged at A. `personal` problems
    are matters of one person that this audience sees in `problems` only: they are in no state and in no
    rate's denominator (there they are `unknown`).
    """

    problems: int
    states: tuple[tuple[Rectification, int], ...]
    completion: Rate | None
    closure: Rate | None
    overdue: int | None
    long_term: int
    personal: int = 0


@dataclass(frozen=True, slots=True)
class CategoryRectification:
    """The states of one category's problems."""

    category: str
    problems: int
    states: tuple[tuple[Rectification, int], ...]


@dataclass(frozen=True, slots=True)
class OwnerProgress:
    """One unit or one leader: their tasks' figures, and how many bear each lamp. `name` is "" where blank."""

    name: str
    progress: Progress
    lamps: tuple[tuple[Lamp, int], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a reader may quote: its id, what it is made of, and the day it holds for.

    `value` is a count, or a share from 0.0 to 1.0 where `denominator` is given; None means not reported.
    """

    id: str
    value: int | float | None
    numerator: int | None
    denominator: int | None
    as_of: date


class Step(StrEnum):
    """How wide a column of the wall chart is: the finest in which the whole plan can still be read."""

    XUN = "xun"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class WallMark:
    """One task on the wall chart; `ref` leads back to the row."""

    ref: str
    number: str
    task: str
    lamp: Lamp


@dataclass(frozen=True, slots=True)
class WallCell:
    """One row's tasks in one column: those whose due day lies in it, and those under way in it and due later."""

    due: tuple[WallMark, ...]
    running: tuple[WallMark, ...]


@dataclass(frozen=True, slots=True)
class WallRow:
    """One phase, unit or leader, a cell a column; `name` is "" where blank. `total` holds the `undated` tasks too."""

    name: str
    cells: tuple[WallCell, ...]
    total: int
    done: int | None
    undated: int


@dataclass(frozen=True, slots=True)
class WallLoad:
    """What one column carries in all rows: how many tasks are due in it, and how many are under way and due later."""

    first: date
    last: date
    due: int
    running: int


@dataclass(frozen=True, slots=True)
class Wall:
    """The plan as it hangs on a wall: columns of time, rows of phases, units or leaders; cancelled tasks left out.

    `now` is the column that holds A, None where A lies outside; `is_too_long` says that the days are too far apart
    for any column, as one mistyped year makes them: then there are no columns.
    """

    grouping: Grouping
    step: Step
    rows: tuple[WallRow, ...]
    loads: tuple[WallLoad, ...]
    now: int | None
    as_of: AsOf
    undated: int
    is_too_long: bool = False

    @property
    def peaks(self) -> tuple[int, ...]:
        """The columns in which most tasks are due, all that tie; none where nothing is due."""
        most = max((load.due for load in self.loads), default=0)
        return tuple(n for n, load in enumerate(self.loads) if load.due == most) if most else ()


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Four figures as they stood at the end of one day; done and overdue are None where nothing was reported."""

    day: date
    should_be_done: int
    done: int | None
    overdue: int | None
    due_soon: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures 旬 by 旬 up to A; the last point is A and equals the headline.

    `done_without_day` tasks are missing before R, in done and in overdue alike: nobody knows since when they are done;
    in due soon they stand among those not known to be done, as they do in the headline of such a day.
    """

    points: tuple[TrendPoint, ...]
    total: int
    done_without_day: int


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """One report that a task owes to a supervising body: `by` is None where no day can be read.

    `is_late`: due or submitted and past its day at A, or sent back.
    """

    ref: str
    number: str
    task: str
    body: str
    action: str
    state: Gate | None
    by: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class UnitReport:
    """All that one responsible unit owes, in the order in which a meeting speaks of it.

    `tasks` are references, the worst first; `problems` are references of those that are not closed, the overdue first.
    `name` is "" where the workbook names no unit.
    """

    name: str
    progress: Progress
    lamps: tuple[tuple[Lamp, int], ...]
    tasks: tuple[str, ...]
    rectification: RectificationTotals
    problems: tuple[str, ...]
    duties: tuple[ReportDuty, ...]


@dataclass(frozen=True, slots=True)
class CategoryBreakdown:
    """One category and its subcategories; shares are of all merged opinions, so that the parts add up to the category."""

    category: FeedbackGroup
    subcategories: tuple[FeedbackGroup, ...]
