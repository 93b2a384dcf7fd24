"""Plan against actual: what should be done by a day, and what is; in all and by phase.

Shares are 0.0 to 1.0 of all tasks that count: cancelled ones do not, undated ones do. Everything is counted from
the columns of `states.State`, so that a table and a headline cannot disagree.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from lib.metrics.model import AsOf, PhaseProgress, Progress, Rate
from lib.metrics.states import State, is_reported, known_done
from lib.schema import Lamp, Organisation, Status, Task


def progress(states: pd.DataFrame, as_of: AsOf) -> Progress:
    """The figures of one day over some tasks.

    Args:
        states: what `task_states` gives for the same `as_of`; never modified.
        as_of: the day judged and the day reported on.
    """
    counted = states[states[State.COUNTS]]
    due, undated = counted[State.IS_DUE], counted[Task.DUE].isna()
    done = known_done(counted)
    unknown = ~counted[State.IS_REPORTED]
    due_today = due & ~done & ~unknown & ~counted[State.IS_OVERDUE]
    reported = is_reported(states)
    return Progress(
        as_of=as_of,
        total=len(counted),
        cancelled=len(states) - len(counted),
        should_be_done=int(due.sum()),
        done=int(done.sum()) if reported else None,
        done_of_due=int((done & due).sum()) if reported else None,
        due_today=int(due_today.sum()) if reported else None,
        overdue=int(counted[State.IS_OVERDUE].sum()) if reported else None,
        due_unreported=int((due & unknown).sum()),
        done_early=int((done & ~due & ~undated).sum()) if reported else None,
        done_undated=int((done & undated).sum()) if reported else None,
        due_soon=int(counted[State.IS_DUE_SOON].sum()),
        not_reported=int(unknown.sum()),
        undated=int(undated.sum()),
        stuck=int(counted[State.IS_STUCK].sum()),
        on_time=_on_time(counted[due]) if reported else None,
    )


def _on_time(due: pd.DataFrame) -> Rate:
    """Of what should be done: done on a known day, the due day or before. Done without a day, or not reported, is unknown.

    Where tasks are done and no day of any of them is known, there is no rate: those that are late would make it 0 % by themselves.
    """
    done = known_done(due)
    in_time = due[State.DONE_DAY_KNOWN] & due[Task.ACTUAL_DONE].le(due[Task.DUE])
    unknown = ~due[State.IS_REPORTED] | (done & ~due[State.DONE_DAY_KNOWN])
    is_undated = due[Task.STATUS].eq(str(Status.DONE)) & due[Task.ACTUAL_DONE].isna()
    if is_undated.any() and not due[State.DONE_DAY_KNOWN].any():
        return Rate(0, 0, int(unknown.sum()))
    return Rate(int(in_time.sum()), int((~unknown).sum()), int(unknown.sum()))


def phase_progress(states: pd.DataFrame, as_of: AsOf, order: Sequence[str] = ()) -> tuple[PhaseProgress, ...]:
    """The figures of each phase: in the settings' order, then in the workbook's; a blank phase is ""."""
    phases = states[Task.PHASE].fillna("")
    found = []
    for name in in_order(phases, order):
        of_phase = states[phases == name]
        counted = of_phase[of_phase[State.COUNTS]]
        first = counted[[Task.START, Task.DUE]].min().min()
        found.append(
            PhaseProgress(
                name,
                progress(of_phase, as_of),
                lamp_counts(of_phase),
                day_or_none(first),
                day_or_none(counted[Task.DUE].max()),
                is_begun(counted),
            )
        )
    return tuple(found)


def is_begun(counted: pd.DataFrame) -> bool:
    """Whether any of these tasks is known to be under way, paused or done on the day."""
    idle = (counted[Task.STATUS].eq(str(Status.NOT_STARTED)) & counted[Task.ACTUAL_DONE].isna()) | counted[State.BEGINS_LATER]
    return bool((counted[State.IS_REPORTED] & ~idle).any())


def names_in_order(organisation: pd.DataFrame) -> tuple[str, ...]:
    """Bodies, then persons or posts, as the organisation sheet orders them: units and leaders follow it everywhere."""
    columns = (Organisation.BODY, Organisation.POSITION, Organisation.NAME)
    return tuple(name for column in columns for name in organisation[column].dropna())


def in_order(values: pd.Series, order: Sequence[str]) -> tuple[str, ...]:
    """The distinct values: first those that `order` names, then as they first appear; blank last."""
    found = [str(value) for value in values.unique()]
    named = [name for name in dict.fromkeys(order) if name in found and name]
    rest = [name for name in found if name not in named and name]
    return (*named, *rest, *([""] if "" in found else []))


_NUMERALS = str.maketrans("一二三四五六七八九十", "123456789:")


def in_the_dictionary(name: str) -> bytes:
    """By what names that no sheet puts in an order are sorted: numbers first (一年级, 二年级), then by sound.

    Chinese characters in common use stand by their sound in this encoding.
    """
    return name.translate(_NUMERALS).encode("gb18030", "replace")


def lamp_counts(states: pd.DataFrame) -> tuple[tuple[Lamp, int], ...]:
    """How many tasks bear each lamp; lamps that none bears are left out."""
    counts = states[State.LAMP].value_counts()
    return tuple((lamp, int(counts[lamp])) for lamp in Lamp if lamp in counts.index)


def day_or_none(value: object) -> date | None:
    """A timestamp as a day; NaT as None."""
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload, arg-type]
