"""The lamp rule as the settings sheet names it."""

import pytest

from lib.ingest.model import Workbook
from lib.schema.lamp_rules import Dialect, LampRule, declared_lamp_rule
from tests.ingest.raw import codes, read, sheet

TASKS = [["序号", "工作步骤", "工作内容及要求", "完成时限", "状态"], [1, "筹备", "制定方案", "3月中旬", "进行中"]]


def declaring(name: str, value: str) -> Workbook:
    return read(sheet(TASKS, name="任务"), sheet([["年份", 2014], ["活动名称", "活动"], [name, value]], name="设置"))


@pytest.mark.parametrize("name", ["亮灯方案", "亮灯规则", "lamp dialect"])
def test_the_rule_is_read_by_any_of_its_names(name: str) -> None:
    workbook = declaring(name, "绿黄红")

    assert declared_lamp_rule(workbook.settings.other) == (LampRule(Dialect.GREEN_YELLOW_RED), "")
    assert "unknown_lamp_rule" not in codes(workbook)


def test_an_unknown_rule_is_said_and_the_standard_one_holds() -> None:
    workbook = declaring("亮灯方案", "紫橙粉")

    assert declared_lamp_rule(workbook.settings.other)[0] == LampRule()
    assert [finding.value for finding in workbook.findings if finding.code == "unknown_lamp_rule"] == ["紫橙粉"]


def test_a_legend_of_colours_is_no_rule() -> None:
    workbook = declaring("亮灯规则", "绿：已完成；黄：进行中；红：未启动")

    assert declared_lamp_rule(workbook.settings.other) == (LampRule(), "")
    assert "unknown_lamp_rule" not in codes(workbook)
