"""How our workbooks are written: values into cells, parts into bytes.

Text is written as text, so that nothing that came from a person can act as a formula. Equal content
gives equal bytes on any machine: no clock, no locale, no compression.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

CellContent = None | str | int | float | date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = "2014-06-10T00:00:00Z"
_LONG_PART = 4_000_000  # bytes
_LEVEL = 1  # level 6 takes four times as long for a quarter less
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPE_FORM = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

LONGEST_TEXT = 32_767
"""Characters in one cell; Excel calls a file with more damaged."""

LONGEST_SHEET_NAME = 31


def write(cell: Cell, content: CellContent) -> None:
    """Put a value into a cell; text stays text whatever it begins with."""
    if not isinstance(content, str):
        cell.value = content
        return
    cell.value = escaped(writable(content))
    cell.data_type = "s"
    if is_guarded(content):
        cell.quotePrefix = True


def writable(content: str) -> str:
    """The text as a cell can hold it: without control characters, what is no character at all replaced; cut, and said to be, past what a cell takes."""
    held = content if len(content) <= LONGEST_TEXT else content[: LONGEST_TEXT - 1] + "…"
    return _NO_TEXT.sub("\ufffd", ILLEGAL_CHARACTERS_RE.sub("", held))


def escaped(words: str) -> str:
    """Text of a cell as the format writes it: a literal `_x0041_` stays one, which spreadsheets would read as an A."""
    return _ESCAPE_FORM.sub("_x005F_", words)


def is_guarded(content: str) -> bool:
    """Whether a text begins as a formula does, so that its style must say that it is text."""
    return content.startswith(_FORMULA_STARTS)


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without its signs, and no other sheet's in any case.

    Args:
        title: what the sheet is about; may be text from a workbook.
        taken: names of the other sheets, folded; the new one is added.
    """
    plain = " ".join(writable(title).translate(_NOT_IN_A_SHEET_NAME).split()).strip("'")[:LONGEST_SHEET_NAME].strip(" '") or "-"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def packed(book: Workbook, finished: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({})) -> bytes:
    """The workbook as bytes that depend on its content alone.

    Parts are stored uncompressed with one fixed time: compressed bytes would differ between builds of zlib. Only what is as long as
    a ledger is compressed all the same, for nobody wants to carry a hundred megabytes about.

    Args:
        finished: what is still to be done to a sheet's part, by the sheet's name.
    """
    book.properties.creator = "Phaseboard"
    book.properties.lastModifiedBy = "Phaseboard"
    book.properties.created = datetime(2014, 6, 10)  # noqa: DTZ001 - the format has no zone; any fixed time will do
    raw = io.BytesIO()
    book.save(raw)
    parts = {book[title].path.lstrip("/"): finish for title, finish in finished.items()}  # saving has given the parts their names
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _STAMP.encode(), part)
            if name in parts:
                part = parts[name](part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if len(part) < _LONG_PART else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, part, compresslevel=_LEVEL)
    return out.getvalue()
