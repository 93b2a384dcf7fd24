"""A cell that names several units where one answers: counted as written, and said."""

import pytest

from lib.i18n import Language
from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read, read_rows, sheet

PLAN = ["工作内容", "责任部门", "完成时限"]
LEDGER = ["存在问题", "整改措施", "责任单位"]


def plan(*units: str) -> Workbook:
    """A task of each unit."""
    return read_rows([PLAN, *[[f"任务{number}", unit, "3月"] for number, unit in enumerate(units, 1)]])


def test_one_unit_a_cell_needs_no_word():
    assert codes(plan("办公室", "工会", "")) == []


@pytest.mark.parametrize(
    "unit", ["办公室、工会", "办公室；工会", "办公室，教务处", "办公室/团委", "办公室 工会", "办公室\n工会", "办公室和工会"]
)
def test_several_units_in_a_cell_are_one_as_written_and_that_is_said(unit: str):
    workbook = plan("办公室", "工会", unit)

    assert list(workbook.tasks["owner_unit"])[2] == unit
    assert cells(workbook, "several_units") == ["B4"]


def test_units_that_stand_nowhere_alone_are_known_by_their_names():
    assert cells(plan("党政办公室、教务处", "各年级、各处室"), "several_units") == ["B2"]


def test_it_is_said_once_with_all_its_cells_and_where_the_others_belong():
    found = [finding for finding in plan("办公室、工会", "工会", "教务处、工会").findings if finding.code == "several_units"]

    assert [dict(finding.facts) for finding in found] == [{"count": 2, "cells": "B2、B4"}]
    assert "配合部门" in found[0].hint(Language.ZH)


@pytest.mark.parametrize("unit", ["宣传、统战部", "教务与科研处", "安全和后勤办", "（待定）", "张三、李四"])
def test_a_unit_whose_name_is_a_list_is_one(unit: str):
    assert "several_units" not in codes(plan("办公室", unit))


def test_a_unit_of_the_organisation_is_known():
    who = sheet([["机构", "职务", "姓名或岗位"], ["统战部", "部长", "某"], ["宣传", "干事", "某"]], name="组织机构")
    workbook = read(sheet([PLAN, ["开会", "宣传、统战部", "3月"]], name="任务"), who, year=2014)

    assert cells(workbook, "several_units") == ["B2"]


def test_a_ledger_has_no_column_for_the_others_and_says_where_to_write_them():
    workbook = read_rows([LEDGER, ["排队久", "增加窗口", "总务处、工会"], ["作业多", "统筹", "教务处"]], name="整改台账")
    found = [finding for finding in workbook.findings if finding.code == "several_units_of_problem"]

    assert [finding.cell for finding in found] == ["C2"]
    assert "备注" in found[0].hint(Language.ZH)
