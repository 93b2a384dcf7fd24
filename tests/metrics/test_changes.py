"""What changed between two versions: each kind by its own edit, nothing for equals, and nothing backwards left out."""

import os
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.access import disclose_pair
from lib.ingest.model import Workbook
from lib.matching import match_rows
from lib.metrics.changes import changes
from lib.metrics.changes_cells import differs
from lib.metrics.changes_kinds import parent_differs
from lib.metrics.changes_model import ChangeKind, Changes
from lib.metrics.model import AsOf
from lib.schema import Audience
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks

Facts = dict[str, Any]

TIMES = 10 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))
JUNE_17 = AsOf(date(2014, 6, 17), date(2014, 6, 17))


def compared(old: Workbook, new: Workbook, new_as_of: AsOf = JUNE_10, audience: Audience = Audience.HEAD) -> Changes:
    return changes(disclose_pair(old, new, match_rows(old, new), audience), JUNE_10, new_as_of)


def of_tasks(old: dict[str, Any], new: dict[str, Any], new_as_of: AsOf = JUNE_10) -> Changes:
    """One task, due in September, before and after."""
    before, after = ({"due": "2014-09-30"} | facts for facts in (old, new))
    return compared(make_workbook(make_tasks(**before)), make_workbook(make_tasks(**after)), new_as_of)


def of_problems(old: dict[str, Any], new: dict[str, Any]) -> Changes:
    """One row of the ledger before and after."""
    role = {"role": "rectification", "issue": "会议偏多"}
    return compared(*(make_workbook(no_tasks(), make_feedback(**(role | facts))) for facts in (old, new)))


def kinds(found: Changes) -> list[str]:
    return [str(count.kind) for count in found.counts]


def cells(found: Changes) -> list[tuple[Any, ...]]:
    return [tuple(line) for line in found.fields[["column", "kind", "old", "new"]].to_numpy()]


def test_nothing_and_nothing_have_not_changed() -> None:
    nothing = compared(make_workbook(no_tasks()), make_workbook(no_tasks()))

    assert (nothing.total, nothing.counts, len(nothing.fields)) == (0, (), 0)


def test_a_row_on_one_side_is_added_or_removed() -> None:
    one, two = (make_workbook(make_tasks(task=texts, due="2014-09-30")) for texts in (["甲工作"], ["甲工作", "乙事项"]))

    assert cells(compared(one, two)) == [("", "added", None, None)]
    assert cells(compared(two, one)) == [("", "removed", None, None)]


