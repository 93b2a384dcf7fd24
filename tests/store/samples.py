"""Workbooks to publish, told apart by a number, and what proves that one came back whole."""

import hashlib
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from lib.ingest.model import Workbook
from lib.store import Published, Store, VersionInfo
from tests.builders import make_feedback, make_tasks, make_workbook

BOARD = "main"
WHO = "办公室"
WHEN = datetime(2014, 6, 10, 8, 30, tzinfo=UTC)
FRAMES = ("tasks", "feedback", "organisation", "rules", "talks", "evaluation")


@lru_cache(maxsize=64)
def nth_workbook(number: int, rows: int = 2) -> Workbook:
    """A workbook that no other number gives."""
    tasks = make_tasks(rows, task=[f"第{number}版任务{row}" for row in range(rows)], start="2014-03-11", end="2014-03-20")
    return make_workbook(tasks, make_feedback(1, text=f"意见{number}"), file_name=f"第{number}周.xlsx")


def nth_bytes(number: int, size: int = 64) -> bytes:
    """Bytes that no other number gives and that do not compress, as those of a workbook do not."""
    block = hashlib.sha256(str(number).encode()).digest()
    return b"".join(hashlib.sha256(block + bytes([turn % 256, turn // 256])).digest() for turn in range(size // 32))


def publish_nth(
    store: Store, number: int, base: int | None, *, board: str = BOARD, rows: int = 2, size: int = 64, **said: Any
) -> Published:
    """Publish the workbook of a number; what else is said goes to the store as it is."""
    return store.publish(
        board,
        data=nth_bytes(number, size),
        workbook=nth_workbook(number, rows),
        who=WHO,
        when=WHEN + timedelta(minutes=number),
        base_version=base,
        note=f"第{number}次",
        figures={"done_share": number / 100, "closed_share": None},
        **said,
    )


def number_in(version: VersionInfo) -> int:
    """The number that a version was published with."""
    return int(version.note.removeprefix("第").removesuffix("次"))


def assert_whole(store: Store, version: VersionInfo, *, rows: int = 2, size: int = 64) -> None:
    """The version holds exactly what was published with its number: frames, outline, bytes, figures."""
    number = number_in(version)

    assert_same(store.open_version(version.board, version.number), nth_workbook(number, rows))
    assert store.original(version.board, version.number).data == nth_bytes(number, size)
    assert store.trends(version.board, ["done_share"])[0].points[version.number - 1].value == number / 100


def assert_same(found: Workbook, wanted: Workbook) -> None:
    """Two workbooks are equal in every field, type and cell."""
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(wanted, name))
    assert outline(found) == outline(wanted)


def outline(workbook: Workbook) -> dict[str, object]:
    """Every field but the frames."""
    return {name: getattr(workbook, name) for name in workbook.__dataclass_fields__ if name not in FRAMES}
