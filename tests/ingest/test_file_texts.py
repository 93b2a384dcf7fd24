"""A long column of texts is asked as a whole, and answers as each of its texts would; what comes of a workbook is the same."""

import random

import numpy as np
import pyarrow as pa
import pytest

from bench.ledger import ledger
from lib.ingest.coded import Coded
from lib.ingest.coerce import texts as as_texts
from lib.ingest.file_texts import FileTexts
from lib.ingest.headers import SURELY_UNKNOWN, is_surely_unknown
from lib.ingest.model import RawSheet, RawWorkbook, Workbook
from lib.ingest.plain_rows import unlike_at_once, unlike_headers
from lib.ingest.read import read, xlsx_columns
from lib.ingest.text_columns import stripped, without_blanks
from lib.ingest.understand import understand
from tests.ingest.hostile.package import sheet_xml, xlsx

SIGNS = "工作内容时限序号问意见备注附件说明甲乙丙龘一二Aaz09 .%#&/|\n（）、。“”１２²\u3000\u00a0\u017f\u212a𠀀"


def column_of(texts: list[str | None]) -> Coded[str | None]:
    """A column in which each of these stands in one row."""
    places = {text: place for place, text in enumerate(dict.fromkeys(text for text in texts if text is not None), 1)}
    codes = np.array([0 if text is None else places[text] for text in texts], dtype=np.int32)
    return Coded(codes, file_texts(list(places)))  # type: ignore[arg-type]


def file_texts(texts: list[str | None]) -> FileTexts:
    return FileTexts(pa.array(texts, pa.large_string()))


def odd_texts(count: int) -> list[str]:
    choose = random.Random(2014)
    return list(dict.fromkeys("".join(choose.choices(SIGNS, k=choose.randrange(1, 24))) for _ in range(count)))


def test_a_column_without_texts_holds_the_blank_alone():
    column = column_of([None, None])

    assert list(column) == [None, None]
    assert list(column.distinct) == [None]
    assert column.kinds() == {str, type(None)}


def test_a_long_column_reads_like_its_list():
    column = column_of(["甲", None, "乙", "甲"])

    assert list(column) == ["甲", None, "乙", "甲"]
    assert (column[0], column[-2], column[1]) == ("甲", "乙", None)
    assert column.values_here() == [None, "甲", "乙"]
    assert column.distinct[1:] == ["甲", "乙"]
    assert list(column.mapped(lambda text: text and text * 2)) == ["甲甲", None, "乙乙", "甲甲"]
    assert column.distinct.lengths.tolist() == [0, 1, 1]  # type: ignore[attr-defined]


def test_the_rows_of_a_long_column_are_not_copied_where_they_are_nearly_all():
    texts = file_texts(["甲", "乙", "丙"])

    assert texts.of(np.array([1, 2, 3])).to_pylist() == ["甲", "乙", "丙"]
    assert texts.of(np.array([3, 0, 1])).to_pylist() == ["丙", None, "甲"]
    assert texts.of(np.array([2, 3])).to_pylist() == ["乙", "丙"]


def test_white_space_is_what_python_strips_whatever_the_character():
    characters = [chr(code) for code in range(1, 0x110000) if not 0xD800 <= code <= 0xDFFF and code != 0x0D]
    column = column_of([f"{character}甲{character}" for character in characters])

    ours = list(stripped(column, column.distinct))  # type: ignore[arg-type]
    assert [found for found, character in zip(ours, characters, strict=True) if found != f"{character}甲{character}".strip()] == []


def test_a_text_of_white_space_alone_is_blank_and_the_others_keep_theirs():
    column = column_of([" 甲", "\u3000", "乙", " \t"])

    assert list(without_blanks(column, column.distinct, " \t\u3000")) == [" 甲", None, "乙", None]  # type: ignore[arg-type]
    assert list(as_texts(column)) == ["甲", None, "乙", None]  # type: ignore[arg-type]


def test_texts_are_all_different_or_not_in_whatever_order():
    assert file_texts([]).is_all_different()
    assert file_texts(["Y1", "Y2", "Y3"]).is_all_different()
    assert file_texts(["Y3", "Y1", "Y2"]).is_all_different()
    assert not file_texts(["Y1", "Y2", "Y1"]).is_all_different()


def test_what_is_plainly_no_header_is_so_for_a_whole_column_as_for_each_text():
    texts = odd_texts(20_000)
    column = file_texts([*texts])

    found = column.matching(SURELY_UNKNOWN, np.ones(len(column), dtype=bool))[1:].tolist()
    assert [text for text, is_so in zip(texts, found, strict=True) if is_so != (is_surely_unknown(text) is not None)] == []
    assert 100 < sum(found) < 10_000


