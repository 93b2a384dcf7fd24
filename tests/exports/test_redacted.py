"""A file with what is personal taken out: the same file where nothing of it is left in any part, else one made anew that reads alike."""

import html
import io
import zipfile
from datetime import date

import pytest

from lib.access.forgetting import without_persons
from lib.exports.package import CannotAdd
from lib.exports.redacted import rebuilt
from lib.exports.redacted_book import redacted_book
from lib.ingest.model import BoardSettings
from lib.ingest.read import DEFAULT_LIMITS
from lib.ingest.worker import read_unisolated
from tests.builders import make_feedback, make_workbook, no_feedback, no_tasks
from tests.exports.plans import parts, plan

SAID = "食堂的菜价涨得太快，应当公开成本"
ROWS = [["编号", "听取方式", "意见建议内容", "涉及对象"], ["Y1", "背靠背", SAID, "学校工作"]]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same package with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture(scope="module")
def book() -> bytes:
    """One opinion given back to back."""
    return plan(name="意见", rows=ROWS)


def test_a_workbook_without_anything_is_made_anew_as_a_form_of_tasks():
    again = read_unisolated(rebuilt(make_workbook(no_tasks(), no_feedback(), title="", year=None, as_of=None)), "neu.xlsx")

    assert (len(again.tasks), again.year, again.title) == (0, None, "neu")


def test_a_workbook_made_anew_keeps_what_the_settings_declare():
    declared = BoardSettings(("甲", "乙"), ("形式主义",), 5, is_sample=True, other=(("亮灯方案", "绿黄红"),))
    old = make_workbook(feedback=make_feedback(2), title="教育实践活动", year=2014, as_of=date(2014, 6, 10), settings=declared)

    again = read_unisolated(rebuilt(old), "neu.xlsx")

    assert (again.title, again.year, again.as_of) == ("教育实践活动", 2014, date(2014, 6, 10))
    assert again.settings == declared


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gbk"])
def test_a_file_that_repeats_what_goes_in_another_part_is_given_up_whatever_its_encoding(book: bytes, encoding: str):
    declared = "UTF-8" if encoding == "utf-8" else "GBK" if encoding == "gbk" else "UTF-16"
    said = f'<?xml version="1.0" encoding="{declared}"?><note>{SAID}</note>'.encode(encoding)
    left = without_persons(read_unisolated(book, "意见.xlsx"))

    kept = parts(redacted_book(book, left.erasure, DEFAULT_LIMITS))
    assert not any(SAID in html.unescape(part.decode("utf-8", "replace")) for part in kept.values())
    with pytest.raises(CannotAdd):
        redacted_book(with_part(book, "customXml/item9.xml", said), left.erasure, DEFAULT_LIMITS)


def test_a_file_with_macros_is_given_up_since_they_cannot_be_searched(book: bytes):
    left = without_persons(read_unisolated(book, "意见.xlsx"))
    macros = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + SAID.encode("gbk")

    with pytest.raises(CannotAdd):
        redacted_book(with_part(book, "xl/vbaProject.bin", macros), left.erasure, DEFAULT_LIMITS)
