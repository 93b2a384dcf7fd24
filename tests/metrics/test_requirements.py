"""Countable requirements: cells as n of m, and what a plan's text proposes."""

import pytest

from lib.metrics.requirements import Requirement, proposed_requirements, requirements_of


def test_blank_cells_require_nothing() -> None:
    assert requirements_of("", "") == ()
    assert requirements_of("无", "—") == ()


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("", "学习天数 3/4", Requirement("学习天数", 3, 4)),
        ("学习天数 4天", "学习天数 3/4", Requirement("学习天数", 3, 4, "天")),
        ("学习天数 不少于4天", "学习天数 3", Requirement("学习天数", 3, 4, "天")),
        ("学习天数：４天", "学习天数：３天", Requirement("学习天数", 3, 4, "天")),
        ("座谈会6场", "已开4场", Requirement("座谈会", 4, 6, "场")),
        ("5", "3", Requirement("", 3, 5)),
        ("心得 62篇", "", Requirement("心得", None, 62, "篇")),
        ("", "心得 41篇", Requirement("心得", 41, None, "篇")),
        ("", "学习笔记 有", Requirement("学习笔记", 1, 1)),
        ("学习笔记 有", "学习笔记 无", Requirement("学习笔记", 0, 1)),
        ("按要求落实", "", Requirement("按要求落实", None, None)),
        ("座谈会 至少 6 场 ", "", Requirement("座谈会", None, 6, "场")),
        ("", " 心得 3 / 4 篇 ", Requirement("心得", 3, 4, "篇")),
        ("", "学习笔记： 已有", Requirement("学习笔记", 1, 1)),
        ("", "：学习笔记 有", Requirement("学习笔记", 1, 1)),
        ("", "\t心得 3/4 篇\t", Requirement("心得", 3, 4, "篇")),
        ("", "\t心得 41篇\t", Requirement("心得", 41, None, "篇")),
        ("", "笔记 YES", Requirement("笔记", 1, 1)),
        ("", "笔记 ×", Requirement("笔记", 0, 1)),
        ("五个一 5项", "“五 个一” 4项", Requirement("“五 个一”", 4, 5, "项")),
        ("Meetings 5", "meetings 4", Requirement("meetings", 4, 5)),
        ("学习天数", "学习天数 3/4", Requirement("学习天数", 3, 4)),
        ("学习天数 3/4", "学习天数", Requirement("学习天数", 3, 4)),
        ("学习天数 4", "学习天数 3天", Requirement("学习天数", 3, 4, "天")),
        ("学习笔记 有", "", Requirement("学习笔记", None, 1)),
        ("", "，心得 3/4。", Requirement("心得", 3, 4)),
        ("", "X光检查 3/4", Requirement("X光检查", 3, 4)),
        ("", "X光片 有", Requirement("X光片", 1, 1)),
        ("", "无；学习 3/4", Requirement("学习", 3, 4)),
        ("NONE", "学习 3/4", Requirement("学习", 3, 4)),
    ],
)
def test_a_cell_is_read_as_n_of_m(target: str, actual: str, expected: Requirement) -> None:
    assert requirements_of(target, actual) == (expected,)


def test_several_stand_line_by_line_and_keep_their_order() -> None:
    found = requirements_of("学习天数 4天；\n五个一 5项", "五个一 4/5；学习天数 4/4；学习笔记 有")

    assert [(each.name, each.done, each.target, each.is_met) for each in found] == [
        ("学习天数", 4, 4, True),
        ("五个一", 4, 5, False),
        ("学习笔记", 1, 1, True),
    ]


def test_more_than_asked_for_is_met_and_a_missing_number_is_unknown() -> None:
    assert Requirement("走访", 64, 60).is_met is True
    assert Requirement("走访", None, 60).is_met is None
    assert Requirement("走访", 64, None).is_met is None


