"""From bytes to raw sheets: any workbook that people send, told apart by content, or refused by name.

`read` needs no other process; for files from outside use `lib.ingest.worker`, which calls it in one. The decoders are
loaded with the first file: who only hands a file over to the worker process needs the limits alone.
"""

from typing import TYPE_CHECKING

from lib.ingest.read.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from lib.ingest.model import RawWorkbook

__all__ = ["DEFAULT_LIMITS", "Limits", "read"]


def read(data: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> "RawWorkbook":
    """Read one file; `entry.read` says how.

    Raises:
        Refused: the file cannot be read.
    """
    from lib.ingest.read import entry

    return entry.read(data, file_name, limits)
