"""The ledger of problems: what hangs, for how long, of which kind, and who must act.

Open = reported, neither done nor closed; sent back and reopened are open. Ages and silence are lower bounds: the day of receipt and the day of
the latest news reach this room as the first day of their 旬 only, and count from the last day of that 旬, so that no problem is
called older than it is. Today's 旬 has the age nought. A problem without a day has no age, which is not nought.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np
import pandas as pd

from lib.access import Disclosed, Shown
from lib.metrics.feedback import coded
from lib.metrics.grouping import stripped
from lib.metrics.model import AsOf
from lib.metrics.progress import in_order, in_the_dictionary, names_in_order
from lib.metrics.rectification import DONE_STATES, NEEDED, is_long_term, is_overdue, rectification_totals, state_of, totals_by
from lib.metrics.rectification_model import (
    AgeBucket,
    DueBucket,
    KindOfProblems,
    ProblemGroup,
    ProblemGrouping,
    Quiet,
    RectificationPicture,
)
from lib.schema import DeadlineKind, Opinion, Rectification, RectificationKind, Task

QUIET_DAYS = 14
"""From how many days without news a problem is called quiet, unless the settings say otherwise."""

_QUIET_NAMES = re.compile(
    r"(无进展|无反馈|无更新|未反馈|未更新|没有进展|没有反馈|长期未反馈)(提醒|预警)?(的)?天数|(quiet|silent|no[- ]news)[- ]days|days without news",
    re.IGNORECASE,
)
_DAYS = re.compile(r"([0-9]{1,3})(?:\.0)?(天|日|days?)?", re.IGNORECASE)

_COLUMN_OF = {
    ProblemGrouping.CATEGORY: Opinion.CATEGORY,
    ProblemGrouping.UNIT: Opinion.OWNER_UNIT,
    ProblemGrouping.LEAD: Opinion.LEAD,
    ProblemGrouping.CAMPAIGN: Opinion.CAMPAIGN,
}
_AGES = ((10, AgeBucket.UP_TO_10), (30, AgeBucket.UP_TO_30), (60, AgeBucket.UP_TO_60))


class Problem(StrEnum):
    """What `ledger` adds to a problem's row. AGE and DAYS_LATE are in days, NA where unknown or not late."""

    KIND = "problem_kind"  # a RectificationKind; NA where neither the cell nor the deadline says
    IS_OPEN = "is_open"
    IS_LATE = "is_late"
    DAYS_LATE = "days_late"
    AGE = "age"


COUNTED = (*NEEDED, Opinion.RECEIVED, Opinion.UPDATED, Opinion.REF, Shown.IS_PROBLEM, Shown.COUNTED_IN_CUTS)
"""The columns of feedback that counts of a ledger are made of, where its rows are not shown: the texts stay behind."""


