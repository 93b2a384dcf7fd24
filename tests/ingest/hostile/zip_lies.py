"""Zip containers written entry by entry, so that each of their numbers can lie, and the packages made with them."""

import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tests.ingest.hostile.case import LOADS, Case
from tests.ingest.hostile.package import parts, sheet_xml, table_rows, text_cell, workbook_xml, xlsx, xlsx_with, zipped

_SHEET = "xl/worksheets/sheet1.xml"
_UNREADABLE = ("corrupt", "corrupt_zip", "truncated", "zip_bomb", "unpacked_too_large")
_REFUSED_OR_READ = (LOADS, *_UNREADABLE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry and what its two headers claim of it; None claims the truth."""

    name: bytes
    content: bytes
    method: int = 8
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_name: bytes | None = None
    offset: int | None = None
    flags: int = 0x800
    extra: bytes = b""
    attributes: int = 0
    packed: bytes | None = None


def _packed(entry: Entry) -> bytes:
    if entry.packed is not None:
        return entry.packed
    if entry.method != 8:
        return entry.content
    return _deflated(entry.content)


@lru_cache(maxsize=16)
def _deflated(content: bytes) -> bytes:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return squeeze.compress(content) + squeeze.flush()


def raw_zip(entries: list[Entry], *, count: int | None = None, start_shift: int = 0, tail: bytes = b"") -> bytes:
    """The container; `count` and `start_shift` lie about its table of contents, `tail` stands before the end record."""
    body, listing = b"", b""
    for entry in entries:
        packed = _packed(entry)
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        size = len(entry.content) if entry.size is None else entry.size
        packed_size = len(packed) if entry.packed_size is None else entry.packed_size
        at = len(body) if entry.offset is None else entry.offset
        local = entry.name if entry.local_name is None else entry.local_name
        numbers = (crc, packed_size, size)
        if entry.offset is None:
            body += struct.pack("<4s5H3L2H", b"PK\3\4", 20, entry.flags, entry.method, 0, 33, *numbers, len(local), 0) + local + packed
        listing += struct.pack(
            "<4s6H3L5H2L",
            b"PK\1\2",
            0x0314,
            20,
            entry.flags,
            entry.method,
            0,
            33,
            *numbers,
            len(entry.name),
            len(entry.extra),
            0,
            0,
            0,
            entry.attributes,
            at,
        )
        listing += entry.name + entry.extra
    number = len(entries) if count is None else count
    return body + listing + tail + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(listing), len(body) + start_shift, 0)


def good_entries() -> list[Entry]:
    """The good workbook's entries."""
    return [Entry(name.encode(), part if isinstance(part, bytes) else part.encode()) for name, part in parts().items()]


def with_lie(**claims: object) -> list[Entry]:
    """The good workbook with claims about its sheet."""
    return [replace(one, **claims) if one.name == _SHEET.encode() else one for one in good_entries()]  # type: ignore[arg-type]


def zip_lies() -> Iterator[Case]:
    """Numbers in the container that are not true."""
    size = len(sheet_xml().encode())
    for name, entries, outcomes in (
        ("wrong_crc", with_lie(crc=1), _UNREADABLE),
        ("size_less", with_lie(size=size - 1), _REFUSED_OR_READ),
        ("size_more", with_lie(size=size + 1_000), _REFUSED_OR_READ),
        ("size_zero", with_lie(size=0), _REFUSED_OR_READ),
        ("packed_more", with_lie(packed_size=100_000), _REFUSED_OR_READ),
        ("packed_zero", with_lie(packed_size=0), _UNREADABLE),
        ("packed_huge", with_lie(packed_size=0xFFFFFFFE), _REFUSED_OR_READ),
        ("stored_lies", with_lie(method=0, size=size + 9), _REFUSED_OR_READ),
        ("deflate_broken", with_lie(packed=b"\xff" * 50), _UNREADABLE),
        ("deflate_cut", with_lie(packed=zlib.compress(sheet_xml().encode())[2:60]), _UNREADABLE),
        ("deflate_as_stored", with_lie(method=0, packed=zlib.compress(sheet_xml().encode())[2:-4]), _UNREADABLE),
        ("local_name_differs", with_lie(local_name=b"xl/worksheets/sheet9.xml"), _REFUSED_OR_READ),
        ("offset_far", [*good_entries(), Entry(_SHEET.encode(), sheet_xml().encode(), offset=0x7FFFFFFF)], _UNREADABLE),
        ("offset_into_itself", [*good_entries(), Entry(_SHEET.encode(), sheet_xml().encode(), offset=7)], _UNREADABLE),
        ("zip64_size", with_lie(size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, 1 << 62)), _UNREADABLE),
        ("zip64_no_extra", with_lie(size=0xFFFFFFFF, packed_size=0xFFFFFFFF), _UNREADABLE),
        ("zip64_short_extra", with_lie(size=0xFFFFFFFF, extra=struct.pack("<HHB", 1, 8, 1)), _UNREADABLE),
        ("zip64_offset", with_lie(offset=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, 1 << 63)), _UNREADABLE),
        ("extra_lies", with_lie(extra=struct.pack("<HH", 0x7075, 60_000)), _REFUSED_OR_READ),
        ("method_unknown", with_lie(method=99), ("zip_method", "encrypted_zip")),
        ("method_deflate64", with_lie(method=9), ("zip_method",)),
        ("flag_encrypted", with_lie(flags=0x801), ("encrypted_zip",)),
        ("flag_strong", with_lie(flags=0x841), ("encrypted_zip",)),
        ("flag_patched", with_lie(flags=0x820), (LOADS, *_UNREADABLE)),
        ("flag_descriptor", with_lie(flags=0x808), _REFUSED_OR_READ),
        ("name_null", [*good_entries(), Entry(b"xl/a\0/../../../etc/x", b"x")], _REFUSED_OR_READ),
        ("name_empty", [*good_entries(), Entry(b"", b"x")], _REFUSED_OR_READ),
        ("name_not_utf8", [*good_entries(), Entry(b"xl/\xff\xfe\x80.xml", b"x")], _REFUSED_OR_READ),
        (
            "name_dots",
            [*good_entries(), Entry(b"xl/worksheets/../worksheets/sheet1.xml", b"<x/>")],
            (*_REFUSED_OR_READ, "no_table", "no_content"),
        ),
        ("name_drive", [*good_entries(), Entry(rb"C:\Windows\System32\evil.dll", b"MZ")], (LOADS,)),
        ("name_share", [*good_entries(), Entry(rb"\\127.0.0.1\share\evil.xml", b"x")], (LOADS,)),
        ("name_device", [*good_entries(), Entry(b"CON", b"x"), Entry(b"NUL.xml", b"x"), Entry(b"/dev/stdin", b"x")], (LOADS,)),
        ("name_control", [*good_entries(), Entry(b"xl/\x1b[2J\r\nERROR forged", b"x")], (LOADS,)),
        ("name_direction", [*good_entries(), Entry("xl/\u202egnp.exe".encode(), b"x")], (LOADS,)),
        ("folder_with_content", [*good_entries(), Entry(_SHEET.encode() + b"/", b"x" * 99)], _REFUSED_OR_READ),
        ("link_absolute", [*good_entries(), Entry(b"xl/link", b"/etc/shadow", attributes=0o120777 << 16)], (LOADS,)),
        ("device_entry", [*good_entries(), Entry(b"xl/zero", b"", attributes=0o020666 << 16)], (LOADS,)),
        ("workbook_twice", [*good_entries(), Entry(b"XL/WORKBOOK.XML", b"<workbook/>")], (LOADS, "no_sheets", "corrupt")),
        ("types_bomb", [*good_entries(), Entry(b"[Content_Types].xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")], (LOADS, "xml_entities")),
    ):
        yield Case(f"ziplie_{name}.xlsx", raw_zip(entries), outcomes)
    good = raw_zip(good_entries())
    end = good.rindex(b"PK\5\6")
    for name, content in (
        ("count_more", raw_zip(good_entries(), count=60_000)),
        ("count_less", raw_zip(good_entries(), count=1)),
        ("count_zero", raw_zip(good_entries(), count=0)),
        ("start_shifted", raw_zip(good_entries(), start_shift=50)),
        ("start_far", raw_zip(good_entries(), start_shift=0x7FFFFFF0 - end)),
        ("zip64_locator", raw_zip(good_entries(), tail=struct.pack("<4sLQL", b"PK\6\7", 0, 1 << 62, 1))),
        (
            "zip64_end",
            good[:end]
            + struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 1 << 60, 1 << 60, 1 << 61, 1 << 62)
            + struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
            + good[end:],
        ),
        ("comment_longer", good[:-2] + b"\xff\xff"),
        ("several_disks", good[: end + 4] + struct.pack("<HH", 5, 9) + good[end + 8 :]),
        ("two_ends", good + good[end:]),
        ("two_zips", good + zipped({"readme.txt": "x"})),
        ("within_itself", raw_zip([*good_entries(), Entry(b"xl/self.xlsx", good)])),
    ):
        yield Case(f"zipend_{name}.xlsx", content, (*_REFUSED_OR_READ, "zip_empty", "zip_entries", "is_archive", "no_workbook_part"))