OF_A_TASK: list[tuple[Facts, Facts, str]] = [
    ({"status": "in_progress"}, {"status": "done"}, "newly_done"),
    ({"status": "not_reported"}, {"status": "done"}, "newly_done"),
    ({"status": "in_progress"}, {"status": "in_progress", "actual_done": "2014-06-09"}, "newly_done"),
    ({"status": "done"}, {"status": "in_progress"}, "reopened"),
    ({"status": "done"}, {"status": "not_reported"}, "reopened"),
    ({"status": "done", "actual_done": "2014-06-01"}, {"status": "in_progress"}, "reopened"),
    ({"status": "in_progress"}, {"status": "not_started"}, "reopened"),
    ({"progress": 0.6}, {"progress": 0.5}, "reopened"),
    ({"progress": 0.5}, {"progress": 0.6}, "status"),
    ({"status": "not_started"}, {"status": "in_progress"}, "status"),
    ({"status": "in_progress"}, {"status": "paused"}, "status"),
    ({"status": "in_progress"}, {"status": "cancelled"}, "cancelled"),
    ({"status": "done"}, {"status": "cancelled"}, "cancelled"),
    ({"status": "in_progress"}, {"status": "not_reported"}, "cleared"),
    ({"progress": 0.5}, {"progress": None}, "cleared"),
    ({"gate_status": "已报", "gate_action": "审阅"}, {"gate_status": "退回修改", "gate_action": "审阅"}, "reopened"),
    ({"gate_status": "待报", "gate_action": "审阅"}, {"gate_status": "已报", "gate_action": "审阅"}, "other"),
    ({"owner_unit": "教务处"}, {"owner_unit": "总务处"}, "owner"),
    ({"lead": None}, {"lead": "校长"}, "owner"),
    ({"agreed_due": None}, {"agreed_due": "2014-10-10"}, "replanned"),
    ({"phase": "动员部署"}, {"phase": "总结评估"}, "moved"),
    ({"task": "召开全校动员大会"}, {"task": "召开全校师生动员大会"}, "reworded"),
    ({"progress_note": "会场已定"}, {"progress_note": None}, "cleared"),
    ({"progress_note": None}, {"progress_note": "会场已定"}, "other"),
    ({"updated": "2014-06-03"}, {"updated": "2014-06-10"}, "other"),
    ({"status": "not_started", "progress": 0.5}, {"status": "in_progress", "progress": 0.5}, "status"),
    ({"status": "done", "actual_done": "2014-06-01"}, {"status": "done", "actual_done": "2014-06-02"}, "status"),
    ({"gate_status": "已报", "gate_action": "审阅"}, {"gate_status": "已报\n待报", "gate_action": "审阅\n备案"}, "other"),
    ({"gate_status": "退回修改", "gate_action": "审阅"}, {"gate_status": "已报", "gate_action": "审阅"}, "other"),
    ({"progress_note": "会场已定"}, {"progress_note": "  "}, "cleared"),
    ({"status": "done"}, {"status": "done", "actual_done": "2014-06-09"}, "status"),
]


@pytest.mark.parametrize(("old", "new", "kind"), OF_A_TASK)
def test_one_edit_of_a_task_is_of_one_kind(old: dict[str, Any], new: dict[str, Any], kind: str) -> None:
    assert kinds(of_tasks(old, new)) == [kind]


OF_A_PROBLEM: list[tuple[Facts, Facts, str]] = [
    ({"status": "open"}, {"status": "in_progress"}, "status"),
    ({"status": "in_progress"}, {"status": "done_unchecked"}, "newly_done"),
    ({"status": "done_unchecked"}, {"status": "closed", "checked": "2014-06-09", "closed": "2014-06-10"}, "closed"),
    ({"status": "in_progress"}, {"status": "closed"}, "closed"),
    ({"status": "closed"}, {"status": "reopened"}, "reopened"),
    ({"status": "closed"}, {"status": "done_unchecked"}, "reopened"),
    ({"status": "done_unchecked"}, {"status": "returned"}, "reopened"),
    ({"status": "done_unchecked"}, {"status": None}, "reopened"),
    ({"status": "returned"}, {"status": "in_progress"}, "status"),
    ({"status": "open"}, {"status": "returned"}, "reopened"),
    ({"status": "returned", "checked": "2014-06-08"}, {"status": "returned", "checked": "2014-06-09"}, "status"),
    ({"status": "open"}, {"status": None}, "cleared"),
    ({"status": "open"}, {"status": "not_reported"}, "cleared"),
    ({"owner_unit": "教务处"}, {"owner_unit": "总务处"}, "owner"),
    ({"due": "2014-06-30"}, {"due": "2014-07-31"}, "replanned"),
    ({"raw_count": 3}, {"raw_count": 2}, "other"),
    ({"issue": "会议偏多", "openness": "face_to_face"}, {"issue": "会议实在偏多", "openness": "face_to_face"}, "reworded"),
]


@pytest.mark.parametrize(("old", "new", "kind"), OF_A_PROBLEM)
def test_one_edit_of_a_problem_is_of_one_kind(old: dict[str, Any], new: dict[str, Any], kind: str) -> None:
    assert kinds(of_problems(old, new)) == [kind]


def both(edits: list[tuple[Facts, Facts, str]], text: str, **otherwise: object) -> tuple[Facts, Facts]:
    """The rows before and after all of these edits in one table, one each; `otherwise` is what they hold that no edit of theirs names."""
    rows = [({text: f"第{n}项"} | otherwise | old, {text: f"第{n}项"} | otherwise | new) for n, (old, new, _) in enumerate(edits)]
    names = sorted({name for pair in rows for row in pair for name in row})
    old, new = ({name: [pair[side].get(name) for pair in rows] for name in names} for side in (0, 1))
    return old, new


