"""What changed between two versions: rows by kind, and cell by cell. Only what both versions may show is compared.

A row may be of several kinds, and nothing that goes backwards is left out: rows taken out, cells blanked, work reopened. Equal
versions give nothing, nor does another order of the rows or another numbering.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.access import Shown
from lib.matching import How, Pair
from lib.metrics import changes_kinds as kinds_of
from lib.metrics.changes_model import Changed, ChangeKind, Changes, KindCount, Side
from lib.metrics.figures import DUE_SOON_DAYS
from lib.metrics.model import AsOf
from lib.metrics.rectification import is_overdue
from lib.metrics.states import State, task_states
from lib.schema import Lamp, Opinion, Task
from tests.plain.changes_cells import changed_cells, lines, without_unknown
from tests.plain.pairs import DisclosedPair


def changes(
    pair: DisclosedPair, old_as_of: AsOf, new_as_of: AsOf, old_due_soon_days: int = DUE_SOON_DAYS, new_due_soon_days: int = DUE_SOON_DAYS
) -> Changes:
    """What changed from the old version to the new one.

    Args:
        pair: both versions and the pairs of their rows, as one audience may compare them; never modified.
        old_as_of, new_as_of: the day on which each is judged late or not.
        old_due_soon_days, new_due_soon_days: how many days ahead a due day is soon, for the lamps.
    """
    old, new = pair.old, pair.new
    old_states = task_states(old.tasks, old_as_of, old_due_soon_days)
    new_states = task_states(new.tasks, new_as_of, new_due_soon_days)
    tasks = _Compared(Side.TASKS, old_states, new_states, pair.matching.tasks)
    feedback = _Compared(Side.FEEDBACK, _late(old.feedback, old_as_of), _late(new.feedback, new_as_of), pair.matching.feedback)
    fields = pd.concat([_task_cells(tasks), _feedback_cells(feedback)], ignore_index=True)
    rows = _rows(fields, (*tasks.slips(), *feedback.slips()))
    changed = {side: int(rows[Changed.TABLE].eq(str(side)).sum()) for side in Side}
    listed = (pair.matching.tasks, pair.matching.feedback)
    personal = [int((~each.feedback[Shown.COUNTED_IN_CUTS].astype(bool)).sum()) for each in (old, new)]
    return Changes(
        rows=rows,
        fields=fields,
        counts=_counts(rows),
        tasks=changed[Side.TASKS],
        feedback=changed[Side.FEEDBACK],
        unchanged_tasks=len(listed[0]) - changed[Side.TASKS],
        unchanged_feedback=len(listed[1]) - changed[Side.FEEDBACK],
        shared=len(tasks.old) + len(feedback.old),
        unsure=sum(each.how is How.UNSURE for pairs in listed for each in pairs),
        personal_before=personal[0],
        personal_after=personal[1],
    )


class _Compared:
    """One table of both versions: the rows that stand in both, side by side, and those that stand in one."""

    def __init__(self, side: Side, old: pd.DataFrame, new: pd.DataFrame, pairs: Sequence[Pair]) -> None:
        self.side, self.pairs = side, pairs
        refs = pd.DataFrame({"old": [pair.old for pair in pairs], "new": [pair.new for pair in pairs]}, dtype="object")
        self.refs = refs
        self.is_shared = (refs["old"].notna() & refs["new"].notna()).to_numpy(bool)
        self.places = np.flatnonzero(self.is_shared)
        self.old, self.new = (self._in_order(frame, refs[name][self.is_shared]) for name, frame in (("old", old), ("new", new)))
        self.added = self._in_order(new, refs["new"][refs["old"].isna()])

    @staticmethod
    def _in_order(frame: pd.DataFrame, refs: pd.Series) -> pd.DataFrame:
        places = pd.Index(frame["ref"].astype("object")).get_indexer(refs.astype("object"))
        found: pd.DataFrame = frame.iloc[places].reset_index(drop=True)
        return found

    def alone(self) -> pd.DataFrame:
        """A line for each row that stands in one version."""
        added, removed = (np.flatnonzero(self.refs[name].isna()) for name in ("old", "new"))
        late = added[self.added[_IS_LATE[self.side]].fillna(False).to_numpy(bool)]
        return pd.concat(
            [
                lines(removed, "", ChangeKind.REMOVED),
                lines(added, "", ChangeKind.ADDED),
                self._lateness(late, None, self.added.loc[self.added[_IS_LATE[self.side]].fillna(False).astype(bool)]),
            ]
        )

    def newly_late(self) -> pd.DataFrame:
        """A line for each row in both versions that is late now and was not."""
        name = _IS_LATE[self.side]
        newly = self.new[name].astype(bool).to_numpy() & ~self.old[name].astype(bool).to_numpy()
        return self._lateness(self.places[newly], self.old[newly], self.new[newly])

    def _lateness(self, places: np.ndarray, old: pd.DataFrame | None, new: pd.DataFrame) -> pd.DataFrame:
        column = State.LAMP if self.side is Side.TASKS else State.IS_OVERDUE
        return lines(places, column, ChangeKind.NEWLY_LATE, None if old is None else old[column], new[column])

    def named(self, cells: pd.DataFrame) -> pd.DataFrame:
        """Lines whose `place` is the pair's, with the refs of its rows."""
        refs = self.refs.iloc[cells["place"]].reset_index(drop=True)
        how = pd.Series([str(pair.how) for pair in self.pairs], dtype="object").iloc[cells["place"]].reset_index(drop=True)
        head = {Changed.TABLE: str(self.side), Changed.OLD_REF: refs["old"], Changed.NEW_REF: refs["new"], Changed.HOW: how}
        rest = cells.reset_index(drop=True)
        return pd.concat([pd.DataFrame(head, index=rest.index), rest], axis=1)

    def shared(self, cells: pd.DataFrame) -> pd.DataFrame:
        """Lines whose `place` is a row of the frames side by side, with the pair's place instead."""
        return cells.assign(place=self.places[cells["place"]])

    def slips(self) -> tuple[pd.DataFrame, ...]:
        """By how many days each row's due day moved."""
        days = (self.new[Task.DUE] - self.old[Task.DUE]).dt.days
        slip = pd.DataFrame({Changed.TABLE: str(self.side), "place": self.places, Changed.SLIP_DAYS: days.astype("Int64")})
        return (slip[slip[Changed.SLIP_DAYS].fillna(0).ne(0)],)


