"""Which rows an audience may read, tier by tier."""

from typing import Any

import pandas as pd
import pytest

from lib.access import Disclosed, Shown, disclose
from lib.ingest.frames import typed_frame
from lib.schema import Audience, Opinion, Scope, SheetRole
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks

OPEN = {"openness": "face_to_face", "scope": "public"}
WRITTEN = (
    "text",
    "issue",
    "cause",
    "progress_note",
    "result",
    "rule_made",
    "closed",
    "satisfaction",
    "reply",
    "evidence",
    "note",
    "status_text",
    "target_text",
)
TARGETS = ("leading_group", "middle", "unit", "members", "school", None)


def seen(audience: Audience, **facts: Any) -> pd.Series:
    """One opinion as an audience sees it."""
    return disclose(make_workbook(no_tasks(), make_feedback(1, **facts)), audience).feedback.iloc[0]


def reads_text(audience: Audience, **facts: Any) -> bool:
    row = seen(audience, **{"text": "原话", **facts})
    assert bool(row[Shown.TEXT_SHOWN]) == (row[Opinion.TEXT] == "原话")
    return bool(row[Shown.TEXT_SHOWN])


def test_an_empty_workbook_is_empty_for_everybody() -> None:
    for audience in Audience:
        board = disclose(make_workbook(no_tasks(), no_feedback()), audience)

        assert (len(board.tasks), len(board.feedback)) == (0, 0)
        assert board.groups.totals.rows == board.groups.by_category.rows == ()
        assert {*Opinion, *Shown} == set(board.feedback.columns)


@pytest.mark.parametrize(
    ("scope", "readers"),
    [
        (Scope.PUBLIC, ["public", "all_members", "circle", "leading_group", "head"]),
        (Scope.ALL_MEMBERS, ["all_members", "circle", "leading_group", "head"]),
        (Scope.CIRCLE, ["circle", "leading_group", "head"]),
        (Scope.LEADING_GROUP, ["leading_group", "head"]),
        (Scope.PERSON, ["head"]),
        (None, ["head"]),
        ("校长看", ["head"]),
        ("", ["head"]),
    ],
)
def test_a_scope_lets_in_its_audience_and_narrower_ones(scope: str | None, readers: list[str]) -> None:
    assert [str(each) for each in Audience if reads_text(each, scope=scope, openness="face_to_face")] == readers


@pytest.mark.parametrize("openness", ["back_to_back", None, "", "也许"])
@pytest.mark.parametrize("audience", Audience)
def test_nobody_reads_an_opinion_given_back_to_back(audience: Audience, openness: str | None) -> None:
    row = seen(
        audience,
        scope="public",
        openness=openness,
        lead="某甲",
        owner="某乙",
        checked_by="某丙",
        verdict="某丙，合格",
        **dict.fromkeys(WRITTEN, "原话"),
    )

    assert row[[*WRITTEN, "lead", "owner", "checked_by", "verdict", "target_person"]].isna().all()


@pytest.mark.parametrize("audience", Audience)
def test_what_is_written_from_an_opinion_is_closed_like_the_opinion(audience: Audience) -> None:
    closed = seen(
        audience,
        openness="back_to_back",
        scope="all_members",
        goal="目标",
        measure="办法",
        due_text="某日",
        kind="by",
        **dict.fromkeys(WRITTEN, "原话"),
    )
    open_row = seen(
        audience, **OPEN, goal="目标", measure="办法", due_text="某日", kind="by", target="unit", **dict.fromkeys(WRITTEN, "原话")
    )

    assert closed[[*WRITTEN, "goal", "measure", "due_text"]].isna().all()
    assert open_row[list(WRITTEN)].eq("原话").all()


def test_the_published_plan_shows_goal_measure_and_deadline_and_no_opinion() -> None:
    row = seen(
        Audience.PUBLIC, scope="public", target="school", goal="目标", measure="办法", due_text="六月", kind="by", issue="问题", lead="某甲"
    )

    assert row[["goal", "measure", "due_text"]].tolist() == ["目标", "办法", "六月"]
    assert row[["issue", "text", "lead"]].isna().all()


def test_those_who_put_things_right_are_named_to_members_who_may_read_the_row() -> None:
    facts = {**OPEN, "lead": "某甲", "owner": "某乙", "checked_by": "某丙", "verdict": "某丙，合格"}
    names = ["lead", "owner", "checked_by", "verdict"]

    assert seen(Audience.PUBLIC, **facts)[names].isna().all()
    assert seen(Audience.ALL_MEMBERS, **facts)[names].tolist() == ["某甲", "某乙", "某丙", "某丙，合格"]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(("day", "shown"), [(1, 1), (10, 1), (11, 11), (20, 11), (21, 21), (31, 21)])
def test_nobody_sees_the_exact_day(audience: Audience, day: int, shown: int) -> None:
    """Not of a face-to-face row either: one exact day beside another row of the sheet gives that row's day away."""
    for openness in ("face_to_face", None):
        assert seen(audience, scope="public", openness=openness, received=f"2014-03-{day:02}")["received"] == pd.Timestamp(2014, 3, shown)


