"""Which row is which: what the office did between two weeks is not taken for rows removed and added."""

import os
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.ingest.model import Workbook
from lib.matching import Correction, How, Matching, match_rows
from lib.matching import rows as row_pairing
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks

TIMES = 10 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1

PLAN = ["召开全校动员大会", "各支部排定学习日程", "面向教职工征求意见", "撰写对照检查材料", "召开总结大会"]


def plan(texts: list[str | None], **facts: Any) -> Workbook:
    """Tasks with these texts, numbered from 1 on unless told otherwise."""
    return make_workbook(make_tasks(task=texts, **facts) if texts else no_tasks())


def opinions(texts: list[str | None], **facts: Any) -> Workbook:
    """Opinions with these texts, their ids the running number 1, 2, 3 unless told otherwise."""
    return make_workbook(no_tasks(), make_feedback(text=texts, **facts))


def rows(matching: Matching) -> list[tuple[int | None, int | None, How]]:
    """Each pair as sheet rows, from 1 on below the header."""
    return [(place(pair.old), place(pair.new), pair.how) for pair in (*matching.tasks, *matching.feedback)]


def place(ref: str | None) -> int | None:
    """The place of a row below the header."""
    return None if ref is None else int(ref.rpartition("!")[2]) - 1


def test_empty_workbooks_have_no_pairs() -> None:
    assert match_rows(plan([]), plan([])) == Matching((), ())


def test_all_of_a_first_workbook_is_new() -> None:
    assert rows(match_rows(plan([]), plan(["甲", "乙"]))) == [(None, 1, How.NONE), (None, 2, How.NONE)]


def test_a_workbook_is_itself() -> None:
    assert rows(match_rows(plan(PLAN), plan(PLAN))) == [(n, n, How.SAME) for n in range(1, 6)]


def test_a_row_inserted_in_the_middle_with_all_numbers_anew_is_the_only_new_row() -> None:
    new = plan([*PLAN[:2], "组织一次专题讨论", *PLAN[2:]])

    assert [(old, place_of) for old, place_of, _ in rows(match_rows(plan(PLAN), new))] == [
        (1, 1),
        (2, 2),
        (None, 3),
        (3, 4),
        (4, 5),
        (5, 6),
    ]


def test_running_numbers_of_opinions_do_not_pair_what_reads_differently() -> None:
    """序号 reads as an id of the opinion; an insertion moves every one of them by one."""
    texts: list[str | None] = ["会议偏多", "食堂排队久", "作业布置不均", "收费说明不细"]
    new = opinions([*texts[:1], "图书馆开放太短", *texts[1:]])

    assert [pair[:2] for pair in rows(match_rows(opinions(texts), new))] == [(1, 1), (None, 2), (2, 3), (3, 4), (4, 5)]


def test_a_row_taken_out_is_the_only_one_gone() -> None:
    assert [pair[:2] for pair in rows(match_rows(plan(PLAN), plan([*PLAN[:1], *PLAN[2:]])))] == [(1, 1), (3, 2), (4, 3), (5, 4), (2, None)]


def test_a_small_rewording_is_the_same_row() -> None:
    new = plan([*PLAN[:3], "班子成员撰写对照检查材料", PLAN[4]])

    assert rows(match_rows(plan(PLAN), new))[3] == (4, 4, How.REWORDED)


def test_white_space_width_and_case_are_no_rewording() -> None:
    assert rows(match_rows(plan(["完成 ＡＢ 报告"]), plan(["完成ab报告"])))[0] == (1, 1, How.SAME)


def test_swapped_rows_are_paired_by_what_they_say() -> None:
    assert [pair[:2] for pair in rows(match_rows(plan(["甲事项", "乙工作"]), plan(["乙工作", "甲事项"])))] == [(2, 1), (1, 2)]


def test_a_phase_split_in_two_moves_its_tasks() -> None:
    old = plan(PLAN, phase="学习教育、听取意见")
    new = plan(PLAN, phase=["学习教育", "学习教育", "听取意见", "听取意见", "听取意见"])

    assert rows(match_rows(old, new)) == [(n, n, How.MOVED) for n in range(1, 6)]


def test_number_13_twice_confuses_nothing() -> None:
    texts: list[str | None] = ["谈心谈话", "拟定会议方案", "写出总结报告"]
    old = plan(texts, number=["13", "14", "13"])
    new = plan(["谈心谈话一轮", "拟定会议方案", "写出总结报告并上报"], number=["13", "14", "13"])

    assert [pair[:2] for pair in rows(match_rows(old, new))] == [(1, 1), (2, 2), (3, 3)]


