"""Whether a page takes longer where there are more opinions: a rerun of every page on 10,000 and on 500,000, in turn in one run.

Everything was asked before, so that what is measured is what a visitor waits for who comes after another; the first run stands beside it.
"""

import asyncio
import statistics
from pathlib import Path

from bench import servers
from bench.boards import database
from bench.client import Run, Session
from bench.pages import PAGES
from bench.rows import Row

SIZES = (10_000, 500_000)
ROUNDS = 15
FLAT = 1.15


def measure(folder: Path) -> list[Row]:
    """Large against small, by page: time and bytes of a rerun, and the first run of all."""
    small, large = asyncio.run(_measured(folder))
    rows: list[Row] = []
    for page in PAGES:
        against = f"{SIZES[0]:,} opinions"
        ours, theirs = (statistics.median(run.milliseconds for run in runs[page][1:]) for runs in (large, small))
        rows.append(Row(f"rerun of /{page}, {SIZES[1]:,} opinions, p50", ours, theirs, "ms", against, FLAT))
        rows.append(Row(f"bytes of it, /{page}", large[page][-1].size / 1000, small[page][-1].size / 1000, "kB", against, FLAT))
        rows.append(Row(f"the first run of /{page}", large[page][0].milliseconds, small[page][0].milliseconds, "ms", against))
    return rows


async def _measured(folder: Path) -> list[dict[str, list[Run]]]:
    places = [database(folder, rows) for rows in SIZES]
    with servers.board(folder, places[0]) as small, servers.board(folder, places[1]) as large:
        visitors = [Session(each.address) for each in (small, large)]
        for visitor in visitors:
            await visitor.open()
        found: list[dict[str, list[Run]]] = [{page: [] for page in PAGES} for _ in visitors]
        for page in PAGES:
            for _ in range(ROUNDS + 1):
                for visitor, into in zip(visitors, found, strict=True):
                    into[page].append(await visitor.run(page))
        faults = [fault for each in found for runs in each.values() for run in runs for fault in run.faults]
        if faults:
            raise RuntimeError(f"{faults[:3]}")
        for visitor in visitors:
            await visitor.close()
    return found
