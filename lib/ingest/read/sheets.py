"""Sparse cells made into a `RawSheet`, whatever the format they came from."""

from lib.ingest.model import RawSheet
from lib.ingest.read.areas import dense, keep_merges
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.sparse import SheetCells


def raw_sheet(name: str, cells: SheetCells, limits: Limits, notes: Notes, hidden: bool = False) -> RawSheet:
    """Lay one sheet's cells out, and note what was left out or cleaned."""
    block = dense(cells.rows, limits, name)
    merged, dropped = keep_merges(cells.merged, block, limits)
    notes.far_cells(name, block.left_out)
    notes.merges(name, dropped)
    notes.cleaned(name, cells.text_log)
    notes.misplaced(name, cells.misplaced)
    return RawSheet(
        name=name,
        grid=block.grid,
        top=block.top,
        left=block.left,
        merged=merged,
        hidden=hidden,
        hidden_rows=frozenset(cells.hidden_rows),
        hidden_columns=frozenset(cells.hidden_columns),
        percent=frozenset(cells.percent),
        months=frozenset(cells.months),
        noughts=frozenset(cells.noughts),
        uncached=frozenset(cells.uncached),
        cut=frozenset(cells.cut),
        struck=frozenset(cells.struck),
    )


def unused_name(name: str, taken: list[str]) -> str:
    """The name, with a number behind it where another sheet bears it."""
    count, candidate = 1, name
    while candidate in taken:
        count += 1
        candidate = f"{name} ({count})"
    return candidate
