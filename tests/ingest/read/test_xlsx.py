"""What an Office Open XML sheet says beyond its values, and that both decoders say the same."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from lib.ingest.model import ErrorValue, MergedRange, RawSheet
from lib.ingest.read import Limits, read, xlsx_fast
from lib.ingest.read.number_formats import Meaning, meaning_of
from tests.ingest.hostile.package import parts, relations_xml, sheet_xml, text_cell, workbook_xml, xlsx, xlsx_with, zipped

NO_ZONE = {"year": 2014, "month": 3}


def first(content: bytes) -> RawSheet:
    return read(content, "plan.xlsx").sheets[0]


def one_row(cells: str, **changed: str) -> RawSheet:
    return first(xlsx(sheet=sheet_xml(rows=f'<row r="1">{cells}</row>'), **changed))


def styles(*formats: int, code: str = "") -> str:
    custom = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>' if code else ""
    return "<styleSheet>" + custom + "<cellXfs>" + "".join(f'<xf numFmtId="{one}"/>' for one in formats) + "</cellXfs></styleSheet>"


def test_a_sheet_without_cells_has_an_empty_grid():
    sheet = first(xlsx(sheet=sheet_xml(rows="")))

    assert list(sheet.grid) == []
    assert sheet.cell(1, 1) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>1.5</v></c>', 1.5),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', ErrorValue("#REF!")),
        ('<c r="A1" t="str"><f>B1</f><v>文</v></c>', "文"),
        ('<c r="A1" t="s"><v>0</v></c>', "共享"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>粗</t></r><r><t xml:space="preserve"> 细</t></r><rPh sb="0" eb="1"><t>cu</t></rPh></is></c>',
            "粗 细",
        ),
        ('<c r="A1" t="inlineStr"><is><t>一_x000D_&#10;二_x005F_x000D_</t></is></c>', "一\n二_x000D_"),
        ('<c r="A1" t="inlineStr"><is><t>007</t></is></c>', "007"),
        ('<c r="A1" t="d"><v>2014-03-20</v></c>', date(2014, 3, 20)),
        ('<c r="A1" s="1"><v>41718</v></c>', date(2014, 3, 20)),
        ('<c r="A1" s="1"><v>41718.25</v></c>', datetime(2014, 3, 20, 6, 0)),
        ('<c r="A1" s="1"><v>0.5</v></c>', time(12, 0)),
        ('<c r="A1" s="1"><v>59</v></c>', date(1900, 2, 28)),
        ('<c r="A1" s="1"><v>2958465</v></c>', date(9999, 12, 31)),
        ('<c r="A1" s="1"><v>2958466</v></c>', 2958466.0),
        ('<c r="A1"><v>NaN</v></c>', ErrorValue("#NUM!")),
        ('<c r="A1" s="2"><v>0.8</v></c>', 0.8),
    ],
)
def test_each_kind_of_cell_becomes_what_it_means(cell: str, value: object):
    assert one_row(cell).cell(1, 1) == value


def test_percent_formats_uncached_formulas_and_cut_texts_are_named():
    cells = '<c r="A1" s="2"><v>0.8</v></c><c r="B1"><f>A1</f></c><c r="C1"><f>A1</f><v></v></c>' + text_cell("D1", "长" * 32_767)
    sheet = one_row(cells)

    assert sheet.percent == {(1, 1)}
    assert sheet.uncached == {(1, 2), (1, 3)}
    assert sheet.cut == {(1, 4)}


@pytest.mark.parametrize(
    ("number", "code", "meaning"),
    [
        (0, None, Meaning.NUMBER),
        (9, None, Meaning.PERCENT),
        (10, None, Meaning.PERCENT),
        (14, None, Meaning.DATE),
        (27, None, Meaning.MONTH),
        (31, None, Meaning.DATE),
        (57, None, Meaning.MONTH),
        (58, None, Meaning.DATE),
        (46, None, Meaning.SPAN),
        (200, 'yyyy"年"m"月"', Meaning.MONTH),
        (200, "[$-804]aaaa", Meaning.DATE),
        (200, "[h]:mm", Meaning.SPAN),
        (200, '0.0"%"', Meaning.NUMBER),
        (200, "0.0%", Meaning.PERCENT),
        (200, "General", Meaning.NUMBER),
        (200, "G/通用格式", Meaning.NUMBER),
        (200, '0"天"', Meaning.NUMBER),
        (200, "0.00E+00", Meaning.NUMBER),
        (200, "[Red]#,##0", Meaning.NUMBER),
        (1, None, Meaning.NUMBER),
        (2, None, Meaning.HUNDREDTHS),
        (4, None, Meaning.HUNDREDTHS),
        (200, "0.00", Meaning.HUNDREDTHS),
        (200, "0.00_ ", Meaning.HUNDREDTHS),
        (200, "0.00_);[Red]\\(0.00\\)", Meaning.HUNDREDTHS),
        (200, "0.0", Meaning.NUMBER),
        (200, "0.000", Meaning.NUMBER),
        (200, "0.00%", Meaning.PERCENT),
    ],
)
def test_a_number_format_tells_dates_spans_and_percents(number: int, code: str | None, meaning: Meaning):
    assert meaning_of(number, code) is meaning


@pytest.mark.parametrize(
    ("number", "is_named"),
    [("6.3", True), ("2014.1", True), ("6", False), ("6.25", False), ("0.5", False), ("45.5", False), ("1200.5", False)],
)
def test_a_number_of_one_decimal_that_is_shown_with_two_is_named_where_it_may_be_a_day_or_a_month(number: str, is_named: bool):
    cells = f'<c r="A1" s="1"><v>{number}</v></c><c r="B1" s="0"><v>{number}</v></c>'

    assert one_row(cells, styles=styles(0, 2)).noughts == ({(1, 1)} if is_named else set())


def test_dates_of_the_1904_system_are_four_years_later():
    sheet = one_row(
        '<c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>40256</v></c>', workbook=workbook_xml(before='<workbookPr date1904="1"/>')
    )

    assert sheet.cell(1, 2) == date(2014, 3, 20)


def test_a_far_cell_is_left_out_and_said_and_the_rest_is_read():
    workbook = read(xlsx(sheet=sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "plan.xlsx")

    assert len(workbook.sheets[0].grid) == 3
    assert [(note.code, note.cell) for note in workbook.notes] == [("file_far_cells", "XFD1048576")]


def test_strict_files_are_read_like_others():
    strict = {"schemas.openxmlformats.org/spreadsheetml/2006/main": "purl.oclc.org/ooxml/spreadsheetml/main"}
    strict["schemas.openxmlformats.org/officeDocument/2006/relationships"] = "purl.oclc.org/ooxml/officeDocument/relationships"
    content = parts()
    for old, new in strict.items():
        content = {name: str(part).replace(old, new) for name, part in content.items()}

    assert first(zipped(content)).cell(1, 3) == "工作内容"


def test_hidden_rows_columns_and_sheets_are_named():
    xml = sheet_xml('<row r="4" hidden="1"><c r="A4"><v>1</v></c></row>', before='<cols><col min="2" max="3" hidden="1"/></cols>')
    content = xlsx(sheet=xml, workbook=workbook_xml('<sheet name="a" sheetId="1" state="veryHidden" r:id="rId1"/>'))
    sheet = first(content)

    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (True, {4}, {2, 3})


def test_columns_folded_under_a_plus_are_not_called_hidden():
    cols = '<cols><col min="2" max="2" hidden="1"/><col min="3" max="5" hidden="1" outlineLevel="1"/></cols>'

    assert first(xlsx(sheet=sheet_xml("", before=cols))).hidden_columns == {2}


def test_macros_and_links_are_said_and_nothing_more():
    workbook = read(xlsx_with({"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "<x/>"}), "plan.xlsm")

    assert [note.code for note in workbook.notes] == ["file_macros", "file_external_links"]


def test_invisible_characters_are_taken_out_and_counted():
    workbook = read(xlsx(sheet=sheet_xml(f'<row r="4">{text_cell("A4", chr(0x202E) + "状" + chr(0x200B) + "态")}</row>')), "plan.xlsx")

    assert workbook.sheets[0].cell(4, 1) == "状态"
    assert [(note.code, note.cell) for note in workbook.notes] == [("file_text_cleaned", "A4")]


def test_a_merge_over_a_whole_table_is_not_believed():
    workbook = read(
        xlsx(sheet=sheet_xml(after='<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A2:A3"/></mergeCells>')), "plan.xlsx"
    )

    assert workbook.sheets[0].merged == (MergedRange(2, 1, 3, 1),)
    assert [note.code for note in workbook.notes] == ["file_merges_left_out"]


def test_chart_sheets_are_passed_over():
    sheets = '<sheet name="任务" sheetId="1" r:id="rId1"/><sheet name="图" sheetId="2" r:id="rId2"/>'
    chart = '<Relationship Id="rId2" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>'
    workbook = read(xlsx(workbook=workbook_xml(sheets), relations=relations_xml(chart)), "plan.xlsx")

    assert [sheet.name for sheet in workbook.sheets] == ["任务"]
    assert [note.code for note in workbook.notes] == ["file_chart_sheets"]


def varied_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务"
    sheet["B2"] = "标题"
    sheet.merge_cells("B2:F2")
    for row in range(3, 400):
        sheet.cell(row, 2, f"第{row}项\u200b" if row % 7 == 0 else f"第{row}项")
        sheet.cell(row, 3, row / 3)
        sheet.cell(row, 4, 0.25).number_format = "0%"
        sheet.cell(row, 5, date(2014, 3, 1) + timedelta(row % 90)).number_format = "yyyy-mm-dd"
        sheet.cell(row, 6, datetime(2014, 3, 1, 8, 30) + timedelta(hours=row)).number_format = "m/d h:mm"
        sheet.cell(row, 7, "=B3" if row % 5 == 0 else row % 2 == 0)
        sheet.cell(row, 8, timedelta(hours=30)).number_format = "[h]:mm"
        if row % 11 == 0:
            sheet.row_dimensions[row].hidden = True
    sheet["J5"] = "#N/A"
    sheet.column_dimensions["C"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_fast_decoder_says_the_same_as_the_careful_one(monkeypatch: pytest.MonkeyPatch):
    content = varied_workbook()
    careful = read(content, "plan.xlsx")
    monkeypatch.setattr(xlsx_fast, "_WORTH_IT", 0)
    taken: list[object] = []
    monkeypatch.setattr(xlsx_fast.FastSheets, "_decode", _recorded(xlsx_fast.FastSheets._decode, taken))
    fast = read(content, "plan.xlsx")

    assert None not in taken
    assert len(taken) == 1
    assert fast == careful


def _recorded(method, taken: list[object]):
    def call(*arguments):
        taken.append(method(*arguments))
        return taken[-1]

    return call


def test_too_many_cells_are_refused():
    with pytest.raises(Exception, match="too_many_cells"):
        read(xlsx(), "plan.xlsx", Limits(cells=5))


def noted(author: str, text: str) -> bytes:
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    book.active.append(["序号", "工作内容"])
    book.active.append([1, "甲事"])
    book.active["B2"].comment = Comment(text, author)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_without_notes_has_no_noted_cells():
    assert one_row('<c r="A1"><v>1</v></c>').noted == frozenset()


def test_cells_that_bear_a_note_are_known_and_our_own_notes_are_left_out():
    assert first(noted("督查室", "进度偏慢")).noted == {(2, 2)}
    assert first(noted("Phaseboard 阶段看板", "看不懂")).noted == frozenset()


def test_cells_that_are_struck_through_are_known():
    book = openpyxl.Workbook()
    book.active.append(["序号", "工作内容"])
    book.active.append([1, "甲事"])
    book.active["B2"].font = openpyxl.styles.Font(strike=True)
    out = io.BytesIO()
    book.save(out)

    assert first(out.getvalue()).struck == {(2, 2)}
    assert one_row('<c r="A1"><v>1</v></c>').struck == frozenset()
