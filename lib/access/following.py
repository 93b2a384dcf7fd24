"""Which opinion became which problem, and which was lost in merging: asked of the numbers before they are taken away.

An opinion is merged into the row that bears the number in its merging cell, along chains. It is lost where no such row is there,
or where the chain goes in a circle: the sheet then counts it nowhere. An opinion and a problem of the ledger belong
together where both bear the same problem number; a running number (序号) joins nothing, since every sheet begins at 1.
"""

import pandas as pd

from lib.access.model import Shown
from lib.access.scope import Links, filled, is_among
from lib.schema import Opinion, SheetRole


def follow_opinions(feedback: pd.DataFrame, is_problem: pd.Series, links: Links | None = None) -> dict[str, pd.Series]:
    """The columns of `Shown` that say where each opinion went.

    Args:
        feedback: the rows as read, with their numbers; never modified.
        is_problem: per row, whether it is a problem to be put right.
        links: those of the frame, where they have been asked for already.
    """
    known = Links(feedback) if links is None else links
    ledger = feedback[Opinion.ROLE].eq(str(SheetRole.RECTIFICATION))
    is_main = ~filled(feedback[Opinion.MERGED_INTO])
    if not ledger.any():
        taken_up, has_opinion, is_linked = is_problem, is_problem, True
    else:
        numbers = known.problems
        taken_up = ~ledger & is_main & is_among(numbers, numbers[ledger.to_numpy(bool)])
        has_opinion = is_problem & is_among(numbers, numbers[taken_up.to_numpy(bool)])
        is_linked = bool(taken_up.any())
    return {
        str(Shown.IS_LOST): _is_lost(feedback, ~ledger, known),
        str(Shown.IS_TAKEN_UP): taken_up,
        str(Shown.HAS_OPINION): has_opinion,
        str(Shown.IS_LINKED_HERE): pd.Series(is_linked, index=feedback.index),
    }


def _is_lost(feedback: pd.DataFrame, is_opinion: pd.Series, links: Links) -> pd.Series:
    """Merged opinions from which no chain of merging leads to an opinion that remains."""
    ids, parents = links.merging
    heard = is_opinion.to_numpy(bool)
    away = heard & (parents >= 0)
    held = ~away
    while True:
        wider = held | is_among(parents, ids[held & heard])
        if (wider == held).all():
            return pd.Series(away & ~held, index=feedback.index)
        held = wider
