"""Which opinion became which problem, and which was lost in merging: asked of the numbers before they are taken away.

An opinion is merged into the row that bears the number in its merging cell, along chains. It is lost where no such row is there,
or where the chain goes in a circle: the sheet then counts it nowhere. An opinion and a problem of the ledger belong
together where both bear the same problem number; a running number (序号) joins nothing, since every sheet begins at 1.
"""

import numpy as np
import pandas as pd

from lib.access.model import Shown
from lib.access.scope import Cells, is_among
from lib.schema import Opinion, SheetRole


def follow_opinions(feedback: pd.DataFrame, is_problem: pd.Series, cells: Cells | None = None) -> dict[str, pd.Series]:
    """The columns of `Shown` that say where each opinion went.

    Args:
        feedback: the rows as read, with their numbers; never modified.
        is_problem: per row, whether it is a problem to be put right.
        cells: those of the frame, where they have been asked for already.
    """
    known = Cells(feedback) if cells is None else cells
    problem = is_problem.to_numpy(bool)
    ledger = known.is_any(Opinion.ROLE, [SheetRole.RECTIFICATION])
    is_main = ~known.filled(Opinion.MERGED_INTO)
    if not ledger.any():
        taken_up, has_opinion, is_linked = problem, problem, True
    else:
        numbers = known.problems
        taken_up = ~ledger & is_main & is_among(numbers, numbers[ledger])
        has_opinion = problem & is_among(numbers, numbers[taken_up])
        is_linked = bool(taken_up.any())
    found = {
        Shown.IS_LOST: _is_lost(~ledger, known),
        Shown.IS_TAKEN_UP: taken_up,
        Shown.HAS_OPINION: has_opinion,
        Shown.IS_LINKED_HERE: np.full(len(feedback), is_linked),
    }
    return {str(name): pd.Series(facts, index=feedback.index) for name, facts in found.items()}


def _is_lost(heard: np.ndarray, cells: Cells) -> np.ndarray:
    """Merged opinions from which no chain of merging leads to an opinion that remains."""
    ids, parents = cells.merging
    away = heard & (parents >= 0)
    held = ~away
    while True:
        wider = held | is_among(parents, ids[held & heard])
        if (wider == held).all():
            lost: np.ndarray = away & ~held
            return lost
        held = wider