def kinds_by_row(found: Changes) -> list[list[str]]:
    return [[str(kind) for kind in ChangeKind if row[str(kind)]] for row in found.rows.to_dict("records")]


SAME: list[tuple[Facts, Facts, str]] = [({}, {}, "")]


def test_many_edits_of_tasks_in_one_version_are_each_of_their_own_kind() -> None:
    edits = [*SAME, *OF_A_TASK, *SAME]
    old, new = both(edits, "task", due="2014-09-30", status="in_progress", phase="动员部署")
    gone = {name: [values[0], *values] for name, values in old.items()} | {"task": ["清退办公用房", *old["task"]]}
    come = {name: [*values, values[0]] for name, values in new.items()} | {"task": [*new["task"], "开展问卷测评"]}
    come["phase"][-1], come["due"][-1] = "总结评估", "2014-10-31"
    found = compared(make_workbook(make_tasks(**gone)), make_workbook(make_tasks(**come)))

    assert kinds_by_row(found) == [*([kind] for _, _, kind in OF_A_TASK), ["added"], ["removed"]]
    assert found.rows["old_ref"].tolist() == [*(f"任务!{n}" for n in range(4, len(edits) + 2)), None, "任务!2"]
    assert found.rows["new_ref"].tolist() == [*(f"任务!{n}" for n in range(3, len(edits) + 1)), f"任务!{len(edits) + 2}", None]
    assert (found.tasks, found.unchanged_tasks, found.shared) == (len(OF_A_TASK) + 2, 2, len(edits))
    assert {count.feedback for count in found.counts} == {0}
    assert found.rows["slip_days"].dropna().to_dict() == {[kind for _, _, kind in OF_A_TASK].index("replanned"): 10}


def test_many_edits_of_problems_in_one_version_are_each_of_their_own_kind() -> None:
    edits = [*SAME, *OF_A_PROBLEM, *SAME]
    old, new = both(edits, "issue", role="rectification", status="open", due="2014-06-30", openness="face_to_face")
    come = {name: [*values, values[0]] for name, values in new.items()} | {"issue": [*new["issue"], "食堂饭菜价格偏高"]}
    found = compared(*(make_workbook(no_tasks(), make_feedback(**each)) for each in (old, come)))

    assert kinds_by_row(found) == [*([kind] for _, _, kind in OF_A_PROBLEM), ["added"]]
    assert found.rows["new_ref"].tolist() == [f"整改台账!{n}" for n in (*range(3, len(edits) + 1), len(edits) + 2)]
    assert (found.feedback, found.unchanged_feedback) == (len(OF_A_PROBLEM) + 1, 2)
    assert set(found.fields["table"]) == {"feedback"}


def test_one_version_may_hold_rows_of_several_kinds_and_news_beside_them() -> None:
    week = (pd.Timestamp(2014, 6, 3), pd.Timestamp(2014, 6, 10))
    before, after = ({"updated": day} for day in week)
    edits: list[tuple[Facts, Facts, str]] = [
        ({"owner_unit": "教务处"} | before, {"owner_unit": None} | after, ""),
        (before, after, ""),
        ({"status": "in_progress", "lead": "校长"} | before, {"status": "done", "lead": "书记"} | after, ""),
        ({"status": "not_reported", "status_text": "快了"}, {"status": "not_reported", "status_text": "差不多"}, ""),
        ({"status": "done", "status_text": "完成"}, {"status": "done", "status_text": "已完成"}, ""),
        ({"status": "not_reported", "status_text": "快了"}, {"status": "done", "status_text": "已完成"}, ""),
        ({"lead": "校长", "note": "甲"}, {"lead": "书记", "note": "乙"}, ""),
    ]
    old, new = both(edits, "task", due="2014-09-30", status="in_progress")
    found = compared(make_workbook(make_tasks(**old)), make_workbook(make_tasks(**new)))

    assert cells(found) == [
        ("lead", "owner", "校长", "书记"),
        ("lead", "owner", "校长", "书记"),
        ("owner_unit", "owner", "教务处", None),
        ("owner_unit", "cleared", "教务处", None),
        ("status", "newly_done", "in_progress", "done"),
        ("status", "newly_done", None, "done"),
        ("updated", "owner", *week),
        ("updated", "other", *week),
        ("updated", "owner", *week),
        ("note", "other", "甲", "乙"),
        ("status_text", "status", "快了", "差不多"),
    ]
    assert kinds_by_row(found) == [["cleared", "owner"], ["other"], ["newly_done", "owner"], ["status"], ["newly_done"], ["owner", "other"]]


