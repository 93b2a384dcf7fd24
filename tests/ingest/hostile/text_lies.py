"""Text, pages, messages and documents without a binary container: quotes, spans, parts and repetitions without end."""

import base64
import io
import quopri
import random
import zipfile
from collections.abc import Iterator

from tests.ingest.hostile.case import LOADS, Case
from tests.ingest.hostile.containers import ods
from tests.ingest.hostile.package import HEADER, ROWS, zipped
from tests.ingest.hostile.xml_lies import good_text

_NO_TABLE = ("no_table", "no_content", "is_unknown", "empty_text", "text_field_too_long", "text_too_wide", "too_many_cells", "too_spread")
_REFUSED_OR_READ = (LOADS, *_NO_TABLE)
_MEGABYTE = 1_048_576


def page_table(cell: str = "td") -> str:
    """The good table of a web page."""
    rows = "".join("<tr>" + "".join(f"<{cell}>{one}</{cell}>" for one in row) + "</tr>" for row in (HEADER, *ROWS))
    return f"<table>{rows}</table>"


def text_lies() -> Iterator[Case]:
    """Delimited text."""
    good = good_text()
    for name, content in {
        "quotes_odd": good.encode() + b'\n"' * 9_999,
        "quotes_in_middle": good.encode() + b'\na"b"c,d""e,"f\n',
        "quote_never_closed": b'"' + good.encode() * 200,
        "quote_at_end": good.encode() + b',"',
        "nulls_between": "\0".join(good).encode(),
        "old_line_ends": good.replace("\n", "\r").encode(),
        "mixed_line_ends": good.replace("\n", "\r\n\n\r").encode(),
        "separator_line": b"sep=;\n" + good.replace(",", ";").encode(),
        "separator_quote": b'sep="\n' + good.encode(),
        "separator_letter": b"sep=a\n" + good.encode(),
        "separator_null": b"sep=\0\n" + good.encode(),
        "separator_line_end": b"sep=\r\n" + good.encode(),
        "separator_wide": "sep=，\n".encode() + good.encode(),
        "two_marks": b"\xef\xbb\xbf\xef\xbb\xbf" + good.encode(),
        "mark_then_gbk": b"\xef\xbb\xbf" + good.encode("gbk"),
        "mark_then_utf16": b"\xff\xfe" + good.encode(),
        "mark_utf16_odd": b"\xff\xfe" + good.encode("utf-16-le") + b"\0",
        "mark_utf32": good.encode("utf-32"),
        "utf16_surrogates": b"\xff\xfe" + good.encode("utf-16-le") + b"\n\0\x00\xd8a\0",
        "utf8_surrogates": good.encode() + b"\n\xed\xa0\x80,\xed\xb0\x80,x\n",
        "utf8_overlong": good.encode() + b"\n\xc0\xaf\xc0\xae,x\n",
        "utf7": good.encode("utf-7"),
        "gb18030_four": good.encode() + b"\n" + "𠀀,🀄,㐀".encode("gb18030"),
        "big5": good.encode("big5", "replace"),
        "hz": good.encode("hz", "replace"),
        "escapes": good.encode() + b"\n\x1b[2J\x1b]0;title\x07,x,\x1b[31mred\n",
        "backspaces": good.encode() + b"\n" + b"\x08" * 50 + b",x\n",
        "direction": good.encode() + "\n筹备,3,\u202eabc\u2066,\u2028x\u2029,y\n".encode(),
        "header_only_delimiters": b",,,,,\n" * 50,
        "one_column": b"\n".join(b"x" for _ in range(5_000)),
        "spaces_wide": b" " * _MEGABYTE + good.encode(),
        "blank_rows_between": good.replace("\n", "\n" * 3_000).encode(),
        "columns_16385": b",".join(b"a" for _ in range(16_385)) + b"\n" + good.encode(),
        "long_field": good.encode() + b"\n" + b"x" * 999_999,
        "longest_number": good.encode() + b"\n1,2,3," + b"9" * 5_000 + b"\n",
        "many_digits_percent": good.encode() + b"\n1,2,3,4,5," + b"9" * 5_000 + b"%\n",
        "sylk": b"ID;PWXL;N;E\nC;Y1;X1;K\"a\"\nC;Y1;X2;K=CMD|' /C calc'!A0\nE\n",
        "dif": b'TABLE\n0,1\n"EXCEL"\nVECTORS\n0,6\n""\nDATA\n0,0\n""\n',
        "query_file": b"WEB\n1\nhttp://127.0.0.1:9/x\n\nSelection=AllTables\n",
        "url_file": b"[InternetShortcut]\nURL=http://127.0.0.1:9/\n",
        "script": b"#!/bin/sh\nrm -rf ~\n",
        "batch": b"@echo off\r\nstart calc.exe\r\n",
        "lua_json_lines": b'{"a":1}\n{"a":2}\n' * 50,
        "json_deep": b"[" * 200_000,
        "json_objects_deep": b'{"a":' * 100_000,
        "yaml": "任务:\n  - 学习\n".encode(),
        "markdown": "| 阶段 | 工作内容 | 完成时限 |\n|---|---|---|\n| 筹备 | 学习 | 3月 |\n".encode(),
        "mail": b"From: a@b\nTo: c@d\nSubject: x\n\n" + good.encode(),
        "certificate": b"-----BEGIN CERTIFICATE-----\n" + base64.b64encode(bytes(900)) + b"\n-----END CERTIFICATE-----\n",
        "base64": base64.b64encode(random.Random(6).randbytes(90_000)),
        "dbf": b"\x03" + bytes([24, 1, 1]) + bytes(300),
        "lotus": b"\0\0\x02\0\x06\x04\x06\0" + bytes(90),
        "quattro": b"\0\0\x02\0\x20\x51" + bytes(90),
        "starts_like_zip": b"PK," + good.encode(),
        "starts_like_program": b"MZ," + good.encode(),
        "starts_like_sylk": b"ID," + good.encode(),
    }.items():
        yield Case(
            f"text_{name}.csv",
            content,
            (*_REFUSED_OR_READ, "is_program", "is_json", "is_database", "is_archive", "is_mail", "is_font", "is_image"),
        )
    for number, content in enumerate(
        (b"\0", b"\n", b"<", b"{", b"[", b'"', b"\xff", b"\x1b", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb", b",", b"=", b"PK", b"\xd0\xcf")
    ):
        yield Case(f"bytes_{number}.xlsx", content, (*_NO_TABLE, "only_zeros", "truncated", "is_json", "corrupt", "xml_unknown"))
    for size in (2, 16, 511, 512, 4_096, 65_536, 1_000_000):
        yield Case(f"random_{size}.xlsx", random.Random(size).randbytes(size), (*_NO_TABLE, "is_image", "is_program", "is_media"))
        yield Case(f"random_letters_{size}.csv", bytes(random.Random(size).choices(b"abc,;\t\n\"'<>", k=size)), _REFUSED_OR_READ)


def text_lies_long() -> Iterator[Case]:
    """Close to the largest file that is taken."""
    size = 49 * _MEGABYTE
    for name, content in {
        "all_quotes": b'"' * size,
        "quotes_and_commas": b'","' * (size // 3),
        "quoted_lines": b'"\n' * (size // 2),
        "one_line": b"x" * size,
        "one_line_wide": "长".encode() * (size // 3),
        "commas": b"," * size,
        "line_ends": b"\n" * size,
        "rows": b"a,b\n" * (size // 4),
        "open_brackets": b"<" * size,
        "tables_opened": b"<table>" * (size // 7),
        "cells_opened": b"<table>" + b"<td>" * (size // 4),
        "entities": b"<table><tr><td>" + b"&amp;" * (size // 5),
        "deep_json": b"[" * size,
        "header_rows": (good_text() + "\n").encode() * (size // 150),
        "gbk_noise": b"\xb0\xa1" * (size // 2),
        "utf16_noise": b"\xff\xfe" + "长\n".encode("utf-16-le") * (size // 4),
        "escapes": b"\x1b" * size,
        "nulls_and_letters": b"a\0" * (size // 2),
    }.items():
        yield Case(f"huge_{name}.csv", content, ("*",))
    yield Case("huge_too_large.csv", b"a" * (50 * _MEGABYTE + 1), ("file_too_large",))


def page_lies() -> Iterator[Case]:
    """Web pages and messages of them."""
    table = page_table()
    span = '<td rowspan="99999999" colspan="1000">x</td>'
    for name, page in {
        "span_rows": table.replace("</table>", f"<tr>{span}</tr></table>"),
        "span_grid": "<table>" + ("<tr>" + '<td rowspan="9999" colspan="900">x</td>' * 10 + "</tr>") * 300 + "</table>" + table,
        "span_every_cell": table.replace("<td>", '<td rowspan="65534">'),
        "span_million": "<table>" + ("<tr>" + '<td rowspan="1048576">x</td>' * 20 + "</tr>") * 3_000 + "</table>",
        "span_words": table.replace("<td>", '<td colspan="１２" rowspan="1e9">'),
        "nested_in_cells": "".join("<table><tr><td>甲</td><td>" for _ in range(190)) + table,
        "rows_without_table": table.replace("<table>", ""),
        "cells_without_rows": table.replace("<tr>", ""),
        "comment_open": table + "<!-- " + table,
        "script_open": table + "<script>" + table,
        "style_tables": f"<style>{table}</style>{table}",
        "textarea": f"<textarea>{table}</textarea>",
        "caption_deep": "<table><caption>" + "<b>" * 3_000 + "x" + table,
        "names_hostile": f"<x:Name>../../etc/passwd&lt;script&gt;</x:Name>{table}",
        "names_many": "<x:Name>" * 20_000 + table,
        "payload_cells": table.replace("学习文件", '<img src=x onerror="alert(1)"><script>alert(1)</script>&lt;b&gt;学习'),
        "base_and_refresh": f'<base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">{table}',
        "iframe": f'<iframe src="http://127.0.0.1:9/"></iframe><object data="http://127.0.0.1:9/"></object>{table}',
        "doctype_system": f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">{table}',
        "processing": f'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><html>{table}</html>',
        "charset_utf7": f'<meta charset="utf-7">{table}',
        "charset_unknown": f'<meta charset="x-user-defined"><meta charset="zip">{table}',
        "references": table.replace("学习", "&#0;&#xD800;&#x110000;&#99999999999;&nosuch;&#x202E;学习"),
        "attributes_endless": table.replace("<td>", "<td " + "x" * 500_000 + ">", 1),
        "tag_endless": "<" + "t" * 1_000_000 + table,
        "case_mixed": table.replace("<td>", "<Td>").replace("</td>", "</tD >"),
        "formats_wild": table.replace("<td>", "<td style='mso-number-format:\"\\@\"; display: none'>"),
    }.items():
        yield Case(
            f"html_{name}.html",
            page.encode(),
            (*_REFUSED_OR_READ, "html_no_table", "html_broken", "too_many_tables", "xml_entities", "xml_unknown"),
        )
    yield Case("html_surrogates.html", table.encode().replace("学习".encode(), b"\xed\xa0\x80"), (LOADS,))
    yield from _messages(table)


def _messages(table: str) -> Iterator[Case]:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="{0}"\n\n'
    part = "--{0}\nContent-Type: text/html; charset={1}\nContent-Transfer-Encoding: {2}\n\n{3}\n"
    plain = table.encode()
    for name, content in {
        "base64": head.format("b") + part.format("b", "utf-8", "base64", base64.encodebytes(plain).decode()) + "--b--",
        "base64_broken": head.format("b") + part.format("b", "utf-8", "base64", "====" + base64.b64encode(plain).decode()[:-3]) + "--b--",
        "quoted": head.format("b") + part.format("b", "utf-8", "quoted-printable", quopri.encodestring(plain).decode()) + "--b--",
        "charset_codec": head.format("b") + part.format("b", "zlib_codec", "8bit", table) + "--b--",
        "charset_idna": head.format("b") + part.format("b", "idna", "8bit", table) + "--b--",
        "encoding_uu": head.format("b") + part.format("b", "utf-8", "x-uuencode", "begin 644 ../../x\n#0V%T\n`\nend") + "--b--",
        "no_end": head.format("b") + part.format("b", "utf-8", "8bit", table),
        "no_boundary": "MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + table,
        "boundary_long": head.format("b" * 9_000) + part.format("b" * 9_000, "utf-8", "8bit", table),
        "parts_many": head.format("b")
        + part.format("b", "utf-8", "8bit", "x") * 20_000
        + part.format("b", "utf-8", "8bit", table)
        + "--b--",
        "parts_of_tables": head.format("b") + part.format("b", "utf-8", "8bit", table) * 300 + "--b--",
        "parts_nested": head.format("b0")
        + "".join(f'--b{n}\nContent-Type: multipart/related; boundary="b{n + 1}"\n\n' for n in range(3_000))
        + table,
        "messages_nested": head.format("b") + "--b\n" + "Content-Type: message/rfc822\n\n" * 3_000 + table,
        "headers_many": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n"
        + "X-A: b\n" * 50_000
        + "\n"
        + part.format("b", "utf-8", "8bit", table),
        "header_long": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\nX: "
        + "a" * 2_000_000
        + "\n\n"
        + part.format("b", "utf-8", "8bit", table),
        "location_remote": head.format("b") + "--b\nContent-Type: text/html\nContent-Location: http://127.0.0.1:9/\n\n" + table + "\n--b--",
        "only_pictures": head.format("b") + "--b\nContent-Type: image/png\n\nxx\n--b--",
    }.items():
        yield Case(
            f"message_{name}.mht", content.encode(), (*_REFUSED_OR_READ, "html_no_table", "html_broken", "too_many_tables", "too_deep")
        )


def document_lies() -> Iterator[Case]:
    """OpenDocument sheets and the XML of 2003: repetition, rings of styles, types that lie."""
    filled = '<table:table-cell office:value-type="float" office:value="1"{}/>'
    blank = '<table:table-cell table:number-columns-repeated="{}"/>'
    for name, rows in {
        "columns_filled": "<table:table-row>" + filled.format(' table:number-columns-repeated="16384"') + "</table:table-row>",
        "columns_filled_many": ("<table:table-row>" + filled.format(' table:number-columns-repeated="16384"') + "</table:table-row>") * 240,
        "rows_filled": '<table:table-row table:number-rows-repeated="1048576">' + filled.format("") + "</table:table-row>",
        "far_corner": f'<table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row><table:table-row>{blank.format(16383)}{filled.format("")}</table:table-row>',
        "beyond_corner": f'<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row><table:table-row>{blank.format(99999)}{filled.format("")}</table:table-row>',
        "repeated_rows_blank_many": '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>' * 30_000,
        "hidden_rows_many": '<table:table-row table:visibility="collapse" table:number-rows-repeated="500000"><table:table-cell/></table:table-row>'
        * 2_000,
        "covered": '<table:table-row><table:covered-table-cell table:number-columns-repeated="99999999"/></table:table-row>',
        "columns_hidden": '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>' * 2_000,
        "table_in_cell": "<table:table-row><table:table-cell><table:table><table:table-row><table:table-cell/></table:table-row></table:table></table:table-cell></table:table-row>",
        "spaces": '<table:table-row><table:table-cell office:value-type="string"><text:p>'
        + '<text:s text:c="999999999"/>' * 2_000
        + "x</text:p></table:table-cell></table:table-row>",
        "paragraphs": '<table:table-row><table:table-cell office:value-type="string">'
        + "<text:p>长</text:p>" * 60_000
        + "</table:table-cell></table:table-row>",
        "type_unknown": '<table:table-row><table:table-cell office:value-type="zz" office:value="NaN"/></table:table-row>',
        "infinite": "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="float" office:value="{value}"/>' for value in ("INF", "-inf", "1e999", "nan", ""))
        + "</table:table-row>",
        "formulas": '<table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;http://127.0.0.1:9&quot;)" office:value-type="string"><text:p>x</text:p></table:table-cell><table:table-cell table:formula="msoxl:=cmd|x!A1"/></table:table-row>',
        "dde": '<table:dde-link><office:dde-source office:dde-application="soffice" office:dde-topic="/etc/passwd" office:dde-item="A1"/></table:dde-link>',
        "remote_source": '<table:table-source xmlns:xlink="x" xlink:href="http://127.0.0.1:9/a.ods"/>',
        "scripts": '<office:event-listeners><script:event-listener xmlns:script="s" script:language="Basic" script:macro-name="x"/></office:event-listeners>',
        "unbalanced": "</table:table></table:table>",
        "sheets_after": "</table:table>" + '<table:table table:name="x"/>' * 500 + '<table:table table:name="y">',
    }.items():
        yield Case(f"ods_{name}.ods", ods(rows), (*_REFUSED_OR_READ, "corrupt", "too_many_sheets", "repeated_rows"))
    names = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "style"))
    ring = f'<office:document-styles {names}><style:style style:name="a" style:parent-style-name="b"/><style:style style:name="b" style:parent-style-name="a"/></office:document-styles>'
    content = ods()
    yield Case("ods_styles_ring.ods", _with_part(content, "styles.xml", ring), (LOADS,))
    yield Case("ods_styles_bomb.ods", _with_part(content, "styles.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'), (LOADS, "xml_entities"))
    yield Case("ods_manifest_bomb.ods", ods(manifest='<!DOCTYPE x [<!ENTITY a "b">]>'), (LOADS, "xml_entities"))
    yield Case("ods_no_mimetype.ods", _without(content, "mimetype"), (LOADS,))
    yield Case("ods_no_content.ods", _without(content, "content.xml"), ("corrupt",))
    yield Case("ods_macros.ods", _with_part(content, "Basic/Standard/x.xml", "<x/>"), (LOADS,))
    yield Case("ods_flat.fods", _content(content), (LOADS,))
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>'
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{one}</Data></Cell>' for one in row) + "</Row>" for row in (HEADER, *ROWS)
    )
    sheet = '<Worksheet ss:Name="任务"><Table ss:ExpandedColumnCount="99999999" ss:ExpandedRowCount="-1">{}</Table></Worksheet>'
    for name, more in {
        "span_rows": '<Row ss:Index="9" ss:Span="99999999" ss:Hidden="1"><Cell/></Row>',
        "index_backwards": '<Row ss:Index="1"><Cell ss:Index="1"><Data ss:Type="String">x</Data></Cell></Row>',
        "merge_whole": '<Row><Cell ss:MergeAcross="16383" ss:MergeDown="1048575"><Data ss:Type="String">x</Data></Cell></Row>' * 900,
        "number_nan": '<Row><Cell><Data ss:Type="Number">NaN</Data></Cell><Cell><Data ss:Type="Number">1e999</Data></Cell></Row>',
        "dates": "".join(
            f'<Row><Cell ss:Index="4"><Data ss:Type="DateTime">{day}</Data></Cell></Row>'
            for day in ("1899-12-31T00:00:00.000", "9999-12-31T23:59:59.999", "0000-00-00T00:00:00", "99999-01-01", "-0001-01-01T00:00:00")
        ),
        "formula": '<Row><Cell ss:Formula="=cmd|x!A1" ss:HRef="http://127.0.0.1:9"><Data ss:Type="String">x</Data></Cell></Row>',
        "data_deep": '<Row><Cell><Data ss:Type="String">' + "<B>" * 200 + "x" + "</B>" * 200 + "</Data></Cell></Row>",
        "data_too_deep": '<Row><Cell><Data ss:Type="String">' + "<B>" * 5_000 + "x" + "</B>" * 5_000 + "</Data></Cell></Row>",
    }.items():
        yield Case(f"xml2003_{name}.xml", xml.format(sheet.format(lines + more)).encode(), (*_REFUSED_OR_READ, "corrupt", "too_deep"))
    yield Case("xml2003_500_sheets.xml", xml.format(sheet.format(lines) * 500).encode(), ("too_many_sheets",))
    yield Case(
        "ods_500_sheets.ods",
        ods("</table:table>" + '<table:table table:name="x"></table:table>' * 500 + '<table:table table:name="y">'),
        ("too_many_sheets",),
    )


def _content(package: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(package)).read("content.xml")


def _parts(package: bytes) -> dict[str, str | bytes]:
    archive = zipfile.ZipFile(io.BytesIO(package))
    return {name: archive.read(name) for name in archive.namelist()}


def _with_part(package: bytes, name: str, part: str) -> bytes:
    return zipped({**_parts(package), name: part})


def _without(package: bytes, name: str) -> bytes:
    return zipped({key: part for key, part in _parts(package).items() if key != name})
