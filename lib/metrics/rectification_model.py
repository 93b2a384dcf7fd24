"""What the page 整改 counts, as frozen dataclasses. What each means is said once, here.

Lists of references lead back to rows; whether a reader may be told them is for whoever words them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lib.metrics.model import RectificationTotals
from lib.schema import RectificationKind, RuleAction


class Stage(StrEnum):
    """The stages of the funnel, from what was said to what is closed."""

    RAW = "raw"
    MERGED = "merged"
    PROBLEMS = "problems"
    WITH_MEASURES = "with_measures"
    DONE = "done"
    CLOSED = "closed"


class Gap(StrEnum):
    """Why a stage holds fewer, or more, than the one before."""

    REPEATED = "repeated"  # told again, and noted in the same row
    MERGED_AWAY = "merged_away"  # merged into an opinion that remains
    LOST = "lost"  # merged into a row that is not there
    COUNTED_AS_NONE = "counted_as_none"  # a raw count of nought: the row remains, and adds nothing to the raw count
    NOT_TAKEN_UP = "not_taken_up"
    JOINED = "joined"  # several opinions became one problem
    SPLIT = "split"  # one opinion became several problems, or stands outside a filter that its problem passes
    NOT_FROM_OPINIONS = "not_from_opinions"  # a problem of the ledger without an opinion behind it
    UNLINKED = "unlinked"  # no number joins opinions and ledger: the difference alone is known
    PERSONAL = "personal"  # matters of one person, in the totals only
    WITHOUT_MEASURE = "without_measure"
    NOT_DONE = "not_done"
    STATE_BLANK = "state_blank"
    DONE_WITHOUT_MEASURE = "done_without_measure"
    AWAITING_CHECK = "awaiting_check"


FAULTS = frozenset({Gap.LOST, Gap.COUNTED_AS_NONE, Gap.UNLINKED, Gap.DONE_WITHOUT_MEASURE})
"""Where the workbook does not add up by itself, so that somebody should look at the rows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How many leave (or, below nought, join) between two stages, and for which reason; `rows` are references."""

    gap: Gap
    count: int
    rows: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether the rows should be looked at."""
        return self.gap in FAULTS


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One stage: its count, None where not reported, and what lies between it and the stage before."""

    stage: Stage
    count: int | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Funnel:
    """From raw opinions to closed problems. The differences of a known step add up to what is between it and the known one before it."""

    steps: tuple[FunnelStep, ...]

    def count(self, stage: Stage) -> int | None:
        """How many there are at one stage."""
        return next(step.count for step in self.steps if step.stage is stage)

    @property
    def with_measures(self) -> int | None:
        """Problems with a measure written down."""
        return self.count(Stage.WITH_MEASURES)

    @property
    def faults(self) -> tuple[Difference, ...]:
        """Everything that the workbook leaves unexplained."""
        return tuple(each for step in self.steps for each in step.differences if each.is_fault)


class ProblemGrouping(StrEnum):
    """By what problems are told apart."""

    CATEGORY = "category"
    UNIT = "unit"
    LEAD = "lead"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems of one category, unit, leader or campaign; `name` is "" where blank or not to be told."""

    name: str
    totals: RectificationTotals


class DueBucket(StrEnum):
    """How far off the due day of an open problem is; 10 and 20 days ahead of A, both included."""

    LATE = "late"
    WITHIN_10 = "within_10"
    WITHIN_20 = "within_20"
    LATER = "later"
    UNDATED = "undated"


class AgeBucket(StrEnum):
    """How long an open problem has been known, at least; in days."""

    UP_TO_10 = "up_to_10"
    UP_TO_30 = "up_to_30"
    UP_TO_60 = "up_to_60"
    OVER_60 = "over_60"
    AFTER = "after"
    """Received later than the day that is judged."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KindOfProblems:
    """The problems of one kind; None where it is not written. `due` and `ages` count the open ones by bucket, empty ones left out.

    `oldest` is the greatest known age of an open one, in days, at least.
    """

    kind: RectificationKind | None
    totals: RectificationTotals
    open: int
    due: tuple[tuple[DueBucket, int], ...]
    ages: tuple[tuple[AgeBucket, int], ...]
    oldest: int | None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Open problems without news for `days` days or more: `count` is None where no problem says when there was news.

    `unknown` open problems do not say. Days of news are known as the 旬 they lie in; counted from its last day.
    """

    days: int
    count: int | None
    unknown: int
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RectificationPicture:
    """What the page says first: the totals, and who must act next.

    `open` = reported and neither done nor closed. `awaiting_check` wait for the checker, `returned` and `reopened` are part of
    `open`. `closed_unchecked` are called closed without a checker, a day of checking or a day of closing. All None where no state was reported.
    `is_dated`: any problem has a due day, without which nobody can say what is overdue.
    """

    totals: RectificationTotals
    open: int | None
    awaiting_check: int | None
    returned: int | None
    reopened: int | None
    closed_unchecked: int | None
    not_reported: int
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules with one action, None where it is not written or not understood; `done` and `late` are None where no state was reported."""

    action: RuleAction | None
    total: int
    done: int | None
    late: int | None


@dataclass(frozen=True, slots=True)
class RulesMade:
    """The rules to be made, changed, abolished or kept; `cancelled` are in none of the other counts."""

    groups: Sequence[RuleGroup]
    total: int
    done: int | None
    late: int | None
    cancelled: int = 0
