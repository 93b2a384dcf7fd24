"""`run.py bench [NAME …]`: what is measured, each beside its yardstick in the same run, and the bar it should hold.

Without a name: start, pages, paced, busy, files, history, a few minutes in all. By name also: reader (the reading of large files),
deadlines, growth (pages from 10,000 to 500,000 opinions), schools (300 boards in one database), loops (without uvloop), browser (beside
Dash, in Chromium), peers (beside every framework there). `--json` prints the same as JSON, `--to FILE` also keeps it. Never part of the
tests: machines differ and drift.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench import crowd, files, growing, history, loops, pages, schools, starting
from bench.rows import Row, as_json, printed


def main() -> int:
    """Measure what was named, and print."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--to", type=Path)
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(MEASURES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(MEASURES)}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="phaseboard-bench-") as folder:
        for name in arguments.names or DEFAULT:
            start = time.monotonic()
            found = MEASURES[name](Path(folder))
            rows.extend(found)
            if not arguments.json:
                print(f"\n{name}, {time.monotonic() - start:.0f} s, load {_load()}\n{printed(found)}", flush=True)
    kept = json.dumps({"processors": os.cpu_count(), "rows": [as_json(row) for row in rows]}, ensure_ascii=False, indent=1)
    if arguments.json:
        print(kept)
    if arguments.to:
        arguments.to.write_text(kept + "\n", encoding="utf-8")
    return 0


def deadlines(_folder: Path) -> list[Row]:
    """20,000 distinct phrases, against formatting as many dates."""
    from lib.deadlines import parse_deadline

    phrases = [
        f"{2000 + n % 40}年{n % 12 + 1}月{n % 28 + 1}日前完成第{n}项" if n % 3 else f"{n % 12 + 1}月中旬至{2000 + n}年底"
        for n in range(20_000)
    ]
    days = [date.fromordinal(730_000 + n) for n in range(20_000)]
    ours = files.clocked(lambda: [parse_deadline(phrase, 2014) for phrase in phrases])
    theirs = files.clocked(lambda: [day.strftime("%Y-%m-%d") for day in days])
    return [Row("20,000 distinct deadline phrases", ours, theirs, "ms", "20,000 × strftime")]


def reader(_folder: Path) -> list[Row]:
    """The reading of 100,000 rows and of the sample; `python -m bench.reader` says more."""
    from bench import reader as reading
    from bench.ledger import ledger
    from lib.ingest.worker import close

    lines = [*reading.reading(ledger(100_000), 100_000, 3), *reading.sample(), reading.memory(100_000)]
    close()
    return [Row(line.what, line.ours, line.yardstick, line.unit, "bare decoder or limit") for line in lines]


def browser(folder: Path) -> list[Row]:
    """The board and the same page in Dash in a real browser; takes Playwright and an environment for Dash."""
    from bench import browser as browsing

    return browsing.measure(folder)


def peers(folder: Path) -> list[Row]:
    """The board and the same page in every framework, in a real browser; takes Playwright and an environment for each."""
    from bench import beside

    return beside.measure(folder)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"


MEASURES: dict[str, Callable[[Path], list[Row]]] = {
    "start": starting.measure,
    "pages": pages.measure,
    "paced": crowd.measure_paced,
    "busy": crowd.measure_busy,
    "files": files.measure,
    "history": history.measure,
    "deadlines": deadlines,
    "reader": reader,
    "browser": browser,
    "peers": peers,
    "loops": loops.measure,
    "schools": schools.measure,
    "growth": growing.measure,
}
DEFAULT = ("start", "pages", "paced", "busy", "files", "history")


if __name__ == "__main__":
    raise SystemExit(main())
