"""One way in: bytes and a name in, raw sheets out."""

from lib.errors import Refused
from lib.ingest.model import RawWorkbook
from lib.ingest.read.cell_text import plain_file_name
from lib.ingest.read.limits import DEFAULT_LIMITS, Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.package import open_package
from lib.ingest.read.xlsx import read_xlsx
from lib.ingest.read.xlsx_parts import workbook_part


def read(data: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> RawWorkbook:
    """Open one file, whatever its name says.

    Args:
        data: the file's content.
        file_name: as uploaded; only shown and never opened.
        limits: the ceilings on size; memory and time are the worker's to hold.

    Raises:
        Refused: the file cannot be read; its code names the sentence `refused.<code>`.
    """
    name = plain_file_name(file_name)
    package = open_package(data, limits)
    part = workbook_part(package)
    if part is None:
        raise Refused("no_workbook_part")
    return read_xlsx(package, part, name, Notes())
