"""What an OpenDocument sheet says of its cells and rows, as LibreOffice and WPS write them."""

from datetime import date, time, timedelta

import pytest

from lib.errors import Refused
from lib.ingest.model import ErrorValue, RawSheet, RawWorkbook
from lib.ingest.read import DEFAULT_LIMITS, Limits, read
from tests.ingest.hostile.package import zipped

NAMES = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for one, prefix in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"))
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def opened(*sheets: str, styles: str = "", named: str = "", limits: Limits = DEFAULT_LIMITS, **more: str) -> RawWorkbook:
    """A document of these sheets' rows, with its own styles and, apart, the named ones."""
    tables = "".join(f'<table:table table:name="表{number}">{rows}</table:table>' for number, rows in enumerate(sheets, 1))
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    entries = {"mimetype": MIME, "content.xml": content, **more}
    if named:
        entries["styles.xml"] = f"<office:document-styles {NAMES}>{named}</office:document-styles>"
    return read(zipped(entries), "plan.ods", limits)


def cell(attributes: str, text: str = "") -> str:
    return f"<table:table-cell {attributes}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def words(text: str) -> str:
    return cell('office:value-type="string"', text)


def first(*rows: str, **given: str) -> RawSheet:
    return opened("".join(rows), **given).sheets[0]


def test_a_document_without_a_sheet_is_refused():
    with pytest.raises(Refused) as refusal:
        opened()

    assert refusal.value.code == "no_sheets"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (cell('office:value-type="boolean" office:boolean-value="true"', "TRUE"), True),
        (cell('office:value-type="time" office:time-value="PT08H30M00S"', "08:30"), time(8, 30)),
        (cell('office:value-type="time" office:time-value="PT30H00M00S"', "30:00"), timedelta(hours=30)),
        (cell('office:value-type="time" office:time-value="-PT02H00M00S"', "-2:00"), timedelta(hours=-2)),
        (cell('office:value-type="time" office:time-value="bald"', "八点半"), "八点半"),
        (cell('office:value-type="date" office:date-value="2014-03-20"', "3月20日"), date(2014, 3, 20)),
        (cell('office:value-type="float" office:value="?"', "若干"), "若干"),
        (cell('office:value-type="fraction"', "二分之一"), "二分之一"),
        (cell('table:formula="of:=1/0" office:value-type="string"', "#DIV/0!"), ErrorValue("#DIV/0!")),
        (cell('office:value-type="string" office:string-value="只在属性里"'), "只在属性里"),
        (words("前<text:s text:c='2'/>中<text:tab/>后<text:line-break/>下一行"), "前  中\t后\n下一行"),
        (words("粗<text:span>细<text:ruby-text>xi</text:ruby-text>体</text:span>尾"), "粗细体尾"),
        (words("字<office:annotation><text:p>批注</text:p></office:annotation>尾"), "字尾"),
    ],
)
def test_each_kind_of_cell_becomes_what_it_means(written: str, value: object):
    assert first(row(written)).cell(1, 1) == value


def test_a_formula_without_a_result_is_named():
    sheet = first(row(words("甲"), cell('table:formula="of:=A1"')))

    assert sheet.uncached == {(1, 2)}


def test_a_repeated_row_stands_as_often_as_it_says_with_what_its_cells_are():
    share = cell('office:value-type="percentage" office:value="0.5"', "50%")
    sheet = first(
        row(words("阶段"), words("进度")), row(words("筹备"), share, attributes='table:number-rows-repeated="3"'), row(words("完"))
    )

    assert [list(line) for line in sheet.grid] == [["阶段", "进度"], *[["筹备", 0.5]] * 3, ["完", None]]
    assert sheet.percent == {(2, 2), (3, 2), (4, 2)}


def test_a_number_of_one_decimal_that_is_shown_with_two_is_named():
    number = 'office:value-type="float" office:value="6.3"'
    sheet = first(row(cell(number, "6.30"), cell(number, "6.3"), attributes='table:number-rows-repeated="2"'))

    assert sheet.noughts == {(1, 1), (2, 1)}