def test_a_day_that_means_none_is_none() -> None:
    assert pd.isna(seen(Audience.HEAD, received="1980-01-01")["received"])
    assert pd.isna(seen(Audience.HEAD)["received"])


@pytest.mark.parametrize("audience", Audience)
def test_the_source_group_is_in_no_row(audience: Audience) -> None:
    assert pd.isna(seen(audience, **OPEN, group="教师")["group"])


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("audience", Audience)
def test_a_matter_of_nobody_in_particular_counts_everywhere_without_its_text(audience: Audience, target: str | None) -> None:
    row = seen(audience, target=target, category="民生", channel="问卷", owner_unit="总务处", status="closed", raw_count=3)

    assert row[Shown.COUNTED_IN_CUTS]
    assert pd.isna(row["text"])
    assert row[["category", "channel", "owner_unit", "status", "raw_count"]].tolist() == ["民生", "问卷", "总务处", "closed", 3]


def test_tasks_show_those_responsible_to_members_and_not_to_the_public() -> None:
    def names(audience: Audience) -> list[Any]:
        tasks = make_tasks(due="2014-06-01", lead="某甲", owner="某乙", owner_unit="总务处")
        return disclose(make_workbook(tasks), audience).tasks.loc[0, ["lead", "owner", "owner_unit"]].dropna().tolist()

    assert names(Audience.PUBLIC) == ["总务处"]
    assert names(Audience.ALL_MEMBERS) == ["某甲", "某乙", "总务处"]


@pytest.mark.parametrize("named", [{"task": "召开专题民主生活会"}, {"phase": "查摆问题、开展批评"}, {"task": "Self-Examination papers"}])
def test_of_criticism_meetings_the_status_alone_is_known_outside_the_circle(named: dict[str, str]) -> None:
    content = ("progress_note", "issue", "next_step", "help_needed", "note", "replan_reason", "output", "status_text")

    def known(audience: Audience) -> int:
        tasks = make_tasks(due="2014-06-01", **named, **dict.fromkeys(content, "内容"))
        shown = disclose(make_workbook(tasks), audience).tasks
        assert shown.loc[0, "status"] == "in_progress"
        return int(shown[list(content)].notna().to_numpy().sum())

    assert [known(audience) for audience in Audience] == [0, 0, 8, 8, 8]


def test_other_tasks_keep_their_notes_for_everybody() -> None:
    assert (
        disclose(make_workbook(make_tasks(due="2014-06-01", progress_note="已拟")), Audience.PUBLIC).tasks.loc[0, "progress_note"] == "已拟"
    )


def test_how_to_reach_people_is_for_the_leading_group() -> None:
    def contacts(audience: Audience) -> int:
        organisation = typed_frame(SheetRole.ORGANISATION, {"name": ["校长"], "contact": ["8001"]}, 1)
        shown = disclose(make_workbook(no_tasks(), organisation=organisation), audience).organisation
        assert shown.loc[0, "name"] == "校长"
        return int(shown["contact"].notna().sum())

    assert [contacts(audience) for audience in Audience] == [0, 0, 0, 1, 1]


def test_below_the_head_nothing_tells_the_place_in_the_sheet() -> None:
    feedback = make_feedback(
        3, feedback_id=["Y7", "Y8", "Y9"], issue_id=["W1", "W2", "W3"], merged_into=[None, "Y7", None], category=["丙", "乙", "甲"]
    )

    def board(audience: Audience) -> Disclosed:
        return disclose(make_workbook(no_tasks(), feedback), audience)

    wide = board(Audience.LEADING_GROUP).feedback
    assert wide["ref"].tolist() == ["#1", "#2", "#3"]
    assert wide["row"].tolist() == [1, 2, 3]
    assert wide[["feedback_id", "issue_id"]].isna().all(axis=None)
    assert wide["merged_into"].dropna().tolist() == ["merged"]
    assert board(Audience.HEAD).feedback["ref"].tolist() == feedback["ref"].tolist()


def test_the_order_of_rows_is_made_of_what_they_show() -> None:
    feedback = make_feedback(
        6,
        category=["甲", "乙", "甲", "乙", "甲", "乙"],
        text=list("abcdef"),
        received=[f"2014-03-0{n}" for n in range(1, 7)],
        target=["unit"] * 5 + ["person"],
    )
    backwards = feedback.iloc[::-1].reset_index(drop=True)

    first = disclose(make_workbook(no_tasks(), feedback), Audience.PUBLIC).feedback
    second = disclose(make_workbook(no_tasks(), backwards), Audience.PUBLIC).feedback

    pd.testing.assert_frame_equal(first, second)


def test_the_workbook_itself_is_kept() -> None:
    workbook = make_workbook(make_tasks(due="2014-06-01", lead="某甲"), make_feedback(2, target=["person", "unit"]))
    tasks, feedback = workbook.tasks.copy(deep=True), workbook.feedback.copy(deep=True)

    for audience in Audience:
        disclose(workbook, audience)

    pd.testing.assert_frame_equal(workbook.tasks, tasks)
    pd.testing.assert_frame_equal(workbook.feedback, feedback)
