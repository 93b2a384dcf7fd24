"""The re-plan ledger: original, agreed and actual day of each task whose dates moved, and by how much.

Slip is in days, positive where later. The original day is the planned one, else the end of the window; the agreed day is
what was settled with the supervising body. A task stands in the ledger where an agreed day is given, or where its original
day has passed without one: done later than it, or not done and past it at A. Tasks without a due day have no slip.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.access.plan import is_content_withheld
from lib.metrics.model import AsOf
from lib.metrics.progress import day_or_none
from lib.metrics.states import State
from lib.schema import Audience, Task


@dataclass(frozen=True, slots=True)
class Replanned:
    """One task whose dates moved.

    `agreed_slip` is agreed minus original, None where nothing was agreed. `past_original` and `past_agreed` measure the day it was
    done, or A where it is known not to be done and that day has passed; None where it is not past yet or the day is unknown.
    `is_withheld`: this audience may not see the reason, so that a blank one says nothing.
    """

    ref: str
    number: str
    task: str
    owner_unit: str
    original: date | None
    agreed: date | None
    done: date | None
    is_done: bool | None
    agreed_slip: int | None
    past_original: int | None
    past_agreed: int | None
    reason: str
    agreed_by: str
    is_withheld: bool = False

    @property
    def is_unagreed(self) -> bool:
        """Whether the original day has passed and nobody agreed on another."""
        return self.agreed is None


@dataclass(frozen=True, slots=True)
class Replan:
    """The ledger, agreed changes first, the largest slip first.

    `dated` tasks count and have an original or an agreed day. Of `unclear` ones nobody knows whether they went past their original
    day: it has passed without another being agreed, and whether or when they were done is not reported.
    """

    as_of: AsOf
    dated: int
    rows: tuple[Replanned, ...]
    unclear: int = 0

    @property
    def agreed(self) -> tuple[Replanned, ...]:
        """Tasks for which another day was agreed."""
        return tuple(row for row in self.rows if not row.is_unagreed)

    @property
    def later(self) -> int:
        """How many were put off."""
        return sum(slip > 0 for slip in self._slips)

    @property
    def earlier(self) -> int:
        """How many were brought forward."""
        return sum(slip < 0 for slip in self._slips)

    @property
    def longest(self) -> int:
        """The largest agreed slip in days; 0 where none was put off."""
        return max((0, *self._slips))

    @property
    def _slips(self) -> tuple[int, ...]:
        return tuple(row.agreed_slip for row in self.rows if row.agreed_slip is not None)

    @property
    def without_reason(self) -> int:
        """Agreed changes without a reason in the workbook, as far as the audience may see reasons."""
        return sum(not row.reason and not row.is_withheld for row in self.agreed)

    @property
    def unagreed(self) -> int:
        """How many went past their original day without another being agreed."""
        return sum(row.is_unagreed for row in self.rows)


def replan(states: pd.DataFrame, as_of: AsOf, audience: Audience) -> Replan:
    """The ledger of all tasks that count.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
        audience: whom the tasks were disclosed to; tells a reason that is missing from one that is withheld.
    """
    counted = states[states[State.COUNTS]]
    original, agreed = counted[Task.ORIGINAL_DUE], counted[Task.AGREED_DUE]
    past_original, past_agreed = _days_past(counted, original, as_of), _days_past(counted, agreed, as_of)
    slip = (agreed - original).dt.days.astype("Int64")
    moved = counted[agreed.notna() | past_original.gt(0)]
    keys = pd.DataFrame({"unagreed": agreed.isna(), "days": slip.fillna(past_original).fillna(0)}).loc[moved.index]
    order = keys.sort_values(["unagreed", "days"], ascending=[True, False]).index
    shown = moved.loc[order]
    texts = shown[[Task.REF, Task.NUMBER, Task.TASK, Task.OWNER_UNIT, Task.REPLAN_REASON, Task.AGREED_BY]].fillna("")
    columns = zip(
        texts.itertuples(index=False, name=None),
        shown[Task.ORIGINAL_DUE],
        shown[Task.AGREED_DUE],
        shown[Task.ACTUAL_DONE].where(shown[State.DONE_DAY_KNOWN]),
        shown[State.IS_DONE],
        slip.loc[order],
        past_original.loc[order],
        past_agreed.loc[order],
        is_content_withheld(shown, audience),
        strict=True,
    )
    rows = tuple(_replanned(*each) for each in columns)
    unclear = original.lt(pd.Timestamp(as_of.day)) & agreed.isna() & past_original.isna()
    return Replan(as_of, int((original.notna() | agreed.notna()).sum()), rows, int(unclear.sum()))


def _replanned(
    texts: tuple[str, ...],
    first: object,
    then: object,
    done: object,
    is_done: object,
    moved_by: object,
    over_original: object,
    over_agreed: object,
    withheld: object,
) -> Replanned:
    """One row of the ledger; `texts` are ref, number, task, unit, reason and who agreed."""
    ref, number, task, unit, reason, agreed_by = texts
    return Replanned(
        ref=ref,
        number=number,
        task=task,
        owner_unit=unit,
        original=day_or_none(first),
        agreed=day_or_none(then),
        done=day_or_none(done),
        is_done=None if pd.isna(is_done) else bool(is_done),  # type: ignore[call-overload]
        agreed_slip=_whole(moved_by),
        past_original=_whole(over_original),
        past_agreed=_whole(over_agreed),
        reason=reason.strip(),
        agreed_by=agreed_by.strip(),
        is_withheld=bool(withheld),
    )


def _days_past(counted: pd.DataFrame, due: pd.Series, as_of: AsOf) -> pd.Series:
    """Days from a due day to the day it was done, below zero where early; to A for what is known not to be done and past it."""
    is_open = ~counted[State.IS_DONE].fillna(True).astype(bool)
    until = counted[Task.ACTUAL_DONE].where(counted[State.DONE_DAY_KNOWN]).mask(is_open, pd.Timestamp(as_of.day))
    days = (until - due).dt.days
    past: pd.Series = days.mask(is_open & days.le(0)).astype("Int64")
    return past


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload, no-any-return]
