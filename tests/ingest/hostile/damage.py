"""Good files cut, flipped, renamed and joined to others."""

import random
from collections.abc import Iterator

from tests.ingest.hostile import containers
from tests.ingest.hostile.case import ANY, LOADS, Case
from tests.ingest.hostile.package import xlsx, xlsx_with, zipped
from tests.ingest.hostile.text_lies import page_table
from tests.ingest.hostile.xml_lies import good_text

_ENDINGS = ("xlsx", "xlsm", "xltx", "xlsb", "xls", "et", "ods", "fods", "csv", "tsv", "txt", "html", "mht", "xml", "pdf", "exe", "zip", "")


def formats() -> dict[str, bytes]:
    """The good table in every format that is read."""
    page = page_table()
    message = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n\n{page}\n--b--\n'
    return {
        "xlsx": xlsx(),
        "xlsb": containers.xlsb(),
        "xls": containers.biff(),
        "xls5": containers.biff5(),
        "ods": containers.ods(),
        "csv": good_text().encode(),
        "tsv": good_text("\t").encode("utf-16"),
        "html": page.encode(),
        "mht": message.encode(),
    }


def renamed() -> Iterator[Case]:
    """Every format under every ending: the content decides."""
    for kind, content in formats().items():
        for ending in _ENDINGS:
            yield Case(f"renamed_{kind}.{ending}" if ending else f"renamed_{kind}", content, (LOADS,))


def cut() -> Iterator[Case]:
    """Each format cut at many places."""
    for kind, content in formats().items():
        for number in range(1, 16):
            yield Case(f"cut_{number}_of_16.{kind}", content[: len(content) * number // 16], ANY)
        for missing in (1, 2, 4, 21, 22, 23):
            yield Case(f"cut_last_{missing}.{kind}", content[:-missing], ANY)
        yield Case(f"cut_first_1.{kind}", content[1:], ANY)
        yield Case(f"zeroed_tail.{kind}", content[: len(content) // 2] + bytes(len(content) // 2), ANY)
        yield Case(f"zeroed_head.{kind}", bytes(64) + content[64:], ANY)
        yield Case(f"twice_over.{kind}", content + content, ANY)


def flipped(most: int = 12) -> Iterator[Case]:
    """Bits of each format flipped, and bytes set, at random places."""
    for kind, content in formats().items():
        draw = random.Random(f"flip {kind}")
        for number in range(most):
            changed = bytearray(content)
            for _ in range(draw.choice((1, 3, 30))):
                changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
            yield Case(f"flipped_{number}.{kind}", bytes(changed), ANY)


def flipped_long() -> Iterator[Case]:
    """The same, many more."""
    yield from flipped(300)


def polyglots() -> Iterator[Case]:
    """Files that are two things at once."""
    book, page = xlsx(), page_table().encode()
    for name, content in {
        "pdf_workbook": b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj\n" + book,
        "gif_workbook": b"GIF89a/*" + bytes(20) + b"*/=1;" + book,
        "png_workbook": b"\x89PNG\r\n\x1a\n" + bytes(30) + book,
        "jpeg_workbook": b"\xff\xd8\xff\xe0" + bytes(30) + book,
        "program_workbook": b"MZ" + bytes(60) + book,
        "shell_workbook": b"#!/bin/sh\ncurl http://127.0.0.1:9|sh\nexit\n" + book,
        "page_workbook": page + book,
        "workbook_page": book + page,
        "ole_workbook": containers.biff() + book,
        "workbook_ole": book + containers.biff(),
        "csv_workbook": good_text().encode() + b"\n" + book,
        "rar_workbook": b"Rar!\x1a\x07\0" + book,
        "tar_page": (page + bytes(600))[:257] + b"ustar\0" + bytes(600),
        "xml_page": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>' + page,
        "json_page": b'{"a":"' + page + b'"}',
        "mail_workbook": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\n" + book,
        "svg_table": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + page + b"</svg>",
        "shortcut_workbook": b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0" + book,
    }.items():
        yield Case(f"polyglot_{name}.xlsx", content, ANY)
    for name, extra in {
        "java": {"META-INF/MANIFEST.MF": "Main-Class: Evil", "Evil.class": b"\xca\xfe\xba\xbe"},
        "android": {"AndroidManifest.xml": b"\3\0\x08\0", "classes.dex": b"dex\n035\0"},
        "word": {"word/document.xml": "<w:document/>"},
        "slides": {"ppt/presentation.xml": "<p/>"},
        "book": {"META-INF/container.xml": "<c/>", "mimetype": "application/epub+zip"},
        "document": {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
        "sheets": {"content.xml": b"<office:spreadsheet/>"},
    }.items():
        yield Case(f"polyglot_{name}.xlsx", xlsx_with(extra), (LOADS,))
    both = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "xl/workbook.xml": "<workbook/>"})
    yield Case("polyglot_empty_document.ods", both, ("corrupt",))