def test_a_repeated_blank_row_is_room_and_no_cells():
    sheet = first(row(words("甲")), row(attributes='table:number-rows-repeated="4"'), row(words("乙")))

    assert (len(sheet.grid), sheet.cell(6, 1)) == (6, "乙")


def test_rows_that_a_filter_hides_are_hidden():
    assert first(row(words("甲")), row(words("乙"), attributes='table:visibility="filter"')).hidden_rows == {2}


MONTH = '<number:date-style style:name="N1"><number:year/><number:text>年</number:text><number:month/></number:date-style>'
DAY = '<number:date-style style:name="N2"><number:month/><number:day/></number:date-style>'
MARCH = 'office:value-type="date" office:date-value="2014-03-01"'


@pytest.mark.parametrize(
    ("styles", "style", "is_month"),
    [
        (MONTH + '<style:style style:name="ce1" style:data-style-name="N1"/>', "ce1", True),
        (MONTH + DAY + '<style:style style:name="ce1" style:data-style-name="N2"/>', "ce1", False),
        (
            MONTH
            + '<style:style style:name="up" style:data-style-name="N1"/>'
            + '<style:style style:name="ce1" style:parent-style-name="up"/>',
            "ce1",
            True,
        ),
        (MONTH + '<style:style style:name="ring" style:parent-style-name="ring"/>', "ring", False),
        (MONTH, "none", False),
    ],
)
def test_a_day_is_shown_as_a_month_by_its_style_or_that_styles_parents(styles: str, style: str, is_month: bool):
    sheet = first(row(cell(f'{MARCH} table:style-name="{style}"', "2014年3月")), styles=styles)

    assert sheet.months == ({(1, 1)} if is_month else set())


def test_styles_of_the_other_document_count_and_a_damaged_one_takes_no_cell_away():
    named = MONTH + '<style:style style:name="ce1" style:data-style-name="N1"/>'
    written = row(cell(f'{MARCH} table:style-name="ce1"', "2014年3月"))

    assert first(written, named=named).months == {(1, 1)}
    assert first(written, named="<broken").cell(1, 1) == date(2014, 3, 1)


def test_macros_and_names_that_leave_their_folder_are_said():
    workbook = opened(row(words("甲")), **{"Basic/script.xml": "<x/>", "../up.xml": "<x/>"})

    assert [note.code for note in workbook.notes] == ["file_macros", "file_odd_entries"]


@pytest.mark.parametrize(
    ("sheets", "limits"),
    [
        ((row(words("甲"), words("乙"), words("丙")),), Limits(cells=2)),
        ((row(words("甲"), attributes='table:number-rows-repeated="90"'),), Limits(cells=50)),
        ((row(words("甲"), words("乙")), row(words("丙"))), Limits(cells=2)),
    ],
    ids=["one_row", "repeated", "two_sheets"],
)
def test_more_cells_on_all_sheets_than_the_ceiling_are_refused(sheets: tuple[str, ...], limits: Limits):
    with pytest.raises(Refused) as refusal:
        opened(*sheets, limits=limits)

    assert refusal.value.code == "too_many_cells"


LINE = '<style:style style:name="{name}" {more}><style:text-properties {line}/></style:style>'
STRUCK = LINE.format(name="st", more="", line='style:text-line-through-style="solid" style:text-line-through-type="single"')
PLAIN_AGAIN = LINE.format(name="no", more='style:parent-style-name="st"', line='style:text-line-through-style="none"')
BENEATH = '<style:style style:name="beneath" style:parent-style-name="st"/>'


@pytest.mark.parametrize(("style", "is_struck"), [("st", True), ("beneath", True), ("no", False), ("other", False)])
@pytest.mark.parametrize("where", ["styles", "named"])
def test_a_text_is_struck_through_by_its_style_or_that_style_s_parent(where: str, style: str, is_struck: bool):
    rows = row(cell(f'office:value-type="string" table:style-name="{style}"', "划掉"))
    sheet = opened(rows, **{where: STRUCK + PLAIN_AGAIN + BENEATH}).sheets[0]

    assert sheet.struck == ({(1, 1)} if is_struck else set())
