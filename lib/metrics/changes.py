"""What changed between two versions: rows by kind, and cell by cell. Only what both versions may show is compared.

A row may be of several kinds, and nothing that goes backwards is left out: rows taken out, cells blanked, work reopened. Equal
versions give nothing, nor does another order of the rows or another numbering.
"""

import numpy as np
import pandas as pd

from lib.access import DisclosedPair, Shown, SideBySide
from lib.matching import How, Pairs
from lib.matching.model import HOWS
from lib.metrics import changes_kinds as kinds_of
from lib.metrics.changes_cells import changed_cells, lines, without_unknown
from lib.metrics.changes_model import Changed, ChangeKind, Changes, KindCount, Side
from lib.metrics.figures import DUE_SOON_DAYS
from lib.metrics.model import AsOf
from lib.metrics.rectification import is_overdue
from lib.metrics.states import State, task_states
from lib.schema import Lamp, Opinion, Task


def changes(
    pair: DisclosedPair, old_as_of: AsOf, new_as_of: AsOf, old_due_soon_days: int = DUE_SOON_DAYS, new_due_soon_days: int = DUE_SOON_DAYS
) -> Changes:
    """What changed from the old version to the new one.

    Args:
        pair: both versions and the pairs of their rows, as one audience may compare them; never modified.
        old_as_of, new_as_of: the day on which each is judged late or not.
        old_due_soon_days, new_due_soon_days: how many days ahead a due day is soon, for the lamps.
    """
    days = (old_as_of, new_as_of)
    tasks = _tasks(pair, days, (old_due_soon_days, new_due_soon_days))
    feedback = _feedback(pair.feedback, days)
    fields = pd.concat([*(_task_cells(each) for each in tasks), _feedback_cells(feedback, pair.feedback)], ignore_index=True)
    rows = _rows(fields, pd.concat([each.slips() for each in (*tasks, feedback)]))
    changed = {side: int(rows[Changed.TABLE].eq(str(side)).sum()) for side in Side}
    listed = (pair.tasks, pair.feedback.pairs)
    return Changes(
        rows=rows,
        fields=fields,
        counts=_counts(rows),
        tasks=changed[Side.TASKS],
        feedback=changed[Side.FEEDBACK],
        unchanged_tasks=len(listed[0]) - changed[Side.TASKS],
        unchanged_feedback=len(listed[1]) - changed[Side.FEEDBACK],
        shared=sum(int(pairs.is_both.sum()) for pairs in listed),
        unsure=sum(pairs.count(How.UNSURE) for pairs in listed),
        personal_before=pair.feedback.personal(0),
        personal_after=pair.feedback.personal(1),
        renumbered=_renumbered(pair),
        rewritten=_rewritten(rows, fields),
    )


def _renumbered(pair: DisclosedPair) -> int:
    """How many tasks that stand in both versions bear another number."""
    shared = pair.tasks.is_both
    sides = ((pair.old_plan, pair.tasks.old), (pair.new_plan, pair.tasks.new))
    old, new = (plan.tasks[Task.NUMBER].iloc[places[shared]].fillna("").to_numpy() for plan, places in sides)
    return int((old != new).sum())


def _rewritten(rows: pd.DataFrame, fields: pd.DataFrame) -> int:
    """How many tasks have another due day and the same agreed one, or none."""
    moved = rows[rows[Changed.TABLE].eq(str(Side.TASKS)) & rows[Changed.SLIP_DAYS].fillna(0).ne(0)]
    agreed = fields[fields[Changed.COLUMN].eq(str(Task.AGREED_DUE))]
    return int((~moved[Changed.NEW_REF].isin(agreed[Changed.NEW_REF])).sum())


