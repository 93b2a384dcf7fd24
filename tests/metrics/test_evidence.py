"""Evidence: fulfilled of required by task and phase, and what a task that is done or due cannot show."""

from datetime import date
from typing import Any

from lib.metrics.evidence import Evidence, Missing, TaskEvidence, evidence
from lib.metrics.model import AsOf, Rate
from lib.metrics.states import task_states
from lib.schema import Audience
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def found(audience: Audience = Audience.HEAD, **facts: Any) -> Evidence:
    return evidence(task_states(make_tasks(**{"due": "2014-06-30", **facts}), JUNE_10), JUNE_10, audience)


def only(audience: Audience = Audience.HEAD, **facts: Any) -> TaskEvidence:
    (task,) = found(audience, **facts).tasks
    return task


def test_no_tasks_have_no_evidence_and_no_rate_of_materials() -> None:
    nothing = evidence(task_states(no_tasks(), JUNE_10), JUNE_10, Audience.HEAD)

    assert (nothing.tasks, nothing.met, nothing.shown, nothing.phases, nothing.branches) == ((), Rate(0, 0), None, (), ())


def test_requirements_add_up_by_phase_and_unknown_ones_stand_beside() -> None:
    board = found(phase=["甲", "甲", "乙"], actual_n=["学习 3/4；五个一 5/5", "心得 41篇", "走访 64/60"])

    assert board.met == Rate(2, 3, 1)
    assert [(phase.phase, phase.met) for phase in board.phases] == [("甲", Rate(1, 2, 1)), ("乙", Rate(1, 1, 0))]


def test_only_what_is_done_or_due_can_lack_something() -> None:
    assert only(actual_n="学习 3/4").missing == ()
    assert only(actual_n="学习 3/4", due="2014-06-09").missing == (Missing.SHORT,)
    assert only(target_n="学习 4天", status="done").missing == (Missing.NO_COUNT,)


def test_a_done_task_without_a_material_lacks_one_where_others_name_theirs() -> None:
    board = found(status="done", output=["会议记录、签到表", None])

    assert board.shown == Rate(1, 2)
    assert [task.missing for task in board.tasks] == [(), (Missing.NO_MATERIAL,)]
    assert board.tasks[0].materials == ("会议记录", "签到表")


def test_where_no_task_names_a_material_nothing_is_said_of_materials() -> None:
    board = found(status="done", output=None)

    assert board.shown is None
    assert board.tasks == ()


def test_a_material_that_may_not_be_seen_is_not_called_missing() -> None:
    facts = {"status": "done", "task": ["召开组织生活会", "学习"], "output": [None, "笔记"], "actual_n": ["组织生活会 5/5", None]}
    public, circle = found(Audience.PUBLIC, **facts), found(Audience.CIRCLE, **facts)

    assert (public.tasks[0].missing, public.tasks[0].is_withheld) == ((), True)
    assert public.shown == Rate(1, 1, 1)
    assert circle.tasks[0].missing == (Missing.NO_MATERIAL,)
    assert circle.shown == Rate(1, 2, 0)


def test_branch_meetings_stand_on_their_own() -> None:
    board = found(actual_n="组织生活会 4/5；民主评议 60/62；心得 3/4")

    assert [(each.name, each.done, each.target) for each in board.branches] == [("组织生活会", 4, 5), ("民主评议", 60, 62)]


def test_proposals_are_in_no_rate() -> None:
    board = found(task="集中学习不少于4天")

    assert board.met == Rate(0, 0)
    assert board.proposed == 1


def test_cancelled_tasks_do_not_count() -> None:
    assert found(status="cancelled", actual_n="学习 3/4").tasks == ()


def test_a_material_is_told_without_the_spaces_around_it() -> None:
    assert only(output="会议记录、 签到表 ；、 、照片").materials == ("会议记录", "签到表", "照片")


def test_a_phase_whose_requirements_have_no_number_is_listed_too() -> None:
    board = found(phase=["甲", "乙", "丙"], target_n=["心得 62篇", None, None])

    assert [(phase.phase, phase.met) for phase in board.phases] == [("甲", Rate(0, 0, 1))]


def test_what_is_required_in_no_phase_stands_under_a_blank_one_and_last() -> None:
    board = found(phase=[None, "甲"], actual_n=["学习 3/4", "学习 4/4"])

    assert [(phase.phase, phase.met) for phase in board.phases] == [("甲", Rate(1, 1)), ("", Rate(0, 1))]
