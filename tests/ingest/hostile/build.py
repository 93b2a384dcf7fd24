"""Files that somebody may drop by mistake or on purpose, each built here or in the modules beside, and nowhere copied.

A case says what must come of it: the code of its refusal, or "loads". All are small on disk.
"""

import random
import struct
import zipfile
from collections.abc import Callable, Iterator

from lib.ingest.read.compound import write_compound
from tests.ingest.hostile.binary_lies import biff_lies, encrypted, ole_lies, xlsb_lies
from tests.ingest.hostile.case import ANY, LOADS, Case
from tests.ingest.hostile.containers import (
    biff,
    number_record,
    ods,
    record,
    with_comment,
    with_declared_size,
    with_duplicate,
    with_encrypted_flag,
    with_symlink,
    xlsb,
)
from tests.ingest.hostile.damage import cut, flipped, flipped_long, polyglots, renamed
from tests.ingest.hostile.package import (
    HEADER,
    ROWS,
    parts,
    relations_xml,
    sheet_xml,
    text_cell,
    workbook_xml,
    xlsx,
    xlsx_with,
    zipped,
)
from tests.ingest.hostile.text_lies import document_lies, page_lies, text_lies, text_lies_long
from tests.ingest.hostile.xml_lies import beside, many_long, wide, xml_lies
from tests.ingest.hostile.zip_lies import zip_bombs, zip_bombs_long, zip_lies


def cases() -> Iterator[Case]:
    """All cases of the ordinary run; names are unique."""
    for group in groups():
        yield from group()


def groups() -> tuple[Callable[[], Iterator[Case]], ...]:
    """The cases by kind of hostility."""
    first = (_foreign, _empty, _zips, _xml, _books, _cells, _numbers, _texts, _pages, _old, _documents, _damaged)
    return (*first, zip_lies, zip_bombs, xml_lies, beside, wide, *_BINARY, text_lies, page_lies, document_lies, *_DAMAGE)


def long_groups() -> tuple[Callable[[], Iterator[Case]], ...]:
    """Those that take a minute or a gigabyte: for the long run alone."""
    return (zip_bombs_long, many_long, text_lies_long, flipped_long)


_BINARY = (ole_lies, biff_lies, xlsb_lies, encrypted)
_DAMAGE = (renamed, cut, flipped, polyglots)


