"""Processes that publish through the shelf, as a server does, until they are killed or done; and drafts told apart by a number.

What a number gives is a workbook, bytes, a year and a column chosen by hand, so that it can be proved that a version and what
its board remembers were written together.
"""

from contextlib import closing
from datetime import timedelta
from multiprocessing.connection import Connection

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.errors import Conflict
from lib.ingest.model import ColumnChoice
from lib.metrics.versions import VersionFigure
from lib.store import Published, Remembered, VersionInfo, open_store
from tests.store.publishers import PATIENCE_SECONDS, ROWS, SIZE
from tests.store.samples import BOARD, WHEN, WHO, assert_same, nth_bytes, nth_workbook, number_in


def nth_memory(number: int) -> Remembered:
    """What a board remembers after the draft of a number."""
    return Remembered(2000 + number, (ColumnChoice("tasks", f"第{number}列", "note"),))


def nth_draft(number: int, rows: int = ROWS) -> Opened:
    """The draft of a number, read with a year and a column given by hand."""
    workbook, memory = nth_workbook(number, rows), nth_memory(number)
    return Opened(workbook, f"draft-{number}", workbook.file_name, year=memory.year, columns=memory.columns)


def publish_nth_draft(shelf: Shelf, number: int, base: int | None, *, board: str = BOARD, rows: int = ROWS, size: int = SIZE) -> Published:
    """Publish the draft of a number."""
    when = WHEN + timedelta(minutes=number)
    draft, data = nth_draft(number, rows), nth_bytes(number, size)
    return shelf.publish(board, "", draft, data, who=WHO, when=when, note=f"第{number}次", base_version=base)


def assert_whole_on_shelf(shelf: Shelf, version: VersionInfo, *, rows: int = ROWS, size: int = SIZE) -> None:
    """The version holds exactly what was published with its number: frames, outline, bytes, figures."""
    number = number_in(version)

    assert_same(shelf.open(version.board, version.number).workbook, nth_workbook(number, rows))
    assert shelf.original(version.board, version.number).data == nth_bytes(number, size)
    points = shelf.trends(version.board, [VersionFigure.ALL_TASKS])[0].points
    assert {point.version: point.value for point in points}[version.number] == rows


def publish_on_shelf_for_ever(reported: Connection, address: str) -> None:
    """Publish one version after the other, and report each number once the shelf has said that it is published."""
    shelf = Shelf(open_store(address, patience_seconds=PATIENCE_SECONDS))
    current = shelf.current(BOARD)
    number = current.number if current else 0
    while True:
        number = publish_nth_draft(shelf, number + 1, number or None).version.number
        reported.send(number)


def publish_first_versions_for_ever(reported: Connection, address: str, first: int) -> None:
    """Publish the first version of one new board after the other, and report each."""
    shelf = Shelf(open_store(address, patience_seconds=PATIENCE_SECONDS))
    number = first
    while True:
        publish_nth_draft(shelf, number, None, board=f"b{number}")
        reported.send(number)
        number += 1


def publish_on_shelf_once(reported: Connection, address: str, number: int) -> None:
    """Wait for the others, then publish over version 1 and report what came of it."""
    with closing(Shelf(open_store(address, patience_seconds=PATIENCE_SECONDS))) as shelf:
        reported.send("ready")
        try:
            reported.send(("published", publish_nth_draft(shelf, number, 1).version.number))
        except Conflict as conflict:
            reported.send(("conflict", conflict.current))
