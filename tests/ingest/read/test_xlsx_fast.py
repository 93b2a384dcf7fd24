"""A sheet that calamine decodes is what the reference decoder says, cell by cell; one that it had better not see never gets there."""

import pytest

from lib.ingest.model import RawWorkbook
from lib.ingest.read import Limits, read, xlsx_columns, xlsx_fast
from tests.ingest.hostile.package import sheet_xml, text_cell, workbook_xml, xlsx
from tests.ingest.read.test_xlsx_columns import STYLES, made_sheet, told

NARROW = Limits(gap_rows=50, gap_columns=60)


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each sheet that was tried this way was decoded."""
    monkeypatch.setattr(xlsx_columns, "_WORTH_IT", 1 << 40)
    monkeypatch.setattr(xlsx_fast, "_WORTH_IT", 0)
    found: list[bool] = []
    ordinary = xlsx_fast.FastSheets.read

    def recorded(*given: object) -> object:
        sheet = ordinary(*given)  # type: ignore[arg-type]
        found.append(sheet is not None)
        return sheet

    monkeypatch.setattr(xlsx_fast.FastSheets, "read", recorded)
    return found


def by_reference(content: bytes, limits: Limits) -> RawWorkbook:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_fast, "_WORTH_IT", 1 << 40)
        return read(content, "plan.xlsx", limits)


def assert_read_alike(content: bytes, limits: Limits = NARROW) -> RawWorkbook:
    fast, reference = read(content, "plan.xlsx", limits), by_reference(content, limits)

    assert [told(sheet) for sheet in fast.sheets] == [told(sheet) for sheet in reference.sheets]
    assert fast.notes == reference.notes
    return fast


def rows(*lines: str, before: str = "", **changed: str) -> bytes:
    numbered = "".join(f'<row r="{number}">{line}</row>' for number, line in enumerate(lines, 1))
    return xlsx(sheet=sheet_xml(rows=numbered, before=before), **{"styles": STYLES, **changed})


def value(reference: str, written: object, attributes: str = "") -> str:
    return f'<c r="{reference}"{attributes}><v>{written}</v></c>'


def test_a_sheet_without_rows_is_left_to_the_reference_decoder(decoded: list[bool]):
    assert_read_alike(rows())

    assert decoded[0] is False


@pytest.mark.parametrize("seed", range(12))
def test_both_decoders_say_the_same_of_every_kind_of_cell(seed: int, decoded: list[bool]):
    assert_read_alike(made_sheet(seed))

    assert decoded[0] is True


PLAIN = (text_cell("A1", "任务") + text_cell("B1", "时限"), text_cell("A2", "甲") + value("B2", 41718, ' s="1"'))


@pytest.mark.parametrize(
    "lines",
    [
        PLAIN,
        (*PLAIN, text_cell("A3", "乙") + value("C3", 0.5)),
        (*PLAIN, text_cell("A3", "一_x000D_&#10;二") + text_cell("B3", "状\u200b态")),
        (*PLAIN, value("B3", "41718.123456789", ' s="1"') + value("C3", "0.123456789", ' s="1"') + value("D3", "1.123456789", ' s="4"')),
        (*PLAIN, value("B3", -3, ' s="1"') + value("C3", 1e10, ' s="4"') + text_cell("D3", "三").replace(" t=", ' s="3" t=')),
        (*PLAIN, value("B3", "1e999") + value("C3", "-1E+400")),
        (*PLAIN, text_cell("A3", "长" * 32_767)),
        (*PLAIN, value("A3", "#REF!", ' t="e"') + value("D3", "#N/A", ' t="e"')),
        (*PLAIN, text_cell("AB3", "远")),
        (*PLAIN, '<c r="A3"><f>B2</f></c><c r="B3"><f>A2</f><v></v></c>'),
    ],
    ids=["plain", "blanks", "escapes", "moments", "no_days", "no_number", "longest", "errors", "column_ab", "formulas"],
)
def test_what_a_sheet_holds_is_the_same_either_way(lines: tuple[str, ...], decoded: list[bool]):
    assert_read_alike(rows(*lines))

    assert decoded[0] is True


@pytest.mark.parametrize(
    "content",
    [
        rows(*PLAIN, value("A3", "#WRONG!", ' t="e"')),
        rows(*PLAIN, value("A3", "&#35;N/A", ' t="e"')),
        rows(PLAIN[0], value("E2", "&#35;N/A", ' t="e"')),
        rows(*PLAIN, before="<!-- by hand -->"),
        rows(*PLAIN, strings="<sst><!-- a --><si><t>共享</t></si></sst>"),
        rows(*PLAIN, '<c x="1" r="C3"><v>1</v></c>'),
        rows(*PLAIN, value("C100003", 1)),
        rows(*PLAIN, value("BZ3", 1)),
        xlsx(sheet=sheet_xml('<row r="99"><c r="A99"><v>1</v></c></row>')),
    ],
    ids=["unknown_error", "written_error", "far_error", "comment", "comment_in_texts", "attribute", "wrong_row", "wide", "gap"],
)
def test_a_sheet_that_calamine_had_better_not_see_is_read_by_the_reference_decoder(content: bytes, decoded: list[bool]):
    assert_read_alike(content)

    assert decoded[0] is False


def test_texts_are_loaded_once_for_all_sheets(decoded: list[bool]):
    two = workbook_xml('<sheet name="一" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2" r:id="rId1"/>')
    workbook = assert_read_alike(rows('<c r="A1" t="s"><v>0</v></c>', workbook=two))

    assert [sheet.cell(1, 1) for sheet in workbook.sheets] == ["共享", "共享"]
    assert decoded[:2] == [True, True]


def test_more_cells_than_the_ceiling_are_refused_before_they_are_decoded(decoded: list[bool]):
    with pytest.raises(Exception, match="too_many_cells"):
        read(rows(*(value(f"A{number}", 1) for number in range(1, 9))), "plan.xlsx", Limits(cells=7))

    assert decoded == []


def test_a_sheet_in_another_encoding_is_decoded_as_it_was_understood(decoded: list[bool]):
    written = sheet_xml().encode("gb18030")
    content = xlsx(sheet=b'<?xml version="1.0" encoding="gb18030"?>' + written)

    assert assert_read_alike(content).sheets[0].cell(1, 3) == "工作内容"
    assert decoded[0] is True