def _foreign() -> Iterator[Case]:
    """Files of other kinds, under a workbook's name."""
    for code, samples in {
        "is_pdf": [b"%PDF-1.7\n1 0 obj", b"%!PS-Adobe-3.0"],
        "is_image": [
            b"\x89PNG\r\n\x1a\n" + bytes(40),
            b"\xff\xd8\xff\xe0" + bytes(40),
            b"GIF89a" + bytes(9),
            b"RIFF\x24\0\0\0WEBPVP8 ",
            b"\0\0\0\x18ftypheic" + bytes(9),
        ],
        "is_archive": [
            b"Rar!\x1a\x07\0",
            b"7z\xbc\xaf\x27\x1c",
            b"\x1f\x8b\x08" + bytes(9),
            b"BZh91AY",
            b"\xfd7zXZ\0",
            bytes(257) + b"ustar\x0000",
        ],
        "is_program": [b"MZ\x90\0" + bytes(60), b"\x7fELF\x02\x01\x01", b"\xca\xfe\xba\xbe\0\0", b"\xcf\xfa\xed\xfe\x07"],
        "is_database": [b"SQLite format 3\0" + bytes(84), b"\0\x01\0\0Standard ACE DB\0", b"PAR1" + bytes(20) + b"PAR1"],
        "is_media": [b"ID3\x04\0" + bytes(20), b"OggS\0\x02", b"RIFF\x24\0\0\0WAVEfmt ", b"\0\0\0\x18ftypmp42" + bytes(9), b"fLaC\0"],
        "is_font": [b"OTTO\0\x0b", b"wOF2\0\x01"],
        "is_word": [b"{\\rtf1\\ansi hello}"],
        "is_shortcut": [b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0"],
        "is_json": ['[{"阶段": "筹备"}]'.encode()],
        "old_excel": [b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(40), b"\x09\x00\x04\x00\x02\x00\x10\x00"],
        "is_unknown": [random.Random(1).randbytes(4_000), bytes(range(256)) * 20],
    }.items():
        for number, content in enumerate(samples):
            yield Case(f"foreign_{code}_{number}.xlsx", content, (code,))
    for code, names in {
        "is_word": {"word/document.xml": "<d/>"},
        "is_powerpoint": {"ppt/presentation.xml": "<p/>"},
        "is_iwork": {"Index/Document.iwa": b"\0\0"},
        "is_program": {"META-INF/MANIFEST.MF": "Manifest-Version: 1.0"},
        "zip_of_tables": {"一季度/台账.xlsx": xlsx()},
        "is_archive": {"readme.txt": "hello"},
        "is_book": {"META-INF/container.xml": "<c/>"},
        "no_workbook_part": {"[Content_Types].xml": "<Types/>", "xl/theme/theme1.xml": "<t/>"},
    }.items():
        yield Case(f"package_{code}.xlsx", zipped(names), (code,))
    yield Case(
        "package_is_word_odt.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), ("is_word",)
    )
    for code, stream in {
        "encrypted": "EncryptedPackage",
        "is_word": "WordDocument",
        "is_powerpoint": "PowerPoint Document",
        "is_unknown": "Other",
    }.items():
        yield Case(f"compound_{code}.xls", write_compound(stream, bytes(5_000)).getvalue(), (code,))


def _empty() -> Iterator[Case]:
    yield Case("empty.xlsx", b"", ("empty",))
    yield Case("zeros.xlsx", bytes(5_000), ("only_zeros",))
    yield Case("spaces.csv", b" \r\n\t\r\n", ("empty_text",))
    yield Case("mark_only.csv", b"\xef\xbb\xbf", ("empty_text",))
    yield Case("empty_zip.xlsx", b"PK\x05\x06" + bytes(18), ("zip_empty",))
    yield Case(
        "one_byte.xlsx",
        b"P",
        (
            "no_table",
            "no_content",
        ),
    )
    yield Case("pk_only.xlsx", b"PK\x03\x04", ("truncated",))
    yield Case("ole_only.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("corrupt",))
    yield Case(
        "blank_sheet.xlsx",
        xlsx(sheet=sheet_xml(rows="")),
        (
            "no_table",
            "no_content",
        ),
    )
    yield Case("header_only.csv", (",".join(HEADER) + "\n").encode(), (LOADS,))


def _zips() -> Iterator[Case]:
    """Containers that lie, swell or point elsewhere."""
    yield Case("bomb_sheet.xlsx", xlsx(sheet=sheet_xml(before=" " * 60_000_000)), ("zip_bomb",))
    yield Case("bomb_strings.xlsx", xlsx(strings="<sst>" + " " * 60_000_000 + "</sst>"), ("zip_bomb",))
    yield Case("bomb_beside.xlsx", xlsx_with({"xl/media/image1.png": bytes(60_000_000)}), ("zip_bomb",))
    yield Case("bomb_nested.xlsx", xlsx_with({"xl/inner.zip": zipped({"a": bytes(15_000_000)})}), (LOADS,))
    yield Case("declared_huge.xlsx", with_declared_size(xlsx(), 3_000_000_000), ("zip_bomb",))
    yield Case("declared_small.xlsx", with_declared_size(xlsx(), 40), ("corrupt",))
    yield Case("many_entries.xlsx", xlsx_with({f"x/{number}": "" for number in range(20_001)}), ("zip_entries",))
    yield Case("traversal.xlsx", xlsx_with({"../../../../tmp/evil.txt": "x", "..\\..\\evil.bat": "x"}), (LOADS,))
    yield Case("absolute.xlsx", xlsx_with({"/etc/passwd": "x", "C:\\evil.bat": "x"}), (LOADS,))
    yield Case("traversal_target.xlsx", xlsx(relations=relations_xml(sheet="../../../../etc/passwd")), ("sheet_parts_missing",))
    yield Case("absolute_target.xlsx", xlsx(relations=relations_xml(sheet="/xl/worksheets/sheet1.xml")), (LOADS,))
    yield Case("external_target.xlsx", xlsx(relations=relations_xml(sheet="http://127.0.0.1:9/x.xml")), ("sheet_parts_missing",))
    yield Case("symlink.xlsx", with_symlink(), (LOADS,))
    yield Case("symlink_sheet.xlsx", with_symlink("xl/worksheets/sheet1.xml"), ("corrupt",))
    yield Case("twice.xlsx", with_duplicate(), (LOADS,))
    yield Case("password_zip.xlsx", with_encrypted_flag(xlsx()), ("encrypted_zip",))
    yield Case("bzip2.xlsx", zipped(parts(), zipfile.ZIP_BZIP2), ("zip_method",))
    yield Case("lzma.xlsx", zipped(parts(), zipfile.ZIP_LZMA), ("zip_method",))
    yield Case("stored.xlsx", zipped(parts(), zipfile.ZIP_STORED), (LOADS,))
    yield Case("upper_case.xlsx", zipped({name.upper() if "xl/" in name else name: part for name, part in parts().items()}), (LOADS,))
    yield Case("backslashes.xlsx", zipped({name.replace("/", "\\"): part for name, part in parts().items()}), (LOADS,))
    yield Case("prefix_junk.xlsx", b"#!/bin/sh\nexit 1\n" + xlsx(), ("is_unknown", "no_table", "no_content"))
    yield Case("suffix_junk.xlsx", xlsx() + b"\0" * 300, (LOADS, "truncated", "corrupt_zip"))
    yield Case("long_name.xlsx", xlsx_with({"x" * 60_000: "x"}), (LOADS,))
    yield Case("null_in_name.xlsx", xlsx_with({"xl/a\x01b": "x"}), (LOADS,))
    yield Case("comment.xlsx", with_comment(), (LOADS, "corrupt_zip"))


def _xml() -> Iterator[Case]:
    """XML that is hostile or broken in each part."""
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
        + "]>"
    )
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    fetched = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    whole = parts()
    for part in ("sheet", "workbook", "styles", "strings", "relations", "root"):
        name = {"sheet": "xl/worksheets/sheet1.xml", "workbook": "xl/workbook.xml", "styles": "xl/styles.xml"}.get(part)
        name = name or {"strings": "xl/sharedStrings.xml", "relations": "xl/_rels/workbook.xml.rels", "root": "_rels/.rels"}[part]
        text = str(whole[name])
        for label, prolog in (("bomb", bomb), ("outside", outside), ("fetched", fetched)):
            yield Case(f"entity_{label}_{part}.xlsx", xlsx(**{part: prolog + text}), ("xml_entities",))
        yield Case(f"cut_{part}.xlsx", xlsx(**{part: text[: len(text) // 2]}), ("corrupt",))
        yield Case(f"binary_{part}.xlsx", xlsx(**{part: b"\x00\xff\xfe" * 99}), ("corrupt", "xml_encoding"))
    sheet = sheet_xml()
    yield Case("utf16_sheet.xlsx", xlsx(sheet=sheet.encode("utf-16")), (LOADS,))
    yield Case("utf16_bomb.xlsx", xlsx(sheet=(bomb + sheet).encode("utf-16")), ("xml_entities",))
    yield Case("gbk_declared.xlsx", xlsx(sheet=b'<?xml version="1.0" encoding="GBK"?>' + sheet.encode("gbk")), (LOADS,))
    yield Case("gbk_undeclared.xlsx", xlsx(sheet=sheet.encode("gbk")), ("xml_encoding",))
    yield Case("utf7_declared.xlsx", xlsx(sheet=b'<?xml version="1.0" encoding="UTF-7"?>' + sheet.encode("utf-7")), ("xml_encoding",))
    yield Case("deep.xlsx", xlsx(sheet=sheet_xml(before="<a>" * 5_000 + "</a>" * 5_000)), ("corrupt", "too_deep"))
    yield Case(
        "many_attributes.xlsx",
        xlsx(sheet=sheet_xml(before="<a " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>")),
        (LOADS, "corrupt"),
    )
    yield Case("long_attribute.xlsx", xlsx(sheet=sheet_xml(before='<a b="' + "x" * 11_000_000 + '"/>')), (LOADS, "corrupt", "zip_bomb"))
    yield Case(
        "comments_cdata.xlsx",
        xlsx(sheet=sheet_xml(more_rows='<!-- <row/> --><row r="9"><c r="A9" t="str"><v><![CDATA[<b>&]]></v></c></row>')),
        (LOADS,),
    )
    yield Case("instruction.xlsx", xlsx(sheet='<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + sheet), (LOADS,))
    yield Case(
        "include.xlsx",
        xlsx(sheet=sheet_xml(before='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')),
        (LOADS,),
    )
    yield Case("prefixed.xlsx", xlsx(sheet=sheet.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")), (LOADS,))
    yield Case(
        "html_sheet.xlsx",
        xlsx(sheet="<html><body>no</body></html>"),
        (
            "no_table",
            "no_content",
        ),
    )


def _books() -> Iterator[Case]:
    """Workbook parts that lack or overdo something."""
    yield Case("no_sheets.xlsx", xlsx(workbook=workbook_xml("")), ("no_sheets",))
    yield Case("missing_workbook.xlsx", xlsx(workbook=None), ("no_workbook_part",))
    yield Case("missing_sheet.xlsx", xlsx(sheet=None), ("sheet_parts_missing",))
    yield Case("missing_styles_strings.xlsx", xlsx(styles=None, strings=None), (LOADS,))
    yield Case("missing_relations.xlsx", xlsx(relations=None), (LOADS,))
    yield Case("missing_root.xlsx", xlsx(root=None, types=None), (LOADS,))
    yield Case("chart_only.xlsx", xlsx(relations=relations_xml().replace('/worksheet"', '/chartsheet"')), ("no_worksheets",))
    many = "".join(f'<sheet name="表{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 501))
    yield Case("500_sheets.xlsx", xlsx(workbook=workbook_xml(many)), ("too_many_sheets",))
    many = "".join(f'<sheet name="表{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 101))
    yield Case("100_sheets.xlsx", xlsx(workbook=workbook_xml(many)), (LOADS,))
    same = '<sheet name="任务" sheetId="1" r:id="rId1"/>' * 3
    yield Case("same_names.xlsx", xlsx(workbook=workbook_xml(same)), (LOADS,))
    odd = '<sheet name="../../x&#10;&lt;script&gt;=cmd|\u202e" sheetId="1" r:id="rId1"/>'
    yield Case("odd_sheet_name.xlsx", xlsx(workbook=workbook_xml(odd)), (LOADS,))
    yield Case("long_sheet_name.xlsx", xlsx(workbook=workbook_xml(f'<sheet name="{"长" * 30_000}" sheetId="1" r:id="rId1"/>')), (LOADS,))
    yield Case("blank_sheet_name.xlsx", xlsx(workbook=workbook_xml('<sheet name="" sheetId="1" r:id="rId1"/>')), (LOADS,))
    yield Case("odd_state.xlsx", xlsx(workbook=workbook_xml('<sheet name="a" sheetId="1" state="purple" r:id="rId1"/>')), (LOADS,))
    yield Case(
        "hidden_only.xlsx",
        xlsx(workbook=workbook_xml('<sheet name="a" sheetId="1" state="hidden" r:id="rId1"/>')),
        (LOADS, "no_table", "no_content", "all_hidden"),
    )
    yield Case("dates_1904.xlsx", xlsx(workbook=workbook_xml(before='<workbookPr date1904="true"/>')), (LOADS,))
    yield Case("macros.xlsm", xlsx_with({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)}), (LOADS,))
    yield Case("external_link.xlsx", xlsx_with({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}), (LOADS,))
    yield Case("dde.xlsx", xlsx(sheet=sheet_xml('<row r="4"><c r="C4" t="str"><f>cmd|\' /C calc\'!A0</f><v>x</v></c></row>')), (LOADS,))
    styles = "<styleSheet><cellXfs>" + '<xf numFmtId="99999999999"/>' * 500 + "</cellXfs></styleSheet>"
    yield Case("odd_styles.xlsx", xlsx(styles=styles), (LOADS,))
    yield Case("many_styles.xlsx", xlsx(styles="<styleSheet><cellXfs>" + "<xf/>" * 80_000 + "</cellXfs></styleSheet>"), ("corrupt",))
    yield Case(
        "format_backtrack.xlsx",
        xlsx(
            styles='<styleSheet><numFmts><numFmt numFmtId="200" formatCode="'
            + "[h" * 50_000
            + '"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
        ),
        (LOADS,),
    )


def _cells() -> Iterator[Case]:
    """Cells at places and in numbers that no table has."""
    for name, row in {
        "last_corner": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "last_row": '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        "last_column": '<row r="4"><c r="XFD4"><v>1</v></c></row>',
        "beyond_column": '<row r="4"><c r="ZZZ4"><v>1</v></c></row>',
        "beyond_row": '<row r="9999999"><c r="A9999999"><v>1</v></c></row>',
        "row_zero": '<row r="0"><c r="A0"><v>1</v></c></row>',
        "row_negative": '<row r="-5"><c r="A-5"><v>1</v></c></row>',
        "row_overflow": f'<row r="{10**30}"><c r="A{10**30}"><v>1</v></c></row>',
        "no_references": "<row><c><v>1</v></c><c><v>2</v></c></row>",
        "row_without_cells_far": '<row r="1048576"/>',
        "implicit_far": '<row r="1048576"><c><v>5</v></c></row>',
        "disordered": '<row r="9"><c r="C9"><v>1</v></c><c r="A9"><v>2</v></c></row><row r="5"><c r="A5"><v>1</v></c></row>',
        "same_cell_twice": '<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row>',
        "row_disagrees": '<row r="5"><c r="A900000"><v>1</v></c></row>',
        "lower_case": '<row r="5"><c r="a5"><v>1</v></c></row>',
        "styled_blanks": '<row r="900000">' + "".join(f'<c r="{chr(65 + n)}900000" s="1"/>' for n in range(26)) + "</row>",
        "shared_index_far": '<row r="5"><c r="A5" t="s"><v>99999999</v></c></row>',
        "shared_index_negative": '<row r="5"><c r="A5" t="s"><v>-1</v></c></row>',
        "style_far": '<row r="5"><c r="A5" s="99999999999"><v>1</v></c></row>',
        "type_unknown": '<row r="5"><c r="A5" t="zzz"><v>1</v></c></row>',
        "error_unknown": '<row r="5"><c r="A5" t="e"><v>#BLAH!</v></c></row>',
        "child_unknown": '<row r="5"><c r="A5"><zz/><v>1</v></c></row>',
        "formula_only": '<row r="5"><c r="A5"><f>B5</f></c></row>',
    }.items():
        yield Case(f"cell_{name}.xlsx", xlsx(sheet=sheet_xml(row)), (LOADS,))
    wide = "".join(text_cell(f"{_letters(column)}9", "x") for column in range(1, 16_385))
    yield Case("16384_columns.xlsx", xlsx(sheet=sheet_xml(f'<row r="9">{wide}</row>')), (LOADS,))
    diagonal = "".join(f'<row r="{n * 400}"><c r="{_letters(n * 400)}{n * 400}"><v>1</v></c></row>' for n in range(1, 40))
    yield Case("diagonal.xlsx", xlsx(sheet=sheet_xml(diagonal)), (LOADS,))
    tall = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(4, 1_048_576, 4_000))
    yield Case("ladder.xlsx", xlsx(sheet=sheet_xml(tall)), (LOADS,))
    for name, merges in {
        "whole_sheet": '<mergeCell ref="A1:XFD1048576"/>',
        "many_whole_sheets": '<mergeCell ref="A1:XFD1048576"/>' * 2_000,
        "beyond": '<mergeCell ref="A1:ZZZ99999999"/>',
        "backwards": '<mergeCell ref="C3:A1"/>',
        "nonsense": '<mergeCell ref="hello"/><mergeCell/>',
        "overlapping": '<mergeCell ref="A2:B3"/><mergeCell ref="B2:C3"/>',
    }.items():
        yield Case(f"merge_{name}.xlsx", xlsx(sheet=sheet_xml(after=f"<mergeCells>{merges}</mergeCells>")), (LOADS,))
    many = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(10, 110_000))
    yield Case("merge_100000.xlsx", xlsx(sheet=sheet_xml(after=f"<mergeCells>{many}</mergeCells>")), (LOADS,))
    yield Case("hidden_all.xlsx", xlsx(sheet=sheet_xml(before='<cols><col min="1" max="16384" hidden="1"/></cols>')), (LOADS,))
    yield Case("column_nonsense.xlsx", xlsx(sheet=sheet_xml(before='<cols><col min="-1" max="99999999999" hidden="1"/></cols>')), (LOADS,))
    yield Case("dimension_lies.xlsx", xlsx(sheet=sheet_xml(before='<dimension ref="A1:XFD1048576"/>')), (LOADS,))
    yield Case("dimension_nonsense.xlsx", xlsx(sheet=sheet_xml(before='<dimension ref="zz"/>')), (LOADS,))
    million = (
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(4, 40_000))
        + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    yield Case("large_with_far_cell.xlsx", xlsx(sheet=sheet_xml(million)), (LOADS,))


def _numbers() -> Iterator[Case]:
    """Numbers and dates at and beyond the edge, under a number, a date and a percent format."""
    for label in ("0", "1", "60", "-1", "0.5", "2958465", "2958466", "1e308", "1e999", "-1e999", "NaN", "INF", "1,5", "１２", "9" * 400):
        row = "".join(f'<c r="{column}5" s="{style}"><v>{label}</v></c>' for column, style in (("D", 1), ("E", 0), ("F", 2)))
        yield Case(f"number_{label[:12]}.xlsx", xlsx(sheet=sheet_xml(f'<row r="5">{text_cell("C5", "任务")}{row}</row>')), (LOADS,))
    for label in ("1899-12-31", "9999-12-31T23:59:59", "0000-00-00", "99999-01-01", "2014-02-30"):
        row = f'<c r="D5" t="d"><v>{label}</v></c>'
        yield Case(f"iso_{label[:10]}.xlsx", xlsx(sheet=sheet_xml(f'<row r="5">{text_cell("C5", "任务")}{row}</row>')), (LOADS,))


def _texts() -> Iterator[Case]:
    """Text that hides, swells or commands."""
    for name, text in {
        "longest": "长" * 32_767,
        "too_long": "长" * 400_000,
        "direction": "\u202e\u2066gnp.exe\u2069",
        "zero_width": "状\u200b态\ufeff\u200d",
        "escapes": "_x0000__x0007__xD800__xFFFF__x000D_",
        "formula": "=HYPERLINK(&quot;http://127.0.0.1:9&quot;,&quot;x&quot;)",
        "html": "&lt;img src=x onerror=alert(1)&gt;",
        "combining": "e" + "\u0301" * 20_000,
        "astral": "\U0010fffd\U0001f600" * 500,
        "noncharacter": "a\ufffeb".replace("\ufffe", "&#xFFFD;"),
        "line_breaks": "a&#10;" * 10_000,
    }.items():
        yield Case(f"text_{name}.xlsx", xlsx(sheet=sheet_xml(f'<row r="5">{text_cell("C5", text)}{text_cell("D5", text)}</row>')), (LOADS,))
    yield Case("text_control_reference.xlsx", xlsx(sheet=sheet_xml(f'<row r="5">{text_cell("C5", "a&#1;b&#0;")}</row>')), (LOADS,))
    yield Case("text_surrogate_reference.xlsx", xlsx(sheet=sheet_xml(f'<row r="5">{text_cell("C5", "a&#xD800;b")}</row>')), (LOADS,))
    good = "\n".join(",".join(row) for row in (HEADER, *ROWS)).encode()
    yield Case("csv_nulls.csv", good + b"\n\0\0\0a,b", (LOADS, "is_unknown"))
    yield Case("csv_one_line.csv", b"a" * 20_000_000, ("text_field_too_long",))
    yield Case("csv_commas.csv", b"," * 10_000_000, ("text_too_wide",))
    yield Case("csv_newlines.csv", b"a\n" * 1_100_000, ("text_too_wide",))
    yield Case("csv_blank_lines.csv", good + b"\n" * 3_000_000, (LOADS, "text_too_wide"))
    yield Case("csv_open_quote.csv", good + b'\n1,"open\n2,b\n3,c\n', (LOADS,))
    yield Case("csv_all_quotes.csv", b'"' * 300_001, (LOADS, "no_table", "no_content", "text_field_too_long"))
    yield Case("csv_binary.csv", random.Random(2).randbytes(20_000), ("is_unknown",))
    yield Case("csv_wrong_extension.xlsx", good, (LOADS,))
    yield Case("csv_mixed_encodings.csv", good + "\n测试".encode("gbk"), (LOADS,))
    yield Case("csv_utf16.csv", good.decode().replace(",", "\t").encode("utf-16"), (LOADS,))
    yield Case("csv_utf16_bare.csv", good.decode().replace(",", "\t").encode("utf-16-le"), (LOADS, "is_unknown"))
    yield Case("csv_injection.csv", good + b"\n=cmd|' /C calc'!A0,+1,@SUM(1),-2\n", (LOADS,))
    yield Case("csv_ragged.csv", good + b"\n" + b",".join(b"x" for _ in range(5_000)), (LOADS,))


def _pages() -> Iterator[Case]:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADER, *ROWS))
    table = f"<table>{rows}</table>"
    for name, page, outcomes in (
        ("good_renamed.xls", table, (LOADS,)),
        ("no_table.html", "<html><body>你好</body></html>", ("html_no_table",)),
        ("frames.html", '<html><frameset><frame src="x.files/sheet001.htm"></frameset></html>', ("html_frames",)),
        ("script.html", f"<html><script>while(1);</script>{table}<script>alert(1)", (LOADS,)),
        (
            "span_huge.html",
            table.replace("<td>阶段", '<td colspan="999999" rowspan="999999">阶段'),
            (LOADS, "no_table", "no_content", "text_too_wide"),
        ),
        ("span_many.html", f"<table>{rows}<tr>" + '<td colspan="1000">x</td>' * 100 + "</tr></table>", ("text_too_wide",)),
        ("span_negative.html", table.replace("<td>阶段", '<td colspan="-5" rowspan="x">阶段'), (LOADS,)),
        ("deep_div.html", "<div>" * 100_000 + table, (LOADS, "html_broken", "html_no_table")),
        ("deep_table.html", "<table><tr><td>" * 5_000 + table, (LOADS, "html_broken", "html_no_table", "too_many_tables")),
        ("many_tables.html", table * 300, ("too_many_tables",)),
        ("unclosed.html", table.replace("</td>", "").replace("</tr>", ""), (LOADS,)),
        ("entity.html", f'<!DOCTYPE html [<!ENTITY a "x">]>{table}', ("xml_entities",)),
        ("remote.html", f'<link href="http://127.0.0.1:9/x.css"><img src="http://127.0.0.1:9/x.png">{table}', (LOADS,)),
        ("svg.html", '<svg xmlns="http://www.w3.org/2000/svg"/>', ("is_image",)),
        ("null_bytes.html", table.replace("<td>", "<td>\0"), (LOADS, "is_unknown")),
        ("attributes.html", table.replace("<td>", "<td " + "a=1 " * 20_000 + ">", 3), (LOADS,)),
    ):
        yield Case(f"page_{name}", page.encode(), outcomes)
    yield Case("page_wrong_charset.html", ('<meta charset="utf-8">' + table).encode("gbk"), (LOADS,))
    mail = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n\n{table}\n--b--\n'
    yield Case("page_mail.mht", mail.encode(), (LOADS,))
    yield Case("page_mail_cut.mht", mail.encode()[:120], ("html_no_table",))
    yield Case("xml_unknown.xml", b'<?xml version="1.0"?><feed><a/></feed>', ("xml_unknown",))
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>'
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>" for row in (HEADER, *ROWS)
    )
    yield Case("xml2003_good.xls", xml.format(f'<Worksheet ss:Name="任务"><Table>{lines}</Table></Worksheet>').encode(), (LOADS,))
    far = '<Row ss:Index="99999999"><Cell ss:Index="99999999" ss:MergeAcross="99999999"><Data ss:Type="Number">1</Data></Cell></Row>'
    yield Case("xml2003_far.xls", xml.format(f'<Worksheet ss:Name="任务"><Table>{lines}{far}</Table></Worksheet>').encode(), (LOADS,))
    yield Case("xml2003_bomb.xls", b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml.format("").encode(), ("xml_entities",))
    yield Case("xml2003_cut.xls", xml.format("<Worksheet>").encode()[:-20], ("corrupt",))
    yield Case("xml2003_empty.xls", xml.format("").encode(), ("no_sheets",))


def _old() -> Iterator[Case]:
    """Binary workbooks whose records lie."""
    yield Case("xls_good.xls", biff(), (LOADS,))
    yield Case("xls_far_row.xls", biff(number_record(65_535, 0)), (LOADS,))
    yield Case("xls_far_column.xls", biff(number_record(1, 65_535)), (LOADS,))
    yield Case("xls_far_corner.xls", biff(number_record(65_535, 65_535)), (LOADS,))
    yield Case("xls_dimensions.xls", biff(record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFF, 0))), (LOADS,))
    yield Case("xls_protected.xls", biff(globals_more=record(0x2F, bytes(54))), ("encrypted",))
    yield Case("xls_cut_record.xls", biff(b"\x03\x02\xff\xff"), ("corrupt",))
    yield Case("xls_no_sheets.xls", biff(sheets=0), ("no_sheets",))
    yield Case("xls_shared_far.xls", biff(record(0xFD, struct.pack("<HHHI", 9, 0, 0, 0xFFFFFFF0))), (LOADS, "corrupt"))
    yield Case("xls_nan.xls", biff(number_record(9, 1, float("nan")) + number_record(9, 2, float("inf"))), (LOADS,))
    yield Case("xls_merges.xls", biff(record(0xE5, struct.pack("<H4H", 0xFFFF, 0, 0xFFFF, 0, 0xFF))), (LOADS, "corrupt"))
    yield Case("xls_offset_far.xls", biff(offset=0x7FFFFFFF), ("corrupt",))
    yield Case("xls_label_lies.xls", biff(record(0x204, struct.pack("<HHHHB", 9, 0, 0, 0xFFFF, 1) + b"ab")), (LOADS, "corrupt"))
    good = biff()
    for name, start in (("header_fat", 44), ("header_directory", 48), ("header_difat", 68), ("sector_shift", 30), ("fat", 4_096)):
        yield Case(f"xls_{name}.xls", good[:start] + b"\xff\xff\xff\x7f" + good[start + 4 :], ("corrupt", LOADS, "is_unknown"))
    yield Case("xls_cut.xls", good[: len(good) // 2], ("corrupt", LOADS))


def _documents() -> Iterator[Case]:
    """OpenDocument sheets that repeat without end."""
    yield Case("ods_good.ods", ods(), (LOADS,))
    blank = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    yield Case("ods_blank_tail.ods", ods(blank), (LOADS,))
    filled = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    yield Case(
        "ods_filled_rows.ods", ods(f'<table:table-row table:number-rows-repeated="1048576">{filled}</table:table-row>'), ("repeated_rows",)
    )
    yield Case(
        "ods_repeat_overflow.ods",
        ods('<table:table-row table:number-rows-repeated="99999999999999"><table:table-cell/></table:table-row>'),
        (LOADS,),
    )
    yield Case(
        "ods_repeat_negative.ods", ods('<table:table-row table:number-rows-repeated="-9"><table:table-cell/></table:table-row>'), (LOADS,)
    )
    span = (
        '<table:table-row><table:table-cell table:number-columns-spanned="999999" table:number-rows-spanned="9999999"/></table:table-row>'
    )
    yield Case("ods_span.ods", ods(span), (LOADS,))
    yield Case("ods_protected.ods", ods(manifest='<manifest:encryption-data xmlns:manifest="x"/>'), ("encrypted",))
    yield Case("ods_bomb.ods", ods(prolog='<!DOCTYPE x [<!ENTITY a "b">]>'), ("xml_entities",))
    odd = "".join(
        f'<table:table-cell office:value-type="{kind}" office:{kind}-value="{value}"/>'
        for kind, value in (("date", "0000-00-00"), ("date", "99999-1-1"), ("time", "PT99999999H0M0S"), ("float", "NaN"), ("boolean", "zz"))
    )
    yield Case("ods_odd_values.ods", ods(f"<table:table-row>{odd}</table:table-row>"), (LOADS,))
    deep = "<text:span>" * 3_000 + "x" + "</text:span>" * 3_000
    yield Case(
        "ods_deep_text.ods",
        ods(f'<table:table-row><table:table-cell office:value-type="string"><text:p>{deep}</text:p></table:table-cell></table:table-row>'),
        ("corrupt", "too_deep"),
    )
    yield Case("ods_cut.ods", ods()[:-200], ("truncated", "corrupt_zip"))
    wide = xlsb(struct.pack("<I", 0xFFFFFFFE))
    yield Case("xlsb_good.xlsb", xlsb(), (LOADS,))
    yield Case("xlsb_far_row.xlsb", wide, (LOADS,))
    yield Case("xlsb_cut.xlsb", xlsb(cut=7), ("corrupt",))


def _damaged() -> Iterator[Case]:
    """Cuts and flipped bits at fixed places of good files."""
    draw = random.Random(20140301)
    for kind, good in {"xlsx": xlsx(), "xls": biff(), "ods": ods(), "xlsb": xlsb()}.items():
        for share in (0.1, 0.5, 0.95):
            yield Case(
                f"cut_at_{int(share * 100)}.{kind}",
                good[: int(len(good) * share)],
                ("truncated", "corrupt", "corrupt_zip", "is_unknown", LOADS),
            )
        for number in range(4):
            flipped = bytearray(good)
            for _ in range(1 + number * 5):
                flipped[draw.randrange(8, len(flipped))] ^= 1 << draw.randrange(8)
            yield Case(f"flips_{number}.{kind}", bytes(flipped), ANY)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
