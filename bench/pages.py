"""What one visitor waits for and is sent: every page of a board, in turn with an empty page on the framework's own settings."""

import asyncio
import statistics
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.boards import database
from bench.client import Run, Session
from bench.rows import Row

PAGES = ("", "tasks", "feedback", "rectification", "meeting", "data")
SIZES = (1_000, 100_000)
ROUNDS = 12
MOST_BYTES = 60_000


@dataclass(frozen=True, slots=True)
class Found:
    """The runs of a page, the first of which fills the caches; the empty page's times in between; processor time of a rerun of each."""

    runs: list[Run]
    empty: list[float]
    processor: float
    empty_processor: float


def measure(folder: Path) -> list[Row]:
    """A rerun of each page: its time against the empty page's, its bytes against the limit, and large against small."""
    small, large = (asyncio.run(_measured(folder, rows)) for rows in SIZES)
    rows: list[Row] = []
    for page in PAGES:
        found, against = large[page], "empty page, as installed"
        rows.append(Row(f"rerun of /{page}, 100,000 opinions, p50", middle(found.runs), statistics.median(found.empty), "ms", against, 0.3))
        rows.append(Row(f"processor time of a rerun of /{page}", found.processor, found.empty_processor, "ms", against))
    for page in PAGES:
        sizes = [large[page].runs[-1].size, small[page].runs[-1].size]
        rows.append(Row(f"bytes of a rerun of /{page}, 100,000 opinions", sizes[0] / 1000, MOST_BYTES / 1000, "kB", "limit", 1.0))
        rows.append(Row(f"bytes of a rerun of /{page}, large against small", sizes[0] / 1000, sizes[1] / 1000, "kB", "1,000 opinions", 1.1))
        first = large[page].runs[0].size / 1000
        rows.append(Row(f"bytes of the first visit to /{page}", first, MOST_BYTES / 1000, "kB", "limit of a rerun"))
    return rows


def middle(runs: list[Run]) -> float:
    """The median time of all runs but the first, which fills the caches."""
    return statistics.median(run.milliseconds for run in runs[1:])


async def _measured(folder: Path, rows: int) -> dict[str, Found]:
    found: dict[str, Found] = {}
    with servers.board(folder, database(folder, rows)) as ours, servers.empty_page(folder) as empty:
        visitor, other = Session(ours.address), Session(empty.address)
        await visitor.open()
        await other.open()
        for page in PAGES:
            runs, waits = [await visitor.run(page)], [(await other.run()).milliseconds]
            before = [server.processor_milliseconds() for server in (ours, empty)]
            for _ in range(ROUNDS):
                runs.append(await visitor.run(page))
                waits.append((await other.run()).milliseconds)
            faults = [fault for run in runs for fault in run.faults]
            if faults:
                raise RuntimeError(f"/{page}: {faults[:3]}")
            spent = [(server.processor_milliseconds() - at) / ROUNDS for server, at in zip((ours, empty), before, strict=True)]
            found[page] = Found(runs, waits, *spent)
        await visitor.close()
        await other.close()
    return found
