"""What a cell beside a problem's state says of it: that it was done, checked or closed, on which day, or that it was not.

A ledger says so in words (是, 已销号, 否) or by a day; of anything else, and of a bare number, nothing is known.
"""

from dataclasses import dataclass
from datetime import date, datetime

from lib.deadlines import parse_deadline
from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue
from lib.ingest.states import read_state
from lib.schema import DeadlineKind, Rectification

_PUT_RIGHT = (Rectification.DONE_UNCHECKED, Rectification.CLOSED)
_DATED = (DeadlineKind.WINDOW, DeadlineKind.BY)


@dataclass(frozen=True, slots=True)
class PutRight:
    """Whether it happened, None where the cell does not say."""

    has_happened: bool | None
    is_dated: bool = False
    day: date | None = None  # the last on which it did, None where none is named or its year is not known

    def by(self, as_of: date | None) -> bool | None:
        """Whether it had happened on the day that the workbook speaks of; None where that cannot be told.

        Args:
            as_of: the day, None where the workbook names none: then whatever is written has happened.
        """
        if as_of is None or not self.is_dated:
            return self.has_happened
        return None if self.day is None else self.day <= as_of


def put_right(value: CellValue, year: int | None) -> PutRight:
    """What a cell under 整改完成时间, 复核时间 or 是否销号 says.

    Args:
        value: the cell, as stored or as it was read.
        year: of days without one, None where it is not known.
    """
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return PutRight(None)
    if isinstance(value, datetime | date):
        return PutRight(True, True, value.date() if isinstance(value, datetime) else value)
    state = read_state(value, ledger=True).state
    if state is not None:
        return PutRight(state in _PUT_RIGHT)
    phrase = parse_deadline(cell_text(value), year)
    return PutRight(True, True, phrase.end) if phrase.kind in _DATED else PutRight(None)
