"""What a binary workbook says of its cells, sheets and rows, record by record as [MS-XLSB] has them."""

import struct
from datetime import date

import pytest

from lib.errors import Refused
from lib.ingest.model import ErrorValue, MergedRange, RawWorkbook
from lib.ingest.read import DEFAULT_LIMITS, Limits, read
from lib.ingest.read.xlsb import rk_number
from tests.ingest.hostile.containers import binary_record, wide_text
from tests.ingest.hostile.package import parts, relations_xml, zipped

STYLES = (
    binary_record(44, struct.pack("<H", 200) + wide_text('yyyy"年"m"月"'))
    + binary_record(47, struct.pack("<HH", 0, 14))  # among the formats of styles, not of cells
    + binary_record(617, b"")
    + b"".join(binary_record(47, struct.pack("<HH", 0, number)) for number in (0, 14, 9, 200, 2))
    + binary_record(618, b"")
)
CHART = '<Relationship Id="rId2" Type="x/chartsheet" Target="chartsheets/sheet1.bin"/>'


def row(number: int, *, hidden: bool = False) -> bytes:
    return binary_record(0, struct.pack("<IIHBBB", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0) + bytes(8))


def cell(kind: int, column: int, content: bytes, style: int = 0) -> bytes:
    return binary_record(kind, struct.pack("<II", column - 1, style) + content)


def listed(name: str, relation: str = "rId1") -> bytes:
    return binary_record(156, struct.pack("<II", 0, 1) + wide_text(relation) + wide_text(name))


def opened(sheet: bytes, book: bytes = listed("任务"), *, more_relations: str = "", limits: Limits = DEFAULT_LIMITS) -> RawWorkbook:
    """A binary workbook of one sheet's records."""
    relations = relations_xml(more_relations, "worksheets/sheet1.bin").replace("styles.xml", "styles.bin")
    root = str(parts()["_rels/.rels"]).replace("workbook.xml", "workbook.bin")
    content = {"_rels/.rels": root, "xl/workbook.bin": book, "xl/_rels/workbook.bin.rels": relations}
    return read(zipped({**content, "xl/styles.bin": STYLES, "xl/worksheets/sheet1.bin": sheet}), "plan.xlsb", limits)


def test_a_sheet_without_records_has_an_empty_grid():
    assert list(opened(b"").sheets[0].grid) == []


@pytest.mark.parametrize(
    ("kind", "content", "style", "value"),
    [
        (2, struct.pack("<I", 42 << 2 | 2), 0, 42.0),
        (3, b"\x2a", 0, ErrorValue("#N/A")),
        (4, b"\x01", 0, True),
        (5, struct.pack("<d", 41718), 1, date(2014, 3, 20)),
        (6, wide_text("学习"), 0, "学习"),
        (8, wide_text("公式的文字"), 0, "公式的文字"),
        (10, b"\x00", 0, False),
        (11, b"\x07", 0, ErrorValue("#DIV/0!")),
        (62, b"\x00" + wide_text("粗细相间"), 0, "粗细相间"),
    ],
)
def test_each_kind_of_record_becomes_what_it_means(kind: int, content: bytes, style: int, value: object):
    assert opened(row(1) + cell(kind, 1, content, style)).sheets[0].cell(1, 1) == value


@pytest.mark.parametrize(
    ("packed", "number"),
    [(42 << 2 | 2, 42.0), (0xFFFFFFFE, -1.0), (1234 << 2 | 3, 12.34), (0x3FE00000, 0.5), (0x40590000 | 1, 1.0)],
)
def test_a_number_in_thirty_bits_is_whole_or_the_upper_half_of_a_float_perhaps_in_hundredths(packed: int, number: float):
    assert rk_number(packed) == number


def test_numbers_of_one_decimal_that_are_shown_with_two_are_named():
    cells = cell(5, 1, struct.pack("<d", 6.3), 4) + cell(5, 2, struct.pack("<d", 6.25), 4) + cell(5, 3, struct.pack("<d", 6.3), 0)

    assert opened(row(1) + cells).sheets[0].noughts == {(1, 1)}


def test_percentages_months_and_what_is_hidden_are_named():
    columns = binary_record(60, struct.pack("<IIIIH", 1, 2, 0, 0, 1)) + binary_record(60, struct.pack("<IIIIH", 5, 5, 0, 0, 0))
    cells = cell(5, 1, struct.pack("<d", 0.8), 2) + cell(5, 2, struct.pack("<d", 41699), 3)
    merge = binary_record(176, struct.pack("<4I", 0, 1, 0, 0))
    sheet = opened(columns + row(1) + cells + row(2, hidden=True) + cell(6, 1, wide_text("藏")) + merge).sheets[0]

    assert sheet.percent == {(1, 1)}
    assert (sheet.months, sheet.cell(1, 2)) == ({(1, 2)}, date(2014, 3, 1))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2, 3})
    assert sheet.merged == (MergedRange(1, 1, 2, 1),)


def test_days_of_the_1904_system_are_four_years_later_and_it_is_said():
    workbook = opened(row(1) + cell(5, 1, struct.pack("<d", 40256), 1), binary_record(153, b"\x01\0\0\0") + listed("任务"))

    assert workbook.sheets[0].cell(1, 1) == date(2014, 3, 20)
    assert [note.code for note in workbook.notes] == ["file_dates_1904"]


def test_a_chart_sheet_is_passed_over_and_said():
    workbook = opened(row(1) + cell(6, 1, wide_text("甲")), listed("任务") + listed("图", "rId2"), more_relations=CHART)

    assert [sheet.name for sheet in workbook.sheets] == ["任务"]
    assert [note.code for note in workbook.notes] == ["file_chart_sheets"]


@pytest.mark.parametrize(
    ("book", "limits", "code"),
    [
        (listed("图", "rId2"), DEFAULT_LIMITS, "no_worksheets"),
        (listed("一") + listed("二"), Limits(sheets=1), "too_many_sheets"),
        (listed("任务"), Limits(cells=1), "too_many_cells"),
    ],
)
def test_a_workbook_without_a_worksheet_or_beyond_a_ceiling_is_refused(book: bytes, limits: Limits, code: str):
    with pytest.raises(Refused) as refusal:
        opened(row(1) + cell(4, 1, b"\x01") + cell(4, 2, b"\x01"), book, more_relations=CHART, limits=limits)

    assert refusal.value.code == code


def test_a_second_sheet_counts_towards_the_ceiling_of_cells():
    two = listed("一") + listed("二")

    assert len(opened(row(1) + cell(4, 1, b"\x01"), two, limits=Limits(cells=2)).sheets) == 2
    with pytest.raises(Refused, match="too_many_cells"):
        opened(row(1) + cell(4, 1, b"\x01"), two, limits=Limits(cells=1))
