"""A city: one board a school in one database, each with a workbook of the sample's size, and visitors spread over the boards.

First every board is opened once by one visitor, which finds nothing kept; then a few boards again, which are kept; then a crowd clicks.
How often a version was opened from the database is counted in the server itself. Two processes share the crowd by board, as a proxy
with sticky sessions does it.
"""

import asyncio
import os
import random
import statistics
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench import servers
from bench.client import Session
from bench.pages import PAGES
from bench.rows import Row
from bench.stretched import WHEN
from lib.desk.opening import open_bundled
from lib.desk.shelf import Shelf
from lib.settings import Settings
from lib.store import open_store

SCHOOLS = int(os.environ.get("PHASEBOARD_BENCH_SCHOOLS", "300"))
VISITORS = SCHOOLS // 3
"""At once: one in every third school."""
THINK_SECONDS = 10.0
SECONDS = 40.0
AGAIN = 10

COUNTING = """\
import sys, threading, time

def wrap():
    while not hasattr(sys.modules.get("lib.desk.shelf"), "Shelf"):
        time.sleep(0.02)
    shelf = sys.modules["lib.desk.shelf"].Shelf
    opened = shelf.open
    def counted(*given):
        with open({place!r}, "ab") as out:
            out.write(b".")
        return opened(*given)
    shelf.open = counted

threading.Thread(target=wrap, daemon=True).start()
"""


@dataclass(slots=True)
class Found:
    """What the crowd met, and what the servers took."""

    waits: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    misses: int = 0
    megabytes: float = 0.0


def measure(folder: Path) -> list[Row]:
    """Size of a version, first and later visits, and a crowd on one process and on two."""
    database = folder / "schools.db"
    publishing = _publish(database)
    size = database.stat().st_size / SCHOOLS / 1e6
    rows = [
        Row("size of a version in the database, with its file", size, Path(open_file()).stat().st_size / 1e6, "MB", "the workbook itself"),
        Row("publish a workbook of the sample's size, p50", publishing, 1_000.0, "ms", "one second"),
    ]
    with servers.empty_page(folder) as empty:
        alone = asyncio.run(_alone(empty.address))
        rows += asyncio.run(_one_by_one(folder, database, alone))
        for processes in (1, 2):
            rows += _crowd_rows(asyncio.run(_crowd(folder, database, processes)), processes, alone)
    return rows


def open_file() -> Path:
    """The bundled workbook."""
    return servers.ROOT / "data" / "sample.xlsx"


def _publish(database: Path) -> float:
    sample, data = open_bundled(Settings()), open_file().read_bytes()
    shelf, spent = Shelf(open_store(str(database))), []
    for school in range(SCHOOLS):
        named = replace(sample, version=f"{school:012x}", is_bundled=False)
        start = time.perf_counter()
        shelf.publish(code(school), f"第{school}中学", named, data, who="bench", when=WHEN, note="", base_version=None)
        spent.append((time.perf_counter() - start) * 1000)
    shelf.close()
    return statistics.median(spent)


def code(school: int) -> str:
    """The board of a school."""
    return f"school-{school:03}"


async def _alone(address: str) -> float:
    visitor = Session(address)
    await visitor.open()
    waits = [(await visitor.run()).milliseconds for _ in range(15)]
    await visitor.close()
    return statistics.median(waits)


async def _one_by_one(folder: Path, database: Path, alone: float) -> list[Row]:
    """Every board once, then the last ones again."""
    with servers.board(folder, database) as ours:
        await _visits(ours.address, range(3))
        before = ours.megabytes()
        first = await _visits(ours.address, range(3, SCHOOLS))
        after = ours.megabytes()
        again = await _visits(ours.address, range(SCHOOLS - AGAIN, SCHOOLS))
    against = "an empty page's p50, as installed"
    return [
        Row("first visit to a board that is not kept, p50", statistics.median(first), alone, "ms", against),
        Row("first visit to a board that is not kept, p95", sorted(first)[int(len(first) * 0.95)], alone, "ms", against),
        Row("first visit to a board that is kept, p50", statistics.median(again), alone, "ms", against),
        Row(f"memory after {SCHOOLS} boards were opened in turn", after, before, "MB", "after three boards"),
    ]


async def _visits(address: str, schools: range) -> list[float]:
    waits = []
    for school in schools:
        visitor = Session(address, f"board={code(school)}")
        waits.append((await visitor.open()).milliseconds)
        await visitor.close()
    return waits


async def _crowd(folder: Path, database: Path, processes: int) -> Found:
    found, counts = Found(), [folder / f"opened-{processes}-{n}" for n in range(processes)]
    with ExitStack() as running:
        ours = []
        for place in counts:
            hook = folder / f"hook-{place.name}"
            hook.mkdir()
            (hook / "sitecustomize.py").write_text(COUNTING.format(place=str(place)), encoding="utf-8")
            ours.append(running.enter_context(servers.board(folder, database, PYTHONPATH=str(hook))))
        choose = random.Random(processes)
        boards = [choose.randrange(SCHOOLS) for _ in range(VISITORS)]
        visitors = [Session(ours[board % processes].address, f"board={code(board)}") for board in boards]
        for visitor in visitors:
            await visitor.open()
        opened = sum(place.stat().st_size for place in counts if place.exists())
        until = time.monotonic() + SECONDS
        await asyncio.gather(*(_visit(visitor, found, until, n) for n, visitor in enumerate(visitors)))
        found.misses = sum(place.stat().st_size for place in counts if place.exists()) - opened
        found.megabytes = sum(each.megabytes() for each in ours)
        await asyncio.gather(*(visitor.close() for visitor in visitors))
    return found


async def _visit(visitor: Session, found: Found, until: float, seed: int) -> None:
    choose = random.Random(seed)
    await asyncio.sleep(choose.uniform(0, THINK_SECONDS))
    while time.monotonic() < until:
        run = await visitor.run(choose.choice(PAGES))
        found.waits.append(run.milliseconds)
        found.faults.extend(run.faults)
        await asyncio.sleep(choose.uniform(0.5, 1.5) * THINK_SECONDS)


def _crowd_rows(found: Found, processes: int, alone: float) -> list[Row]:
    waits = sorted(found.waits)
    named = f"{VISITORS} visitors on {SCHOOLS} boards, {processes} process{'es' if processes > 1 else ''}"
    against = "an empty page's p50, as installed"
    return [
        Row(f"{named}: p50", statistics.median(waits), alone, "ms", against),
        Row(f"{named}: p95", waits[int(len(waits) * 0.95)], alone, "ms", against),
        Row(f"{named}: versions opened", found.misses, len(waits), "", "runs"),
        Row(f"{named}: faults", len(found.faults), 1.0, "", f"of {len(waits)} runs; none allowed", 0.0),
        Row(f"{named}: memory", found.megabytes, 600.0 * processes, "MB", "600 MB a process"),
    ]
