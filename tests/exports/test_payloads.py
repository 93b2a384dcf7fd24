"""Text from a workbook is text in every file that leaves: no element, no formula, no link, no field, no path."""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePosixPath

import openpyxl
import pytest
from docx import Document
from lxml import etree, html
from pptx import Presentation

from lib.desk.opening import Opened, open_file
from lib.desk.reminders import unit_calendar
from lib.desk.returning import marked, marked_name, tracking, tracking_name
from lib.exports.registry import EXPORTS
from lib.i18n import Language
from lib.ingest.read.cell_text import clean, unescape
from lib.schema import Audience, Task
from lib.settings import Settings
from tests.exports.reports import DAY, board_of, report_of
from tests.ingest.hostile.payloads import FILE_NAME, PAYLOADS, TITLE, hostile_sample

MARKUP = ("pptx", "docx", "xlsx")
FIELDS = (b"w:instrText", b"w:fldSimple", b"hlinkClick", b"hlinkHover", b"w:hyperlink ", b"altChunk")


@cache
def hostile() -> Opened:
    return open_file(hostile_sample(), FILE_NAME, Settings())


@cache
def exported(name: str) -> bytes:
    return EXPORTS[name].render(report_of(hostile()))


def packed(data: bytes) -> dict[str, bytes]:
    """Every part of a package, and of the workbooks inside it."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            found[name] = content
            if name.endswith(".xlsx"):
                found |= {f"{name}!{inner}": part for inner, part in packed(content).items()}
    return found


def plain(words: str) -> str:
    """Words without what a page or a paper may set as it likes: spaces, line breaks."""
    return re.sub(r"\s+", "", words)


def task_texts() -> list[str]:
    """What the tasks say, as it was read."""
    return [str(words) for words in hostile().workbook.tasks[Task.TASK]]


def missing(words: str) -> list[str]:
    """The tasks' texts that are not in a file's words, letter by letter."""
    return [task for task in task_texts() if plain(task) not in plain(words)]


def outward(content: bytes) -> list[str]:
    """Relations of a part that lead out of the package."""
    return re.findall(r'TargetMode="External"', content.decode("utf-8", "replace"))


def formulas(data: bytes) -> list[str]:
    """The cells of a workbook that are computed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [f"{sheet.title}!{cell.coordinate}" for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_every_payload_is_read_as_it_was_written():
    read = [*hostile().workbook.feedback["text"], *hostile().workbook.tasks[Task.TASK], *hostile().workbook.feedback["measure"]]
    words = {plain(str(one)) for one in read}

    assert hostile().workbook.title == clean(TITLE)
    assert [
        payload
        for payload in PAYLOADS
        if plain(clean(unescape(payload)).replace("_x000D_", "")) not in words and payload not in ("NaN", "null")
    ] == []


def test_the_page_holds_no_element_of_the_workbook_and_fetches_nothing():
    page = exported("html").decode()
    root = html.document_fromstring(page)
    addresses = [value for element in root.iter() for name, value in element.attrib.items() if name in ("src", "href", "action", "data")]

    assert root.xpath("//*[@data-canary]") == []
    assert [element.tag for element in root.iter("iframe", "form", "meta") if element.get("http-equiv") == "refresh"] == []
    assert [name for element in root.iter() for name in element.attrib if name.startswith("on")] == []
    assert [one for one in addresses if "canary" in one or one.startswith(("http:", "https:", "javascript:"))] == []
    assert missing(root.text_content()) == []


@pytest.mark.parametrize("name", MARKUP)
def test_a_package_leads_nowhere_and_computes_nothing(name: str):
    parts = packed(exported(name))

    assert {part: outward(content) for part, content in parts.items() if outward(content)} == {}
    assert [part for part in parts if "/embeddings/" in part and not part.partition("!")[0].endswith(".xlsx")] == []
    assert [(part, sign) for part, content in parts.items() for sign in FIELDS if sign in content and b"canary" in content] == []
    assert [part for part, content in parts.items() if part.endswith(".xml") and re.search(rb"<f[ >]", content)] == []
    assert [part for part in parts if PurePosixPath(part).is_absolute() or ".." in part] == []


def test_the_slides_say_the_words_as_they_are():
    shown = Presentation(io.BytesIO(exported("pptx")))
    words = "".join(node.text or "" for slide in shown.slides for node in slide._element.iter("{*}t"))

    assert plain("<script data-canary>canary()") in plain(words)


def test_the_paper_says_the_tasks_as_they_are():
    paper = Document(io.BytesIO(exported("docx")))
    words = "".join(node.text or "" for node in paper.element.body.iter("{*}t"))

    assert missing(words) == []


def test_the_workbook_holds_the_tasks_as_text():
    book = openpyxl.load_workbook(io.BytesIO(exported("xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]

    assert formulas(exported("xlsx")) == []
    assert missing("".join(cell.value for cell in cells)) == []
    assert [cell.coordinate for cell in cells if cell.hyperlink and "canary" in str(cell.hyperlink.target)] == []


def test_no_field_of_a_separated_file_begins_like_a_formula():
    with zipfile.ZipFile(io.BytesIO(exported("csv"))) as archive:
        names = archive.namelist()
        tables = [archive.read(name).decode("utf-8-sig") for name in names if name.endswith(".csv")]
    fields = [one for table in tables for row in csv.reader(io.StringIO(table)) for one in row]

    assert [one for one in fields if one[:1] in ("=", "+", "@", "\t", "\r", "＝") or re.match(r"-(?![\d.]+%?\Z)", one)] == []
    assert missing("".join(fields)) == []
    assert [name for name in names if "/" in name or "\\" in name or ".." in name or "<" in name] == []


def test_the_calendar_has_no_line_but_its_own():
    report = report_of(hostile())
    calendar = unit_calendar(
        board_of(hostile()), None, report.provenance, Language.ZH, datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    ).decode()
    unfolded = calendar.replace("\r\n ", "").split("\r\n")

    assert [line for line in unfolded if line and not re.match(r"[A-Z-]+[;:]", line)] == []
    assert [line for line in unfolded if re.match(r"(ATTACH|URL|X-EVIL)", line)] == []


@pytest.mark.parametrize("audience", [Audience.ALL_MEMBERS, Audience.HEAD])
def test_their_own_workbook_comes_back_with_text_only(audience: Audience):
    returned = marked(hostile(), hostile_sample(), audience, Language.ZH)
    parts = packed(returned.data)

    assert formulas(returned.data) == []
    assert {part: outward(content) for part, content in parts.items() if outward(content)} == {}
    for content in (content for part, content in parts.items() if part.endswith((".xml", ".vml", ".rels"))):
        assert etree.fromstring(content).xpath("//*[@data-canary]") == []


def test_a_tracking_workbook_holds_text_only():
    made = tracking(hostile(), hostile_sample(), Language.ZH)
    parts = packed(made.data)

    assert {part: outward(content) for part, content in parts.items() if outward(content)} == {}
    assert [
        part
        for part, content in parts.items()
        if part.endswith(".xml") and b"<f>" in content and b"canary" in content.split(b"<f>")[1][:200]
    ] == []


def test_names_of_files_that_leave_are_names_and_nothing_else():
    report = report_of(hostile())
    names = [report.provenance.stem, marked_name(hostile().file_name, Language.ZH), tracking_name(hostile().file_name, Language.ZH)]
    names += [
        marked_name(one, Language.EN) for one in ("../../x.xlsx", "a\r\nSet-Cookie: x.xlsx", 'a";b.xlsx', "\u202egnp.xlsx", "CON.xlsx")
    ]

    assert [name for name in names if re.search(r'[/\\<>:"|?*\x00-\x1f\u202a-\u202e\u2066-\u2069]', name)] == []
