"""Forgetting what is personal after a campaign: what would go from each version, and its going.

`plan` reads every version of a board and changes nothing; `carry_out` changes all of them or none. What counts as personal is decided in
`lib.access.forgetting` alone.
"""

from dataclasses import dataclass
from datetime import datetime

from lib.access.erasure import Erasure
from lib.access.forgetting import WithoutPersons, without_persons
from lib.desk.shelf import Shelf
from lib.errors import NotStored
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.schema import SheetRole
from lib.store import FileState, Holding, Remainder


@dataclass(frozen=True, slots=True)
class Going:
    """What goes from the versions that share one content: rows touched, cells emptied, and what becomes of the file."""

    versions: tuple[int, ...]
    rows: int
    cells: int
    file: FileState


@dataclass(frozen=True, slots=True)
class ForgetPlan:
    """What goes from a board; empty where nothing personal is left.

    `other_boards` keep the same file. `unread_sheets` were not understood, so that only repetitions of what goes elsewhere go from them.
    """

    board: str
    base_version: int
    going: tuple[Going, ...]
    remainders: tuple[Remainder, ...]
    other_boards: tuple[str, ...]
    unread_sheets: tuple[str, ...]

    @property
    def versions(self) -> int:
        """How many versions change."""
        return sum(len(one.versions) for one in self.going)

    @property
    def cells(self) -> int:
        """How many cells go."""
        return sum(one.cells * len(one.versions) for one in self.going)


def plan(shelf: Shelf, board: str, limits: Limits = DEFAULT_LIMITS) -> ForgetPlan:
    """Find what is personal in every version, and make the files that are to take the old ones' places.

    Raises:
        NotStored: there is no such board, or nothing was published on it.
    """
    current = shelf.current(board)
    if current is None:
        raise NotStored("no_board", board=board)
    store = shelf.store
    found = [(one, without_persons(store.open_version(board, one.versions[0]))) for one in store.holdings(board)]
    found = [(holding, left) for holding, left in found if left.cells]
    erasures: dict[int, Erasure] = {}
    for holding, left in found:
        known = erasures.get(holding.original)
        erasures[holding.original] = left.erasure if known is None else known.joined(left.erasure)
    remainders = tuple(_remainder(shelf, board, holding, left, erasures[holding.original], limits) for holding, left in found)
    going = tuple(Going(one.holding.versions, left.rows, left.cells, one.file) for one, (_, left) in zip(remainders, found, strict=True))
    shared = store.shared_with(board, [holding for holding, _ in found])
    sheets = (table.sheet for _, left in found for table in left.workbook.tables if table.role is SheetRole.IGNORED)
    return ForgetPlan(current.board, current.number, going, remainders, shared, tuple(dict.fromkeys(sheets)))


def _remainder(shelf: Shelf, board: str, holding: Holding, left: WithoutPersons, erasure: Erasure, limits: Limits) -> Remainder:
    original = shelf.original(board, holding.versions[0])
    # Here and not above: the serving process does without what writes workbooks.
    from lib.exports.redacted import redacted_isolated

    file = redacted_isolated(original.data, original.file_name, erasure, left.workbook, limits)
    state = FileState.REBUILT if file.is_rebuilt else FileState.REDACTED
    return Remainder(holding, left.workbook, left.cells, state, file.data, file.file_name)


def carry_out(shelf: Shelf, planned: ForgetPlan, *, who: str, when: datetime, address: str = "") -> None:
    """Change every version of the plan, or none; then write the database's files anew, also where nothing was left to change.

    Raises:
        Conflict: somebody published since the plan was made; nothing was changed.
        DatabaseBusy: others use the database. Where the versions have changed already, only the writing anew is to be repeated.
    """
    if planned.remainders:
        shelf.store.forget(planned.board, planned.remainders, who=who, when=when, base_version=planned.base_version, address=address)
    shelf.store.write_files_anew()
