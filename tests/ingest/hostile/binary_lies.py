"""Old and new binary workbooks whose records and tables lie, and encrypted ones of every kind."""

import io
import random
import struct
import zipfile
from collections.abc import Iterator, Mapping

import olefile  # type: ignore[import-untyped]
from msoffcrypto.format.ooxml import OOXMLFile

from lib.ingest.read.compound import write_compound
from tests.ingest.hostile import containers
from tests.ingest.hostile.case import LOADS, Case
from tests.ingest.hostile.containers import biff, biff5, number_record, record, xlsb
from tests.ingest.hostile.package import xlsx, zipped

_SECTOR = 512
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_UNREADABLE = ("corrupt", "is_unknown")
_REFUSED_OR_READ = (LOADS, *_UNREADABLE)


def compound(streams: Mapping[str, bytes]) -> bytearray:
    """A compound file of several streams with sectors of 512 bytes: header, table of sectors, directory, contents."""
    contents = [content + bytes(max(4_096, -(-len(content) // _SECTOR) * _SECTOR) - len(content)) for content in streams.values()]
    directory_sectors = -(-(len(streams) + 1) // 4)
    table_sectors = 1
    while table_sectors * 128 < table_sectors + directory_sectors + sum(len(one) // _SECTOR for one in contents):
        table_sectors += 1
    table = [0xFFFFFFFD] * table_sectors
    starts = []
    for count in (directory_sectors, *(len(one) // _SECTOR for one in contents)):
        starts.append(len(table))
        table += [len(table) + number + 1 for number in range(count - 1)] + [_END]
    table += [_FREE] * (table_sectors * 128 - len(table))
    directory = _entry("Root Entry", 5, 1, _END, 0, _FREE)
    for number, (name, content, start) in enumerate(zip(streams, contents, starts[1:], strict=True), 1):
        directory += _entry(name, 2, _FREE, start, len(content), number + 1 if number < len(streams) else _FREE)
    directory = directory.ljust(directory_sectors * _SECTOR, b"\0")
    head = struct.pack("<8s16xHHHHH6xII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, table_sectors)
    head += struct.pack("<IIIIIII", starts[0], 0, 4_096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(table_sectors), *[_FREE] * (109 - table_sectors))
    return bytearray(head + struct.pack(f"<{len(table)}I", *table) + directory + b"".join(contents))


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI16xIQ", written, len(written), kind, 1, _FREE, right, child, 0, start, size)


def stream() -> bytes:
    """The good binary workbook's records."""
    with olefile.OleFileIO(io.BytesIO(biff())) as container:
        content: bytes = container.openstream("Workbook").read()
    return content


def ole_lies() -> Iterator[Case]:
    """Tables of sectors and directories that turn in rings or point away."""
    good = compound({"Workbook": stream()})
    yield Case("ole_good.xls", bytes(good), (LOADS,))
    yield Case("ole_macros.xls", bytes(compound({"Workbook": stream(), "_VBA_PROJECT_CUR": bytes(99), "VBA": bytes(99)})), (LOADS,))
    yield Case("ole_many_streams.xls", bytes(compound({"Workbook": stream(), **{f"s{n}": b"x" for n in range(300)}})), (LOADS,))
    yield Case("ole_word_and_book.xls", bytes(compound({"Workbook": stream(), "WordDocument": bytes(99)})), (LOADS, "is_word"))
    table, directory = _SECTOR, 2 * _SECTOR
    content = struct.unpack_from("<I", good, directory + 128 + 116)[0]
    for name, at, value in (
        ("ring_of_sectors", table + 4 * (content + 3), content),
        ("ring_of_one", table + 4 * content, content),
        ("ring_of_directory", table + 4, 1),
        ("chain_far", table + 4 * content, 0x00FFFFFF),
        ("chain_into_table", table + 4 * content, 0),
        ("chain_free", table + 4 * (content + 1), _FREE),
        ("child_is_root", directory + 76, 0),
        ("child_far", directory + 76, 0x00FFFFFF),
        ("sibling_is_itself", directory + 128 + 72, 1),
        ("sibling_is_root", directory + 128 + 68, 0),
        ("start_far", directory + 128 + 116, 0x7FFFFFFF),
        ("size_huge", directory + 128 + 120, 0x7FFFFFFF),
        ("size_zero", directory + 128 + 120, 0),
        ("size_small", directory + 128 + 120, 100),
        ("root_is_stream", directory + 66, 0x00000102),
        ("name_length", directory + 128 + 64, 0x0001FFFF),
        ("table_count", 44, 0x00FFFFFF),
        ("table_at_itself", 76, 5),
        ("extra_table", 68, 0),
        ("extra_table_count", 72, 0x7FFFFFFF),
        ("mini_start", 60, 1),
        ("mini_cutoff", 56, 0x7FFFFFFF),
        ("sector_shift_zero", 30, 0x00060000),
        ("sector_shift_huge", 30, 0x0006001F),
        ("byte_order", 28, 0x0009FFFE),
        ("version", 26, 0xFFFEFFFF),
        ("directory_far", 48, 0x7FFFFFFF),
    ):
        broken = bytearray(good)
        struct.pack_into("<I", broken, at, value)
        yield Case(f"ole_{name}.xls", bytes(broken), (*_REFUSED_OR_READ, "no_sheets"))


def biff_lies() -> Iterator[Case]:
    """Records of the old binary format that claim what is not there."""
    wide = struct.pack("<H", 0xFFFF)
    for name, more in {
        "multiple_backwards": record(0xBD, struct.pack("<HHHIH", 9, 200, 0, 0, 3)),
        "multiple_far": record(0xBD, struct.pack("<HH", 9, 250) + struct.pack("<HI", 0, 6) * 500 + struct.pack("<H", 749)),
        "multiple_short": record(0xBD, b"\x09\0\0\0"),
        "number_short": record(0x203, b"\x09\0\0"),
        "label_empty": record(0x204, struct.pack("<HHHHB", 9, 0, 0, 0, 0)),
        "label_surrogates": record(0x204, struct.pack("<HHHHB", 9, 2, 0, 3, 1) + b"\x00\xd8\x41\x00\x00\xdc"),
        "label_controls": record(0x204, struct.pack("<HHHHB", 9, 2, 0, 4, 0) + b"\0\x01\x1b\x7f"),
        "formula_short": record(0x06, struct.pack("<HHH", 9, 0, 0)),
        "formula_string_missing": record(0x06, struct.pack("<HHH", 9, 0, 0) + b"\0" + bytes(5) + b"\xff\xff" + bytes(6)),
        "formula_tokens_lie": record(0x06, struct.pack("<HHH", 9, 0, 0) + bytes(14) + wide + b"\x1f"),
        "string_lies": record(0x207, wide + b"\1x"),
        "error_unknown": record(0x205, struct.pack("<HHHBB", 9, 0, 0, 0xEE, 1)),
        "row_far": record(0x208, struct.pack("<HHHHIHH", 0xFFFF, 0xFFFF, 0, 0, 0, 0x20, 0)),
        "row_short": record(0x208, b"\0"),
        "columns_backwards": record(0x7D, struct.pack("<6H", 255, 0, 0, 0, 1, 0)),
        "columns_short": record(0x7D, b"\0\0"),
        "shared_many": record(0xFD, struct.pack("<HHHI", 9, 0, 0, 77)) * 20_000,
        "merge_count": record(0xE5, struct.pack("<H", 0xFFFF)),
        "merge_empty": record(0xE5, b""),
        "merge_backwards": record(0xE5, struct.pack("<H4H", 1, 9, 0, 9, 0)),
        "start_nested": record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) * 2_000,
        "end_early": record(0x0A, b"") * 3,
        "unknown_many": record(0x0FFE, bytes(8_000)) * 600,
        "continue_alone": record(0x3C, b"\1" * 8_000) * 20,
        "dimensions_many": record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)) * 50,
        "dimensions_short": record(0x200, b"\0\0"),
        "rstring": record(0xD6, struct.pack("<HHHH", 9, 0, 0, 0xFFFF) + b"x"),
        "object": record(0x5D, wide * 40) + record(0x1B6, wide * 9),
        "note": record(0x1C, struct.pack("<4H", 0xFFFF, 0xFFFF, 0, 9)),
        "hyperlink": record(0x1B8, struct.pack("<4H", 0, 0xFFFF, 0, 0xFF) + b"http://127.0.0.1:9\0"),
        "dates": b"".join(number_record(9 + n, 3, value) for n, value in enumerate((-1.0, 0.0, 60.0, 2958466.0, 1e308, 5e-324))),
        "far_both": number_record(0, 300) + number_record(60_000, 2) + number_record(65_535, 255),
        "diagonal": b"".join(number_record(n * 250, n) for n in range(250)),
    }.items():
        yield Case(f"biff_{name}.xls", biff(more), (*_REFUSED_OR_READ, "too_spread", "too_many_cells", "no_table", "no_content"))
    for name, before in {
        "strings_count": record(0xFC, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)),
        "strings_count_text": record(0xFC, struct.pack("<IIHB", 0xFFFFFFFF, 0xFFFFFFFF, 3, 0) + b"abc"),
        "strings_length": record(0xFC, struct.pack("<IIHB", 1, 1, 0xFFFF, 1) + b"ab"),
        "strings_runs": record(0xFC, struct.pack("<IIHBH", 1, 1, 1, 8, 0xFFFF) + b"a"),
        "strings_phonetic": record(0xFC, struct.pack("<IIHBI", 1, 1, 1, 4, 0xFFFFFFFF) + b"a"),
        "strings_continued": record(0xFC, struct.pack("<IIHB", 1, 1, 9_000, 1) + b"ab" * 4_000) + record(0x3C, b"\1" + b"ab" * 400) * 3,
        "strings_short": record(0xFC, b"\1"),
        "strings_empty": record(0xFC, b""),
        "format_lies": record(0x41E, struct.pack("<HHB", 200, 0xFFFF, 1) + b"y"),
        "format_short": record(0x41E, b"\0"),
        "styles_many": record(0xE0, struct.pack("<HH", 0, 14) + bytes(16)) * 70_000,
        "code_page": record(0x42, struct.pack("<H", 0x7777)),
        "code_page_short": record(0x42, b""),
        "names": record(0x18, bytes(14) + b"\xff" * 99) * 500,
        "links": record(0x1AE, struct.pack("<HH", 0xFFFF, 0x401)) + record(0x17, wide + b"\0" * 6),
        "date_mode_short": record(0x22, b""),
        "macro_sheet_listed": record(0x85, struct.pack("<IBBBB", 0, 2, 1, 1, 0) + b"m"),
        "sheet_name_lies": record(0x85, struct.pack("<IBBBB", 0, 0, 0, 255, 1) + b"m"),
        "sheet_at_start": record(0x85, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"m"),
        "sheet_negative": record(0x85, struct.pack("<IBBBB", 0xFFFFFFFF, 0, 0, 1, 0) + b"m"),
        "sheet_short": record(0x85, b"\0\0"),
        "write_access": record(0x5C, wide + b"x" * 110),
        "write_reserved": record(0x5B, struct.pack("<HHHB", 1, 0xCC1A, 1, 0) + b"a"),
        "record_largest": record(0x0FFE, bytes(65_535)),
    }.items():
        yield Case(f"biff_{name}.xls", biff(globals_more=before), (*_REFUSED_OR_READ, "no_table", "no_content", "sheet_parts_missing"))
    yield Case("biff_500_sheets.xls", biff(sheets=500), ("too_many_sheets",))
    yield Case("biff_200_sheets_one_place.xls", biff(sheets=200), (LOADS,))
    yield Case("biff_no_start.xls", write_compound("Workbook", stream()[20:]).getvalue(), (*_REFUSED_OR_READ, "no_sheets"))
    yield Case("biff_no_end.xls", write_compound("Workbook", stream()[:-4]).getvalue(), _REFUSED_OR_READ)
    yield Case("biff_empty_stream.xls", write_compound("Workbook", b"").getvalue(), (*_UNREADABLE, "no_sheets"))
    yield Case("biff_zero_stream.xls", write_compound("Workbook", bytes(9_000)).getvalue(), (*_UNREADABLE, "no_sheets"))
    yield Case(
        "biff_random_stream.xls", write_compound("Workbook", random.Random(3).randbytes(9_000)).getvalue(), (*_UNREADABLE, "no_sheets")
    )
    for version in (0, 0x200, 0x300, 0x400, 0x500, 0x700, 0xFFFF):
        other = bytearray(stream())
        struct.pack_into("<H", other, 4, version)
        yield Case(
            f"biff_version_{version:04x}.xls",
            write_compound("Workbook", bytes(other)).getvalue(),
            (*_REFUSED_OR_READ, "no_table", "no_content", "no_sheets"),
        )
    old = bytearray(biff5())
    yield Case("biff5_good.xls", bytes(old), (LOADS,))


def xlsb_lies() -> Iterator[Case]:
    """Records of the new binary format that claim what is not there."""
    with io.BytesIO(xlsb()) as held:
        archive = zipfile.ZipFile(held)
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet = bytes(parts["xl/worksheets/sheet1.bin"])  # type: ignore[arg-type]
    row = containers.binary_record(0, struct.pack("<IIHBBB", 8, 0, 300, 0, 0, 0) + bytes(8))
    cell = containers.binary_record
    for name, more in {
        "text_length": row + cell(6, struct.pack("<III", 0, 0, 0x7FFFFFFF) + b"ab"),
        "text_null": row + cell(6, struct.pack("<III", 0, 0, 0xFFFFFFFF)),
        "text_surrogates": row + cell(6, struct.pack("<III", 2, 0, 2) + b"\x00\xd8\x00\xd8"),
        "shared_far": row + cell(7, struct.pack("<III", 0, 0, 0xFFFFFFFF)),
        "style_far": row + cell(5, struct.pack("<IId", 0, 0xFFFFFF, 1.0)),
        "column_far": row + cell(5, struct.pack("<IId", 16_383, 0, 1.0)),
        "column_overflow": row + cell(5, struct.pack("<IId", 0xFFFFFFFF, 0, 1.0)),
        "nan": row + cell(5, struct.pack("<IId", 2, 0, float("nan"))) + cell(5, struct.pack("<IId", 3, 0, float("inf"))),
        "rk_odd": row + cell(2, struct.pack("<III", 2, 0, 0xFFFFFFFF)),
        "error_unknown": row + cell(3, struct.pack("<IIB", 2, 0, 0xEE)),
        "cell_short": row + cell(5, b"\0"),
        "row_short": cell(0, b"\0"),
        "row_last": cell(0, struct.pack("<I", 1_048_575) + bytes(17)) + cell(5, struct.pack("<IId", 16_383, 0, 1.0)),
        "merge_whole": cell(176, struct.pack("<4I", 0, 0xFFFFFFFF, 0, 0xFFFFFFFF)) * 3_000,
        "merge_short": cell(176, b"\0\0"),
        "columns_all": cell(60, struct.pack("<5I", 0, 0xFFFFFFFF, 0, 0, 1)),
        "columns_backwards": cell(60, struct.pack("<5I", 99, 0, 0, 0, 1)),
        "size_endless": b"\x06\xff\xff\xff\xff",
        "size_cut": b"\x06",
        "kind_cut": b"\x86",
        "unknown_many": cell(8_000, b"") * 200_000,
        "formula_text": row + cell(8, struct.pack("<III", 2, 0, 1) + b"a\0" + b"\xff" * 9),
        "no_rows": cell(5, struct.pack("<IId", 2, 0, 1.0)) * 5,
    }.items():
        yield Case(f"xlsb_{name}.xlsb", zipped({**parts, "xl/worksheets/sheet1.bin": sheet + more}), (*_REFUSED_OR_READ, "too_spread"))
    relations = str(parts["xl/_rels/workbook.bin.rels"], "utf-8") if isinstance(parts["xl/_rels/workbook.bin.rels"], bytes) else ""
    for name, changed in {
        "book_empty": {"xl/workbook.bin": b""},
        "book_random": {"xl/workbook.bin": random.Random(4).randbytes(3_000)},
        "book_is_xml": {"xl/workbook.bin": b"<workbook/>"},
        "sheet_is_xml": {"xl/worksheets/sheet1.bin": b"<worksheet/>"},
        "sheet_empty": {"xl/worksheets/sheet1.bin": b""},
        "strings_lie": {
            "xl/sharedStrings.bin": cell(19, b"\0" + struct.pack("<I", 0x7FFFFFFF)),
            "xl/_rels/workbook.bin.rels": relations.replace("sharedStrings.xml", "sharedStrings.bin"),
        },
        "styles_lie": {
            "xl/styles.bin": cell(617, b"") + cell(47, b"\0"),
            "xl/_rels/workbook.bin.rels": relations.replace("styles.xml", "styles.bin"),
        },
    }.items():
        yield Case(f"xlsb_{name}.xlsb", zipped({**parts, **changed}), (*_REFUSED_OR_READ, "no_sheets", "no_table", "no_content"))


def encrypted() -> Iterator[Case]:
    """Protected by a password, in each of the ways that programs have had."""
    agile = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt("secret", agile)
    yield Case("encrypted_agile.xlsx", agile.getvalue(), ("encrypted",))
    yield Case("encrypted_agile_cut.xlsx", agile.getvalue()[: len(agile.getvalue()) // 2], ("encrypted", *_UNREADABLE))
    standard = struct.pack("<HHI", 3, 2, 0x24) + bytes(300)
    yield Case("encrypted_standard.xlsx", bytes(compound({"EncryptionInfo": standard, "EncryptedPackage": bytes(5_000)})), ("encrypted",))
    extensible = struct.pack("<HHI", 4, 3, 0x10) + bytes(300)
    yield Case(
        "encrypted_extensible.xlsx", bytes(compound({"EncryptionInfo": extensible, "EncryptedPackage": bytes(5_000)})), ("encrypted",)
    )
    rights = {"EncryptedPackage": bytes(5_000), "\x06DataSpaces": bytes(99)}
    yield Case("encrypted_rights.xlsx", bytes(compound(rights)), ("encrypted",))
    for name, body in {
        "xor": struct.pack("<HHH", 0, 0x1234, 0x5678),
        "rc4": struct.pack("<HHH", 1, 1, 1) + bytes(48),
        "rc4_api": struct.pack("<HHHI", 1, 2, 2, 4) + bytes(200),
        "empty": b"",
    }.items():
        yield Case(f"encrypted_{name}.xls", biff(globals_more=record(0x2F, body)), ("encrypted",))
    yield Case("encrypted_wps.et", biff(globals_more=record(0x2F, bytes(54))), ("encrypted",))
    yield Case(
        "encrypted_ods_whole.ods",
        containers.ods(manifest='<m:file-entry xmlns:m="m" m:full-path="content.xml"><m:encryption-data m:checksum="x"/></m:file-entry>'),
        ("encrypted",),
    )
