"""What an old binary workbook says beside its values, record by record as [MS-XLS] has them; the good table stands in rows 1 to 3."""

import struct
from datetime import date, datetime, time, timedelta

import pytest

from lib.errors import Refused
from lib.ingest.model import ErrorValue, RawSheet
from lib.ingest.read import Limits, read
from lib.ingest.read.biff import scan
from tests.ingest.hostile.containers import biff, biff5, number_record, record


def styled(number: float, style: int, column: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", 4, column, style, number))


def formats(*numbers: int, size: int = 16) -> bytes:
    """Cell formats 0, 1, 2, … with these number formats."""
    return b"".join(record(0xE0, struct.pack("<HH", 0, number) + bytes(size)) for number in numbers)


def code(number: int, written: str) -> bytes:
    return record(0x41E, struct.pack("<HHB", number, len(written), 1) + written.encode("utf-16-le"))


FORMATS = code(200, 'yyyy"年"m"月"') + formats(14, 9, 200, 46, 27, 2)


def first(more: bytes, globals_more: bytes = FORMATS) -> RawSheet:
    return read(biff(more, globals_more), "plan.xls").sheets[0]


def test_the_table_alone_has_no_marks():
    sheet = first(b"")

    assert (sheet.percent, sheet.months, sheet.cut, sheet.hidden_rows) == (frozenset(), frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("number", "style", "value"),
    [
        (41718, 0, date(2014, 3, 20)),
        (41718.25, 0, datetime(2014, 3, 20, 6)),
        (41718.123456789, 0, datetime(2014, 3, 20, 2, 57, 47)),
        (0.8, 1, 0.8),
        (41699, 2, date(2014, 3, 1)),
        (1.25, 3, timedelta(hours=30)),
        (41699, 4, date(2014, 3, 1)),
        (41718, 9, 41718.0),
        (0.123456789, 0, time(2, 57, 47)),
        (1.123456789, 3, timedelta(days=1, seconds=10_667)),
        (-3, 0, -3.0),
        (1e10, 3, 1e10),
        (float("inf"), 0, ErrorValue("#NUM!")),
    ],
)
def test_a_number_is_what_its_format_makes_of_it(number: float, style: int, value: object):
    assert first(styled(number, style)).cell(5, 1) == value


def test_percentages_and_days_shown_as_months_are_named():
    sheet = first(styled(0.8, 1) + styled(41699, 2, 1) + styled(41699, 4, 2) + styled(41718, 0, 3))

    assert sheet.percent == {(5, 1)}
    assert sheet.months == {(5, 2), (5, 3)}


def test_numbers_of_one_decimal_that_are_shown_with_two_are_named():
    assert first(styled(6.3, 5) + styled(6.25, 5, 1) + styled(6.3, 9, 2)).noughts == {(5, 1)}


def test_days_of_the_1904_system_are_four_years_later_and_it_is_said():
    workbook = read(biff(styled(40256, 0), record(0x22, b"\x01\0") + FORMATS), "plan.xls")

    assert workbook.sheets[0].cell(5, 1) == date(2014, 3, 20)
    assert [note.code for note in workbook.notes] == ["file_dates_1904"]


def test_a_workbook_of_charts_alone_is_refused():
    with pytest.raises(Refused) as refusal:
        read(biff(sort=2), "plan.xls")

    assert refusal.value.code == "no_worksheets"


def test_more_cells_than_the_ceiling_are_refused():
    with pytest.raises(Refused) as refusal:
        read(biff(), "plan.xls", Limits(cells=17))

    assert refusal.value.code == "too_many_cells"
    assert len(read(biff(), "plan.xls", Limits(cells=18)).sheets[0].grid) == 3


def test_an_error_is_put_in_its_place_and_one_far_away_is_left_out_with_its_cell():
    error = struct.pack("<BB", 0x07, 1)
    workbook = read(
        biff(record(0x205, struct.pack("<HHH", 4, 0, 0) + error) + record(0x205, struct.pack("<HHH", 60_000, 0, 0) + error)), "a.xls"
    )

    assert workbook.sheets[0].cell(5, 1) == ErrorValue("#DIV/0!")
    assert len(workbook.sheets[0].grid) == 5
    assert [(note.code, note.cell) for note in workbook.notes] == [("file_far_cells", "A60001")]


def test_line_breaks_are_made_plain_without_a_word_and_what_cannot_be_seen_goes_with_one():
    def label(row: int, text: str) -> bytes:
        return record(0x204, struct.pack("<HHHHB", row, 0, 0, len(text), 1) + text.encode("utf-16-le"))

    workbook = read(biff(label(4, "一\r\n二") + label(5, "状\u200b态")), "plan.xls")

    assert [workbook.sheets[0].cell(5, 1), workbook.sheets[0].cell(6, 1)] == ["一\n二", "状态"]
    assert [(note.code, note.cell) for note in workbook.notes] == [("file_text_cleaned", "A6")]


def test_a_text_at_the_limit_of_a_cell_is_named():
    table = record(0xFC, struct.pack("<IIHB", 1, 1, 32_767, 0) + b"a" * 8_000)
    for begin in range(8_000, 32_767, 8_000):
        table += record(0x3C, b"\0" + b"a" * min(8_000, 32_767 - begin))
    sheet = first(record(0xFD, struct.pack("<HHHI", 4, 0, 0, 0)), table)

    assert sheet.cell(5, 1) == "a" * 32_767
    assert sheet.cut == {(5, 1)}


def test_excel_95_keeps_formats_results_of_formulas_and_blanks_between():
    written = 'yyyy"年"m"月"'.encode("gbk")
    more = record(0x41E, struct.pack("<HB", 200, len(written)) + written) + formats(200, size=12)
    result = "完成".encode("gbk")
    formula = record(0x06, struct.pack("<HHH", 4, 1, 1) + b"\0" + bytes(5) + b"\xff\xff" + bytes(8))
    text = record(0x207, struct.pack("<H", len(result)) + result)
    sheet = read(biff5(styled(41699, 0) + formula + text + styled(7, 1, 3), more), "plan.xls").sheets[0]

    assert list(sheet.grid)[4] == [date(2014, 3, 1), "完成", None, 7, None, None]
    assert sheet.months == {(5, 1)}


def test_a_sheet_without_a_name_has_none_in_the_records():
    stream = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + record(0x85, struct.pack("<IBB", 0, 0, 2)) + record(0x0A, b"")

    assert [sheet.name for sheet in scan(stream, 10).sheets] == [""]


def test_several_numbers_of_one_record_have_each_their_format():
    many = record(
        0xBD, struct.pack("<HH", 4, 0) + struct.pack("<HI", 1, 80 << 2 | 3) + struct.pack("<HI", 0, 41718 << 2 | 2) + struct.pack("<H", 1)
    )
    sheet = first(many)

    assert [sheet.cell(5, 1), sheet.cell(5, 2)] == [0.8, date(2014, 3, 20)]
    assert sheet.percent == {(5, 1)}


def test_a_number_without_a_format_of_its_own_stays_a_number():
    assert first(number_record(4, 0, 12.5), b"").cell(5, 1) == 12.5


def test_the_cells_whose_font_is_struck_through_are_known():
    plain, struck = (record(0x31, struct.pack("<3H", 200, flags, 0) + bytes(9)) for flags in (0, 8))
    fonts = plain * 4 + struck  # the fifth, which formats call the sixth
    styles = b"".join(record(0xE0, struct.pack("<HH", font, 0) + bytes(16)) for font in (0, 5, 99))
    text = "划掉".encode("utf-16-le")
    cells = b"".join(record(0x204, struct.pack("<HHHHB", 4, style, style, 2, 1) + text) for style in (0, 1, 2))

    assert first(cells, fonts + styles).struck == {(5, 2)}
