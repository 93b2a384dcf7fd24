"""Sheets that are written otherwise than the common programs write them: the decoder that forgives more reads them, and says the same."""

import pytest

from lib.ingest.coded import CodedRows
from lib.ingest.model import ErrorValue, RawSheet, RawWorkbook
from lib.ingest.read import Limits, read, xlsx_columns, xlsx_fast, xlsx_pieces
from tests.ingest.hostile.package import relations_xml, sheet_xml, text_cell, workbook_xml, xlsx

STYLES = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>'


@pytest.fixture(autouse=True)
def never_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way is tried on sheets that fit on a screen."""
    monkeypatch.setattr(xlsx_columns, "_WORTH_IT", 0)
    monkeypatch.setattr(xlsx_fast, "_WORTH_IT", 0)


def opened(rows: str, *, before: str = "", after: str = "", limits: Limits | None = None, **changed: str) -> RawWorkbook:
    content = xlsx(sheet=sheet_xml(rows=rows, before=before, after=after), **{"styles": STYLES, **changed})
    return read(content, "plan.xlsx", limits or Limits())


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def number(reference: str, written: object, attributes: str = "") -> str:
    return f'<c r="{reference}"{attributes}><v>{written}</v></c>'


def way(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which of the two quick ways read a sheet, in their order."""
    taken: list[str] = []
    for name, kind in (("columns", xlsx_columns.ColumnSheets), ("fast", xlsx_fast.FastSheets)):
        read_sheet = kind.read

        def record(self: object, *given: object, name: str = name, read_sheet: object = read_sheet) -> RawSheet | None:
            found = read_sheet(self, *given)  # type: ignore[operator]
            if found is not None:
                taken.append(name)
            return found  # type: ignore[no-any-return]

        monkeypatch.setattr(kind, "read", record)
    return taken


PLAIN = row(1, text_cell("A1", "任务"), text_cell("B1", "时限")) + row(2, text_cell("A2", "甲"), number("B2", 3))


def test_a_plain_sheet_is_read_by_columns(monkeypatch: pytest.MonkeyPatch):
    taken = way(monkeypatch)
    sheet = opened(PLAIN).sheets[0]

    assert [list(line) for line in sheet.grid] == [["任务", "时限"], ["甲", 3.0]]
    assert (taken, isinstance(sheet.grid, CodedRows)) == (["columns"], True)


# What the way by columns leaves alone; each is followed by the cells that are read all the same.
@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ('<c r="A1"><v>1.</v></c><c r="B1"><v>+2</v></c>', [1.0, 2.0]),
        ('<c r="A1"><v>一</v></c>', ["一"]),
        ('<c r="A1"><v>1e999</v></c>', [ErrorValue("#NUM!")]),
        ('<c r="A1" t="e"><v>#值!</v></c>', [ErrorValue("#值!")]),
        ('<c r="A1" t="e"><v>&#35;N/A</v></c>', [ErrorValue("#N/A")]),
        ('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7</v></c>', ["共享", ErrorValue("#VALUE!")]),
        ('<c r="A1" ph="1"><v>5</v></c>', [5.0]),
        ('<c s="2" r="A1"><v>0.5</v></c>', [0.5]),
        ('<c r="A1" t="str"><v>甲</v></c><extLst><ext/></extLst>', ["甲"]),
    ],
)
def test_a_cell_that_is_written_otherwise_has_its_value(cells: str, values: list[object]):
    assert list(opened(row(1, cells)).sheets[0].grid[0]) == values


@pytest.mark.parametrize(
    "rows",
    ["", row(1), row(1, '<c r="A1"/>'), row(1, '<c r="A1" s="1"/>') + row(2), row(1, '<c r="A1"><f>B1</f></c>')],
    ids=["no_rows", "no_cells", "blank_cell", "blank_rows", "formula_without_result"],
)
def test_a_sheet_without_a_value_has_an_empty_grid(rows: str):
    assert list(opened(rows).sheets[0].grid) == []


def test_blank_pieces_between_filled_ones_are_rows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xlsx_pieces, "PIECE", 40)
    monkeypatch.setattr(xlsx_columns, "PIECE", 40)
    blank = "".join(row(y, f'<c r="A{y}" s="1"/>', f'<c r="B{y}" s="1"/>') for y in range(2, 9))
    formulas = "".join(row(y, f'<c r="A{y}"><f>B{y}</f></c>') for y in range(9, 12))
    sheet = opened(row(1, number("A1", 1)) + blank + formulas + row(12, number("B12", 2))).sheets[0]

    assert isinstance(sheet.grid, CodedRows)
    assert [list(line) for line in sheet.grid] == [[1.0, None], *[[None, None]] * 10, [None, 2.0]]
    assert sheet.uncached == {(9, 1), (10, 1), (11, 1)}


def test_a_row_longer_than_any_piece_is_left_to_the_other_decoder(monkeypatch: pytest.MonkeyPatch):
    taken = way(monkeypatch)
    monkeypatch.setattr(xlsx_pieces, "_LONGEST_HEAD", 150)
    monkeypatch.setattr(xlsx_columns, "PIECE", 30)
    sheet = opened(row(1, text_cell("A1", "长" * 300), number("B1", 1)))

    assert list(sheet.sheets[0].grid[0]) == ["长" * 300, 1.0]
    assert "columns" not in taken


@pytest.mark.parametrize(
    "strings", ["<sst><si><t>共享</t></si></sst> 尾", "<?xml version='1.0'?><!-- a --><sst><si><t>共享</t></si></sst>", "<sst/>"]
)
def test_a_table_of_texts_in_another_form_gives_the_same_texts(strings: str):
    strings = strings.replace(" 尾", "<!-- 尾 -->")
    value = None if strings == "<sst/>" else "共享"
    cells = number("A1", 1) + ('<c r="B1" t="s"><v>0</v></c>' if value else "")

    assert opened(row(1, cells), strings=strings).sheets[0].cell(1, 2) == value


def test_a_text_with_another_attribute_than_its_spaces_is_read():
    strings = '<sst><si><t xml:lang="zh">甲</t></si><si><t xml:space="preserve">乙 </t></si></sst>'
    sheet = opened(row(1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'), strings=strings).sheets[0]

    assert list(sheet.grid[0]) == ["甲", "乙 "]


def test_the_reference_decoder_reads_every_text_of_the_table(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xlsx_columns, "_WORTH_IT", 1 << 40)
    monkeypatch.setattr(xlsx_fast, "_WORTH_IT", 1 << 40)
    strings = "<sst><si><t>甲</t></si><si><r><t>乙</t></r></si><si><t>丙</t></si></sst>"
    cells = "".join(f'<c r="{"ABC"[place]}1" t="s"><v>{place}</v></c>' for place in range(3))

    assert list(opened(row(1, cells, "<extLst><ext/></extLst>"), strings=strings).sheets[0].grid[0]) == ["甲", "乙", "丙"]


def test_relations_to_other_files_are_not_followed():
    outside = '<Relationship Id="rId9" Type="x/worksheet" Target="file:///C:/x.xlsx" TargetMode="External"/>'
    workbook = workbook_xml('<sheet name="一" sheetId="1" r:id="rId1"/>')

    assert [sheet.name for sheet in opened(PLAIN, workbook=workbook, relations=relations_xml(outside)).sheets] == ["一"]


def test_a_package_whose_main_part_is_no_workbook_is_refused():
    with pytest.raises(Exception, match="corrupt"):
        opened(PLAIN, workbook="<chartspace/>")
