"""立改废: the rules that the campaign makes, changes, abolishes or keeps, and how far each is.

A rule is late after the last day that its deadline means, while it is reported and neither done nor cancelled; cancelled rules are
counted apart and in no other count. Where no rule bears a state, done and late are unknown, not nought.
"""

import re
import unicodedata
from enum import StrEnum

import pandas as pd

from lib.access.scope import filled
from lib.deadlines import parse_deadline
from lib.metrics.model import AsOf
from lib.metrics.rectification_model import RuleGroup, RulesMade
from lib.schema import Rule, RuleAction, Status
from lib.schema.words import RULE_ACTION_WORDS

_ACTIONS = {word.casefold(): action for action, words in RULE_ACTION_WORDS.items() for word in (*words, str(action))}


class RuleState(StrEnum):
    """What `rule_states` adds. ACTION_MEANT is a RuleAction, NA where blank or not understood; the rest are booleans."""

    ACTION_MEANT = "action_meant"
    IS_REPORTED = "is_reported"
    IS_DONE = "is_done"
    IS_LATE = "is_late"
    IS_CANCELLED = "is_cancelled"


def rule_states(rules: pd.DataFrame, year: int | None, as_of: AsOf) -> pd.DataFrame:
    """The rules with the columns of `RuleState`: the late first, then as the sheet has them, the cancelled last.

    Args:
        rules: columns of `Rule`; never modified.
        year: the year in which a deadline without one is read.
        as_of: the day judged.
    """
    named = rules[filled(rules[Rule.NAME])].copy()
    status = named[Rule.STATUS]
    cancelled = status.eq(str(Status.CANCELLED))
    reported = status.notna() & status.ne(str(Status.NOT_REPORTED))
    done = status.eq(str(Status.DONE))
    phrases = named[Rule.DUE_TEXT].dropna().unique()
    ends = {phrase: pd.Timestamp(end) for phrase in phrases if (end := parse_deadline(phrase, year).end) is not None}
    due = pd.to_datetime(named[Rule.DUE_TEXT].astype("object").map(ends))
    named[RuleState.ACTION_MEANT] = named[Rule.ACTION].map(_meant).astype("str")
    named[RuleState.IS_REPORTED] = reported
    named[RuleState.IS_DONE] = done
    named[RuleState.IS_LATE] = reported & ~done & ~cancelled & due.lt(pd.Timestamp(as_of.day))
    named[RuleState.IS_CANCELLED] = cancelled
    return named.sort_values([RuleState.IS_CANCELLED, RuleState.IS_LATE], ascending=[True, False], kind="stable")


def rules_made(states: pd.DataFrame) -> RulesMade:
    """How many of each action, how many of them done and late; the cancelled beside them.

    Args:
        states: what `rule_states` gives; never modified.
    """
    cancelled = int(states[RuleState.IS_CANCELLED].sum())
    states = states[~states[RuleState.IS_CANCELLED]]
    known = bool(states[RuleState.IS_REPORTED].any())
    parts = [(action, states[states[RuleState.ACTION_MEANT].eq(str(action))]) for action in RuleAction]
    parts.append((None, states[states[RuleState.ACTION_MEANT].isna()]))  # type: ignore[arg-type]
    groups = tuple(RuleGroup(action, len(part), *_done_and_late(part, known)) for action, part in parts if len(part))
    return RulesMade(groups, len(states), *_done_and_late(states, known), cancelled)


def _done_and_late(states: pd.DataFrame, known: bool) -> tuple[int | None, int | None]:
    return (int(states[RuleState.IS_DONE].sum()), int(states[RuleState.IS_LATE].sum())) if known else (None, None)


def _meant(written: object) -> str | None:
    if not isinstance(written, str):
        return None
    word = re.sub(r"\s|\(.*?\)", "", unicodedata.normalize("NFKC", written)).casefold()
    return str(_ACTIONS[word]) if word in _ACTIONS else None
