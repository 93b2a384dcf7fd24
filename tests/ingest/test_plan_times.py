"""Plans of trainings, meetings and checks: who takes part, when each is to be, and headers merged over several columns."""

import pytest

from tests.ingest.raw import cells, read_rows


@pytest.mark.parametrize("header", ["参加人员", "参会人员", "参训人员"])
def test_who_takes_part_is_no_cooperating_unit(header: str):
    workbook = read_rows([["工作内容", header, "完成时限"], ["专题党课", "全体师生", "5月"], ["组织生活会", "全体党员", "6月"]])

    assert "co_units" not in [name for _, _, name in workbook.tables[0].columns]
    assert cells(workbook, "header_unknown") == ["B1"]


def test_a_unit_that_takes_part_is_one():
    workbook = read_rows([["工作内容", "参加单位", "完成时限"], ["专题党课", "教务处", "5月"]])

    assert [name for _, _, name in workbook.tables[0].columns] == ["task", "co_units", "due_text"]