@pytest.mark.parametrize("signs", ["一", "工作内容", "备注", "甲说明"])
def test_what_is_unlike_a_header_is_so_for_a_whole_column_as_for_each_text(signs: str):
    unlike = unlike_headers(signs)
    texts = odd_texts(20_000)
    column = file_texts([*texts])

    found = column.matching(unlike_at_once(signs), np.ones(len(column), dtype=bool))[1:].tolist()
    assert [text for text, is_so in zip(texts, found, strict=True) if is_so != (unlike.match(text) is not None)] == []
    assert any(found)


def understood(content: bytes, longest_list: int, monkeypatch: pytest.MonkeyPatch) -> tuple[RawWorkbook, Workbook]:
    monkeypatch.setattr(xlsx_columns, "_LONG", longest_list)
    raw = read(content, "ledger.xlsx")
    return raw, understand(raw, year=2014)


def assert_long_columns_change_nothing(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw, long), (plain_raw, plain) = (understood(content, most, monkeypatch) for most in (0, 1 << 40))

    assert any(isinstance(column.distinct, FileTexts) for column in raw.sheets[0].grid.columns)  # type: ignore[attr-defined]
    assert raw.sheets[0].grid == plain_raw.sheets[0].grid
    assert long.findings == plain.findings
    assert long.tables == plain.tables
    assert long.feedback.equals(plain.feedback)
    assert long.tasks.equals(plain.tasks)


def test_a_ledger_is_the_same_however_its_columns_are_kept(monkeypatch: pytest.MonkeyPatch):
    assert_long_columns_change_nothing(ledger(300), monkeypatch)


@pytest.mark.parametrize("seed", range(6))
def test_an_untidy_ledger_is_the_same_however_its_columns_are_kept(seed: int, monkeypatch: pytest.MonkeyPatch):
    assert_long_columns_change_nothing(untidy_ledger(seed), monkeypatch)


def untidy_ledger(seed: int) -> bytes:
    """Opinions with blanks, dittos, notes, returning headers, doubled identifiers and texts that must be mended among them."""
    choose = random.Random(seed)
    header = ["意见编号", "意见建议内容", "问题类别", "整改措施", "整改时限"]
    said = [
        "同上",
        "合计",
        "注：汇总",
        "意见建议内容",
        " ",
        "\u3000",
        "Task / 任务",
        "a &amp; b",
        "_x005F_x000D_甲",
        "甲\u200b乙",
        "一、教学",
        "&#10;",
    ]
    texts: dict[str, int] = {}

    def row(y: int, cells: list[str | None]) -> str:
        made = (f'<c r="{chr(65 + x)}{y}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>' for x, text in enumerate(cells) if text)
        return f'<row r="{y}">{"".join(made)}</row>'

    def text(word: str, n: int) -> str:
        return (
            choose.choice(said) if choose.random() < 0.06 else f"{word * choose.randrange(1, 9)}（第{n}条）{choose.choice(['', ' ', '。'])}"
        )

    written = [row(1, [*header])]
    for y in range(2, 180):
        odd = choose.random()
        if odd < 0.02:
            written.append(row(y, [*header] if odd < 0.01 else [choose.choice(said)]))
            continue
        number = f"Y{y - (odd < 0.05):04}" if odd > 0.03 else choose.choice([" ", f" Y{y - 1:04}", "注：", None])  # type: ignore[list-item]
        written.append(row(y, [number, text("食堂排队太久", y), "切身利益", text("增开窗口", y), "2014年6月"]))
    table = "".join(f'<si><t xml:space="preserve">{each}</t></si>' if each != each.strip() else f"<si><t>{each}</t></si>" for each in texts)
    return xlsx(sheet=sheet_xml(rows="".join(written)), strings=f"<sst>{table}</sst>")


def test_identifiers_of_white_space_alone_are_blank_and_never_end_the_reading():
    sheet = RawSheet(
        "意见",
        [["意见编号", "意见建议内容", "征集方式"], ["Y1", "食堂太挤", "座谈会"], [" ", "作业太多", "问卷"], ["\u3000", "操场太小", "走访"]],
    )

    workbook = understand(RawWorkbook("l.xlsx", "xlsx", (sheet,)), year=2014)
    assert workbook.feedback["text"].tolist() == ["食堂太挤", "作业太多", "操场太小"]
