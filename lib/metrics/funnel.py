"""From what was said to what is closed, stage by stage, with every difference accounted for.

raw = sum of raw counts. merged = opinions that remain. problems = what is put right (see `rectification`). with_measures, done and closed
are of the problems that count in cuts; matters of one person leave at with_measures. A problem may be done
without a measure written down: it then joins at done, and is said to be a fault of the sheet. Where no measure is written at all
with_measures is unknown, not nought, and done follows from problems.
"""

import pandas as pd

from lib.access import Shown
from lib.access.groups import raw_counts
from lib.access.scope import filled
from lib.metrics.rectification import DONE_STATES, has_closing, state_of
from lib.metrics.rectification_model import Difference, Funnel, FunnelStep, Gap, Stage
from lib.schema import Opinion, Rectification, SheetRole

_NEEDED = (
    Opinion.REF,
    Opinion.ROLE,
    Opinion.RAW_COUNT,
    Opinion.MERGED_INTO,
    Opinion.STATUS,
    Shown.IS_PROBLEM,
    Shown.COUNTED_IN_CUTS,
    Shown.HAS_MEASURE,
    Shown.IS_CHECKED_HERE,
    Shown.IS_LOST,
    Shown.IS_TAKEN_UP,
    Shown.HAS_OPINION,
    Shown.IS_LINKED_HERE,
)


def funnel(feedback: pd.DataFrame, whole: pd.DataFrame | None = None) -> Funnel:
    """The stages and what lies between them. Without any opinion, raw and merged are unknown, not nought.

    Args:
        feedback: the disclosed feedback frame, or a filtered part of it; never modified.
        whole: the frame of which it is a part: it tells whether measures are written down here at all.
    """
    rows = feedback[list(_NEEDED)]
    opinions = rows[rows[Opinion.ROLE].eq(str(SheetRole.FEEDBACK))]
    problems = rows[rows[Shown.IS_PROBLEM]]
    heard = _heard(opinions) if len(opinions) else (FunnelStep(Stage.RAW, None), FunnelStep(Stage.MERGED, None))
    every = feedback if whole is None else whole
    measures = every[Shown.HAS_MEASURE][every[Shown.IS_PROBLEM] & every[Shown.COUNTED_IN_CUTS]]
    writes_measures = bool(measures.any()) or measures.empty
    return Funnel((*heard, _problems(opinions, problems), *_put_right(problems, writes_measures=writes_measures)))


def _heard(opinions: pd.DataFrame) -> tuple[FunnelStep, FunnelStep]:
    raw, away = raw_counts(opinions), filled(opinions[Opinion.MERGED_INTO])
    lost, none = away & opinions[Shown.IS_LOST], ~away & raw.eq(0)
    differences = (
        Difference(Gap.REPEATED, int((raw[~away & ~none] - 1).sum())),
        Difference(Gap.MERGED_AWAY, int(raw[away & ~lost].sum())),
        Difference(Gap.LOST, int(raw[lost].sum()), _refs(opinions[lost])),
        Difference(Gap.COUNTED_AS_NONE, -int(none.sum()), _refs(opinions[none])),
    )
    return FunnelStep(Stage.RAW, int(raw.sum())), FunnelStep(Stage.MERGED, int((~away).sum()), _known(differences))


def _problems(opinions: pd.DataFrame, problems: pd.DataFrame) -> FunnelStep:
    if opinions.empty:
        return FunnelStep(Stage.PROBLEMS, len(problems))
    main = opinions[~filled(opinions[Opinion.MERGED_INTO])]
    if not bool(opinions[Shown.IS_LINKED_HERE].any()):
        difference = Difference(Gap.UNLINKED, len(main) - len(problems))
        return FunnelStep(Stage.PROBLEMS, len(problems), (difference,))
    waiting = main[~main[Shown.IS_TAKEN_UP]]
    without = problems[~problems[Shown.HAS_OPINION]]
    taken_up, from_opinions = len(main) - len(waiting), len(problems) - len(without)
    differences = (
        Difference(Gap.NOT_TAKEN_UP, len(waiting), _refs(waiting)),
        Difference(Gap.JOINED, max(taken_up - from_opinions, 0)),
        Difference(Gap.SPLIT, min(taken_up - from_opinions, 0)),
        Difference(Gap.NOT_FROM_OPINIONS, -len(without), _refs(without)),
    )
    return FunnelStep(Stage.PROBLEMS, len(problems), _known(differences))


def _put_right(problems: pd.DataFrame, *, writes_measures: bool) -> tuple[FunnelStep, FunnelStep, FunnelStep]:
    """With measures, done, closed: of the problems that count in cuts."""
    counted = problems[problems[Shown.COUNTED_IN_CUTS]]
    states, has_measure = state_of(counted), counted[Shown.HAS_MEASURE] | (not writes_measures)
    blank, done = states.eq(str(Rectification.NOT_REPORTED)), states.isin(DONE_STATES)
    reported, without = bool((~blank).any()), counted[~has_measure]
    closes = reported and has_closing(counted)
    waiting = counted[states.eq(str(Rectification.DONE_UNCHECKED))]
    early = counted[done & ~has_measure]
    personal = Difference(Gap.PERSONAL, len(problems) - len(counted))
    measured = _known((personal, Difference(Gap.WITHOUT_MEASURE, len(without), _refs(without))))
    finished = _known(
        (
            *(() if writes_measures else (personal,)),
            Difference(Gap.NOT_DONE, int((has_measure & ~done & ~blank).sum()), _refs(counted[has_measure & ~done & ~blank])),
            Difference(Gap.STATE_BLANK, int((has_measure & blank).sum()), _refs(counted[has_measure & blank])),
            Difference(Gap.DONE_WITHOUT_MEASURE, -len(early), _refs(early)),
        )
    )
    checked = _known((Difference(Gap.AWAITING_CHECK, len(waiting), _refs(waiting)),))
    return (
        FunnelStep(Stage.WITH_MEASURES, int(has_measure.sum()), measured) if writes_measures else FunnelStep(Stage.WITH_MEASURES, None),
        FunnelStep(Stage.DONE, int(done.sum()), finished) if reported else FunnelStep(Stage.DONE, None),
        FunnelStep(Stage.CLOSED, int(states.eq(str(Rectification.CLOSED)).sum()), checked) if closes else FunnelStep(Stage.CLOSED, None),
    )


def _refs(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(str(ref) for ref in rows[Opinion.REF])


def _known(differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
    return tuple(each for each in differences if each.count or each.rows)