def test_of_one_text_given_twice_the_rows_that_agree_in_all_else_are_one() -> None:
    old = plan(["召开例会", "召开例会"], owner_unit=["教务处", "总务处"])
    new = plan(["召开例会", "召开例会"], owner_unit=["总务处", "教务处"])

    assert [pair[:2] for pair in rows(match_rows(old, new))] == [(2, 1), (1, 2)]


def test_a_third_row_of_the_same_text_is_new() -> None:
    assert sorted(how for _, _, how in rows(match_rows(plan(["召开例会"] * 2), plan(["召开例会"] * 3)))) == [How.NONE, How.SAME, How.SAME]


def test_an_id_that_is_kept_holds_through_a_rewriting() -> None:
    ids = ["T01", "T02", "T03", "T04", "T05"]
    new = plan([*PLAN[:4], "编印工作简报"], task_id=ids)

    assert rows(match_rows(plan(PLAN, task_id=ids), new))[4] == (5, 5, How.ID)


def test_an_id_that_is_kept_goes_before_a_new_row_with_the_old_text() -> None:
    """T05 was made more exact, and what it said before became a task of its own."""
    old = plan(PLAN, task_id=["T01", "T02", "T03", "T04", "T05"])
    new = plan([*PLAN[:4], "召开全校总结大会", "召开总结大会"], task_id=["T01", "T02", "T03", "T04", "T05", "T06"])

    assert rows(match_rows(old, new))[4:] == [(5, 5, How.ID), (None, 6, How.NONE)]


def test_an_id_alone_never_pairs_wholly_different_texts_while_another_row_has_the_very_text() -> None:
    old = plan(["甲事项甲", "乙工作乙", "丙会议丙"], task_id=["T1", "T2", "T3"])
    new = plan(["丙会议丙", "乙工作乙", "甲事项甲"], task_id=["T1", "T2", "T3"])

    assert [pair[:2] for pair in rows(match_rows(old, new))] == [(3, 1), (2, 2), (1, 3)]


def test_a_plain_number_pairs_no_texts_that_have_nothing_in_common() -> None:
    new = plan([*PLAN[:4], "编印工作简报"])

    assert rows(match_rows(plan(PLAN), new))[4:] == [(None, 5, How.NONE), (5, None, How.NONE)]


def test_two_candidates_nearly_as_alike_are_unsure() -> None:
    old = plan(["召开第一次支部学习会议", "召开第二次支部学习会议"], number=None)
    new = plan(["召开支部学习会议"], number=None)

    assert [how for _, _, how in rows(match_rows(old, new))] == [How.UNSURE, How.NONE]


def test_the_number_tells_between_texts_that_are_alike() -> None:
    old = plan(["召开第一次支部学习会议", "召开第二次支部学习会议"])
    new = plan(["召开第一次各支部学习会议", "召开第二次各支部学习会议"])

    assert rows(match_rows(old, new)) == [(1, 1, How.REWORDED), (2, 2, How.REWORDED)]


def test_rows_without_any_text_are_each_there_once() -> None:
    assert [pair[:2] for pair in rows(match_rows(plan([None, None]), plan([None, None])))] == [(1, 1), (2, 2)]


def test_a_task_whose_text_was_blanked_is_unsure_and_not_gone() -> None:
    assert rows(match_rows(plan(PLAN), plan([*PLAN[:4], None])))[4] == (5, 5, How.UNSURE)


def test_opinions_and_ledger_rows_are_never_paired() -> None:
    old = make_workbook(no_tasks(), make_feedback(role="feedback", text="会议偏多", issue=None))
    new = make_workbook(no_tasks(), make_feedback(role="rectification", text=None, issue="会议偏多"))

    assert [how for _, _, how in rows(match_rows(old, new))] == [How.NONE, How.NONE]


def test_measures_of_one_problem_are_told_apart() -> None:
    facts = {"role": "rectification", "issue": "会议偏多", "feedback_id": None}
    old = make_workbook(no_tasks(), make_feedback(measure=["合并会议", "设无会日"], **facts))
    new = make_workbook(no_tasks(), make_feedback(measure=["设无会日", "合并会议"], status=["closed", "open"], **facts))

    assert [pair[:2] for pair in rows(match_rows(old, new))] == [(2, 1), (1, 2)]


def test_what_somebody_said_holds() -> None:
    new = plan([*PLAN[:4], "编印工作简报"])
    said = match_rows(plan(PLAN), new, [Correction("任务!6", "任务!6")])

    assert rows(said)[4] == (5, 5, How.HAND)


