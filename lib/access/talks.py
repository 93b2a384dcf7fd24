"""Talks and democratic evaluation as one audience may see them: for the leading group and the head alone, empty for all others.

Of talks only round, both roles and the day pass; there is no column for content. Of an evaluation only rows about a group
or a unit pass, never one about a person, and counts from fewer ballots than a group must have are taken out.
"""

import pandas as pd

from lib.access.plan import known_columns
from lib.access.scope import at_least, column, filled
from lib.schema import Audience, Evaluation, SheetRole, TargetScope
from lib.schema.words import LISTENING_GROUPS_MINIMUM, TARGET_WORDS

_NOT_A_PERSON = (TargetScope.LEADING_GROUP, TargetScope.MIDDLE, TargetScope.UNIT, TargetScope.SCHOOL)
SUBJECTS = frozenset(word for scope in _NOT_A_PERSON for word in TARGET_WORDS[scope])


def disclose_talks(talks: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """The talks, without a row for whoever is outside the leading group."""
    shown = known_columns(talks, SheetRole.TALKS)
    return shown if at_least(audience, Audience.LEADING_GROUP) else shown.iloc[:0]


def disclose_evaluation(evaluation: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """The evaluation of groups and units, small counts taken out; without a row for whoever is outside the leading group."""
    shown = known_columns(evaluation, SheetRole.EVALUATION)
    if not at_least(audience, Audience.LEADING_GROUP):
        return shown.iloc[:0]
    subject = column(shown, Evaluation.SUBJECT).str.strip()
    kept = shown[subject.isin(SUBJECTS) | ~filled(subject)].copy()
    enough = kept[Evaluation.BALLOTS].ge(LISTENING_GROUPS_MINIMUM).fillna(False).astype(bool)
    for name in (Evaluation.BALLOTS, Evaluation.SATISFIED):
        kept[name] = kept[name].where(enough)
    return kept
