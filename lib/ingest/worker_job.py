"""What the worker process does to read a file; only `lib.isolation` calls it, in that process."""

from lib.ingest.model import ColumnChoice, Workbook
from lib.ingest.read import Limits
from lib.ingest.read.entry import read
from lib.ingest.understand import understand


def read_file(
    data: bytes, file_name: str, year: int | None, sheet: str | None, columns: tuple[ColumnChoice, ...], limits: Limits
) -> Workbook:
    """Read and understand one file.

    Raises:
        Refused: the file cannot be read, or holds no table that we know.
    """
    raw = read(data, file_name, limits)
    return understand(raw, year=year, sheet=sheet, columns=columns)
