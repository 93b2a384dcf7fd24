"""The lamp rule as the settings sheet names it."""

import pytest

from lib.i18n import Language, text
from lib.ingest.model import Workbook
from lib.schema import Status, Task
from lib.schema.lamp_rules import Dialect, LampRule, declared_lamp_rule
from tests.ingest.raw import codes, read, sheet

TASKS = [["序号", "工作步骤", "工作内容及要求", "完成时限", "状态"], [1, "筹备", "制定方案", "3月中旬", "进行中"]]


def declaring(name: str, value: str | int) -> Workbook:
    return read(sheet(TASKS, name="任务"), sheet([["年份", 2014], ["活动名称", "活动"], [name, value]], name="设置"))


@pytest.mark.parametrize("name", ["亮灯方案", "亮灯规则", "lamp dialect"])
def test_the_rule_is_read_by_any_of_its_names(name: str) -> None:
    workbook = declaring(name, "绿黄红")

    assert declared_lamp_rule(workbook.settings.other) == (LampRule(Dialect.GREEN_YELLOW_RED), "")
    assert "unknown_lamp_rule" not in codes(workbook)


def test_an_unknown_rule_is_said_and_the_standard_one_holds() -> None:
    workbook = declaring("亮灯方案", "紫橙粉")

    assert declared_lamp_rule(workbook.settings.other)[0] == LampRule()
    assert [(each.sheet, each.cell, each.value) for each in workbook.findings if each.code == "unknown_lamp_rule"] == [
        ("设置", "B3", "紫橙粉")
    ]


def test_a_legend_of_colours_is_no_rule() -> None:
    workbook = declaring("亮灯规则", "绿：已完成；黄：进行中；红：未启动")

    assert declared_lamp_rule(workbook.settings.other) == (LampRule(), "")
    assert "unknown_lamp_rule" not in codes(workbook)


def test_a_legend_as_the_hint_asks_for_it_gives_colours_their_status() -> None:
    rows = [[*TASKS[0]], [*TASKS[1][:4], "绿"]]
    settings = [["年份", 2014], ["活动名称", "活动"], ["灯号说明", "绿=已完成；黄=进行中；红=未启动"]]
    workbook = read(sheet(rows, name="任务"), sheet(settings, name="设置"))

    assert "“灯号说明”" in text(Language.ZH, "finding.status_is_lamp.hint")
    assert list(workbook.tasks[Task.STATUS]) == [Status.DONE]
    assert not {"status_is_lamp", "unknown_lamp_rule"} & set(codes(workbook))


def test_an_unknown_rule_under_a_name_that_a_legend_may_have_is_found_at_its_cell_too() -> None:
    found = [each for each in declaring("亮灯规则", "紫橙粉").findings if each.code == "unknown_lamp_rule"]

    assert [(each.sheet, each.cell) for each in found] == [("设置", "B3")]


@pytest.mark.parametrize(("written", "days"), [(3, 3), ("3天", 3), ("３ 日", 3), ("提前10天", 10), ("3 days", 3), (0, 0), ("", None)])
def test_the_days_of_due_soon_may_be_written_with_their_unit(written: str | int, days: int | None) -> None:
    workbook = declaring("即将到期天数", written)

    assert workbook.settings.due_soon_days == days
    assert "due_soon_unread" not in codes(workbook)


def test_days_that_are_no_number_are_said_with_their_cell() -> None:
    workbook = declaring("即将到期天数", "三五天")

    assert workbook.settings.due_soon_days is None
    assert [(each.sheet, each.cell, each.value) for each in workbook.findings if each.code == "due_soon_unread"] == [
        ("设置", "B3", "三五天")
    ]
