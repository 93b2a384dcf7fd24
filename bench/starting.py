"""From nothing to an answer: the board beside an empty application, in turn."""

import statistics
import time
import urllib.request
from pathlib import Path

from bench import servers
from bench.boards import database
from bench.rows import Row

ROUNDS = 4


def measure(folder: Path) -> list[Row]:
    """Until it says that it lives, and until it is ready for people."""
    alive, ready, empty = [], [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with servers.board(folder, database(folder, 1_000)) as ours:
            alive.append(ours.started_milliseconds)
            _wait(f"{ours.address}/readyz")
            ready.append((time.perf_counter() - start) * 1000)
        with servers.empty_page(folder) as other:
            empty.append(other.started_milliseconds)
    middle = statistics.median(empty)
    return [
        Row("cold start to health", statistics.median(alive), middle, "ms", "an empty application", 1.6),
        Row("cold start to readiness (database and worker)", statistics.median(ready), middle, "ms", "an empty application"),
    ]


def _wait(address: str) -> None:
    until = time.monotonic() + servers.START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{address} did not become ready")