def test_an_owner_taken_away_is_both_a_change_of_owner_and_a_blanked_cell() -> None:
    assert kinds(of_tasks({"owner_unit": "教务处"}, {"owner_unit": None})) == ["cleared", "owner"]


def test_a_state_with_its_day_is_one_change_of_two_cells() -> None:
    found = of_tasks({"status": "in_progress", "updated": "2014-06-03"}, {"status": "done", "updated": "2014-06-10"})

    assert [(column, kind) for column, kind, _, _ in cells(found)] == [("status", "newly_done"), ("updated", "newly_done")]
    assert found.total == 1


def test_a_share_that_a_done_task_no_longer_tells_is_not_blanked() -> None:
    """完成80% becomes 完成 in one cell."""
    done = of_tasks({"status": "in_progress", "progress": 0.8}, {"status": "done", "progress": None})
    doing = of_tasks({"status": "in_progress", "progress": 0.8}, {"status": "in_progress", "progress": None})

    assert [(column, kind) for column, kind, _, _ in cells(done)] == [("status", "newly_done")]
    assert kinds(doing) == ["cleared"]


def test_old_and_new_due_day_are_told_with_the_days_between() -> None:
    found = of_tasks({"agreed_due": "2014-06-20"}, {"agreed_due": "2014-06-15"})

    assert cells(found)[-1] == ("due", "replanned", pd.Timestamp(2014, 6, 20), pd.Timestamp(2014, 6, 15))
    assert found.rows["slip_days"].tolist() == [-5]
    assert found.rewritten == 0


def test_a_deadline_written_anew_under_an_agreed_day_that_holds_moves_nothing() -> None:
    assert of_tasks({"agreed_due": "2014-10-20"}, {"due": "2014-10-01", "agreed_due": "2014-10-20"}).rewritten == 0


def test_a_due_day_that_is_lost_has_no_slip() -> None:
    found = of_tasks({"due": "2014-06-20"}, {"due": None})

    assert found.rows["slip_days"].isna().all()
    assert found.rows["replanned"].all()


def test_a_window_worded_otherwise_is_not_replanned() -> None:
    old, new = (make_workbook(make_tasks(due_text=phrase)) for phrase in ("3月中旬", "3月11日至20日"))

    assert kinds(compared(old, new)) == ["other"]


def test_what_fell_due_meanwhile_is_newly_late() -> None:
    found = of_tasks({"due": "2014-06-12"}, {"due": "2014-06-12"}, JUNE_17)

    assert cells(found) == [("lamp", "newly_late", "due_soon", "overdue")]


def test_what_was_late_already_is_not_newly_late() -> None:
    assert of_tasks({"due": "2014-06-01"}, {"due": "2014-06-01"}, JUNE_17).total == 0


def test_a_task_added_late_is_newly_late_too() -> None:
    old, new = make_workbook(no_tasks()), make_workbook(make_tasks(due="2014-06-01"))

    assert kinds(compared(old, new)) == ["newly_late", "added"]


