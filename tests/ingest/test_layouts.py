"""Made workbooks, whose truth is known, are read right; and no row of any table is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import Refused
from lib.ingest.model import RawSheet, RawWorkbook, Workbook
from lib.ingest.understand import understand
from tests.ingest.layouts import Layout

LAYOUTS = range(80)


@pytest.mark.parametrize("seed", LAYOUTS)
def test_a_made_workbook_is_read_as_it_was_meant(seed: int):
    layout = Layout(seed)

    assert layout.misses(understand(layout.build(), year=layout.year)) == []


@pytest.mark.parametrize("seed", LAYOUTS)
def test_rows_read_and_rows_set_aside_are_the_rows_of_the_table(seed: int):
    raw = Layout(seed).build()

    assert_every_row_is_accounted_for(raw, understand(raw, year=2014))


HEADERS = ["序号", "工作内容", "完成时限", "状态", "责任人", "Task", "Due", "工作步骤", "备注"]
CELLS = st.one_of(
    st.none(),
    st.sampled_from([*HEADERS, "同上", "合计", "注：", "一、筹备工作", "3月中旬", "已完成", "a", "Phase 1"]),
    st.integers(0, 50),
    st.text(max_size=6),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_rows_under_a_header_are_read_or_set_aside(rows: list[list[object]]):
    raw = RawWorkbook("any.xlsx", "xlsx", (RawSheet("表", [["序号", "工作内容", "完成时限", "状态"], *rows]),))  # type: ignore[list-item]

    assert_every_row_is_accounted_for(raw, understand(raw, year=2014))


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_sheet_is_read_or_refused(rows: list[list[object]]):
    raw = RawWorkbook("any.xlsx", "xlsx", (RawSheet("表", rows),))  # type: ignore[arg-type]

    try:
        code = "read" if understand(raw).tables else "nothing"
    except Refused as refusal:
        code = refusal.code

    assert code in ("read", "no_table", "no_content", "table_sideways")  # each a refusal that `understand` names


def test_a_heading_over_a_figure_and_over_the_tasks_is_no_name_of_theirs():
    """Found by chance: the column under a figure is none that a sample is taken of."""
    rows = [["序号", "工作内容", "完成时限", "状态"], ["序号", 0, "序号"], [None, "工作内容", "工作内容"]]
    raw = RawWorkbook("any.xlsx", "xlsx", (RawSheet("表", rows),))

    assert_every_row_is_accounted_for(raw, understand(raw, year=2014))


def test_three_headings_at_the_left_of_their_rows_are_a_table_on_its_side():
    raw = RawWorkbook("any.xlsx", "xlsx", (RawSheet("表", [["序号", 0], ["完成时限", 0], ["重点任务", "同上"]]),))

    with pytest.raises(Refused) as refused:
        understand(raw)

    assert refused.value.code == "table_sideways"


def assert_every_row_is_accounted_for(raw: RawWorkbook, workbook: Workbook) -> None:
    """Each row from a table's header to the next header or the sheet's last filled row is read or set aside, once."""
    grids = {sheet.name: sheet.grid for sheet in raw.sheets}
    frames = {"tasks": workbook.tasks, "feedback": workbook.feedback, "rectification": workbook.feedback}
    for sheet_name in {table.sheet for table in workbook.tables if table.header_rows}:
        tables = [table for table in workbook.tables if table.sheet == sheet_name and table.header_rows]
        accounted: list[int] = []
        for table in tables:
            frame = frames[str(table.role)]
            read = frame.loc[(frame["sheet"] == sheet_name) & (frame["row"] > table.header_rows[-1]), "row"].tolist()
            accounted += [*table.header_rows, *[row.row for row in table.set_aside]]
            if len(tables) == 1:
                accounted += read
                assert table.rows_read == len(read)
        first = tables[0].header_rows[0]
        filled = [number for number, row in enumerate(grids[sheet_name], 1) if number >= first and any(_is_filled(value) for value in row)]
        if len(tables) == 1:
            assert set(filled) <= set(accounted)
            assert len(accounted) == len(set(accounted))


def _is_filled(value: object) -> bool:
    return value is not None and str(value).strip() != ""
