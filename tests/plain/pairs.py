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

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.access.model import Disclosed, Shown
from lib.access.plan import withhold_criticism
from lib.ingest.model import Workbook
from lib.matching import How, Matching, Pair
from lib.schema import Audience, Opinion, Task
from tests.plain.disclosure import disclose
from tests.plain.opinions import PERSONS, PLAN, TEXTS, numbered, readable, shown_in_place, without_names, without_numbers
from tests.plain.scope import audience_or_widest

_TOLD = {str(How.ID): str(How.SAME), str(How.HAND): str(How.SAME), str(How.MOVED): str(How.SAME)}
"""Below the head an id, and what was said by hand, are not told apart from one text."""

_ORDER = (Opinion.ROLE, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.CHANNEL)


@dataclass(frozen=True, slots=True, eq=False)
class DisclosedPair:
    """Two versions as one audience may compare them.

    `matching` speaks of the refs of these frames. Below the head matters of one person stand in the frames, for the totals, and in no pair.
    Neither side has source groups or findings.
    """

    old: Disclosed
    new: Disclosed
    matching: Matching


def disclose_pair(old: Workbook, new: Workbook, matching: Matching, audience: Audience) -> DisclosedPair:
    """What `audience` may see of two versions and of their rows' being the same.

    Args:
        old, new: as read; never modified.
        matching: the pairs of their rows. A ref that is not there, or that stands twice, is not paired; a row that is in no pair
            stands alone.
        audience: who is asking; a name that is no audience is treated as the widest, which sees least.
    """
    who = audience_or_widest(audience)
    without = [replace(book, feedback=book.feedback.iloc[:0], findings=()) for book in (old, new)]
    first, second = (disclose(book, who) for book in without)
    tasks = _coupled(matching.tasks, first.tasks[Task.REF], second.tasks[Task.REF])
    first_tasks, second_tasks = withhold_criticism(first.tasks, second.tasks, tasks["old"].to_numpy(), tasks["new"].to_numpy(), who)
    feedback = _of_the_head(old, new, matching) if who is Audience.HEAD else _below_the_head(old, new, matching, who)
    return DisclosedPair(
        replace(first, tasks=first_tasks, feedback=feedback.old),
        replace(second, tasks=second_tasks, feedback=feedback.new),
        Matching(_as_pairs(tasks, first_tasks, second_tasks), feedback.pairs),
    )


def _coupled(pairs: tuple[Pair, ...], old_refs: pd.Series, new_refs: pd.Series) -> pd.DataFrame:
    """The pairs as row numbers of the two frames, -1 where a side is missing; every row exactly once."""
    places = [{ref: n for n, ref in enumerate(refs)} for refs in (old_refs, new_refs)]
    couples = pd.DataFrame(
        {
            "old": pd.Series([places[0].get(pair.old, -1) for pair in pairs], dtype="int64"),
            "new": pd.Series([places[1].get(pair.new, -1) for pair in pairs], dtype="int64"),
            "how": pd.Series([str(pair.how) for pair in pairs], dtype="object"),
            "likeness": pd.Series([pair.likeness for pair in pairs], dtype="float64"),
        }
    )
    twice = (couples["old"].ge(0) & couples["old"].duplicated()) | (couples["new"].ge(0) & couples["new"].duplicated())
    couples = couples[~twice & (couples[["old", "new"]].max(axis=1) >= 0)]
    is_alone = couples[["old", "new"]].min(axis=1) < 0
    couples = couples.assign(how=couples["how"].mask(is_alone & couples["how"].ne(str(How.HAND)), str(How.NONE)))
    left = [np.setdiff1d(np.arange(len(refs)), couples[side]) for side, refs in (("old", old_refs), ("new", new_refs))]
    return _with_alone(couples, left[0], left[1])


def _with_alone(couples: pd.DataFrame, old: np.ndarray, new: np.ndarray) -> pd.DataFrame:
    """The couples, and these rows alone."""
    places = {"old": np.concatenate([old, np.full(len(new), -1)]), "new": np.concatenate([np.full(len(old), -1), new])}
    return pd.concat([couples, pd.DataFrame(places).assign(how=str(How.NONE), likeness=np.nan)], ignore_index=True)