def test_a_problem_that_fell_due_is_newly_late_and_one_of_long_standing_never_is() -> None:
    facts = {
        "role": ["rectification", "rectification", "feedback"],
        "issue": ["会议偏多", "常年坚持", None],
        "due": "2014-06-12",
        "status": "open",
        "rectification_kind": ["by_date", "long_term", "by_date"],
    }
    ledger = make_workbook(no_tasks(), make_feedback(**facts))

    assert [(count.kind, count.feedback) for count in compared(ledger, ledger, JUNE_17).counts] == [("newly_late", 1)]


def test_an_opinion_merged_is_said_to_be_merged() -> None:
    old, new = (make_workbook(no_tasks(), make_feedback(text=["甲意见", "乙建议"], merged_into=[None, into])) for into in (None, "1"))

    assert kinds(compared(old, new)) == ["merged"]


def test_a_merged_opinion_whose_parent_has_another_number_is_merged_as_before() -> None:
    old = make_workbook(no_tasks(), make_feedback(text=["甲意见", "乙建议"], merged_into=[None, "1"]))
    new = make_workbook(no_tasks(), make_feedback(text=["丙想法", "甲意见", "乙建议"], merged_into=[None, None, "2"]))

    assert kinds(compared(old, new)) == ["added"]


def test_an_opinion_whose_parents_number_went_to_another_row_is_merged_anew_though_its_own_cells_are_as_before() -> None:
    old, new = (
        make_workbook(no_tasks(), make_feedback(text=["甲意见", "乙建议", "丙想法"], feedback_id=ids, merged_into=[None, None, "1"]))
        for ids in (["1", "2", "3"], ["2", "1", "3"])
    )

    assert [(str(count.kind), count.feedback) for count in compared(old, new).counts] == [("merged", 1)]


def test_numbers_places_and_computed_twins_are_no_change() -> None:
    old = make_workbook(make_tasks(number="1", task_id=None, status_text="完成", status="done", row=4, ref="任务!4"))
    new = make_workbook(make_tasks(number="7", task_id="T1", status_text="已完成", status="done", row=9, ref="任务!9"))

    assert compared(old, new).total == 0


def test_a_state_that_cannot_be_read_is_compared_as_written() -> None:
    assert kinds(of_tasks({"status": "not_reported", "status_text": "快了"}, {"status": "not_reported", "status_text": "差不多"})) == [
        "status"
    ]


def test_white_space_is_no_change() -> None:
    assert of_tasks({"progress_note": "会场 已定"}, {"progress_note": "会场已定\n"}).total == 0


def test_rows_that_did_not_change_are_counted() -> None:
    old = make_workbook(make_tasks(task=["甲工作", "乙事项", "丙会议"]), make_feedback(text=["会议偏多"]))
    new = make_workbook(make_tasks(task=["甲工作", "乙事项", "丙会议"], status=["done", "in_progress", "in_progress"]), old.feedback)
    found = compared(old, new)

    assert (found.tasks, found.unchanged_tasks, found.feedback, found.unchanged_feedback, found.shared) == (1, 2, 0, 1, 4)


def test_matters_of_one_person_are_counted_and_not_compared_below_the_head() -> None:
    old, new = (make_workbook(no_tasks(), make_feedback(text="某事", target="person", status=state)) for state in ("open", "closed"))
    below = compared(old, new, audience=Audience.LEADING_GROUP)

    assert (below.total, below.unchanged_feedback, below.personal_before, below.personal_after) == (0, 0, 1, 1)
    assert kinds(compared(old, new)) == ["closed"]


def test_a_hidden_text_that_is_rewritten_is_no_change_below_the_head() -> None:
    old, new = (make_workbook(no_tasks(), make_feedback(text=text, openness="face_to_face")) for text in ("会议偏多", "会议实在偏多"))

    assert kinds(compared(old, new)) == ["reworded"]
    assert compared(old, new, audience=Audience.PUBLIC).total == 0


