"""What keeps a draft from being published: a row that points at another one which cannot be told."""

from lib.desk.blocking import blockers, is_empty
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
