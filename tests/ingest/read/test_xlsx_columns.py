"""A sheet read by columns is what the reference decoder says, cell by cell; what is written otherwise is left to that decoder."""

import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from lib.ingest.coded import CodedRows
from lib.ingest.model import RawSheet, RawWorkbook
from lib.ingest.read import Limits, read, xlsx_columns, xlsx_fast
from lib.ingest.read.ahead import Later, ahead
from lib.ingest.read.xlsx_form import Irregular
from lib.ingest.read.xlsx_scan import scan
from lib.ingest.read.xlsx_texts import Texts, body_of
from lib.ingest.read.xlsx_values import Sort
from tests.ingest.hostile.package import sheet_xml, xlsx

EXAMPLES = Path(__file__).parents[1] / "examples"
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="200"/><xf numFmtId="46"/><xf numFmtId="2"/></cellXfs></styleSheet>'
)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_columns, "_WORTH_IT", 0)


def by_columns(content: bytes, monkeypatch: pytest.MonkeyPatch) -> RawWorkbook:
    monkeypatch.setattr(xlsx_columns, "_WORTH_IT", 0)
    return read(content, "plan.xlsx")


def by_reference(content: bytes, monkeypatch: pytest.MonkeyPatch) -> RawWorkbook:
    monkeypatch.setattr(xlsx_columns, "_WORTH_IT", 1 << 40)
    monkeypatch.setattr(xlsx_fast, "_WORTH_IT", 1 << 40)
    return read(content, "plan.xlsx")


def told(sheet: RawSheet) -> tuple[object, ...]:
    cells = {
        (sheet.top + y, sheet.left + x): (type(value).__name__, repr(value))
        for y, row in enumerate(sheet.grid)
        for x, value in enumerate(row)
        if value is not None
    }
    marked = (sheet.percent, sheet.months, sheet.noughts, sheet.uncached, sheet.cut)
    return sheet.name, cells, sheet.merged, sheet.hidden_rows, sheet.hidden_columns, *marked


def made_sheet(seed: int) -> bytes:
    choose = random.Random(seed)

    def cell(x: int, y: int) -> str:
        head = f'<c r="{chr(65 + x)}{y}"'
        number = choose.choice(
            [
                "0",
                "7",
                "-3",
                "41718",
                "41718.25",
                "0.5",
                "12.50",
                "1e3",
                "-0",
                "0.1234567890123456",
                "123456789012345678",
                ".5",
                "6.3",
                "2014.1",
            ]
        )
        style = choose.choice(["", ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="4"', ' s="5"', ' s="99"'])
        return choose.choice(
            [
                f"{head}{style}><v>{number}</v></c>",
                f'{head}{style} t="n"><v>{number}</v></c>',
                f'{head}{style} t="s"><v>0</v></c>',
                f'{head} t="b"><v>{choose.randrange(2)}</v></c>',
                f'{head} t="e"><v>#REF!</v></c>',
                f'{head} t="str"><f>A1&amp;"x"</f><v>甲&lt;乙 &#10;丙</v></c>',
                f'{head} t="inlineStr"><is><t xml:space="preserve"> 内联_x000D_\u200b </t></is></c>',
                f"{head}><f>SUM(A1)</f></c>",
                f'{head}><f t="shared" si="0"/><v>{number}</v></c>',
                f"{head}{style}/>",
                "",
            ]
        )

    rows = []
    for y in sorted(choose.sample(range(1, 60), 25)):
        hidden = ' hidden="1"' if choose.random() < 0.1 else ""
        rows.append(f'<row r="{y}" spans="1:9"{hidden}>{"".join(cell(x, y) for x in range(9))}</row>')
    return xlsx(sheet=sheet_xml(rows="".join(rows)), styles=STYLES)


@pytest.mark.parametrize("seed", range(25))
def test_both_decoders_say_the_same_of_every_kind_of_cell(seed: int, monkeypatch: pytest.MonkeyPatch):
    content = made_sheet(seed)
    columns, reference = by_columns(content, monkeypatch), by_reference(content, monkeypatch)

    assert isinstance(columns.sheets[0].grid, CodedRows)
    assert [told(sheet) for sheet in columns.sheets] == [told(sheet) for sheet in reference.sheets]
    assert columns.notes == reference.notes


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xlsx")), ids=lambda path: path.name)
def test_both_decoders_say_the_same_of_the_examples(path: Path, monkeypatch: pytest.MonkeyPatch):
    content = path.read_bytes()
    columns, reference = by_columns(content, monkeypatch), by_reference(content, monkeypatch)

    assert [told(sheet) for sheet in columns.sheets] == [told(sheet) for sheet in reference.sheets]
    assert columns.notes == reference.notes


def test_a_row_is_taken_apart():
    cells = scan(b'<row r="12"><c r="A12" t="s"><v>40</v></c><c r="AB12" s="3"><v>2.5</v></c><c r="AC12"/></row>')

    assert cells.rows.tolist() == [12, 12, 12]
    assert cells.columns.tolist() == [1, 28, 29]
    assert cells.sorts.tolist() == [Sort.PLACE, Sort.NUMBER, Sort.BLANK]
    assert cells.numbers.tolist() == [40, 2.5, 0]
    assert cells.styles.tolist() == [0, 3, 0]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="01"><c r="A01"><v>1</v></c></row>',
        '<row r="1"> <c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v></v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>1.5</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>2014-03-20</v></c></row>',
        '<row r="1"><c r="A1" x="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><w>1</w></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1<!-- --></v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>粗</t></r></is></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        "<row r=",
        "",
    ],
)
def test_what_is_written_otherwise_is_left_to_another_decoder(row: str):
    with pytest.raises(Irregular):
        scan(row.encode())


