"""Columns mapped by hand: which choice speaks of which header.

A header is compared as written first, then as the dictionary compares it (without brackets, punctuation and white
space), so that two headers which differ only in their bracket can be told apart. A choice that no header of a file
answers to is kept for the next file and says nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.ingest.grid import compared
from lib.ingest.headers import normal
from lib.ingest.model import ColumnChoice
from lib.schema import SheetRole, columns_of

CHOOSABLE = (
    SheetRole.TASKS,
    SheetRole.FEEDBACK,
    SheetRole.RECTIFICATION,
    SheetRole.ORGANISATION,
    SheetRole.RULES,
    SheetRole.TALKS,
    SheetRole.EVALUATION,
)
"""Roles whose columns can be mapped by hand."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was mapped by hand; of two choices for the same header the later holds."""

    given: tuple[ColumnChoice, ...] = ()

    def of_role(self, role: SheetRole, headers: Iterable[str]) -> dict[str, str]:
        """The column chosen for each of these headers of one table; "" for one that is to stay unread."""
        if not self.given:
            return {}
        exact: dict[str, str] = {}
        loose: dict[str, str] = {}
        for choice in self.given:
            if choice.role == role and is_choosable(choice):
                exact[compared(choice.header)] = choice.column
                loose[normal(choice.header)] = choice.column
        written = list(headers)
        named = {normal(header) for header in written if compared(header) in exact}
        found = {header: exact.get(compared(header)) for header in written}
        found |= {header: loose.get(normal(header)) for header in written if found[header] is None and normal(header) not in named}
        return {header: column for header, column in found.items() if column is not None}

    def roles(self, headers: Sequence[str]) -> list[SheetRole]:
        """The roles for which some of these headers are given a meaning."""
        return [role for role in CHOOSABLE if any(self.of_role(role, headers).values())]

    def known(self) -> frozenset[str]:
        """The parts of all headers that are given a meaning, as the dictionary compares them."""
        meant = [choice for choice in self.given if choice.column and is_choosable(choice)]
        return frozenset(normal(part) for choice in meant for part in choice.header.split("/") if part.strip())


def is_choosable(choice: ColumnChoice) -> bool:
    """Whether the choice names a header, a role and a column of its sheet; one from another release may not."""
    if choice.role not in CHOOSABLE or not choice.header.strip():
        return False
    return not choice.column or choice.column in {column.name for column in columns_of(SheetRole(choice.role))}


NO_CHOICES = Choices()
"""Nothing was mapped by hand."""
