"""Cells and bytes: text can never act as a formula, equal content gives equal bytes."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lib.exports.workbook_file import packed, write
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
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_any_text_comes_back_as_the_same_text(content):
    assert _written(content).value == content


def test_a_control_character_that_excel_refuses_is_left_out():
    assert _written("督导\x00组").value == "督导组"


def test_a_chinese_character_is_as_wide_as_two_letters():
    assert display_width("") == 0
    assert display_width("3月中旬") == 7
    assert lines_of("3月中旬", 20) == 1
    assert lines_of("一二三四五六七八九十\n再一行", 11.2) == 3