states = st.sampled_from([None, "not_started", "in_progress", "done", "paused", "cancelled"])
days = st.none() | st.sampled_from(["2014-06-01", "2014-06-12", "2014-09-30"])


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    """A few tasks and problems with texts that repeat."""
    count, heard = draw(st.integers(1, 5)), draw(st.integers(1, 5))

    def some(of: st.SearchStrategy[Any], n: int) -> list[Any]:
        return [draw(of) for _ in range(n)]

    words = st.none() | st.sampled_from(["召开例会", "写总结", "甲", "乙"])
    tasks = make_tasks(
        task=some(words, count), status=some(states, count), due=some(days, count), owner_unit=some(words, count), note=some(words, count)
    )
    roles = st.sampled_from(["feedback", "rectification"])
    places = {"sheet": ["意见"] * heard, "ref": [f"意见!{n}" for n in range(heard)]}
    problems = st.sampled_from([None, "open", "done_unchecked", "closed", "returned"])
    feedback = make_feedback(
        text=some(words, heard), role=some(roles, heard), status=some(problems, heard), due=some(days, heard), scope="public", **places
    )
    return make_workbook(tasks, feedback.assign(openness="face_to_face"))


@settings(max_examples=5 * TIMES)
@given(book=workbooks(), audience=st.sampled_from([Audience.HEAD, Audience.PUBLIC]), pick=st.data())
def test_a_workbook_and_itself_in_any_order_have_not_changed(book: Workbook, audience: Audience, pick: st.DataObject) -> None:
    orders = [pick.draw(st.permutations(range(len(frame)))) for frame in (book.tasks, book.feedback)]
    moved = make_workbook(*(frame.iloc[order] for frame, order in zip((book.tasks, book.feedback), orders, strict=True)))

    assert compared(book, moved, audience=audience).total == 0


@settings(max_examples=5 * TIMES)
@given(old=workbooks(), new=workbooks())
def test_every_changed_row_has_a_kind_and_the_counts_are_of_rows(old: Workbook, new: Workbook) -> None:
    found = compared(old, new)
    of_kind = {str(count.kind): count.rows for count in found.counts}

    assert found.rows[sorted(of_kind)].any(axis=1).all()
    assert {kind: int(found.rows[kind].sum()) for kind in of_kind} == of_kind
    assert found.total == len(found.rows) == len(found.fields.drop_duplicates(["table", "old_ref", "new_ref"]))
    assert of_kind.get("removed", 0) + found.shared == len(old.tasks) + len(old.feedback)
    assert of_kind.get("added", 0) + found.shared == len(new.tasks) + len(new.feedback)


def test_a_number_or_a_day_differs_from_a_blank_and_a_blank_from_none() -> None:
    def differing(old: list[Any], new: list[Any], dtype: str) -> list[bool]:
        return differs(pd.Series(old, dtype=dtype), pd.Series(new, dtype=dtype)).tolist()

    assert differing([1, None, None, 2, 3], [1, None, 3, None, 4], "Int64") == [False, False, True, True, True]
    june, may = pd.Timestamp(2014, 6, 1), pd.Timestamp(2014, 5, 1)
    assert differing([june, None, None, may, june], [june, None, may, None, may], "datetime64[us]") == [False, False, True, True, True]


def test_a_cell_that_was_or_is_blank_is_told_as_none() -> None:
    assert cells(of_tasks({"lead": None}, {"lead": "校长"})) == [("lead", "owner", None, "校长")]
    assert cells(of_tasks({"note": "会场已定"}, {"note": None})) == [("note", "cleared", "会场已定", None)]


def test_a_column_kept_in_one_piece_and_one_kept_in_several_are_compared_by_what_they_say():
    whole = pd.Series(["甲", "乙"], dtype="str")
    pieces = pd.concat([pd.Series([word], dtype="str") for word in ("甲", "丙")], ignore_index=True)

    assert differs(whole, pieces).tolist() == [False, True]
    assert differs(pieces, whole).tolist() == [False, True]
    assert differs(whole, whole.iloc[[0, 1]]).tolist() == [False, False]


