"""What keeps a draft from being published: a row that points at another one which cannot be told."""

import pytest

from lib.desk.blocking import blockers, is_empty, other_institutions
from lib.i18n import Language
from tests.builders import make_feedback, make_workbook, no_feedback, no_tasks


def test_a_workbook_of_nothing_is_empty_and_blocked_by_nothing():
    nothing = make_workbook(no_tasks(), no_feedback())

    assert is_empty(nothing)
    assert blockers(nothing, Language.ZH) == ()


def test_an_id_that_stands_twice_keeps_nobody_from_publishing_while_nothing_points_at_it():
    assert blockers(make_workbook(feedback=make_feedback(feedback_id=["1", "1", "2"])), Language.ZH) == ()


def test_an_opinion_merged_into_an_id_that_stands_twice_blocks_with_its_row():
    twice = make_workbook(feedback=make_feedback(feedback_id=["1", "1", "2"], merged_into=[None, None, "1"]))

    assert blockers(twice, Language.ZH) == (
        "暂不能发布：有1条意见并入编号1，而这个编号不止一行，无法确定并入哪一条（意见!4）。请改正编号后重新上传。",
    )


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("甲县第一中学教育实践活动", "甲县第二中学教育实践活动", ("甲县第一中学", "甲县第二中学")),
        ("2014年东山小学任务表", "西山小学2014年6月进展", ("东山小学", "西山小学")),
        ("2013-2014学年度第二学期东山小学任务表", "东山小学任务表", None),
        ("东山小学5月进展", "东山小学6月进展", None),
        ("集中学习安排", "东山小学集中学习安排", None),
        ("集中学习安排", "学期中学习安排", None),
        ("后勤工作", "东山小学后勤工作", None),
    ],
)
def test_titles_that_name_two_institutions_are_told_from_those_that_name_one(old: str, new: str, names: tuple[str, str] | None):
    assert other_institutions(make_workbook(title=old), make_workbook(title=new)) == names
