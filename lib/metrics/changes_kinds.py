"""Of which kind a change in each column is, row by row: for tasks, and for opinions and problems.

Ids, numbers, places and what the reader computes from other cells are not compared; of the computed columns only the due day is.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from lib.matching import plain_cells
from lib.metrics.changes_cells import differs
from lib.metrics.changes_model import ChangeKind
from lib.metrics.gates import duties_of
from lib.metrics.states import State, known_done
from lib.schema import Gate, Opinion, Rectification, Status, Task

TASK_PROGRESS = (Task.STATUS, Task.ACTUAL_START, Task.ACTUAL_DONE, Task.PROGRESS, Task.STATUS_TEXT)
PROBLEM_PROGRESS = (Opinion.STATUS, Opinion.DONE, Opinion.CHECKED_BY, Opinion.CHECKED, Opinion.VERDICT, Opinion.CLOSED, Opinion.STATUS_TEXT)

_NEVER: frozenset[str] = frozenset(
    {
        Task.TASK_ID,
        Task.NUMBER,
        Task.REF,
        Task.SHEET,
        Task.ROW,
        Task.KIND,
        Task.START,
        Task.END,
        Task.ORIGINAL_DUE,
        Task.SLIP_DAYS,
        Opinion.FEEDBACK_ID,
        Opinion.ISSUE_ID,
        Opinion.ROLE,
    }
)
_REPLANNING: tuple[str, ...] = (Task.DUE, Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.AGREED_DUE, Task.REPLAN_REASON)
_OWNERS: tuple[str, ...] = (Task.LEAD, Task.OWNER_UNIT, Task.OWNER, Task.CO_UNITS)
_TASK_ORDER = {str(Status.NOT_STARTED): 0, str(Status.IN_PROGRESS): 1, str(Status.PAUSED): 1, str(Status.DONE): 2}
_PROBLEM_ORDER = {
    str(Rectification.OPEN): 0,
    str(Rectification.RETURNED): 0,
    str(Rectification.REOPENED): 0,
    str(Rectification.IN_PROGRESS): 1,
    str(Rectification.DONE_UNCHECKED): 2,
    str(Rectification.CLOSED): 3,
}
_SENT_BACK = (str(Rectification.RETURNED), str(Rectification.REOPENED))


def task_kinds(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, np.ndarray]:
    """For each compared column the kind that a change has in each row.

    Args:
        old, new: what `task_states` gives, with `Task.STATUS` blank where not reported; the n-th rows belong together.
    """
    kinds = _by_column(old, new, Task, Task.TASK)
    kinds[Task.PHASE] = _all(ChangeKind.MOVED, len(new))
    kinds[Task.GATE_STATUS] = np.where(_returned(new) > _returned(old), str(ChangeKind.REOPENED), str(ChangeKind.OTHER))
    return kinds | dict.fromkeys((str(name) for name in TASK_PROGRESS), _task_progress(old, new))


def feedback_kinds(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, np.ndarray]:
    """The same for opinions and problems, with `Opinion.STATUS` blank where not reported."""
    kinds = _by_column(old, new, Opinion, Opinion.TEXT)
    kinds[Opinion.ISSUE] = _all(ChangeKind.REWORDED, len(new))
    kinds[Opinion.MERGED_INTO] = _all(ChangeKind.MERGED, len(new))
    return kinds | dict.fromkeys((str(name) for name in PROBLEM_PROGRESS), _problem_progress(old, new))


def share_differs(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """Whether the progress says something else; of a done task that tells no share any more (完成80%, then 完成) its state says it all."""
    is_all = new[Task.STATUS].eq(Status.DONE).fillna(False) & new[Task.PROGRESS].isna()
    return differs(old[Task.PROGRESS], new[Task.PROGRESS]) & ~is_all.to_numpy(bool)


def is_newly_done(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """Tasks done now and not before; one whose state said so already without a day was done before."""
    before = old[State.IS_DONE].fillna(_says_done(old)).astype(bool)
    newly: np.ndarray = (known_done(new) & ~before).to_numpy(bool)
    return newly


def unread_only(old: pd.DataFrame, new: pd.DataFrame, read: str, written: str) -> np.ndarray:
    """Whether the writing differs where neither writing could be read: where one could, what was read is compared."""
    unread: np.ndarray = (old[read].isna() & new[read].isna()).to_numpy(bool) & differs(old[written], new[written])
    return unread


def parent_differs(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """Whether an opinion is merged into another row than before; a row whose number alone changed is the same row."""
    numbers = plain_cells(old[Opinion.FEEDBACK_ID])
    now = pd.Series(plain_cells(new[Opinion.FEEDBACK_ID]).to_numpy(), index=numbers.to_numpy())
    now = now[now.index.notna() & ~now.index.duplicated(keep=False)]
    before = plain_cells(old[Opinion.MERGED_INTO])
    expected = before.map(now).astype("object").fillna(before).fillna("")
    different: np.ndarray = (plain_cells(new[Opinion.MERGED_INTO]).fillna("") != expected).to_numpy(bool)
    return different


def is_moved_in_time(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """Whether the due day is another; without one on either side, whether the kind of the deadline is."""
    undated = (old[Task.DUE].isna() & new[Task.DUE].isna()).to_numpy(bool)
    moved: np.ndarray = differs(old[Task.DUE], new[Task.DUE]) | (undated & differs(old[Task.KIND], new[Task.KIND]))
    return moved


def _by_column(old: pd.DataFrame, new: pd.DataFrame, names: Iterable[str], text: str) -> dict[str, np.ndarray]:
    """Replanning, owners and the text by their kinds, every other column as `OTHER`."""
    moved = np.where(is_moved_in_time(old, new), str(ChangeKind.REPLANNED), str(ChangeKind.OTHER))
    kinds = {str(name): _all(ChangeKind.OTHER, len(new)) for name in names if name not in _NEVER}
    kinds |= {str(name): moved for name in _REPLANNING if name in kinds}
    kinds |= {str(name): _all(ChangeKind.OWNER, len(new)) for name in _OWNERS if name in kinds}
    kinds[str(text)] = _all(ChangeKind.REWORDED, len(new))
    return kinds


def _all(kind: ChangeKind, length: int) -> np.ndarray:
    return np.full(length, str(kind), dtype=object)


def _says_done(tasks: pd.DataFrame) -> pd.Series:
    return tasks[Task.STATUS].eq(str(Status.DONE)) | tasks[Task.ACTUAL_DONE].notna()


def _task_progress(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    cancelled, was_cancelled = (each[Task.STATUS].eq(str(Status.CANCELLED)) for each in (new, old))
    fell = new[Task.PROGRESS].lt(old[Task.PROGRESS] - 1e-9) | _is_back(old[Task.STATUS], new[Task.STATUS], _TASK_ORDER)
    undone = _says_done(old) & ~_says_done(new)
    chosen = [is_newly_done(old, new), (cancelled & ~was_cancelled).to_numpy(bool), (fell | undone).to_numpy(bool)]
    return _select(chosen, (ChangeKind.NEWLY_DONE, ChangeKind.CANCELLED, ChangeKind.REOPENED))


def _problem_progress(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    before, after = old[Opinion.STATUS], new[Opinion.STATUS]
    done = (str(Rectification.DONE_UNCHECKED), str(Rectification.CLOSED))
    closed = after.eq(str(Rectification.CLOSED)) & before.ne(str(Rectification.CLOSED))
    newly_done = after.eq(str(Rectification.DONE_UNCHECKED)) & ~before.isin(done)
    sent_back = after.isin(_SENT_BACK) & before.ne(after)
    undone = before.isin(done) & after.isna()
    back = sent_back | undone | _is_back(before, after, _PROBLEM_ORDER)
    chosen = [each.to_numpy(bool) for each in (closed, newly_done, back)]
    return _select(chosen, (ChangeKind.CLOSED, ChangeKind.NEWLY_DONE, ChangeKind.REOPENED))


def _select(chosen: list[np.ndarray], kinds: tuple[ChangeKind, ...]) -> np.ndarray:
    return np.select(chosen, [str(kind) for kind in kinds], default=str(ChangeKind.STATUS)).astype(object)


def _is_back(old: pd.Series, new: pd.Series, order: dict[str, int]) -> pd.Series:
    """Whether a state lies before the one it was; where either is unknown nothing is said."""
    return new.map(order).astype("float64").lt(old.map(order).astype("float64"))


def _returned(tasks: pd.DataFrame) -> np.ndarray:
    """How many reports of each task were sent back."""
    labels = [duty.task for duty in duties_of(tasks) if duty.state is Gate.RETURNED]
    counts: np.ndarray = pd.Series(labels, dtype="object").value_counts().reindex(tasks.index, fill_value=0).to_numpy("int64")
    return counts