def test_a_state_that_cannot_be_known_on_the_day_judged_is_not_newly_done() -> None:
    """Done without a day, as reported on the 10th: on the 3rd nobody knows."""
    old, new = (make_workbook(make_tasks(due="2014-09-30", status=status)) for status in ("in_progress", "done"))
    found = compared(old, new, AsOf(date(2014, 6, 3), date(2014, 6, 10)))

    assert kinds(found) == ["status"]


def test_how_far_ahead_is_soon_tells_the_lamp_that_a_late_task_had_and_changes_nothing_by_itself() -> None:
    book = make_workbook(make_tasks(due="2014-06-12"))
    pair = disclose_pair(book, book, match_rows(book, book), Audience.HEAD)

    assert cells(changes(pair, JUNE_10, JUNE_17, 1, 1)) == [("lamp", "newly_late", "in_progress", "overdue")]
    assert changes(pair, JUNE_10, JUNE_10, 7, 1).total == 0


def test_a_slip_stands_where_the_due_day_moved_and_nowhere_else() -> None:
    texts = ["甲工作", "乙事项", "丙会议"]
    old = make_workbook(make_tasks(task=texts, due="2014-09-30", lead=None))
    new = make_workbook(make_tasks(task=texts, due=["2014-10-01", "2014-09-30", None], lead=[None, "校长", None]))

    assert compared(old, new).rows["slip_days"].tolist() == [1, pd.NA, pd.NA]
    assert compared(old, new).rewritten == 1


def test_changed_and_unchanged_opinions_are_all_there_are() -> None:
    old, new = (
        make_workbook(no_tasks(), make_feedback(text=["甲意见", "乙建议", "丙想法"], channel=[one, None, None])) for one in ("问卷", "走访")
    )
    found = compared(old, new)

    assert (found.feedback, found.unchanged_feedback) == (1, 2)


def test_a_line_says_which_rows_and_by_what_they_were_taken_for_the_same() -> None:
    found = of_tasks({"lead": "校长"}, {"lead": "书记"})

    assert list(found.fields.columns) == ["table", "old_ref", "new_ref", "how", "place", "column", "kind", "old", "new"]
    assert found.fields[["table", "old_ref", "new_ref", "how"]].iloc[0].tolist() == ["tasks", "任务!2", "任务!2", "same"]


def test_an_added_row_is_compared_with_none() -> None:
    old = make_workbook(no_tasks(), make_feedback(text=["甲意见"], channel="问卷"))
    new = make_workbook(no_tasks(), make_feedback(text=["甲意见", "乙建议"], channel=["问卷", "走访"]))

    assert [(count.kind, count.feedback) for count in compared(old, new).counts] == [("added", 1)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, None, False),
        (None, " ", False),
        ("会场 已定", "会场已定", False),
        ("会场已定", None, True),
        (0.3, 0.1 + 0.2, False),
        (0.0, 1e-9, False),
        (0.5, 0.4, True),
        (0.5, float("nan"), True),
        (float("nan"), float("nan"), False),
    ],
)
def test_two_cells_differ_by_what_they_say(old: object, new: object, expected: bool) -> None:
    before, after = (pd.Series([cell, cell], dtype="float64" if isinstance(old, float) else "str") for cell in (old, new))

    assert differs(before, after).tolist() == [expected, expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([("1", None), ("2", "1")], [("5", None), ("6", "5")], False),
        ([("1", None), ("2", "1")], [("5", None), ("6", "1")], True),
        ([("1", None), ("1", None), ("2", "1")], [("3", None), ("4", None), ("2", "1")], False),
        ([("1", None), ("2", "9")], [("1", None), ("2", "9")], False),
        ([(None, None), ("2", None)], [("5", None), ("2", None)], False),
        ([("1", None), ("2", "1")], [("1", None), ("2", None)], True),
    ],
    ids=["renumbered", "another row", "a number given twice", "a row elsewhere", "without a number", "no longer merged"],
)
def test_a_parent_is_a_row_and_not_a_number(
    old: list[tuple[str | None, str | None]], new: list[tuple[str | None, str | None]], expected: bool
) -> None:
    before, after = (pd.DataFrame(rows, columns=["feedback_id", "merged_into"], dtype="str") for rows in (old, new))

    assert parent_differs(before, after).tolist() == [False] * (len(old) - 1) + [expected]


