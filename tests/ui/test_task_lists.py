"""Several lists side by side: a task stands in full once, and every list counts it."""

from lib.desk.lists import TaskLine, TaskList
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.schema import Lamp
from lib.schema.lamp_rules import LampRule
from lib.ui.task_lists import as_sent
from lib.wording.lamps import LampWords

LAMPS = LampWords(Language.ZH, LampRule())


def line(ref: str) -> TaskLine:
    """A task that is overdue."""
    return TaskLine(ref, Lamp.OVERDUE, ref, f"第{ref}项工作", "筹备", "办公室", "逾期3天", "请协调经费")


def listed(heading: str, *refs: str, total: int | None = None) -> TaskList:
    """A list of these tasks."""
    return TaskList("list", heading, tuple(line(ref) for ref in refs), len(refs) if total is None else total, "没有。")


def test_no_list_sends_nothing() -> None:
    assert as_sent([], ThemeName.LIGHT, LAMPS) == []


def test_a_task_of_two_lists_stands_in_full_in_the_first_and_the_second_says_where() -> None:
    asked, late = as_sent([listed("需领导协调", "7"), listed("逾期", "7", "19")], ThemeName.LIGHT, LAMPS)

    assert [each["again"] for each in asked["lines"]] == [""]
    assert [(each["number"], each["again"]) for each in late["lines"]] == [("7", "全文见“需领导协调”"), ("19", "")]
    assert late["total"] == 2


def test_the_third_list_points_to_the_one_where_the_task_stands_in_full() -> None:
    *_, third = as_sent([listed("需领导协调", "7"), listed("逾期", "7"), listed("受阻", "7")], ThemeName.LIGHT, LAMPS)

    assert [each["again"] for each in third["lines"]] == ["全文见“需领导协调”"]


def test_a_task_that_the_first_list_had_no_room_for_stands_in_full_in_the_second() -> None:
    _, late = as_sent([listed("需领导协调", "7", total=2), listed("逾期", "19")], ThemeName.LIGHT, LAMPS)

    assert [each["again"] for each in late["lines"]] == [""]
