"""Containers that lie: zip files with false entries, and binary and OpenDocument workbooks written record by record."""

import io
import struct
import warnings
import zipfile

from lib.ingest.read.compound import write_compound
from tests.ingest.hostile.package import HEADER, ROWS, parts, relations_xml, sheet_xml, table_rows, zipped


def with_declared_size(content: bytes, size: int) -> bytes:
    """The sheet's size in the table of contents replaced by another."""
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


def with_encrypted_flag(content: bytes) -> bytes:
    changed = bytearray(content)
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        changed[at + 8] |= 1
    return bytes(changed)


def with_symlink(name: str = "xl/link") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in parts().items():
            if part != name:
                archive.writestr(part, content)
        link = zipfile.ZipInfo(name)
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def with_duplicate() -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for part, content in parts().items():
            archive.writestr(part, content)
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(rows=table_rows()))
    return stream.getvalue()


def with_comment() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in parts().items():
            archive.writestr(part, content)
        archive.comment = b"PK\x05\x06" * 5_000
    return stream.getvalue()


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def number_record(row: int, column: int, value: float = 1.0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def biff(more: bytes = b"", globals_more: bytes = b"", sheets: int = 1, offset: int | None = None, sort: int = 0) -> bytes:
    """A small BIFF8 workbook with the good table, further records after it; `sort` 2 is a sheet that holds a chart."""
    cells = b""
    for row, line in enumerate((HEADER, *ROWS)):
        for column, text in enumerate(line):
            written = text.encode("utf-16-le")
            cells += record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + written)
    start_record = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    name = "任务".encode("utf-16-le")
    head = record(0x809, start_record) + globals_more + record(0x42, struct.pack("<H", 1200))
    head += record(0xE0, struct.pack("<HH", 0, 0) + bytes(16))
    sheet_length = 4 + 8 + len(name)
    start = len(head) + sheets * sheet_length + 4
    listed = record(0x85, struct.pack("<IBBBB", start if offset is None else offset, 0, sort, 2, 1) + name) * sheets
    sheet = record(0x809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + more + record(0x0A, b"")
    return write_compound("Workbook", head + listed + record(0x0A, b"") + sheet * sheets).getvalue()


def biff5(more: bytes = b"", globals_more: bytes = b"") -> bytes:
    """The same table as Excel 5 and 95 wrote it in China: bytes of code page 936; further records after it."""

    def start_of(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHH", 0x0500, kind, 0, 0))

    cells = b""
    for row, line in enumerate((HEADER, *ROWS)):
        for column, text in enumerate(line):
            written = text.encode("gbk")
            cells += record(0x204, struct.pack("<HHHH", row, column, 0, len(written)) + written)
    name = "任务".encode("gbk")
    head = start_of(0x05) + record(0x42, struct.pack("<H", 936)) + globals_more + record(0xE0, struct.pack("<HH", 0, 0) + bytes(12))
    start = len(head) + 4 + 7 + len(name) + 4
    listed = record(0x85, struct.pack("<IBBB", start, 0, 0, len(name)) + name)
    sheet = start_of(0x10) + cells + more + record(0x0A, b"")
    return write_compound("Book", head + listed + record(0x0A, b"") + sheet).getvalue()


def ods(more: str = "", manifest: str = "", prolog: str = "") -> bytes:
    """A small OpenDocument sheet with the good table, further rows after it."""
    names = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text", "style"))
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in (HEADER, *ROWS)
    )
    content = (
        f"{prolog}<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="任务">{rows}{more}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    listing = f"<manifest>{manifest}</manifest>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": listing, "content.xml": content})


def binary_record(kind: int, body: bytes) -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    length = b""
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return number + length + body


def wide_text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(far_row: bytes = b"", cut: int = 0) -> bytes:
    """A small binary workbook with the good table, perhaps a cell in a row of any number."""
    sheet = b""
    for row, line in enumerate((HEADER, *ROWS)):
        sheet += binary_record(0, struct.pack("<IIHBBB", row, 0, 300, 0, 0, 0) + bytes(8))
        for column, text in enumerate(line):
            sheet += binary_record(6, struct.pack("<II", column, 0) + wide_text(text))
    if far_row:
        sheet += binary_record(0, far_row + bytes(17)) + binary_record(5, struct.pack("<IId", 0xFFFFFFF, 0, 1.0))
    book = binary_record(156, struct.pack("<II", 0, 1) + wide_text("rId1") + wide_text("任务"))
    content = parts()
    root = str(content["_rels/.rels"]).replace("workbook.xml", "workbook.bin")
    relations = relations_xml(sheet="worksheets/sheet1.bin")
    return zipped(
        {
            "_rels/.rels": root,
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations,
            "xl/worksheets/sheet1.bin": sheet[: len(sheet) - cut],
        }
    )
