"""Several lists side by side: a task stands in full once, and every list says whose it is and when."""

from dataclasses import replace

from lib.desk.lists import TaskLine, TaskList
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.schema import Lamp, Rectification
from lib.schema.lamp_rules import LampRule
from lib.ui.task_lists import as_sent
from lib.wording.lamps import LampWords

LAMPS = LampWords(Language.ZH, LampRule())


def line(ref: str, why: str = "") -> TaskLine:
    """A task that is overdue."""
    return TaskLine(ref, Lamp.OVERDUE, ref, f"第{ref}项工作", "筹备", "办公室", "逾期3天", "请协调经费", why)


def listed(heading: str, *refs: str, total: int | None = None, why: str = "") -> TaskList:
    """A list of these tasks."""
    return TaskList("list", heading, tuple(line(ref, why) for ref in refs), len(refs) if total is None else total, "没有。")


def test_no_list_sends_nothing() -> None:
    assert as_sent([], ThemeName.LIGHT, LAMPS) == []


def test_a_task_of_two_lists_stands_in_full_in_the_first_and_the_second_says_whose_it_is_and_when() -> None:
    asked, late = as_sent([listed("需领导协调", "7"), listed("逾期", "7", "19")], ThemeName.LIGHT, LAMPS)

    assert [(each["again"], each["notes"]) for each in asked["lines"]] == [(False, ["请协调经费"])]
    assert [(each["number"], each["again"], each["notes"]) for each in late["lines"]] == [("7", True, []), ("19", False, ["请协调经费"])]
    assert [(each["owner"], each["when"]) for each in late["lines"]] == [("办公室", "逾期3天")] * 2
    assert late["total"] == 2


def test_what_a_stuck_task_hangs_on_is_said_also_where_the_task_is_named_again() -> None:
    *_, stuck = as_sent([listed("需领导协调", "7"), listed("逾期", "7"), listed("受阻", "7", why="暂缓。")], ThemeName.LIGHT, LAMPS)

    assert [each["notes"] for each in stuck["lines"]] == [["暂缓。"]]


def test_a_task_that_the_first_list_had_no_room_for_stands_in_full_in_the_second() -> None:
    _, late = as_sent([listed("需领导协调", "7", total=2), listed("逾期", "19")], ThemeName.LIGHT, LAMPS)

    assert [each["again"] for each in late["lines"]] == [False]


def test_a_list_longer_than_its_lines_is_a_way_to_all_of_it_only_where_a_filter_finds_just_these() -> None:
    late = replace(listed("逾期", "7", total=9), name="late", lamps=(Lamp.OVERDUE,))
    whole = replace(late, total=1)
    sent = as_sent([late, whole, replace(late, lamps=())], ThemeName.LIGHT, LAMPS)

    assert [(each["more"], each["all"]) for each in sent] == [
        ("另有8项，见“任务”页。", "late"),
        ("", ""),
        ("另有8项，见“任务”页。", ""),
    ]


def test_a_problem_has_its_own_shape_and_an_opinion_none() -> None:
    lines = tuple(replace(line("7"), lamp=state) for state in (Rectification.RETURNED, None))
    [sent] = as_sent([TaskList("opinions", "", lines, 0, "", "◀退回")], ThemeName.LIGHT, LAMPS)

    assert sent["legend"] == "◀退回"
    assert [(each["symbol"], each["lamp"]) for each in sent["lines"]] == [("◀", "退回"), ("", "")]  # type: ignore[attr-defined]