def _as_pairs(couples: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> tuple[Pair, ...]:
    olds, news = [*old["ref"].tolist(), None], [*new["ref"].tolist(), None]
    is_alone = couples[["old", "new"]].min(axis=1).lt(0) | couples["likeness"].isna()
    cells = (couples["old"], couples["new"], couples["how"], couples["likeness"], is_alone)
    return tuple(
        Pair(olds[o], news[n], How(how), None if alone else like)
        for o, n, how, like, alone in zip(*(cell.tolist() for cell in cells), strict=True)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Feedback:
    """Both sides' opinions and problems as they may be compared."""

    old: pd.DataFrame
    new: pd.DataFrame
    pairs: tuple[Pair, ...]


def _of_the_head(old: Workbook, new: Workbook, matching: Matching) -> _Feedback:
    """The rows in their places; what was given back to back is hidden from the head too."""
    first, second = (shown_in_place(book, Audience.HEAD, readable(book, Audience.HEAD)).reset_index(drop=True) for book in (old, new))
    couples = _coupled(matching.feedback, first[Opinion.REF], second[Opinion.REF])
    both = couples[(couples["old"] >= 0) & (couples["new"] >= 0)]
    _withhold(first, second, both["old"].to_numpy(), both["new"].to_numpy(), old, new, Audience.HEAD)
    return _Feedback(first, second, _as_pairs(_without_reasons(couples, second), first, second))


def _below_the_head(old: Workbook, new: Workbook, matching: Matching, who: Audience) -> _Feedback:
    """The rows ordered anew, without matters of one person in the pairs."""
    first, second = (shown_in_place(book, who, readable(book, who)).reset_index(drop=True) for book in (old, new))
    first, second = without_names(first, new.feedback), without_names(second, old.feedback)
    couples = _listed(_coupled(matching.feedback, old.feedback[Opinion.REF], new.feedback[Opinion.REF]), first, second)
    both = couples[(couples["old"] >= 0) & (couples["new"] >= 0)]
    _withhold(first, second, both["old"].to_numpy(), both["new"].to_numpy(), old, new, who)
    first, second = without_numbers(first), without_numbers(second)
    couples = _without_reasons(couples.assign(how=couples["how"].replace(_TOLD)), second)
    ranks = _ranks(first), _ranks(second)
    couples["old_rank"] = np.append(ranks[0], -1)[couples["old"]]
    couples["new_rank"] = np.append(ranks[1], -1)[couples["new"]]
    couples["comes_late"] = couples["new"] < 0
    couples = couples.sort_values(["comes_late", "new_rank", "old_rank", "how"], kind="stable")
    by_old = couples[couples["old"] >= 0].sort_values(["old_rank", "new_rank", "how"], kind="stable")
    orders = _whole(by_old["old"], ranks[0]), _whole(couples.loc[couples["new"] >= 0, "new"], ranks[1])
    frames = [numbered(frame.iloc[order]) for frame, order in zip((first, second), orders, strict=True)]
    for side, order in zip(("old", "new"), orders, strict=True):
        places = np.append(np.argsort(order), -1)
        couples[side] = places[couples[side]]
    return _Feedback(frames[0], frames[1], _as_pairs(couples, *frames))


def _listed(couples: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The couples without matters of one person; what was paired with one stands alone."""
    for side, frame in (("old", old), ("new", new)):
        is_listed = np.append(frame[Shown.COUNTED_IN_CUTS].to_numpy(bool), False)[couples[side]]
        couples[side] = couples[side].where(is_listed, -1)
    couples = couples[couples[["old", "new"]].max(axis=1) >= 0].copy()
    is_alone = couples[["old", "new"]].min(axis=1) < 0
    couples["how"] = couples["how"].mask(is_alone, str(How.NONE))
    couples["likeness"] = couples["likeness"].mask(is_alone)
    return couples


def _withhold(
    first: pd.DataFrame, second: pd.DataFrame, olds: np.ndarray, news: np.ndarray, old: Workbook, new: Workbook, who: Audience
) -> None:
    """Leave in both rows of a pair only what may be read in either version. The two frames are this room's own and are changed."""
    before, after = readable(old, who), readable(new, who)
    kinds = ((TEXTS, before.text, after.text), (PLAN, before.plan, after.plan), (PERSONS, before.persons, after.persons))
    for names, in_old, in_new in kinds:
        may_read = in_old.to_numpy(bool)[olds] & in_new.to_numpy(bool)[news]
        for frame, places in ((first, olds), (second, news)):
            kept = np.ones(len(frame), dtype=bool)
            kept[places] = may_read
            frame[list(names)] = frame[list(names)].where(pd.Series(kept, index=frame.index), axis=0)
            if names is TEXTS:
                frame[Shown.TEXT_SHOWN] = frame[Shown.TEXT_SHOWN] & kept


def _without_reasons(couples: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """By what rows were paired is told only where their text is shown."""
    is_pair = couples[["old", "new"]].min(axis=1) >= 0
    is_shown = np.append(new[Shown.TEXT_SHOWN].to_numpy(bool), False)[couples["new"]]
    how = couples["how"].mask(is_pair & ~is_shown, str(How.WITHHELD))
    return couples.assign(how=how, likeness=couples["likeness"].where(is_pair & is_shown))


def _ranks(shown: pd.DataFrame) -> np.ndarray:
    """A number for each row made of all that it shows: equal rows have one, and its order says nothing else."""
    marks = pd.util.hash_pandas_object(shown, index=False).to_numpy()
    codes = [pd.factorize(shown[name], sort=True)[0] for name in _ORDER]
    order = np.lexsort([marks, *reversed(codes)])
    is_next = np.concatenate([[0], marks[order][1:] != marks[order][:-1]]) if len(marks) else marks
    ranks = np.empty(len(marks), dtype="int64")
    ranks[order] = np.cumsum(is_next)
    return ranks


def _whole(listed: pd.Series, ranks: np.ndarray) -> np.ndarray:
    """All rows of a side: the listed ones in their order, then those that are only counted."""
    rest = np.setdiff1d(np.arange(len(ranks)), listed)
    return np.concatenate([listed.to_numpy("int64"), rest[np.argsort(ranks[rest], kind="stable")]])
