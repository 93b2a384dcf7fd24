"""How our workbooks are written: values into cells, parts into bytes.

Text is written as text, so that nothing that came from a person can act as a formula. Equal content
gives equal bytes on any machine: no clock, no locale, no compression.
"""

import io
import re
import zipfile
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

CellContent = None | str | int | float | date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = "2014-06-10T00:00:00Z"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(cell: Cell, content: CellContent) -> None:
    """Put a value into a cell; text stays text whatever it begins with."""
    if not isinstance(content, str):
        cell.value = content
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", content)
    cell.data_type = "s"
    if content.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def packed(book: Workbook) -> bytes:
    """The workbook as bytes that depend on its content alone.

    Parts are stored uncompressed with one fixed time: compressed bytes would differ between builds of zlib.
    """
    book.properties.creator = "Phaseboard"
    book.properties.lastModifiedBy = "Phaseboard"
    book.properties.created = datetime(2014, 6, 10)  # noqa: DTZ001 - the format has no zone; any fixed time will do
    raw = io.BytesIO()
    book.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _STAMP.encode(), part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, part)
    return out.getvalue()
