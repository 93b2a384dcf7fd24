"""What is done in a shorter way where there is little gives what the way for much gives."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from lib.ingest import frames, grid
from lib.ingest.coded import coded
from lib.ingest.model import RawSheet
from lib.ingest.read import xlsx_scan
from lib.ingest.read.xlsx_form import Irregular
from lib.ingest.read.xlsx_texts import plain_text, plain_texts
from lib.schema import Opinion, SheetRole, Task

REFERENCES = [
    b"&#24847;&#35265;",
    b"a&#10;b",
    b"&#13;&#10;",
    b"&#9;",
    b"&#38;#24847;",
    b"&#60;t&#62;",
    b"_x000D_&#24847;",
    b"&#8203;&#24847;",
    b"&#128512;",
]


def test_no_text_in_a_cell_is_no_text_at_all():
    assert plain_texts([]) == []


@pytest.mark.parametrize("beside", [b"plain", b"", b"two\nlines", b"a\r\nb", b"]]>", b"&amp;&lt;", b"&#x610F;", "意见".encode(), b"a>b"])
def test_texts_written_in_references_read_together_are_those_read_one_by_one(beside: bytes):
    contents = [*REFERENCES, beside, beside + b"&#24847;"]

    assert plain_texts(contents) == [plain_text(each) for each in contents]


@pytest.mark.parametrize(
    "wrong", [b"&#00024847;", b"&#0;", b"&#55296;", b"&#65534;", b"&#9999999;", b"&", b"&nbsp;", b"\x01&#24847;", b"\xff&#24847;"]
)
def test_one_text_that_xml_does_not_allow_is_found_among_many(wrong: bytes):
    with pytest.raises(Irregular):
        plain_texts([*REFERENCES, wrong])


def test_the_attributes_of_few_cells_are_those_of_many(monkeypatch: pytest.MonkeyPatch):
    xml = b'<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1"><v>7</v></c><c r="C1" s="12"/><c r="D1" t="b"><v>1</v></c></row>'
    few = xlsx_scan.scan(xml)
    monkeypatch.setattr(xlsx_scan, "_FEW_CELLS", 0)
    many = xlsx_scan.scan(xml)

    assert few.styles.tolist() == many.styles.tolist() == [3, 0, 12, 0]
    assert few.sorts.tolist() == many.sorts.tolist()
    assert (few.styles.dtype, few.sorts.dtype) == (many.styles.dtype, many.sorts.dtype)


def test_cells_of_a_small_sheet_are_those_of_a_large_one(monkeypatch: pytest.MonkeyPatch):
    sheet = RawSheet("表", [["甲", None, 1], [None, True, 2.5], ["乙", "", date(2014, 3, 1)]])
    small = grid.make_grid(sheet)
    monkeypatch.setattr(grid, "_SMALL", -1)
    large = grid.make_grid(sheet)

    rows = [small.cells[y] for y in range(3)]

    assert rows == [large.cells[y] for y in range(3)] == [["甲", None, 1], [None, True, 2.5], ["乙", None, date(2014, 3, 1)]]
    assert [[type(small.cells[y, x]) for x in range(3)] for y in range(3)] == [
        [type(large.cells[y, x]) for x in range(3)] for y in range(3)
    ]


def test_the_frame_of_few_rows_is_that_of_many(monkeypatch: pytest.MonkeyPatch):
    columns = {
        Task.TASK: coded(["甲", None, "乙", "甲"]),
        Task.DUE: coded([date(2014, 3, 20), None, date(9999, 12, 31), None]),
        Task.SLIP_DAYS: coded([0, None, -3, 12]),
        Task.PROGRESS: coded([0.5, None, 1.0, 0.0]),
        Task.ROW: np.arange(3, 7),
    }
    few = frames.typed_frame(SheetRole.TASKS, columns, 4)
    monkeypatch.setattr(frames, "_SHORT", -1)

    pd.testing.assert_frame_equal(few, frames.typed_frame(SheetRole.TASKS, columns, 4))
    assert few[Task.SLIP_DAYS].tolist() == [0, pd.NA, -3, 12]
    assert few[Task.DUE].isna().tolist() == [False, True, False, True]


def test_a_frame_without_rows_has_its_types(monkeypatch: pytest.MonkeyPatch):
    columns = {Opinion.RAW_COUNT: coded([]), Opinion.DUE: coded([]), Opinion.TEXT: coded([])}
    few = frames.typed_frame(SheetRole.FEEDBACK, columns, 0)
    monkeypatch.setattr(frames, "_SHORT", -1)

    pd.testing.assert_frame_equal(few, frames.typed_frame(SheetRole.FEEDBACK, columns, 0))
    assert str(few[Opinion.RAW_COUNT].dtype) == "Int64"
