"""What an XML spreadsheet of Excel 2003 says of its cells, rows and sheets."""

from datetime import date, datetime, time

import pytest

from lib.errors import Refused
from lib.ingest.model import ErrorValue, RawSheet, RawWorkbook
from lib.ingest.read import DEFAULT_LIMITS, Limits, read

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def opened(*sheets: str, limits: Limits = DEFAULT_LIMITS) -> RawWorkbook:
    """A workbook of these worksheets' contents."""
    written = "".join(f'<Worksheet ss:Name="表{number}">{sheet}</Worksheet>' for number, sheet in enumerate(sheets, 1))
    head = f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">'
    return read(f"{head}{written}</Workbook>".encode(), "plan.xls", limits)


def first(rows: str, after: str = "") -> RawSheet:
    return opened(f"<Table>{rows}</Table>{after}").sheets[0]


def cell(kind: str, content: str) -> str:
    return f'<Cell><Data ss:Type="{kind}">{content}</Data></Cell>'


def test_a_workbook_without_a_worksheet_is_refused():
    with pytest.raises(Refused) as refusal:
        opened()

    assert refusal.value.code == "no_sheets"


@pytest.mark.parametrize(
    ("kind", "content", "value"),
    [
        ("Boolean", "1", True),
        ("Boolean", "0", False),
        ("Number", "0.25", 0.25),
        ("Number", "若干", "若干"),
        ("Error", "#N/A", ErrorValue("#N/A")),
        ("DateTime", "2014-03-20T00:00:00.000", date(2014, 3, 20)),
        ("DateTime", "2014-03-20T08:30:00.000", datetime(2014, 3, 20, 8, 30)),
        ("DateTime", "1899-12-31T08:30:00.000", time(8, 30)),
        ("DateTime", "三月", "三月"),
        ("String", "粗<B>体</B>", "粗体"),
        ("String", "", None),
    ],
)
def test_each_kind_of_cell_becomes_what_it_means(kind: str, content: str, value: object):
    assert first(f"<Row>{cell('String', '前')}{cell(kind, content)}</Row>").cell(1, 2) == value


def test_hidden_columns_rows_and_sheets_are_named():
    columns = '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="6" ss:Hidden="1"/>'
    rows = f'<Row>{cell("String", "甲")}</Row><Row ss:Hidden="1" ss:Span="1">{cell("String", "乙")}</Row>'
    sheet = first(columns + rows, "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>")

    assert sheet.hidden_columns == {2, 3, 6}
    assert sheet.hidden_rows == {2, 3}
    assert sheet.hidden
    assert not first(rows).hidden


def test_a_formula_without_a_result_is_named_and_a_bare_cell_is_blank():
    sheet = first(f'<Row>{cell("String", "甲")}<Cell ss:Formula="=R1C1"/><Cell/></Row>')

    assert sheet.uncached == {(1, 2)}
    assert sheet.cell(1, 3) is None


def test_more_cells_on_all_sheets_than_the_ceiling_are_refused():
    two = f"<Table><Row>{cell('String', '甲')}{cell('String', '乙')}</Row></Table>"

    assert len(opened(two, two, limits=Limits(cells=4)).sheets) == 2
    with pytest.raises(Refused, match="too_many_cells"):
        opened(two, two, limits=Limits(cells=3))
