"""What is larger than a ceiling is refused by its own sentence before it costs anything; what just fits is read."""

import pytest

from lib.errors import Refused
from lib.ingest.read import Limits, html, read
from lib.ingest.read.rust import guarded
from tests.ingest.hostile.package import parts, workbook_xml, xlsx, zipped

PAGE = b"<table><tr><td>a<td>b<tr><td>c<td>d</table>"


def code(content: bytes, limits: Limits, name: str = "plan.xlsx") -> str:
    with pytest.raises(Refused) as refusal:
        read(content, name, limits)
    return refusal.value.code


def test_a_file_of_as_many_bytes_as_are_allowed_is_read_and_one_of_a_byte_more_is_not():
    assert read(b"a,b\nc,d\n", "a.csv", Limits(file_bytes=8)).sheets
    assert code(b"a,b\nc,d\n", Limits(file_bytes=7)) == "file_too_large"


def test_a_package_that_unpacks_to_more_than_is_allowed_is_refused():
    assert code(xlsx(), Limits(unpacked_bytes=1_000)) == "unpacked_too_large"


def test_a_rectangle_larger_than_the_ceiling_is_refused():
    assert len(read(xlsx(), "a.xlsx", Limits(area=18)).sheets[0].grid) == 3
    assert code(xlsx(), Limits(area=17)) == "too_spread"


def test_delimiters_without_values_count_too():
    assert code(b"a,b\n" + b",,,,\n" * 5, Limits(area=20), "a.csv") == "too_many_cells"


def test_the_cells_of_a_page_are_counted_as_they_open():
    assert len(read(PAGE, "a.html", Limits(cells=4)).sheets[0].grid) == 2
    assert code(PAGE, Limits(cells=3), "a.html") == "too_many_cells"


def test_small_sheets_are_counted_together():
    two = workbook_xml('<sheet name="一" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2" r:id="rId1"/>')

    assert len(read(xlsx(workbook=two), "a.xlsx", Limits(cells=36)).sheets) == 2
    assert code(xlsx(workbook=two), Limits(cells=35)) == "too_many_cells"


@pytest.mark.parametrize(("folder", "expected"), [("word/document.xml", "is_word"), ("ppt/presentation.xml", "is_powerpoint")])
def test_a_document_of_another_program_is_refused_by_its_name(folder: str, expected: str):
    root = str(parts()["_rels/.rels"]).replace("xl/workbook.xml", folder)

    assert code(zipped({"_rels/.rels": root, folder: "<x/>"}), Limits()) == expected


def test_a_page_that_breaks_off_inside_the_parser_keeps_the_tables_before(monkeypatch: pytest.MonkeyPatch):
    start = html._Page.start

    def break_off(page: html._Page, tag: str, attributes: dict[str, str]) -> None:
        if tag == "hr":
            raise ValueError(tag)
        start(page, tag, attributes)

    monkeypatch.setattr(html._Page, "start", break_off)

    assert len(read(PAGE + b"<hr>" + PAGE, "a.html").sheets) == 1
    assert code(b"<hr>" + PAGE, Limits(), "a.html") == "html_broken"


def test_who_interrupts_a_decoder_is_not_told_that_the_file_is_damaged():
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(interrupted, "Workbook")


def test_rows_that_a_page_hides_are_hidden():
    page = b"<h1>T</h1><table><tr><td>a<td>b<tr hidden><td>c<td>d<tr style='display: none'><td>e<td>f</table>"

    assert read(page, "a.html").sheets[0].hidden_rows == {3, 4}