class _Compared:
    """One table of both versions: the rows that stand in both and may differ, side by side, and those that stand in one.

    Args:
        side: which table.
        pairs: the pairs of its rows.
        places: the pairs to look at; both rows of each of the others say the same.
        old, new: the rows of these pairs.
        added: the rows that stand in the new version only, in the order of their pairs.
    """

    def __init__(self, side: Side, pairs: Pairs, places: np.ndarray, old: pd.DataFrame, new: pd.DataFrame, added: pd.DataFrame) -> None:
        self.side, self.pairs, self.places = side, pairs, places
        self.old, self.new, self.added = old, new, added

    def alone(self) -> pd.DataFrame:
        """A line for each row that stands in one version."""
        added, removed = np.flatnonzero(self.pairs.old < 0), np.flatnonzero(self.pairs.new < 0)
        is_late = self.added[State.IS_OVERDUE].to_numpy(bool)
        return pd.concat(
            [
                lines(removed, "", ChangeKind.REMOVED),
                lines(added, "", ChangeKind.ADDED),
                self._lateness(added[is_late], None, self.added.loc[is_late]),
            ]
        )

    def newly_late(self) -> pd.DataFrame:
        """A line for each row in both versions that is late now and was not."""
        newly = self.new[State.IS_OVERDUE].astype(bool).to_numpy() & ~self.old[State.IS_OVERDUE].astype(bool).to_numpy()
        return self._lateness(self.places[newly], self.old[newly], self.new[newly])

    def _lateness(self, places: np.ndarray, old: pd.DataFrame | None, new: pd.DataFrame) -> pd.DataFrame:
        column = State.LAMP if self.side is Side.TASKS else State.IS_OVERDUE
        return lines(places, column, ChangeKind.NEWLY_LATE, None if old is None else old[column], new[column])

    def named(self, cells: pd.DataFrame) -> pd.DataFrame:
        """Lines whose `place` is the pair's, with the refs of its rows."""
        places = cells["place"].to_numpy("int64")
        refs = [pd.Series(self.pairs.refs(side, places), dtype="object") for side in (0, 1)]
        how = pd.Series(_WORDS[self.pairs.how[places]], dtype="object")
        head = {Changed.TABLE: str(self.side), Changed.OLD_REF: refs[0], Changed.NEW_REF: refs[1], Changed.HOW: how}
        rest = cells.reset_index(drop=True)
        return pd.concat([pd.DataFrame(head), rest], axis=1)

    def shared(self, cells: pd.DataFrame) -> pd.DataFrame:
        """Lines whose `place` is a row of the frames side by side, with the pair's place instead."""
        return cells.assign(place=self.places[cells["place"]])

    def slips(self) -> pd.DataFrame:
        """By how many days each row's due day moved."""
        days = (self.new[Task.DUE] - self.old[Task.DUE]).dt.days
        slip = pd.DataFrame({Changed.TABLE: str(self.side), "place": self.places, Changed.SLIP_DAYS: days.astype("Int64")})
        return slip[slip[Changed.SLIP_DAYS].ne(0)]


def _tasks(pair: DisclosedPair, days: tuple[AsOf, AsOf], soon: tuple[int, int]) -> tuple[_Compared, ...]:
    """Tasks that say the same on the same day are not looked at; nothing where all do, as with most files."""
    pairs = pair.tasks
    places = np.flatnonzero(pairs.is_both & ~(pair.same_tasks & (days[0] == days[1])))
    if not len(places) and pairs.is_both.all():
        return ()
    old, new = (
        task_states(plan.tasks, as_of, due_soon) for plan, as_of, due_soon in zip((pair.old_plan, pair.new_plan), days, soon, strict=True)
    )
    at = np.flatnonzero(pairs.old < 0)
    rows = [
        frame.iloc[taken].reset_index(drop=True)
        for frame, taken in ((old, pairs.old[places]), (new, pairs.new[places]), (new, pairs.new[at]))
    ]
    return (_Compared(Side.TASKS, pairs, places, *rows),)


def _feedback(side_by_side: SideBySide, days: tuple[AsOf, AsOf]) -> _Compared:
    """Opinions and problems that show the same are looked at only where the day or another row's number makes a difference."""
    pairs = side_by_side.pairs
    is_open = pairs.is_both & ~side_by_side.is_same
    shared = np.flatnonzero(pairs.is_both)
    if days[0].day != days[1].day:
        late = [
            _late(side_by_side.columns(n, _OF_LATENESS, side[shared]), as_of)[State.IS_OVERDUE].to_numpy(bool)
            for n, (side, as_of) in enumerate(zip((pairs.old, pairs.new), days, strict=True))
        ]
        is_open[shared] |= late[0] != late[1]
    if side_by_side.bears_ids:
        is_open[shared] |= _parent_differs(side_by_side, shared)
    places, at = np.flatnonzero(is_open), np.flatnonzero(pairs.old < 0)
    old = _late(side_by_side.rows(0, pairs.old[places]), days[0])
    new = _late(side_by_side.rows(1, np.concatenate([pairs.new[places], pairs.new[at]])), days[1])
    added = new.iloc[len(places) :].reset_index(drop=True)
    return _Compared(Side.FEEDBACK, pairs, places, old, new.iloc[: len(places)], added)


def _parent_differs(side_by_side: SideBySide, places: np.ndarray) -> np.ndarray:
    """Whether an opinion is merged into another row than before, over these pairs."""
    sides = ((0, side_by_side.pairs.old), (1, side_by_side.pairs.new))
    return kinds_of.parent_differs(*(side_by_side.columns(n, _OF_PARENTS, side[places]) for n, side in sides))


_WORDS = np.array([str(how) for how in HOWS], dtype=object)
_AFTER_THE_TASKS = 1 << 40
_OF_PARENTS = (Opinion.FEEDBACK_ID, Opinion.MERGED_INTO)
_OF_LATENESS = (Opinion.STATUS, Opinion.RECTIFICATION_KIND, Opinion.KIND, Opinion.DUE, Shown.IS_PROBLEM, Shown.COUNTED_IN_CUTS)