def table_of(items: str) -> Texts:
    return Texts(body_of(f"<sst>{items}</sst>".encode()))


def all_of(texts: Texts) -> list[str | None]:
    return texts.some(np.arange(len(texts)))


def test_a_table_without_texts_has_none():
    assert len(Texts(body_of(b""))) == 0
    assert len(table_of("")) == 0


def test_texts_are_cut_at_their_tags_and_mended():
    texts = table_of('<si><t>甲</t></si><si><t xml:space="preserve"> 乙\u200b</t></si><si><r><t>粗</t></r><r><t>细</t></r></si>')

    assert all_of(texts) == ["甲", " 乙", "粗细"]
    assert texts.remarked[1].is_cleaned
    assert set(texts.remarked) == {1}


def test_one_text_that_is_written_otherwise_leaves_the_others_as_they_stand():
    texts = table_of("<si><t>甲</t></si><si><t>a &amp; b</t></si><si><t></t></si><si><t>_x4E01_丙</t></si><si><t>丁\ufffd</t></si>")

    assert all_of(texts) == ["甲", "a & b", None, "丁丙", "丁\ufffd"]
    assert texts.is_blank(np.arange(5)).tolist() == [False, False, True, False, False]
    column = texts.column(np.array([4, 1]))
    assert column is not None
    assert list(column) == [None, "丁\ufffd", "a & b"]


def test_how_a_text_is_sorted_by_sound_is_no_text():
    texts = table_of('<si><t>甲</t><phoneticPr fontId="1" type="noConversion"/></si><si><t>乙</t><rPh sb="0" eb="1"><t>yi</t></rPh></si>')

    assert all_of(texts) == ["甲", "乙"]


def test_a_text_that_a_later_step_mends_stays_no_long_column():
    texts = table_of("<si><t>甲</t></si><si><t>a_x005F_x000D_</t></si>")

    assert texts.column(np.array([0])) is not None
    assert texts.column(np.array([0, 1])) is None


@pytest.mark.parametrize(
    "items",
    [
        "<si><t>甲</t></si> <si><t>乙</t></si>",
        "<si><t>甲</t></si>乙",
        "乙<si><t>甲</t></si>",
        "<si>甲</si>",
        "<si/>",
        "<si><t>甲</t></si><!-- --><si><t>乙</t></si>",
        "<si><t><![CDATA[甲]]></t></si>",
        "<si><t>甲</si>",
        "<si><t>&nbsp;</t></si>",
        "<si><t>\x01</t></si>",
        "<si><t>\uffff</t></si>",
        "<sI><t>甲</t></sI>",
        "<t>甲</t>",
    ],
)
def test_a_table_of_texts_that_is_written_otherwise_is_left_to_another_decoder(items: str):
    with pytest.raises(Irregular):
        table_of(items)


def test_texts_that_are_no_utf_8_are_left_to_another_decoder():
    with pytest.raises(Irregular):
        Texts(body_of(b"<sst><si><t>\xd2\xbb</t></si><si><t>\xff\xfe</t></si></sst>"))


def test_more_cells_than_the_ceiling_are_refused(always: None):
    rows = "".join(f'<row r="{y}"><c r="A{y}"><v>1</v></c></row>' for y in range(1, 12))

    with pytest.raises(Exception, match="too_many_cells"):
        read(xlsx(sheet=sheet_xml(rows=rows)), "plan.xlsx", Limits(cells=10))


def test_a_day_is_made_once_and_stands_in_each_row(always: None):
    rows = "".join(f'<row r="{y}"><c r="A{y}" s="1"><v>41718</v></c></row>' for y in range(1, 4))
    sheet = read(xlsx(sheet=sheet_xml(rows=rows), styles=STYLES), "plan.xlsx").sheets[0]

    assert list(sheet.grid) == [[date(2014, 3, 20)]] * 3
    assert isinstance(sheet.grid, CodedRows)
    assert len(sheet.grid.columns[0].distinct) == 2


def test_what_goes_wrong_ahead_is_raised_where_it_is_asked_for():
    def broken():
        yield b"1"
        raise ValueError("2")

    pieces = ahead(broken())

    assert next(pieces) == b"1"
    with pytest.raises(ValueError, match="2"):
        next(pieces)
    with pytest.raises(ZeroDivisionError):
        Later(lambda: 1 // 0).result()


def test_pieces_that_nobody_asks_for_are_not_made():
    made: list[int] = []

    def many():
        for number in range(1_000):
            made.append(number)
            yield b"piece"

    pieces = ahead(many())
    next(pieces)
    pieces.close()

    assert len(made) < 100