def proposed(text: str, written: tuple[Requirement, ...] = ()) -> list[tuple[str, int, str]]:
    return [(each.name, each.target, each.unit) for each in proposed_requirements(text, written)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组织全体人员集中学习（集中学习不少于4天）", [("集中学习", 4, "天")]),
        ("撰写心得至少两篇", [("撰写心得", 2, "篇")]),
        ("做到“五个一”，落实“五到位”", [("五个一", 5, "项"), ("五到位", 5, "项")]),
        ("抓好“三学四问五对照”", [("三学", 3, "项"), ("四问", 4, "项"), ("五对照", 5, "项")]),
        ("扎实开展两轮谈心", [("两轮谈心", 2, "轮")]),
        ("自学（有学习笔记本、有学习计划、有学习心得、有学习笔记）", [("四有", 4, "项")]),
        ("做到“四有”：有笔记本、有计划、有笔记、有心得。", [("四有", 4, "项")]),
        ("落实“两到位”和“三个到位”", [("两到位", 2, "项"), ("三个到位", 3, "项")]),
        ("五到位组织保障", [("五到位", 5, "项")]),
        ("开展X三学X行动和五个一X行动", [("三学", 3, "项"), ("五个一", 5, "项")]),
    ],
)
def test_a_stated_pattern_proposes_a_requirement(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert proposed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "反对“四风”",
        "第三学期",
        "四问题清单",
        "每五个一组",
        "2014年三月五日",
        "第一轮检查前三有利",
        "有计划、有步骤",
        "两问",
        "X问",
        "X到位",
    ],
)
def test_what_only_looks_like_a_set_phrase_proposes_nothing(text: str) -> None:
    assert proposed(text) == []


def test_what_the_cells_say_already_is_not_proposed() -> None:
    text = "集中学习不少于4天，完成“五个一”"

    assert proposed(text, requirements_of("学习天数 4天；五个一 5项", "")) == []
    assert proposed(text, requirements_of("五个一 5项", "")) == [("集中学习", 4, "天")]
    assert proposed("集中学习不少于4天", (Requirement("", None, 4), Requirement("", None, 3, "天"))) == [("集中学习", 4, "天")]
    assert proposed("集中学习不少于4天", (Requirement("集中学习时间", None, 30, "学时"),)) == []
    assert proposed("集中学习不少于4天", (Requirement("学习", None, 30, "学时"),)) == []
    assert proposed("不少于4天", (Requirement("学习", None, 3, "天"),)) == [("", 4, "天")]


def test_counts_without_a_name_are_told_apart_by_their_unit_and_their_place() -> None:
    assert requirements_of("4天；2篇", "1篇；3天") == (Requirement("", 3.0, 4.0, "天"), Requirement("", 1.0, 2.0, "篇"))
    assert requirements_of("4；2", "3；1") == (Requirement("", 3.0, 4.0), Requirement("", 1.0, 2.0))
    assert requirements_of("4天；2篇", "3；1") == (Requirement("", 3.0, 4.0, "天"), Requirement("", 1.0, 2.0, "篇"))


def test_more_counts_than_requirements_are_joined_to_none() -> None:
    assert requirements_of("4天；2篇", "3") == (Requirement("", None, 4, "天"), Requirement("", None, 2, "篇"), Requirement("", 3, None))


def test_of_two_counts_with_one_name_none_is_lost() -> None:
    found = requirements_of("学习 3天；学习 2篇", "")

    assert found == (Requirement("学习", None, 3.0, "天"), Requirement("学习", None, 2.0, "篇"))
    assert [each.target for each in requirements_of("学习 3；学习 2；学习 1", "")] == [3, 2, 1]


def test_counts_without_names_are_put_together_by_their_places() -> None:
    assert requirements_of("4天；2次", "3；1") == (Requirement("", 3, 4, "天"), Requirement("", 1, 2, "次"))
    assert requirements_of("4天；2次", "1次；3天") == (Requirement("", 3, 4, "天"), Requirement("", 1, 2, "次"))
