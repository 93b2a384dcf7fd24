"""Rows of which it is not sure which row they were: each with its words, the row it was taken for, and what else it could be.

Somebody who knows says so with `Correction(choice.old_ref, doubt.new_ref)`. Tasks can be put right by whoever compares;
opinions only by the head, since their place in the sheet is told to nobody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.access import DisclosedPair
from lib.desk.change_table import subjects_of
from lib.i18n import Language, text
from lib.i18n.formats import percent
from lib.matching import How, Pair, likeness, plain
from lib.metrics.changes_model import Side
from lib.schema import Audience

_MOST_CHOICES = 5
_MOST_DOUBTS = 200
_MOST_COUPLES = 200_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What a row could have been: an old row with its words, or None: it is new."""

    old_ref: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A new row that was taken for an old one without being sure. `choices` begin with the row it was taken for and end with none."""

    table: Side
    new_ref: str
    new_words: str
    old_ref: str
    old_words: str
    choices: tuple[Choice, ...]


def doubts(pair: DisclosedPair, language: Language) -> tuple[Doubt, ...]:
    """The doubtful pairs, tasks first, in the order of the new version; beyond some hundreds the rest is left out (`count_doubts` has all)."""
    if not count_doubts(pair):
        return ()
    subjects = subjects_of(pair, language)
    found = _of_table(Side.TASKS, pair.matching.tasks, subjects, language)
    if pair.audience is Audience.HEAD:
        found += _of_table(Side.FEEDBACK, pair.matching.feedback, subjects, language)
    return found[:_MOST_DOUBTS]


def count_doubts(pair: DisclosedPair) -> int:
    """How many pairs are doubtful; those of opinions and problems only for whom they are named to."""
    return pair.tasks.count(How.UNSURE) + (pair.feedback.pairs.count(How.UNSURE) if pair.audience is Audience.HEAD else 0)


def _of_table(side: Side, pairs: Sequence[Pair], subjects: pd.DataFrame, language: Language) -> tuple[Doubt, ...]:
    unsure = [(each.new, each.old) for each in pairs if each.how is How.UNSURE and each.new is not None and each.old is not None]
    if not unsure:
        return ()
    words = {key[1:]: _words(number, what) for key, number, what in subjects.loc[[str(side)]].itertuples(name=None)}
    open_refs = [each.old for each in pairs if each.old is not None and (each.new is None or each.how is How.UNSURE)]
    pool = open_refs[: max(1, _MOST_COUPLES // len(unsure[:_MOST_DOUBTS]))]
    return tuple(_doubt(side, new, old, pool, words, language) for new, old in unsure[:_MOST_DOUBTS])


def _doubt(side: Side, new: str, old: str, pool: Sequence[str], words: dict[tuple[bool, str], str], language: Language) -> Doubt:
    others = [ref for ref in pool if ref != old]
    own = plain(words[True, new])
    alike = likeness([own] * (len(others) + 1), [plain(words[False, ref]) for ref in (old, *others)])
    best = [0, *(np.argsort(-alike[1:], kind="stable")[: _MOST_CHOICES - 1] + 1).tolist()]
    refs = [(old, *others)[n] for n in best]
    named = [_choice(words[False, ref], float(alike[n]), language) for n, ref in zip(best, refs, strict=True)]
    choices = [
        Choice(ref, _placed(label, ref, language) if named.count(label) > 1 else label) for ref, label in zip(refs, named, strict=True)
    ]
    none = Choice(None, text(language, "changes.unsure.none"))
    return Doubt(side, new, words[True, new], old, words[False, old], (*choices, none))


def _choice(words: str, alike: float, language: Language) -> str:
    return text(language, "changes.unsure.choice", words=words, share=percent(round(alike, 2), language))


def _placed(words: str, ref: str, language: Language) -> str:
    """The same words stand in several old rows: their places tell them apart."""
    return text(language, "changes.unsure.placed", words=words, place=ref)


def _words(number: object, what: object) -> str:
    return " ".join(str(part) for part in (number, what) if isinstance(part, str) and part)
