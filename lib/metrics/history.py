"""How often a problem was sent back or reopened across the versions of a board, and in which.

A time begins with a version in which the problem bears the state and bore another in the version before that knows it, or was not there yet. A version in
which it cannot be followed ends nothing, and a problem that no earlier version knows has no history. Rows are followed through pairs as
`access` discloses them: a row whose pair withholds what the board shows, or that has a twin equal in all it shows, is not
followed there. What is in doubt to be the same row is not taken for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.access import Disclosed, DisclosedPair, Shown
from lib.matching import How
from lib.metrics.rectification import state_of
from lib.schema import Audience, Opinion, Rectification

_BACK = (Rectification.RETURNED, Rectification.REOPENED)
_PLACE_ONLY = (Opinion.REF, Opinion.ROW)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """An earlier version beside the one that is shown: its number, the day of its publishing, and the pairs of rows."""

    version: int
    published: date
    pair: DisclosedPair


@dataclass(frozen=True, slots=True)
class Occasion:
    """A version in which a problem came back: sent back by its check, or reopened."""

    state: Rectification
    version: int
    published: date


@dataclass(frozen=True, slots=True)
class ProblemHistory:
    """When one problem came back, the first time first; `ref` is its row in the version shown."""

    ref: str
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class SentBackHistory:
    """The problems that came back in any version looked at; `versions` says how many these are, `earlier` how many older ones were left out."""

    rows: tuple[ProblemHistory, ...]
    versions: int
    earlier: int = 0

    def of(self, ref: str) -> tuple[Occasion, ...]:
        """When one problem came back; empty where it did not, or cannot be followed."""
        return next((row.occasions for row in self.rows if row.ref == ref), ())


def sent_back_history(shown: Disclosed, version: int, published: date, steps: Sequence[Step], earlier: int = 0) -> SentBackHistory:
    """Follow every problem that counts in cuts.

    Args:
        shown: the version looked at, as one audience sees it; never modified.
        version: its number.
        published: the day of its publishing.
        steps: earlier versions, the oldest first, disclosed to the same audience.
        earlier: how many older versions were left out.
    """
    if not steps:
        return SentBackHistory((), 1, earlier)
    is_problem = shown.feedback[Shown.IS_PROBLEM] & shown.feedback[Shown.COUNTED_IN_CUTS]
    problems = shown.feedback[[Opinion.REF, Opinion.STATUS]][is_problem]
    own = pd.DataFrame({"ref": problems[Opinion.REF], "state": state_of(problems), "place": len(steps)})
    parts = [_followed(shown, step.pair).assign(place=place) for place, step in enumerate(steps)]
    told = pd.concat([*parts, own], ignore_index=True)
    known = set().union(*(part["ref"] for part in parts)) & set(own["ref"])
    told = told[told["ref"].isin(known)]
    begins = told["state"].ne(told.groupby("ref")["state"].shift())
    back = told[begins & told["state"].isin([str(state) for state in _BACK])]
    marks = [*((step.version, step.published) for step in steps), (version, published)]
    found = [Occasion(Rectification(state), *marks[place]) for state, place in zip(back["state"], back["place"], strict=True)]
    occasions = pd.Series(found, index=back["ref"])
    order = [ref for ref in own["ref"] if ref in set(back["ref"])]
    rows = tuple(ProblemHistory(ref, tuple(occasions.loc[[ref]])) for ref in order)
    return SentBackHistory(rows, len(marks), earlier)


def _followed(shown: Disclosed, pair: DisclosedPair) -> pd.DataFrame:
    """The state that each row of the version shown bore in the earlier one, by the row's ref on the board."""
    sure = [(each.old, each.new) for each in pair.matching.feedback if each.old and each.new and each.how is not How.UNSURE]
    then = pd.Series(state_of(pair.old.feedback).to_numpy(), index=pair.old.feedback[Opinion.REF])
    states = pd.Series([then[old] for old, _ in sure], index=[new for _, new in sure])
    boards = _refs_on_the_board(shown, pair.new)
    return pd.DataFrame({"ref": boards, "state": states.reindex(boards.index)}).dropna()


def _refs_on_the_board(shown: Disclosed, side: Disclosed) -> pd.Series:
    """The ref on the board of each row of a pair's newer side, by the row's ref in the pair.

    The head's refs are those of the sheet. For everybody else a pair has numbers of its own, and a row is known by all that it
    shows; rows that show the same are not told apart.
    """
    refs = side.feedback[Opinion.REF]
    if shown.audience is Audience.HEAD:
        return pd.Series(refs.to_numpy(), index=refs)
    on_board, in_pair = _marks(shown.feedback), _marks(side.feedback)
    known = on_board[~on_board.duplicated(keep=False)]
    alone = in_pair[~in_pair.duplicated(keep=False)]
    by_mark = pd.Series(known.index, index=known)
    found: pd.Series = alone[alone.isin(by_mark.index)].map(by_mark)
    return found


def _marks(feedback: pd.DataFrame) -> pd.Series:
    """A mark of all that each row shows but its place, by its ref."""
    told = feedback.drop(columns=list(_PLACE_ONLY))
    return pd.Series(pd.util.hash_pandas_object(told, index=False).to_numpy(), index=feedback[Opinion.REF])
