"""What the workbooks of an office that sees the board for the first time hold, and what it is told of them."""

from typing import Any

import pytest

from lib.errors import Refused
from lib.i18n import Language
from lib.i18n.catalogue import text
from lib.ingest.model import RawSheet, Workbook
from lib.schema import SheetRole
from tests.ingest.raw import cells, codes, read, read_rows, sheet


def column(workbook: Workbook, name: str) -> list[Any]:
    return [None if value != value else value for value in workbook.tasks[name].tolist()]


def test_every_kind_of_table_has_a_name_in_each_language():
    for language in Language:
        assert all("⟦" not in text(language, f"check.role.{role}") for role in SheetRole)


def test_a_row_of_works_is_called_by_its_name_and_not_by_what_it_is_made_of():
    head = ["序号", "项目名称", "建设内容", "责任单位", "开工时间", "竣工时间"]
    workbook = read_rows(
        [head, [1, "教学楼", "新建4层框架结构", "教育办", "3月", "10月底"], [2, "东风路", "路面硬化1.8公里", "城建办", "4月10日", "8月"]]
    )

    assert column(workbook, "task") == ["教学楼", "东风路"]
    assert [end.isoformat() for end in workbook.tasks["end"].dt.date] == ["2014-10-31", "2014-08-31"]


def test_neighbours_that_no_column_is_called_are_said_once():
    head = ["序号", "问题", "整改措施", "整改时限", "东校区", "西校区", "南校区", "北校区"]
    workbook = read_rows([head, [1, "通道堵塞", "清理", "4月底", "已清理", "正在清理", "无此问题", "未清理"]])

    assert cells(workbook, "headers_unknown") == ["E1"]
    assert "header_unknown" not in codes(workbook)


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ((sheet([]), sheet([], name="表2")), "no_content"),
        ((sheet([]), sheet([["工作内容", "完成时限"], ["开会", "3月"]], name="台账", hidden=True)), "all_hidden"),
    ],
)
def test_a_workbook_without_anything_to_see_is_refused_by_what_it_lacks(sheets: tuple[RawSheet, ...], code: str):
    with pytest.raises(Refused) as refusal:
        read(*sheets)

    assert refusal.value.code == code


@pytest.mark.parametrize("place", [(2, 3), (2, 4)])
def test_a_deadline_or_a_state_that_is_struck_through_is_said(place: tuple[int, int]):
    rows: list[list[Any]] = [["序号", "工作内容", "完成时限", "状态"], [1, "开会", "3月", "未启动"]]
    workbook = read(sheet(rows, struck=frozenset({place})), year=2014)

    assert codes(workbook) == ["struck_cells"]
    assert column(workbook, "status") == ["not_started"]