def test_matters_of_one_person_are_counted_on_each_side() -> None:
    old = make_workbook(no_tasks(), make_feedback(text=["甲事", "乙意见"], target=["person", "unit"]))
    new = make_workbook(no_tasks(), make_feedback(text=["甲事", "乙意见", "丙事"], target=["person", "unit", "person"]))
    found = compared(old, new, audience=Audience.PUBLIC)

    assert (found.personal_before, found.personal_after) == (1, 2)


def test_the_day_of_the_news_is_a_part_of_the_first_of_several_changes() -> None:
    found = of_tasks(
        {"status": "in_progress", "lead": "校长", "updated": "2014-06-03"}, {"status": "done", "lead": "书记", "updated": "2014-06-10"}
    )

    assert [kind for column, kind, _, _ in cells(found) if column == "updated"] == [cells(found)[0][1]]
    assert sorted(kinds(found)) == ["newly_done", "owner"]


def test_lines_and_rows_are_numbered_and_a_row_has_a_column_for_each_kind() -> None:
    found = of_tasks({"lead": "校长", "note": "甲"}, {"lead": "书记", "note": "乙"})

    assert found.fields.index.tolist() == [0, 1]
    assert found.rows.index.tolist() == [0]
    assert list(found.rows.columns) == ["table", "old_ref", "new_ref", "how", "slip_days", *(str(kind) for kind in ChangeKind)]


def test_of_several_owners_only_the_one_taken_away_is_a_blanked_cell() -> None:
    texts = ["甲工作", "乙事项"]
    old = make_workbook(make_tasks(task=texts, due="2014-09-30", owner_unit="教务处"))
    new = make_workbook(make_tasks(task=texts, due="2014-09-30", owner_unit=["总务处", None]))

    assert [(str(count.kind), count.tasks) for count in compared(old, new).counts] == [("cleared", 1), ("owner", 2)]


@pytest.mark.parametrize(
    ("old", "new", "kind"), [("长期坚持", "立行立改", "replanned"), ("待定", "另行通知", "other"), ("长期坚持", "6月底前", "replanned")]
)
def test_a_deadline_without_a_day_is_replanned_where_it_becomes_one_of_another_kind(old: str, new: str, kind: str) -> None:
    before, after = (make_workbook(make_tasks(due_text=phrase)) for phrase in (old, new))

    assert kinds(compared(before, after)) == [kind]


def test_rows_of_both_tables_are_counted_each_and_together() -> None:
    old, new = (
        make_workbook(make_tasks(due="2014-09-30", owner_unit=unit), make_feedback(role="rectification", owner_unit=unit, due=None))
        for unit in ("教务处", "总务处")
    )
    found = compared(old, new)

    assert [(str(count.kind), count.tasks, count.feedback, count.rows) for count in found.counts] == [("owner", 1, 1, 2)]
    assert (found.tasks, found.feedback, found.total) == (1, 1, 2)
    assert found.fields.index.tolist() == [0, 1]
    assert found.rows["table"].tolist() == ["tasks", "feedback"]


@pytest.mark.parametrize(("number", "renumbered"), [("1", 0), ("23", 1), (None, 1)])
def test_another_number_is_no_change_and_is_counted_beside_them(number: str | None, renumbered: int) -> None:
    found = of_tasks({"number": "1"}, {"number": number})
    assert (found.total, found.renumbered) == (0, renumbered)
    assert of_tasks({"number": number}, {"number": number}).renumbered == 0


def test_a_task_put_in_between_is_one_change_and_what_follows_is_renumbered() -> None:
    old = make_workbook(make_tasks(task=["动员", "查摆", "整改"], number=["1", "2", "3"]))
    new = make_workbook(make_tasks(task=["动员", "学习", "查摆", "整改"], number=["1", "2", "3", "4"]))
    found = compared(old, new)
    assert (found.total, found.renumbered) == (1, 2)
