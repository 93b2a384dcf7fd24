"""Without uvloop, which is how the board runs on Windows: the same board on the standard loop, in turn with itself on uvloop.

Measured on this machine, so it says what the loop costs and nothing else of Windows: its own loop waits in another way (completion ports),
its timer is coarser, and files, processes and memory are another system's.
"""

import asyncio
import statistics
from pathlib import Path

from bench import servers
from bench.boards import database
from bench.client import Run, Session
from bench.crowd import THINK_SECONDS, VISITORS, Crowd, once_round, visited
from bench.pages import PAGES, middle
from bench.rows import Row

OPINIONS = 100_000
ROUNDS = 12
AGAINST = "the same on uvloop"

WITHOUT = """\
import sys

sys.modules["uvloop"] = None
"""
"""Run by the interpreter before anything else."""


def measure(folder: Path) -> list[Row]:
    """A rerun of every page by the clock and by processor time, and a crowd that thinks between clicks."""
    place = folder / "without_uvloop"
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    rows = asyncio.run(_reruns(folder, str(place)))
    crowds = [asyncio.run(_crowd(folder, found)) for found in (str(place), "")]
    waits = [sorted(crowd.waits) for crowd in crowds]
    named = f"{VISITORS} visitors, {THINK_SECONDS:.0f} s between clicks, without uvloop"
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        ours, theirs = (found[int(len(found) * share)] for found in waits)
        rows.append(Row(f"{named}: {name}", ours, theirs, "ms", AGAINST))
    rows.append(Row(f"{named}: faults", len(crowds[0].faults), 1.0, "", f"of {len(waits[0])} runs; none allowed", 0.0))
    return rows


async def _reruns(folder: Path, hook: str) -> list[Row]:
    place = database(folder, OPINIONS)
    rows = []
    with servers.board(folder, place, PYTHONPATH=hook) as without, servers.board(folder, place) as with_it:
        both = (without, with_it)
        visitors = [Session(each.address) for each in both]
        for visitor in visitors:
            await visitor.open()
        for page in PAGES:
            runs: list[list[Run]] = [[await visitor.run(page)] for visitor in visitors]
            before = [each.processor_milliseconds() for each in both]
            for _ in range(ROUNDS):
                for visitor, into in zip(visitors, runs, strict=True):
                    into.append(await visitor.run(page))
            spent = [(each.processor_milliseconds() - at) / ROUNDS for each, at in zip(both, before, strict=True)]
            faults = [fault for found in runs for run in found for fault in run.faults]
            if faults:
                raise RuntimeError(f"/{page}: {faults[:3]}")
            waits = [middle(found) for found in runs]
            rows.append(Row(f"rerun of /{page}, {OPINIONS:,} opinions, without uvloop, p50", waits[0], waits[1], "ms", AGAINST))
            rows.append(Row(f"processor time of a rerun of /{page}, without uvloop", spent[0], spent[1], "ms", AGAINST))
        for visitor in visitors:
            await visitor.close()
    every = [statistics.median(row.ratio for row in rows[first::2]) for first in (0, 1)]
    rows.append(Row("all pages, without uvloop, p50, the median of the ratios", every[0], 1.0, "×", AGAINST))
    rows.append(Row("all pages, without uvloop, processor time, the median of the ratios", every[1], 1.0, "×", AGAINST))
    return rows


async def _crowd(folder: Path, hook: str) -> Crowd:
    with servers.board(folder, database(folder, OPINIONS), PYTHONPATH=hook) as ours:
        await once_round(ours.address)
        return await visited(ours)
