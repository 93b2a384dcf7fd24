"""Files from outside are opened in a separate, warm process, never in the one that serves people.

The process, its ceilings and the pool stand in `lib.isolation`; here is what reading asks of it.
"""

from lib.errors import Refused
from lib.ingest.model import ColumnChoice, Workbook
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.ingest.read.cell_text import plain_file_name
from lib.isolation import Ceilings, close, run_isolated, warm_up

__all__ = ["ceilings_of", "close", "read_isolated", "read_unisolated", "warm_up"]


def read_isolated(
    data: bytes,
    file_name: str,
    *,
    year: int | None = None,
    sheet: str | None = None,
    columns: tuple[ColumnChoice, ...] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Workbook:
    """Read and understand one file in another process.

    Args:
        data: the file's content.
        file_name: as uploaded; only shown and never opened.
        year: settles the year where the file leaves it open.
        sheet: read this sheet alone, also where it is hidden.
        columns: headers that were mapped by hand.
        limits: the ceilings.

    Raises:
        Refused: the file cannot be read, or holds no table that we know.
        WorkerDied: the process died, or was stopped at the ceiling of memory or time.
    """
    name = plain_file_name(file_name)
    if len(data) > limits.file_bytes:
        raise Refused("file_too_large", file=name, megabytes=limits.file_bytes >> 20)
    arguments = (data, name, year, sheet, columns, limits)
    return run_isolated("lib.ingest.worker_job:read_file", arguments, Workbook, file_name=name, ceilings=ceilings_of(limits))


def read_unisolated(
    data: bytes,
    file_name: str,
    *,
    year: int | None = None,
    sheet: str | None = None,
    columns: tuple[ColumnChoice, ...] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Workbook:
    """The same in this process, without ceilings of memory and time: for tests of the reading alone."""
    # Here and not above, so that the serving process does not load what only its workers need.
    from lib.ingest.worker_job import read_file

    return read_file(data, file_name, year, sheet, columns, limits)


def ceilings_of(limits: Limits) -> Ceilings:
    """What of the limits a worker process is held to."""
    return Ceilings(limits.memory_bytes, limits.seconds, limits.answer_bytes)
