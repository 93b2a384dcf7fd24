"""Two versions as one audience may compare them: both disclosed, and the pairs of their rows carried over.

To know that a row is the same in two versions says more than either board alone. So, for everybody, where the text of one side
may not be read, that of the other is withheld too, and by what the rows were paired is not told. And below the head:

- a matter of one person is in no pair. A row that becomes one, or ceases to be one, stands alone on the side where it is listed,
  as a row does that was taken out;
- the rows are ordered anew by what they and their counterparts show, and numbered in that order, so that neither the order of the
  pairs nor that of the rows that tie says anything of the sheet. These numbers are not those of a board;
- the source groups are left out: the difference of two versions' totals could be that of one opinion.

Tasks keep their place, since the plan is known to all; what is written about criticism meetings is withheld where either
version says that the task is about one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from lib.access.disclosure import disclose_plan
from lib.access.model import Disclosed, Shown
from lib.access.opinions import PERSONS, PLAN, TEXTS, Rows, names_concerned, readable, showing
from lib.access.plan import withhold_criticism
from lib.access.scope import Cells, audience_or_widest
from lib.access.showing import Showing
from lib.access.side_by_side import HOW_RANKS, SideBySide, orders_of, ranks_of, row_marks
from lib.ingest.model import Workbook
from lib.matching import How, Joint, Matching, Pair, Pairs
from lib.matching.model import NUMBER_OF
from lib.schema import Audience, Opinion

_NONE, _SAME, _HAND, _WITHHELD = (NUMBER_OF[how] for how in (How.NONE, How.SAME, How.HAND, How.WITHHELD))
_TOLD = np.array([_SAME if how in (How.ID, How.HAND, How.MOVED) else number for how, number in NUMBER_OF.items()])
"""Below the head an id, and what was said by hand, are not told apart from one text."""

_PLACES = (Opinion.FEEDBACK_ID, Opinion.ISSUE_ID, Opinion.REF, Opinion.ROW, Opinion.SHEET)


@dataclass(frozen=True, eq=False)
class DisclosedPair:
    """Two versions as one audience may compare them.

    `old_plan` and `new_plan` hold all but opinions and problems; these stand in `feedback`, and are written out whole in `old` and `new`
    for whoever needs every row. `matching` speaks of the refs of these frames. Below the head matters of one person stand in the frames,
    for the totals, and in no pair. Neither side has source groups or findings.
    """

    old_plan: Disclosed
    new_plan: Disclosed
    tasks: Pairs
    same_tasks: np.ndarray  # per pair, whether both rows are equal in every cell
    feedback: SideBySide

    @property
    def audience(self) -> Audience:
        """For whom."""
        return self.new_plan.audience

    @property
    def matching(self) -> Matching:
        """The pairs of rows, by the refs of the frames."""
        return Matching(self.tasks, self.feedback.pairs)

    @cached_property
    def old(self) -> Disclosed:
        """The old version with all its rows."""
        return replace(self.old_plan, feedback=self.feedback.rows(0))

    @cached_property
    def new(self) -> Disclosed:
        """The new version with all its rows."""
        return replace(self.new_plan, feedback=self.feedback.rows(1))


def disclose_pair(old: Workbook, new: Workbook, matching: Matching, audience: Audience, joint: Joint | None = None) -> DisclosedPair:
    """What `audience` may see of two versions and of their rows' being the same.

    Args:
        old, new: as read; never modified.
        matching: the pairs of their rows. A ref that is not there, or that stands twice, is not paired; a row that is in no pair
            stands alone.
        audience: who is asking; a name that is no audience is treated as the widest, which sees least.
        joint: the feedback frames of both, where they have been numbered already.
    """
    who = audience_or_widest(audience)
    first, second = (disclose_plan(book, who) for book in (old, new))
    tasks = _coupled(matching.tasks, old.tasks, new.tasks)
    first_tasks, second_tasks = withhold_criticism(first.tasks, second.tasks, tasks.old, tasks.new, who)
    pairs = Pairs.of_frames(first_tasks, second_tasks, tasks.old, tasks.new, tasks.how, tasks.likeness)
    numbered = Joint(old.feedback, new.feedback) if joint is None else joint
    return DisclosedPair(
        replace(first, tasks=first_tasks),
        replace(second, tasks=second_tasks),
        pairs,
        _are_equal(Joint(first_tasks, second_tasks), pairs),
        _side_by_side(old, new, matching, who, numbered),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Couples:
    """Pairs as row numbers of the two frames, -1 where a side is missing; every row exactly once."""

    old: np.ndarray
    new: np.ndarray
    how: np.ndarray
    likeness: np.ndarray

    @property
    def is_both(self) -> np.ndarray:
        return (self.old >= 0) & (self.new >= 0)

    def chosen(self, places: np.ndarray) -> "_Couples":
        """These of them, in this order."""
        return _Couples(self.old[places], self.new[places], self.how[places], self.likeness[places])


def _coupled(pairs: Sequence[Pair], old: pd.DataFrame, new: pd.DataFrame) -> _Couples:
    if isinstance(pairs, Pairs) and pairs.are_all_of(old, new):
        return _Couples(pairs.old, pairs.new, pairs.how, pairs.likeness)
    places = [{ref: n for n, ref in enumerate(frame["ref"])} for frame in (old, new)]
    olds = np.array([places[0].get(pair.old, -1) for pair in pairs], dtype="int64")
    news = np.array([places[1].get(pair.new, -1) for pair in pairs], dtype="int64")
    hows = np.array([NUMBER_OF[pair.how] for pair in pairs], dtype="int64")
    likeness = np.array([np.nan if pair.likeness is None else pair.likeness for pair in pairs], dtype="float64")
    twice = ((olds >= 0) & pd.Series(olds).duplicated().to_numpy()) | ((news >= 0) & pd.Series(news).duplicated().to_numpy())
    found = _Couples(olds, news, hows, likeness).chosen(np.flatnonzero(~twice & (np.maximum(olds, news) >= 0)))
    how = np.where(found.is_both | (found.how == _HAND), found.how, _NONE)
    left = [np.setdiff1d(np.arange(len(frame)), side) for frame, side in ((old, found.old), (new, found.new))]
    alone = [np.full(len(each), -1) for each in left]
    more = len(left[0]) + len(left[1])
    return _Couples(
        np.concatenate([found.old, left[0], alone[1]]),
        np.concatenate([found.new, alone[0], left[1]]),
        np.concatenate([how, np.full(more, _NONE)]),
        np.concatenate([found.likeness, np.full(more, np.nan)]),
    )


def _are_equal(joint: Joint, pairs: Pairs) -> np.ndarray:
    """Whether both rows of each pair say the same, wherever they stand."""
    old, new = joint.sides(joint.marks(name for name in joint.old.columns if name not in _PLACES))
    return _same(pairs.old, pairs.new, old, new)


def _same(olds: np.ndarray, news: np.ndarray, old_marks: np.ndarray, new_marks: np.ndarray) -> np.ndarray:
    if not len(old_marks) or not len(new_marks):
        return np.zeros(len(olds), dtype=bool)
    found: np.ndarray = (olds >= 0) & (news >= 0) & (old_marks[olds] == new_marks[news])
    return found


def _side_by_side(old: Workbook, new: Workbook, matching: Matching, who: Audience, joint: Joint) -> SideBySide:
    """Opinions and problems. Below the head the rows are ordered anew, and matters of one person are in no pair."""
    cells = Cells.of_both(joint)
    may_read = readable(old, who, cells[0]), readable(new, who, cells[1])
    names = [names_concerned(of_side) for of_side in reversed(cells)]
    first, second = (showing(*told) for told in zip((old, new), (who, who), may_read, names, strict=True))
    couples = _coupled(matching.feedback, old.feedback, new.feedback)
    if who is not Audience.HEAD:
        couples = _listed(couples, first, second)
    _withhold(first, second, couples, *may_read)
    if who is Audience.HEAD:
        couples = _without_reasons(couples, second)
        marks = row_marks(joint, first, second, [name for name in first.names if name not in _PLACES])
        orders = (np.arange(len(first)), np.arange(len(second)))
        return _placed(couples, (first, second), orders, marks, is_numbered=False)
    for shown in (first, second):
        shown.leave_numbers()
    couples = _without_reasons(replace(couples, how=_TOLD[couples.how]), second)
    marks = row_marks(joint, first, second, first.names)
    ranks = ranks_of(joint, first, second, marks)
    order, orders = orders_of(couples.old, couples.new, HOW_RANKS[couples.how], ranks)
    return _placed(couples.chosen(order), (first, second), orders, marks, is_numbered=True)


def _placed(
    couples: _Couples,
    sides: tuple[Showing, Showing],
    orders: tuple[np.ndarray, np.ndarray],
    marks: tuple[np.ndarray, np.ndarray],
    *,
    is_numbered: bool,
) -> SideBySide:
    """The couples by the places of their rows in the order in which they are shown."""
    is_same = _same(couples.old, couples.new, *marks)
    places = []
    for order, side in zip(orders, (couples.old, couples.new), strict=True):
        at = np.full(len(order) + 1, -1)
        at[order] = np.arange(len(order))
        places.append(at[side])
    is_alone = ~couples.is_both
    likeness = np.where(is_alone, np.nan, couples.likeness)
    return SideBySide(sides, orders, is_numbered, places[0], places[1], couples.how, likeness, is_same)


def _listed(couples: _Couples, old: Showing, new: Showing) -> _Couples:
    """The couples without matters of one person; what was paired with one stands alone."""
    sides = []
    for side, shown in ((couples.old, old), (couples.new, new)):
        is_listed = np.append(shown.column(Shown.COUNTED_IN_CUTS).to_numpy(bool), False)[side]
        sides.append(np.where(is_listed, side, -1))
    listed = replace(couples, old=sides[0], new=sides[1]).chosen(np.flatnonzero(np.maximum(*sides) >= 0))
    is_both = listed.is_both
    return replace(listed, how=np.where(is_both, listed.how, _NONE), likeness=np.where(is_both, listed.likeness, np.nan))


def _withhold(first: Showing, second: Showing, couples: _Couples, before: Rows, after: Rows) -> None:
    """Leave in both rows of a pair only what may be read in either version."""
    olds, news = couples.old[couples.is_both], couples.new[couples.is_both]
    kinds = ((TEXTS, before.text, after.text), (PLAN, before.plan, after.plan), (PERSONS, before.persons, after.persons))
    for names, in_old, in_new in kinds:
        may_read = in_old.to_numpy(bool)[olds] & in_new.to_numpy(bool)[news]
        for shown, places in ((first, olds), (second, news)):
            kept = np.ones(len(shown), dtype=bool)
            kept[places] = may_read
            shown.keep(names, kept)
            if names is TEXTS:
                shown.replace(Shown.TEXT_SHOWN, shown.column(Shown.TEXT_SHOWN) & kept)


def _without_reasons(couples: _Couples, new: Showing) -> _Couples:
    """By what rows were paired is told only where their text is shown."""
    is_shown = np.append(new.column(Shown.TEXT_SHOWN).to_numpy(bool), False)[couples.new]
    how = np.where(couples.is_both & ~is_shown, _WITHHELD, couples.how)
    return replace(couples, how=how, likeness=np.where(couples.is_both & is_shown, couples.likeness, np.nan))