_IS_LATE = {Side.TASKS: State.IS_OVERDUE, Side.FEEDBACK: State.IS_OVERDUE}


def _late(feedback: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """The rows with whether each is a problem past its day."""
    counts = feedback[Shown.IS_PROBLEM].astype(bool) & feedback[Shown.COUNTED_IN_CUTS].astype(bool)
    return feedback.assign(**{State.IS_OVERDUE: (counts & is_overdue(feedback, as_of)).astype(bool)})


def _task_cells(tasks: _Compared) -> pd.DataFrame:
    old, new = (each.assign(**{Task.STATUS: without_unknown(each[Task.STATUS])}) for each in (tasks.old, tasks.new))
    apart = {str(Task.STATUS_TEXT): kinds_of.unread_only(old, new, Task.STATUS, Task.STATUS_TEXT)}
    cells = changed_cells(old, new, kinds_of.task_kinds(old, new), apart)
    said = cells.loc[cells[Changed.KIND].eq(str(ChangeKind.NEWLY_DONE)), "place"]
    unsaid = np.setdiff1d(np.flatnonzero(kinds_of.is_newly_done(old, new)), said)
    by_day = lines(unsaid, State.LAMP, ChangeKind.NEWLY_DONE, old[State.LAMP].iloc[unsaid], str(Lamp.DONE))
    return tasks.named(pd.concat([tasks.alone(), tasks.shared(_with_news(cells)), tasks.shared(by_day), tasks.newly_late()]))


def _feedback_cells(feedback: _Compared) -> pd.DataFrame:
    old, new = (each.assign(**{Opinion.STATUS: without_unknown(each[Opinion.STATUS])}) for each in (feedback.old, feedback.new))
    apart = {
        str(Opinion.STATUS_TEXT): kinds_of.unread_only(old, new, Opinion.STATUS, Opinion.STATUS_TEXT),
        str(Opinion.TARGET_TEXT): kinds_of.unread_only(old, new, Opinion.TARGET, Opinion.TARGET_TEXT),
        str(Opinion.MERGED_INTO): kinds_of.parent_differs(old, new),
    }
    cells = changed_cells(old, new, kinds_of.feedback_kinds(old, new), apart)
    return feedback.named(pd.concat([feedback.alone(), feedback.shared(_with_news(cells)), feedback.newly_late()]))


def _with_news(cells: pd.DataFrame) -> pd.DataFrame:
    """The day of the latest news changes with every report: beside another change it is a part of that."""
    is_day = cells[Changed.COLUMN].eq(str(Task.UPDATED)) & cells[Changed.KIND].eq(str(ChangeKind.OTHER))
    others = cells[~is_day].drop_duplicates("place").set_index("place")[Changed.KIND]
    kind = cells["place"].map(others).astype("object").where(is_day).fillna(cells[Changed.KIND])
    return cells.assign(**{Changed.KIND: kind})


def _rows(fields: pd.DataFrame, slips: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One line a changed row, with a boolean column for each kind; tasks first, each table in the order of its pairs."""
    keys = [Changed.TABLE, "place"]
    heads = fields.drop_duplicates(keys)[[*keys, Changed.OLD_REF, Changed.NEW_REF, Changed.HOW]]
    heads = heads.sort_values(keys, key=lambda cells: cells.ne(str(Side.TASKS)) if cells.name == Changed.TABLE else cells, kind="stable")
    rows = heads.merge(pd.concat(slips), on=keys, how="left")
    at = pd.MultiIndex.from_frame(rows[keys])
    for kind in ChangeKind:
        of_kind = fields.loc[fields[Changed.KIND].eq(str(kind)), keys]
        rows[str(kind)] = at.isin(pd.MultiIndex.from_frame(of_kind)) if len(of_kind) else False
    return rows.drop(columns="place")


def _counts(rows: pd.DataFrame) -> tuple[KindCount, ...]:
    is_task = rows[Changed.TABLE].eq(str(Side.TASKS))
    found = (KindCount(kind, int(rows.loc[is_task, str(kind)].sum()), int(rows.loc[~is_task, str(kind)].sum())) for kind in ChangeKind)
    return tuple(count for count in found if count.rows)