def ledger(feedback: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """The problems that count in cuts with the columns of `Problem`, in the order in which a meeting asks for them.

    The longest overdue first, then sent back and reopened, then open by due day, blank states, what awaits its check, what is closed.

    Args:
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
        as_of: the day judged.
    """
    listed = np.flatnonzero(feedback[Shown.IS_PROBLEM].to_numpy(bool) & feedback[Shown.COUNTED_IN_CUTS].to_numpy(bool))
    facts = feedback[[*NEEDED, Opinion.RECEIVED]].iloc[listed]
    added = _told(facts, as_of)
    order = _worst_first(state_of(facts), added[Problem.IS_LATE], facts[Opinion.DUE])
    problems: pd.DataFrame = pd.concat([feedback.iloc[listed[order]], added.iloc[order]], axis=1)
    return problems


def as_problems(rows: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """Rows of the disclosed feedback frame, in their order, with the columns of `Problem`; an opinion that is no problem is neither open nor late."""
    added = _told(rows[[*NEEDED, Opinion.RECEIVED]], as_of)
    told = [Problem.IS_OPEN, Problem.IS_LATE]
    added[told] = added[told].where(rows[Shown.IS_PROBLEM], False)
    added[Problem.DAYS_LATE] = added[Problem.DAYS_LATE].where(added[Problem.IS_LATE])
    return pd.concat([rows, added], axis=1)


def _told(facts: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """The columns of `Problem` of these rows."""
    late = is_overdue(facts, as_of)
    return pd.DataFrame(
        {
            Problem.KIND: kind_of(facts),
            Problem.IS_OPEN: ~state_of(facts).isin((*DONE_STATES, str(Rectification.NOT_REPORTED))),
            Problem.IS_LATE: late,
            Problem.DAYS_LATE: (pd.Timestamp(as_of.day) - facts[Opinion.DUE]).dt.days.where(late).astype("Int64"),
            Problem.AGE: days_since(facts[Opinion.RECEIVED], as_of),
        }
    )


def _worst_first(states: pd.Series, late: pd.Series, due: pd.Series) -> np.ndarray:
    """The places of problems in the order in which a meeting asks for them."""
    order = (Rectification.RETURNED, Rectification.REOPENED, Rectification.OPEN, Rectification.IN_PROGRESS)
    rest = (Rectification.NOT_REPORTED, Rectification.DONE_UNCHECKED, Rectification.CLOSED)
    place = states.map(
        {str(order[0]): 1, str(order[1]): 1, str(order[2]): 2, str(order[3]): 2} | {str(s): n for n, s in enumerate(rest, 3)}
    )
    keys = pd.DataFrame({"place": place.where(~late, 0), "due": due}).reset_index(drop=True)
    return keys.sort_values(["place", "due"]).index.to_numpy()


def kind_of(problems: pd.DataFrame) -> pd.Series:
    """The kind as written; where it is blank what the deadline says of itself (长期, 立行立改); else NA."""
    kinds = problems[Opinion.RECTIFICATION_KIND]
    at_once = kinds.isna() & problems[Opinion.KIND].eq(str(DeadlineKind.IMMEDIATE))
    return kinds.mask(is_long_term(problems), str(RectificationKind.LONG_TERM)).mask(at_once, str(RectificationKind.IMMEDIATE))


def days_since(firsts: pd.Series, as_of: AsOf) -> pd.Series:
    """Days from the last day of a 旬 to A, at least nought; NA for a blank and for a 旬 that begins after A.

    Args:
        firsts: the first day of each 旬, as disclosure gives it.
        as_of: the day judged.
    """
    day = pd.Timestamp(as_of.day)
    month_ends = (firsts + pd.offsets.MonthEnd()).where(firsts.dt.day >= 21, firsts + pd.Timedelta(days=9))
    passed = (day - month_ends).dt.days.clip(lower=0)
    return passed.where(firsts.le(day)).astype("Int64")


def picture(feedback: pd.DataFrame, as_of: AsOf) -> RectificationPicture:
    """The totals and who must act next."""
    is_problem = feedback[Shown.IS_PROBLEM] & feedback[Shown.COUNTED_IN_CUTS]
    problems = feedback[[Opinion.STATUS, Opinion.DUE, Shown.HAS_CHECK]][is_problem]
    totals = rectification_totals(feedback, as_of)
    states = dict(totals.states)
    blank = states.get(Rectification.NOT_REPORTED, 0)
    if totals.completion is None:
        return RectificationPicture(totals, None, None, None, None, None, blank)
    closed = state_of(problems).eq(str(Rectification.CLOSED))
    waiting, shut = states.get(Rectification.DONE_UNCHECKED, 0), states.get(Rectification.CLOSED, 0)
    return RectificationPicture(
        totals=totals,
        open=sum(states.values()) - blank - waiting - shut,
        awaiting_check=waiting,
        returned=states.get(Rectification.RETURNED, 0),
        reopened=states.get(Rectification.REOPENED, 0),
        closed_unchecked=int((closed & ~problems[Shown.HAS_CHECK]).sum()),
        not_reported=blank,
        is_dated=bool(problems[Opinion.DUE].notna().any()),
    )


def problem_groups(disclosed: Disclosed, feedback: pd.DataFrame, as_of: AsOf, grouping: ProblemGrouping) -> tuple[ProblemGroup, ...]:
    """Both rates of each group: units and leaders in the order of the organisation and then of the plan, categories in the settings'.

    What neither names follows by its name, categories and campaigns by size: the order of the rows says nothing below the head. Leaders stand in the rows that the audience may read and nowhere else: the other problems are under "". A campaign that is blank is none.
    """
    column = _COLUMN_OF[grouping]
    needed = dict.fromkeys((column, *NEEDED, Shown.IS_PROBLEM, Shown.COUNTED_IN_CUTS))
    rows = feedback[list(needed)][feedback[Shown.IS_PROBLEM] & feedback[Shown.COUNTED_IN_CUTS]]
    codes, names = coded(rows[column])
    totals = totals_by(rows, codes, len(names), as_of)
    found = {name: ProblemGroup(name, of_name) for name, of_name in zip(names, totals, strict=True)}
    found = {name: group for name, group in found.items() if group.totals.problems and (name or grouping is not ProblemGrouping.CAMPAIGN)}
    if not any(found):
        return ()
    rest = sorted(found, key=in_the_dictionary)
    if grouping in (ProblemGrouping.CATEGORY, ProblemGrouping.CAMPAIGN):
        rest.sort(key=lambda name: -found[name].totals.problems)
    return tuple(found[name] for name in in_order(pd.Series(rest), _order(disclosed, grouping)))


def _order(disclosed: Disclosed, grouping: ProblemGrouping) -> tuple[str, ...]:
    """The names that come first; a campaign has no order of its own."""
    if grouping is ProblemGrouping.CATEGORY:
        return disclosed.settings.category_order
    if grouping is ProblemGrouping.CAMPAIGN:
        return ()
    planned = stripped(disclosed.tasks[Task.OWNER_UNIT if grouping is ProblemGrouping.UNIT else Task.LEAD])
    return (*names_in_order(disclosed.organisation), *planned)


def kinds_of_problems(problems: pd.DataFrame, as_of: AsOf) -> tuple[KindOfProblems, ...]:
    """立行立改, 限期整改, 长期坚持, 需上级协调, then what bears no kind; a kind that no problem bears is left out.

    Args:
        problems: what `ledger` gives; never modified.
        as_of: the day judged.
    """
    kinds = (*RectificationKind, None)
    rows = problems[[*NEEDED, Opinion.RECEIVED, *Problem, Shown.IS_PROBLEM, Shown.COUNTED_IN_CUTS]]
    parts = [(kind, rows[rows[Problem.KIND].isna() if kind is None else rows[Problem.KIND].eq(str(kind))]) for kind in kinds]
    return tuple(_kind(kind, part, as_of) for kind, part in parts if len(part))


def _kind(kind: RectificationKind | None, part: pd.DataFrame, as_of: AsOf) -> KindOfProblems:
    waiting = part[part[Problem.IS_OPEN]]
    oldest = waiting[Problem.AGE].max()
    return KindOfProblems(
        kind=kind,
        totals=rectification_totals(part, as_of),
        open=len(waiting),
        due=due_buckets(waiting, as_of),
        ages=age_buckets(waiting),
        oldest=None if pd.isna(oldest) else int(oldest),
    )


def due_buckets(problems: pd.DataFrame, as_of: AsOf) -> tuple[tuple[DueBucket, int], ...]:
    """How many are late, due within 10 and within 20 days, later, and without a due day; empty buckets left out."""
    left = (problems[Opinion.DUE] - pd.Timestamp(as_of.day)).dt.days
    counts = {
        DueBucket.LATE: int(left.lt(0).sum()),
        DueBucket.WITHIN_10: int(left.between(0, 10).sum()),
        DueBucket.WITHIN_20: int(left.between(11, 20).sum()),
        DueBucket.LATER: int(left.gt(20).sum()),
        DueBucket.UNDATED: int(left.isna().sum()),
    }
    return tuple((bucket, count) for bucket, count in counts.items() if count)


def age_buckets(problems: pd.DataFrame) -> tuple[tuple[AgeBucket, int], ...]:
    """How many have been known for so long, at least; empty buckets left out."""
    ages = problems[Problem.AGE]
    found: list[tuple[AgeBucket, int]] = []
    counted = 0
    for most, bucket in _AGES:
        up_to = int(ages.le(most).sum())
        found.append((bucket, up_to - counted))
        counted = up_to
    unknown = int(problems[Opinion.RECEIVED].isna().sum())
    after = int(ages.isna().sum()) - unknown
    found += [(AgeBucket.OVER_60, int(ages.gt(60).sum())), (AgeBucket.AFTER, after), (AgeBucket.UNKNOWN, unknown)]
    return tuple((bucket, count) for bucket, count in found if count)


def quiet_problems(problems: pd.DataFrame, as_of: AsOf, days: int = QUIET_DAYS) -> Quiet:
    """Open problems without news for so many days or more; unknown where no problem at all says when there was news.

    Args:
        problems: what `ledger` gives, or a part of it; never modified.
        as_of: the day judged.
        days: the least number of days.
    """
    waiting = problems[[Opinion.REF, Opinion.UPDATED]][problems[Problem.IS_OPEN]]
    silent = days_since(waiting[Opinion.UPDATED], as_of)
    if not bool(problems[Opinion.UPDATED].notna().any()):
        return Quiet(days, None, len(waiting))
    quiet = silent.ge(days).fillna(False).astype(bool)
    return Quiet(days, int(quiet.sum()), int(silent.isna().sum()), tuple(str(ref) for ref in waiting.loc[quiet, Opinion.REF]))


def declared_quiet_days(settings: Iterable[tuple[str, str]]) -> int:
    """From how many days on the settings sheet calls a problem quiet; `QUIET_DAYS` where it says nothing or no whole number above nought.

    Args:
        settings: the lines of the sheet that no other setting claims, name and value.
    """
    written = [unicodedata.normalize("NFKC", value).replace(" ", "") for name, value in settings if _QUIET_NAMES.fullmatch(name.strip())]
    read = [int(found[1]) for value in written if (found := _DAYS.fullmatch(value)) and int(found[1]) > 0]
    return read[0] if read else QUIET_DAYS


def problems_in(problems: pd.DataFrame, states: Sequence[Rectification]) -> pd.DataFrame:
    """Those in some states, in the ledger's order."""
    return problems[state_of(problems).isin([str(state) for state in states])]
