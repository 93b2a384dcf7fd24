"""Cells and bytes: text can never act as a formula, equal content gives equal bytes."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lib.exports import workbook_style as style
from lib.exports.workbook_file import LONGEST_TEXT, packed, sheet_name, write
from lib.exports.workbook_widths import display_width, lines_of


def _written(content: str) -> object:
    book = Workbook()
    write(book.worksheets[0].cell(1, 1), content)
    return load_workbook(io.BytesIO(packed(book))).worksheets[0].cell(1, 1)


def test_an_empty_book_packs_to_the_same_bytes():
    assert packed(Workbook()) == packed(Workbook())


@pytest.mark.parametrize("content", ["=1+1", "+86", "-5%", "@SUM(A1)", '=HYPERLINK("http://example.org")', "\t=1"])
def test_text_that_begins_like_a_formula_stays_text(content):
    cell = _written(content)

    assert cell.data_type == "s"
    assert cell.value == content
    assert cell.quotePrefix


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1, max_size=30))
def test_any_text_comes_back_as_the_same_text(content):
    assert _written(content).value == content


def test_a_literal_that_looks_like_an_escape_is_written_as_one():
    book = Workbook()
    write(book.worksheets[0].cell(1, 1), "_x0041_字面")
    archive = zipfile.ZipFile(io.BytesIO(packed(book)))

    assert any(b">_x005F_x0041_" in archive.read(name) for name in archive.namelist())


def test_a_text_longer_than_a_cell_says_that_it_is_cut():
    assert _written("长" * LONGEST_TEXT).value == "长" * LONGEST_TEXT
    assert _written("长" * (LONGEST_TEXT + 1)).value == "长" * (LONGEST_TEXT - 1) + "…"


def test_a_control_character_that_excel_refuses_is_left_out():
    assert _written("督导\x00组").value == "督导组"


@pytest.mark.parametrize("none", ["\ufffe", "\uffff", "\ud800"])
def test_what_is_no_character_is_replaced_and_stops_no_file(none: str):
    assert _written(f"督导{none}组").value == "督导\ufffd组"


def test_a_sheet_has_a_name_that_excel_takes_and_no_other_sheet_has():
    taken: set[str] = set()
    titles = ("", "任务[1]: 甲/乙", "'Tasks\ufffe'", "TASKS\ufffd", "A B C", "a/b:c", "长" * 40, "长" * 40)

    made = [sheet_name(title, taken) for title in titles]

    assert made == ["-", "任务 1 甲 乙", "Tasks\ufffd", "TASKS\ufffd 2", "A B C", "a b c 2", "长" * 31, "长" * 29 + " 2"]


def test_a_long_title_stands_in_the_page_header_as_far_as_excel_takes_it():
    book = Workbook()
    style.style_title(book.worksheets[0], "甲&" * 200, "", 3)

    style.set_single_page(book.worksheets[0])

    read = load_workbook(io.BytesIO(packed(book))).worksheets[0]
    assert read.cell(1, 1).value == "甲&" * 200
    assert len(str(book.worksheets[0].oddHeader)) <= 255


def test_a_chinese_character_is_as_wide_as_two_letters():
    assert display_width("") == 0
    assert display_width("3月中旬") == 7
    assert lines_of("3月中旬", 20) == 1
    assert lines_of("一二三四五六七八九十\n再一行", 11.2) == 3
