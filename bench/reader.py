"""`python -m bench.reader`: the reader beside the bare decoder, in turn and in one run.

A ledger of 100,000 opinions × 14 columns goes through the worker process, from the file's bytes to the validated workbook in the
serving process; beside it python-calamine turns the same file into lists (`to_python`). Times are seconds of wall clock and of
processor, the latter of both processes together, which a busy machine disturbs less; ratios are medians of the rounds' ratios.
Peak memory is that of a fresh process each. `--json` prints the same as JSON, `--growth` adds 10,000 and 500,000 rows.
"""

import argparse
import functools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import python_calamine

from bench.ledger import ledger
from lib.ingest.read import Limits
from lib.ingest.worker import close, read_isolated, warm_up
from lib.settings import ROOT

PATIENT = Limits(seconds=300)
_BARE = "import sys, python_calamine as c\nb = c.CalamineWorkbook.from_path(sys.argv[1])\nx = [b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
_OURS = (
    "import sys, pathlib\nsys.path.insert(0, sys.argv[2])\nimport lib.ingest.worker_job as job\n"
    "from lib.ingest.read import Limits\nfrom lib.isolation.messages import Answer, answer_pieces\n"
    "answer_pieces(Answer(job.read_file(pathlib.Path(sys.argv[1]).read_bytes(), 'l.xlsx', None, None, (), Limits(seconds=300))))"
)
# Of Linux, where a process's own peak begins anew with its program; what `resource` gives there is also its parent's.
_PEAK = "\nprint([int(line.split()[1]) / 1024 for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of wall clock and of processor."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: ours, the yardstick, and ours as a multiple of it."""

    what: str
    ours: float
    yardstick: float
    ratio: float
    unit: str


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    lines = [*reading(ledger(arguments.rows), arguments.rows, arguments.rounds), *sample(), memory(arguments.rows)]
    if arguments.growth:
        lines.extend(growth())
    close()
    if arguments.json:
        print(json.dumps([asdict(line) for line in lines], indent=1))
        return 0
    for line in lines:
        print(f"{line.what:64}{line.ours:10.3f} {line.unit:3} against {line.yardstick:9.3f}: {line.ratio:6.2f} ×")
    return 0


def reading(book: bytes, rows: int, rounds: int) -> list[Measured]:
    """File to validated workbook through the warm worker, beside the bare decoder."""
    warm_up()
    read_isolated(book, "ledger.xlsx", limits=PATIENT)
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(spent(lambda: decode(book)))
        ours.append(spent(lambda: read_isolated(book, "ledger.xlsx", limits=PATIENT)))
    return [
        Measured(
            f"{rows:,} rows: file → validated, {clock}",
            statistics.median(getattr(each, clock) for each in ours),
            statistics.median(getattr(each, clock) for each in bare),
            statistics.median(getattr(one, clock) / getattr(other, clock) for one, other in zip(ours, bare, strict=True)),
            "s",
        )
        for clock in ("wall", "processor")
    ]


def sample() -> list[Measured]:
    """The bundled workbook on the warm worker, against sixty milliseconds; processor time is that of all rounds together, by their number."""
    book = (ROOT / "data" / "sample.xlsx").read_bytes()
    read_isolated(book, "sample.xlsx")
    rounds = 20
    before = processor_time()
    wall = statistics.median(spent(lambda: read_isolated(book, "sample.xlsx")).wall for _ in range(rounds)) * 1000
    processor = (processor_time() - before) / rounds * 1000
    return [
        Measured(f"the sample, warm worker, {clock}", took, 60.0, took / 60.0, "ms")
        for clock, took in (("wall", wall), ("processor", processor))
    ]


def memory(rows: int) -> Measured:
    """Peak memory of a process that reads and packs its answer, beside one that only decodes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        path.write_bytes(ledger(rows))
        ours, bare = (
            float(
                subprocess.run(
                    [sys.executable, "-c", code + _PEAK, str(path), str(ROOT)], capture_output=True, check=True, text=True
                ).stdout
            )
            for code in (_OURS, _BARE)
        )
    return Measured(f"{rows:,} rows: peak memory", ours, bare, ours / bare, "MB")


def growth() -> list[Measured]:
    """Processor time a row at 500,000 rows, as a multiple of that at 10,000."""
    limits = Limits(
        seconds=600, memory_bytes=6_000 << 20, answer_bytes=2_000 << 20, cells=20_000_000, area=40_000_000, file_bytes=200 << 20
    )
    limits = Limits(**{**asdict(limits), "unpacked_bytes": 2_000 << 20})
    each = {}
    for rows, rounds in ((10_000, 7), (500_000, 3)):
        book = ledger(rows)
        read_isolated(book, "ledger.xlsx", limits=limits)
        took = [spent(functools.partial(read_isolated, book, "ledger.xlsx", limits=limits)).processor for _ in range(rounds)]
        each[rows] = statistics.median(took) / rows
    micro = {rows: value * 1e6 for rows, value in each.items()}
    return [
        Measured("500,000 rows against 10,000: processor time a row", micro[500_000], micro[10_000], micro[500_000] / micro[10_000], "µs")
    ]


def decode(book: bytes) -> None:
    """What the bare decoder does: no merges, no types, no checks."""
    opened = python_calamine.CalamineWorkbook.from_filelike(BytesIO(book))
    for name in opened.sheet_names:
        opened.get_sheet_by_name(name).to_python()


def spent(work: Callable[[], object]) -> Spent:
    """What one run takes, in this process and its workers."""
    processor, start = processor_time(), time.perf_counter()
    work()
    return Spent(time.perf_counter() - start, processor_time() - processor)


def processor_time() -> float:
    """Seconds of processor that this process and the workers have used so far, those too that have ended: one that grew large is replaced."""
    own = psutil.Process()
    ended = own.cpu_times()
    each = [process.cpu_times() for process in (own, *own.children())]
    return sum(times.user + times.system for times in each) + getattr(ended, "children_user", 0) + getattr(ended, "children_system", 0)


if __name__ == "__main__":
    raise SystemExit(main())