def test_somebody_may_say_that_a_row_is_new() -> None:
    said = match_rows(plan(PLAN), plan(PLAN), [Correction(None, "任务!2")])

    assert (None, 1, How.HAND) in rows(said)
    assert (1, None, How.NONE) in rows(said)


def test_of_two_corrections_of_one_row_the_later_holds_and_a_lost_row_is_passed_over() -> None:
    corrections = [Correction("任务!2", "任务!3"), Correction("任务!4", "任务!3"), Correction("任务!99", "任务!4")]
    paired = {new: old for old, new, _ in rows(match_rows(plan(PLAN), plan(PLAN), corrections))}

    assert paired[2] == 3


texts = st.lists(
    st.none() | st.sampled_from([*PLAN, "召开例会", "召开支部例会", "写总结", "", " "]) | st.text("甲乙丙丁戊", max_size=6), max_size=9
)


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    """Tasks, opinions and ledger rows with texts that repeat, ids that repeat, and blanks."""
    tasks, heard = draw(texts), draw(texts)
    numbers = st.none() | st.sampled_from(["1", "2", "13", "T01", "T02"])
    made = make_tasks(
        task=tasks,
        number=[draw(numbers) for _ in tasks],
        task_id=[draw(numbers) for _ in tasks],
        phase=[draw(st.sampled_from(["动员", "总结", None])) for _ in tasks],
    )
    roles = [draw(st.sampled_from(["feedback", "rectification"])) for _ in heard]
    ids = [draw(numbers) for _ in heard]
    places = {"sheet": ["意见"] * len(heard), "ref": [f"意见!{n}" for n in range(len(heard))]}
    said = make_feedback(text=heard, issue=heard, role=roles, feedback_id=ids, **places)
    return make_workbook(made if tasks else no_tasks(), said)


@settings(max_examples=30 * TIMES)
@given(old=workbooks(), new=workbooks(), pick=st.data())
def test_every_row_of_both_workbooks_stands_in_exactly_one_pair(old: Workbook, new: Workbook, pick: st.DataObject) -> None:
    refs = [st.none() | st.sampled_from([*book.tasks["ref"], *book.feedback["ref"], "任务!999"]) for book in (old, new)]
    corrections = pick.draw(st.lists(st.builds(Correction, *refs), max_size=4))
    matching = match_rows(old, new, corrections)

    for pairs, name in ((matching.tasks, "tasks"), (matching.feedback, "feedback")):
        assert sorted(pair.old for pair in pairs if pair.old is not None) == sorted(getattr(old, name)["ref"])
        assert [pair.new for pair in pairs if pair.new is not None] == list(getattr(new, name)["ref"])
        assert all((pair.likeness is None) == (pair.old is None or pair.new is None) for pair in pairs)


@settings(max_examples=20 * TIMES)
@given(book=workbooks(), pick=st.data())
def test_another_order_of_the_rows_pairs_each_with_its_equal(book: Workbook, pick: st.DataObject) -> None:
    order = pick.draw(st.permutations(range(len(book.tasks))))
    moved = book.tasks.iloc[order].reset_index(drop=True)
    shuffled = make_workbook(moved, book.feedback)
    said = {name: frame.set_index("ref").drop(columns=["row", "sheet"]) for name, frame in (("old", book.tasks), ("new", moved))}

    for pair in match_rows(book, shuffled).tasks:
        pd.testing.assert_series_equal(said["old"].loc[pair.old], said["new"].loc[pair.new], check_names=False)


def test_pairs_know_the_two_frames_that_they_are_of() -> None:
    old, new = plan(PLAN), plan(PLAN)
    pairs = match_rows(old, new).tasks

    assert pairs.are_all_of(old.tasks, new.tasks)
    assert not pairs.are_all_of(old.tasks, old.tasks)
    assert not pairs.are_all_of(new.tasks.copy(), new.tasks)


def test_rows_that_no_round_could_pair_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    old = plan(["召开第一次支部学习会议", "召开第二次支部学习会议"], number=None)
    new = plan(["召开第一次的支部学习会议", "召开第三次支部学习会议"], number=None)
    whole = rows(match_rows(old, new))
    monkeypatch.setattr(row_pairing, "_MOST_ROUNDS", 0)

    assert [(before, after) for before, after, _ in whole] == [(1, 1), (2, 2)]
    assert rows(match_rows(old, new)) == [(None, 1, How.NONE), (None, 2, How.NONE), (1, None, How.NONE), (2, None, How.NONE)]
