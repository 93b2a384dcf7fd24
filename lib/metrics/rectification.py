"""Problems being put right: completion and closure side by side, lateness, and the long-term ones apart.

A problem is a ledger row, or where the workbook has no ledger, a merged opinion that anything was decided about; the
access room says which (`Shown.IS_PROBLEM`). Done by the unit (已整改待复核) is not closed (已销号). Sent back
and reopened problems are open.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from lib.access import Shown
from lib.metrics.feedback import coded
from lib.metrics.model import AsOf, CategoryRectification, Rate, RectificationTotals
from lib.schema import DeadlineKind, Opinion, Rectification, RectificationKind

DONE_STATES = (str(Rectification.DONE_UNCHECKED), str(Rectification.CLOSED))
NEEDED = (
    Opinion.CATEGORY,
    Opinion.STATUS,
    Opinion.RECTIFICATION_KIND,
    Opinion.KIND,
    Opinion.DUE,
    Shown.HAS_MEASURE,
    Shown.IS_CHECKED_HERE,
)
"""The columns that figures of problems are made of. They are chosen before rows are: a row of all columns is mostly text."""
_NEVER_DUE = (str(DeadlineKind.OPEN_ENDED), str(DeadlineKind.RECURRING))


def rectification_totals(feedback: pd.DataFrame, as_of: AsOf) -> RectificationTotals:
    """All problems by state, both rates, and how many are late.

    Args:
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
        as_of: the day judged; lateness alone depends on it.
    """
    return totals_by(feedback, np.zeros(len(feedback), dtype="int64"), 1, as_of)[0]


def totals_by(feedback: pd.DataFrame, groups: np.ndarray, size: int, as_of: AsOf) -> tuple[RectificationTotals, ...]:
    """The same of each group of rows, all groups counted at once.

    Args:
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
        groups: the number of each row's group.
        size: how many groups there are; one may have no row.
        as_of: the day judged.
    """
    problems, is_problem = problems_of(feedback), feedback[Shown.IS_PROBLEM].to_numpy(bool)
    own = groups[is_problem & feedback[Shown.COUNTED_IN_CUTS].to_numpy(bool)]
    states, vocabulary = pd.factorize(state_of(problems))
    counts = np.bincount(own * len(vocabulary) + states, minlength=size * len(vocabulary)).reshape(size, len(vocabulary))
    every = np.bincount(groups[is_problem], minlength=size)
    checks, late, lasting = (
        np.bincount(own[asked.to_numpy(bool)], minlength=size).tolist()
        for asked in (problems[Shown.IS_CHECKED_HERE], is_overdue(problems, as_of), is_long_term(problems))
    )
    return tuple(
        _totals(_in_order(vocabulary, of_states), sum(of_states), *rest)
        for of_states, *rest in zip(counts.tolist(), every.tolist(), checks, late, lasting, strict=True)
    )


def _totals(
    states: tuple[tuple[Rectification, int], ...], listed: int, every: int, checks: int, late: int, lasting: int
) -> RectificationTotals:
    """Of so many problems in all, of which these are listed; `checks`: whether problems are checked here at all."""
    known, personal = dict(states), every - listed
    reported = listed > known.get(Rectification.NOT_REPORTED, 0)
    closed = known.get(Rectification.CLOSED, 0)
    done = closed + known.get(Rectification.DONE_UNCHECKED, 0)
    return RectificationTotals(
        problems=every,
        states=states,
        completion=Rate(done, listed, personal) if reported else None,
        closure=Rate(closed, listed, personal) if reported and checks else None,
        overdue=late if reported else None,
        long_term=lasting,
        personal=personal,
    )


def rectification_by_category(
    feedback: pd.DataFrame, order: Sequence[str] = (), beside: Sequence[str] = ()
) -> tuple[CategoryRectification, ...]:
    """The states of each category's problems: in the settings' order, then by size, equals as they stand `beside`; blank last."""
    problems = problems_of(feedback)
    categories, names = coded(problems[Opinion.CATEGORY])
    states, vocabulary = coded(state_of(problems))
    counts = np.zeros((len(names), len(vocabulary)), dtype="int64")
    np.add.at(counts, (categories, states), 1)
    sizes = dict(zip(names, counts.sum(axis=1).tolist(), strict=True))
    place, equals = ({name: n for n, name in enumerate(given)} for given in (order, beside))
    ordered = sorted(
        (name for name in names if sizes[name]),
        key=lambda name: (name == "", place.get(name, len(place)), -sizes[name], equals.get(name, len(equals)), name),
    )
    by_name = dict(zip(names, counts.tolist(), strict=True))
    return tuple(CategoryRectification(name, sizes[name], _in_order(vocabulary, by_name[name])) for name in ordered)


def problems_of(feedback: pd.DataFrame) -> pd.DataFrame:
    """The problems that count in cuts, with the columns that figures need and no text."""
    return feedback[list(NEEDED)][feedback[Shown.IS_PROBLEM] & feedback[Shown.COUNTED_IN_CUTS]]


def state_of(problems: pd.DataFrame) -> pd.Series:
    """The reported state of each problem; a blank is not reported."""
    return problems[Opinion.STATUS].fillna(str(Rectification.NOT_REPORTED))


def has_closing(problems: pd.DataFrame) -> bool:
    """Whether the workbook checks and closes problems at all, be it outside this part: then none closed is 0 %, not unknown."""
    return bool(problems[Shown.IS_CHECKED_HERE].any())


def is_long_term(problems: pd.DataFrame) -> pd.Series:
    """Problems to be kept up for long: so the kind says, or where it is blank, a deadline without an end."""
    kind = problems[Opinion.RECTIFICATION_KIND]
    says_so = kind.eq(str(RectificationKind.LONG_TERM))
    return says_so | (kind.isna() & problems[Opinion.KIND].isin(_NEVER_DUE))


def is_overdue(problems: pd.DataFrame, as_of: AsOf) -> pd.Series:
    """Past the due day, reported, and neither done nor long-term."""
    states = state_of(problems)
    open_states = ~states.isin((*DONE_STATES, str(Rectification.NOT_REPORTED)))
    return open_states & problems[Opinion.DUE].lt(pd.Timestamp(as_of.day)) & ~is_long_term(problems)


def _in_order(states: Iterable[str], counts: Sequence[int]) -> tuple[tuple[Rectification, int], ...]:
    """States with their counts in the order of the vocabulary; those that none bears are left out."""
    found = dict(zip(states, counts, strict=True))
    return tuple((state, found[state]) for state in Rectification if found.get(state))
