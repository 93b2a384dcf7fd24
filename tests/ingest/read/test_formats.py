"""One small plan in every format: the same cells come out."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from lib.errors import Refused
from lib.ingest.model import ErrorValue, MergedRange, RawWorkbook
from lib.ingest.read import read
from tests.ingest.hostile import containers
from tests.ingest.hostile.package import HEADER, ROWS, xlsx

FILES = Path(__file__).parent / "files"  # made by us with openpyxl, then saved by LibreOffice 7.4 as .xls, .ods and .html


def fixture(name: str) -> RawWorkbook:
    return read((FILES / name).read_bytes(), name)


def grid(content: bytes, name: str = "plan.xlsx") -> list[list[object]]:
    return [list(row) for row in read(content, name).sheets[0].grid]


def csv_bytes(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in (HEADER, *ROWS)).encode(encoding)


TABLE = [list(HEADER), *(list(row) for row in ROWS)]


def test_what_lies_beside_an_open_workbook_is_refused_with_the_name_of_the_workbook():
    lock = b"\x05Clerk" + b" " * 49 + b"\x05\x00C\x00l\x00e\x00r\x00k\x00" + b" \x00" * 50

    with pytest.raises(Refused) as refusal:
        read(lock, "~$台账.xlsx")

    assert (refusal.value.code, refusal.value.facts) == ("lock_file", {"file": "~$台账.xlsx", "other": "台账.xlsx"})


def test_an_empty_file_is_refused():
    with pytest.raises(Refused) as refusal:
        read(b"", "plan.xlsx")

    assert refusal.value.code == "empty"
    assert refusal.value.facts["file"] == "plan.xlsx"


@pytest.mark.parametrize(
    "content",
    [
        xlsx(),
        containers.biff(),
        containers.biff5(),
        containers.ods(),
        containers.xlsb(),
        csv_bytes(),
        csv_bytes("\t"),
        csv_bytes(";"),
        csv_bytes("|"),
        csv_bytes("，"),
        csv_bytes(encoding="utf-8-sig"),
        csv_bytes(encoding="gb18030"),
        csv_bytes("\t", "utf-16"),
        csv_bytes("\t", "utf-16-le"),
        b"\xfe\xff" + csv_bytes("\t", "utf-16-be"),
        b"sep=;\r\n" + csv_bytes(";"),
    ],
    ids=[
        "xlsx",
        "xls",
        "xls95",
        "ods",
        "xlsb",
        "comma",
        "tab",
        "semicolon",
        "pipe",
        "chinese_comma",
        "mark",
        "gb18030",
        "utf16",
        "utf16le",
        "utf16be",
        "sep",
    ],
)
@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv", "plan"])
def test_content_decides_and_the_name_does_not(content: bytes, name: str):
    assert grid(content, name) == TABLE


@pytest.mark.parametrize("name", ["plan.xls", "plan.ods"])
def test_a_saved_workbook_keeps_dates_percents_merges_and_what_is_hidden(name: str):
    plan, drafts = fixture(name).sheets

    assert plan.cell(3, 6) == date(2014, 3, 20)
    assert plan.cell(4, 6) == datetime(2014, 3, 31, 8, 30)
    assert plan.cell(3, 3) == "学习文件\n制定方案"
    assert plan.cell(3, 7) == ErrorValue("#DIV/0!")
    assert plan.percent == {(3, 5), (4, 5), (5, 5)}
    assert set(plan.merged) == {MergedRange(1, 1, 1, 6), MergedRange(3, 1, 4, 1)}
    assert plan.hidden_rows == {4}
    assert plan.hidden_columns == {4}
    assert not plan.hidden
    assert drafts.hidden
    assert (drafts.top, drafts.left, drafts.cell(2, 2)) == (2, 2, "藏")


def test_an_open_document_keeps_which_days_are_shown_as_a_month():
    """Formats in rows 2 to 7: yyyy年m月, yyyy-mm, mmm-yy, yyyy-mm-dd, m月, yyyy年m月d日."""
    (plan,) = fixture("months.ods").sheets

    assert plan.months == {(2, 2), (3, 2), (4, 2), (6, 2)}
    assert plan.cell(2, 2) == date(2014, 4, 1)
    assert fixture("plan.ods").sheets[0].months == frozenset()


def test_a_page_saved_by_an_office_program_is_read_as_shown():
    (plan,) = fixture("plan.html").sheets

    assert plan.cell(3, 4) == "80%"
    assert MergedRange(3, 1, 4, 1) in plan.merged


def test_quoted_text_keeps_its_line_breaks_and_delimiters():
    assert grid('任务,时限\n"一,二\n三",3月\n'.encode()) == [["任务", "时限"], ["一,二\n三", "3月"]]


def test_a_quote_that_is_never_closed_loses_no_row():
    workbook = read('任务,时限\n1,"开\n2,二\n3,三\n'.encode(), "plan.csv")

    assert [list(row) for row in workbook.sheets[0].grid] == [["任务", "时限"], ["1", '"开'], ["2", "二"], ["3", "三"]]
    assert [(note.code, note.cell) for note in workbook.notes] == [("file_open_quote", "B2")]


def test_chinese_punctuation_in_text_is_no_delimiter():
    assert grid("任务\n学习，讨论\n总结\n".encode()) == [["任务"], ["学习，讨论"], ["总结"]]


def test_a_page_in_gb2312_is_decoded_and_spans_become_merges():
    page = '<meta charset="gb2312"><h1>安排表</h1><table><tr><th>阶段<th>任务<tr><td rowspan=2>筹备<td>学习<br>讨论<tr><td>动员</table>'
    (sheet,) = read(page.encode("gb2312"), "a.xls").sheets

    assert [list(row) for row in sheet.grid] == [["安排表", None], ["阶段", "任务"], ["筹备", "学习\n讨论"], [None, "动员"]]
    assert sheet.merged == (MergedRange(3, 1, 4, 1),)


def test_the_inner_table_with_data_counts_and_the_layout_around_it_does_not():
    page = "标题<table><tr><td><table><tr><td>阶段<td>任务<tr><td>一<td>二</table></table>"
    workbook = read(page.encode(), "a.html")

    assert [[list(row) for row in sheet.grid] for sheet in workbook.sheets] == [[["标题", None], ["阶段", "任务"], ["一", "二"]]]


def test_an_xml_spreadsheet_of_2003_is_read():
    content = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>'
        '<Worksheet ss:Name="任务"><Table><Row ss:Index="2"><Cell ss:Index="2" ss:MergeDown="1"><Data ss:Type="String">筹备</Data></Cell>'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell><Cell><Data ss:Type="DateTime">2014-03-20T00:00:00.000</Data></Cell></Row>'
        '<Row><Cell ss:Index="3" ss:Formula="=1"><Data ss:Type="Error">#REF!</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    (sheet,) = read(content.encode(), "a.xls").sheets

    assert (sheet.name, sheet.top, sheet.left) == ("任务", 2, 2)
    assert [list(row) for row in sheet.grid] == [["筹备", 0.5, date(2014, 3, 20)], [None, ErrorValue("#REF!"), None]]
    assert sheet.merged == (MergedRange(2, 2, 3, 2),)
    assert sheet.percent == {(2, 3)}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/plan.xlsx", "plan.xlsx"),
        ("C:\\x\\plan.xlsx", "plan.xlsx"),
        ("a\u202excod.xlsx", "axcod.xlsx"),
        ("a\nb.xlsx", "a b.xlsx"),
        ("", "?"),
    ],
)
def test_a_file_name_is_shown_without_folders_and_tricks(written: str, shown: str):
    assert read(xlsx(), written).file_name == shown


def test_a_workbook_with_a_password_is_refused_as_such():
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt("秘密", locked)

    with pytest.raises(Refused) as refusal:
        read(locked.getvalue(), "plan.xlsx")

    assert refusal.value.code == "encrypted"


def test_an_xml_spreadsheet_keeps_days_that_are_shown_as_months_and_percentages():
    content = b"""<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="m"><NumberFormat ss:Format="yyyy/m"/></Style><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="yyyy/m/d"/></Style><Style ss:ID="f"><NumberFormat ss:Format="Fixed"/></Style></Styles>
<Worksheet ss:Name="S"><Table><Row>
<Cell ss:StyleID="m"><Data ss:Type="DateTime">2014-03-01T00:00:00.000</Data></Cell>
<Cell ss:StyleID="d"><Data ss:Type="DateTime">2014-03-01T00:00:00.000</Data></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell><Cell ss:StyleID="f"><Data ss:Type="Number">6.3</Data></Cell>
</Row></Table></Worksheet></Workbook>"""
    (sheet,) = read(content, "plan.xls").sheets

    assert sheet.months == {(1, 1)}
    assert sheet.percent == {(1, 3)}
    assert sheet.noughts == {(1, 4)}
