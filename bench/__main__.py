"""`run.py bench`: how long the main steps take, beside what they are measured against.

Each step is run several times in turn with its yardstick; the medians and their ratio are printed. `--json` prints the same as JSON;
`--rows N` sets the size of the made workbook.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date

import python_calamine

from bench.workbook import large_workbook
from lib.access import disclose
from lib.deadlines import parse_deadline
from lib.desk.board import Board
from lib.figures.charts import CHARTS
from lib.i18n import Language
from lib.ingest.read import DEFAULT_LIMITS
from lib.ingest.worker import read_isolated, warm_up
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import ROOT

RUNS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """One step beside its yardstick; times are medians in milliseconds."""

    step: str
    milliseconds: float
    yardstick: str
    yardstick_milliseconds: float
    ratio: float


def main() -> int:
    """Measure every step and print the table."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    timings = [*reading(arguments.rows), deadlines(), *boards(arguments.rows)]
    if arguments.json:
        print(json.dumps([asdict(timing) for timing in timings], indent=1))
        return 0
    for timing in timings:
        print(
            f"{timing.step:58}{timing.milliseconds:10.1f} ms   {timing.ratio:8.2f} × {timing.yardstick} ({timing.yardstick_milliseconds:.1f} ms)"
        )
    return 0


def reading(rows: int) -> list[Timing]:
    """A large workbook, and the sample, through the worker; against the bare decode of the same file."""
    warm_up()
    large = large_workbook(rows)
    sample = (ROOT / "data" / "sample.xlsx").read_bytes()
    read_isolated(sample, "sample.xlsx")
    return [
        beside(
            f"file of {rows:,} rows → validated, in the worker",
            lambda: read_isolated(large, "large.xlsx", limits=PATIENT),
            "bare decode",
            lambda: decode(large),
        ),
        beside("the sample, warm worker", lambda: read_isolated(sample, "sample.xlsx"), "bare decode", lambda: decode(sample)),
    ]


def deadlines() -> Timing:
    """20,000 distinct phrases, against formatting as many dates."""
    phrases = [
        f"{2000 + n % 40}年{n % 12 + 1}月{n % 28 + 1}日前完成第{n}项" if n % 3 else f"{n % 12 + 1}月中旬至{2000 + n}年底"
        for n in range(20_000)
    ]
    days = [date.fromordinal(730_000 + n) for n in range(20_000)]
    return beside(
        "20,000 distinct deadline phrases",
        lambda: [parse_deadline(phrase, 2014) for phrase in phrases],
        "20,000 × strftime",
        lambda: [day.strftime("%Y-%m-%d") for day in days],
    )


def boards(rows: int) -> list[Timing]:
    """Every chart of a large board, against disclosing it once."""
    workbook = read_isolated(large_workbook(rows), "large.xlsx", limits=PATIENT)
    disclosed = disclose(workbook, Audience.PUBLIC)

    def every_chart() -> None:
        board = Board(disclosed, Filters(), date(2014, 6, 10))
        for name in CHARTS:
            board.chart(name, Language.ZH)

    return [
        beside(
            f"every chart of {rows:,} opinions, nothing cached", every_chart, "disclosing them", lambda: disclose(workbook, Audience.PUBLIC)
        )
    ]


PATIENT = type(DEFAULT_LIMITS)(seconds=120)


def decode(data: bytes) -> None:
    """What the decoder alone takes: no merges, no types, no checks."""
    import io

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def beside(step: str, work: Callable[[], object], yardstick: str, other: Callable[[], object]) -> Timing:
    """Both in turn, so that a drifting machine hits both."""
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(clocked(work))
        theirs.append(clocked(other))
    mine, its = statistics.median(ours), statistics.median(theirs)
    return Timing(step, mine, yardstick, its, mine / its)


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
