"""One way in: bytes and a name in, raw sheets out."""

from lib.errors import Refused
from lib.ingest.model import RawWorkbook
from lib.ingest.read.cell_text import plain_file_name
from lib.ingest.read.kinds import Kind, foreign_package, kind_of
from lib.ingest.read.limits import DEFAULT_LIMITS, Limits
from lib.ingest.read.markup import read_text_file
from lib.ingest.read.notes import Notes
from lib.ingest.read.ods import read_ods
from lib.ingest.read.package import open_package
from lib.ingest.read.xls import read_xls
from lib.ingest.read.xlsb import read_xlsb
from lib.ingest.read.xlsx import read_xlsx
from lib.ingest.read.xlsx_parts import workbook_part

_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def read(data: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> RawWorkbook:
    """Open one file, whatever its name says.

    Args:
        data: the file's content.
        file_name: as uploaded; only shown and never opened.
        limits: the ceilings on size; memory and time are the worker's to hold.

    Raises:
        Refused: the file cannot be read; its code names the sentence `refused.<code>`, and the facts
            always include the file's name.
    """
    name = plain_file_name(file_name)
    try:
        return _read(data, name, limits)
    except Refused as refusal:
        raise type(refusal)(refusal.code, **{"file": name, **refusal.facts}) from refusal.__cause__


_LONGEST_LOCK = 1024
"""Bytes of what Excel and WPS lay beside an open workbook (~$名称.xlsx): the name of whoever has it open, 165 as a rule."""


def _read(data: bytes, name: str, limits: Limits) -> RawWorkbook:
    if len(data) > limits.file_bytes:
        raise Refused("file_too_large", megabytes=limits.file_bytes >> 20)
    if not data:
        raise Refused("empty")
    if name.startswith("~$") and len(data) <= _LONGEST_LOCK:
        raise Refused("lock_file", other=name[2:])
    if not data.strip(b"\x00"):
        raise Refused("only_zeros")
    kind = kind_of(data)
    if kind == Kind.ZIP:
        return _read_package(data, name, limits)
    if kind == Kind.OLE:
        return read_xls(data, name, limits, Notes())
    if kind == Kind.TEXT:
        return read_text_file(data, name, limits, Notes())
    raise Refused(str(kind))


def _read_package(data: bytes, name: str, limits: Limits) -> RawWorkbook:
    package = open_package(data, limits)
    notes = Notes()
    declared = package.part("mimetype") if "mimetype" in package else b""
    if (declared or b"").startswith(_ODS.encode()):
        return read_ods(package, name, notes)
    part = workbook_part(package)
    if part is None:
        is_bare_ods = "content.xml" in package and b"office:spreadsheet" in (package.part("content.xml") or b"")
        if is_bare_ods:
            return read_ods(package, name, notes)
        raise Refused(foreign_package(package))
    if part.lower().endswith(".bin"):
        return read_xlsb(package, part, name, notes)
    if part.lower().startswith(("word/", "ppt/")):
        raise Refused("is_word" if part.lower().startswith("word/") else "is_powerpoint")
    return read_xlsx(package, part, name, notes)
