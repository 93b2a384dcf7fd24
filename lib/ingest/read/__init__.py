"""From bytes to raw sheets: any workbook that people send, told apart by content, or refused by name.

`read` needs no other process; for files from outside use `lib.ingest.worker`, which calls it in one.
"""

from lib.ingest.read.entry import read
from lib.ingest.read.limits import DEFAULT_LIMITS, Limits

__all__ = ["DEFAULT_LIMITS", "Limits", "read"]
