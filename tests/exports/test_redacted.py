"""A file with what is personal taken out: the same file where nothing of it is left in any part, else one made anew that reads alike."""

import html
import io
import zipfile
from datetime import date

import pytest

from lib.access.erasure import MARK, CellErasure, ColumnErasure, Erasure
from lib.access.forgetting import without_persons
from lib.exports.package import MAIN, CannotAdd, Unsafe
from lib.exports.redacted import rebuilt, redacted_isolated
from lib.exports.redacted_book import redacted_book
from lib.ingest.model import BoardSettings
from lib.ingest.read import DEFAULT_LIMITS
from lib.ingest.worker import read_unisolated
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks
from tests.exports.plans import load, parts, plan, saved
from tests.ingest.hostile.package import zipped

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


ONE = Erasure(cells=(CellErasure("意见", 2, "C", MARK),), copies=frozenset({SAID}))
SHEET = "xl/worksheets/sheet1.xml"


def texts_apart() -> bytes:
    """The opinion with its words in the table of texts, as most programs save them; one of its lines has no number."""
    words = [*ROWS[0], *ROWS[1]]
    listed = "".join(f"<si><r><t>{word[:2]}</t></r><r><t>{word[2:]}</t></r></si>" for word in words)
    cells = ["".join(f'<c t="s"><v>{at}</v></c>' for at in range(start, start + 4)) for start in (0, 4)]
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row>{cells[0]}<c t="s"/></row><row>{cells[1]}</row></sheetData></worksheet>'
    content = parts(plan(name="意见", rows=ROWS))
    return zipped({**content, SHEET: sheet.encode(), "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{listed}</sst>'.encode()})


def test_a_text_that_no_cell_uses_any_longer_is_emptied_in_the_table_of_texts():
    after = redacted_book(texts_apart(), ONE, DEFAULT_LIMITS)
    kept = parts(after)["xl/sharedStrings.xml"].decode()

    assert read_unisolated(after, "意见.xlsx").feedback["text"].tolist() == [MARK]
    assert SAID[2:] not in kept
    assert kept.count("<si>") == 8


def test_where_nothing_goes_from_the_cells_every_part_stays():
    data = texts_apart()

    assert parts(redacted_book(data, Erasure(columns=(ColumnErasure("意见", "C", 3, 9),)), DEFAULT_LIMITS)) == parts(data)


def test_a_file_of_which_nobody_knows_where_it_says_so_is_given_up(book: bytes):
    with pytest.raises(CannotAdd) as given_up:
        redacted_book(book, Erasure(is_placed=False), DEFAULT_LIMITS)

    assert given_up.value.reason is Unsafe.STRUCTURE


def test_a_cell_that_is_computed_is_not_emptied_but_the_file_given_up(book: bytes):
    content = parts(book)
    content[SHEET] = content[SHEET].replace(b"</row></sheetData>", b'<c r="E2"><f>1+1</f><v>2</v></c></row></sheetData>')

    with pytest.raises(CannotAdd):
        redacted_book(zipped(content), Erasure(cells=(CellErasure("意见", 2, "E", ""),)), DEFAULT_LIMITS)


def test_a_cell_may_be_left_empty_and_a_picture_and_a_chart_of_its_own_sheet_stay(book: bytes):
    held = load(book)
    held.create_chartsheet("图")
    data = with_part(saved(held), "xl/media/image9.png", b"\x89PNG" + bytes(9))
    before = parts(data)
    after = parts(redacted_book(data, Erasure(cells=(CellErasure("意见", 2, "C", ""),)), DEFAULT_LIMITS))

    assert b'r="C2"' in after[SHEET]
    assert SAID.encode() not in after[SHEET]
    assert {name for name in after if after[name] != before[name]} == {SHEET}


def test_notes_on_a_row_that_lost_something_are_emptied_and_others_stay():
    data = plan(name="意见", rows=ROWS, notes={"A1": ("按编号排列", "王主任"), "C2": ("食堂这条要查", "王主任")})
    after = load(redacted_book(data, ONE, DEFAULT_LIMITS))["意见"]

    assert after["A1"].comment.text == "按编号排列"
    assert "食堂" not in after["C2"].comment.text
    assert MARK in after["C2"].comment.text


def test_a_file_that_cannot_be_kept_is_made_anew_with_its_reason():
    left = make_workbook(make_tasks(2, actual_done=["2014-03-18", None], progress=[0.5, None]), make_feedback(1, text="会议太多"))
    made = redacted_isolated("编号,意见\n1,会议太多".encode(), "意见.csv", Erasure(), left)
    again = read_unisolated(made.data, made.file_name)

    assert (made.file_name, made.is_rebuilt, made.reason) == ("意见.xlsx", True, Unsafe.OTHER_FORMAT)
    assert [str(day)[:10] for day in again.tasks["actual_done"]] == ["2014-03-18", "NaT"]
    assert again.tasks["progress"].fillna(-1).tolist() == [0.5, -1]
    assert again.feedback["text"].tolist() == ["会议太多"]