def _late(feedback: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """The rows with whether each is a problem past its day."""
    counts = feedback[Shown.IS_PROBLEM].astype(bool) & feedback[Shown.COUNTED_IN_CUTS].astype(bool)
    return feedback.assign(**{State.IS_OVERDUE: (counts & is_overdue(feedback, as_of)).astype(bool)})


def _task_cells(tasks: _Compared) -> pd.DataFrame:
    old, new = (each.assign(**{Task.STATUS: without_unknown(each[Task.STATUS])}) for each in (tasks.old, tasks.new))
    apart = {
        str(Task.STATUS_TEXT): kinds_of.unread_only(old, new, Task.STATUS, Task.STATUS_TEXT),
        str(Task.PROGRESS): kinds_of.share_differs(old, new),
    }
    cells = changed_cells(old, new, kinds_of.task_kinds(old, new), apart)
    said = cells.loc[cells[Changed.KIND].eq(str(ChangeKind.NEWLY_DONE)), "place"]
    unsaid = np.setdiff1d(np.flatnonzero(kinds_of.is_newly_done(old, new)), said)
    by_day = lines(unsaid, State.LAMP, ChangeKind.NEWLY_DONE, old[State.LAMP].iloc[unsaid], str(Lamp.DONE))
    return tasks.named(pd.concat([tasks.alone(), tasks.shared(_with_news(cells)), tasks.shared(by_day), tasks.newly_late()]))


def _feedback_cells(feedback: _Compared, side_by_side: SideBySide) -> pd.DataFrame:
    old, new = (each.assign(**{Opinion.STATUS: without_unknown(each[Opinion.STATUS])}) for each in (feedback.old, feedback.new))
    apart = {
        str(Opinion.STATUS_TEXT): kinds_of.unread_only(old, new, Opinion.STATUS, Opinion.STATUS_TEXT),
        str(Opinion.TARGET_TEXT): kinds_of.unread_only(old, new, Opinion.TARGET, Opinion.TARGET_TEXT),
        str(Opinion.MERGED_INTO): _parents(feedback, side_by_side),
    }
    cells = changed_cells(old, new, kinds_of.feedback_kinds(old, new), apart)
    return feedback.named(pd.concat([feedback.alone(), feedback.shared(_with_news(cells)), feedback.newly_late()]))


def _parents(feedback: _Compared, side_by_side: SideBySide) -> np.ndarray:
    """Whether each row looked at has another parent; where ids are shown every row may be the parent of one looked at."""
    if not side_by_side.bears_ids:
        return kinds_of.parent_differs(feedback.old, feedback.new)
    shared = np.flatnonzero(side_by_side.pairs.is_both)
    return _parent_differs(side_by_side, shared)[np.searchsorted(shared, feedback.places)]


def _with_news(cells: pd.DataFrame) -> pd.DataFrame:
    """The day of the latest news changes with every report: beside another change it is a part of that."""
    is_day = cells[Changed.COLUMN].eq(str(Task.UPDATED)) & cells[Changed.KIND].eq(str(ChangeKind.OTHER))
    others = cells[~is_day].drop_duplicates("place").set_index("place")[Changed.KIND]
    kind = cells["place"].map(others).astype("object").where(is_day).fillna(cells[Changed.KIND])
    return cells.assign(**{Changed.KIND: kind})


def _rows(fields: pd.DataFrame, slips: pd.DataFrame) -> pd.DataFrame:
    """One line a changed row, with a boolean column for each kind; tasks first, each table in the order of its pairs."""
    numbers = _numbers(fields)
    _, firsts = np.unique(numbers, return_index=True)
    heads = fields.iloc[firsts][[Changed.TABLE, Changed.OLD_REF, Changed.NEW_REF, Changed.HOW]].reset_index(drop=True)
    listed = numbers[firsts]
    days = pd.Series(slips[Changed.SLIP_DAYS].array, index=_numbers(slips)).reindex(listed).array
    kinds = fields[Changed.KIND].to_numpy("object")
    of_kind = {str(kind): np.isin(listed, numbers[kinds == str(kind)]) for kind in ChangeKind}
    return pd.concat([heads, pd.DataFrame({Changed.SLIP_DAYS: days, **of_kind})], axis=1)


def _numbers(lines_of_pairs: pd.DataFrame) -> np.ndarray:
    """The place of each line's pair, those of the tasks first."""
    is_task = lines_of_pairs[Changed.TABLE].eq(str(Side.TASKS)).to_numpy(bool)
    numbers: np.ndarray = np.where(is_task, 0, _AFTER_THE_TASKS) + lines_of_pairs["place"].to_numpy("int64")
    return numbers


def _counts(rows: pd.DataFrame) -> tuple[KindCount, ...]:
    is_task = rows[Changed.TABLE].eq(str(Side.TASKS)).to_numpy(bool)
    of_kind = {kind: rows[str(kind)].to_numpy(bool) for kind in ChangeKind}
    found = (KindCount(kind, int((bears & is_task).sum()), int((bears & ~is_task).sum())) for kind, bears in of_kind.items())
    return tuple(count for count in found if count.rows)
