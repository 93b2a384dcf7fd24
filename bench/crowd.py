"""Many visitors at once: two hundred who think between clicks, fifty who do not; and the memory that they take."""

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench import servers
from bench.boards import database
from bench.client import Session
from bench.pages import PAGES, SIZES
from bench.rows import Row

VISITORS = 200
THINK_SECONDS = 10.0
SECONDS = 40.0
BUSY = 50
BUSY_SECONDS = 12.0


@dataclass(slots=True)
class Crowd:
    """What all visitors met."""

    waits: list[float] = field(default_factory=list)
    size: int = 0
    faults: list[str] = field(default_factory=list)
    megabytes: float = 0.0


def measure_paced(folder: Path) -> list[Row]:
    """200 visitors on all pages mixed, each waiting ten seconds between clicks."""
    rows: list[Row] = []
    for size in SIZES:
        rows.extend(asyncio.run(_paced(folder, size)))
    return rows


def measure_busy(folder: Path) -> list[Row]:
    """50 visitors who click again at once: runs a second, beside the same pages on the framework's own settings."""
    large = database(folder, SIZES[-1])
    rates = []
    for as_installed in (False, True):
        with servers.board(folder, large, as_installed=as_installed) as server:
            rates.append(asyncio.run(_rate(server.address, joins=not as_installed)))
    return [
        Row(
            f"{BUSY} visitors without a pause, 100,000 opinions",
            rates[0],
            rates[1],
            "/s",
            "same pages, as installed",
            20,
            more_is_better=True,
        )
    ]


async def _paced(folder: Path, size: int) -> list[Row]:
    named = f"{VISITORS} visitors, {THINK_SECONDS:.0f} s between clicks, {size:,} opinions"
    with servers.board(folder, database(folder, size)) as ours, servers.empty_page(folder) as empty:
        alone = await _alone(empty.address)
        await once_round(ours.address)
        await asyncio.sleep(2)
        before = ours.megabytes()
        crowd = await visited(ours)
    waits = sorted(crowd.waits)
    p95 = waits[int(len(waits) * 0.95)]
    return [
        Row(f"{named}: p95", p95, alone, "ms", "one empty page's p50, as installed", 1.0),
        Row(f"{named}: p50", statistics.median(waits), alone, "ms", "one empty page's p50, as installed"),
        Row(f"{named}: faults", len(crowd.faults), 1.0, "", f"of {len(waits)} runs; none allowed", 0.0),
        Row(f"memory a session, {size:,} opinions", (crowd.megabytes - before) / VISITORS, 0.2, "MB", "limit", 1.0),
        Row(f"memory with {VISITORS} sessions, {size:,} opinions", crowd.megabytes, 600.0, "MB", "limit", 1.0),
    ]


async def visited(server: servers.Server) -> Crowd:
    """What 200 visitors meet who think between clicks, their lines packed as a browser's are, and the server's memory while they are there."""
    crowd, visitors = Crowd(), [Session(server.address, packs=True) for _ in range(VISITORS)]
    for visitor in visitors:
        await visitor.open()
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(_visit(visitor, crowd, until, THINK_SECONDS, n) for n, visitor in enumerate(visitors)))
    crowd.megabytes = server.megabytes()
    await asyncio.gather(*(visitor.close() for visitor in visitors))
    return crowd


async def _alone(address: str) -> float:
    visitor = Session(address)
    await visitor.open()
    waits = [(await visitor.run()).milliseconds for _ in range(15)]
    await visitor.close()
    return statistics.median(waits)


async def once_round(address: str) -> None:
    """Fill the caches, as the first visitor of a day does."""
    visitor = Session(address)
    await visitor.open()
    for page in PAGES:
        await visitor.run(page)
    await visitor.close()


async def _visit(visitor: Session, crowd: Crowd, until: float, think: float, seed: int) -> None:
    choose = random.Random(seed)
    await asyncio.sleep(choose.uniform(0, think))
    while time.monotonic() < until:
        run = await visitor.run(choose.choice(PAGES))
        crowd.waits.append(run.milliseconds)
        crowd.size += run.size
        crowd.faults.extend(run.faults)
        if think:
            await asyncio.sleep(choose.uniform(0.5, 1.5) * think)


async def _rate(address: str, *, joins: bool) -> float:
    await once_round(address)
    crowd, visitors = Crowd(), [Session(address, joins=joins) for _ in range(BUSY)]
    await asyncio.gather(*(visitor.open() for visitor in visitors))
    start = time.monotonic()
    await asyncio.gather(*(_visit(visitor, crowd, start + BUSY_SECONDS, 0.0, n) for n, visitor in enumerate(visitors)))
    spent = time.monotonic() - start
    await asyncio.gather(*(visitor.close() for visitor in visitors))
    if crowd.faults:
        raise RuntimeError(f"{len(crowd.faults)} faults: {crowd.faults[:3]}")
    return len(crowd.waits) / spent
