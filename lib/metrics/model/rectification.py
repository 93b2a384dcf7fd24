"""Problems and their states, in all and by category; what the page about them needs beside stands in `rectification_model`."""

from dataclasses import dataclass

from lib.metrics.model.judged import Rate
from lib.schema import Rectification


@dataclass(frozen=True, slots=True)
class RectificationTotals:
    """Problems by state. completion = (done_unchecked + closed) / problems; closure = closed / problems.

    `closure` is None where the workbook has no check or closing column; both None where no state was reported.
    States are as reported on R, since a ledger keeps no history of them; lateness is judged at A. `personal` problems
    are matters of one person that this audience sees in `problems` only: they are in no state and in no
    rate's denominator (there they are `unknown`).
    """

    problems: int
    states: tuple[tuple[Rectification, int], ...]
    completion: Rate | None
    closure: Rate | None
    overdue: int | None
    long_term: int
    personal: int = 0


@dataclass(frozen=True, slots=True)
class CategoryRectification:
    """The states of one category's problems."""

    category: str
    problems: int
    states: tuple[tuple[Rectification, int], ...]
