"""Versions on a board, published one over the other."""

from datetime import UTC, datetime

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.ui import cache
from tests.builders import make_tasks, make_workbook

WHEN = datetime(2014, 6, 10, 8, 0, tzinfo=UTC)


def publish(shelf: Shelf, *, count: int, board: str = "main") -> int:
    """Publish a plan of so many tasks as the board's next version."""
    current = shelf.current(board)
    workbook = make_workbook(title=f"计划{count}", tasks=make_tasks(count=count))
    published = shelf.publish(
        board,
        "",
        Opened(workbook, "draft", "计划.xlsx"),
        str(count).encode(),
        who="office",
        when=WHEN,
        note="",
        base_version=current.number if current else None,
    )
    cache.forget_newest()
    return published.version.number