def zip_bombs() -> Iterator[Case]:
    """Containers that swell: by overlap, by nesting, by many parts, in every part."""
    kernel = Entry(b"xl/a0", bytes(2_000_000))
    shared = [replace(kernel, name=f"xl/a{number}".encode(), offset=None if number == 0 else 0) for number in range(1_000)]
    yield Case("bomb_overlapping.xlsx", raw_zip([*shared, *good_entries()]), ("zip_bomb",))
    few = [replace(kernel, name=f"xl/a{number}".encode(), offset=None if number == 0 else 0) for number in range(100)]
    yield Case("bomb_overlapping_few.xlsx", raw_zip([*few, *good_entries()]), (LOADS,))
    nested = xlsx()
    for level in range(12):
        nested = xlsx_with({f"xl/embeddings/{level}.xlsx": nested})
    yield Case("bomb_nested_workbooks.xlsx", nested, (LOADS,))
    quine = xlsx()
    for _ in range(3):
        quine = zipped({"a.xlsx": quine, "b.xlsx": quine})
    yield Case("bomb_of_workbooks.xlsx", quine, ("zip_of_tables",))


def zip_bombs_long() -> Iterator[Case]:
    """Those that take seconds and hundreds of megabytes to be found out."""
    blanks = " " * 60_000_000
    for part, (before, after) in {
        "styles": ("<styleSheet>", "</styleSheet>"),
        "workbook": ("<workbook>", "</workbook>"),
        "relations": ("<Relationships>", "</Relationships>"),
        "root": ("<Relationships>", "</Relationships>"),
    }.items():
        yield Case(f"bomb_{part}.xlsx", xlsx(**{part: before + blanks + after}), ("zip_bomb",))
    under = {f"xl/media/{number}.png": bytes(19_000_000) for number in range(20)}
    yield Case("bomb_just_under.xlsx", xlsx_with(under), (LOADS, "zip_bomb"))
    draw = random.Random(5)
    texts = "".join(
        f"<si><t>{draw.randrange(10**9)}{''.join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(300)) * 10}</t></si>"
        for _ in range(1_000)
    )
    yield Case("strings_unused_large.xlsx", xlsx(strings=f"<sst>{texts}</sst>"), (LOADS,))
    yield Case(
        "mimetype_bomb.ods", zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet" + bytes(60_000_000)}), ("zip_bomb",)
    )
    line = "".join(text_cell(f"{'ABCDEF'[column]}{{n}}", f"{column}") for column in range(6))
    rows = "".join(f'<row r="{n}">{line.replace("{n}", str(n))}</row>' for n in range(4, 400_000))
    yield Case("large_text_cells.xlsx", xlsx(sheet=sheet_xml(rows)), (LOADS, "too_many_cells", "worker_time", "worker_memory"))
    styled = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" s="1"/>' for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + "</row>" for n in range(4, 400_000)
    )
    yield Case("large_styled_blanks.xlsx", xlsx(sheet=sheet_xml(styled)), (LOADS, "worker_time", "worker_memory", "zip_bomb"))
    blank_rows = "".join(f'<row r="{n}"/>' for n in range(4, 1_048_577))
    yield Case("million_blank_rows.xlsx", xlsx(sheet=sheet_xml(blank_rows)), (LOADS,))
    repeated = sheet_xml(table_rows() * 20_000, rows="")
    many = "".join(f'<sheet name="表{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 251))
    yield Case(
        "one_part_250_times.xlsx",
        xlsx(sheet=repeated, workbook=workbook_xml(many)),
        (LOADS, "too_many_cells", "worker_time", "worker_memory"),
    )
